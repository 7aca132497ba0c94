"""The account between the parties over a span: its identities on random ledgers, and spans that follow each other."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money import FEN
from models.problems import Refused
from models.settlement.settlement import METHODS, settle
from tests.models import documents
from tests.reports import papers

DAY = timedelta(days=1)


def drawn(random, reading):
    sections, last = documents.document_and_day(random)
    if reading:
        sections["agreement"].setdefault("readings", {})["payment_covers_first"] = reading
    return papers.facts(sections), max(last, date(2001, 1, 1))


readings = st.sampled_from([None, "penalty"])
randoms = st.randoms(use_true_random=False)


@given(randoms, st.integers(0, 500), readings)
def test_the_identities_hold_to_the_fen(random, days, reading):
    facts, last = drawn(random, reading)
    made = settle(facts, last - days * DAY, last)
    assert made.opening + made.invoiced - made.reversed_ - sum(made.covered.values()) == made.closing
    assert sum(move.covered for move in made.movements) == sum(made.covered.values())
    assert made.opening_credit + sum(move.credit for move in made.movements) == made.closing_credit
    assert min(made.opening, made.closing, made.opening_credit, made.closing_credit) >= 0
    for move in made.movements:
        assert move.money == move.covered + move.penalty + move.credit
        if move.payment is not None and move.payment.method == "credit":
            assert move.money == 0 >= move.credit
        elif move.payment is not None:
            assert move.money == move.payment.amount
            assert move.credit >= 0
    for fee in made.late_fees:
        assert fee.opening + fee.accrued == fee.closing
        assert 0 <= fee.paid <= fee.closing
    assert sum(charge.payable for charge in made.charges) == made.billed
    amounts = [made.opening, made.invoiced, made.reversed_, made.closing, *made.covered.values()]
    assert not [amount for amount in amounts if amount % FEN]


@given(randoms, st.lists(st.integers(1, 200), min_size=1, max_size=3), readings)
def test_what_closes_a_span_opens_the_next_and_spans_add_up(random, lengths, reading):
    facts, last = drawn(random, reading)
    ends = [last]
    for length in lengths:
        ends.insert(0, ends[0] - length * DAY)
    parts = [settle(facts, start + DAY, end) for start, end in pairwise(ends)]
    whole = settle(facts, ends[0] + DAY, last)
    for one, following in pairwise(parts):
        assert one.closing == following.opening
        assert one.closing_credit == following.opening_credit
        closed = {fee.invoice.id: fee.closing for fee in one.late_fees if fee.closing}
        opened = {fee.invoice.id: fee.opening for fee in following.late_fees if fee.opening}
        assert closed == opened
    assert sum(part.invoiced for part in parts) == whole.invoiced
    assert sum(part.reversed_ for part in parts) == whole.reversed_
    for method in METHODS:
        assert sum(part.covered[method] for part in parts) == whole.covered[method]
    assert sorted(bill.id for part in parts for bill in part.bills) == sorted(bill.id for bill in whole.bills)
    assert sum(part.billed for part in parts) == whole.billed
    moved = [move for part in parts for move in part.movements]
    assert sum(move.money for move in moved) == sum(move.money for move in whole.movements)
    assert sum(move.credit for move in moved) == sum(move.credit for move in whole.movements)
    orders = [{refund.order.id for refund in part.refunds} for part in (*parts, whole)]
    assert set().union(*orders[:-1]) == orders[-1]


@given(randoms, readings)
def test_everything_that_ever_happened_starts_from_nothing(random, reading):
    facts, _ = drawn(random, reading)
    made = settle(facts, date(2001, 1, 1), date(2027, 12, 31))
    received = [invoice for invoice in facts.invoices.values() if invoice.reverses is None]
    undated = sum(
        invoice.amount for invoice in received if not (invoice.issued_on or invoice.sent_at or invoice.received_at)
    )
    assert made.invoiced == sum(invoice.amount for invoice in received) - undated
    assert sum(move.money for move in made.movements) == sum(
        payment.amount for payment in facts.payments.values() if payment.method != "credit"
    )
    assert made.billed == sum(bill.total for bill in facts.bills.values())
    assert made.opening_credit == 0


def test_a_credit_payment_is_no_money_and_covers_no_more_than_there_is():
    invoices = [
        {"id": "a", "issued_on": "2026-01-05", "received_at": "2026-01-05T10:00:00+08:00", "amount": "30.00"},
        {"id": "b", "issued_on": "2026-03-02", "received_at": "2026-03-02T10:00:00+08:00", "amount": "100.00"},
    ]
    payments = [
        {"id": "p", "paid_on": "2026-01-10", "amount": "70.00", "method": "online"},
        {"id": "q", "paid_on": "2026-03-05", "amount": "90.00", "method": "credit"},
    ]
    made = settle(
        papers.facts(papers.ledger(invoices=invoices, payments=payments)), date(2026, 1, 1), date(2026, 3, 31)
    )
    p, q = made.movements
    assert (p.money, p.covered, p.credit) == (7000 * FEN, 3000 * FEN, 4000 * FEN)
    assert (q.money, q.covered, q.credit) == (0, 4000 * FEN, -4000 * FEN)
    assert (made.closing, made.closing_credit) == (6000 * FEN, 0)


def test_an_order_settled_without_a_broken_promotion_has_no_refund_figure():
    order = {"id": "o", "service": "db", "paid_on": "2026-01-01", "starts_on": "2026-01-01", "ends_on": "2026-01-11"}
    order |= {"list_price": "100.00", "cash": "50.00", "settled_on": "2026-01-05"}
    broken = order | {"id": "x", "promotions": [{"name": "满减", "condition_met": False}]}
    made = settle(papers.facts(papers.ledger(orders=[order, broken])), date(2026, 1, 1), date(2026, 1, 31))
    found = {refund.order.id: (refund.cash, refund.gift, refund.owed) for refund in made.refunds}
    # five of ten days at list price: 50.00 used of 50.00 paid
    assert found == {"o": (None, None, None), "x": (0, 0, 0)}


@pytest.mark.parametrize(
    ("settled", "inside"), [("2026-01-31", False), ("2026-02-01", True), ("2026-02-28", True), ("2026-03-01", False)]
)
def test_an_order_is_refunded_in_the_span_of_its_settlement(settled, inside):
    order = {"id": "o", "service": "db", "paid_on": "2026-01-01", "starts_on": "2026-01-01", "ends_on": "2027-01-01"}
    order |= {"list_price": "100.00", "cash": "50.00", "settled_on": settled}
    made = settle(papers.facts(papers.ledger(orders=[order])), date(2026, 2, 1), date(2026, 2, 28))
    assert bool(made.refunds) is inside


def test_a_backwards_span_is_refused_and_one_day_is_not():
    facts = papers.facts(papers.ledger())
    assert settle(facts, date(2026, 2, 1), date(2026, 2, 1)).closing == 0
    with pytest.raises(Refused) as refused:
        settle(facts, date(2026, 2, 2), date(2026, 2, 1))
    assert [problem.code for problem in refused.value.problems] == ["bad_span"]
