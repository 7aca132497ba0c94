"""What is owed over time, with the late fee that comes if nothing is paid."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from models.arrears_by_day import Owed, owed_by_day
from models.assess import Assessment
from models.facts.shapes import FIRST_DAY, LAST_DAY
from models.late_fees_by_day import first_day
from ui.charts.arrears import ArrearsPicture
from ui.explain.sums import of_kinds
from ui.languages import translate
from ui.reporting.panel import PicturePanel
from ui.session import Session

_BACK, _AHEAD = 365, 30
_FEW = 7
"""Days from one computed to the next in a large ledger, where a year of them would take minutes."""
_BEFORE = 7
"""Days shown before the first invoice."""


class ArrearsPanel(PicturePanel):
    """A year back and a month ahead; the day chosen is explained by the figures of that day."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        name = translate("Reports", "Arrears and late fee, day by day")
        teaching = translate(
            "Reports", "Once there is an invoice, what is unpaid and the late fee on it are drawn here, day by day."
        )
        self.arrears = ArrearsPicture(name, session.words)
        super().__init__(session, self.arrears, teaching, parent)
        self.arrears.chosen.connect(lambda _: self._chosen())
        self.arrears.opened.connect(lambda _: self.explain())

    def renew(self) -> None:
        """Compute every day shown."""
        assessment = self.session.assessment
        every = _FEW if self.session.large else 1
        self.compute(lambda: owed_by_day(assessment, days_shown(assessment, every)), self._show)

    def explain(self) -> None:
        """Explain the day chosen: every invoice with something unpaid or a late fee on it."""
        day = self.arrears.day
        if day is not None:
            title = f"{self.arrears.accessibleName()} · {day.isoformat()}"
            self.explaining.emit(of_kinds(title, ("outstanding", "late_fee"), self.session.words, day))

    def _show(self, owed: list[Owed]) -> None:
        self.has(something=bool(owed))
        self.arrears.show_owed(owed, self.session.as_of)
        self.say()

    def _chosen(self) -> None:
        self.say()
        self.explain()


def days_shown(assessment: Assessment, every: int) -> list[date]:
    """Give the days drawn, ``every`` so many days: back to the first invoice, at most a year, and a month ahead.

    The day looked at is among them. None without an invoice.
    """
    known = (first_day(invoice) for invoice in assessment.situation.facts.invoices.values())
    first = min((day for day in known if day is not None), default=None)
    if first is None:
        return []
    as_of = assessment.as_of
    back = min((as_of - first).days + _BEFORE, _BACK)
    numbers = [*range(-(back // every) * every, 0, every), *range(0, _AHEAD + 1, every)]
    days = (as_of + timedelta(days=number) for number in numbers)
    return [day for day in days if FIRST_DAY <= day <= LAST_DAY]
