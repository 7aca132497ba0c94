"""Red-letter invoices and what they reverse, whichever of the two came first (3.2.5)."""

from collections.abc import Iterable

from models.facts.facts import Facts
from models.facts.records import Invoice, Record


def original_of(facts: Facts, number: str) -> str | None:
    """Give the id of the invoice of a number; None while it is not on record."""
    return next((one.id for one in facts.invoices.values() if number in {one.number, one.id}), None)


def found_originals(facts: Facts, records: Iterable[Record]) -> list[Invoice]:
    """Give the red letters, linked, whose original is on record now that these ``records`` are among the facts."""
    if not any(isinstance(one, Invoice) for one in records):
        return []
    found = []
    for one in facts.invoices.values():
        original = original_of(facts, one.reverses_number) if one.reverses_number is not None else None
        if original is not None and original != one.id and one.reverses is None:
            found.append(one._replace(reverses=original, reverses_number=None))
    return found
