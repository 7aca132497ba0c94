"""Applying payments to invoices one after another: Civil Code 560, 561."""

import heapq
from collections.abc import Callable, Iterable
from datetime import date

from models.facts.records import Payment
from models.rules.covered import Applied, Coverage, Covered
from models.rules.payment import new, pay, penalty_first
from models.rules.situation import Situation


def order_of(payment: Payment) -> tuple[date, bool, str]:
    """Give a payment's place: the day, that day's money before what applies credit, then the id."""
    return payment.paid_on, payment.method == "credit", payment.id


class Application:
    """Payments being applied, one by one in their order, to what the invoices were before.

    ``coverage_of`` gives the coverage an invoice has when the payment being applied meets it, to be covered further;
    ``receipts`` are the invoices undesignated money can come to, in the order in which they were received.
    """

    def __init__(
        self,
        situation: Situation,
        covered: Covered,
        coverage_of: Callable[[str], Coverage],
        receipts: Iterable[tuple[date, str]],
    ) -> None:
        self._situation = situation
        self._covered = covered
        self._coverage_of = coverage_of
        self._fee_first = penalty_first(situation)
        self._receipts = iter(receipts)
        self._next = next(self._receipts, None)
        self._ready: list[tuple[date, date, str]] = []

    def apply(self, payment: Payment) -> Applied:
        """Let a payment cover what its designation names, then by order of deadline; what is left is credit."""
        covered, coverage_of, fee_first = self._covered, self._coverage_of, self._fee_first
        left = undesignated = payment.amount
        taken = 0
        if payment.method == "credit":
            taken = left = undesignated = min(payment.amount, covered.unallocated)
            if taken < payment.amount:
                covered.excess_credit[payment.id] = payment.amount - taken
        touched = []
        for key, amount in payment.invoices:
            share = min(undesignated, amount)
            undesignated -= share
            if key in covered.invoices:
                touched.append(key)
                left -= pay(self._situation, coverage_of(key), payment, share, fee_first=fee_first)
        remainder = undesignated
        while undesignated and (target := self._next_open(payment.paid_on)) is not None:
            touched.append(target.invoice.id)
            used = pay(self._situation, target, payment, undesignated, fee_first=fee_first)
            undesignated -= used
            left -= used
        left -= taken
        covered.unallocated += left
        return new(Applied, (payment, touched, remainder, left))

    def _next_open(self, day: date) -> Coverage | None:
        """Give the invoice that undesignated money of a day covers next, or None."""
        ready = self._ready
        while self._next is not None and self._next[0] <= day:
            received, key = self._next
            deadline = self._covered.invoices[key].deadline
            if deadline is not None:
                heapq.heappush(ready, (deadline, received, key))
            self._next = next(self._receipts, None)
        while ready:
            coverage = self._coverage_of(ready[0][2])
            if coverage.open:
                return coverage
            heapq.heappop(ready)
        return None
