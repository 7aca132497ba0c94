"""Evidence on paper and its soundness: the list, the bundle, whether every file is still what was kept."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.evidence.exhibits import Exhibit, exhibits_of_files, exhibits_of_letter, kept_files
from models.facts.records import Letter
from models.ledger import attachments, letter_acts
from models.problems import Problem, Refused
from models.terms.terms import terms_of
from ui.forms.inputs import ChoiceInput
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.messages import show_problems
from ui.paper.preview import Preview
from ui.session import Session
from ui.work import Work


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
        connection = self._session.ledger.connection
        self._start(partial(attachments.damaged, connection), self._verified, self.tr("Verifying every file"))

    def make_list(self) -> None:
        """Make the list of evidence."""
        session = self._session
        found = kept_files(session.ledger)

        def job() -> bytes:
            from reports.evidence_list import evidence_list_pdf

            exhibits = exhibits_of_files(session.ledger, [one.file.id for one in found])
            return evidence_list_pdf(session.facts.agreement.customer.name, exhibits, day=session.as_of)

        self._start(job, partial(self._show, self.tr("Evidence list")), self.tr("Making the evidence list"))

    def bundle(self) -> None:
        """Ask what to bind, and bind it."""
        dialog = BundleDialog(self._session, self._page.window())
        dialog.chosen.connect(self.bind)
        dialog.open()

    def bind(self, letter_id: str) -> None:
        """Bind a letter with its exhibits, or every file when no letter is named."""
        session = self._session
        letter = session.facts.letters.get(letter_id)
        self._start(partial(_bound, session, letter), self._bound, self.tr("Binding the evidence"))

    def _start(self, job: Callable[[], Any], done: Callable[[Any], None], saying: str) -> None:
        work = Work(self._page.window(), job, done, self.refused.emit)
        work.start(saying)

    def _show(self, name: str, content: bytes) -> None:
        Preview([(name, content)], name, self._session.words, self._page.window()).open()

    def _bound(self, made: Any) -> None:
        self._show(self.tr("Evidence bundle"), made.pdf)
        if made.beside:
            names = [self.tr("Exhibit {0}  {1}").format(one.number, one.name) for one in made.beside]
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


def _bound(session: Session, letter: Letter | None) -> Any:
    from reports.evidence_bundle import evidence_bundle

    ledger, agreement = session.ledger, session.facts.agreement
    exhibits: tuple[Exhibit, ...]
    if letter is None:
        exhibits, pages = exhibits_of_files(ledger, [one.file.id for one in kept_files(ledger)]), None
    else:
        exhibits, pages = exhibits_of_letter(ledger, letter), letter_acts.frozen_file(ledger, letter)
    provider = (agreement.provider or terms_of(agreement).provider).name
    return evidence_bundle(agreement, provider, exhibits, day=session.as_of, letter=letter, letter_pdf=pages)


class BundleDialog(QDialog):
    """Asks whether to bind a frozen letter with its exhibits, or every file."""

    chosen = Signal(str)
    """The id of the letter; empty for every file."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Bind the evidence"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        frozen = [
            (one.id, f"{one.number or one.id} {one.title}")
            for one in session.facts.letters.values()
            if one.frozen_on is not None
        ]
        self.what = ChoiceInput([("", self.tr("Every file")), *reversed(frozen)], optional=False)
        self.what.setAccessibleName(self.windowTitle())
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        hint = QLabel(self.tr("A letter is bound with the files of its record and its own. A draft is frozen first."))
        hint.setObjectName("hint")
        hint.setWordWrap(True)
        make = QPushButton(self.tr("Bind"))
        make.setDefault(True)
        make.clicked.connect(self.finish)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_SMALL)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(make)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        for widget in (title, self.what, hint):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.resize(480, self.sizeHint().height())

    def finish(self) -> None:
        """Hand over what was chosen."""
        letter = str(self.what.raw() or "")
        self.accept()
        self.chosen.emit(letter)
