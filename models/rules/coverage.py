"""Which payment covered how much of which invoice, and on which day: 3.2.4, 4.4; Civil Code 560, 561."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from models.facts.records import Invoice, Payment
from models.money import divide_to_fen, to_fen
from models.rules.delivery import deliver
from models.rules.situation import Dated, Situation, working_days_after
from models.terms.terms import Term

_ONE_DAY = timedelta(days=1)


class Part(NamedTuple):
    """An amount of principal (1e-8 CNY) covered on a day by a payment."""

    amount: int
    on: date
    payment: str


class Due(NamedTuple):
    """When an invoice was received and is to be paid, and under which version of the term; None while unproven."""

    received: Dated | None
    deadline: Dated | None
    term: Term | None


@dataclass(slots=True)
class Coverage:
    """What is known of one invoice's principal: what it is, what covered it, what is open (all 1e-8 CNY).

    ``penalty_parts`` are what payments covered of the late fee first, under the reading
    ``payment_covers_first=penalty``; ``penalty_paid`` is their sum.
    """

    invoice: Invoice
    reversals: tuple[Invoice, ...]
    principal: int
    open: int
    due: Due
    parts: list[Part] = field(default_factory=list)
    penalty_parts: list[Part] = field(default_factory=list)

    @property
    def deadline(self) -> date | None:
        """The payment deadline; None while receipt is unproven."""
        return self.due.deadline.on if self.due.deadline else None

    @property
    def penalty_paid(self) -> int:
        """What payments covered of the late fee, in 1e-8 CNY."""
        return sum(part.amount for part in self.penalty_parts)

    @property
    def settled_on(self) -> date | None:
        """The day on which nothing was left open; None while something is, or when nothing was ever owed."""
        return self.parts[-1].on if self.parts and self.open == 0 else None

    def open_after(self, day: date) -> int:
        """Give what was still open at the end of a day, in 1e-8 CNY."""
        return self.principal - sum(part.amount for part in self.parts if part.on <= day)


class Accrual(NamedTuple):
    """A stretch of days over which an amount bore the late fee at one rate: the days after ``since`` to ``until``."""

    amount: int
    since: date
    until: date
    rate: Fraction
    clause: str
    payment: str | None


@dataclass
class Covered:
    """The outcome of all payments: each invoice's coverage by id, and credit that covers nothing (1e-8 CNY)."""

    invoices: dict[str, Coverage]
    unallocated: int = 0
    excess_credit: list[tuple[str, int]] = field(default_factory=list)


def payment_due(situation: Situation, invoice: Invoice) -> Due:
    """Say when an invoice was received and by when it is to be paid.

    3.2.4: within 10 working days after the invoice is received, unless the invoice's own service rule or arrangement
    says otherwise (``payment_working_days``). The version in force on the day of receipt governs (3.5).
    """
    received = deliver(situation, invoice).dated
    if received is None:
        return Due(None, None, None)
    term = situation.terms.at("payment_working_days", received.on)
    arranged = invoice.payment_working_days
    days = term.whole if arranged is None else arranged
    return Due(received, working_days_after(situation.calendar, received, days), term)


def cover(situation: Situation) -> Covered:
    """Let every payment up to the day cover invoices, in order of day and id.

    A payment covers what its designation names, up to what is open there. What has no designation covers the invoices
    received on or before its day that are still open, earliest payment deadline first, then earlier received, then
    smaller id. What is left is credit and covers nothing until a payment with method ``credit`` applies it; applying
    more credit than there is covers only what there is (the rest is told as a problem).
    """
    covered = Covered(_principals(situation))
    queue = _Queue(covered.invoices.values())
    penalty_first = situation.reading("payment_covers_first") == "penalty"
    for payment in sorted(situation.facts.payments.values(), key=_by_day):
        available = payment.amount
        if payment.method == "credit":
            available = min(available, covered.unallocated)
            covered.unallocated -= available
            if available < payment.amount:
                covered.excess_credit.append((payment.id, payment.amount - available))
        covered.unallocated += _apply(situation, covered, queue, payment, available, penalty_first=penalty_first)
    return covered


def late_fee_of(situation: Situation, coverage: Coverage) -> int:
    """Give an invoice's late fee, in 1e-8 CNY: summed exactly, rounded half-up to a fen once (4.4.1)."""
    versions = situation.terms.versions["late_fee_rate"]
    deadline = coverage.deadline
    if deadline is None:
        return 0
    if len(versions) == 1:  # one rate for all days: whole numbers do
        rate = versions[0].value
        weighed = coverage.open * max(0, (situation.as_of - deadline).days)
        for amount, on, _ in coverage.parts:
            if on > deadline:
                weighed += amount * (on - deadline).days
        return divide_to_fen(weighed * rate.numerator, rate.denominator) if weighed else 0
    return to_fen(fee_of(accruals(situation, coverage)))


