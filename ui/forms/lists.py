"""Inputs that hold several values: ids to tick, and nested parts as a small table."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from models.facts.shapes import Amount, Choice, Field, Flag, Moment, Reference, fields_of
from models.money import parse_amount, readable_amount
from models.vocabulary import Vocabulary, owner
from ui.forms.inputs import Options, closed_list, input_for
from ui.look import ROW, colours
from ui.wording import begun

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LINE = 28
_LEAST, _MOST = 84, 260
"""Pixels a column of parts has at least and at most before what is left over is shared out."""
_LOOKED_AT = 40
"""Parts that the columns are made wide enough for."""
_HEAD_AND_BAR = 56
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ReferencesInput(QListWidget):
    """Ids of other records, ticked with Space."""

    changed = Signal()

    def __init__(self, options: list[tuple[str, str]]) -> None:
        super().__init__()
        for record_id, text in options:
            self._add(record_id, text)
        self._fit()
        self.itemChanged.connect(lambda _: self.changed.emit())

    def _add(self, record_id: str, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text, self)
        item.setData(Qt.ItemDataRole.UserRole, record_id)
        item.setSizeHint(QSize(0, _LINE))
        item.setCheckState(Qt.CheckState.Unchecked)
        return item

    def _fit(self) -> None:
        self.setFixedHeight(min(max(self.count(), 1), 4) * _LINE + 4)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def raw(self) -> Any:
        """Give the ticked ids; None when there is none."""
        ticked = [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        return [item.data(Qt.ItemDataRole.UserRole) for item in ticked] or None

    def put(self, raw: Any) -> None:
        """Tick ids; one that no record has is listed too, so that it is not lost."""
        wanted = list(raw or [])
        known = {item.data(Qt.ItemDataRole.UserRole): item for item in self._items()}
        for record_id in wanted:
            if record_id not in known:
                known[record_id] = self._add(record_id, record_id)
        for record_id, item in known.items():
            item.setCheckState(Qt.CheckState.Checked if record_id in wanted else Qt.CheckState.Unchecked)
        self._fit()

    def hint(self) -> str:
        """Nothing to say."""
        return ""


class _Parts(QAbstractTableModel):
    """Nested parts as rows of raw values, and one empty row at the end that becomes a part when something is typed."""

    def __init__(self, record: type, words: Vocabulary, options: Options) -> None:
        super().__init__()
        self.fields = fields_of(record)
        self.rows: list[dict[str, Any]] = []
        self.bad: set[tuple[int, str]] = set()
        self._words = words
        self.kind = owner(record)
        self._options = options
        self._labels: dict[str, dict[str, str]] = {}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.fields)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        field = self.fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.field(self.kind, field.name) + (" *" if field.required else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if isinstance(field.shape, Amount) else _LEFT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        field = self.fields[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if isinstance(field.shape, Amount) else _LEFT
        if index.row() >= len(self.rows):
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(colours().soft)
            return "+" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        raw = self.rows[index.row()].get(field.name)
        if role == Qt.ItemDataRole.EditRole:
            return raw
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(field, raw)
        if role == Qt.ItemDataRole.BackgroundRole and (index.row(), field.name) in self.bad:
            return QColor(colours().late_soft)
        return None

    def _shown(self, field: Field, raw: Any) -> str:
        if raw is None:
            return ""
        closed = closed_list(self.kind, field.name, self._words)
        if closed is not None:
            return str(dict(closed).get(raw, raw))
        match field.shape:
            case Choice(values) if raw in values:
                return begun(self._words.choice(field.name, str(raw)))
            case Flag() if isinstance(raw, bool):
                return begun(self._words.choice(field.name, "yes" if raw else "no"))
            case Reference(kind):
                if kind not in self._labels:  # a ledger can hold thousands of records to refer to
                    self._labels[kind] = dict(self._options(kind))
                return self._labels[kind].get(raw, str(raw))
            case Amount():
                return _grouped(raw)
            case Moment():
                return str(raw).replace("T", " ").removesuffix(":00+08:00")
            case _:
                return str(raw)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ARG002
        name = self.fields[index.column()].name
        if index.row() >= len(self.rows):
            if value is None:
                return False
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
            self.rows.append({name: value})
            self.endInsertRows()
            return True
        self.rows[index.row()] = {**self.rows[index.row()], name: value}
        self.bad.discard((index.row(), name))
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def put(self, rows: list[dict[str, Any]]) -> None:
        self.beginResetModel()
        self.rows = [dict(row) for row in rows]
        self.bad = set()
        self.endResetModel()

    def remove(self, row: int) -> None:
        if row < len(self.rows):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self.rows[row]
            self.bad = set()
            self.endRemoveRows()


def _grouped(raw: Any) -> str:
    """Write an amount as lists do, its digits in groups; what is none is shown as it was typed."""
    units = parse_amount(raw) if isinstance(raw, str) else None
    return readable_amount(units) if units is not None else str(raw)


class _CellEditor(QStyledItemDelegate):
    """Edits a cell with the input of its field's shape."""

    def __init__(self, view: "PartsInput", words: Vocabulary, options: Options) -> None:
        super().__init__(view)
        self._view = view
        self._words = words
        self._options = options

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: ARG002
        field = self._view.parts.fields[index.column()]
        made: QWidget = input_for(self._view.parts.kind, field, self._words, self._options, optional=True)
        made.setParent(parent)
        return made

    def setEditorData(self, editor: Any, index: _Index) -> None:
        editor.put(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: Any, model: Any, index: _Index) -> None:
        model.setData(index, editor.raw())


class PartsInput(QTableView):
    """Nested parts of a record: type into the last, empty row to add one; F2 edits, Delete removes."""

    changed = Signal()

    def __init__(self, record: type, words: Vocabulary, options: Options) -> None:
        super().__init__()
        self.parts = _Parts(record, words, options)
        self.setModel(self.parts)
        self.setItemDelegate(_CellEditor(self, words, options))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW - 4)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setMinimumSectionSize(_LEAST)
        self.horizontalHeader().setResizeContentsPrecision(_LOOKED_AT)
        self.horizontalHeader().setHighlightSections(False)
        for signal in (self.parts.dataChanged, self.parts.rowsInserted, self.parts.rowsRemoved, self.parts.modelReset):
            signal.connect(self._after_change)
        self._after_change()

    def _after_change(self) -> None:
        self.setFixedHeight(min(len(self.parts.rows) + 1, 7) * (ROW - 4) + _HEAD_AND_BAR)
        self._fit()
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make each column as wide as what it says; what is left is shared out, what is too much is scrolled to."""
        columns = range(self.parts.columnCount())
        needs = [
            min(max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column)), _MOST)
            for column in columns
        ]
        spare = max(self.viewport().width() - sum(needs), 0)
        for column, need in zip(columns, needs, strict=True):
            self.setColumnWidth(column, need + spare // len(needs))

    def raw(self) -> Any:
        """Give the parts, leaving out those with nothing in them; None when there is none."""
        rows = [{k: v for k, v in row.items() if v is not None} for row in self.parts.rows]
        return [row for row in rows if row] or None

    def put(self, raw: Any) -> None:
        """Show parts."""
        self.parts.put(raw or [])

    def hint(self) -> str:
        """Say how to use the table."""
        return self.tr("Type in the last row to add · F2 edits · Delete removes")

    def mark(self, cells: set[tuple[int, str]]) -> None:
        """Mark cells that a problem names by (row, field)."""
        self.parts.bad = cells
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove a row with Delete."""
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.parts.remove(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
