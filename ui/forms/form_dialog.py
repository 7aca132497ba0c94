"""A small form in a dialog: a title, labelled fields, a line for what is wrong, two buttons."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.foot import foot
from ui.forms.dates import DayInput
from ui.forms.inputs import LinesInput
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.wording import begun


class FormDialog(QDialog):
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
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        self.column.setSpacing(GAP)
        self.column.addWidget(heading)
        self.column.addLayout(self.fields)
        self.column.addLayout(foot(self, self.done_button, self.finish, self.problem))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # from a field of several lines too
            QShortcut(QKeySequence(keys), self, self.done_button.click)

    def finish(self) -> None:
        """Do what the dialog is for."""
        raise NotImplementedError

    def add(self, name: str, field: QWidget, hint: QLabel | None = None) -> QLabel:
        """Put a field under the others; gives its label."""
        row = self.fields.rowCount()
        name = begun(name)
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
        field.base = day
        field.put(day.isoformat())
        hint = QLabel(field.hint())
        field.changed.connect(lambda: hint.setText(field.hint()))
        self.add(name, field, hint)
        return field
