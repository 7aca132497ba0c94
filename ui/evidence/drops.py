"""Files dropped on a widget as evidence; what is to be imported is left to the window."""

from collections.abc import Callable, Set
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

FOR_IMPORT = frozenset({".json", ".csv", ".xlsx", ".zip"})
"""Endings of files that are imported when they are dropped on a list of records."""
_STEPS = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}


class Drops(QObject):
    """Watches one widget; ``take`` is given the files and the place.

    ``leave`` names endings that are not taken, ``only`` the ones that are when it names any.
    """

    def __init__(
        self,
        widget: QWidget,
        take: Callable[[list[Path], QPoint], object],
        leave: Set[str] = frozenset(),
        *,
        only: Set[str] = frozenset(),
    ) -> None:
        super().__init__(widget)
        self._take = take
        self._leave = leave
        self._only = only
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dropped here."""
        if event.type() not in _STEPS or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        paths = files_in(event.mimeData(), self._leave)
        if not paths or (self._only and any(path.suffix.lower() not in self._only for path in paths)):
            return super().eventFilter(watched, event)  # for the window, which imports it
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(paths, event.position().toPoint())
        return True


def files_in(dropped: QMimeData, leave: Set[str]) -> list[Path]:
    """Give the files of a drop; none when one of them is a folder or has an ending that is left to others."""
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    taken = all(path.is_file() and path.suffix.lower() not in leave for path in paths)
    return paths if taken else []
