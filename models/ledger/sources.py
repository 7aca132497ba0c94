"""What foreign files held: readings, their files, their charges, and every row of the provider's bills.

A reading stands while its row is in ``sources``; undoing takes that row away and nothing else.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from models.ledger.history import Altered
from models.ledger.refusals import reading_on
from models.problems import LISTED
from models.sources.charges import Item
from models.sources.columns import ITEM_COLUMNS, ROW_COLUMNS
from models.sources.matching import BilledCharge, lines_of

_ROW_NAMES = ", ".join(f'"{column.name}"' for column in ROW_COLUMNS)
_ITEM_NAMES = ", ".join(f'"{column.name}"' for column in ITEM_COLUMNS)
_CHARGE_NAMES = ", ".join(f'"{name}"' for name in BilledCharge._fields)
_INDEX = "CREATE INDEX provider_rows_charge ON provider_rows (charge)"


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


class Loading:
    """Rows on their way into the ledger, by one reading, inside the current transaction."""

    def __init__(self, connection: sqlite3.Connection, expected: int) -> None:
        self._connection = connection
        self.source = _next(connection, "source_files", "source")
        self.first_charge = _next(connection, "source_charges") - 1
        self._first_row = _next(connection, "provider_rows")
        self._rebuild = expected > max(100_000, self._first_row // 4)
        if self._rebuild:  # an index is made several times faster of all rows at once
            connection.execute("DROP INDEX provider_rows_charge")
        self._files: list[SourceFile] = []

    def number_of(self, item: Item) -> int:
        """Give the number of an item, keeping one that is new."""
        others = json.dumps(item.others, ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(json.dumps([*item.cells, others], ensure_ascii=False).encode()).digest()
        found = self._connection.execute("SELECT row FROM provider_items WHERE sha256 = ?", (digest,)).fetchone()
        if found is not None:
            number: int = found[0]
            return number
        marks = ", ".join("?" * (len(ITEM_COLUMNS) + 2))
        sql = f"INSERT INTO provider_items (sha256, {_ITEM_NAMES}, others) VALUES ({marks})"  # noqa: S608 - our columns
        made = self._connection.execute(sql, (digest, *item.cells, others)).lastrowid
        assert made is not None  # noqa: S101 - SQLite gives one for every insert
        return made

    def next_file(self) -> int:
        """Give the number the next file will have."""
        return _next(self._connection, "source_files")

    def rows(self, rows: Iterable[tuple[Any, ...]]) -> int:
        """Keep rows: (file, number in it, charge, SHA-256, item, then every row column); give how many."""
        marks = ", ".join("?" * (len(ROW_COLUMNS) + 5))
        sql = f"INSERT INTO provider_rows (file, number, charge, sha256, item, {_ROW_NAMES}) VALUES ({marks})"  # noqa: S608
        return self._connection.executemany(sql, rows).rowcount

    def file(self, file: SourceFile) -> None:
        """Keep a file that was read to its end."""
        sql = "INSERT INTO source_files (source, name, sha256, size, level, rows) VALUES (?, ?, ?, ?, ?, ?)"
        self._connection.execute(sql, (self.source, *file))

    def charges(self, charges: dict[int, BilledCharge]) -> None:
        """Keep charges under the numbers that their rows name."""
        marks = ", ".join("?" * (len(BilledCharge._fields) + 2))
        sql = f"INSERT INTO source_charges (row, source, {_CHARGE_NAMES}) VALUES ({marks})"  # noqa: S608
        self._connection.executemany(
            sql, ((self.first_charge + number, self.source, *charge) for number, charge in charges.items())
        )

    def known_rows(self, bills: Sequence[str]) -> "Overlap":
        """Compare the rows just kept with those of standing readings of these bills; let go of those there already.

        Rows are the same charge when order, transaction, resource, component and times are; a charge is there already
        when number and amounts of its rows are the same, and changed otherwise; where any is changed, all are kept.
        """
        connection = self._connection
        bills_json = json.dumps(bills)
        standing = (
            "r.charge IN (SELECT c.row FROM source_charges c JOIN sources s ON s.row = c.source"
            " WHERE c.bill IN (SELECT value FROM json_each(?)))"
        )
        connection.execute(f"CREATE TEMP TABLE known AS {_grouped(standing)}", (bills_json,))
        connection.execute(f"CREATE TEMP TABLE given AS {_grouped('r.row >= ?')}", (self._first_row,))
        connection.execute("CREATE INDEX temp.known_identity ON known (identity)")
        connection.execute("CREATE INDEX temp.given_identity ON given (identity)")
        pairs = "FROM given g JOIN known k ON k.identity = g.identity WHERE k.sums"
        same = connection.execute(f"SELECT COALESCE(SUM(g.number), 0) {pairs} = g.sums").fetchone()[0]
        changed = connection.execute(f"SELECT COALESCE(SUM(g.number), 0) {pairs} <> g.sums").fetchone()[0]
        gone = "SELECT COALESCE(SUM(k.number), 0) FROM known k WHERE k.identity NOT IN (SELECT identity FROM given)"
        gone = connection.execute(gone).fetchone()[0]
        places = connection.execute(
            "SELECT f.name, r.number FROM provider_rows r JOIN source_files f ON f.row = r.file"  # noqa: S608
            f" WHERE r.row IN (SELECT g.example {pairs} <> g.sums) ORDER BY r.row LIMIT {LISTED + 1}"
        ).fetchall()
        if same and not changed:
            connection.execute(
                f"DELETE FROM provider_rows WHERE row >= ? AND {_IDENTITY_OF_ROW}"  # noqa: S608
                f" IN (SELECT g.identity {pairs} = g.sums)",
                (self._first_row,),
            )
            self._count_again()
        connection.execute("DROP TABLE temp.known")
        connection.execute("DROP TABLE temp.given")
        return Overlap(same, changed, gone, tuple(places))

    def drop_repeated(self) -> int:
        """Let go of rows that another file of this very reading gave before; give how many those were."""
        connection = self._connection
        grouped = _grouped("r.row >= ?").replace(" AS example", " AS example, r.file AS file") + ", r.file"
        connection.execute(f"CREATE TEMP TABLE given AS {grouped}", (self._first_row,))
        connection.execute("CREATE INDEX temp.given_identity ON given (identity, sums, file)")
        repeated = (
            "SELECT r.row FROM provider_rows r JOIN provider_items i ON i.row = r.item"  # noqa: S608
            f" JOIN given g ON g.identity = {_IDENTITY} AND g.file = r.file WHERE r.row >= ?"
            " AND EXISTS (SELECT 1 FROM given k WHERE k.identity = g.identity AND k.sums = g.sums AND k.file < g.file)"
        )
        sql = f"DELETE FROM provider_rows WHERE row IN ({repeated})"  # noqa: S608
        dropped = connection.execute(sql, (self._first_row,)).rowcount
        connection.execute("DROP TABLE temp.given")
        self._count_again()
        return dropped

    def _count_again(self) -> None:
        self._connection.execute(
            "UPDATE source_files SET rows = (SELECT COUNT(*) FROM provider_rows r WHERE r.file = source_files.row)"
            " WHERE source = ? AND rows > 0",
            (self.source,),
        )

    def summed_again(self) -> dict[int, dict[str, Any]]:
        """Give, by the charge's number, what the rows still kept make of it; charges without any are not there."""
        sql = (
            "SELECT charge, COUNT(*), SUM(payable), SUM(list), COALESCE(SUM(voucher), 0), COALESCE(SUM(gift), 0),"
            " COALESCE(SUM(share), 0), COALESCE(SUM(cash), 0), MIN(COALESCE(used_from, charged_at)),"
            " MAX(COALESCE(used_to, used_from, charged_at)), MIN(COALESCE(charged_at, used_from))"
            " FROM provider_rows WHERE row >= ? GROUP BY charge"
        )
        names = ("rows", "payable", "list", "voucher", "gift", "share", "cash", "first", "last", "charged")
        return {
            charge - self.first_charge: dict(zip(names, sums, strict=True))
            for charge, *sums in self._connection.execute(sql, (self._first_row,))
        }

    def finish(self) -> None:
        """Make the index again if it was set aside."""
        if self._rebuild:
            self._connection.execute(_INDEX)

    def stand(self, kind: str, at: datetime) -> Altered:
        """Let the reading stand; give what that altered."""
        name = f"{kind}-{self.source}"
        self._connection.execute(
            "INSERT INTO sources (row, id, kind, imported_at) VALUES (?, ?, ?, ?)",
            (self.source, name, kind, at.isoformat(timespec="seconds")),
        )
        return Altered("source", name, None, as_json(self._connection, self.source), self.source)


