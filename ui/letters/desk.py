"""One letter opened: its words beside its pages while it is a draft, afterwards what became of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.evidence.exhibits import exhibit_names
from models.facts.records import Letter, LetterTemplate
from models.ledger import letter_acts
from models.problems import Refused
from ui.icons import icon
from ui.letters import writing
from ui.letters.live import LivePages, Made
from ui.letters.paper import Paper
from ui.letters.rows import TONES, kind_name, record_name
from ui.letters.steps import Steps
from ui.letters.story import Story
from ui.letters.words import WordsPanel
from ui.look import GAP, GAP_SMALL, TEXT_HEADING, font
from ui.paper.preview import Preview
from ui.session import Session, sentences
from ui.tables.chip import Chip

_OFFERED = {
    "draft": {"remove", "preview", "freeze"},
    "frozen": {"preview", "close", "send"},
    "sent": {"preview", "close", "answer"},
    "answered": {"preview", "close"},
    "closed": {"preview"},
}
"""What can be done with a letter in each state."""
_NEXT = {"draft": "freeze", "frozen": "send", "sent": "answer", "answered": "close"}
"""The next step of a letter in each state."""


class LetterDesk(QWidget):
    """One letter of the register with everything that can be done with it."""

    leaving = Signal()
    """Go back to the register."""
    opening = Signal(str, str)
    """(kind, id): open the record the letter is about."""
    turned = Signal()
    """The letter shown has come a step further, or back."""
    binding = Signal(str)
    """The id of a frozen letter to be bound with its evidence."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.letter: Letter | None = None
        self.words = WordsPanel(session)
        self.paper = Paper()
        self.story = Story(session)
        self.steps = Steps(self, session)
        self.live = LivePages(self)
        self.made: Made | None = None
        """The last making of the pages."""
        self._previewing = False
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self.words.edited.connect(self._ask)
        self.words.wanting.connect(self.use)
        self.words.keeping.connect(self.keep_as_own)
        self.words.adding.connect(self._add)
        self.words.replacing.connect(self.freeze_own)
        self.live.made.connect(self._take)
        self.story.verifying.connect(self._step(self.steps.verify))
        self.story.binding.connect(self._step(lambda letter: self.binding.emit(letter.id)))
        session.changed.connect(self._after_change)

    def open(self, letter_id: str) -> bool:
        """Open a letter; False when there is none."""
        letter = self._session.facts.letters.get(letter_id)
        if letter is None:
            return False
        if self.letter is None or self.letter.id != letter_id:
            self.put_away()
            self.made = None
            self.words.forget()
            self._show(letter)
            self.paper.top()
        return True

    def renew(self) -> None:
        """Show the letter opened, if one is, as the ledger has it now."""
        self._after_change()

    def take_keyboard(self) -> None:
        """Give the keyboard to the words, or to the pages when the words are fixed."""
        writing_now = self._left.currentWidget() is self.words
        where: QWidget | None = self.words.editor if writing_now else self.paper.view
        if where is not None:
            self.setFocusProxy(where)
            where.setFocus()

    def put_away(self) -> bool:
        """Keep what was typed in the ledger; False when that is refused, which is said."""
        letter = self.letter
        if letter is None or not self.words.dirty:
            return True
        kept = self.steps.reword(letter._replace(text=self.words.text()))
        self.words.dirty = not kept
        return kept

    def close_letter(self) -> None:
        """Go back to the register, with what was typed kept."""
        if self.put_away():
            self._leave()

    def save(self) -> None:
        """Keep what was typed, and say so."""
        if self.words.dirty and self.put_away():
            self.steps.said.emit(self.tr("The words are kept with the draft."))

    def freeze(self) -> None:
        """Freeze the draft as its words stand, once the user has said so; one written elsewhere with its own PDF."""
        letter = self.kept() if self.put_away() else None
        if letter is None:
            return
        if writing.written_here(letter):
            self.steps.ask_to_freeze(letter)
        else:
            self.steps.ask_for_own_pages(letter)

    def freeze_own(self) -> None:
        """Freeze the draft with a PDF that was written elsewhere in place of the program's pages."""
        letter = self.kept() if self.put_away() else None
        if letter is not None:
            self.steps.ask_for_own_pages(letter)

    def go_on(self) -> None:
        """Take the next step of the letter opened."""
        step = _NEXT.get(self.letter.state) if self.letter is not None else None
        if step is not None:
            self.buttons[step].click()

    def preview(self) -> None:
        """Show the pages in a window of their own, to be saved or printed; those still being made, once they are."""
        self._previewing = self.live.busy and self.letter is not None and self.letter.state == "draft"
        if not self._previewing and self.paper.content is not None and self.letter is not None:
            name = f"{self.letter.number or ''} {self.letter.title}".strip()
            papers = [(name, self.paper.content)]
            Preview(papers, name.replace("/", "-"), self._session.words, self.window()).open()

    def use(self, template: LetterTemplate | None) -> None:
        """Take a wording of the user's own, or (None) go back to the words that come with the program."""
        letter = self.letter
        if letter is not None:
            self.words.forget()
            self.steps.reword(letter._replace(text=template.text if template is not None else None))

    def keep_as_own(self) -> None:
        """Keep these words as a wording of the user's own, by a name that is asked for."""
        if self.letter is not None:
            self.steps.ask_for_name(self.letter, self.words.editor.source())

    def remove(self) -> None:
        """Remove the draft, with what was typed."""
        letter = self.kept()
        if letter is not None:
            self.words.forget()
            self.steps.remove(letter)

    def kept(self) -> Letter | None:
        """Give the letter opened as the ledger has it now; None when it is there no more."""
        return self._session.facts.letters.get(self.letter.id) if self.letter is not None else None

    def _add(self, also: str | None) -> None:
        if self.letter is not None and self.put_away():
            self.steps.reword(self.letter._replace(also=also))

    def _leave(self) -> None:
        self._previewing = False
        self.live.drop()
        self.letter = None
        self.leaving.emit()

    def _after_change(self) -> None:
        """Show the letter as it is now; one that is gone is left."""
        if self.letter is None:
            return
        now = self.kept()
        if now is None:
            self.words.forget()
            self._leave()
        else:
            self._show(now)

    def _show(self, letter: Letter) -> None:
        before = (self.letter.id, self.letter.state) if self.letter is not None else None
        self.letter = letter
        words = self._session.words
        self.number.setText(letter.number or "—")
        self.title.setText(letter.title)
        self.state.put(words.text(f"state.{letter.state}"), TONES[letter.state])
        self.kind.setText(kind_name(words, letter.kind))
        self.record_button.setText(record_name(words, letter))
        self.record_button.setVisible(letter.record is not None)
        self.number.setEnabled(letter.state == "draft")
        here = letter.state == "draft" and writing.written_here(letter)
        for name, button in self.buttons.items():
            button.setVisible(name in _OFFERED[letter.state])
        self.buttons["preview"].setVisible(here or letter.frozen_on is not None)
        self.buttons["freeze"].setText(self.tr("Freeze…") if here else self.tr("Freeze its PDF…"))
        self._left.setCurrentWidget(self.words if here else self.story)
        if before != (letter.id, letter.state) and self.isVisible():  # once the window takes keys again after work
            QTimer.singleShot(0, self, self.take_keyboard)
            self.turned.emit()
        if here:
            self._show_words(letter)
        else:
            self.live.drop()
            self.words.forget()
            self.made = None
            self.buttons["freeze"].setEnabled(True)
            self.story.put(letter)
            self._show_frozen(letter)

    def _show_words(self, letter: Letter) -> None:
        try:
            self.words.put(letter)
        except Refused as refused:
            self.paper.say("\n".join(sentences(refused, self._session.words)))
        self._ask(at_once=True)

    def _show_frozen(self, letter: Letter) -> None:
        self.buttons["pages"].hide()
        if letter.frozen_on is None:
            self.paper.say(self.tr("This letter is written elsewhere; its PDF is added when it is frozen."))
            return
        try:
            self.paper.show_pages(letter_acts.frozen_file(self._session.ledger, letter))
        except Refused as refused:
            self.paper.say("\n".join(sentences(refused, self._session.words)))
            self.buttons["pages"].show()

    def _ask(self, *, at_once: bool = False) -> None:
        """Have the pages made of the words as they stand."""
        if self.letter is not None:
            asked = self.letter._replace(text=self.words.text())
            self.paper.busy(self.tr("Making the pages…"))
            exhibits = exhibit_names(self._session.ledger, self.letter)
            self.live.ask(self._session.facts, self._session.as_of, asked, exhibits, at_once=at_once)

    def _take(self, made: Made) -> None:
        """Show the pages made, or say why there are none."""
        if self.letter is None or self.letter.state != "draft":
            return
        self.made = made
        if made.pdf is not None:
            self.paper.show_pages(made.pdf)
            self.title.setText((made.wording.title if made.wording is not None else None) or self.letter.title)
        else:
            words = self._session.words
            self.paper.say("\n".join(words.problem_line(problem) for problem in made.problems))
        self.buttons["freeze"].setEnabled(made.pdf is not None)
        self.words.tell(made)
        if self._previewing and not self.live.busy:
            self.preview()

    def _step(self, step: Callable[[Letter], None]) -> Callable[[], None]:
        def do() -> None:
            letter = self.kept()
            if letter is not None:
                step(letter)

        return do

    def _open_record(self) -> None:
        if self.letter is not None and self.letter.subject and self.letter.record:
            self.opening.emit(self.letter.subject, self.letter.record)

    # Putting it together

    def _lay_out(self) -> None:
        both = QSplitter()
        both.setHandleWidth(GAP)
        both.setChildrenCollapsible(False)
        self._left = QStackedWidget()
        self._left.addWidget(self.words)
        self._left.addWidget(self.story)
        self._left.setMinimumWidth(320)
        both.addWidget(self._left)
        both.addWidget(self.paper)
        both.setSizes([520, 560])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(self._make_head())
        column.addLayout(self._make_about())
        column.addWidget(both, 1)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+S"), self, self.save, context=inside)
        QShortcut(QKeySequence("Ctrl+P"), self, self.preview, context=inside)
        self.setMinimumWidth(600)  # the explanation is away when a letter is open

    def _make_head(self) -> QHBoxLayout:
        self.number = QToolButton()
        self.number.setFont(font(TEXT_HEADING, bold=True))
        self.number.setToolTip(self.tr("Change the number"))
        self.number.clicked.connect(self._step(self.steps.ask_for_number))
        self.state = Chip()
        self.back_button = QToolButton()
        self.back_button.setIcon(icon("back"))
        self.back_button.setText(self.tr("All letters"))
        self.back_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back_button.clicked.connect(self.close_letter)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        for widget in (self.back_button, self.number, self.state):
            head.addWidget(widget)
        head.addStretch(1)
        acts: dict[str, tuple[str, Callable[[], object]]] = {
            "remove": (self.tr("Remove draft"), self.remove),
            "preview": (self.tr("Save or print…"), self.preview),
            "close": (self.tr("Close the matter"), self._step(self.steps.end)),
            "answer": (self.tr("Answered…"), self._step(self.steps.answer)),
            "send": (self.tr("Sent…"), self._step(self.steps.send)),
            "pages": (self.tr("Add its pages…"), self._step(self.steps.ask_for_pages)),
            "freeze": (self.tr("Freeze…"), self.freeze),
        }
        for name, (text, act) in acts.items():
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self.buttons[name] = button
            head.addWidget(button)
        for name in ("freeze", "send", "answer"):
            self.buttons[name].setProperty("main", "true")
        return head

    def _make_about(self) -> QHBoxLayout:
        self.kind, self.title = QLabel(), QLabel()
        for label in (self.kind, self.title):
            label.setObjectName("soft")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.record_button = QToolButton()
        self.record_button.clicked.connect(self._open_record)
        about = QHBoxLayout()
        about.setSpacing(GAP_SMALL)
        for widget, stretch in ((self.kind, 0), (self.record_button, 0), (self.title, 1)):
            about.addWidget(widget, stretch)
        return about
