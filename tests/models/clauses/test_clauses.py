"""Clauses looked up: by number however it is written, by words, and quoted as the figures need them."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clauses.clauses import OMITTED, Clauses, clauses_of, read_clauses
from models.clauses.numerals import chinese_numeral, fold, number_of
from models.facts.records import AgreementCopy
from tests.models import samples
from tests.models.clauses import invented

CLAUSES = Clauses(invented.TEXT)


@pytest.mark.parametrize("written", ["3.2.2", " 3.2.2 ", "３．２．２", "第3.2.2条", "第 3.2.2 条", "3.2.2."])
def test_a_number_may_be_written_in_any_way(written):
    assert CLAUSES.get(written).number == "3.2.2"


@pytest.mark.parametrize(("written", "number"), [("第三条", "3"), ("第3条", "3"), ("3", "3"), ("preamble", "preamble")])
def test_chapters_and_the_rest_have_numbers_too(written, number):
    assert CLAUSES.get(written).number == number


@pytest.mark.parametrize("number", ["", "9", "3.2.9", "3.2.2.1", "云", "()", "第条", "第云条", "3.2.2(9)", "（1）"])
def test_no_clause_no_words(number):
    assert CLAUSES.get(number) is None
    assert CLAUSES.quote(number) is None
    assert CLAUSES.children(number) == ()
    assert CLAUSES.with_below(number) == ()


def test_children_and_everything_below():
    assert [clause.number for clause in CLAUSES.children("3")] == ["3.1", "3.2", "3.3"]
    assert [clause.number for clause in CLAUSES.children("3.2")] == ["3.2.1", "3.2.2"]
    assert [clause.number for clause in CLAUSES.with_below("第4条")] == ["4", "4.1", "4.1.1", "4.1.2", "4.2"]
    assert "preamble" not in {clause.number for clause in CLAUSES.numbered}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("3.1.2", "甲方须在5个工作日内付款。"),
        ("5", "云朵下雨时，双方均不负责。甲方应当带伞，乙方应当在1天前告知。"),
        ("3.1", "开始"),
        (
            "6.2",
            f"乙方发出的通知在以下情况下视为收到：\n{OMITTED}\n如果收到当天放假，则以放假后第一个工作日为准。",
        ),
        ("4.1", "甲方不得有以下行为："),
        ("3.2.2(2)", "（2）跨月退回的，提供以下资料。"),
        ("3.2.2（2）", "（2）跨月退回的，提供以下资料。"),
    ],
)
def test_the_users_own_words(number, words):
    assert CLAUSES.quote(number) == words


def test_items_are_quoted_with_what_follows_them():
    quoted = CLAUSES.quote("3.2.2").splitlines()
    assert quoted[0] == "发票按以下办法退回："
    assert quoted[1:4] == [
        "（1）当月退回的，直接退回。",
        "（2）跨月退回的，提供以下资料。",
        "（3）尚未开票的，无需资料。",
    ]
    assert quoted[4] == "若都不符合，则不退。退回后次月重新开票。"


def test_where_two_clauses_claim_a_number_both_are_quoted():
    assert Clauses("第一条 甲\n1.1 云。\n1.1 雨。").quote("1.1") == "云。\n雨。"


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("伞", ["5"]),
        ("鸽子", ["6.2.2"]),
        ("钥匙 立即", ["2.2"]),
        ("钥匙", ["2.1", "2.2"]),
        ("户名", ["3.2.1"]),
        ("跨月 资料", ["3.2.2"]),
        ("１９２．168", ["2.1"]),
        ("包括但不限于", ["1.2"]),
        ("第一个工作日", ["6.2"]),
        ("钥匙 鸽子", []),
        ("", []),
        ("  ", []),
    ],
)
def test_search_wants_all_words_whatever_their_width(words, numbers):
    assert [clause.number for clause in CLAUSES.search(words)] == numbers


@pytest.mark.parametrize("words", ["ddos", "DDoS", "ＤＤＯＳ", "d"])
def test_search_does_not_mind_case(words):
    assert [clause.number for clause in Clauses("第一条 甲\n1.1 云。\n1.2 DDoS攻击。").search(words)] == ["1.2"]


@given(st.text("云雨甲乙aB１ ", max_size=4))
def test_what_is_found_holds_every_word(words):
    def plain(text):
        return "".join(unicodedata.normalize("NFKC", text).casefold().split())

    found = CLAUSES.search(words)
    for clause in CLAUSES.all:
        holds = bool(words.split()) and all(plain(word) in plain(clause.mark + clause.words) for word in words.split())
        assert (clause in found) == holds


def test_a_text_is_split_once():
    assert read_clauses(invented.TEXT) is read_clauses(invented.TEXT)


def test_the_newest_copy_counts_and_of_one_day_the_last_entered():
    facts = samples.read(samples.only())
    assert clauses_of(facts) is None
    copies = [
        AgreementCopy("a", "a.txt", "第一条 甲\n1.1 旧。", date(2026, 1, 1)),
        AgreementCopy("b", "b.txt", "第一条 甲\n1.1 先。", date(2026, 2, 1)),
        AgreementCopy("c", "c.txt", "第一条 甲\n1.1 后。", date(2026, 2, 1)),
    ]
    assert clauses_of(facts.with_records([copies[1], copies[0]])).quote("1.1") == "先。"
    assert clauses_of(facts.with_records(copies)).quote("1.1") == "后。"


@given(st.integers(0, 999))
def test_chinese_numerals_read_as_they_are_written(number):
    assert number_of(chinese_numeral(number)) == number
    assert number_of(str(number)) == number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        *(
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百零五", 105),
            ("一百一十", 110),
            ("两", 2),
            ("〇", 0),
            ("一二", 12),
        ),
        *(("", None), ("十百", None), ("一十二十", None), ("云", None), ("二二十", None), ("-1", None), ("1234", None)),
    ],
)
def test_numerals(numeral, number):
    assert number_of(numeral) == number


@given(st.text(max_size=50))
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(text)
