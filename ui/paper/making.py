"""Making papers from the window: asked for, made off the screen's thread, shown."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from models.assess import Assessment
from models.facts.facts import Facts
from models.facts.records import LETTER_LANGUAGES, Letter
from models.ledger import letter_acts
from models.problems import Refused
from ui.letters import writing
from ui.messages import Messages
from ui.paper.preview import Preview
from ui.paper.several import SeveralDialog
from ui.paper.span import Span, SpanDialog
from ui.paper.statement import StatementDialog
from ui.session import Session
from ui.work import Beside, Headway, Work

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

    def ask_fee_statement(self) -> None:
        """Ask for the invoice whose late fee is to be stated, and the language."""
        ask = StatementDialog(self._session, self._window)
        ask.chosen.connect(self.fee_statement)
        ask.open()

    def fee_statement(self, invoice: str, language: str = LETTER_LANGUAGES[0]) -> None:
        """Make the late-fee statement of an invoice."""
        name = self.tr("Late-fee statement {0}").format(invoice)
        self._make(partial(fee_pdf, self._session.assessment, invoice, language), name)

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
        headway = Headway()
        self._make(partial(summary_pdf, session.facts, span, session, headway), name, headway)

    def _put_together(self, letters: Sequence[Letter]) -> None:
        session = self._session
        try:
            frozen = [letter_acts.frozen_file(session.ledger, one) if one.frozen_on else None for one in letters]
        except Refused as refused:
            self._messages.refuse(refused)
            return
        name = self.tr("%n letter(s)", "", len(letters))
        job = partial(letters_pages, session.assessment, letters, frozen)
        work = Work(self._window, job, lambda made: self._show_several(made, name), self._messages.refuse)
        work.start(self.tr("Making {0}").format(name))

    def _make(self, job: Callable[[], bytes], name: str, headway: Headway | None = None) -> None:
        done = partial(self._show, name=name)
        work = Work(self._window, job, done, self._messages.refuse, headway=headway)
        work.start(self.tr("Making {0}").format(name))

    def _show(self, content: bytes, name: str) -> None:
        Preview([(name, content)], safe(name), self._session.words, self._window).open()

    def _show_several(self, papers: list[tuple[str, bytes]], name: str) -> None:
        Preview(papers, safe(name), self._session.words, self._window).open()


def safe(name: str) -> str:
    """Make a name one that a file can have on every system."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "-", name)


def _warm() -> None:
    from reports.fonts import warm

    warm()


def summary_pdf(facts: Facts, span: Span, session: Session, headway: Headway | None = None) -> bytes:
    """Make the settlement summary of a span, dated on the session's day."""
    from reports.settlement import settlement_pdf

    first, last, account, own, language = span
    return settlement_pdf(
        facts, first, last, as_of=session.as_of, account=account, own=own, language=language, progress=headway
    )


def fee_pdf(assessment: Assessment, invoice: str, language: str) -> bytes:
    """Make the late-fee statement of an invoice."""
    from reports.fee_statement import fee_statement_pdf

    return fee_statement_pdf(assessment, invoice, language=language)


def letters_pages(
    assessment: Assessment, letters: Sequence[Letter], frozen: Sequence[bytes | None]
) -> list[tuple[str, bytes]]:
    """Give each letter's name and pages: the frozen ones, or those of a draft as its words and the ledger stand."""
    return [
        (f"{letter.number or ''} {letter.title}".strip(), pages or writing.pages(assessment, letter)[0])
        for letter, pages in zip(letters, frozen, strict=True)
    ]
