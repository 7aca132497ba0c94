"""The smallest parts of a line: characters and words, what holds them together, and the gaps between neighbours.

These are the rules of `reports.typesetting.line_breaking`; widths and gaps are in ems. A long table is made of hundreds
of thousands of units, most of them the same few: each is made once, and what holds between two neighbours is remembered
by all that the rules can tell of their edges.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from unicodedata import category

from reports.typesetting.fonts import Face, glyph

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
_CONTINUING, _CONTINUED = (frozenset(pair[at] for pair in _CONTINUED_UNITS) for at in (0, 1))
_QUOTES = frozenset("“”‘’")


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a paragraph in one face."""

    text: str
    face: Face = "serif"


class Unit:
    """What is never stretched inside: one Chinese character, one word, one run of spaces."""

    __slots__ = ("blank", "faces", "head", "joined", "runs", "space", "tail", "text", "width")

    def __init__(self, text: str, faces: tuple[Face, ...], *, joined: bool = False) -> None:
        glyphs = [glyph(char, face) for char, face in zip(text, faces, strict=True)]
        self.text = text
        self.faces = faces
        self.joined = joined
        """Whether it goes on with the token of the unit before it, as the parts of a long address do."""
        self.runs = tuple(_runs(text, glyphs))
        """What to draw, font by font: (font, text, width)."""
        self.width = sum(advance for _, advance in glyphs)
        """In ems."""
        self.space = text.isspace()
        first, last = glyphs[0][1] == 1.0, glyphs[-1][1] == 1.0
        self.blank = _HALF if text[-1] in CLOSING and last else 0.0
        """The blank half of a closing mark, which may stand outside the measure."""
        self.tail = _number(("tail", text if text in _CONTINUING or text == "第" else "", last, *_seen(text[-1])))
        self.head = _number(
            ("head", text if text in _CONTINUED else "", first, text in _UNITS, self.space, joined, *_seen(text[0]))
        )


def _runs(text: str, glyphs: Sequence[tuple[str, float]]) -> Iterator[tuple[str, str, float]]:
    for font, group in groupby(zip(text, glyphs, strict=True), key=lambda one: one[1][0]):
        chars = list(group)
        yield font, "".join(char for char, _ in chars), sum(advance for _, (_, advance) in chars)


_NUMBERS: dict[tuple[object, ...], int] = {}


def _number(edge: tuple[object, ...]) -> int:
    """Give the number of a unit's edge; those that the rules below cannot tell apart have one number."""
    return _NUMBERS.setdefault(edge, len(_NUMBERS))


def _seen(char: str) -> tuple[object, ...]:
    """Give all that the rules ask of a character at an edge."""
    return (
        char in CLOSING, char in OPENING, char in NEVER_FIRST, char in NEVER_LAST, is_mark(char), is_chinese(char),
        _wordy(char), char.isdecimal(), char.isascii(), char.isspace(), char in _QUOTES,
    )  # fmt: skip


class Between(NamedTuple):
    """What holds between two neighbours on a line: ``held`` is None where the units around them decide."""

    gap: float
    """In ems, negative where the blank halves of marks go."""
    stretch: int
    """The share of the slack: words stretch at their spaces, Chinese everywhere."""
    held: bool | None
    """No line may break here."""


_BETWEEN: dict[tuple[int, int], Between] = {}


def between(before: Unit, after: Unit) -> Between:
    """Give gap, stretch and hold between two neighbours."""
    key = before.tail, after.head
    found = _BETWEEN.get(key)
    if found is None:
        found = Between(_gap(before, after), _stretch(before, after), _held(before, after))
        _BETWEEN[key] = found
    return found


