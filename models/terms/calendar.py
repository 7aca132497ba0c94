"""The working-day calendar of mainland China: kinds of days, counting of working days, what is official and what not.

Law: 《全国年节及纪念日放假办法》 gives the statutory days; each year's arrangement by the State Council moves weekends
around them. Where no arrangement is published the calendar counts Monday to Friday minus the statutory
days, says so (``is_official``), and ``working_days_after_range`` tells how far a published one can move the result.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import accumulate, compress

from models.terms.arrangement import Arrangement, ArrangementError
from models.terms.unpublished import Outlook, StatutoryDays
from resources import resource

__all__ = ["Arrangement", "ArrangementError", "Calendar", "DayKind", "OutsideCalendarError"]

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
_FIRST = FIRST_DAY.toordinal()
_SIZE = LAST_DAY.toordinal() - _FIRST + 1


class DayKind(StrEnum):
    """What one day is; the words are the day kinds of the ground rules."""

    STATUTORY = "statutory"
    """法定节假日 proper."""
    ARRANGED_DAY_OFF = "arranged_day_off"
    """A weekday made free by the arrangement, not statutory."""
    WEEKEND = "weekend"
    """A Saturday or Sunday that is neither statutory nor worked, inside or outside an announced span."""
    WORKING = "working"
    """A Monday to Friday that is not off."""
    ADJUSTED_WORKING = "adjusted_working"
    """调休上班: a Saturday or Sunday turned into a working day."""


class OutsideCalendarError(ValueError):
    """A day, or the day counted to, lies outside 2000-2099."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is outside the calendar ({FIRST_DAY} to {LAST_DAY})")


