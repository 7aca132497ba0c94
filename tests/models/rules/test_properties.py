"""What must hold of late fees and figures whatever the ledger: laws of arithmetic, not examples."""

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.money import FEN
from tests.models import documents, samples

RECEIVED = date(2026, 3, 2)  # a Monday; ten working days later, 16 March, the invoice is due
AMOUNTS = st.integers(1, 500_000)  # fen
DAYS = st.integers(0, 400)


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def invoice(amount, name="i"):
    return {"id": name, "received_at": f"{RECEIVED}T10:00:00+08:00", "amount": yuan(amount)}


def payment(name, amount, days, **more):
    return {"id": name, "paid_on": str(RECEIVED + timedelta(days)), "amount": yuan(amount), "method": "bank", **more}


def to(target, amount):
    return {"invoices": [{"invoice": target, "amount": yuan(amount)}]}


def assessed(days, **sections):
    return samples.assessed(samples.only(**sections), str(RECEIVED + timedelta(days)))


def fee(assessment, name="i"):
    return assessment.figures["late_fee", "invoice", name].value


def exact_fee(assessment, name="i"):
    """Give the late fee before its one rounding, from the printed parts: amount × days, at one rate."""
    inputs = assessment.figures["late_fee", "invoice", name].because.inputs
    columns = {key: [one.value for one in inputs if one.name == key] for key in ("part", "since", "until")}
    parts = zip(columns["part"], columns["since"], columns["until"], strict=True)
    return sum(part * (until - since).days for part, since, until in parts)


@given(AMOUNTS, st.lists(st.tuples(AMOUNTS, DAYS), max_size=4), DAYS, st.integers(0, 60))
def test_a_late_fee_never_shrinks_with_time(amount, paid, day, later):
    payments = [payment(f"p{n}", fen, when, **to("i", fen)) for n, (fen, when) in enumerate(paid)]
    sections = {"invoices": [invoice(amount)], "payments": payments}
    assert fee(assessed(day, **sections)) <= fee(assessed(day + later, **sections))


@given(AMOUNTS, AMOUNTS, DAYS)
def test_late_fees_of_two_parts_add_up_to_that_of_the_whole(one, other, day):
    apart = assessed(day, invoices=[invoice(one, "i1"), invoice(other, "i2")])
    whole = assessed(day, invoices=[invoice(one + other)])
    assert exact_fee(apart, "i1") + exact_fee(apart, "i2") == exact_fee(whole)
    assert abs(fee(apart, "i1") + fee(apart, "i2") - fee(whole)) <= FEN  # each is rounded once


@given(AMOUNTS, st.integers(2, 500_000), st.data(), DAYS, DAYS)
def test_splitting_a_payment_changes_nothing(amount, paid, data, when, day):
    first = data.draw(st.integers(1, paid - 1))
    named = data.draw(st.booleans())

    def pay(name, fen):
        return payment(name, fen, when, **(to("i", fen) if named else {}))

    whole = assessed(day, invoices=[invoice(amount)], payments=[pay("p", paid)])
    split = assessed(day, invoices=[invoice(amount)], payments=[pay("p1", first), pay("p2", paid - first)])
    for kind in ("outstanding", "late_fee", "termination_right_from", "payment_deadline"):
        one, other = whole.figures[kind, "invoice", "i"], split.figures[kind, "invoice", "i"]
        assert (one.value, one.status) == (other.value, other.status)
    assert whole.covered.unallocated == split.covered.unallocated


@given(st.randoms(use_true_random=False))
def test_money_is_neither_made_nor_lost(chance):
    raw, as_of = documents.document_and_day(chance)
    assessment = samples.assessed(raw, str(as_of))
    covered = assessment.covered
    fresh = sum(p.amount for p in assessment.situation.facts.payments.values() if p.method != "credit")
    used = sum(part.amount for c in covered.invoices.values() for part in (*c.parts, *c.penalty_parts))
    assert used + covered.unallocated == fresh
    for coverage in covered.invoices.values():
        assert coverage.open == coverage.principal - sum(part.amount for part in coverage.parts) >= 0


@given(st.randoms(use_true_random=False))
def test_figures_do_not_depend_on_the_order_of_records(chance):
    raw, as_of = documents.document_and_day(chance)
    shuffled = json.loads(json.dumps(raw))
    for records in shuffled.values():
        if isinstance(records, list):
            chance.shuffle(records)

    def said(document):
        return {
            f.key: (f.value, f.status, f.earliest, f.latest) for f in samples.assessed(document, str(as_of)).figures
        }

    assert said(raw) == said(shuffled)
