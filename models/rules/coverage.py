"""Which payment covered how much of which invoice, and on which day: 3.2.4, 4.4; Civil Code 560, 561."""

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Set
from dataclasses import replace
from datetime import date
from operator import attrgetter

from models.china_time import china_day
from models.facts.records import Invoice, Payment
from models.rules.covered import Applied, Coverage, Covered, Due
from models.rules.delivery import deliver
from models.rules.payment import pay, penalty_first
from models.rules.situation import Situation, whole_between, working_days_after


def payment_due(situation: Situation, invoice: Invoice) -> Due:
    """Say when an invoice was received and by when it is to be paid.

    3.2.4: within 10 working days after the invoice is received, unless the invoice's own service rule or arrangement
    says otherwise (``payment_working_days``). The version in force on the day of receipt governs (3.5).
    """
    delivery = deliver(situation, invoice)
    received = delivery.dated
    if received is None:
        return Due(None, None, None)
    term = situation.terms.at("payment_working_days", received.on)
    arranged = invoice.payment_working_days
    days = term.whole if arranged is None else arranged
    may_be = days, days
    if arranged is None and received.earliest is not None:
        may_be = whole_between(situation.terms, "payment_working_days", received)
    deadline = working_days_after(situation.calendar, received, days, may_be)
    return Due(received, deadline, term, may_be, None if delivery.sent is None else china_day(delivery.sent))


def cover(situation: Situation) -> Covered:
    """Let every payment up to the day cover invoices, in order of day and id, a day's credit after its money.

    A payment covers what its designation names, up to what is open there. What has no designation covers the invoices
    received on or before its day that are still open, earliest payment deadline first, then earlier received, then
    smaller id. What is left is credit and covers nothing until a payment with method ``credit`` applies it; applying
    more credit than there is covers only what there is (the rest is told as a problem).
    """
    invoices, unsure_from = _principals(situation)
    receipts = sorted((c.due.received.on, key) for key, c in invoices.items() if c.due.received is not None)
    covered = Covered(invoices, receipts, unsure_from=unsure_from)
    payments = _in_order(situation.facts.payments.values())
    _Application(situation, covered).run(payments)
    return covered


def _in_order(payments: Iterable[Payment]) -> list[Payment]:
    """Put payments in :func:`_order`: by the last of its parts first, which takes half as long as by all at once."""
    by_id = sorted(payments, key=attrgetter("id"))
    credit = [payment for payment in by_id if payment.method == "credit"]
    found = [*(payment for payment in by_id if payment.method != "credit"), *credit] if credit else by_id
    found.sort(key=attrgetter("paid_on"))
    return found


def _order(payment: Payment) -> tuple[date, bool, str]:
    """Give a payment's place: the day, that day's money before what applies credit, then the id."""
    return payment.paid_on, payment.method == "credit", payment.id


_EFFECT = attrgetter("paid_on", "amount", "method", "invoices")
"""What of a payment decides what it covers."""


def _principals(situation: Situation) -> tuple[dict[str, Coverage], date | None]:
    """Give every invoice's coverage before any payment, and from when an arrangement to come may move a deadline."""
    reversals: dict[str, list[Invoice]] = {}
    invoices = situation.facts.invoices
    for invoice in invoices.values():
        if invoice.reverses is not None:
            reversals.setdefault(invoice.reverses, []).append(invoice)
    found: dict[str, Coverage] = {}
    unsure: list[date | None] = []
    same_day: dict[tuple[date, int | None], Due] = {}  # invoices received on one day are mostly due on one day
    for key, invoice in invoices.items():
        if invoice.reverses is not None:
            continue
        received = invoice.received_at
        if received is None:
            due = payment_due(situation, invoice)
            unsure.append(due.unsure_from)
        else:
            day = china_day(received), invoice.payment_working_days
            due = same_day.get(day) or same_day.setdefault(day, payment_due(situation, invoice))
        if key in reversals:
            found[key] = uncovered(invoice, tuple(reversals[key]), due)
        else:
            found[key] = Coverage(invoice, (), invoice.amount, invoice.amount, due)
    unsure += [due.unsure_from for due in same_day.values()]
    return found, min((day for day in unsure if day is not None), default=None)


def uncovered(invoice: Invoice, reversals: tuple[Invoice, ...], due: Due) -> Coverage:
    """Give an invoice's coverage before any payment.

    Principal is the invoice's amount less the red-letter invoices that reverse it (3.2.5), never below zero.
    """
    principal = max(0, invoice.amount + sum(red.amount for red in reversals)) if reversals else invoice.amount
    return Coverage(invoice, reversals, principal, principal, due)


