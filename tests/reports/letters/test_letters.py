"""Each kind of letter, from an exchange document to the text a reader takes from the PDF, in both languages.

Amounts are counted by hand: an offset of 150 on 26 October 2026 covers 100 and two days of late fee (24, 25 October);
184 of 365 days at 1,200 list use 604.93 of the 850 paid, so 245.07 comes back, 800/850 of it in cash; six hours of a
31-day month leave 99.1935 %, which is 10 % of the 310 paid in cash.
"""

import re
from datetime import date

import pytest

from models.assess import assess
from models.letters.table import LETTERS
from models.money import YUAN
from reports.letters.letter import letter_pdf
from reports.wording import yuan
from tests.reports import papers
from tests.reports.letters import ledgers
from tests.reports.letters.ledgers import CASES, COPY
from tests.reports.papers import Printed, facts


def printed(kind, made=None, record=None, day=None, **choices):
    """Print one kind's letter, from its own ledger or from another."""
    own, own_record, own_day = CASES[kind]
    assessment = assess(facts(made or own), date.fromisoformat(day or own_day))
    return Printed(letter_pdf(assessment, kind, record or own_record, **choices))


BODY = {
    "bill-objection": ("3.2.4", "2026年11月2日", "45.67 元（人民币肆拾伍元陆角柒分）", "关于2026年9月账单的异议函"),
    "correction-request": ("3.2.4", "2026年11月2日", "366.01 元（人民币叁佰陆拾陆元零壹分）", "重复计费", "终止后计费"),
    "late-fee-objection": ("4.4.1", "2026年11月2日", "45.00 元（人民币肆拾伍元整）", "多 35.00 元（人民币叁拾伍元整）"),
    "offset-objection": ("4.4.3", "2026年11月11日", "超出 48.00 元（人民币肆拾捌元整）", "将超出的 48.00 元退回"),
    "red-letter-request": ("3.2.5", "2026年11月9日", "至迟于2026年11月30日按 470.00 元重新开具", "第（1）项"),
    "refund-request": ("3.2.2", "2026年11月2日", "230.65 元（人民币贰佰叁拾元陆角伍分），赠送金 14.42", "604.93"),
    "short-notice-claim": ("3.4.4", "2026年11月2日", "尚差 7 天", "不早于2026年11月11日进行", "至少 30 天通知"),
    "damage-claim": ("10.5", "2026年11月2日", "赔偿 320.00 元（人民币叁佰贰拾元整）", "5,000.00 元，依该条不在"),
    "sla-claim": ("13.3", "2026年11月30日", "99.1935%", "赔付为 31.00 元（人民币叁拾壹元整）", "至2026年12月30日止"),
    "account-theft-notice": ("2.8", "2026年10月21日", "120.00 元（人民币壹佰贰拾元整）", "立即核实并处理"),
    "customer-details-change": ("2.3", "11.1", "2026年11月2日", "电子邮箱 legal@example.com", "自2026年10月19日起"),
    "force-majeure-termination": ("10.2", "2026年11月2日", "自2026年10月1日起发生", "不早于2026年11月3日"),
    "terms-change-reply": (
        "3.5",
        "2026年11月2日",
        "关于“违约金比例”（协议第 4.4.1 条），自2026年11月1日起，由每日 1%变更为每日 2%",
        "不表示接受上述变更",
    ),
    "negotiation-demand": ("12.3", "2026年11月11日", "合计 1,124.32 元（人民币壹仟壹佰贰拾肆元叁角贰分）"),
}


def test_every_kind_of_letter_is_tried():
    assert set(CASES) == set(BODY) == set(LETTERS)


@pytest.mark.parametrize("kind", LETTERS)
def test_the_letter_holds_its_figures_clause_addressee_and_day(kind):
    read = printed(kind, number="〔2026〕3号")
    body = read.text[: read.text.index("特此函告")]
    for wanted in ("致：丙某云服务有限公司", "〔2026〕3号", "2021年11月8日", "甲某科技有限公司", *BODY[kind]):
        assert "".join(wanted.split()) in body, wanted
    assert "甲某科技有限公司（签名或盖章）" in read.text
    for never in ("{", "}", "None", "律师", "[[", "未记录"):
        assert never not in read.text, never
    assert not papers.undrawn(read.pdf)
    derives = kind not in {"account-theft-notice", "customer-details-change"}
    assert read.outline[-1].startswith("附件") is derives


