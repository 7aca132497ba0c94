"""The history: one entry per act, chained by SHA-256, so that any later change of an entry shows."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

BEGINNING = "0" * 64
"""What the first entry names as the hash before it."""


class Altered(NamedTuple):
    """One record an act altered: its fields before and after (JSON values), None where there was no record.

    Only the fields that differ are listed when the record was there before and after; ``row`` is its place in the order
    of entry when it came or went.
    """

    kind: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    row: int | None = None


class Entry(NamedTuple):
    """One act: its number, name, time (China), the entry it undoes or redoes, what it altered, and its hashes."""

    entry: int
    act: str
    at: str
    reverses: int | None
    changes: str
    previous: str
    hash: str

    @property
    def altered(self) -> list[Altered]:
        """What the act altered, record by record."""
        return [Altered(**change) for change in json.loads(self.changes)]


def append(
    connection: sqlite3.Connection, act: str, at: datetime, altered: list[Altered], reverses: int | None = None
) -> int:
    """Append an entry inside the current transaction; give its number."""
    last = connection.execute("SELECT entry, hash FROM history ORDER BY entry DESC LIMIT 1").fetchone()
    number, previous = (last[0] + 1, last[1]) if last else (1, BEGINNING)
    changes = json.dumps([change._asdict() for change in altered], ensure_ascii=False, separators=(",", ":"))
    entry = Entry(number, act, at.isoformat(timespec="seconds"), reverses, changes, previous, "")
    connection.execute("INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?)", (*entry[:6], chained(entry)))
    return number


def chained(entry: Entry) -> str:
    """Give the hash an entry must have: SHA-256 over all its other fields, the hash before it included."""
    content = json.dumps(entry[:6], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def entries(connection: sqlite3.Connection, newest_first: bool = False) -> Iterator[Entry]:  # noqa: FBT001, FBT002
    """Give every entry, oldest first unless told otherwise."""
    order = "DESC" if newest_first else "ASC"
    return map(Entry._make, connection.execute(f"SELECT * FROM history ORDER BY entry {order}"))  # noqa: S608


def one(connection: sqlite3.Connection, number: int) -> Entry:
    """Give the entry of a number."""
    return Entry._make(connection.execute("SELECT * FROM history WHERE entry = ?", (number,)).fetchone())


def broken_links(connection: sqlite3.Connection) -> list[int]:
    """Give the numbers of entries whose hash or place in the chain is not what it must be."""
    broken, previous, expected = [], BEGINNING, 1
    for entry in entries(connection):
        if entry.entry != expected or entry.previous != previous or entry.hash != chained(entry):
            broken.append(entry.entry)
        previous, expected = entry.hash, entry.entry + 1
    return broken


def undo_stacks(connection: sqlite3.Connection) -> tuple[list[int], list[int]]:
    """Give (acts that can be undone, acts that can be redone), the next one last.

    Undoing puts an act on the redo stack, redoing puts it back, any other act empties the redo stack; the act that
    made the ledger cannot be undone.
    """
    undo: list[int] = []
    redo: list[int] = []
    for number, act, reverses in connection.execute("SELECT entry, act, reverses FROM history ORDER BY entry"):
        if act == "undo":
            undo.remove(reverses)
            redo.append(reverses)
        elif act == "redo":
            redo.remove(reverses)
            undo.append(reverses)
        elif act != "create_ledger":
            undo.append(number)
            redo.clear()
    return undo, redo
