"""What an empty list teaches: what such a record is for, and how the first one is entered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from models.vocabulary import Vocabulary
from ui.languages import QT_TRANSLATE_NOOP, translate
from ui.nothing import Nothing

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
    "voucher": QT_TRANSLATE_NOOP(
        "Teaching", "A voucher the provider gave. It pays charges, but it is no cash and never comes back."
    ),
    "reference_rate": QT_TRANSLATE_NOOP("Teaching", "A loan prime rate, a reference beside the agreement."),
}


def teaching(kind: str) -> str:
    """Say what a kind of record is for."""
    return translate("Teaching", _WHAT[kind])


class NothingYet(Nothing):
    """Stands in the place of an empty list of records."""

    entering = Signal()
    """The first record is to be entered."""

    def __init__(self, kind: str, words: Vocabulary, parent: QWidget | None = None) -> None:
        how = translate("NothingYet", "Nothing here yet. Ctrl+N enters the first one.")
        super().__init__(teaching(kind), how, QPushButton(words.act(f"enter_{kind}")), parent)
        self.button.clicked.connect(self.entering)
