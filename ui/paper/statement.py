"""Which invoice's late fee is to be stated, and in which language."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.facts.records import LETTER_LANGUAGES
from ui.foot import foot
from ui.forms.inputs import ChoiceInput
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.session import Session


class StatementDialog(QDialog):
    """Asks for one of the invoices that bear a late fee on the day looked at, the dearest first.

    One it is opened for is offered whatever its fee: the statement then says that there is none.
    """

    chosen = Signal(str, str)
    """Invoice, language"""

    def __init__(self, session: Session, parent: QWidget | None = None, *, invoice: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Late-fee statement"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = session.words
        fees = [
            (one.value, one) for one in session.assessment.figures.of_kind("late_fee") if isinstance(one.value, int)
        ]
        bearing = [one for value, one in sorted(fees, key=lambda fee: -fee[0]) if value or one.record == invoice]
        self.invoice = ChoiceInput(
            [(one.record, f"{one.record} · {words.figure_value(one)}") for one in bearing], optional=False
        )
        if invoice in {one.record for one in bearing}:
            self.invoice.put(invoice)
        self.language = language_choice(session)
        self.make = QPushButton(self.tr("Make"))
        self.make.setEnabled(bool(bearing))
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        none = QLabel(self.tr("No invoice bears a late fee on this day."))
        none.setObjectName("soft")
        none.setVisible(not bearing)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        grid.setColumnStretch(1, 1)
        for row, (text, field) in enumerate(
            ((words.kind("invoice"), self.invoice), (self.tr("Language of the paper"), self.language))
        ):
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addWidget(none)
        column.addLayout(grid)
        column.addLayout(foot(self, self.make, self._take))
        self.setMinimumWidth(460)

    def _take(self) -> None:
        invoice, language = self.invoice.raw(), self.language.raw()
        self.accept()
        self.chosen.emit(invoice, language)


def language_choice(session: Session) -> ChoiceInput:
    """Give the choice of a paper's language, Chinese first."""
    return ChoiceInput([(one, session.words.choice("language", one)) for one in LETTER_LANGUAGES], optional=False)
