"""Files dropped on a window beside whatever keeps evidence: imported by what they are, else offered as evidence."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from pathlib import Path

    from ui.desk import Desk


class Incoming(QObject):
    """Watches a window; says over it, while files are dragged, what a drop would do."""

    def __init__(self, window: "Desk") -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dropped on the window."""
        match event.type():
            case QEvent.Type.DragLeave:
                self._over([])
            case QEvent.Type.DragEnter | QEvent.Type.DragMove | QEvent.Type.Drop if isinstance(event, QDropEvent):
                return self._files(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _files(self, event: QDropEvent) -> bool:
        from ui.dropping import files_in  # what tells files apart is not needed before there are some

        paths = files_in(event.mimeData())
        if not paths:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._over([])
            self._take(paths)
        else:
            self._over(paths)
        return True

    def _over(self, paths: "list[Path]") -> None:
        from ui.dropping import hint_of, said_of_import

        if paths:
            hint_of(self._window).tell(said_of_import(paths), self._window.centralWidget() or self._window)
        else:
            hint_of(self._window).hide()

    def _take(self, paths: "list[Path]") -> None:
        from models.sources.sorting import OTHER
        from ui.dropping import what

        if what(paths) == OTHER:
            self._window.evidence.attach("", "", paths)
        else:
            self._window.transfer.take_in_all(paths)
