"""``letter LEDGER KIND RECORD``: every kind from the command line, in either language, refused with a sentence."""

import json

import pytest

from models.letters.table import LETTERS
from tests.reports.letters.ledgers import CASES
from tests.reports.papers import Printed
from ui.commands.commandline import main


@pytest.fixture
def at(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(made):
    with open("d.json", "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(made, file, ensure_ascii=False)
    assert main(["import", "l.clauseledger", "d.json"]) == 0


@pytest.mark.parametrize("kind", LETTERS)
def test_each_kind_is_written(kind, at, capsys):
    made, record, day = CASES[kind]
    imported(made)
    asked = ["letter", "l.clauseledger", kind, record, "--as-of", day, "-o", "x.pdf", "--number", "〔2026〕3号"]
    assert main(asked) == 0
    assert "〔2026〕3号" in Printed((at / "x.pdf").read_bytes()).text
    also = [word for name in LETTERS[kind].also for word in ("--also", name)]
    assert main([*asked, "--lang-of-letter", "en", *also]) == 0
    assert "To: " in Printed((at / "x.pdf").read_bytes()).text
    assert capsys.readouterr().err == ""


def test_a_letter_the_record_does_not_give_is_refused_and_nothing_is_written(at, capsys):
    made, record, day = CASES["bill-objection"]
    imported(made)
    asked = ["letter", "l.clauseledger", "correction-request", record, "--as-of", day, "-o", "x.pdf"]
    del made
    assert main([*asked[:3], "late-fee-objection", *asked[3:]]) == 2
    assert main([*asked[:2], "late-fee-objection", *asked[3:]]) == 1
    assert "B-7" in capsys.readouterr().err
    assert not (at / "x.pdf").exists()


def test_an_addition_the_letter_does_not_know_is_said_and_nothing_is_written(at, capsys):
    made, record, day = CASES["bill-objection"]
    imported(made)
    asked = ["letter", "l.clauseledger", "bill-objection", record, "--as-of", day, "-o", "x.pdf"]
    assert main([*asked, "--also", "reduction"]) == 1
    assert "late-fee-objection" in capsys.readouterr().err
    assert not (at / "x.pdf").exists()


def test_the_help_lists_every_kind(capsys):
    assert main(["letter", "--help"]) == 0
    told = "".join(capsys.readouterr().out.split())
    for kind in LETTERS:
        assert kind in told
