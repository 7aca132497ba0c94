"""The scale of amounts beside a picture: round numbers, and lines across at their height."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from models.money import YUAN
from ui.look import GAP_SMALL, TEXT_SMALL, colours, font

_MOST_LINES = 4


class Scale:
    """Amounts (1e-8 CNY) from ``least`` (zero or below) to ``most``, set between two heights of a picture."""

    def __init__(self, least: int, most: int, floor: float, top: float) -> None:
        self.least, self.most = min(least, 0), max(most, 0)
        self._floor, self._top = floor, top
        self.lines = round_amounts(self.least, self.most)

    def y(self, amount: float) -> float:
        """Give the height of an amount."""
        span = self.most - self.least or YUAN
        return self._floor - (self._floor - self._top) * float(amount - self.least) / span

    @property
    def width(self) -> int:
        """Pixels that the amounts take beside the picture."""
        metrics = QFontMetrics(font(TEXT_SMALL))
        return max((metrics.horizontalAdvance(_short(each)) for each in self.lines), default=0) + GAP_SMALL

    def draw(self, painter: QPainter, left: float, right: float) -> None:
        """Draw a hairline at each round amount and write the amount before it."""
        painter.setFont(font(TEXT_SMALL))
        for amount in self.lines:
            at = self.y(amount)
            painter.setPen(QPen(QColor(colours().line), 1))
            painter.drawLine(QPointF(left, at), QPointF(right, at))
            painter.setPen(QColor(colours().soft))
            room = QRectF(left - self.width, at - 9, self.width - GAP_SMALL, 18)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _short(amount))


def round_amounts(least: int, most: int) -> Sequence[int]:
    """Give round amounts of whole yuan (or fen, where all is small) that lie between two, zero among them."""
    step = 10**6
    while (most - least) // step > _MOST_LINES:
        for factor in (1, 2, 5):
            if (most - least) // (step * factor) <= _MOST_LINES:
                step *= factor
                break
        else:
            step *= 10
    lowest = -(-least // step) * step
    return range(lowest, most + 1, step)


def _short(amount: int) -> str:
    """Write a round amount without fen where it has none."""
    yuan, rest = divmod(amount, YUAN)
    return f"{amount / YUAN:,.2f}" if rest else f"{yuan:,}"
