"""Readings side by side are what ledgers with those readings give."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.facts.agreement import READINGS
from models.figures import Figure
from models.readings_compared import CLAUSES, changed_by, side_by_side, touching, with_reading
from models.vocabulary import LANGUAGES, vocabulary
from tests.models import documents, samples

YUAN = 10**8
CHOICES = [(reading, choice) for reading, choices in READINGS.items() for choice in choices]


def told(figure: Figure):
    return figure.key, figure.value, figure.status


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.sampled_from(CHOICES))
def test_what_changes_is_the_difference_to_a_ledger_that_has_the_reading(chance, chosen):
    document, as_of = documents.document_and_day(chance)
    reading, choice = chosen
    assessment = assess(samples.read(document), as_of)
    document["agreement"].setdefault("readings", {})[reading] = choice
    other = assess(samples.read(document), as_of)
    before, after = {told(f) for f in assessment.figures}, {told(f) for f in other.figures}
    changed = changed_by(assessment, reading, choice)
    assert {(one.kind, one.subject, one.record) for one in changed} == {key for key, *_ in before ^ after}
    for one in changed:
        now = other.figures.get(one.kind, one.subject, one.record)
        assert (one.after, one.after_status) == ((now.value, now.status) if now else (None, None))


@pytest.fixture
def assessment():
    """Assess a bill sent on 2026-10-05, and an invoice of 100.00 of which 60.00 are paid on the 20th day overdue."""
    bill = {"id": "b", "account": "a", "period": "2026-09", "sent_at": "2026-10-05T10:00:00+08:00"}
    invoices = [{"id": "i", "received_at": "2026-09-01T10:00:00+08:00", "amount": "100.00"}]
    payments = [{"id": "p", "paid_on": "2026-10-05", "amount": "60.00", "method": "bank"}]
    bills = [bill | {"channel": "electronic", "total": "1.00"}]
    return assess(samples.read(samples.only(bills=bills, invoices=invoices, payments=payments)), date(2026, 10, 15))


def test_a_date_stands_beside_the_dates_of_the_other_readings(assessment):
    figure = assessment.figures["delivered_on", "bill", "b"]
    assert touching(assessment, figure) == ["delivery_rolls_on"]
    found = side_by_side(assessment, figure, "delivery_rolls_on")
    assert [tuple(each) for each in found] == [
        ("arranged_days_off", True, date(2026, 10, 8), "deemed", 0),
        ("statutory_days", False, date(2026, 10, 5), "deemed", -3),
        ("any_day_off", False, date(2026, 10, 8), "deemed", 0),
    ]


def test_an_amount_stands_beside_the_amounts_of_the_other_readings(assessment):
    """20 days of 1 % on 100.00 are 20.00; penalty first, the 60.00 leave 60.00 open instead of 40.00, for 10 days."""
    figure = assessment.figures["late_fee", "invoice", "i"]
    given_ = side_by_side(assessment, figure, "payment_covers_first")
    assert [tuple(each) for each in given_] == [
        ("principal", True, 24 * YUAN, None, 0),
        ("penalty", False, 26 * YUAN, None, 2 * YUAN),
    ]
    assert touching(assessment, figure) == ["payment_covers_first"]
    changed = changed_by(assessment, "payment_covers_first", "penalty")
    assert [one.kind for one in changed] == ["late_fee", "outstanding"]


def test_a_choice_becomes_the_setting_and_leaves_the_others(assessment):
    agreement = with_reading(assessment.facts.agreement, "delivery_rolls_on", "any_day_off")
    agreement = with_reading(agreement, "payment_covers_first", "penalty")
    facts = assessment.facts.with_records([agreement])
    chosen = {reading: facts.readings.chosen(reading) for reading in READINGS}
    assert chosen == {
        "delivery_rolls_on": "any_day_off",
        "advance_notice_counts": "event_day",
        "payment_covers_first": "penalty",
    }
    figure = assess(facts, assessment.as_of).figures["late_fee", "invoice", "i"]
    assert figure.value == assessment.read("payment_covers_first", "penalty").figures[figure.key].value


def test_nothing_changes_under_the_reading_in_use(assessment):
    assert changed_by(assessment, "payment_covers_first", "principal") == []
    assert assessment.read("payment_covers_first", "principal") is assessment


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_choice_is_said_with_its_clause(language):
    words = vocabulary(language)
    assert all(CLAUSES[reading] in words.reading(reading, choice) for reading, choice in CHOICES)
