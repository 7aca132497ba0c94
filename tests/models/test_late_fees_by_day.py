"""All late fees of many days at once are what each day's own assessment gives."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.figures import total
from models.late_fees_by_day import Fees, late_fees_by_day
from models.money import YUAN
from models.terms.calendar import Calendar
from tests.models import documents, samples


def one_by_one(assessment, day):
    return total(assessment.on(day).figures.of_kind("late_fee"))


@settings(max_examples=60)
@given(st.randoms(use_true_random=False), st.sampled_from(["principal", "penalty"]))
def test_as_each_days_own_assessment_gives(chance, covers_first):
    document, as_of = documents.document_and_day(chance)
    document["agreement"].setdefault("readings", {})["payment_covers_first"] = covers_first
    assessment = assess(samples.read(document), as_of)
    days = [as_of + timedelta(n) for n in (-400, -60, -31, -30, -14, -7, -1, 0, 1, 30)]
    days += [date.fromisoformat(text[:10]) + timedelta(n) for text in documents.own_days(document) for n in (-1, 0, 20)]
    days = [day for day in days if date(2001, 1, 1) < day < date(2088, 1, 1)]
    expected = {day: one_by_one(assessment, day) for day in days}
    assert {day: fees.value for day, fees in late_fees_by_day(assessment, days).items()} == expected


def test_a_red_letter_changes_only_the_days_from_it_on():
    """100.00 overdue since 2026-09-15; on 2026-10-05 half of it is reversed and was never owed."""
    invoices = [
        {"id": "i", "received_at": "2026-09-01T10:00:00+08:00", "amount": "100.00"},
        {"id": "r", "issued_on": "2026-10-05", "amount": "-50.00", "reverses": "i"},
    ]
    assessment = assess(samples.read(samples.only(invoices=invoices)), date(2026, 11, 23))
    found = late_fees_by_day(assessment, [date(2026, 10, day) for day in (4, 5, 25)] + [date(2026, 9, 15)])
    assert [found[day].value / YUAN for day in sorted(found)] == [0, 19.0, 10.0, 20.0]


def test_an_invoice_paid_ahead_takes_the_money_only_once_it_is_there():
    """50.00 for j, which comes on 2026-10-20, were credit until then, and the credit had been applied to i."""
    invoices = [
        {"id": "i", "received_at": "2026-09-01T10:00:00+08:00", "amount": "50.00"},
        {"id": "j", "received_at": "2026-10-20T10:00:00+08:00", "amount": "50.00"},
    ]
    payments = [
        {"id": "p", "paid_on": "2026-09-20", "amount": "50.00", "method": "bank"}
        | {"invoices": [{"invoice": "j", "amount": "50.00"}]},
        {"id": "q", "paid_on": "2026-09-25", "amount": "50.00", "method": "credit"},
    ]
    made = samples.only(invoices=invoices, payments=payments)
    assessment = assess(samples.read(made), date(2026, 11, 23))
    days = [date(2026, 10, 19), date(2026, 10, 20)]
    found = late_fees_by_day(assessment, days)
    assert [found[day].value for day in days] == [5 * YUAN, 1750 * YUAN // 100]
    assert [one_by_one(assessment, day) for day in days] == [5 * YUAN, 1750 * YUAN // 100]


def test_while_a_deadline_is_open_the_fees_have_a_range():
    """Received on 2027-02-01: as of 2027-03-31 the late fee has the range its figure has; before, there is none."""
    invoice = {"id": "i", "received_at": "2027-02-01T10:00:00+08:00", "amount": "100.00"}
    calendar = Calendar.bundled().without_years({2027})
    as_of = date(2027, 3, 31)
    assessment = assess(samples.read(samples.only(invoices=[invoice])), as_of, calendar=calendar)
    deadline = assessment.figures["payment_deadline", "invoice", "i"]
    days = [(as_of - day).days * YUAN for day in (deadline.value, deadline.latest, deadline.earliest)]
    found = late_fees_by_day(assessment, [date(2027, 1, 31), as_of])
    assert (found[date(2027, 1, 31)], found[as_of]) == (Fees(0, 0, 0), Fees(*days))
    assert days[1] < days[2]
