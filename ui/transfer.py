"""Files in and out: exchange documents with their conflicts, copies of the agreement, calendar files, exporting."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox

from models.clauses.clauses import clauses_of
from models.exchange.document import read_file
from models.exchange.package import read_file as read_package
from models.facts.facts import Facts
from models.facts.records import Arrangement
from models.ledger.acts import Change, Merged
from models.ledger.package_acts import import_package
from models.problems import Problem, Refused, listed
from models.sources.kinds import ACCOUNT_FILE, INVOICE, MAIL, PACKAGE, PROVIDER_BILL, STATEMENT, kind_of
from ui.calendar_files import is_calendar_file, read_arrangement
from ui.dropping import COPIES
from ui.exporting import ENDINGS
from ui.importing.account_files import AccountFileImport
from ui.importing.bills import BillImport
from ui.importing.invoices import InvoiceImport
from ui.importing.mail import MailImport
from ui.importing.statements import StatementImport
from ui.messages import Messages
from ui.session import Session
from ui.work import Work

_LISTED = 12
_READ = "*.json *.csv *.tsv *.xlsx *.xls *.zip *.xml *.ofd *.pdf *.eml *.mbox *.txt *.docx *.htm *.html"


class Transfer(QObject):
    """Imports into and exports from one session's ledger."""

    imported = Signal(str, str)
    """(page, id of the first record that came in, or empty): where what was imported can be seen."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages

    def import_file(self) -> None:
        """Ask for a file of any kind the program reads and import it."""
        kinds = [
            self.tr("All files the program reads ({0})").format(_READ),
            self.tr("The provider's bills, movements, orders, vouchers (*.csv *.xlsx *.xls *.zip)"),
            self.tr("Electronic invoices (*.xml *.ofd *.pdf)"),
            self.tr("Messages (*.eml *.mbox)"),
            self.tr("Exchange and calendar files (*.json)"),
            self.tr("The agreement (*.txt *.docx *.pdf)"),
        ]
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Import file"), "", ";;".join(kinds))
        if names:
            self.take_in_all([Path(name) for name in names])

    def import_copy(self) -> None:
        """Ask for a copy of the agreement and import it."""
        self._ask(self.tr("Import your copy of the agreement"), self.tr("The agreement (*.txt *.docx *.pdf)"))

    def import_calendar(self) -> None:
        """Ask for a calendar file and import it."""
        self._ask(self.tr("Import a holiday arrangement"), self.tr("Calendar files (*.json)"))

    def take_in_all(self, paths: Sequence[Path]) -> None:
        """Import files by what they are: several only when all are of one kind that allows it."""
        kinds = {kind_of(path) for path in paths}
        if kinds == {PROVIDER_BILL} and not any(path.suffix.lower() in COPIES for path in paths):
            self.take_in_bills(paths)
        elif kinds == {ACCOUNT_FILE}:
            self.take_in_account_files(paths)
        elif kinds == {INVOICE}:
            self.take_in_invoices(paths)
        elif kinds == {MAIL}:
            self.take_in_mail(paths)
        elif kinds == {STATEMENT}:
            self.take_in_statements(paths)
        elif len(paths) == 1:
            self.take_in(paths[0])
        else:
            said = self.tr(
                "Several at once have to be of one kind: bills, movements, statements, invoices or messages."
            )
            self._messages.say(said)

    def take_in_bills(self, paths: Sequence[Path]) -> None:
        """Show what the provider's files would do, and import them if that is wanted."""
        bills = BillImport(self._window, self._session, self._messages, paths)
        bills.done.connect(partial(self._brought_in, "bill"))
        bills.start()

    def take_in_account_files(self, paths: Sequence[Path]) -> None:
        """Show what movements, orders and vouchers would do, and import them if that is wanted."""
        files = AccountFileImport(self._window, self._session, self._messages, paths)
        files.done.connect(self._account_file_in)
        files.start()

    def _account_file_in(self, change: Change | None) -> None:
        """Show the first order that came in, or else the account."""
        touched = change.touched if change is not None else ()
        self._brought_in("order" if any(kind == "order" for kind, _ in touched) else "account", change)

    def take_in_invoices(self, paths: Sequence[Path]) -> None:
        """Show what electronic invoices would do, and import them if that is wanted."""
        invoices = InvoiceImport(self._window, self._session, self._messages, paths)
        invoices.done.connect(partial(self._brought_in, "invoice"))
        invoices.start()

    def take_in_mail(self, paths: Sequence[Path]) -> None:
        """Show each message with what it suggests; keep as notices those the user confirms."""
        mail = MailImport(self._window, self._session, self._messages, paths)
        mail.done.connect(partial(self._brought_in, "notice"))
        mail.start()

    def take_in_statements(self, paths: Sequence[Path]) -> None:
        """Show how each statement is read; import those the user confirms."""
        statements = StatementImport(self._window, self._session, self._messages, paths)
        statements.done.connect(self._statements_came_in)
        statements.start()

    def _statements_came_in(self, change: Change | None) -> None:
        """Show the account of the lines that came in, to be matched and reconciled."""
        if change is not None:
            line = next((name for kind, name in change.touched if kind == "statement_line"), "")
            self.imported.emit("reconciliation", line)

    def _brought_in(self, kind: str, change: Change | None) -> None:
        """Show the first record of a kind that came in."""
        if change is not None:
            self.imported.emit(kind, next((name for of_kind, name in change.touched if of_kind == kind), ""))

    def take_in(self, path: Path) -> None:
        """Import a file by what it is: read, checked and merged off the screen's thread."""
        kind = kind_of(path)
        if kind == ACCOUNT_FILE:
            self.take_in_account_files([path])
            return
        if kind == INVOICE:
            self.take_in_invoices([path])
            return
        if kind == MAIL:
            self.take_in_mail([path])
            return
        if kind == STATEMENT:
            self.take_in_statements([path])
            return
        if path.suffix.lower() not in COPIES and kind == PROVIDER_BILL:
            self.take_in_bills([path])
            return
        if path.suffix.lower() in COPIES:
            work = Work(self._window, self._session.importing_copy(path), self._copied, self._messages.refuse)
        elif is_calendar_file(path):
            work = Work(self._window, partial(read_arrangement, path), self._arranged, self._messages.refuse)
        elif kind == PACKAGE:
            job = partial(self._packed, path)
            work = Work(self._window, job, self._merged, self._messages.refuse)
        else:
            work = Work(self._window, partial(read_file, path), self._merge, self._messages.refuse)
        work.start(self.tr("Reading {0}").format(path.name))

    def _ask(self, title: str, kinds: str) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        if name:
            self.take_in(Path(name))

    def _packed(self, path: Path) -> Merged:
        return import_package(self._session.ledger, read_package(path))

    def _copied(self, change: Change | None) -> None:
        self._session.took(change)
        clauses = clauses_of(self._session.facts)
        if change is None or clauses is None:
            self._messages.say(self.tr("This copy is on record already."))
            return
        said = self.tr("Imported: %n clause(s), {0} to {1}", "", len(clauses.numbered))
        first, last = clauses.numbered[0].number, clauses.numbered[-1].number
        self._messages.say(said.format(first, last), undo=True)
        self.imported.emit("agreement_copy", "")

    def _arranged(self, record: Arrangement) -> None:
        try:
            change = self._session.put(record)
        except Refused as refused:
            self._messages.refuse(refused)
            return
        if change is None:
            self._messages.say(self.tr("This holiday arrangement is on record already."))
        self.imported.emit("arrangement", "")

    def export_file(self) -> None:
        """Ask for a place and a form, and write the whole ledger there."""
        suggested = f"{self._session.ledger.path.stem}.json"
        kinds = {
            self.tr("Exchange files (*.json)"): ".json",
            self.tr("Everything with the files kept, one ZIP (*.zip)"): ".zip",
            self.tr("Tables for a spreadsheet (*.xlsx)"): ".xlsx",
            self.tr("Double entries for beancount (*.beancount)"): ".beancount",
            self.tr("Double entries for hledger (*.journal)"): ".journal",
        }
        name, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Export everything"), suggested, ";;".join(kinds)
        )
        if not name:
            return
        path = Path(name)
        wanted = kinds.get(kind, path.suffix)
        if path.suffix.lower() not in ENDINGS:
            path = path.with_name(path.name + wanted)
        elif path.suffix == ".json":  # the name as suggested, and perhaps another form chosen
            path = path.with_suffix(wanted)
        if path != Path(name) and path.exists():  # the dialog asked about another name
            self._messages.refuse(Refused.because("export_exists", file=str(path)))
            return
        said = self.tr("Written: {0}").format(path)
        work = Work(
            self._window, self._session.exporting(path), lambda _: self._messages.say(said), self._messages.refuse
        )
        work.start(self.tr("Writing {0}").format(path.name))

    def export_reminders(self) -> None:
        """Ask for a place and write the deadlines still ahead there, as a file for a phone's calendar."""
        suggested = f"{self._session.ledger.path.stem}.ics"
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Deadlines for a calendar"), suggested, self.tr("Calendars of phones (*.ics)")
        )
        if name:
            job = self._session.reminding(Path(name))
            work = Work(self._window, job, partial(self._reminded, name), self._messages.refuse)
            work.start(self.tr("Writing the deadlines"))

    def _reminded(self, name: str, count: int) -> None:
        said = self.tr("Written: {0} · %n deadline(s). Open the file on the phone.", "", count)
        self._messages.say(said.format(name))

    def _merge(self, incoming: Facts, *, update: bool = False) -> None:
        job = self._session.merging(incoming, update=update)
        work = Work(self._window, job, self._merged, partial(self._not_merged, incoming))
        work.start(self.tr("Importing"))

    def _merged(self, merged: Merged) -> None:
        self._session.merged(merged)
        said = self.tr("Imported: {0} new, {1} replaced, {2} the same as before")
        counts = said.format(len(merged.added), len(merged.replaced), merged.identical)
        self._messages.say(counts, undo=merged.change is not None)

    def _not_merged(self, incoming: Facts, refused: Refused) -> None:
        conflicts = [problem for problem in refused.problems if problem.code == "conflict"]
        if len(conflicts) < len(refused.problems):
            self._messages.refuse(refused)
            return
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Import file"))
        box.setText(
            self.tr("%n record(s) in the file differ from the ledger. Nothing was imported.", "", len(conflicts))
        )
        lines = [self._conflict(problem) for problem in listed(conflicts)]
        box.setInformativeText("\n".join([*lines[:_LISTED], *(["…"] if len(lines) > _LISTED else [])]))
        if len(lines) > _LISTED:
            box.setDetailedText("\n".join(lines))
        win = box.addButton(self.tr("Let the file win"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep the ledger"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        win.clicked.connect(lambda: self._merge(incoming, update=True))
        box.open()

    def _conflict(self, problem: Problem) -> str:
        words = self._session.words
        if problem.code != "conflict":
            return words.problem(problem)
        names = [words.field(problem.subject, name) for name in str(problem.inputs["fields"]).split(", ")]
        listed = ("、" if words.language == "zh" else ", ").join(names)
        return f"{words.record(problem.subject, problem.record)}: {listed}"
