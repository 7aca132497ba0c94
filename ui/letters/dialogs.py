"""What the register asks for: what a new letter is about, how one went out, what was answered."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.facts.records import LETTER_CHANNELS, LETTER_LANGUAGES, Letter, LetterAnswered, LetterSent
from models.facts.shapes import Day, Misfit
from models.ledger import letter_acts
from models.letters.table import LETTERS, prepare
from models.problems import Refused
from models.vocabulary import Vocabulary
from ui.forms.dates import DayInput
from ui.forms.inputs import ChoiceInput, LinesInput, ReferenceInput
from ui.forms.line import LineInput
from ui.letters import writing
from ui.letters.writing import Choices
from ui.look import GAP, GAP_SMALL, GAP_WIDE, TEXT_SMALL, font
from ui.session import Session, sentences
from ui.wording import label

_KIND_LINE = 46


class _Dialog(QDialog):
    """A small form: a title, labelled fields, a line for what is wrong, and two buttons."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(title)
        heading.setObjectName("title")
        self.fields = QGridLayout()
        self.fields.setHorizontalSpacing(GAP)
        self.fields.setVerticalSpacing(GAP_SMALL)
        self.fields.setColumnStretch(1, 1)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.done_button = QPushButton()
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self.finish)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_SMALL)
        buttons.addWidget(self.problem, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.done_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        self.column.setSpacing(GAP)
        self.column.addWidget(heading)
        self.column.addLayout(self.fields)
        self.column.addLayout(buttons)

    def finish(self) -> None:
        """Do what the dialog is for."""
        raise NotImplementedError

    def add(self, name: str, field: QWidget, hint: QLabel | None = None) -> QLabel:
        """Put a field under the others; gives its label."""
        row = self.fields.rowCount()
        text = QLabel(name)
        text.setBuddy(field)
        field.setAccessibleName(name)
        top = Qt.AlignmentFlag.AlignTop if isinstance(field, LinesInput) else Qt.AlignmentFlag.AlignVCenter
        self.fields.addWidget(text, row, 0, top)
        self.fields.addWidget(field, row, 1, 1, 1 if hint is not None else 2)
        if hint is not None:
            hint.setObjectName("hint")
            hint.setMinimumWidth(130)
            self.fields.addWidget(hint, row, 2)
        return text

    def add_day(self, name: str, day: date) -> DayInput:
        """Put a day under the others, with its weekday beside it."""
        field = DayInput()
        field.put(day.isoformat())
        hint = QLabel(field.hint())
        field.changed.connect(lambda: hint.setText(field.hint()))
        self.add(name, field, hint)
        return field


class NewLetterDialog(_Dialog):
    """Asks which letter about which record, and says at once whether the record gives that letter."""

    chosen = Signal(str, str, object)
    """(kind of letter, record, :class:`ui.letters.writing.Choices`)"""

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, subject: str | None = None, record: str = ""
    ) -> None:
        words = session.words
        super().__init__(words.act("draft_letter"), parent)
        self._session = session
        self._record = record
        self.kinds = QListWidget()
        self.kinds.setAccessibleName(words.field("letter", "kind"))
        self.kinds.setProperty("roomy", "true")
        self.kinds.setSpacing(1)
        self.kinds.setMinimumSize(380, 300)
        for kind, about in LETTERS.items():
            if subject is None or about.subject == subject:
                item = QListWidgetItem(f"{words.choice('kind', kind)}\n{words.text(f'letter_when.{kind}')}", self.kinds)
                item.setData(Qt.ItemDataRole.UserRole, kind)
                item.setSizeHint(QSize(0, _KIND_LINE))
                item.setToolTip(words.text(f"letter_when.{kind}"))
        self.kinds.currentItemChanged.connect(lambda *_: self._show_kind())
        self.kinds.itemDoubleClicked.connect(lambda _: self.finish())
        self.record: ReferenceInput | None = None
        self._record_label = QLabel()
        self._record_place = QVBoxLayout()
        self.number = LineInput()
        self.language = ChoiceInput([(one, words.choice("language", one)) for one in LETTER_LANGUAGES], optional=False)
        self.language.put(words.language)
        self.language.changed.connect(self._show_wordings)
        self.wording = ChoiceInput([], optional=True)
        self.also = QCheckBox()
        self.done_button.setText(self.tr("Draft"))
        self._lay_out(words)
        self.number.put(letter_acts.next_free(session.ledger, session.as_of.year))
        self.kinds.setCurrentRow(0)
        self.kinds.setFocus()
        self.resize(860, 480)

    @property
    def kind(self) -> str:
        """The kind of letter chosen."""
        item = self.kinds.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def choose(self, kind: str) -> None:
        """Choose a kind of letter."""
        for row in range(self.kinds.count()):
            if self.kinds.item(row).data(Qt.ItemDataRole.UserRole) == kind:
                self.kinds.setCurrentRow(row)

    def finish(self) -> None:
        """Ask for the letter, when its record gives it."""
        record = self._chosen_record()
        if self._complain() or not record:
            return
        self.chosen.emit(self.kind, record, self._choices())

    def _choices(self) -> Choices:
        known = self._session.facts.letter_templates
        wording = self.wording.raw()
        text = known[wording].text if wording is not None else None
        also = next(iter(LETTERS[self.kind].also), None) if self.also.isChecked() else None
        return Choices(self.number.raw(), self.language.raw(), also, text)

    def refuse(self, refused: Refused) -> None:
        """Say why there is no such letter."""
        self.problem.setText("\n".join(sentences(refused, self._session.words)))

    def _chosen_record(self) -> str:
        if LETTERS[self.kind].subject == "agreement":
            return "agreement"
        return str(self.record.raw() or "") if self.record is not None else ""

    def _complain(self) -> bool:
        """Say whether the record chosen gives no such letter."""
        record, also = self._chosen_record(), self._choices().also
        if not record:
            self.problem.clear()
            return False
        try:
            prepare(self._session.assessment, self.kind, record, also=writing.additions(also))
        except Refused as refused:
            self.refuse(refused)
            return True
        self.problem.clear()
        return False

    def _show_kind(self) -> None:
        """Offer the records a kind is about, and what it can add."""
        if not self.kind:
            return
        session, words, about = self._session, self._session.words, LETTERS[self.kind]
        if self.record is not None:
            self._record_place.removeWidget(self.record)
            self.record.deleteLater()
            self.record = None
        self._record_label.setText(words.kind(about.subject))
        if about.subject != "agreement":
            ids = session.assessment.situation.facts.of_kind(about.subject)
            options = [(one, label(words, session.facts, about.subject, one)) for one in ids]
            self.record = ReferenceInput(options)
            self.record.setAccessibleName(words.kind(about.subject))
            self._record_label.setBuddy(self.record)
            self.record.put(self._record if self._record in ids else options[-1][0] if options else None)
            self.record.changed.connect(self._complain)
            self._record_place.addWidget(self.record)
        self.also.setVisible(bool(about.also))
        self.also.setChecked(False)
        if about.also:
            self.also.setText(words.choice("also", about.also[0]))
        self._show_wordings()
        self._complain()

    def _show_wordings(self) -> None:
        """Offer the user's own wordings of the kind and language."""
        own = [
            (one.id, one.name)
            for one in self._session.facts.letter_templates.values()
            if one.kind == self.kind and one.language == self.language.raw()
        ]
        self.wording.offer(own, nothing=self.tr("As it comes with the program"))
        self.wording.setEnabled(bool(own))

    def _lay_out(self, words: Vocabulary) -> None:
        self.also.toggled.connect(lambda _: self._complain())
        left = QVBoxLayout()
        left.addWidget(self.kinds)
        record_row = self.fields.rowCount()
        self.fields.addWidget(self._record_label, record_row, 0)
        self.fields.addLayout(self._record_place, record_row, 1, 1, 2)
        self.add(words.field("letter", "number"), self.number)
        self.add(words.field("letter", "language"), self.language)
        self.add(words.field("letter_template", "text"), self.wording)
        self.fields.addWidget(self.also, self.fields.rowCount(), 1, 1, 2)
        self.fields.setRowStretch(self.fields.rowCount(), 1)
        self.column.removeItem(self.fields)
        both = QHBoxLayout()
        both.setSpacing(GAP_WIDE)
        both.addLayout(left, 3)
        both.addLayout(self.fields, 2)
        self.column.insertLayout(1, both, 1)


