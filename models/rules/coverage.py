"""Which payment covered how much of which invoice, and on which day: 3.2.4, 4.4; Civil Code 560, 561."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import TypeVar

from models.china_time import china_day
from models.facts.records import Invoice, Payment
from models.rules.application import Application
from models.rules.covered import Coverage, Covered, Due
from models.rules.delivery import deliver
from models.rules.situation import Situation, whole_between, working_days_after

_TOLD_EVERY = 1000
_One = TypeVar("_One")


def payment_due(situation: Situation, invoice: Invoice) -> Due:
    """Say when an invoice was received and by when it is to be paid.

    3.2.4: within 10 working days after the invoice is received, unless the invoice's own service rule or arrangement
    says otherwise (``payment_working_days``). The version in force on the day of receipt governs (3.5).
    """
    delivery = deliver(situation, invoice)
    received = delivery.dated
    if received is None:
        return Due(None, None, None)
    term = situation.terms.at("payment_working_days", received.on)
    arranged = invoice.payment_working_days
    days = term.whole if arranged is None else arranged
    may_be = days, days
    if arranged is None and received.earliest is not None:
        may_be = whole_between(situation.terms, "payment_working_days", received)
    deadline = working_days_after(situation.calendar, received, days, may_be)
    return Due(received, deadline, term, may_be, None if delivery.sent is None else china_day(delivery.sent))


def cover(situation: Situation, tell: Callable[[], None] | None = None) -> Covered:
    """Let every payment up to the day cover invoices, in order of day and id, a day's credit after its money.

    A payment covers what its designation names, up to what is open there. What has no designation covers the invoices
    received on or before its day that are still open, earliest payment deadline first, then earlier received, then
    smaller id. What is left is credit and covers nothing until a payment with method ``credit`` applies it; applying
    more credit than there is covers only what there is (the rest is told as a problem). ``tell`` is called now and
    then and may raise to stop.
    """
    invoices, unsure_from = _principals(situation, tell)
    receipts = sorted((c.due.received.on, key) for key, c in invoices.items() if c.due.received is not None)
    covered = Covered(invoices, receipts, unsure_from=unsure_from)
    application = Application(situation, covered, invoices.__getitem__, receipts)
    covered.applied += map(application.apply, _telling(_in_order(situation.facts.payments.values()), tell))
    return covered


def same_payments(one: Situation, other: Situation) -> bool:
    """Tell whether payments cover the same in two situations of the same terms, calendar and readings.

    The day itself has no say in it, only what of invoices and payments was known by then.
    """
    mine, others = one.facts, other.facts
    return mine.payments == others.payments and mine.invoices == others.invoices


def _telling(those: Iterable[_One], tell: Callable[[], None] | None) -> Iterable[_One]:
    """Give the same, and tell before every so many of them; what tells nobody costs nothing."""
    return those if tell is None else _told(iter(those), tell)


def _told(those: Iterator[_One], tell: Callable[[], None]) -> Iterator[_One]:
    while some := list(islice(those, _TOLD_EVERY)):
        tell()
        yield from some


def _in_order(payments: Iterable[Payment]) -> list[Payment]:
    """Put payments in :func:`order_of`: by the last of its parts first, which takes half as long as by all at once."""
    by_id = sorted(payments, key=attrgetter("id"))
    credit = [payment for payment in by_id if payment.method == "credit"]
    found = [*(payment for payment in by_id if payment.method != "credit"), *credit] if credit else by_id
    found.sort(key=attrgetter("paid_on"))
    return found


def _principals(situation: Situation, tell: Callable[[], None] | None) -> tuple[dict[str, Coverage], date | None]:
    """Give every invoice's coverage before any payment, and from when an arrangement to come may move a deadline."""
    reversals: dict[str, list[Invoice]] = {}
    invoices = situation.facts.invoices
    for invoice in invoices.values():
        if invoice.reverses is not None:
            reversals.setdefault(invoice.reverses, []).append(invoice)
    found: dict[str, Coverage] = {}
    unsure: list[date | None] = []
    same_day: dict[tuple[date, int | None], Due] = {}  # invoices received on one day are mostly due on one day
    for key, invoice in _telling(invoices.items(), tell):
        if invoice.is_red_letter:
            continue
        received = invoice.received_at
        if received is None:
            due = payment_due(situation, invoice)
            unsure.append(due.unsure_from)
        else:
            day = china_day(received), invoice.payment_working_days
            due = same_day.get(day) or same_day.setdefault(day, payment_due(situation, invoice))
        if key in reversals:
            found[key] = reversed_by(invoice, tuple(reversals[key]), due)
        else:
            found[key] = Coverage(invoice, (), invoice.amount, invoice.amount, due)
    unsure += [due.unsure_from for due in same_day.values()]
    return found, min((day for day in unsure if day is not None), default=None)


def reversed_by(invoice: Invoice, reversals: tuple[Invoice, ...], due: Due) -> Coverage:
    """Give the coverage before any payment of an invoice that red letters reverse.

    Principal is the invoice's amount less the red-letter invoices that reverse it (3.2.5), never below zero.
    """
    principal = max(0, invoice.amount + sum(red.amount for red in reversals))
    return Coverage(invoice, reversals, principal, principal, due)
