"""Files dropped on a widget as evidence; what is to be imported is left to the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from ui.dropping import files_in, hint_of

Aim = tuple[str, QRect | None]
"""What a drop would do, in words, and the part of the widget that takes it (None: all of it)."""
_OVER = {QEvent.Type.DragEnter, QEvent.Type.DragMove}


class Drops(QObject):
    """Watches one widget; ``take`` is given the files and the place, ``aim`` says while dragging what it would do.

    ``leave`` tells of files that they are not taken here: the window imports them.
    """

    def __init__(
        self,
        widget: QWidget,
        take: Callable[[list[Path], QPoint], object],
        aim: Callable[[QPoint], Aim],
        leave: Callable[[list[Path]], bool] = lambda _paths: False,
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._take = take
        self._aim = aim
        self._leave = leave
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dropped here."""
        if event.type() == QEvent.Type.DragLeave:
            hint_of(self._widget).hide()
        if event.type() not in _OVER | {QEvent.Type.Drop} or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        paths = files_in(event.mimeData())
        if not paths or self._leave(paths):
            return super().eventFilter(watched, event)  # for the window, which imports it
        event.acceptProposedAction()
        place = event.position().toPoint()
        if event.type() == QEvent.Type.Drop:
            hint_of(self._widget).hide()
            self._take(paths, place)
        else:
            text, part = self._aim(place)
            hint_of(self._widget).tell(text, self._widget, part)
        return True
