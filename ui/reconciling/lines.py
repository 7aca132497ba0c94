"""The lines of a statement as a table: each with its tick, its money, its words, and what it is matched to."""

from collections.abc import Set

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from models.facts.records import StatementLine
from models.money import format_amount
from models.vocabulary import Vocabulary
from ui.look import ROW

_COLUMNS = ("on", "amount", "balance", "counterparty", "summary")
_MONEY = (1, 2)
_LINE = Qt.ItemDataRole.UserRole


class LinesTable(QTableWidget):
    """Lists lines; a tick that the user sets or takes away is told."""

    ticked = Signal(str, bool)
    """(id of a line, whether it is ticked now)"""

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_COLUMNS) + 1, parent)
        self._words = words
        self._filling = False
        names = [*(words.field("statement_line", name) for name in _COLUMNS), words.text("reconcile.what")]
        self.setHorizontalHeaderLabels(names)
        self.setAccessibleName(words.text("reconcile.table"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in enumerate((150, 120, 120, 200, 240)):
            self.setColumnWidth(place, width)
        for place in _MONEY:
            item = self.horizontalHeaderItem(place)
            if item is not None:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(5, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self._tell)

    def fill(self, lines: list[StatementLine], ticked: Set[str], *, free: bool) -> None:
        """List these lines; ``free`` is whether ticks may change."""
        self._filling = True
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            balance = "" if line.balance is None else format_amount(line.balance, grouped=True)
            cells = [str(line.on), format_amount(line.amount, grouped=True), balance]
            cells += [line.counterparty or "", line.summary or "", self._what(line)]
            for place, text in enumerate(cells):
                self.setItem(row, place, self._item(place, text, line, ticked, free=free))
        self._filling = False

    def selected(self) -> list[str]:
        """Give the ids of the lines selected, from above."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        items = (self.item(row, 0) for row in rows)
        return [item.data(_LINE) for item in items if item is not None]

    def _item(self, place: int, text: str, line: StatementLine, ticked: Set[str], *, free: bool) -> QTableWidgetItem:
        made = QTableWidgetItem(text)
        made.setToolTip(text)
        made.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if place in _MONEY:
            made.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if place == 0:
            made.setData(_LINE, line.id)
            made.setCheckState(Qt.CheckState.Checked if line.id in ticked else Qt.CheckState.Unchecked)
            if free:
                made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        return made

    def _what(self, line: StatementLine) -> str:
        words = self._words
        if line.payment is not None:
            return words.record("payment", line.payment)
        if line.order is not None:
            return words.record("order", line.order)
        return words.choice("purpose", line.purpose) if line.purpose else ""

    def _tell(self, item: QTableWidgetItem) -> None:
        if not self._filling and item.column() == 0:
            self.ticked.emit(item.data(_LINE), item.checkState() == Qt.CheckState.Checked)
