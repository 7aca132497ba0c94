"""The line over a list that narrows it: the same keys on every page."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

_WIDE, _NARROW = 220, 120


class FilterLine(QLineEdit):
    """What is typed narrows a list, at once or when typing rests. Enter goes to the list, Esc clears first."""

    wanted = Signal(str)
    """The list is to show what says this."""
    left = Signal()
    """The keyboard goes to the list."""

    def __init__(self, text: str, parent: QWidget | None = None, *, rest: int = 0) -> None:
        super().__init__(parent)
        self.rest = rest
        """Milliseconds without typing after which the list is narrowed; 0 narrows it at every key."""
        self.setAcceptDrops(False)  # a file dropped here is for the page or the window, and its place no words
        self.setPlaceholderText(text)
        self.setAccessibleName(text)
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(_WIDE)
        self.setMinimumWidth(_NARROW)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._waiting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.narrow)
        self.textChanged.connect(lambda _: self._typed())
        self.returnPressed.connect(self.left)

    def sizeHint(self) -> QSize:
        """Be as wide as a few words where there is room."""
        return QSize(_WIDE, super().sizeHint().height())

    def choose(self) -> None:
        """Put the cursor into the line, what it holds selected."""
        self.setFocus()
        self.selectAll()

    def narrow(self) -> None:
        """Narrow the list now."""
        self._timer.stop()
        self.wanted.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Esc and go back to the list; down there too with the arrow."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Narrow nothing behind the user's back: the window may be closing, and the ledger with it."""
        self._waiting = self._timer.isActive()
        self._timer.stop()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Narrow now what was typed before the page was left."""
        super().showEvent(event)
        if self._waiting:
            self._waiting = False
            self.narrow()

    def _typed(self) -> None:
        if self.rest:
            self._timer.start(self.rest)
        else:
            self.narrow()
