"""Blocks → slabs: how each kind of block looks. Sizes of a Chinese letter follow GB/T 9704-2012."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import singledispatch

from reports.typesetting.blocks import (
    Align,
    Annex,
    Attachments,
    BarChart,
    Block,
    CurveChart,
    Derivation,
    Document,
    Heading,
    Items,
    KeyValues,
    LetterNumber,
    Note,
    PageBreak,
    Paragraph,
    Salutation,
    Signature,
    Signatures,
    Spacer,
    Table,
    Title,
)
from reports.typesetting.charts import bar_slabs, curve_slabs
from reports.typesetting.fonts import Face, width
from reports.typesetting.slabs import Setting, Slab, aligned, held, line_mark, together
from reports.typesetting.tables import derivation_slabs, pair_slabs, table_slabs
from reports.typesetting.units import Span

MILLIMETRE = 72 / 25.4
MEASURE = (210 - 28 - 26) * MILLIMETRE
"""Width of the text area: 156 mm, 28 characters of a letter."""
DEPTH = (297 - 37 - 35) * MILLIMETRE
"""Height of the text area: 225 mm, 22 lines of a letter."""

_LETTER = Setting(MEASURE, size=15.75, lead=DEPTH / 22, title_size=22.0, cell_size=10.5, cell_lead=16.0)
_WESTERN = Setting(MEASURE, size=12.0, lead=18.0, title_size=17.0, cell_size=10.5, cell_lead=16.0)
_COMPACT = Setting(MEASURE, size=12.0, lead=20.0, title_size=18.0, cell_size=10.5, cell_lead=16.0)
_TOLD_EVERY = 500
_NUMERALS = "零一二三四五六七八九"


def layout(document: Document, tell: Callable[[], None] | None = None, *, pitch: float = 1.0) -> list[Slab]:
    """Set every block of a document; ``tell`` is called now and then while slabs are made, and may raise to stop.

    ``pitch`` is the part of its usual height that a line has.
    """
    western = not document.language.startswith("zh")
    setting = _COMPACT if document.compact else _WESTERN if western else _LETTER
    setting, annex = (
        replace(
            own, western=western, tell=tell or own.tell, lead=own.lead * pitch, cell_lead=own.cell_lead * pitch
        )
        for own in (setting, _COMPACT)
    )  # fmt: skip
    return _outlined(_flow(document.blocks, setting, annex))


def _outlined(slabs: list[Slab]) -> list[Slab]:
    """Lift headings to the outline's top level while there is no title or annex for them to stand under."""
    lifted, titled = [], False
    for slab in slabs:
        if slab.outline:
            level, text = slab.outline
            titled = titled or level == 0
            lifted.append(replace(slab, outline=(level if titled else 0, text)))
        else:
            lifted.append(slab)
    return lifted


def _flow(blocks: Iterable[Block], setting: Setting, annex: Setting) -> list[Slab]:
    slabs: list[Slab] = []
    text_end = 0
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Signature | Signatures):
            _bring_along(slabs, text_end)
        if isinstance(block, Note) and isinstance(before, Table | Note):
            slabs[-2:] = [replace(slab, holds=True) for slab in slabs[-2:]]  # a remark goes with what it is about
        if isinstance(before, Paragraph) and _announces(before):
            slabs[-1] = replace(slabs[-1], holds=True)
        before = block
        if isinstance(block, Annex):
            slabs += _annex_opening(block, annex)
            slabs += _flow(block.blocks, annex, annex)
            continue
        for slab in _slabs(block, setting):
            slabs.append(slab)
            if not len(slabs) % _TOLD_EVERY:
                setting.tell()
        if not isinstance(block, Attachments):
            text_end = len(slabs)
    return slabs


def _announces(block: Paragraph) -> bool:
    """Tell a paragraph that leads to what follows."""
    text = block.text if isinstance(block.text, str) else block.text[-1].text
    return text.endswith(("：", ":"))


def _bring_along(slabs: list[Slab], text_end: int) -> None:
    """Let the attachments and at least the last two lines of text before a signature come on the signature's page."""
    lines = 0
    for index in range(len(slabs) - 1, -1, -1):
        if slabs[index].breaks:
            return
        if lines >= 2 and not slabs[index].holds:
            return
        slabs[index] = replace(slabs[index], holds=True)
        lines += index < text_end and not slabs[index].blank


