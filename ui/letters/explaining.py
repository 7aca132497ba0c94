"""A figure of a letter's words explained beside them: its derivation, or the record it is taken from."""

import re

from models.assess import Assessment
from models.facts.records import Letter
from models.letters.letter import Shown
from models.letters.shown import Field, source_of
from models.letters.table import prepare
from models.objection import Derived
from models.problems import Refused
from models.vocabulary import Vocabulary
from ui.explain.nodes import Node, node_of
from ui.explain.sums import Explained, Line, Sum, of_derived
from ui.letters import writing
from ui.letters.figures import IN_WORDS, NAME, figure_name


def explained(letter: Letter, source: str, says: str, words: Vocabulary) -> Sum:
    """Explain the figure of a letter that a part of its template is; ``says`` is what it says now."""
    title = figure_name(source, words)
    found = NAME.match(source)
    name = found[1].removesuffix(IN_WORDS) if found is not None else ""

    def make(assessment: Assessment) -> Explained:
        try:
            prepared = prepare(assessment, letter.kind, letter.record or "", also=writing.additions(letter.also))
        except Refused:
            return Explained(assessment, [])
        came = source_of(prepared, name)
        if isinstance(came, Shown):
            return Explained(came.assessment, [Line(node_of(came.figure, words), came.figure)])
        if isinstance(came, Derived):
            return Explained(assessment, [of_derived(came, title, prepared.about, words)])
        return Explained(assessment, [Line(_field(came, title, says, words))])

    return Sum(title, make)


def _field(came: Field, title: str, says: str, words: Vocabulary) -> Node:
    record = words.record(came.kind, came.record)
    place = f"{record} · {words.field_at(came.kind, came.name)}" if came.name is not None else record
    return Node("value", title, re.sub(r"\s+", " ", says), place, record=(came.kind, came.record), field=came.name)
