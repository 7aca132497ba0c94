"""Which payment covered how much of which invoice, and on which day: 3.2.4, 4.4; Civil Code 560, 561."""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from models.facts.records import Invoice, Payment
from models.money import to_fen
from models.rules.situation import Situation

Due = tuple[date | None, date | None]
"""(day received, payment deadline) of an invoice; None where unproven."""


class Part(NamedTuple):
    """An amount (1e-8 CNY) covered on a day by a payment."""

    amount: int
    on: date
    payment: str


@dataclass
class Coverage:
    """What is known of one invoice's principal: what it is, what covered it, what is open (all 1e-8 CNY).

    ``penalty_parts`` are what payments covered of the late fee first, under the reading
    ``payment_covers_first=penalty``; ``penalty_paid`` is their sum.
    """

    invoice: Invoice
    reversals: tuple[Invoice, ...]
    principal: int
    open: int
    deadline: date | None
    received: date | None
    parts: list[Part] = field(default_factory=list)
    penalty_parts: list[Part] = field(default_factory=list)

    @property
    def penalty_paid(self) -> int:
        """What payments covered of the late fee."""
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

    @property
    def fee(self) -> Fraction:
        """The late fee of the stretch, exact, in 1e-8 CNY: simple, the day of payment counts (4.4.1)."""
        return self.amount * self.rate * (self.until - self.since).days


@dataclass
class Covered:
    """The outcome of all payments: each invoice's coverage by id, and credit that covers nothing (1e-8 CNY)."""

    invoices: dict[str, Coverage]
    unallocated: int = 0
    excess_credit: list[tuple[str, int]] = field(default_factory=list)


def cover(situation: Situation, due: Mapping[str, Due]) -> Covered:
    """Let every payment up to the day cover invoices, in order of day and id.

    A payment covers what its designation names, up to what is open there. What has no designation covers the invoices
    received on or before its day that are still open, earliest payment deadline first, then earlier received, then
    smaller id. What is left is credit and covers nothing until a payment with method ``credit`` applies it; applying
    more credit than there is covers only what there is (the rest is told as a problem).
    """
    covered = Covered(_principals(situation, due))
    queue = _Queue(covered.invoices.values())
    penalty_first = situation.reading("payment_covers_first") == "penalty"
    for payment in sorted(situation.facts.payments.values(), key=lambda p: (p.paid_on, p.id)):
        available = payment.amount
        if payment.method == "credit":
            available = min(available, covered.unallocated)
            covered.unallocated -= available
            if available < payment.amount:
                covered.excess_credit.append((payment.id, payment.amount - available))
        covered.unallocated += _apply(situation, covered, queue, payment, available, penalty_first=penalty_first)
    return covered


def accruals(situation: Situation, coverage: Coverage) -> list[Accrual]:
    """Give the stretches of days on which an invoice's late fee grew, up to the day of the assessment.

    4.4.1: a share of what is owed for each day overdue until it is paid. Each overdue day is an event of its own, so an
    amended rate (3.5) applies from its effective day on.
    """
    if coverage.deadline is None:
        return []
    parts = [*coverage.parts]
    if coverage.open:
        parts.append(Part(coverage.open, situation.as_of, ""))
    return [
        stretch
        for part in parts
        for stretch in _stretches(situation, part.amount, coverage.deadline, part.on, part.payment or None)
    ]


def _stretches(situation: Situation, amount: int, deadline: date, until: date, payment: str | None) -> list[Accrual]:
    if until <= deadline:
        return []
    terms = situation.terms
    first_day = date.fromordinal(deadline.toordinal() + 1)
    term = terms.at("late_fee_rate", first_day)
    found, since = [], deadline
    for change in terms.changes_between("late_fee_rate", first_day, until):
        day_before = date.fromordinal(change.effective_on.toordinal() - 1)
        found.append(Accrual(amount, since, day_before, term.value, term.clause, payment))
        since, term = day_before, change
    found.append(Accrual(amount, since, until, term.value, term.clause, payment))
    return found


def _principals(situation: Situation, due: Mapping[str, Due]) -> dict[str, Coverage]:
    reversals: dict[str, list[Invoice]] = {}
    for invoice in situation.facts.invoices.values():
        if invoice.reverses is not None:
            reversals.setdefault(invoice.reverses, []).append(invoice)
    found = {}
    for invoice in situation.facts.invoices.values():
        if invoice.reverses is not None:
            continue
        taken_back = tuple(reversals.get(invoice.id, ()))
        principal = max(0, invoice.amount + sum(red.amount for red in taken_back))
        received, deadline = due[invoice.id]
        found[invoice.id] = Coverage(invoice, taken_back, principal, principal, deadline, received)
    return found


class _Queue:
    """Open invoices in the order in which undesignated money covers them, joined as they are received."""

    def __init__(self, coverages: Iterable[Coverage]) -> None:
        self._coming = sorted(
            (
                (coverage.received, coverage.deadline, coverage.invoice.id, coverage)
                for coverage in coverages
                if coverage.received is not None and coverage.deadline is not None
            ),
            key=lambda entry: (entry[0], entry[2]),
            reverse=True,
        )
        self._open: list[tuple[date, date, str, Coverage]] = []

    def next_open(self, day: date) -> Coverage | None:
        """Give the invoice that undesignated money of a day covers next, or None."""
        while self._coming and self._coming[-1][0] <= day:
            received, deadline, invoice, coverage = self._coming.pop()
            heapq.heappush(self._open, (deadline, received, invoice, coverage))
        while self._open and self._open[0][3].open == 0:
            heapq.heappop(self._open)
        return self._open[0][3] if self._open else None


def _apply(
    situation: Situation, covered: Covered, queue: _Queue, payment: Payment, available: int, *, penalty_first: bool
) -> int:
    """Apply one payment; give what is left of it."""
    left = available
    designated = 0
    for allocation in payment.invoices:
        target = covered.invoices.get(allocation.invoice)
        share = min(allocation.amount, available - designated)
        designated += share
        if target is not None:
            left -= _cover_one(situation, target, payment, share, penalty_first=penalty_first)
    undesignated = available - designated
    while undesignated:
        target = queue.next_open(payment.paid_on)
        if target is None:
            break
        used = _cover_one(situation, target, payment, undesignated, penalty_first=penalty_first)
        undesignated -= used
        left -= used
    return left


def _cover_one(situation: Situation, target: Coverage, payment: Payment, amount: int, *, penalty_first: bool) -> int:
    """Cover one invoice with up to an amount; give how much of it was used."""
    if target.open == 0 or amount == 0:
        return 0
    fee = 0
    if penalty_first and target.deadline is not None:
        due = _accrued(situation, target, payment.paid_on) - target.penalty_paid
        fee = min(amount, due)
        if fee:
            target.penalty_parts.append(Part(fee, payment.paid_on, payment.id))
    share = min(amount - fee, target.open)
    if share:
        target.open -= share
        target.parts.append(Part(share, payment.paid_on, payment.id))
    return fee + share


def _accrued(situation: Situation, target: Coverage, day: date) -> int:
    """Give the late fee grown by the end of a day, rounded half-up to a fen as any payment is whole fen."""
    assert target.deadline is not None  # noqa: S101 - callers ask only about invoices with a deadline
    parts = [*target.parts, Part(target.open, day, "")]
    return to_fen(
        sum(
            (
                stretch.fee
                for part in parts
                for stretch in _stretches(situation, part.amount, target.deadline, part.on, None)
            ),
            Fraction(0),
        )
    )
