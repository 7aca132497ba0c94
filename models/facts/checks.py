"""Whether records make sense together: references that lead somewhere, spans that run forward, sums that can be.

Errors keep an act or an import from happening; warnings are shown beside the figures.
"""

from collections.abc import Iterable, Iterator, Set
from datetime import date
from functools import cache, cached_property
from itertools import islice
from typing import Any, TypeVar

from models.china_time import china_day
from models.facts.facts import Facts
from models.facts.letter_numbers import is_pattern
from models.facts.records import (
    Agreement,
    Bill,
    Incident,
    Invoice,
    Letter,
    Notice,
    Order,
    Payment,
    Reconciliation,
    Record,
    Service,
    ServiceRule,
    StatementLayout,
    StatementLine,
    Voucher,
    kind_of,
)
from models.facts.shapes import Field, Group, Many, Reference, References, fields_of
from models.facts.statement_checks import (
    layout_nonsense,
    line_nonsense,
    lines_by_payment,
    payment_nonsense,
    reconciliation_nonsense,
)
from models.problems import LISTED, Problem


def check_records(facts: Facts, records: Iterable[Record]) -> list[Problem]:
    """Give the problems of these records, seen among all the facts. Paths are relative to each record.

    It looks no further when there are more than anybody is told (:data:`models.problems.LISTED`).
    """
    others = _Others(facts)
    return list(islice((problem for record in records for problem in _check(others, record)), LISTED + 1))


_Key = TypeVar("_Key")


