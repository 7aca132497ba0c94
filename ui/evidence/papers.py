"""Evidence on paper and its soundness: the list, the bundle, whether every file is still what was kept."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.evidence.exhibits import Exhibit, exhibits_of_files, exhibits_of_letter, kept_files
from models.facts.records import Letter
from models.ledger import attachments, letter_acts
from models.problems import Problem, Refused
from models.terms.terms import terms_of
from ui.evidence.choosing import BundleDialog, ListDialog
from ui.messages import show_problems
from ui.paper.page_setup import remembered
from ui.paper.preview import Arranged, Preview, arrange
from ui.session import Session
from ui.work import Headway, Stages, Work


class EvidencePapers(QObject):
    """Makes the papers of one page of evidence off the screen's thread."""

    refused = Signal(object)
    told = Signal(str)
    """Something to be said that changed nothing."""

    def __init__(self, page: QWidget, session: Session) -> None:
        super().__init__(page)
        self._page = page
        self._session = session

    def verify(self) -> None:
        """Hash every file anew and say whether it is what was kept."""
        headway = Headway(Stages("", self.tr("File {0} of {1}")))
        job = partial(attachments.damaged, self._session.ledger.connection, headway)
        self._start(job, self._verified, self.tr("Verifying every file"), headway)

    def ask_for_list(self) -> None:
        """Ask for the language of the list of evidence, and make it."""
        if not kept_files(self._session.ledger):
            self.told.emit(self.tr("No files are kept as evidence yet."))
            return
        dialog = ListDialog(self._session, self._page.window())
        dialog.chosen.connect(self.make_list)
        dialog.open()

    def make_list(self, language: str) -> None:
        """Make the list of evidence in a language."""
        session, headway, setup = self._session, self._headway(), remembered()
        found, name = kept_files(session.ledger), self.tr("Evidence list")

        def job() -> tuple[bytes, Arranged]:
            from reports.evidence.exhibit_list import evidence_list_pdf

            exhibits = exhibits_of_files(session.ledger, [one.file.id for one in found], headway)
            headway.free()
            customer = session.facts.agreement.customer.name
            made = evidence_list_pdf(
                customer, exhibits, day=session.as_of, language=language, progress=lambda *_: headway(0, 0)
            )
            return made, arrange([(name, made)], setup)

        self._start(job, partial(self._show, name), self.tr("Making the evidence list"), headway)

    def bundle(self) -> None:
        """Ask what to bind, and bind it."""
        self.bundle_letter("")

    def bundle_letter(self, letter: str) -> None:
        """Ask what to bind, beginning with a letter, and bind it."""
        dialog = BundleDialog(self._session, self._page.window(), letter=letter)
        dialog.chosen.connect(self.bind)
        dialog.open()

    def bind(self, letter_id: str, language: str) -> None:
        """Bind a letter with its exhibits, or every file when no letter is named, in a language."""
        session, headway, setup, name = self._session, self._headway(), remembered(), self.tr("Evidence bundle")
        letter = session.facts.letters.get(letter_id)

        def job() -> tuple[Any, Arranged]:
            made = _bound(session, letter, language, headway)
            return made, arrange([(name, made.pdf)], setup)

        self._start(job, partial(self._bound, name), self.tr("Binding the evidence"), headway)

    def _headway(self) -> Headway:
        stages = Stages(self.tr("Reading the files"), self.tr("File {0} of {1}"), self.tr("Laying out the pages"))
        return Headway(stages)

    def _start(self, job: Callable[[], Any], done: Callable[[Any], None], saying: str, headway: Headway) -> None:
        work = Work(self._page.window(), job, done, self.refused.emit, headway=headway)
        work.start(saying)

    def _show(self, name: str, made: tuple[bytes, Arranged]) -> None:
        content, ready = made
        Preview([(name, content)], name, self._session.words, self._page.window(), ready=ready).open()

    def _bound(self, name: str, made: tuple[Any, Arranged]) -> None:
        bundle, ready = made
        self._show(name, (bundle.pdf, ready))
        if bundle.beside:
            names = [self.tr("Exhibit {0}  {1}").format(one.number, one.name) for one in bundle.beside]
            heading = self.tr("These files cannot be bound. They are listed and go along as files.")
            show_problems(self._page.window(), heading, names)

    def _verified(self, damaged: list[str]) -> None:
        session = self._session
        if damaged:
            problems = [Problem("attachment_damaged", inputs={"sha256": digest}) for digest in damaged]
            self.refused.emit(Refused(problems))
            return
        count = len(attachments.everything(session.ledger.connection))
        self.told.emit(session.words.text("command.evidence_sound", count=count))


def _bound(session: Session, letter: Letter | None, language: str, headway: Headway) -> Any:
    from reports.evidence.bundle import evidence_bundle

    ledger, facts, day = session.ledger, session.facts, session.as_of
    exhibits: tuple[Exhibit, ...]
    if letter is None:
        ids = [one.file.id for one in kept_files(ledger)]
        exhibits, pages = exhibits_of_files(ledger, ids, headway), None
    else:
        pages = letter_acts.frozen_file(ledger, letter)
        exhibits = exhibits_of_letter(ledger, letter, headway)
    headway.free()
    provider = (facts.agreement.provider or terms_of(facts.agreement).provider).name
    return evidence_bundle(
        facts.agreement,
        provider,
        exhibits,
        day=day,
        letter=letter,
        letter_pdf=pages,
        language=language,
        progress=headway,
    )
