"""A line to type into and under it what fits: Up and Down choose while typing, Enter takes, Esc leaves."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.fitting import open_at
from ui.look import GAP, GAP_SMALL, TEXT, TEXT_SMALL, colours, font
from ui.paint import cut, draw_found

_LINE, _HEAD = 38, 34
_AROUND = 84
"""Pixels of the dialog that are not the list."""
_CHOICE = Qt.ItemDataRole.UserRole
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class Line(NamedTuple):
    """One line of the list: a name and what stands beside it, each with the places of the characters found in it.

    A heading names the lines below it and cannot be chosen.
    """

    name: str
    found: Sequence[int] = ()
    beside: str = ""
    beside_found: Sequence[int] = ()
    halves: bool = False
    """Whether what stands beside is a text to be read, from the middle on; else it ends at the right."""
    heading: bool = False
    possible: bool = True
    """Whether it can be done now; what cannot is greyed out."""


class ChoosingDialog(QDialog):
    """Offers lines for what is typed. Subclasses say which, and what choosing one does."""

    def __init__(self, title: str, prompt: str, *, width: int, shown: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown = shown
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(prompt)
        self.typed.setAccessibleName(prompt)
        self.typed.setFont(font(TEXT + 2))
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(lambda _: self.narrow())
        self.list = QListWidget()
        self.list.setAccessibleName(prompt)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(lambda _: self.choose())
        self.said = QLabel()
        self.said.setObjectName("soft")
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self.typed)
        column.addWidget(self.list, 1)
        column.addWidget(self.said, 1)
        open_at(self, width, shown * _LINE + _AROUND)

    def narrow(self) -> None:
        """Offer what fits what is typed now."""
        raise NotImplementedError

    def choose(self) -> None:
        """Take the chosen line."""
        raise NotImplementedError

    @property
    def chosen(self) -> Any:
        """What the chosen line stands for; None when none is chosen."""
        item = self.list.currentItem()
        return item.data(_CHOICE) if item is not None else None

    @property
    def choices(self) -> list[Any]:
        """What the lines stand for, None for a heading."""
        return [self.list.item(row).data(_CHOICE) for row in range(self.list.count())]

    def offer(self, lines: Iterable[tuple[Line, Any]], nothing: str) -> None:
        """Show lines, each with what it stands for (None for a heading); without any, say why there is nothing."""
        self.list.clear()
        for line, choice in lines:
            item = QListWidgetItem(self.list)
            item.setData(_LINE_ROLE, line)
            item.setData(_CHOICE, choice)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{line.name} · {line.beside}" if line.beside else line.name
            )
            item.setToolTip(line.beside if line.halves else "")
            if choice is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._step(0)
        self.list.setVisible(self.list.count() > 0)
        self.said.setVisible(self.list.count() == 0)
        self.said.setText(nothing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows while typing, take with Enter."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: self._shown - 1,
            Qt.Key.Key_PageUp: 1 - self._shown,
        }.get(Qt.Key(event.key()))
        if steps is not None:
            self._step(steps)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose()
        else:
            super().keyPressEvent(event)

    def _step(self, steps: int) -> None:
        rows = [row for row, choice in enumerate(self.choices) if choice is not None]
        if rows:
            at = rows.index(self.list.currentRow()) if self.list.currentRow() in rows else 0
            self.list.setCurrentRow(rows[min(max(at + steps, 0), len(rows) - 1)])


class _Lines(QStyledItemDelegate):
    """Paints a heading, or a name and what stands beside it, what was found in them set off."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Line = index.data(_LINE_ROLE)
        painter.save()
        if line.heading:
            self._paint_heading(painter, option, line)
        else:
            bare = QStyleOptionViewItem(option)
            self.initStyleOption(bare, index)
            bare.text = ""
            bare.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
            self._paint_line(painter, option, line)
        painter.restore()

    @staticmethod
    def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        ink, room = colours(), option.rect.adjusted(GAP, 0, -GAP, 0)
        painter.setFont(font(TEXT_SMALL, bold=True))
        painter.setPen(QColor(ink.soft))
        painter.drawText(room.adjusted(0, GAP_SMALL, 0, 0), Qt.AlignmentFlag.AlignVCenter, line.name)
        painter.setPen(QPen(QColor(ink.line), 1))
        painter.drawLine(room.left(), room.bottom(), room.right(), room.bottom())

    @staticmethod
    def _paint_line(painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        ink, room = colours(), option.rect.adjusted(GAP, 0, -GAP, 0)
        small = font(TEXT_SMALL)
        painter.setFont(small)
        beside = cut(line.beside, room.width() // 2, small)
        wide = painter.fontMetrics().horizontalAdvance(beside)
        from_middle = line.halves and bool(line.beside)
        left = (
            room.adjusted(room.width() // 2, 0, 0, 0)
            if from_middle
            else room.adjusted(room.width() - wide - 1, 0, 0, 0)
        )
        draw_found(painter, left, beside, line.beside_found, size=TEXT_SMALL, ink=ink.soft)
        names = room.adjusted(0, 0, -(room.width() // 2 if from_middle else wide) - GAP, 0)
        draw_found(painter, names, line.name, line.found, size=TEXT, ink=ink.ink if line.possible else ink.soft)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(320, _HEAD if index.data(_LINE_ROLE).heading else _LINE)
