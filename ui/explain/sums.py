"""Several lines explained together: what an amount is made of that is no figure of one record."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from models.assess import Assessment
from models.figures import Because, Figure
from models.liability_window import cap_if_damaged
from models.objection import Derived
from models.vocabulary import Vocabulary
from ui.explain.beside import limitation_of
from ui.explain.nodes import Node, node_of
from ui.languages import translate

MOST = 300
"""Lines shown; nobody reads thousands of them here."""


class Line(NamedTuple):
    """One line of the list: how it is shown, and the figure whose derivation it leads to.

    ``because`` is the derivation of what is no figure of the ledger, such as an amount a letter adds up itself.
    """

    node: Node
    figure: Figure | None = None
    because: Because | None = None


class Explained(NamedTuple):
    """What is explained: the assessment its figures are of, the lines, and what the law says beside them."""

    assessment: Assessment
    lines: list[Line]
    beside: str = ""


class Sum(NamedTuple):
    """What was pointed at, by a title; ``make`` explains it from the assessment of the day looked at."""

    title: str
    make: Callable[[Assessment], Explained]


def of_record(assessment: Assessment, kind: str, record: str, words: Vocabulary) -> Explained:
    """Explain the figures of one record."""
    found = assessment.of_record(kind, record)
    lines = [Line(node_of(figure, words)._replace(source=""), figure) for figure in found]
    return Explained(assessment, lines, limitation_of(assessment, kind, record, words))


def of_kinds(title: str, kinds: Iterable[str], words: Vocabulary, day: date | None = None) -> Sum:
    """Explain a sum of figures: every figure of some kinds that is not zero, the largest first.

    ``day`` is the day they are of, when that is not the day looked at.
    """

    def make(assessment: Assessment) -> Explained:
        if day is not None and day != assessment.as_of:
            assessment = assessment.on(day)
        found = [figure for kind in kinds for figure in assessment.figures.of_kind(kind) if figure.value]
        return Explained(assessment, _lines(found, words))

    return Sum(title, make)


def cap_on(service: str, day: date, words: Vocabulary) -> Sum:
    """Explain the cap that damage to a service on a day would have."""

    def make(assessment: Assessment) -> Explained:
        figure = cap_if_damaged(assessment, service, day)
        name = translate("Explain", "cap for damage on {0}").format(day.isoformat())
        supposed = node_of(figure, words)._replace(name=name)
        return Explained(assessment, [Line(supposed, figure)])

    return Sum(words.figure("liability_cap"), make)


def of_figure(title: str, assessment: Assessment, figure: Figure, words: Vocabulary) -> Sum:
    """Explain one figure of an assessment that is not the one looked at: of another day, or of what is supposed."""
    return Sum(title, lambda _: Explained(assessment, [Line(node_of(figure, words), figure)]))


def of_nodes(title: str, nodes: list[Node]) -> Sum:
    """Explain an amount by the records it is added up from."""
    return Sum(title, lambda assessment: Explained(assessment, [Line(node) for node in nodes[:MOST]]))


def of_derived(derived: Derived, name: str, about: tuple[str, str], words: Vocabulary) -> Line:
    """Give the line of what is derived for one record and is no figure of the assessment."""
    node = Node("value", name, words.value(derived.value, derived.unit), words.record(*about), record=about)
    return Line(node, because=derived.because)


def _lines(found: list[Figure], words: Vocabulary) -> list[Line]:
    found.sort(key=lambda figure: -figure.value if isinstance(figure.value, int) else 0)
    return [Line(node_of(figure, words), figure) for figure in found[:MOST]]
