"""Bill lines that stay in the ledger until somebody reads them: a ledger may hold a million of them."""

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from threading import Lock
from typing import Any, overload

from models.facts.bill_lines import Charged, SummedLines, charged_by_order, charged_by_service
from models.facts.facts import RefundSentence
from models.facts.records import Bill, BillLine, Record
from models.facts.spooled_lines import line_spool
from models.ledger.connection import Connection
from models.problems import Refused
from models.spool import OnDisk

AT_A_TIME = 5_000
"""Lines read in one go. A bill with fewer is kept once it was read; of a longer one only this many are held at once."""
KEPT = 50_000
"""Lines kept of all bills together; beyond it those not looked at for longest are let go."""

_COLUMNS = ("service", "usage_from", "usage_to", "payable", "cash", "list", "gift", "voucher", "share", '"order"')
# SQLite refuses sums beyond 64 bits. Halves of nine digits stay within them for as many lines as a file can hold.
_HALF = 10**9
_SUMS = ", ".join(f"SUM({name} / {_HALF}), SUM({name} % {_HALF})" for name in Charged._fields)
_REFUNDS = (
    "SELECT c.bill, f.name, r.number, i.configuration, i.others FROM source_charges c"
    " JOIN sources s ON s.row = c.source JOIN provider_rows r ON r.charge = c.row"
    " JOIN source_files f ON f.row = r.file JOIN provider_items i ON i.row = r.item"
    " WHERE c.matter IN ('refund', 'adjustment') AND (i.configuration LIKE '%退款%' OR i.others LIKE '%退款%')"
    " ORDER BY r.row"
)


