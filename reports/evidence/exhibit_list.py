"""The list of evidence (证据目录) on its own: what is kept, before anything is bound.

It says of each exhibit number, name, source, what it proves and its pages, as the Supreme People's Court's rules on
evidence in civil cases ask (证据规定 19); a file that gives no pages says why.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import pypdfium2

from models.evidence.exhibits import Exhibit
from models.problems import Refused
from reports.evidence.exhibit_pages import NoPagesError, exhibit_pages
from reports.typesetting.blocks import Block, Column, Document, Paragraph, Signature, Table, Title
from reports.typesetting.fonts import MissingGlyphError
from reports.typesetting.render import Progress, render
from reports.wording import CHINESE, Wording, document_language, long_date, wording

_SHARES = {"number": 0.08, "name": 0.0, "source": 0.0, "proves": 0.0, "count": 0.14}
"""Parts of the width; 0 by what the column holds, since names of files can be long words."""


def evidence_list_pdf(
    customer: str,
    exhibits: Sequence[Exhibit],
    *,
    day: date,
    language: str = CHINESE,
    progress: Progress | None = None,
) -> bytes:
    """Make the list, dated ``day``.

    Raises :class:`Refused` when a text holds a character that no font has, and what ``progress`` raises.
    """
    text = wording("evidence_bundle", language)
    document = Document(
        title=text.text("list.title"),
        created=day,
        author=customer,
        subject=text.text("list.title"),
        blocks=tuple(_blocks(customer, exhibits, day, text)),
        language=document_language(language),
        footer=text.text("footer"),
        compact=True,
    )
    try:
        return render(document, progress=progress)
    except MissingGlyphError as error:
        raise Refused.because("missing_glyph", character=error.char, code_point=error.code_point) from error


def _blocks(customer: str, exhibits: Sequence[Exhibit], day: date, text: Wording) -> Iterator[Block]:
    yield Title(text.text("list.title"))
    if not exhibits:
        yield Paragraph(text.text("list.none"))
        return
    columns = tuple(Column(text.text(f"list.{name}"), share=share) for name, share in _SHARES.items())
    nothing = text.text("list.no_source")
    rows = tuple(
        (str(one.number), one.name, one.source or nothing, one.proves or nothing, _pages(one, day, text))
        for one in exhibits
    )
    yield Table(columns, rows, ruled=True)
    yield Signature((text.text("list.submitted", customer=customer),), long_date(day, text.language))


def _pages(exhibit: Exhibit, day: date, text: Wording) -> str:
    try:
        with pypdfium2.PdfDocument(exhibit_pages(exhibit, day)) as pages:
            return text.text("list.page_count", count=len(pages))
    except NoPagesError as error:
        return text.text(f"list.{error.reason}_file")
