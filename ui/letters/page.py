"""The page of letters: the register, and one letter opened."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.facts.records import Letter
from models.ledger import letter_acts
from models.ledger.letter_acts import Elsewhere
from models.letters.table import LETTERS
from models.problems import Refused
from models.register.states import written
from models.sources.sorting import COPY
from ui.dropping import said_of_record, what
from ui.evidence.drops import Drops
from ui.evidence.papers import EvidencePapers
from ui.letters import writing
from ui.letters.desk import LetterDesk
from ui.letters.drafting import NewLetterDialog
from ui.letters.elsewhere import RegisterDialog
from ui.letters.register import Register
from ui.letters.rows import kind_name
from ui.letters.wordings import WordingsDialog
from ui.letters.writing import Choices
from ui.look import GAP_PAGE
from ui.page import Page
from ui.session import Session
from ui.work import Headway, Work


class LettersPage(Page):
    """The customer's own letters: drafted, worded, frozen, sent, answered, closed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.register = Register(session)
        self.register.opening.connect(self.open)
        self.register.removing.connect(partial(self.removing.emit, "letter"))
        self.register.selected.connect(self._tell_selected)
        self.register.drafting.connect(self.ask)
        self.register.registering.connect(self.ask_for_elsewhere)
        self.register.wording.connect(self._wordings)
        self.desk = LetterDesk(session)
        self.desk.leaving.connect(self._back)
        self.desk.turned.connect(self.moved)
        self.desk.words.explaining.connect(self.explaining_sum)
        self.desk.words.explaining_now.connect(self.explaining_now)
        self.desk.opening.connect(self.opening)
        self.desk.steps.said.connect(self.said)
        self.desk.steps.told.connect(self.told)
        self.desk.steps.refused.connect(self.refused)
        self.papers = EvidencePapers(self, session)
        self.papers.refused.connect(self.refused)
        self.papers.told.connect(self.told)
        self.desk.binding.connect(self.papers.bundle_letter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.register)
        self._stack.addWidget(self.desk)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GAP_PAGE, GAP_PAGE - 4, GAP_PAGE, GAP_PAGE)
        outer.addWidget(self._stack)
        self.setFocusProxy(self.register)
        Drops(self.desk, self._dropped, lambda _: (said_of_record(self._named()), None))
        said = self.tr("Drop to register: a letter made elsewhere (PDF)")
        Drops(self.register, self._dropped_on_register, lambda _: (said, None), leave=_no_letters)

    @property
    def opened(self) -> Letter | None:
        """The letter opened, when one is."""
        return self.desk.letter if self._stack.currentWidget() is self.desk else None

    @property
    def spot(self) -> str:
        """The letter opened, or empty for the register."""
        return self.opened.id if self.opened is not None else ""

    def go_to(self, spot: str) -> bool:
        """Open a letter; ``answered`` after it asks what was answered."""
        letter, _, field = spot.partition("\t")
        there = self.open(letter)
        if there and field == "answered" and self.opened is not None:
            QTimer.singleShot(0, self.desk.head.buttons["answer"], self.desk.head.buttons["answer"].click)
        return there

    def arrive(self) -> None:
        """Select something, and have it explained."""
        if self.opened is not None:
            self.explaining.emit("letter", self.opened.id, "")
            return
        self.register.select_first()
        self.explaining.emit("letter", self.register.current or "", "")

    @property
    def spreads(self) -> bool:
        """A letter opened takes the explanation's room."""
        return self.opened is not None

    def settle(self) -> bool:
        """Keep what was typed."""
        return self.desk.put_away()

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Write, open and remove letters."""
        if self.opened is not None:
            acts = {"letter": self.ask, "new_record": self.ask, "remove_record": self.desk.remove}
            return acts if self.opened.state == "closed" else acts | {"letter_step": self.desk.go_on}
        return {
            "letter": self.ask,
            "new_record": self.ask,
            "edit_record": self.register.open_current,
            "remove_record": self.register.remove_current,
            "filter": self.register.filter.choose,
        }

    def ask(self) -> None:
        """Ask which letter to draft."""
        self.ask_about("", "")

    def ask_about(self, subject: str, record: str) -> None:
        """Ask which letter to draft about a record of a kind."""
        known = subject if subject in {kind.subject for kind in LETTERS.values()} else None
        dialog = NewLetterDialog(self._session, self.window(), subject=known, record=record)
        dialog.chosen.connect(lambda kind, about, choices: self._chosen(dialog, kind, about, choices))
        dialog.open()

    def ask_for_elsewhere(self) -> None:
        """Ask for a letter that was written elsewhere, and keep it frozen with its own pages."""
        self._register_file(None)

    def _register_file(self, path: Path | None) -> None:
        dialog = RegisterDialog(self._session, self.window(), path)
        dialog.chosen.connect(partial(self._read, dialog))
        dialog.open()

    def write(self, kind: str, record: str) -> None:
        """Draft a letter about a record in one step and open it; a draft of that letter there is already is opened."""
        about = written(self._session.facts, kind, LETTERS[kind].subject, record)
        drafts = [one for one in about if one.state == "draft"]
        if drafts:
            self.showing.emit("letter", drafts[-1].id)
            return
        try:
            self._draft(kind, record, Choices(language=self._session.words.language))
        except Refused as refused:
            self.refused.emit(refused)

    def open(self, letter_id: str) -> bool:
        """Open a letter; False when there is none."""
        if not letter_id:
            return True
        if not self.desk.open(letter_id):
            return False
        self._stack.setCurrentWidget(self.desk)
        self.setFocusProxy(self.desk)
        self.desk.take_keyboard()
        self.explaining.emit("letter", letter_id, "")
        self.moved.emit()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when another page comes to the front, and make no more pages meanwhile."""
        if not event.spontaneous():
            self.desk.put_away()
            self.desk.live.drop()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pages now if something changed while the page was not in view."""
        if not event.spontaneous():
            self.desk.renew()
        super().showEvent(event)

    def _chosen(self, dialog: NewLetterDialog, kind: str, record: str, choices: Choices) -> None:
        try:
            self._draft(kind, record, choices)
        except Refused as refused:
            dialog.refuse(refused)
            return
        dialog.accept()

    def _draft(self, kind: str, record: str, choices: Choices) -> None:
        session = self._session
        made = session.do(lambda ledger: writing.draft(ledger, session.assessment, kind, record, choices))
        self.said.emit(self.tr("Drafted: {0} {1}").format(made.number, kind_name(session.words, kind)))
        self.showing.emit("letter", made.id)

    def _read(self, dialog: RegisterDialog, made: Elsewhere, path: Path) -> None:
        """Read the pages and assess the ledger off the screen's thread; the dialog stays open when that is refused."""
        session = self._session
        facts, day, words, headway = session.facts, session.as_of, session.words, Headway()

        def job() -> tuple[bytes, bytes]:
            headway.free()
            return writing.read_own(path, facts, day, words)

        def keep(read: tuple[bytes, bytes]) -> None:
            try:
                letter = session.do(lambda ledger: letter_acts.register(ledger, made, *read, day))
            except Refused as refused:
                dialog.refuse(refused)
                return
            dialog.accept()
            self.said.emit(self.tr("Registered: {0} {1}").format(letter.number, letter.title))
            self.showing.emit("letter", letter.id)

        work = Work(dialog, job, keep, dialog.refuse, headway=headway)
        work.start(self.tr("Reading {0}").format(path.name))

    def _dropped_on_register(self, paths: list[Path], _place: QPoint) -> None:
        """Take a finished letter dropped on the register."""
        if len(paths) == 1:
            self._register_file(paths[0])
        else:
            self.told.emit(self.tr("Letters made elsewhere are registered one by one."))

    def _named(self) -> str | None:
        """Name the letter that is opened."""
        return None if self.opened is None else self._session.words.record("letter", self.opened.id)

    def _dropped(self, paths: list[Path], _place: QPoint) -> None:
        """Keep files with the letter they were dropped on."""
        if self.opened is not None:
            self.attaching.emit("letter", self.opened.id, paths)

    def _back(self) -> None:
        self._stack.setCurrentWidget(self.register)
        self.setFocusProxy(self.register)
        self.moved.emit()
        if self.isVisible():
            self.register.setFocus()

    def _tell_selected(self, letter: str) -> None:
        if self.opened is None:
            self.explaining.emit("letter", letter, "")

    def _wordings(self) -> None:
        dialog = WordingsDialog(self._session, self.window())
        dialog.said.connect(self.said)
        dialog.open()


def _no_letters(paths: list[Path]) -> bool:
    """Tell of files that they are none of finished letters: other than PDF, or an invoice."""
    return any(path.suffix.lower() != ".pdf" for path in paths) or what(paths) != COPY
