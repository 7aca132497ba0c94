"""The one table model: it hands out cells of rows that were made beforehand."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.look import Tone
from ui.tables.rows import Row

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

ROW_ROLE = Qt.ItemDataRole.UserRole
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
THERE_ROLE = Qt.ItemDataRole.UserRole + 2


class RowsModel(QAbstractTableModel):
    """Prepared rows, as filtered and sorted; :meth:`data` only reads."""

    def __init__(self, headers: list[str], right: list[bool]) -> None:
        super().__init__()
        self._headers = headers
        self._right = right
        self._all: list[Row] = []
        self._needle = ""
        self._order: tuple[int, bool] | None = None
        self.rows: list[Row] = []

    def put(self, rows: list[Row]) -> None:
        """Show other rows, filtered and sorted as before."""
        self._all = rows
        self._arrange()

    def filter(self, needle: str) -> None:
        """Show only rows in which every word of the needle occurs."""
        self._needle = needle.casefold()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, cells without a value last; -1 gives the order of entry."""
        self._order = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._arrange()

    def row_of(self, record: str) -> int:
        """Give the row that shows a record; -1 when it is not shown."""
        return next((position for position, row in enumerate(self.rows) if row.record == record), -1)

    @property
    def total(self) -> int:
        """How many rows there are without the filter."""
        return len(self._all)

    def _arrange(self) -> None:
        self.beginResetModel()
        wanted = self._needle.split()
        rows = [row for row in self._all if all(word in row.searched for word in wanted)] if wanted else self._all
        if self._order is not None:
            column, descending = self._order
            known = [row for row in rows if row.cells[column].key is not None]
            known.sort(key=lambda row: row.cells[column].key, reverse=descending)
            rows = known + [row for row in rows if row.cells[column].key is None]
        self.rows = rows
        self.endResetModel()

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
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._right[section] else _LEFT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Read a prepared cell."""
        row = self.rows[index.row()]
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
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
