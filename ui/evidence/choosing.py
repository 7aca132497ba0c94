"""What is asked before evidence goes on paper: what is to be bound, and the language of list and bundle."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from models.facts.records import LETTER_LANGUAGES
from ui.fitting import open_at
from ui.forms.form_dialog import FormDialog
from ui.forms.inputs import ChoiceInput
from ui.paper.statement import language_choice
from ui.session import Session


class ListDialog(FormDialog):
    """Asks in which language the list of evidence is made."""

    chosen = Signal(str)
    """The language."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Evidence list"), parent)
        self.language = language_choice(session)
        self.add(self.tr("Language of the paper"), self.language)
        self.done_button.setText(self.tr("Make"))
        self.setMinimumWidth(380)
        self.language.setFocus()

    def finish(self) -> None:
        """Hand over what was chosen."""
        language = str(self.language.raw())
        self.accept()
        self.chosen.emit(language)


class BundleDialog(FormDialog):
    """Asks whether to bind a frozen letter with its exhibits, or every file, and in which language."""

    chosen = Signal(str, str)
    """The id of the letter, empty for every file; the language."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, letter: str = "") -> None:
        super().__init__(self.tr("Bind the evidence"), parent)
        self._session = session
        frozen = [
            (one.id, f"{one.number or one.id} {one.title}")
            for one in session.facts.letters.values()
            if one.frozen_on is not None
        ]
        self.what = ChoiceInput([("", self.tr("Every file")), *reversed(frozen)], optional=False)
        self.language = language_choice(session)
        self.add(self.tr("Bind"), self.what)
        self.add(self.tr("Language of the paper"), self.language)
        hint = QLabel(self.tr("A letter is bound with the files of its record and its own. A draft is frozen first."))
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        self.fields.addWidget(hint, self.fields.rowCount(), 0, 1, 3)
        self.done_button.setText(self.tr("Bind"))
        self.what.changed.connect(self._follow)
        self.what.put(letter)
        self._follow()
        self.what.setFocus()
        open_at(self, 520, self.sizeHint().height())

    def finish(self) -> None:
        """Hand over what was chosen."""
        letter, language = str(self.what.raw() or ""), str(self.language.raw())
        self.accept()
        self.chosen.emit(letter, language)

    def _follow(self) -> None:
        """Begin with the language the letter is written in."""
        letter = self._session.facts.letters.get(str(self.what.raw() or ""))
        self.language.put(letter.language or LETTER_LANGUAGES[0] if letter is not None else LETTER_LANGUAGES[0])
