"""What stands in a letter's words besides words: figures, places and marks, each one character nobody can type into.

A line may break after an inline object whatever follows, so a chip draws the closing marks after it itself and the
editor hides the characters: no line begins with a comma. Marks of conditions are word joiners, beside which no line
breaks at all; the editor paints them.
"""

import re
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from reports.letters.passages import Passage
from ui.look import TEXT, TEXT_SMALL, Tone, colours, font

OBJECT = "\ufffc"
"""The character that stands for a chip in the text."""
MARK = "\u2060"
"""The character that stands for a mark of a condition."""
CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
_SOURCE = QTextFormat.Property.UserProperty.value + 1
_KIND, _SAYS, _PAIR = _SOURCE + 1, _SOURCE + 2, _SOURCE + 3
_LONGEST = 340
_INSIDE = 5
MARK_WIDTH = 7
"""Pixels a mark takes."""
_CLOSING = r"[，。、；：？！）〕】》〉」』”’％%,.;:?!)\]}]"
AFTER_CHIP = re.compile(rf"{OBJECT}(?P<tail>(?:{MARK}*{_CLOSING})+)")
"""A chip with the closing marks, and marks of conditions between them, that must stay on its line."""
_TONES: dict[str, Tone] = {"figure": "accent", "place": "plain", "list": "plain"}


def chip_format(passage: Passage, says: str) -> QTextCharFormat:
    """Make the format of a chip: it carries its source and what it says."""
    made = QTextCharFormat()
    made.setObjectType(CHIP)
    made.setProperty(_SOURCE, passage.source)
    made.setProperty(_KIND, passage.kind)
    made.setProperty(_SAYS, says)
    made.setProperty(_PAIR, -1 if passage.pair is None else passage.pair)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    if passage.kind == "mark":
        made.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        made.setFontLetterSpacing(MARK_WIDTH)
    return made


def character_of(passage: Passage) -> str:
    """Give the character a part of a template is in the text."""
    return MARK if passage.kind == "mark" else OBJECT


def is_chip(form: QTextFormat) -> bool:
    """Tell whether a character's format is a chip's."""
    return bool(form.objectType() == CHIP)


def source_of(form: QTextFormat) -> str:
    """Give the part of the template a chip stands for."""
    return str(form.property(_SOURCE))


def kind_of_chip(form: QTextFormat) -> str:
    """Give the kind of passage a chip stands for."""
    return str(form.property(_KIND))


def says_of(form: QTextFormat) -> str:
    """Give what a chip says; empty when its value is not on record."""
    return str(form.property(_SAYS) or "")


def pair_of(form: QTextFormat) -> int:
    """Give which marks a mark belongs with; -1 when it stands alone."""
    return int(form.property(_PAIR))


class Chips(QPyTextObject):
    """Measures and paints chips: figures coloured, places and lists grey, each with the closing marks after it."""

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, form: QTextFormat) -> QSizeF:  # noqa: N803
        """Measure a chip."""
        metrics = QFontMetricsF(_font(form))
        width = metrics.horizontalAdvance(_shown(form, metrics)) + 2 * _INSIDE
        return QSizeF(width + _tail_width(_tail(doc, posInDocument)), metrics.height() + 2)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803
        form: QTextFormat,
    ) -> None:
        """Paint a chip."""
        tail = _tail(doc, posInDocument)
        room = QRectF(rect).adjusted(0, 0, -_tail_width(tail), 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kind = kind_of_chip(form)
        known = kind != "figure" or bool(says_of(form))
        ink, behind = colours().tone(_TONES[kind] if known else "late")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(behind)
        painter.drawRoundedRect(room.adjusted(1, 0, -1, 0), 4, 4)
        painter.setPen(ink)
        painter.setFont(_font(form))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _shown(form, QFontMetricsF(_font(form))))
        _draw_tail(painter, room, tail, lambda at: format_at(doc, posInDocument + 1 + at))
        painter.restore()


def _font(form: QTextFormat) -> QFont:
    return font(TEXT if kind_of_chip(form) == "figure" else TEXT_SMALL)


def _shown(form: QTextFormat, metrics: QFontMetricsF) -> str:
    text = says_of(form).replace("\n", " ") or source_of(form)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST)


def format_at(document: QTextDocument, position: int) -> QTextCharFormat:
    """Give the format of the character at a position."""
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    return cursor.charFormat()


def _tail(document: QTextDocument, position: int) -> str:
    """Give the closing marks that a chip draws, with the marks of conditions between them."""
    block = document.findBlock(position)
    found = AFTER_CHIP.match(block.text(), position - block.position())
    return found["tail"] if found is not None else ""


def _tail_width(tail: str) -> float:
    metrics = QFontMetricsF(font(TEXT))
    return sum(MARK_WIDTH if one == MARK else metrics.horizontalAdvance(one) for one in tail)


def _draw_tail(painter: QPainter, room: QRectF, tail: str, format_of: Callable[[int], QTextFormat]) -> None:
    """Draw what stands after a chip on its line."""
    metrics, left = QFontMetricsF(font(TEXT)), room.right()
    painter.setFont(font(TEXT))
    for at, one in enumerate(tail):
        if one == MARK:
            draw_mark(painter, QRectF(left, room.top(), MARK_WIDTH, room.height()), alone=pair_of(format_of(at)) < 0)
        else:
            painter.setPen(QColor(colours().ink))
            painter.drawText(QPointF(left, room.top() + 1 + metrics.ascent()), one)
        left += MARK_WIDTH if one == MARK else metrics.horizontalAdvance(one)


def draw_mark(painter: QPainter, room: QRectF, *, alone: bool) -> None:
    """Draw a thin line where words that depend on the record begin or end, a dot where none of them hold."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().soft if alone else colours().accent))
    middle = room.center()
    if alone:
        painter.drawEllipse(middle, 1.6, 1.6)
    else:
        painter.drawRect(QRectF(middle.x() - 0.6, room.top() + 2, 1.2, room.height() - 4))
