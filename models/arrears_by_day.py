"""What is owed on many days at once: not yet due, overdue, and the late fees grown by then.

By the facts known on each day, as :mod:`models.late_fees_by_day` gives the late fees: between two days on which
something becomes known that changes the past, one assessment tells every day.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from models.assess import Assessment
from models.figures import total
from models.late_fees_by_day import fees_in, first_day, views_of
from models.rules.covered import Coverage


class Owed(NamedTuple):
    """What is unpaid at the end of a day, in 1e-8 CNY: principal not due yet, principal overdue, and late fees.

    ``late_fee`` is what has accrued on all invoices by then. ``sure`` is False where holidays still to be published
    may change the amounts.
    """

    day: date
    not_due: int
    overdue: int
    late_fee: int
    sure: bool = True

    @property
    def unpaid(self) -> int:
        """All principal that is unpaid."""
        return self.not_due + self.overdue


def owed_by_day(assessment: Assessment, days: Iterable[date]) -> list[Owed]:
    """Give what is owed on each of some days, in order; equal to the sums of each day's own assessment.

    A day after the assessment's is told as if nothing were paid but what is on record.
    """
    found = []
    for view in views_of(assessment, days):
        fees = dict(fees_in(view))
        for day, (not_due, overdue) in _certain(view.assessment, view.certain):
            found.append(Owed(day, not_due, overdue, fees[day].value))
        for day in view.rest:
            not_due, overdue = _assessed(view.assessment.on(day))
            found.append(Owed(day, not_due, overdue, fees[day].value, sure=False))
    return sorted(found)


def _certain(assessment: Assessment, days: list[date]) -> Iterator[tuple[date, tuple[int, int]]]:
    """Sweep over days, in order: an invoice comes in on the day it is known of and goes once nothing is open."""
    coming = [(first_day(each.invoice) or date.min, key) for key, each in assessment.covered.invoices.items()]
    coming.sort(reverse=True)
    running: list[Coverage] = []
    for day in days:
        while coming and coming[-1][0] <= day:
            running.append(assessment.covered.invoices[coming.pop()[1]])
        not_due, overdue, still = 0, 0, []
        for coverage in running:
            unpaid = coverage.open_after(day)
            if coverage.deadline is not None and coverage.deadline < day:
                overdue += unpaid
            else:
                not_due += unpaid
            if coverage.open or any(part.on > day for part in coverage.parts):
                still.append(coverage)
        running = still
        yield day, (not_due, overdue)


def _assessed(assessment: Assessment) -> tuple[int, int]:
    figures = assessment.figures
    late = {figure.record for figure in figures.of_kind("payment_deadline") if figure.status == "overdue"}
    overdue = total(figure for figure in figures.of_kind("outstanding") if figure.record in late)
    return total(figures.of_kind("outstanding")) - overdue, overdue
