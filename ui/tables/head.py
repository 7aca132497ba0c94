"""What stands over a list of records: its name and count, the filter, and the buttons."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from models.letters.table import LETTERS
from models.vocabulary import Vocabulary
from ui.filter import FilterLine
from ui.languages import QT_TRANSLATE_NOOP, translate
from ui.look import GAP, GAP_TINY, TEXT_TITLE, font
from ui.rooms import page_name, room_of

_ALSO = {
    "service_rule": ("preset", QT_TRANSLATE_NOOP("RecordsPage", "From a preset…")),
    "arrangement": ("import_calendar", QT_TRANSLATE_NOOP("RecordsPage", "Open a calendar file…")),
}
"""Kind → action of the table that also enters records of the kind, and its button's text."""
OF_LETTERS = {kind.subject for kind in LETTERS.values()}
"""Kinds of records that letters are about."""


def is_titled(kind: str) -> bool:
    """Tell whether a list names itself: where it stands among tabs, its tab does."""
    return len(room_of(kind).pages) == 1


class ListHead(QWidget):
    """The line over a list."""

    asking = Signal(str)
    """An action of the table, by its name."""
    looking = Signal()
    """Columns and saved views are asked for."""

    def __init__(self, kind: str, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = QLabel()
        self.count.setObjectName("soft")
        self.count.setContentsMargins(0, 0, 0, GAP_TINY)
        self.filter = FilterLine(self.tr("Filter"))
        self._looks = QPushButton(self.tr("Views"))
        self._looks.setToolTip(self.tr("Columns and saved views"))
        self._looks.clicked.connect(self.looking)
        self._of_rows: list[QWidget] = [self.count, self.filter, self._looks]
        """What an empty list does without: its place teaches, and has the button that enters the first record."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self._titled = is_titled(kind)
        if self._titled:
            title = QLabel(page_name(kind, words))
            title.setObjectName("title")
            title.setFont(font(TEXT_TITLE, bold=True))
            row.addWidget(title)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self.filter)
        row.addWidget(self._looks)
        if kind in OF_LETTERS:
            self._of_rows.append(self._button(self.tr("Letter…"), "letter"))
            row.addWidget(self._of_rows[-1])
        if kind in _ALSO:
            name, text = _ALSO[kind]
            row.addWidget(self._button(translate("RecordsPage", text), name))
        self._of_rows.append(self._button(words.act(f"enter_{kind}"), "new_record"))
        row.addWidget(self._of_rows[-1])

    @property
    def corner(self) -> QPoint:
        """Where a menu of the list opens, on the screen."""
        return self._looks.mapToGlobal(self._looks.rect().bottomLeft())

    def say_count(self, shown: int, total: int) -> None:
        """Say how many rows are shown of how many."""
        if shown != total:
            self.count.setText(self.tr("{0} of {1}").format(shown, total))
        else:  # beside a title the number says enough
            self.count.setText(str(total) if self._titled else self.tr("%n record(s)", "", total))
        for widget in self._of_rows:
            widget.setVisible(total > 0)

    def _button(self, text: str, action: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: self.asking.emit(action))
        return button
