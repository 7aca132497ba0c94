"""A reference beside the agreement: computed like a figure, but another type, so that it cannot be mistaken for one."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.figures import Because, Value


class LegalValue(NamedTuple):
    """One value of a reference, with its derivation; ``because.clause`` is the id of a statute, not of a clause.

    A date that holidays still to be published can move lies between ``earliest`` and ``latest``.
    """

    name: str
    value: Value
    unit: str
    because: Because
    earliest: date | None = None
    latest: date | None = None


class Interruption(NamedTuple):
    """What started a limitation period anew (Civil Code 195): on which day, by which record.

    ``ground`` is ``demand`` or ``part_payment``.
    """

    on: date
    ground: str
    record: tuple[str, str]


@dataclass(frozen=True)
class LegalReference:
    """What the law says of one record of the ledger, beside the agreement.

    ``statutes`` are ids of :func:`models.law.statutes.statutes`; ``notes`` are keys of what must be said with it.
    """

    kind: str
    subject: str
    record: str
    status: str
    statutes: tuple[str, ...]
    values: tuple[LegalValue, ...]
    interruptions: tuple[Interruption, ...] = ()
    notes: tuple[str, ...] = ()

    def value(self, name: str) -> LegalValue:
        """Give one value by its name. Raises KeyError when the reference has none of that name."""
        return {value.name: value for value in self.values}[name]