def _text(
    text: str | Sequence[Span], setting: Setting, *, size: float, lead: float, face: Face = "serif",
    align: Align = "left", indent: float = 0.0, margin: float = 0.0, justify: bool = True,
) -> list[Slab]:  # fmt: skip
    """Set one paragraph, ``margin`` in from the left, a slab per line, without widows."""
    measure = setting.measure - margin
    lines = setting.lines(text, measure, size, face=face, indent=indent, justify=justify and align == "left")
    return held(Slab(lead, (line_mark(line, size, lead, x=margin + aligned(line, measure, align)),)) for line in lines)


_TITLE_STEPS = 20
"""Parts of the measure by which a title of several lines is narrowed."""


def _title(text: str, setting: Setting) -> list[Slab]:
    """Set a title, centred; one of several lines is as narrow as these allow, so that none is left with one word."""
    size, measure = setting.title_size, setting.measure
    lines = setting.lines(text, measure, size, face="serif-bold", justify=False)
    for parts in range(_TITLE_STEPS - 1, _TITLE_STEPS // 2, -1):
        narrower = setting.lines(text, measure * parts / _TITLE_STEPS, size, face="serif-bold", justify=False)
        if len(lines) == 1 or len(narrower) > len(lines):
            break
        lines = narrower
    return held(
        Slab(1.6 * size, (line_mark(line, size, 1.6 * size, x=aligned(line, measure, "center")),)) for line in lines
    )


@singledispatch
def _slabs(block: Block, setting: Setting) -> Iterable[Slab]:
    raise TypeError(f"no such block: {block!r} for {setting}")


@_slabs.register
def _(block: Title, setting: Setting) -> list[Slab]:
    slabs = together(_title(block.text, setting))
    slabs[0] = replace(slabs[0], outline=(0, block.text.replace("\n", "")))
    return [*slabs, Slab(setting.lead / 2, holds=True, blank=True)]


@_slabs.register
def _(block: LetterNumber, setting: Setting) -> list[Slab]:
    return [
        *together(_text(block.text, setting, size=setting.size, lead=setting.lead, align="center")),
        Slab(setting.lead / 2, blank=True),
    ]


@_slabs.register
def _(block: Salutation, setting: Setting) -> list[Slab]:
    return together(_text(block.text, setting, size=setting.size, lead=setting.lead, justify=False))


@_slabs.register
def _(block: Heading, setting: Setting) -> list[Slab]:
    slabs = _text(block.text, setting, size=setting.size, lead=setting.lead, face="serif-bold", indent=setting.indent)
    slabs = [replace(slab, holds=True) for slab in slabs]
    above = 0.0 if setting.size == _LETTER.size else setting.lead / 4
    slabs[0] = replace(slabs[0], outline=(1, block.text), above=above)
    return slabs


@_slabs.register
def _(block: Paragraph, setting: Setting) -> list[Slab]:
    indent = setting.indent if block.indent and block.align == "left" else 0.0
    size, lead = setting.size, setting.lead
    slabs = _text(block.text, setting, size=size, lead=lead, indent=indent, align=block.align, justify=block.flush)
    if setting.western:
        slabs[0] = replace(slabs[0], above=setting.lead / 3)
    return slabs


@_slabs.register
def _(block: Items, setting: Setting) -> list[Slab]:
    labels = [block.label.format(n=number, cn=chinese_numeral(number)) for number in range(1, len(block.texts) + 1)]
    if not block.hanging:
        return [
            slab
            for label, text in zip(labels, block.texts, strict=True)
            for slab in _text(label + text, setting, size=setting.size, lead=setting.lead, indent=setting.indent)
        ]
    return _hanging(labels, block.texts, setting, setting.indent)


def _hanging(labels: Sequence[str], texts: Sequence[str], setting: Setting, margin: float) -> list[Slab]:
    """Set texts beside their labels, all texts from one vertical."""
    size, lead = setting.size, setting.lead
    set_labels = [setting.lines(label, setting.measure, size)[0] for label in labels]
    beside = margin + max(line.width for line in set_labels) + size / 4
    slabs = []
    for label, text in zip(set_labels, texts, strict=True):
        own = _text(text, setting, size=size, lead=lead, margin=beside)
        x = beside - size / 4 - label.width
        own[0] = replace(own[0], marks=(line_mark(label, size, lead, x=x), *own[0].marks))
        slabs += own
    return slabs


@_slabs.register
def _(block: Attachments, setting: Setting) -> list[Slab]:
    (label,) = setting.lines(block.label, setting.measure, setting.size)
    beside = setting.indent + width(block.label, setting.face("serif"), setting.size)
    numbers = [f"{number}." if len(block.texts) > 1 else "" for number in range(1, len(block.texts) + 1)]
    slabs = _hanging(numbers, block.texts, setting, beside)
    mark = line_mark(label, setting.size, setting.lead, x=setting.indent)
    slabs[0] = replace(slabs[0], marks=(mark, *slabs[0].marks))
    return [Slab(setting.lead, blank=True), *together(slabs)]


@_slabs.register
def _(block: Signature, setting: Setting) -> list[Slab]:
    size, lead, measure = setting.size, setting.lead, setting.measure
    right = measure - (0.0 if setting.western else 4 * size)
    day = setting.lines(block.date, right, size)
    middle = right - day[0].width / 2
    slabs = [Slab(lead, holds=True, blank=True) for _ in range(block.space)]
    for line in (line for text in block.lines for line in setting.lines(text, measure * 2 / 3, size)):
        x = min(middle - line.width / 2, measure - line.width)
        slabs.append(Slab(lead, (line_mark(line, size, lead, x=x),), holds=True))
    slabs += [Slab(lead, (line_mark(line, size, lead, x=right - line.width),), holds=True) for line in day]
    return together(slabs)


@_slabs.register
def _(block: Signatures, setting: Setting) -> list[Slab]:
    size, lead = setting.size, setting.lead
    own = (setting.measure - (len(block.parties) - 1) * 2 * size) / len(block.parties)
    columns = [
        [line for text in (*party.lines, party.date) for line in setting.lines(text, own, size)]
        for party in block.parties
    ]
    slabs = [Slab(lead, blank=True)] * max(party.space for party in block.parties)
    for number in range(max(len(column) for column in columns)):
        slabs.append(
            Slab(
                lead,
                tuple(
                    line_mark(column[number], size, lead, x=index * (own + 2 * size))
                    for index, column in enumerate(columns)
                    if number < len(column)
                ),
            )
        )
    return together(slabs)


@_slabs.register
def _(block: Note, setting: Setting) -> list[Slab]:
    return _text(block.text, setting, size=9.0, lead=14.0)


@_slabs.register
def _(block: Spacer, setting: Setting) -> list[Slab]:
    return [Slab(block.lines * setting.lead, blank=True)]


@_slabs.register
def _(block: PageBreak, setting: Setting) -> list[Slab]:  # noqa: ARG001 -- one signature for all blocks
    return [Slab(0.0, breaks=True)]


def _annex_opening(block: Annex, setting: Setting) -> list[Slab]:
    label = _text(block.label, setting, size=14.0, lead=24.0, face="sans-bold")
    title = _title(block.title, setting)
    name = f"{block.label}　{block.title}".replace("\n", "")
    label[0] = replace(label[0], outline=(0, name), breaks=True)
    return [replace(slab, holds=True) for slab in (*label, *title, Slab(setting.lead / 2))]


@_slabs.register
def _(block: Table, setting: Setting) -> Iterable[Slab]:
    return table_slabs(block, setting)


@_slabs.register
def _(block: BarChart, setting: Setting) -> list[Slab]:
    return bar_slabs(block, setting)


@_slabs.register
def _(block: CurveChart, setting: Setting) -> list[Slab]:
    return curve_slabs(block, setting)


@_slabs.register
def _(block: KeyValues, setting: Setting) -> list[Slab]:
    return pair_slabs(block, setting)


@_slabs.register
def _(block: Derivation, setting: Setting) -> list[Slab]:
    return derivation_slabs(block, setting)


def chinese_numeral(number: int) -> str:
    """Give 一, 二, …, 九十九 for item labels; raises ValueError outside 1–99."""
    if not 1 <= number <= 99:
        raise ValueError(f"no item number {number}")
    tens, ones = divmod(number, 10)
    words = "" if not tens else ("十" if tens == 1 else _NUMERALS[tens] + "十")
    return words + (_NUMERALS[ones] if ones else "")
