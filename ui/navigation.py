"""The list of pages at the left, and the tabs of the last of them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from models.facts.records import SECTIONS
from models.vocabulary import Vocabulary
from ui.icons import icon
from ui.languages import translate
from ui.look import GAP_PAGE, GAP_SMALL, TEXT_HEADING, font
from ui.paint import draw_count

PAGES = (
    "today",
    "finding",
    "bill",
    "invoice",
    "payment",
    "notice",
    "service",
    "order",
    "incident",
    "agreement",
)
"""The pages in their order: today, findings, a list for each kind of record in daily use, the agreement."""

TABS = ("agreement", "agreement_copy", "account", "service_rule", "arrangement", "reference_rate")
"""What lies under the agreement: itself, its text, and what is seldom changed."""

_COUNT_ROLE = Qt.ItemDataRole.UserRole


def page_name(page: str, words: Vocabulary) -> str:
    """Name a page; English names a list by its section of the exchange file, which is the plural."""
    if page == "today":
        return translate("Navigation", "Today")
    if page == "finding":
        return translate("Navigation", "Findings")
    if words.language == "en" and page in SECTIONS and page != "agreement_copy":
        return SECTIONS[page][0].replace("_", " ").capitalize()
    return words.kind(page)


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
    """Chooses a page."""

    chosen = Signal(str)

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Pages"))
        self.setFixedWidth(148)
        self.setIconSize(QSize(20, 20))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Items(self))
        for position, page in enumerate(PAGES, 1):
            item = QListWidgetItem(icon(page), page_name(page, words), self)
            item.setSizeHint(QSize(0, 38))
            item.setToolTip(f"Ctrl+{position % 10}")
        self.currentRowChanged.connect(lambda row: self.chosen.emit(PAGES[row]))

    def choose(self, page: str) -> None:
        """Go to a page."""
        self.setCurrentRow(PAGES.index(page))

    def count_of(self, page: str, count: int) -> None:
        """Show a count beside a page's name; none for 0."""
        item = self.item(PAGES.index(page))
        item.setData(_COUNT_ROLE, str(count) if 0 < count < 100 else "99+" if count else "")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()} {count}" if count else item.text())


class Tabs(QWidget):
    """Pages that share one place in the navigation, behind tabs."""

    chosen = Signal(str)

    def __init__(self, words: Vocabulary, pages: dict[str, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)
        self.bar.setFont(font(TEXT_HEADING, bold=True))
        self.bar.setAccessibleName(page_name("agreement", words))
        self._stack = QStackedWidget()
        for page in TABS:
            self.bar.addTab(page_name(page, words))
            self._stack.addWidget(pages[page])
        self.bar.currentChanged.connect(self._show)
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
        return TABS[self.bar.currentIndex()]

    def choose(self, page: str) -> None:
        """Bring a page to the front."""
        self.bar.setCurrentIndex(TABS.index(page))

    def step(self, by: int) -> None:
        """Go some tabs on, round and round."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(TABS))

    def _show(self, position: int) -> None:
        self._stack.setCurrentIndex(position)
        self.chosen.emit(TABS[position])
