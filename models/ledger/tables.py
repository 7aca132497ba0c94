"""Records to rows and back, driven by the records' own field descriptions."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import repeat
from typing import Any

from models.facts.facts import Facts
from models.facts.records import KINDS, SECTIONS, Agreement, BillLine, Record, kind_of
from models.facts.shapes import Field, Group, Many, References, Shape, fields_of
from models.ledger.connection import Connection
from models.ledger.lines import LineStore, StoredLines
from models.ledger.list_differences import store

_SOME = 200
"""Values of a column that show whether it repeats."""
_AT_A_TIME = 10_000
"""Rows whose columns are converted together; what they repeat is held once, and they are let go before the next."""

SOURCE_TABLES = ("sources", "source_files", "source_charges", "provider_items", "provider_rows", "source_records")
"""What foreign files held, beside the records (models/ledger/sources.py)."""


def table_of(kind: str) -> str:
    """Give the name of the table that holds the records of a kind."""
    return SECTIONS[kind][0] if kind in SECTIONS else kind


@dataclass(frozen=True)
class _Parts:
    """A list field and the table its parts live in."""

    field: Field
    table: str
    columns: tuple[str, ...]
    record: type | None


@dataclass(frozen=True)
class Table:
    """The table of one record type: its own columns, and the tables of its parts."""

    name: str
    record: type
    columns: tuple[str, ...]
    parts: tuple[_Parts, ...]
    insert: str
    update: str
    select: str


@cache
def table(kind: str) -> Table:
    """Describe the table of a kind of record, with its SQL."""
    record, name = KINDS[kind], table_of(kind)
    columns = tuple(_columns(record))
    parts = tuple(_parts(name, field) for field in fields_of(record) if isinstance(field.shape, Many | References))
    listed = ", ".join(map(_quoted, columns))
    marks = ", ".join("?" * (len(columns) + 1))
    settings = ", ".join(f"{_quoted(column)} = ?" for column in columns)
    return Table(
        name,
        record,
        columns,
        parts,
        f"INSERT INTO {name} (row, {listed}) VALUES ({marks})",  # noqa: S608 - names come from our own records
        f"UPDATE {name} SET {settings} WHERE row = ?",  # noqa: S608
        f"SELECT row, {listed} FROM {name} WHERE id = ?",  # noqa: S608
    )


def every_table() -> set[str]:
    """Name every table a ledger has."""
    shapes = [table(kind) for kind in KINDS]
    parts = {parts.table for shape in shapes for parts in shape.parts}
    beside = {"history", "history_parts", "attachments", "attachment_contents", *SOURCE_TABLES}
    return {shape.name for shape in shapes} | parts | beside


def insert(connection: sqlite3.Connection, record: Record, row: int | None = None) -> int:
    """Insert a record with its parts; give its row number, which is its place in the order of entry."""
    shape = table(kind_of(record))
    row = connection.execute(shape.insert, (row, *_stored(record))).lastrowid
    assert row is not None  # noqa: S101 - SQLite gives one for every insert
    for parts in shape.parts:
        _insert_parts(connection, parts, record, row)
    return row


def has_parts(kind: str) -> bool:
    """Tell whether records of a kind have rows in other tables than their own."""
    return bool(table(kind).parts)


def insert_several(connection: sqlite3.Connection, kind: str, records: Sequence[Record]) -> int:
    """Insert records of a kind that has no parts, one after the other; give the row number of the first."""
    shape = table(kind)
    first: int = connection.execute(f"SELECT COALESCE(MAX(row), 0) + 1 FROM {shape.name}").fetchone()[0]  # noqa: S608
    connection.executemany(shape.insert, ((row, *_stored(record)) for row, record in enumerate(records, first)))
    return first


def replace(connection: sqlite3.Connection, current: Record, record: Record) -> None:
    """Put a record, with its parts, in the place of the one with its id; parts that are the same stay untouched."""
    shape = table(kind_of(record))
    row = row_of(connection, kind_of(record), record.id)
    connection.execute(shape.update, (*_stored(record), row))
    for parts in shape.parts:
        before, after = (getattr(each, parts.field.attribute) for each in (current, record))
        by_difference = parts.record is None and store(connection, parts.table, row, before, after)
        if after is not before and not by_difference:
            connection.execute(f"DELETE FROM {parts.table} WHERE parent = ?", (row,))  # noqa: S608
            _insert_parts(connection, parts, record, row)


def delete(connection: sqlite3.Connection, kind: str, record_id: str) -> int:
    """Delete a record with its parts; give the row number it had."""
    row = row_of(connection, kind, record_id)
    connection.execute(f"DELETE FROM {table_of(kind)} WHERE row = ?", (row,))  # noqa: S608
    return row


def row_of(connection: sqlite3.Connection, kind: str, record_id: str) -> int:
    """Give the row number of a record. Raises KeyError when there is none."""
    if kind == "agreement":
        return 1
    found = connection.execute(f"SELECT row FROM {table_of(kind)} WHERE id = ?", (record_id,)).fetchone()  # noqa: S608
    if found is None:
        raise KeyError(f"{kind} {record_id}")
    row: int = found[0]
    return row


def load(connection: Connection) -> Facts:
    """Load every record, in the order of entry."""
    lines = LineStore(connection)
    sections = {
        section: {record.id: record for record in _records(connection, kind, lines)}
        for kind, (section, _) in SECTIONS.items()
    }
    return Facts(agreement(connection), **sections, stored_lines=lines)


def agreement(connection: Connection) -> Agreement:
    """Read the agreement. Raises StopIteration when there is none."""
    found: Agreement = next(iter(_records(connection, "agreement", LineStore(connection))))
    return found


def one(connection: sqlite3.Connection, kind: str, record_id: str, lines: LineStore) -> Any | None:
    """Read one record; None when there is none of the id."""
    shape = table(kind)
    row = connection.execute(shape.select, (record_id,)).fetchone()
    if row is None:
        return None
    parts = {
        parts.field.attribute: [StoredLines(lines, row[0])]
        if parts.record is BillLine
        else map(_read_parts(connection, parts, row[0]).get, row[:1], repeat(()))
        for parts in shape.parts
    }
    return next(iter(_assemble(shape.record, [(value,) for value in row[1:]], parts)))


def _columns(record: type, prefix: str = "") -> Iterator[str]:
    for field in fields_of(record):
        match field.shape:
            case Group(part):
                yield from _columns(part, f"{prefix}{field.name}_")
            case Many() | References():
                pass
            case _:
                yield prefix + field.name


def _parts(owner: str, field: Field) -> _Parts:
    name = f"{owner}_{field.name}"
    if isinstance(field.shape, Many):
        return _Parts(field, name, tuple(_columns(field.shape.record)), field.shape.record)
    return _Parts(field, name, ("target",), None)


def _stored(record: Any) -> Iterator[Any]:
    kind: type = type(record)
    ways = _ways(kind)
    if ways is not None:
        return (value if way is None or value is None else way(value) for way, value in zip(ways, record, strict=True))
    return _stored_by_shape(record)


@cache
def _ways(record: type) -> tuple[Callable[[Any], Any] | None, ...] | None:
    """Give how each field's value becomes its column's, None where it is that; None where a field has other columns."""
    shapes = [field.shape for field in fields_of(record)]
    if any(isinstance(shape, Group | Many | References) for shape in shapes):
        return None
    return tuple(None if type(shape).store is Shape.store else shape.store for shape in shapes)


def _stored_by_shape(record: Any) -> Iterator[Any]:
    for field in fields_of(type(record)):
        value = getattr(record, field.attribute)
        match field.shape:
            case Group(part):
                if value is None:
                    yield from repeat(None, len(tuple(_columns(part))))
                else:
                    yield from _stored(value)
            case Many() | References():
                pass
            case shape:
                yield None if value is None else shape.store(value)


def _insert_parts(connection: sqlite3.Connection, parts: _Parts, record: Record, row: int) -> None:
    found = getattr(record, parts.field.attribute)
    if not len(found):
        return  # as with most of a hundred thousand orders
    marks = ", ".join("?" * (len(parts.columns) + 2))
    listed = ", ".join(map(_quoted, parts.columns))
    connection.executemany(
        f"INSERT INTO {parts.table} (parent, position, {listed}) VALUES ({marks})",  # noqa: S608
        ((row, position, *(_stored(part) if parts.record else (part,))) for position, part in enumerate(found)),
    )


def _records(connection: sqlite3.Connection, kind: str, lines: LineStore) -> Iterator[Any]:
    """Read all records of a kind column by column: converting whole columns is several times faster than rows."""
    shape = table(kind)
    listed = ", ".join(map(_quoted, ("row", *shape.columns)))
    found = connection.execute(f"SELECT {listed} FROM {shape.name} ORDER BY row")  # noqa: S608
    parts_of = {parts.table: _read_parts(connection, parts) for parts in shape.parts if parts.record is not BillLine}
    while rows := found.fetchmany(_AT_A_TIME):
        columns = list(zip(*rows, strict=True))
        own = columns.pop(0)
        parts: dict[str, Iterable[Any]] = {
            parts.field.attribute: [StoredLines(lines, row) for row in own]
            if parts.record is BillLine
            else map(parts_of[parts.table].get, own, repeat(()))
            for parts in shape.parts
        }
        yield from _assemble(shape.record, columns, parts)


def _assemble(record: type, columns: list[tuple[Any, ...]], parts: Mapping[str, Iterable[Any]]) -> Iterable[Any]:
    """Build records from columns, consuming the columns of the type in order."""
    values: list[Iterable[Any]] = []
    for field in fields_of(record):
        match field.shape:
            case Group(part):
                values.append(_groups(part, columns))
            case Many() | References():
                values.append(parts[field.attribute])
            case shape:
                values.append(_restored(shape, columns.pop(0)))
    # As ``record._make`` would, whose check of the number of fields costs more than the rest: ``values`` are as many.
    return map(partial(tuple.__new__, record), zip(*values, strict=True))


def _groups(part: type, columns: list[tuple[Any, ...]]) -> list[Any]:
    width = len(tuple(_columns(part)))
    mine = [columns.pop(0) for _ in range(width)]
    present = [any(value is not None for value in values) for values in zip(*mine, strict=True)]
    return [group if there else None for there, group in zip(present, _assemble(part, mine, {}), strict=True)]


def _restored(shape: Shape, column: tuple[Any, ...]) -> Iterable[Any]:
    """Turn a column into values; of one that mostly repeats (products, days) each value is made, and held, once."""
    restore = shape.restore
    first = column[:_SOME]
    if 2 * len(set(first)) <= len(first):
        values = {stored: None if stored is None else restore(stored) for stored in set(column)}
        return map(values.__getitem__, column)
    if type(shape).restore is Shape.restore:
        return column
    return [None if stored is None else restore(stored) for stored in column]


def _read_parts(connection: sqlite3.Connection, parts: _Parts, of: int | None = None) -> dict[int, tuple[Any, ...]]:
    """Read the parts of every record, or of one, by the row of whose they are."""
    listed = ", ".join(map(_quoted, ("parent", *parts.columns)))
    whose, values = ("", ()) if of is None else ("WHERE parent = ?", (of,))
    sql = f"SELECT {listed} FROM {parts.table} {whose} ORDER BY parent, position"  # noqa: S608
    rows = connection.execute(sql, values).fetchall()
    if not rows:
        return {}
    columns = list(zip(*rows, strict=True))
    owners = columns.pop(0)
    made: Iterable[Any] = columns[0] if parts.record is None else _assemble(parts.record, columns, {})
    if len(set(owners)) == len(owners):
        return dict(zip(owners, zip(made), strict=True))
    gathered: dict[int, list[Any]] = {}
    for owner, part in zip(owners, made, strict=True):
        gathered.setdefault(owner, []).append(part)
    return {owner: tuple(found) for owner, found in gathered.items()}


def _quoted(column: str) -> str:
    return f'"{column}"'