class ProofInput(QWidget):
    """A file kept as proof: chosen, or dropped here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.setAcceptDrops(True)
        self.name = QLabel(self.tr("None; choose a file or drop one here"))
        self.name.setObjectName("soft")
        self.name.setFont(font(TEXT_SMALL))
        self.choose_button = QPushButton(self.tr("Choose…"))
        self.choose_button.setAutoDefault(False)
        self.choose_button.clicked.connect(self.ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 1)
        row.addWidget(self.choose_button)

    def ask(self) -> None:
        """Ask for a file."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Proof"))
        if name:
            self.put(Path(name))

    def put(self, path: Path) -> None:
        """Take a file."""
        self.path = path
        self.name.setText(path.name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file dropped."""
        event.acceptProposedAction()
        self.put(Path(event.mimeData().urls()[0].toLocalFile()))


Act = Callable[[], object]


class _StepDialog(_Dialog):
    """A step of a letter, with a day and a proof; it stays open while the step is refused."""

    def __init__(self, session: Session, letter: Letter, act: str, parent: QWidget | None) -> None:
        super().__init__(f"{session.words.act(act)} {letter.number or ''}".strip(), parent)
        self._session = session
        self._letter = letter
        self.proof = ProofInput()
        self.done_button.setText(self.tr("Record"))

    def day(self, field: DayInput) -> date | None:
        """Read a day; None when it is none, which is said."""
        try:
            read: date = Day().read(field.raw() or "")
        except Misfit as misfit:
            self.problem.setText(self._session.words.text(f"problem.{misfit.code}", **misfit.inputs))
            return None
        return read

    def proof_file(self) -> letter_acts.File | None:
        """Read the proof. Raises :class:`Refused` when it cannot be read."""
        from ui.register_commands import read_file

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
        self.channel = ChoiceInput([(one, words.choice("channel", one)) for one in LETTER_CHANNELS], optional=False)
        self.channel.put("post")
        self.add(words.field("lettersent", "channel"), self.channel)
        self.on = self.add_day(self.tr("Posted on"), max(session.as_of, letter.frozen_on or date.min))
        self.tracking = LineInput()
        self.add(words.field("lettersent", "tracking"), self.tracking)
        self.add(words.text("command.proof"), self.proof)
        self.channel.changed.connect(self._name_day)
        self._name_day()
        self.resize(560, self.sizeHint().height())

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

    def finish(self) -> None:
        """Record how the letter went out."""
        on = self.day(self.on)
        if on is None:
            return
        sent = LetterSent(self.channel.raw(), on, self.tracking.raw())
        name = self._letter.id
        self.attempt(lambda: self._session.do(lambda ledger: letter_acts.send(ledger, name, sent, self.proof_file())))


class AnswerDialog(_StepDialog):
    """Asks what the other side answered."""

    def __init__(self, session: Session, letter: Letter, parent: QWidget | None = None) -> None:
        super().__init__(session, letter, "answer_letter", parent)
        words = session.words
        self.on = self.add_day(words.field("letteranswered", "on"), session.as_of)
        self.note = LinesInput()
        self.add(words.field("letteranswered", "note"), self.note)
        self.add(words.text("command.proof"), self.proof)
        self.resize(560, self.sizeHint().height())

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
