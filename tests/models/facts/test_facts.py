"""What had happened by the end of a day: each "does not exist yet" of the ground rules."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.facts.records import Account, Readings
from tests.models import documents, samples

DAY = "2026-03-10"
BEFORE, AT = date(2026, 3, 9), date(2026, 3, 10)


def seen(as_of, **sections):
    return samples.read(samples.only(**sections)).as_of(as_of)


ORDER = {"service": "s", "starts_on": "2026-01-01", "ends_on": "2027-01-01", "list_price": "1.00", "cash": "1.00"}
BILL = {"account": "a", "period": "2026-02", "channel": "electronic", "total": "1.00"}
NOTICE = {"from": "provider", "kind": "other"}


@pytest.mark.parametrize(
    ("section", "record"),
    [
        ("orders", ORDER | {"paid_on": DAY}),
        ("bills", BILL | {"sent_at": f"{DAY}T00:00:00+08:00"}),
        ("bills", BILL | {"sent_at": "2026-03-09T16:00:00Z"}),
        ("bills", BILL | {"sent_at": "2026-03-20T00:00:00+08:00", "received_at": f"{DAY}T12:00:00+08:00"}),
        ("invoices", {"amount": "1.00", "issued_on": DAY}),
        ("invoices", {"amount": "1.00", "sent_at": f"{DAY}T00:00:00+08:00", "received_at": "2026-03-20T00:00:00Z"}),
        ("invoices", {"amount": "1.00", "issued_on": "2026-03-20", "received_at": f"{DAY}T23:59:00+08:00"}),
        ("payments", {"amount": "1.00", "method": "bank", "paid_on": DAY}),
        ("notices", NOTICE | {"channel": "electronic", "sent_at": f"{DAY}T00:00:00+08:00"}),
        ("notices", NOTICE | {"channel": "hand", "signed_at": f"{DAY}T00:00:00+08:00"}),
        ("notices", NOTICE | {"channel": "web_announcement", "published_at": f"{DAY}T00:00:00+08:00"}),
        ("notices", NOTICE | {"channel": "post", "posted_on": DAY}),
        ("incidents", {"service": "s", "cause": "provider", "started_at": f"{DAY}T00:00:00+08:00"}),
    ],
)
def test_a_record_exists_from_its_first_own_date_on(section, record):
    record = {"id": "1"} | record
    assert getattr(seen(BEFORE, **{section: [record]}), section) == {}
    assert list(getattr(seen(AT, **{section: [record]}), section)) == ["1"]


@pytest.mark.parametrize(
    ("section", "record"),
    [
        ("notices", NOTICE | {"channel": "hand", "event_at": f"{DAY}T00:00:00+08:00"}),
        ("invoices", {"amount": "1.00", "red_letter_requested_on": DAY}),
        ("accounts", {}),
        ("services", {"starts_on": "2080-01-01"}),
    ],
)
def test_a_record_without_an_own_date_exists(section, record):
    sections = {section: [{"id": "1"} | record]}
    if section == "accounts":
        sections["services"] = []
    assert list(getattr(seen(BEFORE, **sections), section)) == ["1"]


EARLY = "2026-01-05T00:00:00+08:00"
MORNING = f"{DAY}T10:00:00+08:00"
ISSUED = {"amount": "1.00", "issued_on": "2026-01-01"}
INCIDENT = {"service": "s", "cause": "provider", "started_at": EARLY}


@pytest.mark.parametrize(
    ("section", "record", "field"),
    [
        ("accounts", {"cash_balance": {"on": DAY, "amount": "1.00"}}, "cash_balance"),
        ("orders", ORDER | {"paid_on": "2026-01-01", "settled_on": DAY}, "settled_on"),
        ("bills", BILL | {"sent_at": EARLY, "answer": {"kind": "confirmed", "on": DAY}}, "answer"),
        ("bills", BILL | {"sent_at": EARLY, "received_at": MORNING}, "received_at"),
        ("invoices", ISSUED | {"red_letter_requested_on": DAY}, "red_letter_requested_on"),
        ("invoices", ISSUED | {"received_at": MORNING}, "received_at"),
        ("invoices", ISSUED | {"sent_at": MORNING}, "sent_at"),
        ("invoices", {"amount": "1.00", "received_at": EARLY, "issued_on": DAY}, "issued_on"),
        ("notices", NOTICE | {"channel": "hand", "sent_at": EARLY, "signed_at": MORNING}, "signed_at"),
        ("notices", NOTICE | {"channel": "post", "sent_at": EARLY, "posted_on": DAY}, "posted_on"),
        ("incidents", INCIDENT | {"ended_at": MORNING}, "ended_at"),
    ],
)
def test_what_is_dated_later_inside_a_record_is_not_there_yet(section, record, field):
    sections = {section: [{"id": "1"} | record]}
    if section == "accounts":
        sections["services"] = []
    [before] = getattr(seen(BEFORE, **sections), section).values()
    [at] = getattr(seen(AT, **sections), section).values()
    assert getattr(before, field) is None
    assert getattr(at, field) is not None


def test_a_planned_date_counts():
    event = NOTICE | {"id": "1", "channel": "electronic", "sent_at": EARLY, "event_at": f"{DAY}T00:00:00+08:00"}
    facts = seen(BEFORE, notices=[event], services=[{"ended_on": DAY}])
    assert facts.notices["1"].event_at is not None
    assert facts.services["s"].ended_on == AT


def test_a_reversal_of_a_later_day_does_not_exist():
    invoices = [
        {"id": "i", "amount": "1.00", "issued_on": "2026-01-01"},
        {"id": "r", "amount": "-1.00", "issued_on": DAY, "reverses": "i"},
    ]
    assert list(seen(BEFORE, invoices=invoices).invoices) == ["i"]
    assert list(seen(AT, invoices=invoices).invoices) == ["i", "r"]


@given(st.randoms(use_true_random=False), st.dates(date(2022, 1, 1), date(2027, 6, 1)))
def test_looking_twice_sees_the_same(chance, day):
    once = samples.read(documents.Maker(chance).document()).as_of(day)
    assert once.as_of(day) == once


@given(st.randoms(use_true_random=False))
def test_after_everything_everything_is_there(chance):
    facts = samples.read(documents.Maker(chance).document())
    assert facts.as_of(date(2089, 12, 31)) == facts


def test_adding_replacing_and_leaving_out():
    facts = samples.read(samples.WHOLE)
    more = facts.with_records([Account("a-1", label="改名"), Account("a-9")])
    assert (list(more.accounts), more.accounts["a-1"].label) == (["a-1", "a-2", "a-9"], "改名")
    assert list(more.without("account", "a-1").accounts) == ["a-2", "a-9"]
    assert list(facts.accounts) == ["a-1", "a-2"], "the facts it came from changed"


def test_a_reading_is_the_users_or_the_default():
    assert samples.read(samples.only()).readings == Readings()
    assert Readings().chosen("delivery_rolls_on") == "arranged_days_off"
    assert Readings().chosen("advance_notice_counts") == "event_day"
    assert Readings().chosen("payment_covers_first") == "principal"
    assert Readings(payment_covers_first="penalty").chosen("payment_covers_first") == "penalty"


def test_records_of_two_kinds_may_share_an_id():
    """Ids are unique within their kind only."""
    made = samples.only(
        bills=[BILL | {"id": "1", "sent_at": EARLY}],
        invoices=[{"id": "1", "amount": "1.00", "received_at": "2026-01-06T00:00:00+08:00"}],
        notices=[NOTICE | {"id": "1", "channel": "hand"}],
    )
    found = samples.assessed(json.loads(json.dumps(made)), "2026-03-10").get("delivered_on", "1")
    told = {(figure.subject, figure.value, figure.status) for figure in found}
    assert told == {
        ("bill", date(2026, 1, 5), "deemed"),
        ("invoice", date(2026, 1, 6), "actual"),
        ("notice", None, "unproven"),
    }
