"""The one table model: it hands out cells of rows that are made when they are looked at."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.languages import QT_TRANSLATE_NOOP, translate
from ui.look import Tone
from ui.tables.rows import Cell, Row, Rows, order_of
from ui.work import Beside

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

_WRAPPED = int(Qt.TextFlag.TextWordWrap)

ROW_ROLE = Qt.ItemDataRole.UserRole
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
THERE_ROLE = Qt.ItemDataRole.UserRole + 2
LONG = 2_000
"""Rows from which a list is filtered and sorted beside the screen's thread."""


class RowsModel(QAbstractTableModel):
    """Rows, as filtered and sorted; :meth:`data` only reads. A long list keeps its order until the new one is known."""

    arranged = Signal()
    """The rows are in the order asked for."""

    def __init__(self, headers: list[str], right: list[bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers = headers
        self._right = right
        self._needle = ""
        self._order: tuple[int, bool] | None = None
        self._beside = Beside(self)
        self.derivation: Callable[[Row, int], str] = _no_derivation
        """Says where a cell's figure comes from, for who hovers over it; empty for a cell that is no figure."""
        self.rows = Rows([], _nothing)
        self._latest = self.rows
        """The rows asked to be shown; those shown follow when their order is known."""

    @property
    def busy(self) -> bool:
        """Whether a new order is still to come."""
        return self._beside.busy

    @property
    def needle(self) -> str:
        """The words filtered by."""
        return self._needle

    @property
    def right(self) -> list[bool]:
        """Which columns hold numbers."""
        return self._right

    def put(self, rows: Rows | list[Row]) -> None:
        """Show other rows, filtered and sorted as before."""
        if isinstance(rows, list):
            by_id = {row.record: row for row in rows}
            rows = Rows(list(by_id), by_id.__getitem__)
        self._arrange(rows)

    def let_go(self) -> None:
        """Keep no figures of a day that is looked at no more; other rows are put before these are seen again."""
        self.rows.let_go()
        self._latest.let_go()

    def filter(self, needle: str) -> None:
        """Show only rows in which every word of the needle occurs."""
        self._needle = needle.casefold()
        self._arrange(self._latest)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, cells without a value last; -1 gives the order of entry."""
        wanted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        if wanted != self._order:
            self._order = wanted
            self._arrange(self._latest)

    def row_of(self, record: str) -> int:
        """Give the row that shows a record; -1 when it is not shown."""
        return self.rows.place_of(record)

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._latest.ids)

    def _arrange(self, rows: Rows) -> None:
        self._latest = rows
        wanted, order = self._needle.split(), self._order
        column, descending = order if order is not None else (None, False)

        def look() -> Any:
            return order_of(rows, wanted, column, descending=descending)

        if len(rows.ids) > LONG and (wanted or column is not None):
            self._beside.ask(look, lambda found: self._take(rows.arranged(found)))
        else:
            self._beside.drop()
            self._take(rows.arranged(look()))

    def _take(self, rows: Rows) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        self.arranged.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Count the rows shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Count the columns."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (_RIGHT if self._right[section] else _LEFT) | _WRAPPED
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Read a prepared cell."""
        row = self.rows[index.row()]
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return told(row, cell, self.derivation(row, index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._right[index.column()] else _LEFT
        if role == ROW_ROLE:
            return row
        if role == TONE_ROLE:
            return cell.tone
        if role == THERE_ROLE:
            return row.there
        return None

    def tone(self, index: _Index) -> Tone | None:
        """Give the tone of a cell that is a chip."""
        return self.rows[index.row()].cells[index.column()].tone


def _no_derivation(_row: Row, _column: int) -> str:
    return ""


_MARKS: dict[Tone, str] = {
    "good": QT_TRANSLATE_NOOP("Marks", "Filled dot: in order"),
    "accent": QT_TRANSLATE_NOOP("Marks", "Filled dot: in order"),
    "watch": QT_TRANSLATE_NOOP("Marks", "Ring: worth watching"),
    "late": QT_TRANSLATE_NOOP("Marks", "Diamond: too late or wrong"),
    "muted": QT_TRANSLATE_NOOP("Marks", "Dash: of no concern now"),
    "plain": QT_TRANSLATE_NOOP("Marks", "Dash: of no concern now"),
}
"""What the form of a chip's mark says, which its colour says too."""


def told(row: Row, cell: Cell, derivation: str = "") -> str:
    """Say what is told when the mouse rests on a cell: its text or where its figure is from, what its marks mean."""
    mark = translate("Marks", _MARKS[cell.tone]) if cell.tone is not None and cell.text else ""
    why = cell.why() if cell.why else ""
    later = "" if row.there else translate("Marks", "Dimmed: of a later day than the one looked at")
    return "\n".join(part for part in (derivation or cell.text, why, mark, later) if part)


def _nothing(record: str) -> Any:
    raise KeyError(record)
