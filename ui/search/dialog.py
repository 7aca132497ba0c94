"""Searching the whole ledger: what is found stands in groups, Enter goes there."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
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

from models.ledger.search import Found, Hits
from ui.look import GAP, GAP_SMALL, TEXT, TEXT_SMALL, colours, font
from ui.paint import cut, draw_found
from ui.rooms import PAGES, page_name
from ui.search.finder import Finder
from ui.session import Session
from ui.wording import told_apart

_LINE = 38
_HEAD = 34
_SHOWN = 13
_BEFORE = 12
"""Characters shown before the words found in a long text."""
_FOUND = Qt.ItemDataRole.UserRole
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class Line(NamedTuple):
    """One line of the list: what is found and the words it was found by; a group's name when nothing stands beside."""

    name: str
    words: str
    wanted: tuple[str, ...]
    heading: bool = False


class SearchDialog(QDialog):
    """Finds records, clauses and attached files by what they say. Up and Down choose, Enter goes there, Esc leaves."""

    going = Signal(str, str)
    """(page, spot) of what was chosen."""

    def __init__(self, session: Session, finder: Finder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Search"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._finder = finder
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(self.tr("Search records, clauses and files"))
        self.typed.setAccessibleName(self.tr("Search records, clauses and files"))
        self.typed.setFont(font(TEXT + 2))
        self.typed.setClearButtonEnabled(True)
        self.typed.textChanged.connect(self.search)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(lambda _: self.go())
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
        self.resize(720, _SHOWN * _LINE + 84)
        self._show([])

    def search(self) -> None:
        """Search for what is typed."""
        if self.typed.text().strip():
            self._finder.ask(self.typed.text(), self._show)
            if self._finder.busy:
                self.said.setText(self.tr("Looking…"))
        else:
            self._show([])

    def go(self) -> None:
        """Go to what is chosen."""
        item = self.list.currentItem()
        found: Found | None = item.data(_FOUND) if item is not None else None
        if found is not None:
            kind, record = found.place
            self.accept()
            self.going.emit(kind, {"agreement": found.field, "agreement_copy": found.record}.get(kind, record))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows while typing, go with Enter."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _SHOWN,
            Qt.Key.Key_PageUp: -_SHOWN,
        }.get(Qt.Key(event.key()))
        if steps is not None:
            self._step(steps)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go()
        else:
            super().keyPressEvent(event)

    def _step(self, steps: int) -> None:
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(_FOUND) is not None]
        if rows:
            at = rows.index(self.list.currentRow()) if self.list.currentRow() in rows else 0
            self.list.setCurrentRow(rows[min(max(at + steps, 0), len(rows) - 1)])

    def _show(self, hits: list[Hits]) -> None:
        if not self.typed.text().strip():
            hits = []  # cleared meanwhile
        wanted = tuple(self.typed.text().casefold().split())
        hits = sorted((each for each in hits if _page(each.kind)), key=_rank)
        self.list.clear()
        for each in hits:
            self._add(Line(self._group(each), "", (), heading=True), None)
            for found in each.first:
                self._add(Line(self._name(found), self._words(found, wanted), wanted), found)
            if each.total > len(each.first):
                more = self.tr("and %n more; type more to narrow it", "", each.total - len(each.first))
                self._add(Line(more, "", (), heading=True), None)
        self._step(0)
        self.list.setVisible(bool(hits))
        self.said.setVisible(not hits)
        self.said.setText(
            self.tr("Nothing says that.")
            if self.typed.text().strip()
            else self.tr("Numbers, names, amounts and days, also those of files and clauses. Several words narrow it.")
        )

    def _add(self, line: Line, found: Found | None) -> None:
        item = QListWidgetItem(self.list)
        item.setData(_LINE_ROLE, line)
        item.setData(_FOUND, found)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.name} · {line.words}" if line.words else line.name)
        if found is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _group(self, hits: Hits) -> str:
        words = self._session.words
        match hits.kind:
            case "clause":
                name = words.text("column.clause")
            case "attachment":
                name = words.kind("attachment")
            case _:
                name = page_name(hits.kind, words)
        return f"{name}  {hits.total}"

    def _name(self, found: Found) -> str:
        if found.kind == "clause":
            return found.record
        kind, record = found.place
        held = self._session.facts.get(kind, record)
        if found.kind == "attachment" or held is None:
            return self._session.words.record(kind, record)
        told = told_apart(self._session.words, held)
        name = self._session.words.name(kind, record)
        return f"{name}  {told}" if told and kind != "agreement" else self._session.words.record(kind, record)

    def _words(self, found: Found, wanted: tuple[str, ...]) -> str:
        """Say the words found, with the name of their field; of a long text the part around them."""
        at = found.words.casefold().find(wanted[0]) if wanted else -1
        said = "…" + found.words[at - _BEFORE :] if at > 2 * _BEFORE else found.words
        if found.kind in {"clause", "attachment"} or found.field == "id":
            return said if found.kind != found.place[0] else ""
        name = self._session.words.field_at(found.kind, found.field)
        return f"{name} {said}" if name else said


def _page(kind: str) -> str:
    """Give the page that shows what is found of a kind; empty when there is none."""
    page = {"clause": "agreement_copy", "attachment": "bill"}.get(kind, kind)
    return page if page in PAGES else ""


def _rank(hits: Hits) -> int:
    order = [*PAGES, "clause", "attachment"]
    return order.index(hits.kind)


class _Lines(QStyledItemDelegate):
    """Paints a group's name, or what was found with the words it was found by set off."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Line = index.data(_LINE_ROLE)
        ink = colours()
        room = option.rect.adjusted(GAP, 0, -GAP, 0)
        painter.save()
        if line.heading:
            painter.setFont(font(TEXT_SMALL, bold=True))
            painter.setPen(QColor(ink.soft))
            painter.drawText(room.adjusted(0, GAP_SMALL, 0, 0), Qt.AlignmentFlag.AlignVCenter, line.name)
            painter.setPen(QPen(QColor(ink.line), 1))
            painter.drawLine(room.left(), room.bottom(), room.right(), room.bottom())
        else:
            bare = QStyleOptionViewItem(option)
            self.initStyleOption(bare, index)
            bare.text = ""
            bare.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
            left = room.adjusted(0, 0, -room.width() // 2 - GAP, 0)
            if not line.words:
                left = room
            draw_found(painter, left, line.name, _places(line.name, line.wanted), size=TEXT, ink=ink.ink)
            right = room.adjusted(room.width() // 2, 0, 0, 0)
            shown = cut(line.words, right.width(), font(TEXT_SMALL))
            places = _places(shown, line.wanted)
            draw_found(painter, right, shown, places, size=TEXT_SMALL, ink=ink.soft)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(320, _HEAD if index.data(_LINE_ROLE).heading else _LINE)


def _places(text: str, wanted: tuple[str, ...]) -> list[int]:
    """Give the characters of a text that were asked for."""
    folded = text.casefold()
    starts = [(folded.find(word), len(word)) for word in wanted] if len(folded) == len(text) else []
    return [place for at, length in starts if at >= 0 for place in range(at, at + length)]
