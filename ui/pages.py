"""The pages of a ledger's window, made and brought to the front: one at a time, by navigation, tab or key."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from models.law.rates import Rates
from models.vocabulary import Vocabulary
from ui import actions
from ui.clauses.page import ClausesPage
from ui.findings.page import FindingsPage
from ui.forms.page import AgreementPage
from ui.navigation import PAGES, TABS, Navigation, Tabs
from ui.outlook import Outlook
from ui.session import Session
from ui.tables.page import RecordsPage
from ui.tables.rows import COLUMNS
from ui.tables.supposing import SupposePanel
from ui.today.page import TodayPage


class Pages(QWidget):
    """All pages; tells which one is in front."""

    chosen = Signal(str)

    def __init__(self, session: Session, outlook: Outlook) -> None:
        super().__init__()
        self.today = TodayPage(session, outlook)
        self.findings = FindingsPage(session, outlook)
        self.agreement = AgreementPage(session)
        self.clauses = ClausesPage(session)
        self.lists = {kind: RecordsPage(session, kind, titled=kind in PAGES) for kind in COLUMNS}
        self.suppose = SupposePanel(session)
        self.lists["invoice"].add_below(self.suppose)
        self.lists["invoice"].selected.connect(lambda _, invoice: self.suppose.show_invoice(invoice))
        self.rates_known = QLabel()
        self.rates_known.setObjectName("soft")
        self.rates_known.setWordWrap(True)
        self.lists["reference_rate"].add_below(self.rates_known)
        self._by_name: dict[str, QWidget] = {
            "today": self.today,
            "finding": self.findings,
            "agreement": self.agreement,
            "agreement_copy": self.clauses,
            **self.lists,
        }
        self._session = session
        self._lay_out(session.words)
        session.changed.connect(self._say_rates)
        self._say_rates()
        outlook.renewed.connect(lambda: self.navigation.count_of("finding", len(outlook.view.findings)))
        self.navigation.count_of("finding", len(outlook.view.findings))

    @property
    def current(self) -> str:
        """The page in front, a tab's when it is one of those."""
        page = PAGES[self.stack.currentIndex()]
        return self.tabs.current if page == "agreement" else page

    def show_page(self, page: str) -> None:
        """Bring a page to the front and give it the keyboard."""
        if page in TABS:
            self.tabs.choose(page)
        self.navigation.choose("agreement" if page in TABS else page)
        self._by_name[page].setFocus()

    def add_keys(self, window: QWidget) -> None:
        """Let keys bring pages to the front."""
        for number, page in enumerate(PAGES, 1):
            keys = QKeySequence(actions.PAGE_KEYS.format(number % 10))
            QShortcut(keys, window, lambda page=page: self.show_page(page))
        for key, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(key), window, lambda by=by: self._step(by))

    def _step(self, by: int) -> None:
        if self.current in TABS:
            self.tabs.step(by)

    def _lay_out(self, words: Vocabulary) -> None:
        self.navigation = Navigation(words)
        self.tabs = Tabs(words, {page: self._by_name[page] for page in TABS})
        self.stack = QStackedWidget()
        for page in PAGES:
            self.stack.addWidget(self.tabs if page == "agreement" else self._by_name[page])
        self.navigation.chosen.connect(self._navigated)
        self.tabs.chosen.connect(lambda _: self.chosen.emit(self.current))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)

    def _navigated(self, page: str) -> None:
        self.stack.setCurrentIndex(PAGES.index(page))
        self.chosen.emit(self.current)

    def _say_rates(self) -> None:
        session = self._session
        rates = Rates(session.facts.reference_rates.values())
        rate = rates.on(session.as_of)
        said = self.tr("1-year LPR known through {0}.").format(rates.known_through.isoformat())
        if rate is not None:
            of = self.tr("In force on {0}: {1}% a year, since {2}.")
            percent = session.words.value(rate.percent, "number")
            said += self._space + of.format(session.as_of.isoformat(), percent, rate.effective_on.isoformat())
        beside = self.tr("A reference beside the agreement; no figure of the agreement uses it.")
        self.rates_known.setText(said + self._space + beside)

    @property
    def _space(self) -> str:
        return "" if self._session.words.language == "zh" else " "
