"""Tables that banks and consoles call .xls and that are web pages, or Excel's XML of 2003: rows of text cells.

Read by the standard library's HTML parser, which loads nothing, resolves no entities but characters, and goes on where
a page is not well made. Rows come one at a time, words beside the tables (whose account, sums) as rows of one cell; a
page with a row or a tag longer than any table has is refused.
"""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from models.problems import Problem, Refused
from models.sources.problems import at

_ROWS, _CELLS = frozenset({"tr", "row"}), frozenset({"td", "th", "cell"})
_TABLES = (b"<table", b"<html", b"<workbook", b"<tr")
_LOOKED_INTO = 1 << 16
_UNSEEN = frozenset({"script", "style", "title", "documentproperties", "styles", "excelworkbook", "worksheetoptions"})
_APART = frozenset({"p", "div", "table", "h1", "h2", "h3", "h4", "li", "br", "caption", "html", "workbook", *_ROWS})
"""What ends the words beside a table that came before it."""
_WIDEST = 256
"""Columns or rows that one cell may take."""


def is_markup(beginning: bytes) -> bool:
    """Tell whether a text begins as markup that may hold a table."""
    bare = beginning[:_LOOKED_INTO].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return bare.startswith(b"<") and any(tag in bare for tag in _TABLES)


def rows_of(shown: str, texts: Iterator[str], longest: int) -> Iterator[tuple[int, list[bytes], bytes]]:
    """Give the rows of all tables of a page as (number, cells, cells joined by tabs); empty rows count and stay out."""
    reader = _Rows()
    number = 0

    def told(step: Callable[[], None]) -> Iterator[tuple[int, list[bytes], bytes]]:
        nonlocal number
        step()
        for row in reader.taken():
            number += 1
            cells = [cell.encode("utf-8", "replace") for cell in row]
            if any(cells):
                yield number, cells, b"\t".join(cells)
        if reader.waiting > longest:
            raise Refused([Problem("source_row_too_long", at(shown, number + 1), inputs={"most": longest})])

    for text in texts:
        yield from told(lambda text=text: reader.feed(text))  # type: ignore[misc]
    yield from told(reader.close)


class _Rows(HTMLParser):
    """Gathers the cells of rows; a table within a cell gives rows of its own, before the one it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[list[str]] = []
        self._open: list[list[str]] = []
        self._cell: list[list[str] | None] = []
        self._beside: list[str] = []
        self._tables: list[int] = []
        self._unseen = 0
        self._held = 0
        self._span, self._depth = 1, 1
        self._down: dict[tuple[int, int], int] = {}

    @property
    def waiting(self) -> int:
        """How many characters are held of what has not ended yet."""
        return self._held + len(self.rawdata)

    def taken(self) -> list[list[str]]:
        """Give the rows that have ended since the last look."""
        done, self._done = self._done, []
        return done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]
        self._part(tag)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            if self._open and self._cell[-1] is None:
                self._end_rows()
            self._tables.append(len(self._open))
            self._down = {place: rows for place, rows in self._down.items() if place[0] <= len(self._open)}
        elif tag in _ROWS:
            self._end_rows()  # the end of the one before may have been left out
            self._open.append([])
            self._cell.append(None)
            self._held += 1
        elif tag in _CELLS and self._open:
            self._end_cell()
            self._skip(dict(attrs))
            self._cell[-1] = []
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        self._part(tag)
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _CELLS and self._open:
            self._end_cell()
        elif tag in _ROWS:
            self._end_rows()
        elif tag == "table":
            self._end_rows()
            self._tables = self._tables[:-1]

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        cell = self._cell[-1] if self._cell else self._beside
        if cell is not None:
            cell.append(data)
            self._held += len(data)

    def close(self) -> None:
        super().close()
        self._tables.clear()
        self._end_rows()
        self._part("html")

    def _part(self, tag: str) -> None:
        """Make a row of the words before a tag that stands apart from them."""
        if tag in _APART and not self._open:
            words = " ".join("".join(self._beside).split())
            if words:
                self._done.append([words])
            self._beside.clear()
            self._held = 0

    def _end_rows(self) -> None:
        """End the rows of the table we are in that are still open."""
        while len(self._open) > (self._tables[-1] if self._tables else 0):
            self._end_row()

    def _skip(self, attributes: dict[str, str | None]) -> None:
        """Leave room for cells that reach down here and for those Excel's XML leaves out; see what this one spans."""
        self._pass()
        place = _count(attributes.get("ss:index"))
        row = self._open[-1]
        row += [""] * (place - 1 - len(row))
        self._span = max(1, _count(attributes.get("colspan")), 1 + _count(attributes.get("ss:mergeacross")))
        self._depth = max(1, _count(attributes.get("rowspan")))

    def _pass(self) -> None:
        """Pass over columns that a cell of a row above reaches down to."""
        row, level = self._open[-1], len(self._open)
        while self._down.get((level, len(row)), 0):
            self._down[level, len(row)] -= 1
            row.append("")

    def _end_cell(self) -> None:
        cell = self._cell[-1]
        if cell is not None:
            row, level = self._open[-1], len(self._open)
            if self._depth > 1:
                self._down |= {(level, len(row) + more): self._depth - 1 for more in range(self._span)}
            row += [" ".join("".join(cell).split()), *[""] * (self._span - 1)]
            self._held += self._span
            self._cell[-1] = None

    def _end_row(self) -> None:
        self._end_cell()
        self._pass()
        self._done.append(self._open.pop())
        self._cell.pop()
        if not self._open:
            self._held = 0


def _count(text: str | None) -> int:
    return min(int(text), _WIDEST) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0
