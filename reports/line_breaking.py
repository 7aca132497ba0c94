r"""Chinese text broken into lines, after CLREQ (Requirements for Chinese Text Layout) and GB/T 15834 practice.

What holds:

- no line starts with a closing mark (，。；：！？）》”％ …), none ends with an opening one (（《“￥ …);
- words, numbers, amounts, dates and identifiers are never broken inside, and a number keeps its unit (10,000.00元,
  第3.2.4条, 14日); a web address may break after / ? & = . - and the like; what is wider than a whole line is split
  where it hurts least;
- —— and …… are never split;
- the blank half of a closing or opening mark goes when another mark stands beside it, and may hang at a line's end;
- Chinese and Latin text stand a sixteenth of an em further apart;
- lines are set flush at both sides by spreading the slack, unless that would tear the line: then it stays ragged.

``\n`` forces a new line. Spaces at a break are dropped; nothing else is lost::

    >>> [line.text for line in break_text("甲方应于2026-10-14前付款。", width=60, size=10)]
    ['甲方应于', '2026-10-14', '前付款。']

Widths are in the unit of ``width`` and ``size``, points as a rule.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
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
_MOST_SLACK = 0.25  # em, per gap; a line that needs more stays ragged
_TOLERANCE = 1e-6

_WESTERN = "!-~\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u052f\u1e00-\u1eff\u2010-\u2013\u20a0-\u20bf\u2212"
_TOKEN = re.compile(
    r"\n|[ \t\u3000]+|[—―]+|[…⋯]+"
    rf"|[{_WESTERN}\u00a0](?:[{_WESTERN}\u00a0]|(?<=[A-Za-z])’(?=[A-Za-z]))*"
    r"|.[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]*",
    re.DOTALL,
)
_ADDRESS = re.compile(r"(?:[a-z][a-z+.-]*://|www\.)", re.IGNORECASE)
_BREAK_AFTER = frozenset("/?&=.-_#:;,@+~")
_UNITS = frozenset("年月日号时点分秒元角万亿千百条款项章节页份笔个次天倍期级％%‰℃°人台")
_CONTINUED_UNITS = frozenset({"万亿", "万元", "亿元", "万笔", "万次", "万个", "千元", "百元"})


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a paragraph in one face."""

    text: str
    face: Face = "serif"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one font from ``x`` (from the left edge of the measure), each followed by ``spacing`` more."""

    x: float
    text: str
    font: str
    spacing: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text without the spaces dropped at its break, what to draw where, and where it ends."""

    text: str
    pieces: tuple[Piece, ...]
    width: float
    """From the left edge of the measure, indent included, to the end of the last character, without a blank half."""
    loosest: float = 0.0
    """The widest gap between neighbours that are not parted by a space."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never stretched inside: one Chinese character, one word, one run of spaces."""

    text: str
    faces: tuple[Face, ...]
    width: float  # em
    token: int  # units of one token (a long address) touch each other


def break_text(
    text: str | Sequence[Span], width: float, size: float, *, face: Face = "serif", indent: float = 0.0,
    justify: bool = True,
) -> tuple[Line, ...]:  # fmt: skip
    """Break a paragraph into lines no wider than ``width``.

    A plain string is set in ``face``. ``indent`` is the blank at the start of the first line. With ``justify`` every
    line but the last of a paragraph (and one before a forced break) is spread to the full width. An empty text gives
    one empty line. Raises `reports.fonts.MissingGlyphError` for a character that cannot be printed and ValueError when
    there is no room for two characters (—— is one thing).
    """
    if size <= 0 or width - indent < 2 * size:
        raise ValueError(f"no room for text: width {width}, indent {indent}, size {size}")
    spans = (Span(text, face),) if isinstance(text, str) else tuple(text)
    return _break(spans, width, size, indent, justify)


@lru_cache(maxsize=4096)
def least_width(text: str, size: float, face: Face = "serif") -> float:
    """Give the width below which `break_text` would have to split a word, an amount or a mark from its neighbour."""
    atoms = (atom for paragraph in _paragraphs((Span(text, face),)) for atom in _atoms(paragraph))
    return size * max((_needed([], atom) - _hanging(atom[-1]) for atom in atoms), default=0.0)


@lru_cache(maxsize=4096)
def _break(spans: tuple[Span, ...], width: float, size: float, indent: float, justify: bool) -> tuple[Line, ...]:  # noqa: FBT001 -- behind the public keyword
    lines = []
    start = indent
    for paragraph in _paragraphs(spans):
        filled = list(_fill(_atoms(paragraph), width / size, start / size))
        for number, units in enumerate(filled, 1):
            lines.append(_set(units, width, size, start, justify and number < len(filled)))
            start = 0.0
    return tuple(lines)


