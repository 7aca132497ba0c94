"""Entering and editing one record: in a dialog of its own, or as a page for the agreement."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.exchange.record_json import record_from_json, record_to_json
from models.facts.records import KINDS
from models.problems import Problem, Refused
from ui.evidence.strip import FilesStrip
from ui.fitting import open_at
from ui.forms.beginnings import beginning
from ui.forms.form import RecordForm
from ui.forms.unfinished import Keeper
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.session import Session
from ui.wording import label, problem_text


class RecordPanel(QWidget):
    """A record's form with its save and revert; saving enters or revises, and shows at the field what is wrong."""

    saved = Signal(str, str)
    """(kind, id) of the record, once it is in the ledger."""
    reverted = Signal()

    def __init__(
        self,
        session: Session,
        kind: str,
        record_id: str | None,
        parent: QWidget | None = None,
        *,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._given = dict(given or {})
        self.kind = kind
        self.record_id = record_id
        self.form = RecordForm(KINDS[kind], session.words, self._options)
        self.form.setObjectName("scrolled")
        self.form.count_from(session.as_of)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.form)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.message = QLabel()
        self.message.setObjectName("problem")
        self.message.setWordWrap(True)
        self.save_button = QPushButton(self.tr("Save"))
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        self.revert_button = QPushButton(self.tr("Revert"))
        self.revert_button.setAutoDefault(False)
        self.revert_button.clicked.connect(self.revert)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GAP_SMALL)
        self.buttons.addWidget(self.message, 1)
        self.buttons.addWidget(self.revert_button)
        self.buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.buttons)
        self.load()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form.raw() != self._loaded

    def take(self, raw: dict[str, Any]) -> None:
        """Show what was typed before and not saved."""
        self.form.put(raw)
        if self.record_id is not None and "id" in self.form.places:
            self.form.fix("id")

    def load(self) -> None:
        """Show the record as the ledger has it, or what a new one begins with."""
        self.form.put(self._stored())
        if self.record_id is not None and "id" in self.form.places:
            self.form.fix("id")
        self._loaded = self.form.raw()
        self.message.clear()

    @property
    def shown_form_height(self) -> int:
        """How much of the form is meant to be seen when nothing says more, in pixels."""
        return self._scroll.sizeHint().height()

    def go_to(self, path: str) -> None:
        """Put the cursor into a field, the first of the group when it names one; nowhere when there is none."""
        place = self.form.place_of(path) if path else None
        if place is not None:
            place.input.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(place.input)

    def revert(self) -> None:
        """Forget what was typed."""
        self.load()
        self.reverted.emit()

    def save(self) -> bool:
        """Put the record into the ledger; when it is refused, say why at the fields."""
        problems: list[Problem] = []
        record = record_from_json(KINDS[self.kind], self.form.raw(), "$", problems)
        if record is not None:
            try:
                if self.record_id is None:
                    self._session.enter(record)
                else:
                    self._session.revise(record)
            except Refused as refused:
                problems = list(refused.problems)
        homeless = self.form.complain(problems)
        words = self._session.words
        self.message.setText("\n".join(problem_text(words, problem) for problem in homeless))
        if problems:
            if not homeless:
                self.message.setText(self.tr("Not saved yet: please see the marked fields."))
            bad = next((p for p in self.form.places.values() if p.problem.text()), None)
            if bad is not None:
                self._scroll.ensureWidgetVisible(bad.problem)
            return False
        self.record_id = record.id if record is not None else self.record_id
        self._loaded = self.form.raw()
        self.saved.emit(self.kind, self.record_id)
        return True

    def _stored(self) -> dict[str, Any]:
        session = self._session
        if self.record_id is None:
            return beginning(self.kind, session.facts, session.as_of) | self._given
        record = session.facts.get(self.kind, self.record_id)
        return record_to_json(record) if record is not None else {"id": self.record_id}

    def _options(self, kind: str) -> list[tuple[str, str]]:
        session = self._session
        return [
            (record_id, label(session.words, session.facts, kind, record_id))
            for record_id in session.facts.of_kind(kind)
        ]


