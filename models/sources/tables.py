"""Tables in files: CSV or tabs in any of the usual encodings, web pages, spreadsheets, in a ZIP; a row at a time.

Cells stay bytes until somebody needs them: a month's detail has fifty million of them, and most repeat.
"""

import codecs
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from models.problems import Problem, Refused
from models.sources import markup
from models.sources.archives import BROKEN, WORKBOOK, archive, content_of, members, readable_name
from models.sources.delimited import LONGEST_ROW, Row, between, records_of
from models.sources.old_spreadsheets import BEGINNING

_CHUNK = 1 << 18
_HEADER_WITHIN = 20
LARGEST_WORKBOOK = 200_000_000
"""Bytes of a spreadsheet's file, which is held whole while it is read."""
_TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".htm", ".html")


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
        records = records_of(part.shown, _chunks(first, read, encoding), encoding, between(first, encoding))
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


def _decoded(shown: str, chunks: Iterator[bytes], encoding: str) -> Iterator[str]:
    """Give a page's text piece by piece. Raises :class:`Refused` where it is not in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Refused([Problem("source_wrong_encoding", shown, inputs={"encoding": encoding})]) from error


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
