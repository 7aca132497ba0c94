"""Going from place to place in the window: what is selected is explained, and Back returns to where one was."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.page import Left, Page
from ui.pages import Pages
from ui.places import MouseKeys, Place, Places

if TYPE_CHECKING:
    from ui.explain.panel import ExplainPanel


class Going(QObject):
    """Moves between the pages of one window and keeps the trail."""

    arrived = Signal()
    """Another page is in front, or there is another place to go back or forward to."""

    def __init__(self, pages: Pages, panel: "Callable[[], ExplainPanel]") -> None:
        super().__init__(pages)
        self._pages = pages
        self._places = Places()
        self._mouse = MouseKeys(self)
        self._mouse.pressed.connect(self.step)
        self._panel = panel
        pages.made.connect(self._take_in)
        pages.chosen.connect(lambda _: self._arrive())

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._pages.page(self._pages.current)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return self._places.can_go_back

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to go forward to."""
        return self._places.can_go_forward

    def show(self, page: str, spot: str = "") -> None:
        """Go to a page, and to a spot on it when one is named."""
        led = bool(spot) and self._pages.any_shown and page == self._pages.current and spot != self.page.spot
        if led:
            self._note()
            self._places.be_at(Place(page, Left(spot)), went=True)
        self._pages.show_page(page)
        if spot:
            self._pages.page(page).go_to(spot)
        self._note()

    def step(self, steps: int) -> None:
        """Go back (-1) or forward (1) to where the user was; what is no longer there is not selected."""
        self._note()
        place = self._places.go(steps)
        if place is not None:
            self._pages.show_page(place.page)
            self.page.find_again(place.left)
            self._note()

    def go_on(self, before: "Going") -> None:
        """Go on where one was in another window of the same ledger."""
        before._note()  # noqa: SLF001 - another of the same class
        self._places = before._places.copied()  # noqa: SLF001

    def _take_in(self, page: Page) -> None:
        page.moved.connect(self._note)
        page.explaining.connect(lambda *about: self._panel().show_record(*about))
        page.explaining_sum.connect(lambda *about: self._panel().show_sum(*about))
        page.explaining_now.connect(lambda *about: self._panel().show_sum(*about))
        page.showing.connect(self.show)
        for watched in (self._pages, page):
            self._mouse.watch(watched)

    def _arrive(self) -> None:
        self.page.arrive()
        self._note()

    def _note(self) -> None:
        """Note where the user is, and how the page was left that was in front before."""
        here, now = self._places.here, self._pages.current
        before = self._pages.known(here.page) if here is not None and here.page != now else None
        if here is not None and before is not None:
            self._places.be_at(Place(here.page, before.left()))
        self._places.be_at(Place(now, self.page.left()))
        self.arrived.emit()
