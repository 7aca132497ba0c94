"""Which payments of a span no line shows."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from models.facts.records import Payment
from models.vocabulary import Vocabulary

_NAMED = 12
"""Payments that are named."""


class WithoutLine(QLabel):
    """Names the payments of a span that no line is matched to; each is a link with its id."""

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("soft")
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )

    def name(self, payments: Sequence[Payment]) -> None:
        """Name payments; say nothing when there are none."""
        links = [f'<a href="{escape(each.id)}">{escape(each.id)}</a>' for each in payments[:_NAMED]]
        links += ["…"] if len(payments) > _NAMED else []
        self.setText(self._words.text("reconcile.without_line", listed=" · ".join(links)))
        self.setVisible(bool(payments))