def fee_of(stretches: Iterable[Accrual]) -> Fraction:
    """Give the exact late fee of stretches, in 1e-8 CNY: simple, the day of payment counts (4.4.1)."""
    return sum((s.amount * s.rate * (s.until - s.since).days for s in stretches), Fraction(0))


def accruals(situation: Situation, coverage: Coverage) -> list[Accrual]:
    """Give the stretches of days on which an invoice's late fee grew, up to the day of the assessment.

    4.4.1: a share of what is owed for each day overdue until it is paid. Each overdue day is an event of its own, so an
    amended rate (3.5) applies from its effective day on.
    """
    deadline = coverage.deadline
    if deadline is None:
        return []
    parts = [*coverage.parts]
    if coverage.open:
        parts.append(Part(coverage.open, situation.as_of, ""))
    return [stretch for part in parts for stretch in _stretches(situation, part, deadline)]


def _stretches(situation: Situation, part: Part, deadline: date) -> list[Accrual]:
    if part.on <= deadline:
        return []
    terms, payment = situation.terms, part.payment or None
    first_day = deadline + _ONE_DAY
    term = terms.at("late_fee_rate", first_day)
    found, since = [], deadline
    for change in terms.changes_between("late_fee_rate", first_day, part.on):
        day_before = change.effective_on - _ONE_DAY
        found.append(Accrual(part.amount, since, day_before, term.value, term.clause, payment))
        since, term = day_before, change
    found.append(Accrual(part.amount, since, part.on, term.value, term.clause, payment))
    return found


def _by_day(payment: Payment) -> tuple[date, str]:
    return payment.paid_on, payment.id


def _principals(situation: Situation) -> dict[str, Coverage]:
    """Principal is the invoice's amount less the red-letter invoices that reverse it (3.2.5), never below zero."""
    reversals: dict[str, list[Invoice]] = {}
    invoices = situation.facts.invoices
    for invoice in invoices.values():
        if invoice.reverses is not None:
            reversals.setdefault(invoice.reverses, []).append(invoice)
    found = {}
    for key, invoice in invoices.items():
        if invoice.reverses is not None:
            continue
        taken_back = tuple(reversals.get(key, ()))
        principal = max(0, invoice.amount + sum(red.amount for red in taken_back)) if taken_back else invoice.amount
        found[key] = Coverage(invoice, taken_back, principal, principal, payment_due(situation, invoice))
    return found


class _Queue:
    """Open invoices in the order in which undesignated money covers them, joined as they are received."""

    def __init__(self, coverages: Iterable[Coverage]) -> None:
        self._coming = sorted(
            (
                (coverage.due.received.on, coverage.invoice.id, coverage.due.deadline.on, coverage)
                for coverage in coverages
                if coverage.due.received is not None and coverage.due.deadline is not None
            ),
            key=lambda entry: entry[:2],
            reverse=True,
        )
        self._open: list[tuple[date, date, str, Coverage]] = []

    def next_open(self, day: date) -> Coverage | None:
        """Give the invoice that undesignated money of a day covers next, or None."""
        coming, ready = self._coming, self._open
        while coming and coming[-1][0] <= day:
            received, invoice, deadline, coverage = coming.pop()
            heapq.heappush(ready, (deadline, received, invoice, coverage))
        while ready and ready[0][3].open == 0:
            heapq.heappop(ready)
        return ready[0][3] if ready else None


def _apply(
    situation: Situation, covered: Covered, queue: _Queue, payment: Payment, available: int, *, penalty_first: bool
) -> int:
    """Apply one payment; give what is left of it."""
    left = undesignated = available
    for allocation in payment.invoices:
        target = covered.invoices.get(allocation.invoice)
        share = min(allocation.amount, undesignated)
        undesignated -= share
        if target is not None:
            left -= _cover_one(situation, target, payment, share, penalty_first=penalty_first)
    while undesignated:
        target = queue.next_open(payment.paid_on)
        if target is None:
            break
        used = _cover_one(situation, target, payment, undesignated, penalty_first=penalty_first)
        undesignated -= used
        left -= used
    return left


def _cover_one(
    situation: Situation, target: Coverage, payment: Payment, amount: int, *, penalty_first: bool
) -> int:
    """Cover one invoice with up to an amount; give how much of it was used."""
    if target.open == 0 or amount == 0:
        return 0
    fee = 0
    if penalty_first and target.due.deadline is not None:
        fee = min(amount, _accrued(situation, target, payment.paid_on) - target.penalty_paid)
        if fee:
            target.penalty_parts.append(Part(fee, payment.paid_on, payment.id))
    share = min(amount - fee, target.open)
    if share:
        target.open -= share
        target.parts.append(Part(share, payment.paid_on, payment.id))
    return fee + share


def _accrued(situation: Situation, target: Coverage, day: date) -> int:
    """Give the late fee grown by the end of a day, rounded half-up to a fen as any payment is whole fen."""
    deadline = target.deadline
    if deadline is None:
        return 0
    parts = (*target.parts, Part(target.open, day, ""))
    return to_fen(fee_of(stretch for part in parts for stretch in _stretches(situation, part, deadline)))
