"""Opening, making and closing a ledger file, and reading what it holds."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.china_time import CHINA
from models.facts.facts import Facts
from models.facts.records import Agreement
from models.facts.shapes import Misfit
from models.ledger import history, tables
from models.ledger.backup import back_up
from models.ledger.history import Altered, Entry
from models.ledger.refusals import refusals
from models.ledger.schema import APPLICATION_ID, MIGRATION_NAMES, MIGRATION_SET, migrations
from models.problems import Refused

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

SUFFIX = ".clauseledger"


class Ledger:
    """An open ledger file. Acts on it are the functions of :mod:`models.ledger.acts`."""

    def __init__(self, path: Path, connection: sqlite3.Connection, clock: Callable[[], datetime]) -> None:
        self.path = path
        self.connection = connection
        self.clock = clock
        self._facts: Facts | None = None
        self._version = -1

    @property
    def facts(self) -> Facts:
        """Every record, read again when another program changed the file."""
        with refusals(self.path):
            version: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
            if self._facts is None or version != self._version:
                try:
                    self._facts, self._version = tables.load(self.connection), version
                except (ValueError, StopIteration, Misfit) as error:  # a row that this program did not write
                    raise Refused.because("ledger_broken", file=str(self.path)) from error
        return self._facts

    @property
    def undo_stacks(self) -> tuple[list[int], list[int]]:
        """(entries that can be undone, entries that can be redone), the next one last."""
        return history.undo_stacks(self.connection)

    def history(self) -> list[Entry]:
        """Give every act, newest first."""
        return list(history.entries(self.connection, newest_first=True))

    def entry(self, number: int) -> Entry:
        """Give one act of the history."""
        return history.one(self.connection, number)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run one durable transaction; whatever goes wrong inside, the ledger stays as it was before.

        Inside another one it is part of that one.
        """
        if self.connection.in_transaction:
            yield self.connection
            return
        with refusals(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            unchanged = self.connection.total_changes
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                if self.connection.total_changes != unchanged:
                    self._facts = None
                raise

    def remember(self, facts: Facts) -> None:
        """Keep the facts as an act left them, so that they need not be read again."""
        self._facts = facts

    def close(self) -> None:
        """Close the file; what the write-ahead log holds goes into the one file."""
        self.connection.close()

    def __enter__(self) -> "Ledger":
        """Use the ledger in a ``with`` block, closed at its end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the ledger."""
        self.close()


def _now() -> datetime:
    return datetime.now(CHINA)


def create(path: Path, agreement: Agreement, *, clock: Callable[[], datetime] = _now) -> Ledger:
    """Make a new ledger for an agreement and open it. Raises :class:`Refused` when the file is there already."""
    with building(path, agreement, clock=clock):
        pass
    return open_ledger(path, clock=clock)


@contextmanager
def building(path: Path, agreement: Agreement, *, clock: Callable[[], datetime] = _now) -> Iterator[Ledger]:
    """Build a new ledger beside its place and put it there, whole, at the end of the block.

    The file is readable by its owner only (0600). Raises :class:`Refused` when there is a file of that name already.
    """
    with refusals(path):
        if path.exists():
            raise Refused.because("ledger_exists", file=str(path))
        for log in _logs(path):  # SQLite would write a deleted ledger's last acts into the new one
            if log.exists():
                raise Refused.because("ledger_left_over", file=str(log))
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    with refusals(path):
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with refusals(path):
            connection = _connect(draft)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        ledger = Ledger(path, connection, clock)
        try:
            with refusals(path):
                _migrate(connection, migrations())
            with ledger.transaction() as inside:
                tables.insert(inside, agreement, 1)
                from models.exchange.document import record_to_json

                made = Altered("agreement", agreement.id, None, record_to_json(agreement), 1)
                history.append(inside, "create_ledger", clock(), [made])
            yield ledger
            with refusals(path):
                _into_one_file(connection, path)
        finally:
            ledger.close()
        with refusals(path):
            _move_into_place(draft, path)
    finally:
        for left in (draft, draft.with_name(draft.name + "-shm"), *_logs(draft)):
            left.unlink(missing_ok=True)


def open_ledger(path: Path, *, clock: Callable[[], datetime] = _now, known: "Migrations | None" = None) -> Ledger:
    """Open a ledger, bringing an older one up to date after a backup copy.

    Raises :class:`Refused` by name: missing, not a ledger, from a newer program, broken, no permission, disk full.
    ``known`` stands in for the program's migrations where upgrading itself is tried out.
    """
    _look_at_header(path)
    with refusals(path):
        connection = _connect(path)
    try:
        with refusals(path):
            _accept(path, connection, known)
    except BaseException:
        connection.close()
        raise
    return Ledger(path, connection, clock)


def _look_at_header(path: Path) -> None:
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


def _connect(path: Path) -> sqlite3.Connection:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        # On a medium that cannot be written, a ledger can still be read; acts are then refused. A log that a crash left
        # belongs to it: without `immutable` SQLite reads that too, or refuses.
        whole = not any(log.exists() and log.stat().st_size for log in _logs(path))
        uri = f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if whole else ''}"
        return sqlite3.connect(uri, isolation_level=None, check_same_thread=False, uri=True)
    connection = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _accept(path: Path, connection: sqlite3.Connection, known: "Migrations | None") -> None:
    names = MIGRATION_NAMES if known is None else tuple(m.name for m in known._migrations)  # noqa: SLF001 - no public list
    applied = _applied(connection)
    unknown = [name for name in applied if name not in names]
    if unknown:
        raise Refused.because("newer_schema", file=str(path), schema=unknown[-1])
    # Whether the file is broken, not whether every row obeys its checks: those held when the row was written, and
    # looking at a million rows again would make opening wait. `verify` looks at everything.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    connection.execute("PRAGMA ignore_check_constraints = OFF")
    if not applied or not sound:
        raise Refused.because("ledger_broken", file=str(path))
    if len(applied) < len(names):
        back_up(connection, path)
        _migrate(connection, known or migrations())
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables.every_table() <= there:
        raise Refused.because("ledger_broken", file=str(path))


def _applied(connection: sqlite3.Connection) -> list[str]:
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    if there is None:
        return []
    found = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (MIGRATION_SET,))
    return [name for (name,) in found]


def _migrate(connection: sqlite3.Connection, known: "Migrations") -> None:
    from sqlite_utils.db import Database

    known.apply(Database(connection))


def _logs(path: Path) -> tuple[Path, Path]:
    """Name the files in which SQLite keeps what is not in the one file yet."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal")


def _into_one_file(connection: sqlite3.Connection, path: Path) -> None:
    """Write everything into the one file; closing alone would say nothing of a full disk."""
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise Refused.because("ledger_busy", file=str(path))


def _move_into_place(draft: Path, path: Path) -> None:
    """Rename without overwriting a file that appeared meanwhile, and make the new name durable."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise Refused.because("ledger_exists", file=str(path)) from None
    except OSError:  # a file system without hard links (FAT, some network drives)
        draft.rename(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
