"""The room beside a page: the explanation's, lent to a page that spreads and to a window that became narrow."""

from PySide6.QtWidgets import QDockWidget

NARROW = 1_000
"""Pixels of a window's width below which its page needs the room, until the explanation is asked for."""


class SideRoom:
    """Takes the explanation away and brings it back; one the user closed stays closed."""

    def __init__(self, dock: QDockWidget) -> None:
        self._dock = dock
        self._lent = False
        self._narrow = False

    @property
    def is_wanted(self) -> bool:
        """Whether the user has the explanation open, though it may be away just now."""
        return self._dock.isVisible() or self._lent

    def suit(self, *, spreads: bool) -> None:
        """Suit the page in front, which may spread."""
        if spreads:
            self._lend()
        elif self._lent and not self._narrow:
            self._dock.show()
            self._lent = False

    def suit_width(self, width: int, *, spreads: bool) -> None:
        """Suit a window of a width in pixels."""
        narrow = width < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.suit(spreads=spreads or narrow)

    def _lend(self) -> None:
        if self._dock.isVisible():
            self._dock.hide()
            self._lent = True
