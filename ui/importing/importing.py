"""What every import of foreign files in the window is: files are read, what they would do is shown, then one act."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QMessageBox, QPushButton

from models.problems import Refused
from ui.messages import Messages
from ui.session import Session
from ui.work import Work

_Read = TypeVar("_Read")
LISTED = 14
"""Lines that a question shows before the rest stands behind a button."""


class Import(QObject):
    """One import into one session's ledger: its files, what it asks by, and the end of it."""

    done = Signal(object)
    """The change, or None when nothing was new."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages, paths: Sequence[Path]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages
        self._paths = list(paths)

    def _work(
        self,
        job: Callable[[], _Read],
        then: Callable[[_Read], None],
        refused: Callable[[Refused], None] | None = None,
    ) -> Work:
        """Give work off the screen's thread that is not begun; what is refused is told unless said otherwise."""
        return Work(self._window, job, then, refused or self._messages.refuse)

    def _nothing_new(self, said: str) -> None:
        """End without an act."""
        self._messages.say(said)
        self.done.emit(None)

    def _question(self, title: str, text: str, lines: Sequence[str] = ()) -> QMessageBox:
        """Make a question; the first lines are seen at once, all of them behind a button."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        box.setText(text)
        box.setInformativeText("\n".join([*lines[:LISTED], *(["…"] if len(lines) > LISTED else [])]))
        if len(lines) > LISTED:
            box.setDetailedText("\n".join(lines))
        return box

    def _cancel(self, box: QMessageBox) -> QPushButton:
        """Add the button that leaves everything as it is."""
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(cancel)
        return cancel
