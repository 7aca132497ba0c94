"""Saying anew what a kept file is called, how it was obtained and what it proves."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.facts.shapes import Misfit, Text
from models.ledger import acts
from models.ledger.attachments import Attachment
from models.problems import Refused
from ui.forms.inputs import LinesInput
from ui.forms.line import LineInput
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.session import Session, sentences


class DescribeDialog(QDialog):
    """Changes the words about a file; its bytes stay."""

    def __init__(self, session: Session, file: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = session.words
        self._session = session
        self._file = file
        self.setWindowTitle(words.act("describe"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name, self.how, self.proves = LineInput(), LineInput(), LinesInput()
        self.name.put(file.name)
        self.how.put(file.obtained_how)
        self.proves.put(file.proves)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        fields = (("name", self.name), ("obtained_how", self.how), ("proves", self.proves))
        for row, (name, field) in enumerate(fields):
            label = QLabel(words.field("attachment", name))
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        save = QPushButton(self.tr("Save"))
        save.setDefault(True)
        save.clicked.connect(self.finish)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_SMALL)
        buttons.addWidget(self.problem, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addLayout(grid)
        column.addLayout(buttons)
        self.resize(560, self.sizeHint().height())

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
            self.problem.setText(words.text(f"problem.{misfit.code}", **misfit.inputs))
            return
        except Refused as refused:
            self.problem.setText("\n".join(sentences(refused, words)))
            return
        self.accept()
