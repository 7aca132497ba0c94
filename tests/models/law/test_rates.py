"""The 1-year LPR by day: the table, the user's own entries, and what nobody has looked up yet."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from models.facts.records import ReferenceRate
from models.law.rates import Rates, reference_rate

CHANGES = {
    "2019-08-20": "4.25",
    "2019-09-20": "4.20",
    "2019-11-20": "4.15",
    "2020-02-20": "4.05",
    "2020-04-20": "3.85",
    "2021-12-20": "3.80",
    "2022-01-20": "3.70",
    "2022-08-22": "3.65",
    "2023-06-20": "3.55",
    "2023-08-21": "3.45",
    "2024-07-22": "3.35",
    "2024-10-21": "3.10",
    "2025-05-20": "3.00",
}
"""As published, written down here a second time."""


def on(day, *own):
    return reference_rate(date.fromisoformat(day), own)


def own(effective_on, percent, name="mine"):
    return ReferenceRate(name, date.fromisoformat(effective_on), Decimal(percent))


@pytest.mark.parametrize(("day", "percent"), CHANGES.items())
def test_each_rate_holds_from_its_day(day, percent):
    assert on(day).percent == Fraction(percent)
    assert (on(day).effective_on, on(day).record) == (date.fromisoformat(day), None)
    before = on(str(date.fromordinal(date.fromisoformat(day).toordinal() - 1)))
    assert before is None if day == "2019-08-20" else before.percent != Fraction(percent)


def test_every_rate_names_its_source():
    assert all(on(day).source for day in CHANGES)


def test_before_the_first_there_is_none():
    assert on("2019-08-19") is None


@pytest.mark.parametrize(("day", "beyond"), [("2026-08-19", False), ("2026-08-20", False), ("2026-08-21", True)])
def test_a_day_beyond_those_known_is_marked(day, beyond):
    assert (on(day).percent, on(day).beyond) == (3, beyond)


def test_an_entry_names_its_source_or_else_itself():
    assert on("2025-06-01", own("2025-05-20", "2.99")).source == "mine"
    assert on("2025-06-01", own("2025-05-20", "2.99")._replace(source="公告")).source == "公告"


def test_an_entry_of_the_same_day_prevails():
    assert on("2025-06-01", own("2025-05-20", "2.99")).percent == Fraction("2.99")
    assert on("2025-06-01", own("2025-05-20", "2.99")).record == "mine"
    assert on("2025-05-19", own("2025-05-20", "2.99")).percent == Fraction("3.10")


@pytest.mark.parametrize(("day", "percent"), [("2026-10-19", "3.00"), ("2026-10-20", "2.80"), ("2026-12-01", "2.80")])
def test_a_later_entry_prevails_from_its_day(day, percent):
    assert on(day, own("2026-10-20", "2.80")).percent == Fraction(percent)


@pytest.mark.parametrize(("day", "beyond"), [("2026-10-20", False), ("2026-10-21", True)])
def test_an_entry_is_known_through_its_own_day(day, beyond):
    assert on(day, own("2026-10-20", "2.80")).beyond is beyond


def test_an_earlier_entry_changes_only_until_the_next_rate():
    mine = own("2025-01-20", "3.05")
    assert [on(day, mine).percent for day in ("2025-01-19", "2025-01-20", "2025-05-19", "2025-05-20")] == [
        Fraction(text) for text in ("3.10", "3.05", "3.05", "3.00")
    ]
    assert Rates([mine]).known_through == date(2026, 8, 20)
