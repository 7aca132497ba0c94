"""Making letters and summaries from the window: asked for, made off the screen's thread, shown."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QMainWindow, QPushButton, QVBoxLayout, QWidget

from models.facts.facts import Facts
from models.facts.shapes import Day, Misfit
from models.vocabulary import Vocabulary
from ui.forms.dates import DayInput
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.messages import Messages
from ui.paper.preview import Preview
from ui.session import Session
from ui.work import Work


class PaperMaker(QObject):
    """Makes the papers of one session and shows each in a preview."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages

    def settlement(self) -> None:
        """Ask for the span of the summary and make it."""
        ask = SpanDialog(self._session, self._window)
        ask.chosen.connect(self._settle)
        ask.open()

    def _settle(self, first: date, last: date) -> None:
        session = self._session
        name = self.tr("Settlement {0} to {1}").format(first.isoformat(), last.isoformat())
        self._make(partial(summary_pdf, session.facts, first, last, session.as_of), name)

    def _make(self, job: Callable[[], bytes], name: str) -> None:
        work = Work(self._window, job, lambda content: self._show(content, name), self._messages.refuse)
        work.start(self.tr("Making {0}").format(name))

    def _show(self, content: bytes, name: str) -> None:
        safe = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "-", name)
        Preview(content, safe, self._session.words, self._window).open()


def summary_pdf(facts: Facts, first: date, last: date, as_of: date) -> bytes:
    """Make the settlement summary of a span."""
    from reports.settlement import settlement_pdf

    return settlement_pdf(facts, first, last, as_of=as_of)


class SpanDialog(QDialog):
    """Asks from which day to which."""

    chosen = Signal(date, date)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settlement summary"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words: Vocabulary = session.words
        self.first, self.last = DayInput(), DayInput()
        self.first.put(date(session.as_of.year, 1, 1).isoformat())
        self.last.put(session.as_of.isoformat())
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
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
        make = QPushButton(self.tr("Make"))
        make.setDefault(True)
        make.clicked.connect(self.make)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.problem, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(make)
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addLayout(grid)
        column.addLayout(buttons)

    def make(self) -> None:
        """Take the days as typed; say at once when one is none."""
        try:
            first, last = (Day().read(field.raw() or "") for field in (self.first, self.last))
        except Misfit as misfit:
            self.problem.setText(self._words.text(f"problem.{misfit.code}", **misfit.inputs))
            return
        self.accept()
        self.chosen.emit(first, last)
