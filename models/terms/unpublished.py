"""What a holiday arrangement that is not published yet can still change, and so how far a counted day can move.

What is settled without the arrangement: the weeks, and the statutory days of the law. What an arrangement does to each
festival, read off the notices for 2010 to 2026 (every one of them keeps to it but for the acts named under 3):

1. It announces one run of days off that contains the festival's statutory days; ``Practice`` says how far the run
   has reached and how long it has been. A one-day festival (not Labour Day) on a Monday or a Friday makes a long
   weekend by itself: nothing was ever moved for one.
2. It never gives days away: the weekdays freed in the run are exactly as many as statutory days that fell on a weekend
   (补假) plus weekend days turned into working days (调休上班), of which there are at most two, on near weekends.
   Mid-Autumn close to National Day may share its run, or leave its 补假 to it (2015).
3. Beside the yearly pattern the State Council acts now and then: the law was revised with the notices for 2014
   (除夕 became a working day) and 2025 (two more statutory days), 3 and 4 September 2015 were freed and Sunday the 6th
   worked, the Spring Festival of 2020 was prolonged by two days. Four such acts in 17 years: too many to leave out. So
   on top of 1 and 2 any two working days may become free and any one day off may be worked, anywhere in the days no
   arrangement covers. This is also the margin: with it, what the other 16 years did is enough to contain each year.

From 1 and 2 follows, for any stretch of days, the least and the most working days a festival's arrangement can add to
the count by law; the earliest and the latest day are where the most and the least first reach the number wanted. A
published day is taken as it stands; only the New Year of the next year can reach back into a published December.

How wide: without 3 the ranges would be about one day wide on average instead of five, and would miss only days of 2015
and 2020. They are widest, up to 20 days, where a count ends near National Day or the Spring Festival: a few working
days more or less decide there on which side of a week of days off it ends.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain

StatutoryDays = tuple[tuple[str, date], ...]
"""The statutory days proper of one year as (festival, day)."""

# Weekdays freed, number of adjusted working days, weekend days these are taken from (all ordinals).
_Run = tuple[tuple[int, ...], int, tuple[int, ...]]
_NOTHING_MOVED: _Run = ((), 0, ())

FREED_BEYOND_PRACTICE = 2
WORKED_BEYOND_PRACTICE = 1


@dataclass(frozen=True, slots=True)
class Practice:
    """How far the arrangements of one festival have gone, in days.

    ``before`` and ``after``: days off announced ahead of the first and behind the last statutory day; ``longest``: the
    announced run; ``adjusted``: adjusted working days at most; ``adjusted_before`` and ``adjusted_after``: how far
    outside the run these may lie.
    """

    before: int
    after: int
    longest: int
    adjusted: int
    adjusted_before: int
    adjusted_after: int


# Names as in statutory.json. The distance of adjusted days is a whole week where the nearest weekend was used.
PRACTICE: Mapping[str, Practice] = {
    # New Year, Qingming, Dragon Boat, Mid-Autumn. Two adjusted days for one of them: 2010, 2012, 2013.
    "one day": Practice(before=2, after=2, longest=3, adjusted=2, adjusted_before=7, adjusted_after=7),
    # Five days since 2020; before: 2023. Adjusted six days ahead: 2021, six behind: 2024.
    "劳动节": Practice(before=2, after=4, longest=5, adjusted=2, adjusted_before=7, adjusted_after=7),
    # Nine days: 2026. after: 2024. Adjusted six days ahead: 2024, five behind: 2026.
    "春节": Practice(before=1, after=5, longest=9, adjusted=2, adjusted_before=7, adjusted_after=7),
    # Adjusted eleven days ahead: 2026, because Mid-Autumn took the weekend between.
    "国庆节": Practice(before=0, after=4, longest=7, adjusted=2, adjusted_before=14, adjusted_after=7),
    # One run with Mid-Autumn: 2012, 2017, 2020, 2023, 2025.
    "国庆节、中秋节": Practice(before=0, after=5, longest=8, adjusted=2, adjusted_before=7, adjusted_after=7),
}


class Festival:
    """All arrangements practice allows for one festival, and what they can add to a count of working days."""

    def __init__(self, runs: Iterable[_Run]) -> None:
        self._runs = sorted(set(runs))
        touched = set(chain.from_iterable(freed + (days if adjusted else ()) for freed, adjusted, days in self._runs))
        self.touched = bool(touched)
        self.first = min(touched, default=0)
        self.last = max(touched, default=0)
        self._known: dict[tuple[int, int], tuple[int, int]] = {}

    def added_working_days(self, start: int, end: int) -> tuple[int, int]:
        """Give the least and the most working days added to the count by law in (start, end], ordinals."""
        start = max(start, self.first - 1)
        end = min(end, self.last)
        if end <= start:
            return 0, 0
        known = self._known.get((start, end))
        if known is None:
            least = most = None
            for freed, adjusted, days in self._runs:
                off = sum(start < day <= end for day in freed)
                inside = sum(start < day <= end for day in days)
                fewest = max(0, adjusted - (len(days) - inside)) - off
                highest = min(adjusted, inside) - off
                least = fewest if least is None else min(least, fewest)
                most = highest if most is None else max(most, highest)
            known = self._known[start, end] = (least or 0, most or 0)
        return known


@cache
def _festivals(statutory: StatutoryDays, practice: tuple[tuple[str, Practice], ...]) -> tuple[Festival, ...]:
    """Give the festivals of one year; ``practice`` as pairs, because a cached function cannot take a mapping."""
    habits = dict(practice)
    by_name: dict[str, set[int]] = {}
    for name, day in statutory:
        by_name.setdefault(name, set()).add(day.toordinal())
    owed = {name: sum(_is_weekend(day) for day in days) for name, days in by_name.items()}
    national, mid_autumn = by_name.get("国庆节", set()), by_name.get("中秋节", set())
    # Close enough for Mid-Autumn's 补假 to move into National Day's run (2015), or for one run to hold both.
    neighbours = bool(mid_autumn) and abs(min(national) - min(mid_autumn)) <= habits["国庆节、中秋节"].longest
    found = []
    for name, days in by_name.items():
        if name == "国庆节":
            runs = _runs(days, owed[name], habits[name])
            if neighbours:
                both = days | mid_autumn
                owed_by_both = sum(map(_is_weekend, both)) + len(days) + len(mid_autumn) - len(both)
                runs += _runs(days, owed[name] + owed["中秋节"], habits[name])
                runs += _runs(both, owed_by_both, habits["国庆节、中秋节"])
        elif name in habits:
            runs = _runs(days, owed[name], habits[name])
        elif len(days) == 1 and not days & national:
            on_monday_or_friday = min(days) % 7 in (1, 5)  # ordinal 1 is a Monday
            runs = [] if on_monday_or_friday else _runs(days, owed[name], habits["one day"])
            if on_monday_or_friday or (name == "中秋节" and neighbours):
                runs += [_NOTHING_MOVED]
        else:
            continue
        found.append(Festival(runs))
    return tuple(found)


def _runs(statutory: set[int], owed: int, practice: Practice) -> list[_Run]:
    """List the runs practice allows around these statutory days when ``owed`` of them fell on a weekend."""
    first, last = min(statutory), max(statutory)
    runs: list[_Run] = []
    for begin in range(first - practice.before, first + 1):
        for end in range(last, last + practice.after + 1):
            if end - begin >= max(practice.longest, last - first + 1):
                continue
            freed = tuple(day for day in range(begin, end + 1) if not _is_weekend(day) and day not in statutory)
            adjusted = len(freed) - owed
            if 0 <= adjusted <= practice.adjusted:
                near = (
                    *range(begin - practice.adjusted_before, begin),
                    *range(end + 1, end + practice.adjusted_after + 1),
                )
                runs.append((freed, adjusted, tuple(filter(_is_weekend, near))))
    return runs


def _is_weekend(ordinal: int) -> bool:
    return (ordinal - 1) % 7 >= 5


class Outlook:
    """How far the arrangements that are missing can move a counted working day.

    ``first`` is the ordinal of the table's first day, ``through[i]`` the number of working days up to and with day i
    as far as they are known, ``published`` the years whose arrangement is, ``by_law`` the statutory days of every year.
    """

    def __init__(
        self,
        first: int,
        through: Sequence[int],
        published: Collection[int],
        by_law: Mapping[int, StatutoryDays],
        practice: Mapping[str, Practice] = PRACTICE,
    ) -> None:
        self._first = first
        self._through = through
        self._published = frozenset(published)
        self._by_law = by_law
        self._practice = tuple(practice.items())

    def exact_through(self, official_through: date) -> date:
        """Give the last day up to which no missing arrangement can change a kind, given through when years are out."""
        reach = [festival.first for festival in self._missing(official_through.year, official_through.year + 1)]
        return date.fromordinal(min([official_through.toordinal(), *(first - 1 for first in reach)]))

    def range_after(self, start: int, n: int, by_law: int) -> tuple[int, int]:
        """Give the earliest and latest ordinal the n-th working day after ``start`` (n > 0) can have.

        ``by_law`` is the day counted without the missing arrangements; the range contains it. Raises IndexError when
        it reaches beyond the table.
        """
        through, first = self._through, self._first
        begin_year, end_year = date.fromordinal(start).year, date.fromordinal(by_law + 40).year
        festivals = [entry for entry in self._missing(begin_year, end_year + 1) if entry.last > start]
        missing_years = {year for year in range(begin_year, end_year + 1) if year not in self._published}
        if not festivals and not missing_years:
            return by_law, by_law
        counted = through[start - first]
        earliest = 0
        free_days = working_days = 0
        day = start
        while True:
            day += 1
            known = through[day - first]
            if missing_years and date.fromordinal(day).year in missing_years:
                if known == through[day - first - 1]:
                    free_days += 1
                else:
                    working_days += 1
            least = most = known - counted
            for festival in festivals:
                if festival.first <= day:
                    fewest, highest = festival.added_working_days(start, day)
                    least += fewest
                    most += highest
            if not earliest and most + min(WORKED_BEYOND_PRACTICE, free_days) >= n:
                earliest = day
            if least - min(FREED_BEYOND_PRACTICE, working_days) >= n:
                return min(earliest, by_law), max(day, by_law)

    def _missing(self, begin_year: int, end_year: int) -> list[Festival]:
        return [
            festival
            for year in range(begin_year, end_year + 1)
            if year not in self._published and year in self._by_law
            for festival in _festivals(self._by_law[year], self._practice)
            if festival.touched
        ]
