"""The words of printed documents: blanks, days, months and amounts as Chinese letters write them."""

import re
from datetime import date
from string import Formatter

import pytest

from reports.wording import capitals, letter_words, long_date, long_month, wording, yuan

LETTERS = ("settlement",)
YUAN = 100_000_000


def texts(name):
    def walk(found, prefix=""):
        for key, value in found.items():
            if isinstance(value, dict):
                yield from walk(value, f"{prefix}{key}.")
            elif isinstance(value, list):
                yield from ((f"{prefix}{key}", part) for part in value)
            else:
                yield prefix + key, value

    return list(walk(wording(name)._texts))


def test_days_are_written_without_leading_zeros():
    assert long_date(date(2026, 1, 2)) == "2026年1月2日"
    assert long_month("2026-09") == "2026年9月"


@pytest.mark.parametrize(
    ("amount", "shown", "spelt"),
    [
        (123456 * YUAN // 100, "1,234.56", "人民币壹仟贰佰叁拾肆元伍角陆分"),
        (0, "0.00", "人民币零元整"),
        (-5 * YUAN, "-5.00", "人民币负伍元整"),
        (9_999_999_999 * YUAN, "9,999,999,999.00", "人民币玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整"),
    ],
)
def test_amounts_are_grouped_and_spelt(amount, shown, spelt):
    assert (yuan(amount), capitals(amount)) == (shown, spelt)


def test_a_fine_amount_shows_all_its_decimals():
    assert yuan(YUAN + 1) == "1.00000001"


def test_a_day_is_written_out_in_a_sentence_and_a_missing_blank_is_a_bug():
    request = letter_words("zh")
    assert "公布至2026年11月2日" in request.text("annex_lead", through=date(2026, 11, 2))
    with pytest.raises(KeyError):
        request.text("annex_lead")
    with pytest.raises(KeyError):
        request.text("no_such_text")


@pytest.mark.parametrize("name", LETTERS)
def test_chinese_sentences_carry_chinese_punctuation(name):
    for key, text in texts(name):
        plain = "".join(part for part, *_ in Formatter().parse(text))
        assert not re.search(r"[一-鿿][,;:!?()]|[,;!?()][一-鿿]", plain), key
        assert plain.count("“") == plain.count("”"), key
        assert plain.count("（") == plain.count("）"), key
        assert plain.count("《") == plain.count("》"), key
        assert "。。" not in plain, key


@pytest.mark.parametrize("name", LETTERS)
def test_every_blank_has_a_name(name):
    for key, text in texts(name):
        assert all(blank != "" for _, blank, *_ in Formatter().parse(text) if blank is not None), key
