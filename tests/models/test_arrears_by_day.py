"""What is owed on many days at once is what each day's own assessment gives."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.arrears_by_day import Owed, owed_by_day
from models.assess import assess
from models.money import YUAN
from models.terms.calendar import Calendar
from tests.models import documents, samples

BY_DAY = date(2026, 11, 23)


def of_one_day(facts, day, **how):
    """Add up the figures of an assessment made for one day alone: (not due, overdue, late fees)."""
    figures = assess(facts, day, **how).figures
    sums = [0, 0, 0]
    for figure in figures.of_kind("outstanding"):
        deadline = figures["payment_deadline", "invoice", figure.record].value
        sums[deadline is not None and day > deadline] += figure.value
    sums[2] = sum(figure.value for figure in figures.of_kind("late_fee"))
    return tuple(sums)


@settings(max_examples=60)
@given(st.randoms(use_true_random=False), st.sampled_from(["principal", "penalty"]))
def test_as_each_days_own_assessment_gives(chance, covers_first):
    document, as_of = documents.document_and_day(chance)
    document["agreement"].setdefault("readings", {})["payment_covers_first"] = covers_first
    facts = samples.read(document)
    days = [as_of + timedelta(n) for n in (-400, -60, -31, -30, -14, -7, -1, 0, 1, 30)]
    days += [date.fromisoformat(text[:10]) + timedelta(n) for text in documents.own_days(document) for n in (-1, 0, 20)]
    days = sorted({day for day in days if date(2001, 1, 1) < day < date(2088, 1, 1)})
    found = owed_by_day(assess(facts, as_of), days)
    assert [(each.day, (each.not_due, each.overdue, each.late_fee)) for each in found] == [
        (day, of_one_day(facts, day)) for day in days
    ]


@pytest.mark.parametrize(
    ("day", "not_due", "overdue", "late_fee"),
    [
        (date(2026, 8, 31), 0, 0, 0),
        (date(2026, 9, 1), 100, 0, 0),
        (date(2026, 9, 15), 100, 0, 0),
        (date(2026, 9, 16), 0, 100, 1),
        (date(2026, 9, 19), 0, 100, 4),
        (date(2026, 9, 20), 0, 40, 5),
        (date(2026, 9, 30), 0, 40, 9),
    ],
)
def test_an_invoice_comes_due_and_is_paid_in_part(day, not_due, overdue, late_fee):
    """100.00 received on 2026-09-01, to be paid by 09-15 at 1 % a day; 60.00 are paid on 09-20."""
    invoices = [{"id": "i", "received_at": "2026-09-01T10:00:00+08:00", "amount": "100.00"}]
    payments = [{"id": "p", "paid_on": "2026-09-20", "amount": "60.00", "method": "bank"}]
    assessment = assess(samples.read(samples.only(invoices=invoices, payments=payments)), BY_DAY)
    assert owed_by_day(assessment, [day]) == [Owed(day, not_due * YUAN, overdue * YUAN, late_fee * YUAN)]


def test_days_that_holidays_may_still_change_are_told_apart():
    """Received on 2027-02-01 while 2027 is not published: sure before, unsure from then on."""
    facts = samples.read(
        samples.only(invoices=[{"id": "i", "received_at": "2027-02-01T10:00:00+08:00", "amount": "100.00"}])
    )
    calendar = Calendar.bundled().without_years({2027})
    assessment = assess(facts, date(2027, 3, 31), calendar=calendar)
    before, after = owed_by_day(assessment, [date(2027, 3, 31), date(2027, 1, 31)])
    assert (before.sure, before.unpaid, after.sure, after.unpaid) == (True, 0, False, 100 * YUAN)
    assert after[1:4] == of_one_day(facts, after.day, calendar=calendar)
