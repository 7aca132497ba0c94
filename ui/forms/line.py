"""The plainest input: one line of text."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class LineInput(QLineEdit):
    """One line; empty or only space is None."""

    changed = Signal()
    example = ""
    """Shown in the empty field while it has the cursor, so that no example is taken for a value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resting = ""
        self.setAcceptDrops(False)  # a file dropped here is for the page or the window, and its place no value
        self.textChanged.connect(lambda _: self.changed.emit())

    def raw(self) -> Any:
        """Give the JSON value as entered; None when empty."""
        text = self.text().strip()
        return self.read(text) if text else None

    def read(self, text: str) -> Any:
        """Turn what was typed into a JSON value."""
        return text

    def put(self, raw: Any) -> None:
        """Show a JSON value."""
        self.setText("" if raw is None else str(raw))
        self.setCursorPosition(0)

    def rest_with(self, text: str) -> None:
        """Show a text in the empty field while it has not the cursor."""
        self._resting = text
        if not self.hasFocus():
            self.setPlaceholderText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the example."""
        super().focusInEvent(event)
        self.setPlaceholderText(self.example)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the example away."""
        super().focusOutEvent(event)
        self.setPlaceholderText(self._resting)

    def hint(self) -> str:
        """Say something helpful about what is entered; can be empty."""
        return ""
