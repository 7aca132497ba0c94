"""One letter opened: its words beside its pages while it is a draft, afterwards what became of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from models.evidence.exhibits import exhibit_names
from models.facts.records import Letter, LetterTemplate
from models.ledger import letter_acts
from models.problems import Refused
from ui.letters import writing
from ui.letters.head import Head
from ui.letters.live import LivePages, Made
from ui.letters.paper import Paper
from ui.letters.steps import Steps
from ui.letters.story import Story
from ui.letters.words import WordsPanel
from ui.look import GAP, GAP_SMALL
from ui.paper.preview import Preview
from ui.session import Session, sentences

_WIDEST = 880
"""Pixels of the words at most: lines as long as one reads with ease."""


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
        self.head = Head()
        self._acts: dict[str, Callable[[], object]] = {
            "register": self.close_letter,
            "record": self._open_record,
            "number": self._step(self.steps.ask_for_number),
            "remove": self.remove,
            "preview": self.preview,
            "close": self._step(self.steps.end),
            "answer": self._step(self.steps.answer),
            "send": self._step(self.steps.send),
            "pages": self._step(self.steps.ask_for_pages),
            "freeze": self.freeze,
        }
        """What the head asks for."""
        self.head.asked.connect(lambda name: self._acts[name]())
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
        if self.letter is not None:
            self.head.go_on(self.letter)

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
        here = letter.state == "draft" and writing.written_here(letter)
        self.head.put(letter, self._session.words, here=here)
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
            self.story.put(letter)
            self._show_frozen(letter)

    def _show_words(self, letter: Letter) -> None:
        try:
            self.words.put(letter)
        except Refused as refused:
            self.paper.say("\n".join(sentences(refused, self._session.words)))
        self._ask(at_once=True)

    def _show_frozen(self, letter: Letter) -> None:
        self.head.buttons["pages"].hide()
        if letter.frozen_on is None:
            self.paper.say(self.tr("This letter is written elsewhere; its PDF is added when it is frozen."))
            return
        try:
            self.paper.show_pages(letter_acts.frozen_file(self._session.ledger, letter))
        except Refused as refused:
            self.paper.say("\n".join(sentences(refused, self._session.words)))
            self.head.buttons["pages"].show()

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
            self.head.title.setText((made.wording.title if made.wording is not None else None) or self.letter.title)
        else:
            words = self._session.words
            self.paper.say("\n".join(words.problem_line(problem) for problem in made.problems))
        self.head.buttons["freeze"].setEnabled(made.pdf is not None)
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
        self._left.setMaximumWidth(_WIDEST)
        both.addWidget(self._left)
        both.addWidget(self.paper)
        both.setSizes([520, 560])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self.head)
        column.addWidget(both, 1)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+S"), self, self.save, context=inside)
        QShortcut(QKeySequence("Ctrl+P"), self, self.preview, context=inside)
        self.setMinimumWidth(600)  # the explanation is away when a letter is open
