"""The history: one entry per act, chained by SHA-256, so that any later change of an entry shows."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from models.ledger.history_text import Parts, compact, element_of, elements, pieces, spool, text_of
from models.spool import Spool
from models.statements.locks import LOCK, UNLOCK

BEGINNING = "0" * 64
"""What the first entry names as the hash before it."""
_PIECE = 1 << 20
_NOT_UNDONE = ("create_ledger", "compact")


class Altered(NamedTuple):
    """One record an act altered: its fields before and after (JSON values), None where there was no record.

    Only the fields that differ are listed when the record was there before and after; ``row`` is its place in the order
    of entry when it came or went. A list of very many parts may be any sequence.
    """

    kind: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    row: int | None = None


def long_lists() -> Spool[Any]:
    """Give a place for the long lists of all alterations of an entry, where they are to be had together."""
    return spool()


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
        return [Altered(**change) for change in elements((self.changes,))]


def append(
    connection: sqlite3.Connection, act: str, at: datetime, altered: Iterable[Altered], reverses: int | None = None
) -> int:
    """Append an entry inside the current transaction; give its number.

    Each alteration is written down as it comes and then let go, so that a large import is not held at once.
    """
    last = connection.execute("SELECT entry, hash FROM history ORDER BY entry DESC LIMIT 1").fetchone()
    number, previous = (last[0] + 1, last[1]) if last else (1, BEGINNING)
    head = (number, act, at.isoformat(timespec="seconds"), reverses)
    parts = Parts(connection, number)

    def kept() -> Iterator[str]:
        for piece in pieces(change._asdict() for change in altered):
            parts.add(piece)
            yield piece

    digest = _chained(head, kept(), previous)
    connection.execute("INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?)", (*head, parts.end(), previous, digest))
    return number


def chained(entry: Entry) -> str:
    """Give the hash an entry must have: SHA-256 over all its other fields, the hash before it included."""
    text = (entry.changes[at : at + _PIECE] for at in range(0, len(entry.changes), _PIECE))
    return _chained(entry[:4], text, entry.previous)


def _chained(head: tuple[Any, ...], changes: Iterable[str], previous: str) -> str:
    """Hash the compact JSON of an entry's first six columns, whose fifth, the long one, comes in pieces."""
    digest = hashlib.sha256(f'{compact(head)[:-1]},"'.encode())
    for piece in changes:
        digest.update(compact(piece)[1:-1].encode())
    digest.update(f'",{compact(previous)}]'.encode())
    return digest.hexdigest()


def entries(connection: sqlite3.Connection, newest_first: bool = False) -> Iterator[Entry]:  # noqa: FBT001, FBT002
    """Give every entry, oldest first unless told otherwise."""
    order = "DESC" if newest_first else "ASC"
    numbers = connection.execute(f"SELECT entry FROM history ORDER BY entry {order}")  # noqa: S608
    return (one(connection, number) for (number,) in numbers)


def one(connection: sqlite3.Connection, number: int) -> Entry:
    """Give the entry of a number, its whole text in it."""
    entry = Entry._make(connection.execute("SELECT * FROM history WHERE entry = ?", (number,)).fetchone())
    return entry._replace(changes="".join(text_of(connection, number)))


def head(connection: sqlite3.Connection, number: int) -> tuple[str, str]:
    """Give the act of an entry and its hash, without reading what it altered."""
    act, digest = connection.execute("SELECT act, hash FROM history WHERE entry = ?", (number,)).fetchone()
    return act, digest


def count(connection: sqlite3.Connection) -> int:
    """Count the entries."""
    found: int = connection.execute("SELECT COUNT(*) FROM history").fetchone()[0]
    return found


def broken_links(connection: sqlite3.Connection) -> list[int]:
    """Give the numbers of entries whose hash or place in the chain is not what it must be."""
    broken, before, expected = [], BEGINNING, 1
    both = "SELECT entry FROM history WHERE entry IN (SELECT entry FROM history_parts) AND changes <> '[]'"
    twice = {entry for (entry,) in connection.execute(both)}  # the hash is over the parts alone
    heads = connection.execute("SELECT entry, act, at, reverses, previous, hash FROM history ORDER BY entry")
    for *start, previous, digest in heads:
        number = start[0]
        held = _chained(tuple(start), text_of(connection, number), previous)
        if number != expected or previous != before or digest != held or number in twice:
            broken.append(number)
        before, expected = digest, number + 1
    return broken


def everything_altered(connection: sqlite3.Connection) -> Iterator[Altered]:
    """Give every alteration from the first entry on, one after the other, without reading a whole entry at once.

    Raises :class:`UnreadableEntryError` for an entry that is no list of alterations.
    """
    for (number,) in connection.execute("SELECT entry FROM history ORDER BY entry").fetchall():
        yield from altered_by(connection, number)


def altered_by(connection: sqlite3.Connection, number: int, lists: Spool[Any] | None = None) -> Iterator[Altered]:
    """Give what one entry altered, one after the other. Raises :class:`UnreadableEntryError` likewise.

    Very long lists in it are on disk, those of all alterations in ``lists`` where that is given.
    """
    try:
        yield from (Altered(**change) for change in elements(text_of(connection, number), lists))
    except (ValueError, TypeError, RecursionError) as error:
        raise UnreadableEntryError(number) from error


def altered_in(connection: sqlite3.Connection, number: int, kind: str, record: str) -> Altered | None:
    """Give what an entry altered of one record, without reading the rest; None when it altered nothing of it."""
    found = element_of(connection, number, kind, record)
    return None if found is None else Altered(**found)


class UnreadableEntryError(ValueError):
    """What an entry says it altered cannot be read; ``entry`` is its number."""

    def __init__(self, entry: int) -> None:
        self.entry = entry
        super().__init__(f"entry {entry}")


def undo_stacks(connection: sqlite3.Connection) -> tuple[list[int], list[int]]:
    """Give (acts that can be undone, acts that can be redone), the next one last.

    Undoing puts an act on the redo stack, redoing puts it back, any other act empties the redo stack. The act that made
    the ledger cannot be undone, nor one that gave back room, which leaves both stacks as they were. Unlocking a
    reconciliation is what undoes its locking: both leave the stack, so that undoing goes on behind them. What an older
    program undid of an unlocking locks again.
    """
    undo: list[int] = []
    redo: list[int] = []
    locking: dict[str, int] = {}  # reconciliation → the act that locked it last
    taken_back: dict[int, int] = {}  # unlocking → the locking it took back
    for number, act, reverses in connection.execute("SELECT entry, act, reverses FROM history ORDER BY entry"):
        if act == "undo":
            if reverses in taken_back:
                undo.append(taken_back[reverses])
            else:
                undo.remove(reverses)
            redo.append(reverses)
        elif act == "redo":
            redo.remove(reverses)
            if reverses in taken_back:
                undo.remove(taken_back[reverses])
            else:
                undo.append(reverses)
        elif act not in _NOT_UNDONE:
            if act == LOCK:
                locking[_reconciliation(connection, number)] = number
            if act == UNLOCK and (locked := locking.pop(_reconciliation(connection, number), None)) is not None:
                undo.remove(locked)
                taken_back[number] = locked
            else:
                undo.append(number)
            redo.clear()
    return undo, redo


def _reconciliation(connection: sqlite3.Connection, number: int) -> str:
    """Give the reconciliation an act locked or unlocked."""
    return next(altered_by(connection, number)).id
