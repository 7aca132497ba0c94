"""The sums of a reconciliation in a row: opening balance, in, out, closing balance, and the difference."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from models.facts.facts import Facts
from models.facts.records import Reconciliation
from models.money import format_amount
from models.statements.reconciling import Balance
from models.vocabulary import Vocabulary
from ui.explain.label import ExplainedLabel
from ui.look import GAP_SMALL, LOOK, TEXT_HEADING, colours
from ui.reconciling.explaining import brief, name_of, of_reconciliation

_SIGNS = {"came": "＋", "went": "－", "closing": "≠"}
"""What stands before an amount; the closing balance equals what stands before it once the difference is zero."""

_INSIDE = 4
"""Pixels that an amount has around it inside its frame, and its name likewise."""


class SumsBar(QWidget):
    """Shows how far a reconciliation has come; each amount answers a click, Enter and hovering with its derivation."""

    explaining = Signal(object)
    """The keyboard has come to an amount: a :class:`ui.explain.sums.Sum`."""
    asked = Signal(object)
    """An amount was clicked, or Enter pressed on it: the same."""

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._zero = False
        self.amounts = {name: _Amount() for name in ("opening", "came", "went", "closing", "difference")}
        self._signs: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_SMALL)
        grid.setVerticalSpacing(0)
        for place, (name, amount) in enumerate(self.amounts.items()):
            named, column = QLabel(name_of(name, words)), 2 * place + (name == "difference")
            named.setObjectName("soft")
            named.setContentsMargins(_INSIDE, 0, _INSIDE, 0)
            amount.explaining.connect(self.explaining)
            amount.asked.connect(self.asked)
            side = Qt.AlignmentFlag.AlignRight if name == "difference" else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(named, 0, column, side)
            grid.addWidget(amount, 1, column, side)
            if name in _SIGNS:
                self._signs[name] = sign = QLabel(_SIGNS[name])
                sign.setObjectName("soft")
                grid.addWidget(sign, 1, column - 1)
        grid.setColumnStretch(2 * len(self.amounts) - 2, 1)
        LOOK.changed.connect(self._colour)
        self._colour()

    def show_of(self, facts: Facts, one: Reconciliation, balance: Balance) -> None:
        """Show the sums of a reconciliation."""
        for name, amount in self.amounts.items():
            shown = format_amount(getattr(balance, name), grouped=True)
            explained = of_reconciliation(facts, one, name, self._words)
            amount.put(shown, explained)
            amount.setAccessibleName(f"{name_of(name, self._words)} {shown}")
            amount.brief = lambda name=name: brief(facts, one, name, self._words)
        zero = balance.difference == 0
        if zero != self._zero:
            self._zero = zero
            self._signs["closing"].setText("＝" if zero else _SIGNS["closing"])
            self._colour()

    def _colour(self) -> None:
        tone = colours().tone("good" if self._zero else "watch")[0].name()
        self.amounts["difference"].setStyleSheet(f"color: {tone}; font-size: {TEXT_HEADING}px; font-weight: bold;")


class _Amount(ExplainedLabel):
    """An amount whose brief is made when somebody hovers: that of a hundred thousand lines takes a while."""

    def __init__(self) -> None:
        super().__init__()
        self.brief: Callable[[], str] | None = None

    def event(self, event: QEvent) -> bool:
        """Say to who hovers where the amount comes from."""
        if event.type() == QEvent.Type.ToolTip and self.brief is not None:
            self.setToolTip(self.brief())
        return super().event(event)
