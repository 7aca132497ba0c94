"""Reading the history: what each act did, and what a record was at any time.

An act can have altered a hundred thousand records. Nothing here reads more of such an entry than it gives: every
alteration is written as ``{"kind":…,"id":…`` in compact JSON, which no text inside another value can look like.
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from models.ledger import history
from models.ledger.history import Altered

AT_A_TIME = 200
_COUNTED = 200_000
"""Characters of an entry up to which its alterations are counted."""
_READ = 20_000
_FIRST = re.compile(r'\[\{"kind":"([a-z_]+)","id":("(?:[^"\\]|\\.)*")')


class Head(NamedTuple):
    """One act in brief: number, name, time (ISO 8601, China), the act it undid or did again, and what it altered.

    ``first`` is the (kind, id) altered first, None when nothing was; ``records`` tells how many were, None where that
    was not counted.
    """

    entry: int
    act: str
    at: str
    reversed_act: str | None
    first: tuple[str, str] | None
    records: int | None


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
        conditions.append("instr(h.changes, ?)")
        inputs.append(_beginning(*record))
    if wanted:
        conditions.append("instr(lower(h.changes), ?)")
        inputs.append(json.dumps(wanted.lower(), ensure_ascii=False)[1:-1])
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = connection.execute(
        "SELECT h.entry, h.act, h.at, r.act, length(h.changes), substr(h.changes, 1, ?)"  # noqa: S608 - constants
        f" FROM history h LEFT JOIN history r ON r.entry = h.reverses {where}"
        " ORDER BY h.entry DESC LIMIT ?",
        [_COUNTED, *inputs, most],
    )
    return [Head(entry, act, at, reversed_act, *_in_brief(*rest)) for entry, act, at, reversed_act, *rest in rows]


def altered(connection: sqlite3.Connection, entry: int, most: int = AT_A_TIME) -> tuple[list[Altered], bool]:
    """Give what an act altered, the first of it, and whether there is more."""
    pieces = history.changes_of(connection, entry)
    found = list(islice(history.elements(pieces), most + 1))
    return [Altered(**each) for each in found[:most]], len(found) > most


def state_after(connection: sqlite3.Connection, kind: str, record: str, entry: int) -> dict[str, Any] | None:
    """Give a record's JSON as an act left it; None when it was not there then."""
    rows = connection.execute(
        "SELECT entry, instr(changes, ?) AS place FROM history WHERE entry <= ? AND place > 0 ORDER BY entry",
        (_beginning(kind, record), entry),
    ).fetchall()
    state: dict[str, Any] | None = None
    for number, place in rows:
        state = after(state, _alteration(connection, number, place))
    return state


def after(state: Mapping[str, Any] | None, change: Altered) -> dict[str, Any] | None:
    """Give a record's JSON after an alteration of it."""
    if change.after is None:
        return None
    merged = change.after if change.before is None or state is None else {**state, **change.after}
    return {name: value for name, value in merged.items() if value is not None}


def _beginning(kind: str, record: str) -> str:
    return json.dumps({"kind": kind, "id": record}, ensure_ascii=False, separators=(",", ":"))[:-1]


def _alteration(connection: sqlite3.Connection, entry: int, place: int) -> Altered:
    """Read the one alteration that begins at a place of an entry."""
    length = _READ
    while True:
        text, whole = connection.execute(
            "SELECT substr(changes, ?, ?), length(changes) FROM history WHERE entry = ?", (place, length, entry)
        ).fetchone()
        try:
            return Altered(**json.JSONDecoder().raw_decode(text)[0])
        except json.JSONDecodeError:
            if place + length > whole:
                raise
            length *= 10


def _in_brief(length: int, text: str) -> tuple[tuple[str, str] | None, int | None]:
    first = _FIRST.match(text)
    count = len(json.loads(text)) if length <= _COUNTED else None
    return ((first[1], json.loads(first[2])) if first else None), count
