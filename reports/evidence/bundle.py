"""Evidence on paper: cover, 证据目录, letter and exhibits as one PDF, each page numbered, each exhibit stamped.

The list says of each exhibit number, name, source, what it proves and its pages, as the Supreme People's Court's rules
on evidence in civil cases ask (证据规定 19).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pypdfium2
from pypdfium2 import raw

from models.china_time import CHINA
from models.evidence.exhibits import Exhibit
from models.facts.records import Agreement, Letter
from models.problems import Refused
from reports.evidence.exhibit_pages import NoPagesError, exhibit_pages
from reports.pdf_identity import identified
from reports.pdf_sharing import shared
from reports.typesetting.blocks import (
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    Signature,
    Spacer,
    Table,
    Title,
)
from reports.typesetting.fonts import MissingGlyphError
from reports.typesetting.render import Progress, Sheet, render, untold
from reports.wording import CHINESE, Wording, document_language, long_date, wording

_PAGE = (595.28, 841.89)
_AREA = (24.0, 58.0, 595.28 - 24.0, 841.89 - 48.0)
"""Where a placed page stands: below the stamp, above the page number."""


@dataclass(frozen=True)
class Placed:
    """An exhibit with its pages in the bundle (first, last), or the reason why it has none: it then lies beside it."""

    exhibit: Exhibit
    pages: tuple[int, int] | None
    reason: str = ""


@dataclass(frozen=True)
class Bundle:
    """The bundle's PDF, where each exhibit stands in it, and the exhibits that must go along as files."""

    pdf: bytes
    placed: tuple[Placed, ...]

    @property
    def beside(self) -> tuple[Exhibit, ...]:
        """The exhibits that are not in the PDF."""
        return tuple(one.exhibit for one in self.placed if one.pages is None)


def evidence_bundle(
    agreement: Agreement,
    provider: str,
    exhibits: Sequence[Exhibit],
    *,
    day: date,
    letter: Letter | None = None,
    letter_pdf: bytes | None = None,
    language: str = CHINESE,
    progress: Progress | None = None,
) -> Bundle:
    """Make a bundle, dated ``day``, its own pages in a language; the same input gives the same bytes.

    ``progress`` is told the exhibits set and their number, then (0, 0) while pages are put together. Raises
    :class:`Refused` when a name or a source holds a character that no font has, and what ``progress`` raises.
    """
    text = wording("evidence_bundle", language)
    tell = progress or untold
    parts: list[tuple[Exhibit, bytes | None, str]] = []
    for done, exhibit in enumerate(exhibits):
        tell(done, len(exhibits))
        try:
            parts.append((exhibit, exhibit_pages(exhibit, day), ""))
        except NoPagesError as error:
            parts.append((exhibit, None, error.reason))
    sources = [_Source(letter_pdf, text.text("letter"), "")] if letter_pdf is not None else []
    in_front = sum(source.count for source in sources)
    for exhibit, pdf, _ in parts:
        if pdf is not None:
            name = text.text("bookmark", number=exhibit.number, name=exhibit.name)
            sources.append(_Source(pdf, name, text.text("stamp", number=exhibit.number)))
    sheets = [sheet for source in sources for sheet in source.sheets()]
    front = 2
    while True:  # the list's own length moves the pages it lists; longer numbers make it longer, never shorter
        tell(0, 0)
        placed = tuple(_placed(parts, front + in_front))
        document = _document(agreement, provider, placed, day, letter, front + len(sheets), text)
        try:
            base = render(document, sheets)
        except MissingGlyphError as error:
            raise Refused.because("missing_glyph", character=error.char, code_point=error.code_point) from error
        actual = _count(base) - len(sheets)
        if actual <= front:
            break
        front = actual
    tell(0, 0)
    return Bundle(_paste(base, [source.pdf for source in sources], actual), placed)


@dataclass(frozen=True)
class _Source:
    """A PDF whose pages are placed on sheets, with its bookmark and its stamp."""

    pdf: bytes
    bookmark: str
    stamp: str

    @property
    def count(self) -> int:
        return _count(self.pdf)

    def sheets(self) -> Iterator[Sheet]:
        for number in range(self.count):
            yield Sheet(self.stamp, "" if number else self.bookmark)


def _placed(parts: Sequence[tuple[Exhibit, bytes | None, str]], before: int) -> Iterator[Placed]:
    for exhibit, pdf, reason in parts:
        if pdf is None:
            yield Placed(exhibit, None, reason)
            continue
        count = _count(pdf)
        yield Placed(exhibit, (before + 1, before + count))
        before += count


