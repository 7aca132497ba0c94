"""What every import of foreign files in the window is: files are read, what they would do is shown, then one act."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QMessageBox, QPushButton

from models.ledger.acts import Change
from models.problems import Refused
from ui.importing.dialog import ImportDialog
from ui.messages import Messages
from ui.session import Session
from ui.wording import begun
from ui.work import Work

_Read = TypeVar("_Read")
LISTED = 14
"""Lines that a question shows before the rest stands behind a button."""


class Import(QObject):
    """One import into one session's ledger: its files, what it asks by, and the end of it.

    ``turn`` says which of several imports it is, when it is one: its dialogs say so, and to cancel is to skip.
    """

    done = Signal(object)
    """The change of each act, or None when nothing was new."""
    over = Signal()
    """Nothing more comes of it: everything was taken in, left or refused. Told once."""
    stopped = Signal()
    """The user wants none of the imports that come after it either. ``over`` follows."""
    page = ""
    """Where what came in is seen; empty where that is no one page."""

    def __init__(
        self, window: QMainWindow, session: Session, messages: Messages, paths: Sequence[Path], turn: str = ""
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages
        self._paths = list(paths)
        self._turn = turn

    def start(self) -> None:
        """Read the files and show what they would do."""
        raise NotImplementedError

    def seen_at(self, change: Change) -> tuple[str, str]:
        """Give the page on which what came in is seen, and the first of it there."""
        return self.page, next((name for kind, name in change.touched if kind == self.page), "")

    def _work(
        self,
        job: Callable[[], _Read],
        then: Callable[[_Read], None],
        refused: Callable[[Refused], None] | None = None,
    ) -> Work:
        """Give work off the screen's thread that is not begun; what is refused is told unless said otherwise."""
        return Work(self._window, job, then, refused or self._refuse)

    def _refuse(self, refused: Refused) -> None:
        """Tell why nothing was done; that is the end of it once it is read."""
        self._messages.refuse(refused).finished.connect(lambda _: self._end())

    def _preview(self, dialog: ImportDialog) -> None:
        """Open a dialog that shows what would come in."""
        if self._turn:
            dialog.in_turn(self._turn)
            dialog.stop.clicked.connect(self._stop)
            dialog.stop.clicked.connect(dialog.reject)
        dialog.rejected.connect(self._end)
        dialog.open()

    def _stop(self) -> None:
        self._paths.clear()
        self.stopped.emit()

    def _end(self) -> None:
        """Go on after an act, or after what was left or refused: here, that was all."""
        self.over.emit()

    def _did(self, change: Change | None) -> None:
        """Tell what was done, and go on."""
        self.done.emit(change)
        self._end()

    def _nothing_new(self, said: str) -> None:
        """End without an act."""
        self._messages.say(said)
        self._did(None)

    def _question(self, title: str, text: str, lines: Sequence[str] = ()) -> QMessageBox:
        """Make a question; the first lines are seen at once, all of them behind a button."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        box.setText(begun(text))
        box.setInformativeText("\n".join([*lines[:LISTED], *(["…"] if len(lines) > LISTED else [])]))
        if len(lines) > LISTED:
            box.setDetailedText("\n".join(lines))
        return box

    def _cancel(self, box: QMessageBox) -> QPushButton:
        """Add the button that leaves everything as it is."""
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self._end)
        box.setEscapeButton(cancel)
        return cancel


class FileByFile(Import):
    """An import of files that are taken in one after the other, each an act of its own."""

    def start(self) -> None:
        """Take in the next file; one that is left or refused keeps none of the others away."""
        if self._paths:
            self._take(self._paths.pop(0))
        else:
            self.over.emit()

    def _take(self, path: Path) -> None:
        """Take in one file."""
        raise NotImplementedError

    def _end(self) -> None:
        self.start()
