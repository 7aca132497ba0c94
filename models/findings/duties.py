"""Findings on the provider's other duties: notices, maintenance, promotions, refunds, offsets."""

from collections.abc import Iterator
from datetime import timedelta

from models.assess import Assessment
from models.facts.facts import Facts
from models.figures import total_between
from models.findings.finding import Finding
from models.late_fees_by_day import late_fees_by_day


def notices(assessment: Assessment) -> Iterator[Finding]:
    """Find notices that came too late, not in writing, or not provably (3.4.1, 3.4.2, 3.4.4, 5.5, 10.2)."""
    for figure in assessment.figures.of_kind("notice_shortfall"):
        if figure.status in {"short", "unproven", "not_in_writing"}:
            inputs = {"kind": assessment.situation.facts.notices[figure.record].kind, "shortfall": figure.value}
            code = f"notice_{figure.status}"
            yield Finding(
                code,
                "notice",
                figure.record,
                figure.clause,
                "short_notice_claim",
                None,
                {**inputs, "unit": figure.unit},
            )


def maintenance(assessment: Assessment) -> Iterator[Finding]:
    """Find announced work that lasted longer than its notice said (3.4.1: only a reasonable time is exempt)."""
    facts = assessment.situation.facts
    for incident in facts.incidents.values():
        notice = facts.notices.get(incident.notice or "")
        if notice is None or notice.event_ends_at is None or incident.cause not in _ANNOUNCED:
            continue
        end = incident.ended_at
        if end is not None and end > notice.event_ends_at:
            over = end - notice.event_ends_at
            minutes = -(-over // timedelta(minutes=1))  # a minute begun is a minute
            inputs = {"announced": notice.event_ends_at, "ended": end, "minutes": minutes}
            yield Finding(
                "maintenance_longer", "incident", incident.id, _ANNOUNCED[incident.cause], "damage_claim", None, inputs
            )


_ANNOUNCED = {"routine_maintenance": "3.4.1", "major_adjustment": "3.4.2"}


def promotions(assessment: Assessment) -> Iterator[Finding]:
    """Find orders with several promotions and no written exception (3.1.4), and promotions lost (3.2.2)."""
    for order in assessment.situation.facts.orders.values():
        names = " · ".join(promotion.name for promotion in order.promotions)
        if len(order.promotions) > 1 and not order.stacking_agreed:
            yield Finding("promotions_stacked", "order", order.id, "3.1.4", "revise_order", None, {"names": names})
        owed = assessment.figures.get("owed_at_list_price", "order", order.id)
        amount = owed.value if owed is not None and isinstance(owed.value, int) else 0
        if amount:
            inputs = {"names": names, "owed_amount": amount}
            yield Finding("promotion_lost", "order", order.id, "3.2.2", "refund_request", amount, inputs)


def refunds(assessment: Assessment) -> Iterator[Finding]:
    """Find orders settled at list price for which less cash came back than 3.2.2 gives.

    What came back are the negative lines of the order's service on bills from the settlement on.
    """
    facts = assessment.situation.facts
    returned: dict[str, list[tuple[str, int]]] | None = None  # by service: the bills' periods and what came back
    for order in facts.orders.values():
        due = assessment.figures.get("refund_cash", "order", order.id)
        if order.settled_on is None or due is None or not isinstance(due.value, int):
            continue
        if returned is None:
            returned = _returned(facts)
        month = order.settled_on.strftime("%Y-%m")
        back = sum(amount for period, amount in returned.get(order.service, ()) if period >= month)
        if back < due.value:
            inputs = {"due_amount": due.value, "back_amount": back}
            yield Finding("refund_short", "order", order.id, "3.2.2", "refund_request", due.value - back, inputs)


def _returned(facts: Facts) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for bill in facts.bills.values():
        for line in bill.lines:
            if line.cash < 0:
                found.setdefault(line.service, []).append((bill.period, -line.cash))
    return found


def offsets(assessment: Assessment) -> Iterator[Finding]:
    """Find offsets by the provider of more than was owed that day, late fees included (4.4.3).

    Where an arrangement still to be published decides what was owed, only what exceeds the most it can have been.
    """
    covered: dict[str, int] = {}
    for coverage in assessment.covered.invoices.values():
        for part in (*coverage.parts, *coverage.penalty_parts):
            covered[part.payment] = covered.get(part.payment, 0) + part.amount
    left_over = [
        (payment, payment.amount - covered.get(payment.id, 0), payment.paid_on - timedelta(days=1))
        for payment in assessment.situation.facts.payments.values()
        if payment.method == "offset"
    ]
    fees = late_fees_by_day(assessment, (eve for _, left, eve in left_over if left > 0))
    unsure = assessment.covered.unsure_from
    for payment, left, eve in left_over:
        if left <= 0:
            continue
        owed = payment.amount - left + fees[eve].value
        excess = payment.amount - owed
        if unsure is not None and payment.paid_on >= unsure:
            excess = min(excess, payment.amount - most_owed(assessment.on(eve)))
        if excess > 0:
            inputs = {"offset_amount": payment.amount, "owed_amount": owed}
            yield Finding("offset_too_large", "payment", payment.id, "4.4.3", "offset_objection", excess, inputs)


def most_owed(assessment: Assessment) -> int:
    """Give the most that can have been owed on a day, late fees included."""
    figures = (*assessment.figures.of_kind("outstanding"), *assessment.figures.of_kind("late_fee"))
    return total_between(figures)[2]
