"""The head of a letter opened: its number, its state and what it is about; the steps it can take."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from models.facts.records import Letter
from models.vocabulary import Vocabulary
from ui.icons import icon
from ui.letters.rows import TONES, kind_name, record_name
from ui.look import GAP_SMALL, TEXT_HEADING, font
from ui.tables.chip import Chip
from ui.wording import begun

_OFFERED = {
    "draft": {"remove", "preview", "freeze"},
    "frozen": {"preview", "close", "send"},
    "sent": {"preview", "close", "answer"},
    "answered": {"preview", "close"},
    "closed": {"preview"},
}
"""What can be done with a letter in each state."""
_NEXT = {"draft": "freeze", "frozen": "send", "sent": "answer", "answered": "close"}
"""The next step of a letter in each state."""


class Head(QWidget):
    """Says which letter is opened, and asks for what its buttons name."""

    asked = Signal(str)
    """remove, preview, close, answer, send, pages, freeze, number, record or register."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(self._make_acts())
        column.addLayout(self._make_about())

    def put(self, letter: Letter, words: Vocabulary, *, here: bool) -> None:
        """Show a letter; ``here`` says that it is a draft whose pages the program makes."""
        self.number.setText(letter.number or "—")
        self.number.setEnabled(letter.state == "draft")
        self.title.setText(letter.title)
        self.state.put(begun(words.text(f"state.{letter.state}")), TONES[letter.state])
        self.kind.setText(kind_name(words, letter.kind))
        self.record_button.setText(record_name(words, letter))
        self.record_button.setVisible(letter.record is not None)
        for name, button in self.buttons.items():
            button.setVisible(name in _OFFERED[letter.state])
        self.buttons["preview"].setVisible(here or letter.frozen_on is not None)
        self.buttons["freeze"].setText(self.tr("Freeze…") if here else self.tr("Freeze its PDF…"))
        if not here:  # else once its pages are made
            self.buttons["freeze"].setEnabled(True)

    def go_on(self, letter: Letter) -> None:
        """Take the next step of a letter, where there is one and it can be taken now."""
        if letter.state in _NEXT:
            self.buttons[_NEXT[letter.state]].click()

    def _make_acts(self) -> QHBoxLayout:
        self.back_button = QToolButton()
        self.back_button.setIcon(icon("back"))
        self.back_button.setText(self.tr("All letters"))
        self.back_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back_button.clicked.connect(lambda: self.asked.emit("register"))
        self.number = QToolButton()
        self.number.setFont(font(TEXT_HEADING, bold=True))
        self.number.setToolTip(self.tr("Change the number"))
        self.number.clicked.connect(lambda: self.asked.emit("number"))
        self.state = Chip()
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        for widget in (self.back_button, self.number, self.state):
            row.addWidget(widget)
        row.addStretch(1)
        texts = {
            "remove": self.tr("Remove draft"),
            "preview": self.tr("Save or print…"),
            "close": self.tr("Close the matter"),
            "answer": self.tr("Answered…"),
            "send": self.tr("Sent…"),
            "pages": self.tr("Add its pages…"),
            "freeze": self.tr("Freeze…"),
        }
        for name, text in texts.items():
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            self.buttons[name] = button
            row.addWidget(button)
        for name in ("freeze", "send", "answer"):
            self.buttons[name].setProperty("main", "true")
        return row

    def _make_about(self) -> QHBoxLayout:
        self.kind, self.title = QLabel(), QLabel()
        for label in (self.kind, self.title):
            label.setObjectName("soft")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.record_button = QToolButton()
        self.record_button.clicked.connect(lambda: self.asked.emit("record"))
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        for widget, stretch in ((self.kind, 0), (self.record_button, 0), (self.title, 1)):
            row.addWidget(widget, stretch)
        return row
