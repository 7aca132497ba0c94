"""The editor of a letter's words: plain text changes freely, figures in it stay figures."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from reports.letters.passages import Passage
from ui.letters.chips import (
    AFTER_CHIP,
    CHIP,
    MARK,
    MARK_WIDTH,
    OBJECT,
    Chips,
    character_of,
    chip_format,
    draw_mark,
    format_at,
    is_chip,
    kind_of_chip,
    pair_of,
    says_of,
    source_of,
)
from ui.letters.lines import LetterLines
from ui.look import GAP, font

_FIGURE = re.compile(r"\{\{[^{}]*\}\}")
_STANDING = re.compile(f"[{OBJECT}{MARK}]")
"""A character that stands for a part of the template."""


class WordsEditor(QTextEdit):
    """Edits a template as it reads for one record.

    Figures are chips that follow the ledger; what depends on the record stands between marks that are removed together
    or not at all.
    """

    edited = Signal()
    """The user changed the words."""
    noted = Signal(str)
    """Something about the last change is worth saying; empty when nothing is."""

    reached = Signal(str)
    """The keyboard stands at a figure: the part of the template it is."""
    clicked = Signal(str)
    """A figure was clicked: the part of the template it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("words")
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)  # a file dropped here is evidence, and words are moved by cut and paste
        self.setTabChangesFocus(True)
        self.setFont(font())
        self.setAccessibleName(self.tr("Words of the letter"))
        self.document().setDocumentMargin(GAP)
        self._chips = Chips(self)
        self.document().documentLayout().registerHandler(CHIP, self._chips)
        self._highlighter = LetterLines(self.document())
        self._names: Mapping[str, str] = {}
        self._sources: Counter[str] = Counter()
        self._known: dict[str, QTextFormat] = {}
        self._filling = False
        self._last = ""
        self.textChanged.connect(self._check)
        self.cursorPositionChanged.connect(self._type_plainly)
        self.cursorPositionChanged.connect(self._point)

    def put(self, passages: Sequence[Passage], names: Mapping[str, str]) -> None:
        """Show passages; ``names`` are what places and lists are called on their chips."""
        self._names = names
        self._filling = True
        self.setUndoRedoEnabled(False)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for passage in passages:
            self._insert(cursor, passage)
        cursor.endEditBlock()
        self.setUndoRedoEnabled(True)
        self.document().setModified(False)
        self._filling = False
        self._last = self.source()
        self._known = dict(self._chips_in_order())
        self._sources = Counter(source for source, _ in self._chips_in_order())
        self.go_back_to(self._beginning())

    def _beginning(self) -> int:
        """Give where the letter's text begins, after title and addressee: what is typed first harms neither."""
        block = self.document().begin()
        while block.isValid() and (not block.text().strip() or block.text().lstrip(MARK).startswith(("#", ">"))):
            block = block.next()
        return block.position() if block.isValid() else 0

    def go_back_to(self, position: int) -> None:
        """Put the cursor where it was, as far as the words reach."""
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def source(self) -> str:
        """Give the template as it stands."""
        found = []
        block = self.document().begin()
        while block.isValid():
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                own = source_of(fragment.charFormat()) if is_chip(fragment.charFormat()) else ""
                found.append(own.join(_STANDING.split(fragment.text())) if own else fragment.text())
                fragments += 1
            block = block.next()
            found.append("\n" if block.isValid() else "")
        return "".join(found).replace("\u2028", "\n")

    def says(self, source: str) -> str | None:
        """Give what a figure of the words says; None when it is not among them."""
        found = (says_of(form) for own, form in self._chips_in_order() if own == source)
        return next(found, None)

    def insert_figure(self, passage: Passage) -> None:
        """Put a figure where the cursor is."""
        self._insert(self.textCursor(), passage)
        self.setFocus()

    def replace_typed(self, typed: str, passage: Passage) -> bool:
        """Put a figure in the place of a number typed by hand; False when it is not there any more."""
        cursor = self.document().find(typed, 0, QTextDocument.FindFlag.FindCaseSensitively)
        if cursor.isNull():
            return False
        self._insert(cursor, passage)
        return True

    def show_typed(self, typed: str) -> None:
        """Select a number typed by hand."""
        cursor = self.document().find(typed, 0, QTextDocument.FindFlag.FindCaseSensitively)
        if not cursor.isNull():
            self.setTextCursor(cursor)
            self.setFocus()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words with the figures in them as ``{{ name }}``; what depends on the record is not copied."""
        copied = QMimeData()
        cursor = self.textCursor()
        parts = []
        for position in range(cursor.selectionStart(), cursor.selectionEnd()):
            character, form = self._at(position)
            chip = stands(character, form)
            parts.append((source_of(form) if kind_of_chip(form) == "figure" else "") if chip else character)
        copied.setText("".join(parts).replace("\u2029", "\n"))
        return copied

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words; a known ``{{ name }}`` among them is a figure again."""
        known = {text: form for text, form in self._chips_in_order() if kind_of_chip(form) == "figure"}
        cursor = self.textCursor()
        cursor.beginEditBlock()
        at = 0
        text = source.text()
        for match in _FIGURE.finditer(text):
            if match[0] in known:
                cursor.insertText(text[at : match.start()], QTextCharFormat())
                cursor.insertText(OBJECT, known[match[0]].toCharFormat())
                at = match.end()
        cursor.insertText(text[at:], QTextCharFormat())
        cursor.endEditBlock()

    def event(self, event: QEvent) -> bool:
        """Say of a chip what it is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = self.said_at(event.pos())
            if said:
                QToolTip.showText(event.globalPos(), said, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def said_at(self, place: QPoint) -> str:
        """Explain the chip at a place of the view; empty where there is none."""
        form = self._chip_at(self.viewport().mapFrom(self, place))
        return self._explained(form) if form is not None else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Have a figure that is clicked explained."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            form = self._chip_at(event.position().toPoint())
            if form is not None and kind_of_chip(form) == "figure":
                self.clicked.emit(source_of(form))

    def _point(self) -> None:
        """Tell of the figure the keyboard stands at, so that it can be explained."""
        position = self.textCursor().position()
        for at in (position, position - 1):
            character, form = self._at(at)
            if not self._filling and stands(character, form) and kind_of_chip(form) == "figure":
                self.reached.emit(source_of(form))
                return

    def _chip_at(self, place: QPoint) -> QTextFormat | None:
        """Give the format of the chip at a place of the viewport; None where there is none."""
        cursor = self.cursorForPosition(place)
        for position in (cursor.position() - 1, cursor.position()):
            character, form = self._at(position)
            if stands(character, form):
                return form
        return None

    def _explained(self, form: QTextFormat) -> str:
        says = says_of(form)
        match kind_of_chip(form):
            case "figure" if says:
                told = self.tr("A figure of the ledger: it follows the records until the letter is frozen.")
                return f"{says}\n{told}"
            case "figure":
                return self.tr("This value is not on record, or no value of this letter.")
            case "list":
                told = self.tr("One sentence for each, made of the records.")
                return f"{says}\n{told}"
            case "place":
                return self.tr("Set by the program here: {0}").format(says)
            case _ if pair_of(form) >= 0:
                return self.tr("Between these two marks stand words that depend on the records.")
            case _:
                return self.tr("Words that do not apply to these records wait here.")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks of conditions that no chip paints."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, seen = QFontMetricsF(self.font()), event.rect()
        block = self.cursorForPosition(seen.topLeft()).block()
        while block.isValid():
            text = block.text()
            drawn = {at for found in AFTER_CHIP.finditer(text) for at in range(*found.span("tail"))}
            for at, one in enumerate(text):
                if one == MARK and at not in drawn:
                    self._paint_mark(painter, block.position() + at, metrics)
            block = block.next()
            if block.isValid() and self._at_cursor(block.position()).top() > seen.bottom():
                break

    def _paint_mark(self, painter: QPainter, position: int, metrics: QFontMetricsF) -> None:
        form = format_at(self.document(), position)
        if is_chip(form):
            where = QRectF(self._at_cursor(position))
            room = QRectF(where.left(), where.top(), MARK_WIDTH, max(where.height(), metrics.height()))
            draw_mark(painter, room, alone=pair_of(form) < 0)

    def _at_cursor(self, position: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return self.cursorRect(cursor)

    def _type_plainly(self) -> None:
        """Let what is typed beside a chip be words and no part of it."""
        if not self.textCursor().hasSelection() and is_chip(self.currentCharFormat()):
            self.setCurrentCharFormat(QTextCharFormat())

    def _insert(self, cursor: QTextCursor, passage: Passage) -> None:
        if passage.kind == "text":
            cursor.insertText(passage.source, QTextCharFormat())
            return
        says = self._names.get(passage.name, passage.name) if passage.kind == "place" else passage.says or ""
        cursor.insertText(character_of(passage), chip_format(passage, says))

    def _at(self, position: int) -> tuple[str, QTextFormat]:
        document = self.document()
        if not 0 <= position < document.characterCount() - 1:
            return "", QTextFormat()
        return document.characterAt(position), format_at(document, position)

    def _chips_in_order(self) -> Iterator[tuple[str, QTextFormat]]:
        block = self.document().begin()
        while block.isValid():
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                if is_chip(fragment.charFormat()):
                    for _ in _STANDING.findall(fragment.text()):
                        yield source_of(fragment.charFormat()), fragment.charFormat()
                fragments += 1
            block = block.next()

    def _check(self) -> None:
        """Take a change back that leaves half of what depends on the record; tell which figures went."""
        if self._filling or self.source() == self._last:  # colouring a line tells of a change too
            return
        chips = list(self._chips_in_order())
        if not _whole([pair_of(form) for _, form in chips if kind_of_chip(form) == "mark"]):
            self._filling = True
            self.undo()
            self.document().clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)
            self._filling = False
            self.noted.emit(
                self.tr("Words that depend on the records are removed whole: select from one mark to the other.")
            )
            return
        now = Counter(source for source, _ in chips)
        gone = self._sources - now
        said = {source: form for source, form in self._known.items() if source in gone}
        self._sources = now
        self._last = self.source()
        self._known |= dict(chips)
        figures = [says_of(form) or source for source, form in said.items() if kind_of_chip(form) == "figure"]
        self.noted.emit(self.tr("Figure taken out: {0}").format(", ".join(figures)) if figures else "")
        self.edited.emit()


def stands(character: str, form: QTextFormat) -> bool:
    """Tell whether a character stands for a part of the template."""
    return bool(_STANDING.fullmatch(character)) and is_chip(form)


def _whole(pairs: Sequence[int]) -> bool:
    """Tell whether every mark has the one it belongs with, one inside the other."""
    open_pairs: list[int] = []
    for pair in pairs:
        if pair < 0:
            continue
        if open_pairs and open_pairs[-1] == pair:
            open_pairs.pop()
        elif pair in open_pairs:
            return False
        else:
            open_pairs.append(pair)
    return not open_pairs
