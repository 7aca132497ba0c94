"""What the selected rows add up to, column by column."""

from collections.abc import Iterable, Sequence

from models.facts.shapes import Amount
from models.money import format_amount
from ui.tables.rows import COLUMNS, MONEY, Row, field_of_path


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
    return " · ".join(f"{name} {format_amount(amount, grouped=True)}" for name, amount in zip(names, sums, strict=True))
