"""The provider's refund sentence is computed again from its own numbers."""

from decimal import Decimal

import pytest

from models.sources.refund_formulas import mismatches, shortfall
from tests.files.make_provider_bills import REFUND


def test_the_documented_sentence_holds():
    assert mismatches(REFUND) == []


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("剩余88.79元", "剩余88.77元", [("88.77", "88.79"), ("343.12", "343.10")]),
        ("退款：343.12元", "退款：343.11元", [("343.11", "343.12")]),
        ("剩余81.41元", "剩余81.39元", [("81.39", "81.41"), ("343.12", "343.10")]),
        ("已使用第一阶梯按量:0.02元", "已使用第一阶梯按量:0.06元", [("88.79", "88.75")]),
    ],
)
def test_a_number_that_does_not_follow_is_found(right, wrong, expected):
    found = mismatches(REFUND.replace(right, wrong))
    assert [(one.stated, one.computed) for one in found] == expected


@pytest.mark.parametrize(("remaining", "holds"), [("81.40", True), ("81.42", True), ("81.43", False)])
def test_a_fen_either_way_is_the_rounding_of_the_printed_percentage(remaining, holds):
    sentence = f"现金支付84.12元-原价95.6*使用时间3.2258%*折扣:88=剩余{remaining}元"
    assert (mismatches(sentence) == []) == holds


def test_a_sentence_without_readable_parts_says_nothing():
    assert mismatches("退款：12.00元，详见订单") == []


@pytest.mark.parametrize(
    ("right", "wrong", "missing"),
    [
        ("退款：343.12元", "退款：343.10元", "0.02"),
        ("剩余88.79元", "剩余88.77元", "0"),
        ("退款：343.12元", "退款：343.20元", "-0.08"),
        ("已使用第一阶梯按量:0.02元", "已使用第一阶梯按量:0.06元", "-0.04"),
    ],
)
def test_what_is_missing_is_what_its_parts_come_to_less_what_it_says(right, wrong, missing):
    assert shortfall(REFUND.replace(right, wrong)) == Decimal(missing)
