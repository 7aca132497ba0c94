"""A long list of references told by what it lost and what it gained, in the history and in its table.

A reconciliation names every line that is ticked. To tick one more of a hundred thousand, the history says that one and
its place, and the table gets one row. What two lists share stands in the same order in both; each is told by what it
has beside that: ``{"apart": [[place, id], …]}``. So either is had from the other.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import compress, count, groupby
from operator import ne
from typing import Any, NamedTuple

LONG = 20
"""Elements up to which a list is told whole."""
_APART = "apart"


class Apart(NamedTuple):
    """What two lists do not share: (place in its own list, element), from the front."""

    before: list[tuple[int, str]]
    after: list[tuple[int, str]]


def apart(before: Sequence[str], after: Sequence[str]) -> Apart | None:
    """Give what two lists do not share; None where telling them whole is as short, or they do not keep one order."""
    if max(len(before), len(after)) <= LONG:
        return None
    first = _alike(before, after)
    last = min(_alike(before[::-1], after[::-1]), min(len(before), len(after)) - first)
    some, others = before[first : len(before) - last], after[first : len(after) - last]
    old, new = frozenset(some), frozenset(others)
    gone = [(place, element) for place, element in enumerate(some, first) if element not in new]
    came = [(place, element) for place, element in enumerate(others, first) if element not in old]
    if 2 * (len(gone) + len(came)) >= max(len(before), len(after)):
        return None
    kept = ([element for element in each if element in other] for each, other in ((some, new), (others, old)))
    return Apart(gone, came) if next(kept) == next(kept) else None


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the elements with which both begin."""
    return next(compress(count(), map(ne, one, other)), min(len(one), len(other)))


def written(one: Sequence[tuple[int, str]]) -> dict[str, list[list[int | str]]]:
    """Give what one of two lists has beside what they share as the history writes it."""
    return {_APART: [[place, element] for place, element in one]}


def read(value: object) -> list[tuple[int, str]] | None:
    """Give what a list has beside another, as the history has it; None for a value that is told whole."""
    if isinstance(value, Mapping) and value.keys() == {_APART}:
        return [(place, element) for place, element in value[_APART]]
    return None


def brought(state: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Give a record's JSON after an alteration of it, whose two sides these are."""
    return {**state, **{name: _value(state, before, name, value) for name, value in after.items()}}


def _value(state: Mapping[str, Any], before: Mapping[str, Any], name: str, value: Any) -> Any:
    came = read(value)
    if came is None:
        return value
    gone, places = {element for _, element in read(before.get(name)) or ()}, dict(came)
    kept = [element for element in state.get(name) or () if element not in gone]
    rest = iter(kept)
    return [places[place] if place in places else next(rest) for place in range(len(kept) + len(places))]


def store(connection: sqlite3.Connection, table: str, parent: int, before: Sequence[str], after: Sequence[str]) -> bool:
    """Bring a list's rows (parent, position, target) from one state to another; False where all are to be written anew.

    Places left free between rows stay free: only the order of the positions counts.
    """
    found = apart(before, after)
    if found is None:
        return False
    gone = ((parent, element) for _, element in found.before)
    connection.executemany(f"DELETE FROM {table} WHERE parent = ? AND target = ?", gone)  # noqa: S608 - our own names
    for _, run in groupby(enumerate(found.after), lambda each: each[1][0] - each[0]):
        new = [each for _, each in run]
        first, last = new[0][0], new[-1][0]
        left = _position(connection, table, parent, after[first - 1 : first] if first else ())
        right = _position(connection, table, parent, after[last + 1 : last + 2])
        start = _free(left, right, len(new))
        if start is None:
            return False
        rows = ((parent, start + number, element) for number, (_, element) in enumerate(new))
        connection.executemany(f"INSERT INTO {table} (parent, position, target) VALUES (?, ?, ?)", rows)  # noqa: S608
    return True


def _position(connection: sqlite3.Connection, table: str, parent: int, element: Sequence[str]) -> int | None:
    """Give the position of an element of a list; None where there is no element."""
    sql = f"SELECT position FROM {table} WHERE parent = ? AND target = ?"  # noqa: S608
    return connection.execute(sql, (parent, *element)).fetchone()[0] if element else None


def _free(left: int | None, right: int | None, number: int) -> int | None:
    """Give the first of so many positions between two that are taken, or beside one; None where they are too few."""
    if right is None:
        return 0 if left is None else left + 1
    if left is None:
        return right - number
    return left + 1 if right - left > number else None
