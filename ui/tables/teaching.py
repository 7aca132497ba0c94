"""What an empty list teaches: what such a record is for."""

from ui.languages import QT_TRANSLATE_NOOP, translate

_WHAT = {
    "account": QT_TRANSLATE_NOOP(
        "Teaching", "An account at the provider. Its cash balance is what an offset can reach."
    ),
    "service": QT_TRANSLATE_NOOP(
        "Teaching", "What is bought. When it ends, the days begin for which its data is kept."
    ),
    "order": QT_TRANSLATE_NOOP(
        "Teaching", "A prepaid order. From it follow what is unconsumed and what comes back early."
    ),
    "bill": QT_TRANSLATE_NOOP("Teaching", "A monthly bill. From its receipt follows the day to object by."),
    "invoice": QT_TRANSLATE_NOOP("Teaching", "An invoice. From its receipt follow the day to pay by and the late fee."),
    "payment": QT_TRANSLATE_NOOP(
        "Teaching", "What was paid, and for which invoices. It ends what is owed and its late fee."
    ),
    "notice": QT_TRANSLATE_NOOP(
        "Teaching", "A notice of either side. Whether it came in time follows from its delivery."
    ),
    "incident": QT_TRANSLATE_NOOP(
        "Teaching", "A failure and its losses. From it follow what can be claimed, and until when."
    ),
    "service_rule": QT_TRANSLATE_NOOP(
        "Teaching", "A rule of one service that the provider publishes; it goes before the agreement."
    ),
    "arrangement": QT_TRANSLATE_NOOP(
        "Teaching", "A year's holidays as published. Days computed for that year are certain then."
    ),
    "reference_rate": QT_TRANSLATE_NOOP("Teaching", "A loan prime rate, a reference beside the agreement."),
}


def teaching(kind: str) -> str:
    """Say what a kind of record is for."""
    return translate("Teaching", _WHAT[kind])
