"""What stands in a letter's words besides words: figures, places and marks, each one character nobody can type into."""

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from reports.letters.passages import Passage
from ui.look import TEXT, TEXT_SMALL, Tone, colours, font

OBJECT = "\ufffc"
"""The character that stands for a chip in the text."""
CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
_SOURCE = QTextFormat.Property.UserProperty.value + 1
_KIND, _SAYS, _PAIR = _SOURCE + 1, _SOURCE + 2, _SOURCE + 3
_LONGEST = 340
_INSIDE = 5
_MARK_WIDTH = 7
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
    return made


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
    """Measures and paints chips: figures coloured, places and lists grey, marks as a thin line."""

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, form: QTextFormat) -> QSizeF:  # noqa: ARG002, N803
        """Measure a chip."""
        metrics = QFontMetricsF(_font(form))
        if kind_of_chip(form) == "mark":
            return QSizeF(_MARK_WIDTH, metrics.height() + 2)
        width = metrics.horizontalAdvance(_shown(form, metrics)) + 2 * _INSIDE
        return QSizeF(width, metrics.height() + 2)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,  # noqa: ARG002
        posInDocument: int,  # noqa: ARG002, N803
        form: QTextFormat,
    ) -> None:
        """Paint a chip."""
        room = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kind = kind_of_chip(form)
        if kind == "mark":
            _draw_mark(painter, room, alone=pair_of(form) < 0)
        else:
            known = kind != "figure" or bool(says_of(form))
            ink, behind = colours().tone(_TONES[kind] if known else "late")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(behind)
            painter.drawRoundedRect(room.adjusted(1, 0, -1, 0), 4, 4)
            painter.setPen(ink)
            painter.setFont(_font(form))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _shown(form, QFontMetricsF(_font(form))))
        painter.restore()


def _font(form: QTextFormat) -> QFont:
    return font(TEXT if kind_of_chip(form) == "figure" else TEXT_SMALL)


def _shown(form: QTextFormat, metrics: QFontMetricsF) -> str:
    text = says_of(form).replace("\n", " ") or source_of(form)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST)


def _draw_mark(painter: QPainter, room: QRectF, *, alone: bool) -> None:
    """Draw a thin line where words that depend on the record begin or end, a dot where none of them hold."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().soft if alone else colours().accent))
    middle = room.center()
    if alone:
        painter.drawEllipse(middle, 1.6, 1.6)
    else:
        painter.drawRect(QRectF(middle.x() - 0.6, room.top() + 2, 1.2, room.height() - 4))
