"""All the facts of one ledger, and the part of them that had happened by a given day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol

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
from models.facts.seen import DATED, Seen, copied, seeing


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
            whole, see, records = all_facts.of_kind(kind), seeing(kind, day), copied(seen.of_kind(kind))
            there = {key: see(whole[key]) for key in ids if key in whole}
            come = {key for key, record in there.items() if record is not None and key not in records}
            several = len(come) > 1
            for key in filter(come.__contains__, whole) if several else come:  # in the order of entry
                records[key] = there[key]
            for key in ids - come:
                if there.get(key) is None:
                    records.pop(key, None)
                else:
                    records[key] = there[key]
            seen = seen.with_kind(kind, records)
        return seen

    def as_of(self, day: date) -> "Facts":
        """Give what had happened by the end of a day, each record looked at when it is asked for (``seen.py``)."""
        seen: dict[str, Any] = {SECTIONS[kind][0]: Seen(self.of_kind(kind), seeing(kind, day)) for kind in DATED}
        return replace(self, **seen)


def _are_stored(lines: Sequence[BillLine]) -> bool:
    return isinstance(lines, SummedLines) and lines.is_stored
