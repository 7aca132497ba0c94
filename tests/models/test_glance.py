"""The money of a day at a glance, against the figures it adds up and days around the deadline."""

from datetime import date, timedelta

import pytest

from models.assess import assess
from models.exchange.document import read_file
from models.facts.facts import Facts
from models.facts.records import Payment
from models.findings.find import find
from models.glance import NOTHING, Glance, glance
from resources import resource

YUAN = 10**8


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_file(resource("sample", "sample.json"))


def seen(facts: Facts, day: date) -> Glance:
    assessment = assess(facts, day)
    return glance(assessment, find(assessment))


def fee(facts: Facts, day: date) -> int:
    return sum(figure.value for figure in assess(facts, day).figures.of_kind("late_fee"))


@pytest.mark.parametrize(("day", "overdue"), [(2, 0), (3, 0), (4, 1)])
def test_an_invoice_is_overdue_from_the_day_after_its_deadline(facts: Facts, day: int, overdue: int):
    found = seen(facts, date(2026, 11, day))
    assert (found.invoices, found.overdue) == (1, overdue)
    assert (found.late_fee_tomorrow > 0) == bool(overdue)


def test_what_grows_by_tomorrow_is_the_difference_of_two_days(facts: Facts):
    for day in (date(2026, 11, 9), date(2026, 11, 23)):
        found = seen(facts, day)
        assert found.late_fee == fee(facts, day)
        assert found.late_fee_tomorrow == fee(facts, day + timedelta(days=1)) - fee(facts, day) > 0
    assert seen(facts, date(2026, 11, 23)).late_fee_tomorrow == 180 * YUAN // 100


def test_nothing_grows_once_it_is_paid(facts: Facts):
    paid = facts.with_records([Payment("p-9", date(2026, 11, 20), 180 * YUAN, "bank")])
    found = seen(paid, date(2026, 11, 23))
    assert (found.outstanding, found.invoices, found.overdue, found.late_fee_tomorrow) == (0, 0, 0, 0)
    assert found.late_fee > 0


def test_claims_are_losses_refunds_and_offsets_and_vouchers_stand_apart(facts: Facts):
    day = date(2026, 11, 23)
    assessment = assess(facts, day)
    found = find(assessment)
    losses = sum(f.value for f in assessment.figures.of_kind("claimable_loss") if f.status == "claimable")
    held = sum(each.amount for each in found if each.code in {"refund_short", "offset_too_large"})
    assert glance(assessment, found).claims == losses + held > losses > 0
    assert glance(assessment, []).claims == losses
    assert glance(assessment, found).credits == 0


def test_a_ledger_without_records_has_nothing(facts: Facts):
    bare = Facts(facts.agreement)
    assert seen(bare, date(2026, 11, 23)) == NOTHING


def test_the_last_day_there_is_has_no_tomorrow(facts: Facts):
    assert seen(facts, date(2089, 12, 31)).late_fee_tomorrow == 0
