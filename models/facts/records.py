"""The records of a ledger, field by field as in the exchange file (docs/exchange.md).

Each is a frozen named tuple; ``None`` is "not on record". Amounts are units of 1e-8 CNY (:mod:`models.money`), days are
days in China, moments carry the offset they were given with. They are described beside, in modules of one subject each,
and all are had from here.
"""

from models.facts.agreement import READINGS, Agreement, Amendment, Customer, Provider, Readings
from models.facts.charges import Allocation, Answer, Bill, BillLine, Invoice, Payment
from models.facts.notices import CAUSES, CHANNELS, FORMS, NOTICE_KINDS, Incident, Loss, Notice
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
from models.facts.services import Account, CashBalance, Order, Promotion, Service
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
    Voucher,
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
    "Voucher",
    "WorkedDay",
    "kind_of",
]

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
    | Voucher
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
    "voucher": ("vouchers", Voucher),
}
"""Kind of record → its section in the exchange file and its type; in an order in which references can be followed."""

KINDS: dict[str, type] = {"agreement": Agreement, **{kind: record for kind, (_, record) in SECTIONS.items()}}


_KIND_OF = {record: kind for kind, record in KINDS.items()}


def kind_of(record: Record) -> str:
    """Give the kind a record belongs to, e.g. ``"bill"``."""
    return _KIND_OF[type(record)]
