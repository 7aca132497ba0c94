"""What the window asks of every page, and what a page may ask of the window."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.filter import FilterLine


class Left(NamedTuple):
    """How a page was left: what was selected, what its lists were narrowed to, how far each view was scrolled.

    ``together`` are the records selected beside the one at the spot.
    """

    spot: str = ""
    filters: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    scrolled: tuple[tuple[int, int], ...] = ()


class Page(QWidget):
    """A page in a room. It tells what is selected, and the window does what it asks for."""

    explaining = Signal(str, str, str)
    """(kind, id, kind of figure or empty): explain a record beside the page."""
    explaining_sum = Signal(object)
    """Explain a :class:`ui.explain.sums.Sum` beside the page."""
    explaining_now = Signal(object)
    """Explain a :class:`ui.explain.sums.Sum`, in view also where the page took the explanation's room."""
    opening = Signal(str, str)
    """(kind, id): open a record to be edited."""
    opening_at = Signal(str, str, str)
    """(kind, id, field): open a record to be edited, at a field."""
    entering = Signal(str, object)
    """(kind, JSON): enter a new record whose form begins with some values."""
    adding = Signal(str)
    """Enter a new record of a kind."""
    removing = Signal(str, str)
    """(kind, id): remove a record."""
    revising = Signal(str, object)
    """(kind, list of ids): change the same fields of several records."""
    removing_several = Signal(str, object)
    """(kind, list of ids): remove several records as one act."""
    showing = Signal(str, str)
    """(page, spot): go to a place."""
    writing = Signal(str, str)
    """(kind of letter, record): make a letter."""
    stating = Signal(str)
    """Make the late-fee statement of an invoice."""
    saved = Signal(str, str)
    """(kind, id): a record was saved on the page itself."""
    composing = Signal(str, str)
    """(kind of record, id): ask which letter to draft about a record."""
    attaching = Signal(str, str, object)
    """(kind, id, list of paths): keep files with a record as evidence; the user says how they were obtained."""
    said = Signal(str)
    """Something was done, which can be undone."""
    told = Signal(str)
    """Something is to be said that changed nothing."""
    refused = Signal(object)
    """Something was refused: a :class:`models.problems.Refused`."""
    asking = Signal(str)
    """Do an action of the table, by its name."""
    moved = Signal()
    """Something else is selected now, so the place to come back to is another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scrolled: tuple[tuple[int, int], ...] = ()
        """Where the views are to be scrolled to once they are shown."""

    @property
    def spot(self) -> str:
        """What is selected, as :meth:`go_to` takes it; empty when nothing is."""
        return ""

    def go_to(self, spot: str) -> bool:
        """Select what a spot names; False when it is not here (any more)."""
        return not spot

    def left(self) -> Left:
        """Tell how the page is looked at now."""
        filters = tuple(line.text() for line in self.findChildren(FilterLine))
        scrolled = tuple(
            (area.horizontalScrollBar().value(), area.verticalScrollBar().value()) for area in self._areas()
        )
        return Left(self.spot, filters, (), scrolled)

    def find_again(self, left: Left) -> None:
        """Look at the page as it was left, in another language's window for example."""
        for line, text in zip(self.findChildren(FilterLine), left.filters, strict=False):
            if line.text() != text:
                line.setText(text)
                line.narrow()
        if left.spot:
            self.go_to(left.spot)
        self._scrolled = left.scrolled
        if self.isVisible():
            QTimer.singleShot(0, self, self.scroll_again)

    def scroll_again(self) -> None:
        """Scroll every view to where it was when the page was left; nothing when other views are shown now."""
        scrolled, self._scrolled = self._scrolled, ()
        areas = self._areas()
        if len(areas) == len(scrolled):
            for area, (across, down) in zip(areas, scrolled, strict=True):
                area.horizontalScrollBar().setValue(across)
                area.verticalScrollBar().setValue(down)

    def showEvent(self, event: QShowEvent) -> None:
        """Scroll to where one was, once what is shown has its size."""
        super().showEvent(event)
        if self._scrolled:
            QTimer.singleShot(0, self, self.scroll_again)

    def _areas(self) -> list[QAbstractScrollArea]:
        """Give every view of the page; what pops up over it is none."""
        return [area for area in self.findChildren(QAbstractScrollArea) if area.window() is self.window()]

    def arrive(self) -> None:
        """Come to the front: select something and ask for it to be explained."""

    @property
    def spreads(self) -> bool:
        """Whether the page, as it is now, takes the explanation's room for itself."""
        return False

    def settle(self) -> bool:
        """Put what was typed away, before the window or the ledger goes; False when that is refused."""
        return True

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Give what this page does itself of the action table, by the actions' names; the others are greyed out."""
        return {}
