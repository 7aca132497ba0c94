"""Amounts in capitals, against the rule's own examples, an independent construction, and a reader back to numbers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.capitals import amount_in_capitals

HAND_CHECKED = {
    # the examples of the rule 《正确填写票据和结算凭证的基本规定》 (with 整 behind 角, which it leaves free)
    1_409_50: "壹仟肆佰零玖元伍角整",
    6_007_14: "陆仟零柒元壹角肆分",
    1_680_32: "壹仟陆佰捌拾元叁角贰分",
    107_000_53: "壹拾万柒仟元伍角叁分",
    16_409_02: "壹万陆仟肆佰零玖元零贰分",
    325_04: "叁佰贰拾伍元零肆分",
    # by hand
    0: "零元整",
    1: "壹分",
    10: "壹角整",
    11: "壹角壹分",
    1_00: "壹元整",
    1_01: "壹元零壹分",
    10_00: "壹拾元整",
    11_10: "壹拾壹元壹角整",
    100_05: "壹佰元零伍分",
    1_010_00: "壹仟零壹拾元整",
    10_000_00: "壹万元整",
    10_001_00: "壹万零壹元整",
    100_500_00: "壹拾万零伍佰元整",
    1_000_000_00: "壹佰万元整",
    1_000_010_00: "壹佰万零壹拾元整",
    10_203_040_00: "壹仟零贰拾万叁仟零肆拾元整",
    100_000_000_00: "壹亿元整",
    500_002_092_00: "伍亿零贰仟零玖拾贰元整",
    100_001_000_00: "壹亿零壹仟元整",
    1_000_000_000_000_00: "壹万亿元整",
    1_000_050_000_000_00: "壹万亿零伍仟万元整",
    -12_30: "负壹拾贰元叁角整",
}


@pytest.mark.parametrize(("fen", "words"), HAND_CHECKED.items())
def test_hand_checked(fen, words):
    assert amount_in_capitals(fen) == words


def test_a_prefix_stands_directly_in_front():
    assert amount_in_capitals(345_67, prefix="人民币") == "人民币叁佰肆拾伍元陆角柒分"
    assert amount_in_capitals(-1, prefix="人民币") == "人民币负壹分"


def test_only_integers_and_only_amounts_that_have_capitals():
    for wrong in (1.5, "1", True, None):
        with pytest.raises(TypeError):
            amount_in_capitals(wrong)
    assert amount_in_capitals(10**18 - 1).startswith("玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿")
    with pytest.raises(ValueError, match="no capitals"):
        amount_in_capitals(10**18)


def by_groups(fen):
    """Construct the same words group of four by group of four."""
    digits, scales = "零壹贰叁肆伍陆柒捌玖", ("", "万", "亿", "万")

    def group(number):
        words, gap = "", False
        for power, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
            digit = number // power % 10
            if digit:
                words += ("零" if gap else "") + digits[digit] + unit
                gap = False
            elif words:
                gap = True
        return words

    yuan, jiao, last = abs(fen) // 100, abs(fen) // 10 % 10, abs(fen) % 10
    groups = [yuan // 10 ** (4 * index) % 10**4 for index in range(4)]
    words, pending = "", False
    for index in (3, 2, 1, 0):
        if groups[index]:
            words += "零" if words and (pending or groups[index] < 1000) else ""
            words += group(groups[index]) + scales[index]
            pending = False
            if index == 3 and not groups[2]:
                words += "亿"
                pending = True
        elif words:
            pending = True
    words += "元" if yuan or not abs(fen) else ""
    if not abs(fen):
        words = "零元"
    words += digits[jiao] + "角" if jiao else ("零" if yuan and last else "")
    words += digits[last] + "分" if last else "整"
    return ("负" if fen < 0 else "") + words


def read_back(words):
    """Read capitals as a number of fen."""
    sign = -1 if words.startswith("负") else 1
    match = re.fullmatch(r"负?(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?整?", words)
    digits = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}

    def integer(text):
        for name, scale in (("亿", 10**8), ("万", 10**4), ("仟", 1000), ("佰", 100), ("拾", 10)):
            if name in text:
                above, below = text.rsplit(name, 1) if scale == 10**8 else text.split(name, 1)
                return integer(above) * scale + (integer(below.lstrip("零")) if below.lstrip("零") else 0)
        return digits[text]

    yuan, jiao, fen = match.groups()
    return sign * ((integer(yuan) * 100 if yuan else 0) + digits[jiao or "零"] * 10 + digits[fen or "零"])


AMOUNTS = st.one_of(
    st.integers(-(10**6), 10**6),
    st.integers(-(10**18) + 1, 10**18 - 1),
    st.lists(st.sampled_from("0000123456789"), min_size=1, max_size=18).map(lambda digits: int("".join(digits))),
)


@given(AMOUNTS)
def test_agrees_with_the_construction_by_groups(fen):
    assert amount_in_capitals(fen) == by_groups(fen)


@given(AMOUNTS)
def test_reads_back_to_the_same_amount(fen):
    assert read_back(amount_in_capitals(fen)) == fen


@given(AMOUNTS)
def test_no_two_zeros_meet_and_none_ends_a_group(fen):
    words = amount_in_capitals(fen)
    assert "零零" not in words
    assert not re.search(r"零[万亿整]", words)
    assert words.endswith(("整", "分"))
