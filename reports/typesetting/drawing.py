"""Marks → drawing instructions of a page (ISO 32000-1, 8 and 9), written as text once a page.

reportlab's own canvas writes four instructions and looks the font up for each piece of text; a long table is made of
hundreds of thousands of them. The pen below writes what differs from the piece before and remembers how each text is
written in its font, which is several times faster and gives a smaller file.
"""

from itertools import groupby
from typing import Any

from reports.typesetting.line_breaking import Piece
from reports.typesetting.slabs import BoxMark, Mark, PathMark, RuleMark, TextMark

_WORD_GAP = 0.09  # em


class Pen:
    """Writes marks onto the current page of a canvas; :meth:`end_page` hands them over."""

    def __init__(self, canvas: Any) -> None:
        from reportlab.lib.rl_accel import escapePDF
        from reportlab.pdfbase.pdfmetrics import getFont

        self._canvas = canvas
        self._document = canvas._doc  # noqa: SLF001 - subsets are kept by document, which the canvas does not show
        self._escape = escapePDF
        self._font = getFont
        self._shown: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
        self._code: list[str] = []
        self._face = ("", 0.0)
        self._spacing = 0.0

    def end_page(self) -> None:
        """Hand over what was written and begin anew: the next page knows nothing of this one's state."""
        self._canvas.addLiteral("\n".join(self._code))
        self._code.clear()
        self._face, self._spacing = ("", 0.0), 0.0

    def draw(self, mark: Mark, left: float, top: float, grey: float = 0.0) -> None:
        """Draw one mark of a slab whose upper left corner is at ``left``, ``top``."""
        if isinstance(mark, TextMark):
            self._text(mark, left + mark.x, top - mark.y, grey)
        elif isinstance(mark, RuleMark):
            y = top - mark.y
            self._path([(left + mark.x, y), (left + mark.x + mark.length, y)], mark.thickness, mark.grey)
        elif isinstance(mark, PathMark):
            points = [(left + mark.x + x, top - mark.y - y) for x, y in mark.points]
            self._path(points, mark.thickness, mark.grey, mark.dash)
        else:
            self._box(mark, left + mark.x, top - mark.y - mark.height)

    def frame(self, x: float, y: float, width: float, height: float, thickness: float) -> None:
        """Draw the outline of a box from its lower left corner."""
        self._code.append(f"{thickness:g} w 0 G {x:.3f} {y:.3f} {width:.3f} {height:.3f} re S")

    def _path(
        self, points: list[tuple[float, float]], thickness: float, grey: float, dash: tuple[float, ...] = ()
    ) -> None:
        moves = " ".join(f"{x:.3f} {y:.3f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
        pattern = " ".join(f"{length:g}" for length in dash)
        dashed = (f"[{pattern}] 0 d ", " [] 0 d") if dash else ("", "")
        self._code.append(f"{dashed[0]}{thickness:g} w {grey:g} G {moves} S{dashed[1]}")

    def _box(self, mark: BoxMark, x: float, y: float) -> None:
        """Draw a filled box, its hatching, and its outline, so that neighbours differ also without any grey."""
        box = f"{x:.3f} {y:.3f} {mark.width:.3f} {mark.height:.3f} re"
        self._code.append(f"{mark.fill:g} g {box} f 0 g")
        if mark.hatch:
            self._code.append(f"q {box} W n 0.4 w 0 G")
            reach = mark.width + mark.height
            step, at = mark.gap, 0.0
            while at < reach:
                if "/" in mark.hatch:
                    self._code.append(f"{x - mark.height + at:.3f} {y:.3f} m {x + at:.3f} {y + mark.height:.3f} l S")
                if "\\" in mark.hatch:
                    self._code.append(f"{x - mark.height + at:.3f} {y + mark.height:.3f} m {x + at:.3f} {y:.3f} l S")
                if "-" in mark.hatch and at < mark.height:
                    self._code.append(f"{x:.3f} {y + at:.3f} m {x + mark.width:.3f} {y + at:.3f} l S")
                at += step
            self._code.append("Q")
        self._code.append(f"0.5 w 0 G {box} S")

    def _text(self, mark: TextMark, x: float, y: float, grey: float) -> None:
        """Write a line of text.

        Readers take a gap of a tenth of an em for a space between words, and would not find 2026年9月 in a line spread
        that far; such a line carries its text beside the drawing (ActualText, ISO 32000-1, 14.9.4). Characters beyond
        U+FFFF stay outside of it, because pdfium loses them there.
        """
        line = mark.line
        if grey:
            self._code.append(f"{grey:g} g")
        if line.loosest <= _WORD_GAP * mark.size:
            self._pieces(line.pieces, x, y, mark.size)
        else:
            for astral, group in groupby(line.pieces, key=lambda piece: max(piece.text) > "\uffff"):
                pieces = tuple(group)
                if not astral:
                    words = "".join(piece.text for piece in pieces).encode("utf-16-be").hex().upper()
                    self._code.append(f"/Span <</ActualText <FEFF{words}>>> BDC")
                self._pieces(pieces, x, y, mark.size)
                if not astral:
                    self._code.append("EMC")
        if grey:
            self._code.append("0 g")

    def _pieces(self, pieces: tuple[Piece, ...], x: float, y: float, size: float) -> None:
        code = self._code
        code.append("BT")
        for piece in pieces:
            code.append(f"1 0 0 1 {x + piece.x:.3f} {y:.3f} Tm")
            if piece.spacing != self._spacing:
                self._spacing = piece.spacing
                code.append(f"{piece.spacing:.4f} Tc")
            for font, shown in self._encoded(piece.font, piece.text):
                if (font, size) != self._face:
                    self._face = (font, size)
                    code.append(f"{font} {size:g} Tf")
                code.append(shown)
        code.append("ET")

    def _encoded(self, name: str, text: str) -> tuple[tuple[str, str], ...]:
        """Give a text as its font's subsets write it: (name of the subset, instruction) in order."""
        key = name, text
        found = self._shown.get(key)
        if found is None:
            font, document = self._font(name), self._document
            found = self._shown[key] = tuple(
                (font.getSubsetInternalName(subset, document), f"({self._escape(part)}) Tj")
                for subset, part in font.splitString(text, document)
            )
        return found
