"""The smallest parts of a line: characters and words, what holds them together, and the gaps between neighbours.

These are the rules of `reports.line_breaking`; widths and gaps are in ems.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from reports.fonts import Face, glyph

CLOSING = frozenset("，。、；：？！）》〉」』】〕〗］｝”’．")
"""Full-width marks whose right half is blank; no line starts with them."""
OPENING = frozenset("（《〈「『【〔〖［｛“‘")
"""Full-width marks whose left half is blank; no line ends with them."""
NEVER_FIRST = CLOSING | frozenset("…⋯—―～·・％‰℃°℉″′!),.:;?]}%»›ーァィゥェォッャュョヮヵヶ々")
"""Characters with which no line starts."""
NEVER_LAST = OPENING | frozenset("￥＄￡€¥$£([{«‹№")
"""Characters with which no line ends."""

_AUTOSPACE = 0.0625  # em, between Chinese and Latin text
_HALF = 0.5  # em, the blank half of a full-width mark
_WESTERN = "!-~\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u052f\u1e00-\u1eff\u2010-\u2013\u20a0-\u20bf\u2212"
_TOKEN = re.compile(
    r"\n|[ \t\u3000]+|[—―]+|[…⋯]+"
    rf"|[{_WESTERN}\u00a0](?:[{_WESTERN}\u00a0]|(?<=[A-Za-z])’(?=[A-Za-z]))*"
    r"|.[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*",
    re.DOTALL,
)
_ADDRESS = re.compile(r"(?:[a-z][a-z+.-]*://|www\.)", re.IGNORECASE)
BREAK_AFTER = frozenset("/?&=.-_#:;,@+~")
_UNITS = frozenset("年月日号时点分秒元角万亿千百条款项章节页份笔个次天倍期级％%‰℃°人台")
_CONTINUED_UNITS = frozenset({"万亿", "万元", "亿元", "万笔", "万次", "万个", "千元", "百元"})


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a paragraph in one face."""

    text: str
    face: Face = "serif"


class Unit(NamedTuple):
    """What is never stretched inside: one Chinese character, one word, one run of spaces."""

    text: str
    faces: tuple[Face, ...]
    width: float  # em
    token: int  # units of one token (a long address) touch each other


def paragraphs(spans: tuple[Span, ...]) -> Iterator[list[Unit]]:
    """Cut into units and at forced breaks; tabs count as spaces."""
    text = "".join(span.text for span in spans).replace("\t", " ")
    faces = tuple(span.face for span in spans for _ in span.text)
    units: list[Unit] = []
    for number, match in enumerate(_TOKEN.finditer(text)):
        token = match.group()
        if token == "\n":  # noqa: S105 -- a piece of text, no password
            yield units
            units = []
            continue
        begin, end = match.span()
        if end - begin == 1:  # most of a Chinese text
            own = faces[begin:end]
            units.append(Unit(token, own, glyph(token, own[0])[1], number))
            continue
        for part in _address_parts(token):
            own = faces[begin : begin + len(part)]
            units.append(Unit(part, own, _advance(part, own), number))
            begin += len(part)
    yield units


@lru_cache(maxsize=1 << 14)
def _advance(text: str, faces: tuple[Face, ...]) -> float:
    return sum(glyph(char, face)[1] for char, face in zip(text, faces, strict=True))


def is_address(token: str) -> bool:
    """Tell a web address, which may break behind its separators, from other words."""
    return _ADDRESS.match(token) is not None


def _address_parts(token: str) -> list[str]:
    """Cut a web address behind its separators; every other token stays whole."""
    if not is_address(token):
        return [token]
    parts, start = [], 0
    for end in range(1, len(token)):
        if token[end - 1] in BREAK_AFTER and token[end] not in BREAK_AFTER and token[end] not in NEVER_FIRST:
            parts.append(token[start:end])
            start = end
    return [*parts, token[start:]]


def atoms_of(units: list[Unit]) -> list[list[Unit]]:
    """Join units between which no line may break."""
    atoms: list[list[Unit]] = []
    for index, unit in enumerate(units):
        if atoms and _held_together(units, index):
            atoms[-1].append(unit)
        else:
            atoms.append([unit])
    return atoms


def _held_together(units: list[Unit], index: int) -> bool:
    """Tell whether no line may break between a unit and the one before it."""
    before, after = units[index - 1], units[index]
    if after.text.isspace():  # a space may stand at a break, unless what comes next may not start a line
        following = units[index + 1].text[0] if index + 1 < len(units) else ""
        return following in NEVER_FIRST or before.text[-1] in NEVER_LAST
    if before.text.isspace():
        return after.text[0] in NEVER_FIRST or (index > 1 and units[index - 2].text[-1] in NEVER_LAST)
    if after.text[0] in NEVER_FIRST or before.text[-1] in NEVER_LAST or is_mark(after.text[0]):
        return True
    if before.text == "第" and after.text[0].isdecimal():
        return True
    if before.text[-1].isdecimal() and before.text[-1].isascii():
        return after.text in _UNITS
    return index > 1 and units[index - 2].text[-1].isdecimal() and before.text + after.text in _CONTINUED_UNITS


def gap_between(before: Unit, after: Unit) -> float:
    """Give the natural gap between two neighbours in ems: negative where the blank halves of marks go."""
    last, first = before.text[-1], after.text[0]
    if last in CLOSING and (first in CLOSING or first in OPENING):
        return -_HALF if _full_width(before, -1) else 0.0
    if last in OPENING and first in OPENING:
        return -_HALF if _full_width(after, 0) else 0.0
    if before.token != after.token and is_chinese(last) + is_chinese(first) == 1 and _wordy(last) and _wordy(first):
        return _AUTOSPACE
    return 0.0


def _full_width(unit: Unit, position: int) -> bool:
    return glyph(unit.text[position], unit.faces[position])[1] == 1.0


def is_mark(char: str) -> bool:
    """Tell whether a character sits on the one before it (an accent, a variation selector)."""
    return category(char).startswith("M")


def is_chinese(char: str) -> bool:
    """Tell Chinese characters and full-width marks from Western ones."""
    return char >= "\u2e80"


def _wordy(char: str) -> bool:
    return char.isalnum() or char in "%‰¥$€£-+"


def blank_half(unit: Unit) -> float:
    """Give the blank half of a closing mark, which may stand outside the measure."""
    return _HALF if unit.text[-1] in CLOSING and _full_width(unit, -1) else 0.0


def characters(unit: Unit) -> list[Unit]:
    """Cut a unit into its characters, but for —— and ……, of which two stay together."""
    step = 2 if unit.text[0] in "—…" else 1
    return [
        Unit(part, own, _advance(part, own), unit.token)
        for start in range(0, len(unit.text), step)
        for part, own in [(unit.text[start : start + step], unit.faces[start : start + step])]
    ]


def stretch_between(before: Unit, after: Unit) -> int:
    """Give the share of the slack between two neighbours: words stretch at their spaces, Chinese everywhere."""
    if after.text.isspace() or before.token == after.token or _quoting(before.text[-1], after.text[0]):
        return 0
    return 2 if before.text.isspace() else 1


def _quoting(before: str, after: str) -> bool:
    """Tell whether a quotation mark stands beside Western text: it stays close to it, as it is no Chinese character."""
    return (before in _QUOTES and after.isascii()) or (after in _QUOTES and before.isascii() and not before.isspace())


_QUOTES = "“”‘’"
