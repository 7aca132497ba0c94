"""An exhibit as pages of PDF: a PDF as it is, a picture on A4, a text or an e-mail set as text."""

from datetime import date
from io import BytesIO

import pypdfium2

from models.evidence.exhibits import Exhibit
from models.evidence.reading import paragraphs
from reports.fonts import missing
from reports.typesetting import Document, Paragraph, Spacer, Title, render

_A4 = (595.28, 841.89)
_LARGEST_PICTURE = 100_000_000


class NoPagesError(ValueError):
    """An exhibit that gives no pages: ``reason`` is ``broken``, ``locked`` or ``other``."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def exhibit_pages(exhibit: Exhibit, day: date) -> bytes:
    """Give an exhibit as a PDF. Raises :class:`NoPagesError` when it is broken, locked or of another kind."""
    if exhibit.media_type == "application/pdf" or exhibit.content.startswith(b"%PDF"):
        _look_at(exhibit.content)
        return exhibit.content
    if exhibit.media_type.startswith("image/"):
        return _picture(exhibit.content)
    lines = paragraphs(exhibit.name, exhibit.media_type, exhibit.content)
    if lines is None:
        raise NoPagesError("other")
    blocks = tuple(Paragraph(_drawn(line), indent=False) if line.strip() else Spacer(0.5) for line in lines)
    return render(Document(_drawn(exhibit.name), day, (Title(_drawn(exhibit.name)), *blocks), footer="", compact=True))


def _drawn(text: str) -> str:
    """Write out characters that no font has, such as 〔U+1F600〕: an exhibit must not lose one silently."""
    text = "".join(char if char.isprintable() else " " for char in text)
    for char in missing(text):
        text = text.replace(char, f"〔U+{ord(char):04X}〕")
    return text


def _look_at(content: bytes) -> None:
    try:
        with pypdfium2.PdfDocument(content) as opened:
            for page in opened:
                page.get_size()
            empty = len(opened) == 0
    except pypdfium2.PdfiumError as error:
        raise NoPagesError("locked" if "assword" in str(error) or b"/Encrypt" in content else "broken") from error
    if empty:
        raise NoPagesError("broken")


def _picture(content: bytes) -> bytes:
    from PIL import Image, ImageOps
    from reportlab import rl_config
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    try:
        with Image.open(BytesIO(content)) as opened:
            if opened.width * opened.height > _LARGEST_PICTURE:
                raise NoPagesError("other")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPagesError("broken") from error
    rl_config.useA85 = 0  # as in every other paper, whichever is made first
    margin = 28.0
    scale = min((_A4[0] - 2 * margin) / upright.width, (_A4[1] - 2 * margin) / upright.height, 0.75)
    width, height = upright.width * scale, upright.height * scale
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=_A4, pageCompression=1, invariant=1)
    left, top = (_A4[0] - width) / 2, _A4[1] - margin
    canvas.drawImage(ImageReader(upright), left, top - height, width, height)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
