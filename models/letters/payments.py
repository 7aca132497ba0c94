"""The letter objecting to an offset by the provider of more than was owed (4.4.3)."""

from datetime import date, timedelta

from models.assess import Assessment
from models.facts.records import Payment
from models.figures import Because, Input, from_figure, total_between
from models.findings.duties import most_owed
from models.letters.letter import (
    Grounds,
    Rows,
    Shown,
    Told,
    Words,
    amount_of,
    money,
    refuse,
    sum_of,
)
from models.objection import Derived


def offset(assessment: Assessment, payment: Payment) -> Grounds:
    """Object to an offset beyond what was owed that day: debts covered, and late fees as of the day before."""
    if payment.method != "offset":
        raise refuse("not_an_offset", "payment", payment.id)
    found = excess(assessment, payment)
    if found is None:
        raise refuse("offset_not_more", "payment", payment.id)
    covered, fees, over, parts = found
    day_before = assessment.on(payment.paid_on - timedelta(days=1))
    least, most = total_between(day_before.figures.of_kind("late_fee"))[1:]
    surely = _surely(assessment, payment, amount_of(over.value), day_before)
    told: Words = {
        "payment": Told(payment.id),
        "paid_on": Told(payment.paid_on, "date"),
        "amount": Told(payment.amount, "money"),
        "day_before": Told(day_before.as_of, "date"),
        "covered": Told(covered.value, "money"),
        "covers": bool(parts),
        "fees": Told(fees.value, "money"),
        "has_fees": bool(fees.value),
        "excess": Told(over.value, "money"),
        "provisional": least != most or surely != over.value,
        "excess_least": Told(surely, "money"),
        "excess_may_fall": surely != over.value,
        "fees_least": Told(least, "money"),
        "fees_most": Told(most, "money"),
        "early": any(deadline is None or payment.paid_on <= deadline for _, deadline, _ in parts),
    }
    rows = tuple((invoice, deadline, amount) for invoice, deadline, amount in parts)
    columns = (("invoice", "text"), ("deadline", "date"), ("part", "money"))
    tables = (Rows("covered", columns, rows, (None, None, covered.value)),) if rows else ()
    late = [figure for figure in day_before.figures.of_kind("late_fee") if figure.value]
    figures = tuple(Shown(day_before, figure) for figure in late)
    derived = (covered, fees, over)
    return Grounds(told, ("4.4.3",), figures, derived, tables)


def _surely(assessment: Assessment, payment: Payment, over: int, day_before: Assessment) -> int:
    """Give what an offset took too much whatever an arrangement still to be published turns out to be."""
    fees, _, most = total_between(day_before.figures.of_kind("late_fee"))
    surely, unsure = over - (most - fees), assessment.covered.unsure_from
    if unsure is not None and payment.paid_on >= unsure:  # what it covered may be other debts
        surely = min(surely, payment.amount - most_owed(day_before))
    return surely


def excess(
    assessment: Assessment, payment: Payment
) -> tuple[Derived, Derived, Derived, list[tuple[str, date | None, int]]] | None:
    """Give what an offset covered, the late fees of the day before, and what it took beyond both; None for nothing.

    Nor is there anything while an arrangement still to be published may make as much owed. The last part lists the
    invoices covered, with their payment deadlines and amounts.
    """
    parts = [
        (coverage.invoice.id, coverage.deadline, part.amount)
        for coverage in assessment.covered.invoices.values()
        for part in (*coverage.parts, *coverage.penalty_parts)
        if part.payment == payment.id
    ]
    covered = sum_of(
        "offset_covered", "4.4.3", "letter.offset_covered", (money("covered", a, "invoice", i) for i, _, a in parts)
    )
    day_before = assessment.on(payment.paid_on - timedelta(days=1))
    late = (figure for figure in day_before.figures.of_kind("late_fee") if figure.value)
    fees = sum_of("offset_fees", "4.4.1", "letter.offset_fees", map(from_figure, late))
    over = payment.amount - amount_of(covered.value) - amount_of(fees.value)
    if over <= 0 or _surely(assessment, payment, over, day_before) <= 0:
        return None
    inputs = (
        money("amount", payment.amount, "payment", payment.id, "amount"),
        Input("offset_covered", covered.value, "money"),
        Input("offset_fees", fees.value, "money"),
    )
    because = Because("4.4.3", "letter.offset_excess", "amount - offset_covered - offset_fees", inputs)
    return covered, fees, Derived("offset_excess", over, "money", because), parts
