"""What is owed over time: principal not due yet, principal overdue and late fees, one on the other, day by day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from models.arrears_by_day import Owed
from models.vocabulary import Vocabulary
from ui.charts.days import DaysPicture, draw_key, hatch, write_centred
from ui.charts.scale import Scale
from ui.look import GAP_SMALL, TEXT_SMALL, colours, font

_ABOVE, _BELOW = 58, 26


class _Layer(NamedTuple):
    """What lies between two sums of a day, its colour, and whether it is told apart by lines too."""

    low: Callable[[Owed], int]
    high: Callable[[Owed], int]
    colour: QColor
    hatched: bool = False


def _layers() -> tuple[_Layer, ...]:
    """Give the layers from the bottom, in the colours in force."""
    ink = colours()
    return (
        _Layer(lambda _: 0, lambda each: each.overdue, QColor(ink.accent)),
        _Layer(lambda each: each.overdue, lambda each: each.unpaid, _between(ink.accent, ink.surface)),
        _Layer(lambda each: each.unpaid, lambda each: each.unpaid + each.late_fee, QColor(ink.late), hatched=True),
    )


class ArrearsPicture(DaysPicture):
    """Three amounts over days, stacked; what lies after the day looked at is what comes if nothing is paid."""

    leap = 30

    def __init__(self, name: str, words: Vocabulary) -> None:
        super().__init__(name)
        self._words = words
        self._owed: dict[date, Owed] = {}
        self._as_of = date.min
        self.setMinimumHeight(200)

    def show_owed(self, owed: Sequence[Owed], as_of: date) -> None:
        """Show what is owed by day, the days rising; the day looked at is chosen."""
        self._owed = {each.day: each for each in owed}
        self.days = [each.day for each in owed]
        self._as_of = as_of
        most = max((each.unpaid + each.late_fee for each in owed), default=0)
        self.side = Scale(0, most, 1, 0).width + GAP_SMALL
        self.choose(as_of if as_of in self._owed else None)

    def said(self, day: date) -> str:
        """Say what is owed on a day, part by part."""
        owed = self._owed.get(day)
        if owed is None:
            return ""
        parts = [day.isoformat(), *(f"{name} {amount}" for name, amount in self._parts(owed))]
        if day > self._as_of:
            parts.append(self.tr("if nothing more is paid"))
        if not owed.sure:
            parts.append(self.tr("may still change: holidays not published"))
        return " · ".join(parts)

    def draw(self, painter: QPainter, size: QSize) -> None:
        """Paint the three layers, their key with the amounts of the day chosen, and that day."""
        if not self._owed:
            return
        floor = size.height() - _BELOW
        most = max(each.unpaid + each.late_fee for each in self._owed.values())
        scale = Scale(0, most, floor, _ABOVE)
        scale.draw(painter, self.side, size.width() - self.right)
        for layer in _layers():
            self._draw_layer(painter, size, scale, layer)
        self._cover_what_comes(painter, size, floor)
        self.draw_months(painter, size, floor)
        self._draw_as_of(painter, size, floor)
        self._draw_key(painter)
        owed = self._owed.get(self.day) if self.day is not None else None
        if owed is not None:
            at = QPointF(self.across(owed.day, size), scale.y(owed.unpaid + owed.late_fee))
            self.draw_cursor(painter, at, _ABOVE - 6, floor)

    def _draw_layer(self, painter: QPainter, size: QSize, scale: Scale, layer: "_Layer") -> None:
        """Paint what lies between two sums, as steps: a day's amount holds until the next day known."""
        above, below = [], []
        known = [*self._owed.values()]
        for each, following in zip(known, [*known[1:], known[-1]], strict=True):
            for day in (each.day, following.day):
                above.append(QPointF(self.across(day, size), scale.y(layer.high(each))))
                below.append(QPointF(self.across(day, size), scale.y(layer.low(each))))
        path = QPainterPath()
        path.addPolygon(QPolygonF([*above, *reversed(below)]))
        path.closeSubpath()
        painter.fillPath(path, layer.colour)
        if layer.hatched:
            painter.save()
            painter.setClipPath(path)
            hatch(painter, path.boundingRect())
            painter.restore()

    def _cover_what_comes(self, painter: QPainter, size: QSize, floor: float) -> None:
        """Make what lies after the day looked at fainter: it has not happened."""
        if self._as_of < self.days[-1]:
            veil = QColor(colours().surface)
            veil.setAlphaF(0.5)
            left = self.across(max(self._as_of, self.days[0]), size)
            painter.fillRect(QRectF(left, _ABOVE, size.width() - self.right - left, floor - _ABOVE), veil)

    def _draw_as_of(self, painter: QPainter, size: QSize, floor: float) -> None:
        if not self.days[0] <= self._as_of <= self.days[-1]:
            return
        at = self.across(self._as_of, size)
        painter.setPen(QPen(QColor(colours().accent), 2))
        painter.drawLine(QPointF(at, _ABOVE - 6), QPointF(at, floor))
        painter.setFont(font(TEXT_SMALL, bold=True))
        painter.setPen(QColor(colours().accent))
        write_centred(painter, at, _ABOVE - 12, self._as_of.isoformat(), size)

    def _draw_key(self, painter: QPainter) -> None:
        """Write what each layer is, with its amount on the day chosen."""
        ink = colours()
        owed = self._owed.get(self.day) if self.day is not None else None
        at = QPointF(self.side, 16)
        if owed is not None:
            painter.setFont(font(TEXT_SMALL, bold=True))
            painter.setPen(QColor(ink.ink))
            painter.drawText(at, owed.day.isoformat())
            at.setX(at.x() + painter.fontMetrics().horizontalAdvance(owed.day.isoformat()) + 16)
        for layer, (name, amount) in zip(_layers(), self._parts(owed or Owed(date.min, 0, 0, 0)), strict=True):
            said = f"{name} {amount}" if owed is not None else name
            at.setX(draw_key(painter, at, layer.colour, said, hatched=layer.hatched))

    def _parts(self, owed: Owed) -> list[tuple[str, str]]:
        def money(amount: int) -> str:
            return self._words.value(amount, "money") + ("" if owed.sure else " ≈")

        return [
            (self.tr("overdue"), money(owed.overdue)),
            (self.tr("not due yet"), money(owed.not_due)),
            (self._words.figure("late_fee"), money(owed.late_fee)),
        ]


def _between(first: str, second: str) -> QColor:
    """Mix a colour with what lies behind it, so that it prints without being see-through."""
    one, two = QColor(first), QColor(second)
    mixed = [round(0.35 * a + 0.65 * b) for a, b in zip(one.getRgb()[:3], two.getRgb()[:3], strict=True)]  # type: ignore[index]
    return QColor(*mixed)