class Overlap(NamedTuple):
    """How the rows of a reading compare with those on record: there already, changed, no longer given; some places."""

    same: int
    changed: int
    gone: int
    places: tuple[tuple[str, int], ...]


_IDENTITY = (
    "COALESCE(r.order_id, '') || char(31) || COALESCE(r.transaction_id, '') || char(31) || COALESCE(r.used_from, '')"
    " || char(31) || COALESCE(r.used_to, '') || char(31) || COALESCE(r.charged_at, '') || char(31) ||"
    " COALESCE(i.resource_id, '') || char(31) || COALESCE(i.component_type, '') || char(31) ||"
    " COALESCE(i.component_name, '') || char(31) || COALESCE(i.trade_type, '') || char(31) || COALESCE(i.product, '')"
)
_IDENTITY_OF_ROW = (
    f"(SELECT {_IDENTITY} FROM provider_rows r JOIN provider_items i ON i.row = r.item"  # noqa: S608
    " WHERE r.row = provider_rows.row)"
)
_SUMS = " || ',' || ".join(
    ["COUNT(*)", *(f"COALESCE(SUM(r.{name}), 0)" for name in ("payable", "voucher", "gift", "share", "cash", "list"))]
)


def _grouped(where: str) -> str:
    return (
        f"SELECT {_IDENTITY} AS identity, {_SUMS} AS sums, COUNT(*) AS number, MIN(r.row) AS example"  # noqa: S608
        f" FROM provider_rows r JOIN provider_items i ON i.row = r.item WHERE {where} GROUP BY 1"
    )


