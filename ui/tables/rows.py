"""The rows of a list, each made when it is looked at, and their order."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple, overload

from ui.look import Tone


class Cell(NamedTuple):
    """One cell, ready to be shown: text, the key it is sorted by, and its tone when it is a chip."""

    text: str
    key: Any
    tone: Tone | None = None
    why: Callable[[], str] | None = None
    """Says what a mark in the text means, when the mouse rests on it."""


class Row:
    """One record's cells, made when first looked at; ``there`` is False for a record of a later day."""

    __slots__ = ("_cells", "_make", "kind", "record", "there")

    def __init__(self, kind: str, record: str, make: Callable[[], Iterable[Cell]], *, there: bool) -> None:
        self.kind = kind
        self.record = record
        self.there = there
        self._make = make
        self._cells: tuple[Cell, ...] | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells, in the order of the columns."""
        if self._cells is None:
            self._cells = tuple(self._make())
        return self._cells

    def key(self, column: int) -> Any:
        """Give what a column sorts this row by; makes no cell after it."""
        return next(islice(self._cells if self._cells is not None else self._make(), column, None)).key

    def said(self) -> str:
        """Give what a filter looks through; keeps no cell that was not looked at."""
        cells = self._cells if self._cells is not None else self._make()
        return " ".join(cell.text for cell in cells).casefold()


class Rows(Sequence[Row]):
    """The rows of a list, in the order of entry or another; each is made when it is looked at.

    ``bare`` makes a row without its figures, for when these are let go.
    """

    def __init__(
        self,
        ids: Sequence[str],
        make: Callable[[str], Row],
        order: Sequence[int] | None = None,
        bare: Callable[[str], Row] | None = None,
    ) -> None:
        self.ids = ids
        self.order = order
        self._make = make
        self._bare = bare or make
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.ids) if self.order is None else len(self.order)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """Give the row at a place."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        number = place if self.order is None else self.order[place]
        if number not in self._made:
            row = self.fresh(number)
            if len(self._made) >= _KEPT:
                self._made = {}
            self._made[number] = row
        return self._made[number]

    def once(self, place: int) -> Row:
        """Give the row at a place, and keep nothing of it."""
        return self.fresh(place if self.order is None else self.order[place])

    def record_at(self, place: int) -> str:
        """Give the id of the record at a place; makes no row of it."""
        return self.ids[place if self.order is None else self.order[place]]

    def fresh(self, number: int) -> Row:
        """Make the row of a record by its number in the order of entry, and keep nothing of it."""
        return self._make(self.ids[number])

    def arranged(self, order: Sequence[int] | None) -> "Rows":
        """Give the same rows in another order, or fewer of them: the numbers of the records, None for all."""
        made = Rows(self.ids, self._make, order, self._bare)
        made._made = self._made
        return made

    def let_go(self) -> None:
        """Keep no figures: nobody looks at these rows until others take their place."""
        self._make = self._bare
        self._made = {}

    def place_of(self, record: str) -> int:
        """Give the place of a record's row; -1 when it has none."""
        try:
            number = self.ids.index(record)
            return number if self.order is None else self.order.index(number)
        except ValueError:
            return -1


_KEPT = 5_000
"""Rows kept once they were looked at; a long list scrolled through would fill memory otherwise."""


def order_of(rows: Rows, wanted: Sequence[str], column: int | None, *, descending: bool) -> "array[int] | None":
    """Give the numbers of the records that say every wanted word, sorted by a column; None for all as entered.

    Cells without a value come last either way. Looks at every record: of a long list, beside the screen's thread.
    """
    if not wanted and column is None:
        return None
    numbers: Iterable[int] = range(len(rows.ids))
    if wanted:
        numbers = [number for number in numbers if _says(rows.fresh(number), wanted)]
    if column is None:
        return array("L", numbers)
    keyed = [(number, rows.fresh(number).key(column)) for number in numbers]
    known = [each for each in keyed if each[1] is not None]
    known.sort(key=itemgetter(1), reverse=descending)
    return array("L", [number for number, _ in known] + [number for number, key in keyed if key is None])


def _says(row: Row, wanted: Sequence[str]) -> bool:
    said = row.said()
    return all(word in said for word in wanted)
