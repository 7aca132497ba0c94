"""Rows of accounts' files linked by a later import: a movement to the order it names, a recharge to the payment it is.

What a row was kept with stays; a link is an alteration of the import that found it, undone and done again with it.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from models.facts.facts import Facts
from models.ledger.history import Altered
from models.sources.account_files import MOVEMENTS
from models.sources.recharges import Payments, recharge_of

KIND = "source_link"
STANDING = "source_records r JOIN source_files f ON f.row = r.file JOIN sources s ON s.row = f.source"
_ALONE = (
    f"SELECT r.row, r.identity, f.name || ':' || r.number, r.said FROM {STANDING}"  # noqa: S608 - ours
    " LEFT JOIN source_links l ON l.row = r.row WHERE r.matter = ? AND r.kind = 'account' AND l.row IS NULL"
    " AND (json_extract(r.said, '$.order') IS NOT NULL OR json_extract(r.said, '$.kind') IS NOT NULL) ORDER BY r.row"
)


def link(connection: sqlite3.Connection, facts: Facts) -> Iterator[Altered]:
    """Link movements that belong to their account alone so far, inside the current transaction; give what it alters."""
    alone = connection.execute(_ALONE, (MOVEMENTS,)).fetchall()
    if not alone:
        return
    payments = Payments(facts, payments_taken(connection))
    for row, identity, place, said in alone:
        values: dict[str, Any] = json.loads(said)
        found = None
        recharge = recharge_of(identity, place, values)
        if str(values.get("order")) in facts.orders:
            found = "order", str(values["order"])
        elif recharge is not None and (payment := payments.found(recharge)) is not None:
            found = "payment", payment
        if found is not None:
            connection.execute("INSERT INTO source_links (row, kind, record) VALUES (?, ?, ?)", (row, *found))
            yield Altered(KIND, str(row), None, {"kind": found[0], "record": found[1]})


def payments_taken(connection: sqlite3.Connection) -> set[str]:
    """Give the payments that rows on record are already."""
    sql = (
        f"SELECT COALESCE(l.record, r.record) FROM {STANDING} LEFT JOIN source_links l ON l.row = r.row"  # noqa: S608
        " WHERE COALESCE(l.kind, r.kind) = 'payment'"
    )
    return {payment for (payment,) in connection.execute(sql)}


def apply(connection: sqlite3.Connection, change: Altered) -> None:
    """Link or let go as an entry of the history says, inside the current transaction."""
    if change.after is None:
        connection.execute("DELETE FROM source_links WHERE row = ?", (int(change.id),))
    else:
        values = int(change.id), change.after["kind"], change.after["record"]
        connection.execute("INSERT INTO source_links (row, kind, record) VALUES (?, ?, ?)", values)


def everything(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every link: the row's number as text, and what it is linked to."""
    for row, kind, record in connection.execute("SELECT row, kind, record FROM source_links ORDER BY row"):
        yield str(row), {"kind": kind, "record": record}
