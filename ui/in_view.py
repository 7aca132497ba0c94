"""What a widget shows is made anew when it is looked at, and not before."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class InView(QObject):
    """Makes what a widget shows anew after a change: at once while it is in view, else when it comes into view.

    Begins as if something had changed. ``renew`` shows what there is now.
    """

    def __init__(self, widget: QWidget, renew: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._renew = renew
        self._changed = True
        widget.installEventFilter(self)

    def changed(self) -> None:
        """Say that what is shown may be another now."""
        self._changed = True
        if self._widget.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Renew now, in view or not, unless nothing has changed since the last time."""
        if self._changed:
            self._changed = False
            self._renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.catch_up()
        return super().eventFilter(watched, event)
