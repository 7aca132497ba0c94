"""Tables, label and value columns, and derivations as slabs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from reports.typesetting.blocks import Align, Column, Derivation, KeyValues, Row, Table
from reports.typesetting.fonts import Face
from reports.typesetting.line_breaking import least_width, natural_width
from reports.typesetting.slabs import Mark, RuleMark, Setting, Slab, aligned, held, line_mark, together

_GUTTER = 10.0
_PADDING = 3.0
_TOLERANCE = 0.01
_HEAVY, _LIGHT, _HAIR = 1.0, 0.5, 0.3
_Bounds = tuple[list[float], list[float]]
_TOLD_EVERY = 1000
_TALL = 160.0  # points; a row taller than this may be split between lines
_SMALL = 130.0  # points; a table no taller than this is not split
_LONG = 220.0  # points, a third of a page; a derivation longer than this may be split between lines


def table_slabs(table: Table, setting: Setting) -> Iterator[Slab]:
    """Set a table with three rules; its head goes with every slab, for pages it continues on."""
    rows = [row if isinstance(row, Row) else Row(row) for row in table.rows]
    setting, bounds = _readable(table.columns, rows, setting)
    widths = _widths(table.columns, bounds, setting)
    opening = _opening(table, widths, setting, rows=bool(rows))
    body = _body(table, rows, widths, setting, opening[-1])
    if len(rows) <= _SMALL / setting.cell_lead:
        whole = [*opening, *body]
        yield from together(whole) if _height(whole) <= _SMALL else whole
    else:
        yield from opening
        yield from body
    yield Slab(setting.cell_lead / 2, blank=True)


def _opening(table: Table, widths: Sequence[float], setting: Setting, *, rows: bool) -> list[Slab]:
    """Set the caption, if any, and the head with its rules."""
    measure = setting.measure
    aligns = [column.align for column in table.columns]
    head = _row([column.head for column in table.columns], widths, aligns, setting, "sans-bold")
    top = RuleMark(0, 0, measure, _HEAVY)
    marks = (*head.marks, top, RuleMark(0, head.height, measure, _LIGHT if rows else _HEAVY))
    caption = [
        Slab(setting.cell_lead + 4, (line_mark(line, setting.cell_size, setting.cell_lead, x=x),), holds=True)
        for line in setting.lines(table.caption, measure, setting.cell_size, face="sans-bold")
        for x in [aligned(line, measure, "center")]
        if table.caption
    ]
    if caption:
        caption[0] = replace(caption[0], above=setting.cell_lead / 2)
    above = 0.0 if caption else setting.cell_lead / 2
    return [*caption, replace(head, marks=marks, holds=rows, above=above)]


def _body(table: Table, rows: Sequence[Row], widths: Sequence[float], setting: Setting, head: Slab) -> Iterator[Slab]:
    """Set the rows one after the other."""
    measure = setting.measure
    aligns = [column.align for column in table.columns]
    for number, (row, following) in enumerate(zip_longest(rows, rows[1:])):
        set_row = _row(row.cells, widths, aligns, setting, "serif-bold" if row.total else "serif")
        marks, height = set_row.marks, set_row.height
        if row.total:
            marks = (*marks, RuleMark(0, 0, measure, _LIGHT))
        last = following is None
        if following is None or (table.ruled and not following.total):
            marks = (*marks, RuleMark(0, height, measure, _HEAVY if last else _HAIR, 0.0 if last else 0.5))
        slab = Slab(height, marks, head=head, closing=(RuleMark(0, height, measure, _LIGHT),))
        parts = _split_tall(slab, setting)
        if following is not None and (following.total or number in {0, len(rows) - 2}):  # no row is left alone
            parts[-1] = replace(parts[-1], holds=True)
        yield from parts


def _row(cells: Sequence[str], widths: Sequence[float], aligns: Sequence[Align], setting: Setting, face: Face) -> Slab:
    """Set the cells of one row beside each other."""
    size, lead = setting.cell_size, setting.cell_lead
    marks: list[Mark] = []
    tallest, x = 1, 0.0
    for cell, width, align in zip(cells, widths, aligns, strict=True):
        lines = setting.lines(cell, width, size, face=face)
        tallest = max(tallest, len(lines))
        marks += [
            line_mark(line, size, lead, x=x + aligned(line, width, align), top=_PADDING + number * lead)
            for number, line in enumerate(lines)
        ]
        x += width + _GUTTER
    return Slab(tallest * lead + 2 * _PADDING, tuple(marks))


def _split_tall(slab: Slab, setting: Setting) -> list[Slab]:
    """Cut a very tall row between its lines; any other row stays whole."""
    if slab.height <= _TALL:
        return [slab]
    lead = setting.cell_lead
    count = round((slab.height - 2 * _PADDING) / lead)
    edges = [0.0, *(_PADDING + number * lead for number in range(1, count)), slab.height]
    parts = []
    for number, (top, bottom) in enumerate(pairwise(edges)):
        last = number == count - 1
        marks = tuple(
            replace(mark, y=mark.y - top)
            for mark in slab.marks
            if top <= mark.y < bottom or (last and mark.y == bottom)
        )
        height = bottom - top
        closing = tuple(replace(mark, y=height) for mark in slab.closing)
        parts.append(replace(slab, height=height, marks=marks, closing=closing))
    return held(parts)


def _readable(columns: Sequence[Column], rows: Sequence[Row], setting: Setting) -> tuple[Setting, _Bounds]:
    """Take smaller type when otherwise amounts or words would be split; 7.5 pt is the end."""
    while True:
        bounds = _bounds(columns, rows, setting)
        if setting.cell_size <= 7.5 or sum(bounds[0]) <= _room(columns, setting):
            return setting, bounds
        setting = replace(setting, cell_size=setting.cell_size - 1.5, cell_lead=setting.cell_lead - 2)


def _room(columns: Sequence[Column], setting: Setting) -> float:
    """Give the width of all columns together; shares that add up to one must not fail by a rounding."""
    return setting.measure - _GUTTER * (len(columns) - 1) + _TOLERANCE


def _bounds(columns: Sequence[Column], rows: Sequence[Row], setting: Setting) -> _Bounds:
    """Give per column the width that splits no word, and the width that wraps nothing.

    Where all columns fit without wrapping the first is not asked for and is the second.
    """
    size, room = setting.cell_size, _room(columns, setting)
    faces = setting.face("serif"), setting.face("serif-bold")
    least, wished, unsure = [], [], []
    for index, column in enumerate(columns):
        texts = {(column.head, setting.face("sans-bold"))}
        texts |= {(row.cells[index], faces[row.total]) for row in rows}
        floor = max(2 * size, column.share * room)
        wide = []
        for number, (text, face) in enumerate(texts, 1):
            if not number % _TOLD_EVERY:
                setting.tell()
            width = natural_width(text, size, face) + 1.0
            if width > floor:
                wide.append((width, text, face))
        if column.share:
            floor = max(floor, *(least_width(text, size, face) for _, text, face in wide), 0.0)
        wished.append(floor if column.share else max(floor, *(width for width, _, _ in wide), 0.0))
        least.append(floor)
        unsure.append([] if column.share else wide)
    if sum(wished) <= room:
        return wished, wished
    for index, wide in enumerate(unsure):
        least[index] = max(least[index], *(least_width(text, size, face) for _, text, face in wide), 0.0)
    return least, wished


def _widths(columns: Sequence[Column], bounds: _Bounds, setting: Setting) -> list[float]:
    """Share out the measure: what shares and words need first, then what would avoid wrapping."""
    room = _room(columns, setting)
    least, wished = bounds
    total_wished = sum(wished)
    if total_wished <= room:  # spread what is left over the columns that may grow
        growing = [0.0 if column.share else want for column, want in zip(columns, wished, strict=True)]
        spare = (room - total_wished) / sum(growing) if sum(growing) else 0.0
        return [want + spare * grow for want, grow in zip(wished, growing, strict=True)]
    if sum(least) >= room:
        return _squeezed(least, room)
    short = [max(low, min(want, 5 * setting.cell_size)) for low, want in zip(least, wished, strict=True)]
    if sum(short) <= room:  # short heads and words stay on one line
        least = short
    widths = list(least)  # the columns that lack least get all they wish, so that only long texts wrap
    spare = room - sum(least)
    lacking = sorted(range(len(columns)), key=lambda index: wished[index] - least[index])
    for done, index in enumerate(lacking):
        given = min(wished[index] - least[index], spare / (len(lacking) - done))
        widths[index] += given
        spare -= given
    return widths


def _squeezed(least: Sequence[float], room: float) -> list[float]:
    """Cut the widest columns down to one width so that all fit; narrower ones keep what their words need."""
    widths = list(least)
    narrowest_first = sorted(range(len(least)), key=lambda index: least[index])
    for done, index in enumerate(narrowest_first):
        widths[index] = min(least[index], room / (len(least) - done))
        room -= widths[index]
    return widths


def pair_slabs(block: KeyValues, setting: Setting) -> list[Slab]:
    """Set labels and values in two columns."""
    width = _label_width(block.pairs, setting)
    return [slab for label, text in block.pairs for slab in _labelled(label, text, width, setting)]


def _label_width(pairs: Sequence[tuple[str, str]], setting: Setting) -> float:
    face = setting.face("sans")
    widest = max((natural_width(label, setting.cell_size, face) + 1.0 for label, _ in pairs), default=0.0)
    return min(max(widest, 3 * setting.cell_size), setting.measure / 3) + _GUTTER


def _labelled(label: str, text: str, label_width: float, setting: Setting) -> list[Slab]:
    size, lead = setting.cell_size, setting.cell_lead
    labels = setting.lines(label, label_width - _GUTTER, size, face="sans")
    texts = setting.lines(text, setting.measure - label_width, size, justify=True)
    slabs = []
    for number in range(max(len(labels), len(texts))):
        marks: list[Mark] = []
        if number < len(labels):
            marks.append(line_mark(labels[number], size, lead))
        if number < len(texts):
            marks.append(line_mark(texts[number], size, lead, x=label_width))
        slabs.append(Slab(lead, tuple(marks)))
    return held(slabs)


def derivation_slabs(block: Derivation, setting: Setting) -> list[Slab]:
    """Set a figure's name and value over a thin rule, the labelled lines below, and the inputs in columns."""
    size, lead = setting.cell_size, setting.cell_lead
    value = setting.lines(block.value, setting.measure / 2, size, face="serif-bold")
    value_width = max(line.width for line in value)
    name = setting.lines(block.name, setting.measure - value_width - _GUTTER, size, face="sans-bold")
    height = max(len(name), len(value)) * lead + _PADDING
    marks: list[Mark] = [line_mark(line, size, lead, top=number * lead) for number, line in enumerate(name)]
    marks += [
        line_mark(line, size, lead, x=aligned(line, setting.measure, "right"), top=number * lead)
        for number, line in enumerate(value)
    ]
    marks.append(RuleMark(0, height - 1, setting.measure, _LIGHT))
    opening = [Slab(height, tuple(marks), above=lead * 0.75, holds=True)]
    pairs = [*block.lines, *([(block.inputs_label, "")] if block.inputs else [])]
    label_width = _label_width(pairs, setting)
    for label, text in block.lines:
        opening += together(_labelled(label, text, label_width, setting))
    if len(block.lines):
        opening[1] = replace(opening[1], above=2.0)
    inputs = held(_inputs(block, label_width, setting))
    if _height([*opening, *inputs]) <= _LONG:
        return together([*opening, *inputs])
    if _height(opening) <= _LONG:
        opening = [replace(slab, holds=True) for slab in opening]
    return [*opening, *inputs]


def _height(slabs: Sequence[Slab]) -> float:
    return sum(slab.above + slab.height for slab in slabs)


def _inputs(block: Derivation, label_width: float, setting: Setting) -> Iterator[Slab]:
    """Set the inputs as columns beside their label; the second column, the value, stands right."""
    if not block.inputs:
        return
    narrower = replace(setting, measure=setting.measure - label_width)
    aligns: list[Align] = ["right" if index == 1 else "left" for index in range(len(block.inputs[0]))]
    columns = [Column("", align) for align in aligns]
    rows = [Row(cells) for cells in block.inputs]
    bounds = _bounds(columns, rows, narrower)
    widths = bounds[1] if sum(bounds[1]) <= _room(columns, narrower) else _widths(columns, bounds, narrower)
    for number, cells in enumerate(block.inputs):
        slab = _row(cells, widths, aligns, narrower, "serif")
        marks = [replace(mark, x=mark.x + label_width, y=mark.y - _PADDING) for mark in slab.marks]
        if number == 0:
            (label,) = setting.lines(block.inputs_label, label_width, setting.cell_size, face="sans")
            marks.insert(0, line_mark(label, setting.cell_size, setting.cell_lead))
        yield Slab(slab.height - 2 * _PADDING, tuple(marks))
