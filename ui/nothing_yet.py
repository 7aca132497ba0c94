"""What stands where there is nothing yet: what belongs there and how it comes there."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.look import GAP_SMALL


def nothing_yet(lines: Iterable[str], button: QPushButton | None = None) -> QWidget:
    """Give lines of teaching in the middle of the room, and a button below that begins, if there is one."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setSpacing(GAP_SMALL)
    column.addStretch(2)
    for line in lines:
        text = QLabel(line)
        text.setObjectName("soft")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(text)
    if button is not None:
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
    column.addStretch(3)
    return made
