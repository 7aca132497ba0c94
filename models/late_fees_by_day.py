"""All late fees together, on many days at once: what each day's own assessment would say, without making them all.

4.4.1 by the facts known on the day. The past looks the same from every later day until something known later changes
what was owed, received or covered before: a red-letter invoice, a receipt entered beside an earlier sending, an
invoice that was paid ahead. Between two such changes one assessment tells every day, and each invoice is looked at only
from its deadline until it is settled.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from models.assess import Assessment
from models.china_time import china_day
from models.facts.facts import Facts
from models.facts.records import Invoice
from models.figures import total_between
from models.rules.covered import Coverage
from models.rules.late_fees import late_fee_of
from models.rules.situation import Situation

_ONE_DAY = timedelta(days=1)


class Fees(NamedTuple):
    """All late fees of a day together, in 1e-8 CNY; they can only turn out between ``least`` and ``most``."""

    value: int
    least: int
    most: int


def late_fees_by_day(assessment: Assessment, days: Iterable[date]) -> dict[date, Fees]:
    """Give all late fees together as of each of some days, as :meth:`Assessment.on` that day gives them."""
    found: dict[date, Fees] = {}
    for view in views_of(assessment, days):
        found.update(fees_in(view))
    return found


class View(NamedTuple):
    """An assessment that tells several days, those days in order, and days that each need an assessment of their own.

    The latter are days of which holidays still to be published may change what an assessment gives.
    """

    assessment: Assessment
    certain: list[date]
    rest: list[date]


def views_of(assessment: Assessment, days: Iterable[date]) -> Iterator[View]:
    """Give the views that together tell some days.

    An assessment tells an earlier day when nothing became known between them that changes what that day looked like.
    """
    changes = sorted(_changes(assessment.facts))
    views: dict[date, list[date]] = {}
    for day in sorted({*days}):
        later = bisect_right(changes, day)
        view = changes[later] - _ONE_DAY if later < len(changes) else assessment.as_of
        views.setdefault(min(view, assessment.as_of) if day <= assessment.as_of else day, []).append(day)
    for day, seen in views.items():
        from_there = assessment if day == assessment.as_of else assessment.on(day)
        unsure = from_there.covered.unsure_from
        certain = [day for day in seen if unsure is None or day < unsure]
        yield View(from_there, certain, seen[len(certain) :])


def fees_in(view: View) -> Iterator[tuple[date, Fees]]:
    """Give all late fees together as of each day of a view."""
    yield from _certain(view.assessment, view.certain)
    for day in view.rest:
        yield day, Fees(*total_between(view.assessment.on(day).figures.of_kind("late_fee")))


def _changes(facts: Facts) -> Iterator[date]:
    """Give the days on which something becomes known that changes what an earlier day looks like."""
    for invoice in facts.invoices.values():
        if invoice.is_red_letter:
            first = first_day(invoice)
            if first is not None:
                yield first
        elif invoice.sent_at is not None and invoice.received_at is not None:
            received = china_day(invoice.received_at)
            if received > china_day(invoice.sent_at):
                yield received
    for payment in facts.payments.values():
        for part in payment.invoices:
            first = first_day(facts.invoices[part.invoice])
            if first is not None and first > payment.paid_on:
                yield first


def first_day(invoice: Invoice) -> date | None:
    """Give the first day an invoice is known of: issued, sent or received; None for one without any such day."""
    moments = (china_day(moment) for moment in (invoice.sent_at, invoice.received_at) if moment is not None)
    return min((*moments, *filter(None, [invoice.issued_on])), default=None)


def _certain(assessment: Assessment, days: list[date]) -> Iterator[tuple[date, Fees]]:
    """Sweep over days, in order: an invoice comes in the day after its deadline and goes once it is settled."""
    coming = sorted(
        ((c.deadline, key) for key, c in assessment.covered.invoices.items() if c.deadline is not None), reverse=True
    )
    running: list[Coverage] = []
    settled = 0
    for day in days:
        while coming and coming[-1][0] < day:
            running.append(assessment.covered.invoices[coming.pop()[1]])
        situation, still, total = replace(assessment.situation, as_of=day), [], 0
        for coverage in running:
            fee = _on(situation, coverage, day)
            if coverage.open == 0 and all(part.on <= day for part in coverage.parts):
                settled += fee
            else:
                still.append(coverage)
                total += fee
        running = still
        yield day, Fees(settled + total, settled + total, settled + total)


def _on(situation: Situation, coverage: Coverage, day: date) -> int:
    parts = [part for part in coverage.parts if part.on <= day]
    return late_fee_of(situation, replace(coverage, open=coverage.open_after(day), parts=parts))
