"""The command ``law``: its own section in both languages, as text and as JSON, and nothing of it among the figures."""

import json
import re
from datetime import date

import pytest

from models.law.statutes import statutes
from models.vocabulary import LANGUAGES
from tests.models import reckoner, samples
from ui.commands.commandline import main

HAN = re.compile(r"[\u2e80-\u2fff\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
TODAY = date(2026, 5, 25)
INVOICES = [{"id": "i", "amount": "1000.00", "received_at": "2026-02-02T10:00:00+08:00"}]
INCIDENTS = [{"id": "x", "service": "s", "started_at": "2021-06-09T10:00:00+08:00", "cause": "provider"}]
DEMAND = {"id": "n", "from": "customer", "kind": "other", "channel": "electronic"}
DEMAND |= {"sent_at": "2024-01-04T10:00:00+08:00"}


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command in a folder with a ledger; give exit status, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    made = samples.only(invoices=INVOICES, incidents=INCIDENTS, notices=[DEMAND])
    (tmp_path / "in.json").write_text(json.dumps(made), encoding="utf-8")
    assert main(["import", "l.clauseledger", "in.json"]) == 0
    capsys.readouterr()

    def running(*words):
        status = main([str(word) for word in words], today=TODAY)
        return status, *capsys.readouterr()

    return running


@pytest.mark.parametrize("language", LANGUAGES)
def test_tells_the_comparison_the_limitation_and_every_article(run, language):
    status, out, err = run("law", "l.clauseledger", "--lang", language)
    assert (status, err) == (0, "")
    assert "1,000.00" in out, "the contract's late fee of 100 days"
    assert "10.68" in out, "1,000 at 3 % × 1.3 over 100 days"
    assert "12.33" in out, "and × 1.5"
    assert "2027-01-04" in out, "three years after the demand"
    for article in statutes():
        assert article.cite(language) in out
        assert article.says[language] in out
    if language == "en":
        assert not HAN.search(out)


def test_as_json(run):
    status, out, _ = run("law", "l.clauseledger", "--json", "--lang", "en")
    assert status == 0
    law = json.loads(out)
    assert (law["format"], law["as_of"], law["lpr_known_through"]) == ("clauseledger-law/1", "2026-05-25", "2026-08-20")
    (fee,) = law["late_fees"]
    values = {value["name"]: value["value"] for value in fee["values"]}
    assert values == {
        "late_fee": "1000.00",
        "at_lpr_low": "10.68",
        "at_lpr_high": "12.33",
        "times_low": "93.59",
        "times_high": "81.11",
        "excessive_above": "16.03",
    }
    incidents = [one for one in law["limitations"] if one["record"] == "x"]
    assert [one["interruptions"] for one in incidents] == [
        [{"on": "2024-01-04", "ground": "demand", "kind": "notice", "record": "n"}]
    ]
    assert len(law["statutes"]) == len(statutes())


def test_each_printed_formula_gives_its_value_again(run):
    law = json.loads(run("law", "l.clauseledger", "--json")[1])
    values = [value for one in (*law["late_fees"], *law["limitations"]) for value in one["values"]]
    assert len(values) > 6
    reckoned = [reckoner.as_printed(reckoner.Reckoner(v["because"]).value(), v["unit"]) for v in values]
    assert reckoned == [value["value"] for value in values]


def test_as_of_a_day(run):
    assert json.loads(run("law", "l.clauseledger", "--json", "--as-of", "2026-02-14")[1])["late_fees"] == []
    assert len(json.loads(run("law", "l.clauseledger", "--json", "--as-of", "2026-02-15")[1])["late_fees"]) == 1


def test_of_a_ledger_with_nothing_owed_the_articles_remain(run):
    status, out, _ = run("law", "l.clauseledger", "--as-of", "2020-01-01")
    assert status == 0
    assert statutes()[0].says["zh"] in out


def test_stays_out_of_the_figures(run):
    assessment = json.loads(run("assess", "l.clauseledger", "--json")[1])
    assert assessment["figures"]
    assert not [figure for figure in assessment["figures"] if re.search("lpr|limitation_", json.dumps(figure))]


def test_a_ledger_that_is_not_there(run):
    status, out, err = run("law", "nothing.clauseledger")
    assert (status, out) == (1, "")
    assert "nothing.clauseledger" in err
