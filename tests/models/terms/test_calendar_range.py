"""Backtest of the ranges for days whose arrangement is missing: the final value is always inside.

Run with ``-s`` to see how wide the ranges are.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import unpublished
from models.terms.calendar import LAST_DAY, Calendar, OutsideCalendarError, statutory_days_by_law
from models.terms.unpublished import PRACTICE, Outlook, Practice

CALENDAR = Calendar.bundled()
YEARS = range(2010, 2027)
COUNTS = range(1, 16)
DAY = timedelta(days=1)
# The last start of the years before from which 15 working days reach into a hidden year lies closer than this.
LEAD = 40 * DAY


def starts(hidden):
    day = date(hidden[0], 1, 1) - LEAD
    while day.year <= hidden[-1]:
        yield day
        day += DAY


class TestBacktest:
    @pytest.mark.parametrize("together", [1, 2], ids=["one year hidden", "two years hidden"])
    def test_the_final_value_lies_in_the_range(self, together):
        widths = Counter()
        outside = []
        for year in range(YEARS[0], YEARS[-1] + 2 - together):
            hidden = range(year, year + together)
            calendar = CALENDAR.without_years(hidden)
            for day in starts(hidden):
                for n in COUNTS:
                    final = CALENDAR.working_days_after(day, n)
                    earliest, latest = calendar.working_days_after_range(day, n)
                    if not earliest <= final <= latest:
                        outside.append((day, n, earliest, final, latest))
                    if earliest != latest or latest.year >= year:
                        widths[(latest - earliest).days] += 1
        mean = sum(width * times for width, times in widths.items()) / widths.total()
        print(f"\n{together} hidden: {widths.total()} ranges, mean width {mean:.2f} days, widest {max(widths)}")  # noqa: T201
        assert outside == []
        # Not a promise to the user, but the day a change of the model doubles the ranges somebody should know.
        assert mean < 5.5
        assert max(widths) <= 20

    @pytest.mark.parametrize("year", YEARS)
    def test_rolls_lie_in_their_range(self, year):
        calendar = CALENDAR.without_years([year])
        for day in starts([year]):
            earliest, latest = calendar.first_working_day_after_range(day)
            assert earliest <= CALENDAR.first_working_day_after(day) <= latest
            earliest, latest = calendar.first_working_day_on_or_after_range(day)
            assert earliest <= CALENDAR.first_working_day_on_or_after(day) <= latest

    @pytest.mark.parametrize("year", YEARS)
    def test_what_the_other_years_did_is_enough(self, year):
        """Learn how far arrangements go from all years but one, and that one is contained too."""
        others = [entry for entry in CALENDAR.arrangements if entry.year != year]
        calendar = CALENDAR.without_years([year])
        first = date(year - 1, 1, 1)
        days = [first + n * DAY for n in range(365 * 4)]
        outlook = Outlook(
            first.toordinal(),
            list(accumulate(calendar.is_working(day) for day in days)),
            {entry.year for entry in others} | {2027, 2028},
            statutory_days_by_law(),
            practice_of(others),
        )
        for day in starts([year]):
            for n in COUNTS:
                by_law = calendar.working_days_after(day, n).toordinal()
                earliest, latest = outlook.range_after(day.toordinal(), n, by_law)
                assert earliest <= CALENDAR.working_days_after(day, n).toordinal() <= latest, (day, n)

    @pytest.mark.parametrize(
        ("year", "festival", "days"),
        [
            # 除夕 was statutory until the law was revised with the notice for 2014, 初三 was not.
            (2014, "春节", [date(2014, 1, 30), date(2014, 1, 31), date(2014, 2, 1)]),
            # 除夕 and 2 May became statutory with the notice for 2025.
            (2025, "春节", [date(2025, 1, 29), date(2025, 1, 30), date(2025, 1, 31)]),
            (2025, "劳动节", [date(2025, 5, 1)]),
        ],
    )
    def test_a_revision_of_the_law_together_with_the_notice_is_contained(self, year, festival, days):
        former = tuple(entry for entry in statutory_days_by_law()[year] if entry[0] != festival)
        law = {**statutory_days_by_law(), year: (*former, *((festival, day) for day in days))}
        calendar = Calendar((entry for entry in CALENDAR.arrangements if entry.year != year), law)
        for day in starts([year]):
            for n in COUNTS:
                earliest, latest = calendar.working_days_after_range(day, n)
                assert earliest <= CALENDAR.working_days_after(day, n) <= latest, (day, n)


def practice_of(arrangements):
    """Measure how far these arrangements went, in the terms of Practice; adjusted days to the nearest whole week."""
    seen = {name: Practice(0, 0, 1, 0, 7, 7) for name in PRACTICE}
    for arrangement in arrangements:
        need = {}
        for span in arrangement.spans:
            statutory = {entry.day for entry in arrangement.statutory if span.first <= entry.day <= span.last}
            if not statutory:  # 3 September 2015: outside the yearly pattern
                continue
            entries = sum(span.first <= entry.day <= span.last for entry in arrangement.statutory)
            owed = sum(day.weekday() >= 5 for day in statutory) + entries - len(statutory)
            days = {span.first + n * DAY for n in range((span.last - span.first).days + 1)}
            freed = sum(day.weekday() < 5 for day in days - statutory)
            name = span.name if span.name in ("劳动节", "春节", "国庆节") else "one day"
            name = "国庆节、中秋节" if "、" in span.name else name
            need[span] = (name, max(0, freed - owed))
            known = seen[name]
            seen[name] = replace(
                known,
                before=max(known.before, (min(statutory) - span.first).days),
                after=max(known.after, (span.last - max(statutory)).days),
                longest=max(known.longest, len(days)),
            )
        taken = Counter()
        for day in arrangement.adjusted_working:
            # The nearest run that still has a freed weekday to pay for.
            open_spans = [span for span, (_, adjusted) in need.items() if taken[span] < adjusted]
            if not open_spans:
                continue
            span = min(open_spans, key=lambda span: min(abs((day - span.first).days), abs((day - span.last).days)))
            taken[span] += 1
            name = need[span][0]
            if abs((day - span.first).days) > 14:  # 6 September 2015
                continue
            known = seen[name]
            ahead, behind = -(-(span.first - day).days // 7) * 7, -(-(day - span.last).days // 7) * 7
            seen[name] = replace(
                known,
                adjusted=max(known.adjusted, taken[span]),
                adjusted_before=max(known.adjusted_before, ahead),
                adjusted_after=max(known.adjusted_after, behind),
            )
    return seen


class TestPractice:
    def test_without_its_margin_only_two_years_had_been_missed(self, monkeypatch):
        """What the margin is for: the notices of their own of 2015 and 2020, and nothing else."""
        monkeypatch.setattr(unpublished, "FREED_BEYOND_PRACTICE", 0)
        monkeypatch.setattr(unpublished, "WORKED_BEYOND_PRACTICE", 0)
        missed = set()
        for year in YEARS:
            calendar = CALENDAR.without_years([year])
            for day in starts([year]):
                for n in COUNTS:
                    earliest, latest = calendar.working_days_after_range(day, n)
                    if not earliest <= CALENDAR.working_days_after(day, n) <= latest:
                        missed.add(year)
        assert missed == {2015, 2020}

    def test_it_is_what_the_notices_did(self):
        """The table of the model, measured again; the Spring Festival of 2020 as the yearly notice first had it."""
        arrangements = []
        for entry in CALENDAR.arrangements:
            if entry.year == 2020:
                spans = [replace(span, last=date(2020, 1, 30)) if span.name == "春节" else span for span in entry.spans]
                adjusted = (*entry.adjusted_working, date(2020, 2, 1))
                arrangements.append(replace(entry, spans=tuple(spans), adjusted_working=adjusted))
            else:
                arrangements.append(entry)
        assert practice_of(arrangements) == PRACTICE


class TestRanges:
    @given(st.dates(date(2010, 1, 1), date(2026, 12, 31)), st.integers(0, 30))
    def test_official_days_are_their_own_range(self, day, n):
        value = CALENDAR.working_days_after(day, n)
        if value <= CALENDAR.exact_through:
            assert CALENDAR.working_days_after_range(day, n) == (value, value)

    @given(st.dates(date(2000, 3, 1), date(2098, 1, 1)), st.integers(0, 40))
    def test_the_value_by_law_is_always_inside(self, day, n):
        earliest, latest = CALENDAR.working_days_after_range(day, n)
        assert earliest <= CALENDAR.working_days_after(day, n) <= latest

    @given(st.dates(date(2027, 1, 1), date(2027, 12, 1)), st.integers(1, 14))
    def test_both_ends_move_forward_with_the_count(self, day, n):
        earliest, latest = CALENDAR.working_days_after_range(day, n)
        next_earliest, next_latest = CALENDAR.working_days_after_range(day, n + 1)
        assert earliest <= next_earliest
        assert latest < next_latest

    def test_a_quiet_month_moves_by_what_nobody_can_foresee(self):
        # Monday 5 July 2027 and five working days: two more may be freed, one day off may be worked.
        assert CALENDAR.working_days_after_range(date(2027, 7, 5), 5) == (date(2027, 7, 10), date(2027, 7, 14))

    def test_counting_none_is_exact_anywhere(self):
        assert CALENDAR.working_days_after_range(date(2027, 10, 1), 0) == (date(2027, 10, 1), date(2027, 10, 1))

    def test_years_before_the_first_published_one_are_not_exact(self):
        earliest, latest = CALENDAR.working_days_after_range(date(2009, 9, 25), 5)
        assert earliest < latest

    def test_new_year_on_a_friday_leaves_december_alone(self):
        assert CALENDAR.exact_through == CALENDAR.official_through == date(2026, 12, 31)

    def test_new_year_on_a_tuesday_may_reach_into_december(self):
        # 1 January 2019 was a Tuesday: Monday was freed for the Saturday before.
        calendar = CALENDAR.without_years(range(2019, 2027))
        assert calendar.official_through == date(2018, 12, 31)
        assert calendar.exact_through < date(2018, 12, 29)
        earliest, latest = calendar.working_days_after_range(date(2018, 12, 28), 1)
        assert earliest == date(2018, 12, 29)
        assert latest >= date(2018, 12, 31)

    def test_one_run_may_hold_two_festivals_though_none_was_that_long_before(self):
        """Mid-Autumn 2026 is Friday 25 September, National Day 1 to 3 October: nine days, the longest so far had eight.

        Were all nine off, the next day surely worked were Monday 5 October at the earliest.
        """
        unknown = CALENDAR.without_years({2026})
        assert unknown.working_days_after_range(date(2026, 9, 24), 1)[1] >= date(2026, 10, 5)

    def test_beyond_the_table_is_refused(self):
        with pytest.raises(OutsideCalendarError):
            CALENDAR.working_days_after_range(LAST_DAY - DAY, 1)
        with pytest.raises(ValueError, match="-2 working days"):
            CALENDAR.working_days_after_range(date(2027, 1, 1), -2)
