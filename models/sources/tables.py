"""Tables in files: CSV or tabs in any of the usual encodings, web pages, spreadsheets, in a ZIP; a row at a time.

Cells stay bytes until somebody needs them: a month's detail has fifty million of them, and most repeat.
"""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from models.problems import Problem, Refused
from models.sources import markup
from models.sources.archives import BROKEN, WORKBOOK, archive, content_of, members, readable_name
from models.sources.old_spreadsheets import BEGINNING
from models.sources.problems import at

Row = tuple[int, list[bytes], bytes]
"""(Number in the file, cells, the row's bytes as they stand there). The number counts from 1, as spreadsheets do."""

LONGEST_ROW = 1 << 20
_CHUNK = 1 << 18
_HEADER_WITHIN = 20
LARGEST_WORKBOOK = 200_000_000
"""Bytes of a spreadsheet's file, which is held whole while it is read."""
_TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".htm", ".html")
_BESIDE_COMMA = re.compile(rb'[\t "]*,[\t "]*|^[\t "]+|[\t "]+$')
_LINES_LOOKED_AT = 80


class Part(NamedTuple):
    """One table among the files given: the file, what is inside it (a ZIP's member, a sheet), its name as shown."""

    path: Path
    inside: tuple[str, ...]
    shown: str
    size: int


class Table(NamedTuple):
    """An open table: its part, its headings, the encoding of its cells, its rows, its SHA-256 once they are read."""

    part: Part
    headings: tuple[str, ...]
    encoding: str
    rows: Iterator[Row]
    sha256: Callable[[], str]


def parts_of(path: Path) -> list[Part]:
    """List the tables of a file: itself, a ZIP's members, a workbook's sheets. Raises :class:`Refused`."""
    with _opened(path) as file:
        beginning = file.read(8)
    size = path.stat().st_size
    if beginning.startswith(BEGINNING):
        return _sheets(path, (), path.name, size, _workbook(path, size))
    if not beginning.startswith(b"PK"):
        return [Part(path, (), path.name, size)]
    found: list[Part] = []
    with archive(path, path.name) as opened:
        if WORKBOOK in opened.namelist():
            members(opened.infolist(), path.name)
            return _sheets(path, (), path.name, size, _workbook(path, size))
        for member in members(opened.infolist(), path.name):
            name = readable_name(member)
            shown = f"{path.name}/{name}"
            if name.lower().endswith(".zip"):
                raise Refused.because("archive_nested", file=shown)
            if name.lower().endswith((".xlsx", ".xls")):
                content = content_of(opened, member, path.name)
                if content.startswith((b"PK", BEGINNING)):
                    found += _sheets(path, (member.filename,), shown, member.file_size, content)
                else:  # a text under a spreadsheet's name
                    found.append(Part(path, (member.filename,), shown, member.file_size))
            elif name.lower().endswith(_TABLE_ENDINGS):
                found.append(Part(path, (member.filename,), shown, member.file_size))
    if not found:
        raise Refused.because("archive_without_tables", file=path.name)
    return found


def _sheets(path: Path, inside: tuple[str, ...], shown: str, size: int, content: bytes) -> list[Part]:
    from models.sources.spreadsheets import sheet_names

    found = [Part(path, (*inside, f"#{name}"), f"{shown}#{name}", size) for name in sheet_names(content, shown)]
    if not found:
        raise Refused.because("spreadsheet_broken", file=shown)
    return found


