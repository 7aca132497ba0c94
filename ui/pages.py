"""The pages of a ledger's window: each made when it is first needed, one at a time in front."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from models.words import Words
from ui.navigation import Navigation, Tabs
from ui.page import Left, Page
from ui.rooms import ROOMS, Room, room_of

if TYPE_CHECKING:
    from ui.outlook import Outlook
    from ui.session import Session
    from ui.tables.page import RecordsPage

# Each brings its own rooms with it, which starting need not wait for.


def _today(session: "Session", outlook: "Outlook") -> Page:
    from ui.today.page import TodayPage

    return TodayPage(session, outlook)


def _findings(session: "Session", outlook: "Outlook") -> Page:
    from ui.findings.page import FindingsPage

    return FindingsPage(session, outlook)


def _agreement(session: "Session", _: "Outlook") -> Page:
    from ui.forms.page import AgreementPage

    return AgreementPage(session)


def _clauses(session: "Session", _: "Outlook") -> Page:
    from ui.clauses.page import ClausesPage

    return ClausesPage(session)


def _invoices(session: "Session", _: "Outlook") -> Page:
    from ui.tables.invoices import InvoicesPage

    return InvoicesPage(session)


def _incidents(session: "Session", _: "Outlook") -> Page:
    from ui.tables.incidents import IncidentsPage

    return IncidentsPage(session)


def _rates(session: "Session", _: "Outlook") -> Page:
    from ui.tables.rates import RatesPage

    return RatesPage(session)


def _letters(session: "Session", _: "Outlook") -> Page:
    from ui.letters.page import LettersPage

    return LettersPage(session)


def _evidence(session: "Session", _: "Outlook") -> Page:
    from ui.evidence.page import EvidencePage

    return EvidencePage(session)


def _reports(session: "Session", _: "Outlook") -> Page:
    from ui.reporting.page import ReportsPage

    return ReportsPage(session)


def _reconciliation(session: "Session", _: "Outlook") -> Page:
    from ui.reconciling.page import ReconcilePage

    return ReconcilePage(session)


def _history(session: "Session", _: "Outlook") -> Page:
    from ui.history.page import HistoryPage

    return HistoryPage(session)


MAKERS: dict[str, Callable[["Session", "Outlook"], Page]] = {
    "today": _today,
    "finding": _findings,
    "agreement": _agreement,
    "agreement_copy": _clauses,
    "invoice": _invoices,
    "incident": _incidents,
    "reference_rate": _rates,
    "letter": _letters,
    "evidence": _evidence,
    "reports": _reports,
    "history": _history,
    "reconciliation": _reconciliation,
}
"""How each page is made that is not simply the list of its kind of records."""


def make_page(name: str, session: "Session", outlook: "Outlook") -> Page:
    """Make a page of a session."""
    if name in MAKERS:
        return MAKERS[name](session, outlook)
    from ui.tables.page import RecordsPage

    return RecordsPage(session, name)


class Pages(QWidget):
    """All pages; tells which one is in front."""

    made = Signal(object)
    """A page was made just now."""
    chosen = Signal(str)
    """The page now in front."""

    def __init__(self, words: Words, make: Callable[[str], Page]) -> None:
        super().__init__()
        self._words = words
        self._make = make
        self._made: dict[str, Page] = {}
        self._left: dict[str, Left] = {}
        self._tabs: dict[str, Tabs] = {}
        self.lists = Lists(self)
        self.navigation = Navigation(words)
        self.stack = QStackedWidget()
        self.waiting = QLabel(self.tr("Opening the ledger…"))
        self.waiting.setObjectName("soft")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stack.addWidget(self.waiting)
        self.navigation.chosen.connect(lambda _: self._bring())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)

    @property
    def current(self) -> str:
        """The page in front, a tab's when the room has several."""
        return self.front_of(self._room)

    def front_of(self, room: Room) -> str:
        """Give the page in front of a room."""
        return self._tabs[room.name].current if room.name in self._tabs else room.pages[0]

    @property
    def any_shown(self) -> bool:
        """Whether a page was brought to the front yet."""
        return self.stack.currentIndex() > 0

    def page(self, name: str) -> Page:
        """Give a page, made now if it was not needed before."""
        if name not in self._made:
            self._made[name] = page = self._make(name)
            self.made.emit(page)
            if name in self._left:
                page.find_again(self._left.pop(name))
        return self._made[name]

    def known(self, name: str) -> Page | None:
        """Give a page if it was needed before."""
        return self._made.get(name)

    def left(self) -> dict[str, Left]:
        """Tell how each page is looked at now."""
        return {**self._left, **{name: page.left() for name, page in self._made.items()}}

    def find_again(self, left: dict[str, Left]) -> None:
        """Have each page, when it is made, looked at as it was left."""
        self._left = dict(left)

    def settle(self) -> bool:
        """Have every page put away what was typed; False when one cannot."""
        settled = [page.settle() for page in self._made.values()]
        return all(settled)

    def show_page(self, name: str) -> None:
        """Bring a page to the front and give it the keyboard."""
        room = room_of(name)
        tabs = self._tabs_of(room)
        if tabs is not None:
            tabs.choose(name)
        self.navigation.choose(room)
        self.page(name).setFocus()

    def step(self, by: int) -> None:
        """Go some tabs on in a room that has them."""
        tabs = self._tabs_of(self._room)
        if tabs is not None:
            tabs.step(by)

    @property
    def _room(self) -> Room:
        return ROOMS[max(self.navigation.currentRow(), 0)]

    def _tab_chosen(self, page: str) -> None:
        if room_of(page) == self._room:
            self._bring()

    def _bring(self) -> None:
        """Bring the page to the front that navigation and tabs say."""
        tabs, name = self._tabs_of(self._room), self.current
        page = self.page(name)
        if tabs is not None:
            tabs.show_widget(page)
        shown = page if tabs is None else tabs
        if self.stack.indexOf(shown) < 0:
            self.stack.addWidget(shown)
        self.stack.setCurrentWidget(shown)
        self.chosen.emit(name)

    def _tabs_of(self, room: Room) -> Tabs | None:
        """Give the tabs of a room with several pages, made now if they were not needed before."""
        if len(room.pages) > 1 and room.name not in self._tabs:
            self._tabs[room.name] = tabs = Tabs(room, self._words)
            tabs.chosen.connect(self._tab_chosen)
        return self._tabs.get(room.name)


class Lists(Mapping[str, "RecordsPage"]):
    """The lists of records among the pages, by kind; one that is asked for is made."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def __getitem__(self, kind: str) -> "RecordsPage":
        """Give the list of a kind. Raises KeyError for a page that is no list."""
        from ui.tables.page import RecordsPage
        from ui.tables.rows import COLUMNS

        if kind not in COLUMNS:
            raise KeyError(kind)
        page = self._pages.page(kind)
        assert isinstance(page, RecordsPage)  # noqa: S101 - as the table of makers has it
        return page

    def __iter__(self) -> Iterator[str]:
        """Give every kind that has a list."""
        from ui.tables.rows import COLUMNS

        return iter(COLUMNS)

    def __len__(self) -> int:
        """Count the lists."""
        from ui.tables.rows import COLUMNS

        return len(COLUMNS)
