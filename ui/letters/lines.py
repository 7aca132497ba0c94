"""How the lines of a letter's words look: what their first character makes them, and what chips draw themselves."""

import re

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument, QTextFormat

from ui.letters.chips import AFTER_CHIP, MARK, OBJECT
from ui.look import LOOK, TEXT_HEADING, colours


class LetterLines(QSyntaxHighlighter):
    """Shows the title, headings, requests and attachments as what their first character makes them."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        LOOK.changed.connect(self._look_anew)

    def _look_anew(self) -> None:
        """Take the colours in force; nobody is told, as nothing was typed."""
        quiet = QSignalBlocker(self.document())
        self.rehighlight()
        quiet.unblock()

    def highlightBlock(self, text: str) -> None:
        """Format one line."""
        self._hide_what_chips_draw(text)
        mark = re.match(rf"[{OBJECT}{MARK}]*(#{{1,2}}|>|-|\+) ", text)
        if mark is None:
            return
        heading = mark[1].startswith("#")
        if heading:
            form = QTextCharFormat()
            form.setFontWeight(QFont.Weight.Bold)
            if mark[1] == "#":
                form.setProperty(QTextFormat.Property.FontPixelSize, TEXT_HEADING)
            self.setFormat(0, len(text), form)
        soft = QTextCharFormat()
        soft.setForeground(QColor(colours().accent))
        soft.setFontWeight(QFont.Weight.Bold)
        self.setFormat(mark.start(1), len(mark[1]), soft)

    def _hide_what_chips_draw(self, text: str) -> None:
        """Leave no room to the closing marks that the chip before them draws."""
        hidden = QTextCharFormat()
        hidden.setProperty(QTextFormat.Property.FontPixelSize, 1)
        hidden.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        hidden.setFontLetterSpacing(-1)
        hidden.setForeground(Qt.GlobalColor.transparent)
        for found in AFTER_CHIP.finditer(text):
            self.setFormat(found.start("tail"), len(found["tail"]), hidden)
