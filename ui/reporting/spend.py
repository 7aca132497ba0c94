"""What the bills ask for by month and service."""

from PySide6.QtWidgets import QWidget

from models.facts.bill_lines import charged_by_service
from models.settlement.months import months_of
from ui.charts.bars import Bars, Month
from ui.explain.nodes import Node
from ui.explain.sums import of_nodes
from ui.languages import translate
from ui.reporting.panel import PicturePanel
from ui.session import Session

_MONTHS = 12


class SpendPanel(PicturePanel):
    """Bars of the last months that have a bill; the chosen month is explained by its bills."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        name = translate("Reports", "What the bills ask for, by month and service")
        teaching = translate("Reports", "Once there is a bill, what it asks for is drawn here.")
        self.bars = Bars(name, session.words)
        super().__init__(session, self.bars, teaching, parent)
        self.bars.chosen.connect(lambda _: self._chosen())

    def renew(self) -> None:
        """Draw the last months that have a bill, as of the day looked at."""
        facts = self.session.assessment.situation.facts
        found: dict[str, list[tuple[str, int]]] = {}
        for charge in months_of(facts.bills.values()):
            found.setdefault(charge.month, []).append((self._name(charge.service), charge.payable))
        months = [Month(month, tuple(parts)) for month, parts in found.items()][-_MONTHS:]
        self.has(something=bool(months))
        self.bars.show_months(months)

    def explain(self) -> None:
        """Explain the month chosen by its bills, each with what it asks for by service."""
        month = self.bars.month
        if month is None:
            return
        words, nodes = self.session.words, []
        for bill in self.session.assessment.situation.facts.bills.values():
            if bill.period != month.month:
                continue
            name, record = words.record("bill", bill.id), ("bill", bill.id)
            nodes.append(Node("value", name, words.value(bill.total, "money"), record=record, field="total"))
            for service, charged in charged_by_service(bill.lines).items():
                amount = words.value(charged.payable, "money")
                nodes.append(Node("value", self._name(service), amount, name, record=record, field="lines"))
        self.explaining.emit(of_nodes(f"{month.month}  {words.value(month.total, 'money')}", nodes))

    def _name(self, service: str | None) -> str:
        held = self.session.assessment.situation.facts.services.get(service) if service else None
        return held.name if held is not None else service or translate("Reports", "without lines")

    def _chosen(self) -> None:
        self.say()
        if self.bars.hasFocus():
            self.explain()
