"""After some payments changed, what they cover is what applying all of them from the beginning gives."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.china_time import CHINA
from models.facts.facts import Facts
from models.facts.records import Agreement, Allocation, Customer, Invoice, Payment
from models.rules.coverage import cover
from models.rules.replay import cover_again

START = date(2024, 3, 1)
AS_OF = date(2024, 12, 1)
FEN = 10**6
INVOICES = [f"i{n}" for n in range(7)]

days = st.integers(0, 60).map(lambda n: START + timedelta(days=n))
amounts = st.integers(1, 40).map(lambda n: n * FEN * 25)
named = st.lists(
    st.builds(Allocation, st.sampled_from(INVOICES), amounts), max_size=2, unique_by=lambda part: part.invoice
)


@st.composite
def payments(draw, key):
    designated = draw(st.one_of(st.just([]), named))
    amount = max(draw(amounts), sum(part.amount for part in designated))
    return Payment(key, draw(days), amount, draw(st.sampled_from(["bank", "bank", "credit"])), tuple(designated))


@st.composite
def two_states(draw):
    """Give invoices, payments, and what some of the payments are afterwards (None: gone)."""
    received = [datetime(day.year, day.month, day.day, 9, tzinfo=CHINA) for day in draw(st.tuples(*[days] * 7))]
    amounts_due = draw(st.tuples(*[amounts] * 7))
    invoices = [Invoice(*one[:2], received_at=one[2]) for one in zip(INVOICES, amounts_due, received, strict=True)]
    keys = [f"p{n}" for n in range(12)]
    before = {key: draw(payments(key)) for key in keys[: draw(st.integers(1, 12))]}
    changed = draw(st.sets(st.sampled_from(keys), min_size=1, max_size=3))
    after = {}
    for key in sorted(changed):
        choices = [st.none(), payments(key)]
        if key in before:  # as much on another day
            choices.append(days.map(partial(lambda one, day: one._replace(paid_on=day), before[key])))
        after[key] = draw(st.one_of(choices))
    return invoices, before, after


def situation_of(invoices, paid, covers_first):
    agreement = Agreement("tencent-cloud-2021", date(2021, 11, 8), Customer("甲"))
    facts = Facts(agreement, invoices={one.id: one for one in invoices}, payments=paid)
    situation = assess(facts, AS_OF).situation
    return replace(situation, readings={**situation.readings, "payment_covers_first": covers_first})


@pytest.mark.parametrize("covers_first", ["principal", "penalty"])
@settings(max_examples=100)
@given(two_states())
def test_the_same_as_from_the_beginning(covers_first, states):
    invoices, before, after = states
    later = {key: one for key, one in (before | after).items() if one is not None}
    earlier = cover(situation_of(invoices, before, covers_first))
    record = repr(earlier)
    situation = situation_of(invoices, later, covers_first)
    found, differing = cover_again(situation, earlier, before, after.keys())
    fresh = cover(situation)
    assert found == fresh
    assert repr(earlier) == record
    assert differing == {key for key in INVOICES if fresh.invoices[key] != earlier.invoices[key]}
    assert all(found.invoices[key] is earlier.invoices[key] for key in set(INVOICES) - differing)


def test_nothing_is_applied_again_once_both_runs_are_the_same():
    invoices = [
        Invoice(key, 100 * FEN, received_at=datetime(2024, 3, 1 + n, 9, tzinfo=CHINA)) for n, key in enumerate(INVOICES)
    ]
    before = {f"p{n}": Payment(f"p{n}", START + timedelta(days=10 + n), 100 * FEN, "bank") for n in range(6)}
    half = {f"p0{part}": before["p0"]._replace(id=f"p0{part}", amount=50 * FEN) for part in "ab"}
    later = {**{key: one for key, one in before.items() if key != "p0"}, **half}
    earlier = cover(situation_of(invoices, before, "principal"))
    found, differing = cover_again(situation_of(invoices, later, "principal"), earlier, before, {"p0", *half})
    assert differing == {"i0"}
    assert all(mine is was for mine, was in zip(found.applied[2:], earlier.applied[1:], strict=True))


def test_the_same_open_is_not_the_same_where_the_late_fee_is_paid_first():
    """1 % a day on 1000.00 due on 15 March: 1010.00 on the 20th and 1060.00 on the 25th both leave 40.00 open."""
    invoice = Invoice("i0", 1000 * 100 * FEN, received_at=datetime(2024, 3, 1, 9, tzinfo=CHINA))
    first = Payment("p1", date(2024, 3, 20), 1010 * 100 * FEN, "bank")
    before = {"p1": first, "p2": Payment("p2", date(2024, 4, 4), 10 * 100 * FEN, "bank")}
    later = {**before, "p1": first._replace(paid_on=date(2024, 3, 25), amount=1060 * 100 * FEN)}
    earlier = cover(situation_of([invoice], before, "penalty"))
    found, _ = cover_again(situation_of([invoice], later, "penalty"), earlier, before, {"p1"})
    assert earlier.invoices["i0"].open == (40 - 4) * 100 * FEN  # 15 days on 40.00 are 6.00 of late fee
    assert found.invoices["i0"].open == (40 - 6) * 100 * FEN  # 10 days: 4.00
