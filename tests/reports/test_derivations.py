"""Figures as annex entries: the derivation the screen shows, with reading and range, and nothing for the other side."""

from datetime import date

from models.assess import assess
from models.figures import Because, Input
from models.formulas import UNKNOWN
from models.vocabulary import vocabulary
from reports.derivations import entry, figure_entry
from tests.reports import papers

WORDS = vocabulary("zh")


def entries(on, *, deal=None, **fields):
    sections = papers.ledger(agreement=papers.agreement(**(deal or {})), bills=[papers.bill(**fields)])
    assessment = assess(papers.facts(sections), on)
    return {f.kind: figure_entry(assessment, f, WORDS, 3) for f in assessment.of_record("bill", "B-7")}


def test_an_entry_has_number_name_value_clause_rule_formula_and_inputs():
    made = entries(date(2026, 10, 19))["bill_objection_deadline"]
    assert made.name == "3. 账单异议期限 · 账单 B-7"
    assert made.value == "2026-10-22"
    assert [label for label, _ in made.lines] == ["条款", "规则", "算式"]
    assert dict(made.lines)["条款"] == "3.2.4"
    assert made.inputs == (("送达日", "2026-10-15", "送达日 · B-7"), ("异议期", "5 个工作日", "3.2.4"))


def test_the_reading_used_is_named_and_what_another_would_give_is_not():
    # A bill sent on a Saturday: with ordinary weekends the delivery would move to Monday.
    made = entries(date(2026, 10, 19), sent_at="2026-10-17T09:00:00+08:00")["delivered_on"]
    assert dict(made.lines)["读法"] == "送达日顺延的日子：年度安排的休息日"
    assert "2026-10-19" not in str(made)
    other = entries(
        date(2026, 10, 19), sent_at="2026-10-17T09:00:00+08:00", deal={"readings": {"delivery_rolls_on": "any_day_off"}}
    )["delivered_on"]
    assert (other.value, dict(other.lines)["读法"]) == ("2026-10-19", "送达日顺延的日子：任何休息日")


def test_a_provisional_figure_shows_its_range():
    made = entries(date(2089, 10, 1), sent_at="2089-09-30T09:00:00+08:00", period="2089-09")["bill_objection_deadline"]
    assert "暂定" in dict(made.lines)["状态"]
    assert "暂定" not in str(entries(date(2026, 10, 19))["bill_objection_deadline"])


def test_an_unknown_figure_says_so():
    made = entries(date(2026, 10, 19), channel="hand")["delivered_on"]
    assert made.value == "依据不足"
    assert dict(made.lines)["算式"] == "无法计算"
    assert made.inputs == ()


def test_a_derivation_without_a_clause_prints_none():
    because = Because("", "objection.reply_by", "letter_day", (Input("letter_day", date(2026, 1, 1), "date"),))
    assert [label for label, _ in entry("名", "值", because, WORDS).lines] == ["规则", "算式"]
    unknown = Because("3.2.4", "bill_objection.unproven", UNKNOWN, ())
    assert dict(entry("名", "值", unknown, WORDS).lines)["条款"] == "3.2.4"
