"""The late fee of an invoice: 4.4.1."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from models.money import divide_to_fen, to_fen
from models.rules.covered import Coverage, Part
from models.rules.situation import Ground, Situation

_ONE_DAY = timedelta(days=1)


class Accrual(NamedTuple):
    """A stretch of days over which an amount bore the late fee at one rate: the days after ``since`` to ``until``."""

    amount: int
    since: date
    until: date
    rate: Fraction
    clause: str
    payment: str | None


def late_fee_of(situation: Situation, coverage: Coverage, deadline: date | None = None) -> int:
    """Give an invoice's late fee, in 1e-8 CNY: summed exactly, rounded half-up to a fen once (4.4.1).

    ``deadline`` stands in for the invoice's own where an unpublished arrangement may move that.
    """
    versions = situation.terms.versions["late_fee_rate"]
    deadline = deadline or coverage.deadline
    if deadline is None:
        return 0
    if len(versions) == 1:  # one rate for all days: whole numbers do
        numerator, denominator = versions[0].value.as_integer_ratio()
        weighed = coverage.open * max(0, (situation.as_of - deadline).days)
        for amount, on, _ in coverage.parts:
            if on > deadline:
                weighed += amount * (on - deadline).days
        return divide_to_fen(weighed * numerator, denominator) if weighed else 0
    return to_fen(fee_of(accruals(situation, coverage, deadline)))


def late_fee_between(situation: Situation, coverage: Coverage) -> tuple[int, int]:
    """Give the least and the most an invoice's late fee can be, as its deadline may fall later or earlier."""
    due = coverage.due.deadline
    if due is None:
        return 0, 0
    latest = late_fee_of(situation, coverage, due.latest)
    return latest, latest if due.earliest == due.latest else late_fee_of(situation, coverage, due.earliest)


def debt_of(situation: Situation, coverage: Coverage) -> tuple[int, int]:
    """Give the least and the most that is owed on an invoice, late fee not paid yet included."""
    rest = coverage.open - coverage.penalty_paid
    least, most = late_fee_between(situation, coverage)
    return rest + least, rest + most


def fee_of(accrued: Iterable[Accrual]) -> Fraction:
    """Give the exact late fee of stretches, in 1e-8 CNY: simple, the day of payment counts (4.4.1)."""
    return sum((s.amount * s.rate * (s.until - s.since).days for s in accrued), Fraction(0))


def accruals(ground: Ground, coverage: Coverage, deadline: date | None = None) -> list[Accrual]:
    """Give the stretches of days on which an invoice's late fee grew, up to the day of the assessment.

    4.4.1: a share of what is owed for each day overdue until it is paid. Each overdue day is an event of its own, so an
    amended rate (3.5) applies from its effective day on.
    """
    deadline = deadline or coverage.deadline
    if deadline is None:
        return []
    parts = [*coverage.parts]
    if coverage.open:
        parts.append(Part(coverage.open, ground.as_of, ""))
    return [stretch for part in parts for stretch in stretches(ground, part, deadline)]


def stretches(ground: Ground, part: Part, deadline: date) -> list[Accrual]:
    """Give the stretches, one per rate, on which one part of a principal bore the late fee."""
    if part.on <= deadline:
        return []
    terms, payment = ground.terms, part.payment or None
    first_day = deadline + _ONE_DAY
    term = terms.at("late_fee_rate", first_day)
    found, since = [], deadline
    for change in terms.changes_between("late_fee_rate", first_day, part.on):
        day_before = change.effective_on - _ONE_DAY
        found.append(Accrual(part.amount, since, day_before, term.value, term.clause, payment))
        since, term = day_before, change
    found.append(Accrual(part.amount, since, part.on, term.value, term.clause, payment))
    return found


def accrued_by(situation: Situation, target: Coverage, day: date) -> int:
    """Give the late fee grown by the end of a day, rounded half-up to a fen as any payment is whole fen."""
    deadline = target.deadline
    if deadline is None:
        return 0
    parts = (*target.parts, Part(target.open, day, ""))
    return to_fen(fee_of(stretch for part in parts for stretch in stretches(situation, part, deadline)))
