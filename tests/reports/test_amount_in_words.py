"""Amounts in English words: examples, and every amount read back to the same fen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.amount_in_words import amount_in_words

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15}


def number(words):
    """Read a number as a reader does: hundreds below each scale, the scales added up."""
    whole = part = 0
    for word in re.split(r"[ -]", words):
        if word in ONES:
            part += ONES.index(word)
        elif word in TENS:
            part += 10 * (TENS.index(word) + 2)
        elif word == "hundred":
            part *= 100
        elif word in SCALES:
            whole, part = whole + part * SCALES[word], 0
        else:
            assert word == "and", word
    return whole + part


def read_back(words):
    match = re.fullmatch(r"Renminbi (minus )?(?:(.+?) yuan)?(?: and )?(?:(.+?) fen)? only", words)
    fen = 100 * number(match[2] or "zero") + number(match[3] or "zero")
    return -fen if match[1] else fen


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "zero yuan"),
        (1, "one fen"),
        (99, "ninety-nine fen"),
        (100, "one yuan"),
        (101, "one yuan and one fen"),
        (4567, "forty-five yuan and sixty-seven fen"),
        (14_00, "fourteen yuan"),
        (100_00, "one hundred yuan"),
        (101_00, "one hundred and one yuan"),
        (140_950, "one thousand four hundred and nine yuan and fifty fen"),
        (1_000_001_00, "one million and one yuan"),
        (20_120_000_00, "twenty million one hundred and twenty thousand yuan"),
        (-500, "minus five yuan"),
    ],
)
def test_amounts_are_spelt(fen, words):
    assert amount_in_words(fen) == f"Renminbi {words} only"


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_every_amount_is_read_back(fen):
    assert read_back(amount_in_words(fen)) == fen


def test_only_integers_and_only_amounts_that_have_words():
    for wrong in (1.0, "1", True, None):
        with pytest.raises(TypeError):
            amount_in_words(wrong)
    with pytest.raises(ValueError, match="no words"):
        amount_in_words(10**18)
