"""Backing up the open ledger, and putting a backup in place as a ledger, with the same questions as any file."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox, QWidget

from models.ledger.backup import Restored, back_up, restore
from models.ledger.ledger import SUFFIX, Ledger
from models.problems import Refused
from ui.languages import translate
from ui.messages import Messages
from ui.work import Work

ENDING = ".backup"


class BackingUp(QObject):
    """Copies one window's ledger to a file."""

    def __init__(self, window: QMainWindow, ledger: Ledger, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._ledger = ledger
        self._messages = messages

    def ask(self, day: date) -> None:
        """Ask for a place and write the backup there; the name suggested carries the day."""
        suggested = self._ledger.path.with_name(f"{self._ledger.path.stem}-{day.isoformat()}{ENDING}")
        kinds = self.tr("Backups (*{0})").format(ENDING)
        # A file that is there is never written over: that is said afterwards, not asked before.
        kept = QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Back up the ledger"), str(suggested), kinds, options=kept
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the backup off the screen's thread and say so."""

        def done(_: None) -> None:
            self._messages.say(self.tr("Backed up and checked: {0}").format(path))

        work = Work(self._window, partial(back_up, self._ledger, path), done, self._messages.refuse)
        work.start(self.tr("Backing up"))


class Restoring(QObject):
    """Puts a backup in place as a ledger, beginning with the question which."""

    def __init__(
        self, restored: Callable[[Path, Restored], None], refused: Callable[[Path, Refused], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._restored = restored
        self._refused = refused

    def ask(self, window: QWidget | None, here: Path | None, folder: Path) -> tuple[Path, Path] | None:
        """Ask for the backup and for the ledger it becomes; None when that was given up.

        Suggested is the ledger that is open (``here``), otherwise one of the backup's name in the ``folder``.
        """
        kinds = self.tr("Backups and ledgers (*{0} *{1})").format(ENDING, SUFFIX) + ";;" + self.tr("All files (*)")
        looked_in = str(here.parent if here else folder)
        backup, _ = QFileDialog.getOpenFileName(window, self.tr("Restore a backup"), looked_in, kinds)
        if not backup:
            return None
        place = here or folder / f"{Path(backup).name.partition('.')[0]}{SUFFIX}"
        title, ledgers = self.tr("Restore the backup as"), self.tr("Ledgers (*{0})").format(SUFFIX)
        kept = QFileDialog.Option.DontConfirmOverwrite  # it is asked about, in better words
        name, _ = QFileDialog.getSaveFileName(window, title, str(place), ledgers, options=kept)
        if not name:
            return None
        return Path(backup), Path(name) if Path(name).suffix else Path(name + SUFFIX)

    def ask_whether(self, window: QWidget | None, path: Path, then: Callable[[], None]) -> None:
        """Ask whether the ledger in the place may be moved aside; only then go on."""
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Restore a backup"), "", parent=window)
        box.setText(self.tr("There is a ledger {0} already.").format(path.name))
        box.setInformativeText(
            self.tr("It is moved aside under a dated name, and nothing of it is lost. The backup takes its place.")
        )
        yes = box.addButton(self.tr("Move it aside and restore"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        yes.clicked.connect(then)
        box.open()

    def start(self, window: QWidget, backup: Path, path: Path) -> None:
        """Check the backup and put it in place, off the screen's thread."""
        job = partial(restore, backup, path, replace=True)
        work = Work(window, job, partial(self._restored, path), partial(self._refused, path))
        work.start(self.tr("Checking the backup"))


def moved_text(done: Restored, path: Path) -> str:
    """Say what was restored, and where the ledger before it is."""
    if done.moved is None:
        return translate("Restoring", "Restored: {0}").format(path.name)
    return translate("Restoring", "Restored: {0}. The ledger that was there is now {1}").format(
        path.name, done.moved.name
    )
