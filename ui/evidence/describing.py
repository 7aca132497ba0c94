"""Saying anew what a kept file is called, how it was obtained and what it proves."""

from PySide6.QtWidgets import QWidget

from models.facts.shapes import Misfit, Text
from models.ledger import acts
from models.ledger.attachments import Attachment
from models.problems import Refused
from ui.fitting import open_at
from ui.forms.form_dialog import FormDialog
from ui.forms.inputs import LinesInput
from ui.forms.line import LineInput
from ui.session import Session, sentences
from ui.typed import typed_problem


class DescribeDialog(FormDialog):
    """Changes the words about a file; its bytes stay."""

    def __init__(self, session: Session, file: Attachment, parent: QWidget | None = None) -> None:
        words = session.words
        super().__init__(words.act("describe"), parent)
        self._session = session
        self._file = file
        self.name, self.how, self.proves = LineInput(), LineInput(), LinesInput()
        self.name.put(file.name)
        self.how.put(file.obtained_how)
        self.proves.put(file.proves)
        for name, field in (("name", self.name), ("obtained_how", self.how), ("proves", self.proves)):
            self.add(words.field("attachment", name), field)
        self.done_button.setText(self.tr("Save"))
        open_at(self, 560, self.sizeHint().height())

    def finish(self) -> None:
        """Put the words into the ledger, when they are words."""
        words = self._session.words
        try:
            name, how = (Text(500).read(field.raw() or "") for field in (self.name, self.how))
            proves = Text(500, lines=True).read(self.proves.raw()) if self.proves.raw() else ""
            self._session.do(
                lambda ledger: acts.describe(ledger, self._file.id, name=name, obtained_how=how, proves=proves)
            )
        except Misfit as misfit:
            self.problem.setText(typed_problem(words, misfit.code, misfit.inputs))
            return
        except Refused as refused:
            self.problem.setText("\n".join(sentences(refused, words)))
            return
        self.accept()
