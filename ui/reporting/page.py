"""The papers that can be made, each with what it is for, and the pictures of what was spent, is owed and is covered."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui import actions
from ui.languages import QT_TRANSLATE_NOOP, translate
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_WIDE, TEXT_TITLE, font
from ui.page import Page
from ui.reporting.arrears import ArrearsPanel
from ui.reporting.cap import CapPanel
from ui.reporting.panel import PicturePanel
from ui.reporting.spend import SpendPanel
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
PICTURES = {
    "spend": QT_TRANSLATE_NOOP("Reports", "Spend"),
    "arrears": QT_TRANSLATE_NOOP("Reports", "Arrears"),
    "cap": QT_TRANSLATE_NOOP("Reports", "Liability cap"),
}
"""Pictures by name → the text of their tab, in its order."""


class ReportsPage(Page):
    """Papers above, one of the pictures below, chosen by its tab."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.buttons: dict[str, QPushButton] = {}
        self.spend, self.arrears, self.cap = SpendPanel(session), ArrearsPanel(session), CapPanel(session)
        self.panels: dict[str, PicturePanel] = {"spend": self.spend, "arrears": self.arrears, "cap": self.cap}
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Pictures"))
        self._stack = QStackedWidget()
        for name, panel in self.panels.items():
            self.tabs.addTab(translate("Reports", PICTURES[name]))
            self._stack.addWidget(panel)
            panel.explaining.connect(self.explaining_sum)
            panel.told.connect(self.told)
            panel.refused.connect(self.refused)
        self.tabs.currentChanged.connect(self._choose)
        self._lay_out()
        self.setFocusProxy(self._stack)

    @property
    def panel(self) -> PicturePanel:
        """The picture in front."""
        return self.panels[self.spot]

    @property
    def spot(self) -> str:
        """The name of the picture in front."""
        return list(PICTURES)[self.tabs.currentIndex()]

    def go_to(self, spot: str) -> bool:
        """Bring a picture to the front."""
        if spot in PICTURES:
            self.tabs.setCurrentIndex(list(PICTURES).index(spot))
        return not spot or spot in PICTURES

    def arrive(self) -> None:
        """Explain the agreement's own figures."""
        self.explaining.emit("agreement", "agreement", "")

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Print the picture in front."""
        return {"print_rows": self.panel.picture.ask_printer, "export_rows": self.panel.picture.ask_file}

    def _choose(self, number: int) -> None:
        self._stack.setFocusProxy(self.panel)
        if not self.tabs.hasFocus():
            self.panel.setFocus()  # before the other goes, or the keyboard would go to whatever is next
        self._stack.setCurrentIndex(number)
        self.panel.explain()
        self.moved.emit()

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
        self._stack.setFocusProxy(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PAGE, GAP_PAGE - 4, GAP_PAGE, GAP_PAGE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addWidget(papers)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
