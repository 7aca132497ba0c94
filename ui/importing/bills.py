"""Importing the provider's bills in the window: read, show, and, if the user wants it, take in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from models.ledger.ledger import Ledger
from models.ledger.source_acts import Choices, Outcome, import_provider_bills, preview_provider_bills
from models.problems import Refused
from ui.importing.importing import Import
from ui.importing.preview import ImportPreview
from ui.wording import begun


class Stopping(QObject):
    """Tells how far a reading has come, and stops it when the user wants that. Called from the reading's thread."""

    told = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = False

    def stop(self) -> None:
        """Stop at the next row told of."""
        self._stopped = True

    def __call__(self, rows: int) -> None:
        """Take in how many rows were read. Raises :class:`Refused` when the user wants to stop."""
        if self._stopped:
            raise Refused.because("import_stopped")
        self.told.emit(rows)


def _import_and_read(
    ledger: Ledger, paths: list[Path], choices: Choices, *, progress: Callable[[int], None]
) -> Outcome:
    """Import, and read what the ledger has then: of a large import the screen would wait for that."""
    outcome = import_provider_bills(ledger, paths, choices, progress=progress)
    _ = ledger.facts
    return outcome


class BillImport(Import):
    """One import of the provider's files: preview, question, act."""

    page = "bill"

    def start(self, choices: Choices = Choices()) -> None:  # noqa: B008 - frozen
        """Read the files and show what they would do."""
        job = partial(preview_provider_bills, self._session.ledger, self._paths, choices)
        self._run(job, partial(self._show, choices), partial(self._refused, choices))

    def _run(self, job: partial[Outcome], done: partial[None], refused: partial[None]) -> None:
        stopping = Stopping(self)
        job.keywords["progress"] = stopping
        work = self._work(job, done, refused)
        name = self._paths[0].name
        work.start(self.tr("Reading {0}").format(name), stop=stopping.stop)
        stopping.told.connect(lambda rows: work.say(self.tr("Reading {0}: %n row(s)", "", rows).format(name)))

    def _show(self, choices: Choices, outcome: Outcome) -> None:
        if not outcome.rows_new and outcome.proposal.is_empty and not outcome.proposal.conflicts:
            self._nothing_new(self.tr("Nothing is new in these files; the ledger is unchanged."))
            return
        preview = ImportPreview(outcome, choices, self._session.words, self._window)
        preview.chosen.connect(self._take_in)
        self._preview(preview)

    def _refused(self, choices: Choices, refused: Refused) -> None:
        if choices.billing_cycle is None and any(p.code == "source_cycle_unknown" for p in refused.problems):
            self._ask_for_cycle(refused)
        else:
            self._refuse(refused)

    def _ask_for_cycle(self, refused: Refused) -> None:
        words = self._session.words
        box = self._question(self.tr("Import the provider's bills"), words.problem(refused.problems[0]))
        for cycle in ("usage", "charge"):
            button = box.addButton(begun(words.choice("billing_cycle", cycle)), QMessageBox.ButtonRole.ActionRole)
            button.clicked.connect(partial(self.start, Choices(billing_cycle=cycle)))
        self._cancel(box)
        box.open()

    def _take_in(self, choices: Choices) -> None:
        job = partial(_import_and_read, self._session.ledger, self._paths, choices)
        self._run(job, partial(self._imported), partial(self._refuse))

    def _imported(self, outcome: Outcome) -> None:
        self._session.took(outcome.change)
        if outcome.change is not None:
            said = self.tr("Imported: %n row(s); new records: {0}, changed: {1}", "", outcome.rows_new)
            self._messages.say(said.format(len(outcome.proposal.new), len(outcome.proposal.changed)), undo=True)
        self._did(outcome.change)
