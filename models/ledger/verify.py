"""Whether a ledger file is sound: the file, its references, the chain of its history, its attachments."""

import sqlite3
from typing import TYPE_CHECKING

from models.exchange.document import record_to_json
from models.ledger import attachments, history
from models.ledger.refusals import refusals
from models.problems import LISTED, Problem

if TYPE_CHECKING:
    from models.ledger.ledger import Ledger


def verify(ledger: "Ledger") -> list[Problem]:
    """Give everything that is broken; an empty list when the ledger is sound.

    Checks SQLite's integrity, foreign keys, the history's hash chain, that replaying the history gives the records as
    they stand, and every attachment's SHA-256.
    """
    connection = ledger.connection
    found: list[Problem] = []
    with refusals(ledger.path):
        for (line,) in connection.execute(f"PRAGMA integrity_check({LISTED + 1})"):
            if line != "ok":
                found.append(Problem("integrity", inputs={"detail": line}))
        for name, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            found.append(Problem("foreign_key", inputs={"table": name, "row": row, "parent": parent}))
        found += [Problem("history_chain", inputs={"entry": entry}) for entry in history.broken_links(connection)]
        try:
            if not found:
                found += _unlike_history(ledger)
            found += [Problem("attachment_damaged", inputs={"sha256": bad}) for bad in attachments.damaged(connection)]
        except sqlite3.OperationalError as error:  # a table is not what this program made it
            found.append(Problem("integrity", inputs={"detail": str(error)}))
    return found


def _unlike_history(ledger: "Ledger") -> list[Problem]:
    """Replay every entry and compare with the records: a change made behind the program's back shows here."""
    told: dict[tuple[str, str], dict[str, object]] = {}
    for entry in history.entries(ledger.connection):
        for change in entry.altered:
            key = (change.kind, change.id)
            if change.after is None:
                told.pop(key, None)
            elif change.before is None:
                told[key] = change.after
            else:
                merged = {**told.get(key, {}), **change.after}
                told[key] = {name: value for name, value in merged.items() if value is not None}
    stand = {(kind, record.id): record_to_json(record) for kind, record in ledger.facts.everything()}
    stand |= {("attachment", one.id): one.as_json() for one in attachments.everything(ledger.connection)}
    return [
        Problem("unlike_history", "", kind, record)
        for kind, record in sorted(told.keys() | stand.keys())
        if told.get((kind, record)) != stand.get((kind, record))
    ]
