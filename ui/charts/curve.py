"""An amount over days as a curve, with one day chosen: dragged by mouse, moved by the arrow keys."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF

from models.vocabulary import Vocabulary
from ui.charts.picture import Picture
from ui.look import GAP_SMALL, TEXT_SMALL, colours, font

_SIDE, _ABOVE, _BELOW = 12, 22, 22
_MANY_DAYS = 7


class Curve(Picture):
    """Amounts by day. Left and Right go a day, Page Up and Page Down a week, Home and End to the ends."""

    chosen = Signal(date)

    def __init__(self, name: str, words: Vocabulary) -> None:
        super().__init__()
        self._words = words
        self._points: Sequence[tuple[date, int]] = ()
        self.day: date | None = None
        self.setFixedHeight(104)
        self.setAccessibleName(name)

    def show_points(self, points: Sequence[tuple[date, int]]) -> None:
        """Show amounts (1e-8 CNY) by day, the days rising; between two of them the line is straight."""
        self._points = points
        self.setVisible(len(points) > 1)
        self.choose(self.day)

    def choose(self, day: date | None) -> None:
        """Mark a day; one outside the curve is not marked."""
        self.day = day
        at = self._at(day) if day is not None else None
        self.setAccessibleDescription(f"{day} {self._said(day, at)}" if at is not None and day is not None else "")
        self.update()

    def draw(self, painter: QPainter, size: QSize) -> None:
        """Paint the line with a tint under it, its ends in words, and the day chosen."""
        if len(self._points) < 2:
            return
        ink = colours()
        places = [self._place(day, amount) for day, amount in self._points]
        line = QPolygonF(places)
        floor = size.height() - _BELOW
        under = QPolygonF([QPointF(_SIDE, floor), *places, QPointF(size.width() - _SIDE, floor)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.late_soft))
        painter.drawPolygon(under)
        painter.setPen(QPen(QColor(ink.late), 2))
        painter.drawPolyline(line)
        painter.setPen(QPen(QColor(ink.line), 1))
        painter.drawLine(QPointF(_SIDE, floor), QPointF(size.width() - _SIDE, floor))
        painter.setFont(font(TEXT_SMALL))
        first, last = self._points[0], self._points[-1]
        painter.setPen(QColor(ink.soft))
        room = QRectF(_SIDE, floor + 2, size.width() - 2 * _SIDE, _BELOW - 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, first[0].isoformat())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, last[0].isoformat())
        self._draw_day(painter, size, floor)
        if self.hasFocus():
            painter.setPen(QPen(QColor(ink.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 6, 6)

    def _draw_day(self, painter: QPainter, size: QSize, floor: int) -> None:
        amount = self._at(self.day) if self.day is not None else None
        if amount is None or self.day is None:
            return
        ink = colours()
        at = self._place(self.day, amount)
        painter.setPen(QPen(QColor(ink.accent), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at.x(), _ABOVE - 4), QPointF(at.x(), floor))
        painter.setPen(QPen(QColor(ink.surface), 2))
        painter.setBrush(QColor(ink.accent))
        painter.drawEllipse(at, 6, 6)
        painter.setPen(QColor(ink.ink))
        painter.setFont(font(TEXT_SMALL, bold=True))
        said = f"{self.day.isoformat()}  {self._said(self.day, amount)}"
        wide = painter.fontMetrics().horizontalAdvance(said)
        left = min(max(at.x() - wide / 2, _SIDE), size.width() - wide - _SIDE)
        painter.drawText(QPointF(left, _ABOVE - 8), said)

    def _said(self, day: date, amount: int) -> str:
        """Say an amount; one that was not computed for its very day is marked."""
        money = self._words.value(amount, "money")
        return money if any(day == known for known, _ in self._points) else f"≈ {money}"

    def _at(self, day: date) -> int | None:
        """Give the amount on a day; between two days known, on the straight line, cut off to whole fen."""
        for (first, low), (last, high) in zip(self._points, self._points[1:], strict=False):
            if first <= day <= last:
                part = low + (high - low) * (day - first).days // max((last - first).days, 1)
                return part if day in {first, last} else part // 10**6 * 10**6
        return None

    def _place(self, day: date, amount: int) -> QPointF:
        first, last = self._points[0][0], self._points[-1][0]
        most = max(amount for _, amount in self._points) or 1
        wide, tall = self.width() - 2 * _SIDE, self.height() - _ABOVE - _BELOW - GAP_SMALL
        along = (day - first).days / max((last - first).days, 1)
        return QPointF(_SIDE + wide * along, self.height() - _BELOW - tall * amount / most)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the day."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageDown: _MANY_DAYS,
            Qt.Key.Key_PageUp: -_MANY_DAYS,
            Qt.Key.Key_Home: -(10**6),
            Qt.Key.Key_End: 10**6,
        }.get(Qt.Key(event.key()))
        if steps is None or not self._points or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        first, last = self._points[0][0], self._points[-1][0]
        here = ((self.day or first) - first).days
        self._go(first + timedelta(days=min(max(here + steps, 0), (last - first).days)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the day under the mouse."""
        super().mousePressEvent(event)
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the days the mouse is dragged over."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)

    def _drag(self, event: QMouseEvent) -> None:
        if len(self._points) > 1:
            first, last = self._points[0][0], self._points[-1][0]
            along = (event.position().x() - _SIDE) / max(self.width() - 2 * _SIDE, 1)
            self._go(first + timedelta(days=round(min(max(along, 0), 1) * (last - first).days)))

    def _go(self, day: date) -> None:
        if day != self.day:
            self.choose(day)
            self.chosen.emit(day)
