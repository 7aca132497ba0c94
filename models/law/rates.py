"""The 1-year loan prime rate by day: the bundled table, and the rates the user added to the ledger."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from models.facts.records import ReferenceRate
from resources import resource


class Rate(NamedTuple):
    """The rate in force on a day, in percent a year, from which day, and by which source.

    ``record`` is the id of the user's own entry, None for the bundled table. ``beyond`` marks a day for which nobody
    has looked yet whether the rate changed: the table is known through its own last day, or the user's last entry.
    """

    effective_on: date
    percent: Fraction
    source: str
    record: str | None
    beyond: bool = False


class Rates:
    """The bundled rates together with the user's own; an entry of a later or of the same day prevails."""

    def __init__(self, own: Iterable[ReferenceRate] = ()) -> None:
        bundled, through = _bundled()
        added = [Rate(entry.effective_on, Fraction(entry.percent), entry.source or entry.id, entry.id) for entry in own]
        by_day: Mapping[date, Rate] = {rate.effective_on: rate for rate in (*bundled, *added)}
        self._rates = tuple(by_day[day] for day in sorted(by_day))
        self.known_through = max([through, *(rate.effective_on for rate in added)])

    def on(self, day: date) -> Rate | None:
        """Give the rate of a day; None before the first one."""
        found = next((rate for rate in reversed(self._rates) if rate.effective_on <= day), None)
        return found and found._replace(beyond=day > self.known_through)

    def changes_between(self, first: date, last: date) -> list[date]:
        """Give the days after ``first`` and not after ``last`` from which another rate is in force."""
        return [rate.effective_on for rate in self._rates if first < rate.effective_on <= last]


def reference_rate(day: date, own: Iterable[ReferenceRate] = ()) -> Rate | None:
    """Give the 1-year LPR in force on a day, by the bundled table and the ledger's own records; None before 2019-08-20.

    A reference beside the agreement (interpretation on sales contracts, 18), never part of a contract figure.
    """
    return Rates(own).on(day)


@cache
def _bundled() -> tuple[tuple[Rate, ...], date]:
    raw = tomllib.loads(resource("law", "lpr.toml").read_text(encoding="utf-8"))
    rates = tuple(
        Rate(entry["effective_on"], Fraction(entry["percent"]), entry["source"], None) for entry in raw["rate"]
    )
    return rates, raw["known_through"]
