"""Paying an invoice, paying late, and what it leads to: 3.2.4, 4.4.1, 4.4.2."""

from datetime import date, timedelta
from functools import partial

from models.facts.records import Invoice
from models.figures import Because, Figure, Input, from_figure, range_of
from models.rules.covered import Coverage
from models.rules.delivery import delivery_of
from models.rules.known import Known
from models.rules.late_fees import accruals, late_fee_between, late_fee_of
from models.rules.situation import Ground, Situation, days_between, term_input
from models.terms.terms import Term


def payment_deadline(situation: Situation, known: Known, invoice: Invoice) -> Figure | None:
    """Give ``payment_deadline`` of an invoice that asks for money (3.2.4); ``coverage.payment_due`` tells how."""
    coverage = known.covered.invoices.get(invoice.id)
    if coverage is None:
        return None
    on, earliest, latest = coverage.due.deadline or (None, None, None)
    possible = known.possible.alternatives.get(invoice.id, ())
    statuses = {_status(one, day, situation.as_of) for one in possible for day in _deadlines(one)} if possible else ()
    return Figure(
        "payment_deadline",
        "invoice",
        invoice.id,
        on,
        partial(_because_deadline, situation.ground, coverage),
        status=_status(coverage, coverage.deadline, situation.as_of),
        clause=coverage.due.term.clause if coverage.due.term else None,
        earliest=earliest,
        latest=latest,
        statuses=statuses,
    )


def outstanding(situation: Situation, known: Known, invoice: Invoice) -> Figure | None:
    """Give ``outstanding``: principal less what payments and offsets up to the day cover."""
    coverage = known.covered.invoices.get(invoice.id)
    if coverage is None:
        return None
    because = partial(_because_outstanding, situation.ground, coverage)
    possible = known.possible.alternatives.get(invoice.id, ())
    least, most = range_of(coverage.open, (one.open for one in possible)) if possible else (None, None)
    return Figure("outstanding", "invoice", invoice.id, coverage.open, because, earliest=least, latest=most)


def late_fee(situation: Situation, known: Known, invoice: Invoice) -> Figure | None:
    """Give ``late_fee``.

    4.4.1: 1 % a day on what is owed, simple, until paid; summed exactly, rounded half-up once per invoice.
    """
    coverage = known.covered.invoices.get(invoice.id)
    if coverage is None:
        return None
    because = partial(_because_late_fee, situation.ground, coverage)
    value = late_fee_of(situation, coverage)
    possible = known.possible.alternatives.get(invoice.id, ())
    fees = (fee for one in possible for fee in late_fee_between(situation, one))
    least, most = range_of(value, fees) if possible else (None, None)
    return Figure("late_fee", "invoice", invoice.id, value, because, earliest=least, latest=most)


def _because_deadline(ground: Ground, coverage: Coverage) -> Because:
    term, invoice = coverage.due.term, coverage.invoice
    if term is None:
        return Because("3.2.4", "payment_deadline.unproven", "unknown", ())
    rule, days = "payment_deadline", term_input(term)
    if invoice.payment_working_days is not None:
        rule = "payment_deadline.arranged"
        days = Input(
            "payment_working_days",
            invoice.payment_working_days,
            "working_days",
            record=("invoice", invoice.id),
            field="payment_working_days",
            clause="3.2.4",
        )
    delivered = delivery_of(ground, invoice)
    formula = "working_days_after(delivered_on, payment_working_days)"
    return Because(term.clause, rule, formula, (from_figure(delivered), days))


def _deadline_input(coverage: Coverage, name: str = "payment_deadline") -> Input:
    """Make an input of the invoice's payment deadline."""
    record = ("invoice", coverage.invoice.id)
    return Input(name, coverage.deadline, "date", figure=("payment_deadline", *record), record=record)


def _status(coverage: Coverage, deadline: date | None, as_of: date) -> str:
    """``paid`` when nothing is open and nothing was covered late, ``paid_late``, ``overdue``, or ``open``."""
    if coverage.open == 0:
        settled = coverage.settled_on
        return "paid_late" if settled and deadline and settled > deadline else "paid"
    return "overdue" if deadline is not None and as_of > deadline else "open"


