"""The box to type in, and under it what fits: Enter does the chosen one."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
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

from ui.look import GAP, GAP_SMALL, TEXT, TEXT_SMALL, colours, font
from ui.paint import cut, draw_found
from ui.palette.matching import match

_LINE = 38
_SHOWN = 12
_OFFER = Qt.ItemDataRole.UserRole
_PLACES = Qt.ItemDataRole.UserRole + 1


class Offer(NamedTuple):
    """One thing to choose: its name, its text, what stands at its right, and another name it answers to."""

    name: str
    text: str
    aside: str = ""
    also: str = ""
    possible: bool = True
    """Whether it can be done now; what cannot is listed last and greyed out."""


def fitting(typed: str, offers: Sequence[Offer]) -> list[tuple[Offer, tuple[int, ...]]]:
    """Give the offers that fit what was typed, the best first, with the characters of their text that were found."""
    found = []
    for place, offer in enumerate(offers):
        by_text, by_other = match(typed, offer.text), match(typed, offer.also) if offer.also else None
        if by_text is None and by_other is None:
            continue
        score = max(each.score for each in (by_text, by_other) if each is not None)
        found.append((not offer.possible, -score if typed.strip() else place, place, offer, by_text))
    return [(offer, by_text.places if by_text else ()) for *_, offer, by_text in sorted(found, key=lambda f: f[:3])]


class Palette(QDialog):
    """Offers things by name. Up and Down choose, Enter takes, Esc leaves."""

    taken = Signal(str)
    """The name of the offer chosen."""

    def __init__(self, title: str, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offers = offers
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(title)
        self.typed.setAccessibleName(title)
        self.typed.setFont(font(TEXT + 2))
        self.typed.textChanged.connect(self._list)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(_Offers(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(lambda _: self.take())
        self.none = QLabel(self.tr("Nothing by that name."))
        self.none.setObjectName("soft")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self.typed)
        column.addWidget(self.list, 1)
        column.addWidget(self.none, 1)
        self.resize(600, _SHOWN * _LINE + 84)
        self._list()

    def take(self) -> None:
        """Take the chosen offer, unless it cannot be done now."""
        item = self.list.currentItem()
        offer: Offer | None = item.data(_OFFER) if item is not None else None
        if offer is not None and offer.possible:
            self.accept()
            self.taken.emit(offer.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows while typing, take with Enter."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _SHOWN - 1,
            Qt.Key.Key_PageUp: 1 - _SHOWN,
        }.get(Qt.Key(event.key()))
        if steps is not None and self.list.count():
            self.list.setCurrentRow(min(max(self.list.currentRow() + steps, 0), self.list.count() - 1))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take()
        else:
            super().keyPressEvent(event)

    def _list(self) -> None:
        self.list.clear()
        for offer, places in fitting(self.typed.text(), self._offers):
            item = QListWidgetItem(self.list)
            item.setData(_OFFER, offer)
            item.setData(_PLACES, places)
            said = f"{offer.text} · {offer.aside}" if offer.aside else offer.text
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self.none.setVisible(self.list.count() == 0)


class _Offers(QStyledItemDelegate):
    """Paints an offer: the name with what was found in it set off, at the right its keys or place."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        offer: Offer = index.data(_OFFER)
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        bare.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        ink = colours()
        room = option.rect.adjusted(GAP, 0, -GAP, 0)
        small = font(TEXT_SMALL)
        painter.save()
        painter.setFont(small)
        painter.setPen(QColor(ink.soft))
        aside = cut(offer.aside, room.width() // 2, small)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, aside)
        wide = painter.fontMetrics().horizontalAdvance(aside)
        name = ink.ink if offer.possible else ink.soft
        draw_found(painter, room.adjusted(0, 0, -wide - GAP, 0), offer.text, index.data(_PLACES), size=TEXT, ink=name)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(320, _LINE)
