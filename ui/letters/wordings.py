"""The user's own wordings of letters: listed, changed as templates, named anew, removed."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.facts.records import LETTER_KINDS, LETTER_LANGUAGES, LetterTemplate
from models.problems import Refused
from reports.letters.letter import check_template
from reports.wording import letter_template
from ui.fitting import open_at
from ui.forms.beginnings import free_id
from ui.forms.inputs import ChoiceInput
from ui.forms.line import LineInput
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.session import Session, sentences


class WordingsDialog(QDialog):
    """Wordings at the left, the chosen one as a template at the right; what is kept is checked first."""

    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        words = session.words
        self.setWindowTitle(self.tr("My wordings of letters"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setProperty("roomy", "true")
        self.list.setAccessibleName(self.windowTitle())
        self.list.setMinimumWidth(240)
        self.list.currentItemChanged.connect(lambda *_: self._chosen())
        self.name = LineInput()
        self.name.setAccessibleName(words.field("letter_template", "name"))
        self.kind = ChoiceInput([(kind, words.choice("kind", kind)) for kind in LETTER_KINDS], optional=False)
        self.kind.setAccessibleName(words.field("letter_template", "kind"))
        self.language = ChoiceInput([(one, words.choice("language", one)) for one in LETTER_LANGUAGES], optional=False)
        self.language.put(words.language)
        self.language.setAccessibleName(words.field("letter_template", "language"))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(words.field("letter_template", "text"))
        self.text.setTabChangesFocus(True)
        fixed = self.text.font()
        fixed.setFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family(), *fixed.families()])
        self.text.setFont(fixed)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self._current: str | None = None
        self._shown: tuple[str, str] = ("", "")
        """Name and text as they were shown, to see whether something was typed since."""
        self._warned = False
        self._lay_out()
        self.refresh()
        session.changed.connect(self.refresh)
        open_at(self, 980, 600)

    def refresh(self) -> None:
        """List the wordings there are now."""
        kept = self._current
        words = self._session.words
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        for one in self._session.facts.letter_templates.values():
            language = words.choice("language", one.language)
            item = QListWidgetItem(f"{one.name} · {words.choice('kind', one.kind)} · {language}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            if one.id == kept:
                self.list.setCurrentItem(item)
        blocker.unblock()
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self._show()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not kept."""
        return (self.name.text(), self.text.toPlainText()) != self._shown

    def reject(self) -> None:
        """Leave; when something was typed, only at the second time."""
        if not self._holds_back():
            super().reject()

    def _holds_back(self) -> bool:
        """Say once that what was typed is not kept; tells whether it said so now."""
        if not self.dirty or self._warned:
            return False
        self._warned = True
        self.problem.setText(self.tr("Not kept yet. Once more discards what you typed."))
        return True

    def _chosen(self) -> None:
        """Show the wording chosen in the list, unless what was typed would be lost unsaid."""
        if self._holds_back():
            blocker = QSignalBlocker(self.list)
            self.list.setCurrentRow(self._row_of(self._current))
            blocker.unblock()
            return
        self._show()

    def _row_of(self, wording: str | None) -> int:
        rows = range(self.list.count())
        return next((row for row in rows if self.list.item(row).data(Qt.ItemDataRole.UserRole) == wording), -1)

    def new(self) -> None:
        """Begin a wording with the program's words of the kind chosen."""
        if self._holds_back():
            return
        self._current = None
        blocker = QSignalBlocker(self.list)
        self.list.setCurrentRow(-1)
        blocker.unblock()
        self.remove_button.setEnabled(False)
        self.name.put(self.tr("My wording"))
        self.kind.setEnabled(True)
        self.language.setEnabled(True)
        self._begin()

    def keep(self) -> None:
        """Keep what is shown, when it is a template."""
        session, text = self._session, self.text.toPlainText()
        known = session.facts.letter_templates
        name = self.name.raw()
        if name is None:
            self.problem.setText(session.words.text("problem.empty_text"))
            return
        made = LetterTemplate(self._current or free_id("t", known), name, self.kind.raw(), self.language.raw(), text)
        try:
            check_template(made.kind, text)
            self._current = made.id
            session.put(made)
        except Refused as refused:
            self.problem.setText("\n".join(sentences(refused, session.words)))
            self._go_to_line(refused)
            return
        self._settle()
        self.said.emit(self.tr("Kept as your own wording: {0}").format(made.name))

    def remove(self) -> None:
        """Remove the chosen wording."""
        if self._current is not None:
            name = self.name.text()
            self._settle()  # what was typed goes with it
            try:
                self._session.remove("letter_template", self._current)
            except Refused as refused:
                self.problem.setText("\n".join(sentences(refused, self._session.words)))
                return
            self.said.emit(self.tr("Removed: {0}").format(name))

    def restore(self) -> None:
        """Bring the program's words back into the text; they are kept when one says so."""
        self.text.setPlainText(letter_template(self.language.raw(), self.kind.raw()))

    def _begin(self) -> None:
        if self._current is None:
            self.restore()
            self._settle()

    def _settle(self) -> None:
        """Take what is shown for what is kept."""
        self._shown = (self.name.text(), self.text.toPlainText())
        self._warned = False
        self.problem.clear()

    def _show(self) -> None:
        item = self.list.currentItem()
        chosen = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        one = self._session.facts.letter_templates.get(chosen) if chosen is not None else None
        self.remove_button.setEnabled(one is not None)
        if one is None:
            if self._current is not None or not self.text.toPlainText():
                self._current = None
                self.name.put(self.tr("My wording"))
                self.kind.setEnabled(True)
                self.language.setEnabled(True)
                self.restore()
                self._settle()
            return
        self._current = one.id
        self.name.put(one.name)
        self.kind.put(one.kind)
        self.language.put(one.language)
        self.kind.setEnabled(False)
        self.language.setEnabled(False)
        if self.text.toPlainText() != one.text:
            self.text.setPlainText(one.text)
        self._settle()

    def _go_to_line(self, refused: Refused) -> None:
        line = refused.problems[0].inputs.get("line")
        block = self.text.document().findBlockByNumber(int(str(line)) - 1) if line is not None else None
        if block is not None and block.isValid():
            cursor = self.text.textCursor()
            cursor.setPosition(block.position())
            self.text.setTextCursor(cursor)
            self.text.setFocus()

    def _lay_out(self) -> None:
        self.kind.changed.connect(self._begin)
        self.language.changed.connect(self._begin)
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        self.new_button = _button(self.tr("New wording"), self.new)
        self.remove_button = _button(self.tr("Remove"), self.remove)
        self.restore_button = _button(self.tr("Back to the program's words"), self.restore)
        self.keep_button = _button(self.tr("Keep"), self.keep)
        self.keep_button.setDefault(True)
        left = QVBoxLayout()
        left.setSpacing(GAP_SMALL)
        left.addWidget(self.list, 1)
        left.addLayout(_row((self.new_button, 0), (self.remove_button, 0)))
        right = QVBoxLayout()
        right.setSpacing(GAP_SMALL)
        right.addLayout(_row((self.name, 2), (self.kind, 3), (self.language, 1)))
        right.addWidget(self.text, 1)
        close = _button(self.tr("Close"), self.reject)
        right.addLayout(_row((self.restore_button, 0), (self.problem, 1), (close, 0), (self.keep_button, 0)))
        both = QHBoxLayout()
        both.setSpacing(GAP_WIDE)
        both.addLayout(left, 1)
        both.addLayout(right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addLayout(both, 1)


def _button(text: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.clicked.connect(act)
    return made


def _row(*widgets: tuple[QWidget, int]) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(GAP_SMALL)
    for widget, stretch in widgets:
        made.addWidget(widget, stretch)
    return made
