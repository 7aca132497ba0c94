"""Keeping files with a record: asked how they were obtained and what they prove, read off the screen's thread."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow, QVBoxLayout, QWidget

from models.facts.records import KINDS
from models.facts.shapes import Misfit, Text
from models.ledger.evidence_acts import keep_files
from models.ledger.letter_acts import File
from models.problems import Refused
from ui.files import read_file
from ui.fitting import open_at
from ui.forms.form_dialog import FormDialog
from ui.forms.inputs import ChoiceInput, LinesInput, ReferenceInput
from ui.forms.line import LineInput
from ui.messages import Messages
from ui.session import Session
from ui.typed import typed_problem
from ui.wording import label
from ui.work import Work

_OWNERS = tuple(kind for kind in KINDS if kind not in {"letter_template", "arrangement", "reference_rate"})
"""Kinds of records evidence belongs to."""


class Adding(QObject):
    """Keeps files with records, for one window."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages

    def attach(self, kind: str, record: str, paths: Sequence[Path]) -> None:
        """Keep files with a record; ask for them when there are none yet."""
        if paths:
            self.add(kind, record, paths)
        else:
            self.choose(kind, record)

    def choose(self, kind: str = "", record: str = "") -> None:
        """Ask for files, then what they are."""
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Keep files as evidence"))
        if names:
            self.add(kind, record, [Path(name) for name in names])

    def add(self, kind: str, record: str, paths: Sequence[Path]) -> "EvidenceDialog":
        """Ask how files were obtained and what they prove, and keep them with a record; gives what asks."""
        dialog = EvidenceDialog(self._session, paths, self._window, kind=kind, record=record)
        dialog.chosen.connect(partial(self._read, list(paths)))
        dialog.open()
        return dialog

    def _read(self, paths: list[Path], kind: str, record: str, how: str, proves: str) -> None:
        def read() -> list[File]:
            return [read_file(path, how)._replace(proves=proves) for path in paths]

        work = Work(self._window, read, partial(self._keep, kind, record), self._messages.refuse)
        work.start(self.tr("Reading the files"))

    def _keep(self, kind: str, record: str, files: list[File]) -> None:
        session = self._session
        try:
            session.do(lambda ledger: keep_files(ledger, kind, record, files))
        except Refused as refused:
            self._messages.refuse(refused)
            return
        names = ("、" if session.words.language == "zh" else ", ").join(file.name for file in files)
        said = self.tr("Kept with {0}: {1}").format(session.words.record(kind, record), names)
        self._messages.say(said, undo=True)


class EvidenceDialog(FormDialog):
    """Asks with which record files are kept, how they were obtained, what they prove."""

    chosen = Signal(str, str, str, str)
    """(kind, record, how, proves)"""

    def __init__(
        self,
        session: Session,
        paths: Sequence[Path],
        parent: QWidget | None = None,
        *,
        kind: str = "",
        record: str = "",
    ) -> None:
        words = session.words
        super().__init__(words.act("attach"), parent)
        self._session = session
        self._wanted = record
        self.kind = ChoiceInput([(one, words.kind(one)) for one in _OWNERS], optional=False)
        self.kind.put(kind if kind in _OWNERS else "bill")
        self.kind.changed.connect(self._offer_records)
        self.record: ReferenceInput | None = None
        place = QWidget()
        self._places = QVBoxLayout(place)
        self._places.setContentsMargins(0, 0, 0, 0)
        self.how = LineInput()
        self.proves = LinesInput()
        files = QLabel("\n".join(path.name for path in paths))
        files.setWordWrap(True)
        self.add(self.tr("Files"), files)
        self.add(self.tr("Belongs to"), self.kind)
        self._record_label = self.add(words.text("column.record"), place)
        self.add(words.field("attachment", "obtained_how"), self.how).setText(
            f"{words.field('attachment', 'obtained_how')} *"
        )
        self.add(words.field("attachment", "proves"), self.proves)
        self.done_button.setText(self.tr("Keep"))
        self._offer_records()
        self.how.setFocus()
        open_at(self, 560, self.sizeHint().height())

    def finish(self) -> None:
        """Hand over what was said, when it is enough."""
        kind = str(self.kind.raw())
        record = "agreement" if kind == "agreement" else self.record.raw() if self.record is not None else None
        words = self._session.words
        if record is None or self._session.facts.get(kind, record) is None:
            self.problem.setText(self.tr("Choose the record the files belong to."))
            return
        try:
            how = Text(500).read(self.how.raw() or "")
            proves = Text(500, lines=True).read(self.proves.raw()) if self.proves.raw() else ""
        except Misfit as misfit:
            if misfit.code == "empty_text":
                self.problem.setText(self.tr("Say how it was obtained, for example: downloaded from the console."))
            else:
                self.problem.setText(typed_problem(words, misfit.code, misfit.inputs))
            return
        self.accept()
        self.chosen.emit(kind, record, how, proves)

    def _offer_records(self) -> None:
        kind, session = str(self.kind.raw()), self._session
        if self.record is not None:
            self._places.removeWidget(self.record)
            self.record.hide()
            self.record.deleteLater()
            self.record = None
        self._record_label.setVisible(kind != "agreement")
        if kind == "agreement":
            return
        ids = session.facts.of_kind(kind)
        options = [(one, label(session.words, session.facts, kind, one)) for one in ids]
        self.record = ReferenceInput(options)
        self.record.setAccessibleName(session.words.kind(kind))
        self.record.put(self._wanted if self._wanted in ids else options[-1][0] if options else None)
        self._places.addWidget(self.record)
        QWidget.setTabOrder(self.kind, self.record)
