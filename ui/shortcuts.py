"""The sheet of keyboard shortcuts, made from the action table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

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
        beside = QHBoxLayout(lines_of)
        beside.setContentsMargins(GAP_SMALL, GAP_TINY, GAP_SMALL, GAP_TINY)
        beside.setSpacing(GAP_PAGE)
        for lines in self._columns(words):
            beside.addLayout(_column(lines))
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


def _column(lines: list[tuple[str, str]]) -> QVBoxLayout:
    """Lay out (text, keys) under each other, as high as they are; a line without keys is a heading."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP_PAGE)
    grid.setVerticalSpacing(GAP_TINY)
    for row, (text, keys) in enumerate(lines):
        name = QLabel(text)
        if keys:
            shown = QLabel(keys)
            shown.setObjectName("soft")
            grid.addWidget(shown, row, 1)
        else:
            name.setObjectName("heading")
            name.setContentsMargins(0, GAP if row else 0, 0, 0)
        grid.addWidget(name, row, 0)
    column = QVBoxLayout()
    column.addLayout(grid)
    column.addStretch(1)
    return column


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
