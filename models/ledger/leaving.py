"""What leaves with a package beside records and files: the rows of the provider's files, and the history.

They say what this ledger read and did. A ledger made of the package has read and done other things, so they are not
taken in again. However many rows a bill's file has, one is held at a time; of an account's file, which has few, all.
"""

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from models.exchange.tables import harmless
from models.ledger import sources
from models.ledger.history_text import text_of
from models.ledger.refusals import reading_on
from models.ledger.source_links import STANDING
from models.sources.columns import HEADINGS, ITEM_COLUMNS, ROW_COLUMNS
from models.sources.kept import account_cell, account_heading, bill_cell

ROWS, LIST, HISTORY = "rows/", "rows/files.json", "history.jsonl"
_AT_A_TIME = 1 << 16
_ITEMS, _CELLS = 1 << 10, 1 << 10
"""What repeats from row to row and is written once: items, and the cells of a column."""
Part = tuple[str, Iterable[bytes]]
"""A file of the package: its name, its bytes a piece at a time; one is read to its end before the next is asked for."""


def parts(connection: Any) -> Iterator[Part]:
    """Give every file: the list of what was read, a table of rows for each file with any, the history."""
    readings = list(sources.everything(connection))
    if readings:
        yield LIST, [(json.dumps(_listed(connection, readings), ensure_ascii=False, indent=2) + "\n").encode()]
        yield from _tables(_bill_rows(connection))
        yield from _tables(_account_rows(connection))
    yield HISTORY, _history(connection)


def _listed(connection: Any, readings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the readings that stand, each file with the name of its table where it has rows."""
    sql = "SELECT f.row, s.id FROM source_files f JOIN sources s ON s.row = f.source ORDER BY f.source, f.row"
    numbers: dict[str, list[int]] = {}
    for number, source in connection.execute(sql):
        numbers.setdefault(source, []).append(number)
    for reading in readings:
        for file, number in zip(reading["files"], numbers[reading["id"]], strict=True):
            file["table"] = _name(number) if file["rows"] else None
    return readings


def _name(file: int) -> str:
    return f"{ROWS}{file:04}.csv"


def _tables(rows: Iterator[tuple[int, list[str], list[str]]]) -> Iterator[Part]:
    """Give a table for each file; its headings are those of its first row, since all of a file have the same."""
    for file, of_file in groupby(rows, key=itemgetter(0)):
        yield _name(file), _csv(of_file)


def _csv(rows: Iterable[tuple[int, list[str], list[str]]]) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    first = True
    yield codecs.BOM_UTF8
    for _, headings, cells in rows:
        if first:
            writer.writerow(["row", "sha256", *headings])
            first = False
        writer.writerow(cells)
        if text.tell() > _AT_A_TIME:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


@reading_on
def _bill_rows(connection: Any) -> Iterator[tuple[int, list[str], list[str]]]:
    """Give every row of a bill's file that stands: file, headings, cells; files one after the other, as they were read.

    The last column holds what the file said under headings of its own, as JSON.
    """
    headings = [*(HEADINGS[column.name] for column in (*ROW_COLUMNS, *ITEM_COLUMNS)), "others"]
    of_item = ", ".join(f'"{column.name}"' for column in ITEM_COLUMNS)
    of_row = ", ".join(f'"{column.name}"' for column in ROW_COLUMNS)

    @lru_cache(maxsize=_ITEMS)
    def item(row: int) -> list[str]:
        sql = f"SELECT {of_item}, others FROM provider_items WHERE row = ?"  # noqa: S608 - ours
        *cells, others = connection.execute(sql, (row,)).fetchone()
        return [*("" if cell is None else harmless(cell) for cell in cells), "" if others == "{}" else others]

    written = [lru_cache(maxsize=_CELLS)(partial(_bill_cell, column.name)) for column in ROW_COLUMNS]
    sql = (
        f"SELECT file, number, sha256, item, {of_row} FROM provider_rows"  # noqa: S608 - ours
        " WHERE file IN (SELECT f.row FROM source_files f JOIN sources s ON s.row = f.source) ORDER BY row"
    )
    for file, number, digest, of, *cells in connection.execute(sql):
        own = ["" if cell is None else write(cell) for write, cell in zip(written, cells, strict=True)]
        yield file, headings, [str(number), digest.hex(), *own, *item(of)]


def _bill_cell(name: str, value: Any) -> str:
    return harmless(bill_cell(name, value))


@reading_on
def _account_rows(connection: Any) -> Iterator[tuple[int, list[str], list[str]]]:
    """Give every row of an account's file that stands likewise; one that lacks a column has an empty cell there."""
    sql = (
        f"SELECT r.file, r.number, lower(hex(r.sha256)), r.matter, r.said FROM {STANDING}"  # noqa: S608 - ours
        " ORDER BY r.file, r.row"
    )
    for file, of_file in groupby(connection.execute(sql), key=itemgetter(0)):
        kept = [(number, digest, matter, json.loads(said)) for _, number, digest, matter, said in of_file]
        names = list(dict.fromkeys(name for *_, said in kept for name in said))
        for number, digest, matter, said in kept:
            headings = [account_heading(matter, name) for name in names]
            cells = ["" if said.get(name) is None else account_cell(matter, name, said[name]) for name in names]
            yield file, headings, [str(number), digest, *map(harmless, cells)]


@reading_on
def _history(connection: Any) -> Iterator[bytes]:
    """Give every act as a line of JSON, the oldest first: its number, name, time, hashes, what it altered."""
    heads = connection.execute("SELECT entry, act, at, reverses, previous, hash FROM history ORDER BY entry").fetchall()
    for head in heads:
        names = ("entry", "act", "at", "reverses", "previous", "hash")
        said = json.dumps(dict(zip(names, head, strict=True)), ensure_ascii=False)
        yield f'{said[:-1]}, "altered": '.encode()
        for piece in text_of(connection, head[0]):
            yield piece.encode()
        yield b"}\n"
