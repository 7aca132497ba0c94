"""Texts with something between their cells: split into rows and cells, a piece at a time, quotes and all.

A comma, a tab, a quote and a line end are the same byte in every encoding that comes here (UTF-8 and GB18030).
"""

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain

from models.problems import Problem, Refused
from models.sources.problems import at

Row = tuple[int, list[bytes], bytes]
"""(Number in the file, cells, the row's bytes as they stand there). The number counts from 1, as spreadsheets do."""

LONGEST_ROW = 1 << 20
"""Bytes of a row; a longer one is no table's."""
_BESIDE_COMMA = re.compile(rb'[\t "]*,[\t "]*|^[\t "]+|[\t "]+$')
_LINES_LOOKED_AT = 80


def between(beginning: bytes, encoding: str) -> bytes:
    """Tell what stands between the cells of a text: tabs, where a line has more of them between words than commas."""
    if b"\t" not in beginning:
        return b","
    if encoding == "utf-16":
        beginning = beginning.decode(encoding, "ignore").encode("utf-8", "ignore")
    lines = beginning.split(b"\n")[:_LINES_LOOKED_AT]
    tabs = max(_BESIDE_COMMA.sub(b",", line.strip(b"\r")).count(b"\t") for line in lines)
    return b"\t" if tabs > max(1, *(line.count(b",") for line in lines)) else b","


def records_of(shown: str, chunks: Iterator[bytes], encoding: str, apart: bytes) -> Iterator[Row]:
    """Split a text into rows and cells. Raises :class:`Refused` for a row that is none."""
    if apart == b"\t":
        yield from _tabbed(shown, chunks, encoding)
        return
    number = 0
    lines = chain.from_iterable(_lines(shown, chunks))
    for line in lines:
        number += 1
        if b'"' in line:
            whole = _whole(shown, number, line, lines)
            yield number, _quoted(shown, number, whole, encoding), whole
            continue
        whole = line[:-1] if line[-1:] == b"\r" else line
        if whole:
            yield number, (whole.replace(b"\t", b"") if b"\t" in whole else whole).split(b","), whole


def _tabbed(shown: str, chunks: Iterator[bytes], encoding: str) -> Iterator[Row]:
    """Split a text with tabs between its cells; a cell may stand in quotes."""
    lines = chain.from_iterable(_lines(shown, chunks))
    for number, line in enumerate(lines, start=1):
        if line.startswith(b'"') or b'\t"' in line:
            whole = _whole(shown, number, line, lines)
            yield number, _quoted(shown, number, whole, encoding, "\t"), whole
        elif whole := line.removesuffix(b"\r"):
            yield number, whole.split(b"\t"), whole


def _lines(shown: str, chunks: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Split a text at line ends, piece by piece."""
    rest = b""
    count = 0
    for chunk in chunks:
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        count += len(lines)
        if len(rest) > LONGEST_ROW:
            raise Refused([Problem("source_row_too_long", at(shown, count + 1), inputs={"most": LONGEST_ROW})])
        yield lines
    if rest:
        yield [rest]


def _whole(shown: str, number: int, line: bytes, lines: Iterator[bytes]) -> bytes:
    """Take in further lines while a quote is open."""
    pieces, size, quotes = [line], len(line), line.count(b'"')
    while quotes % 2:
        more = next(lines, None)
        if more is None or size > LONGEST_ROW:
            raise Refused([Problem("source_open_quote", at(shown, number))])
        pieces.append(more)
        size += len(more)
        quotes += more.count(b'"')
    whole = b"\n".join(pieces)
    return whole[:-1] if whole.endswith(b"\r") else whole


def _quoted(shown: str, number: int, whole: bytes, encoding: str, apart: str = ",") -> list[bytes]:
    if apart == "," and (plain := _plainly_quoted(whole)) is not None:
        return plain
    cells_in = "utf-8" if encoding.startswith("utf") else encoding
    try:
        text = whole.decode(cells_in)
        found = next(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=apart))
    except (UnicodeDecodeError, csv.Error, StopIteration) as error:
        raise Refused([Problem("source_bad_row", at(shown, number))]) from error
    return [cell.replace("\t", "").encode(cells_in) for cell in found]


def _plainly_quoted(whole: bytes) -> list[bytes] | None:
    """Split a row in which quotes only stand around whole cells, as amounts with commas have them; None for others."""
    if b'""' in whole:
        return None
    pieces = whole.split(b'"')
    last = len(pieces) - 1
    cells: list[bytes] = []
    for place, piece in enumerate(pieces):
        if place % 2:  # it stood in quotes
            cells.append(piece)
        elif piece and not (place and place < last and piece == b","):
            if (place and piece[:1] != b",") or (place < last and piece[-1:] != b","):
                return None
            cells += piece[bool(place) : len(piece) - (place < last)].split(b",")
        elif not piece and 0 < place < last:
            return None
    return [cell.replace(b"\t", b"") for cell in cells] if b"\t" in whole else cells