_WIDE, _WIDER = 760, 1100
_KEPT_AFTER = 600
"""Milliseconds of rest after which what is typed is kept."""


class RecordEditor(QDialog):
    """Enters a new record or edits one. Ctrl+Enter and Ctrl+S save; Esc leaves, twice when something was typed.

    Enter saves too; where a new record was begun empty it goes on to the next one, so that many are entered in a row.
    """

    saved = Signal(str, str)
    further = Signal(str)
    """The kind of the next new record to be entered."""
    attaching = Signal(str, str, object)
    """(kind, id, paths): keep files with the record; no paths when they are to be asked for."""

    def __init__(
        self,
        session: Session,
        kind: str,
        record_id: str | None = None,
        parent: QWidget | None = None,
        *,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(session.words.act(f"enter_{kind}" if record_id is None else f"revise_{kind}"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        self.panel = RecordPanel(session, kind, record_id, given=given)
        self.panel.revert_button.setText(self.tr("Cancel"))
        self.panel.saved.connect(self._done)
        self.panel.reverted.connect(super().reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addWidget(self.panel, 1)
        self.files: FilesStrip | None = None
        if record_id is not None:
            self.files = FilesStrip(session, kind, record_id)
            self.files.adding.connect(lambda paths: self.attaching.emit(kind, record_id, paths))
            column.insertWidget(2, self.files)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.panel.save)
        self.next_button: QPushButton | None = None
        if record_id is None and not given:
            self.next_button = QPushButton(self.tr("Save and enter the next"))
            self.next_button.clicked.connect(self.save_and_go_on)
            self.panel.buttons.addWidget(self.next_button)
            self.next_button.setDefault(True)
            self.panel.save_button.setAutoDefault(False)
        self._record_id = record_id
        self._keeper = Keeper(session.ledger.path)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEPT_AFTER)
        self._keeping.timeout.connect(self.keep)
        self.panel.form.changed.connect(self._keeping.start)
        self._warned = False
        self.panel.form.changed.connect(self._forget_warning)
        self._grow()
        self._focus_first()

    @property
    def form(self) -> RecordForm:
        """The form inside."""
        return self.panel.form

    def _grow(self) -> None:
        """Be as tall as the whole form, as far as the screen has room."""
        chrome = self.sizeHint().height() - self.panel.shown_form_height
        open_at(self, _WIDER if self.panel.kind == "bill" else _WIDE, self.form.sizeHint().height() + chrome)

    def _focus_first(self) -> None:
        """Put the cursor into the first field to be filled; of a record on file, into the first, its text selected."""
        inputs = [place.input for place in self.form.places.values()]
        if self.panel.record_id is None:
            first = next((each for each in inputs if each.raw() is None), inputs[0])
        else:
            first = next(each for each in inputs if not (isinstance(each, QLineEdit) and each.isReadOnly()))
        first.setFocus(Qt.FocusReason.TabFocusReason)  # which selects what it holds

    def keep(self) -> None:
        """Keep what is typed in a file, so that a crash does not lose it."""
        if self.panel.dirty:
            self._keeper.keep(self.panel.kind, self._record_id, self.form.raw())
        else:
            self._keeper.forget(self.panel.kind, self._record_id)

    def done(self, result: int) -> None:
        """Close; what was typed is saved or discarded now, and no longer kept."""
        self._keeping.stop()
        self._keeper.forget(self.panel.kind, self._record_id)
        super().done(result)

    def _done(self, kind: str, record_id: str) -> None:
        self.saved.emit(kind, record_id)
        self.accept()

    def save_and_go_on(self) -> None:
        """Save the new record, and when it is in the ledger begin the next of its kind."""
        if self.panel.save():
            self.further.emit(self.panel.kind)

    def _forget_warning(self) -> None:
        self._warned = False

    def reject(self) -> None:
        """Leave; when something was typed, only at the second time."""
        if self.panel.dirty and not self._warned:
            self._warned = True
            self.panel.message.setText(self.tr("Press Esc once more to discard what you typed."))
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter save from every line, and go on to the next record where one is entered after the other."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if self.next_button is not None:
                self.save_and_go_on()
            else:
                self.panel.save()
            return
        super().keyPressEvent(event)
