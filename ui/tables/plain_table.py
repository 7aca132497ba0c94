"""A table that is only looked at: headings and cells, numbers to the right; its rows can be copied and written."""

from collections.abc import Sequence, Set

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from models.problems import Refused
from models.vocabulary import Vocabulary
from ui.languages import translate
from ui.look import ROW
from ui.messages import show_problems
from ui.session import sentences
from ui.tables.plain_taking import PlainTaking


def plain_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    words: Vocabulary,
    *,
    right: Set[int],
    stretch: int,
    total: bool = False,
) -> QTableWidget:
    """Make a table; ``right`` are its columns of numbers, ``stretch`` the one that takes the room left.

    ``total`` says that the last row adds up the others.
    """
    made = QTableWidget(len(rows), len(headings))
    made.setHorizontalHeaderLabels(list(headings))
    made.setAccessibleName(headings[0])
    made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    made.setShowGrid(False)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(ROW)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column in right:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if total and number == len(rows) - 1:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            made.setItem(number, column, item)
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setResizeContentsPrecision(200)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    for column in range(made.columnCount()):
        side = Qt.AlignmentFlag.AlignRight if column in right else Qt.AlignmentFlag.AlignLeft
        heading = made.horizontalHeaderItem(column)
        assert heading is not None  # noqa: S101 - every column was given a label
        heading.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    taking = PlainTaking(made, headings[0], right)
    QShortcut(QKeySequence.StandardKey.Copy, made, taking.copy, context=Qt.ShortcutContext.WidgetShortcut)

    def refuse(refused: Refused) -> None:
        show_problems(made.window(), translate("PlainTable", "The table was not written."), sentences(refused, words))

    taking.refused.connect(refuse)
    return made
