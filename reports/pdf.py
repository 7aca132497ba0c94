"""A document as the bytes of a PDF; a character that no bundled font has is refused by name, never a box."""

from models.problems import Refused
from reports.fonts import MissingGlyphError
from reports.typesetting import Document, render


def pdf(document: Document) -> bytes:
    """Render a document. Raises :class:`Refused` naming the character when no font can print it."""
    try:
        return render(document)
    except MissingGlyphError as error:
        raise Refused.because("missing_glyph", character=error.char, code_point=error.code_point) from error
