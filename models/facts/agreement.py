"""The agreement itself: which terms, between whom, read how, changed since by what."""

from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from models.facts.fields import OptionalText
from models.facts.shapes import Choice, Day, Group, Many, Quantity, Reference, Text

READINGS: dict[str, tuple[str, ...]] = {
    "delivery_rolls_on": ("arranged_days_off", "statutory_days", "any_day_off"),
    "advance_notice_counts": ("event_day", "clear_days"),
    "payment_covers_first": ("principal", "penalty"),
}
"""Every reading and its choices, the default first (rules.md § 0, Readings)."""


class Customer(NamedTuple):
    """The customer (甲方), as the letters name it."""

    name: Annotated[str, Text(200)]
    id_number: OptionalText = None
    address: OptionalText = None
    contact: OptionalText = None
    phone: OptionalText = None
    email: OptionalText = None


class Provider(NamedTuple):
    """The provider (乙方), when the user's own copy names it differently from the bundled terms."""

    name: Annotated[str, Text(200)]
    address: OptionalText = None
    contact: OptionalText = None
    phone: OptionalText = None
    email: OptionalText = None
    bank_account_name: OptionalText = None
    bank_account_number: OptionalText = None
    bank: OptionalText = None


class Readings(NamedTuple):
    """Which honest reading of doubtful words the user chose; None is the default one."""

    delivery_rolls_on: Annotated[str | None, Choice(READINGS["delivery_rolls_on"])] = None
    advance_notice_counts: Annotated[str | None, Choice(READINGS["advance_notice_counts"])] = None
    payment_covers_first: Annotated[str | None, Choice(READINGS["payment_covers_first"])] = None

    def chosen(self, reading: str) -> str:
        """Give the choice in force for a reading: the user's, or the default."""
        return getattr(self, reading) or READINGS[reading][0]


class Amendment(NamedTuple):
    """A parameter of the terms changed from a day on (3.5)."""

    effective_on: Annotated[date, Day()]
    parameter: Annotated[str, Text(100)]
    value: Annotated[Decimal, Quantity()]
    clause: Annotated[str, Text(50)]
    notice: Annotated[str | None, Reference("notice")] = None


class Agreement(NamedTuple):
    """The agreement itself: which bundled terms, between whom, read how, changed since by what."""

    terms: Annotated[str, Text(100)]
    signed_on: Annotated[date, Day()]
    customer: Annotated[Customer, Group(Customer)]
    provider: Annotated[Provider | None, Group(Provider)] = None
    readings: Annotated[Readings | None, Group(Readings)] = None
    amendments: Annotated[tuple[Amendment, ...], Many(Amendment)] = ()
    letter_number: Annotated[str | None, Text(50)] = None

    @property
    def id(self) -> str:
        """The one agreement of a ledger goes by this name wherever a record's id is asked for."""
        return "agreement"
