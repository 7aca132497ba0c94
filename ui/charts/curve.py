"""An amount over days as a curve, with one day chosen: dragged by mouse, moved by the arrow keys."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from models.vocabulary import Vocabulary
from ui.charts.days import DaysPicture, write_centred
from ui.look import GAP_SMALL, TEXT_SMALL, colours, font

_ABOVE, _BELOW = 22, 22


class Curve(DaysPicture):
    """Amounts by day. Left and Right go a day, Page Up and Page Down a week, Home and End to the ends."""

    def __init__(self, name: str, words: Vocabulary) -> None:
        super().__init__(name)
        self._words = words
        self._points: Sequence[tuple[date, int]] = ()
        self.setFixedHeight(104)

    def show_points(self, points: Sequence[tuple[date, int]]) -> None:
        """Show amounts (1e-8 CNY) by day, the days rising; between two of them the line is straight."""
        self._points = points
        whole = (points[-1][0] - points[0][0]).days + 1 if points else 0
        self.days = [points[0][0] + timedelta(days=number) for number in range(whole)]
        self.setVisible(len(points) > 1)
        self.choose(self.day)

    def said(self, day: date) -> str:
        """Say a day and its amount; empty outside the curve."""
        at = self._at(day)
        return f"{day} {self._amount(day, at)}" if at is not None else ""

    def draw(self, painter: QPainter, size: QSize) -> None:
        """Paint the line with a tint under it, its ends in words, and the day chosen."""
        if len(self._points) < 2:
            return
        ink = colours()
        places = [self._place(day, amount, size) for day, amount in self._points]
        line = QPolygonF(places)
        floor = size.height() - _BELOW
        under = QPolygonF([QPointF(self.side, floor), *places, QPointF(size.width() - self.side, floor)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.late_soft))
        painter.drawPolygon(under)
        painter.setPen(QPen(QColor(ink.late), 2))
        painter.drawPolyline(line)
        painter.setPen(QPen(QColor(ink.line), 1))
        painter.drawLine(QPointF(self.side, floor), QPointF(size.width() - self.side, floor))
        painter.setFont(font(TEXT_SMALL))
        first, last = self._points[0], self._points[-1]
        painter.setPen(QColor(ink.soft))
        room = QRectF(self.side, floor + 2, size.width() - 2 * self.side, _BELOW - 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, first[0].isoformat())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, last[0].isoformat())
        self._draw_day(painter, size, floor)

    def _draw_day(self, painter: QPainter, size: QSize, floor: int) -> None:
        amount = self._at(self.day) if self.day is not None else None
        if amount is None or self.day is None:
            return
        ink = colours()
        at = self._place(self.day, amount, size)
        self.draw_cursor(painter, at, _ABOVE - 4, floor)
        painter.setPen(QColor(ink.ink))
        painter.setFont(font(TEXT_SMALL, bold=True))
        write_centred(painter, at.x(), _ABOVE - 8, f"{self.day.isoformat()}  {self._amount(self.day, amount)}", size)

    def _amount(self, day: date, amount: int) -> str:
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

    def _place(self, day: date, amount: int, size: QSize) -> QPointF:
        most = max(amount for _, amount in self._points) or 1
        tall = size.height() - _ABOVE - _BELOW - GAP_SMALL
        return QPointF(self.across(day, size), size.height() - _BELOW - tall * amount / most)
