"""A figure's derivation as nodes, made ready for the screen: what each line says, and what it leads to."""

from typing import Literal, NamedTuple

from models.assess import Assessment
from models.clauses.clauses import clauses_of
from models.figures import Because, Figure, Input
from models.formulas import UNKNOWN
from models.vocabulary import Vocabulary
from ui.languages import translate
from ui.look import Tone
from ui.tables.columns import tone_of
from ui.wording import begun

READING = "readings."
"""Begins the field of a line about a reading; the reading's name follows."""
_MOST_INPUTS = 300
"""Inputs shown; the sum over a large ledger has thousands, and nobody reads them here."""


class Node(NamedTuple):
    """One line of a derivation.

    ``value`` is a figure or an input with its value at the right; ``text`` is a sentence under its caption. ``figure``
    names the figure whose derivation lies below; ``record`` the record it came from and ``field`` the field there.
    """

    form: Literal["value", "text"]
    name: str
    text: str
    source: str = ""
    status: str = ""
    tone: Tone = "plain"
    figure: tuple[str, str, str] | None = None
    record: tuple[str, str] | None = None
    field: str | None = None

    @property
    def said(self) -> str:
        """The line as one sentence, for screen readers."""
        return " · ".join(part for part in (self.name, self.text, self.status, self.source) if part)


def node_of(figure: Figure, words: Vocabulary) -> Node:
    """Give the line of a figure itself."""
    return Node(
        "value",
        words.figure(figure.kind),
        words.figure_value(figure),
        words.record(figure.subject, figure.record),
        begun(words.status(figure.status)) if figure.value is not None else "",
        tone_of(figure.status),
        figure.key,
        (figure.subject, figure.record),
    )


def brief(figure: Figure, words: Vocabulary) -> str:
    """Say a figure and where it comes from in a few lines: value, clause and rule, formula."""
    status = words.status(figure.status) if figure.value is not None else ""
    said = f"{words.figure(figure.kind)}  {words.figure_value(figure)}"
    return "\n".join([f"{said} · {status}" if status else said, why(figure.because, words)])


def why(because: Because, words: Vocabulary) -> str:
    """Say a derivation in two lines: clause and rule, formula."""
    rule = f"{source_of(because.clause)}  {words.rule(because)}"
    return rule if because.formula == UNKNOWN else f"{rule}\n{words.formula(because)}"


def below(assessment: Assessment, figure: Figure, words: Vocabulary) -> list[Node]:
    """Give the lines under a figure: clause and rule, the copy's own words, formula, inputs, what may still move."""
    nodes = derivation(assessment, figure.because, words)
    if figure.provisional:
        nodes.append(Node("text", translate("Explain", "Provisional"), words.provisional(figure), tone="watch"))
    return nodes


def derivation(assessment: Assessment, because: Because, words: Vocabulary) -> list[Node]:
    """Give the lines of a derivation: clause and rule, the copy's own words, formula, inputs."""
    nodes = [Node("text", source_of(because.clause), words.rule(because))]
    nodes += _own_words(assessment, because.clause, words)
    if because.formula != UNKNOWN:
        nodes.append(Node("text", translate("Explain", "Formula"), words.formula(because)))
    nodes += [_input_node(an_input, words) for an_input in because.inputs[:_MOST_INPUTS]]
    more = len(because.inputs) - _MOST_INPUTS
    if more > 0:
        nodes.append(Node("text", "…", translate("Explain", "and {0} more").format(more)))
    return nodes


def readings_below(assessment: Assessment, figure: Figure, words: Vocabulary) -> list[Node]:
    """Give the lines about a figure's readings; in a large ledger the other choices take a while to compute."""
    nodes = []
    for reading in assessment.readings_of(figure):
        used = words.choice(reading.reading, reading.used)
        others = [
            translate("Explain", "{0}: {1}").format(
                words.choice(reading.reading, choice), words.value(value, figure.unit)
            )
            for choice, value in reading.others
        ]
        name = translate("Explain", "Reading: {0}").format(words.field("readings", reading.reading))
        nodes.append(
            Node(
                "text",
                name,
                "\n".join([translate("Explain", "Used: {0}").format(used), *others]),
                record=("agreement", "agreement"),
                field=READING + reading.reading,
            )
        )
    return nodes


def source_of(clause: str) -> str:
    """Name what a figure rests on: its clause, or the customer's own record where no clause says it."""
    return translate("Explain", "Clause {0}").format(clause) if clause else translate("Explain", "Your own record")


def _own_words(assessment: Assessment, clause: str, words: Vocabulary) -> list[Node]:
    """Quote a clause from the user's own copy, when there is one; a double click leads to it there."""
    clauses = clauses_of(assessment.facts)
    quoted = clauses.quote(clause) if clauses is not None and clause else None
    if not quoted:
        return []
    name = words.text("column.own_words", clause=clause)
    copies = list(assessment.facts.agreement_copies)
    return [Node("text", name, quoted, record=("agreement_copy", copies[-1]), field=clause)]


def _input_node(an_input: Input, words: Vocabulary) -> Node:
    return Node(
        "value",
        begun(words.input_name(an_input.name)),
        words.input_value(an_input),
        _source(an_input, words),
        figure=an_input.figure,
        record=an_input.record,
        field=an_input.field,
    )


def _source(an_input: Input, words: Vocabulary) -> str:
    """Say where an input comes from: which record and field, which clause; empty when it is given."""
    parts = []
    if an_input.record is not None:
        parts.append(words.record(*an_input.record))
        if an_input.field is not None:
            parts.append(words.field_at(an_input.record[0], an_input.field))
    elif an_input.figure is not None:
        parts.append(words.record(*an_input.figure[1:]))
    if an_input.clause is not None and an_input.figure is None:
        parts.append(translate("Explain", "Clause {0}").format(an_input.clause))
    return " · ".join(parts)
