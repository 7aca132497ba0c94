"""The entry form of any record: a row per field, nested parts included, problems shown at the field they are about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from models.facts.shapes import (
    Amount,
    Choice,
    Count,
    Day,
    Field,
    Flag,
    Group,
    Many,
    Misfit,
    Moment,
    Month,
    Quantity,
    Reference,
    References,
    Shape,
    Text,
    fields_of,
)
from models.problems import Problem
from models.vocabulary import Vocabulary, owner
from ui.forms.dates import DayInput, MomentInput
from ui.forms.inputs import Options, input_for
from ui.forms.lists import PartsInput, ReferencesInput
from ui.forms.needed import chooser, needless
from ui.look import GAP, GAP_SMALL, GAP_TINY, GAP_WIDE
from ui.typed import typed_problem

_WIDTHS: dict[type[Shape], int] = {
    Day: 150,
    Moment: 210,
    Month: 150,
    Amount: 170,
    Count: 110,
    Quantity: 110,
    Choice: 260,
    Flag: 110,
    Reference: 380,
}
_LABELS = 150
_LISTS = (Many, References, Choice, Flag)
"""Shapes nothing is typed for as a whole."""
_INDEXED = re.compile(r"\[(\d+)\](?:\.(\w+))?")


class Place(NamedTuple):
    """One row of a form: the field's path from the record, its input, and the label for what is wrong with it."""

    path: str
    field: Field
    input: Any
    problem: QLabel


def fields_grid(form: QWidget) -> QGridLayout:
    """Lay a form out in two columns: what a field is called, and its input."""
    grid = QGridLayout(form)
    grid.setContentsMargins(0, 0, GAP, 0)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(GAP_SMALL)
    grid.setColumnMinimumWidth(0, _LABELS)
    grid.setColumnStretch(1, 1)
    return grid


