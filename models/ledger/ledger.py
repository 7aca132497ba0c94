"""Opening, making and closing a ledger file, and reading what it holds."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.china_time import CHINA
from models.facts.facts import Facts
from models.facts.records import Agreement, Record
from models.facts.shapes import Misfit
from models.ledger import history, opening, past, tables
from models.ledger.connection import Connection
from models.ledger.drafts import drafting, logs
from models.ledger.history import Altered, Entry
from models.ledger.history_text import is_long
from models.ledger.lines import hold_lines
from models.ledger.refusals import refusals
from models.ledger.schema import APPLICATION_ID
from models.problems import Refused

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

SUFFIX = ".clauseledger"


class Ledger:
    """An open ledger file. Acts on it are the functions of :mod:`models.ledger.acts`."""

    def __init__(self, path: Path, connection: Connection, clock: Callable[[], datetime]) -> None:
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
        with refusals(self.path):
            return history.undo_stacks(self.connection)

    def history(self) -> list[Entry]:
        """Give every act, newest first."""
        with refusals(self.path):
            return list(history.entries(self.connection, newest_first=True))

    @property
    def identity(self) -> str:
        """What tells this ledger from every other, wherever its file goes: the SHA-256 of its first act."""
        return self._head(1)[1]

    @property
    def entries(self) -> int:
        """How many acts the history has."""
        with refusals(self.path):
            return history.count(self.connection)

    def acts(
        self, *, before: int | None = None, record: tuple[str, str] | None = None, wanted: str = ""
    ) -> list[past.Head]:
        """Give acts in brief, the newest first, so many at a time (see :func:`models.ledger.past.heads`)."""
        return past.heads(self.connection, before=before, record=record, wanted=wanted)

    def altered(self, number: int) -> tuple[list[Altered], bool]:
        """Give what an act altered, the first of it, and whether there is more."""
        return past.altered(self.connection, number)

    def entry(self, number: int) -> Entry:
        """Give one act of the history."""
        with refusals(self.path):
            return history.one(self.connection, number)

    def is_long(self, number: int) -> bool:
        """Say whether an act altered so much that undoing it takes longer than a glance."""
        with refusals(self.path):
            return is_long(self.connection, number)

    def act(self, number: int) -> str:
        """Name one act of the history."""
        return self._head(number)[0]

    def _head(self, number: int) -> tuple[str, str]:
        with refusals(self.path):
            return history.head(self.connection, number)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Run one durable transaction; whatever goes wrong inside, the ledger stays as it was before.

        Inside another one it is part of that one.
        """
        if self.connection.in_transaction:
            yield self.connection
            return
        with refusals(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            held = self._facts, self._version
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                self._facts, self._version = held
                raise

    def remember(self, facts: Facts | None) -> None:
        """Keep the facts as an act left them, so that they need not be read again; None: they are."""
        self._facts = facts

    def renew(self, records: Iterable[Record] | None) -> None:
        """Bring facts in memory up to what an act put; None: they are read again when somebody asks for them."""
        self._facts = None if self._facts is None or records is None else self._facts.with_records(records)

    def hold_lines(self, bill: str) -> None:
        """Have facts in memory go on showing the lines of a bill, which are about to change in the file."""
        if self._facts is not None and bill in self._facts.bills:
            hold_lines(self._facts.bills[bill])

    def close(self) -> None:
        """Close the file; what the write-ahead log holds goes into the one file."""
        self.connection.close()

    def __enter__(self) -> "Ledger":
        """Use the ledger in a ``with`` block, closed at its end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the ledger."""
        self.close()


def now() -> datetime:
    """Give the time in China that acts are entered at."""
    return datetime.now(CHINA)


def create(path: Path, agreement: Agreement, *, clock: Callable[[], datetime] = now) -> Ledger:
    """Make a new ledger for an agreement and open it. Raises :class:`Refused` when the file is there already."""
    with building(path, agreement, clock=clock):
        pass
    return open_ledger(path, clock=clock)


@contextmanager
def building(path: Path, agreement: Agreement, *, clock: Callable[[], datetime] = now) -> Iterator[Ledger]:
    """Build a new ledger beside its place and put it there, whole, at the end of the block.

    Raises :class:`Refused` when there is a file of that name already.
    """
    with refusals(path):
        if path.exists():
            raise Refused.because("ledger_exists", file=str(path))
    opening.nothing_left_over(path)
    with drafting(path) as draft:
        with refusals(path):
            connection = opening.connect(draft)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        ledger = Ledger(path, connection, clock)
        try:
            opening.migrate(path, connection)
            with ledger.transaction() as inside:
                tables.insert(inside, agreement, 1)
                from models.exchange.record_json import record_to_json

                made = Altered("agreement", agreement.id, None, record_to_json(agreement), 1)
                history.append(inside, "create_ledger", clock(), [made])
            yield ledger
            opening.into_one_file(path, connection)
        finally:
            ledger.close()


def open_ledger(path: Path, *, clock: Callable[[], datetime] = now, known: "Migrations | None" = None) -> Ledger:
    """Open a ledger, bringing an older one up to date after a backup copy.

    Raises :class:`Refused` by name: missing, not a ledger, from a newer program, broken, beside a log that is not its
    own, no permission, disk full. ``known`` stands in for the program's migrations where upgrading itself is tried out.
    """
    opening.look_at_header(path)
    with refusals(path):
        if opening.has_log(path):
            _look_through(path, known)
        connection = opening.connect(path)
    try:
        if not opening.check(path, connection, known, whole=False):
            opening.copy_beside(path, connection)
            opening.migrate(path, connection, known)
            opening.check(path, connection, known)
    except BaseException:
        connection.close()
        raise
    return Ledger(path, connection, clock)


def open_to_read(path: Path, *, clock: Callable[[], datetime] = now) -> Ledger:
    """Open a ledger without writing to its file, also one of an older program. Raises as :func:`open_ledger` does."""
    opening.look_at_header(path)
    with refusals(path):
        if opening.has_log(path):
            _look_through(path, None)
        connection = opening.connect_to_read(path)
    try:
        opening.check(path, connection)
    except BaseException:
        connection.close()
        raise
    return Ledger(path, connection, clock)


def _look_through(path: Path, known: "Migrations | None") -> None:
    """Refuse a ledger beside which lies a log that does not fit it, before SQLite writes that log into it.

    Nothing in SQLite's files ties a log to its database, and a backup copied over a crashed ledger finds the old log
    there. What shows is what the two give together: when that is unsound and the file alone is sound, the log is not
    its own. The whole is looked through only when the file was put there after the log was last written, so that a
    ledger open in another program opens as fast as ever.
    """
    changed = path.stat().st_mtime_ns if sys.platform == "win32" else path.stat().st_ctime_ns
    later = any(log.exists() and changed > log.stat().st_mtime_ns for log in logs(path))
    if _is_sound(path, known, everything=later):
        return
    if _is_sound(path, known, everything=True, without_log=True):
        log = next(log for log in logs(path) if log.exists())
        raise Refused.because("stale_log", file=str(path), log=log.name)
    raise Refused.because("ledger_broken", file=str(path))


def _is_sound(path: Path, known: "Migrations | None", *, everything: bool, without_log: bool = False) -> bool:
    try:
        with closing(opening.connect_to_read(path, without_log=without_log)) as connection:
            current = opening.check(path, connection, known)
            if not (everything and current and known is None):
                return True
            from models.ledger.verify import verify  # much to load, for what is hardly ever asked

            return not verify(Ledger(path, connection, now))
    except Refused as refused:
        if refused.problems[0].code in {"ledger_broken", "not_a_ledger"}:
            return False
        raise
