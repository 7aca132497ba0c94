"""Importing electronic invoices in the window: what each would do is shown; then one act."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTableWidget, QWidget

from models.ledger.invoice_acts import InvoicesOutcome, import_invoices
from models.money import format_amount
from models.vocabulary import Vocabulary
from ui.fitting import open_at
from ui.importing.dialog import ImportDialog
from ui.importing.importing import Import
from ui.tables.plain_table import plain_table


class InvoiceImport(Import):
    """One import of electronic invoices: preview, question, act."""

    page = "invoice"

    def start(self) -> None:
        """Read the files and show what they would do."""
        job = partial(import_invoices, self._session.ledger, self._paths, preview=True)
        self._work(job, self._show).start(self.tr("Reading {0}").format(self._paths[0].name))

    def _show(self, outcome: InvoicesOutcome) -> None:
        if not outcome.conflicts and all(one.invoice is None for one in outcome.taken):
            self._nothing_new(self.tr("These invoices are on record already."))
            return
        preview = InvoicePreview(outcome, self._session.words, self._window)
        preview.chosen.connect(self._take_in)
        self._preview(preview)

    def _take_in(self, update: bool) -> None:  # noqa: FBT001 - as the preview says it
        job = partial(import_invoices, self._session.ledger, self._paths, update=update)
        self._work(job, self._imported).start(self.tr("Importing"))

    def _imported(self, outcome: InvoicesOutcome) -> None:
        self._session.took(outcome.change)
        self._messages.say(self.tr("%n invoice(s) imported", "", len(outcome.taken)), undo=outcome.change is not None)
        self._did(outcome.change)


class InvoicePreview(ImportDialog):
    """Shows each invoice with what it would do: a new record, more of one on record, or nothing."""

    chosen = Signal(bool)
    """The user wants this; whether the files win."""

    def __init__(self, outcome: InvoicesOutcome, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__("", words, parent)
        self.setWindowTitle(self.tr("Import electronic invoices"))
        self.say(self.tr("%n invoice(s) to import", "", len(outcome.taken)), "title")
        self.table = self._listed(outcome)
        self.column.addWidget(self.table, 1)
        notes = [note for one in outcome.taken for note in one.notes]
        self.notes = self.list_problems(words.text("import.notes"), notes)
        self.conflicts = self.list_problems(self.tr("Conflicts:"), outcome.conflicts)
        self.end(outcome.conflicts)
        self.go.clicked.connect(self._choose)
        open_at(self, 920, 520)

    def _listed(self, outcome: InvoicesOutcome) -> QTableWidget:
        words = self._words
        unknown = words.text("value.unknown")
        names = ["number", "issued_on", "amount", "tax"]
        headings = [self.tr("File"), *(words.field("invoice", name) for name in names), self.tr("Would be")]
        rows = []
        for one in outcome.taken:
            stated = one.file.invoice
            tax = unknown if stated.tax is None else format_amount(stated.tax, grouped=True)
            what = words.text(f"import.outcome.{one.outcome}", record=one.record)
            if stated.reverses is not None:
                awaited = one.invoice is not None and one.invoice.reverses_number is not None
                key = "import.reversing_awaited" if awaited else "import.reversing"
                what = words.text(key, outcome=what, number=stated.reverses)
            amount = format_amount(stated.amount, grouped=True)
            rows.append([one.file.name, stated.number, str(stated.issued_on or unknown), amount, tax, what])
        return plain_table(headings, rows, words, right={3, 4}, stretch=0)

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.files_win.isChecked())
