"""An open ledger as the window sees it: its facts, the day looked at, the assessment, and the acts.

Pages are given the session; they read from it and ask it to act. After every act and every move of the day there is a
new assessment and ``changed`` tells what was touched. An act computes again only what it can have changed. What does an
act is loaded with the first of its kind: who opens a ledger waits for none of it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from models.assess import Assessment, assess, reassess
from models.facts.facts import Facts
from models.facts.records import Record, kind_of
from models.facts.shapes import FIRST_DAY, LAST_DAY
from models.ledger.ledger import Ledger
from models.problems import Problem, Refused, listed
from models.vocabulary import Vocabulary
from ui.collecting import Collecting
from ui.letting_go import LettingGo
from ui.wording import problem_text

if TYPE_CHECKING:
    from models.ledger.acts import Change, Merged

Given = TypeVar("Given")
MANY = 2_000
"""Invoices and payments from which looking at the whole ledger is done beside the screen's thread."""


class Session(QObject):
    """One open ledger on one day. Acts raise :class:`models.problems.Refused` and then have changed nothing."""

    changed = Signal(object)
    """The assessment is new; carries (kind, id) of each record touched, empty when only the day moved."""

    def __init__(self, ledger: Ledger, today: date, words: Vocabulary) -> None:
        super().__init__()
        self.ledger = ledger
        self.today = today
        self.words = words.knowing(self._record)
        self._as_of = today
        self._facts = ledger.facts
        self._assessment: Assessment | None = None
        self.before: Assessment | None = None
        """The assessment before the act being told of by ``changed``, when there was one."""
        self._letting_go = LettingGo(self)
        Collecting.much = self.large

    def _record(self, kind: str, record_id: str) -> Record | None:
        return self._facts.get(kind, record_id)

    @property
    def large(self) -> bool:
        """Whether looking at the whole ledger takes longer than a glance."""
        return len(self._facts.invoices) + len(self._facts.payments) > MANY

    @property
    def facts(self) -> Facts:
        """Every record of the ledger, those of later days included."""
        return self._facts

    @property
    def as_of(self) -> date:
        """The day looked at."""
        return self._as_of

    @property
    def assessment(self) -> Assessment:
        """Everything computed as of the day; made when first asked for."""
        if self._assessment is None:
            self._assessment = assess(self._facts, self._as_of)
        return self._assessment

    def in_words(self, words: Vocabulary) -> "Session":
        """Give the same ledger on the same day in other words; what was computed stays, as no figure has a language."""
        other = Session(self.ledger, self.today, words)
        other._facts, other._as_of, other._assessment = self._facts, self._as_of, self._assessment
        return other

    def move_to(self, day: date) -> None:
        """Look at another day."""
        day = min(max(day, FIRST_DAY), LAST_DAY)
        if day != self._as_of:
            self._as_of = day
            self._renew(())

    def turn_to(self, today: date) -> None:
        """Take note that another day has begun; who looked at the day before as today looks at the new one."""
        before, self.today = self.today, today
        if self._as_of == before:
            self.move_to(today)
        else:
            self._renew(())

    def move_by(self, days: int) -> None:
        """Look at a day so many days later (or earlier)."""
        self.move_to(self._as_of + timedelta(days=days))

    def enter(self, record: Record) -> "Change":
        """Enter a new record."""
        from models.ledger import acts

        change = acts.enter(self.ledger, record)
        self._renew(change.touched)
        return change

    def revise(self, record: Record) -> "Change | None":
        """Put a record in the place of the one with its id; None when nothing differs."""
        from models.ledger import acts

        return self._after(acts.revise(self.ledger, record))

    def put(self, record: Record) -> "Change | None":
        """Enter a record, or put it in the place of the one with its id."""
        known = self._facts.get(kind_of(record), record.id)
        return self.enter(record) if known is None else self.revise(record)

    def remove(self, kind: str, record_id: str) -> "Change":
        """Remove a record."""
        from models.ledger import acts

        change = acts.remove(self.ledger, kind, record_id)
        self._renew(change.touched)
        return change

    def revising_several(
        self, kind: str, ids: Sequence[str], changes: Mapping[str, object]
    ) -> "Callable[[], Change | None]":
        """Give the work of setting fields of several records, to be done off the screen's thread; then :meth:`took`."""
        from models.ledger.several import revise_several

        return lambda: revise_several(self.ledger, kind, ids, changes)

    def removing_several(self, kind: str, ids: Sequence[str]) -> "Callable[[], Change]":
        """Give the work of removing several records, to be done off the screen's thread; then :meth:`took`."""
        from models.ledger.several import remove_several

        return lambda: remove_several(self.ledger, kind, ids)

    def reinstate(self, kind: str, record_id: str, entry: int) -> "Change | None":
        """Make a record what it was after an act of the history; None when it is so already."""
        from models.ledger.reinstating import reinstate

        return self._after(reinstate(self.ledger, kind, record_id, entry))

    def verifying(self) -> Callable[[], list[Problem]]:
        """Give the work of checking the whole file, to be done off the screen's thread."""
        from models.ledger.verify import verify

        return lambda: verify(self.ledger)

    def do(self, act: Callable[[Ledger], Given]) -> Given:
        """Do an act of the ledger's own rooms (letters, evidence) and look again; gives what it gives."""
        from models.ledger.acts import Change

        before = self.ledger.facts
        given = act(self.ledger)
        touched = given.touched if isinstance(given, Change) else _differing(before, self.ledger.facts)
        self._renew(touched or (("attachment", ""),))
        return given

    def undo(self) -> "Change | None":
        """Undo the last act; None when there is none."""
        from models.ledger import acts

        return self._after(acts.undo(self.ledger))

    def redo(self) -> "Change | None":
        """Redo the act undone last; None when there is none."""
        from models.ledger import acts

        return self._after(acts.redo(self.ledger))

    def reversing(self, *, again: bool = False) -> "Callable[[], Change | None] | None":
        """Give the work of undoing the last act (or doing it ``again``) when that takes a while, then :meth:`took`.

        None when it is done at a glance, or when there is nothing to undo.
        """
        from models.ledger import acts

        stack = self.ledger.undo_stacks[again]
        if not stack or not self.ledger.is_long(stack[-1]):
            return None
        return partial(acts.redo if again else acts.undo, self.ledger)

    def merging(self, incoming: Facts, *, update: bool) -> "Callable[[], Merged]":
        """Give the work of merging facts into the ledger, to be done off the screen's thread; then :meth:`merged`."""
        from models.ledger import acts

        return lambda: acts.merge(self.ledger, incoming, update=update)

    def importing_copy(self, path: Path) -> "Callable[[], Change | None]":
        """Give the work of importing a copy of the agreement, to be done off the screen's thread; then :meth:`took`."""

        def work() -> "Change | None":
            from models.exchange.agreement_copy import read_file
            from models.ledger.agreement_act import import_agreement

            file = read_file(path)
            return import_agreement(self.ledger, file.name, file.text, file.content, file.media_type, self.today)

        return work

    def took(self, change: "Change | None") -> None:
        """Take in what an act off the screen's thread did."""
        self._after(change)

    def merged(self, merged: "Merged") -> None:
        """Take in what a merge did."""
        self._after(merged.change)

    def exporting(self, path: Path) -> Callable[[], None]:
        """Give the work of writing everything in the form the file's ending asks for, off the screen's thread."""
        from ui.exporting import exported
        from ui.files import write_beside

        return lambda: write_beside(path, exported(self.ledger, path.suffix, self._as_of, self.words))

    def reminding(self, path: Path) -> Callable[[], int]:
        """Give the work of writing the coming deadlines as a calendar file, off the screen's thread; it counts them."""
        facts, as_of, words, identity = self._facts, self._as_of, self.words, self.ledger.identity

        def work() -> int:
            from models.exchange import reminders
            from ui.files import write_beside

            assessment = assess(facts, as_of)  # one of its own: the screen's is made figure by figure meanwhile
            found = reminders.coming(assessment)
            write_beside(path, reminders.write(assessment, found, words, identity))
            return len(found)

        return work

    def look_again(self) -> None:
        """Take in what another program changed in the file meanwhile, if anything."""
        if self.ledger.facts is not self._facts:
            self._renew(())

    def next_undo(self) -> str | None:
        """Name the act that undo would take back; None when there is none."""
        return self._act_name(self.ledger.undo_stacks[0])

    def next_redo(self) -> str | None:
        """Name the act that redo would do again; None when there is none."""
        return self._act_name(self.ledger.undo_stacks[1])

    def _act_name(self, stack: list[int]) -> str | None:
        return self.words.act(self.ledger.act(stack[-1])) if stack else None

    def _after(self, change: "Change | None") -> "Change | None":
        if change is not None:
            self._renew(change.touched)
        return change

    def _renew(self, touched: Sequence[tuple[str, str]]) -> None:
        self._facts = self.ledger.facts
        Collecting.much = self.large
        self.before, self._assessment = self._assessment, None
        if touched and self.before is not None:
            self._assessment = reassess(self.before, self._facts, touched)
        elif self.before is not None and self.before.facts is self._facts:
            self._assessment = self.before.on(self._as_of)
        self.changed.emit(touched)
        before, self.before = self.before, None
        if before is not None and self.large:
            self._letting_go.take(before)


def _differing(before: Facts, now: Facts) -> tuple[tuple[str, str], ...]:
    """Give (kind, id) of each letter or wording that came or changed."""
    return tuple(
        (kind, record.id)
        for kind in ("letter", "letter_template")
        for record in now.of_kind(kind).values()
        if before.get(kind, record.id) is not record
    )


def sentences(refused: Refused, words: Vocabulary) -> list[str]:
    """Say a refusal in words, one sentence a problem."""
    return [problem_text(words, problem) for problem in listed(refused.problems)]
