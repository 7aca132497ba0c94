"""The records of a ledger, field by field as in the exchange file (docs/exchange.md).

Each is a frozen named tuple; ``None`` is "not on record". Amounts are units of 1e-8 CNY (:mod:`models.money`), days are
days in China, moments carry the offset they were given with.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

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
    Quantity,
    Reference,
    References,
    Text,
)

Id = Annotated[str, Text(200, identifier=True)]
OptionalText = Annotated[str | None, Text()]
OptionalDay = Annotated[date | None, Day()]
OptionalMoment = Annotated[datetime | None, Moment()]
Fine = Annotated[int, Amount(whole_fen=False)]
OptionalFine = Annotated[int | None, Amount(whole_fen=False)]
OptionalSignedFine = Annotated[int | None, Amount(whole_fen=False, signed=True)]

CHANNELS = ("hand", "web_announcement", "electronic", "post")
FORMS = ("email", "site_message", "system_notice", "sms", "im")
NOTICE_KINDS = (
    "routine_maintenance",
    "emergency_maintenance",
    "major_adjustment",
    "service_change",
    "assignment",
    "terms_change",
    "force_majeure_termination",
    "arrears",
    "other",
)
CAUSES = (
    "provider",
    "routine_maintenance",
    "major_adjustment",
    "force_majeure",
    "carrier",
    "network_attack",
    "customer",
    "beyond_control",
)
REFUND_METHODS = ("list_price", "five_days_full", "none")
BILLING_CYCLES = ("charge", "usage")
LETTER_CHANNELS = ("hand", "electronic", "post")
LETTER_SUBJECTS = (
    "agreement", "account", "service", "order", "bill", "invoice", "payment", "notice", "incident",
)  # fmt: skip
LETTER_KINDS = (
    "bill-objection",
    "correction-request",
    "late-fee-objection",
    "offset-objection",
    "red-letter-request",
    "refund-request",
    "short-notice-claim",
    "damage-claim",
    "sla-claim",
    "account-theft-notice",
    "customer-details-change",
    "force-majeure-termination",
    "terms-change-reply",
    "negotiation-demand",
)
"""The kinds of letter the program writes; what each rests on is in ``models.letters.table``."""
LETTER_LANGUAGES = ("zh", "en")
LETTER_ADDITIONS = ("reduction", "standard_terms")
"""Law beside the agreement that a user may have a letter name."""
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


class CashBalance(NamedTuple):
    """An account's cash balance as last stated."""

    on: Annotated[date, Day()]
    amount: Annotated[int, Amount()]


class Account(NamedTuple):
    """One of the customer's accounts with the provider (2.4)."""

    id: Id
    label: OptionalText = None
    cash_balance: Annotated[CashBalance | None, Group(CashBalance)] = None
    billing_cycle: Annotated[str | None, Choice(BILLING_CYCLES)] = None


class Service(NamedTuple):
    """A service in use, prepaid or postpaid, with the retention days of its own service rule."""

    id: Id
    account: Annotated[str, Reference("account")]
    name: Annotated[str, Text(200)]
    billing: Annotated[Literal["prepaid", "postpaid"], Choice(("prepaid", "postpaid"))]
    starts_on: Annotated[date, Day()]
    product: OptionalText = None
    resource_id: OptionalText = None
    region: OptionalText = None
    ended_on: OptionalDay = None
    retention_days: Annotated[int | None, Count()] = None


class Promotion(NamedTuple):
    """A promotion an order was bought under (3.1.4) and whether its condition was met (3.2.2)."""

    name: Annotated[str, Text(200)]
    condition: OptionalText = None
    condition_met: Annotated[bool | None, Flag()] = None


class Order(NamedTuple):
    """A prepaid purchase or renewal; its term is half-open: ``[starts_on, ends_on)``."""

    id: Id
    service: Annotated[str, Reference("service")]
    paid_on: Annotated[date, Day()]
    starts_on: Annotated[date, Day()]
    ends_on: Annotated[date, Day()]
    list_price: Fine
    cash: Fine
    gift: OptionalFine = None
    voucher: OptionalFine = None
    promotions: Annotated[tuple[Promotion, ...], Many(Promotion)] = ()
    stacking_agreed: Annotated[bool | None, Flag()] = None
    settled_on: OptionalDay = None


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
    """An invoice (3.2.4), or, with ``reverses``, the red-letter invoice that takes one back (3.2.5)."""

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
    red_letter_requested_on: OptionalDay = None


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


class Notice(NamedTuple):
    """A notice between the parties (11.2, 11.3) and the event it announces."""

    id: Id
    from_: Annotated[Literal["provider", "customer"], Choice(("provider", "customer"))]
    kind: Annotated[str, Choice(NOTICE_KINDS)]
    channel: Annotated[str, Choice(CHANNELS)]
    form: Annotated[str | None, Choice(FORMS)] = None
    sent_at: OptionalMoment = None
    signed_at: OptionalMoment = None
    published_at: OptionalMoment = None
    posted_on: OptionalDay = None
    event_at: OptionalMoment = None
    event_ends_at: OptionalMoment = None
    services: Annotated[tuple[str, ...], References("service")] = ()
    subject: OptionalText = None
    text: Annotated[str | None, Text(100_000, lines=True)] = None


