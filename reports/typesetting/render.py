"""Documents on paper: a declarative page builder for Chinese letters, summaries and their annexes.

A `Document` is a tuple of blocks (see `reports.typesetting.blocks`); `render` gives the PDF. Page and type of a letter
follow GB/T 9704-2012: A4, margins 37, 28, 35 and 26 mm, 22 lines of 28 characters, body in 三号 (15.75 pt, which
is what lets 28 characters stand in 156 mm), title 22 pt. Annexes and compact documents are set in 12 pt, tables in
10.5 pt::

    document = Document(
        title="关于2026年9月账单的异议函",
        created=date(2026, 10, 14),
        author="示例客户",
        blocks=(
            Title("关于2026年9月账单的异议函"),
            LetterNumber("示函〔2026〕3号"),
            Salutation("致：示例云计算有限公司"),
            Paragraph("贵方于2026年10月1日发送的2026年9月账单……"),
            Heading("一、事实"),
            Table(
                (Column("账单"), Column("金额（元）", "right")),
                (("2026-09", "345.67"), Row(("合计", "345.67"), total=True)),
            ),
            Paragraph("特此函告。"),
            Signature(("示例客户（盖章）",), "2026年10月14日"),
            Attachments(("2026年9月账单", "金额计算说明")),
            Annex("附件2", "金额计算说明", (Derivation("账单差额", "¥12.30", (("条款", "3.2.4"),)),)),
        ),
    )
    pdf = render(document)

The same document gives the same bytes on every run. The PDF has an outline, document properties, embedded subset
fonts and text that can be copied and searched. It is not PDF/A.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from io import BytesIO
from typing import Any, NamedTuple

from reports.pdf_identity import identified
from reports.typesetting.blocks import Document
from reports.typesetting.drawing import Pen
from reports.typesetting.fitting import pages_of
from reports.typesetting.fonts import glyph
from reports.typesetting.layout import MEASURE, MILLIMETRE
from reports.typesetting.line_breaking import break_text
from reports.typesetting.pages import Placed
from reports.typesetting.slabs import TextMark

_PAGE = (210 * MILLIMETRE, 297 * MILLIMETRE)
_LEFT = 28 * MILLIMETRE
_TOP = (297 - 37) * MILLIMETRE
_FOOTER = (35 - 7 - 4) * MILLIMETRE  # GB/T 9704: the page number stands 7 mm below the text area
_SHEET_FOOTER = 12 * MILLIMETRE  # below what is placed on the sheet
_HEADER = (297 - 26) * MILLIMETRE
_SMALL = 10.5
_CHINA = timezone(timedelta(hours=8))


class Sheet(NamedTuple):
    """A page behind the document's own that is left for something to be placed on: its stamp, and its bookmark."""

    stamp: str = ""
    bookmark: str = ""


Progress = Callable[[int, int], None]
"""Told pages drawn and pages in all, (0, 0) while pages are being laid out; what it raises stops the work."""


def render(document: Document, sheets: Sequence[Sheet] = (), *, progress: Progress | None = None) -> bytes:
    """Give the document as PDF; the same document gives the same bytes. ``sheets`` follow, numbered on.

    Raises `MissingGlyphError` (`reports.typesetting.fonts`) for a character that no bundled font can print, wherever it
    stands, and whatever ``progress`` raises.
    """
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    tell = progress or untold
    pages = pages_of(document, lambda: tell(0, 0))
    rl_config.useA85 = 0  # binary streams: a quarter smaller, and every reader of the last thirty years takes them
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=_PAGE,
        pageCompression=1,
        invariant=1,
        lang=document.language,
        pdfVersion=(1, 7),
        initialFontName=glyph(" ", "serif")[0],  # reportlab's own first font would stay in the file, not embedded
    )
    _describe(canvas, document)
    pen = Pen(canvas)
    count = len(pages) + len(sheets)
    for number, page in enumerate(pages, 1):
        tell(number - 1, count)
        for order, placed in enumerate(page):
            _draw_slab(canvas, pen, placed, f"{number}-{order}")
        _draw_margins(pen, document.header, document.footer.format(page=number, pages=count))
        pen.end_page()
        canvas.showPage()
    for number, sheet in enumerate(sheets, len(pages) + 1):
        tell(number - 1, count)
        if sheet.bookmark:
            canvas.bookmarkPage(f"sheet-{number}", fit="XYZ", left=0, top=_PAGE[1])
            canvas.addOutlineEntry(sheet.bookmark, f"sheet-{number}", level=0)
        _draw_margins(pen, "", document.footer.format(page=number, pages=count), _SHEET_FOOTER)
        _draw_stamp(pen, sheet.stamp)
        pen.end_page()
        canvas.showPage()
    tell(count, count)
    canvas.save()
    return identified(buffer.getvalue())


def untold(done: int, pages: int) -> None:
    """Tell nobody."""


def _describe(canvas: Any, document: Document) -> None:
    """Fill in the document properties."""
    stamp = _pdf_date(document.created)
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    if document.keywords:
        canvas.setKeywords(list(document.keywords))
    canvas.setCreator("ClauseLedger")
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _pdf_date(day: date | datetime) -> str:
    """Write a date as PDF does (ISO 32000-1, 7.9.4)."""
    moment = day if isinstance(day, datetime) else datetime.combine(day, time(), _CHINA)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=_CHINA)
    offset = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


def _draw_slab(canvas: Any, pen: Pen, placed: Placed, key: str) -> None:
    top = _TOP - placed.top
    if placed.slab.outline:
        level, text = placed.slab.outline
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=top + 12)
        canvas.addOutlineEntry(text, key, level=level)
    for mark in placed.slab.marks:
        pen.draw(mark, _LEFT, top)
    for mark in placed.closing:
        pen.draw(mark, _LEFT, top)


def _draw_margins(pen: Pen, header: str, footer: str, below: float = _FOOTER) -> None:
    """Draw footer and header line, both centred; ``below`` is the footer's height on the page."""
    for text, y, grey in ((footer, below, 0.0), (header, _HEADER, 0.35)):
        if text:
            (line, *_) = break_text(text, MEASURE, _SMALL)
            pen.draw(TextMark((MEASURE - line.width) / 2, 0.0, _SMALL, line), _LEFT, y, grey)


def _draw_stamp(pen: Pen, stamp: str) -> None:
    """Draw an exhibit's number at the upper right, in a thin frame."""
    if not stamp:
        return
    (line, *_) = break_text(stamp, MEASURE, 12.0, face="sans-bold")
    left, top = _PAGE[0] - 12 * MILLIMETRE - line.width, _PAGE[1] - 7 * MILLIMETRE
    pen.frame(left - 6, top - 16, line.width + 12, 20, 0.6)
    pen.draw(TextMark(0.0, 0.0, 12.0, line), left, top - 10.5)
