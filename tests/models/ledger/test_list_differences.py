"""A long list told by what it lost and gained is had back exactly, from the history and from its table."""

import sqlite3
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ledger.list_differences import LONG, apart, brought, read, store, written

WHOLE = [f"e{number}" for number in range(60)]
POSITIONS = "SELECT target FROM t WHERE parent = 1 ORDER BY position"


@st.composite
def pairs(draw):
    """Give two lists that share most, in one order: each lost some elements and got others somewhere."""
    found = []
    for name in "ab":
        kept = [each for each in WHOLE if each not in draw(st.sets(st.sampled_from(WHOLE), max_size=8))]
        for number in range(draw(st.integers(0, 5))):
            kept.insert(draw(st.integers(0, len(kept))), f"{name}{number}")
        found.append(kept)
    return found


def table(elements):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (parent INTEGER, position INTEGER, target TEXT, PRIMARY KEY (parent, position))")
    put(connection, elements)
    return connection


def put(connection, elements):
    connection.execute("DELETE FROM t WHERE parent = 1")
    connection.executemany("INSERT INTO t VALUES (1, ?, ?)", enumerate(elements))


@given(pairs())
def test_either_list_is_had_from_the_other(pair):
    found = apart(*pair)
    assert found is not None
    before, after = ({"lines": written(each)} for each in found)
    assert brought({"lines": pair[0], "id": "r"}, before, after) == {"lines": pair[1], "id": "r"}
    assert brought({"lines": pair[1]}, after, before) == {"lines": pair[0]}


@given(st.lists(pairs(), min_size=1, max_size=4))
def test_a_table_brought_from_state_to_state_holds_the_list(many):
    states = [state for pair in many for state in pair]
    connection = table(states[0])
    for before, after in pairwise(states):
        if not store(connection, "t", 1, before, after):
            put(connection, after)
        assert [target for (target,) in connection.execute(POSITIONS)] == after


def test_what_was_taken_out_comes_back_into_its_place_without_writing_the_rest():
    connection = table(WHOLE)
    for place in (0, 30, 59):
        less = [*WHOLE[:place], *WHOLE[place + 1 :]]
        assert store(connection, "t", 1, WHOLE, less)
        unchanged = connection.total_changes
        assert store(connection, "t", 1, less, WHOLE)
        assert connection.total_changes == unchanged + 1
        assert [target for (target,) in connection.execute(POSITIONS)] == WHOLE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (WHOLE[:LONG], WHOLE[: LONG - 1]),
        (WHOLE, WHOLE[::-1]),
        ([], WHOLE),
        (WHOLE[:30], WHOLE),
        (WHOLE, [*WHOLE[1:30], WHOLE[0], *WHOLE[30:]]),
    ],
)
def test_lists_that_are_short_or_unlike_or_in_another_order_are_told_whole(before, after):
    assert apart(before, after) is None
    assert not store(table(before), "t", 1, before, after)


def test_between_what_is_told_whole_and_by_difference_there_is_no_mistaking():
    assert apart(WHOLE[: LONG + 1], WHOLE[:LONG]) == ([(LONG, WHOLE[LONG])], [])
    for value in (None, [], ["apart"], {"apart": [], "more": 1}, {"on": "2026-01-01"}):
        assert read(value) is None
