"""Asking how a letter went out and what was answered, each with its day and its proof."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLabel, QWidget

from models.facts.records import LETTER_CHANNELS, Letter, LetterAnswered, LetterSent
from models.facts.shapes import Day, Misfit
from models.ledger import letter_acts
from models.objection import sending
from models.problems import Refused
from ui.files import read_file
from ui.fitting import open_at
from ui.forms.dates import DayInput
from ui.forms.form_dialog import FormDialog
from ui.forms.inputs import ChoiceInput, LinesInput
from ui.forms.line import LineInput
from ui.letters.file_input import FileInput
from ui.letters.writing import said_of_sending
from ui.session import Session, sentences
from ui.typed import typed_problem
from ui.wording import begun

Act = Callable[[], object]


class _StepDialog(FormDialog):
    """A step of a letter, with a day and a proof; it stays open while the step is refused."""

    def __init__(self, session: Session, letter: Letter, act: str, parent: QWidget | None) -> None:
        super().__init__(f"{session.words.act(act)} {letter.number or ''}".strip(), parent)
        self._session = session
        self._letter = letter
        self.proof = FileInput(session.words.text("command.proof"))
        self.done_button.setText(self.tr("Record"))

    def day(self, field: DayInput) -> date | None:
        """Read a day; None when it is none, which is said."""
        try:
            read: date = Day().read(field.raw() or "")
        except Misfit as misfit:
            self.problem.setText(typed_problem(self._session.words, misfit.code, misfit.inputs))
            return None
        return read

    def proof_file(self) -> letter_acts.File | None:
        """Read the proof. Raises :class:`Refused` when it cannot be read."""
        return read_file(self.proof.path, self.windowTitle()) if self.proof.path is not None else None

    def attempt(self, act: Act) -> None:
        """Do the step and close, or say why it was refused."""
        try:
            act()
        except Refused as refused:
            self.problem.setText("\n".join(sentences(refused, self._session.words)))
            return
        self.accept()


class SendDialog(_StepDialog):
    """Asks how a letter went out."""

    def __init__(self, session: Session, letter: Letter, parent: QWidget | None = None) -> None:
        super().__init__(session, letter, "send_letter", parent)
        words = session.words
        channels = [(one, begun(words.choice("channel", one))) for one in LETTER_CHANNELS]
        self.channel = ChoiceInput(channels, optional=False)
        self.channel.put("post")
        self.add(words.field("lettersent", "channel"), self.channel)
        self.on = self.add_day(self.tr("Posted on"), max(session.as_of, letter.frozen_on or date.min))
        self.tracking = LineInput()
        self.add(words.field("lettersent", "tracking"), self.tracking)
        self.add(words.text("command.proof"), self.proof)
        self.outcome = QLabel()
        self.outcome.setWordWrap(True)
        self.outcome.setMinimumHeight(4 * self.outcome.fontMetrics().lineSpacing())
        self.fields.addWidget(self.outcome, self.fields.rowCount(), 1, 1, 2)
        self.channel.changed.connect(self._name_day)
        self.channel.changed.connect(self._foresee)
        self.on.changed.connect(self._foresee)
        self._name_day()
        self._foresee()
        self.channel.setFocus()
        open_at(self, 560, self.sizeHint().height())

    def _name_day(self) -> None:
        names = {
            "post": self.tr("Posted on"),
            "hand": self.tr("Signed for on"),
            "electronic": self.tr("Sent on"),
        }
        label_item = self.fields.itemAtPosition(2, 0)
        text = label_item.widget() if label_item is not None else None
        if isinstance(text, QLabel):
            text.setText(names[self.channel.raw()])
            self.on.setAccessibleName(names[self.channel.raw()])

    def _foresee(self) -> None:
        """Say when the letter would count as delivered, and whether that is in time."""
        try:
            on = Day().read(self.on.raw() or "")
        except Misfit:
            self.outcome.clear()
            return
        outcome = sending(self._session.facts, self._letter, LetterSent(self.channel.raw(), on))
        self.outcome.setText(said_of_sending(outcome, self._session.words))

    def finish(self) -> None:
        """Record how the letter went out."""
        on = self.day(self.on)
        if on is None:
            return
        sent = LetterSent(self.channel.raw(), on, self.tracking.raw())
        name, answered = self._letter.id, sending(self._session.facts, self._letter, sent).bill
        self.attempt(
            lambda: self._session.do(lambda ledger: letter_acts.send(ledger, name, sent, self.proof_file(), answered))
        )


class AnswerDialog(_StepDialog):
    """Asks what the other side answered."""

    def __init__(self, session: Session, letter: Letter, parent: QWidget | None = None) -> None:
        super().__init__(session, letter, "answer_letter", parent)
        words = session.words
        self.on = self.add_day(words.field("letteranswered", "on"), session.as_of)
        self.note = LinesInput()
        self.add(words.field("letteranswered", "note"), self.note)
        self.add(words.text("command.proof"), self.proof)
        self.note.setFocus()
        open_at(self, 560, self.sizeHint().height())

    def finish(self) -> None:
        """Record the answer."""
        on = self.day(self.on)
        if on is None:
            return
        answered = LetterAnswered(on, self.note.raw())
        name = self._letter.id
        self.attempt(
            lambda: self._session.do(lambda ledger: letter_acts.answer(ledger, name, answered, self.proof_file()))
        )
