r"""Chinese text broken into lines, after CLREQ (Requirements for Chinese Text Layout) and GB/T 15834 practice.

What holds:

- no line starts with a closing mark (，。；：！？）》”％ …), none ends with an opening one (（《“￥ …);
- words, numbers, amounts, dates and identifiers are never broken inside, and a number keeps its unit (10,000.00元,
  第3.2.4条, 14日), also across a space (第 3.2.4 条, CNY 45.67); a web address may break after / ? & = . - and so on;
  only what is wider than a whole line is split, where it hurts least: a number on two lines would be read as two;
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
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from reports.typesetting.fonts import Face, glyph
from reports.typesetting.splits import split
from reports.typesetting.units import Between, Span, Unit, between, held_by_others, is_address, paragraphs

_MOST_SLACK = 0.4  # em, per gap; a line that needs more stays ragged
_TOLERANCE = 1e-6
_WORD = re.compile("[!-~]+")
_ZEROS = str.maketrans("123456789", "000000000")


class Piece(NamedTuple):
    """Characters of one font from ``x`` (from the left edge of the measure), each followed by ``spacing`` more."""

    x: float
    text: str
    font: str
    spacing: float


class Line(NamedTuple):
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
    one empty line. Raises `MissingGlyphError` (`reports.typesetting.fonts`) for a character that cannot be printed and
    ValueError when there is no room for two characters (—— is one thing).
    """
    if size <= 0 or width - indent < 2 * size:
        raise ValueError(f"no room for text: width {width}, indent {indent}, size {size}")
    if not isinstance(text, str):
        return _break(tuple(text), width, size, indent, justify)
    alike = _in_zeros(text, face)
    word = single_word(alike, face)
    if word is not None and indent + word[1] * size <= width + _TOLERANCE:
        return (Line(text, (Piece(indent, text, word[0], 0.0),), indent + word[1] * size),)
    lines = _break((Span(alike, face),), width, size, indent, justify)
    return lines if alike == text else _with_digits(lines, alike, text)


def _in_zeros(text: str, face: Face) -> str:
    """Give a text with every digit as 0, where digits are alike: it breaks at the same places and is as wide.

    Of the hundred thousand cells of a long table, most say the same with other numbers.
    """
    return text.translate(_ZEROS) if _has_even_digits(face) else text


@cache
def _has_even_digits(face: Face) -> bool:
    return len({glyph(digit, face) for digit in "0123456789"}) == 1


def _with_digits(lines: Sequence[Line], alike: str, text: str) -> tuple[Line, ...]:
    """Give the lines of a text in zeros with the digits of the text itself. Only spaces lie between two lines."""
    alike, text = alike.replace("\t", " "), text.replace("\t", " ")
    made, at = [], 0
    for line in lines:
        begin = at = alike.index(line.text, at)
        pieces = []
        for x, zeros, font, spacing in line.pieces:
            pieces.append(Piece(x, text[at : at + len(zeros)], font, spacing))
            at += len(zeros)
        made.append(Line(text[begin:at], tuple(pieces), line.width, line.loosest))
    return tuple(made)


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


def natural_width(text: str, size: float, face: Face = "serif") -> float:
    """Give the width of a text that wraps nowhere but at forced breaks, without a blank half at the end."""
    return _widths(_in_zeros(text, face), face)[0] * size


def least_width(text: str, size: float, face: Face = "serif") -> float:
    """Give the width below which `break_text` would have to split a word, an amount or a mark from its neighbour."""
    return _widths(_in_zeros(text, face), face)[1] * size


@lru_cache(maxsize=1 << 14)
def _widths(text: str, face: Face) -> tuple[float, float]:
    """Give, in ems, the width of a text that wraps nowhere, and that of the widest part that must not be split."""
    word = single_word(text, face)
    if word is not None:
        return word[1], word[1]
    widest = least = 0.0
    for paragraph in paragraphs((Span(text, face),)):
        joints, at = _joints(paragraph), 0
        while at < len(paragraph):
            end = _atom_end(paragraph, joints, at)
            least = max(least, _width(paragraph[at:end], joints[at : end - 1]) - paragraph[end - 1].blank)
            at = end
        units, joints = _without_outer_spaces(paragraph, joints)
        if units:
            widest = max(widest, _width(units, joints) - units[-1].blank)
    return widest, least


@lru_cache(maxsize=4096)
def _break(spans: tuple[Span, ...], width: float, size: float, indent: float, justify: bool) -> tuple[Line, ...]:  # noqa: FBT001 -- behind the public keyword
    lines = []
    start = indent
    for paragraph in paragraphs(spans):
        filled = list(_fill(paragraph, width / size, start / size))
        for number, (units, joints) in enumerate(filled, 1):
            lines.append(_set(units, joints, width, size, start, justify and number < len(filled)))
            start = 0.0
    return tuple(lines)


