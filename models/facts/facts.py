"""All the facts of one ledger, and the part of them that had happened by a given day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from models.china_time import midnight
from models.facts.bill_lines import SummedLines
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
    Letter,
    LetterTemplate,
    Notice,
    Order,
    Payment,
    Readings,
    Reconciliation,
    Record,
    ReferenceRate,
    Service,
    ServiceRule,
    Statement,
    StatementLayout,
    StatementLine,
    Voucher,
    kind_of,
)


class RefundSentence(NamedTuple):
    """How the provider's file derives a refund on a bill, in its own words, and where it does so."""

    bill: str
    file: str
    number: int
    text: str


class StoredLineIndex(Protocol):
    """Bill lines that a ledger has not read into memory, found by service and days; and what lies behind them."""

    def of_service(self, service: str, start: date, end: date) -> Iterator[tuple[str, BillLine]]:
        """Give (bill's id, line) of every line that charges a service for days in ``[start, end)``."""

    def refund_sentences(self) -> Iterator[RefundSentence]:
        """Give each sentence by which the files behind the lines derive a refund, once a bill."""


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
    letters: Mapping[str, Letter] = field(default_factory=dict)
    letter_templates: Mapping[str, LetterTemplate] = field(default_factory=dict)
    statement_layouts: Mapping[str, StatementLayout] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    statement_lines: Mapping[str, StatementLine] = field(default_factory=dict)
    reconciliations: Mapping[str, Reconciliation] = field(default_factory=dict)
    vouchers: Mapping[str, Voucher] = field(default_factory=dict)
    stored_lines: "StoredLineIndex | None" = field(default=None, compare=False)

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

    def orders_of_service(self, service: str) -> Sequence[Order]:
        """Give every order of one service, in the order in which they were entered."""
        return self._orders_by_service.get(service, ())

    @cached_property
    def _orders_by_service(self) -> dict[str, list[Order]]:
        found: dict[str, list[Order]] = {}
        for order in self.orders.values():
            found.setdefault(order.service, []).append(order)
        return found

    @cached_property
    def _lines_by_service(self) -> dict[str, list[tuple[Bill, BillLine]]]:
        """Every line by the service it charges, where no ledger keeps them."""
        found: dict[str, list[tuple[Bill, BillLine]]] = {}
        for bill in self.bills.values():
            for line in bill.lines:
                found.setdefault(line.service, []).append((bill, line))
        return found

    def lines_of_service(self, service: str, start: date, end: date) -> Iterator[tuple[Bill, BillLine]]:
        """Give every bill line that charges one service for days in ``[start, end)``, with its bill."""
        stored = self.stored_lines
        if stored is None:
            for bill, line in self._lines_by_service.get(service, ()):
                if line.usage_from < end and line.usage_to > start:
                    yield bill, line
            return
        for bill_id, line in stored.of_service(service, start, end):
            seen = self.bills.get(bill_id)
            if seen is not None and _are_stored(seen.lines):
                yield seen, line
        for bill in self.bills.values():
            if _are_stored(bill.lines):
                continue  # they were found there
            for line in bill.lines:
                if line.service == service and line.usage_from < end and line.usage_to > start:
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

    def without(self, kind: str, *ids: str) -> "Facts":
        """Give the same facts without some records of a kind."""
        gone = frozenset(ids)
        return self.with_kind(kind, {k: v for k, v in self.of_kind(kind).items() if k not in gone})

    def with_kind(self, kind: str, records: Mapping[str, Any]) -> "Facts":
        """Give the same facts with these records, by id, as all there are of a kind."""
        section: dict[str, Any] = {SECTIONS[kind][0]: records}
        return replace(self, **section)

    def seen_again(self, all_facts: "Facts", changed: Mapping[str, Set[str]], day: date) -> "Facts":
        """Bring facts as of a day up to date with some records of the whole ledger, given as ids by kind."""
        seen = self
        for kind, ids in changed.items():
            if kind not in SECTIONS:
                continue
            there = {key: record for key, record in all_facts.of_kind(kind).items() if key in ids}
            visible = Facts(self.agreement).with_kind(kind, there).as_of(day).of_kind(kind)
            records = {**seen.of_kind(kind), **visible}
            for key in ids - visible.keys():
                records.pop(key, None)
            seen = seen.with_kind(kind, records)
        return seen

    def as_of(self, day: date) -> "Facts":
        """Give what had happened by the end of a day (rules.md, "As of day A").

        A record whose first own date lies later does not exist yet; neither does an answer, a settlement, a red-letter
        request, a stated balance, a signature, a receipt or an end of an incident of a later day. A planned date
        inside an existing record (an event announced for later, a service's ``ended_on``) stays.
        """
        end = midnight(day + timedelta(days=1))
        return replace(
            self,
            accounts={k: _account_on(v, day) for k, v in self.accounts.items()},
            orders={k: _order_on(v, day) for k, v in self.orders.items() if v.paid_on <= day},
            bills=_happened(self.bills, _bill_on, day, end),
            invoices=_happened(self.invoices, _invoice_on, day, end),
            payments={k: v for k, v in self.payments.items() if v.paid_on <= day},
            notices=_happened(self.notices, _notice_on, day, end),
            letters={k: _letter_on(v, day) for k, v in self.letters.items() if v.created_on <= day},
            incidents={k: _incident_on(v, end) for k, v in self.incidents.items() if v.started_at < end},
        )


