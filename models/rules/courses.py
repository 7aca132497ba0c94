"""Every course the payments can have taken while the order of deadlines is open: Civil Code 560, principal first.

A course is one way in which undesignated money went round. Where an arrangement to come decides whose turn it was, a
course forks; courses after which the same is open and the same is unallocated go on as one, whose invoices may then
have more than one history. Every possible outcome is one of the courses.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from models.facts.records import Payment
from models.rules.covered import Coverage, Part
from models.rules.late_fees import debt_of
from models.rules.situation import Dated, Situation
from models.rules.turn import Place, Range, place_of
from models.terms.calendar import Calendar

MOST = 64
"""More courses, or more histories of one invoice, than these are not followed."""

_ONE_DAY = timedelta(days=1)
_History = tuple[Part, ...]


class _TooManyError(Exception):
    """There are more courses than it makes sense to follow."""


@dataclass
class Course:
    """One way in which the payments so far can have gone, where it differs from the beginning (1e-8 CNY).

    ``received`` narrows receipts to what the course implies, ``before`` are the turns it has decided; ``histories`` are
    the parts that may have covered each invoice, each with the receipt it goes with.
    """

    unallocated: int
    open: dict[str, int] = field(default_factory=dict)
    received: dict[str, Range] = field(default_factory=dict)
    before: frozenset[tuple[str, str]] = frozenset()
    histories: dict[str, dict[_History, Range | None]] = field(default_factory=dict)

    def copy(self) -> "Course":
        """Give a course that goes on by itself."""
        return Course(self.unallocated, dict(self.open), dict(self.received), self.before, dict(self.histories))


class Courses:
    """All courses of payments, over the invoices open before the first of them."""

    def __init__(self, calendar: Calendar, invoices: Mapping[str, Coverage], unallocated: int) -> None:
        self._calendar = calendar
        self._invoices = invoices
        self._places = {
            key: place_of(calendar, key, coverage.due)
            for key, coverage in invoices.items()
            if coverage.due.received is not None
        }
        self._narrowed: dict[tuple[str, Range], Place] = {}
        self._waiting = sorted(self._places.values(), key=lambda place: place.received[0], reverse=True)
        self._live: list[Place] = []  # received by the day at the earliest and open in some course, by deadline
        self._touched: set[str] = set()
        self._all = [Course(unallocated)]

    def run(self, payments: Iterable[Payment]) -> bool:
        """Apply payments, in their order; tell whether every course could be followed to the end."""
        try:
            for payment in payments:
                self._apply(payment)
        except _TooManyError:
            return False
        return bool(self._all)

    def _apply(self, payment: Payment) -> None:
        while self._waiting and self._waiting[-1].received[0] <= payment.paid_on:
            insort(self._live, self._waiting.pop(), key=_earliest_deadline)
        self._touched.clear()
        paths = (done for course in self._all for done in self._after(course, payment))
        self._all = [course for course, _ in self._joined((course, 0) for course in paths)]
        settled = {key for key in self._touched if not any(self._open(course, key) for course in self._all)}
        if settled:
            self._live = [place for place in self._live if place.key not in settled]

    def alternatives(self) -> dict[str, list[Coverage]]:
        """Give every way in which each invoice can have been covered, and when received and due."""
        return {key: [one for course in self._all for one in self._coverages(course, key)] for key in self._invoices}

    def debts(self, situation: Situation) -> tuple[int, int]:
        """Give the least and the most all of it can come to: what is open, and late fees."""
        least, most = [], []
        for course in self._all:
            debts = [[debt_of(situation, one) for one in self._coverages(course, key)] for key in self._invoices]
            least.append(sum(min(low for low, _ in each) for each in debts))
            most.append(sum(max(high for _, high in each) for each in debts))
        return min(least), max(most)

    def _coverages(self, course: Course, key: str) -> Iterator[Coverage]:
        coverage, still = self._invoices[key], self._open(course, key)
        for parts, received in self._histories(course, key).items():
            due = coverage.due
            if received is not None and due.received is not None and due.deadline is not None:
                place = self._place(key, received)
                on = _dated(due.received.on, place.received)
                due = due._replace(received=on, deadline=_dated(due.deadline.on, place.deadline))
            yield replace(coverage, open=still, due=due, parts=list(parts))

    def _open(self, course: Course, key: str) -> int:
        return course.open.get(key, self._invoices[key].open)

    def _histories(self, course: Course, key: str) -> dict[_History, Range | None]:
        found = course.histories.get(key)
        if found is None:
            place = self._places.get(key)
            return {tuple(self._invoices[key].parts): None if place is None else place.received}
        return found

    def _place(self, key: str, received: Range | None) -> Place:
        place = self._places[key]
        if received is None or received == place.received:
            return place
        known = self._narrowed.get((key, received))
        if known is None:
            known = self._narrowed[key, received] = place_of(self._calendar, key, self._invoices[key].due, received)
        return known

    def _after(self, course: Course, payment: Payment) -> list[Course]:
        """Give what can have become of a course after one more payment; ``coverage.cover`` tells the rule."""
        course, left = course.copy(), payment.amount
        if payment.method == "credit":
            left = min(left, course.unallocated)
            course.unallocated -= left
        for key, amount in payment.invoices:
            share = min(left, amount)
            left -= share
            course.unallocated += share - self._cover(course, key, payment, share)
        done: list[Course] = []
        going = [(course, left)]
        while going:
            done += [one for one, money in going if not money]
            turns = (turn for one, money in going if money for turn in self._turns(one, payment, money))
            going = self._joined(turns)
        return done

    def _cover(self, course: Course, key: str, payment: Payment, amount: int) -> int:
        """Cover one invoice with up to an amount; give how much of it was used."""
        used = min(amount, self._open(course, key)) if key in self._invoices else 0
        if used:
            part = Part(used, payment.paid_on, payment.id)
            course.histories[key] = {(*parts, part): on for parts, on in self._histories(course, key).items()}
            course.open[key] = self._open(course, key) - used
            self._touched.add(key)
        return used

    def _turns(self, course: Course, payment: Payment, money: int) -> Iterator[tuple[Course, int]]:
        """Give each way undesignated money can go next, with what is left of it to cover more."""
        day = payment.paid_on
        may = self._next(course, day)
        must = [place for place in may if place.received[1] <= day]
        if may and len(may) == len(must) and sum(self._open(course, place.key) for place in may) <= money:
            branch = course.copy()  # enough for all of them: whose turn comes first makes no difference
            yield branch, money - sum(self._cover(branch, place.key, payment, money) for place in may)
            return
        if not must:
            branch = course.copy()
            if all(self._narrow(branch, place.key, first=day + _ONE_DAY) for place in may):
                branch.unallocated += money
                yield branch, 0
        for first in may:
            if not any(other is not first and self._before(course, other, first) for other in must):
                taken = self._first(course, first, may, day)
                if taken is not None:
                    yield taken, money - self._cover(taken, first.key, payment, money)

    def _next(self, course: Course, day: date) -> list[Place]:
        """Give the invoices that may come first, and with them all that are not certain to come after all of these."""
        found: list[Place] = []
        latest, certain = date.min, False
        for whole in self._live:
            if certain and whole.deadline[0] > latest:
                break
            if self._open(course, whole.key):
                place = self._place(whole.key, course.received.get(whole.key))
                if place.received[0] <= day:
                    found.append(place)
                    latest = max(latest, place.deadline[1])
                    certain = certain or place.received[1] <= day
        return found

    def _first(self, course: Course, first: Place, may: list[Place], day: date) -> Course | None:
        """Give the course in which one invoice comes before all others that may be there; None when none can."""
        branch = course.copy()
        if not self._narrow(branch, first.key, last=day):
            return None
        decided = set()
        for other in may:
            if other is first:
                continue
            if other.days[1] <= first.days[0] and not self._narrow(branch, other.key, first=first.received[0]):
                return None  # received before it and with no more days to pay, it would have come first
            if other.received[1] <= day:
                if not first.certainly_before(other):
                    decided.add((first.key, other.key))
            elif self._before(course, other, first) and not self._narrow(branch, other.key, first=day + _ONE_DAY):
                return None
        branch.before |= decided
        return branch

    @staticmethod
    def _before(course: Course, one: Place, other: Place) -> bool:
        return (one.key, other.key) in course.before or one.certainly_before(other)

    def _narrow(self, course: Course, key: str, *, first: date = date.min, last: date = date.max) -> bool:
        """Keep only what goes with a receipt from ``first`` to ``last``; tell whether anything is left."""
        received = course.received.get(key, self._places[key].received)
        if first <= received[0] and received[1] <= last:
            return True
        found = {}
        for parts, on in self._histories(course, key).items():
            begin, end = on or received
            if begin <= last and first <= end:
                found[parts] = max(first, begin), min(last, end)
        course.histories[key] = {**found}
        course.received[key] = max(first, received[0]), min(last, received[1])
        return bool(found)

    def _joined(self, courses: Iterable[tuple[Course, int]]) -> list[tuple[Course, int]]:
        """Let courses go on as one where the same is open, unallocated and left over."""
        found: dict[tuple[object, ...], tuple[Course, int]] = {}
        for course, money in courses:
            state = money, course.unallocated, frozenset(course.open.items())
            known = found.get(state)
            found[state] = (course if known is None else self._union(known[0], course)), money
            if len(found) > MOST or any(len(histories) > MOST for histories in course.histories.values()):
                raise _TooManyError
        return list(found.values())

    def _union(self, one: Course, other: Course) -> Course:
        received = {
            key: (min(on[0], other.received[key][0]), max(on[1], other.received[key][1]))
            for key, on in one.received.items()
            if key in other.received
        }
        histories = {}
        for key in one.histories.keys() | other.histories.keys():
            joined = dict(self._histories(one, key))
            for parts, on in self._histories(other, key).items():
                known = joined.get(parts)
                joined[parts] = on if known is None or on is None else (min(known[0], on[0]), max(known[1], on[1]))
            histories[key] = joined
        return Course(one.unallocated, one.open, received, one.before & other.before, histories)


def _earliest_deadline(place: Place) -> date:
    return place.deadline[0]


def _dated(on: date, within: Range) -> Dated:
    """Give a date with the range a course leaves it; ``on`` may lie outside it, as in another course."""
    first, last = within
    return Dated(min(max(on, first), last), first, last)