def _joints(units: list[Unit]) -> list[Between]:
    """Give what holds between each unit and the next."""
    return [between(before, after) for before, after in pairwise(units)]


def _atom_end(units: list[Unit], joints: list[Between], at: int) -> int:
    """Give the end of the units from ``at`` on between which no line may break."""
    for end in range(at + 1, len(units)):
        held = joints[end - 1].held
        if not (held_by_others(units, end) if held is None else held):
            return end
    return len(units)


def _width(units: list[Unit], joints: list[Between]) -> float:
    """Give the width of units beside each other, gaps included."""
    total = 0.0
    for unit in units:
        total += unit.width
    for joint in joints:
        total += joint.gap
    return total


def _fill(units: list[Unit], measure: float, indent: float) -> Iterator[tuple[list[Unit], list[Between]]]:
    """Fill line after line, in ems; spaces at a break stay at the end of the line, to be dropped when it is set."""
    joints, most = _joints(units), measure + _TOLERANCE
    if not units or indent + _width(units, joints) - units[-1].blank <= most:
        yield units, joints
        return
    begin = at = 0  # the line so far is units[begin:at]
    start = used = indent
    while at < len(units):
        end = _atom_end(units, joints, at)
        needed = _width(units[at:end], joints[at : end - 1]) + (joints[at - 1].gap if at > begin else 0.0)
        if used + needed - units[end - 1].blank <= most or (end - at == 1 and units[at].space):
            used += needed
            at = end
        elif any(not unit.space for unit in units[begin:at]):
            line = units[begin:at]
            yield line, _joints(line)
            begin, start, used = at, 0.0, 0.0
        else:  # wider than a line
            *full, rest = split(units[begin:end], most, start)
            for line in full:
                yield line, _joints(line)
            units[begin:end] = rest
            joints[begin : end - 1] = inner = _joints(rest)
            start = 0.0 if full else start
            at, used = begin + len(rest), start + _width(rest, inner)
    yield units[begin:], joints[begin:]


def _set(  # noqa: PLR0917 -- private, one call
    units: list[Unit],
    joints: list[Between],
    width: float,
    size: float,
    start: float,
    justify: bool,  # noqa: FBT001
) -> Line:
    """Place the characters of one line; all lengths from here on in the unit of ``width``."""
    units, joints = _without_outer_spaces(units, joints)
    if not units:
        return Line("", (), start)
    hanging = units[-1].blank * size
    share = 0.0
    if justify:
        slack = width - start - _width(units, joints) * size
        if slack < 0:
            slack = max(0.0, slack + hanging)  # the blank half hangs outside
        share = slack / max(sum(one.stretch for one in joints), 1)
        if share > _MOST_SLACK * size:
            share = 0.0
    steps = [one.gap * size + one.stretch * share for one in joints]
    pieces, end = _pieces(units, steps, size, start)
    loosest = max((step for unit, step in zip(units, steps, strict=False) if not unit.space), default=0.0)
    return Line("".join([unit.text for unit in units]), pieces, end - hanging, loosest)


def _without_outer_spaces(units: list[Unit], joints: list[Between]) -> tuple[list[Unit], list[Between]]:
    first, end = 0, len(units)
    while first < end and units[first].space:
        first += 1
    while end > first and units[end - 1].space:
        end -= 1
    if end - first == len(units):
        return units, joints
    return units[first:end], joints[first : max(end - 1, first)]


def _pieces(units: list[Unit], steps: list[float], size: float, x: float) -> tuple[tuple[Piece, ...], float]:
    """Place units from ``x`` on, ``steps`` apart, and give the end.

    Neighbours of one font with even spacing are joined: few drawing instructions, and no word in two of them.
    """
    pieces: list[Piece] = []
    font, texts, begin, spacing = "", [""], x, 0.0
    single = False  # so far one character alone, which any spacing fits
    step = 0.0
    for number, unit in enumerate(units):
        for own, text, advance in unit.runs:
            if own == font and -_TOLERANCE < step < _TOLERANCE and (single or not spacing):
                spacing = 0.0
            elif own == font and len(unit.text) == 1 and (single or (spacing and abs(step - spacing) < _TOLERANCE)):
                spacing = step
            else:
                if font:
                    pieces.append(Piece(begin, "".join(texts), font, spacing))
                font, texts, begin, spacing = own, [], x, 0.0
                single = len(unit.text) == 1
                texts.append(text)
                x += advance * size
                step = 0.0
                continue
            single = False
            texts.append(text)
            x += advance * size
            step = 0.0
        if number < len(steps):
            step = steps[number]
            x += step
    pieces.append(Piece(begin, "".join(texts), font, spacing))
    return tuple(pieces), x
