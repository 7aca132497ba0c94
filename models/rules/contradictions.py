"""Facts on record that do not fit each other: nothing is corrected, the user is told which two to look at again."""

from collections.abc import Iterable, Iterator

from models.china_time import china_day
from models.facts.records import Bill, Incident, Invoice, Notice
from models.problems import Problem
from models.rules.delivery import deliver
from models.rules.situation import Situation

_NOTICED = {"routine_maintenance", "major_adjustment"}
"""Causes that are exempt when their notice duty was met (3.4.1, 3.4.2)."""


def contradictions(situation: Situation) -> Iterator[Problem]:
    """Give a warning for every pair of facts that cannot both be right."""
    facts = situation.facts
    for kind, sent in (("bill", facts.bills.values()), ("invoice", facts.invoices.values())):
        yield from _received_before_sent(kind, sent)
    for bill in facts.bills.values():
        disputed = bill.answer.disputed if bill.answer else None
        if disputed is not None and 0 <= bill.total < disputed:
            inputs = {"disputed": disputed, "total": bill.total}
            yield Problem("disputed_above_total", "answer.disputed", "bill", bill.id, "warning", inputs)
    for invoice in facts.invoices.values():
        yield from _of_invoice(situation, invoice)
    for incident in facts.incidents.values():
        notice = facts.get("notice", incident.notice or "")
        if incident.cause in _NOTICED and notice is not None:
            yield from _of_notice(situation, incident, notice)


def _received_before_sent(kind: str, records: Iterable[Bill | Invoice]) -> Iterator[Problem]:
    for record in records:
        if record.sent_at is not None and record.received_at is not None and record.received_at < record.sent_at:
            yield Problem("received_before_sent", "received_at", kind, record.id, "warning")


def _of_invoice(situation: Situation, invoice: Invoice) -> Iterator[Problem]:
    issued = invoice.issued_on
    if issued is not None and invoice.received_at is not None and china_day(invoice.received_at) < issued:
        yield Problem("received_before_issued", "received_at", "invoice", invoice.id, "warning", {"day": issued})
    if invoice.tax is not None and abs(invoice.tax) > abs(invoice.amount):
        inputs = {"tax": invoice.tax, "amount": invoice.amount}
        yield Problem("tax_above_amount", "tax", "invoice", invoice.id, "warning", inputs)
    if invoice.reverses_number is not None:
        awaited = {"value": invoice.reverses_number}
        yield Problem("original_not_here", "reverses_number", "invoice", invoice.id, "warning", awaited)
    original = None if invoice.reverses is None else situation.facts.get("invoice", invoice.reverses)
    if original is not None and issued is not None and original.issued_on is not None and issued < original.issued_on:
        inputs = {"day": original.issued_on, "value": original.id}
        yield Problem("reverses_a_later_one", "issued_on", "invoice", invoice.id, "warning", inputs)


def _of_notice(situation: Situation, incident: Incident, notice: Notice) -> Iterator[Problem]:
    """Say that the notice an incident leans on is of another service or kind, or came only after it began."""
    name = {"value": notice.id}
    if notice.kind != incident.cause:
        yield Problem("notice_of_another_kind", "notice", "incident", incident.id, "warning", name)
    if notice.services and incident.service not in notice.services:
        yield Problem("notice_of_another_service", "notice", "incident", incident.id, "warning", name)
    reached = deliver(situation, notice).sent  # before days off move it: a notice of this incident can be short
    if reached is not None and reached > incident.started_at:
        yield Problem("notice_after_incident", "notice", "incident", incident.id, "warning", name)
