"""The fee statement's ranges: what was owed on which days, adding up to the figure."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.fee_statement import fee_statement
from models.money import FEN, YUAN, to_fen
from models.problems import Refused
from tests.models import documents
from tests.reports import papers

DEADLINE = date(2026, 11, 3)
INVOICE = {"id": "i-1", "issued_on": "2026-10-19", "received_at": "2026-10-20T15:30:00+08:00", "amount": "500.00"}


def stated(as_of=date(2026, 11, 23), *, invoices=(INVOICE,), deal=None, **payments):
    paid = [
        {"id": name, "paid_on": day, "amount": amount, "method": "bank"} for name, (day, amount) in payments.items()
    ]
    sections = papers.ledger(invoices=list(invoices), payments=paid, agreement=deal or papers.agreement())
    return fee_statement(assess(papers.facts(sections), as_of), "i-1")


def rows(statement):
    return [
        (r.principal // YUAN, r.first.isoformat(), r.last.isoformat(), r.days, r.payments) for r in statement.ranges
    ]


def test_each_payment_ends_a_range_and_its_day_counts():
    found = stated(p1=("2026-11-10", "200.00"), p2=("2026-11-16", "120.00"))
    assert rows(found) == [
        (500, "2026-11-04", "2026-11-10", 7, ("p1",)),
        (300, "2026-11-11", "2026-11-16", 6, ("p2",)),
        (180, "2026-11-17", "2026-11-23", 7, ()),
    ]
    assert [r.fee / YUAN for r in found.ranges] == [35, 18, Fraction("12.6")]
    assert found.total == found.exact == 6560 * FEN


def test_an_amended_rate_ends_a_range_too_and_rounding_happens_once():
    change = {"effective_on": "2026-11-12", "parameter": "late_fee_rate", "value": "0.0003", "clause": "3.5"}
    found = stated(deal=papers.agreement(amendments=[change]), p2=("2026-11-16", "320.01"))
    assert rows(found) == [
        (500, "2026-11-04", "2026-11-11", 8, ()),
        (500, "2026-11-12", "2026-11-16", 5, ("p2",)),
        (179, "2026-11-17", "2026-11-23", 7, ()),
    ]
    # 500.00 × 8 × 1 % + 500.00 × 5 × 0.03 % + 179.99 × 7 × 0.03 %
    assert found.exact / YUAN == 40 + Fraction("0.75") + Fraction("0.377979")
    assert found.total == 4113 * FEN


@pytest.mark.parametrize(("day", "days"), [(2, None), (3, None), (4, 1)])
def test_the_first_overdue_day_is_the_one_after_the_deadline(day, days):
    as_of = date(2026, 11, day)
    if days is None:
        with pytest.raises(Refused) as refused:
            stated(as_of)
        assert refused.value.problems[0].code == "no_late_fee"
    else:
        assert [r.days for r in stated(as_of).ranges] == [days]


def test_an_invoice_that_is_not_there_is_refused():
    with pytest.raises(Refused) as refused:
        stated(invoices=[INVOICE | {"id": "other"}])
    assert refused.value.problems[0].code == "no_such_record"


def test_a_red_letter_invoice_or_one_still_to_come_is_refused_as_what_it_is():
    red = INVOICE | {"id": "red", "amount": "-1.00", "reverses": INVOICE["id"]}
    facts = papers.facts(papers.ledger(invoices=[INVOICE, red]))
    for day, name, code in ((date(2026, 12, 1), "red", "red_letter_itself"), (date(2020, 1, 1), "i-1", "not_yet")):
        with pytest.raises(Refused) as refused:
            fee_statement(assess(facts, day), name)
        assert [problem.code for problem in refused.value.problems] == [code]


def test_what_went_to_the_late_fee_first_is_told_apart():
    deal = papers.agreement(readings={"payment_covers_first": "penalty"})
    found = stated(deal=deal, p=("2026-11-13", "200.00"))
    assert (found.penalty_paid, found.outstanding) == (5000 * FEN, 35000 * FEN)
    assert [(r.principal // YUAN, r.days) for r in found.ranges] == [(500, 10), (350, 10)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_the_ranges_add_up_to_the_figure_without_gap_or_overlap(random):
    sections, last = documents.document_and_day(random)
    found = assess(papers.facts(sections), last)
    for key, coverage in found.covered.invoices.items():
        if not found.figures["late_fee", "invoice", key].value:
            continue
        made = fee_statement(found, key)
        assert made.total == to_fen(made.exact)
        days = [r.first.toordinal() + n for r in made.ranges for n in range(r.days)]
        assert days == list(range(coverage.deadline.toordinal() + 1, days[-1] + 1))
        assert all(r.last.toordinal() == r.first.toordinal() + r.days - 1 for r in made.ranges)
