"""How what is owed grew: unpaid principal and late fees at the end of some days of a settlement's span."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from models.assess import assess
from models.settlement.scope import coverages
from models.settlement.settlement import Settlement

STEPS = 12
"""A span is looked at in so many steps, or month by month when it has that many months to twice as many."""


class Point(NamedTuple):
    """What was unpaid at the end of a day, and the late fees accrued by then, in 1e-8 CNY."""

    day: date
    unpaid: int
    late_fees: int


def course(settlement: Settlement, tell: Callable[[], None] = lambda: None) -> tuple[Point, ...]:
    """Give the points from the day before the span to its last day; the first and the last are the statement's own.

    ``tell`` is called before each and may raise to stop: a long ledger's account takes its time on each day.
    """
    points = []
    for day in days_of(settlement.first, settlement.last):
        tell()
        points.append(_point(settlement, day))
    return tuple(points)


def days_of(first: date, last: date) -> tuple[date, ...]:
    """Give the days looked at, from the day before ``first`` to ``last``: ends of months, or evenly spaced."""
    start = first - timedelta(days=1)
    months = (last.year - start.year) * 12 + last.month - start.month
    if STEPS / 2 <= months <= 2 * STEPS:
        ends = [_end_of_month(start.year * 12 + start.month - 1 + step) for step in range(months + 1)]
        inner = [day for day in ends if start < day < last]
    else:
        whole = (last - start).days
        inner = [start + timedelta(days=whole * step // STEPS) for step in range(1, STEPS)]
    return tuple(dict.fromkeys((start, *inner, last)))


def _end_of_month(number: int) -> date:
    year, month = divmod(number + 1, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def _point(settlement: Settlement, day: date) -> Point:
    known = {one.as_of: one for one in (settlement.before, settlement.after)}
    assessment = known.get(day) or assess(settlement.after.facts, day)
    keys = [key for key, _ in coverages(assessment, settlement.account)]
    unpaid, fees = (
        sum(value for key in keys if isinstance(value := assessment.figures[kind, "invoice", key].value, int))
        for kind in ("outstanding", "late_fee")
    )
    return Point(day, unpaid, fees)
