"""Paying an invoice, paying late, and what it leads to: 3.2.4, 4.4.1, 4.4.2."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from models.facts.records import Invoice
from models.figures import Because, Figure, Figures, Input, from_figure
from models.money import to_fen
from models.rules.coverage import Accrual, Coverage, Covered, accruals
from models.rules.situation import Dated, Situation, term_input, working_days_after
from models.terms.terms import Term


class Deadline(NamedTuple):
    """By when an invoice is to be paid, and what that follows from; ``dated`` is None while receipt is unproven."""

    dated: Dated | None
    delivered: Figure
    days: Input | None
    term: Term | None


def deadlines(situation: Situation, known: Figures) -> dict[str, Deadline]:
    """Give the payment deadline of every invoice that asks for money, by its id.

    3.2.4: payment within 10 working days after the invoice is received, unless the invoice's own service rule or
    arrangement says otherwise (``payment_working_days``). The version in force on the day of receipt governs.
    """
    found = {}
    for invoice in situation.facts.invoices.values():
        if invoice.reverses is not None:
            continue
        delivered = known["delivered_on", "invoice", invoice.id]
        if not isinstance(delivered.value, date):
            found[invoice.id] = Deadline(None, delivered, None, None)
            continue
        term = situation.terms.at("payment_working_days", delivered.value)
        arranged = invoice.payment_working_days
        start = Dated(delivered.value, delivered.earliest, delivered.latest)
        dated = working_days_after(situation.calendar, start, term.whole if arranged is None else arranged)
        found[invoice.id] = Deadline(dated, delivered, _working_days(invoice, term), term)
    return found


def received_and_due(due: Mapping[str, Deadline]) -> dict[str, tuple[date | None, date | None]]:
    """Give (day received, payment deadline) of each invoice, None where unproven: what payments are ordered by."""
    found = {}
    for invoice_id, deadline in due.items():
        received = deadline.delivered.value
        found[invoice_id] = (
            received if isinstance(received, date) else None,
            deadline.dated.on if deadline.dated else None,
        )
    return found


def figures(situation: Situation, due: Mapping[str, Deadline], covered: Covered) -> Iterator[Figure]:
    """Give ``payment_deadline``, ``outstanding``, ``late_fee`` and ``termination_right_from`` of every invoice."""
    for invoice_id, coverage in covered.invoices.items():
        deadline = _deadline(situation, due[invoice_id], coverage)
        yield deadline
        yield Figure(
            "outstanding", "invoice", invoice_id, coverage.open, partial(_because_outstanding, situation, coverage)
        )
        yield _late_fee(situation, coverage, deadline)
        yield _termination_right(situation, coverage, deadline)


def _deadline(situation: Situation, due: Deadline, coverage: Coverage) -> Figure:
    dated = due.dated
    return Figure(
        "payment_deadline",
        "invoice",
        coverage.invoice.id,
        dated.on if dated else None,
        partial(_because_deadline, due),
        status=_status(coverage, situation.as_of),
        clause=due.term.clause if due.term else None,
        earliest=dated.earliest if dated else None,
        latest=dated.latest if dated else None,
    )


def _working_days(invoice: Invoice, term: Term) -> Input:
    if invoice.payment_working_days is None:
        return term_input(term)
    return Input(
        "payment_working_days",
        invoice.payment_working_days,
        "working_days",
        record=("invoice", invoice.id),
        field="payment_working_days",
        clause="3.2.4",
    )


def _because_deadline(due: Deadline) -> Because:
    if due.days is None or due.term is None:
        return Because("3.2.4", "payment_deadline.unproven", "unknown", ())
    rule = "payment_deadline.arranged" if due.days.field else "payment_deadline"
    formula = "working_days_after(delivered_on, payment_working_days)"
    return Because(due.term.clause, rule, formula, (from_figure(due.delivered), due.days))


def _status(coverage: Coverage, as_of: date) -> str:
    """``paid`` when nothing is open and nothing was covered late, ``paid_late``, ``overdue``, or ``open``."""
    if coverage.open == 0:
        settled, deadline = coverage.settled_on, coverage.deadline
        return "paid_late" if settled and deadline and settled > deadline else "paid"
    return "overdue" if coverage.deadline is not None and as_of > coverage.deadline else "open"


def _because_outstanding(situation: Situation, coverage: Coverage) -> Because:
    """Principal is the invoice's amount less its red-letter invoices; what was reversed was never owed (3.2.5)."""
    invoice = coverage.invoice
    inputs = [Input("amount", invoice.amount, "money", record=("invoice", invoice.id), field="amount")]
    inputs += [
        Input("reversed", -red.amount, "money", record=("invoice", red.id), field="amount")
        for red in coverage.reversals
    ]
    inputs += [
        Input("covered", part.amount, "money", record=("payment", part.payment), field="amount")
        for part in coverage.parts
    ]
    penalty_first = situation.reading("payment_covers_first") == "penalty"
    rule = "outstanding.penalty_first" if penalty_first else "outstanding"
    return Because("3.2.4", rule, "max(0, amount - sum(reversed)) - sum(covered)", tuple(inputs))


