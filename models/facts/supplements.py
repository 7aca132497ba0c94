"""What the user adds beside what happened: service rules, holidays, rates, vouchers, the copy of the agreement."""

from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from models.facts.fields import Fine, Id, OptionalDay, OptionalFine, OptionalMoment, OptionalText
from models.facts.shapes import Choice, Count, Day, Many, Pattern, Quantity, Reference, Text

REFUND_METHODS = ("list_price", "five_days_full", "none")
BILLING_CYCLES = ("charge", "usage")


class SlaTier(NamedTuple):
    """A step of a service-level promise: the share of the month's fee that comes back, by availability in percent.

    It holds for availability of at least ``at_least`` (None: no lower bound) and below ``below``.
    """

    below: Annotated[Decimal, Quantity()]
    credit_percent: Annotated[Decimal, Quantity()]
    at_least: Annotated[Decimal | None, Quantity()] = None


class ServiceRule(NamedTuple):
    """The service rule (服务规则, 1.2, 13.3) of one service, as far as it can be computed; None is "not on record".

    A rule the provider changes is a further version, in force from ``effective_on`` until the next one's; a version
    without that day is in force from the beginning.
    ``claim_within_days`` counts natural days after the service month, ``claim_from_working_day`` working days of the
    month after it; outages of up to ``ignored_minutes`` do not count, longer ones count begun minutes.
    """

    id: Id
    service: Annotated[str, Reference("service")]
    retention_days: Annotated[int | None, Count()] = None
    sla_tiers: Annotated[tuple[SlaTier, ...], Many(SlaTier)] = ()
    claim_from_working_day: Annotated[int | None, Count(1, 23)] = None
    claim_within_days: Annotated[int | None, Count(1, 1000)] = None
    ignored_minutes: Annotated[int | None, Count(0, 1440)] = None
    refund_method: Annotated[str | None, Choice(REFUND_METHODS)] = None
    billing_cycle: Annotated[str | None, Choice(BILLING_CYCLES)] = None
    source: OptionalText = None
    source_on: OptionalDay = None
    effective_on: OptionalDay = None


class HolidaySpan(NamedTuple):
    """An announced holiday: every day from ``from`` to ``to``, both included, is off."""

    name: Annotated[str, Text(50)]
    from_: Annotated[date, Day()]
    to: Annotated[date, Day()]


class StatutoryDay(NamedTuple):
    """One of the statutory days proper (法定节假日)."""

    name: Annotated[str, Text(50)]
    day: Annotated[date, Day()]


class WorkedDay(NamedTuple):
    """A Saturday or Sunday turned into a working day (调休上班)."""

    day: Annotated[date, Day()]


class Arrangement(NamedTuple):
    """A year's holiday arrangement the user added because the program was published before it; ``id`` is the year."""

    id: Annotated[str, Pattern(r"20[0-8]\d", "not_a_year")]
    spans: Annotated[tuple[HolidaySpan, ...], Many(HolidaySpan)]
    statutory: Annotated[tuple[StatutoryDay, ...], Many(StatutoryDay)]
    adjusted_working: Annotated[tuple[WorkedDay, ...], Many(WorkedDay)] = ()
    notice: OptionalText = None
    signed_on: OptionalDay = None


class ReferenceRate(NamedTuple):
    """A 1-year loan prime rate the user added: a reference beside the agreement, never part of a contract figure."""

    id: Id
    effective_on: Annotated[date, Day()]
    percent: Annotated[Decimal, Quantity()]
    source: OptionalText = None


class Voucher(NamedTuple):
    """A voucher (代金券) the provider gave an account: its face value, what is left, when it can be used.

    It pays charges but is no cash: it never comes back (3.2.2) and counts towards no cap (10.5), so no figure uses it.
    """

    id: Id
    account: Annotated[str, Reference("account")]
    face: Fine
    balance: OptionalFine = None
    starts_at: OptionalMoment = None
    ends_at: OptionalMoment = None
    name: OptionalText = None
    scope: OptionalText = None
    status: OptionalText = None


class AgreementCopy(NamedTuple):
    """The user's own copy of the agreement as text; its clauses are found in it, the original file is attached."""

    id: Id
    name: Annotated[str, Text(300)]
    text: Annotated[str, Text(2_000_000, lines=True)]
    imported_on: Annotated[date, Day()]