# One byte a day; the order lets bytes.translate turn kinds into "is a working day".
_KINDS = (DayKind.WORKING, DayKind.ADJUSTED_WORKING, DayKind.WEEKEND, DayKind.STATUTORY, DayKind.ARRANGED_DAY_OFF)
_WORKING, _ADJUSTED, _WEEKEND, _STATUTORY, _ARRANGED = range(5)
_IS_WORKING = bytes([1, 1, 0, 0, 0]) + bytes(251)
_PLAIN_WEEKS = (bytes(_WEEKEND if n % 7 >= 5 else _WORKING for n in range(7)) * (_SIZE // 7 + 2))[
    FIRST_DAY.weekday() : FIRST_DAY.weekday() + _SIZE
]


class Calendar:
    """Every day of 2000-2099 with its kind, built from arrangements; never changes once built.

    Obtain one by ``bundled()``, ``from_years()``, or from another by ``with_arrangement()`` and ``without_years()``.
    """

    __slots__ = (
        "_arrangements",
        "_by_law",
        "_first_published",
        "_kinds",
        "_outlook",
        "_spans",
        "_through",
        "_working",
        "exact_through",
        "official_through",
    )

    official_through: date
    """31 December of the last published year that follows the first one without a gap; 31 December 1999 when none is
    published."""
    exact_through: date
    """The last day that no notice still to come can change: ``official_through``, or some days before it when the next
    New Year may be arranged into December. Up to here a counted day is its own range."""

    def __init__(self, arrangements: Iterable[Arrangement], by_law: Mapping[int, StatutoryDays]) -> None:
        self._arrangements = {entry.year: entry for entry in sorted(arrangements, key=lambda entry: entry.year)}
        self._by_law = by_law
        self._kinds, self._spans = self._lay_out_days()
        flags = self._kinds.translate(_IS_WORKING)
        # _working[k] is the (k+1)-th working day of the table; _through[i] counts working days up to and with day i,
        # so the n-th working day after day i is _working[_through[i] + n - 1]: one look-up, no walk. Ordinals, not
        # dates: 25,000 dates would take longer to make than all files take to read.
        self._working = list(compress(range(_FIRST, _FIRST + _SIZE), flags))
        self._through = list(accumulate(flags))
        year = self._first_published = min(self._arrangements, default=FIRST_DAY.year)
        while year in self._arrangements:
            year += 1
        self.official_through = date(year - 1, 12, 31)
        self._outlook = Outlook(_FIRST, self._through, self._arrangements, by_law)
        self.exact_through = self._outlook.exact_through(self.official_through)

    def _lay_out_days(self) -> tuple[bytes, bytes]:
        kinds = bytearray(_PLAIN_WEEKS)
        spans = bytearray(_SIZE)
        for year, days in self._by_law.items():
            if year not in self._arrangements:
                for _, day in days:
                    kinds[day.toordinal() - _FIRST] = _STATUTORY
        for arrangement in self._arrangements.values():
            for span in arrangement.spans:
                for index in range(span.first.toordinal() - _FIRST, span.last.toordinal() - _FIRST + 1):
                    spans[index] = 1
                    if kinds[index] == _WORKING:
                        kinds[index] = _ARRANGED
            for statutory in arrangement.statutory:
                kinds[statutory.day.toordinal() - _FIRST] = _STATUTORY
            for day in arrangement.adjusted_working:
                kinds[day.toordinal() - _FIRST] = _ADJUSTED
        return bytes(kinds), bytes(spans)

    @staticmethod
    @cache
    def bundled() -> "Calendar":
        """Give the calendar of the bundled files (``resources/calendars``); read once, then the same object.

        Raises ArrangementError when a bundled file was damaged.
        """
        return Calendar.from_years(
            Arrangement.parse(path.read_text(encoding="utf-8"), path.name)
            for path in resource("calendars").iterdir()
            if path.suffix == ".json" and path.stem.isdigit()
        )

    @staticmethod
    def from_years(arrangements: Iterable[Arrangement]) -> "Calendar":
        """Build a calendar from these years' arrangements; every other year has its statutory days by law only."""
        return Calendar(arrangements, statutory_days_by_law())

    def with_arrangement(self, arrangement: Arrangement) -> "Calendar":
        """Give a calendar that also has this arrangement, in place of the year's former one if there was one."""
        others = (entry for entry in self._arrangements.values() if entry.year != arrangement.year)
        return Calendar((*others, arrangement), self._by_law)

    def without_years(self, years: Iterable[int]) -> "Calendar":
        """Give a calendar in which the arrangements of these years are not published (for backtests)."""
        hidden = set(years)
        return Calendar((entry for entry in self._arrangements.values() if entry.year not in hidden), self._by_law)

    @property
    def arrangements(self) -> tuple[Arrangement, ...]:
        """The published arrangements, by year."""
        return tuple(self._arrangements.values())

    def kind(self, day: date) -> DayKind:
        """Tell what kind of day it is. Raises OutsideCalendarError."""
        return _KINDS[self._kinds[_index(day)]]

    def in_published_span(self, day: date) -> bool:
        """Tell whether a published arrangement announced a holiday span with this day in it, weekend days included.

        Always False in a year with no published arrangement. Raises OutsideCalendarError.
        """
        return bool(self._spans[_index(day)])

    def is_working(self, day: date) -> bool:
        """Tell whether it is a working day: Monday to Friday not off, or adjusted. Raises OutsideCalendarError."""
        return self._kinds[_index(day)] <= _ADJUSTED

    def is_official(self, day: date) -> bool:
        """Tell whether the arrangement of the day's year is published; if not, law and weekday alone give its kind."""
        return day.year in self._arrangements

    def working_days_after(self, day: date, n: int) -> date:
        """Give the n-th working day strictly after ``day``; n = 0 gives ``day`` itself, whatever its kind.

        Civil Code 201: the day a period starts on is not counted. Raises ValueError for a negative n,
        OutsideCalendarError when the start or the result is outside 2000-2099.
        """
        if n <= 0:
            if n:
                raise ValueError(f"cannot count {n} working days forward")
            return day
        index = day.toordinal() - _FIRST
        if index >= 0:
            try:
                return date.fromordinal(self._working[self._through[index] + n - 1])
            except IndexError:
                pass
        raise OutsideCalendarError(f"{day} + {n} working days")

    def working_days_after_range(self, day: date, n: int) -> tuple[date, date]:
        """Give the earliest and the latest day ``working_days_after(day, n)`` can have once every year is published.

        The two are equal when no missing arrangement can matter. What may still change, how far and why we think so
        is told in ``models.terms.unpublished``. Ranges chain: what is counted from a day known only as a range lies
        between the earliest counted from its earliest and the latest counted from its latest day. Raises ValueError
        for a negative n, OutsideCalendarError when anything lies outside 2000-2099.
        """
        by_law = self.working_days_after(day, n)
        if n == 0 or (by_law <= self.exact_through and day.year >= self._first_published):
            return by_law, by_law
        try:
            earliest, latest = self._outlook.range_after(day.toordinal(), n, by_law.toordinal())
        except IndexError:
            raise OutsideCalendarError(f"the latest of {day} + {n} working days") from None
        return date.fromordinal(earliest), date.fromordinal(latest)

    def first_working_day_after(self, day: date) -> date:
        """Give the first working day strictly after ``day``. Raises OutsideCalendarError."""
        return self.working_days_after(day, 1)

    def first_working_day_on_or_after(self, day: date) -> date:
        """Give ``day`` if it is a working day, else the first one after it. Raises OutsideCalendarError."""
        return day if self.is_working(day) else self.working_days_after(day, 1)

    def first_working_day_after_range(self, day: date) -> tuple[date, date]:
        """Give the earliest and latest ``first_working_day_after(day)`` can be; see ``working_days_after_range``."""
        return self.working_days_after_range(day, 1)

    def first_working_day_on_or_after_range(self, day: date) -> tuple[date, date]:
        """Give the earliest and latest ``first_working_day_on_or_after(day)`` can be, likewise.

        A day whose arrangement is missing may turn out to be worked or not, so its range begins with the day itself
        in nearly every case; a roll that depends on the day's kind is certain only up to ``exact_through``.
        """
        return self.working_days_after_range(day - timedelta(days=1), 1)


@cache
def statutory_days_by_law() -> Mapping[int, StatutoryDays]:
    """Give the statutory days proper of each year 2000-2099, by the law alone, from ``resources/calendars``.

    Sure for the years with a notice; 2027-2030 medium, the rest low (see the file): the law may be revised.
    """
    record = json.loads(resource("calendars", "statutory.json").read_text(encoding="utf-8"))
    return {
        int(year): tuple(
            (name, date.fromisoformat(f"{year}-{day}")) for name, days in entry["days"].items() for day in days
        )
        for year, entry in record["years"].items()
    }


def _index(day: date) -> int:
    index = day.toordinal() - _FIRST
    if not 0 <= index < _SIZE:
        raise OutsideCalendarError(str(day))
    return index
