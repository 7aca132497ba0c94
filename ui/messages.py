"""What the window tells the user: a line below for what was done, a dialog for what was refused."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtWidgets import QLabel, QMainWindow, QMessageBox, QPushButton, QWidget

from models.words import Words
from ui.look import GAP

if TYPE_CHECKING:
    from models.problems import Refused

_MOST = 12
_STANDS = 30_000
"""Milliseconds for which what was said is not replaced by what can wait."""


class Messages(QObject):
    """Speaks for one window."""

    undo = Signal()
    leading = Signal(str, str)
    """(page, spot) where what was refused can be answered, when the user wants to go there."""

    def __init__(self, window: QMainWindow, words: Words) -> None:
        super().__init__(window)
        self._window = window
        self._language = words.language
        self._since = QElapsedTimer()
        self.line = QLabel()
        self.undo_button = QPushButton(self.tr("Undo"))
        self.undo_button.setAutoDefault(False)
        self.undo_button.clicked.connect(self.undo)
        self.undo_button.hide()
        bar = window.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setMinimumHeight(40)
        bar.setContentsMargins(GAP, 0, GAP, 0)
        bar.addWidget(self.line, 1)
        bar.addPermanentWidget(self.undo_button)

    def say(self, text: str, *, undo: bool = False) -> None:
        """Tell what was done; with a button that undoes it."""
        self.line.setText(text)
        self.undo_button.setVisible(undo)
        self._since.start()

    def mention(self, text: str) -> None:
        """Tell what can wait: it does not take the place of what was said just now."""
        if not self._since.isValid() or self._since.hasExpired(_STANDS):
            self.say(text)

    def refuse(self, refused: "Refused") -> QMessageBox:
        """Tell why something was refused, in the box that is given."""
        from models.vocabulary import vocabulary
        from ui.session import sentences

        told = sentences(refused, vocabulary(self._language))
        box = show_problems(self._window, self.tr("That did not work; nothing was changed."), told)
        holders = [one.inputs["reconciliation"] for one in refused.problems if "reconciliation" in one.inputs]
        if holders:
            show = box.addButton(self.tr("Show the reconciliation"), QMessageBox.ButtonRole.ActionRole)
            show.clicked.connect(lambda: self.leading.emit("reconciliation", str(holders[0])))
        return box


def show_problems(parent: QWidget | None, heading: str, problems: list[str]) -> QMessageBox:
    """Open a dialog that lists what is wrong, the first dozen at once and all of them behind a button."""
    box = QMessageBox(QMessageBox.Icon.Warning, heading, heading, QMessageBox.StandardButton.Ok, parent)
    shown = problems[:_MOST]
    if len(problems) > _MOST:
        shown = [*shown, "…"]
        box.setDetailedText("\n".join(problems))
    box.setInformativeText("\n".join(shown))
    box.open()
    return box
