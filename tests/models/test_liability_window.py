"""The cap day by day is the cap of an incident of each day, and its derivation the same."""

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.china_time import midnight
from models.facts.records import Incident
from models.formulas import evaluate
from models.liability_window import Cap, Daily, cap_if_damaged, caps_by_day, consumption, first_consumed
from models.money import YUAN
from models.terms.calendar import Calendar
from tests.models import documents, samples

AS_OF = date(2026, 11, 23)


def cap_of_incident(facts, as_of, service, day):
    """Assess a ledger that holds one more incident, of a day."""
    incident = Incident("x-supposed", service, midnight(day), "provider")
    return assess(facts.with_records([incident]), as_of).figures["liability_cap", "incident", incident.id]


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_as_an_incident_of_each_day_gives(chance):
    document, as_of = documents.document_and_day(chance)
    facts = samples.read(document)
    days = [as_of - timedelta(n) for n in (0, 1, 30, 31, 200)]
    days += [date.fromisoformat(text[:10]) + timedelta(n) for text in documents.own_days(document) for n in (0, 1, 366)]
    days = sorted({day for day in days if date(2015, 1, 1) < day <= as_of})[-12:]
    service = next(iter(facts.services))
    assessment = assess(facts, as_of)
    expected = [cap_of_incident(facts, as_of, service, day) for day in days]
    assert [(each.day, each.cap) for each in caps_by_day(assessment, service, reversed(days))] == [
        (day, figure.value) for day, figure in zip(days, expected, strict=True)
    ]
    for day, figure in zip(days, expected, strict=True):
        supposed = cap_if_damaged(assessment, service, day)
        assert (supposed.value, [i.value for i in supposed.because.inputs]) == (
            figure.value,
            [i.value for i in figure.because.inputs],
        )


def two_months():
    """30.00 for each day of September 2025, 10.00 back for each of its last ten; 62.00 for the two days after it."""
    line = {"service": "s-1", "usage_from": "2025-09-01", "usage_to": "2025-10-01", "payable": "900.00"}
    back = {"service": "s-1", "usage_from": "2025-09-21", "usage_to": "2025-10-01", "payable": "-100.00"}
    more = {"service": "s-1", "usage_from": "2025-10-01", "usage_to": "2025-10-03", "payable": "124.00"}
    bill = {"id": "b", "account": "a", "period": "2025-09", "sent_at": "2025-10-05T10:00:00+08:00", "total": "924.00"}
    lines = [each | {"cash": each["payable"]} for each in (line, back, more)]
    service = {"id": "s-1", "account": "a", "name": "云", "billing": "postpaid", "starts_on": "2025-01-01"}
    made = samples.only(services=[service], bills=[bill | {"channel": "electronic", "lines": lines}])
    return assess(samples.read(json.loads(json.dumps(made | {"accounts": [{"id": "a"}]}))), AS_OF)


def test_what_was_consumed_per_day_are_steps():
    first, last = date(2025, 9, 11), date(2025, 12, 1)
    assert consumption(two_months(), "s-1", first, last) == [
        Daily(date(2025, 9, 11), Fraction(30 * YUAN)),
        Daily(date(2025, 9, 21), Fraction(20 * YUAN)),
        Daily(date(2025, 10, 1), Fraction(62 * YUAN)),
        Daily(date(2025, 10, 3), Fraction(0)),
    ]
    assert consumption(two_months(), "none", first, last) == [Daily(first, Fraction(0))]


def test_a_day_enters_the_window_the_day_after_it_and_leaves_it_a_year_later():
    days = [date(2025, 9, 1), date(2025, 9, 2), date(2026, 9, 1), date(2026, 9, 2), date(2026, 10, 3)]
    assert caps_by_day(two_months(), "s-1", days) == [
        Cap(date(2025, 9, 1), date(2024, 9, 1), 0),
        Cap(date(2025, 9, 2), date(2024, 9, 2), 30 * YUAN),
        Cap(date(2026, 9, 1), date(2025, 9, 1), 924 * YUAN),
        Cap(date(2026, 9, 2), date(2025, 9, 2), 894 * YUAN),
        Cap(date(2026, 10, 3), date(2025, 10, 3), 0),
    ]
    assert first_consumed(two_months(), "s-1") == date(2025, 9, 1)
    assert first_consumed(two_months(), "none") is None


@pytest.mark.parametrize(("starts_on", "first"), [(AS_OF, AS_OF), (AS_OF + timedelta(1), None)])
def test_the_first_day_cash_was_paid_for_may_be_the_day_looked_at(starts_on, first):
    service = {"id": "s-1", "account": "a", "name": "云", "billing": "prepaid", "starts_on": "2025-01-01"}
    order = {"id": "o-1", "service": "s-1", "paid_on": "2026-11-20", "starts_on": starts_on.isoformat(),
             "ends_on": "2027-11-23", "list_price": "365.00", "cash": "365.00"}  # fmt: skip
    facts = samples.read(samples.only(accounts=[{"id": "a"}], services=[service], orders=[order]))
    assert first_consumed(assess(facts, AS_OF), "s-1") == first


def test_the_derivation_computes_again():
    """The window of 2026-09-25 holds the last six days of September 2025 at 20.00 and 124.00 of October."""
    figure = cap_if_damaged(two_months(), "s-1", date(2026, 9, 25))
    assert figure.value == (6 * 20 + 124) * YUAN == evaluate(figure.because, Calendar.bundled())
