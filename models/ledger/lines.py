"""Bill lines that stay in the ledger until somebody reads them: a ledger may hold a million of them."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import overload

from models.facts.records import BillLine
from models.problems import Refused

_COLUMNS = "service, usage_from, usage_to, payable, cash, list, gift, voucher"


class StoredLines(Sequence[BillLine]):
    """The lines of one bill, read from the ledger when first looked at; equal to any sequence of the same lines."""

    __slots__ = ("_connection", "_lines", "_row")

    def __init__(self, connection: sqlite3.Connection, row: int) -> None:
        self._connection = connection
        self._row = row
        self._lines: tuple[BillLine, ...] | None = None

    def _read(self) -> tuple[BillLine, ...]:
        if self._lines is None:
            with _reading(self._connection):
                found = self._connection.execute(
                    f"SELECT {_COLUMNS} FROM bills_lines WHERE parent = ? ORDER BY position",  # noqa: S608
                    (self._row,),
                )
                self._lines = tuple(map(_line, found))
        return self._lines

    @overload
    def __getitem__(self, index: int) -> BillLine: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[BillLine, ...]: ...
    def __getitem__(self, index: int | slice) -> BillLine | tuple[BillLine, ...]:
        """Give a line, or a tuple of lines."""
        return self._read()[index]

    def __len__(self) -> int:
        """Count the lines."""
        return len(self._read())

    def __iter__(self) -> Iterator[BillLine]:
        """Give the lines in their order on the bill."""
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        """Compare with another sequence of lines."""
        return isinstance(other, Sequence) and self._read() == tuple(other)

    def __hash__(self) -> int:
        """Hash like the tuple of the lines."""
        return hash(self._read())


class LineIndex:
    """All bill lines of a ledger, found by service and days without reading the bills."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of_service(self, service: str, start: date, end: date) -> Iterator[tuple[str, BillLine]]:
        """Give (bill's id, line) of every line that charges a service for days in ``[start, end)``."""
        columns = ", ".join(f"l.{column}" for column in _COLUMNS.split(", "))
        with _reading(self._connection):
            found = self._connection.execute(
                f"SELECT b.id, {columns} FROM bills_lines l JOIN bills b ON b.row = l.parent"  # noqa: S608
                " WHERE l.service = ? AND l.usage_from < ? AND l.usage_to > ? ORDER BY l.parent, l.position",
                (service, end.isoformat(), start.isoformat()),
            )
            lines = [(row[0], _line(row[1:])) for row in found]
        return iter(lines)


@contextmanager
def _reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Refuse a damaged file by name, however late its lines are read."""
    try:
        yield
    except (sqlite3.DatabaseError, ValueError) as error:
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        raise Refused.because("ledger_broken", file=file) from error


def _line(row: tuple[str, str, str, int, int, int | None, int | None, int | None]) -> BillLine:
    service, usage_from, usage_to, *amounts = row
    return BillLine(service, date.fromisoformat(usage_from), date.fromisoformat(usage_to), *amounts)  # type: ignore[arg-type]  # in the columns' order