class RecordForm(QWidget):
    """A form for one type of record. It takes and gives raw JSON; the models read and judge it."""

    changed = Signal()

    def __init__(self, record: type, words: Vocabulary, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places: dict[str, Place] = {}
        self._words = words
        self._options = options
        self._record = record
        self._kind = owner(record)
        self._parts: dict[str, tuple[QWidget, ...]] = {}
        """What stands in a field's row, by its path."""
        self._grid = fields_grid(self)
        self._add_fields(record, "")
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._chooser = chooser(self._kind)
        if self._chooser is not None:
            self.input(self._chooser).changed.connect(self._show_needed)
            self._show_needed()

    def input(self, path: str) -> Any:
        """Give the input of a field, e.g. ``answer.on``."""
        return self.places[path].input

    def put(self, raw: dict[str, Any]) -> None:
        """Show a record's JSON."""
        for place in self.places.values():
            value: Any = raw
            for name in place.path.split("."):
                value = value.get(name) if isinstance(value, dict) else None
            place.input.put(value)
        self.complain(())
        self._show_needed()

    def raw(self) -> dict[str, Any]:
        """Give the JSON as entered; what is empty is left out, a group with nothing in it too."""
        found: dict[str, Any] = {}
        for place in self.places.values():
            value = place.input.raw()
            if value is None:
                continue
            inside = found
            *groups, name = place.path.split(".")
            for group in groups:
                inside = inside.setdefault(group, {})
            inside[name] = value
        return found

    def count_from(self, day: date) -> None:
        """Let days typed short (``+10``, ``10-1``) count from a day."""
        for place in self.places.values():
            if isinstance(place.input, DayInput | MomentInput):
                place.input.base = day

    def fix(self, path: str) -> None:
        """Keep a field from being changed: a record's id once it is entered."""
        self.input(path).setReadOnly(True)

    def complain(self, problems: Iterable[Problem]) -> list[Problem]:
        """Show each problem at its field and give those that are about no field of this form."""
        said: dict[str, list[str]] = {}
        cells: dict[str, set[tuple[int, str]]] = {}
        homeless = []
        for problem in problems:
            path = problem.path.removeprefix("$").removeprefix(".").removeprefix("agreement.")
            place = self.place_of(path)
            if place is None:
                homeless.append(problem)
                continue
            sentence = self._sentence(replace(problem, path=path))
            inside = _INDEXED.match(path[len(place.path) :])
            if inside:
                cells.setdefault(place.path, set()).add((int(inside[1]), inside[2] or ""))
                sentence = self._where(place, inside) + sentence
            said.setdefault(place.path, []).append(sentence)
        for place in self.places.values():
            self._say(place, said.get(place.path, []))
            if isinstance(place.input, PartsInput):
                place.input.mark(cells.get(place.path, set()))
        self._show_needed()
        if said:
            next(p for p in self.places.values() if p.path in said).input.setFocus()
        return homeless

    def _sentence(self, problem: Problem) -> str:
        """Say what is wrong; days and moments are asked for as they are typed here, not as files hold them."""
        typed = problem.code in {"not_a_day", "not_a_moment", "not_a_month"}
        return typed_problem(self._words, problem.code, problem.inputs) if typed else self._words.problem(problem)

    def _where(self, place: Place, inside: re.Match[str]) -> str:
        name = inside[2]
        shape = place.field.shape
        column = self._words.field(owner(shape.record), name) if name and isinstance(shape, Many) else ""
        return self.tr("Row {0}").format(int(inside[1]) + 1) + (f" · {column}: " if column else ": ")

    def place_of(self, path: str) -> Place | None:
        """Give the row a path leads to: itself, the list it points into, or the first field of the group it names."""
        plain = path.partition("[")[0]
        if plain in self.places:
            return self.places[plain]
        inside = (place for place in self.places.values() if place.path.startswith(f"{plain}."))
        return next(inside, None) if plain else None

    @staticmethod
    def _say(place: Place, sentences: list[str]) -> None:
        place.problem.setText("\n".join(sentences))
        place.problem.setVisible(bool(sentences))
        if place.input.property("bad") != bool(sentences):
            place.input.setProperty("bad", bool(sentences))
            place.input.style().unpolish(place.input)
            place.input.style().polish(place.input)

    def _show_needed(self) -> None:
        """Show the fields the choice made needs, and of the others those that hold something or are complained of."""
        if self._chooser is None:
            return
        away = needless(self._kind, self.input(self._chooser).raw())
        for path, parts in self._parts.items():
            place = self.places[path]
            hidden = path in away and place.input.raw() is None and not place.problem.text()
            for part in parts:
                part.setVisible(not hidden)

    def _look_again(self, place: Place) -> None:
        """Look again at what was wrong while it is being mended."""
        if place.problem.text():
            self._say(place, [] if isinstance(place.field.shape, _LISTS) else self._misfit(place))

    def _misfit(self, place: Place) -> list[str]:
        """Say why what is typed cannot be read; empty when it can, or when nothing is typed."""
        raw = place.input.raw()
        try:
            if raw is not None:
                place.field.shape.read(raw)
        except Misfit as misfit:
            return [self._sentence(Problem(misfit.code, place.path, inputs=misfit.inputs))]
        return []

    # Building the rows

    def _add_fields(self, record: type, prefix: str, *, optional: bool = False) -> None:
        for field in fields_of(record):
            path = prefix + field.name
            match field.shape:
                case Group(part):
                    self._add_heading(self._words.field(owner(record), field.name))
                    self._add_fields(part, f"{path}.", optional=not field.required)
                case Many(part):
                    self._add_wide(record, field, path, PartsInput(part, self._words, self._options))
                case References(kind):
                    self._add_row(record, field, path, ReferencesInput(self._options(kind)))
                case _:
                    needless = optional or not field.required
                    made = input_for(owner(record), field, self._words, self._options, optional=needless)
                    self._add_row(record, field, path, made, needed=not needless)

    def _add_heading(self, text: str) -> None:
        heading = QLabel(text, self)
        heading.setObjectName("heading")
        heading.setContentsMargins(0, GAP_WIDE, 0, GAP_TINY)
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)

    def _label(self, record: type, field: Field, made: QWidget, *, needed: bool) -> QLabel:
        name = self._words.field(owner(record), field.name)
        label = QLabel(name + (" *" if needed else ""), self)
        label.setWordWrap(True)
        label.setBuddy(made)
        made.setAccessibleName(name)
        return label

    def _add_row(self, record: type, field: Field, path: str, made: Any, *, needed: bool = False) -> None:
        row = self._grid.rowCount()
        label = self._label(record, field, made, needed=needed)
        label.setContentsMargins(0, GAP_SMALL - 2, 0, 0)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        width = 240 if field.shape == Text(200, identifier=True) else _WIDTHS.get(type(field.shape))
        if width is not None:
            made.setFixedWidth(width)
        line.addWidget(made, 0 if width else 1)
        hint = self._hint(made)
        line.addWidget(hint, 1 if width else 0)
        self._grid.addLayout(line, row, 1)
        self._parts[path] = (label, made, hint)
        self._keep(path, field, made, row)

    def _add_wide(self, record: type, field: Field, path: str, made: Any) -> None:
        row = self._grid.rowCount()
        head = QHBoxLayout()
        head.setContentsMargins(0, GAP_WIDE, 0, 0)
        label = self._label(record, field, made, needed=False)
        label.setObjectName("heading")
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self._hint(made))
        self._grid.addLayout(head, row, 0, 1, 2)
        self._grid.addWidget(made, row + 1, 0, 1, 2)
        self._keep(path, field, made, row + 1)

    def _hint(self, made: Any) -> QLabel:
        hint = QLabel(made.hint(), self)
        hint.setObjectName("hint")
        made.changed.connect(lambda: hint.setText(made.hint()))
        return hint

    def _keep(self, path: str, field: Field, made: Any, row: int) -> None:
        problem = QLabel(self)
        problem.setObjectName("problem")
        problem.setWordWrap(True)
        problem.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        problem.hide()
        self._grid.addWidget(problem, row + 1, 1)
        place = self.places[path] = Place(path, field, made, problem)
        made.changed.connect(lambda: self._look_again(place))
        made.setObjectName(path)
        made.changed.connect(self.changed)
        made.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at a field when it is left: write it in its usual form, and say at once when it cannot be read."""
        if event.type() == QEvent.Type.FocusOut:
            for place in self._left(watched):
                wrong = self._misfit(place)
                if not wrong and place.input.raw() is not None:
                    place.input.put(place.input.raw())
                self._say(place, wrong)
        return super().eventFilter(watched, event)

    def _left(self, watched: QObject) -> Iterator[Place]:
        yield from (p for p in self.places.values() if p.input is watched and not isinstance(p.field.shape, _LISTS))