class Loss(NamedTuple):
    """A loss the customer suffered; indirect ones are out under 10.4."""

    description: Annotated[str, Text(1000)]
    kind: Annotated[Literal["direct", "indirect"], Choice(("direct", "indirect"))]
    amount: Annotated[int, Amount()]


class Incident(NamedTuple):
    """An interruption or damage, its cause (10.1, 3.4.1, 3.4.2) and what was lost."""

    id: Id
    service: Annotated[str, Reference("service")]
    started_at: Annotated[datetime, Moment()]
    cause: Annotated[str, Choice(CAUSES)]
    ended_at: OptionalMoment = None
    notice: Annotated[str | None, Reference("notice")] = None
    losses: Annotated[tuple[Loss, ...], Many(Loss)] = ()


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


class AgreementCopy(NamedTuple):
    """The user's own copy of the agreement as text; its clauses are found in it, the original file is attached."""

    id: Id
    name: Annotated[str, Text(300)]
    text: Annotated[str, Text(2_000_000, lines=True)]
    imported_on: Annotated[date, Day()]


class LetterSent(NamedTuple):
    """How a letter went out (11.2, 11.3): the day sent, by post posted, by hand signed for."""

    channel: Annotated[str, Choice(LETTER_CHANNELS)]
    on: Annotated[date, Day()]
    tracking: OptionalText = None


class LetterAnswered(NamedTuple):
    """When the other side answered a letter, and what, in the user's words."""

    on: Annotated[date, Day()]
    note: Annotated[str | None, Text(5000, lines=True)] = None


class Letter(NamedTuple):
    """One of the customer's own letters in the register, about one record (``subject`` names its kind).

    ``text`` is the wording when the user changed it: a template whose figures follow the ledger; None is the wording
    that comes with the program, in ``language`` (None: Chinese). ``also`` is the law beside the agreement it names.
    Once ``frozen_on`` is there, what the letter is never changes again; ``pdf`` and ``assessment`` are the SHA-256 of
    the attached files: the very pages, and the assessment they print.
    """

    id: Id
    kind: Annotated[str, Text(100)]
    created_on: Annotated[date, Day()]
    to: Annotated[str, Text(200)]
    title: Annotated[str, Text(200)]
    number: Annotated[str | None, Text(100)] = None
    subject: Annotated[str | None, Choice(LETTER_SUBJECTS)] = None
    record: Annotated[str | None, Text(200, identifier=True)] = None
    language: Annotated[str | None, Choice(LETTER_LANGUAGES)] = None
    also: Annotated[str | None, Choice(LETTER_ADDITIONS)] = None
    text: Annotated[str | None, Text(50_000, lines=True)] = None
    reply_by: OptionalDay = None
    frozen_on: OptionalDay = None
    pdf: Annotated[str | None, Pattern(r"[0-9a-f]{64}", "not_a_sha256")] = None
    assessment: Annotated[str | None, Pattern(r"[0-9a-f]{64}", "not_a_sha256")] = None
    sent: Annotated[LetterSent | None, Group(LetterSent)] = None
    answered: Annotated[LetterAnswered | None, Group(LetterAnswered)] = None
    closed_on: OptionalDay = None

    @property
    def state(self) -> str:
        """How far it has come: ``draft``, ``frozen``, ``sent``, ``answered`` or ``closed``."""
        if self.closed_on is not None:
            return "closed"
        if self.answered is not None:
            return "answered"
        if self.sent is not None:
            return "sent"
        return "draft" if self.frozen_on is None else "frozen"


class LetterTemplate(NamedTuple):
    """The user's own wording of a kind of letter, by name; chosen for new letters in place of the program's."""

    id: Id
    name: Annotated[str, Text(100)]
    kind: Annotated[str, Choice(LETTER_KINDS)]
    language: Annotated[str, Choice(LETTER_LANGUAGES)]
    text: Annotated[str, Text(50_000, lines=True)]


Record = (
    Agreement
    | Account
    | Service
    | Order
    | Bill
    | Invoice
    | Payment
    | Notice
    | Incident
    | ServiceRule
    | Arrangement
    | ReferenceRate
    | AgreementCopy
    | Letter
    | LetterTemplate
)

SECTIONS: dict[str, tuple[str, type]] = {
    "account": ("accounts", Account),
    "service": ("services", Service),
    "order": ("orders", Order),
    "bill": ("bills", Bill),
    "invoice": ("invoices", Invoice),
    "payment": ("payments", Payment),
    "notice": ("notices", Notice),
    "incident": ("incidents", Incident),
    "service_rule": ("service_rules", ServiceRule),
    "arrangement": ("arrangements", Arrangement),
    "reference_rate": ("reference_rates", ReferenceRate),
    "agreement_copy": ("agreement_copies", AgreementCopy),
    "letter": ("letters", Letter),
    "letter_template": ("letter_templates", LetterTemplate),
}
"""Kind of record → its section in the exchange file and its type; in an order in which references can be followed."""

KINDS: dict[str, type] = {"agreement": Agreement, **{kind: record for kind, (_, record) in SECTIONS.items()}}


_KIND_OF = {record: kind for kind, record in KINDS.items()}


def kind_of(record: Record) -> str:
    """Give the kind a record belongs to, e.g. ``"bill"``."""
    return _KIND_OF[type(record)]
