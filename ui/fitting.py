"""What does not fit the screen scrolls, and where there is much room things stand beside each other."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget, QWidget

from ui.look import GAP

_BAR = 14
"""Pixels of the bar it scrolls by."""
_RING = 2
"""Pixels of height that the ring takes which tells where the keyboard is."""
_BESIDE = QSize(80, 200)
"""Pixels of the screen that a dialog's title, foot and frame take."""


_UNLIMITED = 16_777_215
"""Pixels by which Qt means no limit."""
WIDE = 1200
"""Pixels from which two things stand beside each other instead of under each other."""
_SECOND = 400
"""Pixels the second of them takes beside the first: a line as long as one reads with ease."""


class BesideWhenWide(QWidget):
    """A list and what tells of the selected one: under it, or beside it where there is room."""

    turned = Signal(bool)
    """They stand beside each other now (True), or under each other."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._second = second
        self._wide = False
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(first, 1)
        self._box.addWidget(second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn with the room there is."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        if wide != self._wide:
            self._wide = wide
            self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
            self._box.setAlignment(self._second, Qt.AlignmentFlag.AlignTop if wide else Qt.AlignmentFlag(0))
            self._second.setMinimumWidth(_SECOND if wide else 0)
            self._second.setMaximumWidth(_SECOND if wide else _UNLIMITED)
            self.turned.emit(wide)


_FRAME = QSize(16, 48)
"""Pixels of the screen that the system's frame around a window takes."""


def open_at(window: QWidget, width: int, height: int) -> None:
    """Let a window open at a size in pixels, smaller where its screen has less room."""
    window.resize(QSize(width, height).boundedTo(window.screen().availableGeometry().size() - _FRAME))


class Stack(QStackedWidget):
    """One of several at a time, needing no more room than that one does."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """Need what the one in front needs."""
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else super().minimumSizeHint()


class Whole(QWidget):
    """Holds a stack over its whole size, for a scroll area to scroll when that has less room than the front one needs.

    In a layout the stack would be given the height that the highest of all its pages wants, in front or not.
    """

    def __init__(self, stack: Stack) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """Need what the one in front needs."""
        return self._stack.minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        """Need another size when what is in front does; the scroll area would not hear of it otherwise."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stack the new size."""
        super().resizeEvent(event)
        self._stack.resize(self.size())


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
        most = self.screen().availableGeometry().size() - _BESIDE
        return (self._inside.sizeHint() + QSize(_BAR, _RING)).boundedTo(most)