def _workbook(path: Path, size: int) -> bytes:
    if size > LARGEST_WORKBOOK:
        raise Refused.because("spreadsheet_too_large", file=path.name, megabytes=size // 1_000_000)
    return path.read_bytes()


@contextmanager
def table(part: Part, is_header: Callable[[list[str]], bool], within: int = _HEADER_WITHIN) -> Iterator[Table | None]:
    """Open a table whose header is the first row that ``is_header`` says is one; None without one.

    It is looked for in the first ``within`` rows; ``is_header`` is asked about each of them in turn.
    """
    if is_sheet(part):
        yield _spreadsheet(part, is_header, within)
        return
    with _opened(part.path) as file:
        if not part.inside:
            yield _text(part, file, is_header, within)
            return
        with archive(file, part.path.name) as opened:
            try:
                member = opened.open(part.inside[0])
            except BROKEN as error:
                raise Refused.because("archive_broken", file=part.shown) from error
            with member:
                yield _text(part, member, is_header, within)


def is_sheet(part: Part) -> bool:
    """Tell whether a part is a sheet of a workbook."""
    return bool(part.inside) and part.inside[-1].startswith("#")


def sha256_of(part: Part) -> str:
    """Give the SHA-256 of a table's file (of a sheet: of its workbook) without reading it as a table."""
    with _opened(part.path) as file:
        if not part.inside or part.inside[0].startswith("#"):
            return _digest_of(file)
        with archive(file, part.path.name) as opened:
            try:
                with opened.open(part.inside[0]) as member:
                    return _digest_of(member)
            except BROKEN as error:
                raise Refused.because("archive_broken", file=part.shown) from error


def _digest_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if path.exists() and not path.is_file():
            raise Refused.because("source_no_file", file=str(path))
        file = path.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused.because("cannot_read_file", file=str(path), reason=reason) from error
    with file:
        yield file


def _text(part: Part, file: IO[bytes], is_header: Callable[[list[str]], bool], within: int) -> Table | None:
    """Read a text's header; its rows follow as they are asked for."""
    digest = hashlib.sha256()

    def read() -> bytes:
        try:
            chunk = file.read(_CHUNK)
        except BROKEN as error:
            raise Refused.because("source_cut_off", file=part.shown) from error
        digest.update(chunk)
        return chunk

    first = read()
    encoding = encoding_of(first)
    if encoding is None:
        return None
    cells_in = "utf-8" if encoding.startswith("utf") else encoding
    if markup.is_markup(first):
        texts = _decoded(part.shown, _chunks(first, read, encoding), cells_in)
        records = markup.rows_of(part.shown, texts, LONGEST_ROW)
        cells_in = "utf-8"
    else:
        records = _records(part.shown, _chunks(first, read, encoding), encoding, _between(first, encoding))
    for number, cells, _ in records:
        if number > within:
            break
        try:
            headings = [cell.decode(cells_in).strip() for cell in cells]
        except UnicodeDecodeError:
            return None
        if is_header(headings):
            return Table(part, tuple(headings), cells_in, records, digest.hexdigest)
    return None


def encoding_of(beginning: bytes) -> str | None:
    """Tell a text's encoding by its byte order mark, else UTF-8, else GB18030; None for what is no text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if beginning.startswith(mark):
            return encoding
    if b"\0" in beginning:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(beginning)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _chunks(first: bytes, read: Callable[[], bytes], encoding: str) -> Iterator[bytes]:
    """Give the text's bytes without a mark at the beginning; UTF-16 comes as UTF-8."""
    chunk = first.removeprefix(codecs.BOM_UTF8)
    decoder = codecs.getincrementaldecoder("utf-16")("replace") if encoding == "utf-16" else None
    while chunk:
        yield chunk if decoder is None else decoder.decode(chunk).encode("utf-8", "replace")
        chunk = read()


def _between(beginning: bytes, encoding: str) -> bytes:
    """Tell what stands between the cells of a text: tabs, where a line has more of them between words than commas."""
    if b"\t" not in beginning:
        return b","
    if encoding == "utf-16":
        beginning = beginning.decode(encoding, "ignore").encode("utf-8", "ignore")
    lines = beginning.split(b"\n")[:_LINES_LOOKED_AT]
    tabs = max(_BESIDE_COMMA.sub(b",", line.strip(b"\r")).count(b"\t") for line in lines)
    return b"\t" if tabs > max(1, *(line.count(b",") for line in lines)) else b","


def _decoded(shown: str, chunks: Iterator[bytes], encoding: str) -> Iterator[str]:
    """Give a page's text piece by piece. Raises :class:`Refused` where it is not in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Refused([Problem("source_wrong_encoding", shown, inputs={"encoding": encoding})]) from error


def _records(shown: str, chunks: Iterator[bytes], encoding: str, between: bytes) -> Iterator[Row]:
    """Split a text into rows and cells. A comma, a quote and a line end are the same byte in every encoding here."""
    if between == b"\t":
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


def _quoted(shown: str, number: int, whole: bytes, encoding: str, between: str = ",") -> list[bytes]:
    if between == "," and (plain := _plainly_quoted(whole)) is not None:
        return plain
    cells_in = "utf-8" if encoding.startswith("utf") else encoding
    try:
        text = whole.decode(cells_in)
        found = next(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=between))
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


def _spreadsheet(part: Part, is_header: Callable[[list[str]], bool], within: int) -> Table | None:
    from models.sources.spreadsheets import rows_of

    content = _content(part)
    rows = rows_of(content, part.inside[-1][1:], part.shown)
    for number, cells, _ in rows:
        if number > within:
            break
        headings = [cell.decode().strip() for cell in cells]
        if is_header(headings):
            return Table(part, tuple(headings), "utf-8", rows, hashlib.sha256(content).hexdigest)
    return None


def _content(part: Part) -> bytes:
    with _opened(part.path) as file:
        if len(part.inside) == 1:
            return file.read()
        with archive(file, part.path.name) as opened:
            return content_of(opened, opened.getinfo(part.inside[0]), part.path.name)
