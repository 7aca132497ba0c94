"""The list of rooms at the left, and the tabs of a room with several pages."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from models.words import Words
from ui.fitting import Stack
from ui.icons import icon
from ui.look import GAP_PAGE, GAP_SMALL, TEXT, TEXT_HEADING, font
from ui.paint import draw_count
from ui.rooms import ROOMS, Room, page_name, room_name

_COUNT_ROLE = Qt.ItemDataRole.UserRole
_LINE = 38
_BESIDE = 80
"""Pixels of a line that are not its name: the icon and the gaps."""
_LEAST = 148


class _Items(QStyledItemDelegate):
    """Paints a count at the right of a page's name."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        count = index.data(_COUNT_ROLE)
        if count:
            draw_count(painter, option.rect.adjusted(0, 0, -GAP_SMALL, 0), count)


class Navigation(QListWidget):
    """Chooses a room."""

    chosen = Signal(str)
    """The name of the room."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Pages"))
        self.setIconSize(QSize(20, 20))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Items(self))
        for room in ROOMS:
            item = QListWidgetItem(icon(room.name), room_name(room, words), self)
            item.setSizeHint(QSize(0, _LINE))
            item.setToolTip(room.keys)
        widest = max(QFontMetrics(font()).horizontalAdvance(room_name(room, words)) for room in ROOMS)
        self.setFixedWidth(max(widest + _BESIDE, _LEAST))
        self.currentRowChanged.connect(lambda row: self.chosen.emit(ROOMS[row].name))

    def choose(self, room: Room) -> None:
        """Go to a room."""
        self.setCurrentRow(ROOMS.index(room))

    def count_of(self, room: Room, count: int) -> None:
        """Show a count beside a room's name; none for 0."""
        item = self.item(ROOMS.index(room))
        item.setData(_COUNT_ROLE, str(count) if 0 < count < 100 else "99+" if count else "")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()} {count}" if count else item.text())


_MANY = 4
"""Tabs beyond which their names are written smaller."""


class Tabs(QWidget):
    """The pages of one room, behind tabs; a page is put in when it is first shown."""

    chosen = Signal(str)
    """The page whose tab was chosen."""

    def __init__(self, room: Room, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = room.pages
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)
        many = len(room.pages) > _MANY  # as headings, so many would not fit beside the explanation
        self.bar.setFont(font(TEXT if many else TEXT_HEADING, bold=True))
        self.bar.setAccessibleName(room_name(room, words))
        self._stack = Stack()
        for page in room.pages:
            self.bar.addTab(page_name(page, words))
        self.bar.currentChanged.connect(lambda position: self.chosen.emit(self._pages[position]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_PAGE - 8, 0, 0)
        column.setSpacing(0)
        bar = QVBoxLayout()
        bar.setContentsMargins(GAP_PAGE, 0, GAP_PAGE, 0)
        bar.addWidget(self.bar)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)

    @property
    def current(self) -> str:
        """The page in front."""
        return self._pages[self.bar.currentIndex()]

    def choose(self, page: str) -> None:
        """Choose a page's tab."""
        self.bar.setCurrentIndex(self._pages.index(page))

    def show_widget(self, widget: QWidget) -> None:
        """Bring a page to the front."""
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def step(self, by: int) -> None:
        """Go some tabs on, round and round."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(self._pages))
