"""The lines of a statement as a table: each with its tick, its money, its words, and what it is matched to."""

from collections.abc import Sequence, Set
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from models.facts.facts import Facts
from models.facts.records import StatementLine
from models.money import format_amount
from models.vocabulary import Vocabulary
from ui.explain.sums import Sum
from ui.look import ROW
from ui.reconciling.explaining import brief_of_line, of_statement_line

_COLUMNS = ("on", "amount", "balance", "counterparty", "summary")
_MONEY = (1, 2)
_BALANCE = 2
_WIDTHS = (136, 112, 112)
_ADD_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_Index = QModelIndex | QPersistentModelIndex


class LinesModel(QAbstractTableModel):
    """Gives the cells of lines as they are looked at; a tick that the user sets or takes away is told, not kept."""

    ticked = Signal(str, bool)
    """(id of a line, whether it is to be ticked)"""

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._facts: Facts | None = None
        self._names = [*(words.field("statement_line", name) for name in _COLUMNS), words.text("reconcile.what")]
        self.lines: Sequence[StatementLine] = ()
        self._rows: dict[str, int] = {}
        self._ticked: Set[str] | None = None
        self._free = False

    def fill(self, facts: Facts, lines: Sequence[StatementLine], ticked: Set[str] | None, *, free: bool) -> None:
        """Hold these lines of a ledger; ``free`` is whether ticks may change, None that there is nothing to tick."""
        same = lines is self.lines  # then nothing but ticks is new
        alike = same or [line.id for line in lines] == [line.id for line in self.lines]
        if not alike:
            self.beginResetModel()
        self._facts, self.lines, self._ticked, self._free = facts, lines, ticked, free
        if not alike:
            self._rows = {line.id: row for row, line in enumerate(lines)}
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 0 if same else len(_COLUMNS)))

    def row_of(self, line: str) -> int | None:
        """Give the row of a line, None when it is not listed."""
        return self._rows.get(line)

    def explained(self, index: _Index) -> Sum:
        """Explain the line of a cell, beginning with its balance where that is the cell's."""
        assert self._facts is not None  # noqa: S101 - there is a cell
        name = "balance" if index.column() == _BALANCE else "amount"
        return of_statement_line(self._facts, *self._with_previous(index), name, self._words)

    def _with_previous(self, index: _Index) -> tuple[StatementLine, StatementLine | None]:
        row = index.row()
        return self.lines[row], self.lines[row - 1] if row else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt calls it
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt calls it
        """Count the columns."""
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell's text, its tick, or on which side it stands."""
        line, column = self.lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.ToolTipRole if column in _MONEY and self._facts is not None:
                name = "balance" if column == _BALANCE else "amount"
                return brief_of_line(self._facts, *self._with_previous(index), name, self._words)
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(line, column)
            case Qt.ItemDataRole.CheckStateRole if column == 0 and self._ticked is not None:
                return Qt.CheckState.Checked if line.id in self._ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole if column in _MONEY:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell that a tick is to be set or taken away; what comes of it is filled in after that."""
        if role != Qt.ItemDataRole.CheckStateRole or not self._free:
            return False
        self.ticked.emit(self.lines[index.row()].id, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let lines be selected, and their ticks be set where they are free."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 and self._free else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column; money stands at the right."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _MONEY else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, line: StatementLine, column: int) -> str:
        match column:
            case 0:
                return str(line.on)
            case 1:
                return format_amount(line.amount, grouped=True)
            case 2:
                return "" if line.balance is None else format_amount(line.balance, grouped=True)
            case 3:
                return line.counterparty or ""
            case 4:
                return line.summary or ""
        return self._what(line)

    def _what(self, line: StatementLine) -> str:
        words = self._words
        if line.payment is not None:
            return words.record("payment", line.payment)
        if line.order is not None:
            return words.record("order", line.order)
        return words.choice("purpose", line.purpose) if line.purpose else ""


class LinesTable(QTableView):
    """Lists lines; a tick that the user sets or takes away is told."""

    ticked = Signal(str, bool)
    """(id of a line, whether it is to be ticked)"""
    chosen = Signal()
    """Another cell is looked at, or other lines are selected."""

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(words, self)
        self.lines.ticked.connect(self.ticked)
        self.setModel(self.lines)
        self.setAccessibleName(words.text("reconcile.table"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for place, width in enumerate(_WIDTHS):
            self.setColumnWidth(place, width)
        header.setResizeContentsPrecision(200)
        for words_of_bank in (3, 4):
            header.setSectionResizeMode(words_of_bank, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(5, QHeaderView.ResizeMode.ResizeToContents)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.selectionModel().currentColumnChanged.connect(lambda *_: self.chosen.emit())

    def fill(self, facts: Facts, lines: Sequence[StatementLine], ticked: Set[str] | None, *, free: bool) -> None:
        """List these lines (:meth:`LinesModel.fill`). The selection stays where the lines do."""
        self.lines.fill(facts, lines, ticked, free=free)

    def selected(self) -> list[str]:
        """Give the ids of the lines selected, from above."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.lines.lines[row].id for row in rows]

    def select(self, wanted: Sequence[str]) -> None:
        """Select those of some lines that are listed, and bring the first into view."""
        rows = [row for line in wanted if (row := self.lines.row_of(line)) is not None]
        if rows:
            self.setCurrentIndex(self.lines.index(rows[0], max(self.currentIndex().column(), 0)))
        for row in rows[1:]:
            self.selectionModel().select(self.lines.index(row, 0), _ADD_ROW)

    def explained(self) -> Sum | None:
        """Explain the line selected, None when none is."""
        rows = self.selectionModel().selectedRows(max(self.currentIndex().column(), 0))
        return self.lines.explained(rows[0]) if rows else None
