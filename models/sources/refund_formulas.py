"""The sentence in which the provider derives a refund, read and computed again.

As documented (one sentence):

``退款：343.12元，…部件cvm:现金支付88.81元-已使用第一阶梯按量:0.02元=剩余88.79元;
…现金支付84.12元-原价95.6*使用时间3.2258%*折扣:88=剩余81.41元;``

Parts that subtract what was used from what was paid, and their sum at the front.
A discount of 88 means 88 %.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_AMOUNT = r"(-?\d{1,12}(?:\.\d{1,8})?)"
_WHOLE = re.compile(rf"退款[：:]\s*{_AMOUNT}\s*元")
_PART = re.compile(
    rf"现金支付\s*{_AMOUNT}\s*元\s*-\s*(?:"
    rf"(?:已使用)?[^;；=]*?[:：]?\s*{_AMOUNT}\s*元|"
    rf"原价\s*{_AMOUNT}\s*元?\s*\*\s*使用时间\s*{_AMOUNT}\s*%\s*\*\s*折扣[:：]?\s*{_AMOUNT}"
    rf")\s*=\s*剩余\s*{_AMOUNT}\s*元"
)
_FEN = Decimal("0.01")


class Mismatch(NamedTuple):
    """A sum of the sentence that does not hold: what it says, and what its own numbers give."""

    part: str
    stated: str
    computed: str


def mismatches(sentence: str) -> list[Mismatch]:
    """Give each part of a refund sentence whose arithmetic does not hold, to 0.01 CNY; the whole last.

    A sentence without readable parts gives nothing: there is nothing to compute again.
    """
    return _again(sentence)[0]


def shortfall(sentence: str) -> Decimal:
    """Give by how much a sentence refunds less, in CNY, than its own parts come to; below zero where it is more."""
    return _again(sentence)[1]


def _again(sentence: str) -> tuple[list[Mismatch], Decimal]:
    found = []
    remaining = due = Decimal(0)
    parts = list(_PART.finditer(sentence))
    for part in parts:
        paid, used, listed, percent, discount, stated = (Decimal(text) if text else None for text in part.groups())
        assert paid is not None  # noqa: S101 - the pattern has them
        assert stated is not None  # noqa: S101
        if used is None:
            assert listed is not None  # noqa: S101
            assert percent is not None  # noqa: S101
            assert discount is not None  # noqa: S101
            used = listed * percent / 100 * discount / 100
        computed = (paid - used).quantize(_FEN, ROUND_HALF_UP)
        if abs(computed - stated) > _FEN:  # the percentage printed is rounded: a fen either way is its rounding
            found.append(Mismatch(part[0], str(stated), str(computed)))
            due += computed - stated
        remaining += stated
    whole = _WHOLE.search(sentence)
    if parts and whole and Decimal(whole[1]) != remaining:
        found.append(Mismatch(whole[0], whole[1], str(remaining)))
        due += remaining - Decimal(whole[1])
    return found, due
