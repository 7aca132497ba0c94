"""Importing files of an account (收支明细, orders, vouchers) in the window: shown first; then one act."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QMessageBox, QPushButton

from models.ledger.account_file_acts import AccountOutcome, import_account_files
from models.problems import Refused
from ui.importing.told import account_files_told
from ui.messages import Messages
from ui.session import Session
from ui.work import Work

_LISTED = 14


class AccountFileImport(QObject):
    """One import of an account's files: preview, question, act."""

    done = Signal(object)
    """The change, or None when nothing was new."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages, paths: Sequence[Path]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages
        self._paths = list(paths)

    def start(self, account: str | None = None) -> None:
        """Read the files and show what they would do; ``account`` is whose they are where they do not say."""
        job = partial(import_account_files, self._session.ledger, self._paths, account=account, preview=True)
        work = Work(self._window, job, partial(self._ask, account), self._refused)
        work.start(self.tr("Reading {0}").format(self._paths[0].name))

    def _refused(self, refused: Refused) -> None:
        accounts = list(self._session.facts.accounts)
        if not accounts or refused.problems[0].code != "source_account_unknown":
            self._messages.refuse(refused)
            return
        box = self._box(self._session.words.problem(refused.problems[0]))
        for account in accounts[:_LISTED]:
            button = box.addButton(account, QMessageBox.ButtonRole.AcceptRole)
            button.clicked.connect(partial(self._start_for, account))
        self._cancel(box)
        box.open()

    def _start_for(self, account: str, _clicked: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt calls it
        self.start(account)

    def _ask(self, account: str | None, outcome: AccountOutcome) -> None:
        words = self._session.words
        if outcome.is_empty:
            self._messages.say(self.tr("Nothing is new in these files; the ledger is unchanged."))
            self.done.emit(None)
            return
        conflicts = [words.problem_line(one) for one in outcome.proposal.conflicts]
        box = self._box(self.tr("%n row(s) to import", "", outcome.new + outcome.changed))
        lines = [*account_files_told(outcome, words), *conflicts]
        box.setInformativeText("\n".join([*lines[:_LISTED], *(["…"] if len(lines) > _LISTED else [])]))
        if len(lines) > _LISTED:
            box.setDetailedText("\n".join(lines))
        text = self.tr("Let the files win") if conflicts else self.tr("Import")
        go = box.addButton(text, QMessageBox.ButtonRole.AcceptRole)
        cancel = self._cancel(box)
        box.setDefaultButton(cancel if conflicts else go)
        go.clicked.connect(partial(self._take_in, account, bool(conflicts)))
        box.open()

    def _box(self, text: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Import movements, orders or vouchers"))
        box.setText(text)
        return box

    def _cancel(self, box: QMessageBox) -> QPushButton:
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(cancel)
        return cancel

    def _take_in(self, account: str | None, update: bool, _clicked: bool = False) -> None:  # noqa: FBT001, FBT002
        job = partial(import_account_files, self._session.ledger, self._paths, account=account, update=update)
        Work(self._window, job, self._imported, self._messages.refuse).start(self.tr("Importing"))

    def _imported(self, outcome: AccountOutcome) -> None:
        self._session.took(outcome.change)
        said = self.tr("%n row(s) imported", "", outcome.new + outcome.changed)
        self._messages.say(said, undo=outcome.change is not None)
        self.done.emit(outcome.change)
