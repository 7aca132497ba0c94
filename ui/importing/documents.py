"""Taking in what is merged as it stands: exchange documents and packages, arrangements, copies of the agreement."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from models.clauses.clauses import clauses_of
from models.exchange.calendar_files import read_arrangement
from models.exchange.document import read_file
from models.exchange.package import read_file as read_package
from models.facts.facts import Facts
from models.facts.records import Arrangement
from models.ledger.acts import Change, Merged
from models.ledger.package_acts import import_package
from models.problems import Problem, Refused, listed
from ui.importing.importing import FileByFile


class DocumentImport(FileByFile):
    """One import of exchange documents; where records differ, the user says who wins."""

    def _take(self, path: Path) -> None:
        work = self._work(partial(read_file, path), self._merge)
        work.start(self.tr("Reading {0}").format(path.name))

    def _merge(self, incoming: Facts, *, update: bool = False) -> None:
        job = self._session.merging(incoming, update=update)
        work = self._work(job, self._merged, partial(self._not_merged, incoming))
        work.start(self.tr("Importing"))

    def _merged(self, merged: Merged) -> None:
        self._session.merged(merged)
        said = self.tr("Imported: {0} new, {1} replaced, {2} the same as before")
        counts = said.format(len(merged.added), len(merged.replaced), merged.identical)
        self._messages.say(counts, undo=merged.change is not None)
        self._did(merged.change)

    def _not_merged(self, incoming: Facts, refused: Refused) -> None:
        conflicts = [problem for problem in refused.problems if problem.code == "conflict"]
        if len(conflicts) < len(refused.problems):
            self._refuse(refused)
            return
        said = self.tr("%n record(s) in the file differ from the ledger. Nothing was imported.", "", len(conflicts))
        box = self._question(self.tr("Import file"), said, [self._conflict(problem) for problem in listed(conflicts)])
        win = box.addButton(self.tr("Let the file win"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep the ledger"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        win.clicked.connect(lambda: self._merge(incoming, update=True))
        keep.clicked.connect(self._end)
        box.open()

    def _conflict(self, problem: Problem) -> str:
        words = self._session.words
        if problem.code != "conflict":
            return words.problem(problem)
        names = [words.field(problem.subject, name) for name in str(problem.inputs["fields"]).split(", ")]
        named = ("、" if words.language == "zh" else ", ").join(names)
        return f"{words.record(problem.subject, problem.record)}: {named}"


class PackageImport(DocumentImport):
    """One import of packages: records and the files kept with them, together."""

    def _take(self, path: Path) -> None:
        work = self._work(partial(self._packed, path), self._merged)
        work.start(self.tr("Reading {0}").format(path.name))

    def _packed(self, path: Path) -> Merged:
        return import_package(self._session.ledger, read_package(path))


class CopyImport(FileByFile):
    """One import of copies of the agreement."""

    page = "agreement_copy"

    def seen_at(self, change: Change) -> tuple[str, str]:
        """Give the page of the copy, at its beginning."""
        del change
        return self.page, ""

    def _take(self, path: Path) -> None:
        work = self._work(self._session.importing_copy(path), self._copied)
        work.start(self.tr("Reading {0}").format(path.name))

    def _copied(self, change: Change | None) -> None:
        self._session.took(change)
        clauses = clauses_of(self._session.facts)
        if change is None or clauses is None:
            self._nothing_new(self.tr("This copy is on record already."))
            return
        said = self.tr("Imported: %n clause(s), {0} to {1}", "", len(clauses.numbered))
        first, last = clauses.numbered[0].number, clauses.numbered[-1].number
        self._messages.say(said.format(first, last), undo=True)
        self._did(change)


class ArrangementImport(FileByFile):
    """One import of years' holiday arrangements."""

    page = "arrangement"

    def _take(self, path: Path) -> None:
        work = self._work(partial(read_arrangement, path), self._arranged)
        work.start(self.tr("Reading {0}").format(path.name))

    def _arranged(self, record: Arrangement) -> None:
        try:
            change = self._session.put(record)
        except Refused as refused:
            self._refuse(refused)
            return
        if change is None:
            self._nothing_new(self.tr("This holiday arrangement is on record already."))
        else:
            self._did(change)
