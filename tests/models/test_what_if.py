"""Supposed acts change figures and nothing else."""

from datetime import date

import pytest

from models.money import YUAN
from models.problems import Refused
from models.what_if import End, Object, Pay, suppose, what_if
from tests.models.samples import only, read

AS_OF = date(2026, 11, 23)


def ledger():
    return read(
        only(
            accounts=[{"id": "a"}],
            services=[
                {
                    "id": "s",
                    "account": "a",
                    "name": "对象存储",
                    "billing": "postpaid",
                    "starts_on": "2026-01-01",
                    "retention_days": 7,
                }
            ],
            bills=[
                {
                    "id": "b",
                    "account": "a",
                    "period": "2026-10",
                    "sent_at": "2026-11-18T10:00:00+08:00",
                    "channel": "electronic",
                    "total": "100.00",
                }
            ],
            invoices=[{"id": "i", "received_at": "2026-09-01T10:00:00+08:00", "amount": "1000.00"}],
        )
    )


def found(*acts, as_of=AS_OF):
    return {(one.kind, one.record): one for one in what_if(ledger(), acts, as_of)[2]}


def test_nothing_supposed_changes_nothing():
    assert found() == {}


def test_a_payment_covers_and_stops_the_late_fee():
    # Deadline 2026-09-15; half paid on 2026-09-25: 500 × 10 days + 500 × 69 days at 1 %, instead of 1000 × 69.
    changed = found(Pay(500 * YUAN, date(2026, 9, 25), "i"))
    assert (changed["outstanding", "i"].before, changed["outstanding", "i"].after) == (1000 * YUAN, 500 * YUAN)
    assert (changed["late_fee", "i"].before, changed["late_fee", "i"].after) == (690 * YUAN, 395 * YUAN)
    assert ("bill_objection_deadline", "b") not in changed


def test_a_payment_after_the_day_changes_nothing_yet():
    assert found(Pay(500 * YUAN, date(2026, 11, 24), "i")) == {}


def test_undesignated_money_finds_the_invoice():
    assert found(Pay(1000 * YUAN, AS_OF))["payment_deadline", "i"].after_status == "paid_late"


@pytest.mark.parametrize(("on", "status"), [(date(2026, 11, 25), "objected"), (date(2026, 11, 26), "objected_late")])
def test_objecting_on_the_last_day_and_the_day_after(on, status):
    changed = found(Object("b", on), as_of=date(2026, 11, 30))
    assert changed["bill_objection_deadline", "b"].before_status == "deemed_confirmed"
    assert changed["bill_objection_deadline", "b"].after_status == status


def test_ending_a_service_starts_its_retention():
    changed = found(End("s", date(2026, 12, 1)))
    assert (changed["data_kept_until", "s"].before, changed["data_kept_until", "s"].after) == (None, date(2026, 12, 8))


def test_a_range_that_alone_changes_is_told():
    """Whose turn it was on 2027-02-11 is open; i owes nothing as it stands, but of what it may owe 50.00 is paid."""
    invoices = [
        {"id": "i", "sent_at": "2027-02-09T10:00:00+08:00", "channel": "electronic", "amount": "100.00"},
        {"id": "j", "received_at": "2027-02-10T10:00:00+08:00", "amount": "100.00"},
    ]
    paid = {"id": "p", "paid_on": "2027-02-11", "amount": "100.00", "method": "bank"}
    ledger_2027 = read(only(invoices=invoices, payments=[paid]))
    pay = Pay(50 * YUAN, date(2027, 3, 20), "i")
    changed = {(one.kind, one.record): one for one in what_if(ledger_2027, [pay], date(2027, 3, 31))[2]}
    left = changed["outstanding", "i"]
    assert (left.before, left.after, left.moved) == (0, 0, False)
    assert (left.before_may_be[:2], left.after_may_be[:2]) == ((0, 100 * YUAN), (0, 50 * YUAN))
    assert ("outstanding", "j") not in changed


def test_several_acts_add_up():
    both = found(Pay(500 * YUAN, date(2026, 9, 25), "i"), Pay(500 * YUAN, date(2026, 9, 25), "i"))
    assert both["outstanding", "i"].after == 0


@pytest.mark.parametrize("act", [Pay(1, AS_OF, "x"), Object("x", AS_OF), End("x", AS_OF)])
def test_an_unknown_record_is_refused(act):
    with pytest.raises(Refused, match="no_such_record"):
        suppose(ledger(), [act])


def test_the_facts_stay_as_they_are():
    facts = ledger()
    what_if(facts, [Pay(YUAN, AS_OF, "i"), Object("b", AS_OF), End("s", AS_OF)], AS_OF)
    assert facts == ledger()


@pytest.mark.parametrize(
    ("act", "code"),
    [(Object("b", date(2026, 11, 17)), "answered_before_sent"), (End("s", date(2025, 12, 31)), "ends_before_start")],
)
def test_what_cannot_have_happened_is_not_supposed(act, code):
    with pytest.raises(Refused, match=code):
        suppose(ledger(), [act])
