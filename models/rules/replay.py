"""What payments cover once some of them have changed: only those are applied again for which it makes a difference.

What comes before the first change stays. From there on two runs are looked at side by side, the earlier one as it is
on record and the new one. While an invoice is not the same in both, whatever meets it is applied again, and so is what
has no designation, since it may be that invoice's turn. Once both are the same, the rest of the earlier run stands.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter, itemgetter

from models.facts.records import Payment
from models.rules.application import Application, order_of
from models.rules.covered import Applied, Coverage, Covered, Part
from models.rules.payment import penalty_first
from models.rules.situation import Situation

_EFFECT = attrgetter("paid_on", "amount", "method", "invoices")
"""What of a payment decides what it covers."""


def cover_again(
    situation: Situation, earlier: Covered, were: Mapping[str, Payment], changed: Set[str]
) -> tuple[Covered, set[str]]:
    """Cover after some payments changed, came or went; give the outcome and the invoices it differs for.

    ``were`` are the payments ``earlier`` is of, by id; it stays as it is.
    """
    now = [payment for key in changed if (payment := situation.facts.payments.get(key)) is not None]
    gone = [(_place_of(earlier, payment), payment) for key in changed if (payment := were.get(key)) is not None]
    if {payment.id: _EFFECT(payment) for payment in now} == {payment.id: _EFFECT(payment) for _, payment in gone}:
        applied = [*earlier.applied]
        for n, payment in gone:
            applied[n] = applied[n]._replace(payment=situation.facts.payments[payment.id])
        return replace(earlier, applied=applied), set()
    now.sort(key=order_of)
    changes: list[tuple[int, Payment | None]] = [(n, None) for n, _ in gone]
    changes += [(_place_of(earlier, payment), payment) for payment in now]
    changes.sort(key=itemgetter(0))
    since = min(payment.paid_on for payment in (*now, *(payment for _, payment in gone)))
    return _Replay(situation, earlier, were, changes[0][0], since).through(changes)


def _place_of(covered: Covered, payment: Payment) -> int:
    """Give where among those applied a payment is, or belongs."""
    return bisect_left(covered.applied, order_of(payment), key=lambda one: order_of(one.payment))


@dataclass(slots=True)
class _Invoice:
    """One invoice in both runs: as covered anew so far, and how far the earlier run had come by then.

    ``at`` and ``fees_at`` count the parts on record that the earlier run had applied; ``was_open`` is what it then
    had open (1e-8 CNY).
    """

    coverage: Coverage
    earlier: Coverage
    was_open: int
    at: int = 0
    fees_at: int = 0

    @classmethod
    def bare(cls, earlier: Coverage) -> "_Invoice":
        """Give an invoice at the beginning of both runs, when no payment has met it."""
        principal = earlier.principal
        return cls(Coverage(earlier.invoice, earlier.reversals, principal, principal, earlier.due), earlier, principal)

    def differs(self, *, fee_first: bool) -> bool:
        """Tell whether what comes next may meet it otherwise than in the earlier run."""
        if self.coverage.open != self.was_open:
            return True
        if not fee_first:
            return False
        same = self.coverage.parts == self.earlier.parts[: self.at]
        return not (same and self.coverage.penalty_parts == self.earlier.penalty_parts[: self.fees_at])

    def settle(self) -> bool:
        """Let what the earlier run did from here on stand; tell whether the whole is another than it was."""
        self._take(self.earlier.parts[self.at :], self.earlier.penalty_parts[self.fees_at :])
        mine, other = self.coverage, self.earlier
        return (mine.parts, mine.penalty_parts) != (other.parts, other.penalty_parts)

    def follow(self, part: Part) -> None:
        """Do what the earlier run did next of the principal."""
        self._take([part], [])
        self.was_open -= part.amount
        self.at += 1

    def follow_fee(self, part: Part) -> None:
        """Do what the earlier run did next of the late fee."""
        self._take([], [part])
        self.fees_at += 1

    def take_back(self, payment: str) -> None:
        """Let the earlier run go past a payment that the new one applies otherwise or not at all."""
        parts, fees = self.earlier.parts, self.earlier.penalty_parts
        while self.at < len(parts) and parts[self.at].payment == payment:
            self.was_open -= parts[self.at].amount
            self.at += 1
        while self.fees_at < len(fees) and fees[self.fees_at].payment == payment:
            self.fees_at += 1

    def _take(self, parts: Iterable[Part], fees: Iterable[Part]) -> None:
        for part in parts:
            self.coverage.open -= part.amount
            self.coverage.parts.append(part)
        self.coverage.penalty_parts.extend(fees)


class _Replay:
    """Two runs side by side, from a place in the earlier one on; nothing differs before the day ``since``."""

    def __init__(
        self, situation: Situation, earlier: Covered, were: Mapping[str, Payment], start: int, since: date
    ) -> None:
        self._earlier = earlier
        self._were = were
        self._covered = replace(
            earlier,
            invoices=dict(earlier.invoices),
            excess_credit=dict(earlier.excess_credit),
            applied=earlier.applied[:start],
        )
        self._at = start
        self._now = since, False, ""
        self._known: dict[str, _Invoice] = {}
        self._differing: set[str] = set()
        self._more = 0  # how much more is unallocated than in the earlier run
        self._fee_first = penalty_first(situation)
        self._application = Application(situation, self._covered, self._coverage, self._open_since(since))

    def through(self, changes: Iterable[tuple[int, Payment | None]]) -> tuple[Covered, set[str]]:
        """Go through both runs to their end; at each place a payment comes anew, or (None) the one on record goes.

        To be called once.
        """
        applied = self._earlier.applied
        for place, payment in changes:
            if payment is None:
                self._covered.excess_credit.pop(applied[place].payment.id, None)
        for place, payment in changes:
            self._until(place)
            if payment is None:
                self._take_back(applied[place])
                self._compare(applied[place].invoices, -applied[place].left)
                self._at = place + 1
            else:
                self._now = order_of(payment)
                made = self._apply(payment)
                self._compare(made.invoices, made.left)
        self._until(len(applied))
        del self._application  # which asks this for invoices: a ring would keep both runs until it is looked for
        covered = self._covered
        covered.unallocated = self._earlier.unallocated + self._more
        other = {key for key, invoice in self._known.items() if invoice.settle()}
        for key in other:
            covered.invoices[key] = self._known[key].coverage
        return covered, other

    def _until(self, end: int) -> None:
        """Go on to a place in the earlier run, applying again what does not meet what it met there."""
        applied, differing = self._earlier.applied, self._differing
        for n in range(self._at, end):
            if not (differing or self._more):
                self._covered.applied.extend(applied[n:end])
                break
            one = applied[n]
            turn = one.undesignated and differing
            credit = self._more and one.payment.method == "credit"
            if turn or credit or not differing.isdisjoint(one.invoices):
                self._take_back(one)
                self._covered.excess_credit.pop(one.payment.id, None)
                self._at = n
                made = self._apply(one.payment)
                self._compare((*one.invoices, *made.invoices), made.left - one.left)
            else:
                self._covered.applied.append(one)
        self._at = max(self._at, end)

    def _apply(self, payment: Payment) -> Applied:
        covered = self._covered
        if payment.method == "credit":
            before = self._earlier.unallocated - sum(one.left for one in self._earlier.applied[self._at :])
            covered.unallocated = before + self._more
        made = self._application.apply(payment)
        covered.applied.append(made)
        return made

    def _take_back(self, one: Applied) -> None:
        self._now = order_of(one.payment)
        for key in one.invoices:
            self._met(key).take_back(one.payment.id)

    def _compare(self, keys: Iterable[str], more: int) -> None:
        """See which invoices are the same in both runs after a payment of which so much more was left over."""
        self._more += more
        for key in keys:
            if self._known[key].differs(fee_first=self._fee_first):
                self._differing.add(key)
            else:
                self._differing.discard(key)

    def _coverage(self, key: str) -> Coverage:
        return self._met(key).coverage

    def _met(self, key: str) -> _Invoice:
        """Give an invoice as the payment being looked at meets it in both runs."""
        invoice = self._known.get(key)
        if invoice is None:
            invoice = self._known[key] = _Invoice.bare(self._earlier.invoices[key])
        elif key in self._differing:  # then both runs have come here already
            return invoice
        parts, fees = invoice.earlier.parts, invoice.earlier.penalty_parts
        while invoice.at < len(parts) and self._is_before(parts[invoice.at]):
            invoice.follow(parts[invoice.at])
        while invoice.fees_at < len(fees) and self._is_before(fees[invoice.fees_at]):
            invoice.follow_fee(fees[invoice.fees_at])
        return invoice

    def _is_before(self, part: Part) -> bool:
        """Tell whether the earlier run had applied a part before the payment being looked at."""
        if part.on != self._now[0]:
            return part.on < self._now[0]
        return order_of(self._were[part.payment]) < self._now

    def _open_since(self, day: date) -> Iterator[tuple[date, str]]:
        """Give the invoices that may have been open on a day or later, in the order in which they were received."""
        invoices = self._earlier.invoices
        for receipt in self._earlier.receipts:
            coverage = invoices[receipt[1]]
            if coverage.open or (coverage.parts and coverage.parts[-1].on >= day):
                yield receipt
