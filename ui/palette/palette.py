"""The box to type in, and under it what fits: Enter does the chosen one."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.choosing import ChoosingDialog, Line
from ui.palette.matching import match

_WIDE, _SHOWN = 600, 12


class Offer(NamedTuple):
    """One thing to choose: its name, its text, what stands at its right, and another name it answers to."""

    name: str
    text: str
    aside: str = ""
    also: str = ""
    possible: bool = True
    """Whether it can be done now; what cannot is listed last and greyed out."""


def fitting(typed: str, offers: Sequence[Offer]) -> list[tuple[Offer, tuple[int, ...]]]:
    """Give the offers that fit what was typed, the best first, with the characters of their text that were found."""
    found = []
    for place, offer in enumerate(offers):
        by_text, by_other = match(typed, offer.text), match(typed, offer.also) if offer.also else None
        if by_text is None and by_other is None:
            continue
        score = max(each.score for each in (by_text, by_other) if each is not None)
        found.append((not offer.possible, -score if typed.strip() else place, place, offer, by_text))
    return [(offer, by_text.places if by_text else ()) for *_, offer, by_text in sorted(found, key=lambda f: f[:3])]


class Palette(ChoosingDialog):
    """Offers things by name."""

    taken = Signal(str)
    """The name of the offer chosen."""

    def __init__(self, title: str, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(title, title, width=_WIDE, shown=_SHOWN, parent=parent)
        self._offers = offers
        self.narrow()

    def narrow(self) -> None:
        """Offer what fits what is typed, the best first."""
        lines = [
            (Line(offer.text, places, offer.aside, possible=offer.possible), offer)
            for offer, places in fitting(self.typed.text(), self._offers)
        ]
        self.offer(lines, self.tr("Nothing by that name.") if self._offers else self.tr("There is none yet."))

    def choose(self) -> None:
        """Take the chosen offer, unless it cannot be done now."""
        offer: Offer | None = self.chosen
        if offer is not None and offer.possible:
            self.accept()
            self.taken.emit(offer.name)
