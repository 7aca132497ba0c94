"""Between blocks and pages: slabs, the horizontal strips a page is filled with, and the marks on them.

All lengths are points; x runs from the left edge of the text area, y downwards from the slab's top.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reports.typesetting.blocks import Align
from reports.typesetting.fonts import Face, western
from reports.typesetting.line_breaking import Line, break_text
from reports.typesetting.units import Span

_CENTRE = 0.38  # em, from the middle of a line to its baseline: the em box reaches from -0.12 to 0.88


@dataclass(frozen=True, slots=True)
class TextMark:
    """A line of text: where its left edge and its baseline are."""

    x: float
    y: float
    size: float
    line: Line


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A horizontal rule; ``grey`` 0 is black, 1 is white."""

    x: float
    y: float
    length: float
    thickness: float
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class PathMark:
    """A line through points that are seen from ``x``, ``y``: an axis, a curve; ``dash`` is line and gap in turn."""

    x: float
    y: float
    points: tuple[tuple[float, float], ...]
    thickness: float
    grey: float = 0.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxMark:
    r"""A filled box with an outline; ``hatch`` holds the directions of its hatching: ``/``, ``\`` and ``-``."""

    x: float
    y: float
    width: float
    height: float
    fill: float = 1.0
    hatch: str = ""
    gap: float = 4.0


Mark = TextMark | RuleMark | PathMark | BoxMark


@dataclass(frozen=True, slots=True)
class Slab:
    """A strip that is never cut: what is on it, and how it holds to its neighbours."""

    height: float
    marks: tuple[Mark, ...] = ()
    above: float = 0.0
    """Space above it, none at the top of a page."""
    holds: bool = False
    """The next slab comes on the same page."""
    blank: bool = False
    """Left out at the top of a page."""
    breaks: bool = False
    """Starts a page."""
    outline: tuple[int, str] | None = None
    """Level and text in the PDF outline."""
    head: "Slab | None" = None
    """Set above it when it comes first on a page: the head of its table."""
    closing: tuple[Mark, ...] = ()
    """Drawn at its lower edge when the page ends behind it: the rule that closes its part of the table."""

    @property
    def empty(self) -> bool:
        """Nothing but a page break."""
        return not self.height and not self.marks


@dataclass(frozen=True, slots=True)
class Setting:
    """The type a part of the document is set in."""

    measure: float
    size: float
    lead: float
    title_size: float
    cell_size: float
    cell_lead: float
    western: bool = False
    tell: Callable[[], None] = lambda: None
    """Called now and then while pages are laid out; may raise to stop."""

    @property
    def indent(self) -> float:
        """Two characters; nothing in a Western document."""
        return 0.0 if self.western else 2 * self.size

    def face(self, face: Face) -> Face:
        """Give the face for the document's language."""
        return western(face) if self.western else face

    def lines(
        self, text: str | Sequence[Span], width: float, size: float, *, face: Face = "serif", indent: float = 0.0,
        justify: bool = False,
    ) -> tuple[Line, ...]:  # fmt: skip
        """Break a text in the document's language."""
        if not isinstance(text, str):
            text = tuple(replace(span, face=self.face(span.face)) for span in text)
        return break_text(text, width, size, face=self.face(face), indent=indent, justify=justify)


def line_mark(line: Line, size: float, lead: float, *, x: float = 0.0, top: float = 0.0) -> TextMark:
    """Put a line into a strip of height ``lead`` that begins ``top`` below the slab's top."""
    return TextMark(x, top + lead / 2 + _CENTRE * size, size, line)


def aligned(line: Line, width: float, align: Align) -> float:
    """Give the x at which a line stands in a width."""
    if align == "left":
        return 0.0
    room = width - line.width
    return room if align == "right" else room / 2


def held(slabs: Iterable[Slab]) -> list[Slab]:
    """Keep two lines together at the beginning and at the end of a run: no widow, no orphan."""
    run = list(slabs)
    for index in {0, len(run) - 2} & set(range(len(run) - 1)):
        run[index] = replace(run[index], holds=True)
    return run


def together(slabs: Iterable[Slab]) -> list[Slab]:
    """Keep a whole run on one page."""
    run = list(slabs)
    return [replace(slab, holds=True) for slab in run[:-1]] + run[-1:]
