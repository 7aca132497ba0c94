"""How a list looks: quiet rows, chips for statuses, dimmed records of later days."""

import re

from PySide6.QtCore import (
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QCursor, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.look import GAP_SMALL, ROW, TEXT_SMALL, colours, font
from ui.paint import chip_width, draw_chip
from ui.tables.model import THERE_ROLE, TONE_ROLE, RowsModel
from ui.tables.widths import Need, shared_out

_LOOKED_AT = 40
"""Rows in view that a column's width is fitted to; looking at all of them would take seconds in a long list."""
_LEAST, _MOST = 56, 560
"""Pixels of a column at least, and of its cells at most."""
_BEGINS_WITH_WORDS = re.compile(r"[\W_]*[^\W\d_]")
_ABOVE_AND_BELOW = 24
"""Pixels of a column's name that are not its lines."""


class _Cells(QStyledItemDelegate):
    """Paints a cell, a chip when the cell has a tone, and a hairline under each row."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if not index.data(THERE_ROLE):
            option.palette.setColor(QPalette.ColorRole.Text, QColor(colours().soft))
            option.palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colours().soft))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tone = index.data(TONE_ROLE)
        if tone is None:
            super().paint(painter, option, index)
        else:
            bare = QStyleOptionViewItem(option)
            self.initStyleOption(bare, index)
            text, bare.text = bare.text, ""
            style = bare.widget.style()
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
            if text:
                room = option.rect.adjusted(GAP_SMALL, 0, -GAP_SMALL, 0)
                draw_chip(painter, room, text, tone)
        painter.setPen(QPen(QColor(colours().line), 1))
        rect = option.rect
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        if index.data(TONE_ROLE) is not None:
            hint.setWidth(chip_width(index.data()) + 2 * GAP_SMALL)
        return hint


class RecordsView(QTableView):
    """A list of records, all by keyboard: Enter opens, Delete removes."""

    opened = Signal()
    removing = Signal()

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_hand = self._fitting = False
        self._records = model
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        top = self.horizontalHeader()
        top.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        top.setSortIndicatorClearable(True)
        top.setHighlightSections(False)
        top.setResizeContentsPrecision(_LOOKED_AT)
        top.setStretchLastSection(True)
        top.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        top.setSectionsMovable(True)
        top.setFirstSectionMovable(True)
        top.setMinimumSectionSize(_LEAST)
        # A selection of its own, always empty: to paint a name, a header asks every row whether its column is selected.
        top.setSelectionModel(QItemSelectionModel(model, self))
        top.sectionResized.connect(lambda *_: self._resized())
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def fit(self) -> None:
        """Give each column the width of what it shows, and share out what is left; not once the user set widths."""
        if self._by_hand or not self.isVisible():
            return
        self._fitting = True
        columns = self.shown_columns()
        names = [str(self.model().headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        needs = [self._need(column, name) for column, name in zip(columns, names, strict=True)]
        widths = shared_out(needs, self.viewport().width())
        for column, width in zip(columns, widths, strict=True):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setFixedHeight(max(map(_head_height, names, widths), default=0))
        self._fitting = False

    def _need(self, column: int, name: str) -> Need:
        whole, word = _head_widths(name)
        top = max(self.rowAt(0), 0)
        looked_at = (
            self.model().index(row, column) for row in range(top, min(top + _LOOKED_AT, len(self._records.rows)))
        )
        words = any(
            each.data(TONE_ROLE) is None and _BEGINS_WITH_WORDS.match(str(each.data() or "")) for each in looked_at
        )
        right = self._records.right[column]
        cells = min(max(self.sizeHintForColumn(column), _LEAST), _MOST)
        return Need(cells, max(whole, _LEAST), max(word, _LEAST), words, right)

    @property
    def records(self) -> RowsModel:
        """The model of the rows."""
        return self._records

    def selected_places(self) -> list[int]:
        """Give the places of the selected rows, in the order shown."""
        parts = sorted({(part.top(), part.bottom()) for part in self._parts()})
        return [place for top, bottom in parts for place in range(top, bottom + 1)]

    @property
    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(part.bottom() - part.top() + 1 for part in self._parts())

    def _parts(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.size())]

    def shown_columns(self) -> list[int]:
        """Give the columns that are shown, in the order shown."""
        header = self.horizontalHeader()
        every = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in every if not header.isSectionHidden(column)]

    @property
    def by_hand(self) -> bool:
        """Whether the user set widths of columns."""
        return self._by_hand

    def take_widths(self, *, by_hand: bool) -> None:
        """Keep widths as they are (by hand), or fit them to what is shown again."""
        self._by_hand = by_hand
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the columns to what came in while the list was out of sight."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self.fit()

    def _resized(self) -> None:
        """Take a width for the user's own when the button that changed it is held on the heads of the columns."""
        pressed = not self._fitting and QApplication.mouseButtons() != Qt.MouseButton.NoButton
        heads = self.horizontalHeader().viewport()
        self._by_hand = self._by_hand or (pressed and heads.rect().contains(heads.mapFromGlobal(QCursor.pos())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, remove with Delete, go to the first and last row with Home and End."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and not event.modifiers():
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)


def _head_height(name: str, width: int) -> int:
    """Give the height a column's name needs in a width, broken into lines."""
    metrics = QFontMetrics(font(TEXT_SMALL, bold=True))
    room = QRect(0, 0, width - 2 * GAP_SMALL - 1, 1000)
    return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), name).height() + _ABOVE_AND_BELOW


def _head_widths(name: str) -> tuple[int, int]:
    """Give what a column's name needs on one line, and what its longest word needs."""
    metrics = QFontMetrics(font(TEXT_SMALL, bold=True))
    beside = 2 * GAP_SMALL + 1
    return metrics.horizontalAdvance(name) + beside, max(map(metrics.horizontalAdvance, name.split() or [""])) + beside
