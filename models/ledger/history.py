"""The history: one entry per act, chained by SHA-256, so that any later change of an entry shows."""

import hashlib
import json
import sqlite3
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
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
    connection: sqlite3.Connection, act: str, at: datetime, altered: Iterable[Altered], reverses: int | None = None
) -> int:
    """Append an entry inside the current transaction; give its number.

    Each alteration is written down as it comes and then let go, so that a large import is not held twice.
    """
    last = connection.execute("SELECT entry, hash FROM history ORDER BY entry DESC LIMIT 1").fetchone()
    number, previous = (last[0] + 1, last[1]) if last else (1, BEGINNING)
    changes = f"[{','.join(_compact(change._asdict()) for change in altered)}]"
    entry = Entry(number, act, at.isoformat(timespec="seconds"), reverses, changes, previous, "")
    connection.execute("INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?)", (*entry[:6], chained(entry)))
    return number


def chained(entry: Entry) -> str:
    """Give the hash an entry must have: SHA-256 over all its other fields, the hash before it included."""
    pieces = (entry.changes[at : at + _PIECE] for at in range(0, len(entry.changes), _PIECE))
    return _chained(entry[:4], pieces, entry.previous)


def _chained(head: tuple[Any, ...], changes: Iterable[str], previous: str) -> str:
    """Hash the compact JSON of an entry's first six columns, whose fifth, the long one, comes in pieces."""
    digest = hashlib.sha256(f'{_compact(head)[:-1]},"'.encode())
    for piece in changes:
        digest.update(_compact(piece)[1:-1].encode())
    digest.update(f'",{_compact(previous)}]'.encode())
    return digest.hexdigest()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_PIECE = 1 << 20


def changes_of(connection: sqlite3.Connection, number: int) -> Iterator[str]:
    """Give the text of an entry's changes in pieces: that of a large import has more than a hundred million letters."""
    decode = getincrementaldecoder("utf-8")().decode
    with connection.blobopen("history", "changes", number, readonly=True) as content:
        while piece := content.read(_PIECE):
            yield decode(piece)
    yield decode(b"", final=True)


def entries(connection: sqlite3.Connection, newest_first: bool = False) -> Iterator[Entry]:  # noqa: FBT001, FBT002
    """Give every entry, oldest first unless told otherwise."""
    order = "DESC" if newest_first else "ASC"
    return map(Entry._make, connection.execute(f"SELECT * FROM history ORDER BY entry {order}"))  # noqa: S608


def one(connection: sqlite3.Connection, number: int) -> Entry:
    """Give the entry of a number."""
    return Entry._make(connection.execute("SELECT * FROM history WHERE entry = ?", (number,)).fetchone())


def act_of(connection: sqlite3.Connection, number: int) -> str:
    """Give the act of an entry, without reading what it altered."""
    act: str = connection.execute("SELECT act FROM history WHERE entry = ?", (number,)).fetchone()[0]
    return act


def count(connection: sqlite3.Connection) -> int:
    """Count the entries."""
    found: int = connection.execute("SELECT COUNT(*) FROM history").fetchone()[0]
    return found


def broken_links(connection: sqlite3.Connection) -> list[int]:
    """Give the numbers of entries whose hash or place in the chain is not what it must be."""
    broken, before, expected = [], BEGINNING, 1
    heads = connection.execute("SELECT entry, act, at, reverses, previous, hash FROM history ORDER BY entry")
    for *head, previous, digest in heads:
        number = head[0]
        held = _chained(tuple(head), changes_of(connection, number), previous)
        if number != expected or previous != before or digest != held:
            broken.append(number)
        before, expected = digest, number + 1
    return broken


def everything_altered(connection: sqlite3.Connection) -> Iterator[Altered]:
    """Give every alteration from the first entry on, one after the other, without reading a whole entry at once.

    Raises :class:`UnreadableEntryError` for an entry that is no list of alterations.
    """
    for (number,) in connection.execute("SELECT entry FROM history ORDER BY entry").fetchall():
        yield from altered_by(connection, number)


def altered_by(connection: sqlite3.Connection, number: int) -> Iterator[Altered]:
    """Give what one entry altered, one after the other. Raises :class:`UnreadableEntryError` likewise."""
    try:
        yield from (Altered(**change) for change in elements(changes_of(connection, number)))
    except (ValueError, TypeError) as error:
        raise UnreadableEntryError(number) from error


class UnreadableEntryError(ValueError):
    """What an entry says it altered cannot be read; ``entry`` is its number."""

    def __init__(self, entry: int) -> None:
        self.entry = entry
        super().__init__(f"entry {entry}")


def elements(pieces: Iterator[str]) -> Iterator[dict[str, Any]]:
    """Give the objects of a JSON list of objects as its text comes."""
    decode = json.JSONDecoder().raw_decode
    text, at = "", 1  # behind the opening bracket
    more: list[str] = []
    for piece in chain(pieces, ("",)):
        more.append(piece)
        if piece and sum(map(len, more)) < len(text) - at:
            continue  # a long one was not whole: look again when twice as much of it is there
        text, at = text[at:] + "".join(more), 0 if text else at
        more.clear()
        while at < len(text) and text[at] in "{,":
            at += text[at] == ","
            try:
                found, at = decode(text, at)
            except json.JSONDecodeError:  # the rest of it is still to come
                break
            yield found
    if text[at:] != "]":
        raise ValueError("not a list of objects")


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
