"""The working-day calendar against two independent packages, a day-by-day walk, and the years' thresholds."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms.calendar import FIRST_DAY, LAST_DAY, Calendar, DayKind, OutsideCalendarError

CALENDAR = Calendar.bundled()
YEARS = range(2010, 2027)
DAY = timedelta(days=1)


def days(first, last):
    return [first + n * DAY for n in range((last - first).days + 1)]


def every_official_day():
    return days(date(2010, 1, 1), date(2026, 12, 31))


class TestAgainstThePackages:
    def test_working_days_are_those_of_chinesecalendar(self):
        wrong = [day for day in every_official_day() if CALENDAR.is_working(day) != chinese_calendar.is_workday(day)]
        assert wrong == []

    def test_kinds_are_those_of_holidays(self):
        package = holidays.country_holidays("CN", years=range(2009, 2028), language="zh_CN")
        proper = holidays.country_holidays("CN", years=YEARS, observed=False, language="zh_CN")
        # These names tell a day somebody arranged from a statutory one; all others are statutory days proper.
        arranged = ("休息日", "春节延长假期", "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日")
        wrong = []
        for day in every_official_day():
            if any(not name.startswith(arranged) for name in proper.get_list(day)):
                expected = DayKind.STATUTORY
            elif day in package.weekend_workdays:
                expected = DayKind.ADJUSTED_WORKING
            elif day.weekday() >= 5:
                expected = DayKind.WEEKEND
            else:
                expected = DayKind.ARRANGED_DAY_OFF if day in package else DayKind.WORKING
            if CALENDAR.kind(day) != expected:
                wrong.append((day, expected, CALENDAR.kind(day)))
        assert wrong == []

    def test_adjusted_working_days_are_those_of_chinesecalendar(self):
        listed = {day for day in every_official_day() if CALENDAR.kind(day) is DayKind.ADJUSTED_WORKING}
        assert listed == {day for day in chinese_calendar.workdays if day.year in YEARS}


class TestTheLaw:
    @pytest.mark.parametrize("arrangement", CALENDAR.arrangements, ids=lambda entry: str(entry.year))
    def test_eleven_statutory_days_through_2024_and_thirteen_since(self, arrangement):
        assert len(arrangement.statutory) == (11 if arrangement.year <= 2024 else 13)

    def test_two_of_them_fell_on_one_day_in_2020(self):
        [arrangement] = [entry for entry in CALENDAR.arrangements if entry.year == 2020]
        assert [entry.name for entry in arrangement.statutory if entry.day == date(2020, 10, 1)] == ["中秋节", "国庆节"]

    @pytest.mark.parametrize(
        ("day", "kind"),
        [
            (date(2013, 2, 9), DayKind.STATUTORY),  # 除夕 2008-2013
            (date(2013, 2, 12), DayKind.ARRANGED_DAY_OFF),  # 初三 then
            (date(2014, 1, 30), DayKind.WORKING),  # 除夕 2014: neither statutory nor arranged
            (date(2014, 2, 2), DayKind.STATUTORY),  # 初三 since 2014
            (date(2024, 2, 9), DayKind.WORKING),  # 除夕 2024: only recommended
            (date(2025, 1, 28), DayKind.STATUTORY),  # 除夕 since 2025
            (date(2024, 5, 2), DayKind.ARRANGED_DAY_OFF),
            (date(2025, 5, 2), DayKind.STATUTORY),  # 2 May since 2025
        ],
    )
    def test_each_revision_shows_on_the_days_it_moved(self, day, kind):
        assert CALENDAR.kind(day) is kind

    def test_2027_is_known_by_law_alone(self):
        year = days(date(2027, 1, 1), date(2027, 12, 31))
        statutory = [day for day in year if CALENDAR.kind(day) is DayKind.STATUTORY]
        assert statutory == [
            date(2027, 1, 1),
            *days(date(2027, 2, 5), date(2027, 2, 8)),
            date(2027, 4, 5),
            *days(date(2027, 5, 1), date(2027, 5, 2)),
            date(2027, 6, 9),
            date(2027, 9, 15),
            *days(date(2027, 10, 1), date(2027, 10, 3)),
        ]
        assert not any(CALENDAR.is_official(day) or CALENDAR.in_published_span(day) for day in statutory)


class TestSpecialYears:
    @pytest.mark.parametrize(
        ("day", "kind", "in_span"),
        [
            # The Spring Festival of 2020 was prolonged by a second notice.
            (date(2020, 1, 19), DayKind.ADJUSTED_WORKING, False),
            (date(2020, 1, 31), DayKind.ARRANGED_DAY_OFF, True),
            (date(2020, 2, 1), DayKind.WEEKEND, True),
            (date(2020, 2, 2), DayKind.WEEKEND, True),
            (date(2020, 2, 3), DayKind.WORKING, False),
            # Labour Day 2019 was one day in the yearly notice and four in the changed one.
            (date(2019, 4, 28), DayKind.ADJUSTED_WORKING, False),
            (date(2019, 5, 2), DayKind.ARRANGED_DAY_OFF, True),
            (date(2019, 5, 4), DayKind.WEEKEND, True),
            (date(2019, 5, 5), DayKind.ADJUSTED_WORKING, False),
            # Freed for one year by a notice of its own, not by the law.
            (date(2015, 9, 3), DayKind.ARRANGED_DAY_OFF, True),
            (date(2015, 9, 6), DayKind.ADJUSTED_WORKING, False),
            # New Year reaching back into December belongs to the next year's notice.
            (date(2018, 12, 29), DayKind.ADJUSTED_WORKING, False),
            (date(2018, 12, 31), DayKind.ARRANGED_DAY_OFF, True),
            (date(2022, 12, 31), DayKind.WEEKEND, True),
            # "9月27日放假" announced one Sunday, not the weekend.
            (date(2015, 9, 26), DayKind.WEEKEND, False),
            (date(2015, 9, 27), DayKind.STATUTORY, True),
            # "与周末连休" announced the weekend with it.
            (date(2015, 5, 3), DayKind.WEEKEND, True),
            (date(2015, 5, 9), DayKind.WEEKEND, False),
        ],
    )
    def test_day(self, day, kind, in_span):
        assert (CALENDAR.kind(day), CALENDAR.in_published_span(day)) == (kind, in_span)

    def test_both_notices_of_2020_are_listed(self):
        [arrangement] = [entry for entry in CALENDAR.arrangements if entry.year == 2020]
        assert [notice.number for notice in arrangement.notices] == ["国办发明电〔2019〕16号", "国办发明电〔2020〕1号"]
        assert (arrangement.notice, arrangement.published_on) == ("国办发明电〔2019〕16号", date(2019, 11, 21))


class TestThresholds:
    """Five working days from around each holiday of 2026: below, at and above its first and last day."""

    @pytest.mark.parametrize(
        ("day", "n", "result"),
        [
            # National Day 2026: 1-7 October off, Sunday 20 September and Saturday 10 October worked.
            (date(2026, 9, 18), 1, date(2026, 9, 20)),
            (date(2026, 9, 22), 5, date(2026, 9, 30)),
            (date(2026, 9, 23), 5, date(2026, 10, 8)),
            (date(2026, 9, 30), 1, date(2026, 10, 8)),
            (date(2026, 10, 1), 1, date(2026, 10, 8)),
            (date(2026, 10, 7), 1, date(2026, 10, 8)),
            (date(2026, 10, 8), 2, date(2026, 10, 10)),
            (date(2026, 10, 8), 3, date(2026, 10, 12)),
            # Spring Festival 2026: 15-23 February off, Saturdays 14 and 28 February worked.
            (date(2026, 2, 13), 1, date(2026, 2, 14)),
            (date(2026, 2, 14), 1, date(2026, 2, 24)),
            (date(2026, 2, 22), 1, date(2026, 2, 24)),
            (date(2026, 2, 23), 1, date(2026, 2, 24)),
            (date(2026, 2, 24), 4, date(2026, 2, 28)),
            (date(2026, 2, 24), 5, date(2026, 3, 2)),
        ],
    )
    def test_working_days_after(self, day, n, result):
        assert CALENDAR.working_days_after(day, n) == result

    @pytest.mark.parametrize("year", YEARS)
    def test_first_day_after_national_day_and_spring_festival(self, year):
        for name in ("国庆节", "春节"):
            [span] = [
                span
                for entry in CALENDAR.arrangements
                if entry.year == year
                for span in entry.spans
                if name in span.name
            ]
            after = CALENDAR.first_working_day_after(span.last)
            for day in days(span.first, span.last):
                assert not CALENDAR.is_working(day)
                assert CALENDAR.in_published_span(day)
                assert CALENDAR.first_working_day_after(day) == after
                assert CALENDAR.first_working_day_on_or_after(day) == after
            assert CALENDAR.is_working(after)
            assert not CALENDAR.in_published_span(span.first - DAY)
            assert not CALENDAR.in_published_span(span.last + DAY)

    def test_none_counted_is_the_day_itself_even_off(self):
        assert CALENDAR.working_days_after(date(2026, 10, 1), 0) == date(2026, 10, 1)

    def test_on_or_after_keeps_a_working_day(self):
        assert CALENDAR.first_working_day_on_or_after(date(2026, 10, 10)) == date(2026, 10, 10)
        assert CALENDAR.first_working_day_on_or_after(date(2026, 10, 11)) == date(2026, 10, 12)


class TestCounting:
    @given(st.dates(FIRST_DAY, date(2098, 12, 31)), st.integers(0, 60))
    def test_as_a_walk_from_day_to_day(self, day, n):
        walked, left = day, n
        while left:
            walked += DAY
            left -= CALENDAR.is_working(walked)
        assert CALENDAR.working_days_after(day, n) == walked

    @given(st.dates(date(2009, 12, 1), date(2027, 3, 1)), st.integers(1, 30), st.integers(1, 30))
    def test_counting_on_is_counting_at_once(self, day, n, more):
        onward = CALENDAR.working_days_after(CALENDAR.working_days_after(day, n), more)
        assert CALENDAR.working_days_after(day, n + more) == onward

    def test_backwards_is_refused(self):
        with pytest.raises(ValueError, match="-1 working days"):
            CALENDAR.working_days_after(date(2026, 1, 1), -1)

    @pytest.mark.parametrize("day", [FIRST_DAY - DAY, LAST_DAY + DAY, date.min, date.max])
    def test_days_outside_are_refused_by_name(self, day):
        for ask in (CALENDAR.kind, CALENDAR.is_working, CALENDAR.in_published_span, CALENDAR.first_working_day_after):
            with pytest.raises(OutsideCalendarError, match=str(day)):
                ask(day)

    def test_the_first_and_the_last_day_are_inside(self):  # New Year 2000, and a Thursday
        assert (CALENDAR.kind(FIRST_DAY), CALENDAR.kind(LAST_DAY)) == (DayKind.STATUTORY, DayKind.WORKING)

    def test_counting_past_the_last_day_is_refused(self):
        assert CALENDAR.working_days_after(LAST_DAY - DAY, 1) == LAST_DAY
        with pytest.raises(OutsideCalendarError, match="2099-12-31"):
            CALENDAR.working_days_after(LAST_DAY, 1)


class TestWhatIsPublished:
    def test_bundled_is_read_once(self):
        assert Calendar.bundled() is CALENDAR

    def test_official_through_the_last_year(self):
        assert CALENDAR.official_through == date(2026, 12, 31)
        assert CALENDAR.is_official(date(2010, 1, 1))
        assert not CALENDAR.is_official(date(2009, 12, 31))
        assert not CALENDAR.is_official(date(2027, 1, 1))

    def test_official_through_stops_at_a_gap(self):
        hidden = CALENDAR.without_years([2020])
        assert hidden.official_through == date(2019, 12, 31)
        assert hidden.is_official(date(2021, 1, 1))
        assert not hidden.is_official(date(2020, 6, 1))

    def test_nothing_published(self):
        empty = Calendar.from_years([])
        assert empty.official_through == date(1999, 12, 31)
        assert empty.arrangements == ()
        assert empty.kind(date(2026, 10, 5)) is DayKind.WORKING

    def test_a_hidden_year_falls_back_to_the_law(self):
        hidden = CALENDAR.without_years([2026])
        assert hidden.kind(date(2026, 10, 1)) is DayKind.STATUTORY
        assert hidden.kind(date(2026, 10, 5)) is DayKind.WORKING
        assert hidden.kind(date(2026, 10, 10)) is DayKind.WEEKEND
        assert CALENDAR.kind(date(2026, 10, 5)) is DayKind.ARRANGED_DAY_OFF, "the calendar it came from changed"

    def test_a_hidden_year_takes_its_december_days_along(self):
        assert CALENDAR.without_years([2019]).kind(date(2018, 12, 31)) is DayKind.WORKING
        assert CALENDAR.without_years([2018]).kind(date(2018, 12, 31)) is DayKind.ARRANGED_DAY_OFF

    def test_putting_a_year_back_restores_every_day(self):
        [arrangement] = [entry for entry in CALENDAR.arrangements if entry.year == 2025]
        restored = CALENDAR.without_years([2025]).with_arrangement(arrangement)
        assert all(restored.kind(day) is CALENDAR.kind(day) for day in every_official_day())
        assert restored.official_through == CALENDAR.official_through

    def test_a_later_arrangement_replaces_the_year(self):
        [first, *_] = CALENDAR.arrangements
        assert len(CALENDAR.with_arrangement(first).arrangements) == len(YEARS)
