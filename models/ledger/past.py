"""Reading the history: what each act did, and what a record was at any time.

An act can have altered a hundred thousand records. Nothing here reads more of such an entry than it gives.
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from models.ledger import history
from models.ledger.history import Altered
from models.ledger.history_text import beginning, compact
from models.ledger.list_differences import brought, read

AT_A_TIME = 200
_COUNTED = 200_000
"""Characters of an entry up to which its alterations are counted."""
_SAYS = "(instr({}, ?) OR EXISTS (SELECT 1 FROM history_parts p WHERE p.entry = h.entry AND instr({}, ?)))"
_FIRST = re.compile(r'\[\{"kind":"([a-z_]+)","id":("(?:[^"\\]|\\.)*")')


class Head(NamedTuple):
    """One act in brief: number, name, time (ISO 8601, China), the act it undid or did again, and what it altered.

    ``first`` is the (kind, id) altered first, None when nothing was; ``records`` tells how many were, None where that
    was not counted. ``parts`` is how many were put into the first list of the first one, or taken out of it.
    """

    entry: int
    act: str
    at: str
    reversed_act: str | None
    first: tuple[str, str] | None
    records: int | None
    parts: int = 0


def heads(
    connection: sqlite3.Connection,
    *,
    before: int | None = None,
    record: tuple[str, str] | None = None,
    wanted: str = "",
    most: int = AT_A_TIME,
) -> list[Head]:
    """Give acts in brief, the newest first: those before an entry, about a record, or that say a text anywhere."""
    conditions = ["h.entry < ?"] if before is not None else []
    inputs: list[object] = [before] if before is not None else []
    if record is not None:
        conditions.append(_SAYS.format("h.changes", "p.text"))
        inputs += [beginning(*record)] * 2
    if wanted:
        conditions.append(_SAYS.format("lower(h.changes)", "lower(p.text)"))
        inputs += [compact(wanted.lower())[1:-1]] * 2
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = connection.execute(
        "SELECT h.entry, h.act, h.at, r.act, substr(COALESCE((SELECT p.text FROM history_parts p"  # noqa: S608
        " WHERE p.entry = h.entry ORDER BY p.row LIMIT 1), h.changes), 1, ?)"
        f" FROM history h LEFT JOIN history r ON r.entry = h.reverses {where}"
        " ORDER BY h.entry DESC LIMIT ?",
        [_COUNTED, *inputs, most],
    )
    return [Head(entry, act, at, reversed_act, *_in_brief(text)) for entry, act, at, reversed_act, text in rows]


def altered(connection: sqlite3.Connection, entry: int, most: int = AT_A_TIME) -> tuple[list[Altered], bool]:
    """Give what an act altered, the first of it, and whether there is more."""
    found = list(islice(history.altered_by(connection, entry), most + 1))
    return found[:most], len(found) > most


def state_after(connection: sqlite3.Connection, kind: str, record: str, entry: int) -> dict[str, Any] | None:
    """Give a record's JSON as an act left it; None when it was not there then."""
    start = beginning(kind, record)
    numbers = connection.execute(
        f"SELECT h.entry FROM history h WHERE h.entry <= ? AND {_SAYS.format('h.changes', 'p.text')} ORDER BY h.entry",  # noqa: S608
        (entry, start, start),
    ).fetchall()
    state: dict[str, Any] | None = None
    for (number,) in numbers:
        change = history.altered_in(connection, number, kind, record)
        state = state if change is None else after(state, change)
    return state


def after(state: Mapping[str, Any] | None, change: Altered) -> dict[str, Any] | None:
    """Give a record's JSON after an alteration of it."""
    if change.after is None:
        return None
    told = change.before is None or state is None
    merged = change.after if told else brought(state or {}, change.before or {}, change.after)
    return {name: value for name, value in merged.items() if value is not None}


def _in_brief(text: str) -> tuple[tuple[str, str] | None, int | None, int]:
    first = _FIRST.match(text)
    named = (first[1], json.loads(first[2])) if first else None
    try:
        every = json.loads(text)
    except json.JSONDecodeError:  # longer than what is looked at
        return named, None, 0
    return named, len(every), _parts(every[0]) if every else 0


def _parts(change: Mapping[str, Any]) -> int:
    """Count what a list of an altered record gained or lost; 0 where no list did."""
    before, after = change["before"] or {}, change["after"] or {}
    for name in {**before, **after}:
        sides = [read(side.get(name)) or side.get(name) for side in (before, after)]
        if any(isinstance(side, list) for side in sides):
            was, now = (len(side) if isinstance(side, list) else 0 for side in sides)
            return abs(now - was)
    return 0