def _paragraphs(spans: tuple[Span, ...]) -> Iterator[list[_Unit]]:
    """Cut into units and at forced breaks; tabs count as spaces."""
    text = "".join(span.text for span in spans).replace("\t", " ")
    faces = [span.face for span in spans for _ in span.text]
    units: list[_Unit] = []
    for number, match in enumerate(_TOKEN.finditer(text)):
        token = match.group()
        if token == "\n":  # noqa: S105 -- a piece of text, no password
            yield units
            units = []
            continue
        begin = match.start()
        for part in _address_parts(token):
            own = tuple(faces[begin : begin + len(part)])
            units.append(_Unit(part, own, _advance(part, own), number))
            begin += len(part)
    yield units


def _advance(text: str, faces: Sequence[Face]) -> float:
    return sum(glyph(char, face)[1] for char, face in zip(text, faces, strict=True))


def _address_parts(token: str) -> list[str]:
    """Cut a web address behind its separators; every other token stays whole."""
    if not _ADDRESS.match(token):
        return [token]
    parts, start = [], 0
    for end in range(1, len(token)):
        if token[end - 1] in _BREAK_AFTER and token[end] not in _BREAK_AFTER and token[end] not in NEVER_FIRST:
            parts.append(token[start:end])
            start = end
    return [*parts, token[start:]]


def _atoms(units: list[_Unit]) -> list[list[_Unit]]:
    """Join units between which no line may break."""
    atoms: list[list[_Unit]] = []
    for index, unit in enumerate(units):
        if atoms and _held_together(units, index):
            atoms[-1].append(unit)
        else:
            atoms.append([unit])
    return atoms


def _held_together(units: list[_Unit], index: int) -> bool:
    """Tell whether no line may break between a unit and the one before it."""
    before, after = units[index - 1], units[index]
    if after.text.isspace():  # a space may stand at a break, unless what comes next may not start a line
        following = units[index + 1].text[0] if index + 1 < len(units) else ""
        return following in NEVER_FIRST or before.text[-1] in NEVER_LAST
    if before.text.isspace():
        return after.text[0] in NEVER_FIRST or (index > 1 and units[index - 2].text[-1] in NEVER_LAST)
    if after.text[0] in NEVER_FIRST or before.text[-1] in NEVER_LAST or category(after.text[0]).startswith("M"):
        return True
    if before.text == "第" and after.text[0].isdecimal():
        return True
    if before.text[-1].isdecimal() and before.text[-1].isascii():
        return after.text in _UNITS
    return index > 1 and units[index - 2].text[-1].isdecimal() and before.text + after.text in _CONTINUED_UNITS


def _fill(atoms: list[list[_Unit]], measure: float, indent: float) -> Iterator[list[_Unit]]:
    """Fill line after line, in ems; spaces at a break stay at the end of the line, to be dropped when it is set."""
    line: list[_Unit] = []
    start = used = indent
    for atom in atoms:
        needed = _needed(line, atom)
        hanging = _hanging(atom[-1])
        if used + needed - hanging <= measure + _TOLERANCE or atom[-1].text.isspace():
            line.extend(atom)
            used += needed
            continue
        if any(not unit.text.isspace() for unit in line):
            yield line
            line, start = [], 0.0
        *full, line = _split(line + atom, measure, start)
        yield from full
        start = 0.0 if full else start
        used = start + _needed([], line)
    yield line


def _needed(line: list[_Unit], atom: list[_Unit]) -> float:
    """Give the width that an atom adds to a line, gaps included."""
    total = 0.0
    previous = line[-1] if line else None
    for unit in atom:
        total += unit.width + (_gap(previous, unit) if previous else 0.0)
        previous = unit
    return total


def _gap(before: _Unit, after: _Unit) -> float:
    """Give the natural gap between two neighbours in ems: negative where the blank halves of marks go."""
    last, first = before.text[-1], after.text[0]
    if last in CLOSING and (first in CLOSING or first in OPENING):
        return -_HALF if _full_width(before, -1) else 0.0
    if last in OPENING and first in OPENING:
        return -_HALF if _full_width(after, 0) else 0.0
    if before.token != after.token and _chinese(last) + _chinese(first) == 1 and _wordy(last) and _wordy(first):
        return _AUTOSPACE
    return 0.0


def _full_width(unit: _Unit, position: int) -> bool:
    return glyph(unit.text[position], unit.faces[position])[1] == 1.0


def _chinese(char: str) -> bool:
    return char >= "\u2e80"


def _wordy(char: str) -> bool:
    return char.isalnum() or char in "%‰¥$€£-+"


def _hanging(unit: _Unit) -> float:
    """Give the blank half of a closing mark, which may stand outside the measure."""
    return _HALF if unit.text[-1] in CLOSING and _full_width(unit, -1) else 0.0


