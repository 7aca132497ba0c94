"""The fee statement, proven from the PDF's own text."""

import re
from datetime import date
from fractions import Fraction

import pytest

from models.assess import assess
from models.money import YUAN
from reports.fee_statement import exact_yuan, fee_statement_pdf
from tests.reports import papers
from tests.reports.papers import Printed

INVOICE = {"id": "i-1", "issued_on": "2026-10-19", "received_at": "2026-10-20T15:30:00+08:00", "amount": "500.00"}
CHANGE = {"effective_on": "2026-11-12", "parameter": "late_fee_rate", "value": "0.0003", "clause": "3.5"}
PAYMENTS = [{"id": "p-2", "paid_on": "2026-11-16", "amount": "320.01", "method": "bank"}]


def made(invoice=INVOICE, **agreement):
    deal = papers.agreement(amendments=[CHANGE], **agreement)
    sections = papers.ledger(invoices=[invoice], payments=PAYMENTS, agreement=deal)
    return Printed(fee_statement_pdf(assess(papers.facts(sections), date(2026, 11, 23)), "i-1"))


@pytest.fixture(scope="module")
def read():
    return made()


def test_every_range_is_printed_and_recomputes(read):
    row = re.compile(r"(\d) ([\d.]+) (\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d) (\d+) ([\d.]+)% ([\d.]+) (\S+)")
    found = [row.fullmatch(line) for line in read.between("段 欠付本金", "各段之和")]
    fees = [Fraction(m[2]) * int(m[5]) * Fraction(m[6]) / 100 for m in found]
    assert [Fraction(m[7]) for m in found] == fees
    assert [m[8] for m in found] == ["比例变更", "p-2付款", "计算截止"]
    assert exact_yuan(sum(fees) * YUAN) == "41.127979"


def test_the_total_is_rounded_once_and_says_so(read):
    assert "41.127979元取为41.13元" in read.text
    assert "四舍五入到分一次" in read.text
    assert "人民币肆拾壹元壹角叁分" in read.text
    assert "逾期违约金·发票i-141.13元" in read.text


def test_the_law_beside_stays_out(read):
    assert "LPR" not in read.text


def test_payments_and_parties(read):
    assert "2026-11-16p-2银行转账320.01" in read.text
    assert "甲某科技有限公司" in read.text
    assert read.properties["Title"] == "逾期违约金计算表 i-1"
    assert not papers.undrawn(read.pdf)


def test_late_fees_covered_first_leave_a_rest():
    text = made(readings={"payment_covers_first": "penalty"}).text
    assert "违约金已抵充40.75元，尚余" in text


def test_the_same_ledger_and_day_give_the_same_bytes(read):
    assert made().pdf == read.pdf


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (YUAN, "1.00"),
        (YUAN * Fraction("1234.5"), "1,234.50"),
        (Fraction(YUAN, 200), "0.005"),
        (Fraction(1, 8), "0.00000000125"),
    ],
)
def test_exact_amounts_are_written_in_full(amount, shown):
    assert exact_yuan(Fraction(amount)) == shown
