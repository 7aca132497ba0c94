"""The text of a Word document (.docx, ISO/IEC 29500), with the numbers Word would print before its paragraphs.

The file is not trusted: nothing is unpacked to disk, document types and entities are refused, and what is read is
bounded in size and depth.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from models.exchange.docx_numbering import Numbering, numbering_of
from models.problems import Refused

LARGEST_PART = 20_000_000
"""Bytes of XML, unpacked. An agreement's are a few hundred thousand."""

MOST_ENTRIES = 5000
DEEPEST = 150

_SKIPPED = {"del", "moveFrom", "Fallback", "pPr", "rPr", "instrText", "delText", "tblPr", "trPr", "tcPr"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}


class _Unusable(Exception):  # noqa: N818 - an answer, turned into a sentence in one place
    """A part of the file cannot be used; holds the problem's code."""


def text_of_docx(content: bytes, name: str) -> str:
    """Give the text of a Word document, a paragraph a line. Refused by name: broken, unsafe, locked, too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
            body = _xml(archive, "word/document.xml")
            numbering = numbering_of(_optional(archive, "word/numbering.xml"), _optional(archive, "word/styles.xml"))
    except _Unusable as unusable:
        raise Refused.because(str(unusable), file=name) from unusable
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, RuntimeError) as error:
        raise Refused.because("agreement_broken", file=name) from error
    return "\n".join(_blocks(body, numbering))


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(names) > MOST_ENTRIES or len(set(names)) < len(names) or not all(map(_lies_inside, names)):
        raise _Unusable("agreement_unsafe")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _Unusable("agreement_locked")
    if "word/document.xml" not in names:
        raise _Unusable("agreement_not_word")


def _lies_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in name


def _optional(archive: zipfile.ZipFile, part: str) -> Element | None:
    return _xml(archive, part) if part in archive.namelist() else None


def _xml(archive: zipfile.ZipFile, part: str) -> Element:
    if archive.getinfo(part).compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _Unusable("agreement_broken")
    with archive.open(part) as file:
        raw = file.read(LARGEST_PART + 1)
    if len(raw) > LARGEST_PART:
        raise _Unusable("agreement_unsafe")
    return parsed(raw)


def parsed(raw: bytes) -> Element:
    """Parse XML into elements without namespaces; refuses document types, and so entities, and great depth."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Unusable("agreement_unsafe")
        builder.start(_local(tag), {_local(name): value for name, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(tag))

    def refuse(*_: object) -> None:
        raise _Unusable("agreement_unsafe")

    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(raw, True)  # noqa: FBT003 - expat knows it by place only
    except expat.ExpatError as error:
        raise _Unusable("agreement_broken") from error
    return builder.close()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


# Paragraphs and tables -----------------------------------------------------------------------------------------------


def _blocks(element: Element, numbering: Numbering) -> Iterator[str]:
    """Give the lines of everything in an element: paragraphs, and tables row by row."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == "p":
            yield from _paragraph(child, numbering)
        elif child.tag == "tr":
            yield from _row(child, numbering)
        else:
            yield from _blocks(child, numbering)


def _paragraph(paragraph: Element, numbering: Numbering) -> Iterator[str]:
    text = "".join(_runs(paragraph)).strip("\n")
    properties = paragraph.find("pPr")
    # Word numbers an empty paragraph, too.
    yield numbering.label(properties) + text
    for box in _outermost("txbxContent", paragraph):
        yield from _blocks(box, numbering)


def _outermost(tag: str, element: Element) -> Iterator[Element]:
    """Give the elements of a tag inside an element, but not those inside one another, nor older forms (Fallback)."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _outermost(tag, child)


def _runs(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == "txbxContent":
            continue
        if child.tag == "t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _runs(child)


def _row(row: Element, numbering: Numbering) -> Iterator[str]:
    """Give a row's cells on one line, parted by tabs; each paragraph on its own where a cell holds several."""
    cells = [[line for line in _blocks(cell, numbering) if line.strip()] for cell in _outermost("tc", row)]
    if all(len(cell) <= 1 for cell in cells):
        yield "\t".join(line for cell in cells for line in cell)
    else:
        yield from (line for cell in cells for line in cell)
