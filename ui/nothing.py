"""What stands where nothing is yet: what it would be, how it comes there, and the button that brings it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.look import GAP, GAP_SMALL


class Nothing(QWidget):
    """Teaches in the place of an empty list or page; the keyboard goes to its button."""

    def __init__(self, what: str, how: str, button: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = button
        self.setFocusProxy(button)
        column = QVBoxLayout(self)
        column.setSpacing(GAP_SMALL)
        column.addStretch(2)
        for text, name in ((what, "sentence"), (how, "soft")):
            if text:
                line = QLabel(text)
                line.setObjectName(name)
                line.setAlignment(Qt.AlignmentFlag.AlignCenter)
                line.setWordWrap(True)
                column.addWidget(line)
        column.addSpacing(GAP)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
