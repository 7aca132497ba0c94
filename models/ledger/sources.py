"""What foreign files held, read back: readings, their files, their charges, and every row of the provider's bills.

A reading stands while its row is in ``sources``; undoing takes that row away and nothing else.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from models.ledger.history import Altered
from models.ledger.refusals import reading_on
from models.problems import LISTED
from models.sources.columns import ITEM_COLUMNS, ROW_COLUMNS
from models.sources.matching import BilledCharge

CHARGE_NAMES = ", ".join(f'"{name}"' for name in BilledCharge._fields)


class SourceFile(NamedTuple):
    """A file that was read: its name, SHA-256 and size, how detailed it is, how many of its rows were taken in."""

    name: str
    sha256: str
    size: int
    level: str
    rows: int


class SourceRow(NamedTuple):
    """Where a row of a provider's bill stood: the file, its number there, the SHA-256 of its bytes; and what it says.

    ``values`` are its cells by column name; money in units of 1e-8 CNY.
    """

    file: str
    file_sha256: str
    number: int
    sha256: str
    values: dict[str, Any]


def read_before(connection: sqlite3.Connection, sha256: str) -> bool:
    """Tell whether a file of this SHA-256 was taken in by a reading that stands."""
    sql = "SELECT 1 FROM source_files f JOIN sources s ON s.row = f.source WHERE f.sha256 = ?"
    return connection.execute(sql, (sha256,)).fetchone() is not None


def sizes_read(connection: sqlite3.Connection) -> set[int]:
    """Give the sizes of all files taken in: only a file of such a size can be one of them."""
    found = connection.execute("SELECT f.size FROM source_files f JOIN sources s ON s.row = f.source")
    return {size for (size,) in found}


def standing(connection: sqlite3.Connection, bills: str) -> list[int]:
    """Give the standing readings that hold charges of some bills; ``bills`` is the SQL that selects their ids."""
    sql = (
        "SELECT DISTINCT c.source FROM source_charges c JOIN sources s ON s.row = c.source"  # noqa: S608 - our own
        f" WHERE c.bill IN ({bills}) ORDER BY 1"
    )
    return [source for (source,) in connection.execute(sql)]


def charges_by_line(connection: sqlite3.Connection, bill: str, readings: Sequence[int]) -> Iterator[BilledCharge]:
    """Give what some readings hold of each line of a bill, in the lines' order.

    A line is of one service, matter, order and month of use; they are in the order in which they were read.
    """
    return _added_up(connection, _BY_LINE, bill, readings)


def orders_of(connection: sqlite3.Connection, bill: str, readings: Sequence[int]) -> Iterator[BilledCharge]:
    """Give likewise what they hold of each order on a bill."""
    return _added_up(connection, _BY_ORDER, bill, readings)


def _added_up(connection: sqlite3.Connection, sql: str, bill: str, readings: Sequence[int]) -> Iterator[BilledCharge]:
    found = connection.execute(sql, (bill, json.dumps(readings)))
    for service, matter, order, month, rows, first, last, charged, *halves in found:
        pairs = zip(halves[::2], halves[1::2], strict=True)
        sums = (None if high is None else high * _HALF + low for high, low in pairs)
        yield BilledCharge._make((bill, service, matter, order, month, rows, *sums, first, last, charged))


_HALF = 10**9
"""SQLite's sums are of 64 bits: halves of nine digits stay within them for as many charges as there can be."""
_HALVES = ", ".join(
    f"SUM({name} / {_HALF}), SUM({name} % {_HALF})" for name in ("payable", "list", "voucher", "gift", "share", "cash")
)


def _adding_up(where: str, by: str) -> str:
    return (
        'SELECT service, matter, "order", used_month, SUM(rows), MIN(first), MAX(last), MIN(charged),'  # noqa: S608
        f" {_HALVES} FROM source_charges WHERE bill = ? AND {where}"
        f" source IN (SELECT value FROM json_each(?)) GROUP BY {by} ORDER BY MIN(row)"
    )


_BY_LINE = _adding_up("", 'service, matter, "order", used_month')
_BY_ORDER = _adding_up('"order" IS NOT NULL AND', '"order"')


def levels_of(connection: sqlite3.Connection, readings: Sequence[int]) -> set[str]:
    """Give how detailed some readings are."""
    sql = "SELECT DISTINCT level FROM source_files WHERE rows > 0 AND source IN (SELECT value FROM json_each(?))"
    return {level for (level,) in connection.execute(sql, (json.dumps(readings),))}


def withdraw(connection: sqlite3.Connection, readings: Sequence[int]) -> list[Altered]:
    """Let some readings stand no longer; give what that altered."""
    altered = []
    for source in readings:
        before = as_json(connection, source)
        connection.execute("DELETE FROM sources WHERE row = ?", (source,))
        altered.append(Altered("source", before["id"], before, None, source))
    return altered


