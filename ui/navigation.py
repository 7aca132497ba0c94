"""The list of pages at the left."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from models.facts.records import SECTIONS
from models.vocabulary import Vocabulary
from ui.icons import icon
from ui.languages import translate

PAGES = (
    "today",
    "bill",
    "invoice",
    "payment",
    "notice",
    "account",
    "service",
    "order",
    "incident",
    "agreement",
)
"""The pages in their order: today, a list for each kind of record, the agreement."""


def page_name(page: str, words: Vocabulary) -> str:
    """Name a page; English names a list by its section of the exchange file, which is the plural."""
    if page == "today":
        return translate("Navigation", "Today")
    if words.language == "en" and page in SECTIONS:
        return SECTIONS[page][0].capitalize()
    return words.kind(page)


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
        for position, page in enumerate(PAGES, 1):
            item = QListWidgetItem(icon(page), page_name(page, words), self)
            item.setSizeHint(QSize(0, 38))
            item.setToolTip(f"Ctrl+{position % 10}")
        self.currentRowChanged.connect(lambda row: self.chosen.emit(PAGES[row]))

    def choose(self, page: str) -> None:
        """Go to a page."""
        self.setCurrentRow(PAGES.index(page))
