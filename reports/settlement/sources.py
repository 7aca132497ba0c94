"""Where the numbers of a settlement come from: each figure it prints has a number, and the annex derives it there.

Figures of one kind that follow from the same clause, rule and formula are derived in one table when there are many: the
words once, then a row of inputs and value for each.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from models.assess import Assessment
from models.figures import Because, Figure
from models.objection import Derived
from models.vocabulary import Vocabulary
from reports.derivations import MANY, entry, figure_entry
from reports.typesetting.blocks import Block, Column, Derivation, Table
from reports.wording import Wording, letter_words, yuan

_TOLD_EVERY = 100


class Sum(NamedTuple):
    """An amount of the statement that is no figure of the agreement: its name, value and derivation."""

    name: str
    value: int
    because: Because


class Total(NamedTuple):
    """The sums of a table's columns: the table's name, and (what it is about, how it adds up) line by line."""

    name: str
    lines: tuple[tuple[str, str], ...]


class _Source(NamedTuple):
    assessment: Assessment
    figure: Figure


class Sources:
    """Every derivation of one paper, numbered in the order in which they were added."""

    def __init__(self, text: Wording, words: Vocabulary, day: date, tell: Callable[[], None]) -> None:
        self._text = text
        self._day = day
        self._words = words
        self._tell = tell
        self._entries: list[_Source | Sum | Total] = []
        self._numbers: dict[tuple[object, ...], int] = {}

    def add(self, assessment: Assessment, figure: Figure) -> None:
        """Give a figure of an assessment its number; one known already keeps it."""
        self._take(_key(assessment, figure), _Source(assessment, figure))

    def add_derived(self, derived: Derived, about: str = "") -> None:
        """Give a number to an amount that is no figure of the agreement, by its name and what it is about."""
        name = self._name(derived, about)
        if isinstance(derived.value, int):
            self._take((name,), Sum(name, derived.value, derived.because))

    def add_total(
        self, table: str, heads: Sequence[str], rows: Sequence[Sequence[int]], how: Sequence[tuple[str, str]] = ()
    ) -> str:
        """Give a number to a table's total row, of amounts by column, and to ``how`` its rows came about.

        Few rows are added up one by one, many are said to be those of the table.
        """
        lines = list(how)
        for head, column in zip(heads, zip(*rows, strict=True), strict=True):
            whole = yuan(sum(column))
            if len(column) > MANY:
                lines.append((head, self._text.text("sources.added_many", count=len(column), total=whole)))
            elif len(column) > 1:
                added = " + ".join(yuan(value) if value >= 0 else f"({yuan(value)})" for value in column)
                lines.append((head, f"{added} = {whole}"))
            else:
                lines.append((head, whole))
        name = self.reserve_total(table)
        self._entries[self._numbers[name,] - 1] = Total(name, tuple(lines))
        return self.number_of_sum(name)

    def reserve_total(self, table: str) -> str:
        """Keep the next number for a table's total row, before the table is made; gives its name in the annex."""
        name = self._text.text("sources.total", table=table)
        self._take((name,), Total(name, ()))
        return name

    def number(self, assessment: Assessment, *figures: Figure | None) -> str:
        """Give the numbers of some figures as a cell says them: 4、5; empty when none has one."""
        keys = [_key(assessment, figure) for figure in figures if figure is not None]
        return self._joined(self._numbers[key] for key in keys if key in self._numbers)

    def number_of_derived(self, derived: Derived, about: str = "") -> str:
        """Give the number of an amount that was derived."""
        return self.number_of_sum(self._name(derived, about))

    def number_of_sum(self, name: str) -> str:
        """Give the number of an amount by its name on the paper."""
        return self._joined([self._numbers[name,]] if (name,) in self._numbers else [])

    def blocks(self) -> Iterator[Block]:
        """Give the annex: single derivations, and tables of many alike."""
        numbered = list(enumerate(self._entries, start=1))
        for _, group in groupby(numbered, key=lambda one: _alike(one[1])):
            yield from self._group(list(group))

    def _name(self, derived: Derived, about: str) -> str:
        """Name it in the settlement's words, or in those all letters share."""
        if not about:
            return self._text.text(f"sources.{derived.name}")
        return f"{letter_words(self._text.language).text(f'derived.{derived.name}')} · {about}"

    def _joined(self, numbers: Iterable[int]) -> str:
        return self._text.listed(map(str, numbers))

    def _take(self, key: tuple[object, ...], source: "_Source | Sum | Total") -> None:
        if key not in self._numbers:
            self._entries.append(source)
            self._numbers[key] = len(self._entries)

    def _group(self, numbered: "list[tuple[int, _Source | Sum | Total]]") -> Iterator[Block]:
        """Give derivations of one kind one by one, or those that are explained alike in one table where many are."""
        made = [(number, source, self._entry(number, source)) for number, source in numbered]
        if len(made) <= MANY:
            yield from (derivation for _, _, derivation in made)
            return
        alike: dict[object, list[tuple[int, _Source | Sum | Total, Derivation]]] = {}
        for one in made:
            alike.setdefault((one[2].lines, tuple(name for name, *_ in one[2].inputs)[:1]), []).append(one)
        for same in alike.values():
            if len(same) <= MANY:
                yield from (derivation for _, _, derivation in same)
            else:
                yield from self._table(same)

    def _entry(self, number: int, source: "_Source | Sum | Total") -> Derivation:
        if not number % _TOLD_EVERY:
            self._tell()
        if isinstance(source, Total):
            return Derivation(f"{number}. {source.name}", "", source.lines)
        if isinstance(source, Sum):
            return self._sum(number, source)
        made = figure_entry(source.assessment, source.figure, self._words, number)
        name = made.name + self._as_of(source.assessment)
        return Derivation(name, made.value, made.lines, made.inputs, made.inputs_label)

    def _sum(self, number: int, source: Sum) -> Derivation:
        """Derive a sum; many addends are written in a row of text, each by its record."""
        because, name = source.because, f"{number}. {source.name}"
        value = self._words.value(source.value, "money")
        if len(because.inputs) <= MANY:
            return entry(name, value, because, self._words)
        made = entry(name, value, replace(because, inputs=()), self._words)
        each = (f"{one.record[1] if one.record else ''} {self._words.input_value(one)}" for one in because.inputs)
        listed = self._text.text("sources.count", count=len(because.inputs), each=self._text.listed(each, long=True))
        return Derivation(name, value, (*made.lines, (self._words.text("column.inputs"), listed)))

    def _inputs(self, source: _Source, derivation: Derivation) -> str:
        """Write the inputs in one cell; those of a late fee stand in the statement, range by range."""
        if source.figure.kind == "late_fee" and source.assessment.as_of == self._day:
            return self._text.text("sources.in_ranges")
        return self._text.listed((f"{name} {value}" for name, value, *_ in derivation.inputs), long=True)

    def _as_of(self, assessment: Assessment) -> str:
        """Name the day of an assessment that is not the paper's own."""
        if assessment.as_of == self._day:
            return ""
        return self._text.text("sources.as_of", day=assessment.as_of.isoformat())

    def _table(self, same: "list[tuple[int, _Source | Sum | Total, Derivation]]") -> Iterator[Block]:
        figures = [source for _, source, _ in same if isinstance(source, _Source)]
        kind = self._words.figure(figures[0].figure.kind)
        first, last = same[0][0], same[-1][0]
        name = self._text.text("sources.many", first=first, last=last, kind=kind, count=len(same))
        name += self._as_of(figures[0].assessment)
        yield Derivation(name, "", same[0][2].lines)
        heads = ("number", "record", "inputs", "value")
        shares = (0.08, 0.16, 0.56, 0.2)
        columns = tuple(
            Column(self._text.text(f"sources.{head}"), "right" if head == "value" else "left", share)
            for head, share in zip(heads, shares, strict=True)
        )
        rows = tuple(
            (str(number), source.figure.record, self._inputs(source, derivation), derivation.value)
            for (number, _, derivation), source in zip(same, figures, strict=True)
        )
        yield Table(columns, rows)


def _key(assessment: Assessment, figure: Figure) -> tuple[object, ...]:
    return assessment.as_of, figure.kind, figure.subject, figure.record


def _alike(source: "_Source | Sum | Total") -> object:
    return source.name if isinstance(source, Sum | Total) else (source.assessment.as_of, source.figure.kind)
