"""Where a word wider than a whole line is cut."""

from itertools import pairwise

from reports.typesetting.units import (
    BREAK_AFTER,
    NEVER_FIRST,
    NEVER_LAST,
    Unit,
    between,
    characters,
    is_chinese,
    is_mark,
)


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
