"""Small things painted the same way everywhere: chips and text cut to its place."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout

from ui.look import GAP_SMALL, TEXT_SMALL, Tone, colours, font

CHIP_HEIGHT = 22
PALE = 0.45
"""How opaque is what is not yet of the day looked at."""


def chip_width(text: str) -> int:
    """Give the width of a chip with a text."""
    return QFontMetrics(font(TEXT_SMALL)).horizontalAdvance(text) + 2 * GAP_SMALL + 15


def draw_chip(painter: QPainter, rect: QRect, text: str, tone: Tone, *, right: bool = False) -> None:
    """Draw a chip in a rectangle, centred vertically: a mark whose form tells the tone, and the words."""
    ink, behind = colours().tone(tone)
    width = min(chip_width(text), rect.width())
    left = rect.right() - width + 1 if right else rect.left()
    chip = QRect(left, rect.center().y() - CHIP_HEIGHT // 2 + 1, width, CHIP_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(behind)
    painter.drawRoundedRect(QRectF(chip), CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
    draw_mark(painter, QPointF(chip.left() + GAP_SMALL + 4, chip.center().y() + 0.5), tone, ink)
    painter.setPen(ink)
    painter.setFont(font(TEXT_SMALL))
    inside = chip.adjusted(GAP_SMALL + 12, 0, -GAP_SMALL, 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(inside, flags, cut(text, inside.width(), font(TEXT_SMALL)))
    painter.restore()


def draw_count(painter: QPainter, rect: QRect, text: str) -> None:
    """Draw a small count at the right of a rectangle."""
    ink, behind = colours().tone("watch")
    small = font(TEXT_SMALL, bold=True)
    width = max(QFontMetrics(small).horizontalAdvance(text) + 12, 22)
    mark = QRect(rect.right() - width + 1, rect.center().y() - 9, width, 20)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(behind)
    painter.drawRoundedRect(QRectF(mark), 10, 10)
    painter.setPen(ink)
    painter.setFont(small)
    painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def draw_mark(painter: QPainter, at: QPointF, tone: Tone, ink: QColor) -> None:
    """Draw a filled dot for in order, a ring for watch, a square on its corner for late, a dash for the rest."""
    match tone:
        case "good" | "accent":
            painter.setBrush(ink)
            painter.drawEllipse(at, 3, 3)
        case "watch":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(ink)
            painter.drawEllipse(at, 3, 3)
        case "late":
            painter.setBrush(ink)
            corners = [QPointF(at.x() + dx, at.y() + dy) for dx, dy in ((0, -4), (4, 0), (0, 4), (-4, 0))]
            painter.drawPolygon(corners)
        case _:
            painter.fillRect(QRectF(at.x() - 3, at.y() - 0.75, 6, 1.5), ink)


def cut(text: str, width: int, in_font: QFont) -> str:
    """Shorten a text to a width with an ellipsis."""
    return QFontMetrics(in_font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def draw_found(painter: QPainter, room: QRect, text: str, places: Sequence[int], *, size: int, ink: str) -> None:
    """Draw one line of text with the characters at some places set off, as what a search found."""
    in_font = font(size)
    shown = cut(text, room.width(), in_font)
    formats = []
    for place in places:
        if place < len(shown):
            found = QTextLayout.FormatRange()
            found.start, found.length = place, 1
            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.Bold)
            look.setForeground(QColor(colours().accent))
            found.format = look
            formats.append(found)
    layout = QTextLayout(shown, in_font)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    painter.setPen(QColor(ink))
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))
