"""How a derivation looks: a tree whose lines take the height their sentences need."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QWidget

from ui.explain.nodes import Node
from ui.look import GAP_SMALL, GAP_TINY, TEXT, TEXT_SMALL, colours, font
from ui.paint import PALE, chip_width, cut, draw_chip

NODE_ROLE = Qt.ItemDataRole.UserRole
_LEAST = 48
"""Pixels of height it makes do with: a line of a figure."""
_WRAP = int(Qt.TextFlag.TextWordWrap)
_Index = QModelIndex | QPersistentModelIndex


class _Lines(QStyledItemDelegate):
    """Paints a node: a value at the right of its name, or a sentence under its caption."""

    def __init__(self, view: "DerivationView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        node: Node = index.data(NODE_ROLE)
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style = self._view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, self._view)
        room = option.rect.adjusted(GAP_TINY, GAP_TINY, -GAP_SMALL, -GAP_TINY)
        painter.save()
        painter.setOpacity(PALE if self._view.waiting else 1)
        if node.form == "value":
            self._paint_value(painter, room, node, top=not index.parent().isValid())
        else:
            self._paint_text(painter, room, node)
        painter.restore()

    def _paint_value(self, painter: QPainter, room: QRect, node: Node, *, top: bool) -> None:
        ink, soft = QColor(colours().ink), QColor(colours().soft)
        strong = font(TEXT, bold=True)
        line = QFontMetrics(strong).height() + 2
        name_width, value_width = _name_and_value(node, room.width())
        painter.setPen(ink)
        painter.setFont(strong if top else font(TEXT))
        name = QRect(room.left(), room.top(), name_width, line)
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft, cut(node.name, name_width, painter.font()))
        painter.setFont(strong)
        top_of_value = room.top() if value_width else room.top() + line
        left, width = (room.right() - value_width, value_width) if value_width else (room.left(), room.width())
        side = Qt.AlignmentFlag.AlignRight if value_width else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, top_of_value, width + 1, line), side, cut(node.text, width + 1, strong))
        below = QRect(room.left(), top_of_value + line, room.width(), line)
        if node.status:
            wide = chip_width(node.status)
            draw_chip(painter, QRect(room.right() - wide + 1, below.top() + 2, wide, line), node.status, node.tone)
            below.setWidth(room.width() - wide - GAP_SMALL)
        painter.setFont(font(TEXT_SMALL))
        painter.setPen(soft)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, cut(node.source, below.width(), painter.font()))

    def _paint_text(self, painter: QPainter, room: QRect, node: Node) -> None:
        painter.setPen(QColor(colours().watch if node.tone == "watch" else colours().soft))
        painter.setFont(font(TEXT_SMALL))
        line = QFontMetrics(painter.font()).height() + 2
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, node.name)
        painter.setPen(QColor(colours().ink))
        painter.setFont(font(TEXT))
        painter.drawText(room.adjusted(0, line, 0, 0), _WRAP, node.text)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        node: Node = index.data(NODE_ROLE)
        width = self._view.room_of(index) - GAP_TINY - GAP_SMALL
        small, strong = QFontMetrics(font(TEXT_SMALL)).height() + 2, QFontMetrics(font(TEXT, bold=True)).height() + 2
        if node.form == "text":
            text = QFontMetrics(font(TEXT)).boundingRect(QRect(0, 0, width, 10_000), _WRAP, node.text)
            height = small + text.height()
        else:
            second = strong if node.source or node.status else 0
            height = strong + second + (0 if _name_and_value(node, width)[1] else strong)
        return QSize(80, height + 2 * GAP_TINY + 2)


def _name_and_value(node: Node, width: int) -> tuple[int, int]:
    """Give (width of the name, width of the value) on one line; a value too long for it (0) goes on its own line."""
    metrics = QFontMetrics(font(TEXT, bold=True))
    name, value = metrics.horizontalAdvance(node.name), metrics.horizontalAdvance(node.text)
    if name + GAP_SMALL + value <= width:
        return width - value - GAP_SMALL, value
    if value <= width // 2:
        return width - value - GAP_SMALL, value
    return width, 0


class DerivationView(QTreeWidget):
    """The tree of a derivation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: int | None = None
        self.waiting = False
        self.setHeaderHidden(True)
        self.setItemDelegate(_Lines(self))
        self.setIndentation(16)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(False)

    def wait(self, *, waiting: bool) -> None:
        """Pale the lines while those of the ledger and the day looked at are still being computed."""
        if waiting != self.waiting:
            self.waiting = waiting
            self.viewport().update()

    def room_of(self, index: _Index) -> int:
        """Give the width a line has after its indentation."""
        depth = 1
        above = index.parent()
        while above.isValid():
            depth += 1
            above = above.parent()
        return max(self.viewport().width() - depth * self.indentation(), 120)

    def fit_height(self, most: int) -> None:
        """Take as much height as the lines need, up to a limit."""
        rows = self.model().rowCount()
        needed = sum(self.sizeHintForIndex(self.model().index(row, 0)).height() for row in range(rows))
        self._wanted = min(needed + 4, most)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Make do with a line of a figure, and with less where the lines need less."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), _LEAST if self._wanted is None else min(_LEAST, self._wanted))

    def sizeHint(self) -> QSize:
        """Be as high as the lines need, where that was asked for; where there is less room they scroll."""
        hint = super().sizeHint()
        return hint if self._wanted is None else QSize(hint.width(), self._wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the sentences anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
