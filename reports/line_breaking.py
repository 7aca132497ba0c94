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

from reports.fonts import Face, glyph
from reports.typesetting_units import (
    BREAK_AFTER,
    NEVER_FIRST,
    NEVER_LAST,
    Span,
    Unit,
    atoms_of,
    blank_half,
    characters,
    gap_between,
    is_address,
    is_chinese,
    is_mark,
    paragraphs,
    stretch_between,
)

_MOST_SLACK = 0.4  # em, per gap; a line that needs more stays ragged
_TOLERANCE = 1e-6
_WORD = re.compile("[!-~]+")


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
    if isinstance(text, str):
        word = single_word(text, face)
        if word is not None and indent + word[1] * size <= width + _TOLERANCE:
            return (Line(text, (Piece(indent, text, word[0], 0.0),), indent + word[1] * size),)
    spans = (Span(text, face),) if isinstance(text, str) else tuple(text)
    return _break(spans, width, size, indent, justify)


@lru_cache(maxsize=1 << 15)
def single_word(text: str, face: Face) -> tuple[str, float] | None:
    """Give font and width in ems of a text that is one word of ASCII, such as a date, an id or an amount; else None.

    Most cells of a long table are such words; nothing in them breaks, stretches or moves. Their widths are asked for
    several times.
    """
    if not _WORD.fullmatch(text) or is_address(text):
        return None
    glyphs = [glyph(char, face) for char in text]
    font = glyphs[0][0]
    return (font, sum(advance for _, advance in glyphs)) if all(name == font for name, _ in glyphs) else None


@lru_cache(maxsize=4096)
def least_width(text: str, size: float, face: Face = "serif") -> float:
    """Give the width below which `break_text` would have to split a word, an amount or a mark from its neighbour."""
    word = single_word(text, face)
    if word is not None:
        return word[1] * size
    atoms = (atom for paragraph in paragraphs((Span(text, face),)) for atom in atoms_of(paragraph))
    return size * max((_needed([], atom) - blank_half(atom[-1]) for atom in atoms), default=0.0)


@lru_cache(maxsize=4096)
def _break(spans: tuple[Span, ...], width: float, size: float, indent: float, justify: bool) -> tuple[Line, ...]:  # noqa: FBT001 -- behind the public keyword
    lines = []
    start = indent
    for paragraph in paragraphs(spans):
        filled = list(_fill(atoms_of(paragraph), width / size, start / size))
        for number, units in enumerate(filled, 1):
            lines.append(_set(units, width, size, start, justify and number < len(filled)))
            start = 0.0
    return tuple(lines)


def _fill(atoms: list[list[Unit]], measure: float, indent: float) -> Iterator[list[Unit]]:
    """Fill line after line, in ems; spaces at a break stay at the end of the line, to be dropped when it is set."""
    line: list[Unit] = []
    start = used = indent
    for atom in atoms:
        needed = _needed(line, atom)
        hanging = blank_half(atom[-1])
        if used + needed - hanging <= measure + _TOLERANCE or (len(atom) == 1 and atom[0].text.isspace()):
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


def _needed(line: list[Unit], atom: list[Unit]) -> float:
    """Give the width that an atom adds to a line, gaps included."""
    total = 0.0
    previous = line[-1] if line else None
    for unit in atom:
        total += unit.width + (gap_between(previous, unit) if previous else 0.0)
        previous = unit
    return total


def _split(units: list[Unit], measure: float, start: float) -> list[list[Unit]]:
    """Split what is wider than a line at the best place in reach; what fits stays in one part."""
    if start + _needed([], units) - blank_half(units[-1]) <= measure + _TOLERANCE:
        return [units]
    rest = [part for unit in units for part in characters(unit)]
    lines: list[list[Unit]] = []
    while (end := _reach(rest, measure, start)) < len(rest):
        end = _best_cut(rest, max(end, 1))
        lines.append(rest[:end])
        rest, start = rest[end:], 0.0
    return [*lines, rest]


def _reach(units: list[Unit], measure: float, used: float) -> int:
    """Count the units that fit."""
    for end, unit in enumerate(units):
        used += _needed(units[end - 1 : end], [unit])
        if used - blank_half(unit) > measure + _TOLERANCE:
            return end
    return len(units)


def _best_cut(units: list[Unit], end: int) -> int:
    """Give the cut at or shortly before ``end`` that breaks the fewest rules."""

    def faults(cut: int) -> int:
        before, after = units[cut - 1].text[-1], units[cut].text[0]
        forbidden = after in NEVER_FIRST or before in NEVER_LAST or is_mark(after)
        return 2 * forbidden + (before not in BREAK_AFTER and not (is_chinese(before) and is_chinese(after)))

    nearest = range(end, max(end // 2, 1) - 1, -1)
    return min(nearest, key=faults)


def _set(units: list[Unit], width: float, size: float, start: float, justify: bool) -> Line:  # noqa: FBT001 -- private, and every call names the condition
    """Place the characters of one line; all lengths from here on in the unit of ``width``."""
    units = _without_outer_spaces(units)
    if not units:
        return Line("", (), start)
    gaps = [gap_between(before, after) * size for before, after in pairwise(units)]
    weights = [stretch_between(before, after) for before, after in pairwise(units)]
    hanging = blank_half(units[-1]) * size
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


def _without_outer_spaces(units: list[Unit]) -> list[Unit]:
    first, end = 0, len(units)
    while first < end and units[first].text.isspace():
        first += 1
    while end > first and units[end - 1].text.isspace():
        end -= 1
    return units[first:end]


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
