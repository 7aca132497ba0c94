"""The facts of a ledger that nobody holds: each record is read from its table when it is asked for."""

from collections.abc import Iterator, Mapping
from typing import Any

from models.facts.facts import Facts
from models.facts.records import SECTIONS
from models.ledger import tables
from models.ledger.connection import Connection
from models.ledger.lines import LineStore


def looked_up(connection: Connection) -> Facts:
    """Give the facts as they stand in the tables at any moment, inside a transaction as it has left them so far.

    For acts on a ledger that may hold a million records. What is not asked for by id is read whole.
    """
    lines = LineStore(connection)
    sections: dict[str, Any] = {section: _Records(connection, kind, lines) for kind, (section, _) in SECTIONS.items()}
    return Facts(tables.agreement(connection), **sections, stored_lines=lines)


class _Records(Mapping[str, Any]):
    """The records of a kind by id, in the order in which they were entered."""

    def __init__(self, connection: Connection, kind: str, lines: LineStore) -> None:
        self._connection = connection
        self._kind = kind
        self._lines = lines
        self._table = tables.table_of(kind)
        self._there = f"SELECT 1 FROM {self._table} WHERE id = ?"  # noqa: S608 - one of our own tables

    def __getitem__(self, record_id: str) -> Any:
        """Read the record of an id. Raises KeyError when there is none."""
        found = tables.one(self._connection, self._kind, record_id, self._lines)
        if found is None:
            raise KeyError(record_id)
        return found

    def __contains__(self, record_id: object) -> bool:
        """Tell whether there is a record of an id."""
        return self._connection.execute(self._there, (record_id,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        """Give every id."""
        for (record_id,) in self._connection.execute(f"SELECT id FROM {self._table} ORDER BY row"):  # noqa: S608
            yield record_id

    def __len__(self) -> int:
        """Count the records."""
        found: int = self._connection.execute(f"SELECT COUNT(*) FROM {self._table}").fetchone()[0]  # noqa: S608
        return found
