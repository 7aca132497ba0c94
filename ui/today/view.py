"""How the list of matters looks: the day at the left, what it is about, days left and money at the right."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.languages import weekday
from ui.look import GAP, GAP_WIDE, TEXT, TEXT_HEADING, TEXT_SMALL, colours, font
from ui.paint import chip_width, cut, draw_chip
from ui.today.agenda import Matter

_Index = QModelIndex | QPersistentModelIndex
MATTER_ROLE = Qt.ItemDataRole.UserRole
LEFT_ROLE = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 68
_DAY_WIDTH = 92


class MattersModel(QAbstractListModel):
    """Matters made beforehand."""

    def __init__(self) -> None:
        super().__init__()
        self.matters: list[Matter] = []
        self._left: list[str] = []

    def put(self, matters: list[Matter]) -> None:
        """Show other matters."""
        self.beginResetModel()
        self.matters = matters
        self._left = [self.left_text(matter) for matter in matters]
        self.endResetModel()

    def left_text(self, matter: Matter) -> str:
        """Say how many days are left."""
        if matter.left < 0:
            return self.tr("%n day(s) past", "", -matter.left)
        if matter.left == 0:
            return self.tr("today")
        return self.tr("%n day(s) left", "", matter.left)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Count the matters."""
        return 0 if parent.isValid() else len(self.matters)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Read a prepared matter."""
        matter = self.matters[index.row()]
        if role == MATTER_ROLE:
            return matter
        if role == LEFT_ROLE:
            return self._left[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            said = (matter.day.isoformat(), matter.title, self._left[index.row()], matter.consequence, matter.money)
            return " · ".join(part for part in said if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return matter.consequence
        return None


class _Matters(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        matter: Matter = index.data(MATTER_ROLE)
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        widget = bare.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, widget)
        rect: QRect = option.rect
        painter.save()
        painter.setPen(QPen(QColor(colours().line), 1))
        painter.drawLine(rect.left() + GAP, rect.bottom(), rect.right() - GAP, rect.bottom())
        room = rect.adjusted(GAP_WIDE, GAP, -GAP_WIDE, -GAP)
        self._paint_day(painter, room, matter)
        side = self._paint_side(painter, room, matter, index.data(LEFT_ROLE))
        middle = room.adjusted(_DAY_WIDTH, 0, -side - GAP_WIDE, 0)
        self._two_lines(painter, middle, matter.title, matter.consequence, TEXT)
        painter.restore()

    def _paint_day(self, painter: QPainter, room: QRect, matter: Matter) -> None:
        day = f"{matter.day:%m-%d}" + (" ≈" if matter.figure.provisional else "")
        self._two_lines(
            painter,
            QRect(room.left(), room.top(), _DAY_WIDTH, room.height()),
            day,
            f"{matter.day.year} {weekday(matter.day)}",
            TEXT_HEADING,
        )

    @staticmethod
    def _two_lines(painter: QPainter, room: QRect, first: str, second: str, size: int) -> None:
        strong, small = font(size, bold=True), font(TEXT_SMALL)
        half = room.height() // 2
        painter.setFont(strong)
        painter.setPen(QColor(colours().ink))
        upper = QRect(room.left(), room.top(), room.width(), half)
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, cut(first, room.width(), strong))
        painter.setFont(small)
        painter.setPen(QColor(colours().soft))
        lower = QRect(room.left(), room.top() + half, room.width(), half)
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, cut(second, room.width(), small))

    @staticmethod
    def _paint_side(painter: QPainter, room: QRect, matter: Matter, left_text: str) -> int:
        strong = font(TEXT, bold=True)
        wide = max(chip_width(left_text), QFontMetrics(strong).horizontalAdvance(matter.money) + 2)
        half = room.height() // 2
        left = room.right() - wide + 1
        draw_chip(painter, QRect(left, room.top(), wide, half), left_text, matter.tone, right=True)
        painter.setFont(strong)
        painter.setPen(QColor(colours().ink))
        money = QRect(left, room.top() + half, wide, half)
        painter.drawText(money, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, matter.money)
        return wide

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(320, _HEIGHT)


class MattersView(QListView):
    """The list of matters; Enter opens the record."""

    opened = Signal(QModelIndex)

    def __init__(self, model: MattersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Matters(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