class LineStore:
    """All bill lines of a ledger: found by bill, or by service and days, and added up without reading them.

    What it gives after the ledger was closed is the refusal ``ledger_closed``; the lines of a damaged file are refused
    as ``ledger_broken``, however late they are read.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._file: str = connection.execute("PRAGMA database_list").fetchone()[2]
        self._kept: OrderedDict[int, tuple[BillLine, ...]] = OrderedDict()
        self._lock = Lock()

    def of_bill(self, row: int) -> Iterable[BillLine]:
        """Give the lines of the bill in a row of its table, in their order."""
        kept = self._kept_of(row)
        if kept is not None:
            return kept
        page = self._page(row, -1)
        lines = self._lines(page)
        if len(page) == AT_A_TIME:
            return chain(lines, self._further(row, page[-1][0]))
        self._keep(row, lines)
        return lines

    def count(self, row: int) -> int:
        """Count the lines of a bill."""
        kept = self._kept_of(row)
        if kept is not None:
            return len(kept)
        found: int = self._select("SELECT COUNT(*) FROM bills_lines WHERE parent = ?", (row,))[0][0]
        return found

    def charged_by_service(self, row: int) -> dict[str, Charged]:
        """Give what the lines of a bill come to for each service."""
        sql = f"SELECT service, {_SUMS} FROM bills_lines WHERE parent = ? GROUP BY service"  # noqa: S608
        return self._summed(sql, row)

    def charged_by_order(self, row: int) -> dict[str, Charged]:
        """Give what the lines of a bill that bill an order come to for each order, without refunds."""
        of_orders = 'parent = ? AND "order" IS NOT NULL AND payable > 0'
        sql = f'SELECT "order", {_SUMS} FROM bills_lines WHERE {of_orders} GROUP BY "order"'  # noqa: S608
        return self._summed(sql, row)

    def _summed(self, sql: str, row: int) -> dict[str, Charged]:
        return {
            name: Charged(*((high or 0) * _HALF + (low or 0) for high, low in zip(*[iter(halves)] * 2, strict=True)))
            for name, *halves in self._select(sql, (row,))
        }

    def of_service(self, service: str, start: date, end: date) -> Iterator[tuple[str, BillLine]]:
        """Give (bill's id, line) of every line that charges a service for days in ``[start, end)``."""
        columns = ", ".join(f"l.{column}" for column in _COLUMNS)
        rows = self._select(
            f"SELECT b.id, {columns} FROM bills_lines l JOIN bills b ON b.row = l.parent"  # noqa: S608
            " WHERE l.service = ? AND l.usage_from < ? AND l.usage_to > ? ORDER BY l.parent, l.position",
            (service, end.isoformat(), start.isoformat()),
        )
        return zip([row[0] for row in rows], self._lines(rows), strict=True)

    def refund_sentences(self) -> Iterator[RefundSentence]:
        """Give each sentence by which the files behind the lines derive a refund, once a bill, with its first place."""
        seen = set()
        for bill, file, number, *texts in self._select(_REFUNDS, ()):
            for text in (texts[0], *json.loads(texts[1]).values()):
                if text and "退款" in text and (bill, text) not in seen:
                    seen.add((bill, text))
                    yield RefundSentence(bill, file, number, text)

    def _page(self, row: int, after: int) -> list[Any]:
        """Read the next lines of a bill behind a position, each with its position before it."""
        listed = ", ".join(_COLUMNS)
        sql = f"SELECT position, {listed} FROM bills_lines WHERE parent = ? AND position > ? ORDER BY position LIMIT ?"  # noqa: S608
        return self._select(sql, (row, after, AT_A_TIME))

    def _further(self, row: int, after: int) -> Iterator[BillLine]:
        while page := self._page(row, after):
            yield from self._lines(page)
            after = page[-1][0]

    def _kept_of(self, row: int) -> tuple[BillLine, ...] | None:
        with self._lock:
            if row in self._kept:
                self._kept.move_to_end(row)
            return self._kept.get(row)

    def _keep(self, row: int, lines: tuple[BillLine, ...]) -> None:
        with self._lock:
            self._kept[row] = lines
            held = sum(map(len, self._kept.values()))
            while held > KEPT:
                held -= len(self._kept.popitem(last=False)[1])

    def _select(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        try:
            with self._connection.in_use:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.ProgrammingError as error:  # the one thing wrong with a statement of ours
            raise Refused.because("ledger_closed", file=self._file) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise Refused.because("ledger_broken", file=self._file) from error

    def _lines(self, rows: list[Any]) -> tuple[BillLine, ...]:
        """Make lines of rows that have one value before the lines' own; whole columns at once, which is faster."""
        if not rows:
            return ()
        _, service, usage_from, usage_to, *amounts = zip(*rows, strict=True)
        days = map(date.fromisoformat, usage_from), map(date.fromisoformat, usage_to)
        try:
            return tuple(map(BillLine._make, zip(service, *days, *amounts, strict=True)))
        except ValueError as error:
            raise Refused.because("ledger_broken", file=self._file) from error


class StoredLines(OnDisk[BillLine], SummedLines):
    """The lines of one bill, read from the ledger."""

    __slots__ = ("_held", "_row", "_store")

    def __init__(self, store: LineStore, row: int) -> None:
        self._store = store
        self._row = row
        self._held: Sequence[BillLine] | None = None

    @property
    def is_stored(self) -> bool:
        """Whether the ledger still has these very lines."""
        return self._held is None

    def hold(self) -> None:
        """Read the lines for good: the ledger is about to let go of them, but facts of before go on showing them."""
        if self._held is None:
            self._held = line_spool().keep(self)

    @overload
    def __getitem__(self, index: int) -> BillLine: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[BillLine, ...]: ...
    def __getitem__(self, index: int | slice) -> BillLine | tuple[BillLine, ...]:
        """Give a line, or a tuple of lines."""
        return tuple(self)[index]

    def __len__(self) -> int:
        """Count the lines."""
        return self._store.count(self._row) if self._held is None else len(self._held)

    def __iter__(self) -> Iterator[BillLine]:
        """Give the lines in their order on the bill."""
        return iter(self._store.of_bill(self._row) if self._held is None else self._held)

    def charged_by_service(self) -> Mapping[str, Charged]:
        """Give what the lines come to for each service they charge."""
        return self._store.charged_by_service(self._row) if self._held is None else charged_by_service(self._held)

    def charged_by_order(self) -> Mapping[str, Charged]:
        """Give what the lines that bill an order come to, order by order, without refunds."""
        return self._store.charged_by_order(self._row) if self._held is None else charged_by_order(self._held)


def hold_lines(record: Record) -> None:
    """Have a bill whose stored lines are about to go keep them itself; other records have none."""
    if isinstance(record, Bill) and isinstance(record.lines, StoredLines):
        record.lines.hold()