def other_bills(connection: sqlite3.Connection, readings: Sequence[int], bills: str) -> list[str]:
    """Give the bills some readings are of besides those that the SQL ``bills`` selects, as many as are told."""
    sql = (
        "SELECT DISTINCT bill FROM source_charges WHERE source IN (SELECT value FROM json_each(?))"  # noqa: S608
        f" AND bill NOT IN ({bills}) ORDER BY bill LIMIT {LISTED}"
    )
    return [bill for (bill,) in connection.execute(sql, (json.dumps(readings),))]


def as_json(connection: sqlite3.Connection, source: int) -> dict[str, Any]:
    """Give a standing reading as JSON values: its files, and a fingerprint of what they held."""
    name, kind, at = connection.execute("SELECT id, kind, imported_at FROM sources WHERE row = ?", (source,)).fetchone()
    files = connection.execute(
        "SELECT name, sha256, size, level, rows FROM source_files WHERE source = ? ORDER BY row", (source,)
    ).fetchall()
    return {
        "id": name,
        "kind": kind,
        "imported_at": at,
        "files": [SourceFile._make(file)._asdict() for file in files],
        "sums": _sums(connection, source),
    }


def _sums(connection: sqlite3.Connection, source: int) -> str:
    """Give the SHA-256 over a reading's charges, and over its rows that are no charges."""
    digest = hashlib.sha256()
    sql = f"SELECT row, {CHARGE_NAMES} FROM source_charges WHERE source = ? ORDER BY row"  # noqa: S608
    for row in connection.execute(sql, (source,)):
        digest.update(json.dumps(row, ensure_ascii=False).encode())
    sql = (
        "SELECT r.number, lower(hex(r.sha256)), r.matter, r.identity, r.kind, r.record, r.said FROM source_records r"
        " JOIN source_files f ON f.row = r.file WHERE f.source = ? ORDER BY r.row"
    )
    for row in connection.execute(sql, (source,)):
        digest.update(json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()


@reading_on
def everything(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Give every standing reading as JSON values."""
    for (source,) in connection.execute("SELECT row FROM sources ORDER BY row").fetchall():
        yield as_json(connection, source)


def apply(connection: sqlite3.Connection, change: Altered) -> None:
    """Let a reading stand or not, as an entry of the history says, inside the current transaction."""
    if change.after is None:
        connection.execute("DELETE FROM sources WHERE id = ?", (change.id,))
    else:
        values = (change.row, change.id, change.after["kind"], change.after["imported_at"])
        connection.execute("INSERT INTO sources (row, id, kind, imported_at) VALUES (?, ?, ?, ?)", values)


def damaged(connection: sqlite3.Connection) -> list[str]:
    """Give the id of every standing reading whose rows do not add up to its charges."""
    sql = (
        "SELECT DISTINCT s.id FROM sources s JOIN source_charges c ON c.source = s.row LEFT JOIN ("
        " SELECT charge, COUNT(*) AS rows, SUM(payable) AS payable, COALESCE(SUM(voucher), 0) AS voucher,"
        " COALESCE(SUM(gift), 0) AS gift, COALESCE(SUM(share), 0) AS share, COALESCE(SUM(cash), 0) AS cash"
        " FROM provider_rows GROUP BY charge) r ON r.charge = c.row"
        " WHERE s.kind = 'provider_bill' AND (r.rows, r.payable, r.voucher, r.gift, r.share, r.cash)"
        " IS NOT (c.rows, c.payable, c.voucher, c.gift, c.share, c.cash)"
    )
    return [name for (name,) in connection.execute(sql)]


@reading_on
def rows_of_line(connection: sqlite3.Connection, bill: str, position: int) -> Iterator[SourceRow]:
    """Give the rows behind one line of a bill (counted from 0), file by file; none for a line of no file."""
    readings = [row for (row,) in connection.execute("SELECT row FROM sources ORDER BY row")]
    line = next(islice(charges_by_line(connection, bill, readings), position, None), None)
    if line is None:
        return
    key = line.service, line.matter, line.order, line.used_month
    names = [column.name for column in (*ITEM_COLUMNS, *ROW_COLUMNS)]
    listed = ", ".join([*(f'i."{c.name}"' for c in ITEM_COLUMNS), *(f'r."{c.name}"' for c in ROW_COLUMNS)])
    sql = (
        f"SELECT f.name, f.sha256, r.number, lower(hex(r.sha256)), i.others, {listed}"  # noqa: S608
        " FROM source_charges c JOIN sources s ON s.row = c.source JOIN provider_rows r ON r.charge = c.row"
        " JOIN source_files f ON f.row = r.file JOIN provider_items i ON i.row = r.item"
        ' WHERE c.bill = ? AND c.service = ? AND c.matter = ? AND c."order" IS ? AND c.used_month = ? ORDER BY r.row'
    )
    for file, sha256, number, digest, others, *cells in connection.execute(sql, (bill, *key)):
        values = {name: value for name, value in zip(names, cells, strict=True) if value is not None}
        yield SourceRow(file, sha256, number, digest, values | json.loads(others))
