"""Where what does not fit on a line is cut: words wider than a line, and long numbers that would leave a torn one."""

import re
from itertools import pairwise

from reports.typesetting_units import (
    BREAK_AFTER,
    NEVER_FIRST,
    NEVER_LAST,
    Unit,
    between,
    characters,
    is_chinese,
    is_mark,
)

_LONG, _LONG_NUMBER = 20, 10
"""Characters from which a token counts as long, and digits from which a bare number does, such as an account's."""
_LEFT = 4
"""Characters that stay together at either side of a cut in a long token."""
_AMOUNT = re.compile(r"[-+−¥$€£]*\d{1,3}(?:,\d{3})*(?:\.\d+)?%?[.,;:!?]*")


def split(units: list[Unit], measure: float, start: float) -> list[list[Unit]]:
    """Split what is wider than a line at the best place in reach; what fits stays in one part. Widths are in ems."""
    if start + _width(units) - units[-1].blank <= measure:
        return [units]
    rest = [part for unit in units for part in characters(unit)]
    lines: list[list[Unit]] = []
    while (end := _reach(rest, measure, start)) < len(rest):
        end = _best_cut(rest, max(end, 1))
        lines.append(rest[:end])
        rest, start = rest[end:], 0.0
    return [*lines, rest]


def long_split(line: list[Unit], atom: list[Unit], room: float) -> tuple[list[Unit], list[Unit]] | None:
    """Part what does not fit behind a line within its long token: what goes on the line, and the rest.

    A number is cut between groups of four digits, anything else behind a separator; no hyphen is set, since it would be
    read as part of the number. None when there is no long token, too little room, or no such place within reach.
    """
    for at, unit in enumerate(atom):
        if _is_long(unit.text):
            before = [*line[-1:], *atom[:at]]
            free = room - _width([*before, unit]) + _width(before[:1]) + unit.width
            cut = _cut(unit, free)
            if cut is None:
                return None
            head, tail = unit.text[:cut], unit.text[cut:]
            first = Unit(head, unit.faces[:cut], joined=unit.joined)
            rest = Unit(tail, unit.faces[cut:], joined=True)
            return [*atom[:at], first], [rest, *atom[at + 1 :]]
    return None


def _is_long(text: str) -> bool:
    """Tell a long identifier; no amount, day or time of a letter is one."""
    return (len(text) >= _LONG and not _AMOUNT.fullmatch(text)) or (len(text) >= _LONG_NUMBER and text.isdecimal())


def _cut(unit: Unit, room: float) -> int | None:
    """Give the best place within reach to cut a long token, None when too little of it fits."""
    parts, fits = characters(unit), 0
    for part in parts:
        room -= part.width
        if room < 0:
            break
        fits += 1
    last = min(fits, len(unit.text) - _LEFT)
    if last < _LEFT or len(parts) != len(unit.text):
        return None

    def faults(cut: int) -> int:
        before, after = unit.text[cut - 1], unit.text[cut]
        if after in NEVER_FIRST or before in NEVER_LAST or is_mark(after):
            return 3
        if before in BREAK_AFTER:
            return 0
        digits = re.search(r"[0-9A-Fa-f]*$", unit.text[:cut])
        return 1 if digits is not None and digits[0] and len(digits[0]) % 4 == 0 and after.isalnum() else 2

    best = min(range(last, max(_LEFT, last - 2 * _LEFT) - 1, -1), key=faults)
    return best if faults(best) < 2 else None


def _width(units: list[Unit]) -> float:
    total = sum(unit.width for unit in units)
    return total + sum(between(*pair).gap for pair in pairwise(units))


def _reach(units: list[Unit], measure: float, used: float) -> int:
    """Count the units that fit."""
    for end, unit in enumerate(units):
        used += unit.width + (between(units[end - 1], unit).gap if end else 0.0)
        if used - unit.blank > measure:
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
