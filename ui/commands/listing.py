"""Figures and derivations as text for a terminal: columns that line up although Chinese characters are wide."""

import unicodedata
from collections.abc import Sequence, Set

from models.assess import Assessment
from models.clauses.clauses import clauses_of
from models.figures import Figure
from models.formulas import UNKNOWN, evaluate
from models.vocabulary import Vocabulary


def figures_table(assessment: Assessment, words: Vocabulary) -> str:
    """List every figure of an assessment, and its problems, as a table."""
    situation = assessment.situation
    head = words.text(
        "command.figures_as_of",
        day=assessment.as_of,
        terms=situation.terms.title[words.language],
        through=situation.calendar.official_through,
    )
    names = [words.text(f"column.{name}") for name in ("figure", "record", "value", "status", "clause")]
    rows = [
        (
            words.figure(figure.kind),
            words.record(figure.subject, figure.record),
            words.figure_value(figure) + ("*" if figure.provisional else ""),
            words.status(figure.status),
            figure.clause,
        )
        for figure in assessment.figures.sorted()
    ]
    lines = [head, "", *columns([names, *rows], right={2})]
    if any(figure.provisional for figure in assessment.figures):
        lines += ["", "* " + words.text("column.provisional_mark")]
    if assessment.problems:
        lines += ["", words.text("column.problems")]
        lines += ["  " + words.problem_line(problem) for problem in assessment.problems]
    return "\n".join(lines)


def derivation(assessment: Assessment, figure: Figure, words: Vocabulary) -> str:
    """Tell where one figure comes from: value, clause, rule, formula, each input with its source, readings."""
    because = figure.because
    recomputed = (
        words.text("command.not_recomputed")
        if because.formula == UNKNOWN
        else words.text("command.recomputed")
        if evaluate(because, assessment.situation.calendar) == figure.value
        else "≠"
    )
    facts = [
        (words.text("column.value"), words.figure_value(figure)),
        (words.text("column.status"), words.status(figure.status) or "—"),
        (words.text("column.clause"), figure.clause or words.text("name.own_record")),
        (words.text("column.party"), words.text(f"party.{figure.party}")),
        (words.text("column.rule"), words.rule(because)),
        (words.text("column.formula"), words.text("column.checked", formula=words.formula(because), result=recomputed)),
    ]
    if figure.provisional:
        facts.append(("*", words.provisional(figure)))
    lines = [f"{words.figure(figure.kind)} · {words.record(figure.subject, figure.record)}", *columns(facts, gap="  ")]
    if because.inputs:
        lines.append(words.text("column.inputs"))
        rows = [
            (words.input_name(an_input.name), words.input_value(an_input), words.source(an_input))
            for an_input in because.inputs
        ]
        lines += ["  " + line for line in columns(rows, right={1})]
    for reading in assessment.readings_of(figure):
        name, used = words.text(f"choice.{reading.reading}"), words.text(f"choice.{reading.used}")
        lines.append(f"{words.text('column.readings')}  {words.text('column.named', name=name, value=used)}")
        for choice, value in reading.others:
            shown = words.value(value, figure.unit)
            lines.append("  " + words.text("column.others", choice=words.text(f"choice.{choice}"), value=shown))
    clauses = clauses_of(assessment.situation.facts)
    own_words = clauses.quote(figure.clause) if clauses else None
    if own_words:
        lines.append(words.text("column.own_words", clause=figure.clause))
        lines += ["  " + line for line in own_words.splitlines()]
    return "\n".join(lines)


def columns(rows: Sequence[Sequence[str]], *, right: Set[int] = frozenset(), gap: str = "   ") -> list[str]:
    """Pad cells so that columns line up, counting wide characters as two; ``right`` columns are right-aligned."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        gap.join(
            (" " * (room - width(cell)) + cell) if index in right else (cell + " " * (room - width(cell)))
            for index, (cell, room) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def width(text: str) -> int:
    """Count the terminal cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1 for character in text)
