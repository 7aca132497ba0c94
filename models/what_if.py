"""What if: supposed acts over the facts, never written, and the difference they make in every figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from models.assess import Assessment, assess
from models.facts.checks import check_records
from models.facts.facts import Facts
from models.facts.records import Allocation, Answer, Payment, Record
from models.figures import Figure, Value
from models.problems import Refused, no_such_record


@dataclass(frozen=True)
class Pay:
    """Suppose a payment of an amount (1e-8 CNY) on a day, designated to an invoice or to none."""

    amount: int
    on: date
    invoice: str | None = None


@dataclass(frozen=True)
class Object:
    """Suppose that the customer objects to a bill on a day."""

    bill: str
    on: date


@dataclass(frozen=True)
class End:
    """Suppose that a service ends on a day."""

    service: str
    on: date


Supposed = Pay | Object | End


class MayBe(NamedTuple):
    """What a provisional figure may turn out to be: see :class:`models.figures.Figure`."""

    earliest: Any
    latest: Any
    statuses: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One figure before and after; a side that has no such figure has None for value and status.

    ``before_may_be`` and ``after_may_be`` are None where a side is certain. Where nothing but these differ, what is
    said today stays, and only how far it may still move has changed: ``moved`` is False.
    """

    kind: str
    subject: str
    record: str
    unit: str
    before: Value
    before_status: str | None
    after: Value
    after_status: str | None
    before_may_be: MayBe | None = None
    after_may_be: MayBe | None = None

    @property
    def moved(self) -> bool:
        """Whether the value or the status itself differs."""
        return (self.before, self.before_status) != (self.after, self.after_status)


def suppose(facts: Facts, acts: Sequence[Supposed]) -> Facts:
    """Give the facts as if the acts had happened.

    Raises :class:`Refused` when an act names a record that is not there, or cannot have happened (an answer to a bill
    not sent yet, the end of a service before its start).
    """
    for number, act in enumerate(acts, start=1):
        record = _record(facts, act, number)
        facts = facts.with_records([record])
        problems = check_records(facts, [record])
        if problems:
            raise Refused(problems)
    return facts


def what_if(facts: Facts, acts: Sequence[Supposed], as_of: date) -> tuple[Assessment, Assessment, list[Difference]]:
    """Assess the facts with and without the supposed acts; give both and every figure that differs."""
    before, after = assess(facts, as_of), assess(suppose(facts, acts), as_of)
    return before, after, differences(before, after)


def differences(before: Assessment, after: Assessment) -> list[Difference]:
    """Give every figure whose value, status or range differs between two assessments, sorted by kind and record."""
    old, new = {f.key: f for f in before.figures}, {f.key: f for f in after.figures}
    found = []
    for key in sorted(old.keys() | new.keys()):
        was, is_now = old.get(key), new.get(key)
        if _said(was) != _said(is_now) or _may_be(was) != _may_be(is_now):
            unit = next(figure.unit for figure in (is_now, was) if figure is not None)
            found.append(Difference(*key, unit, *_said(was), *_said(is_now), _may_be(was), _may_be(is_now)))
    return found


def _may_be(figure: Figure | None) -> MayBe | None:
    if figure is None or not figure.provisional:
        return None
    return MayBe(figure.earliest, figure.latest, figure.statuses)


def late_fees_unpaid(assessment: Assessment, invoice: str, days: Sequence[date]) -> list[tuple[date, int]]:
    """Give an invoice's late fee (1e-8 CNY) on each of some days, if nothing but what is on record is paid.

    A day on which the invoice has no late fee that can be known is left out.
    """
    found = []
    for day in days:
        figure = assessment.on(day).figures.get("late_fee", "invoice", invoice)
        if figure is not None and isinstance(figure.value, int):
            found.append((day, figure.value))
    return found


def _said(figure: Figure | None) -> tuple[Value, str | None]:
    return (None, None) if figure is None else (figure.value, figure.status)


def _record(facts: Facts, act: Supposed, number: int) -> Record:
    match act:
        case Pay(amount, on, invoice):
            if invoice is not None:
                _there(facts, "invoice", invoice)
            named = () if invoice is None else (Allocation(invoice, amount),)
            # Sorts after any real payment of the same day: what is on record comes first.
            return Payment(f"\uffff{number}", on, amount, "bank", named)
        case Object(bill_id, on):
            bill = facts.bills[_there(facts, "bill", bill_id)]
            return bill._replace(answer=Answer("objected", on))
        case End(service_id, on):
            service = facts.services[_there(facts, "service", service_id)]
            return service._replace(ended_on=on)


def _there(facts: Facts, kind: str, record_id: str) -> str:
    if facts.get(kind, record_id) is None:
        raise no_such_record(kind, record_id)
    return record_id
