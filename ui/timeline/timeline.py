"""Days on a line, with a mark for each matter: past at the left, today, what is coming at the right."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from models.terms.calendar import Calendar, OutsideCalendarError
from ui.charts.picture import Picture, stepped
from ui.look import GAP_SMALL, TEXT_SMALL, Tone, colours, font
from ui.paint import draw_mark

_BACK, _AHEAD = 30, 60
"""Days shown at least before and after the day looked at."""
_FARTHEST = 120
"""Days shown at most before and after; what is farther stands at the edge."""
_EDGE = 20
_AXIS = 30
"""Pixels from the bottom to the line of days."""
_STEP = 14
_TALL = 3
"""Marks of one day that stand over each other."""
_NEAR = 9


class Mark(NamedTuple):
    """One matter on the line: its day, tone, what it is in words, and the last day it may move to."""

    day: date
    tone: Tone
    said: str
    until: date | None = None


class Timeline(Picture):
    """The line. Left and Right go from mark to mark, Enter opens one, Ctrl+C copies the picture."""

    chosen = Signal(int)
    """The number of the mark chosen."""
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(96)
        self.setAccessibleName(self.tr("Timeline"))
        self._marks: Sequence[Mark] = ()
        self._below: list[int] = []
        """How many marks of the same day stand under each."""
        self._today = date(2000, 1, 1)
        self._calendar: Calendar | None = None
        self.span = self._reach()
        """The first and last day shown."""
        self.current = -1

    def show_marks(self, marks: Sequence[Mark], today: date, calendar: Calendar) -> None:
        """Show matters around a day."""
        self._marks, self._today, self._calendar = marks, today, calendar
        self.span = self._reach()
        seen: Counter[date] = Counter()
        self._below = []
        for mark in marks:
            self._below.append(seen[mark.day])
            seen[mark.day] += 1
        self.current = min(self.current, len(marks) - 1)
        self.setVisible(bool(marks))
        self.update()

    def choose(self, number: int) -> None:
        """Set a mark off; -1 none."""
        self.current = number
        self.setAccessibleDescription(self._marks[number].said if 0 <= number < len(self._marks) else "")
        self.update()

    def _reach(self) -> tuple[date, date]:
        days = [self._today - timedelta(days=_BACK), self._today + timedelta(days=_AHEAD)]
        for mark in self._marks:
            days += [mark.day, mark.until or mark.day]
        first = max(min(days), self._today - timedelta(days=_FARTHEST))
        return first, min(max(days), self._today + timedelta(days=_FARTHEST))

    def place(self, number: int) -> QPointF:
        """Give where a mark stands."""
        mark = self._marks[number]
        return QPointF(self._x(mark.day), self.height() - _AXIS - 10 - _STEP * min(self._below[number], _TALL))

    def draw(self, painter: QPainter, size: QSize) -> None:
        """Paint days off as a tint, months, today, and the marks."""
        ink = colours()
        axis = size.height() - _AXIS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.surface))
        painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 6, 6)
        self._draw_days_off(painter, axis)
        painter.setPen(QPen(QColor(ink.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 6, 6)
        painter.setPen(QPen(QColor(ink.soft), 1))
        painter.drawLine(QPointF(_EDGE, axis + 0.5), QPointF(size.width() - _EDGE, axis + 0.5))
        self._draw_scale(painter, axis)
        for number, mark in enumerate(self._marks):
            self._draw_mark(painter, number, mark, axis)

    def _x(self, day: date) -> float:
        first, last = self.span
        inside = min(max(day, first), last)
        return _EDGE + (inside - first).days * (self.width() - 2 * _EDGE) / max((last - first).days, 1)

    def _draw_days_off(self, painter: QPainter, axis: int) -> None:
        first, last = self.span
        wide = (self.width() - 2 * _EDGE) / max((last - first).days, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().raised))
        day = first
        while day <= last and self._calendar is not None:
            try:
                off = not self._calendar.is_working(day)
            except OutsideCalendarError:
                off = False
            if off:
                painter.drawRect(QRectF(self._x(day) - wide / 2, axis - 58, wide, 58))
            day += timedelta(days=1)

    def _draw_scale(self, painter: QPainter, axis: int) -> None:
        """Write the months under the line, and today with its date."""
        ink, small = colours(), font(TEXT_SMALL)
        painter.setFont(small)
        first, last = self.span
        here = self._x(self._today)
        day = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        while day <= last:
            at = self._x(day)
            painter.setPen(QPen(QColor(ink.soft), 1))
            painter.drawLine(QPointF(at, axis), QPointF(at, axis + 4))
            if abs(at - here) > 62:
                self._write(painter, at, axis, f"{day:%Y-%m}" if day.month == 1 else f"{day:%m-%d}", ink.soft)
            day = (day + timedelta(days=31)).replace(day=1)
        painter.setPen(QPen(QColor(ink.accent), 2))
        painter.drawLine(QPointF(here, 8), QPointF(here, axis + 4))
        painter.setFont(font(TEXT_SMALL, bold=True))
        self._write(painter, here, axis, f"{self._today:%m-%d}", ink.accent)

    def _write(self, painter: QPainter, at: float, axis: int, text: str, ink: str) -> None:
        wide = painter.fontMetrics().horizontalAdvance(text)
        left = min(max(at - wide / 2, GAP_SMALL), self.width() - wide - GAP_SMALL)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(left, axis + 20), text)

    def _draw_mark(self, painter: QPainter, number: int, mark: Mark, axis: int) -> None:
        at = self.place(number)
        ink, behind = colours().tone(mark.tone)
        if mark.until is not None and mark.until > mark.day:
            painter.setPen(QPen(ink, 2))
            painter.drawLine(at, QPointF(self._x(mark.until), at.y()))
        painter.setPen(QPen(ink, 1))
        painter.drawLine(QPointF(at.x(), at.y() + 5), QPointF(at.x(), axis))
        painter.setPen(QPen(ink if number == self.current else behind, 1.5))
        painter.setBrush(behind)
        round_ = 9.0 if number == self.current else 7.5
        painter.drawEllipse(at, round_, round_)
        draw_mark(painter, at, mark.tone, ink)

    # By keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark."""
        goal = stepped(event.key(), self.current, len(self._marks) - 1)
        if goal is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose(goal)
            self.chosen.emit(goal)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current >= 0:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the mark under the mouse."""
        number = self._under(event.position().toPoint())
        if number >= 0:
            self.choose(number)
            self.chosen.emit(number)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the mark under the mouse."""
        number = self._under(event.position().toPoint())
        if number >= 0:
            self.opened.emit(number)

    def event(self, event: QEvent) -> bool:
        """Say what the mark under the mouse is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._under(event.pos())
            QToolTip.showText(event.globalPos(), self._marks[number].said if number >= 0 else "", self)
            return True
        return super().event(event)

    def _under(self, at: QPoint) -> int:
        near = [
            (distance, number)
            for number in range(len(self._marks))
            if (distance := (QPointF(at) - self.place(number)).manhattanLength()) <= 2 * _NEAR
        ]
        return min(near)[1] if near else -1
