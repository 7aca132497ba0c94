"""A document as the bytes of a PDF; a character that no bundled font has is refused by name, never a box."""

from models.problems import Refused
from reports.typesetting.blocks import Document
from reports.typesetting.fonts import MissingGlyphError
from reports.typesetting.render import Progress, render


def pdf(document: Document, *, progress: Progress | None = None) -> bytes:
    """Render a document. Raises :class:`Refused` naming the character when no font can print it.

    ``progress`` is told of pages as `reports.typesetting.render` says, and may stop the work by raising.
    """
    try:
        return render(document, progress=progress)
    except MissingGlyphError as error:
        raise Refused.because("missing_glyph", character=error.char, code_point=error.code_point) from error
