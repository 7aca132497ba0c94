"""The bar at the top: the actions that have a button, and at the right the day looked at, always in sight."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from ui import actions
from ui.asof import AsOfBar

_SHOWN, _FOLDED = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


class ToolBar(QToolBar):
    """Holds buttons and the day; stays where it is.

    Where the window is narrow, the last buttons show their icons alone and the day says less, so that none of them
    is out of sight.
    """

    def __init__(self, made: dict[str, QAction], as_of: AsOfBar) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Tools"))
        self.setObjectName("tools")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(_SHOWN)
        actions.fill_toolbar(self, made)
        self._as_of = as_of
        buttons = [self.widgetForAction(action) for action in self.actions()]
        self._worded = [b for b in buttons if isinstance(b, QToolButton) and b.toolButtonStyle() == _SHOWN]
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(room)
        self.addWidget(as_of)
        as_of.resized.connect(self._fold)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Show as many words as there is room for: those of the last buttons go first, then those beside the day."""
        for words in self._as_of.beside:
            words.show()
        for button in self._worded:
            button.setToolButtonStyle(_SHOWN)
        for button in reversed(self._worded):
            if self.sizeHint().width() <= self.width():
                return
            button.setToolButtonStyle(_FOLDED)
        for words in self._as_of.beside:
            words.setVisible(self.sizeHint().width() <= self.width())
