"""What every rule is given, and dates that may still move because a holiday arrangement is not published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from models.facts.facts import Facts
from models.figures import Input
from models.terms.calendar import Calendar
from models.terms.terms import Term, Terms


@dataclass(frozen=True)
class Ground:
    """What rules rest on besides facts: the terms with their amendments, the calendar, the day, the readings chosen.

    A figure's derivation holds on to this and to its own records, never to the situation: a figure outlives acts that
    change other records, and would otherwise keep the ledger as it was before each of them.
    """

    terms: Terms
    calendar: Calendar
    as_of: date
    readings: Mapping[str, str]

    def reading(self, name: str) -> str:
        """Give the choice in force for a reading."""
        return self.readings[name]


@dataclass(frozen=True)
class Situation(Ground):
    """The ground and the facts as of its day: what a rule is given."""

    facts: Facts

    @cached_property
    def ground(self) -> Ground:
        """The same without facts."""
        return Ground(self.terms, self.calendar, self.as_of, self.readings)


class Dated(NamedTuple):
    """A date and, when an unpublished arrangement can still move it, the earliest and latest it can become."""

    on: date
    earliest: date | None = None
    latest: date | None = None

    @classmethod
    def between(cls, on: date, earliest: date, latest: date) -> "Dated":
        """Give a date with its range; a range of one day is none."""
        return cls(on) if earliest == latest == on else cls(on, earliest, latest)


def working_days_after(calendar: Calendar, start: Dated, days: int, may_be: tuple[int, int] | None = None) -> Dated:
    """Give the n-th working day after a start that may itself still move.

    ``may_be`` are the least and the most working days, where the start decides which version of a term applies.
    """
    on = calendar.working_days_after(start.on, days)
    if start.earliest is None and on <= calendar.exact_through:
        return Dated(on)
    first, last = start.earliest or start.on, start.latest or start.on
    least, most = may_be or (days, days)
    earliest = calendar.working_days_after_range(first, least)[0]
    latest = calendar.working_days_after_range(last, most)[1]
    return Dated.between(on, earliest, latest)


def days_between(dated: Dated) -> list[date]:
    """Give every day a date can turn out to be; for a certain one that day alone."""
    if dated.earliest is None or dated.latest is None:
        return [dated.on]
    return [dated.earliest + timedelta(days=n) for n in range((dated.latest - dated.earliest).days + 1)]


def whole_between(terms: Terms, parameter: str, start: Dated) -> tuple[int, int]:
    """Give the least and the most of a parameter in whole numbers, over the days on which something may have begun."""
    first, last = start.earliest or start.on, start.latest or start.on
    versions = [terms.at(parameter, start.on), terms.at(parameter, first)]
    if first != last:
        versions += terms.changes_between(parameter, first, last)
    found = [term.whole for term in versions]
    return min(found), max(found)


def term_input(term: Term, name: str | None = None) -> Input:
    """Make an input of a term, citing its clause and, for an amendment, the notice that announced it."""
    record = ("notice", term.notice) if term.notice else None
    return Input(name or term.name, term.value, term.unit, record=record, field=None, clause=term.clause)
