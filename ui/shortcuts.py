"""The sheet of keyboard shortcuts, made from the action table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from models.words import Words
from ui import actions
from ui.fitting import Fitting, open_at
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_TINY, GAP_WIDE


class ShortcutSheet(QDialog):
    """Shows every shortcut; Esc closes it."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        lines_of = QWidget()
        grid = QGridLayout(lines_of)
        grid.setContentsMargins(GAP_SMALL, 0, GAP_SMALL, 0)
        grid.setHorizontalSpacing(GAP_PAGE)
        grid.setVerticalSpacing(GAP_TINY)
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
        sheet = Fitting(lines_of)
        sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that arrow keys scroll what does not fit
        sheet.setAccessibleName(self.windowTitle())
        column_layout.addWidget(sheet, 1)
        wanted = self.sizeHint()
        open_at(self, wanted.width(), wanted.height())

    def _columns(self, words: Words) -> list[list[tuple[str, str]]]:
        entry = [
            (self.tr("Open the selected record"), _shown(("Return",))),
            (self.tr("Remove the selected record"), _shown(("Del",))),
            (self.tr("Save the form"), _shown(("Return", "Ctrl+Return"))),
            (self.tr("Leave the form"), _shown(("Esc",))),
            (self.tr("A day later or earlier in a date field"), _shown(("Up", "Down"))),
            (self.tr("Open where an input came from"), _shown(("Return",))),
        ]
        return [
            [
                *(*_menu(actions.LEDGER, words), *_menu(actions.PAPER, words), *_menu(actions.HELP, words)),
                *((self.tr("Lists and forms"), ""), *entry),
            ],
            [*_menu(actions.EDIT, words), *_menu(actions.VIEW, words)],
            _menu(actions.GO, words),
        ]


def _menu(menu: str, words: Words) -> list[tuple[str, str]]:
    """Give a menu's name, then (text, keys) of each of its actions that has keys."""
    listed = [each for each in actions.table() if each.menu == menu and each.keys]
    lines = [(actions.text_of(each, words).rstrip("…"), _shown(each.keys)) for each in listed]
    return [(actions.menu_of(listed[0]), ""), *lines]


_NAMES = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "Del": "Delete"}


def _shown(keys: tuple[str, ...]) -> str:
    shown = [QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in keys]
    if QKeySequence("Ctrl+A").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+A":
        shown = ["+".join(_NAMES.get(part, part) for part in each.split("+")) for each in keys]
    return "   ".join(shown)
