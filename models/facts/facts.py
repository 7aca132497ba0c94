"""All the facts of one ledger, and the part of them that had happened by a given day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from models.china_time import china_day
from models.facts.records import (
    KINDS,
    SECTIONS,
    Account,
    Agreement,
    AgreementCopy,
    Arrangement,
    Bill,
    BillLine,
    Incident,
    Invoice,
    Notice,
    Order,
    Payment,
    Readings,
    Record,
    ReferenceRate,
    Service,
    ServiceRule,
    kind_of,
)


@dataclass(frozen=True)
class Facts:
    """Every record of a ledger, by kind and id, in the order in which they were entered."""

    agreement: Agreement
    accounts: Mapping[str, Account] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)
    bills: Mapping[str, Bill] = field(default_factory=dict)
    invoices: Mapping[str, Invoice] = field(default_factory=dict)
    payments: Mapping[str, Payment] = field(default_factory=dict)
    notices: Mapping[str, Notice] = field(default_factory=dict)
    incidents: Mapping[str, Incident] = field(default_factory=dict)
    service_rules: Mapping[str, ServiceRule] = field(default_factory=dict)
    arrangements: Mapping[str, Arrangement] = field(default_factory=dict)
    reference_rates: Mapping[str, ReferenceRate] = field(default_factory=dict)
    agreement_copies: Mapping[str, AgreementCopy] = field(default_factory=dict)

    @property
    def readings(self) -> Readings:
        """The readings chosen in the agreement, or the defaults."""
        return self.agreement.readings or Readings()

    def of_kind(self, kind: str) -> Mapping[str, Any]:
        """Give the records of one kind by id; the agreement goes by the id ``agreement``."""
        if kind == "agreement":
            return {self.agreement.id: self.agreement}
        records: Mapping[str, Any] = getattr(self, SECTIONS[kind][0])
        return records

    def get(self, kind: str, record_id: str) -> Any | None:
        """Give one record, or None."""
        return self.of_kind(kind).get(record_id)

    def everything(self) -> Iterator[tuple[str, Record]]:
        """Give (kind, record) of all records, the agreement first."""
        for kind in KINDS:
            for record in self.of_kind(kind).values():
                yield kind, record

    def lines_of_service(self, service: str) -> Iterator[tuple[Bill, BillLine]]:
        """Give every bill line that charges one service, with its bill."""
        for bill in self.bills.values():
            for line in bill.lines:
                if line.service == service:
                    yield bill, line

    def with_records(self, records: Iterable[Record]) -> "Facts":
        """Give the same facts with these records added, or put in the place of those with their ids."""
        changed: dict[str, Any] = {}
        for record in records:
            kind = kind_of(record)
            if isinstance(record, Agreement):
                changed["agreement"] = record
                continue
            section = SECTIONS[kind][0]
            if section not in changed:
                changed[section] = dict(self.of_kind(kind))
            changed[section][record.id] = record
        return replace(self, **changed)

    def without(self, kind: str, record_id: str) -> "Facts":
        """Give the same facts without one record."""
        section = SECTIONS[kind][0]
        kept: dict[str, Any] = {section: {k: v for k, v in self.of_kind(kind).items() if k != record_id}}
        return replace(self, **kept)

    def as_of(self, day: date) -> "Facts":
        """Give what had happened by the end of a day (rules.md, "As of day A").

        A record whose first own date lies later does not exist yet; neither does an answer, a settlement, a red-letter
        request, a stated balance, a signature, a receipt or an end of an incident of a later day. A planned date
        inside an existing record (an event announced for later, a service's ``ended_on``) stays.
        """
        return replace(
            self,
            accounts={k: _account_on(v, day) for k, v in self.accounts.items()},
            orders={k: _order_on(v, day) for k, v in self.orders.items() if v.paid_on <= day},
            bills={k: _bill_on(v, day) for k, v in self.bills.items() if _began(day, v.sent_at, v.received_at)},
            invoices={
                k: _invoice_on(v, day)
                for k, v in self.invoices.items()
                if _began(day, v.issued_on, v.sent_at, v.received_at)
            },
            payments={k: v for k, v in self.payments.items() if v.paid_on <= day},
            notices={
                k: _notice_on(v, day)
                for k, v in self.notices.items()
                if _began(day, v.sent_at, v.signed_at, v.published_at, v.posted_on)
            },
            incidents={k: _incident_on(v, day) for k, v in self.incidents.items() if china_day(v.started_at) <= day},
        )


def _began(day: date, *own_dates: Any) -> bool:
    """Tell whether the first own date on record is not after the day; a record without any own date exists."""
    dated = [_day(own) for own in own_dates if own is not None]
    return not dated or min(dated) <= day


def _day(own: Any) -> date:
    return china_day(own) if hasattr(own, "utcoffset") else own


def _later(own: Any, day: date) -> bool:
    return own is not None and _day(own) > day


def _account_on(account: Account, day: date) -> Account:
    if account.cash_balance is not None and account.cash_balance.on > day:
        return account._replace(cash_balance=None)
    return account


def _order_on(order: Order, day: date) -> Order:
    return order._replace(settled_on=None) if _later(order.settled_on, day) else order


def _bill_on(bill: Bill, day: date) -> Bill:
    if bill.answer is not None and bill.answer.on > day:
        bill = bill._replace(answer=None)
    return bill._replace(received_at=None) if _later(bill.received_at, day) else bill


def _invoice_on(invoice: Invoice, day: date) -> Invoice:
    if _later(invoice.red_letter_requested_on, day):
        invoice = invoice._replace(red_letter_requested_on=None)
    if _later(invoice.sent_at, day):
        invoice = invoice._replace(sent_at=None)
    if _later(invoice.issued_on, day):
        invoice = invoice._replace(issued_on=None)
    return invoice._replace(received_at=None) if _later(invoice.received_at, day) else invoice


def _notice_on(notice: Notice, day: date) -> Notice:
    later: dict[str, Any] = {
        name: None
        for name in ("sent_at", "signed_at", "published_at", "posted_on")
        if _later(getattr(notice, name), day)
    }
    return notice._replace(**later) if later else notice


def _incident_on(incident: Incident, day: date) -> Incident:
    return incident._replace(ended_at=None) if _later(incident.ended_at, day) else incident
