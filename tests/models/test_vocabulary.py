"""Words: every code, kind, status, rule, field and choice has one in each language, and every sentence fills."""

import ast
import random
import re
import string
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from models.facts.records import KINDS, LayoutColumn, Letter, Notice, StatementLayout
from models.facts.shapes import Choice, Group, Many, fields_of
from models.figures import KINDS as FIGURES
from models.findings.finding import Finding
from models.problems import Problem
from models.vocabulary import LANGUAGES, Vocabulary, vocabulary
from tests.models import documents, oracle, samples

ROOT = Path(__file__).parents[2]
SOURCES = [path for room in ("models", "ui", "reports") for path in sorted((ROOT / room).rglob("*.py"))]
HAN = re.compile(r"[\u2e80-\u2fff\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
WORDS = {language: vocabulary(language) for language in LANGUAGES}


def keys(language):
    return set(WORDS[language]._words)


def holes(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def words_for_records(language):
    words = WORDS[language]
    for kind, record in KINDS.items():
        yield words.kind(kind)
        yield from words_for_fields(words, kind, record)


def words_for_fields(words, kind, record):
    for field in fields_of(record):
        yield words.field(kind, field.name)
        if isinstance(field.shape, Choice):
            for value in field.shape.values:
                yield words.choice(field.name, value)
        if isinstance(field.shape, Group | Many):
            yield from words_for_fields(words, field.shape.record.__name__.lower(), field.shape.record)


def test_the_languages_have_the_same_keys():
    assert keys("zh") == keys("en")


def test_sentences_have_the_same_holes_in_every_language():
    differing = {
        key: (holes(WORDS["zh"]._words[key]), holes(WORDS["en"]._words[key]))
        for key in keys("zh") & keys("en")
        if holes(WORDS["zh"]._words[key]) != holes(WORDS["en"]._words[key])
    }
    assert differing == {}


def test_english_is_english():
    # The form of a letter's number is Chinese whatever the screen's language.
    exceptions = {"command.number"}
    chinese = {key: text for key, text in WORDS["en"]._words.items() if HAN.search(text) and key not in exceptions}
    assert chinese == {}


def test_no_text_is_empty():
    assert [key for words in WORDS.values() for key, text in words._words.items() if not text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_field_and_choice(language):
    assert all(words_for_records(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_figure(language):
    for kind, shared in FIGURES.items():
        assert WORDS[language].figure(kind)
        assert WORDS[language].text(f"party.{shared.party}")


def calls(names):
    """Give (file, call) of every call of functions of these names in the product's source."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in names:
                    yield path, node


def texts(node):
    """Give the texts an expression can be, as far as it is written out."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.IfExp(body=body, orelse=other):
            return [*texts(body), *texts(other)]
    return []


def problem_codes():
    """Give every problem code written in the source."""
    found = set()
    for _, call in calls({"Problem", "Misfit", "because", "problem", "_BadJsonError"}):
        if call.args:
            found.update(texts(call.args[0]))
    for path, call in calls({"ArrangementError", "Pattern"}):
        wanted = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
        wanted += call.args[1:2] if getattr(call.func, "id", "") == "Pattern" else []
        found.update(text for node in wanted for text in texts(node))
        assert path
    for name in ("facts/checks.py", "ledger/refusals.py"):
        tree = ast.parse((ROOT / "models" / name).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            match node:  # (code, path, inputs)
                case ast.Yield(ast.Tuple([code, _, ast.Dict() | ast.Name()])):
                    found.update(texts(code))
            if isinstance(node, ast.Dict) and name.startswith("ledger"):
                found.update(text for value in node.values for text in texts(value))
    return found


def test_every_problem_has_a_sentence():
    codes = problem_codes()
    assert {"not_text", "dangling_reference", "disk_full", "newer_schema", "conflict", "not_an_invoice_number"} <= codes
    for language in LANGUAGES:
        assert {code for code in codes if f"problem.{code}" not in WORDS[language]} == set()


def test_what_a_problem_is_given_fills_its_sentence():
    """Each Misfit and refusal written in the source brings every input its sentence has a hole for."""
    checked = 0
    for path, call in calls({"Misfit", "because"}):
        code = next(iter(texts(call.args[0])), None) if call.args else None
        if code is None or any(keyword.arg is None for keyword in call.keywords):
            continue
        given = {keyword.arg for keyword in call.keywords} | {"record", "path"}
        for language in LANGUAGES:
            if f"problem.{code}" in WORDS[language]:
                assert holes(WORDS[language]._words[f"problem.{code}"]) <= given, (path.name, code)
                checked += 1
    assert checked > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_an_assessment_can_say(language):
    """Rules, formulas, inputs, sources, statuses and problems of many assessments all have words."""
    words = WORDS[language]
    chances = [documents.document_and_day(random.Random(seed)) for seed in range(60)]  # noqa: S311
    for made, as_of in [*chances, (samples.whole(), samples.AFTER_EVERYTHING)]:
        assessment = samples.assessed(made, as_of.isoformat())
        for figure in assessment.figures:
            because = figure.because
            said = [words.figure_value(figure), words.status(figure.status)]
            said += [words.rule(because), words.formula(because)]
            for given in because.inputs:
                said += [words.input_name(given.name), words.input_value(given), words.source(given)]
            if language == "en":
                own = re.sub(r"\S*[云示][^\s]*", "", " ".join(said))  # names the ledger itself has
                assert not HAN.search(own), own
        for problem in assessment.problems:
            assert words.problem_line(problem)


@pytest.mark.parametrize(("second", "shown"), [("00", "2026-09-01 10:00"), ("01", "2026-09-01 10:00:01")])
def test_seconds_are_shown_where_there_are_any(second, shown):
    moment = datetime.fromisoformat(f"2026-09-01T10:00:{second}+08:00")
    assert WORDS["zh"].value(moment, "moment") == shown
    assert shown in WORDS["en"].text("finding.maintenance_longer", announced=moment, ended=moment, minutes=1)


def test_a_moment_of_another_offset_shows_it():
    moment = datetime.fromisoformat("2026-09-01T10:00:00+00:00")
    assert WORDS["zh"].value(moment, "moment") == "2026-09-01 10:00+00:00"


def test_letters_and_messages_are_called_by_what_people_call_them():
    held = {
        "l-1": Letter("l-1", "claim", date(2026, 9, 1), "某公司", "催告", "〔2026〕1号"),
        "l-2": Letter("l-2", "claim", date(2026, 9, 1), "某公司", "催告"),
        "mail-1": Notice("mail-1", "provider", "other", "electronic", subject="下线通知",
                         sent_at=datetime.fromisoformat("2026-09-01T20:00:00+00:00")),
        "n-1": Notice("n-1", "provider", "other", "electronic", subject="下线通知"),
    }  # fmt: skip
    words = WORDS["zh"].knowing(lambda _, record: held.get(record))
    assert words.record("letter", "l-1") == "函件 〔2026〕1号"
    assert words.record("letter", "l-2") == "函件 “催告”（草稿）"
    assert words.record("notice", "mail-1") == "通知 2026-09-02 下线通知"  # the day in China
    assert words.record("notice", "n-1") == "通知 n-1"
    assert words.record("letter", "l-9") == WORDS["zh"].record("letter", "l-9") == "函件 l-9"


@pytest.mark.parametrize(
    ("headings", "called"),
    [
        (("交易日期", None, "金额"), "流水版式 交易日期 · 金额"),
        (("交易日期", "收入", "支出"), "流水版式 交易日期 · 收入 · 支出"),
        (("交易日期", "收入", "支出", "余额"), "流水版式 交易日期 · 收入 · 支出 · …"),
        ((None, None), "流水版式 layout-1"),
    ],
)
def test_a_layout_of_statements_is_called_by_its_first_headings(headings, called):
    columns = tuple(LayoutColumn(place, "summary", heading) for place, heading in enumerate(headings, 1))
    words = WORDS["zh"].knowing(lambda *_: StatementLayout("layout-1", columns))
    assert words.record("statement_layout", "layout-1") == called


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0.00"), (1, "0.01"), (17, "0.01"), (18, "0.01"), (54, "0.02")])
def test_hours_above_zero_are_never_shown_as_none(seconds, shown):
    assert WORDS["zh"].value(Fraction(seconds, 3600), "hours") == f"{shown} 小时"


def test_statuses_of_the_oracle_all_have_words():
    statuses = {
        status
        for seed in range(100)
        for _, status in oracle.figures(*documents.document_and_day(random.Random(seed))).values()  # noqa: S311
        if status
    }
    assert all(WORDS[language].status(status) for language in LANGUAGES for status in statuses)


def test_acts():
    for language in LANGUAGES:
        for act in ("create_ledger", "import", "undo", "redo", "attach", "detach"):
            assert WORDS[language].act(act)
        for kind in KINDS:
            for verb in ("enter", "revise", "remove"):
                assert WORDS[language].kind(kind).lower() in WORDS[language].act(f"{verb}_{kind}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_file_says_cannot_break_a_line_or_a_terminal(language):
    problem = Problem("not_a_choice", "$.a\nb.c", inputs={"value": "x\n\x1b[31m\ud800\u2028", "values": "y"})
    line = WORDS[language].problem_line(problem)
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert line.encode()


def test_a_missing_text_is_a_bug_and_an_unknown_language_too():
    with pytest.raises(KeyError):
        Vocabulary("zh", {}).text("problem.not_text")
    with pytest.raises(ValueError, match="xx"):
        vocabulary("xx")


FORM = {"value": "sms", "channel": "post", "needed": "electronic", "field": "channel"}


def test_problems_say_names_and_not_codes():
    words = WORDS["zh"]
    missing = Problem("event_time_missing", "event_at", "notice", "n-1")
    assert words.problem_line(missing).startswith("通知 n-1 · 事件时间：")
    form = Problem("form_without_electronic", "form", "notice", "n-1", inputs=FORM)
    assert words.problem(form) == "电子形式“手机短信”只用于送达方式“电子发送”，而“送达方式”是“邮寄”；请改正其一。"
    twice = Problem("no_late_fee_on_bill", "", "bill", "b-1", inputs={"value": "b-1"})
    assert words.problem_line(twice) == words.problem(twice)  # the sentence names the bill itself
    conflict = Problem("conflict", "", "bill", "b-1", inputs={"fields": "total, answer"})
    assert "（账单金额、客户答复）" in words.problem(conflict)
    assert "--" not in words.problem(conflict)
    assert words.field_at("bill", "answer.on") == "答复日"
    assert words.field_at("bill", "lines[3].payable") == "应付"
    assert words.field_at("bill", "nowhere") == ""


def test_a_choice_in_a_file_is_told_with_what_is_written_there():
    wrong = Problem("not_a_choice", "$.bills[0].channel", inputs={"value": "fax", "values": "hand · post"})
    assert WORDS["zh"].problem_line(wrong).startswith("$.bills[0].channel: “fax”")
    assert "hand（专人递送）、post（邮寄）" in WORDS["zh"].problem(wrong)
    on_screen = Problem("not_a_choice", "channel", inputs={"value": "fax", "values": "hand · post"})
    assert "专人递送、邮寄" in WORDS["zh"].problem(on_screen)


@pytest.mark.parametrize(("days", "words"), [(-1, "已过去 1 天"), (0, "还有 0 天"), (2, "还有 2 天")])
def test_a_safest_day_that_has_passed_is_said_so(days, words):
    inputs = {"kind": "payment_deadline", "day": datetime(2026, 11, 3).date(), "days": days}  # noqa: DTZ001 - a day
    found = Finding("deadline_near", "invoice", "i", "3.2.4", "pay", None, inputs)
    assert words in WORDS["zh"].finding(found)


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 day left"), (2, "2 days left"), (0, "0 days left"), (21, "21 days left")]
)
def test_a_word_goes_with_its_number(days, said):
    assert WORDS["en"].text("command.days_left", days=days) == said


def test_no_english_sentence_leaves_a_number_with_one_form_only():
    plural = re.compile(r"\{(?:count|days|rows|records|entries)\} (?:[a-z]+ )?[a-z]+s\b")
    counted = {key: text for key, text in WORDS["en"]._words.items() if plural.search(text)}
    assert set(counted) <= _AT_LEAST_TWO


_AT_LEAST_TWO = {"problem.archive_too_many", "problem.mail_too_many"}
"""Sentences said of many more than one."""