def _split(units: list[_Unit], measure: float, start: float) -> list[list[_Unit]]:
    """Split what is wider than a line at the best place in reach; what fits stays in one part."""
    if start + _needed([], units) - _hanging(units[-1]) <= measure + _TOLERANCE:
        return [units]
    rest = [part for unit in units for part in _characters(unit)]
    lines: list[list[_Unit]] = []
    while (end := _reach(rest, measure, start)) < len(rest):
        end = _best_cut(rest, max(end, 1))
        lines.append(rest[:end])
        rest, start = rest[end:], 0.0
    return [*lines, rest]


def _reach(units: list[_Unit], measure: float, used: float) -> int:
    """Count the units that fit."""
    for end, unit in enumerate(units):
        used += _needed(units[end - 1 : end], [unit])
        if used - _hanging(unit) > measure + _TOLERANCE:
            return end
    return len(units)


def _characters(unit: _Unit) -> list[_Unit]:
    """Cut a unit into its characters, but for —— and ……, of which two stay together."""
    step = 2 if unit.text[0] in "—…" else 1
    return [
        _Unit(part, own, _advance(part, own), unit.token)
        for start in range(0, len(unit.text), step)
        for part, own in [(unit.text[start : start + step], unit.faces[start : start + step])]
    ]


def _best_cut(units: list[_Unit], end: int) -> int:
    """Give the cut at or shortly before ``end`` that breaks the fewest rules."""

    def faults(cut: int) -> int:
        before, after = units[cut - 1].text[-1], units[cut].text[0]
        forbidden = after in NEVER_FIRST or before in NEVER_LAST or category(after).startswith("M")
        return 2 * forbidden + (before not in _BREAK_AFTER and not (_chinese(before) and _chinese(after)))

    nearest = range(end, max(end // 2, 1) - 1, -1)
    return min(nearest, key=faults)


def _set(units: list[_Unit], width: float, size: float, start: float, justify: bool) -> Line:  # noqa: FBT001 -- private, and every call names the condition
    """Place the characters of one line; all lengths from here on in the unit of ``width``."""
    units = _without_outer_spaces(units)
    if not units:
        return Line("", (), start)
    gaps = [_gap(before, after) * size for before, after in pairwise(units)]
    weights = [_stretch(before, after) for before, after in pairwise(units)]
    hanging = _hanging(units[-1]) * size
    slack = width - start - sum(unit.width for unit in units) * size - sum(gaps)
    if slack < 0:
        slack = max(0.0, slack + hanging)  # the blank half hangs outside
    share = slack / max(sum(weights), 1) if justify else 0.0
    if share > _MOST_SLACK * size:
        share = 0.0
    placed: list[_Placed] = []
    x = start
    for unit, gap, weight in zip(units, [*gaps, 0.0], [*weights, 0], strict=True):
        for char, face in zip(unit.text, unit.faces, strict=True):
            font, advance = glyph(char, face)
            placed.append(_Placed(x, x + advance * size, char, font, len(unit.text) > 1))
            x += advance * size
        x += gap + weight * share
    loosest = max((gap + weight * share for unit, gap, weight in zip(units, gaps, weights, strict=False)
                   if not unit.text.isspace()), default=0.0)  # fmt: skip
    return Line("".join(unit.text for unit in units), tuple(_pieces(placed)), x - hanging, loosest)


def _without_outer_spaces(units: list[_Unit]) -> list[_Unit]:
    first, end = 0, len(units)
    while first < end and units[first].text.isspace():
        first += 1
    while end > first and units[end - 1].text.isspace():
        end -= 1
    return units[first:end]


def _stretch(before: _Unit, after: _Unit) -> int:
    """Give the share of the slack between two neighbours: words stretch at their spaces, Chinese everywhere."""
    if after.text.isspace() or before.token == after.token:
        return 0
    return 2 if before.text.isspace() else 1


@dataclass(frozen=True, slots=True)
class _Placed:
    x: float
    end: float
    char: str
    font: str
    in_word: bool


def _pieces(placed: list[_Placed]) -> Iterator[Piece]:
    """Join neighbours of one font with even spacing: few drawing instructions, and no word in two of them."""
    piece: list[_Placed] = []
    spacing = 0.0
    for here in placed:
        if piece:
            step = here.x - piece[-1].end
            even = abs(step - spacing) < _TOLERANCE if len(piece) > 1 else not (here.in_word or piece[0].in_word)
            if here.font == piece[-1].font and (even or abs(step) < _TOLERANCE > abs(spacing)):
                spacing = step
                piece.append(here)
                continue
            yield _piece(piece, spacing)
        piece, spacing = [here], 0.0
    if piece:
        yield _piece(piece, spacing)


def _piece(placed: list[_Placed], spacing: float) -> Piece:
    return Piece(placed[0].x, "".join(one.char for one in placed), placed[0].font, spacing)