@pytest.mark.parametrize("kind", LETTERS)
def test_the_english_letter_says_the_same_figures_and_clauses(kind):
    chinese, english = printed(kind), printed(kind, language="en")
    assert "To: 丙某云服务有限公司" in english.text
    assert BODY[kind][0] in english.text
    for never in ("{", "None", "lawyer", "[[", "未"):
        assert never not in english.text, never

    def amounts(read):
        return set(re.findall(r"\d[\d,]*\.\d\d(?!\d)", "\n".join(read.lines))) - {"0.01"}  # 0.01 is a rounding's name

    assert amounts(chinese) == amounts(english)
    assert not papers.undrawn(english.pdf)


@pytest.mark.parametrize("kind", LETTERS)
def test_the_same_ledger_and_day_give_the_same_bytes(kind):
    assert printed(kind).pdf == printed(kind).pdf
    assert printed(kind).pdf != printed(kind, language="en").pdf


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_user_s_own_words_are_quoted_by_clause_number_when_the_copy_is_there(language):
    made = ledgers.damaged() | {"agreement_copies": [COPY]}
    assert "间接的不赔，此处为自己的文本。" in printed("damage-claim", made, language=language).text
    assert "限额，此处为自己的文本。" in printed("damage-claim", made, language=language).text
    assert "自己的文本" not in printed("damage-claim", language=language).text
    assert "自己的文本" not in printed("refund-request", ledgers.order() | {"agreement_copies": [COPY]}).text


def test_the_law_beside_the_agreement_is_there_only_when_asked_for_and_apart():
    made = ledgers.overdue("45.00")
    plain = printed("late-fee-objection").text
    asked = printed("late-fee-objection", made, also=("reduction",)).text
    assert "585" not in plain
    assert "关于2026年9月账单所列违约金的函" in asked
    assert "发票 I-1 的违约金为 45.00 元" in asked
    assert "0.48 元至 0.55 元" in asked  # 300 × 15 days × 3.00 % × 1.3 or 1.5 / 365
    assert "多 35.00" not in asked
    assert "买卖合同解释第18条" in asked  # where a number of the law comes from is named in words
    assert "sales-18" not in asked
    assert "以下为协议之外的法律参考，不计入上列任何合同数值" in asked
    assert "第496条" not in printed("terms-change-reply").text.replace("—", "")
    assert "第 496 条至第 498 条" in printed("terms-change-reply", also=("standard_terms",)).text


# Variants ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "尚差 13 小时"),
        ({"sent_at": None}, "通知未获证明"),
        ({"event_at": None}, "通知未获证明"),
        ({"kind": "major_adjustment", "event_at": "2026-11-04T00:00:00+08:00"}, "重大调整应提前 30 天"),
        ({"kind": "assignment", "form": "email", "event_at": "2026-12-04T00:00:00+08:00"}, "须提前 90 天书面通知我方"),
        ({"kind": "assignment", "form": "sms", "event_at": "2027-06-04T00:00:00+08:00"}, "不是约定的书面形式"),
        ({"kind": "force_majeure_termination", "event_at": "2026-10-20T00:00:00+08:00"}, "须提前 15 天书面通知对方"),
    ],
)
def test_each_kind_of_notice_is_claimed_by_its_own_clause(fields, told):
    read = printed("short-notice-claim", ledgers.maintenance(**fields))
    assert told in read.text
    assert "None" not in read.text
    assert printed("short-notice-claim", ledgers.maintenance(**fields), language="en").text


