"""The fonts on paper: which font draws a character, how wide it is, and how its text can be copied again.

A *face* is what a document asks for: ``serif`` (body), ``serif-bold`` (titles, totals), ``sans``, ``sans-bold``, and
for text in Latin letters the same with ``-western`` behind, where quotation marks, dash and ellipsis are narrow instead
of one em wide. Every face is a chain of font files (``resources/fonts``); a file is read when the first character needs
it, so that an ordinary letter loads only the small common files::

    >>> runs("𠮷野家", "serif")
    (('Serif-Regular-Rare', '𠮷'), ('Serif-Regular-Common', '野家'))
    >>> width("条款", "serif", 10)
    20.0

A character that no font of the chain draws raises `MissingGlyphError`: a letter never shows a box in place of a name.
All fonts are embedded as subsets. Code points beyond U+FFFF copy and search correctly (see `mend_to_unicode`).
"""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Literal, get_args

from resources import resource

Face = Literal[
    "serif", "serif-bold", "sans", "sans-bold",
    "serif-western", "serif-bold-western", "sans-western", "sans-bold-western",
]  # fmt: skip
FACES: tuple[Face, ...] = get_args(Face)

_CHAINS: dict[str, tuple[str, ...]] = {
    "serif": ("Serif-Regular-Common", "Serif-Regular-Rest", "Serif-Regular-Rare", "Sans-Regular-Rest"),
    "serif-bold": ("Serif-Bold-Common", "Serif-Bold-Rest", "Serif-Bold-Rare", "Sans-Bold-Rest"),
    "sans": ("Sans-Regular-Common", "Sans-Regular-Rest", "Serif-Regular-Rare"),
    "sans-bold": ("Sans-Bold-Common", "Sans-Bold-Rest", "Serif-Bold-Rare"),
}
_CHAINS |= {f"{face}-western": (chain[0].replace("Common", "Western"), *chain) for face, chain in _CHAINS.items()}


_READING = Lock()


class MissingGlyphError(ValueError):
    """No bundled font draws this character, so the document cannot be printed faithfully."""

    def __init__(self, char: str) -> None:
        self.char = char
        self.code_point = f"U+{ord(char):04X}"
        shown = f"“{char}” ({self.code_point})" if char.isprintable() else self.code_point
        super().__init__(f"No bundled font can print the character {shown}. Write it differently, or leave it out.")


def files(face: Face) -> tuple[Path, ...]:
    """Give the font files of a face in the order they are asked, e.g. to load them for the screen."""
    return tuple(resource("fonts", f"{name}.ttf") for name in _CHAINS[face])


@cache
def glyph(char: str, face: Face) -> tuple[str, float]:
    """Give the font that draws one character, registered with reportlab, and its advance width in ems.

    Raises `MissingGlyphError` when no font of the face's chain has the character.
    """
    code = ord(char)
    for name in _CHAINS[face]:
        widths = _widths(name)
        if code in widths:
            return name, widths[code] / 1000
    raise MissingGlyphError(char)


def runs(text: str, face: Face) -> tuple[tuple[str, str], ...]:
    """Split a text into (font name, part) with one font each; the parts joined are the text.

    Raises `MissingGlyphError` when no font of the face's chain has a character.
    """
    parts = groupby(text, key=lambda char: glyph(char, face)[0])
    return tuple((name, "".join(chars)) for name, chars in parts)


def width(text: str, face: Face, size: float) -> float:
    """Measure a text set solid in one face; the size and the result are in points.

    Raises `MissingGlyphError` when no font of the face's chain has a character.
    """
    return size * sum(glyph(char, face)[1] for char in text)


def western(face: Face) -> Face:
    """Give the face with narrow quotation marks, dash and ellipsis for the same style."""
    return next(found for found in FACES if found in {face, f"{face}-western"} and found.endswith("-western"))


def missing(text: str, face: Face = "serif") -> tuple[str, ...]:
    """Name the characters of a text that cannot be printed, each once, in order; line ends and tabs are not asked."""
    lost = dict.fromkeys(char for char in text if char not in "\n\t" and not _drawn(char, face))
    return tuple(lost)


def _drawn(char: str, face: Face) -> bool:
    try:
        glyph(char, face)
    except MissingGlyphError:
        return False
    return True


def warm() -> None:
    """Read what nearly every paper needs, the small common files, so that the first one need not wait for them.

    May be called on any thread, beside others that make papers.
    """
    import reportlab.pdfgen.canvas  # noqa: F401 - read now, not when the first paper is asked for

    for face in FACES[:4]:
        glyph("一", face)


def _widths(name: str) -> dict[int, float]:
    """Give code point → advance in 1/1000 em of a font file, read and registered with reportlab once."""
    with _READING:  # papers are made beside each other; two fonts of one name would be embedded twice
        return _read(name)


@cache
def _read(name: str) -> dict[int, float]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    mend_to_unicode()
    font = TTFont(name, str(resource("fonts", f"{name}.ttf")), shapable=False)
    pdfmetrics.registerFont(font)
    widths: dict[int, float] = font.face.charWidths
    return widths


def mend_to_unicode() -> None:
    """Let reportlab write ToUnicode maps that hold for every code point; may be called any number of times.

    reportlab 5.1 writes U+20BB7 as ``<20BB7>``, which readers take for other characters; PDF wants UTF-16BE. It also
    writes more than the hundred lines that one ``beginbfchar`` section may hold (Adobe Technical Note 5411).
    """
    from reportlab.pdfbase import ttfonts

    ttfonts.makeToUnicodeCMap = to_unicode_map


def to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """Write the ToUnicode CMap of one font subset: code in the subset → UTF-16BE (ISO 32000-1, 9.10.3)."""
    lines = [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)]
    sections = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{font_name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *("\n".join([f"{len(section)} beginbfchar", *section, "endbfchar"]) for section in sections),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
