"""Where the user has been: back and forward through places, each a page and what was selected there."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.page import Left

_KEPT = 100


class Place(NamedTuple):
    """A page, and how it was looked at when it was left."""

    page: str
    left: Left = Left()


class Places:
    """The trail of places. A move on a page changes the place there; another page, or being led, is a new one."""

    def __init__(self) -> None:
        self._trail: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """Where the user is, as noted last."""
        return self._trail[self._at] if self._at >= 0 else None

    def copied(self) -> "Places":
        """Give the same trail, to be gone on with elsewhere."""
        made = Places()
        made._trail, made._at = list(self._trail), self._at
        return made

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at + 1 < len(self._trail)

    def be_at(self, place: Place, *, went: bool = False) -> None:
        """Note where the user is now; a page left for another one begins what can be gone forward to anew.

        ``went`` says that the user was led to it, by a link or the search: it is another place on the same page too.
        """
        if self._at >= 0 and self._trail[self._at].page == place.page and not went:
            self._trail[self._at] = place
            return
        self._trail = [*self._trail[: self._at + 1], place][-_KEPT:]
        self._at = len(self._trail) - 1

    def go(self, steps: int) -> Place | None:
        """Go so many places on (back when negative); None when there is no such place."""
        wanted = self._at + steps
        if not 0 <= wanted < len(self._trail):
            return None
        self._at = wanted
        return self._trail[wanted]


class MouseKeys(QObject):
    """The mouse's own keys for back and forward, over whatever they are pressed."""

    pressed = Signal(int)
    """-1 for back, 1 for forward."""

    def watch(self, widget: QWidget) -> None:
        """Listen on a widget and every view inside it."""
        widget.installEventFilter(self)
        for area in widget.findChildren(QAbstractScrollArea):
            area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two keys; leave everything else."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            steps = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}.get(event.button())
            if steps is not None:
                self.pressed.emit(steps)
                return True
        return super().eventFilter(watched, event)
