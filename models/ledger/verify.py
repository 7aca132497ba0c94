"""Whether a ledger file is sound: the file, its references, the chain of its history, its attachments."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Protocol

from models.exchange.record_json import record_to_json
from models.facts.facts import Facts
from models.ledger import attachments, history, source_links, sources
from models.ledger.connection import Connection
from models.ledger.list_differences import brought
from models.ledger.refusals import refusals
from models.problems import LISTED, Problem


class Opened(Protocol):
    """What is looked at: an open ledger, as :class:`models.ledger.ledger.Ledger` gives it."""

    path: Path
    connection: Connection

    @property
    def facts(self) -> Facts:
        """Every record as it stands."""
        ...


def verify(ledger: Opened) -> list[Problem]:
    """Give everything that is broken; an empty list when the ledger is sound.

    Checks SQLite's integrity, foreign keys, the history's hash chain, that replaying the history gives the records as
    they stand, and every attachment's SHA-256.
    """
    connection = ledger.connection
    found: list[Problem] = []
    with refusals(ledger.path):
        try:
            found += [Problem("integrity", inputs={"detail": line}) for line in _unsound(connection)]
            for name, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
                found.append(Problem("foreign_key", inputs={"table": name, "row": row, "parent": parent}))
            found += [Problem("history_chain", inputs={"entry": entry}) for entry in history.broken_links(connection)]
            if not found:
                found += _unlike_history(ledger)
            found += [Problem("attachment_damaged", inputs={"sha256": bad}) for bad in attachments.damaged(connection)]
            found += [Problem("source_damaged", inputs={"value": bad}) for bad in sources.damaged(connection)]
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR:  # a table is not as we made it
                found.append(Problem("integrity", inputs={"detail": str(error)}))
            elif not found:  # else it is the damage told already that keeps us from looking further
                raise
    return found


def _unsound(connection: sqlite3.Connection) -> list[str]:
    """Give what SQLite finds wrong with the file, and with the rows of each table.

    The rows of the history are left out: SQLite would hold a large import several times to see that it is JSON, and we
    read all of it ourselves.
    """
    connection.execute("PRAGMA ignore_check_constraints = ON")
    try:
        said = connection.execute(f"PRAGMA integrity_check({LISTED + 1})").fetchall()
    finally:
        connection.execute("PRAGMA ignore_check_constraints = OFF")
    if said == [("ok",)]:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        for table in sorted({name for (name,) in named} - {"history"}):
            said += connection.execute(f"PRAGMA quick_check({table})").fetchall()
    return [line for (line,) in said if line != "ok"][: LISTED + 1]


def _unlike_history(ledger: Opened) -> list[Problem]:
    """Replay every entry and compare with the records: a change made behind the program's back shows here."""
    try:
        told = _told(ledger.connection)
    except history.UnreadableEntryError as error:
        return [Problem("history_chain", inputs={"entry": error.entry})]
    stand = chain(
        ((kind, record.id, record_to_json(record, by_parts=True)) for kind, record in ledger.facts.everything()),
        (("attachment", one.id, one.as_json()) for one in attachments.everything(ledger.connection)),
        (("source", one["id"], one) for one in sources.everything(ledger.connection)),
        ((source_links.KIND, *each) for each in source_links.everything(ledger.connection)),
    )
    unlike = {(kind, name) for kind, name, written in stand if told.pop((kind, name), None) != _in_brief(written)}
    return [Problem("unlike_history", "", kind, record) for kind, record in sorted(unlike | told.keys())]


def _told(connection: sqlite3.Connection) -> dict[tuple[str, str], dict[str, object]]:
    """Give what the history says of each record in the end, by kind and id."""
    told: dict[tuple[str, str], dict[str, object]] = {}
    for change in history.everything_altered(connection):
        key = (change.kind, change.id)
        if change.after is None:
            told.pop(key, None)
        elif change.before is None:
            told[key] = _in_brief(change.after)
        else:
            merged = brought(told.get(key, {}), change.before, _in_brief(change.after))
            told[key] = {name: value for name, value in merged.items() if value is not None}
    return told


def _in_brief(written: Mapping[str, object]) -> dict[str, object]:
    """Give a record's JSON values, each long list of parts as its hash: a million bill lines are not held.

    Ids are held, since the history may tell them by what differs.
    """
    return {
        name: _digest(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
        for name, value in written.items()
    }


def _digest(value: Sequence[object]) -> object:
    if len(value) <= _LONG or isinstance(value[0], str):
        return list(value)
    digest = hashlib.sha256()
    for element in value:
        digest.update(json.dumps(element, sort_keys=True).encode())
    return digest.digest()


_LONG = 20
