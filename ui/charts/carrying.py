"""A picture on paper: its name, the picture as lines and letters, and what it says, in the light colours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import QBuffer, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from ui.look import LIGHT, LOOK, TEXT, TEXT_HEADING, families, font

_MARGIN, _HEAD, _FOOT = 24, 34, 56
_POINTS_PER_PIXEL = 0.75
_ELSEWHERE = "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,PingFang SC,sans-serif"
"""Fonts of other machines, tried where a drawing is opened without the program's own."""


class Drawn(Protocol):
    """What can be carried: it has a name, says what it shows, and paints itself at a size."""

    def accessibleName(self) -> str: ...
    def accessibleDescription(self) -> str: ...
    def size(self) -> QSize: ...
    def draw(self, painter: QPainter, size: QSize, /) -> None: ...


def paint_whole(picture: Drawn, painter: QPainter, width: float, height: float) -> None:
    """Paint name, picture and words at the top of a page, as large as fits its width and height (device units)."""
    size = whole_size(picture)
    scale = min(width / size.width(), height / size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    with _in_light():
        painter.setPen(QColor(LIGHT.ink))
        painter.setFont(font(TEXT_HEADING, bold=True))
        painter.drawText(QPointF(_MARGIN, _MARGIN + TEXT_HEADING), picture.accessibleName())
        painter.save()
        painter.translate(_MARGIN, _MARGIN + _HEAD)
        picture.draw(painter, picture.size())
        painter.restore()
        painter.setPen(QColor(LIGHT.ink))
        painter.setFont(font(TEXT))
        own = picture.size()
        room = QRectF(_MARGIN, _MARGIN + _HEAD + own.height() + 8, own.width(), _FOOT)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), picture.accessibleDescription())


def whole_size(picture: Drawn) -> QSizeF:
    """Give the size of name, picture and words together, in pixels of the screen."""
    size = picture.size()
    return QSizeF(size.width() + 2 * _MARGIN, size.height() + 2 * _MARGIN + _HEAD + _FOOT)


def pdf(picture: Drawn) -> bytes:
    """Give a picture as a PDF of one page of its size; its letters are letters, its lines are lines."""
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setTitle(picture.accessibleName())
    writer.setCreator("ClauseLedger")
    page = QPageSize(whole_size(picture) * _POINTS_PER_PIXEL, QPageSize.Unit.Point)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    paint_whole(picture, painter, writer.width(), writer.height())
    painter.end()
    return bytes(held.data().data())


def svg(picture: Drawn) -> bytes:
    """Give a picture as an SVG drawing; its letters are letters, its lines are lines."""
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(held)
    generator.setTitle(picture.accessibleName())
    generator.setDescription(picture.accessibleDescription())
    size = whole_size(picture)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    paint_whole(picture, painter, size.width(), size.height())
    painter.end()
    own = ",".join(families())
    return bytes(held.data().data()).replace(f'"{own}"'.encode(), f'"{own},{_ELSEWHERE}"'.encode())


@contextmanager
def _in_light() -> Iterator[None]:
    """Draw with the light colours for as long as it takes: paper is white."""
    before, LOOK.colours = LOOK.colours, LIGHT
    try:
        yield
    finally:
        LOOK.colours = before
