"""Movements of money (收支明细) on record, each with where it stood and the record it belongs to."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from models.ledger.refusals import reading_on
from models.ledger.source_links import STANDING
from models.sources.account_files import MOVEMENTS


class Movement(NamedTuple):
    """One row: its number in the ledger, file and number there, what it says by our names, (kind, id) of its record.

    A movement that is matched with no order or payment belongs to its account.
    """

    row: int
    file: str
    number: int
    values: dict[str, Any]
    kind: str
    record: str


@reading_on
def movements(connection: sqlite3.Connection) -> Iterator[Movement]:
    """Give every movement of a reading that stands, the newest first."""
    sql = (
        "SELECT r.row, f.name, r.number, r.said, COALESCE(l.kind, r.kind), COALESCE(l.record, r.record)"  # noqa: S608
        f" FROM {STANDING} LEFT JOIN source_links l ON l.row = r.row WHERE r.matter = ?"
        " ORDER BY json_extract(r.said, '$.at') DESC, r.row DESC"
    )
    for row, file, number, said, kind, record in connection.execute(sql, (MOVEMENTS,)):
        yield Movement(row, file, number, json.loads(said), kind, record)
