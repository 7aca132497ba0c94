"""The letter of objection, from an exchange document to the text a reader takes from the PDF.

Days counted by hand: the bill of papers.bill() is sent on Thursday 15 October 2026; the five working days after it are
16, 19, 20, 21 and 22 October. National Day 2026 is 1 to 7 October, and Saturday the 10th is worked.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from models.assess import assess
from models.formulas import evaluate
from models.objection import bill_objection
from models.problems import Refused
from models.vocabulary import vocabulary
from reports.derivations import entry
from reports.letters.letter import compose, letter_pdf
from reports.settlement.settlement import settlement_pdf
from reports.typesetting.blocks import Annex
from tests.reports import papers
from tests.reports.papers import Printed, agreement, bill, ledger, line

ROOT = Path(__file__).parents[3]
MONDAY = date(2026, 10, 19)


def letter(*, on=MONDAY, number=None, deal=None, **fields):
    """Print the letter about papers.bill(), changed by fields; ``deal`` changes the agreement."""
    sections = ledger(agreement=agreement(**(deal or {})), bills=[bill(**fields)])
    return Printed(letter_pdf(assess(papers.facts(sections), on), "bill-objection", "B-7", number=number))


def objected(on="2026-10-16", disputed="45.67", reason="重复计费"):
    answer = {"kind": "objected", "on": on, "disputed": disputed, "reason": reason}
    return {name: value for name, value in answer.items() if value is not None}


# What every letter holds ---------------------------------------------------------------------------------------------


def test_the_letter_holds_what_a_letter_of_objection_must():
    read = letter(number="〔2026〕3号", answer=objected())
    for wanted in (
        "关于2026年9月账单的异议函",
        "〔2026〕3号",
        "致：丙某云服务有限公司",
        "贵我双方于2021年11月8日订立《腾讯云服务协议》",
        "我方（甲某科技有限公司）账号 100200300400 发出2026年9月账单（编号 B-7",
        "贵方于2026年10月15日以电子形式发出该账单，账单总额为 545.67 元（人民币伍佰肆拾伍元陆角柒分）。",
        "依协议第 11.3.3 条，该账单于2026年10月15日视为送达。",
        "账单总额 545.67 元，所列明细合计 500.00 元，前者多出 45.67 元",
        "异议理由：重复计费。",
        "我方有异议的金额为 45.67 元（人民币肆拾伍元陆角柒分）。其余 500.00 元，我方没有异议，将依约履行。",
        "依协议第 3.2.4 条",
        "5 个工作日内",
        "自2026年10月15日的次日起算，第 5 个工作日为2026年10月22日。",
        "我方于2026年10月16日提出异议，在约定期限之内",
        "请贵方于2026年11月2日前（含当日）书面答复",
        "（一）核对该账单",
        "（二）经核对",
        "（三）在异议解决之前",
        "权利保留",
        "不构成对任何权利的放弃",
        "广东省深圳市南山区",
        "联系人：乙某；联系电话：000-12345678；电子邮箱：legal@example.com；地址：示例市示例路8号。",
        "特此函告。",
        "附件：1. 2026年9月账单（编号 B-7）副本",
        "2. 金额与期限计算说明",
        "甲某科技有限公司（签名或盖章）",
        "2026年10月19日",
        "附件2",
    ):
        assert wanted in read.text, wanted
    assert "{" not in read.text
    assert "None" not in read.text


def test_the_lines_of_the_bill_are_listed_with_their_funding_and_add_up():
    read = letter()
    rows = read.between("服务 ", "二、异议与金额")
    assert [papers.amounts(row) for row in rows] == [
        [33600, 32000, 0, 1600],
        [16400, 15000, 1400, 0],
        [50000, 47000, 1400, 1600],
    ]
    assert rows[0].startswith("云数据库 2026-09-01—2026-10-01")
    assert rows[2].startswith("明细合计")


def test_the_signature_follows_the_text_and_stands_before_the_annex():
    text = letter().text
    order = [
        "致：",
        "一、事实",
        "二、异议",
        "三、依据",
        "四、请求",
        "五、权利保留",
        "特此函告",
        "附件：",
        "（签名或盖章）",
    ]
    order += ["2026年10月19日", "附件2金额与期限计算说明"]
    places = [text.index(part, text.index("特此函告") if part == "2026年10月19日" else 0) for part in order]
    assert places == sorted(places)


def test_without_number_or_contact_there_is_no_empty_line_for_them():
    read = letter(deal={"customer": {"name": "甲某"}})
    assert read.lines[1].startswith("致：")
    assert "联系" not in read.text
    assert "地址" not in read.text


def test_the_file_says_what_it_is():
    read = letter()
    assert read.properties["Title"] == "关于2026年9月账单的异议函"
    assert read.properties["Author"] == "甲某科技有限公司"
    assert read.outline[0] == "关于2026年9月账单的异议函"
    assert read.outline[-1] == "附件2　金额与期限计算说明"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_another_reader_takes_the_same_words_from_it(tmp_path):
    file = tmp_path / "letter.pdf"
    file.write_bytes(letter(answer=objected(), deal={"customer": {"name": "𠮷𬭎䶮㛃贸易行"}}).pdf)
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)  # noqa: S607
    text = re.sub(r"\s+", "", done.stdout.decode())
    for wanted in (
        "𠮷𬭎䶮㛃贸易行（签名或盖章）",
        "人民币肆拾伍元陆角柒分",
        "2026年11月2日前（含当日）",
        "致：丙某云服务有限公司",
    ):
        assert wanted in text, wanted


# The annex -----------------------------------------------------------------------------------------------------------


def derivations(sections, on=MONDAY):
    assessment = assess(papers.facts(sections), on)
    made = compose(assessment, "bill-objection", "B-7").document
    (annex,) = [block for block in made.blocks if isinstance(block, Annex)]
    return assessment, {block.name.partition(". ")[2]: block for block in annex.blocks[1:]}


def test_every_amount_and_day_the_letter_argues_with_is_derived_in_the_annex():
    _, entries = derivations(ledger(bills=[bill(answer=objected())]))
    assert {name: entry.value for name, entry in entries.items()} == {
        "送达日 · 账单 B-7": "2026-10-15",
        "账单异议期限 · 账单 B-7": "2026-10-22",
        "明细合计": "500.00 元",
        "账单总额与明细合计之差": "45.67 元",
        "有异议的金额": "45.67 元",
        "其余金额": "500.00 元",
        "请求答复的日期": "2026-11-02",
    }
    for made in entries.values():
        lines = dict(made.lines)
        assert lines["规则"]
        assert lines["算式"]
        assert made.inputs


@pytest.mark.parametrize("answer", [None, objected(), objected(disputed="12.00")])
def test_each_derivation_computes_again_from_its_own_inputs(answer):
    assessment = assess(papers.facts(ledger(bills=[bill(answer=answer)])), MONDAY)
    objection = bill_objection(assessment, "B-7")
    assert len(objection.derived) == 5
    for derived in objection.derived:
        assert evaluate(derived.because, assessment.situation.calendar) == derived.value, derived.name


def test_the_request_s_day_is_no_term_of_the_agreement_and_cites_none():
    _, entries = derivations(ledger(bills=[bill()]))
    assert "条款" not in dict(entries["请求答复的日期"].lines)
    assert "并非协议约定" in dict(entries["请求答复的日期"].lines)["规则"]
    assert dict(entries["有异议的金额"].lines)["条款"] == "3.2.4"


def test_the_annex_on_paper_names_the_sources():
    read = letter(answer=objected())
    annex = read.text[read.text.index("附件2金额与期限计算说明") :]
    for wanted in (
        "发出时间2026-10-15 19:00账单 B-7",
        "明细应付336.00 元账单 B-7",
        "5 个工作日3.2.4",
        "2026年12月31日",
    ):
        assert wanted.replace(" ", "") in annex.replace(" ", ""), wanted


# Every variant -------------------------------------------------------------------------------------------------------


def test_an_objection_not_yet_made_is_made_by_the_letter_and_claims_no_earlier_day():
    read = letter()
    assert "我方以本函提出异议，落款日为2026年10月19日，在约定期限之内" in read.text
    assert "异议理由" not in read.text
    # The customer has conceded nothing: the rest is what it has not objected to, not what it accepts.
    assert "其余 500.00 元，我方现未提出异议。" in read.text
    assert "没有异议" not in read.text


@pytest.mark.parametrize(
    ("on", "in_time"), [(date(2026, 10, 21), True), (date(2026, 10, 22), True), (date(2026, 10, 23), False)]
)
def test_the_last_day_is_in_time_and_the_next_is_not(on, in_time):
    text = letter(on=on).text
    assert ("在约定期限之内" in text) is in_time
    assert ("该日已在上述期限之后" in text) is not in_time


def test_an_objection_on_record_made_in_time_stays_in_time_in_a_later_letter():
    text = letter(on=date(2026, 11, 20), answer=objected(on="2026-10-22")).text
    assert "我方于2026年10月22日提出异议，在约定期限之内" in text


def test_an_objection_on_record_made_too_late_is_not_called_in_time():
    text = letter(on=date(2026, 11, 20), answer=objected(on="2026-10-23")).text
    assert "我方于2026年10月23日提出异议，该日已在上述期限之后" in text
    assert "不发生视为无异议的后果" not in text


def test_an_answer_of_a_later_day_is_not_in_the_letter():
    text = letter(on=MONDAY, answer=objected(on="2026-10-20")).text
    assert "落款日为2026年10月19日" in text
    assert "重复计费" not in text


def test_a_confirmed_bill_is_told_as_confirmed():
    answer = {"kind": "confirmed", "on": "2026-10-16", "reason": "核对无误", "disputed": "1.00"}
    text = letter(answer=answer).text
    assert "我方曾于2026年10月16日确认该账单。" in text
    assert "在约定期限之内" not in text
    # What a confirmation says of reasons and amounts is no ground for an objection.
    assert "核对无误" not in text
    assert "有异议的金额为 45.67 元" in text


def test_a_bill_without_lines_is_said_to_have_none_on_our_record_only():
    read = letter(lines=[])
    assert "我方留存的记录中没有该账单的逐项明细" in read.text
    assert "明细如下" not in read.text
    assert "有异议的金额，待贵方提供" in read.text
    assert "前者" not in read.text
    assert "其余" not in read.text


def test_a_bill_whose_lines_add_up_is_only_asked_to_be_checked():
    text = letter(total="500.00").text
    assert "逐项核对。" in text
    assert "前者" not in text
    assert "有异议的金额，待贵方提供" in text


def test_a_total_below_its_lines_makes_no_amount_in_dispute():
    text = letter(total="480.00").text
    assert "前者少 20.00 元" in text
    assert "我方有异议的金额为" not in text
    assert "-20.00 元（人民币" not in text


def test_a_difference_that_is_not_whole_fen_is_told_exactly_and_makes_no_amount_in_capitals():
    read = letter(total="336.00", lines=[line("db", "335.99999999")])
    assert "前者多出 0.00000001 元" in read.text
    assert "有异议的金额，待贵方提供" in read.text
    assert read.text.count("人民币") == 1


def test_the_whole_bill_in_dispute_leaves_no_rest():
    text = letter(answer=objected(disputed="545.67")).text
    assert "该金额为账单总额的全部。" in text
    assert "其余" not in text[: text.index("附件2金额")]


def test_more_in_dispute_than_the_bill_asks_for_leaves_no_rest():
    text = letter(answer=objected(disputed="600.00")).text
    assert "有异议的金额为 600.00 元（人民币陆佰元整）。" in text
    assert "-54.33" not in text[: text.index("附件2金额")]


def test_an_objection_over_nothing_names_no_amount():
    text = letter(total="500.00", answer=objected(disputed="0.00")).text
    assert "0.00 元（人民币零元整）" not in text
    assert "有异议的金额，待贵方提供" in text


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        ("多计一日", "多计一日。"),
        ("多计一日。", "多计一日。"),
        ("多计一日！", "多计一日！"),
        ("共两项（见附表）", "共两项（见附表）"),
    ],
)
def test_a_reason_ends_as_a_sentence_does(reason, printed):
    paragraph = next(
        block.text
        for block in compose(
            assess(papers.facts(ledger(bills=[bill(answer=objected(reason=reason))])), MONDAY), "bill-objection", "B-7"
        ).document.blocks
        if getattr(block, "text", "").startswith("异议理由")
    )
    assert paragraph == f"异议理由：{printed}"


def test_a_reason_of_several_lines_becomes_paragraphs():
    read = letter(answer=objected(reason="其一，重复。\n\n\t其二，多计\r\n"))
    assert "异议理由：其一，重复。" in read.lines
    assert "其二，多计。" in read.lines


# Delivery ------------------------------------------------------------------------------------------------------------


def test_a_bill_sent_in_a_holiday_is_delivered_after_it():
    text = letter(sent_at="2026-10-01T19:00:00+08:00").text
    assert "2026年10月1日在国务院办公厅公布的节假日放假安排之内；依协议第 11.3 条" in text
    assert "故该账单于2026年10月8日视为送达。" in text
    assert "自2026年10月8日的次日起算，第 5 个工作日为2026年10月14日。" in text


def test_by_post_the_third_day_counts_and_a_holiday_moves_it():
    text = letter(channel="post", sent_at="2026-10-12T09:00:00+08:00").text
    assert "以邮寄方式发出" in text
    assert "依协议第 11.3.4 条，邮寄的以投邮后第 3 个自然日为送达之日，即2026年10月15日。" in text
    assert "放假安排" not in text
    moved = letter(channel="post", sent_at="2026-09-29T09:00:00+08:00").text
    assert "第 3 个自然日为送达之日，即2026年10月2日。2026年10月2日在国务院办公厅公布的节假日放假安排之内" in moved
    assert "故该账单于2026年10月8日视为送达。" in moved


def test_a_bill_really_received_says_so_and_cites_no_presumption():
    text = letter(sent_at="2026-10-01T19:00:00+08:00", received_at="2026-10-15T09:00:00+08:00").text
    assert "我方于2026年10月15日实际收到该账单。" in text
    assert "视为送达" not in text[: text.index("附件2金额")]
    assert "第 5 个工作日为2026年10月22日" in text


@pytest.mark.parametrize(
    ("sent", "reading", "why", "delivered"),
    [
        ("2026-10-01", "statutory_days", "2026年10月1日为法定节假日", "2026年10月8日"),
        ("2026-10-05", "statutory_days", None, "2026年10月5日"),
        ("2026-10-17", "any_day_off", "2026年10月17日为休息日", "2026年10月19日"),
        ("2026-10-17", "arranged_days_off", None, "2026年10月17日"),
    ],
)
def test_the_reading_chosen_is_argued_in_its_own_words_and_no_other_is_mentioned(sent, reading, why, delivered):
    read = letter(sent_at=f"{sent}T09:00:00+08:00", deal={"readings": {"delivery_rolls_on": reading}})
    assert f"该账单于{delivered}视为送达" in read.text
    assert ("以其后首个工作日为送达日" in read.text) is (why is not None)
    assert why is None or why in read.text
    words = vocabulary("zh")
    assert f"送达日顺延的日子：{words.text(f'choice.{reading}')}" in read.text
    assert "其他读法" not in read.text


def test_an_amended_period_is_counted_and_printed():
    amended = [{"effective_on": "2026-01-01", "parameter": "bill_objection_working_days", "value": 7, "clause": "3.5"}]
    text = letter(deal={"amendments": amended}).text
    assert "7 个工作日内" in text
    assert "第 7 个工作日为2026年10月26日" in text


@pytest.mark.parametrize(
    ("on", "told"),
    [("2089-10-10", "在约定期限之内"), ("2089-10-25", "该日已在上述期限之后")],
)
def test_a_provisional_deadline_is_called_provisional_with_its_range(on, told):
    sent = "2089-09-30T09:00:00+08:00"  # no holiday arrangement of 2089 is published, and National Day follows
    text = letter(sent_at=sent, on=date.fromisoformat(on), period="2089-09", lines=[]).text
    found = re.search(r"推算为(\S+?日)；所涉期间的节假日安排尚未公布，该日不早于(\S+?日)，不晚于(\S+?日)。", text)
    assert found
    value, earliest, latest = (date(*map(int, re.findall(r"\d+", day))) for day in found.groups())
    assert earliest <= value <= latest
    assert earliest < latest
    assert told in text
    assert "暂定：节假日安排未公布，介于" in text[text.index("附件2金额") :]


def test_between_earliest_and_value_the_letter_is_in_time_as_far_as_can_be_told():
    for sent in (date(2089, 9, day) for day in range(10, 31)):
        sections = ledger(bills=[bill(sent_at=f"{sent}T09:00:00+08:00", period="2089-09")])
        deadline = assess(papers.facts(sections), sent).figures["bill_objection_deadline", "bill", "B-7"]
        if deadline.provisional and deadline.earliest < deadline.value:
            break
    else:
        pytest.fail("no deadline may still come earlier")
    for day, told in ((deadline.earliest, "，在约定期限之内"), (deadline.value, "按上述推算在约定期限之内")):
        assert told in Printed(letter_pdf(assess(papers.facts(sections), day), "bill-objection", "B-7")).text


# Parties and characters ----------------------------------------------------------------------------------------------


def test_a_provider_not_on_record_is_the_one_the_terms_name():
    assert "致：腾讯云计算（北京）有限责任公司" in letter(deal={"provider": None}).text


@pytest.mark.parametrize("char", "𠮷𬭎䶮㛃")
def test_rare_characters_print_and_are_read_back(char):
    name = f"甲{char}乙有限公司"
    read = letter(deal={"customer": {"name": name}})
    assert f"{name}（签名或盖章）" in read.text
    assert read.properties["Author"] == name
    assert not papers.undrawn(read.pdf)


def test_a_character_no_font_has_is_refused_by_name():
    with pytest.raises(Refused) as refused:
        letter(deal={"customer": {"name": "甲🙂公司"}})
    (problem,) = refused.value.problems
    assert (problem.code, problem.inputs["character"], problem.inputs["code_point"]) == (
        "missing_glyph",
        "🙂",
        "U+1F642",
    )
    assert "🙂" in vocabulary("zh").problem(problem)


def test_no_character_is_drawn_as_a_box_and_every_font_is_inside():
    assert not papers.undrawn(letter(answer=objected(), number="〔2026〕3号").pdf)


def test_sixty_lines_with_long_names_and_identifiers_print_whole():
    count = 60
    services = [papers.service(f"s{n}", f"第{n}号" + "高可用云原生数据库" * 6) for n in range(count)]
    lines = [line(f"s{n}", f"{n}.50") for n in range(count)]
    sections = ledger(services=services, bills=[bill(id="B-" + "7" * 198, lines=lines, total="9999999999.99")])
    read = Printed(letter_pdf(assess(papers.facts(sections), MONDAY), "bill-objection", "B-" + "7" * 198))
    for number in range(count):
        assert f"{number}.50" in read.text
    assert read.text.replace("\ufffe", "").count("高可用云原生数据库") >= count  # the names are broken across lines
    assert not papers.undrawn(read.pdf)


@pytest.mark.parametrize("on", [date(2026, 10, day) for day in range(16, 24)])
def test_the_page_of_the_signature_begins_with_the_letter_s_text(on):
    read = letter(on=on, deal={"provider": None, "customer": {"name": "王某"}}, lines=[])
    page = next(page for page in read.pages if "（签名或盖章）" in page)
    assert "特此函告。" in page


# Refusals, bytes -----------------------------------------------------------------------------------------------------


def test_no_such_bill_and_a_bill_not_yet_sent_are_refused():
    for day, name, code in ((MONDAY, "B-8", "no_such_record"), (date(2026, 10, 14), "B-7", "not_yet")):
        with pytest.raises(Refused) as refused:
            letter_pdf(assess(papers.facts(ledger(bills=[bill()])), day), "bill-objection", name)
        assert [(each.code, each.subject, each.record) for each in refused.value.problems] == [(code, "bill", name)]


def test_a_bill_handed_over_without_a_receipt_is_refused():
    with pytest.raises(Refused) as refused:
        letter(channel="hand")
    assert [problem.code for problem in refused.value.problems] == ["nothing_to_letter"]


ELSEWHERE = """
import sys
from datetime import date
from models.assess import assess
from models.exchange import document
from reports.letters.letter import letter_pdf
from reports.settlement.settlement import settlement_pdf
facts = document.read(sys.stdin.buffer.read())
letter = letter_pdf(assess(facts, date(2026, 10, 19)), "bill-objection", "B-7")
summary = settlement_pdf(facts, date(2026, 1, 1), date(2026, 10, 19), as_of=date(2026, 10, 19))
sys.stdout.buffer.write(letter + b"|||" + summary)
"""


def test_the_same_ledger_and_day_give_the_same_bytes_in_any_process_and_time_zone():
    sections = ledger(bills=[bill(answer=objected())])
    here = letter_pdf(assess(papers.facts(sections), MONDAY), "bill-objection", "B-7")
    assert letter_pdf(assess(papers.facts(sections), MONDAY), "bill-objection", "B-7") == here
    summary = settlement_pdf(papers.facts(sections), date(2026, 1, 1), MONDAY, as_of=MONDAY)
    settings = {"PYTHONHASHSEED": "77", "TZ": "America/Anchorage", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=json.dumps(sections).encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, **settings},
    )
    there_letter, _, there_summary = done.stdout.partition(b"|||")
    assert there_letter == here
    assert there_summary == summary


def test_another_day_gives_another_letter():
    assert letter(on=MONDAY).pdf != letter(on=date(2026, 10, 20)).pdf


# Words ---------------------------------------------------------------------------------------------------------------


def test_an_entry_shows_the_same_words_as_the_screen():
    assessment, entries = derivations(ledger(bills=[bill()]))
    figure = assessment.figures["bill_objection_deadline", "bill", "B-7"]
    words = vocabulary("zh")
    again = entry("2. 账单异议期限 · 账单 B-7", words.figure_value(figure), figure.because, words)
    assert entries["账单异议期限 · 账单 B-7"].inputs == again.inputs
    assert dict(entries["账单异议期限 · 账单 B-7"].lines)["算式"] == words.formula(figure.because)
