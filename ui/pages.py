"""The pages of a ledger's window: each made when it is first needed, one at a time in front."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from models.words import Words
from ui.fitting import Stack, Whole
from ui.navigation import Navigation, Tabs
from ui.page import Left, Page
from ui.rooms import ROOMS, Room, room_of

if TYPE_CHECKING:
    from ui.outlook import Outlook
    from ui.session import Session
    from ui.tables.page import RecordsPage


class Maker(NamedTuple):
    """Who makes a page: a class of a module, loaded when it is first needed, as starting need not wait for it.

    ``looks`` says that the page shows what the look at the whole ledger found.
    """

    module: str
    name: str
    looks: bool = False


MAKERS: dict[str, Maker] = {
    "today": Maker("ui.today.page", "TodayPage", looks=True),
    "finding": Maker("ui.findings.page", "FindingsPage", looks=True),
    "agreement": Maker("ui.forms.page", "AgreementPage"),
    "agreement_copy": Maker("ui.clauses.page", "ClausesPage"),
    "invoice": Maker("ui.tables.invoices", "InvoicesPage"),
    "incident": Maker("ui.tables.incidents", "IncidentsPage"),
    "reference_rate": Maker("ui.tables.rates", "RatesPage"),
    "letter": Maker("ui.letters.page", "LettersPage"),
    "evidence": Maker("ui.evidence.page", "EvidencePage"),
    "reports": Maker("ui.reporting.page", "ReportsPage"),
    "history": Maker("ui.history.page", "HistoryPage"),
    "reconciliation": Maker("ui.reconciling.page", "ReconcilePage"),
    "movement": Maker("ui.movements.page", "MovementsPage"),
}
"""Who makes each page that is not simply the list of its kind of records."""

NEEDED_SOON = (
    "models.ledger.acts",
    "models.law.limitation",
    *(maker.module for maker in MAKERS.values()),
    "ui.forms.form_dialog",
    "ui.search.dialog",
    "ui.offers",
)
"""The modules of acts, pages and what is opened most, to be loaded beside the screen once the first page is there."""


def make_page(name: str, session: "Session", outlook: "Outlook") -> Page:
    """Make a page of a session."""
    maker = MAKERS.get(name)
    if maker is None:
        from ui.tables.page import RecordsPage

        return RecordsPage(session, name)
    page: Page = getattr(import_module(maker.module), maker.name)(*((session, outlook) if maker.looks else (session,)))
    return page


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
        self.stack = Stack()
        self.waiting = QLabel(self.tr("Opening the ledger…"))
        self.waiting.setObjectName("soft")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stack.addWidget(self.waiting)
        self.scrolled = QScrollArea()
        """Scrolls a page where the window is smaller than it needs, as on a small screen with everything enlarged."""
        self.scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setWidget(Whole(self.stack))
        self.navigation.chosen.connect(lambda _: self._bring())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.scrolled, 1)

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
        from ui.tables.columns import COLUMNS
        from ui.tables.page import RecordsPage

        if kind not in COLUMNS:
            raise KeyError(kind)
        page = self._pages.page(kind)
        assert isinstance(page, RecordsPage)  # noqa: S101 - as the table of makers has it
        return page

    def __iter__(self) -> Iterator[str]:
        """Give every kind that has a list."""
        from ui.tables.columns import COLUMNS

        return iter(COLUMNS)

    def __len__(self) -> int:
        """Count the lists."""
        from ui.tables.columns import COLUMNS

        return len(COLUMNS)
