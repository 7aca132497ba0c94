"""What the provider charged and what was paid: bills with their lines, invoices, payments."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal, NamedTuple

from models.facts.fields import Id, OptionalDay, OptionalMoment, OptionalSignedFine, OptionalText
from models.facts.notices import CHANNELS
from models.facts.shapes import (
    Amount,
    Choice,
    Count,
    Day,
    Flag,
    Group,
    Many,
    Moment,
    Month,
    Pattern,
    Reference,
    References,
    Text,
)


class BillLine(NamedTuple):
    """One charge of a bill over the half-open span ``[usage_from, usage_to)``; refunds are negative.

    ``share`` is what the account's shared revenue (分成金) paid. A line that bills an ``order`` on record is the same
    money as the order: what was paid for the service counts it once, by the order.
    """

    service: Annotated[str, Reference("service")]
    usage_from: Annotated[date, Day()]
    usage_to: Annotated[date, Day()]
    payable: Annotated[int, Amount(whole_fen=False, signed=True)]
    cash: Annotated[int, Amount(whole_fen=False, signed=True)]
    list: OptionalSignedFine = None
    gift: OptionalSignedFine = None
    voucher: OptionalSignedFine = None
    share: OptionalSignedFine = None
    order: Annotated[str | None, Reference("order")] = None


class Answer(NamedTuple):
    """What the customer answered to a bill (3.2.4)."""

    kind: Annotated[Literal["confirmed", "objected"], Choice(("confirmed", "objected"))]
    on: Annotated[date, Day()]
    disputed: Annotated[int | None, Amount()] = None
    reason: Annotated[str | None, Text(5000, lines=True)] = None


class Bill(NamedTuple):
    """A monthly bill the provider sent (3.2.4)."""

    id: Id
    account: Annotated[str, Reference("account")]
    period: Annotated[str, Month()]
    sent_at: Annotated[datetime, Moment()]
    channel: Annotated[str, Choice(CHANNELS)]
    total: Annotated[int, Amount(signed=True)]
    received_at: OptionalMoment = None
    lines: Annotated[Sequence[BillLine], Many(BillLine)] = ()
    answer: Annotated[Answer | None, Group(Answer)] = None
    agreed_total: Annotated[int | None, Amount(signed=True)] = None
    late_fee: Annotated[int | None, Amount()] = None


class Invoice(NamedTuple):
    """An invoice (3.2.4), or the red-letter invoice that takes one back (3.2.5).

    A red letter names what it takes back in ``reverses``, or, while that one is not on record, by its number.
    """

    id: Id
    amount: Annotated[int, Amount(signed=True)]
    number: Annotated[str | None, Pattern(r"\d{20}", "not_an_invoice_number")] = None
    issued_on: OptionalDay = None
    sent_at: OptionalMoment = None
    channel: Annotated[str | None, Choice(CHANNELS)] = None
    received_at: OptionalMoment = None
    tax: Annotated[int | None, Amount(signed=True)] = None
    bills: Annotated[tuple[str, ...], References("bill")] = ()
    payment_working_days: Annotated[int | None, Count(0, 1000)] = None
    deducted: Annotated[bool | None, Flag()] = None
    reverses: Annotated[str | None, Reference("invoice")] = None
    reverses_number: Annotated[str | None, Pattern(r"\d{20}", "not_an_invoice_number")] = None
    red_letter_requested_on: OptionalDay = None

    @property
    def is_red_letter(self) -> bool:
        """Whether it takes another invoice back, on record or not."""
        return self.reverses is not None or self.reverses_number is not None


class Allocation(NamedTuple):
    """The part of a payment that the payer designated to one invoice."""

    invoice: Annotated[str, Reference("invoice")]
    amount: Annotated[int, Amount()]


class Payment(NamedTuple):
    """Money that covered invoices: a transfer, an online payment, an offset by the provider, or unallocated credit."""

    id: Id
    paid_on: Annotated[date, Day()]
    amount: Annotated[int, Amount()]
    method: Annotated[Literal["bank", "online", "offset", "credit"], Choice(("bank", "online", "offset", "credit"))]
    invoices: Annotated[tuple[Allocation, ...], Many(Allocation)] = ()
    reference: OptionalText = None
