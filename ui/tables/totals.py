"""What the selected rows add up to, column by column."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.assess import Assessment
from models.facts.shapes import Amount
from models.money import readable_amount
from models.vocabulary import Vocabulary
from ui.explain.label import ExplainedLabel
from ui.explain.nodes import Node
from ui.explain.sums import MOST, Explained, Line, Sum
from ui.tables.columns import COLUMNS, MONEY, field_of_path
from ui.tables.model import LONG
from ui.tables.rows import Row
from ui.tables.view import RecordsView
from ui.work import Beside


def money_columns(kind: str) -> list[int]:
    """Give the numbers of a list's columns that hold money."""
    return [
        number
        for number, column in enumerate(COLUMNS[kind])
        if (column.source == "figure" and column.name in MONEY)
        or (column.source == "field" and isinstance(field_of_path(kind, column.name).shape, Amount))
    ]


def totals(rows: Iterable[Row], columns: Sequence[int]) -> list[int]:
    """Add up the rows' money, column by column, in 1e-8 CNY; cells without a value add nothing."""
    sums = [0] * len(columns)
    for row in rows:
        for place, column in enumerate(columns):
            sums[place] += row.key(column) or 0
    return sums


def sums_text(sums: Sequence[int], names: Sequence[str]) -> str:
    """Say sums, e.g. ``金额 1,234.50 · 未付金额 180.00``."""
    return " · ".join(f"{name} {readable_amount(amount)}" for name, amount in zip(names, sums, strict=True))


class SelectedSums(ExplainedLabel):
    """Says how many rows of a list are selected, when several are, and what they add up to; of many a little later.

    A click tells of each amount whose it is.
    """

    def __init__(self, view: RecordsView, kind: str, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._kind = kind
        self._words = words
        self._columns = money_columns(kind)
        self._beside = Beside(self)
        view.selectionModel().selectionChanged.connect(lambda *_: self._add_up())
        self.hide()

    def _add_up(self) -> None:
        count = self._view.selected_count
        self._beside.drop()
        self.setVisible(count > 1)
        if count < 2:
            return
        rows, columns, places = self._view.records.rows, self._columns, self._view.selected_places()
        self.put(self._selected(count))
        if count > LONG:
            self._beside.ask(lambda: totals(map(rows.once, places), columns), self._say)
        else:
            self._say(totals(map(rows.once, places), columns))

    def _say(self, sums: list[int]) -> None:
        records = self._view.records
        names = [str(records.headerData(column, Qt.Orientation.Horizontal)) for column in self._columns]
        text, count = sums_text(sums, names), self._selected(self._view.selected_count)
        said = f"{count} · {text}" if text else count
        self.put(said, Sum(said, self._parts(names)) if text else None)

    def _parts(self, names: Sequence[str]) -> Callable[[Assessment], Explained]:
        """Give what tells the amounts of the rows selected now, column by column."""
        rows, places, words, kind = self._view.records.rows, self._view.selected_places(), self._words, self._kind

        def explain(assessment: Assessment) -> Explained:
            nodes = [
                Node("value", name, row.cells[column].text, words.record(kind, row.record), record=(kind, row.record))
                for column, name in zip(self._columns, names, strict=True)
                for row in map(rows.once, places[:MOST])
                if row.key(column)
            ]
            return Explained(assessment, [Line(node) for node in nodes[:MOST]])

        return explain

    def _selected(self, count: int) -> str:
        return self.tr("{0} selected").format(count)
