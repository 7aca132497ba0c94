"""The text of a PDF file, page after page, without what comes again at the top and bottom of the pages."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.problems import Refused

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 1000
LONGEST = 4_000_000
"""Characters, of all pages together; more is no agreement."""

_EDGE = 2
"""Lines at the top and the bottom of a page that may be header and footer."""

_PASSWORD = 4  # FPDF_ERR_PASSWORD


def text_of_pdf(content: bytes, name: str) -> str:
    """Give a PDF's text. Refused by name: broken, protected by a password, without any text (scanned)."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
        raise Refused.because("agreement_locked" if locked else "agreement_broken", file=name) from error
    try:
        pages = _pages(document, name)
    except PdfiumError as error:
        raise Refused.because("agreement_broken", file=name) from error
    finally:
        document.close()
    if not any(pages):
        raise Refused.because("agreement_scanned", file=name)
    return "\n".join("\n".join(page) for page in without_running_lines(pages))


def _pages(document: "PdfDocument", name: str) -> list[list[str]]:
    if len(document) > MOST_PAGES:
        raise Refused.because("agreement_too_many_pages", file=name, pages=len(document), most=MOST_PAGES)
    pages: list[list[str]] = []
    length = 0
    for page in document:
        text_page = page.get_textpage()
        text: str = text_page.get_text_bounded()
        text_page.close()
        page.close()
        length += len(text)
        if length > LONGEST:
            raise Refused.because("agreement_too_long", file=name, length=length, longest=LONGEST)
        # pdfium marks a hyphen at a line's end by U+FFFE, or U+0002 in older versions.
        lines = text.replace("\ufffe", "-").replace("\x02", "-").splitlines()
        pages.append([line.strip() for line in lines if line.strip()])
    return pages


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Drop the lines at the edges of the pages that come again, but for their numbers, on most of them."""
    seen = Counter(alike for page in pages for alike in {_alike(line) for line in _edges(page)})
    least = max(2, round(0.6 * len(pages)))
    running = {alike for alike, times in seen.items() if times >= least}
    kept = []
    for page in pages:
        begin, end = 0, len(page)
        while begin < min(_EDGE, end) and _alike(page[begin]) in running:
            begin += 1
        while end > max(begin, len(page) - _EDGE) and _alike(page[end - 1]) in running:
            end -= 1
        kept.append(list(page[begin:end]))
    return kept


def _edges(page: Sequence[str]) -> list[str]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _alike(line: str) -> str:
    return re.sub(r"\d+", "#", "".join(line.split()))
