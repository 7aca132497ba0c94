"""The command line as a user meets it: each command, its exit status, what goes to which stream, never a traceback."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from models.exchange import document_reading
from models.facts.records import Account
from models.ledger import acts
from models.ledger.ledger import open_ledger
from models.problems import LISTED
from models.vocabulary import LANGUAGES
from tests.models import samples
from ui.commands.commandline import COMMANDS, main

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 23)
HAN = re.compile(r"[\u2e80-\u2fff\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


@pytest.fixture
def at(tmp_path, monkeypatch):
    """Work in a folder with an exchange file and a ledger made of it."""
    monkeypatch.chdir(tmp_path)
    Path("in.json").write_text(json.dumps(samples.WHOLE), encoding="utf-8")
    assert main(["import", "l.clauseledger", "in.json"]) == 0
    return tmp_path


@pytest.fixture
def run(at, capsys):
    """Run a command in the process, in the folder; give exit status, standard output and standard error."""
    assert at == Path.cwd()
    capsys.readouterr()

    def running(*words):
        status = main([str(word) for word in words], today=TODAY)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, out, err

    return running


def started(*words, stdin=None, **settings):
    """Start the program in a process of its own."""
    command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
    env = os.environ | settings
    return subprocess.run(command, capture_output=True, check=False, env=env, input=stdin)


def changed(**values):
    made = samples.whole()
    made["accounts"][0] |= values
    Path("changed.json").write_text(json.dumps(made), encoding="utf-8")


class TestHelp:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("words", [[], *([command] for command in COMMANDS)], ids=" ".join)
    def test_is_there(self, run, words, language):
        status, out, err = run(*words, "--help", "--lang", language)
        assert (status, err) == (0, "")
        assert {"zh": "用法: clauseledger", "en": "usage: clauseledger"}[language] in out
        own = out.replace("〔2026〕3号", "")  # the form of a letter's number is Chinese in every language
        assert bool(HAN.search(own)) == (language == "zh")

    @pytest.mark.parametrize("command", ["register", "evidence", "agreement"])
    def test_a_missing_job_is_said_in_a_sentence(self, run, command):
        for language, says in (("zh", "要做的事（"), ("en", "what to do (one of ")):
            status, out, err = run(command, "l.clauseledger", "--lang", language)
            assert (status, out) == (2, "")
            last = err.splitlines()[-1]
            assert says in last
            assert "{" not in last

    def test_names_every_command(self, run):
        assert all(command in run("--help")[1] for command in COMMANDS)

    def test_the_language_of_the_environment(self, run, monkeypatch):
        monkeypatch.setenv("CLAUSELEDGER_LANG", "en")
        assert not HAN.search(run("assess", "--help")[1])
        assert HAN.search(run("assess", "--help", "--lang=zh")[1])
        monkeypatch.setenv("CLAUSELEDGER_LANG", "nobody's")
        assert HAN.search(run("assess", "--help")[1])


class TestWrongUsage:
    @pytest.mark.parametrize(
        "words",
        [
            [],
            ["nothing"],
            ["import"],
            ["import", "l.clauseledger"],
            ["import", "l.clauseledger", "in.json", "--upd"],
            ["export"],
            ["assess"],
            ["assess", "l.clauseledger", "--as-of"],
            ["assess", "l.clauseledger", "--as-of", "2026-02-30"],
            ["assess", "l.clauseledger", "--as-of", "yesterday"],
            ["assess", "l.clauseledger", "--as-of", "1999-12-31"],
            ["assess", "l.clauseledger", "--as-of", "2100-01-01"],
            ["assess", "l.clauseledger", "--as-of", "9999-12-31"],
            ["assess", "l.clauseledger", "--lang", "fr"],
            ["explain", "l.clauseledger", "late_fee"],
            ["verify"],
            ["verify", "--nothing", "l.clauseledger"],
            ["letter", "l.clauseledger", "poem", "b-1", "-o", "x.pdf"],
            ["letter", "l.clauseledger", "bill-objection", "b-1"],
            ["settlement", "l.clauseledger", "-o", "x.pdf"],
        ],
    )
    def test_is_status_two_and_said_on_standard_error(self, run, words):
        status, out, err = run(*words)
        assert (status, out) == (2, "")
        assert err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("settlement l.clauseledger --from 2026-01-01 --to 2026-12-01 -o x.pdf --account zz", "账号 zz："),
        ("evidence l.clauseledger export zz -o x", "附件 zz："),
        ("register l.clauseledger close zz", "函件 zz："),
        ("register l.clauseledger pages zz in.json", "函件 zz："),
        ("letter l.clauseledger bill-objection zz -o x.pdf", "账单 zz："),
    ],
)
def test_what_is_not_there_is_named_by_its_kind(run, words, named):
    status, out, err = run(*words.split())
    assert (status, out) == (1, "")
    assert err.startswith(named)


class TestImport:
    def test_into_a_new_ledger(self, run, at):
        status, out, err = run("import", "new.clauseledger", "in.json")
        assert (status, err, len(out.splitlines())) == (0, "", 1)
        assert (at / "new.clauseledger").stat().st_mode & 0o777 == 0o600

    def test_twice(self, run):
        status, out, _ = run("import", "l.clauseledger", "in.json")
        assert status == 0
        assert re.findall(r"\d+", out)[:2] == ["0", "0"]

    def test_conflicts_are_listed_one_a_line(self, run, at):
        made = samples.whole()
        made["accounts"][0]["label"] = made["payments"][0]["reference"] = "改"
        Path("changed.json").write_text(json.dumps(made), encoding="utf-8")
        before = (at / "l.clauseledger").read_bytes()
        status, out, err = run("import", "l.clauseledger", "changed.json")
        assert (status, out) == (1, "")
        assert [("a-1" in line, "p-1" in line) for line in err.splitlines()] == [(True, False), (False, True)]
        assert (at / "l.clauseledger").read_bytes() == before

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(("count", "told"), [(LISTED, LISTED), (LISTED + 1, LISTED + 1), (5 * LISTED, LISTED + 1)])
    def test_of_many_problems_the_first_are_told_and_that_there_are_more(self, run, count, told, language):
        made = samples.whole()
        known = [{"id": "a-1"}, {"id": "a-2"}]
        made["accounts"] = known + [{"id": f"x{n}", "label": ""} for n in range(count)]
        Path("bad.json").write_text(json.dumps(made), encoding="utf-8")
        status, out, err = run("import", "l.clauseledger", "bad.json", "--lang", language)
        assert (status, out, len(err.splitlines())) == (1, "", told)
        assert err.splitlines()[LISTED - 1].startswith(f"bad.json: $.accounts[{LISTED + 1}].label: ")
        more = {"zh": "其余没有列出", "en": "the others are not listed"}[language]
        assert (more in err.splitlines()[-1]) is (count > LISTED)

    def test_of_many_conflicts_too_and_update_takes_them_all(self, run):
        made = samples.whole()
        made["accounts"] += [{"id": f"x{n}", "label": "旧"} for n in range(LISTED + 1)]
        Path("many.json").write_text(json.dumps(made), encoding="utf-8")
        assert run("import", "l.clauseledger", "many.json")[0] == 0
        Path("many.json").write_text(json.dumps(made).replace(json.dumps("旧"), json.dumps("新")), encoding="utf-8")
        status, _, err = run("import", "l.clauseledger", "many.json")
        assert (status, len(err.splitlines())) == (1, LISTED + 1)
        assert run("import", "l.clauseledger", "many.json", "--update")[0] == 0
        assert {one["label"] for one in json.loads(run("export", "l.clauseledger")[1])["accounts"][2:]} == {"新"}

    def test_update(self, run):
        changed(label="改")
        assert run("import", "l.clauseledger", "changed.json", "--update")[0] == 0
        assert json.loads(run("export", "l.clauseledger")[1])["accounts"][0]["label"] == "改"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_problem_on_a_line_of_its_own_with_its_path(self, run, language):
        made = samples.whole()
        made["bills"][0]["total"] = "x\ny"
        made["accounts"][1]["id"] = "\ud800"
        made["surplus\n"] = 1
        Path("bad.json").write_text(json.dumps(made), encoding="utf-8")
        status, out, err = run("import", "other.clauseledger", "bad.json", "--lang", language)
        assert (status, out) == (1, "")
        assert sorted(line.split(":")[1].strip() for line in err.splitlines()) == [
            "$.accounts[1].id",
            "$.bills[0].total",
            "$.surplus\\n",
        ]
        assert not Path("other.clauseledger").exists()

    def test_lone_surrogates_and_escapes_reach_no_terminal(self, at):
        text = json.dumps(samples.WHOLE).replace('"electronic"', '"\\ud800\\u001b[31m"')
        (at / "bad.json").write_text(text, encoding="utf-8")
        done = started("import", at / "n.clauseledger", at / "bad.json")
        assert (done.returncode, done.stdout) == (1, b"")
        assert b"\x1b" not in done.stderr
        assert b"Traceback" not in done.stderr
        assert done.stderr.decode().count("\\ud800") == 3

    @pytest.mark.parametrize(
        ("ledger", "file"),
        [
            ("new.clauseledger", "none.json"),
            ("new.clauseledger", "l.clauseledger"),
            (".", "in.json"),
            ("in.json", "in.json"),
            ("none/new.clauseledger", "in.json"),
            ("in.json/new.clauseledger", "in.json"),
            ("n" * 300, "in.json"),
            ("new.clauseledger", "n" * 300),
        ],
    )
    def test_what_is_at_fault_is_said_in_a_line(self, run, at, ledger, file):
        before = sorted(path.name for path in at.iterdir())
        status, out, err = run("import", ledger, file)
        assert (status, out, len(err.splitlines())) == (1, "", 1)
        assert sorted(path.name for path in at.iterdir()) == before

    def test_a_document_that_says_too_much_to_be_held(self, run, at, monkeypatch):
        monkeypatch.setattr(document_reading, "MOST_HELD", 1000)
        (at / "large.json").write_text(json.dumps(samples.WHOLE), encoding="utf-8")
        status, _, err = run("import", "l.clauseledger", "large.json")
        assert (status, len(err.splitlines())) == (1, 1)
        assert "--large" in err


class TestExport:
    def test_to_standard_output(self, run):
        status, out, err = run("export", "l.clauseledger")
        assert (status, err) == (0, "")
        assert json.loads(out)["format"] == "clauseledger/1"

    def test_into_a_file(self, run, at):
        document = run("export", "l.clauseledger")[1]
        (at / "out.json").write_text("old", encoding="utf-8")
        status, _, err = run("export", "l.clauseledger", "-o", "out.json")
        assert (status, err) == (0, "")
        assert (at / "out.json").read_text(encoding="utf-8") == document
        assert [path.name for path in at.iterdir() if ".part" in path.name] == []

    @pytest.mark.parametrize("target", ["none/out.json", ".", "in.json/out.json"])
    def test_where_nothing_can_be_written(self, run, target):
        status, out, err = run("export", "l.clauseledger", "-o", target)
        assert (status, out, len(err.splitlines())) == (1, "", 1)

    def test_utf_8_whatever_the_locale(self, at):
        done = started("export", at / "l.clauseledger", LC_ALL="C", PYTHONIOENCODING="ascii")
        assert done.returncode == 0
        assert "云服务器" in done.stdout.decode("utf-8")

    def test_a_reader_that_has_seen_enough(self, at):
        command = [sys.executable, str(ROOT / "main.py"), "export", str(at / "l.clauseledger")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0


class TestAssess:
    def test_today_unless_told(self, run):
        assert json.loads(run("assess", "l.clauseledger", "--json")[1])["as_of"] == "2026-11-23"

    def test_json_has_what_is_promised(self, run):
        status, out, err = run("assess", "l.clauseledger", "--as-of", "2026-11-30", "--json")
        assert (status, err) == (0, "")
        told = json.loads(out)
        assert set(told) == {"format", "as_of", "terms", "calendar", "figures", "problems"}
        for figure in told["figures"]:
            promised = "kind record value unit status clause party provisional because"
            assert set(promised.split()) <= set(figure)
            assert {"rule", "formula", "inputs"} == set(figure["because"])
            assert all({"name", "value"} <= set(given) for given in figure["because"]["inputs"])
        for problem in told["problems"]:
            assert set(problem) == {"code", "severity", "record", "message"}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_as_a_table(self, run, language):
        status, out, err = run("assess", "l.clauseledger", "--as-of", "2026-11-30", "--lang", language)
        assert (status, err) == (0, "")
        assert "b-1" in out
        if language == "en":
            assert not HAN.search(_of_the_program(out))

    @pytest.mark.parametrize("day", ["2000-01-01", "2010-01-01", "2027-06-30", "2099-12-31"])
    def test_any_day_can_be_looked_from(self, run, day):
        status, out, err = run("assess", "l.clauseledger", "--as-of", day, "--json")
        assert (status, err, json.loads(out)["as_of"]) == (0, "", day)

    def test_the_first_and_last_days_a_record_can_have(self, run):
        for day in ("2000-01-01", "2089-12-31"):
            moment = f"{day}T12:00:00+08:00"
            bill = {"id": "b", "account": "a", "period": "2026-02", "channel": "post", "total": "1.00"}
            made = samples.only(
                amendments=[{"effective_on": "2000-01-01", "parameter": "bill_objection_working_days", "value": 1000}],
                bills=[bill | {"sent_at": moment}],
                invoices=[{"id": "i", "amount": "1.00", "received_at": moment, "payment_working_days": 1000}],
                services=[{"starts_on": day, "ended_on": day, "retention_days": 36500}],
                incidents=[{"id": "x", "service": "s", "cause": "force_majeure", "started_at": moment}],
                orders=[
                    {
                        "id": "o",
                        "service": "s",
                        "paid_on": "2000-01-01",
                        "starts_on": "2000-01-01",
                        "ends_on": "2089-12-31",
                        "list_price": "9999999999.99",
                        "cash": "9999999999.99999999",
                        "promotions": [{"name": "x", "condition_met": False}],
                    }
                ],
            )
            Path("far.json").write_text(json.dumps(made), encoding="utf-8")
            assert run("import", f"{day}.clauseledger", "far.json")[0] == 0
            for as_of in (day, "2099-12-31"):
                assert run("assess", f"{day}.clauseledger", "--as-of", as_of, "--json")[0] == 0


def _of_the_program(out):
    """Leave out what the records hold: promotions, and a letter's number, which is Chinese in every language."""
    for own in ("包年优惠", "新客", "〔2026〕1号"):
        out = out.replace(own, "")
    return out


