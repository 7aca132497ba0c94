"""An exhibit as pages of PDF: a PDF as it is, a picture on A4, a text or an e-mail set as text."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2

from models.evidence.exhibits import Exhibit
from models.evidence.reading import paragraphs
from reports.typesetting.blocks import Document, Paragraph, Spacer, Title
from reports.typesetting.fonts import missing
from reports.typesetting.render import render

_A4 = (595.28, 841.89)
_MARGIN = 28.0
_LARGEST_PICTURE = 100_000_000
_TALL, _MOST_STRIPS = 2, 100
"""How many times as tall as broad a picture goes on over several pages, and over how many at most."""


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
        return _picture(exhibit.content, exhibit.media_type)
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


def _picture(content: bytes, media_type: str) -> bytes:
    """Place a picture's pages, each on A4; one much taller than a page is a picture of a screen, and goes on."""
    from PIL import Image, ImageOps, UnidentifiedImageError
    from reportlab import rl_config
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # as in every other paper, whichever is made first
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=_A4, pageCompression=1, invariant=1)
    try:
        with Image.open(BytesIO(content)) as opened:
            frames = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1  # a scan; else what moves
            for number in range(frames):
                opened.seek(number)
                if opened.width * opened.height > _LARGEST_PICTURE:
                    raise NoPagesError("other")
                upright = _on_white(ImageOps.exif_transpose(opened))
                for top, bottom, scale in _strips(*upright.size):
                    width, height = upright.width * scale, (bottom - top) * scale
                    part = upright.crop((0, top, upright.width, bottom))
                    left, up = (_A4[0] - width) / 2, _A4[1] - _MARGIN - height
                    canvas.drawImage(ImageReader(part), left, up, width, height)
                    canvas.showPage()
    except UnidentifiedImageError as error:
        Image.init()
        raise NoPagesError("broken" if media_type in Image.MIME.values() else "other") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise error if isinstance(error, NoPagesError) else NoPagesError("broken") from error
    canvas.save()
    return buffer.getvalue()


def _on_white(picture: Any) -> Any:
    """Give a picture's colours as printed: what is transparent shows the paper."""
    from PIL import Image

    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    paper.alpha_composite(layered)
    return paper.convert("RGB")


def _strips(width: int, height: int) -> Iterator[tuple[int, int, float]]:
    """Cut a picture into strips of a page, (top, bottom, points a pixel); each begins with the end of the last one."""
    broad, deep = _A4[0] - 2 * _MARGIN, _A4[1] - 2 * _MARGIN
    scale = min(broad / width, 0.75)
    strip = int(deep / scale)
    step = strip - strip // 25
    if height <= _TALL * width or height <= strip or height > _MOST_STRIPS * step:
        yield 0, height, min(scale, deep / height)
        return
    top = 0
    while top == 0 or top + strip - step < height:
        yield top, min(top + strip, height), scale
        top += step
