"""Taking rows out of a table that is only looked at: copied as spreadsheets paste them, written as a file."""

from collections.abc import Callable, Iterable, Set
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QTableWidget

from models.problems import Refused
from ui.files import write_beside
from ui.tables.carrying import as_file, as_tsv, plain
from ui.work import Work

Lines = Callable[[], Iterable[list[str]]]
"""Makes the lines of a table when they are wanted, its headings first; on another thread."""


class PlainTaking(QObject):
    """Copies the selected rows of a table, and writes all of them, or what ``whole`` gives, as a file.

    A menu on the table offers both.
    """

    said = Signal(str)
    refused = Signal(object)

    def __init__(
        self, table: QTableWidget, name: str, right: Set[int] = frozenset(), whole: tuple[Lines, int] | None = None
    ) -> None:
        super().__init__(table)
        self._table = table
        self._name = name
        self._right = right
        self._whole = whole
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._offer)

    def copy(self) -> None:
        """Put the selected rows on the clipboard with their headings; all of them when none is."""
        rows = sorted({index.row() for index in self._table.selectedIndexes()})
        QGuiApplication.clipboard().setText(as_tsv(self._lines(rows or range(self._table.rowCount()))))
        self.said.emit(self.tr("Copied: %n row(s)", "", len(rows) or self._table.rowCount()))

    def export(self) -> None:
        """Ask for a place and write the table there."""
        title, kinds = self.tr("Export the table"), self.tr("Tables (*.csv *.xlsx *.tsv)")
        name, _ = QFileDialog.getSaveFileName(self._table, title, f"{self._name}.csv", kinds)
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the table, in the form the file's name asks for, off the screen's thread."""
        shown = list(self._lines(range(self._table.rowCount())))  # Qt's items are not for another thread
        lines, columns = self._whole or (shown.copy, self._table.columnCount())
        right = [column in self._right for column in range(columns)]

        def job() -> None:
            write_beside(path, as_file(path.suffix, lines(), right))

        said = self.tr("Written: {0}").format(path)
        work = Work(self._table.window(), job, lambda _: self.said.emit(said), self._refuse)
        work.start(self.tr("Writing {0}").format(path.name))

    def _refuse(self, refused: Refused) -> None:
        self.refused.emit(refused)

    def _offer(self, place: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy rows"), self.copy)
        menu.addAction(self.tr("Export the table…"), self.export)
        menu.popup(self._table.viewport().mapToGlobal(place))

    def _lines(self, rows: Iterable[int]) -> Iterable[list[str]]:
        columns = range(self._table.columnCount())
        yield [self._text(self._table.horizontalHeaderItem(column)) for column in columns]
        for row in rows:
            texts = [self._text(self._table.item(row, column)) for column in columns]
            yield [plain(text, number=column in self._right) for column, text in enumerate(texts)]

    @staticmethod
    def _text(item: object) -> str:
        return item.text() if item is not None else ""  # type: ignore[attr-defined]
