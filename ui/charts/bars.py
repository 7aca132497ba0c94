"""Amounts of several parts by month, one bar over each month; the parts of the chosen month are said in words."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen

from models.vocabulary import Vocabulary
from ui.charts.days import draw_key, key_width
from ui.charts.picture import Picture, stepped
from ui.look import TEXT_SMALL, colours, font

_SIDE, _ABOVE, _BELOW = 16, 50, 24
_KEY = 16
"""Pixels down to the line of the key."""
_WIDEST, _SHARE = 56, 0.06
"""Pixels a bar has at most, and the share of the width that it may have where that is more."""


class Month(NamedTuple):
    """One bar: its month (``YYYY-MM``) and (name, amount in 1e-8 CNY) of its parts; refunds are negative."""

    month: str
    parts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """What the parts come to."""
        return sum(amount for _, amount in self.parts)


class Bars(Picture):
    """Bars by month. Left and Right choose a month, Home and End the first and last."""

    chosen = Signal(int)

    def __init__(self, name: str, words: Vocabulary) -> None:
        super().__init__()
        self._words = words
        self._months: Sequence[Month] = ()
        self.current = -1
        self.setMinimumHeight(200)
        self.setAccessibleName(name)

    def show_months(self, months: Sequence[Month]) -> None:
        """Show months, the latest chosen."""
        self._months = months
        self.choose(len(months) - 1)

    def choose(self, number: int) -> None:
        """Choose a month."""
        self.current = number
        self.setAccessibleDescription(self.said(number))
        self.update()
        self.chosen.emit(number)

    @property
    def month(self) -> Month | None:
        """The month chosen; None when there is none."""
        return self._months[self.current] if 0 <= self.current < len(self._months) else None

    def said(self, number: int) -> str:
        """Say a month's parts, the largest first, and what they come to; empty for none."""
        if not 0 <= number < len(self._months):
            return ""
        month = self._months[number]
        parts = sorted(month.parts, key=lambda part: -part[1])
        listed = [f"{name} {self._words.value(amount, 'money')}" for name, amount in parts]
        return " · ".join([f"{month.month}  {self._words.value(month.total, 'money')}", *listed])

    def draw(self, painter: QPainter, size: QSize) -> None:
        """Paint the bars, each part a shade of its own, the amount over each, the month under it."""
        ink = colours()
        if not self._months:
            return
        zero, per = self._scale(size)
        shades = self._shades()
        self._draw_key(painter, shades, size)
        painter.setFont(font(TEXT_SMALL))
        for number, month in enumerate(self._months):
            left, width = self._room(number, size)
            up = down = float(zero)
            for name, amount in month.parts:
                tall = abs(amount) * per
                top = up - tall if amount > 0 else down
                painter.setPen(QPen(QColor(ink.surface), 1))
                painter.setBrush(shades[name])
                painter.drawRect(QRectF(left, top, width, tall))
                up, down = (up - tall, down) if amount > 0 else (up, down + tall)
            centre = left + width / 2
            strong = number == self.current
            painter.setFont(font(TEXT_SMALL, bold=strong))
            painter.setPen(QColor(ink.ink if strong else ink.soft))
            self._write(painter, centre, up - 6, self._words.value(month.total, "money"), size)
            self._write(painter, centre, size.height() - 6, month.month, size)
            if strong:
                painter.setPen(QPen(QColor(ink.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(left - 2, up - 2, width + 4, down - up + 4))
        painter.setPen(QPen(QColor(ink.line), 1))
        painter.drawLine(QPointF(_SIDE, zero), QPointF(size.width() - _SIDE, zero))

    def _draw_key(self, painter: QPainter, shades: dict[str, QColor], size: QSize) -> None:
        """Write which shade is which part, the largest first, and how many more there are than have room."""
        at = QPointF(_SIDE, _KEY)
        for place, (name, shade) in enumerate(shades.items()):
            rest = f"+{len(shades) - place}"
            free = size.width() - _SIDE - at.x() - (key_width(painter, rest) if place < len(shades) - 1 else 0)
            if key_width(painter, name) > free:
                painter.setPen(QColor(colours().soft))
                painter.drawText(at, rest)
                return
            at.setX(draw_key(painter, at, shade, name))

    def _scale(self, size: QSize) -> tuple[float, float]:
        """Give where zero lies and how many pixels an amount of 1 takes."""
        most = max(sum(amount for _, amount in month.parts if amount > 0) for month in self._months)
        least = max(-sum(amount for _, amount in month.parts if amount < 0) for month in self._months)
        room = size.height() - _ABOVE - _BELOW
        per = room / max(most + least, 1)
        return _ABOVE + most * per, per

    def _room(self, number: int, size: QSize) -> tuple[float, float]:
        step = (size.width() - 2 * _SIDE) / len(self._months)
        width = min(step * 0.6, max(_WIDEST, size.width() * _SHARE))
        return _SIDE + step * (number + 0.5) - width / 2, width

    def _shades(self) -> dict[str, QColor]:
        """Give each part its shade of the accent, from strong to faint, the largest part the strongest."""
        sums: dict[str, int] = {}
        for month in self._months:
            for name, amount in month.parts:
                sums[name] = sums.get(name, 0) + amount
        names = sorted(sums, key=lambda name: -sums[name])
        shades = {}
        for place, name in enumerate(names):
            shade = QColor(colours().accent)
            shade.setAlphaF(max(1 - 0.8 * place / max(len(names), 2), 0.15))
            shades[name] = shade
        return shades

    @staticmethod
    def _write(painter: QPainter, centre: float, baseline: float, text: str, size: QSize) -> None:
        wide = painter.fontMetrics().horizontalAdvance(text)
        left = min(max(centre - wide / 2, 2), size.width() - wide - 2)
        painter.drawText(QPointF(left, baseline), text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a month."""
        goal = stepped(event.key(), self.current, len(self._months) - 1)
        if goal is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self.choose(goal)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the month under the mouse."""
        super().mousePressEvent(event)
        number = self._under(event.position().x())
        if number >= 0:
            self.choose(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the month the mouse is over."""
        super().mouseMoveEvent(event)
        self.setToolTip(self.said(self._under(event.position().x())))

    def _under(self, at: float) -> int:
        """Give the number of the month at a place from the left; -1 for none."""
        for number in range(len(self._months)):
            left, width = self._room(number, self.size())
            if left - width / 3 <= at <= left + width * 4 / 3:
                return number
        return -1