def paragraphs(spans: tuple[Span, ...]) -> Iterator[list[Unit]]:
    """Cut into units and at forced breaks; tabs count as spaces."""
    if len(spans) == 1:
        (span,) = spans
        for part in span.text.replace("\t", " ").split("\n"):
            units: list[Unit] = []
            for token in _TOKEN.findall(part):
                units += _units(token, span.face)
            yield units
        return
    text = "".join(span.text for span in spans).replace("\t", " ")
    faces = tuple(span.face for span in spans for _ in span.text)
    units = []
    for match in _TOKEN.finditer(text):
        if match.group() == "\n":
            yield units
            units = []
        else:
            units += _made(match.group(), faces[match.start() : match.end()])
    yield units


@lru_cache(maxsize=1 << 14)
def _units(token: str, face: Face) -> tuple[Unit, ...]:
    return tuple(_made(token, (face,) * len(token)))


def _made(token: str, faces: tuple[Face, ...]) -> Iterator[Unit]:
    begin = 0
    for part in _address_parts(token):
        yield Unit(part, faces[begin : begin + len(part)], joined=begin > 0)
        begin += len(part)


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


def characters(unit: Unit) -> list[Unit]:
    """Cut a unit into its characters, but for —— and ……, of which two stay together."""
    step = 2 if unit.text[0] in "—…" else 1
    return [
        Unit(unit.text[at : at + step], unit.faces[at : at + step], joined=unit.joined or at > 0)
        for at in range(0, len(unit.text), step)
    ]


def held_by_others(units: Sequence[Unit], index: int) -> bool:
    """Tell whether no line may break between a unit and the one before it, where the units around them decide."""
    before, after = units[index - 1], units[index]
    if after.space:  # a space may stand at a break, unless what comes next may not start a line
        if index + 1 == len(units):
            return before.text[-1] in NEVER_LAST
        following = units[index + 1]
        return following.text[0] in NEVER_FIRST or before.text[-1] in NEVER_LAST or _one_number(before, following)
    if before.space:
        if after.text[0] in NEVER_FIRST or index == 1:
            return after.text[0] in NEVER_FIRST
        return units[index - 2].text[-1] in NEVER_LAST or _one_number(units[index - 2], after)
    return index > 1 and units[index - 2].text[-1].isdecimal() and before.text + after.text in _CONTINUED_UNITS


def _one_number(before: Unit, after: Unit) -> bool:
    """Tell whether what a space parts is one number: 5 个, 第 3.2.4 条, CNY 45.67."""
    if after.text[0].isdecimal():
        return before.text in {"第", "CNY"}
    return after.text in _UNITS and before.text[-1].isdecimal() and before.text[-1].isascii()


def _held(before: Unit, after: Unit) -> bool | None:
    """Tell whether two neighbours hold together, None where the units around them decide."""
    if after.space or before.space:
        return None
    if after.text[0] in NEVER_FIRST or before.text[-1] in NEVER_LAST or is_mark(after.text[0]):
        return True
    if before.text == "第" and after.text[0].isdecimal():
        return True
    if before.text[-1].isdecimal() and before.text[-1].isascii():
        return after.text in _UNITS
    return None if before.text in _CONTINUING and after.text in _CONTINUED else False


def _gap(before: Unit, after: Unit) -> float:
    last, first = before.text[-1], after.text[0]
    if last in CLOSING and (first in CLOSING or first in OPENING):
        return -_HALF if _full_width(before, -1) else 0.0
    if last in OPENING and first in OPENING:
        return -_HALF if _full_width(after, 0) else 0.0
    if not after.joined and is_chinese(last) + is_chinese(first) == 1 and _wordy(last) and _wordy(first):
        return _AUTOSPACE
    return 0.0


def _stretch(before: Unit, after: Unit) -> int:
    if after.space or after.joined or _quoting(before.text[-1], after.text[0]):
        return 0
    return 2 if before.space else 1


def _quoting(before: str, after: str) -> bool:
    """Tell whether a quotation mark stands beside Western text: it stays close to it, as it is no Chinese character."""
    return (before in _QUOTES and after.isascii()) or (after in _QUOTES and before.isascii() and not before.isspace())


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
