"""Giving back room: the rows of foreign files whose reading was undone for good, and what the file itself has free.

What may go is only what no act can bring back: rows of a reading that does not stand and that no act which can still be
undone or redone names. What happened stays: the history says of each such reading which files it was of, with SHA-256,
size and number of rows, and what it made of them; files kept with records stay too. So whoever has the file can still
show that it is the one; what goes is only a copy of rows that the user themselves took back.
"""

import sqlite3
from contextlib import suppress
from typing import Any, NamedTuple

from models.ledger import history
from models.ledger.acts import Change
from models.ledger.drafts import logs
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.ledger.refusals import refusals

ACT = "compact"
_MENTIONS = """SELECT entry FROM history WHERE instr(changes, '"kind":"source"') > 0
    UNION SELECT entry FROM history_parts WHERE instr(text, '"kind":"source"') > 0 ORDER BY 1"""
_NEEDED = """SELECT row FROM sources UNION SELECT f.source FROM source_links l
    JOIN source_records r ON r.row = l.row JOIN source_files f ON f.row = r.file"""
_ROWS = """SELECT
    (SELECT COUNT(*) FROM provider_rows WHERE file IN (SELECT row FROM source_files WHERE source = :source))
    + (SELECT COUNT(*) FROM source_records WHERE file IN (SELECT row FROM source_files WHERE source = :source))"""


class Undone(NamedTuple):
    """A reading undone for good whose rows are still in the ledger: its id, what the history says of it, its rows."""

    id: str
    told: dict[str, Any]
    source: int
    rows: int


class Compacted(NamedTuple):
    """What was done: the act (None when no rows were there to go), the readings, bytes of the file before and after."""

    change: Change | None
    readings: tuple[Undone, ...]
    before: int
    after: int


def undone_for_good(ledger: Ledger) -> list[Undone]:
    """Give the readings whose rows may go, the oldest first."""
    connection = ledger.connection
    with refusals(ledger.path):
        alive = {number for stack in history.undo_stacks(connection) for number in stack}
        standing = {source for (source,) in connection.execute(_NEEDED)}
        told: dict[int, tuple[str, dict[str, Any]]] = {}
        needed = set(standing)
        for (entry,) in connection.execute(_MENTIONS).fetchall():
            for change in history.altered_by(connection, entry):
                if change.kind != "source" or change.row is None:
                    continue
                told[change.row] = change.id, change.after or change.before or {}
                if entry in alive:
                    needed.add(change.row)
        found = []
        for source in sorted(told.keys() - needed):
            rows = connection.execute(_ROWS, {"source": source}).fetchone()[0]
            if rows:
                found.append(Undone(*told[source], source, rows))
        return found


def compact(ledger: Ledger) -> Compacted:
    """Let go of what :func:`undone_for_good` gives, as one act of the history that stays, and make the file smaller.

    The act changes no record and cannot be undone; what could be undone or redone before it still can. Making the file
    smaller takes as much room beside it as it then has: where that is missing, it is refused as ``disk_full``, and the
    act done all the same; the rest can be done again.
    """
    before, change = _size(ledger), None
    with ledger.transaction() as connection:
        readings = undone_for_good(ledger)
        if readings:
            for reading in readings:
                _let_go(connection, reading.source)
            connection.execute("DELETE FROM provider_items WHERE row NOT IN (SELECT item FROM provider_rows)")
            gone = [Altered("source", one.id, {**one.told, "rows": one.rows}, None, one.source) for one in readings]
            entry = history.append(connection, ACT, ledger.clock(), gone)
            change = Change(entry, ACT, tuple(("source", one.id) for one in readings))
    with refusals(ledger.path), ledger.connection.in_use:
        ledger.connection.execute("VACUUM")
        ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return Compacted(change, tuple(readings), before, _size(ledger))


def _let_go(connection: sqlite3.Connection, source: int) -> None:
    """Delete the rows and charges of a reading; that there were such files stays."""
    for table in ("provider_rows", "source_records"):
        sql = f"DELETE FROM {table} WHERE file IN (SELECT row FROM source_files WHERE source = ?)"  # noqa: S608
        connection.execute(sql, (source,))
    connection.execute("DELETE FROM source_charges WHERE source = ?", (source,))


def _size(ledger: Ledger) -> int:
    size = 0
    for part in (ledger.path, *logs(ledger.path)):
        with suppress(FileNotFoundError):
            size += part.stat().st_size
    return size
