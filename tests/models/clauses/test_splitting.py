"""An agreement's text split: every clause with whole sentences, no number inside a sentence taken, nothing lost."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clauses.splitting import CLOSING, PREAMBLE, split, split_with_problems
from tests.models.clauses import invented

REAL = Path(__file__).parents[3] / "../shared/agreement/agreement.txt"


def by_number(text):
    return {clause.number: clause for clause in split(text)}


def numbers(text):
    return [clause.number for clause in split(text)]


def bare(text):
    return "".join(text.split())


def read_out(clauses):
    """Put the clauses together again in the order of the source: a closing comes after the clauses below."""

    def whole(clause):
        parts = [clause.mark, clause.title or "", clause.text, *(m + t for m, t in clause.items)]
        below = [whole(other) for other in clauses if other.parent == clause.number]
        return "".join([*parts, *below, clause.closing])

    return bare("".join(whole(clause) for clause in clauses if clause.parent is None))


INVENTED = by_number(invented.TEXT)


def test_every_number_in_order():
    assert numbers(invented.TEXT) == invented.NUMBERS
    assert not split_with_problems(invented.TEXT).problems


def test_nothing_is_lost_but_whitespace():
    assert read_out(split(invented.TEXT)) == bare(invented.TEXT)


@pytest.mark.parametrize(
    ("number", "parent", "level", "title"),
    [
        *(("1", None, 1, "总则"), ("2", None, 1, "账号"), ("3", None, 1, "租用"), ("5", None, 1, "下雨")),
        *(("3.1", "3", 2, "开始"), ("3.2", "3", 2, "费用"), ("3.3", "3", 2, None), ("3.2.2", "3.2", 3, None)),
        *(("4.1.2", "4.1", 3, None), (PREAMBLE, None, 0, None), (CLOSING, None, 0, None)),
    ],
)
def test_where_a_clause_stands(number, parent, level, title):
    clause = INVENTED[number]
    assert (clause.parent, clause.level, clause.title) == (parent, level, title)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1.2", "云朵的样式（统称“样式”），以乙方展示的为准，包括但不限于卷云、积云、层云。"),
        ("2.1", "甲方应当妥善保管钥匙，服务器地址为192.168.1.1 或者 10.5 条所列的地址。"),
        ("2.2", "甲方发现钥匙遗失的，应当立即通知乙方。\n钥匙遗失期间的后果由甲方承担，"
                "单独的说明可能以电子文档形式展示，也可能以纸张展示，由此产生的费用由甲方负担。"),
        ("3.1.1", "甲方可以随时开始租用。"),
        ("3.2.1", "甲方向下列账户付款：\n户 名：云朵出租（虚构）有限公司\n银行账号：【账号】\n开户行：天上银行"),
        ("5", "云朵下雨时，双方均不负责。甲方应当带伞，乙方应当在1天前告知。"),
        ("6.2.2", "鸽子送出的，第3个自然日视为收到。"),
    ],
)  # fmt: skip
def test_sentences_are_whole(number, text):
    assert INVENTED[number].text == text


def test_items_and_what_follows_them():
    clause = INVENTED["3.2.2"]
    assert clause.text == "发票按以下办法退回："
    assert clause.items == (
        ("（1）", "当月退回的，直接退回。"),
        ("（2）", "跨月退回的，提供以下资料。"),
        ("（3）", "尚未开票的，无需资料。"),
    )
    assert clause.closing == "若都不符合，则不退。退回后次月重新开票。"


def test_a_closing_sentence_belongs_to_the_clause_that_leads_to_the_list():
    assert INVENTED["6.2"].closing == "如果收到当天放假，则以放假后第一个工作日为准。"
    assert not INVENTED["6.2.2"].closing


def test_before_and_after_the_clauses():
    assert INVENTED[PREAMBLE].text.startswith("协议编号")
    assert INVENTED[PREAMBLE].text.endswith("地址：天上路38号")
    assert INVENTED[CLOSING].text == "（正文完）\n甲方：【甲方名称】\n时间：2021年11月08日"


def test_positions_point_into_the_source():
    for clause in split(invented.TEXT):
        begins = clause.mark or clause.text[:4]
        assert invented.TEXT[clause.position :].startswith(begins), clause.number


def test_signatures_close_without_a_word_that_says_so():
    text = "第一条 总则\n1.1 云朵很轻。\n甲方（盖章）：云下公司\n日期：2021年1月1日"
    assert by_number(text)[CLOSING].text == "甲方（盖章）：云下公司\n日期：2021年1月1日"


# Numbers inside sentences ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        *("3.2.4 条约定的费用另计。", "1.1 元每朵。", "1.3倍计算。", "2.0版本为准。", "2021年起施行。", "1.3%的标准。"),
        *("192.168.1.1 为准。", "9.9 云朵。", "1.3、1.4 两条。", "第二条约定的办法办理。", "第二条、第三条的约定。"),
        *(
            "1.3。",
            "1.03 云朵。",
            "第 1.3 条约定的办法。",
            "（正文见附页。",
            "1.2345 云朵。",
            "5. 云朵。",
            "1.3小时内。",
        ),
    ],
)
def test_a_number_inside_a_sentence_begins_no_clause(line):
    text = f"第一条 总则\n1.1 云朵很轻。\n1.2 甲方应当按照\n{line}"
    found = by_number(text)
    assert list(found) == ["1", "1.1", "1.2"]
    assert bare(found["1.2"].text) == bare(f"甲方应当按照{line}")


@pytest.mark.parametrize(
    "line", ["1.3 云朵很轻。", "1.3云朵很轻。", "- 1.3 云朵", "１．３ 云朵。", "1.3. 云朵。", "1.3、云朵。"]
)
@pytest.mark.parametrize("before", ["云朵很轻。", "开户行：天上银行", "云朵很轻；", "云朵很轻", "可以：", "（云朵。）"])
def test_the_same_number_at_a_lines_start_in_sequence_does(line, before):
    assert numbers(f"第一条 总则\n1.1 云。\n1.2 {before}\n{line}") == ["1", "1.1", "1.2", "1.3"]


def test_of_two_lines_with_one_number_the_one_after_a_sentence_is_the_clause():
    text = "第一条 总则\n1.1 按照\n1.2 所列的办法。\n1.2 云朵很轻。"
    assert [(c.number, c.text) for c in split(text)][1:] == [("1.1", "按照1.2 所列的办法。"), ("1.2", "云朵很轻。")]


@pytest.mark.parametrize(
    ("text", "found", "problem"),
    [
        ("第一条 甲\n1.1 云。\n1.2 雨。\n1.2 雪。", "1 1.1 1.2 1.2", ("clause_repeated", "1.2", "1.2")),
        ("第一条 甲\n1.1 云。\n1.2 雨。\n1.1.1 雪。", "1 1.1 1.2 1.1.1", ("clause_out_of_order", "1.1.1", "1.2")),
        ("第一条 甲\n1.1 云。\n1.3 雨。", "1 1.1 1.3", ("clause_skipped", "1.3", "1.1")),
        ("第一条 甲\n1.1 云。\n2.1 雨。", "1 1.1 2.1", ("clause_skipped", "2.1", "1.1")),
        ("第一条 甲\n1.1 云。\n第三条 乙\n3.1 雨。", "1 1.1 3 3.1", ("clause_skipped", "3", "1.1")),
        ("第一条 甲\n1.1 云。\n第一条 乙\n1.2 雨。", "1 1.1 1 1.2", ("clause_repeated", "1", "1.1")),
    ],
)
def test_a_number_out_of_sequence_is_kept_and_reported(text, found, problem):
    split_up = split_with_problems(text)
    assert [clause.number for clause in split_up.clauses] == found.split()
    assert [(p.code, p.inputs["value"], p.inputs["before"]) for p in split_up.problems] == [problem]
    assert Counter(bare("".join(c.mark + c.words for c in split_up.clauses))) == Counter(bare(text))


# Other ways to count -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. 总则\n1.1 云。\n1.2 雨。\n2. 费用\n2.1 雪。", "1 1.1 1.2 2 2.1"),
        ("1 总则\n1.1 云：\n1、高云；\n2、低云。\n1.2 雨。\n2 费用\n2.1 雪。", "1 1.1 1.2 2 2.1"),
        ("一、总则\n1.1 云。\n二、费用\n2.1 雪。", "1 1.1 2 2.1"),
        ("第一章 总则\n1.1 云。\n第二章 费用\n2.1 雪。", "1 1.1 2 2.1"),
        ("第一章 总则\n第一条 云。\n第二条 雨。\n第二章 费用\n第三条 雪。", "第1章 1 2 第2章 3"),
        ("第一条 甲方应当爱护云朵，不得损坏。\n第二条 云朵归乙方所有。\n第十条约定除外。", "1 2"),
        ("第一条\n总则\n1.1 云。\n第十一条约定的除外。\n1.2 雨。", "1 1.1 1.2"),
        ("1.1 云。\n1.2 雨。", "1.1 1.2"),
        ("云雨协议\n云。雨。", "preamble"),
        ("", ""),
    ],
)
def test_ways_to_count_chapters(text, found):
    assert numbers(text) == found.split()
    assert read_out(split(text)) == bare(text)


def test_chapters_stand_below_the_part_before_them():
    found = by_number("第一章 总则\n第一条 云。\n第二条 雨。\n第二章 费用\n第三条 雪。")
    assert [found[number].parent for number in "123"] == ["第1章", "第1章", "第2章"]


def test_a_title_on_its_own_line():
    found = by_number("第一条\n总则\n1.1 违约责任\n违约的，应当赔偿。\n1.2 云。")
    assert (found["1"].title, found["1.1"].title, found["1.1"].text) == ("总则", "违约责任", "违约的，应当赔偿。")


def test_a_table_of_contents_is_no_clause():
    contents = "目录\n第一条 总则 ........ 1\n第二条 费用 ........ 2\n"
    body = "第一条 总则\n1.1 云。\n第二条 费用\n2.1 雨。"
    assert numbers(contents + body) == ["preamble", "1", "1.1", "2", "2.1"]
    assert not split_with_problems(contents + body).problems


@pytest.mark.parametrize(
    "marks", ["(1) (2)", "1） 2）", "① ②", "（一） （二）", "1、 2、", "a) b)", "（ 1 ）、 （2）、"]
)
def test_ways_to_count_items(marks):
    first, second = marks.rsplit(" ", 1)
    found = by_number(f"第一条 甲\n1.1 如下：\n{first}云，\n{second}雨。\n1.2 完。")["1.1"]
    assert found.items == ((first, "云，"), (second, "雨。"))


def test_an_agreement_that_is_there_again_and_again_is_not_taken_for_its_contents_or_headers():
    once = "第一条 总则\n1.1 云。\n第二条 费用\n2.1 办法\n2.1.1 雨。\n"
    assert numbers(once * 4) == ["1", "1.1", "2", "2.1", "2.1.1"] * 4


def test_items_inside_an_item_stay_with_it():
    found = by_number("第一条 甲\n1.1 如下：\n（1）云：\n①高；\n②低。\n（2）雨。\n1.2 完。")["1.1"]
    assert found.items == (("（1）", "云：\n①高；\n②低。"), ("（2）", "雨。"))


def test_an_item_only_spoken_of_is_none():
    assert not by_number("第一条 甲\n1.1 适用以下规定：\n（1）项规定的除外。")["1.1"].items


# Pages -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["第 {} 页 共 3 页", "- {} -", "{}", "{} / 3", "Page {} of 3", "—{}—"])
def test_page_numbers_are_left_out(page):
    pages = ["第一条 总则\n1.1 云朵应当很", "轻。\n1.2 雨应当下得", "很大。\n1.3 雪。"]
    text = "\n".join(f"{said}\n\n{page.format(number)}\n\f" for number, said in enumerate(pages, 1))
    split_up = split_with_problems(text)
    assert [clause.text for clause in split_up.clauses][1:] == ["云朵应当很轻。", "雨应当下得很大。", "雪。"]
    assert list(split_up.left_out) == [page.format(number) for number in (1, 2, 3)]


def test_a_header_that_comes_again_is_left_out_but_the_title_stays():
    said = ["第一条 总则\n1.1 云。\n1.2 云朵应当很", "轻。\n1.3 雨应当下得\n很\n大。\n1.4 凡雪", "花。\n1.5 雹。"]
    split_up = split_with_problems("云朵出租协议\n" + "\n云朵出租协议\n".join(said))
    assert [clause.text for clause in split_up.clauses] == [
        *("云朵出租协议", "", "云。", "云朵应当很轻。", "雨应当下得很大。", "凡雪花。", "雹。")
    ]
    assert split_up.left_out == ("云朵出租协议",) * 2


def test_a_lone_number_is_no_page_number():
    assert "7" in by_number("第一条 总则\n1.1 云朵的数量为：\n7\n1.2 雨。")["1.1"].text


def test_lines_broken_at_the_margin_are_paragraphs_again():
    sentence = "云朵出租期间的一切费用均由甲方自行承担并且按时支付给乙方。"
    said = [sentence * times for times in (4, 3, 5, 4, 6, 3)]
    broken = []
    for number, text in enumerate(said, 1):
        line = f"1.{number} {text}"
        broken += [line[at : at + 29] for at in range(0, len(line), 29)]
    found = by_number("\n".join(["第一条 总则", *broken]))
    assert [found[f"1.{number}"].text for number in range(1, 7)] == said


# Anything ----------------------------------------------------------------------------------------------------------

SENTENCES = st.lists(
    st.text("云雨雪甲方乙方应当不得按照，、“”（）天", min_size=2, max_size=30).map(lambda said: f"凡{said}止。"),
    min_size=1,
    max_size=3,
).map("".join)


@st.composite
def agreements(draw):
    """Give (numbers and texts, the text): chapters of clauses, written in any of the ways, broken by pages."""
    expected, written = [], []
    for chapter in range(1, draw(st.integers(1, 12)) + 1):
        mark = draw(
            st.sampled_from(
                [
                    f"第{chapter}条 ",
                    f"第{'〇一二三四五六七八九'[chapter]}条、 " if chapter < 10 else f"第 {chapter} 条 ",
                ]
            )
        )
        written.append(mark + "标题")
        expected.append((str(chapter), ""))
        for clause in range(1, draw(st.integers(0, 4)) + 1):
            below = draw(st.integers(0, 3))
            said = draw(SENTENCES)
            numbered = [(f"{chapter}.{clause}", said)]
            numbered += [(f"{chapter}.{clause}.{number}", draw(SENTENCES)) for number in range(1, below + 1)]
            expected += numbered
            for number, words in numbered:
                cut = draw(st.integers(1, len(words) - 1))
                words = words[:cut] + draw(st.sampled_from(["", "", "\n\n"])) + words[cut:]  # noqa: PLW2901
                number = draw(st.sampled_from([number, number.translate({c: c + 0xFEE0 for c in range(46, 58)})]))  # noqa: PLW2901
                written.append(
                    draw(st.sampled_from(["", "- ", "　　"])) + number + draw(st.sampled_from(["", " "])) + words
                )
    return expected, draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join(written)


@given(agreements())
def test_what_was_written_is_found_again(made):
    expected, text = made
    found = split_with_problems(text)
    assert [(c.number, bare(c.text)) for c in found.clauses] == [(n, bare(said)) for n, said in expected]
    assert not found.problems
    assert read_out(found.clauses) == bare(text)


PIECES = st.sampled_from(
    [
        *(
            "第一条",
            "第2条",
            "第三章",
            "一、",
            "1.",
            "1.1",
            "1.2",
            "2.1 ",
            "3.2.4",
            "（1）",
            "(2)",
            "①",
            "- ",
            "# ",
            "。",
            "：",
            "，",
        ),
        *(
            "\n",
            "\n",
            "\n\n",
            "\r\n",
            "\f",
            "\u2028",
            "　",
            " ",
            "\t",
            "甲方：",
            "云",
            "雨朵",
            "（正文完）",
            "第 1 页",
            "7",
            "８",
            "\u200b",
        ),
        *(
            "目录",
            "以下无正文",
            "户名：",
            "条",
            "元",
            "%",
            "abc",
            "Inc.",
            "”",
            "…",
            "\x00",
            "百十",
            "附件一：",
            "1",
            "2",
        ),
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)))
def test_no_text_is_too_strange_and_no_character_is_lost(text):
    found = split_with_problems(text)
    kept = "".join([*(c.mark + c.words for c in found.clauses), *found.left_out])
    invisible = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
    assert Counter(bare(kept.translate(invisible))) == Counter(bare(text.translate(invisible)))


# The real one, where it lies beside the project ---------------------------------------------------------------------


@pytest.mark.skipif(not REAL.exists(), reason="the agreement is not part of the project")
def test_the_agreement_itself_clause_by_clause():
    text = REAL.read_text(encoding="utf-8")
    found = split_with_problems(text)
    assert [clause.number for clause in found.clauses] == [PREAMBLE, *REAL_NUMBERS, CLOSING]
    assert not found.problems
    assert not found.left_out
    assert read_out(found.clauses) == bare(text)
    for clause in found.clauses[1:-1]:
        below = any(other.parent == clause.number for other in found.clauses)
        last = (clause.closing or (clause.items[-1].text if clause.items else clause.text)).rstrip("）”")
        assert clause.text or (clause.title and below), clause.number
        if clause.number == "3.2.3":  # the provider's bank account, line by line
            assert len(last.splitlines()) == 5
        elif last:
            assert last.endswith("。" if clause.closing or not (below or clause.items) else ("。", "：")), clause.number
        sentences = [line for line in clause.words.splitlines() if line not in {clause.title, *last.splitlines()[1:]}]
        assert all(re.search(r"[。：；]$", line) for line in sentences), clause.number


def _children(number, count):
    return [f"{number}.{child}" for child in range(1, count + 1)]


def _real_numbers():
    clauses = {1: 4, 2: 8, 3: 7, 4: 4, 5: 6, 6: 6, 7: 2, 8: 8, 9: 0, 10: 5, 11: 3, 12: 4, 13: 3}
    below = {"3.1": 4, "3.2": 5, "3.3": 4, "3.4": 4, "3.7": 3, "4.2": 10, "4.3": 7, "4.4": 4}
    below |= {"5.2": 4, "5.3": 5, "8.4": 4, "10.1": 5, "11.3": 4}
    for chapter, count in clauses.items():
        yield str(chapter)
        for number in _children(chapter, count):
            yield number
            yield from _children(number, below.get(number, 0))


REAL_NUMBERS = list(_real_numbers())
