"""Rows of a list: made when looked at, put in order, found by id."""

from collections.abc import Callable

import pytest

from ui.tables.rows import Cell, Row, Rows, order_of

WORTH = {"a": 30, "b": None, "c": 10, "d": 20}


@pytest.fixture
def made() -> list[str]:
    """Give the ids of rows in the order in which they were made."""
    return []


@pytest.fixture
def rows(made: list[str]) -> Rows:
    def make(record: str) -> Row:
        made.append(record)
        worth = WORTH[record]
        cells = (Cell(f"Zeile {record}", record), Cell("" if worth is None else str(worth), worth))
        return Row("payment", record, lambda: cells, there=True)

    return Rows(list(WORTH), make)


def ids(rows: Rows) -> list[str]:
    return [row.record for row in rows]


def test_only_rows_looked_at_are_made_and_each_once(rows: Rows, made: list[str]):
    assert len(rows) == 4
    assert (rows[2].record, rows[2].cells[1].text, rows.place_of("d"), rows.place_of("x")) == ("c", "10", 3, -1)
    assert made == ["c"]
    assert [row.record for row in rows[1:3]] == ["b", "c"]
    assert made == ["c", "b"]


@pytest.mark.parametrize(
    ("wanted", "column", "descending", "expected"),
    [
        ([], None, False, "abcd"),
        ([], 1, False, "cdab"),
        ([], 1, True, "adcb"),
        ([], 0, True, "dcba"),
        (["zeile"], None, False, "abcd"),
        (["0"], 1, False, "cda"),
        (["zeile", "20"], None, False, "d"),
        (["nichts"], 1, False, ""),
    ],
)
def test_rows_are_filtered_and_sorted_cells_without_a_value_last(
    rows: Rows, wanted: list[str], column: int | None, descending: bool, expected: str
):
    shown = rows.arranged(order_of(rows, wanted, column, descending=descending))
    assert ids(shown) == list(expected)
    assert [shown.place_of(record) for record in expected] == list(range(len(expected)))
    assert all(shown.place_of(record) == -1 for record in WORTH if record not in expected)


def test_putting_in_order_keeps_nothing_of_rows_not_in_view(rows: Rows):
    shown = rows.arranged(order_of(rows, ["zeile"], 1, descending=False))
    assert not shown._made
    assert shown[0].record == "c"
    assert len(shown._made) == 1


def test_what_is_kept_of_a_long_list_is_bounded(monkeypatch: pytest.MonkeyPatch, rows: Rows, made: list[str]):
    monkeypatch.setattr("ui.tables.rows._KEPT", 2)
    assert ids(rows) == ["a", "b", "c", "d"]
    assert len(rows._made) <= 2
    assert rows[3].record == "d"
    assert made == ["a", "b", "c", "d"]


def test_equal_keys_stay_in_the_order_of_entry(made: list[str]):
    def make(record: str) -> Row:
        return Row("payment", record, lambda: (Cell("same", 1),), there=True)

    for descending in (False, True):
        rows = Rows(list("cab"), make)
        assert ids(rows.arranged(order_of(rows, [], 0, descending=descending))) == list("cab")
    assert not made


def test_sorting_by_a_column_makes_no_cell_after_it():
    looked: list[int] = []

    def cells() -> object:
        for number in range(3):
            looked.append(number)
            yield Cell(str(number), number)

    make: Callable[[str], Row] = lambda record: Row("payment", record, cells, there=True)  # noqa: E731
    order_of(Rows(["a"], make), [], 1, descending=False)
    assert looked == [0, 1]
