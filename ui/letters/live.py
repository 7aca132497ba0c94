"""A letter's pages beside its words, made anew off the screen's thread after a pause in typing."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from models.assess import Assessment, assess
from models.facts.facts import Facts
from models.facts.records import Letter
from models.ledger.letter_acts import Wording
from models.problems import Problem, Refused
from reports.letters.passages import Passage, passages
from reports.letters.typed import Stray, strays
from reports.wording import letter_template
from ui.letters import writing
from ui.work import Beside

PAUSE = 400
"""Milliseconds of rest in typing after which the pages are made."""


class Made(NamedTuple):
    """The outcome of one making: the pages with what the register keeps of them, or why there are none.

    ``strays`` are numbers typed by hand; ``figures`` every figure the words hold.
    """

    pdf: bytes | None
    wording: Wording | None
    problems: tuple[Problem, ...]
    strays: tuple[Stray, ...]
    figures: tuple[Passage, ...]


def values_of(assessment: Assessment, letter: Letter) -> dict[str, object]:
    """Give every value the words of a letter may use. Raises :class:`Refused` when the record gives no such letter."""
    from reports.letters.letter import letter_values

    language, also = letter.language or writing.CHINESE, writing.additions(letter.also)
    return letter_values(assessment, letter.kind, letter.record or "", language=language, also=also)


def bundled(letter: Letter) -> str:
    """Give the words that come with the program for a letter's kind and language."""
    return letter_template(letter.language or writing.CHINESE, letter.kind)


def make(assessment: Assessment, letter: Letter, exhibits: Sequence[str]) -> Made:
    """Make a letter's pages, and look at the numbers in its words."""
    typed: tuple[Stray, ...] = ()
    figures: tuple[Passage, ...] = ()
    try:
        own = bundled(letter)
        parts = passages(letter.text or own, values_of(assessment, letter))
        typed = tuple(strays(parts, own))
        figures = tuple({one.source: one for one in parts if one.kind == "figure"}.values())
        pdf, wording = writing.pages(assessment, letter, exhibits)
    except Refused as refused:
        return Made(None, None, tuple(refused.problems), typed, figures)
    return Made(pdf, wording, (), typed, figures)


class LivePages(QObject):
    """Makes the pages of one letter at a time; what is asked for meanwhile comes next."""

    made = Signal(object)
    """:class:`Made`"""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._beside = Beside(self)
        self._asked: tuple[Facts, date, Letter, Sequence[str]] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._start)

    @property
    def busy(self) -> bool:
        """Whether pages are asked for or being made."""
        return self._timer.isActive() or self._beside.busy

    def ask(self, facts: Facts, day: date, letter: Letter, exhibits: Sequence[str], *, at_once: bool = False) -> None:
        """Make the pages of a letter as of a day, with the names of its exhibits, after a pause or at once.

        The screen's own assessment is left to the screen: it is made figure by figure, and not on two threads.
        """
        self._asked = (facts, day, letter, exhibits)
        if at_once:
            self._timer.stop()
            self._start()
        else:
            self._timer.start()

    def drop(self) -> None:
        """Forget what was asked for."""
        self._timer.stop()
        self._beside.drop()

    def _start(self) -> None:
        if self._asked is not None:
            facts, day, letter, exhibits = self._asked
            self._beside.ask(lambda: make(assess(facts, day), letter, exhibits), self.made.emit)
