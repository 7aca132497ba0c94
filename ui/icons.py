"""The program's own icons: line drawings in ``resources/icons``, painted in the ink in force when they are painted."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource
from ui.look import colours

_FAINT = 0.45
"""How much is seen of what cannot be done now: enough to tell what it is."""


class _Drawing(QIconEngine):
    """Paints one drawing in the colour that suits the state, so that it follows a change between light and dark."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        ink = colours()
        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(_FAINT)
        colour = ink.accent if mode == QIcon.Mode.Selected else ink.soft
        _renderer(self._name, colour).render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Drawing(self._name)


def icon(name: str) -> QIcon:
    """Give the icon of a drawing, e.g. ``icon("bill")``."""
    return QIcon(_Drawing(name))


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
