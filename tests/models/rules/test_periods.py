"""The last day of a period to act, where its end is certain, may move, or lies where no arrangement is known."""

from datetime import date

import pytest

from models.rules.periods import last_day_to_act
from models.rules.situation import Dated
from models.terms.calendar import Calendar

FIRST, THIRD, SEVENTH, EIGHTH = (date(2026, 10, day) for day in (1, 3, 7, 8))
BEFORE = date(2026, 9, 30)
"""The Wednesday before National Day 2026, whose days off end with Wednesday 7 October."""


@pytest.mark.parametrize(
    ("end", "last"),
    [
        (Dated(BEFORE), Dated(BEFORE)),
        (Dated(FIRST), Dated(EIGHTH)),
        (Dated(EIGHTH), Dated(EIGHTH)),
        (Dated(BEFORE, BEFORE, THIRD), Dated(BEFORE, BEFORE, EIGHTH)),
        (Dated(THIRD, BEFORE, THIRD), Dated(EIGHTH, BEFORE, EIGHTH)),
        (Dated(THIRD, FIRST, SEVENTH), Dated(EIGHTH)),
    ],
)
def test_is_its_end_or_the_next_day_that_is_none_off(end, last):
    assert last_day_to_act(Calendar.bundled(), end) == last


def test_where_no_arrangement_is_known_it_may_move():
    """National Day 2026 before its arrangement: 1 to 3 October are days off by law, the next days may be."""
    found = last_day_to_act(Calendar.bundled().without_years({2026}), Dated(FIRST))
    assert found.earliest <= found.on <= found.latest
    assert found.earliest < EIGHTH <= found.latest
