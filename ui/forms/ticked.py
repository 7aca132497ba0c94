"""Fields to be given to several records at once: those ticked, each with what it becomes."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from models.facts.shapes import Field, References
from models.ledger.several import changeable
from models.problems import Problem
from models.vocabulary import Vocabulary
from ui.forms.form import fields_grid
from ui.forms.inputs import LinesInput, Options, ReferenceInput, input_for
from ui.forms.line import LineInput
from ui.forms.lists import ReferencesInput
from ui.wording import field_name

_INPUTS = 230
_LINE = 32


class Ticked(NamedTuple):
    """One row: the field, its tick, its input, and the label for what is wrong with the value."""

    field: Field
    tick: QCheckBox
    input: Any
    problem: QLabel


class TickedFields(QWidget):
    """Every field that several records can be given at once. Typing ticks a field; ticked and left empty clears it.

    An input shows what all the records hold alike, or says that they differ.
    """

    changed = Signal()

    def __init__(
        self, kind: str, records: Sequence[Any], words: Vocabulary, options: Options, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows: dict[str, Ticked] = {}
        self._words = words
        self._putting = False
        self._grid = fields_grid(self)
        for path, field in changeable(kind):
            self._add(kind, path, field, options)
            self._show_alike(path, records)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def changes(self) -> dict[str, Any]:
        """Give the JSON value of each ticked field by its path; None for one to be cleared."""
        return {path: row.input.raw() for path, row in self.rows.items() if row.tick.isChecked()}

    def complain(self, problems: Iterable[Problem]) -> list[Problem]:
        """Show the problems with values at their fields; give the others, which are about a record."""
        said: dict[str, str] = {}
        others = []
        for problem in problems:
            if problem.record or problem.path not in self.rows:
                others.append(problem)
            else:
                said[problem.path] = self._words.problem(problem)
        for path, row in self.rows.items():
            row.problem.setText(said.get(path, ""))
            row.problem.setVisible(path in said)
        return others

    def _add(self, kind: str, path: str, field: Field, options: Options) -> None:
        words = self._words
        name = field_name(words, kind, path)
        tick = QCheckBox(name)
        tick.setMinimumHeight(_LINE)
        if isinstance(field.shape, References):
            made: Any = ReferencesInput(options(field.shape.kind))
        else:
            made = input_for(kind, field, words, options, optional=True)
        made.setMinimumWidth(_INPUTS)
        made.setAccessibleName(name)
        made.setObjectName(path)
        hint, problem = QLabel(), QLabel()
        hint.setObjectName("hint")
        problem.setObjectName("problem")
        problem.setWordWrap(True)
        problem.hide()
        row = self._grid.rowCount()
        self._grid.addWidget(tick, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(made, row, 1)
        self._grid.addWidget(hint, row + 1, 1)
        self._grid.addWidget(problem, row + 2, 1)
        hint.hide()
        self.rows[path] = Ticked(field, tick, made, problem)

        def say() -> None:
            hint.setText(made.hint())
            hint.setVisible(bool(made.hint()))

        made.changed.connect(say)
        made.changed.connect(lambda: self._typed(tick))
        tick.toggled.connect(lambda _: self.changed.emit())

    def _typed(self, tick: QCheckBox) -> None:
        if self._putting:
            return
        if tick.isChecked():
            self.changed.emit()
        else:
            tick.setChecked(True)

    def _show_alike(self, path: str, records: Sequence[Any]) -> None:
        row = self.rows[path]
        values = _values(path, row.field, records)
        value = next(values, None)
        alike = all(other == value for other in values)
        self._putting = True
        if alike:
            written = (
                list(value) if isinstance(value, tuple) else row.field.shape.write(value) if value is not None else None
            )
            row.input.put(written)
        else:
            _say_differing(row.input, self.tr("They differ"))
        self._putting = False


def _values(path: str, field: Field, records: Sequence[Any]) -> Iterator[Any]:
    *groups, _ = path.split(".")
    if not groups:
        yield from map(attrgetter(field.attribute), records)
        return
    for record in records:
        holder = record
        for group in groups:
            holder = getattr(holder, group) if holder is not None else None
        yield getattr(holder, field.attribute) if holder is not None else None


def _say_differing(made: Any, text: str) -> None:
    match made:
        case LineInput():
            made.rest_with(text)
        case LinesInput():
            made.setPlaceholderText(text)
        case ReferenceInput():
            made.rest_with(text)
        case QComboBox():
            made.setPlaceholderText(text)
            made.setCurrentIndex(-1)