def test_work_longer_than_announced_is_claimed_without_an_amount():
    notice = {"event_at": "2026-10-14T20:00:00+08:00", "event_ends_at": "2026-10-14T22:00:00+08:00"}
    made = ledgers.maintenance(**notice) | {
        "incidents": [
            ledgers.incident(
                cause="routine_maintenance",
                notice="N-1",
                started_at="2026-10-14T20:00:00+08:00",
                ended_at="2026-10-14T23:30:00+08:00",
            )
        ]
    }
    read = printed("damage-claim", made)
    assert "实际超出 90 分钟" in read.text
    assert "超出预告的 90 分钟，不在免责范围之内" in read.text
    assert "请求贵方赔偿" not in read.text
    assert printed("damage-claim", made, language="en").text


def test_a_loss_below_the_cap_is_claimed_whole():
    small = [{"description": "费用", "kind": "direct", "amount": "80.00"}]
    text = printed("damage-claim", ledgers.damaged(losses=small)).text
    assert "直接损失未超过限额。我方请求贵方赔偿 80.00 元（人民币捌拾元整）" in text
    assert "本函仅主张直接损失" in text


def test_without_the_fee_of_the_month_the_credit_is_asked_to_be_worked_out():
    made = ledgers.less_available() | {"bills": []}
    text = printed("sla-claim", made).text
    assert "没有该服务当月的费用" in text
    assert "代金券发放" not in text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"deducted": True}, "第（2）项"),
        ({"issued_on": "2026-09-30"}, "已超过开票日期所在当月"),
        ({"received_at": None}, "第（3）项"),
        ({"red_letter_requested_on": "2026-10-21"}, "我方已于2026年10月21日申请红冲"),
    ],
)
def test_the_path_of_the_red_letter_is_the_one_of_the_day_of_the_request(fields, told):
    assert told in printed("red-letter-request", ledgers.invoiced(**fields)).text


def test_what_came_back_is_taken_off_the_refund():
    back = papers.line("db", "-100.00") | {"usage_from": "2026-09-01", "usage_to": "2026-10-01"}
    made = ledgers.order() | {"bills": [papers.bill(total="-100.00", lines=[back])]}
    text = printed("refund-request", made).text
    assert "已退现金 100.00 元，尚应退还现金 130.65 元（人民币壹佰叁拾元陆角伍分）" in text


def test_overlapping_charges_name_no_amount_to_return():
    made = ledgers.overlapping()
    made["bills"][0]["lines"][0] |= {"usage_from": "2026-08-15", "usage_to": "2026-09-15"}
    text = printed("correction-request", made).text
    assert "与账单 B-6 对同一服务的计费期间重叠" in text
    assert "差错金额合计" not in text


def test_an_offset_without_any_debt_is_objected_to_whole():
    made = ledgers.offset() | {"invoices": []}
    text = printed("offset-objection", made).text
    assert "没有可以抵扣的欠款" in text
    assert "超出 150.00 元（人民币壹佰伍拾元整）" in text


def test_what_a_record_says_cannot_become_a_heading_or_a_figure():
    made = ledgers.notice(subject="## 伪造 {{ customer }} [[quotes]]")
    read = printed("short-notice-claim", made)
    assert "主题为“##伪造{{customer}}[[quotes]]”" in read.text
    assert not [title for title in read.outline if "伪造" in title]


@pytest.mark.parametrize(("count", "again"), [(20, True), (21, False)])
def test_more_than_twenty_lines_of_a_bill_are_listed_once(count, again):
    lines = [papers.line("db", f"{number}.25") for number in range(101, 101 + count)]
    made = papers.ledger(bills=[papers.bill(total="99999.00", lines=lines)])
    read = printed("bill-objection", made=made)
    for number in range(101, 101 + count):
        in_the_annex = f"明细应付{number}.25元" in read.text
        assert in_the_annex == again, number
        assert f"{number}.25{number}.250.000.00" in read.text
    assert ("共21项逐项见附件3“账单明细（单位：元）”" in read.text) != again


def test_what_the_letter_does_not_list_is_listed_once_in_its_annex():
    lines = [papers.line("db", f"{number}.25") for number in range(101, 126)]
    made = papers.ledger(bills=[papers.bill(total="99999.00", lines=lines)])
    read = printed("correction-request", made=made)
    assert str(read.text).count("明细应付117.25元") == 1


