"""A ledger's file as SQLite opens it: what is refused, and what an older program left."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.china_time import CHINA
from models.ledger import tables
from models.ledger.connection import Connection
from models.ledger.drafts import copy_name, drafting, logs
from models.ledger.refusals import refusals
from models.ledger.schema import APPLICATION_ID, MIGRATION_NAMES, MIGRATION_SET, migrations
from models.problems import Refused

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations


def look_at_header(path: Path) -> None:
    """Refuse by name what is missing, may not be read or is not a ledger."""
    try:
        if path.is_dir():
            raise Refused.because("not_a_ledger", file=str(path))
        with path.open("rb") as file:
            header = file.read(72)
    except FileNotFoundError as error:
        raise Refused.because("ledger_missing", file=str(path)) from error
    except OSError as error:
        raise Refused.because("no_permission", file=str(path)) from error
    if header[:16] != b"SQLite format 3\0" or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise Refused.because("not_a_ledger", file=str(path))


def connect(path: Path) -> Connection:
    """Connect to a ledger's file: durable, references kept; on a medium that cannot be written, only to read."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return connect_to_read(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False, factory=Connection)
    connection.execute("PRAGMA temp_store = FILE")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def connect_to_read(path: Path, *, without_log: bool = False) -> Connection:
    """Connect so that nothing is written to the file. A log that a crash left belongs to it, unless told otherwise."""
    whole = without_log or not has_log(path)
    uri = f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if whole else ''}"
    return sqlite3.connect(uri, isolation_level=None, timeout=5, check_same_thread=False, factory=Connection, uri=True)


def has_log(path: Path) -> bool:
    """Tell whether SQLite kept something beside the file: a crash left it, or another program has the ledger open."""
    return any(log.exists() and log.stat().st_size for log in logs(path))


LARGE = {
    *("bills_lines", "history", "history_parts", "attachment_contents"),
    *("provider_rows", "provider_items", "source_charges"),
}
"""Tables that can grow large, and of which opening reads nothing. Damage in them is refused when they are read."""


def check(path: Path, connection: sqlite3.Connection, known: "Migrations | None" = None, *, whole: bool = True) -> bool:
    """Refuse what is damaged or from a newer program; tell whether the file is of this program's schema already.

    Not ``whole`` leaves out the large tables, so that a ledger of a million bill lines opens at once.
    """
    with refusals(path):
        names = _names(known)
        applied = _applied(connection)
        unknown = [name for name in applied if name not in names]
        if unknown:
            raise Refused.because("newer_schema", file=str(path), schema=unknown[-1])
        # Whether the file is broken, not whether every row obeys its checks: those held when the row was written, and
        # looking at a million rows again would make opening wait. `verify` looks at everything.
        connection.execute("PRAGMA ignore_check_constraints = ON")
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        looks = ["1"] if whole else sorted((there & tables.every_table()) - LARGE)
        sound = all(connection.execute(f"PRAGMA quick_check({look})").fetchone()[0] == "ok" for look in looks)
        connection.execute("PRAGMA ignore_check_constraints = OFF")
        if not applied or not sound:
            raise Refused.because("ledger_broken", file=str(path))
        if len(applied) < len(names):
            return False
        if not tables.every_table() <= there:
            raise Refused.because("ledger_broken", file=str(path))
        return True


def migrate(path: Path, connection: sqlite3.Connection, known: "Migrations | None" = None) -> None:
    """Bring a new file or an older one to the schema of this program. Errors name ``path``."""
    from sqlite_utils.db import Database

    with refusals(path):
        (known or migrations()).apply(Database(connection))


def copy_beside(path: Path, connection: sqlite3.Connection) -> None:
    """Copy an open ledger beside it as ``<name>.<time>.backup``."""
    with drafting(copy_name(path, datetime.now(CHINA))) as draft:
        fill(draft, connection, path)


def fill(draft: Path, source: sqlite3.Connection, path: Path) -> None:
    """Copy an open ledger into a draft, by SQLite's online backup. Errors name ``path``."""
    with refusals(path):
        target = sqlite3.connect(draft)
        try:
            source.backup(target, pages=-1)  # in one step: by steps it begins anew whenever somebody writes
        finally:
            target.close()


def into_one_file(path: Path, connection: sqlite3.Connection) -> None:
    """Write everything into the one file; closing alone would say nothing of a full disk. Errors name ``path``."""
    with refusals(path):
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise Refused.because("ledger_busy", file=str(path))


def nothing_left_over(path: Path) -> None:
    """Refuse a place beside which a deleted ledger's log lies: SQLite would write its last acts into another file."""
    with refusals(path):
        for log in logs(path):
            if log.exists():
                raise Refused.because("ledger_left_over", file=str(log))


def _names(known: "Migrations | None") -> tuple[str, ...]:
    return MIGRATION_NAMES if known is None else tuple(m.name for m in known._migrations)  # noqa: SLF001 - no public list


def _applied(connection: sqlite3.Connection) -> list[str]:
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    if there is None:
        return []
    found = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (MIGRATION_SET,))
    return [name for (name,) in found]
