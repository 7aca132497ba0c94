"""Files in and out of the window: what is asked for or dropped goes to the import of its kind; exporting."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow

from models.exchange.calendar_files import is_calendar_file
from models.ledger.acts import Change
from models.problems import Refused
from models.sources.kinds import DOCUMENT, PROVIDER_BILL, kind_of
from models.sources.sorting import ARRANGEMENT, COPIES, COPY, Sorted, is_folder, sorted_files
from ui.exporting import ENDINGS
from ui.importing.importing import Import
from ui.importing.together import IMPORTS, Together
from ui.messages import Messages
from ui.session import Session
from ui.work import Work

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
        """Import files, or the files in folders, by what they are: one kind at once, several one after the other."""
        if len(paths) == 1 and not is_folder(paths[0]):
            self.take_in(paths[0])
        else:
            work = Work(self._window, partial(sorted_files, paths), self._offer, self._messages.refuse)
            work.start(self.tr("Looking at the files"))

    def take_in(self, path: Path) -> None:
        """Import one file by what it is; what is nothing else may be a copy of the agreement, by its name."""
        kind = kind_of(path)
        if kind in {DOCUMENT, PROVIDER_BILL} and path.suffix.lower() in COPIES:
            kind = COPY
        elif kind == DOCUMENT and is_calendar_file(path):
            kind = ARRANGEMENT
        self.take_in_as(kind, [path])

    def take_in_as(self, kind: str, paths: Sequence[Path]) -> None:
        """Import files of a kind (see :data:`ui.importing.together.IMPORTS`)."""
        made = IMPORTS[kind](self._window, self._session, self._messages, paths)
        self._follow(made)
        made.start()

    def _offer(self, found: Sequence[Sorted]) -> None:
        if len(found) == 1:
            self.take_in_as(*found[0])
        else:
            together = Together(self._window, self._session, self._messages)
            together.beginning.connect(self._follow)
            together.offer(found)

    def _follow(self, made: Import) -> None:
        made.done.connect(partial(self._show, made))

    def _show(self, made: Import, change: Change | None) -> None:
        """Show where what came in is seen."""
        page, spot = made.seen_at(change) if change is not None else ("", "")
        if page:
            self.imported.emit(page, spot)

    def _ask(self, title: str, kinds: str) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        if name:
            self.take_in(Path(name))

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
