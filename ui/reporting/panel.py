"""A picture with its name, what can be done with it, what it says in words, and what teaches while there is nothing."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.charts.picture import Picture
from ui.in_view import InView
from ui.look import GAP, GAP_SMALL
from ui.session import Session
from ui.work import Beside

Result = TypeVar("Result")
_MANY_BILLS, _MANY_LINES = 200, 5_000


class PicturePanel(QFrame):
    """One picture of a session's ledger, drawn anew after every change that is in view."""

    explaining = Signal(object)
    """A :class:`ui.explain.sums.Sum` of what was pointed at."""
    told = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        session: Session,
        picture: Picture,
        teaching: str,
        parent: QWidget | None = None,
        *,
        choice: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.session = session
        self.picture = picture
        self.beside = Beside(self)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.none = QLabel(teaching)
        self.none.setObjectName("soft")
        self.none.setWordWrap(True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.head = QHBoxLayout()
        self.buttons: list[QPushButton] = []
        self._lay_out(choice)
        self.none.hide()
        picture.told.connect(self.told)
        picture.refused.connect(self.refused)
        self.in_view = InView(self, self.renew)
        session.changed.connect(self.in_view.changed)

    def renew(self) -> None:
        """Draw the picture of the ledger as it is now."""
        raise NotImplementedError

    def explain(self) -> None:
        """Have explained what is pointed at on the picture."""

    def compute(self, job: Callable[[], Result], show: Callable[[Result], None]) -> None:
        """Compute what is drawn: at once where that takes a glance, beside the screen's thread in a long ledger."""
        bills = self.session.facts.bills.values()
        if self.session.large or len(bills) > _MANY_BILLS or sum(len(bill.lines) for bill in bills) > _MANY_LINES:
            self.words.setText(self.tr("Looking at every day…"))
            self.beside.ask(job, show)
        else:
            self.beside.drop()
            show(job())

    def has(self, *, something: bool) -> None:
        """Show the picture, or what teaches in its place."""
        for widget in (self.picture, self.words, *self.buttons):
            widget.setVisible(something)
        self.none.setVisible(not something)

    def say(self) -> None:
        """Put into words what is pointed at."""
        self.words.setText(self.picture.accessibleDescription())

    def _lay_out(self, choice: QWidget | None) -> None:
        title = QLabel(self.picture.accessibleName())
        title.setObjectName("heading")
        self.head.setSpacing(GAP_SMALL)
        self.head.addWidget(title)
        if choice is not None:
            self.head.addWidget(choice)
        self.head.addStretch(1)
        for text, act in (
            (self.tr("Copy"), self.picture.copy),
            (self.tr("Print…"), self.picture.ask_printer),
            (self.tr("Save as…"), self.picture.ask_file),
        ):
            button = QPushButton(text)
            button.clicked.connect(act)
            self.head.addWidget(button)
            self.buttons.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP_SMALL)
        column.addLayout(self.head)
        column.addWidget(self.picture, 1)
        column.addWidget(self.none, 1)
        column.addWidget(self.words)
        self.setFocusProxy(self.picture)
