"""What the provider's files would bring, shown before anything is done."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTableWidget, QWidget

from models.facts.shapes import Misfit, Moment
from models.ledger.source_acts import Choices, Outcome
from models.money import format_amount
from models.problems import Problem
from models.vocabulary import Vocabulary
from ui.fitting import open_at
from ui.forms.dates import MomentInput
from ui.importing.dialog import ImportDialog
from ui.look import GAP_SMALL
from ui.tables.plain_table import plain_table

_AMOUNTS = ("payable", "cash", "gift", "voucher", "share")


class ImportPreview(ImportDialog):
    """Shows sums by product, records, what to check and conflicts; asks when the bill was sent and who wins."""

    chosen = Signal(object)
    """The user wants this, with these :class:`Choices`."""

    def __init__(self, outcome: Outcome, choices: Choices, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__("", words, parent)
        self.setWindowTitle(self.tr("Import the provider's bills"))
        self._choices = choices
        self.say_of_files(file.name for file in outcome.files if file.rows)
        self.say(words.text("import.rows", new=outcome.rows_new, same=outcome.rows_same, changed=outcome.rows_changed))
        if outcome.rows_gone:
            self.say(words.text("import.rows_gone", count=outcome.rows_gone))
        self.say_records(outcome.proposal)
        self.table = self._sums(outcome)
        self.column.addWidget(self.table, 1)
        self.notes = self.list_problems(words.text("import.notes"), outcome.proposal.notes)
        self.conflicts = self.list_problems(self.tr("Conflicts:"), outcome.proposal.conflicts)
        self.sent_at = MomentInput()
        self._taken: object = None
        if outcome.proposal.sent_at is not None and outcome.proposal.new.by_kind["bill"] == 1:
            self._ask_when_sent(outcome.proposal.sent_at)
        self.ask_to_keep(outcome.originals, choices.keep_up_to)
        self.end(outcome.proposal.conflicts)
        self.go.clicked.connect(self._choose)
        open_at(self, 820, 640)

    def _sums(self, outcome: Outcome) -> QTableWidget:
        words = self._words
        products = sorted(outcome.products.items())
        whole = {name: sum(sums[name] for _, sums in products) for name in _AMOUNTS}
        headings = [words.text("import.product"), *(words.field("billline", name) for name in _AMOUNTS)]
        rows = [
            [product, *(format_amount(sums[name], grouped=True) for name in _AMOUNTS)]
            for product, sums in [*products, (words.text("import.whole"), whole)]
        ]
        return plain_table(headings, rows, words, right=set(range(1, 1 + len(_AMOUNTS))), stretch=0, total=True)

    def _ask_when_sent(self, sent_at: datetime) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        label = QLabel(self._words.field("bill", "sent_at"))
        label.setBuddy(self.sent_at)
        hint = QLabel()
        hint.setObjectName("soft")
        self.sent_at.changed.connect(lambda: hint.setText(self.sent_at.hint()))
        self.sent_at.put(sent_at.isoformat())
        self._taken = self.sent_at.raw()
        for widget in (label, self.sent_at, hint):
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)

    def _choose(self) -> None:
        sent_at = self._choices.sent_at
        raw = self.sent_at.raw()
        if raw is not None and raw != self._taken:
            try:
                sent_at = Moment().read(raw)
            except Misfit as misfit:
                self.complain(self._words.problem(Problem(misfit.code, inputs=misfit.inputs)), self.sent_at)
                return
        self.accept()
        win, keep = self.files_win.isChecked(), self.keep.isChecked()
        keep_up_to = self._choices.keep_up_to if keep else 0
        self.chosen.emit(Choices(self._choices.billing_cycle, sent_at, win, keep_up_to))
