"""Letters about an order's refund (3.2.2) and an invoice to be taken back (3.2.5)."""

from typing import Any

from models.assess import Assessment, assess
from models.facts.records import Invoice, Order
from models.figures import Because, Input, from_figure
from models.findings import charges
from models.letters.letter import (
    Grounds,
    Shown,
    Told,
    Words,
    amount_of,
    money,
    refuse,
    sum_of,
)
from models.objection import Derived


def refund(assessment: Assessment, order: Order) -> Grounds:
    """Ask for what comes back of an order settled at list price, split as it was paid (3.2.2)."""
    value = assessment.figures.get("list_price_value", "order", order.id)
    cash = assessment.figures.get("refund_cash", "order", order.id)
    gift = assessment.figures.get("refund_gift", "order", order.id)
    if value is None or cash is None or gift is None:
        raise refuse("no_list_price_settlement", "order", order.id)
    if order.settled_on is None:
        raise refuse("order_not_settled", "order", order.id)
    if not cash.value and not gift.value:
        raise refuse("nothing_to_refund", "order", order.id)
    returned, remaining = remaining_cash(assessment, order)
    if amount_of(remaining.value) <= 0 and not gift.value:
        raise refuse("refunded_already", "order", order.id)
    lost = [promotion for promotion in order.promotions if promotion.condition_met is False]
    service = assessment.situation.facts.services[order.service]
    told: Words = {
        "order": Told(order.id),
        "service": Told(service.name),
        "account": Told(service.account),
        "paid_on": Told(order.paid_on, "date"),
        "starts_on": Told(order.starts_on, "date"),
        "ends_on": Told(order.ends_on, "date"),
        "settled_on": Told(order.settled_on, "date"),
        "list_price": Told(order.list_price, "money"),
        "cash": Told(order.cash, "money"),
        "gift": Told(order.gift or None, "money"),
        "voucher": Told(order.voucher or None, "money"),
        "promotions": Told("\n".join(promotion.name for promotion in lost), "list"),
        "value": Told(value.value, "money"),
        "refund_cash": Told(cash.value, "money"),
        "refund_gift": Told(gift.value or None, "money"),
        "returned": Told(returned.value or None, "money"),
        "remaining": Told(max(0, amount_of(remaining.value)), "money"),
    }
    figures = tuple(Shown(assessment, figure) for figure in (value, cash, gift))
    derived = (returned, remaining) if returned.value else ()
    return Grounds(told, ("3.2.2",), figures, derived)


def remaining_cash(assessment: Assessment, order: Order) -> tuple[Derived, Derived]:
    """Give the cash that came back of an order settled early, and what is still to come.

    What came back are the negative lines of the order's service on bills from the month of the settlement on, as the
    finding of a short refund counts them.
    """
    cash = assessment.figures["refund_cash", "order", order.id]
    month = f"{order.settled_on:%Y-%m}" if order.settled_on else ""
    back = (
        money("cash_back", -line.cash, "bill", bill.id, "lines.cash")
        for bill in assessment.situation.facts.bills.values()
        if bill.period >= month
        for line in bill.lines
        if line.service == order.service and line.cash < 0
    )
    returned = sum_of("returned_cash", "3.2.2", "letter.returned_cash", back)
    left = amount_of(cash.value) - amount_of(returned.value)
    inputs = (from_figure(cash), Input("returned_cash", returned.value, "money"))
    because = Because("3.2.2", "letter.remaining_cash", "refund_cash - returned_cash", inputs)
    return returned, Derived("remaining_cash", left, "money", because)


def red_letter(assessment: Assessment, invoice: Invoice) -> Grounds:
    """Ask for a red-letter invoice and a new one (3.2.5), on the path that the day of the request gives.

    Without a request on record the letter is the request, and the path is the one of its own day.
    """
    if invoice.is_red_letter:
        raise refuse("red_letter_itself", "invoice", invoice.id)
    found = [one for one in charges.invoices(assessment) if one.record == invoice.id]
    by_letter = invoice.red_letter_requested_on is None
    if not found and by_letter:
        raise refuse("no_ground_for_red_letter", "invoice", invoice.id)
    seen = assessment
    if by_letter:
        asked = invoice._replace(red_letter_requested_on=assessment.as_of)
        seen = assess(
            assessment.facts.with_records([asked]),
            assessment.as_of,
            terms=assessment.situation.terms,
            calendar=assessment.situation.calendar,
        )
    path = seen.figures["red_letter_path", "invoice", invoice.id]
    due = seen.figures["reissue_deadline", "invoice", invoice.id]
    if path.value is None:
        raise refuse("issue_day_unknown", "invoice", invoice.id)
    inputs: dict[str, Any] = {name: value for finding in found for name, value in finding.inputs.items()}
    agreed, cash = inputs.get("agreed_amount"), inputs.get("cash_amount")
    wanted = min((amount for amount in (agreed, cash) if amount is not None), default=None)
    over = _over(seen, invoice, inputs, agreed=wanted is not None and wanted == agreed)
    told: Words = {
        "invoice": Told(invoice.id),
        "number": Told(invoice.number),
        "issued_on": Told(invoice.issued_on, "date"),
        "amount": Told(invoice.amount, "money"),
        "tax": Told(invoice.tax, "money"),
        "bills": Told("\n".join(invoice.bills) or None, "list"),
        "several_bills": len(invoice.bills) > 1,
        "requested_on": Told(None if by_letter else invoice.red_letter_requested_on, "date"),
        "deducted": bool(invoice.deducted),
        "path_1": path.value == "1",
        "path_2": path.value == "2",
        "path_3": path.value == "3",
        "reissue_by": Told(due.value, "date"),
        "counted": Told(inputs.get("invoice_amount"), "money"),
        "agreed": Told(agreed, "money"),
        "cash": Told(cash, "money"),
        "wanted": Told(wanted, "money"),
        "difference": Told(None if over is None else abs(amount_of(over.value)), "money"),
    }  # fmt: skip
    figures = tuple(Shown(seen, figure) for figure in (path, due))
    derived = (over,) if over is not None else ()
    return Grounds(told, ("3.2.5",), figures, derived)


def _over(assessment: Assessment, invoice: Invoice, inputs: dict[str, Any], *, agreed: bool) -> Derived | None:
    """Give the invoiced amount less what was to be invoiced: what was agreed, else the cash consumed."""
    if not inputs:
        return None
    facts = assessment.situation.facts
    counted: int = inputs["invoice_amount"]
    wanted: int = inputs["agreed_amount" if agreed else "cash_amount"]
    first = money("invoice_amount", counted, "invoice", invoice.id, "amount")
    if agreed:
        parts = [
            money("agreed_total", bill.total if bill.agreed_total is None else bill.agreed_total, "bill", key)
            for key in invoice.bills
            if (bill := facts.bills.get(key)) is not None
        ]
    else:
        parts = [
            money("agreed_total", line.cash, "bill", key, "lines.cash")
            for key in invoice.bills
            if (bill := facts.bills.get(key)) is not None
            for line in bill.lines
        ]
    rule = "letter.invoice_over" if agreed else "letter.invoice_over_cash"
    because = Because("3.2.4", rule, "invoice_amount - sum(agreed_total)", (first, *parts))
    return Derived("invoice_over", counted - wanted, "money", because)
