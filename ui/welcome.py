"""The first thing one sees: a new ledger, an existing one, or the sample to look around in."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from resources import resource
from ui.fitting import open_at
from ui.icons import icon
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_WIDE, TEXT, TEXT_HEADING, colours, font
from ui.paint import cut
from ui.settings import ledger_name, recent_ledgers

_LINE = 36
_CHOICE, _DRAWING = 76, 24
_BESIDE = 2 * GAP_WIDE + _DRAWING
"""Pixels before the words of a choice: its drawing with some air."""
_WIDEST, _HIGHEST = 1040, 640
"""Pixels of what one sees at most; a larger window has it in the middle."""


class RecentLedgers(QListWidget):
    """Ledgers to choose from, by one click or Enter."""

    chosen = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.itemClicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter."""
        item = self.currentItem()
        if item is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(item)
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class Choice(QPushButton):
    """A way to begin: its drawing, its name, and under it what comes of it."""

    def __init__(self, name: str, text: str, description: str) -> None:
        super().__init__()
        self._drawing, self._name, self._description = icon(name), text, description
        self.setObjectName("choice")
        self.setAutoDefault(True)
        self.setFixedHeight(_CHOICE)
        self.setAccessibleName(text)
        self.setAccessibleDescription(description)

    def sizeHint(self) -> QSize:
        """Be as wide as the longer of the two lines."""
        widths = (
            QFontMetrics(font(TEXT_HEADING, bold=True)).horizontalAdvance(self._name),
            QFontMetrics(font(TEXT)).horizontalAdvance(self._description),
        )
        return QSize(max(widths) + _BESIDE + GAP_WIDE + 2, _CHOICE)  # 2: advances are rounded

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and on it the drawing and the two lines."""
        super().paintEvent(event)
        painter = QPainter(self)
        drawing = QRect(GAP_WIDE, (self.height() - _DRAWING) // 2, _DRAWING, _DRAWING)
        self._drawing.paint(painter, drawing)
        width, half = self.width() - _BESIDE - GAP_WIDE, (self.height() - 2 * GAP) // 2
        for text, top, in_font, ink in (
            (self._name, GAP, font(TEXT_HEADING, bold=True), colours().ink),
            (self._description, GAP + half, font(TEXT), colours().soft),
        ):
            painter.setFont(in_font)
            painter.setPen(QColor(ink))
            line = QRect(_BESIDE, top, width, half)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut(text, width, in_font))
        painter.end()


class WelcomeWindow(QWidget):
    """Asks what to begin with."""

    asking = Signal(str)
    """new_ledger, open_ledger, sample, manual, restore, settings or language."""
    opening = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setWindowTitle(self.tr("ClauseLedger"))
        open_at(self, 880, 540)
        own = self.tr("For your own agreement: who you are, when it was signed.")
        invented = self.tr("An invented customer with bills, invoices and a late payment. Change what you like.")
        self.new = self._choice("new", self.tr("New ledger"), own, "new_ledger")
        self.open = self._choice(
            "open", self.tr("Open a ledger"), self.tr("A file ending in .clauseledger."), "open_ledger"
        )
        self.sample = self._choice("sample", self.tr("Explore the sample ledger"), invented, "sample")
        self.recent = RecentLedgers()
        self.recent.setAccessibleName(self.tr("Recent ledgers"))
        self.recent.setIconSize(self.recent.iconSize() * 1.2)
        for path in recent_ledgers():
            item = QListWidgetItem(icon("agreement"), ledger_name(path), self.recent)
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(str(path))
            item.setSizeHint(QSize(0, _LINE))
        self.recent.setFixedHeight(self.recent.count() * _LINE + 8)
        self.recent.setProperty("roomy", "true")
        self.recent.chosen.connect(self.opening)
        self.manual = QToolButton()
        self.manual.setText(self.tr("Manual"))
        self.manual.clicked.connect(lambda: self.asking.emit("manual"))
        self.restore = QToolButton()
        self.restore.setText(self.tr("Restore a backup…"))
        self.restore.clicked.connect(lambda: self.asking.emit("restore"))
        self.settings = QToolButton()
        self.settings.setText(self.tr("Settings…"))
        self.settings.clicked.connect(lambda: self.asking.emit("settings"))
        self.language = QToolButton()
        self.language.setIcon(icon("language"))
        self.language.setText(self.tr("中文 / English"))
        self.language.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.language.clicked.connect(lambda: self.asking.emit("language"))
        self._lay_out()
        self.new.setFocus()

    def _choice(self, name: str, text: str, description: str, asks: str) -> Choice:
        button = Choice(name, text, description)
        button.clicked.connect(lambda: self.asking.emit(asks))
        return button

    def _head(self) -> QHBoxLayout:
        """Give the name of the program, what it is for, and the other language."""
        mark = QLabel()
        mark.setPixmap(
            QPixmap(str(resource("icons", "clauseledger.svg"))).scaled(
                56, 56, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        title = QLabel(self.tr("ClauseLedger"))
        title.setObjectName("title")
        line = QLabel(
            self.tr("Your side of a cloud service agreement: which day to act, what it costs, by which clause.")
        )
        line.setObjectName("soft")
        line.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(line)
        head = QHBoxLayout()
        head.setSpacing(GAP_WIDE)
        head.addWidget(mark)
        head.addLayout(words, 1)
        head.addWidget(self.language, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _lay_out(self) -> None:
        choices = QVBoxLayout()
        choices.setSpacing(GAP_SMALL)
        for button in (self.new, self.open, self.sample):
            choices.addWidget(button)
        choices.addStretch(1)
        recents = QVBoxLayout()
        recents.setSpacing(GAP_SMALL)
        heading = QLabel(self.tr("Recent ledgers"))
        heading.setObjectName("heading")
        recents.addWidget(heading)
        none = QLabel(self.tr("None yet."))
        none.setObjectName("soft")
        recents.addWidget(self.recent if self.recent.count() else none)
        recents.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(GAP_PAGE)
        body.addLayout(choices, 3)
        body.addLayout(recents, 2)
        private = QLabel(self.tr("Everything stays on this machine. The program never uses a network."))
        private.setObjectName("soft")
        whole = QWidget()
        whole.setMaximumSize(_WIDEST, _HIGHEST)
        middle = QHBoxLayout(self)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(whole, _WIDEST)
        middle.addStretch(1)
        column = QVBoxLayout(whole)
        column.setContentsMargins(GAP_PAGE + GAP, GAP_PAGE + GAP, GAP_PAGE + GAP, GAP_PAGE)
        column.setSpacing(GAP_PAGE)
        column.addLayout(self._head())
        column.addLayout(body, 1)
        foot = QHBoxLayout()
        foot.addWidget(private, 1)
        foot.addWidget(self.manual)
        foot.addWidget(self.restore)
        foot.addWidget(self.settings)
        column.addLayout(foot)