def _are_stored(lines: Sequence[BillLine]) -> bool:
    return isinstance(lines, SummedLines) and lines.is_stored


_R = TypeVar("_R", Bill, Invoice, Notice)


def _happened(
    records: Mapping[str, _R], seen_on: Callable[[_R, date, datetime], _R | None], day: date, end: datetime
) -> dict[str, _R]:
    found = {}
    for key, record in records.items():
        seen = seen_on(record, day, end)
        if seen is not None:
            found[key] = seen
    return found


def _began(*happened: bool | None) -> bool:
    """Tell whether one of a record's own dates has come; one without any own date on record exists."""
    return True in happened or False not in happened


def _by(moment: datetime | None, end: datetime) -> bool | None:
    return None if moment is None else moment < end


def _account_on(account: Account, day: date) -> Account:
    if account.cash_balance is not None and account.cash_balance.on > day:
        return account._replace(cash_balance=None)
    return account


def _order_on(order: Order, day: date) -> Order:
    later = order.settled_on is not None and order.settled_on > day
    return order._replace(settled_on=None) if later else order


def _bill_on(bill: Bill, day: date, end: datetime) -> Bill | None:
    received = _by(bill.received_at, end)
    if not _began(bill.sent_at < end, received):
        return None
    if bill.answer is not None and bill.answer.on > day:
        bill = bill._replace(answer=None)
    return bill._replace(received_at=None) if received is False else bill


def _invoice_on(invoice: Invoice, day: date, end: datetime) -> Invoice | None:
    issued_on, sent_at, received_at = invoice.issued_on, invoice.sent_at, invoice.received_at
    issued = None if issued_on is None else issued_on <= day
    sent = None if sent_at is None else sent_at < end
    received = None if received_at is None else received_at < end
    requested = None if invoice.red_letter_requested_on is None else invoice.red_letter_requested_on <= day
    if issued is not False and sent is not False and received is not False and requested is not False:
        return invoice
    if not _began(issued, sent, received):
        return None
    return invoice._replace(
        issued_on=invoice.issued_on if issued else None,
        sent_at=invoice.sent_at if sent else None,
        received_at=invoice.received_at if received else None,
        red_letter_requested_on=invoice.red_letter_requested_on if requested else None,
    )


def _notice_on(notice: Notice, day: date, end: datetime) -> Notice | None:
    posted = None if notice.posted_on is None else notice.posted_on <= day
    sent, signed, published = _by(notice.sent_at, end), _by(notice.signed_at, end), _by(notice.published_at, end)
    if not _began(sent, signed, published, posted):
        return None
    if sent is not False and signed is not False and published is not False and posted is not False:
        return notice
    return notice._replace(
        sent_at=notice.sent_at if sent else None,
        signed_at=notice.signed_at if signed else None,
        published_at=notice.published_at if published else None,
        posted_on=notice.posted_on if posted else None,
    )


def _letter_on(letter: Letter, day: date) -> Letter:
    if letter.closed_on is not None and letter.closed_on > day:
        letter = letter._replace(closed_on=None)
    if letter.answered is not None and letter.answered.on > day:
        letter = letter._replace(answered=None)
    if letter.sent is not None and letter.sent.on > day:
        letter = letter._replace(sent=None)
    return letter


def _incident_on(incident: Incident, end: datetime) -> Incident:
    return incident._replace(ended_at=None) if _by(incident.ended_at, end) is False else incident
