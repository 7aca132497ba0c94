"""Files dropped on a widget as evidence; what is to be imported is left to the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_FOR_IMPORT = {".json"}
"""Endings of files that are imported wherever they are dropped."""
_STEPS = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}


class Drops(QObject):
    """Watches one widget; ``take`` is given the files and the place."""

    def __init__(self, widget: QWidget, take: Callable[[list[Path], QPoint], object]) -> None:
        super().__init__(widget)
        self._take = take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dropped here."""
        if event.type() not in _STEPS or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        paths = files_in(event.mimeData())
        if not paths:
            return super().eventFilter(watched, event)  # for the window, which imports it
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(paths, event.position().toPoint())
        return True


def files_in(dropped: QMimeData) -> list[Path]:
    """Give the files of a drop that can be kept as evidence; none when one of them is to be imported."""
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    files = [path for path in paths if path.is_file()]
    return [] if len(files) < len(paths) or any(path.suffix.lower() in _FOR_IMPORT for path in files) else files
