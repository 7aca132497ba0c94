"""Papers as they go to the printer: a binding margin, mirrored for printing on both sides, and several in one file.

The papers themselves stay as they were made; what is set up here is another file, and it is that file that is shown,
saved and printed. One paper without a binding margin is its own bytes.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, NamedTuple

from models.problems import Refused

WIDEST_BINDING = 20
"""Millimetres: beyond, the text (28 mm from the left edge, 26 from the right) would come near the other edge."""
_MILLIMETRE = 72 / 25.4


class PageSetup(NamedTuple):
    """How papers are printed: ``binding`` is how far pages move away from where they are bound, in millimetres.

    With ``two_sided`` even pages move the other way, and each paper begins on a front side.
    """

    binding: int = 0
    two_sided: bool = False


class Paper(NamedTuple):
    """One paper to be printed: what its bookmark says, and its PDF."""

    name: str
    pdf: bytes


def arranged(papers: Sequence[Paper], setup: PageSetup) -> bytes:
    """Give papers as one PDF, set up for printing; the same papers give the same bytes.

    Raises ValueError when there are none, or the binding margin is negative or wider than :data:`WIDEST_BINDING`, and
    :class:`models.problems.Refused` naming a paper that is damaged or locked.
    """
    if not papers or not 0 <= setup.binding <= WIDEST_BINDING:
        raise ValueError(f"nothing to arrange, or no such margin: {len(papers)} papers, {setup.binding} mm")
    if len(papers) > 1:
        return _together(papers, setup)
    return _moved(papers[0], setup) if setup.binding else papers[0].pdf


def _offset(index: int, setup: PageSetup) -> float:
    """Give how far the page with an index moves to the right, in points."""
    back = setup.two_sided and index % 2
    return (-1 if back else 1) * setup.binding * _MILLIMETRE


def _moved(paper: Paper, setup: PageSetup) -> bytes:
    """Move what is on each page by moving the page's frame: bookmarks and properties stay."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=_read(paper))
    for index, page in enumerate(writer.pages):
        _move(page, _offset(index, setup))
    return _written(writer)


def _together(papers: Sequence[Paper], setup: PageSetup) -> bytes:
    """Put one paper after the other, each with a bookmark above its own; the file is dated and signed as the first."""
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter()
    sources = [_read(paper) for paper in papers]
    for paper, source in zip(papers, sources, strict=True):
        if setup.two_sided and len(writer.pages) % 2:
            writer.add_blank_page(writer.pages[-1].mediabox.width, writer.pages[-1].mediabox.height)
        start = len(writer.pages)
        writer.append(source, outline_item=paper.name)
        for index in range(start, len(writer.pages)):
            _move(writer.pages[index], _offset(index, setup))
    first = dict(sources[0].metadata or {})
    kept = {name: first[name] for name in ("/Author", "/CreationDate", "/ModDate") if name in first}
    writer.add_metadata(kept | {"/Title": "、".join(paper.name for paper in papers), "/Creator": "ClauseLedger"})
    root = writer.root_object
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})  # noqa: FBT003 - a PDF value
    root[NameObject("/Lang")] = TextStringObject(str(sources[0].root_object.get("/Lang", "zh-CN")))
    return _written(writer)


def _read(paper: Paper) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        read = PdfReader(BytesIO(paper.pdf))
        if read.is_encrypted or not len(read.pages):
            raise Refused.because("paper_unreadable", name=paper.name)
    except (PyPdfError, ValueError, KeyError) as error:
        raise Refused.because("paper_unreadable", name=paper.name) from error
    return read


def _move(page: Any, distance: float) -> None:
    """Move what a page shows to the right, as it is read: by moving its frame to the left, whatever its rotation."""
    from pypdf.generic import RectangleObject

    across, up = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[page.rotation % 360]
    x, y = -across * distance, -up * distance
    for name in ("mediabox", "cropbox") if "/CropBox" in page else ("mediabox",):
        left, bottom, right, top = (float(one) for one in getattr(page, name))
        setattr(page, name, RectangleObject((left + x, bottom + y, right + x, top + y)))


def _written(writer: Any) -> bytes:
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
