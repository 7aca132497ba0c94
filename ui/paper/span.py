"""What a settlement summary is to be about: from which day to which, of which account, for whose eyes."""

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.facts.records import LETTER_LANGUAGES
from models.facts.shapes import Day, Misfit
from models.vocabulary import Vocabulary
from ui.foot import foot
from ui.forms.dates import DayInput
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.paper.statement import language_choice
from ui.session import Session
from ui.typed import typed_problem


class Span(NamedTuple):
    """What a settlement is about and in which language.

    ``account`` None means all, ``own`` the edition for the customer's own eyes.
    """

    first: date
    last: date
    account: str | None = None
    own: bool = False
    language: str = LETTER_LANGUAGES[0]


class SpanDialog(QDialog):
    """Asks from which day to which, of which account, for which edition, in which language."""

    chosen = Signal(object)
    """:class:`Span`"""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settlement summary"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words: Vocabulary = session.words
        self.first, self.last = DayInput(), DayInput()
        self.first.put(date(session.as_of.year, 1, 1).isoformat())
        self.last.put(session.as_of.isoformat())
        self.account = QComboBox()
        self.account.addItem(self.tr("All accounts"), None)
        for one in session.facts.accounts.values():
            self.account.addItem(f"{one.id} {one.label or ''}".strip(), one.id)
        self.language = language_choice(session)
        self.own = QCheckBox(self.tr("For my own eyes: with my claims, caps of liability and exposure"))
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        column.addWidget(title)
        column.addLayout(self._fields())
        column.addWidget(self.own)
        column.addLayout(self._buttons())

    def make(self) -> None:
        """Take the days as typed; say at once when one is none."""
        try:
            first, last = (Day().read(field.raw() or "") for field in (self.first, self.last))
        except Misfit as misfit:
            self.problem.setText(typed_problem(self._words, misfit.code, misfit.inputs))
            return
        self.accept()
        self.chosen.emit(Span(first, last, self.account.currentData(), self.own.isChecked(), self.language.raw()))

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        for row, (text, field) in enumerate(((self.tr("From"), self.first), (self.tr("To"), self.last))):
            label, hint = QLabel(text), QLabel(field.hint())
            label.setBuddy(field)
            field.setAccessibleName(text)
            hint.setObjectName("hint")
            hint.setMinimumWidth(150)
            field.changed.connect(lambda hint=hint, field=field: hint.setText(field.hint()))
            for position, widget in enumerate((label, field, hint)):
                grid.addWidget(widget, row, position)
        for row, (text, choice) in enumerate(
            ((self.tr("Account"), self.account), (self.tr("Language of the paper"), self.language)), start=2
        ):
            label = QLabel(text)
            label.setBuddy(choice)
            choice.setAccessibleName(text)
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1, 1, 2)
        return grid

    def _buttons(self) -> QHBoxLayout:
        return foot(self, QPushButton(self.tr("Make")), self.make, self.problem)