class TestExplain:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_figure_can_be_explained(self, run, language):
        figures = json.loads(run("assess", "l.clauseledger", "--as-of", "2026-11-30", "--json")[1])["figures"]
        for figure in figures:
            words = ("explain", "l.clauseledger", figure["kind"], figure["record"])
            status, out, err = run(*words, "--as-of", "2026-11-30", "--lang", language)
            assert (status, err) == (0, "")
            assert figure["clause"] in out
            assert "≠" not in out, "the formula does not give the value again"
            if language == "en":
                assert not HAN.search(_of_the_program(out)), out

    @pytest.mark.parametrize("words", [("late_fee", "nobody"), ("nothing", "i-1"), ("", "")])
    def test_no_such_figure(self, run, words):
        status, out, err = run("explain", "l.clauseledger", *words)
        assert (status, out, len(err.splitlines())) == (1, "", 1)


class TestCompact:
    def test_says_what_went_and_how_much_room_that_gave(self, run):
        file = ROOT / "tests" / "files" / "l3-2026-09.csv"
        assert run("import", "l.clauseledger", file, "--keep-originals", 0)[0] == 0
        with open_ledger(Path("l.clauseledger")) as ledger:
            acts.undo(ledger)
            acts.enter(ledger, Account("a-9"))
        size = Path("l.clauseledger").stat().st_size
        status, out, err = run("compact", "l.clauseledger", "--lang", "en")
        assert (status, err) == (0, "")
        first, last = out.splitlines()
        assert first == "provider_bill-1 (l3-2026-09.csv): 397 rows gone"
        freed = size - Path("l.clauseledger").stat().st_size
        assert last.startswith(f"l.clauseledger is {round(freed / 1000)} kB smaller: ")
        assert run("verify", "l.clauseledger")[0] == 0


