"""The sheet of keyboard shortcuts, made from the action table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from models.vocabulary import Vocabulary
from ui import actions
from ui.languages import translate
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_WIDE
from ui.navigation import PAGES, page_name


class ShortcutSheet(QDialog):
    """Shows every shortcut; Esc closes it."""

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_PAGE)
        grid.setVerticalSpacing(GAP_SMALL)
        columns = self._columns(words)
        for column, lines in enumerate(columns):
            for row, (text, keys) in enumerate(lines):
                name = QLabel(text)
                if keys:
                    shown = QLabel(keys)
                    shown.setObjectName("soft")
                    grid.addWidget(shown, row, 2 * column + 1)
                else:
                    name.setObjectName("heading")
                grid.addWidget(name, row, 2 * column)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(GAP_PAGE, GAP_WIDE, GAP_PAGE, GAP_PAGE)
        column_layout.setSpacing(GAP)
        column_layout.addWidget(title)
        column_layout.addLayout(grid)

    def _columns(self, words: Vocabulary) -> list[list[tuple[str, str]]]:
        pages = [
            (page_name(page, words), _shown((actions.PAGE_KEYS.format(number % 10),)))
            for number, page in enumerate(PAGES, 1)
        ]
        entry = [
            (self.tr("Open the selected record"), _shown(("Return",))),
            (self.tr("Remove the selected record"), _shown(("Del",))),
            (self.tr("Save the form"), _shown(("Return", "Ctrl+Return"))),
            (self.tr("Leave the form"), _shown(("Esc",))),
            (self.tr("A day later or earlier in a date field"), _shown(("Up", "Down"))),
            (self.tr("Open where an input came from"), _shown(("Return",))),
        ]
        return [
            [*_menu(actions.LEDGER), *_menu(actions.PAPER), *_menu(actions.HELP)],
            [*_menu(actions.EDIT), *_menu(actions.VIEW)],
            [(self.tr("Pages"), ""), *pages],
            [(self.tr("Lists and forms"), ""), *entry],
        ]


def _menu(menu: str) -> list[tuple[str, str]]:
    """Give a menu's name, then (text, keys) of each of its actions that has keys."""
    heading = translate("Actions", menu).replace("&", "").partition("(")[0]
    lines = [(actions.text_of(each).rstrip("…"), _shown(each.keys)) for each in actions.table() if each.menu == menu]
    return [(heading, ""), *(line for line in lines if line[1])]


_NAMES = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "Del": "Delete"}


def _shown(keys: tuple[str, ...]) -> str:
    shown = [QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in keys]
    if QKeySequence("Ctrl+A").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+A":
        shown = ["+".join(_NAMES.get(part, part) for part in each.split("+")) for each in keys]
    return "   ".join(shown)
