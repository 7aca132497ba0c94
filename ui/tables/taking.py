"""Taking rows out of a list: copied, written as a file, printed."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.files import write_beside
from ui.rooms import page_name
from ui.session import Session
from ui.tables.carrying import as_file, as_lines, as_tsv, print_rows
from ui.tables.model import LONG
from ui.tables.view import RecordsView
from ui.work import Work


class Taking(QObject):
    """Copies the selected rows, and writes or prints all that are shown, with the columns that are shown."""

    saying = Signal(str)
    refusing = Signal(object)

    def __init__(self, page: QWidget, view: RecordsView, session: Session, kind: str) -> None:
        super().__init__(page)
        self._page = page
        self._view = view
        self._name = page_name(kind, session.words)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, as spreadsheets paste them; many are made beside the screen."""
        places = self._view.selected_places()
        job = partial(as_tsv, self._lines(places))
        if len(places) > LONG:
            work = Work(self._page.window(), job, partial(self._copied, len(places)), self.refusing.emit)
            work.start(self.tr("Copying the rows"))
        elif places:
            self._copied(len(places), job())

    def _copied(self, count: int, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.saying.emit(self.tr("Copied: %n row(s)", "", count))

    def export(self) -> None:
        """Ask for a place and write the rows shown there."""
        name, _ = QFileDialog.getSaveFileName(
            self._page, self.tr("Export the list"), f"{self._name}.csv", self.tr("Tables (*.csv *.xlsx *.tsv)")
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the rows shown, in the form the file's name asks for."""
        lines = self._lines(range(len(self._view.records.rows)))
        right = [self._view.records.right[column] for column in self._view.shown_columns()]

        def job() -> None:
            write_beside(path, as_file(path.suffix, lines, right))

        said = self.tr("Written: {0}").format(path)
        work = Work(self._page.window(), job, lambda _: self.saying.emit(said), self.refusing.emit)
        work.start(self.tr("Writing {0}").format(path.name))

    def ask_printer(self) -> None:
        """Ask for a printer and print the rows shown."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        dialog = QPrintDialog(printer, self._page)
        dialog.accepted.connect(lambda: self.print_to(printer))
        dialog.setModal(True)
        dialog.show()

    def print_to(self, printer: QPrinter) -> None:
        """Print the rows shown."""
        lines = self._lines(range(len(self._view.records.rows)))
        right = [self._view.records.right[column] for column in self._view.shown_columns()]
        job = partial(_print, printer, self._name, lines, right)
        Work(self._page.window(), job, lambda _: None, self.refusing.emit).start(self.tr("Printing"))

    def _lines(self, places: Iterable[int]) -> Iterable[list[str]]:
        """Give the lines of some rows, made when they are asked for and not kept: they may be on another thread."""
        records = self._view.records
        columns = range(records.columnCount())
        headers = [str(records.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        return as_lines(map(records.rows.once, places), self._view.shown_columns(), headers, records.right)


def _print(printer: QPrinter, title: str, lines: Iterable[list[str]], right: list[bool]) -> None:
    print_rows(printer, title, list(lines), right)
