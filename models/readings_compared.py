"""Readings side by side: what each choice of a reading gives for a figure, and what it changes in the whole ledger."""

from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from models.assess import Assessment
from models.facts.agreement import READINGS, Agreement, Readings
from models.figures import Figure, Value
from models.what_if import Difference, differences

CLAUSES = {"delivery_rolls_on": "11.3", "advance_notice_counts": "3.4", "payment_covers_first": "4.4.1"}
"""The clause each reading is a reading of."""


class Given(NamedTuple):
    """What one choice of a reading gives for a figure; ``by`` is how far that is from what the reading in use gives.

    ``by`` is in days for a date, in the figure's unit for a number, None where the two cannot be taken from each other.
    """

    choice: str
    used: bool
    value: Value
    status: str | None
    by: int | Fraction | None


def touching(assessment: Assessment, figure: Figure) -> list[str]:
    """Give the readings that touch a figure, those first on which its value depends."""
    found = assessment.readings_of(figure)
    return [each.reading for each in sorted(found, key=lambda reading: not reading.others)]


def side_by_side(assessment: Assessment, figure: Figure, reading: str) -> list[Given]:
    """Give what every choice of a reading gives for a figure, the one in use among them, in the reading's order."""
    used, found = assessment.situation.reading(reading), []
    for choice in READINGS[reading]:
        other = assessment.read(reading, choice).figures.get(*figure.key)
        value, status = (other.value, other.status) if other is not None else (None, None)
        found.append(Given(choice, choice == used, value, status, _between(figure.value, value)))
    return found


def changed_by(assessment: Assessment, reading: str, choice: str) -> list[Difference]:
    """Give every figure of the ledger that would be another under a choice of a reading; none for the one in use."""
    if choice == assessment.situation.reading(reading):
        return []
    return [one for one in differences(assessment, assessment.read(reading, choice)) if one.moved]


def with_reading(agreement: Agreement, reading: str, choice: str) -> Agreement:
    """Give the agreement with a choice of a reading as its setting."""
    chosen = (agreement.readings or Readings())._replace(**{reading: choice})
    return agreement._replace(readings=chosen)


def _between(used: Value, other: Value) -> int | Fraction | None:
    if isinstance(used, datetime) or isinstance(other, datetime):
        return None
    if isinstance(used, date) and isinstance(other, date):
        return (other - used).days
    if isinstance(used, int | Fraction) and isinstance(other, int | Fraction):
        return other - used
    return None
