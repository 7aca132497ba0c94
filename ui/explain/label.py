"""An amount standing by itself on a page that answers a click, Enter and hovering with where it comes from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.explain.sums import Sum


class ExplainedLabel(QLabel):
    """Shows a text with what explains it; without that it is a label like any other."""

    explaining = Signal(object)
    """A :class:`ui.explain.sums.Sum`: by click, by Enter, and as the keyboard arrives (F1 then leads there)."""
    asked = Signal(object)
    """The same, by click and Enter alone: to be in view also where the page took the explanation's room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figure")
        self._sum: Sum | None = None

    def put(self, text: str, explained: Sum | None = None, brief: str = "") -> None:
        """Show a text, what explains it, and the little of that which is said to who hovers."""
        self.setText(text)
        self._sum = explained
        self.setToolTip(brief)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if explained is None else Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor if explained is None else Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(" ".join(part for part in (explained.title if explained else "", text) if part))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Explain by mouse."""
        super().mousePressEvent(event)
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Explain by keyboard."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._ask()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Explain what the keyboard has come to."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._explain()

    def _ask(self) -> None:
        self._explain()
        if self._sum is not None:
            self.asked.emit(self._sum)

    def _explain(self) -> None:
        if self._sum is not None:
            self.explaining.emit(self._sum)
