"""What a printed document is made of: a `Document` and its blocks, frozen records of plain text.

The engine computes nothing and translates nothing: numbering formats, labels and dates come as text. Lengths are not
named here; sizes follow from the document (a letter is set in 三号, annexes and compact documents in 小四).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from reports.typesetting.units import Span

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Title:
    r"""The document's title, centred; ``\n`` breaks it where it should break. It opens the outline."""

    text: str


@dataclass(frozen=True, slots=True)
class LetterNumber:
    """The letter's own number, centred below the title, e.g. 〔2026〕3号."""

    text: str


@dataclass(frozen=True, slots=True)
class Salutation:
    """To whom: set flush left, e.g. 致：示例云计算有限公司."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, e.g. 一、事实. It stays with what follows and appears in the outline."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, set flush at both sides; `Span` parts may be bold. ``indent``: two characters at the start.

    Without ``flush`` it is ragged: names in Chinese characters would be torn apart in a Western line.
    """

    text: str | tuple[Span, ...]
    indent: bool = True
    align: Align = "left"
    flush: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """Numbered paragraphs. ``label`` is a format with {n} (1, 2, …) or {cn} (一, 二, …), e.g. （{cn}）.

    ``hanging`` sets the lines after the first one under the text, not under the label.
    """

    texts: tuple[str, ...]
    label: str = "{n}. "
    hanging: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its head, how its cells stand, and its part of the table's width (0: by its content)."""

    head: str
    align: Align = "left"
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A table row that differs: bold, with a rule above (a total)."""

    cells: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with three rules. The head is repeated on every page; a row is not split unless it is very tall.

    A plain tuple is an ordinary row. ``ruled`` puts a hairline between rows, for rows of several lines.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...] | Row, ...]
    caption: str = ""
    ruled: bool = False

    def __post_init__(self) -> None:
        """Refuse a row that does not have one cell per column."""
        for row in self.rows:
            cells = row.cells if isinstance(row, Row) else row
            if len(cells) != len(self.columns):
                raise ValueError(f"a row of {len(cells)} cells in a table of {len(self.columns)} columns: {cells}")


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Labels and values in two columns, without rules."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one figure follows: name and value on a line, then labelled lines (clause, rule, formula), then its inputs.

    ``inputs`` are rows of texts (name, value, source), all of one length, under the label ``inputs_label``.
    """

    name: str
    value: str
    lines: tuple[tuple[str, str], ...]
    inputs: tuple[tuple[str, ...], ...] = ()
    inputs_label: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: name and place for seal or signature, then the date four characters from the right edge.

    Never alone on a page: the last lines of the text before it come along.
    """

    lines: tuple[str, ...]
    date: str
    space: int = 2
    """Empty lines above, for the seal."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Two or three parties signing side by side, as under a settlement; kept together like `Signature`."""

    parties: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Attachments:
    """The list of attachments (附件：1. …), one empty line below the text."""

    texts: tuple[str, ...]
    label: str = "附件："


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small type, e.g. below a table."""

    text: str


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty lines; none at the top of a page."""

    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class Axis:
    """A vertical axis: what it measures and in which unit, and its ticks as (height from 0 to 1, text)."""

    name: str
    ticks: tuple[tuple[float, str], ...]
    zero: float = 0.0
    """The height at which zero stands; more than 0 where something is negative."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of stacked parts, each (number of the series, from height, to height); ``total`` stands above it."""

    label: str
    parts: tuple[tuple[int, float, float], ...]
    total: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Stacked bars with a legend; series differ by grey and by hatching, so that a grey print tells them apart."""

    caption: str
    axis: Axis
    series: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve through points (x, height), both from 0 to 1; ``last`` is the text at its end."""

    name: str
    points: tuple[tuple[float, float], ...]
    last: str


@dataclass(frozen=True, slots=True)
class CurveChart:
    """Curves over a horizontal axis with its own ticks; curves differ by dashes and by the shape of their points."""

    caption: str
    axis: Axis
    days: tuple[tuple[float, str], ...]
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on its own page, in smaller type; label (附件1) and title enter the outline."""

    label: str
    title: str
    blocks: "tuple[Block, ...]"


Block = (
    Title | LetterNumber | Salutation | Heading | Paragraph | Items | Table | KeyValues | Derivation | Signature
    | Signatures | Attachments | Note | Spacer | PageBreak | Annex | BarChart | CurveChart
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """Everything on paper, and the properties of the file.

    ``created`` dates the file (a bare date is 00:00 China Standard Time, as is the offset of a naive time).
    ``footer`` is a format with {page} and {pages}. ``compact`` sets the whole document in the type of the annexes.
    ``language`` other than zh… sets Latin quotation marks and paragraphs without an indent.
    """

    title: str
    created: date | datetime
    blocks: tuple[Block, ...]
    language: str = "zh-CN"
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = field(default=())
    header: str = ""
    footer: str = "第 {page} 页　共 {pages} 页"
    compact: bool = False
