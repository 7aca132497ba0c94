"""Charts as vector drawings in the type of the document: bars and curves that read as well in a grey print.

No series is told by its shade alone: bars carry hatching and outlines, curves dashes and points of their own shape, and
both a legend.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.typesetting.blocks import Axis, BarChart, Curve, CurveChart
from reports.typesetting.slabs import BoxMark, Mark, PathMark, RuleMark, Setting, Slab, TextMark, aligned

_SIZE = 8.0
_LEAD = 12.0
_HEIGHT = 150.0
_GRID = 0.75
_STYLES = (
    (0.35, "", 4.0), (1.0, "/", 4.0), (0.8, "", 4.0), (1.0, "\\", 4.0), (1.0, "/\\", 5.0), (1.0, "-", 3.0),
    (1.0, "", 4.0),
)  # fmt: skip
MOST_SERIES = len(_STYLES)
"""Series of bars that can be told apart."""
_DASHES: tuple[tuple[float, ...], ...] = ((), (4.0, 2.5))
_END = 60.0  # points at the right for the texts at the ends of curves


def bar_slabs(chart: BarChart, setting: Setting) -> list[Slab]:
    """Set a chart of stacked bars, never parted."""
    left = _left(chart.axis, setting)
    width = setting.measure - left
    top = 2 * _LEAD
    marks: list[Mark] = [*_axis(chart.axis, left, setting.measure, top, setting)]
    step = width / max(len(chart.bars), 1)
    thick = min(0.62 * step, 42.0)
    every = max(1, -(-len(chart.bars) * 46 // int(width)))
    for number, bar in enumerate(chart.bars):
        middle = left + (number + 0.5) * step
        for series, low, high in bar.parts:
            fill, hatch, gap = _STYLES[series % MOST_SERIES]
            y = top + _HEIGHT * (1 - high)
            marks.append(BoxMark(middle - thick / 2, y, thick, _HEIGHT * (high - low), fill, hatch, gap))
        if not number % every:
            marks.append(_text(bar.label, middle, top + _HEIGHT + _LEAD, setting, "center"))
        if bar.total and step >= 46:
            highest = max((high for _, _, high in bar.parts), default=chart.axis.zero)
            marks.append(_text(bar.total, middle, top + _HEIGHT * (1 - highest) - 3, setting, "center"))
    bottom = top + _HEIGHT + 1.5 * _LEAD
    lines, height = _legend(chart.series, left, setting)
    for x, y, number, text in lines:
        fill, hatch, gap = _STYLES[number % MOST_SERIES]
        marks.append(BoxMark(x, bottom + y, 14.0, 8.0, fill, hatch, gap))
        marks.append(_text(text, x + 18, bottom + y + 7.2, setting))
    return _slabs(chart.caption, marks, bottom + height, setting)


def curve_slabs(chart: CurveChart, setting: Setting) -> list[Slab]:
    """Set a chart of curves, never parted."""
    left = _left(chart.axis, setting)
    right = setting.measure - _END
    top = 2 * _LEAD
    marks: list[Mark] = [*_axis(chart.axis, left, right, top, setting)]
    shown = -_END
    for x, text in chart.days:
        at = left + x * (right - left)
        marks.append(PathMark(at, top + _HEIGHT, ((0.0, 0.0), (0.0, 3.0)), 0.5))
        line = setting.lines(text, setting.measure, _SIZE, face="sans")[0]
        middle = max(at, line.width / 2)
        if middle - line.width / 2 > shown:
            marks.append(_text(text, middle, top + _HEIGHT + _LEAD, setting, "center"))
            shown = middle + line.width / 2 + 4
    ends = _apart([top + _HEIGHT * (1 - curve.points[-1][1]) for curve in chart.curves])
    for number, (curve, end) in enumerate(zip(chart.curves, ends, strict=True)):
        marks += _curve(curve, number, left, right, top)
        marks.append(_text(curve.last, right + 6, end + 3, setting))
    bottom = top + _HEIGHT + 1.5 * _LEAD
    lines, height = _legend([curve.name for curve in chart.curves], left, setting, 30.0)
    for x, y, number, text in lines:
        marks.append(PathMark(x, bottom + y + 4, ((0.0, 0.0), (26.0, 0.0)), 1.0, 0.0, _DASHES[number % 2]))
        marks.append(_point(x + 13, bottom + y + 4, number))
        marks.append(_text(text, x + 30, bottom + y + 7.2, setting))
    return _slabs(chart.caption, marks, bottom + height, setting)


def _curve(curve: Curve, number: int, left: float, right: float, top: float) -> Iterator[Mark]:
    places = [(left + x * (right - left), top + _HEIGHT * (1 - y)) for x, y in curve.points]
    if len(places) > 1:
        yield PathMark(0.0, 0.0, tuple(places), 1.0, 0.0, _DASHES[number % len(_DASHES)])
    for x, y in places:
        yield _point(x, y, number)


def _point(x: float, y: float, number: int) -> Mark:
    """Give a filled square for the first curve and an open one for the second."""
    half = 1.6 if number % 2 == 0 else 2.2
    return BoxMark(x - half, y - half, 2 * half, 2 * half, 0.0 if number % 2 == 0 else 1.0)


def _apart(places: Sequence[float]) -> list[float]:
    """Move texts at the ends of curves so that none stands on another."""
    moved = list(places)
    order = sorted(range(len(places)), key=lambda number: places[number])
    for upper, lower in pairwise(order):
        moved[lower] = max(moved[lower], moved[upper] + _LEAD)
    return moved


def _slabs(caption: str, marks: list[Mark], height: float, setting: Setting) -> list[Slab]:
    (line,) = setting.lines(caption, setting.measure, setting.cell_size, face="sans-bold")[:1]
    title = TextMark(aligned(line, setting.measure, "center"), setting.cell_size, setting.cell_size, line)
    return [
        Slab(height, (title, *marks), above=setting.cell_lead / 2),
        Slab(setting.cell_lead / 2, blank=True),
    ]


def _left(axis: Axis, setting: Setting) -> float:
    return 6 + max(setting.lines(text, setting.measure, _SIZE, face="sans")[0].width for _, text in axis.ticks)


def _axis(axis: Axis, left: float, right: float, top: float, setting: Setting) -> Iterator[Mark]:
    """Draw the name above, a grid line and a number for each tick, the axis and the line of zero."""
    yield _text(axis.name, 0.0, top - 9, setting)
    for height, text in axis.ticks:
        y = top + _HEIGHT * (1 - height)
        yield RuleMark(left, y, right - left, 0.3, _GRID)
        yield _text(text, left - 4, y + 3, setting, "right")
    yield PathMark(left, top, ((0.0, 0.0), (0.0, _HEIGHT)), 0.6)
    yield RuleMark(left, top + _HEIGHT * (1 - axis.zero), right - left, 0.6)


def _legend(
    names: Sequence[str], left: float, setting: Setting, swatch: float = 18.0
) -> tuple[list[tuple[float, float, int, str]], float]:
    """Give places of names beside their swatches in as many lines as they need, and the height of all."""
    found, x, y = [], left, 0.0
    for number, name in enumerate(names):
        width = setting.lines(name, 100 * setting.measure, _SIZE, face="sans")[0].width + swatch + 14
        if x > left and x + width > setting.measure:
            x, y = left, y + _LEAD
        found.append((x, y, number, name))
        x += width
    return found, y + _LEAD


def _text(text: str, x: float, y: float, setting: Setting, align: str = "left") -> TextMark:
    line = setting.lines(text, 100 * setting.measure, _SIZE, face="sans")[0]
    return TextMark(x - {"left": 0.0, "center": line.width / 2, "right": line.width}[align], y, _SIZE, line)
