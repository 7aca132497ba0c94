"""What does not fit the screen scrolls: forms and sheets that are as large as what they hold, while there is room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_BAR = 14
"""Pixels of the bar it scrolls by."""
_BESIDE = 200
"""Pixels of the screen that a dialog's title, foot and frame take."""


class Fitting(QScrollArea):
    """Shows a widget whole where the screen has room, else scrolls; the keyboard goes to what is inside."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        inside.setObjectName("scrolled")
        self._inside = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        """Be as large as what is inside, as far as the screen has room."""
        wanted, room = self._inside.sizeHint(), self.screen().availableGeometry().size()
        most = QSize(room.width() - _BESIDE, room.height() - _BESIDE)
        return wanted.boundedTo(most) + QSize(_BAR, 0)
