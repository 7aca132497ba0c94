"""What an act on several records would change, line by line, before it is done."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from models.ledger.several import Plan
from models.problems import Problem
from models.vocabulary import Vocabulary
from ui.history.wording import differences
from ui.look import ROW, colours
from ui.wording import field_name

_Index = QModelIndex | QPersistentModelIndex
_BEFORE, _WIDE = 2, 4
_LOOKED_AT = 40
"""Lines that the columns of names are made wide enough for."""


class Line(NamedTuple):
    """A field of a record before and after; ``wrong`` when ``after`` says why the record cannot take it."""

    record: str
    field: str
    before: str
    after: str
    wrong: bool = False


def lines_of(planned: Plan, words: Vocabulary) -> list[Line]:
    """Give what is wrong, record by record, then every field that would differ."""
    differing = (each for altered in planned.altered for each in differences(altered, words))
    return [*wrong_lines(planned.problems, words), *(Line(*each) for each in differing)]


def wrong_lines(problems: Iterable[Problem], words: Vocabulary) -> list[Line]:
    """Give a line for each problem that arises in a record."""
    return [
        Line(
            words.record(problem.subject, problem.record),
            field_name(words, problem.subject, problem.path),
            "",
            words.problem(problem),
            wrong=True,
        )
        for problem in problems
        if problem.record
    ]


class Foreseen(QAbstractTableModel):
    """The lines as a table."""

    def __init__(self, heads: list[str]) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._heads = heads

    def put(self, lines: list[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Record, field, before, after."""
        return 0 if parent.isValid() else _WIDE

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Read a cell; a record's name is given on the first of its lines only."""
        line, column = self.lines[index.row()], index.column()
        said = line.after if line.wrong and column == _BEFORE else str(line[column])
        if role == Qt.ItemDataRole.DisplayRole:
            above = self.lines[index.row() - 1] if index.row() else None
            again = column == 0 and above is not None and above.record == line.record
            return "" if again else " ".join(said.split())
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return said
        if role == Qt.ItemDataRole.ForegroundRole and line.wrong:
            return QColor(colours().late)
        return None


class ForeseenView(QTableView):
    """Shows the lines; what is wrong takes the room of before and after."""

    def __init__(self, model: Foreseen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW - 6)
        top = self.horizontalHeader()
        top.setHighlightSections(False)
        top.setResizeContentsPrecision(_LOOKED_AT)
        for column in range(_WIDE):
            names = column < _BEFORE
            top.setSectionResizeMode(
                column, QHeaderView.ResizeMode.ResizeToContents if names else QHeaderView.ResizeMode.Stretch
            )
        model.modelReset.connect(self._after_change)

    def _after_change(self) -> None:
        self.clearSpans()
        for row, line in enumerate(self._lines.lines):
            if not line.wrong:
                break  # what is wrong stands first
            self.setSpan(row, _BEFORE, 1, 2)
