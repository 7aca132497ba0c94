"""The window of the liability cap: above, the cap for damage on each day; below, what was consumed in its window."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from models.liability_window import Cap, Daily
from models.vocabulary import Vocabulary
from ui.charts.days import DaysPicture, draw_key
from ui.charts.scale import Scale
from ui.look import GAP_SMALL, TEXT_SMALL, Tone, colours, font
from ui.paint import draw_mark

_ABOVE, _BELOW, _BETWEEN = 48, 26, 34
_KEY = 20
_UPPER = 0.6
"""Share of the height that the caps take; the rest is what was consumed."""


class Damage(NamedTuple):
    """An incident on the day its damage began."""

    day: date
    incident: str
    tone: Tone


class CapWindow(DaysPicture):
    """Caps by day of damage. Up and Down go from incident to incident; the window of the day chosen is tinted."""

    leap = 30

    def __init__(self, name: str, words: Vocabulary) -> None:
        super().__init__(name)
        self._words = words
        self._caps: dict[date, Cap] = {}
        self._daily: Sequence[Daily] = ()
        self._damages: Sequence[Damage] = ()
        self.setMinimumHeight(220)

    def show_caps(self, caps: Sequence[Cap], daily: Sequence[Daily], damages: Sequence[Damage]) -> None:
        """Show caps by day of damage, what was consumed per day, and the incidents; keeps the day chosen if it can."""
        self._caps = {each.day: each for each in caps}
        self.days = [each.day for each in caps]
        self._daily = daily
        self._damages = [each for each in damages if each.day in self._caps]
        self.side = max(scale.width for scale in self._scales(0, 1)) + GAP_SMALL
        latest = self._damages[-1].day if self._damages else self.days[-1] if self.days else None
        self.choose(self.day if self.day in self._caps else latest)

    def said(self, day: date) -> str:
        """Say the cap for damage on a day, its window, and which incident began then."""
        cap = self._caps.get(day)
        if cap is None:
            return ""
        return " · ".join([*self._incidents_on(day), self._said_cap(cap), self._said_window(cap)])

    def _said_cap(self, cap: Cap) -> str:
        money = self._words.value(cap.cap, "money")
        return self.tr("damage on {0}: cap {1}").format(cap.day.isoformat(), money)

    def _said_window(self, cap: Cap) -> str:
        return self.tr("cash paid for use from {0} to {1}").format(cap.since.isoformat(), cap.day - timedelta(days=1))

    def _incidents_on(self, day: date) -> list[str]:
        return [self._words.record("incident", each.incident) for each in self._damages if each.day == day]

    def _scales(self, top: float, floor: float) -> tuple[Scale, Scale]:
        """Give the scale of caps, above, and of what was consumed per day, below."""
        middle = top + (floor - top) * _UPPER
        amounts = [round(each.cash) for each in self._daily]
        return (
            Scale(0, max((each.cap for each in self._caps.values()), default=0), middle - _BETWEEN / 2, top),
            Scale(min(amounts, default=0), max(amounts, default=0), floor, middle + _BETWEEN / 2),
        )

    def draw(self, painter: QPainter, size: QSize) -> None:
        """Paint caps, consumption, the window of the day chosen, the incidents, and the key."""
        if not self._caps:
            return
        ink = colours()
        floor = size.height() - _BELOW
        caps, consumed = self._scales(_ABOVE, floor)
        cap = self._caps.get(self.day) if self.day is not None else None
        if cap is not None:
            self._draw_window(painter, size, cap, floor)
        for scale in (caps, consumed):
            scale.draw(painter, self.side, size.width() - self.right)
        self._draw_consumption(painter, size, consumed, cap)
        line = QPolygonF([QPointF(self.across(each.day, size), caps.y(each.cap)) for each in self._caps.values()])
        painter.setPen(QPen(QColor(ink.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(line)
        self.draw_months(painter, size, floor)
        if cap is not None:
            self.draw_cursor(painter, QPointF(self.across(cap.day, size), caps.y(cap.cap)), _ABOVE - 6, floor)
        for damage in self._damages:
            self._draw_damage(painter, size, damage, caps.y(self._caps[damage.day].cap))
        self._draw_key(painter, size, cap, caps, consumed)

    def _draw_window(self, painter: QPainter, size: QSize, cap: Cap, floor: float) -> None:
        left, right = self._window(cap, size)
        painter.fillRect(QRectF(left, _ABOVE, right - left, floor - _ABOVE), QColor(colours().accent_soft))

    def _window(self, cap: Cap, size: QSize) -> tuple[float, float]:
        """Give where the window begins and ends; one that begins before the picture begins at its edge."""
        return self.across(max(cap.since, self.days[0]), size), self.across(cap.day, size)

    def _draw_consumption(self, painter: QPainter, size: QSize, scale: Scale, cap: Cap | None) -> None:
        """Paint what was consumed per day as steps, strong inside the window and faint outside."""
        ink = colours()
        left, right = self._window(cap, size) if cap is not None else (0.0, 0.0)
        window = QRectF(left, 0, right - left, size.height())
        painter.setPen(Qt.PenStyle.NoPen)
        first, last = self.days[0], self.days[-1]
        for step, following in zip(self._daily, [*self._daily[1:], Daily(last, self._daily[-1].cash)], strict=True):
            start, end = max(step.day, first), min(following.day, last)
            if not step.cash or start >= end:
                continue
            corner = QPointF(self.across(end, size), scale.y(round(step.cash)))
            room = QRectF(QPointF(self.across(start, size), scale.y(0)), corner).normalized()
            painter.fillRect(room, QColor(ink.line))
            inside = room.intersected(window)
            if cap is not None and not inside.isEmpty():
                painter.fillRect(inside, QColor(ink.accent))

    def _draw_damage(self, painter: QPainter, size: QSize, damage: Damage, height: float) -> None:
        ink, behind = colours().tone(damage.tone)
        at = QPointF(self.across(damage.day, size), height)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(behind)
        round_ = 10.0 if damage.day == self.day else 8.0
        painter.drawEllipse(at, round_, round_)
        draw_mark(painter, at, damage.tone, ink)
        painter.setFont(font(TEXT_SMALL, bold=damage.day == self.day))
        painter.setPen(ink)
        wide = painter.fontMetrics().horizontalAdvance(damage.incident)
        left = at.x() + 14 if at.x() + 14 + wide < size.width() else at.x() - 14 - wide
        painter.drawText(QPointF(left, height + 18), damage.incident)

    def _draw_key(self, painter: QPainter, size: QSize, cap: Cap | None, caps: Scale, consumed: Scale) -> None:
        """Write the cap of the day chosen and its window; name the two scales."""
        ink = colours()
        if cap is not None:
            at = QPointF(self.side, 16)
            following = draw_key(painter, at, QColor(ink.accent), self._said_cap(cap))
            said = self._said_window(cap)
            wide = painter.fontMetrics().horizontalAdvance(said) + _KEY
            at = QPointF(following, 16) if following + wide < size.width() else QPointF(self.side, 34)
            draw_key(painter, at, QColor(ink.accent_soft), said)
        painter.setFont(font(TEXT_SMALL))
        painter.setPen(QColor(ink.soft))
        right = size.width() - self.right
        for text, height in (
            (self.tr("cap by day of damage"), caps.y(caps.most)),
            (self.tr("cash consumed per day"), consumed.y(consumed.most)),
        ):
            wide = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QPointF(right - wide, height - 6), text)

    def goal(self, key: Qt.Key) -> date | None:
        """Go from incident to incident too."""
        here = self.day or date.min
        days = sorted({each.day for each in self._damages})
        if key == Qt.Key.Key_Up:
            return max((day for day in days if day < here), default=self.day)
        if key == Qt.Key.Key_Down:
            return min((day for day in days if day > here), default=self.day)
        return super().goal(key)