class _Others:
    """All facts, and what only one record may have, by what that is; looked for once for all the records checked."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def rules(self) -> dict[tuple[str, date | None], list[str]]:
        """The ids of the service rules of each service, by the day from which they are in force."""
        rules = self.facts.service_rules.values()
        return _ids_by(((rule.service, rule.effective_on), rule.id) for rule in rules)

    @cached_property
    def letters(self) -> dict[str, list[str]]:
        """The ids of the letters of each number."""
        letters = self.facts.letters.values()
        return _ids_by((letter.number, letter.id) for letter in letters if letter.number is not None)

    @cached_property
    def lines_by_payment(self) -> dict[str, list[StatementLine]]:
        """The lines of statements matched to each payment."""
        return lines_by_payment(self.facts)


def _ids_by(pairs: Iterable[tuple[_Key, str]]) -> dict[_Key, list[str]]:
    found: dict[_Key, list[str]] = {}
    for key, record_id in pairs:
        found.setdefault(key, []).append(record_id)
    return found


def referring_to(facts: Facts, kind: str, ids: Set[str]) -> list[tuple[str, str, str]]:
    """Give (id, kind, id) of some records of a kind and each record that refers to one of them and is none of them."""
    others = (each for each in facts.everything() if each[0] != kind or each[1].id not in ids)
    return [
        (target_id, other_kind, other.id)
        for other_kind, other in others
        for target_id in dict.fromkeys(at for _, target, at in _references(other) if target == kind and at in ids)
    ]


def _check(others: _Others, record: Record) -> Iterator[Problem]:
    kind = kind_of(record)

    def problem(code: str, path: str, **inputs: object) -> Problem:
        return Problem(code, path, kind, record.id, inputs=inputs)

    for path, target, target_id in _dangling(others.facts, record):
        yield problem("dangling_reference", path, target=target, value=target_id)
    for code, path, inputs in _nonsense(others, record):
        yield problem(code, path, **inputs)


def _dangling(facts: Facts, record: Record) -> Iterator[tuple[str, str, str]]:
    """Give (path, kind, id) of what a record refers to and is not there; of a long list only where any is missing."""
    kind: type = type(record)
    for field in _referring(kind):
        value = getattr(record, field.attribute)
        match field.shape:
            case _ if not value:
                continue
            case Reference(other) if value in facts.of_kind(other):
                continue
            case References(other) if all(map(facts.of_kind(other).__contains__, value)):
                continue
        yield from (each for each in _references_of(field, value, field.name) if each[2] not in facts.of_kind(each[1]))
    yield from (each for each in _subject(record) if each[2] not in facts.of_kind(each[1]))


def _references(record: Any, prefix: str = "") -> Iterator[tuple[str, str, str]]:
    kind: type = type(record)
    for field in _referring(kind):
        yield from _references_of(field, getattr(record, field.attribute), prefix + field.name)
    yield from _subject(record)


def _subject(record: Any) -> list[tuple[str, str, str]]:
    """Give the record that a letter is about."""
    if isinstance(record, Letter) and record.subject is not None and record.record is not None:
        return [("record", record.subject, record.record)]
    return []


@cache
def _referring(record: type) -> tuple[Field, ...]:
    """Give the fields of a record that refer to others, themselves or in their parts; a bill has a million lines."""

    def refers(field: Field) -> bool:
        match field.shape:
            case Reference() | References():
                return True
            case Group(part) | Many(part):
                return bool(_referring(part))
            case _:
                return False

    return tuple(field for field in fields_of(record) if refers(field))


def _references_of(field: Field, value: Any, path: str) -> Iterator[tuple[str, str, str]]:
    if value is None or value == ():
        return
    match field.shape:
        case Reference(kind):
            yield path, kind, value
        case References(kind):
            for index, target in enumerate(value):
                yield f"{path}[{index}]", kind, target
        case Group():
            yield from _references(value, path + ".")
        case Many():
            for index, part in enumerate(value):
                yield from _references(part, f"{path}[{index}].")


_Nonsense = Iterator[tuple[str, str, dict[str, object]]]


def _nonsense(others: _Others, record: Record) -> _Nonsense:
    match record:
        case Agreement():
            yield from _agreement(record)
        case ServiceRule():
            yield from _service_rule(others, record)
        case Service(starts_on=first, ended_on=last) if last is not None and last < first:
            yield "ends_before_start", "ended_on", {"start": first, "end": last}
        case Order():
            yield from _order(record)
        case Bill():
            yield from _bill(record)
        case Invoice():
            yield from _invoice(others.facts, record)
        case Payment():
            yield from _payment(record)
            yield from payment_nonsense(record, others.lines_by_payment.get(record.id, ()))
        case StatementLayout():
            yield from layout_nonsense(record)
        case StatementLine():
            yield from line_nonsense(others.facts, others.lines_by_payment, record)
        case Voucher(starts_at=start, ends_at=end) if start is not None and end is not None and end < start:
            yield "ends_before_start", "ends_at", {"start": start, "end": end}
        case Reconciliation():
            yield from reconciliation_nonsense(others.facts, record)
        case Notice(event_at=None, event_ends_at=end) if end is not None:
            yield "end_without_start", "event_ends_at", {"end": end, "field": "event_at"}
        case Notice(event_at=start, event_ends_at=end) if start is not None and end is not None and end < start:
            yield "ends_before_start", "event_ends_at", {"start": start, "end": end}
        case Notice(form=form, channel=channel) if form is not None and channel != "electronic":
            needed = {"field": "channel", "needed": "electronic"}
            yield "form_without_electronic", "form", {"value": form, "channel": channel, **needed}
        case Letter():
            yield from _letter(others, record)
        case Incident(started_at=start, ended_at=end) if end is not None and end < start:
            yield "ends_before_start", "ended_at", {"start": start, "end": end}
        case _:
            return


def _agreement(agreement: Agreement) -> _Nonsense:
    if agreement.letter_number is not None and not is_pattern(agreement.letter_number):
        yield "bad_letter_pattern", "letter_number", {"value": agreement.letter_number}
    seen: set[tuple[object, str]] = set()
    for index, amendment in enumerate(agreement.amendments):
        key = (amendment.effective_on, amendment.parameter)
        if key in seen:
            yield "amended_twice", f"amendments[{index}]", {"parameter": amendment.parameter, "day": key[0]}
        seen.add(key)


def _letter(others: _Others, letter: Letter) -> _Nonsense:
    if (letter.subject is None) != (letter.record is None):
        yield "half_a_subject", "subject", {}
    days = (
        ("frozen_on", letter.frozen_on),
        ("sent.on", letter.sent and letter.sent.on),
        ("answered.on", letter.answered and letter.answered.on),
        ("closed_on", letter.closed_on),
    )
    before = letter.created_on
    for name, day in days:
        if day is None:
            continue
        if day < before:
            yield "letter_day_before", name, {"day": day, "before": before}
        before = day
    if letter.frozen_on is None and (letter.pdf or letter.assessment or letter.sent or letter.answered):
        yield "letter_not_frozen", "frozen_on", {"value": letter.id}
    if letter.answered is not None and letter.sent is None:
        yield "letter_not_sent", "answered", {"value": letter.id}
    if letter.number is not None:
        for other in others.letters.get(letter.number, ()):
            if other != letter.id:
                yield "letter_number_taken", "number", {"number": letter.number, "other": other}


def _service_rule(others: _Others, rule: ServiceRule) -> _Nonsense:
    for other in others.rules.get((rule.service, rule.effective_on), ()):
        if other != rule.id:
            yield "second_rule", "effective_on", {"value": rule.service, "other": other}
    for index, tier in enumerate(rule.sla_tiers):
        if (tier.at_least or 0) >= tier.below or tier.below > 100 or tier.credit_percent > 100:
            yield "bad_tier", f"sla_tiers[{index}]", {}


def _order(order: Order) -> _Nonsense:
    if order.ends_on <= order.starts_on:
        yield "empty_span", "ends_on", {"start": order.starts_on, "end": order.ends_on}
    if order.settled_on is not None and order.settled_on < order.paid_on:
        yield "settled_before_paid", "settled_on", {"paid": order.paid_on, "settled": order.settled_on}


def _bill(bill: Bill) -> _Nonsense:
    first = china_day(bill.sent_at)
    if bill.received_at is not None:
        first = min(first, china_day(bill.received_at))
    if bill.answer is not None and bill.answer.on < first:
        yield "answered_before_sent", "answer.on", {"answered": bill.answer.on, "sent": first}
    for index, line in enumerate(bill.lines):
        if line.usage_to <= line.usage_from:
            yield "empty_span", f"lines[{index}].usage_to", {"start": line.usage_from, "end": line.usage_to}


def _invoice(facts: Facts, invoice: Invoice) -> _Nonsense:
    if not invoice.is_red_letter:
        if invoice.amount < 0:
            yield "negative_without_reversal", "amount", {"field": "reverses"}
        return
    if invoice.reverses is not None and invoice.reverses_number is not None:
        yield "reverses_two_ways", "reverses_number", {}
    if invoice.reverses == invoice.id or (invoice.number is not None and invoice.reverses_number == invoice.number):
        yield "reverses_itself", "reverses" if invoice.reverses == invoice.id else "reverses_number", {}
        return
    if invoice.amount > 0:
        yield "red_letter_not_negative", "amount", {}
    target = facts.invoices.get(invoice.reverses or "")
    if target is not None and target.is_red_letter:
        yield "reverses_a_red_letter", "reverses", {"value": target.id}


def _payment(payment: Payment) -> _Nonsense:
    named: set[str] = set()
    for index, allocation in enumerate(payment.invoices):
        if allocation.invoice in named:
            yield "designated_twice", f"invoices[{index}].invoice", {"value": allocation.invoice}
        named.add(allocation.invoice)
    designated = sum(allocation.amount for allocation in payment.invoices)
    if designated > payment.amount:
        yield "designated_too_much", "invoices", {"designated": designated, "amount": payment.amount}
