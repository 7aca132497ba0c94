"""What a new reconciliation is about: from which day to which, with which balances."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from models.facts.shapes import Amount, Day, Misfit
from models.problems import Problem
from models.vocabulary import Vocabulary
from ui.forms.dates import DayInput
from ui.forms.inputs import AmountInput
from ui.look import GAP_SMALL


class SpanBar(QWidget):
    """Asks for two days and two balances; a balance left empty is taken from the lines."""

    wanted = Signal(object, object, object, object)
    """(first day, last day, opening or None, closing or None)"""

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._offered = "", ""
        self.first, self.last, self.opening, self.closing = DayInput(), DayInput(), AmountInput(), AmountInput()
        grid = QGridLayout(self)  # names above their fields: in a row they are wider than a small window
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_SMALL)
        grid.setVerticalSpacing(0)
        fields = (("from", self.first), ("to", self.last), ("opening", self.opening), ("closing", self.closing))
        for column, (name, field) in enumerate(fields):
            label = QLabel(words.field("reconciliation", name))
            label.setBuddy(field)
            field.setAccessibleName(words.field("reconciliation", name))
            field.setFixedWidth(104)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
        self.begin = QPushButton(words.text("reconcile.begin"))
        self.begin.clicked.connect(self._ask)
        grid.addWidget(self.begin, 1, len(fields))
        self.wrong = QLabel()
        self.wrong.setObjectName("problem")
        self.wrong.setWordWrap(True)
        grid.addWidget(self.wrong, 1, len(fields) + 1)
        grid.setColumnStretch(len(fields) + 1, 1)

    def forget(self) -> None:
        """Empty the fields, so that the next span can be offered."""
        for field in (self.first, self.last, self.opening, self.closing):
            field.put(None)
        self.wrong.clear()

    def offer(self, first: date, last: date, *, after: bool, stated: bool) -> None:
        """Suggest a span: from a day, or from the day after it, to another. What the user typed stays.

        ``stated`` says that the lines state balances, from which one left empty is taken.
        """
        for balance in (self.opening, self.closing):
            balance.setPlaceholderText(self._words.text("reconcile.from_lines") if stated else "")
        first = first + timedelta(days=1) if after else first
        offered = first.isoformat(), max(first, last).isoformat()
        for field, before, day in zip((self.first, self.last), self._offered, offered, strict=True):
            if field.raw() in {None, before}:
                field.put(day)
        self._offered = offered

    def _ask(self) -> None:
        self.wrong.clear()
        found: list[object] = []
        for field, shape in (
            (self.first, Day()), (self.last, Day()), (self.opening, Amount(signed=True)),
            (self.closing, Amount(signed=True)),
        ):  # fmt: skip
            raw = field.raw()
            if raw is None and isinstance(shape, Amount):
                found.append(None)
                continue
            try:
                found.append(shape.read(raw))
            except Misfit as misfit:
                self.wrong.setText(self._words.problem(Problem(misfit.code, inputs=misfit.inputs)))
                field.setFocus()
                return
        self.wanted.emit(*found)
