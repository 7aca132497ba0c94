"""The day looked at, in reach everywhere: a field, a day back and forth, and the way back to today."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ui.forms.dates import DayInput
from ui.icons import icon
from ui.languages import weekday, weekday_and_kind
from ui.look import GAP_SMALL, GAP_TINY
from ui.typed import typed_problem

if TYPE_CHECKING:
    from ui.session import Session


class DayField(DayInput):
    """The field of the day looked at: Enter goes there, Esc puts the day back."""

    def __init__(self, bar: "AsOfBar") -> None:
        super().__init__()
        self._bar = bar
        self.setFixedWidth(118)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the day with Enter; arrows step and go at once."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._bar.refresh()
            return
        super().keyPressEvent(event)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._bar.go()


class AsOfBar(QWidget):
    """Moves the session's day; before there is a session it shows today."""

    resized = Signal()
    """What is said beside the field is longer or shorter now."""

    def __init__(self, session: Callable[[], "Session"], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        label = QLabel(self.tr("As of"))
        label.setObjectName("soft")
        self.field = DayField(self)
        self.field.setAccessibleName(self.tr("As of"))
        self.field.base = today
        self.field.editingFinished.connect(self.go)
        label.setBuddy(self.field)
        self.back = self._button("back", self.tr("Day before"), lambda: session().move_by(-1))
        self.forward = self._button("forward", self.tr("Day after"), lambda: session().move_by(1))
        self.kind = QLabel()
        self.kind.setObjectName("soft")
        self.today = QToolButton()
        self.today.setText(self.tr("Today"))
        self.today.setToolTip(self.tr("Back to today"))
        self.today.clicked.connect(lambda: session().move_to(session().today))
        self.beside = (self.kind, label)
        """Words beside the field that a narrow window does without, the first first."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_TINY)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        for widget in (label, self.back, self.field, self.forward):
            row.addWidget(widget)
        row.addSpacing(GAP_SMALL)
        row.addWidget(self.kind)
        row.addWidget(self.today)
        self.field.put(today.isoformat())
        self.kind.setText(weekday(today))
        self.today.setEnabled(False)

    def refresh(self) -> None:
        """Show the session's day."""
        session = self._session()
        self._complain("")
        self.field.base = session.today
        self.field.put(session.as_of.isoformat())
        self._say(weekday_and_kind(session.as_of))
        self.today.setEnabled(session.as_of != session.today)

    def choose(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus()
        self.field.selectAll()

    def go(self) -> None:
        """Look at the day that was typed; say at the field when it is none."""
        from models.facts.shapes import Day, Misfit

        raw, session = self.field.raw(), self._session()
        try:
            day = Day().read(raw or "")
        except Misfit as misfit:
            self._complain(typed_problem(session.words, misfit.code, misfit.inputs))
            return
        session.move_to(day)
        self.refresh()

    def _complain(self, sentence: str) -> None:
        self.field.setToolTip(sentence)
        if self.field.property("bad") != bool(sentence):
            self.field.setProperty("bad", bool(sentence))
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)
        if sentence:
            self._say(sentence)

    def _say(self, text: str) -> None:
        """Say what sort of day it is, or what is wrong with what was typed."""
        self.kind.setText(text)
        self.resized.emit()

    @staticmethod
    def _button(name: str, text: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(act)
        return button