def _next(connection: sqlite3.Connection, table: str, column: str = "row") -> int:
    found: int = connection.execute(f"SELECT COALESCE(MAX({column}), 0) + 1 FROM {table}").fetchone()[0]  # noqa: S608
    return found


def _standing(connection: sqlite3.Connection, bills: Sequence[str]) -> list[int]:
    sql = (
        "SELECT DISTINCT c.source FROM source_charges c JOIN sources s ON s.row = c.source"
        " WHERE c.bill IN (SELECT value FROM json_each(?)) ORDER BY 1"
    )
    return [source for (source,) in connection.execute(sql, (json.dumps(bills),))]


def standing_charges(connection: sqlite3.Connection, bills: Sequence[str]) -> dict[str, list[BilledCharge]]:
    """Give the charges of some bills that standing readings hold, in the order in which they were read."""
    sql = (
        f"SELECT {_CHARGE_NAMES} FROM source_charges WHERE bill IN (SELECT value FROM json_each(?))"  # noqa: S608
        " AND source IN (SELECT row FROM sources) ORDER BY row"
    )
    found: dict[str, list[BilledCharge]] = {}
    for row in connection.execute(sql, (json.dumps(bills),)):
        charge = BilledCharge._make(row)
        found.setdefault(charge.bill, []).append(charge)
    return found


def levels_of(connection: sqlite3.Connection, bills: Sequence[str]) -> set[str]:
    """Give how detailed the standing readings of some bills are."""
    sql = "SELECT DISTINCT level FROM source_files WHERE rows > 0 AND source IN (SELECT value FROM json_each(?))"
    return {level for (level,) in connection.execute(sql, (json.dumps(_standing(connection, bills)),))}


def withdraw(connection: sqlite3.Connection, bills: Sequence[str]) -> tuple[list[Altered], list[str]]:
    """Let the standing readings of some bills stand no longer; give what that altered and all bills they were of."""
    altered, touched = [], []
    for source in _standing(connection, bills):
        before = as_json(connection, source)
        sql = "SELECT DISTINCT bill FROM source_charges WHERE source = ?"
        touched += [bill for (bill,) in connection.execute(sql, (source,))]
        connection.execute("DELETE FROM sources WHERE row = ?", (source,))
        altered.append(Altered("source", before["id"], before, None, source))
    return altered, touched


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
    sql = f"SELECT row, {_CHARGE_NAMES} FROM source_charges WHERE source = ? ORDER BY row"  # noqa: S608
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
    charges = standing_charges(connection, [bill]).get(bill, [])
    keys = list(dict.fromkeys((c.service, c.matter, c.order, c.used_month) for c in charges))
    if len(lines_of(charges)) <= position:
        return
    service, matter, order, month = keys[position]
    names = [column.name for column in (*ITEM_COLUMNS, *ROW_COLUMNS)]
    listed = ", ".join([*(f'i."{c.name}"' for c in ITEM_COLUMNS), *(f'r."{c.name}"' for c in ROW_COLUMNS)])
    sql = (
        f"SELECT f.name, f.sha256, r.number, lower(hex(r.sha256)), i.others, {listed}"  # noqa: S608
        " FROM source_charges c JOIN sources s ON s.row = c.source JOIN provider_rows r ON r.charge = c.row"
        " JOIN source_files f ON f.row = r.file JOIN provider_items i ON i.row = r.item"
        ' WHERE c.bill = ? AND c.service = ? AND c.matter = ? AND c."order" IS ? AND c.used_month = ? ORDER BY r.row'
    )
    for file, sha256, number, digest, others, *cells in connection.execute(sql, (bill, service, matter, order, month)):
        values = {name: value for name, value in zip(names, cells, strict=True) if value is not None}
        yield SourceRow(file, sha256, number, digest, values | json.loads(others))
