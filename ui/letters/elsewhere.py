"""Registering a letter that was written in another program: its PDF, and what the register says of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from models.facts.records import LETTER_SUBJECTS
from models.facts.shapes import Day, Misfit
from models.ledger import letter_acts
from models.ledger.letter_acts import Elsewhere
from models.letters.letter import provider_of
from models.letters.table import LETTERS
from models.problems import Refused
from ui.fitting import open_at
from ui.forms.dates import DayInput
from ui.forms.form_dialog import FormDialog
from ui.forms.inputs import ChoiceInput, ReferenceInput
from ui.forms.line import LineInput
from ui.letters.file_input import FileInput
from ui.session import Session, sentences
from ui.typed import typed_problem
from ui.wording import label


class RegisterDialog(FormDialog):
    """Asks for a finished PDF and what the register keeps of it; it goes in as a frozen letter."""

    chosen = Signal(object, object)
    """(:class:`models.ledger.letter_acts.Elsewhere`, the path of the PDF)"""

    def __init__(self, session: Session, parent: QWidget | None = None, path: Path | None = None) -> None:
        words = session.words
        super().__init__(words.act("register_letter"), parent)
        self._session = session
        self.file = FileInput(self.tr("The finished letter"), self.tr("PDF (*.pdf)"))
        self.kind = QComboBox()
        self.kind.setEditable(True)
        self.kind.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for kind in LETTERS:
            self.kind.addItem(words.choice("kind", kind), kind)
        self.kind.setCurrentIndex(-1)
        line = self.kind.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Choose, or type a name of your own"))
        self.to, self.title, self.number = LineInput(), LineInput(), LineInput()
        self.to.put(provider_of(session.assessment).name)
        self.number.put(letter_acts.next_free(session.ledger, session.as_of.year))
        nothing = [("", self.tr("No single record"))]
        self.subject = ChoiceInput(nothing + [(one, words.kind(one)) for one in LETTER_SUBJECTS], optional=False)
        self.record: ReferenceInput | None = None
        place = QWidget()
        self._places = QVBoxLayout(place)
        self._places.setContentsMargins(0, 0, 0, 0)
        self.add(self.tr("PDF file"), self.file)
        self.add(words.field("letter", "kind"), self.kind)
        self.add(words.field("letter", "title"), self.title)
        self.add(words.field("letter", "number"), self.number)
        self.add(words.field("letter", "to"), self.to)
        self.created_on = self.add_day(words.input_name("letter_day"), session.as_of)
        self.reply_by = DayInput()
        self.add(words.field("letter", "reply_by"), self.reply_by)
        self.add(self.tr("About"), self.subject)
        self._record_label = self.add(words.text("column.record"), place)
        self.done_button.setText(self.tr("Register"))
        self.kind.currentIndexChanged.connect(lambda _: self._choose_subject())
        self.subject.changed.connect(self._offer_records)
        self.file.chosen.connect(self._take_title)
        self._offer_records()
        if path is not None:
            self.file.put(path)
        open_at(self, 600, self.sizeHint().height())

    def finish(self) -> None:
        """Hand over what was said, when it is enough; the ledger says what else is wrong."""
        words, path = self._session.words, self.file.path
        if path is None:
            self.problem.setText(self.tr("Choose the PDF of the letter."))
            return
        missing = [
            name
            for name, text in (
                (words.field("letter", "kind"), self.kind.currentText().strip()),
                (words.field("letter", "title"), self.title.raw()),
                (words.field("letter", "to"), self.to.raw()),
            )
            if not text
        ]
        if missing:
            self.problem.setText(self.tr("Still missing: {0}").format(missing[0]))
            return
        try:
            created_on = Day().read(self.created_on.raw() or "")
            reply_by = Day().read(self.reply_by.raw()) if self.reply_by.raw() else None
        except Misfit as misfit:
            self.problem.setText(typed_problem(words, misfit.code, misfit.inputs))
            return
        about = self._about()
        if self.subject.raw() and about is None:
            self.problem.setText(self.tr("Choose the record the letter is about, or “No single record”."))
            return
        number, to, title = self.number.raw(), str(self.to.raw()), str(self.title.raw())
        made = Elsewhere(self._kind(), to, title, created_on, about, reply_by, number)
        self.chosen.emit(made, path)

    def refuse(self, refused: Refused) -> None:
        """Say why the letter was not registered."""
        self.problem.setText("\n".join(sentences(refused, self._session.words)))

    def _kind(self) -> str:
        """Give the kind chosen, or the name typed."""
        typed = self.kind.currentText().strip()
        known = self.kind.findText(typed)
        return str(self.kind.itemData(known)) if known >= 0 else typed

    def _about(self) -> tuple[str, str] | None:
        subject = str(self.subject.raw() or "")
        if subject == "agreement":
            return subject, subject
        record = str(self.record.raw() or "") if self.record is not None else ""
        return (subject, record) if subject and self._session.facts.get(subject, record) else None

    def _choose_subject(self) -> None:
        """Follow the kind chosen to the kind of record it is about."""
        known = LETTERS.get(str(self.kind.currentData() or ""))
        if known is not None:
            self.subject.put(known.subject)

    def _offer_records(self) -> None:
        subject, session = str(self.subject.raw() or ""), self._session
        if self.record is not None:
            self._places.removeWidget(self.record)
            self.record.hide()
            self.record.deleteLater()
            self.record = None
        asked = subject not in {"", "agreement"}
        self._record_label.setVisible(asked)
        if not asked:
            return
        ids = session.facts.of_kind(subject)
        self.record = ReferenceInput([(one, label(session.words, session.facts, subject, one)) for one in ids])
        self.record.setAccessibleName(session.words.kind(subject))
        self.record.put(next(reversed(list(ids)), None))
        self._places.addWidget(self.record)

    def _take_title(self, path: Path) -> None:
        """Offer the file's name as the title while none was typed."""
        if self.title.raw() is None:
            self.title.put(path.stem)
