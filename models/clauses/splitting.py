"""Splitting an agreement's text into its numbered clauses. No character but whitespace is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from models.clauses import lines as reading
from models.clauses.lines import Line, ends_finally, ends_sentence, is_label, leads_on, paragraphs
from models.clauses.marks import (
    Mark,
    Marker,
    Number,
    beginning,
    counting_of,
    is_plain_title,
    is_title,
    item_mark,
)
from models.clauses.numerals import fold
from models.problems import Problem

PREAMBLE = "preamble"
CLOSING = "closing"


class Item(NamedTuple):
    """One item of a clause's list: its mark as written, e.g. （1）, and its text."""

    mark: str
    text: str


@dataclass(frozen=True)
class Clause:
    """One numbered clause, its words as in the copy with sentences whole again.

    ``number`` is ``3.2.4``, a chapter's ``3``, a part's ``第1章``, or :data:`PREAMBLE` and :data:`CLOSING`; ``parent``
    the number above it. ``mark`` is the number as written. ``text`` holds paragraphs, one a line; ``items`` its list;
    ``closing`` what is said after its items or after the clauses below it. ``level`` is 0 for preamble, parts and
    closing, 1 for chapters, 2 for 3.2. ``position`` is where it begins in the source, counted in characters.
    """

    number: str
    parent: str | None = None
    mark: str = ""
    title: str | None = None
    text: str = ""
    items: tuple[Item, ...] = ()
    closing: str = ""
    level: int = 0
    position: int = 0

    @property
    def words(self) -> str:
        """Everything the clause itself says, without its number and the clauses below it; one paragraph a line."""
        items = (f"{item.mark} {item.text}" for item in self.items)
        return "\n".join(filter(None, (self.title, self.text, *items, self.closing)))


class Split(NamedTuple):
    """A text split: its clauses in order, what is odd about their numbers, and the page headers left out."""

    clauses: tuple[Clause, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]


class _Section(NamedTuple):
    """What stands between one mark and the next: the number, the mark, and the lines, the mark's own first."""

    number: Number
    part: bool
    mark: str
    title: str | None
    lines: list[Line]
    start: int


def split(text: str) -> tuple[Clause, ...]:
    """Split an agreement's text into its clauses, in order; what precedes and follows them comes first and last."""
    return split_with_problems(text).clauses


def split_with_problems(text: str) -> Split:
    """Split an agreement's text and tell what is odd about it: numbers repeated, going back or skipped."""
    kept, left_out = reading.without_running(reading.lines_of(text))
    full = reading.full_width(kept)
    counting = counting_of(kept)
    begin = beginning(kept, counting)
    sections, problems = _sections(kept[begin:], Marker(kept[begin:], counting))
    before, closing = kept[:begin], []
    if sections and not sections[0].mark:
        before += sections.pop(0).lines
    if sections:
        closing = _take_closing(sections)
    clauses = _clauses(sections, full)
    if before:
        clauses.insert(0, _outside(PREAMBLE, before))
    if closing:
        clauses.append(_outside(CLOSING, closing))
    return Split(tuple(clauses), tuple(problems), tuple(line.text for line in left_out))


def _outside(number: str, lines: Sequence[Line]) -> Clause:
    return Clause(number, text="\n".join(line.text for line in lines), position=lines[0].start)


def _sections(lines: Sequence[Line], marker: Marker) -> tuple[list[_Section], list[Problem]]:
    sections: list[_Section] = []
    problems: list[Problem] = []
    parts = 0
    for index, line in enumerate(lines):
        part = marker.part(index, parts + 1)
        mark = part or marker.mark(index)
        if mark is None:
            if not sections:
                sections.append(_Section((), False, "", None, [], line.start))  # noqa: FBT003
            sections[-1].lines.append(line)
            continue
        parts += part is not None
        rest = line.text[mark.length :]
        own = [] if mark.title or not rest else [Line(rest, line.start + mark.length)]
        written = line.text[: mark.length].strip()
        if mark.doubt:
            problems.append(_problem(mark, sections))
        sections.append(_Section(mark.number, part is not None, written, mark.title or None, own, line.start))
    return sections, problems


def _problem(mark: Mark, sections: Sequence[_Section]) -> Problem:
    before = next((_written(s.number) for s in reversed(sections) if s.number), "—")
    inputs = {"value": _written(mark.number), "before": before}
    return Problem(f"clause_{mark.doubt}", severity="warning", inputs=inputs)


def _written(number: Number) -> str:
    return ".".join(map(str, number))


# What follows the last clause ------------------------------------------------------------------------------------

_ENDED = ("正文完", "正文结束", "无正文", "签署页", "签字页", "签章页")
_SIGNING = ("甲方", "乙方", "丙方", "签署日期", "签订日期", "签署地点", "签订地点", "日期", "时间", "附件")