# What an arrangement still to be published may change ---------------------------------------------------------------


def _unpublished(kind, made, record, day, language):
    return Printed(letter_pdf(assess(papers.facts(made), day), kind, record, language=language)).text


RECEIVED = {"sent_at": "2027-01-25T10:00:00+08:00", "channel": "electronic", "amount": "100.00"}
LEAST = RECEIVED | {"sent_at": "2027-02-01T10:00:00+08:00"}
"""Ten working days from each pass the Spring Festival, whose arrangement is not published; those of the second are so
placed that ordinary working days already give the highest fee, so that what is billed beyond it is the least."""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("received", [RECEIVED, LEAST])
def test_a_late_fee_that_may_still_move_says_from_what_to_what(received, language):
    sent = "2027-03-10T10:00:00+08:00"
    made = papers.ledger(invoices=[{"id": "I-1", **received}], bills=[papers.bill(late_fee="80.00", sent_at=sent)])
    day = date(2027, 3, 12)
    fee = assess(papers.facts(made), date(2027, 3, 10)).figures["late_fee", "invoice", "I-1"]
    assert fee.earliest < fee.value
    assert (fee.value == fee.latest) is (received is LEAST)
    text = _unpublished("late-fee-objection", made, "B-7", day, language)
    least, most = (yuan(80 * YUAN - amount) for amount in (fee.latest, fee.earliest))
    if language == "zh":
        assert f"不低于{yuan(fee.earliest)}元，不高于{yuan(fee.latest)}元" in text
        assert f"多列的金额相应不少于{least}元，不多于{most}元" in text
        assert (f"（至少{least}元，其余待节假日安排公布后确定）不再计收" in text) is (received is RECEIVED)
        assert (f"{least}元（公布后多列更多的，一并更正）不再计收" in text) is (received is LEAST)
    else:
        assert f"no less than CNY {yuan(fee.earliest)} and no more than CNY {yuan(fee.latest)}" in text
        assert f"the excess of the Bill to no less than CNY {least} and no more than CNY {most}" in text
        assert (f"(at least CNY {least}, the rest" in text) is (received is RECEIVED)
        assert (f"CNY {least} (and what more" in text) is (received is LEAST)
    certain = _unpublished("late-fee-objection", ledgers.overdue("80.00"), "B-7", date(2026, 10, 19), language)
    assert not [word for word in ("暂定", "provisional", "不低于", "公布后") if word in certain]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("received", [RECEIVED, LEAST])
def test_an_offset_s_excess_that_may_still_move_says_what_it_surely_is(received, language):
    payment = {"id": "P-1", "paid_on": "2027-03-10", "amount": "200.00", "method": "offset"}
    made = papers.ledger(invoices=[{"id": "I-1", **received}], payments=[payment])
    before = assess(papers.facts(made), date(2027, 3, 9))
    fee = before.figures["late_fee", "invoice", "I-1"]
    surely = yuan(200 * YUAN - 100 * YUAN - fee.latest)
    text = _unpublished("offset-objection", made, "P-1", date(2027, 3, 12), language)
    nominal = yuan(100 * YUAN - fee.value)
    assert (nominal == surely) is (received is LEAST)
    if language == "zh":
        assert f"超出{nominal}元" in text
        assert f"违约金不低于{yuan(fee.earliest)}元，不高于{yuan(fee.latest)}元" in text
        assert (f"超出的部分仍不少于{surely}元" in text) is (received is RECEIVED)
        assert (f"将超出的{nominal}元（公布后超出更多的，一并退回）退回" in text) is (received is LEAST)
    else:
        assert f"leaves CNY {nominal}" in text
        assert (f"the excess is no less than CNY {surely}." in text) is (received is RECEIVED)
        assert (f"the excess of CNY {nominal} (and what more" in text) is (received is LEAST)
    certain = _unpublished("offset-objection", ledgers.offset(), "P-1", date(2026, 10, 28), language)
    assert not [word for word in ("暂定", "provisional", "不低于", "公布后") if word in certain]


