"""A small whole number, typed or stepped with the arrows."""

from PySide6.QtWidgets import QSpinBox, QWidget

from ui.look import GAP_SMALL


class Number(QSpinBox):
    """A number whose text stands as far from the edge as in every other field: a style sheet cannot say that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(GAP_SMALL, 0, 0, 0)