def _take_closing(sections: list[_Section]) -> list[Line]:
    """Cut what follows the body's end off the last section: an （正文完）, or the parties' signatures."""
    lines = sections[-1].lines
    first = 0 if sections[-1].title else 1
    for index in range(first, len(lines)):
        if _ends_body(lines, index):
            closing = lines[index:]
            del lines[index:]
            return closing
    return []


def _ends_body(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if len(text) <= 30 and any(word in text for word in _ENDED) and text[0] in "（(【[以本":
        return True
    if index and not ends_sentence(lines[index - 1].text):
        return False
    named = "".join(fold(text).split())
    return is_label(text) and named.startswith(_SIGNING)


# From sections to clauses ------------------------------------------------------------------------------------------


def _clauses(sections: Sequence[_Section], full: int | None) -> list[Clause]:
    made: list[Clause] = []
    places: dict[Number, int] = {}
    part = None
    for section, following in zip(sections, _following(sections), strict=True):
        if section.part:
            part = f"第{section.number[0]}章"
            text = "\n".join(paragraphs(section.lines, full))
            made.append(Clause(part, None, section.mark, section.title, text, position=section.start))
            continue
        number = section.number
        parent = _written(number[:-1]) if number[:-1] in places else (part if len(number) == 1 else None)
        title, lines = _title(section, following, full)
        clause = Clause(_written(number), parent, section.mark, title, level=len(number), position=section.start)
        clause, after = _filled(clause, lines, full)
        above = next(
            (n for n in _above(number) if n in places and leads_on(made[places[n]].text) and following[: len(n)] != n),
            None,
        )
        if above is not None and after is None and not clause.items:
            clause, after = _part_closing(clause)
            if after:
                said = filter(None, (made[places[above]].closing, after))
                made[places[above]] = replace(made[places[above]], closing="\n".join(said))
        elif after:
            clause = replace(clause, closing=after)
        places.setdefault(number, len(made))
        made.append(clause)
    return made


def _following(sections: Sequence[_Section]) -> list[Number]:
    """Give for each section the number of the next clause, empty after the last."""
    found: list[Number] = []
    number: Number = ()
    for section in reversed(sections):
        found.append(number)
        number = number if section.part else section.number
    return found[::-1]


def _above(number: Number) -> list[Number]:
    return [number[:length] for length in range(len(number) - 1, 0, -1)]


def _title(section: _Section, following: Number, full: int | None) -> tuple[str | None, list[Line]]:
    """Part the lines of a section into its title, if it has one, and the rest."""
    lines = section.lines
    if section.title is not None or not lines:
        return section.title, lines
    first, rest = lines[0], lines[1:]
    if not is_title(first.text) or ends_sentence(first.text):
        return None, lines
    leads_to_child = not rest and following[:-1] == section.number
    stands_alone = (
        rest
        and is_plain_title(first.text)
        and not reading.goes_on(Line("。", 0), rest[0], None)
        and (full is None or reading.width(first.text) < full)
    )
    return (first.text, rest) if leads_to_child or stands_alone else (None, lines)


def _filled(clause: Clause, lines: Sequence[Line], full: int | None) -> tuple[Clause, str | None]:
    """Give the clause with its text and items, and what follows its last item (None without items)."""
    starts: list[tuple[int, int]] = []
    style, value = "", 0
    for index, line in enumerate(lines):
        mark = item_mark(line.text)
        if mark is None:
            continue
        expected = mark.value == value + 1 and (mark.style == style or not style)
        led_to = bool(style) or not index or ends_sentence(lines[index - 1].text)
        if expected and led_to:
            style, value = mark.style, mark.value
            starts.append((index, mark.length))
    if not starts:
        return replace(clause, text="\n".join(paragraphs(lines, full))), None
    lead = "\n".join(paragraphs(lines[: starts[0][0]], full))
    items, after = [], ""
    ends = [index for index, _ in starts[1:]] + [len(lines)]
    for (index, length), end in zip(starts, ends, strict=True):
        own = lines[index]._replace(text=lines[index].text[length:] or " ")
        said = paragraphs([own, *lines[index + 1 : end]], full)
        if end == len(lines):
            said, after = _last_item(said)
        items.append(Item(lines[index].text[:length].strip(), "\n".join(said).strip()))
    return replace(clause, text=lead, items=tuple(items)), after


def _last_item(said: list[str]) -> tuple[list[str], str]:
    for index in range(1, len(said)):
        if ends_finally(said[index - 1]) and item_mark(said[index]) is None:
            return said[:index], "\n".join(said[index:])
    return said, ""


def _part_closing(clause: Clause) -> tuple[Clause, str]:
    """Part a last sub-clause into its own first paragraph and what is said after it about the clause above."""
    said = clause.text.split("\n")
    if len(said) < 2 or not ends_finally(said[0]):
        return clause, ""
    return replace(clause, text=said[0]), "\n".join(said[1:])
