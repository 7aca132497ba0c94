"""The most and the least payments can have covered of each invoice while deadlines can still move.

Where a payment covers late fees first (Civil Code 561), what is left for the principal depends on the deadline itself,
and where very many orders are possible they are not followed one by one. Then each invoice is held between two
outcomes: the ``least`` money coming to it with the earliest deadline, and the ``most`` with the latest. More money, or
a later deadline, never leaves more open and never lets more late fee grow, so what really comes lies between the two.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple

from models.facts.records import Payment
from models.rules.covered import Coverage, Part
from models.rules.late_fees import accrued_by, debt_of, late_fee_of
from models.rules.payment import pay, penalty_first
from models.rules.situation import Dated, Situation
from models.rules.turn import Place, place_of

FEW = 40
"""Of so many invoices at once each is compared with each; of more only by the ranges of their deadlines."""


@dataclass
class _Held:
    """One invoice between its two outcomes."""

    least: Coverage
    most: Coverage
    place: Place | None


class _Near(NamedTuple):
    """An invoice that money of a day can reach.

    ``takes`` is the least and the most it can take up, ``certain`` whether it is there by that day, ``left`` what those
    whose deadline is certain to lie before its own take up at least.
    """

    held: _Held
    place: Place
    takes: tuple[int, int]
    certain: bool
    left: int


class Bounds:
    """Bounds of payments, over the invoices open before the first of them; amounts in 1e-8 CNY."""

    def __init__(self, situation: Situation, invoices: Mapping[str, Coverage], unallocated: int) -> None:
        self._situation = situation
        self._invoices = invoices
        self._fee_first = penalty_first(situation)
        self._held: dict[str, _Held] = {}
        for key, coverage in invoices.items():
            due, place = coverage.due, None
            least = most = due.deadline
            if due.received is not None and due.deadline is not None:
                place = place_of(situation.calendar, key, due)
                least, most = (Dated(day, day, day) for day in place.deadline)
            self._held[key] = _Held(
                least=_with_deadline(coverage, least), most=_with_deadline(coverage, most), place=place
            )
        self._in_turn = sorted(
            (held for held in self._held.values() if held.place is not None and held.least.open), key=_earliest_deadline
        )
        self._unallocated = unallocated, unallocated
        self._brought = unallocated
        self._last: Payment | None = None

    def run(self, payments: Iterable[Payment]) -> None:
        """Apply payments, in their order."""
        for payment in payments:
            self._apply(payment)

    def alternatives(self) -> dict[str, list[Coverage]]:
        """Give both outcomes of every invoice, each with all days the deadline may fall on.

        Where one leaves something open and the other does not, it may also have been settled as late as the last day.
        """
        found = {}
        for key, held in self._held.items():
            outcomes = [held.least, held.most]
            if held.least.open and not held.most.open and self._last is not None:
                settled = held.least.copy()
                settled.parts.append(Part(settled.open, self._last.paid_on, self._last.id))
                settled.open = 0
                outcomes.append(settled)
            whole = self._invoices[key].due.deadline
            found[key] = [_with_deadline(outcome, whole) for outcome in outcomes]
        return found

    def debts(self) -> tuple[int, int]:
        """Give the least and the most all of it can come to: what is open, and late fees not paid.

        Whatever the order, all that came in and is not unallocated was taken off together.
        """
        low = high = fees_low = fees_high = 0
        for held in self._held.values():
            low += debt_of(self._situation, held.most)[0]
            high += debt_of(self._situation, held.least)[1]
            fees_low += late_fee_of(self._situation, held.most)
            fees_high += late_fee_of(self._situation, held.least)
        before = sum(coverage.open - coverage.penalty_paid for coverage in self._invoices.values())
        least, most = (before - self._brought + unallocated for unallocated in self._unallocated)
        return max(low, least + fees_low), min(high, most + fees_high)

    def _apply(self, payment: Payment) -> None:
        self._last = payment
        low = high = payment.amount
        if payment.method == "credit":
            low, high = (min(payment.amount, credit) for credit in self._unallocated)
            self._leave(-low, -high)
        else:
            self._brought += payment.amount
        for key, amount in payment.invoices:
            shares = min(low, amount), min(high, amount)
            low, high = low - shares[0], high - shares[1]
            self._designated(key, payment, shares)
        if high:
            self._undesignated(payment, low, high)

    def _leave(self, low: int, high: int) -> None:
        self._unallocated = self._unallocated[0] + low, self._unallocated[1] + high

    def _designated(self, key: str, payment: Payment, shares: tuple[int, int]) -> None:
        held = self._held.get(key)
        if held is None:  # nothing was open there any more
            self._leave(*shares)
            return
        at_least, at_most = self._absorbs(held, payment.paid_on)
        self._leave(max(0, shares[0] - at_most), max(0, shares[1] - at_least))
        self._pay(held.least, payment, shares[0])
        self._pay(held.most, payment, shares[1])

    def _undesignated(self, payment: Payment, low: int, high: int) -> None:
        """Give each invoice at least what all before it must leave, at most what those certainly before it leave."""
        window, rest = self._window(payment.paid_on, low, high)
        self._leave(*rest)
        near = len(window) <= FEW
        most = []
        for one in window:
            left = one.left
            if near:
                left = sum(
                    other.takes[0] for other in window if other.certain and other.place.certainly_before(one.place)
                )
            most.append(max(0, high - left))
        reach = [min(one.takes[1], possible) for one, possible in zip(window, most, strict=True)]
        for one, possible, own in zip(window, most, reach, strict=True):
            taken = sum(reach) - own
            if near:
                taken -= sum(
                    other for two, other in zip(window, reach, strict=True) if one.place.certainly_before(two.place)
                )
            self._pay(one.held.least, payment, max(0, low - taken) if one.certain else 0)
            self._pay(one.held.most, payment, possible)
        if any(not one.held.least.open for one in window):
            self._in_turn = [held for held in self._in_turn if held.least.open]

    def _window(self, day: date, low: int, high: int) -> tuple[list["_Near"], tuple[int, int]]:
        """Give the invoices that money of a day can reach, and the least and the most of it that reaches none."""
        found: list[_Near] = []
        waiting: list[tuple[date, int]] = []  # certain to be there: latest deadline, what it takes up at least
        left = 0
        for held in self._in_turn:
            place = held.place
            if place is None or not held.least.open or place.received[0] > day:
                continue
            while waiting and waiting[0][0] < place.deadline[0]:
                left += heappop(waiting)[1]
            if left >= high:
                return found, (0, 0)
            takes = self._absorbs(held, day)
            certain = place.received[1] <= day
            if certain:
                heappush(waiting, (place.deadline[1], takes[0]))
            found.append(_Near(held, place, takes, certain, left))
        sure = sum(one.takes[0] for one in found if one.certain)
        return found, (max(0, low - sum(one.takes[1] for one in found)), max(0, high - sure))

    def _pay(self, target: Coverage, payment: Payment, amount: int) -> None:
        pay(self._situation, target, payment, amount, fee_first=self._fee_first)

    def _absorbs(self, held: _Held, day: date) -> tuple[int, int]:
        """Give the least and the most an invoice can take up on a day: what is open and the late fee not paid yet."""
        return self._debt(held.most, day), self._debt(held.least, day)

    def _debt(self, coverage: Coverage, day: date) -> int:
        if coverage.open == 0 or not self._fee_first:
            return coverage.open
        return coverage.open + accrued_by(self._situation, coverage, day) - coverage.penalty_paid


def _with_deadline(coverage: Coverage, deadline: Dated | None) -> Coverage:
    copied = coverage.copy()
    copied.due = coverage.due._replace(deadline=deadline)
    return copied


def _earliest_deadline(held: _Held) -> date:
    assert held.place is not None  # noqa: S101 - only what has a place is in turn
    return held.place.deadline[0]
