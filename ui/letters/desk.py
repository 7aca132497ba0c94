"""One letter opened: its words beside its pages while it is a draft, afterwards what became of it."""

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.facts.records import Letter, LetterTemplate
from models.ledger import letter_acts
from models.ledger.letter_acts import Wording
from models.letters.table import LETTERS
from models.problems import Refused
from reports.letters.letter import check_template
from reports.letters.passages import Passage, passages
from reports.wording import letter_words
from ui.forms.beginnings import free_id
from ui.icons import icon
from ui.letters import writing
from ui.letters.dialogs import AnswerDialog, SendDialog
from ui.letters.editor import WordsEditor
from ui.letters.live import LivePages, Made, bundled, values_of
from ui.letters.paper import Paper
from ui.letters.rows import TONES, kind_name, record_name
from ui.letters.story import Story
from ui.look import GAP, GAP_SMALL, GAP_TINY, TEXT_HEADING, font
from ui.paper.preview import Preview
from ui.session import Session, sentences
from ui.tables.chip import Chip


class LetterDesk(QWidget):
    """One letter of the register with everything that can be done with it."""

    leaving = Signal()
    """Go back to the register."""
    opening = Signal(str, str)
    """(kind, id): open the record the letter is about."""
    said = Signal(str)
    """Something done, which can be undone."""
    refused = Signal(object)
    """:class:`models.problems.Refused`"""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.letter: Letter | None = None
        self._shown: tuple[object, ...] = ()
        """What the editor was filled from: words and values, to see when they are others."""
        self._figures: dict[str, Passage] = {}
        self.dirty = False
        """Whether words were typed that are not in the ledger yet."""
        self.editor = WordsEditor()
        self.paper = Paper()
        self.story = Story(session)
        self.live = LivePages(self)
        self.made: Made | None = None
        """The last making of the pages, when it is of the words as they stand."""
        self._lay_out()
        self.editor.edited.connect(self._edited)
        self.editor.noted.connect(self._note)
        self.live.made.connect(self._take)
        session.changed.connect(self._after_change)

    def open(self, letter_id: str) -> bool:
        """Open a letter; False when there is none."""
        letter = self._session.facts.letters.get(letter_id)
        if letter is None:
            return False
        if self.letter is None or self.letter.id != letter_id:
            self.put_away()
            self.letter, self._shown, self.made = None, (), None
            self._note("")
            self._show(letter)
            self.paper.top()
        return True

    def take_keyboard(self) -> None:
        """Give the keyboard to the words, or to the pages when the words are fixed."""
        where: QWidget | None = self.editor if self._left.currentWidget() is self._words else self.paper.view
        if where is not None:
            self.setFocusProxy(where)
            where.setFocus()

    def put_away(self) -> bool:
        """Keep what was typed in the ledger; False when that is refused, which is said."""
        letter = self.letter
        if letter is None or not self.dirty:
            return True
        wording = self._wording(self._text())
        try:
            self._session.do(lambda ledger: letter_acts.reword(ledger, letter.id, wording))
        except Refused as refused:
            self.refused.emit(refused)
            return False
        self.dirty = False
        return True

    def close_letter(self) -> None:
        """Go back to the register, with what was typed kept."""
        if self.put_away():
            self.live.drop()
            self.letter = None
            self.leaving.emit()

    def save(self) -> None:
        """Keep what was typed, and say so."""
        if self.dirty and self.put_away():
            self.said.emit(self.tr("The words are kept with the draft."))

    # What can be done with the letter

    def freeze(self) -> None:
        """Freeze the draft as its pages stand; numbers typed by hand are asked about first."""
        letter = self.letter
        if letter is None or not self.put_away():
            return
        made = self.made
        typed = [one.text for one in made.strays if one.figure is None] if made is not None else []
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self._session.words.act("freeze_letter"))
        box.setText(
            self.tr("Freeze letter {0}? Its words and figures can then no longer change.").format(letter.number)
        )
        if typed:
            told = self.tr("No figure of this letter says: {0}. These numbers were typed by hand; please check them.")
            box.setInformativeText(told.format(", ".join(dict.fromkeys(typed))))
        freeze = box.addButton(self.tr("Freeze"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(self.tr("Not yet"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay if typed else freeze)
        box.setEscapeButton(stay)
        freeze.clicked.connect(self._freeze)
        box.open()

    def _freeze(self) -> None:
        letter, session = self._current(), self._session
        if letter is None:
            return
        self._do(
            lambda: session.do(lambda ledger: writing.freeze(ledger, session.assessment, letter, session.words)),
            self.tr("Frozen: {0}").format(letter.number),
        )

    def send(self) -> None:
        """Ask how the letter went out."""
        letter = self._current()
        if letter is not None:
            dialog = SendDialog(self._session, letter, self)
            dialog.accepted.connect(lambda: self.said.emit(self.tr("Recorded as sent: {0}").format(letter.number)))
            dialog.open()

    def answer(self) -> None:
        """Ask what was answered."""
        letter = self._current()
        if letter is not None:
            dialog = AnswerDialog(self._session, letter, self)
            dialog.accepted.connect(lambda: self.said.emit(self.tr("Answer recorded: {0}").format(letter.number)))
            dialog.open()

    def end(self) -> None:
        """Close the letter's matter."""
        letter, session = self._current(), self._session
        if letter is not None:
            self._do(
                lambda: session.do(lambda ledger: letter_acts.close(ledger, letter.id, session.as_of)),
                self.tr("Closed: {0}").format(letter.number),
            )

    def remove(self) -> None:
        """Remove the draft."""
        letter = self._current()
        if letter is not None:
            self.dirty = False
            self._do(
                lambda: self._session.remove("letter", letter.id), self.tr("Removed: {0}").format(letter.number or "")
            )

    def preview(self) -> None:
        """Show the pages in a window of their own, to be saved or printed."""
        if self.paper.content is not None and self.letter is not None:
            name = f"{self.letter.number or ''} {self.letter.title}".strip()
            Preview(self.paper.content, name.replace("/", "-"), self._session.words, self.window()).open()

    def restore(self) -> None:
        """Go back to the words that come with the program."""
        if self.letter is not None:
            self._put_words(self._wording(None))

    def use(self, template: LetterTemplate) -> None:
        """Take a wording of the user's own."""
        if self.letter is not None:
            self._put_words(self._wording(template.text))

    def keep_as_own(self) -> None:
        """Ask for a name and keep these words as a wording of the user's own for this kind of letter."""
        letter = self.letter
        if letter is None:
            return
        asked = QInputDialog(self)
        asked.setWindowTitle(self.tr("Keep as my own wording"))
        asked.setLabelText(self.tr("Name of this wording of “{0}”").format(kind_name(self._session.words, letter.kind)))
        asked.setTextValue(self.tr("My wording"))
        asked.setOkButtonText(self.tr("Keep"))
        asked.setCancelButtonText(self.tr("Cancel"))
        asked.textValueSelected.connect(self._keep_as_own)
        asked.open()

    def _keep_as_own(self, name: str) -> None:
        letter, session = self.letter, self._session
        if letter is None or not name.strip():
            return
        text = self.editor.source()
        known = session.facts.letter_templates
        language = letter.language or writing.CHINESE
        same = next(
            (one for one in known.values() if (one.name, one.kind, one.language) == (name, letter.kind, language)), None
        )
        made = LetterTemplate(same.id if same else free_id("t", known), name.strip(), letter.kind, language, text)

        def keep() -> None:
            check_template(letter.kind, text)
            session.put(made)

        self._do(keep, self.tr("Kept as your own wording: {0}").format(made.name))

    # Showing

    def _current(self) -> Letter | None:
        return self._session.facts.letters.get(self.letter.id) if self.letter is not None else None

    def _text(self) -> str | None:
        """Give the words as they stand; None when they are the program's."""
        assert self.letter is not None  # noqa: S101 - only asked while one is open
        source = self.editor.source()
        return None if source == bundled(self.letter) else source

    def _wording(self, text: str | None) -> Wording:
        letter = self.letter
        assert letter is not None  # noqa: S101
        also = letter.also
        said = self.made.wording if self.made is not None else None
        return Wording(letter.language, also, text, said.title if said else None, said.reply_by if said else None)

    def _put_words(self, wording: Wording) -> None:
        letter = self.letter
        if letter is None:
            return
        self.dirty = False
        self._shown = ()
        self._do(lambda: self._session.do(lambda ledger: letter_acts.reword(ledger, letter.id, wording)), "")

    def _do(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except Refused as refused:
            self.refused.emit(refused)
            return
        if said:
            self.said.emit(said)

    def _after_change(self) -> None:
        """Show the letter as it is now; gone ones are left. Typed words stay unless the ledger's own changed."""
        if self.letter is None:
            return
        now = self._current()
        if now is None:
            self.dirty = False
            self.letter = None
            self.live.drop()
            self.leaving.emit()
        else:
            self._show(now)

    def _show(self, letter: Letter) -> None:
        before, self.letter = self.letter, letter
        words = self._session.words
        self.number.setText(letter.number or "—")
        self.title.setText(letter.title)
        self.state.put(words.text(f"state.{letter.state}"), TONES[letter.state])
        self.kind.setText(kind_name(words, letter.kind))
        self.record_button.setText(record_name(words, letter))
        self.record_button.setVisible(letter.record is not None)
        for name, button in self._buttons.items():
            button.setVisible(name in _OFFERED[letter.state])
        here = letter.state == "draft" and writing.written_here(letter)
        self._buttons["freeze"].setVisible(here)
        self._left.setCurrentWidget(self._words if here else self.story)
        self._tools.setVisible(here)
        if here:
            if before is None or before.state != "draft":
                self.dirty = False
            self._fill(letter)
        else:
            self.live.drop()
            self.dirty = False
            self.made = None
            self.story.put(letter)
            self._show_frozen(letter)

    def _fill(self, letter: Letter) -> None:
        """Show the words with the figures as they are now."""
        text = letter.text or bundled(letter)
        if self.dirty and self._shown and self._shown[0] == letter.text:
            text = self.editor.source()
        additions = LETTERS[letter.kind].also
        self.also.setVisible(bool(additions))
        if additions:
            self.also.setText(self._session.words.choice("also", additions[0]))
            self.also.setChecked(letter.also is not None)
        try:
            values = values_of(self._session.assessment, letter)
            shown = (letter.text, letter.also, values)
            if shown != self._shown:
                place = self.editor.textCursor().position()
                self.editor.put(passages(text, values), self._names(letter))
                self.dirty = text != (letter.text or bundled(letter))
                self._shown = shown
                self.editor.go_back_to(place)
            self.editor.setReadOnly(False)
        except Refused as refused:
            shown_as_text = (letter.text, refused.problems)
            if shown_as_text != self._shown:
                self.editor.put([Passage("text", text)], {})
                self._shown = shown_as_text
            self.paper.say("\n".join(sentences(refused, self._session.words)))
        self._ask(at_once=True)

    @staticmethod
    def _names(letter: Letter) -> dict[str, str]:
        text = letter_words(letter.language or writing.CHINESE)
        names = {name: text.text(f"caption.{name}") for name in text.keys("caption")}
        return names | {name: text.text(f"place.{name}") for name in ("quotes", "contact")}

    def _show_frozen(self, letter: Letter) -> None:
        if letter.frozen_on is None:
            self.paper.say(self.tr("This letter was not written here; its pages are added when it is frozen."))
            return
        try:
            self.paper.show_pages(letter_acts.frozen_file(self._session.ledger, letter))
        except Refused as refused:
            self.paper.say("\n".join(sentences(refused, self._session.words)))

    def _edited(self) -> None:
        self.dirty = True
        self._ask()

    def _note(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _ask(self, *, at_once: bool = False) -> None:
        if self.letter is None:
            return
        text = self.editor.source()
        asked = self.letter._replace(text=None if text == bundled(self.letter) else text)
        self.paper.busy(self.tr("Making the pages…"))
        self.live.ask(self._session.assessment, asked, at_once=at_once)

    def _take(self, made: Made) -> None:
        if self.letter is None or self.letter.state != "draft":
            return
        self.made = made
        self._figures = {one.source: one for one in made.figures}
        if made.pdf is not None:
            self.paper.show_pages(made.pdf)
            if made.wording is not None and made.wording.title:
                self.title.setText(made.wording.title)
        else:
            words = self._session.words
            self.paper.say("\n".join(words.problem_line(problem) for problem in made.problems))
        self._buttons["freeze"].setEnabled(made.pdf is not None)
        self._tell_strays(made)

    def _tell_strays(self, made: Made) -> None:
        """Say which numbers were typed by hand, with a link that puts the figure in their place."""
        put = self.tr("Put the figure here")
        lines = []
        for at, one in enumerate(made.strays):
            typed = f"<a href='show:{at}'>{escape(one.text)}</a>"
            if one.figure is None:
                lines.append(self.tr("{0}: typed by hand, and no figure of this letter says so.").format(typed))
            else:
                told = self.tr("{0}: typed by hand, so it does not follow the ledger.").format(typed)
                lines.append(f"{told} <a href='put:{at}'>{escape(put)}</a>")
        self.strays.setText("<br>".join(lines))
        self.strays.setVisible(bool(lines))

    def _follow(self, link: str) -> None:
        what, _, at = link.partition(":")
        made = self.made
        if made is None or int(at) >= len(made.strays):
            return
        stray = made.strays[int(at)]
        if what == "put" and stray.figure in self._figures:
            self.editor.replace_typed(stray.text, self._figures[stray.figure])
        else:
            self.editor.show_typed(stray.text)

    def _toggle_addition(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's own signature
        letter = self.letter
        if letter is None or wanted == (letter.also is not None) or not self.put_away():
            return
        also = LETTERS[letter.kind].also[0] if wanted else None
        wording = self._wording(letter.text)._replace(also=also)
        self._shown = ()
        self._do(lambda: self._session.do(lambda ledger: letter_acts.reword(ledger, letter.id, wording)), "")
        self.also.setChecked(self.letter is not None and self.letter.also is not None)

    def _fill_figures(self) -> None:
        """Offer every figure of the letter, to be put where the cursor is."""
        self._figures_menu.clear()
        for one in self._figures.values():
            if one.says:
                shown = one.says if len(one.says) <= 40 else f"{one.says[:40]}…"
                self._figures_menu.addAction(shown, partial(self.editor.insert_figure, one))

    def _fill_wordings(self) -> None:
        """Offer the program's words and the user's own."""
        letter = self.letter
        self._wordings_menu.clear()
        if letter is None:
            return
        self._wordings_menu.addAction(self.tr("As it comes with the program"), self.restore)
        own = [
            one
            for one in self._session.facts.letter_templates.values()
            if one.kind == letter.kind and one.language == (letter.language or writing.CHINESE)
        ]
        for one in own:
            self._wordings_menu.addAction(one.name, partial(self.use, one))
        self._wordings_menu.addSeparator()
        self._wordings_menu.addAction(self.tr("Keep these words as my own wording…"), self.keep_as_own)

    # Putting it together

    def _lay_out(self) -> None:
        self.number, self.title, self.kind = QLabel(), QLabel(), QLabel()
        self.number.setFont(font(TEXT_HEADING, bold=True))
        self.title.setObjectName("soft")
        self.kind.setObjectName("soft")
        self.state = Chip()
        self.record_button = QToolButton()
        self.record_button.clicked.connect(self._open_record)
        self.back_button = QToolButton()
        self.back_button.setIcon(icon("back"))
        self.back_button.setText(self.tr("All letters"))
        self.back_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back_button.clicked.connect(self.close_letter)
        acts = {
            "remove": (self.tr("Remove draft"), self.remove),
            "preview": (self.tr("Save or print…"), self.preview),
            "close": (self.tr("Close the matter"), self.end),
            "answer": (self.tr("Answered…"), self.answer),
            "send": (self.tr("Sent…"), self.send),
            "freeze": (self.tr("Freeze…"), self.freeze),
        }
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        for widget in (self.back_button, self.number, self.state):
            head.addWidget(widget)
        head.addStretch(1)
        self._buttons: dict[str, QPushButton] = {}
        for name, (text, act) in acts.items():
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self._buttons[name] = button
            head.addWidget(button)
        self._buttons["freeze"].setProperty("main", "true")
        about = QHBoxLayout()
        about.setSpacing(GAP_SMALL)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for widget, stretch in ((self.kind, 0), (self.record_button, 0), (self.title, 1)):
            about.addWidget(widget, stretch)
        both = QSplitter()
        both.setHandleWidth(GAP)
        both.setChildrenCollapsible(False)
        both.addWidget(self._make_left())
        both.addWidget(self.paper)
        both.setSizes([520, 560])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(head)
        column.addLayout(about)
        column.addWidget(both, 1)
        QShortcut(QKeySequence("Ctrl+P"), self, self.preview, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setMinimumWidth(600)  # the explanation is away when a letter is open
        QShortcut(QKeySequence("Ctrl+S"), self, self.save, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _make_left(self) -> QWidget:
        self.note = QLabel()
        self.note.setObjectName("soft")
        self.note.setWordWrap(True)
        self.strays = QLabel()
        self.strays.setObjectName("problem")
        self.strays.setWordWrap(True)
        self.strays.setTextFormat(Qt.TextFormat.RichText)
        self.strays.linkActivated.connect(self._follow)
        self.also = QCheckBox()
        self.also.toggled.connect(self._toggle_addition)
        self._figures_menu, self._wordings_menu = QMenu(self), QMenu(self)
        self._figures_menu.aboutToShow.connect(self._fill_figures)
        self._wordings_menu.aboutToShow.connect(self._fill_wordings)
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(GAP_TINY)
        for text, menu in (
            (self.tr("Insert a figure"), self._figures_menu),
            (self.tr("Wording"), self._wordings_menu),
        ):
            button = QToolButton()
            button.setText(text)
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            tools.addWidget(button)
        tools.addWidget(self.also)
        hint = QLabel(self.tr("# title · ## heading · - request · + attachment"))
        hint.setObjectName("hint")
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tools.addWidget(hint, 1)
        self._words = QWidget()
        column = QVBoxLayout(self._words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_TINY)
        column.addWidget(self._tools)
        column.addWidget(self.editor, 1)
        column.addWidget(self.note)
        column.addWidget(self.strays)
        self._left = QStackedWidget()
        self._left.addWidget(self._words)
        self._left.addWidget(self.story)
        self._left.setMinimumWidth(320)
        return self._left

    def _open_record(self) -> None:
        if self.letter is not None and self.letter.subject and self.letter.record:
            self.opening.emit(self.letter.subject, self.letter.record)


_OFFERED = {
    "draft": {"remove", "preview", "freeze"},
    "frozen": {"preview", "close", "send"},
    "sent": {"preview", "close", "answer"},
    "answered": {"preview", "close"},
    "closed": {"preview"},
}
"""What can be done with a letter in each state."""
