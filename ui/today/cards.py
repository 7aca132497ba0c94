"""The money of the day in four cards: each an amount, its name, and what it is made of."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.glance import Glance
from models.vocabulary import Vocabulary
from ui.explain.sums import Explained, Line
from ui.languages import translate
from ui.look import GAP, GAP_WIDE, LOOK, TEXT, TEXT_HEADING, TEXT_MONEY, TEXT_SMALL, TEXT_TITLE, Tone, colours, font

_HOVERED = 6
"""Figures said to who hovers over a card; a click lists them all."""
_SIZES = (TEXT_MONEY, TEXT_TITLE, TEXT_HEADING, TEXT, TEXT_SMALL)
"""Sizes of an amount: the largest in which it is seen whole."""


class Card(NamedTuple):
    """What a card says: name, amount, what it is made of; its tone, and the kinds of figures behind it."""

    name: str
    amount: str
    below: str
    tone: Tone
    kinds: tuple[str, ...]


def cards(glance: Glance, words: Vocabulary) -> list[Card]:
    """Put the sums of a day into words: owed, growing, exposed, claimable."""

    def money(amount: int) -> str:
        return words.value(amount, "money")

    def beside(*parts: str) -> str:
        return " · ".join(part for part in parts if part)

    open_, late = translate("Today", "{0} open"), translate("Today", "{0} overdue")
    grows = translate("Today", "+{0} by tomorrow")
    prepaid, vouchers = translate("Today", "prepaid {0}"), translate("Today", "vouchers {0}")
    return [
        Card(
            words.figure("outstanding"),
            money(glance.outstanding),
            beside(
                open_.format(glance.invoices) if glance.invoices else "",
                late.format(glance.overdue) if glance.overdue else "",
            ),
            "plain",
            ("outstanding",),
        ),
        Card(
            words.figure("late_fee"),
            money(glance.late_fee),
            grows.format(money(glance.late_fee_tomorrow)) if glance.late_fee_tomorrow else "",
            "late" if glance.late_fee else "plain",
            ("late_fee",),
        ),
        Card(
            words.figure("offset_exposure"),
            money(glance.offset_exposure),
            prepaid.format(money(glance.forfeitable_prepaid)) if glance.forfeitable_prepaid else "",
            "plain",
            ("offset_exposure", "forfeitable_prepaid"),
        ),
        Card(
            translate("Today", "Claims"),
            money(glance.claims),
            vouchers.format(money(glance.credits)) if glance.credits else "",
            "good" if glance.claims else "plain",
            ("claimable_loss", "refund_cash", "sla_credit"),
        ),
    ]


class MoneyCard(QFrame):
    """One amount with its name; Enter or a click explains it."""

    chosen = Signal(str, object)
    """The card's name and the kinds of figures behind its amount."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sum")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._card = Card("", "", "", "plain", ())
        self._made_of: Callable[[], Explained] | None = None
        self._waiting = False
        self.name, self.amount, self.below = QLabel(), QLabel(), QLabel()
        self.name.setObjectName("soft")
        self.amount.setObjectName("money")
        self.below.setObjectName("soft")
        for label in (self.name, self.amount, self.below):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE - 4, GAP - 2, GAP_WIDE - 4, GAP - 2)
        column.setSpacing(2)
        for label in (self.name, self.amount, self.below):
            column.addWidget(label)
        LOOK.changed.connect(self._dress)

    def put(self, card: Card) -> None:
        """Show an amount."""
        self._card = card
        self.name.setText(card.name)
        self.amount.setText(card.amount)
        self.below.setText(card.below or " ")
        self.setToolTip(" · ".join(part for part in (card.name, card.amount, card.below) if part))
        self.setAccessibleName(" ".join(part for part in (card.name, card.amount, card.below) if part))
        self._dress()

    def made_of(self, explain: Callable[[], Explained]) -> None:
        """Say to who hovers over the card which figures its amount is made of, asked for only then."""
        self._made_of = explain

    def let_go(self) -> None:
        """Hold no figures: nobody looks at the card until another amount is put."""
        self._made_of = None

    def wait(self, *, waiting: bool) -> None:
        """Pale the amount while the one of the day looked at is still being computed."""
        if waiting != self._waiting:
            self._waiting = waiting
            self._dress()

    def event(self, event: QEvent) -> bool:
        """Say what the amount is made of."""
        if event.type() == QEvent.Type.ToolTip and self._made_of is not None:
            explain, self._made_of = self._made_of, None
            self._say(explain().lines)
        return super().event(event)

    def _say(self, lines: list[Line]) -> None:
        said = [f"{line.node.name} · {line.node.source}  {line.node.text}" for line in lines[:_HOVERED]]
        self.setToolTip("\n".join([self.toolTip(), *said, *(["…"] if len(lines) > _HOVERED else [])]))

    def _dress(self) -> None:
        ink = colours().soft if self._waiting else colours().tone(self._card.tone)[0].name()
        dress = f"color: {ink}; font-size: {self._size()}px;"
        if dress != self.amount.styleSheet():
            self.amount.setStyleSheet(dress)

    def _size(self) -> int:
        sizes = (size for size in _SIZES if self._wide(size) <= self.amount.width())
        return next(sizes, _SIZES[-1])

    def _wide(self, size: int) -> int:
        return QFontMetrics(font(size, bold=True)).horizontalAdvance(self._card.amount)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the amount as large as the card lets it be."""
        super().resizeEvent(event)
        self._dress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by mouse."""
        super().mousePressEvent(event)
        self.chosen.emit(self._card.name, self._card.kinds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by keyboard."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self._card.name, self._card.kinds)
        else:
            super().keyPressEvent(event)
