"""Every record as tables, for a spreadsheet: one table a kind, one for each list inside a record, joined by id.

Values are those of the exchange file. Text that a spreadsheet would take for a formula is kept from being one: in CSV
by an apostrophe before it, in XLSX by the cell's own type. Amounts and days are what they are.
"""

import codecs
import csv
import io
import re
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from models.facts.facts import Facts
from models.facts.records import KINDS, SECTIONS
from models.facts.shapes import Amount, Field, Group, Many, Quantity, References, Shape, fields_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, or of one after it has been pasted."""
_AT_A_TIME = 1 << 18
_MOST_ROWS = 1_000_000
"""Rows of a sheet; a spreadsheet holds 1,048,576."""


class Table(NamedTuple):
    """A table: its name, its columns with their shapes, its rows of exchange values."""

    name: str
    columns: tuple[tuple[str, Shape | None], ...]
    rows: Iterator[list[Any]]


def tables(facts: Facts) -> Iterator[Table]:
    """Give every table that has rows, in the order of the exchange file."""
    for kind, record in KINDS.items():
        records = facts.of_kind(kind)
        if not records:
            continue
        name = SECTIONS[kind][0] if kind in SECTIONS else kind
        own = tuple(_columns(record, ""))
        first: tuple[tuple[str, Shape | None], ...] = () if kind in SECTIONS else (("id", None),)
        rows = ([*([each.id] if first else []), *_cells(each)] for each in records.values())
        yield Table(name, (*first, *own), rows)
        for field in fields_of(record):
            listed = isinstance(field.shape, Many | References)
            if listed and any(len(getattr(each, field.attribute)) for each in records.values()):
                yield _part(name, field, records.values())


def _part(owner: str, field: Field, records: Any) -> Table:
    parts: tuple[tuple[str, Shape | None], ...] = (
        tuple(_columns(field.shape.record, "")) if isinstance(field.shape, Many) else ((field.name, None),)
    )
    rows = (
        [record.id, position, *(_cells(part) if isinstance(field.shape, Many) else [part])]
        for record in records
        for position, part in enumerate(getattr(record, field.attribute), start=1)
    )
    return Table(f"{owner}.{field.name}", ((owner, None), ("position", None), *parts), rows)


def _columns(record: type, prefix: str) -> Iterator[tuple[str, Shape | None]]:
    for field in fields_of(record):
        if isinstance(field.shape, Group):
            yield from _columns(field.shape.record, f"{prefix}{field.name}.")
        elif not isinstance(field.shape, Many | References):
            yield f"{prefix}{field.name}", field.shape


def _cells(record: Any, kind: type | None = None) -> Iterator[Any]:
    for field in fields_of(kind or type(record)):
        value = None if record is None else getattr(record, field.attribute)
        if isinstance(field.shape, Group):
            yield from _cells(value, field.shape.record)
        elif not isinstance(field.shape, Many | References):
            yield None if value is None else field.shape.write(value)


def csv_of(table: Table) -> Iterator[bytes]:
    """Give a table as CSV (UTF-8 with mark), a piece at a time."""
    yield codecs.BOM_UTF8
    shapes = [shape for _, shape in table.columns]
    yield _written([name for name, _ in table.columns])
    for row in table.rows:
        yield _written([_harmless(cell, shape) for cell, shape in zip(row, shapes, strict=True)])


def _written(cells: list[Any]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _harmless(cell: Any, shape: Shape | None) -> Any:
    return cell if isinstance(shape, Amount | Quantity) or not isinstance(cell, str) else harmless(cell)


def harmless(text: str) -> str:
    """Give a cell's text, kept from being a formula where a spreadsheet would take it for one; numbers stay numbers."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def as_workbook(facts: Facts) -> Iterator[bytes]:
    """Give an XLSX with one sheet a table, a piece at a time; a table longer than a sheet goes on in another."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    for table in tables(facts):
        sheet: Any = None
        for count, row in enumerate(table.rows):
            if count % _MOST_ROWS == 0:
                part = count // _MOST_ROWS + 1
                sheet = book.create_sheet(table.name if part == 1 else f"{table.name} {part}")
                sheet.append([name for name, _ in table.columns])
            cells = []
            for value, (_, shape) in zip(row, table.columns, strict=True):
                if isinstance(shape, Amount | Quantity) and value is not None:
                    cell = WriteOnlyCell(sheet, Decimal(value))
                    cell.number_format = "0.00######" if isinstance(shape, Amount) else "General"
                elif isinstance(value, str):
                    cell = text_cell(sheet, value)
                else:
                    cell = WriteOnlyCell(sheet, value)
                cells.append(cell)
            sheet.append(cells)
    with tempfile.TemporaryFile() as made:
        book.save(made)
        made.seek(0)
        while piece := made.read(_AT_A_TIME):
            yield piece


def text_cell(sheet: Any, text: str) -> Any:
    """Give a cell of a sheet that is text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell.value = _printable(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_FORMULA)
    return cell


def _printable(text: str) -> str:
    """Leave out what XML cannot hold, and what a cell cannot: 32,767 characters are its limit."""
    kept = "".join(c for c in text if c >= " " or c in "\t\n\r")
    return kept if len(kept) <= _LONGEST_CELL else f"{kept[: _LONGEST_CELL - 1]}…"


_LONGEST_CELL = 32_767
