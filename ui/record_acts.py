"""Entering, editing and removing records from the window: the forms it opens, and what it says afterwards."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from models.facts.records import KINDS
from models.ledger.acts import Change
from models.problems import Refused
from ui.forms.editor import RecordEditor
from ui.forms.presets import PresetDialog
from ui.forms.several import SeveralEditor
from ui.forms.unfinished import Keeper
from ui.messages import Messages
from ui.session import Session
from ui.work import Work

Job = Callable[[], Change | None]


class RecordActs(QObject):
    """Acts on records, for one window."""

    showing = Signal(str, str)
    """(page, spot): where a record is to be looked at or edited."""

    attaching = Signal(str, str, object)
    """(kind, id, paths): keep files with a record; no paths when they are to be asked for."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages

    def enter(self, kind: str, given: Mapping[str, Any] | None = None) -> None:
        """Open the form of a new record, which begins with what is given."""
        self._open(RecordEditor(self._session, kind, None, self._window, given=given))

    def edit(self, kind: str, record_id: str, field: str = "") -> None:
        """Open a record's form, at a field when one is named; some kinds have pages instead."""
        if kind in {"agreement", "agreement_copy"}:
            self.showing.emit(kind, field)
            return
        if kind in {"statement", "statement_line", "reconciliation"}:
            self.showing.emit("reconciliation", record_id)
            return
        if kind == "letter":
            self.showing.emit(kind, f"{record_id}\t{field}" if field else record_id)
            return
        self._open(RecordEditor(self._session, kind, record_id, self._window), field)

    def bring_back(self) -> None:
        """Open again what was being typed when the program ended without being asked to."""
        session = self._session
        for left in Keeper(session.ledger.path).kept():
            if left.kind not in KINDS:
                continue
            record = left.record if left.record and session.facts.get(left.kind, left.record) is not None else None
            editor = RecordEditor(session, left.kind, record, self._window)
            editor.panel.take(left.raw)
            editor.panel.message.setText(self.tr("This was typed before the program ended, and is not saved yet."))
            self._open(editor)

    def _open(self, editor: RecordEditor, field: str = "") -> None:
        editor.further.connect(self.enter)
        editor.saved.connect(self.saved)
        editor.attaching.connect(self.attaching)
        editor.panel.go_to(field)
        editor.open()

    def preset(self) -> None:
        """Enter a service rule from a preset."""
        dialog = PresetDialog(self._session, self._window)
        dialog.saved.connect(self.saved)
        dialog.open()

    def remove(self, kind: str, record_id: str) -> None:
        """Remove a record and offer to undo that."""
        try:
            self._session.remove(kind, record_id)
        except Refused as refused:
            self._messages.refuse(refused)
            return
        self._messages.say(self.tr("Removed: {0}").format(self._session.words.record(kind, record_id)), undo=True)

    def edit_several(self, kind: str, ids: Sequence[str]) -> None:
        """Ask which fields several records are given; a single one has its form opened."""
        if len(ids) == 1:
            self.edit(kind, ids[0])
        elif ids:
            dialog = SeveralEditor(self._session, kind, ids, self._window)
            dialog.changed.connect(lambda _, count: self._messages.say(self._changed(count), undo=True))
            dialog.open()

    def remove_several(self, kind: str, ids: Sequence[str]) -> None:
        """Remove several records as one act and offer to undo that."""

        def done(change: Change) -> None:
            self._session.took(change)
            self._messages.say(self.tr("Removed: %n record(s)", "", len(change.touched)), undo=True)

        work = Work(self._window, self._session.removing_several(kind, ids), done, self._messages.refuse)
        work.start(self.tr("Removing the records"))

    def _changed(self, count: int) -> str:
        return self.tr("Changed: %n record(s)", "", count)

    def saved(self, kind: str, record_id: str) -> None:
        """Show the record that was saved where it is listed, and say so."""
        if kind != "agreement":
            self.showing.emit(kind, record_id)
        self._messages.say(self.tr("Saved: {0}").format(self._session.words.record(kind, record_id)))

    def undo(self) -> None:
        """Undo the last act."""
        session = self._session
        name = session.next_undo()
        if name:
            self._reverse(session.reversing(), session.undo, self.tr("Undone: {0}").format(name), name)

    def redo(self) -> None:
        """Redo the act undone last."""
        session = self._session
        name = session.next_redo()
        if name:
            self._reverse(session.reversing(again=True), session.redo, self.tr("Done again: {0}").format(name), name)

    def _reverse(self, job: Job | None, at_once: Job, said: str, name: str) -> None:
        """Undo or do again: at once, or off the screen's thread where that takes a while."""
        if job is None:
            if at_once() is not None:
                self._messages.say(said)
            return

        def done(change: Change | None) -> None:
            self._session.took(change)
            self._messages.say(said)

        Work(self._window, job, done, self._messages.refuse).start(name)