class _Application:
    """Payments being applied to a covered state, from its present end on."""

    def __init__(self, situation: Situation, covered: Covered, shared: Set[str] = frozenset()) -> None:
        self._situation = situation
        self._covered = covered
        self._shared = set(shared)
        self._fee_first = penalty_first(situation)
        self._receipts = covered.receipts[::-1]  # still to come, the next one last
        self._open: list[tuple[date, date, str]] = []

    def run(self, payments: Iterable[Payment]) -> None:
        """Apply payments, which come in order and after those applied already."""
        for payment in payments:
            self._apply(payment)

    def _apply(self, payment: Payment) -> None:
        covered = self._covered
        invoices = covered.invoices
        before = covered.unallocated
        left = undesignated = payment.amount
        if payment.method == "credit":
            left = undesignated = min(payment.amount, before)
            covered.unallocated -= left
            if left < payment.amount:
                covered.excess_credit[payment.id] = payment.amount - left
        touched = []
        for key, amount in payment.invoices:
            share = min(undesignated, amount)
            undesignated -= share
            if key in invoices:
                touched.append(key)
                left -= self._cover_one(key, payment, share)
        while undesignated and (target := self._next_open(payment.paid_on)) is not None:
            touched.append(target)
            used = self._cover_one(target, payment, undesignated)
            undesignated -= used
            left -= used
        covered.unallocated += left
        covered.applied.append(Applied(payment, touched, before))

    def _next_open(self, day: date) -> str | None:
        """Give the invoice that undesignated money of a day covers next, or None."""
        invoices, ready = self._covered.invoices, self._open
        while self._receipts and self._receipts[-1][0] <= day:
            received, key = self._receipts.pop()
            coverage = invoices[key]
            if coverage.open and coverage.due.deadline is not None:
                heapq.heappush(ready, (coverage.due.deadline.on, received, key))
        while ready:
            key = ready[0][2]
            if invoices[key].open:
                return key
            heapq.heappop(ready)
        return None

    def _cover_one(self, key: str, payment: Payment, amount: int) -> int:
        """Cover one invoice with up to an amount; give how much of it was used."""
        target = self._covered.invoices[key]
        if not (amount and target.open):  # as `pay` says
            return 0
        if self._shared and key in self._shared:  # an earlier assessment still looks at this one
            self._shared.discard(key)
            target = self._covered.invoices[key] = target.copy()
        return pay(self._situation, target, payment, amount, fee_first=self._fee_first)


def cover_again(situation: Situation, earlier: Covered, payments: Set[str]) -> tuple[Covered, set[str]]:
    """Cover after some payments changed, came or went; give the outcome and the invoices it differs for.

    Only the payments from the first changed one on are applied again; ``earlier`` stays as it is.
    """
    now = [payment for key in payments if (payment := situation.facts.payments.get(key)) is not None]
    gone = [applied.payment for applied in earlier.applied if applied.payment.id in payments]
    first = min((_order(payment) for payment in (*now, *gone)), default=None)
    if first is None:
        return earlier, set()
    start = bisect_left(earlier.applied, first, key=lambda applied: _order(applied.payment))
    if {payment.id: _EFFECT(payment) for payment in now} == {payment.id: _EFFECT(payment) for payment in gone}:
        applied = [*earlier.applied]
        for payment in now:
            at = bisect_left(applied, _order(payment), start, key=lambda one: _order(one.payment))
            applied[at] = applied[at]._replace(payment=payment)
        return replace(earlier, applied=applied), set()
    undone = earlier.applied[start:]
    covered = Covered(
        dict(earlier.invoices),
        earlier.receipts,
        undone[0].unallocated if undone else earlier.unallocated,
        dict(earlier.excess_credit),
        earlier.applied[:start],
        earlier.unsure_from,
    )
    touched = {key for applied in undone for key in applied.invoices}
    taken_back = {applied.payment.id for applied in undone}
    for key in touched:
        covered.invoices[key] = covered.invoices[key].without_payments(taken_back)
    for key in taken_back:
        covered.excess_credit.pop(key, None)
    again = [applied.payment for applied in undone if applied.payment.id not in payments]
    _Application(situation, covered, covered.invoices.keys() - touched).run(sorted((*again, *now), key=_order))
    return covered, {key for key, found in covered.invoices.items() if found is not earlier.invoices[key]}
