"""The papers that can be made, each with what it is for, and what the bills ask for by month and service."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.settlement_months import months_of
from ui import actions
from ui.charts.bars import Bars, Month
from ui.languages import QT_TRANSLATE_NOOP, translate
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_WIDE, TEXT_TITLE, font
from ui.page import Page
from ui.rooms import page_name
from ui.session import Session

PAPERS = {
    "settlement": QT_TRANSLATE_NOOP(
        "Reports", "A span of the account, its sums meeting: bills, payments, late fees, refunds."
    ),
    "fee_statement": QT_TRANSLATE_NOOP(
        "Reports", "The late fee of one invoice, day-range by day-range, down to the clause."
    ),
    "letter": QT_TRANSLATE_NOOP("Reports", "A letter to the provider, claiming no more than the records hold."),
    "export_file": QT_TRANSLATE_NOOP(
        "Reports", "Every record in one documented file, for another program or a colleague."
    ),
}
"""Action of the table → what its paper is for."""
_MONTHS = 12


class ReportsPage(Page):
    """Papers above, the picture of what was spent below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.buttons: dict[str, QPushButton] = {}
        self.bars = Bars(self.tr("What the bills ask for, by month and service"), session.words)
        self.said_of_month = QLabel()
        self.bars.chosen.connect(lambda number: self.said_of_month.setText(self.bars.said(number)))
        self.said_of_month.setWordWrap(True)
        self.said_of_month.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.none = QLabel(self.tr("Once there is a bill, what it asks for is drawn here."))
        self.none.setObjectName("soft")
        self._lay_out()
        self.setFocusProxy(self.bars)
        self._stale = True
        session.changed.connect(self._after_change)

    def arrive(self) -> None:
        """Explain the agreement's own figures."""
        self.explaining.emit("agreement", "agreement", "")

    def refresh(self) -> None:
        """Draw the last months that have a bill, as of the day looked at."""
        self._stale = False
        session = self._session
        facts = session.assessment.situation.facts
        found: dict[str, list[tuple[str, int]]] = {}
        for charge in months_of(facts.bills.values()):
            held = facts.services.get(charge.service) if charge.service else None
            name = held.name if held is not None else charge.service or self.tr("without lines")
            found.setdefault(charge.month, []).append((name, charge.payable))
        months = [Month(month, tuple(parts)) for month, parts in found.items()][-_MONTHS:]
        self.bars.setVisible(bool(months))
        self.said_of_month.setVisible(bool(months))
        self.none.setVisible(not months)
        self.bars.show_months(months)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw now what changed while the page was not in view."""
        if self._stale:
            self.refresh()
        super().showEvent(event)

    def _after_change(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        words = self._session.words
        title = QLabel(page_name("reports", words))
        title.setObjectName("title")
        title.setFont(font(TEXT_TITLE, bold=True))
        papers = QFrame()
        papers.setObjectName("card")
        grid = QGridLayout(papers)
        grid.setContentsMargins(GAP_WIDE, GAP, GAP_WIDE, GAP)
        grid.setHorizontalSpacing(GAP_WIDE)
        grid.setVerticalSpacing(GAP_SMALL)
        grid.setColumnStretch(1, 1)
        known = {action.name: action for action in actions.table()}
        for row, (name, what) in enumerate(PAPERS.items()):
            button = QPushButton(actions.text_of(known[name], words))
            button.clicked.connect(lambda _=False, name=name: self.asking.emit(name))
            said = QLabel(translate("Reports", what))
            said.setWordWrap(True)
            grid.addWidget(button, row, 0)
            grid.addWidget(said, row, 1)
            self.buttons[name] = button
        heading = QLabel(self.bars.accessibleName())
        heading.setObjectName("heading")
        drawn = QFrame()
        drawn.setObjectName("card")
        picture = QVBoxLayout(drawn)
        picture.setContentsMargins(GAP, GAP, GAP, GAP)
        picture.addWidget(self.bars, 1)
        picture.addWidget(self.none)
        picture.addWidget(self.said_of_month)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PAGE, GAP_PAGE - 4, GAP_PAGE, GAP_PAGE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addWidget(papers)
        column.addWidget(heading)
        column.addWidget(drawn, 1)
