"""Rows of foreign files on their way into the ledger, and how they compare with those on record."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from models.ledger.history import Altered
from models.ledger.sources import CHARGE_NAMES, SourceFile, as_json
from models.problems import LISTED
from models.sources.charges import Item
from models.sources.columns import ITEM_COLUMNS, ROW_COLUMNS
from models.sources.matching import BilledCharge

_ROW_NAMES = ", ".join(f'"{column.name}"' for column in ROW_COLUMNS)
_ITEM_NAMES = ", ".join(f'"{column.name}"' for column in ITEM_COLUMNS)
_INDEX = "CREATE INDEX provider_rows_charge ON provider_rows (charge)"


class Loading:
    """Rows on their way into the ledger, by one reading, inside the current transaction."""

    def __init__(self, connection: sqlite3.Connection, expected: int) -> None:
        self._connection = connection
        self.source = _next(connection, "source_files", "source")
        self.first_charge = _next(connection, "source_charges") - 1
        self.first_row = _next(connection, "provider_rows")
        self._rebuild = expected > max(100_000, self.first_row // 4)
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

    def charges(self, charges: Iterable[tuple[int, BilledCharge]]) -> None:
        """Keep charges under the numbers that their rows name."""
        marks = ", ".join("?" * (len(BilledCharge._fields) + 2))
        sql = f"INSERT INTO source_charges (row, source, {CHARGE_NAMES}) VALUES ({marks})"  # noqa: S608
        self._connection.executemany(
            sql, ((self.first_charge + number, self.source, *charge) for number, charge in charges)
        )

    def known_rows(self, readings: Sequence[int], bills: str) -> "Overlap":
        """Compare the rows just kept with those of some readings; let go of those there already.

        ``bills`` is the SQL that selects the bills whose rows are compared.
        Rows are the same charge when order, transaction, resource, component and times are; a charge is there already
        when number and amounts of its rows are the same, and changed otherwise; where any is changed, all are kept.
        """
        connection = self._connection
        standing = (
            "r.charge IN (SELECT row FROM source_charges WHERE source IN (SELECT value FROM json_each(?))"  # noqa: S608
            f" AND bill IN ({bills}))"
        )
        connection.execute(f"CREATE TEMP TABLE known AS {_grouped(standing)}", (json.dumps(readings),))
        connection.execute(f"CREATE TEMP TABLE given AS {_grouped('r.row >= ?')}", (self.first_row,))
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
                (self.first_row,),
            )
            self._count_again()
        connection.execute("DROP TABLE temp.known")
        connection.execute("DROP TABLE temp.given")
        return Overlap(same, changed, gone, tuple(places))

    def drop_repeated(self) -> int:
        """Let go of rows that another file of this very reading gave before; give how many those were."""
        connection = self._connection
        grouped = _grouped("r.row >= ?").replace(" AS example", " AS example, r.file AS file") + ", r.file"
        connection.execute(f"CREATE TEMP TABLE given AS {grouped}", (self.first_row,))
        connection.execute("CREATE INDEX temp.given_identity ON given (identity, sums, file)")
        repeated = (
            "SELECT r.row FROM provider_rows r JOIN provider_items i ON i.row = r.item"  # noqa: S608
            f" JOIN given g ON g.identity = {_IDENTITY} AND g.file = r.file WHERE r.row >= ?"
            " AND EXISTS (SELECT 1 FROM given k WHERE k.identity = g.identity AND k.sums = g.sums AND k.file < g.file)"
        )
        sql = f"DELETE FROM provider_rows WHERE row IN ({repeated})"  # noqa: S608
        dropped = connection.execute(sql, (self.first_row,)).rowcount
        connection.execute("DROP TABLE temp.given")
        self._count_again()
        return dropped

    def _count_again(self) -> None:
        self._connection.execute(
            "UPDATE source_files SET rows = (SELECT COUNT(*) FROM provider_rows r WHERE r.file = source_files.row)"
            " WHERE source = ? AND rows > 0",
            (self.source,),
        )

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
