"""What is done with one letter, from its words to the end of the matter; each is one act that can be undone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from models.assess import assess
from models.evidence.exhibits import exhibit_names
from models.facts.records import Letter, LetterTemplate
from models.ledger import letter_acts
from models.ledger.ledger import Ledger
from models.ledger.letter_acts import Wording
from models.problems import Refused
from reports.letters.letter import check_template
from ui.files import read_file
from ui.forms.beginnings import free_id
from ui.letters import writing
from ui.letters.live import Made, make
from ui.letters.rows import kind_name
from ui.letters.sending import AnswerDialog, SendDialog
from ui.letters.writing import Frozen
from ui.session import Session
from ui.work import Headway, Work

Pages = TypeVar("Pages")
"""What freezing a letter stores."""


class Steps(QObject):
    """Does the steps of the letters of one desk."""

    said = Signal(str)
    """Something done, which can be undone."""
    told = Signal(str)
    """Something to be said that changed nothing."""
    refused = Signal(object)
    """:class:`models.problems.Refused`"""

    def __init__(self, desk: QWidget, session: Session) -> None:
        super().__init__(desk)
        self._desk = desk
        self._session = session

    def reword(self, letter: Letter) -> bool:
        """Keep the words of a draft as they stand in ``letter``; False when that is refused, which is said."""
        session = self._session
        wording: Wording = writing.wording_of(session.assessment, letter)
        return self._do(lambda: session.do(lambda ledger: letter_acts.reword(ledger, letter.id, wording)))

    def ask_for_number(self, letter: Letter) -> None:
        """Ask for another number of a draft."""
        asked = QInputDialog(self._desk)
        asked.setWindowTitle(self.tr("Number of the letter"))
        asked.setLabelText(self._session.words.field("letter", "number"))
        asked.setTextValue(letter.number or "")
        asked.setOkButtonText(self.tr("Keep"))
        asked.setCancelButtonText(self.tr("Cancel"))
        asked.textValueSelected.connect(partial(self._number, letter))
        asked.open()

    def _number(self, letter: Letter, number: str) -> None:
        changed = letter._replace(number=number.strip() or None)
        said = self.tr("Number: {0}").format(changed.number or "—")
        self._do(lambda: self._session.revise(changed), said)

    def ask_to_freeze(self, letter: Letter) -> None:
        """Ask whether to freeze a draft, once its words have been looked at off the screen's thread."""
        facts, day, headway = self._session.facts, self._session.as_of, Headway()
        exhibits = exhibit_names(self._session.ledger, letter)

        def look() -> Made:
            headway.free()
            return make(assess(facts, day), letter, exhibits)

        work = Work(self._desk.window(), look, partial(self._ask_to_freeze, letter), self.refused.emit, headway=headway)
        work.start(self.tr("Looking at {0}").format(letter.number))

    def _ask_to_freeze(self, letter: Letter, made: Made) -> None:
        """Ask whether to freeze a draft; numbers typed by hand that no figure says are named, and a missing title."""
        if made.pdf is None:
            self.refused.emit(Refused(made.problems))
            return
        typed = [one.text for one in made.strays if one.figure is None]
        untitled = made.wording is not None and not made.wording.title
        box = QMessageBox(self._desk)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self._session.words.act("freeze_letter"))
        box.setText(self.tr("Freeze letter {0}?").format(letter.number))
        told = [
            self.tr(
                "Its words and figures then stay as they are, whatever changes in the ledger. Until the letter is "
                "recorded as sent, freezing can be undone."
            )
        ]
        if typed:
            said = self.tr("No figure of this letter says: {0}. These numbers were typed by hand; please check them.")
            told.append(said.format(", ".join(dict.fromkeys(typed))))
        if untitled:
            told.append(self.tr("The letter has no title: no line of its words begins with “# ”."))
        box.setInformativeText("\n\n".join(told))
        yes = box.addButton(self.tr("Freeze"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(self.tr("Not yet"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay if typed or untitled else yes)
        box.setEscapeButton(stay)
        yes.clicked.connect(lambda: self.freeze(letter))
        box.open()

    def freeze(self, letter: Letter) -> None:
        """Make a draft's pages with the assessment they print, off the screen's thread, and store both."""
        session = self._session
        facts, day, words = session.facts, session.as_of, session.words
        exhibits = exhibit_names(session.ledger, letter)

        def store(made: Frozen) -> None:
            self._freeze(letter, lambda ledger: writing.freeze(ledger, letter, made, day))

        self._make(letter, lambda: writing.to_freeze(assess(facts, day), letter, exhibits, words), store)

    def ask_for_own_pages(self, letter: Letter) -> None:
        """Ask for the finished PDF of a draft that was written in another program."""
        name = self._ask_for_pdf(self.tr("The finished letter"))
        if name:
            self.freeze_own(letter, Path(name))

    def freeze_own(self, letter: Letter, path: Path) -> None:
        """Freeze a draft with a PDF from elsewhere as its pages, with what the ledger says on this day."""
        session = self._session
        facts, day, words = session.facts, session.as_of, session.words

        def store(made: tuple[bytes, bytes]) -> None:
            self._freeze(letter, lambda ledger: letter_acts.freeze(ledger, letter.id, *made, day))

        self._make(letter, lambda: writing.read_own(path, facts, day, words), store)

    def _make(self, letter: Letter, make_pages: Callable[[], Pages], done: Callable[[Pages], None]) -> None:
        """Make what freezing a letter stores, off the screen's thread."""
        headway = Headway()

        def job() -> Pages:
            headway.free()
            return make_pages()

        work = Work(self._desk.window(), job, done, self.refused.emit, headway=headway)
        work.start(self.tr("Freezing {0}").format(letter.number))

    def _freeze(self, letter: Letter, act: Callable[[Ledger], object]) -> None:
        self._do(lambda: self._session.do(act), self.tr("Frozen: {0}").format(letter.number))

    def send(self, letter: Letter) -> None:
        """Ask how a letter went out."""
        said = self.tr("Recorded as sent: {0}").format(letter.number)
        self._open(SendDialog(self._session, letter, self._desk), said)

    def answer(self, letter: Letter) -> None:
        """Ask what was answered."""
        said = self.tr("Answer recorded: {0}").format(letter.number)
        self._open(AnswerDialog(self._session, letter, self._desk), said)

    def verify(self, letter: Letter) -> None:
        """Say whether a frozen letter's pages are still the ones that were frozen."""
        try:
            letter_acts.frozen_file(self._session.ledger, letter)
        except Refused as refused:
            self.refused.emit(refused)
            return
        self.told.emit(
            self.tr("{0}: the PDF is the very one frozen, its SHA-256 is the registered one.").format(letter.number)
        )

    def end(self, letter: Letter) -> None:
        """Close a letter's matter."""
        session = self._session
        self._do(
            lambda: session.do(lambda ledger: letter_acts.close(ledger, letter.id, session.as_of)),
            self.tr("Closed: {0}").format(letter.number),
        )

    def remove(self, letter: Letter) -> None:
        """Remove a draft."""
        self._do(
            lambda: self._session.remove("letter", letter.id),
            self.tr("Removed: {0}").format(letter.number or letter.id),
        )

    def ask_for_name(self, letter: Letter, text: str) -> None:
        """Ask for a name and keep words as a wording of the user's own for the letter's kind and language."""
        asked = QInputDialog(self._desk)
        asked.setWindowTitle(self.tr("Keep as my own wording"))
        asked.setLabelText(self.tr("Name of this wording of “{0}”").format(kind_name(self._session.words, letter.kind)))
        asked.setTextValue(self.tr("My wording"))
        asked.setOkButtonText(self.tr("Keep"))
        asked.setCancelButtonText(self.tr("Cancel"))
        asked.textValueSelected.connect(partial(self._keep, letter, text))
        asked.open()

    def _keep(self, letter: Letter, text: str, name: str) -> None:
        name, known = name.strip(), self._session.facts.letter_templates
        if not name:
            return
        language = letter.language or writing.CHINESE
        same = [one.id for one in known.values() if (one.name, one.kind, one.language) == (name, letter.kind, language)]
        made = LetterTemplate(same[0] if same else free_id("t", known), name, letter.kind, language, text)

        def keep() -> None:
            check_template(letter.kind, text)
            self._session.put(made)

        self._do(keep, self.tr("Kept as your own wording: {0}").format(name))

    def _open(self, dialog: QDialog, said: str) -> None:
        dialog.accepted.connect(lambda: self.said.emit(said))
        dialog.open()

    def ask_for_pages(self, letter: Letter) -> None:
        """Ask for the PDF of a letter frozen elsewhere."""
        name = self._ask_for_pdf(self.tr("The PDF that was frozen"))
        if name:
            self.take_pages(letter, Path(name))

    def _ask_for_pdf(self, title: str) -> str:
        return QFileDialog.getOpenFileName(self._desk, title, "", self.tr("PDF (*.pdf)"))[0]

    def take_pages(self, letter: Letter, path: Path) -> None:
        """Keep the pages of a letter frozen elsewhere when their SHA-256 is the registered one."""

        def add() -> None:
            content = read_file(path, "").content
            self._session.do(lambda ledger: letter_acts.add_pages(ledger, letter.id, content))

        self._do(add, self.tr("The pages have the registered SHA-256 and are in the ledger: {0}").format(letter.number))

    def _do(self, act: Callable[[], object], said: str = "") -> bool:
        try:
            act()
        except Refused as refused:
            self.refused.emit(refused)
            return False
        if said:
            self.said.emit(said)
        return True
