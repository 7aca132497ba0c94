"""Lists of things that matter: a head at the left, two lines of words, a chip and an amount at the right."""

from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.look import GAP, GAP_WIDE, TEXT, TEXT_HEADING, TEXT_SMALL, Tone, colours, font
from ui.paint import PALE, chip_width, cut, draw_chip

_Index = QModelIndex | QPersistentModelIndex
_Item = TypeVar("_Item")
ENTRY_ROLE = Qt.ItemDataRole.UserRole
_HEIGHT = 68
_HEAD_WIDTH = 92
_AT_A_TIME = 200
"""Things a list lays out at a time; more come when one scrolls there, as laying out thousands would hold the screen."""


class Entry(NamedTuple):
    """One line of the list, ready to be painted.

    One without a head is a sentence, which has the whole first line; chip and amount then stand beside the second.
    """

    head: str
    under_head: str
    title: str
    text: str
    chip: str
    tone: Tone
    amount: str
    said: str
    """The whole as one sentence, for screen readers."""


class EntriesModel(QAbstractListModel, Generic[_Item]):
    """Things as entries; the words of one are made when it is first in view."""

    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[_Item] = ()
        self._laid_out = 0
        self._made: dict[int, Entry] = {}

    def put(self, items: Sequence[_Item]) -> None:
        """Show other things."""
        self.beginResetModel()
        self.items = items
        self._laid_out = min(len(items), _AT_A_TIME)
        self._made = {}
        self.endResetModel()

    def entry(self, item: _Item) -> Entry:
        """Say one thing in words."""
        raise NotImplementedError

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Count the things laid out so far."""
        return 0 if parent.isValid() else self._laid_out

    def canFetchMore(self, parent: _Index) -> bool:
        """Tell whether there are things not laid out yet."""
        return not parent.isValid() and self._laid_out < len(self.items)

    def fetchMore(self, parent: _Index) -> None:  # noqa: ARG002 - Qt's own signature
        """Lay out some more things."""
        self._lay_out(self._laid_out + _AT_A_TIME)

    def at(self, row: int) -> QModelIndex:
        """Give the index of a thing, laid out now if it was not yet."""
        if row >= self._laid_out:
            self._lay_out(row + 1)
        return self.index(row)

    def _lay_out(self, count: int) -> None:
        count = min(count, len(self.items))
        if count > self._laid_out:
            self.beginInsertRows(QModelIndex(), self._laid_out, count - 1)
            self._laid_out = count
            self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Read an entry."""
        if role not in {ENTRY_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, _SAID}:
            return None
        row = index.row()
        if row not in self._made:
            self._made[row] = self.entry(self.items[row])
        entry = self._made[row]
        if role == ENTRY_ROLE:
            return entry
        return entry.text if role == Qt.ItemDataRole.ToolTipRole else entry.said


_SAID = Qt.ItemDataRole.AccessibleTextRole


class _Entries(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        widget = bare.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, widget)
        rect: QRect = option.rect
        painter.save()
        painter.setOpacity(PALE if isinstance(widget, EntriesView) and widget.waiting else 1)
        painter.setPen(QPen(QColor(colours().line), 1))
        painter.drawLine(rect.left() + GAP, rect.bottom(), rect.right() - GAP, rect.bottom())
        room = rect.adjusted(GAP_WIDE, GAP, -GAP_WIDE, -GAP)
        if not entry.head:
            _paint_sentence(painter, room, entry)
            painter.restore()
            return
        head = QRect(room.left(), room.top(), _HEAD_WIDTH, room.height())
        _two_lines(painter, head, entry.head, entry.under_head, TEXT_HEADING)
        side = _paint_side(painter, room, entry)
        middle = room.adjusted(_HEAD_WIDTH, 0, -side - GAP_WIDE, 0)
        _two_lines(painter, middle, entry.title, entry.text, TEXT)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(320, _HEIGHT)


def _two_lines(painter: QPainter, room: QRect, first: str, second: str, size: int) -> None:
    upper, lower = _halves(room)
    _line(painter, upper, first, font(size, bold=True), colours().ink)
    _line(painter, lower, second, font(TEXT_SMALL), colours().soft)


def _halves(room: QRect) -> tuple[QRect, QRect]:
    half = room.height() // 2
    upper = QRect(room.left(), room.top(), room.width(), half)
    return upper, upper.translated(0, half)


def _line(painter: QPainter, room: QRect, text: str, in_font: QFont, ink: str) -> None:
    painter.setFont(in_font)
    painter.setPen(QColor(ink))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut(text, room.width(), in_font))


def _paint_sentence(painter: QPainter, room: QRect, entry: Entry) -> None:
    """Paint the sentence over the whole width; under it what it is about, the chip and the amount at the right."""
    upper, lower = _halves(room)
    strong = font(TEXT, bold=True)
    _line(painter, upper, entry.title, strong, colours().ink)
    wide = QFontMetrics(strong).horizontalAdvance(entry.amount)
    painter.setFont(strong)
    painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.amount)
    chip = lower.adjusted(0, 0, -(wide + GAP) if entry.amount else 0, 0)
    if entry.chip:
        draw_chip(painter, chip, entry.chip, entry.tone, right=True)
    free = chip.width() - chip_width(entry.chip) - GAP_WIDE
    _line(painter, QRect(lower.left(), lower.top(), free, lower.height()), entry.text, font(TEXT_SMALL), colours().soft)


def _paint_side(painter: QPainter, room: QRect, entry: Entry) -> int:
    strong = font(TEXT, bold=True)
    wide = max(chip_width(entry.chip), QFontMetrics(strong).horizontalAdvance(entry.amount) + 2)
    half = room.height() // 2
    left = room.right() - wide + 1
    if entry.chip:
        draw_chip(painter, QRect(left, room.top(), wide, half), entry.chip, entry.tone, right=True)
    painter.setFont(strong)
    painter.setPen(QColor(colours().ink))
    amount = QRect(left, room.top() + half, wide, half)
    painter.drawText(amount, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.amount)
    return wide


class EntriesView(QListView):
    """The list; Enter opens what an entry is about."""

    opened = Signal(QModelIndex)

    def __init__(self, model: EntriesModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = model
        self.waiting = False
        self.setModel(model)
        self.setItemDelegate(_Entries(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(self.opened)

    def wait(self, *, waiting: bool) -> None:
        """Pale the entries while those of the day looked at are still being computed."""
        if waiting != self.waiting:
            self.waiting = waiting
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; End goes to the very last."""
        if event.key() == Qt.Key.Key_End and self._entries.items:
            self.setCurrentIndex(self._entries.at(len(self._entries.items) - 1))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
