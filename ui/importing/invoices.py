"""Importing electronic invoices in the window: what each would do is shown; then one act."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QMessageBox

from models.ledger.invoice_acts import InvoicesOutcome, import_invoices
from ui.importing.told import invoices_told
from ui.messages import Messages
from ui.session import Session
from ui.work import Work


class InvoiceImport(QObject):
    """One import of electronic invoices: preview, question, act."""

    done = Signal(object)
    """The change, or None when nothing was new."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages, paths: Sequence[Path]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages
        self._paths = list(paths)

    def start(self) -> None:
        """Read the files and show what they would do."""
        job = partial(import_invoices, self._session.ledger, self._paths, preview=True)
        work = Work(self._window, job, self._ask, self._messages.refuse)
        work.start(self.tr("Reading {0}").format(self._paths[0].name))

    def _ask(self, outcome: InvoicesOutcome) -> None:
        words = self._session.words
        if not outcome.conflicts and all(one.invoice is None for one in outcome.taken):
            self._messages.say(self.tr("These invoices are on record already."))
            self.done.emit(None)
            return
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Import electronic invoices"))
        box.setText(self.tr("%n invoice(s) to import", "", len(outcome.taken)))
        conflicts = [words.problem_line(one) for one in outcome.conflicts]
        box.setInformativeText("\n".join([*invoices_told(outcome, words), *conflicts]))
        text = self.tr("Let the files win") if conflicts else self.tr("Import")
        go = box.addButton(text, QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel if conflicts else go)
        box.setEscapeButton(cancel)
        go.clicked.connect(partial(self._take_in, update=bool(conflicts)))
        box.open()

    def _take_in(self, _clicked: bool = False, *, update: bool) -> None:  # noqa: FBT001, FBT002 - as Qt calls it
        job = partial(import_invoices, self._session.ledger, self._paths, update=update)
        Work(self._window, job, self._imported, self._messages.refuse).start(self.tr("Importing"))

    def _imported(self, outcome: InvoicesOutcome) -> None:
        self._session.took(outcome.change)
        self._messages.say(self.tr("%n invoice(s) imported", "", len(outcome.taken)), undo=outcome.change is not None)
        self.done.emit(outcome.change)
