"""The records of a ledger, field by field as in the exchange file (docs/exchange.md).

Each is a frozen named tuple; ``None`` is "not on record". Amounts are units of 1e-8 CNY (:mod:`models.money`), days are
days in China, moments carry the offset they were given with. What is agreed, what the user adds and the register of
letters are described beside, in modules of their own; all are had from here.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal, NamedTuple

from models.facts.agreement import READINGS, Agreement, Amendment, Customer, Provider, Readings
from models.facts.fields import Fine, Id, OptionalDay, OptionalFine, OptionalMoment, OptionalSignedFine, OptionalText
from models.facts.register import (
    LETTER_ADDITIONS,
    LETTER_CHANNELS,
    LETTER_KINDS,
    LETTER_LANGUAGES,
    LETTER_SUBJECTS,
    Letter,
    LetterAnswered,
    LetterSent,
    LetterTemplate,
)
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
from models.facts.statements import (
    LINE_PURPOSES,
    OUTGOING,
    STATEMENT_ROLES,
    LayoutColumn,
    Reconciliation,
    Statement,
    StatementLayout,
    StatementLine,
)
from models.facts.supplements import (
    BILLING_CYCLES,
    REFUND_METHODS,
    AgreementCopy,
    Arrangement,
    HolidaySpan,
    ReferenceRate,
    ServiceRule,
    SlaTier,
    StatutoryDay,
    WorkedDay,
)

__all__ = [
    "BILLING_CYCLES",
    "CAUSES",
    "CHANNELS",
    "FORMS",
    "KINDS",
    "LETTER_ADDITIONS",
    "LETTER_CHANNELS",
    "LETTER_KINDS",
    "LETTER_LANGUAGES",
    "LETTER_SUBJECTS",
    "LINE_PURPOSES",
    "NOTICE_KINDS",
    "OUTGOING",
    "READINGS",
    "REFUND_METHODS",
    "SECTIONS",
    "STATEMENT_ROLES",
    "Account",
    "Agreement",
    "AgreementCopy",
    "Allocation",
    "Amendment",
    "Answer",
    "Arrangement",
    "Bill",
    "BillLine",
    "CashBalance",
    "Customer",
    "HolidaySpan",
    "Incident",
    "Invoice",
    "LayoutColumn",
    "Letter",
    "LetterAnswered",
    "LetterSent",
    "LetterTemplate",
    "Loss",
    "Notice",
    "Order",
    "Payment",
    "Promotion",
    "Provider",
    "Readings",
    "Reconciliation",
    "Record",
    "ReferenceRate",
    "Service",
    "ServiceRule",
    "SlaTier",
    "Statement",
    "StatementLayout",
    "StatementLine",
    "StatutoryDay",
    "WorkedDay",
    "kind_of",
]

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


class CashBalance(NamedTuple):
    """An account's cash balance as last stated; below zero when the account is in arrears."""

    on: Annotated[date, Day()]
    amount: Annotated[int, Amount(signed=True)]

    @property
    def cash(self) -> int:
        """The cash there is, in 1e-8 CNY: none in an account in arrears, whose debt its bills and invoices state."""
        return max(0, self.amount)


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
    | StatementLayout
    | Statement
    | StatementLine
    | Reconciliation
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
    "statement_layout": ("statement_layouts", StatementLayout),
    "statement": ("statements", Statement),
    "statement_line": ("statement_lines", StatementLine),
    "reconciliation": ("reconciliations", Reconciliation),
}
"""Kind of record → its section in the exchange file and its type; in an order in which references can be followed."""

KINDS: dict[str, type] = {"agreement": Agreement, **{kind: record for kind, (_, record) in SECTIONS.items()}}


_KIND_OF = {record: kind for kind, record in KINDS.items()}


def kind_of(record: Record) -> str:
    """Give the kind a record belongs to, e.g. ``"bill"``."""
    return _KIND_OF[type(record)]
