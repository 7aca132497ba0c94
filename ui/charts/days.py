"""A picture over days, one of them chosen: reached by the arrow keys, taken with the mouse, said in words."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.charts.picture import Picture, stepped
from ui.look import TEXT_SMALL, colours, font

_LABEL_ROOM = 64
"""Pixels that the name of a month takes with some air."""


class DaysPicture(Picture):
    """Days from left to right. Left and Right go a day, Page Up and Page Down ``leap`` days, Home and End to the ends.

    The days are those with something known; between two of them nothing can be chosen.
    """

    chosen = Signal(date)
    opened = Signal(date)
    """The day was asked about: Enter or a double click."""

    side = 12
    """Pixels left free at the left."""
    right = 12
    leap = 7

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days: Sequence[date] = ()
        self.day: date | None = None
        self.setAccessibleName(name)

    def said(self, day: date) -> str:
        """Say what is known of a day; empty where nothing is."""
        raise NotImplementedError

    def choose(self, day: date | None) -> None:
        """Mark a day; one that is not among the days is not marked."""
        self.day = day
        self.setAccessibleDescription(self.said(day) if day is not None else "")
        self.update()

    def across(self, day: date, size: QSize) -> float:
        """Give where a day stands."""
        first, last = self.days[0], self.days[-1]
        wide = size.width() - self.side - self.right
        return self.side + wide * (day - first).days / max((last - first).days, 1)

    def draw_months(self, painter: QPainter, size: QSize, floor: float) -> None:
        """Draw the line of days at the height ``floor`` and write the months under it, as many as have room."""
        ink = colours()
        painter.setPen(QPen(QColor(ink.line), 1))
        painter.drawLine(QPointF(self.side, floor), QPointF(size.width() - self.right, floor))
        painter.setFont(font(TEXT_SMALL))
        day = (self.days[0].replace(day=1) + timedelta(days=31)).replace(day=1)
        free = 0.0
        while day <= self.days[-1]:
            at = self.across(day, size)
            painter.setPen(QPen(QColor(ink.line), 1))
            painter.drawLine(QPointF(at, floor), QPointF(at, floor + 4))
            if at >= free:
                painter.setPen(QColor(ink.soft))
                write_centred(painter, at, floor + 18, f"{day:%Y-%m}", size)
                free = at + _LABEL_ROOM
            day = (day + timedelta(days=31)).replace(day=1)

    def draw_cursor(self, painter: QPainter, at: QPointF, top: float, floor: float) -> None:
        """Mark a point on the line of its day."""
        ink = colours()
        painter.setPen(QPen(QColor(ink.accent), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at.x(), top), QPointF(at.x(), floor))
        painter.setPen(QPen(QColor(ink.surface), 2))
        painter.setBrush(QColor(ink.accent))
        painter.drawEllipse(at, 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the day; Enter asks about it."""
        if not self.days or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.day is not None:
            self.opened.emit(self.day)
            return
        goal = self.goal(key)
        if goal is None:
            super().keyPressEvent(event)
        else:
            self._go(goal)

    def goal(self, key: Qt.Key) -> date | None:
        """Give the day a key leads to; None when it leads nowhere."""
        here = self._near(self.day or self.days[0])
        leap = {Qt.Key.Key_PageUp: -self.leap, Qt.Key.Key_PageDown: self.leap}.get(key)
        if leap is not None:
            return self.days[self._near(self.days[here] + timedelta(days=leap))]
        place = stepped(key, here, len(self.days) - 1)
        return None if place is None else self.days[place]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the day under the mouse."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the days the mouse is dragged over; say the one it is over."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)
        elif self.days:
            self.setToolTip(self.said(self._under(event)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask about the day under the mouse."""
        if self.days:
            self.opened.emit(self._under(event))

    def _drag(self, event: QMouseEvent) -> None:
        if self.days:
            self._go(self._under(event))

    def _under(self, event: QMouseEvent) -> date:
        first, last = self.days[0], self.days[-1]
        along = (event.position().x() - self.side) / max(self.width() - self.side - self.right, 1)
        return self.days[self._near(first + timedelta(days=round(min(max(along, 0), 1) * (last - first).days)))]

    def _near(self, day: date) -> int:
        """Give the number of the day nearest to one."""
        after = min(bisect_left(self.days, day), len(self.days) - 1)
        before = max(after - 1, 0)
        return before if day - self.days[before] < self.days[after] - day else after

    def _go(self, day: date) -> None:
        if day != self.day:
            self.choose(day)
            self.chosen.emit(day)


def write_centred(painter: QPainter, centre: float, baseline: float, text: str, size: QSize) -> None:
    """Write a line around a place, kept inside the picture."""
    wide = painter.fontMetrics().horizontalAdvance(text)
    left = min(max(centre - wide / 2, 2), size.width() - wide - 2)
    painter.drawText(QPointF(left, baseline), text)


_SQUARE, _AFTER = 17, 20
"""Pixels of a key's square with what separates it from its text, and between two entries."""


def key_width(painter: QPainter, text: str) -> float:
    """Give the pixels that one entry of a picture's key takes in the painter's font."""
    return _SQUARE + painter.fontMetrics().horizontalAdvance(text) + _AFTER


def draw_key(painter: QPainter, at: QPointF, colour: QColor, text: str, *, hatched: bool = False) -> float:
    """Write one entry of a picture's key, its colour as a small square before it; give where the next begins."""
    square = QRectF(at.x(), at.y() - 10, 11, 11)
    painter.fillRect(square, colour)
    if hatched:
        hatch(painter, square)
    painter.setPen(QColor(colours().ink))
    painter.setFont(font(TEXT_SMALL))
    painter.drawText(QPointF(at.x() + _SQUARE, at.y()), text)
    return at.x() + key_width(painter, text)


def hatch(painter: QPainter, room: QRectF) -> None:
    """Draw slanted lines over a rectangle, so that it is told apart without its colour; within the painter's clip."""
    painter.save()
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(QColor(colours().surface), 1))
    tall, at = room.height(), room.left() - room.height()
    while at < room.right():
        painter.drawLine(QPointF(at, room.bottom()), QPointF(at + tall, room.top()))
        at += 5
    painter.restore()
