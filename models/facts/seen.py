"""What of a record had happened by the end of a day (rules.md, "As of day A").

A record whose first own date lies later does not exist yet; neither does an answer, a settlement, a red-letter request,
a stated balance, a signature, a receipt or an end of an incident of a later day. A planned date inside an existing
record (an event announced for later, a service's ``ended_on``) stays.
"""

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from models.china_time import midnight
from models.facts.records import Account, Bill, Incident, Invoice, Letter, Notice, Order, Payment

_R = TypeVar("_R")
Seeing = Callable[[Any], Any]
"""From a record to what of it had happened; to None when it did not exist yet."""


class Seen(Mapping[str, _R]):
    """Records by id as they stood at the end of a day: who asks for one has it looked at alone.

    Looking at a hundred thousand takes longer than who only moves the day on the screen should wait.
    """

    def __init__(self, records: Mapping[str, _R], seeing: Callable[[_R], _R | None]) -> None:
        self._records = records
        self._seeing = seeing
        self._all: dict[str, _R] | None = None

    @property
    def all(self) -> dict[str, _R]:
        """Every record that existed, in the order of entry; not to be changed."""
        if self._all is None:
            seeing = self._seeing
            found = ((key, seeing(record)) for key, record in self._records.items())
            self._all = {key: seen for key, seen in found if seen is not None}
        return self._all

    def __getitem__(self, key: str) -> _R:
        """Give a record. Raises KeyError when it did not exist."""
        if self._all is not None:
            return self._all[key]
        seen = self._seeing(self._records[key])
        if seen is None:
            raise KeyError(key)
        return seen

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        return iter(self.all)

    def __len__(self) -> int:
        """Count the records."""
        return len(self.all)

    def keys(self) -> KeysView[str]:
        """Give the ids."""
        return self.all.keys()

    def values(self) -> ValuesView[_R]:
        """Give the records."""
        return self.all.values()

    def items(self) -> ItemsView[str, _R]:
        """Give ids with records."""
        return self.all.items()


def copied(records: Mapping[str, _R]) -> dict[str, _R]:
    """Copy records by id, to be changed."""
    return dict(records.all) if isinstance(records, Seen) else dict(records)


def seeing(kind: str, day: date) -> Seeing:
    """Give how a record of a kind is looked at on a day; of a kind that is not :data:`DATED` all is there always."""
    see = DATED.get(kind)
    if see is None:
        return _as_it_is
    end = midnight(day + timedelta(days=1))
    return lambda record: see(record, day, end)


def _as_it_is(record: Any) -> Any:
    return record


def _began(*happened: bool | None) -> bool:
    """Tell whether one of a record's own dates has come; one without any own date on record exists."""
    return True in happened or False not in happened


def _by(moment: datetime | None, end: datetime) -> bool | None:
    return None if moment is None else moment < end


def _account_on(account: Account, day: date, _end: datetime) -> Account:
    if account.cash_balance is not None and account.cash_balance.on > day:
        return account._replace(cash_balance=None)
    return account


def _order_on(order: Order, day: date, _end: datetime) -> Order | None:
    if order.paid_on > day:
        return None
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


def _payment_on(payment: Payment, day: date, _end: datetime) -> Payment | None:
    return payment if payment.paid_on <= day else None


def _letter_on(letter: Letter, day: date, _end: datetime) -> Letter | None:
    if letter.created_on > day:
        return None
    if letter.closed_on is not None and letter.closed_on > day:
        letter = letter._replace(closed_on=None)
    if letter.answered is not None and letter.answered.on > day:
        letter = letter._replace(answered=None)
    if letter.sent is not None and letter.sent.on > day:
        letter = letter._replace(sent=None)
    return letter


def _incident_on(incident: Incident, _day: date, end: datetime) -> Incident | None:
    if incident.started_at >= end:
        return None
    return incident._replace(ended_at=None) if _by(incident.ended_at, end) is False else incident


DATED: Mapping[str, Callable[..., Any]] = {
    "account": _account_on,
    "order": _order_on,
    "bill": _bill_on,
    "invoice": _invoice_on,
    "payment": _payment_on,
    "notice": _notice_on,
    "letter": _letter_on,
    "incident": _incident_on,
}
"""Kinds of which not all had happened on every day → what of a record had, by the end of a day."""
