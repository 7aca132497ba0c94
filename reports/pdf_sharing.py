"""What a PDF holds several times over, kept once: fonts above all, which come along with every page placed on another.

Objects with the same content become one; then those that refer to them are the same too, and so on upwards.
"""

from io import BytesIO

_DEEPEST = 8
"""Objects above each other from a page to its font's file: page, form, their resources, fonts, font, descriptor."""


def shared(pdf: bytes) -> bytes:
    """Give a PDF with every object in it once; one that cannot be taken apart is given as it is, only larger."""
    from pypdf import PdfWriter
    from pypdf.errors import PyPdfError

    try:
        writer = PdfWriter(clone_from=BytesIO(pdf))
        for _ in range(_DEEPEST):
            writer.compress_identical_objects()
    except (PyPdfError, ValueError, RecursionError):  # an exhibit's own oddities, which readers put up with
        return pdf
    buffer = BytesIO()
    writer.write(buffer)
    made = buffer.getvalue()
    return made if len(made) < len(pdf) else pdf
