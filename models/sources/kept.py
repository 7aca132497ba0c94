"""A cell of a kept row, written as it reads in the provider's file."""

from collections.abc import Mapping
from typing import Any

from models.money import format_amount
from models.sources import account_files, columns
from models.sources.cells import at_seconds

_OF_BILLS = {column.name: column.holds for column in columns.COLUMNS if not column.item}
_OF_ACCOUNTS: Mapping[str, Mapping[str, str]] = {
    matter: {column.name: column.holds for column in of_matter} for matter, of_matter in account_files.COLUMNS.items()
}


def bill_cell(name: str, value: Any) -> str:
    """Write a cell of a bill's row: amounts as decimals, times as times in China."""
    return _written(_OF_BILLS.get(name), value)


def account_cell(matter: str, name: str, value: Any) -> str:
    """Write a cell of a row of an account's file: likewise."""
    return _written(_OF_ACCOUNTS[matter].get(name), value)


def account_heading(matter: str, name: str) -> str:
    """Give the heading of a column of an account's file by our name for it; of others their own."""
    return next((column.headings[0] for column in account_files.COLUMNS[matter] if column.name == name), name)


def _written(holds: str | None, value: Any) -> str:
    if holds == "moment":
        return at_seconds(value).strftime("%Y-%m-%d %H:%M:%S")
    return format_amount(value) if holds in {"money", "quantity"} and isinstance(value, int) else str(value)
