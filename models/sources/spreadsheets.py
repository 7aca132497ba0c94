"""Spreadsheets (XLSX, XLS) as rows of text cells; numbers come back as the exact decimals they show."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import reduce
from typing import Any

from models.money import DECIMALS
from models.problems import Problem, Refused
from models.sources.archives import BROKEN, WORKBOOK, archive, members
from models.sources.old_spreadsheets import is_old, old_sheets
from models.sources.problems import at

LARGEST_SHEETS = 700_000_000
"""Bytes of a workbook's sheets, unpacked: they are read into memory whole. About 250,000 rows of a detailed bill."""
MOST_CELLS, MOST_CELLS_WIDE = 30_000_000, 12_000_000
"""Cells between the first and the last of a sheet: the library takes 32 bytes for each before anything is in them. A
sheet of more than 104 columns, which no bill or statement has, is looked through cell by cell."""
_SHEETS = "xl/worksheets/"
_REFERENCE = 24
_FEW_ROWS, _FEW_COLUMNS = 99_999, 104
_WIDE = re.compile(rb"""r="(?:[D-Zd-z][A-Za-z]|[A-Za-z]{3})""")
_DEEP = re.compile(rb"""r="[A-Za-z]{0,2}(\d{6,9})""")
_ANY = re.compile(rb"""["']([A-Za-z]{1,9})(\d{1,9})["']""")
_EXACT = 2**53
"""From here on a spreadsheet's number is no longer every whole number: a long id has lost its last digits."""


def sheet_names(content: bytes, shown: str) -> list[str]:
    """List a workbook's sheets. Raises :class:`Refused` for one that is damaged, locked or too large."""
    if is_old(content):
        return [name for name, _, _ in old_sheets(content, shown)]
    return list(_workbook(content, shown, rows=False).sheet_names)


def rows_of(content: bytes, sheet: str, shown: str) -> Iterator[tuple[int, list[bytes], bytes]]:
    """Give a sheet's rows as (number, cells, cells joined by tabs); empty rows are left out."""
    if is_old(content):
        first, rows = next((first, rows) for name, first, rows in old_sheets(content, shown) if name == sheet)
        yield from _as_text(rows, first, shown)
        return
    try:
        data = _workbook(content, shown, rows=True).get_sheet_by_name(sheet)
        yield from _as_text(data.iter_rows(), data.start[0] if data.start else 0, shown)
    except BaseException as error:
        if not _is_calamines(error):
            raise
        raise Refused.because("spreadsheet_broken", file=shown) from error


def _as_text(rows: Iterable[list[Any]], first: int, shown: str) -> Iterator[tuple[int, list[bytes], bytes]]:
    for number, row in enumerate(rows, start=first + 1):
        cells = [_cell(value, shown, number) for value in row]
        if any(cells):
            yield number, cells, b"\t".join(cells)


def _workbook(content: bytes, shown: str, *, rows: bool) -> Any:
    """Open a workbook; one whose ``rows`` are to be read is measured first."""
    from python_calamine import load_workbook

    with archive(io.BytesIO(content), shown) as opened:
        if WORKBOOK not in opened.namelist():  # other kinds that calamine reads, none of which anybody hands out
            raise Refused.because("spreadsheet_broken", file=shown)
        unpacked = 0
        for member in members(opened.infolist(), shown):
            unpacked += _unpacked(opened, member, shown, rows=rows)
        if unpacked > LARGEST_SHEETS:
            raise Refused.because("spreadsheet_too_large", file=shown, megabytes=unpacked // 1_000_000)
    try:
        return load_workbook(io.BytesIO(content))
    except BaseException as error:
        if not _is_calamines(error):
            raise
        raise Refused.because("spreadsheet_broken", file=shown) from error


def _unpacked(opened: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, *, rows: bool) -> int:
    """Count what a member really unpacks to: its own statement of it may lie, and calamine would believe it.

    It would also take room for every cell between the first and the last of a sheet, and end the program where there
    is not as much: a sheet whose cells lie too far apart is refused.
    """
    size, wide, last, rest = 0, False, _FEW_ROWS, b""
    is_sheet = rows and member.filename.startswith(_SHEETS)
    for chunk in _chunks(opened, member, shown):
        size += len(chunk)
        if is_sheet:
            text = rest + chunk
            wide = wide or b"r='" in text or _WIDE.search(text) is not None
            last = max(last, *map(int, _DEEP.findall(text)), 0)
            rest = chunk[-_REFERENCE:]
    far = _cells_between(opened, member, shown) > MOST_CELLS_WIDE if wide else last * _FEW_COLUMNS > MOST_CELLS
    if far:
        raise Refused.because("spreadsheet_too_far_apart", file=shown)
    return size


def _chunks(opened: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str) -> Iterator[bytes]:
    try:
        with opened.open(member) as file:
            while chunk := file.read(1 << 20):
                yield chunk
    except BROKEN as error:
        raise Refused.because("archive_broken", file=shown) from error


def _cells_between(opened: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str) -> int:
    """Count the cells between the first and the last of a sheet, by the references in its text."""
    width, last, rest = 1, 1, b""
    for chunk in _chunks(opened, member, shown):
        for column, row in _ANY.findall(rest + chunk):
            width = max(width, reduce(lambda number, letter: number * 26 + (letter | 32) - 96, column, 0))
            last = max(last, int(row))
        rest = chunk[-_REFERENCE:]
    return width * last


def _is_calamines(error: BaseException) -> bool:
    """Tell whether an error comes out of calamine: its own, or a panic of the Rust below on a damaged file."""
    return type(error).__module__.startswith(("python_calamine", "_python_calamine", "pyo3_runtime"))


def _cell(value: Any, shown: str, number: int) -> bytes:
    match value:
        case str():
            return value.replace("\t", "").strip().encode("utf-8", "replace")
        case bool():
            return str(value).encode()
        case int() | float():
            return _number(value, shown, number)
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S").encode()
        case date():
            return f"{value:%Y-%m-%d} 00:00:00".encode()
        case time() | timedelta():
            return str(value).encode()
        case _:
            return b""


def _number(value: float, shown: str, number: int) -> bytes:
    """Write a number as the decimal it shows, at most 8 decimals; one too large to be exact is refused."""
    if abs(value) >= _EXACT:
        raise Refused([Problem("spreadsheet_long_number", at(shown, number), inputs={"value": f"{value:.0f}"})])
    text = repr(value)  # of a float the shortest decimal that is it, which is what was typed: 1000000000.01
    if "e" in text or len(text.partition(".")[2]) > DECIMALS:  # computed: 0.30000000000000004
        text = f"{value:.{DECIMALS}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return (text if text != "-0" else "0").encode()
