"""The selected matter in full: what happens if its day is missed, and the buttons that answer it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.look import GAP, GAP_SMALL, GAP_TINY, GAP_WIDE
from ui.today.answers import Way


class MatterDetail(QFrame):
    """Says a matter in full and offers the ways to answer it; the last is the most usual."""

    answering = Signal(object)
    """The way chosen."""
    showing = Signal()
    """The matter's record is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.about = QLabel()
        self.about.setObjectName("soft")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.record_button = QPushButton(self.tr("Show the record"))
        self.record_button.clicked.connect(self.showing)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(GAP_SMALL)
        self._row.addWidget(self.record_button)
        says = QVBoxLayout()
        says.setSpacing(GAP_TINY)
        says.addWidget(self.about)
        says.addWidget(self.sentence)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(GAP_WIDE, GAP, GAP_WIDE, GAP)
        self._whole.setSpacing(GAP)
        self._whole.addLayout(says, 1)
        self._whole.addLayout(self._row)

    def stand(self, upright: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Put the buttons under the words, or beside them."""
        self.about.setWordWrap(upright)
        self._whole.setDirection(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)

    def put(self, about: str, sentence: str, ways: list[Way]) -> None:
        """Show a matter."""
        self.about.setText(about)
        self.sentence.setText(sentence)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for way in ways:
            button = QPushButton(way.text)
            button.clicked.connect(lambda _=False, way=way: self.answering.emit(way))
            self._row.addWidget(button)
            self.buttons.append(button)
