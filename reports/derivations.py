"""Figures as annex entries: each with clause, rule, formula and inputs, as the screen and the JSON show them."""

from models.assess import Assessment
from models.figures import Because, Figure
from models.vocabulary import Vocabulary
from reports.typesetting import Derivation


def figure_entry(assessment: Assessment, figure: Figure, words: Vocabulary, number: int) -> Derivation:
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
    return entry(name, words.figure_value(figure), figure.because, words, tuple(remarks))


def entry(
    name: str, value: str, because: Because, words: Vocabulary, remarks: tuple[tuple[str, str], ...] = ()
) -> Derivation:
    """Give any derivation as an annex entry."""
    return Derivation(
        name,
        value,
        (
            *(((words.text("column.clause"), because.clause),) if because.clause else ()),
            (words.text("column.rule"), words.rule(because)),
            (words.text("column.formula"), words.formula(because)),
            *remarks,
        ),
        tuple((words.input_name(one.name), words.input_value(one), words.source(one)) for one in because.inputs),
        words.text("column.inputs"),
    )
