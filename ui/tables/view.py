"""How a list looks: quiet rows, chips for statuses, dimmed records of later days."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
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

_LOOKED_AT = 40
"""Rows in view that a column's width is fitted to; looking at all of them would take seconds in a long list."""
_READABLE = 104
"""Pixels a squeezed column keeps at least; enough for a date and time in short."""


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
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
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
        top.setMinimumSectionSize(56)
        top.sectionResized.connect(lambda *_: self._resized())
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def fit(self) -> None:
        """Give each column the width of what it shows, and share out what is left; not once the user set widths."""
        if self._by_hand:
            return
        self._fitting = True
        metrics = QFontMetrics(font(TEXT_SMALL, bold=True))
        count = self.model().columnCount()
        widths = []
        for column in range(count):
            name = self.model().headerData(column, Qt.Orientation.Horizontal) or ""
            head = metrics.horizontalAdvance(name) + 2 * GAP_SMALL + 4
            widths.append(min(max(self.sizeHintForColumn(column), head, 56), 240))
        _squeeze(widths, self.viewport().width())
        spare = max(self.viewport().width() - sum(widths), 0) // count
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + min(spare, 48))
        self._fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self.fit()

    def _resized(self) -> None:
        self._by_hand = self._by_hand or (not self._fitting and QApplication.mouseButtons() != Qt.MouseButton.NoButton)

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


def _squeeze(widths: list[int], room: int) -> None:
    """Take from the widest columns what is too much for the room, as far as they stay readable."""
    while sum(widths) > room and max(widths) > _READABLE:
        widths[widths.index(max(widths))] -= 1
