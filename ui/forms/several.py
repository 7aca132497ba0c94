"""Changing the same fields of several records at once: what they become, and before it is done, what that changes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from models.ledger.acts import Change
from models.ledger.several import Plan, plan
from models.problems import Problem, Refused
from ui.fitting import open_at
from ui.foot import foot
from ui.forms.foreseen import Foreseen, ForeseenView, Line, lines_of, wrong_lines
from ui.forms.ticked import TickedFields
from ui.look import GAP, GAP_WIDE
from ui.rooms import page_name
from ui.session import Session
from ui.wording import begun, label
from ui.work import Beside, Work

_TYPED_AFTER = 200
"""Milliseconds of rest after which what was typed is looked at."""
_MANY = 500
"""Records from which what a change would do is found out beside the screen's thread."""
_FIELDS = 420
_BAR = 14


class SeveralEditor(QDialog):
    """Asks which fields of several records become what, shows what differs then, and changes all in one act."""

    changed = Signal(str, int)
    """(kind, count) of the records that were changed."""

    def __init__(self, session: Session, kind: str, ids: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = session.words
        self._session, self.kind, self.ids = session, kind, list(ids)
        self.setWindowTitle(self.tr("Change %n record(s): {0}", "", len(ids)).format(page_name(kind, words)))
        known = session.facts.of_kind(kind)
        records = [known[each] for each in ids]
        self.fields = TickedFields(kind, records, words, self._options)
        self.fields.setObjectName("scrolled")
        self.fields.changed.connect(self._typed)
        heads = [words.text("column.record"), self.tr("Field"), self.tr("Before"), self.tr("After")]
        self.foreseen = Foreseen([begun(head) for head in heads])
        self.view = ForeseenView(self.foreseen)
        self.view.setAccessibleName(self.tr("What changes"))
        self.said = QLabel()
        self.said.setObjectName("soft")
        self.said.setWordWrap(True)
        self.change_button = QPushButton(self.tr("Change all"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPED_AFTER)
        self._timer.timeout.connect(self.foresee)
        self._beside = Beside(self)
        self._lay_out()
        self._show([], 0)

    def foresee(self) -> None:
        """Find out what the change would do; of very many records, beside the screen's thread."""
        self._timer.stop()
        look = partial(self._look, self.fields.changes())
        if len(self.ids) > _MANY:
            self.said.setText(self.tr("Looking…"))
            self._beside.ask(look, self._take)
        else:
            self._beside.drop()
            self._take(look())

    def change(self) -> None:
        """Change all the records, or none and say why."""
        changes = self.fields.changes()
        if not changes:
            return
        work = Work(self, self._session.revising_several(self.kind, self.ids, changes), self._done, self._refuse)
        work.start(self.tr("Changing the records"))

    def _look(self, changes: dict[str, object]) -> tuple[Plan, list[Line]]:
        planned = plan(self._session.facts, self.kind, self.ids, changes)
        return planned, lines_of(planned, self._session.words)

    def _take(self, found: tuple[Plan, list[Line]]) -> None:
        planned, lines = found
        self._complain(planned.problems)
        self._show(lines, len(planned.records), refused=bool(planned.problems))

    def _complain(self, problems: Sequence[Problem]) -> None:
        self.fields.complain(problems)

    def _show(self, lines: list[Line], count: int, *, refused: bool = False) -> None:
        self.foreseen.put(lines)
        self.change_button.setEnabled(count > 0 and not refused)
        if refused:
            bad = len({line.record for line in lines if line.wrong})
            self.said.setText(
                self.tr("%n record(s) cannot take this; nothing is changed until all can.", "", bad)
                if bad
                else self.tr("Please see the marked fields.")
            )
        elif count:
            self.said.setText(self.tr("%n record(s) change; one undo takes it back.", "", count))
        elif self.fields.changes():
            self.said.setText(self.tr("They all are like that already."))
        else:
            self.said.setText(self.tr("Type into a field to give it to all. Ticked and left empty clears it."))

    def _typed(self) -> None:
        self.change_button.setEnabled(True)
        self._timer.start()

    def _done(self, change: Change | None) -> None:
        self._session.took(change)
        if change is None:
            self.foresee()
            return
        self.accept()
        self.changed.emit(self.kind, len(change.touched))

    def _refuse(self, refused: Refused) -> None:
        self._complain(refused.problems)
        self._show(wrong_lines(refused.problems, self._session.words), 0, refused=True)

    def _options(self, kind: str) -> list[tuple[str, str]]:
        session = self._session
        return [(each, label(session.words, session.facts, kind, each)) for each in session.facts.of_kind(kind)]

    def _lay_out(self) -> None:
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        title.setWordWrap(True)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.fields)
        scroll.setFixedWidth(max(self.fields.sizeHint().width() + _BAR, _FIELDS))
        grid = QGridLayout(self)
        grid.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        grid.setSpacing(GAP)
        grid.addWidget(title, 0, 0, 1, 2)
        grid.addWidget(scroll, 1, 0)
        grid.addWidget(self.view, 1, 1)
        grid.addLayout(foot(self, self.change_button, self.change, self.said), 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        open_at(self, 1180, 660)
        next(iter(self.fields.rows.values())).input.setFocus()