class TestVerify:
    def test_sound(self, run):
        status, out, err = run("verify", "l.clauseledger")
        assert (status, err, len(out.splitlines())) == (0, "", 1)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE bills SET total = 0",
            "UPDATE services SET account = 'nobody'",
            "UPDATE bills SET sent_at = 'nonsense'",
            "DELETE FROM agreement",
            "DROP TABLE incidents_losses",
        ],
    )
    def test_tampered_with(self, run, statement):
        with sqlite3.connect("l.clauseledger") as connection:
            connection.execute(statement)
        connection.close()
        for language in LANGUAGES:
            status, out, err = run("verify", "l.clauseledger", "--lang", language)
            assert (status, out) == (1, "")
            assert err


@pytest.mark.parametrize("command", [["export"], ["assess"], ["explain", "late_fee", "i-1"], ["verify"]])
@pytest.mark.parametrize("ledger", ["none.clauseledger", "in.json", ".", "empty", "other.db", "n" * 300])
def test_what_is_no_ledger(run, at, command, ledger):
    (at / "empty").touch()
    with sqlite3.connect(at / "other.db") as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()
    before = sorted(path.name for path in at.iterdir())
    name, *others = command
    status, out, err = run(name, ledger, *others)
    assert (status, out, len(err.splitlines())) == (1, "", 1)
    assert sorted(path.name for path in at.iterdir()) == before


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names there are text")
def test_a_ledger_whose_name_is_no_text(at):
    name = os.fsencode(at) + b"/\xff\x0a.clauseledger"
    command = [sys.executable, str(ROOT / "main.py")]
    for words in (["import", name, "in.json"], ["verify", name], ["import", name, "none.json"]):
        done = subprocess.run([*command, *words], capture_output=True, check=False)
        assert b"Traceback" not in done.stderr
        assert len((done.stdout + done.stderr).splitlines()) == 1
