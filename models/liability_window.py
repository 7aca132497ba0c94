"""The cap of liability (10.5) day by day: what it would be for damage on each day, and what was paid inside its window.

The window of a damage day X are the 12 months before it. Cash counts as consumed evenly over the days it was paid for,
so what was consumed before a day, added up once, gives every window as a difference of two of its values.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from models.assess import Assessment
from models.china_time import midnight
from models.facts.records import Incident
from models.figures import Because, Figure, Input
from models.money import to_fen
from models.rules.consumption import consumed
from models.rules.liability import liability_cap, window_start


class Cap(NamedTuple):
    """The cap (1e-8 CNY) for damage on a day; ``since`` is the first day of its window, the day itself lies outside."""

    day: date
    since: date
    cap: int


class Daily(NamedTuple):
    """The cash consumed per day (1e-8 CNY, a fraction) on the days from ``day`` until the next entry's."""

    day: date
    cash: Fraction


def caps_by_day(assessment: Assessment, service: str, days: Iterable[date]) -> list[Cap]:
    """Give the cap for damage to a service on each of some days, by what the assessment sees: rounded once, as 10.5 is.

    Equal on every day to ``liability_cap`` of an incident that began on it.
    """
    situation = assessment.situation
    windows = [(day, window_start(situation, day)) for day in sorted({*days})]
    if not windows:
        return []
    daily = consumption(assessment, service, min(since for _, since in windows), windows[-1][0])
    marks, sums = [each.day for each in daily], _sums(daily)

    def before(day: date) -> Fraction:
        at = bisect_right(marks, day) - 1
        return sums[at] + daily[at].cash * (day - marks[at]).days if at >= 0 else Fraction(0)

    return [Cap(day, since, max(0, to_fen(before(day) - before(since)))) for day, since in windows]


def consumption(assessment: Assessment, service: str, first: date, last: date) -> list[Daily]:
    """Give what was consumed per day from one day to the day before another, as steps; the last step is zero."""
    changes: dict[date, Fraction] = {first: Fraction(0)}
    for span in consumed(assessment.situation, service, first, last):
        start, end = max(span.start, first), min(span.end, last)
        if start < end:
            per_day = span.cash / (span.end - span.start).days
            changes[start] = changes.get(start, Fraction(0)) + per_day
            changes[end] = changes.get(end, Fraction(0)) - per_day
    found, level = [], Fraction(0)
    for day in sorted(changes):
        level += changes[day]
        found.append(Daily(day, level))
    return found


def cap_if_damaged(assessment: Assessment, service: str, day: date) -> Figure:
    """Give the cap with its derivation as it would be if an incident of the service began on a day.

    The figure is the service's: there is no such incident on record.
    """
    supposed = liability_cap(assessment.situation, None, Incident("", service, midnight(day), "provider"))

    def because() -> Because:
        why = supposed.because
        return replace(why, inputs=(Input("damage_day", day, "date"), *why.inputs[1:]))

    return Figure("liability_cap", "service", service, supposed.value, because)


def first_consumed(assessment: Assessment, service: str) -> date | None:
    """Give the first day for which cash was paid for a service; None while nothing was."""
    spans = consumed(assessment.situation, service, date.min, assessment.as_of + timedelta(days=1))
    return min((span.start for span in spans if span.cash), default=None)


def _sums(daily: list[Daily]) -> list[Fraction]:
    """Give what was consumed before each step begins."""
    found = [Fraction(0)]
    for step, following in pairwise(daily):
        found.append(found[-1] + step.cash * (following.day - step.day).days)
    return found