def _late_fee(situation: Situation, coverage: Coverage, deadline: Figure) -> Figure:
    """4.4.1: 1 % a day on what is owed, simple, until paid; summed exactly, rounded half-up once per invoice."""
    stretches = accruals(situation, coverage)
    return Figure(
        "late_fee",
        "invoice",
        coverage.invoice.id,
        to_fen(sum((stretch.fee for stretch in stretches), Fraction(0))),
        partial(_because_late_fee, situation, deadline, stretches),
    )


def _because_late_fee(situation: Situation, deadline: Figure, stretches: list[Accrual]) -> Because:
    inputs = []
    for stretch in stretches:
        payment = ("payment", stretch.payment) if stretch.payment else None
        inputs += [
            Input("part", stretch.amount, "money", record=payment, field="amount" if payment else None),
            from_figure(deadline, "since")
            if stretch.since == deadline.value
            else Input("since", stretch.since, "date", clause=stretch.clause),
            Input("until", stretch.until, "date", record=payment, field="paid_on" if payment else None),
            Input("late_fee_rate", stretch.rate, "ratio_per_day", clause=stretch.clause),
        ]
    rule = "late_fee" if stretches else "late_fee.none"
    if not stretches and isinstance(deadline.value, date):
        inputs = [from_figure(deadline), Input("as_of", situation.as_of, "date")]
    return Because("4.4.1", rule, "round_fen(sum(part * (until - since) * late_fee_rate))", tuple(inputs))


def _termination_right(situation: Situation, coverage: Coverage, deadline: Figure) -> Figure:
    """4.4.2: overdue for more than 15 days; first holds on deadline + 16 if anything was open at the end of + 15."""
    value: date | None = None
    state = "none"
    term = situation.terms.at("termination_overdue_days", coverage.deadline or situation.as_of)
    if coverage.deadline is not None:
        last = coverage.deadline + timedelta(days=term.whole)
        if coverage.open_after(last) > 0:
            value = last + timedelta(days=1)
            state = "cured" if coverage.open == 0 else "arisen" if situation.as_of >= value else "arises"
    moved = term.whole + 1
    return Figure(
        "termination_right_from",
        "invoice",
        coverage.invoice.id,
        value,
        partial(_because_termination, situation, coverage, deadline, term, value),
        status=state,
        clause=term.clause,
        earliest=deadline.earliest + timedelta(days=moved) if value and deadline.earliest else None,
        latest=deadline.latest + timedelta(days=moved) if value and deadline.latest else None,
    )


def _because_termination(
    situation: Situation, coverage: Coverage, deadline: Figure, term: Term, value: date | None
) -> Because:
    if value is None:
        shown = (from_figure(deadline),) if isinstance(deadline.value, date) else ()
        return Because(term.clause, "termination_right.none", "unknown", (*shown, term_input(term)))
    left = Input(
        "open_then", coverage.open_after(value - timedelta(days=1)), "money", record=("invoice", coverage.invoice.id)
    )
    as_of = Input("as_of", situation.as_of, "date")
    formula = "payment_deadline + termination_overdue_days + 1"
    return Because(term.clause, "termination_right", formula, (from_figure(deadline), term_input(term), left, as_of))
