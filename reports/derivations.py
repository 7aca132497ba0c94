"""Figures as annex entries: each with clause, rule, formula and inputs, as the screen and the JSON show them."""

from collections.abc import Callable
from itertools import groupby

from models.assess import Assessment
from models.figures import Because, Figure, Input, Value
from models.vocabulary import Vocabulary
from reports.typesetting.blocks import Derivation

MANY = 20
"""Inputs of one name beyond which a list that stands on the paper already is not printed again."""


class Listed:
    """The long lists of values a paper has printed, and where: what is listed once is afterwards named by its place."""

    def __init__(self) -> None:
        self._places: dict[tuple[Value, ...], str] = {}

    def add(self, values: tuple[Value, ...], place: str) -> None:
        """Say where a list of values stands; short lists and those known already change nothing."""
        if len(values) > MANY:
            self._places.setdefault(values, place)

    def place(self, values: tuple[Value, ...]) -> str | None:
        """Give where a list stands, or None when it does not yet."""
        return self._places.get(values)


Instead = Callable[[tuple[Input, ...]], tuple[str, str, str] | None]
"""Gives one row in place of many inputs that are listed elsewhere; None where they are not."""


def figure_entry(
    assessment: Assessment, figure: Figure, words: Vocabulary, number: int, *, told: Instead | None = None
) -> Derivation:
    """Give one figure as a numbered annex entry, with the readings that touch it and, if provisional, its range.

    What another reading would give is not printed: a paper goes to the other side, and argues the reading taken. The
    screen, ``explain`` and ``assess --json`` show it.
    """
    colon = "：" if words.language == "zh" else ": "
    remarks = [
        (
            words.text("column.readings"),
            f"{words.text(f'choice.{reading.reading}')}{colon}{words.text(f'choice.{reading.used}')}",
        )
        for reading in assessment.readings_of(figure)
    ]
    if figure.provisional:
        remarks.append((words.text("column.status"), words.provisional(figure)))
    name = f"{number}. {words.figure(figure.kind)} · {words.record(figure.subject, figure.record)}"
    return entry(name, words.figure_value(figure), figure.because, words, tuple(remarks), told=told)


def entry(
    name: str, value: str, because: Because, words: Vocabulary, remarks: tuple[tuple[str, str], ...] = (),
    *, told: Instead | None = None,
) -> Derivation:  # fmt: skip
    """Give any derivation as an annex entry."""
    rows: list[tuple[str, ...]] = []
    for _, group in groupby(because.inputs, key=lambda one: (one.name, one.record, one.figure)):
        inputs = tuple(group)
        instead = told(inputs) if told is not None and len(inputs) > MANY else None
        if instead is not None:
            rows.append(instead)
        else:
            rows += [(words.input_name(one.name), words.input_value(one), words.source(one)) for one in inputs]
    return Derivation(
        name,
        value,
        (
            *(((words.text("column.clause"), because.clause),) if because.clause else ()),
            (words.text("column.rule"), words.rule(because)),
            (words.text("column.formula"), words.formula(because)),
            *remarks,
        ),
        tuple(rows),
        words.text("column.inputs"),
    )
