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
        self._suited: tuple[str, bool] | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether the user has the explanation open, though it may be away just now."""
        return self._dock.isVisible() or self._lent

    def suit(self, page: str, *, spreads: bool) -> None:
        """Suit the page in front, which may spread; what the user does about the room after that holds while it is."""
        if (page, spreads) != self._suited:
            self._suited = page, spreads
            self._give(spreads=spreads)

    def suit_width(self, width: int, *, spreads: bool) -> None:
        """Suit a window of a width in pixels."""
        narrow = width < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._give(spreads=spreads or narrow)

    def _give(self, *, spreads: bool) -> None:
        if spreads and self._dock.isVisible():
            self._dock.hide()
            self._lent = True
        elif not spreads and self._lent and not self._narrow:
            self._dock.show()
            self._lent = False
