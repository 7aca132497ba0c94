"""A chip on its own: a state in words, with the mark and colour of its tone."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.look import Tone
from ui.paint import CHIP_HEIGHT, chip_width, draw_chip


class Chip(QWidget):
    """Shows a short text as a chip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self._tone: Tone = "plain"

    def put(self, text: str, tone: Tone) -> None:
        """Show a text in a tone."""
        self.text, self._tone = text, tone
        self.setAccessibleName(text)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Be as wide as the text."""
        return QSize(chip_width(self.text), CHIP_HEIGHT + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the chip."""
        painter = QPainter(self)
        draw_chip(painter, self.rect(), self.text, self._tone)
        painter.end()