def _deadlines(coverage: Coverage) -> list[date | None]:
    """Give every day a deadline may fall on; one None while receipt is unproven."""
    return [None] if coverage.due.deadline is None else [*days_between(coverage.due.deadline)]


def _because_outstanding(ground: Ground, coverage: Coverage) -> Because:
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
    penalty_first = ground.reading("payment_covers_first") == "penalty"
    rule = "outstanding.penalty_first" if penalty_first else "outstanding"
    return Because("3.2.4", rule, "max(0, amount - sum(reversed)) - sum(covered)", tuple(inputs))


def _because_late_fee(ground: Ground, coverage: Coverage) -> Because:
    deadline = coverage.deadline
    stretches = accruals(ground, coverage)
    inputs = []
    for stretch in stretches:
        payment = ("payment", stretch.payment) if stretch.payment else None
        inputs += [
            Input("part", stretch.amount, "money", record=payment, field="amount" if payment else None),
            _deadline_input(coverage, "since")
            if stretch.since == deadline
            else Input("since", stretch.since, "date", clause=stretch.clause),
            Input("until", stretch.until, "date", record=payment, field="paid_on" if payment else None),
            Input("late_fee_rate", stretch.rate, "ratio_per_day", clause=stretch.clause),
        ]
    rule = "late_fee" if stretches else "late_fee.none"
    if not stretches and deadline is not None:
        inputs = [_deadline_input(coverage), Input("as_of", ground.as_of, "date")]
    return Because("4.4.1", rule, "round_fen(sum(part * (until - since) * late_fee_rate))", tuple(inputs))


def termination_right_from(situation: Situation, known: Known, invoice: Invoice) -> Figure | None:
    """Give ``termination_right_from``.

    4.4.2: overdue for more than 15 days; first holds on deadline + 16 if anything was open at the end of deadline + 15.
    Where an arrangement to come can move the deadline or what was open then, the range holds the days on which the
    right may arise, and the statuses tell whether it may also not arise (``none``).
    """
    coverage = known.covered.invoices.get(invoice.id)
    if coverage is None:
        return None
    deadline = coverage.deadline
    term = situation.terms.at("termination_overdue_days", deadline or situation.as_of)
    value, status = _right(situation, coverage, deadline)
    earliest = latest = None
    statuses: set[str] = set()
    possible = known.possible.alternatives.get(invoice.id)
    if possible:
        rights = {_right(situation, one, day) for one in possible for day in _deadlines(one)}
        statuses = {state for _, state in rights}
        days = {day for day, _ in rights} | {value}
        if len(days) > 1:
            proven = [day for day in days if day is not None]
            earliest, latest = min(proven), max(proven)
    return Figure(
        "termination_right_from",
        "invoice",
        invoice.id,
        value,
        partial(_because_termination, situation.ground, coverage, term, value),
        status=status,
        clause=term.clause,
        earliest=earliest,
        latest=latest,
        statuses=statuses,
    )


def _right(situation: Situation, coverage: Coverage, deadline: date | None) -> tuple[date | None, str]:
    """Give from when the right exists with a deadline, and its status; by the term in force on that deadline (3.5)."""
    if deadline is None:
        return None, "none"
    term = situation.terms.at("termination_overdue_days", deadline)
    day = deadline + timedelta(days=term.whole + 1)
    if not _open_before(coverage, day):
        return None, "none"
    if coverage.open == 0:
        return day, "cured"
    return day, "arisen" if situation.as_of >= day else "arises"


def _open_before(coverage: Coverage, day: date) -> bool:
    """Tell whether anything was open at the end of the day before."""
    return coverage.open_after(day - timedelta(days=1)) > 0


def _because_termination(ground: Ground, coverage: Coverage, term: Term, value: date | None) -> Because:
    deadline = _deadline_input(coverage)
    if value is None:
        shown = (deadline,) if coverage.deadline is not None else ()
        return Because(term.clause, "termination_right.none", "unknown", (*shown, term_input(term)))
    left = Input(
        "open_then", coverage.open_after(value - timedelta(days=1)), "money", record=("invoice", coverage.invoice.id)
    )
    as_of = Input("as_of", ground.as_of, "date")
    formula = "payment_deadline + termination_overdue_days + 1"
    return Because(term.clause, "termination_right", formula, (deadline, term_input(term), left, as_of))
