"""The composition root, started as a process: which words open a window, run a command, or do the main job."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import main as program
from tests.reports import papers
from tests.reports.papers import Printed

ROOT = Path(__file__).parents[1]
HEADLESS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


def start(*words, cwd, **settings):
    environment = {name: value for name, value in os.environ.items() if name not in HEADLESS}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        cwd=cwd,
        env=environment | settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "settings", "says"),
    [
        ([], {}, "结算对账单："),
        (["--lang", "en"], {}, "settlement summary: "),
        (["--lang=en"], {}, "settlement summary: "),
        ([], {"CLAUSELEDGER_LANG": "en"}, "settlement summary: "),
    ],
)
def test_the_bare_command_without_a_display_does_the_main_job_in_the_language_asked_for(
    words, settings, says, tmp_path
):
    ran = start(*words, cwd=tmp_path, **settings)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert says in ran.stdout
    assert bool(re.search("[\u4e00-\u9fff]", ran.stdout)) == ("：" in says)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a display")
@pytest.mark.parametrize("variable", sorted(HEADLESS))
def test_a_display_is_known_by_the_session_s_variables(variable, monkeypatch):
    for name in HEADLESS:
        monkeypatch.delenv(name, raising=False)
    assert not program.has_display()
    monkeypatch.setenv(variable, "")
    assert not program.has_display()
    monkeypatch.setenv(variable, ":0")
    assert program.has_display()


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["assess", "--help"], ["--lang", "en", "--help"]])
def test_help_needs_no_display(words, tmp_path):
    ran = start(*words, cwd=tmp_path)
    assert ran.returncode == 0
    assert ("usage:" if "en" in words else "用法:") in ran.stdout
    assert ran.stderr == ""


def test_an_unknown_command_is_wrong_usage(tmp_path):
    ran = start("asses", cwd=tmp_path)
    assert ran.returncode == 2
    assert "asses" in ran.stderr


@pytest.fixture
def ledger(tmp_path):
    def make(**sections):
        (tmp_path / "facts.json").write_text(
            json.dumps(papers.ledger(**sections), ensure_ascii=False), encoding="utf-8"
        )
        ran = start("import", "my.clauseledger", "facts.json", cwd=tmp_path)
        assert (ran.returncode, ran.stderr) == (0, "")
        return tmp_path

    return make


LETTER = ("letter", "my.clauseledger", "bill-objection", "B-7", "--as-of", "2026-10-19", "-o", "letter.pdf")
SUMMARY = ("settlement", "my.clauseledger", "--from", "2026-01-01", "--to", "2026-10-19", "-o", "summary.pdf")


def test_letter_and_summary_are_written_where_they_were_asked_for(ledger):
    at = ledger(bills=[papers.bill()])
    for words, name, says in ((LETTER, "letter.pdf", "异议函"), (SUMMARY, "summary.pdf", "结算对账单")):
        ran = start(*words, cwd=at)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert name in ran.stdout
        assert says in Printed((at / name).read_bytes()).text


@pytest.mark.parametrize("words", [LETTER, SUMMARY])
def test_a_character_no_font_has_gives_1_its_name_and_no_file(words, ledger):
    at = ledger(bills=[papers.bill()], agreement=papers.agreement(customer={"name": "甲🙂公司"}))
    ran = start(*words, cwd=at)
    assert ran.returncode == 1
    assert "🙂" in ran.stderr
    assert "U+1F642" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert list(at.glob("*.pdf*")) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("letter", "my.clauseledger", "bill-objection", "B-8", "-o", "x.pdf"), "B-8"),
        (("settlement", "my.clauseledger", "--from", "2026-02-02", "--to", "2026-02-01", "-o", "x.pdf"), "2026-02-02"),
        (("letter", "none.clauseledger", "bill-objection", "B-7", "-o", "x.pdf"), "none.clauseledger"),
    ],
)
def test_what_cannot_be_printed_gives_1_a_sentence_and_no_file(words, says, ledger):
    at = ledger(bills=[papers.bill()])
    ran = start(*words, cwd=at)
    assert ran.returncode == 1
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (at / "x.pdf").exists()


def test_a_paper_that_was_there_stays_when_the_new_one_is_refused(ledger):
    at = ledger(bills=[papers.bill()])
    (at / "letter.pdf").write_bytes(b"the letter of yesterday")
    refused = ("letter", "my.clauseledger", "bill-objection", "B-8", "-o", "letter.pdf")
    assert start(*refused, cwd=at).returncode == 1
    assert (at / "letter.pdf").read_bytes() == b"the letter of yesterday"


def test_output_is_utf_8_whatever_the_locale(ledger):
    at = ledger(bills=[papers.bill()])
    ran = start("assess", "my.clauseledger", "--as-of", "2026-10-19", cwd=at, LC_ALL="C", PYTHONUTF8="0")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "账单异议期限" in ran.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("command", [["export"], ["assess", "--json"]])
def test_output_to_a_full_disk_is_a_sentence(command, ledger):
    name, *flags = command
    at = ledger()
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, ROOT / "main.py", name, "my.clauseledger", *flags, "--lang", "en"],
            cwd=at,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("cannot write standard output")
