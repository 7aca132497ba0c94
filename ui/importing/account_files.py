"""Importing files of an account (收支明细, orders, vouchers) in the window: shown first; then one act."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMessageBox, QWidget

from models.ledger.account_file_acts import AccountChoices, AccountOutcome, import_account_files
from models.ledger.acts import Change
from models.problems import Refused
from models.statements.paid import due
from models.vocabulary import Vocabulary
from ui.fitting import open_at
from ui.importing.dialog import ImportDialog
from ui.importing.importing import LISTED, Import
from ui.importing.told import account_file_told, recharge_told

_RECHARGE = Qt.ItemDataRole.UserRole


class AccountFileImport(Import):
    """One import of an account's files: preview, question, act."""

    page = "account"

    def seen_at(self, change: Change) -> tuple[str, str]:
        """Give the first order that came in, or else the account."""
        order = next((name for kind, name in change.touched if kind == "order"), "")
        return ("order", order) if order else super().seen_at(change)

    def start(self, account: str | None = None) -> None:
        """Read the files and show what they would do; ``account`` is whose they are where they do not say."""
        choices = AccountChoices(account, due=due(self._session.assessment))
        job = partial(import_account_files, self._session.ledger, self._paths, choices, preview=True)
        work = self._work(job, partial(self._show, choices), self._refused)
        work.start(self.tr("Reading {0}").format(self._paths[0].name))

    def _refused(self, refused: Refused) -> None:
        accounts = list(self._session.facts.accounts)
        if not accounts or refused.problems[0].code != "source_account_unknown":
            self._refuse(refused)
            return
        title = self.tr("Import movements, orders or vouchers")
        box = self._question(title, self._session.words.problem(refused.problems[0]))
        for account in accounts[:LISTED]:
            button = box.addButton(account, QMessageBox.ButtonRole.ActionRole)
            button.clicked.connect(partial(self._start_for, account))
        self._cancel(box)
        box.open()

    def _start_for(self, account: str, _clicked: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt calls it
        self.start(account)

    def _show(self, choices: AccountChoices, outcome: AccountOutcome) -> None:
        if outcome.is_empty:
            self._nothing_new(self.tr("Nothing is new in these files; the ledger is unchanged."))
            return
        preview = AccountFilePreview(outcome, choices, self._session.words, self._window)
        preview.chosen.connect(self._take_in)
        self._preview(preview)

    def _take_in(self, choices: AccountChoices) -> None:
        job = partial(import_account_files, self._session.ledger, self._paths, choices)
        self._work(job, self._imported).start(self.tr("Importing"))

    def _imported(self, outcome: AccountOutcome) -> None:
        self._session.took(outcome.change)
        said = self.tr("%n row(s) imported", "", outcome.new + outcome.changed)
        self._messages.say(said, undo=outcome.change is not None)
        self._did(outcome.change)


class AccountFilePreview(ImportDialog):
    """Shows files, rows, records and recharges that may be payments; asks which of these are, and who wins."""

    chosen = Signal(object)
    """The user wants this, with these :class:`AccountChoices`."""

    def __init__(
        self, outcome: AccountOutcome, choices: AccountChoices, words: Vocabulary, parent: QWidget | None = None
    ) -> None:
        super().__init__("", words, parent)
        self.setWindowTitle(self.tr("Import movements, orders or vouchers"))
        self._choices = choices
        self.say_of_files(file.name for file in outcome.files)
        self.say("\n".join(account_file_told(outcome, words)))
        self.say_records(outcome.proposal)
        self.recharges = self._offered(outcome)
        self.notes = self.list_problems(words.text("import.notes"), outcome.proposal.notes)
        self.conflicts = self.list_problems(self.tr("Conflicts:"), outcome.proposal.conflicts)
        self.ask_to_keep(outcome.originals, choices.keep_up_to)
        if not outcome.recharges:
            self.column.addStretch(1)
        self.end(outcome.proposal.conflicts)
        self.go.clicked.connect(self._choose)
        open_at(self, 820, 640 if outcome.recharges else 420)

    def _offered(self, outcome: AccountOutcome) -> QListWidget:
        """List recharges, each with the reason; those that are what invoices leave open are ticked."""
        words = self._words
        title = self.say(words.text("import.recharges"), "soft")
        made = QListWidget()
        made.setProperty("roomy", "true")
        made.setWordWrap(True)
        made.setAccessibleName(words.text("import.recharges"))
        for one in outcome.recharges:
            item = QListWidgetItem("\n".join(recharge_told(one, words)))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if one.clear else Qt.CheckState.Unchecked)
            item.setData(_RECHARGE, one.identity)
            made.addItem(item)
        self.column.addWidget(made, 1)
        for widget in (title, made):
            widget.setVisible(bool(outcome.recharges))
        return made

    def _choose(self) -> None:
        items = [self.recharges.item(row) for row in range(self.recharges.count())]
        taken = frozenset(item.data(_RECHARGE) for item in items if item.checkState() == Qt.CheckState.Checked)
        keep = self._choices.keep_up_to if self.keep.isChecked() else 0
        self.accept()
        self.chosen.emit(replace(self._choices, update=self.files_win.isChecked(), recharges=taken, keep_up_to=keep))
