"""The figures of a letter to choose from: what each is called, what it says, and what it is about."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from models.facts.records import Letter
from models.vocabulary import Vocabulary
from reports.letters.passages import Passage
from ui.fitting import open_at
from ui.foot import foot
from ui.letters.rows import record_name
from ui.look import GAP, GAP_WIDE
from ui.tables.model import RowsModel
from ui.tables.rows import Cell, Row
from ui.tables.view import RecordsView
from ui.wording import begun

NAME = re.compile(r"\{\{[-+]?\s*(\w+)")
_OF_AGREEMENT = frozenset({"provider", "customer", "agreement", "signed_on", "signed_at"})
_OF_LETTER = frozenset({"letter_day", "reply_by"})
IN_WORDS = "_full"
"""Ends the names of amounts that are written in capitals too."""


def figure_name(source: str, words: Vocabulary) -> str:
    """Name a figure of a letter's words as people do; one nobody named goes by its name in the words."""
    found = NAME.match(source)
    if found is None:
        return source
    name = found[1]
    base = name.removesuffix(IN_WORDS)
    said = words.text(f"letter_value.{base}") if f"letter_value.{base}" in words else _input_name(base, words)
    return words.text("letter_value.in_words", name=said) if base != name else said


def _input_name(name: str, words: Vocabulary) -> str:
    try:
        return words.input_name(name)
    except KeyError:
        return name


class FiguresDialog(QDialog):
    """Offers the figures of one letter, sorted and filtered as any list; Enter or a double click takes one."""

    taken = Signal(object)
    """The :class:`Passage` chosen."""

    def __init__(
        self, letter: Letter, figures: Sequence[Passage], words: Vocabulary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Insert a figure"))
        self._figures = {one.source: one for one in figures if one.says}
        self.model = RowsModel(
            [self.tr("Figure"), *(begun(words.text(f"column.{name}")) for name in ("value", "record"))], [False] * 3
        )
        self.view = RecordsView(self.model)
        self.view.setAccessibleName(self.windowTitle())
        self.view.opened.connect(self.take)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.model.filter)
        self.filter.textChanged.connect(lambda _: self._select_first())
        insert = QPushButton(self.tr("Insert"))
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        for widget in (title, self.filter, self.view):
            column.addWidget(widget)
        column.addLayout(foot(self, insert, self.take))
        self.model.put(
            [
                Row("figure", one.source, partial(_cells, one, letter, words), there=True)
                for one in self._figures.values()
            ]
        )
        open_at(self, 720, 480)
        self.view.fit()
        self._select_first()
        self.filter.setFocus()

    def take(self) -> None:
        """Hand over the figure selected."""
        index = self.view.currentIndex()
        if index.isValid() and index.row() < len(self.model.rows):
            chosen = self._figures[self.model.rows[index.row()].record]
            self.accept()
            self.taken.emit(chosen)

    def _select_first(self) -> None:
        if self.model.rows:
            self.view.selectRow(0)


def _cells(one: Passage, letter: Letter, words: Vocabulary) -> Iterator[Cell]:
    name, says = figure_name(one.source, words), (one.says or "").replace("\n", " ")
    found = NAME.match(one.source)
    variable = found[1] if found is not None else ""
    if variable in _OF_AGREEMENT:
        about = words.kind("agreement")
    elif variable in _OF_LETTER:
        about = words.record("letter", letter.id)
    else:
        about = record_name(words, letter)
    for text in (name, says, about):
        yield Cell(text, text)