def _document(  # noqa: PLR0917 - what the front pages say, in their order
    agreement: Agreement, provider: str, placed: Sequence[Placed], day: date, letter: Letter | None, pages: int,
    text: Wording,
) -> Document:  # fmt: skip
    customer = agreement.customer.name
    about: tuple[tuple[str, str], ...] = ()
    if letter is not None:
        named = text.text("cover.letter_value", number=letter.number or "", title=letter.title)
        about = ((text.text("cover.letter"), named),)
    cover = (
        Spacer(6),
        Title(text.text("title")),
        Spacer(2),
        KeyValues(
            (
                (text.text("cover.customer"), customer),
                (text.text("cover.provider"), provider),
                *about,
                (text.text("cover.count"), text.text("cover.count_value", count=len(placed), pages=pages)),
                (text.text("cover.day"), long_date(day, text.language)),
            )
        ),
        PageBreak(),
    )
    return Document(
        title=text.text("title"),
        created=day,
        author=customer,
        subject=text.text("list.title"),
        blocks=(*cover, *_list(placed, day, customer, text)),
        language=document_language(text.language),
        footer=text.text("footer"),
        compact=True,
    )


def _list(placed: Sequence[Placed], day: date, customer: str, text: Wording) -> Iterator[Block]:
    yield Title(text.text("list.title"))
    if not placed:
        yield Paragraph(text.text("list.none"))
        return
    shares = {"number": 0.08, "pages": 0.14}  # the others by what they hold: names of files can be long words
    names = ("number", "name", "source", "proves", "pages")
    columns = tuple(Column(text.text(f"list.{name}"), share=shares.get(name, 0.0)) for name in names)
    rows = tuple(
        (
            str(one.exhibit.number),
            one.exhibit.name,
            one.exhibit.source or text.text("list.no_source"),
            one.exhibit.proves or text.text("list.no_source"),
            _pages(one.pages) if one.pages else text.text(f"list.{one.reason}"),
        )
        for one in placed
    )
    yield Table(columns, rows, ruled=True)
    yield Signature((text.text("list.submitted", customer=customer),), long_date(day, text.language))
    yield Heading(text.text("digests.heading"))
    yield Paragraph(text.text("digests.lead"))
    heads = ("number", "file", "obtained", "digest")
    yield Table(
        tuple(
            Column(text.text(f"digests.{name}"), share=share)
            for name, share in zip(heads, (0.08, 0.0, 0.0, 0.0), strict=True)
        ),
        tuple(
            (str(one.exhibit.number), one.exhibit.name, _moment(one.exhibit.obtained_at), _halves(one.exhibit.sha256))
            for one in placed
        ),
        ruled=True,
    )


def _moment(obtained_at: str) -> str:
    """Write a moment as one reads it, in China time to the second."""
    return f"{datetime.fromisoformat(obtained_at).astimezone(CHINA):%Y-%m-%d %H:%M:%S}"


def _halves(digest: str) -> str:
    """Write a digest on two lines, each an unbroken half."""
    return f"{digest[:32]}\n{digest[32:]}"


def _pages(pages: tuple[int, int]) -> str:
    first, last = pages
    return str(first) if first == last else f"{first}–{last}"


def _count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as opened:
        return len(opened)


def _paste(base: bytes, sources: Sequence[bytes], first: int) -> bytes:
    """Place every page of the sources on the base's sheets from page index ``first`` on."""
    at = first
    with pypdfium2.PdfDocument(base) as target:
        for source in sources:
            with pypdfium2.PdfDocument(source) as opened:
                for index in range(len(opened)):
                    page = opened[index]
                    raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)  # seals and signatures are annotations: as drawn
                    sheet = target[at]
                    placed = opened.page_as_xobject(index, target).as_pageobject()
                    placed.set_matrix(_fitting(page))
                    sheet.insert_obj(placed)
                    sheet.gen_content()
                    at += 1
        buffer = BytesIO()
        target.save(buffer)
    return identified(shared(buffer.getvalue()), (base, *sources))


def _fitting(page: Any) -> pypdfium2.PdfMatrix:
    """Make a page, as it is read, fit between stamp and page number, centred; it is never enlarged."""
    width, height = page.get_size()
    scale = min((_AREA[2] - _AREA[0]) / width, (_AREA[3] - _AREA[1]) / height, 1.0)
    x = (_PAGE[0] - width * scale) / 2
    y = (_AREA[1] + _AREA[3] - height * scale) / 2
    return pypdfium2.PdfMatrix().scale(scale, scale).translate(x, y)