# What a reader asks a letter -----------------------------------------------------------------------------------------


def test_a_claim_has_the_number_of_its_derivation_and_says_what_it_is_about():
    read = printed("negotiation-demand")
    rows = read.between("序号", "合计")
    annex = read.lines[read.lines.index("附件") :]
    heads = [line for line in annex if re.match(r"\d+\. ", line)]
    matters = ("云数据库 · 2026-10-12", "O-1 · 云数据库", "2026-10-26", "B-7 · 2026-09")
    assert len(rows) == len(matters)
    for number, (row, matter) in enumerate(zip(rows, matters, strict=True), 1):
        assert row.startswith(f"{number} ")
        assert matter in row
        amount = row.split()[-1]
        assert heads[number - 1].startswith(f"{number}. ")
        assert amount in heads[number - 1] or amount in annex[annex.index(heads[number - 1]) + 1]
    assert "《民法典》第195条" in read.text


def test_a_sum_of_parts_of_a_fen_is_demanded_to_the_fen_and_in_capitals():
    lines = [papers.line("db", "336.00004"), papers.line("cdn", "164.00")]
    made = papers.ledger(bills=[papers.bill(lines=lines)])
    for kind, record in (("negotiation-demand", "agreement"), ("correction-request", "B-7")):
        text = printed(kind, made, record, "2026-10-28").text
        assert "45.67 元（人民币肆拾伍元陆角柒分）（相加后四舍五入到分）" in text
        assert "45.66996" in text
        whole = printed(kind, papers.ledger(bills=[papers.bill()]), record, "2026-10-28").text
        assert "（相加后四舍五入到分）" not in whole


def test_a_notice_says_how_long_before_it_really_came():
    assert (
        "自送达日2026年10月12日至2026年11月4日仅 23 天，较约定的 30 天尚差 7 天" in printed("short-notice-claim").text
    )
    hours = printed("short-notice-claim", ledgers.maintenance()).text
    assert "至该事项开始仅 11 小时，较约定的 24 小时尚差 13 小时" in hours
    late = printed("short-notice-claim", ledgers.maintenance(event_at="2026-10-12T08:30:00+08:00"))
    assert "该通知视为送达时，该事项已经开始" in late.text
    assert "仅" not in late.text
    past = printed("short-notice-claim", ledgers.notice(event_at="2026-10-12T23:00:00+08:00"))
    assert "至送达日2026年10月12日，该事项的日期（2026年10月12日）已经届至" in past.text


@pytest.mark.parametrize("kind", ["account-theft-notice", "customer-details-change"])
def test_a_letter_that_derives_nothing_but_the_day_it_asks_for_has_no_annex(kind):
    for language, day in (("zh", "请求答复的日期"), ("en", "Day by which an answer is asked for")):
        read = printed(kind, language=language)
        assert day not in read.text
        assert len(read.pages) == 2


@pytest.mark.parametrize(("count", "long"), [(20, False), (21, True)])
def test_a_long_table_stands_in_an_annex_of_its_own_and_the_letter_says_where(count, long):
    lines = [papers.line("db", f"{number + 1}.00") for number in range(count)]
    total = sum(range(1, count + 1))
    made = papers.ledger(bills=[papers.bill(lines=lines, total=f"{total + 45}.67")])
    read = printed("bill-objection", made, "B-7", "2026-10-19")
    assert (f"共 {count} 项，见附件3" in read.text) is long
    assert ("3. 账单明细（单位：元）" in read.text) is long
    assert (f"明细应付 共 {count} 项 逐项见附件3“账单明细（单位：元）”" in read.text) is long
    assert ("附件3　账单明细（单位：元）" in read.outline) is long
    whole = f"明细合计 {total}.00"
    assert str(read.text).count("".join(whole.split())) >= 1 + long
    body = "".join(read.pages[:3]).split("特此函告")[0]
    assert body.count("2026-09-01—2026-10-01") == (0 if long else count)
    assert "".join(read.pages).count("2026-09-01—2026-10-01") == count
