"""Making papers from the window: asked for, made off the screen's thread, shown."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from models.assess import assess
from models.evidence.exhibits import exhibit_names
from models.facts.facts import Facts
from models.facts.records import LETTER_LANGUAGES, Letter
from models.ledger import letter_acts
from models.ledger.ledger import Ledger
from ui.letters import writing
from ui.messages import Messages
from ui.paper.page_setup import remembered
from ui.paper.preview import Arranged, Preview, arrange
from ui.paper.several import SeveralDialog
from ui.paper.span import Span, SpanDialog
from ui.paper.statement import StatementDialog
from ui.session import Session
from ui.work import Beside, Headway, Stages, Work

WARM_AFTER = 1_500
"""Milliseconds after the window opened until the fonts are read, when nothing else is to be painted any more."""


class PaperMaker(QObject):
    """Makes the papers of one session and shows each in a preview."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages
        self._warming = Beside(self)
        QTimer.singleShot(WARM_AFTER, self, lambda: self._warming.ask(_warm, lambda _: None))

    def settlement(self) -> None:
        """Ask for the span of the summary and make it."""
        ask = SpanDialog(self._session, self._window)
        ask.chosen.connect(self._settle)
        ask.open()

    def ask_fee_statement(self, invoice: str = "") -> None:
        """Ask for the invoice whose late fee is to be stated, beginning with one, and the language."""
        ask = StatementDialog(self._session, self._window, invoice=invoice)
        ask.chosen.connect(self.fee_statement)
        ask.open()

    def fee_statement(self, invoice: str, language: str = LETTER_LANGUAGES[0]) -> None:
        """Make the late-fee statement of an invoice."""
        name = self.tr("Late-fee statement {0}").format(invoice)
        headway = Headway(self._stages_of_pages())
        facts, day = self._session.facts, self._session.as_of
        self._make(partial(fee_pdf, facts, day, invoice, language, headway), name, headway)

    def several(self) -> None:
        """Ask which letters to print together, and show them as one file."""
        if not self._session.facts.letters:
            self._messages.say(self.tr("The register has no letters yet."))
            return
        ask = SeveralDialog(self._session, self._window)
        ask.chosen.connect(self._put_together)
        ask.open()

    def _settle(self, span: Span) -> None:
        session = self._session
        name = self.tr("Settlement {0} to {1}").format(span.first.isoformat(), span.last.isoformat())
        headway = Headway(self._stages_of_pages())
        self._make(partial(summary_pdf, session.facts, span, session.as_of, headway), name, headway)

    def _put_together(self, letters: Sequence[Letter]) -> None:
        session = self._session
        name = self.tr("%n letter(s)", "", len(letters))
        stages = Stages(
            self.tr("Reading the register"), self.tr("Letter {0} of {1}"), self.tr("Putting the letters together")
        )
        headway = Headway(stages)
        facts, day, ledger, setup = session.facts, session.as_of, session.ledger, remembered()

        def job() -> tuple[list[tuple[str, bytes]], Arranged]:
            papers = letters_pages(ledger, facts, day, letters, headway)
            return papers, arrange(papers, setup)

        def show(made: tuple[list[tuple[str, bytes]], Arranged]) -> None:
            Preview(made[0], safe(name), session.words, self._window, ready=made[1]).open()

        work = Work(self._window, job, show, self._messages.refuse, headway=headway)
        work.start(self.tr("Making {0}").format(name))

    def _stages_of_pages(self) -> Stages:
        return Stages(self.tr("Computing the account"), self.tr("Page {0} of {1}"), self.tr("Laying out the pages"))

    def _make(self, make: Callable[[], bytes], name: str, headway: Headway) -> None:
        setup = remembered()

        def job() -> tuple[bytes, Arranged]:
            headway.free()
            content = make()
            return content, arrange([(name, content)], setup)

        def show(made: tuple[bytes, Arranged]) -> None:
            Preview([(name, made[0])], safe(name), self._session.words, self._window, ready=made[1]).open()

        work = Work(self._window, job, show, self._messages.refuse, headway=headway)
        work.start(self.tr("Making {0}").format(name))


def safe(name: str) -> str:
    """Make a name one that a file can have on every system."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "-", name)


def _warm() -> None:
    from reports.typesetting.fonts import warm

    warm()


def summary_pdf(facts: Facts, span: Span, day: date, headway: Headway | None = None) -> bytes:
    """Make the settlement summary of a span, dated on a day."""
    from reports.settlement.settlement import settlement_pdf

    first, last, account, own, language = span
    return settlement_pdf(facts, first, last, as_of=day, account=account, own=own, language=language, progress=headway)


def fee_pdf(facts: Facts, day: date, invoice: str, language: str, headway: Headway | None = None) -> bytes:
    """Make the late-fee statement of an invoice, dated on a day."""
    from reports.fee_statement import fee_statement_pdf

    return fee_statement_pdf(assess(facts, day), invoice, language=language, progress=headway)


def letters_pages(
    ledger: Ledger, facts: Facts, day: date, letters: Sequence[Letter], headway: Headway
) -> list[tuple[str, bytes]]:
    """Give each letter's name and pages: the frozen ones, or those of a draft as its words and the ledger stand."""
    frozen: dict[str, bytes] = {}
    exhibits: dict[str, tuple[str, ...]] = {}
    for letter in letters:
        headway(0, 0)
        exhibits[letter.id] = exhibit_names(ledger, letter)
        if letter.frozen_on is not None:
            frozen[letter.id] = letter_acts.frozen_file(ledger, letter)
    headway.free()
    assessment = assess(facts, day)
    papers = []
    for done, letter in enumerate(letters):
        headway(done, len(letters))
        pages = frozen.get(letter.id) or writing.pages(assessment, letter, exhibits[letter.id])[0]
        papers.append((f"{letter.number or ''} {letter.title}".strip(), pages))
    headway(0, 0)
    return papers
