"""What an empty ledger teaches: the few things to enter first, and what each of them makes the program say."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.vocabulary import Vocabulary
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_WIDE


class FirstSteps(QFrame):
    """The way from an empty ledger to the first deadline."""

    entering = Signal(str)
    """The kind of record to be entered."""
    asking = Signal(str)
    """An action of the table."""

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        title = QLabel(self.tr("Nothing follows yet from what is on record. In this order it goes fastest:"))
        title.setObjectName("heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_WIDE)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        steps = (
            (words.act("enter_account"), self.tr("The account at the provider; every bill belongs to one."), "account"),
            (words.act("enter_service"), self.tr("What is bought, since when, paid before or after use."), "service"),
            (
                words.act("enter_bill"),
                self.tr("With the time it was received: from it follows the day to object by."),
                "bill",
            ),
            (
                words.act("enter_invoice"),
                self.tr("From its receipt follow the day to pay by and, after it, the late fee."),
                "invoice",
            ),
        )
        self.buttons: list[QPushButton] = []
        for row, (text, why, kind) in enumerate(steps):
            self._add(grid, row, text, why).clicked.connect(lambda _=False, kind=kind: self.entering.emit(kind))
        files = self.tr("Provider's bills, electronic invoices, notices by mail, exchange files; drop them anywhere.")
        self._add(grid, len(steps), self.tr("Import file…"), files).clicked.connect(
            lambda: self.asking.emit("import_file")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PAGE, GAP_WIDE, GAP_PAGE, GAP_WIDE)
        column.setSpacing(GAP_WIDE)
        column.addWidget(title)
        column.addLayout(grid)
        column.addStretch(1)

    def _add(self, grid: QGridLayout, row: int, text: str, why: str) -> QPushButton:
        button = QPushButton(text)
        label = QLabel(why)
        label.setWordWrap(True)
        label.setContentsMargins(0, GAP_SMALL - 2, 0, 0)
        grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignTop)
        self.buttons.append(button)
        return button
