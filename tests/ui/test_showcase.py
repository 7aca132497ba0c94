"""The main job without a display: the sample's deadlines on its day, a letter and a summary that open and say so."""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest

from models.assess import assess
from models.evidence.reading import paragraphs
from models.exchange import document, package
from models.exchange.document import read_file
from models.ledger.ledger import open_ledger
from models.ledger.verify import verify
from models.vocabulary import vocabulary
from resources import resource
from tests.reports.papers import Printed
from ui.showcase import SAMPLE_DAY, deadlines, main_job

CHINESE, ENGLISH = vocabulary("zh"), vocabulary("en")


@pytest.fixture
def done(capsys):
    assert main_job(CHINESE) == 0
    return capsys.readouterr().out


def files(told):
    return [Path(name) for name in re.findall(r"(?:函件|结算对账单|示例账本)：(.+)", told)]


def test_it_names_the_ledger_the_letter_and_the_summary_and_they_are_there(done, home):
    ledger, letter, summary = files(done)
    for file in (ledger, letter, summary):
        assert file.is_file()
        assert file.is_relative_to(home)
    with open_ledger(ledger) as opened:
        assert verify(opened) == []
    assert "关于2026年10月账单的异议函" in Printed(letter.read_bytes()).text
    assert "2026年1月1日（含）至2026年11月23日（含）" in Printed(summary.read_bytes()).text


def test_deadlines_stand_in_the_order_in_which_they_ask(done):
    # Counted by hand: the bill of 18 November is open until the 25th; storage that ended on the 20th is kept 7 days;
    # the invoice received on 20 October was due on 3 November.
    rows = [line.split() for line in done.splitlines() if line.startswith("  ")]
    assert [row[0] for row in rows] == ["2026-11-25", "2026-11-27", "2026-11-03"]
    assert rows[0][1:4] == ["还有", "2", "天"]
    assert rows[2][1:4] == ["已过", "20", "天"]
    assert rows[0][-1] == "3.2.4"


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 11, 24), "还有 1 天"), (date(2026, 11, 25), "就是今天"), (date(2026, 11, 26), "2026-11-27")],
)
def test_the_last_day_is_today_and_then_gone(day, told, capsys):
    assert main_job(CHINESE, day) == 0
    out = capsys.readouterr().out
    assert told in out
    assert ("2026-11-25" in out) is (day <= date(2026, 11, 25))


def test_a_second_run_takes_the_same_ledger_and_gives_the_same_papers(done, capsys):
    ledger, letter, summary = files(done)
    before = letter.read_bytes(), summary.read_bytes(), ledger.stat().st_ino
    assert main_job(CHINESE) == 0
    assert capsys.readouterr().out == done
    assert (letter.read_bytes(), summary.read_bytes(), ledger.stat().st_ino) == before


def test_deadlines_that_are_met_are_not_listed():
    facts = read_file(resource("sample", "sample.json"))
    listed = {figure.record for _, figure in deadlines(assess(facts, SAMPLE_DAY))}
    assert listed == {"b-2026-10", "i-2026-09", "cos-1"}


def test_it_says_of_which_day_it_speaks(done):
    assert f"示例讲到 {SAMPLE_DAY}" in done
    assert f"截至 {SAMPLE_DAY} 的期限：" in done


def test_it_speaks_english_when_asked(capsys):
    assert main_job(ENGLISH) == 0
    out = capsys.readouterr().out
    assert "Deadlines as of 2026-11-23:" in out
    assert not re.search("[\u4e00-\u9fff]", out)


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2026, 9, 1), date(2030, 6, 1)])
def test_on_any_other_day_it_ends_without_a_traceback(day, capsys):
    assert main_job(CHINESE, day) == 0
    letters = [file for file in files(capsys.readouterr().out) if "objection" in file.name]
    assert len(letters) == (day >= date(2026, 9, 1))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told_and_gives_1(home, capsys):
    home.chmod(0o500)
    try:
        assert main_job(CHINESE) == 1
    finally:
        home.chmod(0o700)
    assert "无法写入" in capsys.readouterr().out


def test_a_file_in_the_place_of_the_folder_is_told_and_gives_1(home, capsys):
    (home / "data").write_text("", encoding="utf-8")
    assert main_job(CHINESE) == 1
    assert "无法写入" in capsys.readouterr().out


def test_the_sample_is_invented():
    facts = read_file(resource("sample", "sample.json"))
    customer, provider = facts.agreement.customer, facts.agreement.provider
    for invented in (customer.name, customer.address, customer.contact, provider.name, provider.address):
        assert "示例" in invented
    assert customer.email.endswith("example.com")


def test_the_sample_s_package_is_its_records_with_letters_and_evidence_about_them():
    whole = package.read_file(resource("sample", "sample.zip"))
    written = json.loads("".join(document.text(whole.facts)))
    assert len(written.pop("letters")) == len(whole.facts.letters)
    assert written == json.loads("".join(document.text(read_file(resource("sample", "sample.json")))))
    letters = {letter.state: letter for letter in whole.facts.letters.values()}
    assert set(letters) == {"answered", "sent", "draft"}
    kept = {one["sha256"]: one for one in whole.attachments}
    with package.contents(whole) as content:
        for letter in (letters["answered"], letters["sent"]):
            text = Printed(content(letter.pdf)).text
            assert letter.number in text
            assert kept[letter.pdf]["record"] == kept[letter.assessment]["record"] == letter.id
        objection = Printed(content(letters["answered"].pdf)).text
        assert "45.67元" in objection
        assert "证据19月账单明细.pdf" in objection
        evidence = [one for one in whole.attachments if one["obtained_how"] != "freeze_letter"]
        assert {one["kind"] for one in evidence} == {"notice", "incident", "bill", "letter"}
        assert {Path(one["name"]).suffix for one in evidence} == {".eml", ".txt", ".pdf", ".png"}
        for one in evidence:
            file, pdf = content(one["sha256"]), one["media_type"] == "application/pdf"
            said = Printed(file).text if pdf else "".join(paragraphs(one["name"], one["media_type"], file) or [])
            assert "示例" in said or one["media_type"] == "image/png"
            assert one["proves"]
