"""Carrying rows elsewhere: as text for the clipboard, as a file, onto paper."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from ui.look import LIGHT, font
from ui.tables.rows import Row

_MARGIN = 36
_LINE = 18
_TEXT, _TITLE = 9, 14
_GAP = 8
_MEASURED = 200
"""Lines that columns are made wide enough for."""


def plain(text: str, *, number: bool) -> str:
    """Give a cell's text as other programs read it: numbers without grouping, no line ends."""
    return text.replace(",", "") if number else " ".join(text.split())


def as_lines(
    rows: Iterable[Row], columns: Sequence[int], headers: Sequence[str], right: Sequence[bool]
) -> Iterable[list[str]]:
    """Give the names of columns, then the texts of rows, as other programs read them."""
    yield [headers[column] for column in columns]
    for row in rows:
        yield [plain(row.cells[column].text, number=right[column]) for column in columns]


def as_tsv(lines: Iterable[list[str]]) -> str:
    """Write lines with tabs between the cells, as spreadsheets paste them."""
    return "\n".join("\t".join(map(_harmless, line)) for line in lines)


def as_csv(lines: Iterable[list[str]]) -> bytes:
    """Write lines as CSV, UTF-8 with the mark that spreadsheets need to read Chinese."""
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Iterable[list[str]], right: Sequence[bool]) -> bytes:
    """Write lines as a spreadsheet; ``right`` tells which columns hold numbers, and in them what is one is a number."""
    from openpyxl import Workbook

    from models.exchange.tables import text_cell

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row, line in enumerate(lines):
        cells = zip(line, right, strict=True)
        sheet.append(
            [
                Decimal(text) if row and number and _NUMBER.fullmatch(text) else text_cell(sheet, text)
                for text, number in cells
            ]
        )
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def as_file(ending: str, lines: Iterable[list[str]], right: Sequence[bool]) -> bytes:
    """Write lines as a file's name asks for: a spreadsheet (.xlsx), tabs between cells (.tsv), otherwise commas."""
    match ending.lower():
        case ".tsv":
            return as_tsv(lines).encode()
        case ".xlsx":
            return as_xlsx(lines, right)
        case _:
            return as_csv(lines)


def _harmless(cell: str) -> str:
    """Keep a text that begins like a formula from being one in a spreadsheet; negative numbers stay numbers."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} and not _NUMBER.fullmatch(cell) else cell


_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,8})?", re.ASCII)


def print_rows(printer: QPrinter, title: str, lines: Sequence[Sequence[str]], right: Sequence[bool]) -> None:
    """Print lines as a table, its head on every page; ``right`` tells which columns hold numbers."""
    painter = QPainter(printer)
    scale = printer.resolution() / 72
    painter.scale(scale, scale)
    page = printer.pageLayout().fullRectPoints()
    width = page.width() - 2 * _MARGIN
    columns = list(zip(_widths(lines, width), right, strict=True))
    per_page = (page.height() - 2 * _MARGIN - 3 * _LINE) // _LINE
    body = lines[1:]
    pages = max((len(body) + per_page - 1) // per_page, 1)
    for number in range(pages):
        if number:
            printer.newPage()
        painter.setPen(QColor(LIGHT.ink))
        painter.setFont(font(_TITLE, bold=True))
        painter.drawText(QRectF(_MARGIN, _MARGIN, width, _LINE), Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(font(_TEXT))
        count = f"{number + 1} / {pages}"
        painter.drawText(QRectF(_MARGIN, _MARGIN, width, _LINE), Qt.AlignmentFlag.AlignRight, count)
        top = _MARGIN + 1.5 * _LINE
        _draw_line(painter, top, lines[0], columns, head=True)
        for row, line in enumerate(body[number * per_page : (number + 1) * per_page], 1):
            _draw_line(painter, top + row * _LINE, line, columns)
    painter.end()


def _widths(lines: Sequence[Sequence[str]], width: float) -> list[float]:
    """Share the width out by what the columns need; too much is taken from all alike."""
    metrics = QFontMetrics(font(_TEXT))
    columns = zip(*lines[:_MEASURED], strict=True)
    needed = [max(map(metrics.horizontalAdvance, column)) + _GAP for column in columns]
    scale = width / sum(needed)
    return [each * min(scale, 1.6) for each in needed]


def _draw_line(
    painter: QPainter, top: float, line: Sequence[str], columns: Sequence[tuple[float, bool]], *, head: bool = False
) -> None:
    made = font(_TEXT, bold=head)
    painter.setFont(made)
    left = float(_MARGIN)
    for text, (width, number) in zip(line, columns, strict=True):
        room = QRectF(left, top, width - _GAP, _LINE)
        shown = QFontMetrics(made).elidedText(text, Qt.TextElideMode.ElideRight, int(width - _GAP))
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(LIGHT.ink))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        left += width
    painter.setPen(QPen(QColor(LIGHT.line), 0.5))
    painter.drawLine(_MARGIN, int(top + _LINE), int(left), int(top + _LINE))
