"""Taking an invoice back: which path the customer walks, and when the new invoice is due: 3.2.5."""

from datetime import date
from functools import partial

from models.china_time import last_day_of_month_after
from models.facts.records import Invoice
from models.figures import Because, Figure, Input, from_figure
from models.rules.known import Known
from models.rules.situation import Situation


def red_letter_path(_situation: Situation, known: Known, invoice: Invoice) -> Figure | None:
    """Give ``red_letter_path`` of an invoice with a request on record.

    3.2.5, as things stood on the day of the request: (3) not issued, or issued but not delivered: nothing is needed;
    (1) issued in the same calendar month and not deducted: return the invoice; (2) otherwise: the red-letter material.
    An invoice the customer has in hand whose day of issue is not on record cannot be placed: the path is unknown.
    While an unpublished arrangement decides whether it was in hand, ``earliest`` and ``latest`` give both paths.
    """
    requested = invoice.red_letter_requested_on
    if requested is None or invoice.is_red_letter:
        return None
    delivered = known.figures["delivered_on", "invoice", invoice.id]
    value = path_on(requested, invoice.issued_on, delivered.value, invoice.deducted)
    possible = (value, *(path_on(requested, invoice.issued_on, on, invoice.deducted) for on in _may_be(delivered)))
    paths = {path for path in possible if path is not None}
    least, most = (min(paths), max(paths)) if len(set(possible)) > 1 else (None, None)
    because = partial(_because_path, invoice, delivered, value)
    return Figure("red_letter_path", "invoice", invoice.id, value, because, earliest=least, latest=most)


def reissue_deadline(_situation: Situation, _known: object, invoice: Invoice) -> Figure | None:
    """Give ``reissue_deadline``: the new invoice is due within the month after the request, by its last day (3.2.5)."""
    requested = invoice.red_letter_requested_on
    if requested is None or invoice.is_red_letter:
        return None
    asked = Input("requested_on", requested, "date", None, ("invoice", invoice.id), "red_letter_requested_on")
    because = partial(Because, "3.2.5", "reissue_deadline", "last_day_of_month_after(requested_on)", (asked,))
    return Figure("reissue_deadline", "invoice", invoice.id, last_day_of_month_after(requested), because)


def _may_be(delivered: Figure) -> tuple[object, ...]:
    return (delivered.earliest, delivered.latest) if delivered.provisional else ()


def path_on(requested: date, issued: object, delivered: object, deducted: object) -> str | None:
    """Give the path, "1", "2" or "3", for a request on a day; None when the day of issue is not on record."""
    if not isinstance(delivered, date) or delivered > requested:
        return "3"
    if isinstance(issued, date) and issued > requested:
        return "3"
    if deducted:
        return "2"
    if not isinstance(issued, date):
        return None
    return "1" if (issued.year, issued.month) == (requested.year, requested.month) else "2"


def _because_path(invoice: Invoice, delivered: Figure, value: str | None) -> Because:
    record = ("invoice", invoice.id)
    inputs = (
        Input("requested_on", invoice.red_letter_requested_on, "date", record=record, field="red_letter_requested_on"),
        Input("issued_on", invoice.issued_on, "date", record=record, field="issued_on"),
        from_figure(delivered),
        Input("deducted", bool(invoice.deducted), "flag", record=record, field="deducted"),
    )
    formula = "red_letter_path(requested_on, issued_on, delivered_on, deducted)"
    if value is None:
        return Because("3.2.5", "red_letter_path.unknown", "unknown", inputs)
    return Because("3.2.5", f"red_letter_path.{value}", formula, inputs)
