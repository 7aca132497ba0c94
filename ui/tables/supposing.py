"""What if an invoice were paid: a line under the list that computes it, and writes nothing."""

from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from models.assess import Assessment, reassess
from models.facts.shapes import LAST_DAY, Amount, Day, Misfit
from models.figures import Figure
from models.money import format_amount
from models.what_if import Pay, late_fees_unpaid, suppose
from ui.charts.curve import Curve
from ui.explain.label import ExplainedLabel
from ui.explain.nodes import brief
from ui.explain.sums import of_figure
from ui.forms.dates import DayInput
from ui.forms.inputs import AmountInput
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_TINY, GAP_WIDE
from ui.session import Session
from ui.typed import typed_problem
from ui.work import Beside

_TYPED_AFTER = 200
"""Milliseconds of rest after which what was typed is computed."""
_AHEAD = 60
"""Days ahead for which the late fee is drawn."""
_WEEK = 7
_FEW = 10
"""Days between those computed in a large ledger."""
_COLUMN = 96
"""Pixels of a column of amounts at least: a day, and an amount of six digits."""
_KINDS = ("outstanding", "late_fee")
Shown = dict[tuple[str, int], tuple[Assessment, Figure | None]]
"""What each cell shows, by figure and column."""


class SupposePanel(QFrame):
    """Pay X on day D: what would be outstanding and the late fee then, beside today's and without paying."""

    explaining = Signal(object)
    """A :class:`ui.explain.sums.Sum`: a figure of what is supposed was pointed at."""
    entering = Signal(str, object)
    """(kind, JSON): enter the supposed act as a real one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self._invoice: str | None = None
        self.amount = AmountInput()
        self.amount.setFixedWidth(120)
        self.amount.setAccessibleName(session.words.field("payment", "amount"))
        self.day = DayInput()
        self.day.setFixedWidth(118)
        self.day.base = session.as_of
        self.day.setAccessibleName(session.words.field("payment", "paid_on"))
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.cells: dict[tuple[str, int], ExplainedLabel] = {}
        self.heads = [QLabel() for _ in range(3)]
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPED_AFTER)
        self._timer.timeout.connect(self.compute)
        for field in (self.amount, self.day):
            field.textEdited.connect(lambda _: self._timer.start())
            field.returnPressed.connect(self.compute)
        self.curve = Curve(self.tr("Late fee if it stays unpaid, by day of payment"), session.words)
        self.curve.chosen.connect(self._take_day)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _AHEAD)
        self.slider.setPageStep(_WEEK)
        self.slider.setAccessibleName(self.tr("Days until payment"))
        self.slider.valueChanged.connect(self._slide)
        self.record_button = QPushButton(self.tr("Enter this payment…"))
        self.record_button.clicked.connect(self.record)
        self._beside, self._computing, self._owing = Beside(self), Beside(self), Beside(self)
        self._lay_out()
        session.changed.connect(self._after_change)
        self.hide()

    def show_invoice(self, invoice: str) -> None:
        """Begin with paying all that is outstanding of an invoice on the day looked at."""
        if invoice == self._invoice and self.isVisible():
            return
        self._invoice = invoice
        self._begin()

    def compute(self) -> None:
        """Compute what was typed; of a large ledger beside the screen's thread, the curve following at once."""
        self._timer.stop()
        if self._invoice is None:
            return
        try:
            amount: int = Amount().read(self.amount.raw() or "")
            on: date = Day().read(self.day.raw() or "")
        except Misfit as misfit:
            self._say(typed_problem(self._session.words, misfit.code, misfit.inputs))
            return
        self._say("")
        self.curve.choose(on)
        session, invoice = self._session, self._invoice
        day, now = max(on, session.as_of), session.assessment
        self.slider.setValue((on - session.as_of).days)
        self.heads[0].setText(session.as_of.isoformat())
        self.heads[1].setText(self.tr("{0}, unpaid").format(day.isoformat()))
        self.heads[2].setText(self.tr("{0}, paid").format(day.isoformat()))

        def job() -> Shown:
            unpaid = now if day == now.as_of else now.on(day)
            paid = if_paid(unpaid, Pay(amount, on, invoice)) if amount else unpaid
            columns = enumerate((now, unpaid, paid))
            return {
                (kind, at): (each, each.figures.get(kind, "invoice", invoice))
                for at, each in columns
                for kind in _KINDS
            }

        if session.large:
            for (_, column), cell in self.cells.items():
                if column:
                    cell.put("…")
            self._computing.ask(job, self._show)
        else:
            self._show(job())

    def _show(self, shown: "Shown") -> None:
        words = self._session.words
        for (kind, at), (assessment, figure) in shown.items():
            if figure is None or figure.value is None:
                self.cells[kind, at].put("—")
                continue
            title = f"{words.figure(kind)} · {self.heads[at].text()}"
            explained = of_figure(title, assessment, figure, words)
            self.cells[kind, at].put(words.figure_value(figure), explained, brief(figure, words))

    def record(self) -> None:
        """Ask for the supposed payment to be entered as a real one, its form filled in with it."""
        self.compute()
        if self._invoice is None or self.problem.isVisible():
            return
        figure = self._session.assessment.figures.get("outstanding", "invoice", self._invoice)
        open_ = figure.value if figure is not None and isinstance(figure.value, int) else 0
        amount: int = Amount().read(self.amount.raw() or "")
        covers = {"invoice": self._invoice, "amount": format_amount(min(amount, open_))}
        payment = {"paid_on": self.day.raw(), "amount": format_amount(amount), "method": "bank", "invoices": [covers]}
        self.entering.emit("payment", payment)

    def _begin(self) -> None:
        """Begin with what is outstanding; of a large ledger, all of whose payments bear on it, a little later."""
        invoice, session = self._invoice, self._session
        assessment = session.assessment

        def outstanding() -> int:
            figure = assessment.figures.get("outstanding", "invoice", invoice) if invoice else None
            return figure.value if figure is not None and isinstance(figure.value, int) else 0

        if session.large and invoice:
            self.amount.clear()
            self.curve.show_points(())
            for cell in self.cells.values():  # what stands there is another invoice's, or another day's
                cell.put("…")
            self._owing.ask(outstanding, self._take_owed)
        else:
            self._owing.drop()
            self._take_owed(outstanding())

    def _take_owed(self, owed: int) -> None:
        session = self._session
        self.setVisible(owed > 0 and self._invoice is not None)
        if owed > 0 and self._invoice is not None:
            self.amount.put(format_amount(owed))
            self.day.put(session.as_of.isoformat())
            self.compute()
            self._show_curve()

    def _show_curve(self) -> None:
        """Show how the late fee grows; of a large ledger fewer days are computed, beside the screen."""
        session, invoice = self._session, self._invoice
        assert invoice is not None  # noqa: S101 - it has something outstanding
        step = _FEW if session.large else 1
        days = [session.as_of + timedelta(days=n) for n in range(0, _AHEAD + 1, step)]
        days = [day for day in days if day <= LAST_DAY]
        assessment = session.assessment
        if session.large:
            self.curve.show_points(())
            self._beside.ask(lambda: late_fees_unpaid(assessment, invoice, days), self.curve.show_points)
        else:
            self._beside.drop()
            self.curve.show_points(late_fees_unpaid(assessment, invoice, days))
        self.curve.choose(session.as_of)

    def _slide(self, days: int) -> None:
        """Suppose the payment so many days after the day looked at."""
        if self.slider.hasFocus() or self.slider.isSliderDown():
            self._take_day(min(self._session.as_of + timedelta(days=days), LAST_DAY))

    def _take_day(self, day: date) -> None:
        """Suppose the payment on the day chosen on the curve."""
        self.day.put(day.isoformat())
        self.compute()

    def _after_change(self) -> None:
        """Begin anew with what is outstanding now; in a large ledger only when in view."""
        parent = self.parentWidget()
        if self._invoice is not None and parent is not None and parent.isVisible():
            self._begin()
        else:
            self._invoice = None
            self._owing.drop()
            self.hide()

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _lay_out(self) -> None:
        words = self._session.words
        title = QLabel(self.tr("What if I pay"))
        title.setObjectName("heading")
        line = QHBoxLayout()
        line.setSpacing(GAP_SMALL)
        for widget in (title, self.amount, QLabel(self.tr("on")), self.day):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.record_button)
        note = QLabel(self.tr("Only supposed; nothing is written."))
        note.setObjectName("soft")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_TINY)
        for column, head in enumerate(self.heads):
            head.setObjectName("soft")
            head.setWordWrap(True)
            head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(head, 0, column + 1)
            grid.setColumnMinimumWidth(column + 1, _COLUMN)
        for row, kind in enumerate(_KINDS, 1):
            name = QLabel(words.figure(kind))
            name.setObjectName("soft")
            grid.addWidget(name, row, 0)
            for column in range(3):
                cell = ExplainedLabel()
                cell.explaining.connect(self.explaining)
                cell.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # else it has no place in the order below
                if column == 2:
                    cell.setProperty("strong", "true")
                self.cells[kind, column] = cell
                grid.addWidget(cell, row, column + 1, Qt.AlignmentFlag.AlignRight)
        figures = QVBoxLayout()
        figures.setSpacing(GAP_SMALL)
        figures.addLayout(grid)
        figures.addWidget(note)
        figures.addStretch(1)
        drawn = QVBoxLayout()
        drawn.setSpacing(GAP_TINY)
        drawn.addWidget(self.curve, 1)
        drawn.addWidget(self.slider)
        below = QHBoxLayout()
        below.setSpacing(GAP_PAGE)
        below.addLayout(figures)
        below.addLayout(drawn, 1)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(GAP_WIDE, GAP, GAP_WIDE, GAP)
        column_of_all.setSpacing(GAP_SMALL)
        column_of_all.addLayout(line)
        column_of_all.addWidget(self.problem)
        column_of_all.addLayout(below)
        order = (self.amount, self.day, self.record_button, *self.cells.values(), self.curve, self.slider)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


def if_paid(assessment: Assessment, pay: Pay) -> Assessment:
    """Assess the same day as if there were one more payment."""
    facts = suppose(assessment.facts, [pay])
    new = facts.payments.keys() - assessment.facts.payments.keys()
    return reassess(assessment, facts, [("payment", each) for each in new])
