"""A PDF's pages as pictures: exactly the bytes that will be saved."""

from collections import OrderedDict
from contextlib import closing

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

_KEPT = 8
POINTS_PER_INCH = 72


class PdfPages:
    """The pages of one PDF, rendered when asked for; the last few pictures are kept."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with self._open() as document:
            self.sizes = [QSizeF(*document.get_page_size(number)) for number in range(len(document))]
        """Size of each page in points."""
        self._pictures: OrderedDict[tuple[int, float], QImage] = OrderedDict()

    def __len__(self) -> int:
        """Count the pages."""
        return len(self.sizes)

    def picture(self, page: int, scale: float) -> QImage:
        """Give a page's picture at so many pixels a point."""
        key = (page, scale)
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        picture = self.render(page, scale)
        self._pictures[key] = picture
        if len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        return picture

    def render(self, page: int, scale: float) -> QImage:
        """Render a page's picture without keeping it."""
        with self._open() as document:
            bitmap = document[page].render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
            picture = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
            bitmap.close()
        return picture

    def _open(self) -> closing[pypdfium2.PdfDocument]:
        """Open the document for as long as it is read: one still open when the program ends is complained about."""
        return closing(pypdfium2.PdfDocument(self.content))
