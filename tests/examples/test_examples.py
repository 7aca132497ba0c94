"""The worked examples, through the program as it is started: every figure, its derivation, and the way back out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.assess import assess
from models.formulas import UNKNOWN, evaluate
from models.ledger.ledger import open_ledger
from tests.models import reckoner
from ui.commands.commandline import main

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(Path(__file__).parent.glob("*.json"))


def started(*words):
    """Start the program in a process of its own; give what it printed."""
    command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def said(capsys, *words):
    assert main([str(word) for word in words]) == 0
    return capsys.readouterr().out


def key(figure):
    return figure["kind"], figure["record"]


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def worked(request, tmp_path_factory):
    """Import one example into a new ledger, and assess it."""
    example = json.loads(request.param.read_text(encoding="utf-8"))
    folder = tmp_path_factory.mktemp(request.param.stem)
    (folder / "in.json").write_text(json.dumps(example["ledger"]), encoding="utf-8")
    ledger = folder / "new.clauseledger"
    started("import", ledger, folder / "in.json")
    assessment = json.loads(started("assess", ledger, "--as-of", example["as_of"], "--json"))
    return example, ledger, assessment


def test_there_are_eight():
    assert len(EXAMPLES) == 8


def test_exactly_the_expected_figures(worked):
    example, _, assessment = worked
    expected = {key(figure): (figure["value"], figure.get("status")) for figure in example["figures"]}
    given = {key(figure): (figure["value"], figure["status"]) for figure in assessment["figures"]}
    # The delivery of a red-letter invoice is a figure too; the examples list only what asks for money.
    red = {invoice["id"] for invoice in example["ledger"].get("invoices", []) if invoice.get("reverses")}
    assert {k: v for k, v in given.items() if not (k[0] == "delivered_on" and k[1] in red)} == expected


def test_sorted_by_kind_then_record(worked):
    _, _, assessment = worked
    keys = [key(figure) for figure in assessment["figures"]]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_the_head_says_day_terms_and_calendar(worked):
    example, _, assessment = worked
    assert assessment["format"] == "clauseledger-assessment/1"
    assert (assessment["as_of"], assessment["terms"]) == (example["as_of"], "tencent-cloud-2021")
    assert assessment["calendar"] == {"official_through": "2026-12-31"}


def test_every_printed_formula_gives_its_value_again(worked):
    _, _, assessment = worked
    assert reckoner.differences(assessment) == []


def test_every_formula_evaluates_to_its_value(worked):
    example, ledger, _ = worked
    with open_ledger(ledger) as opened:
        assessment = assess(opened.facts, reckoner.date.fromisoformat(example["as_of"]))
        calendar = assessment.situation.calendar
        wrong = [one.reference for one in assessment.figures if evaluate(one.because, calendar) != one.value]
        assert wrong == []
        assert any(figure.because.formula != UNKNOWN for figure in assessment.figures)


def test_every_figure_has_clause_party_rule_and_no_guess(worked):
    _, _, assessment = worked
    for figure in assessment["figures"]:
        assert figure["clause"][0].isdigit()
        assert figure["party"] in {"customer", "provider"}
        assert figure["because"]["rule"]
        assert figure["provisional"] is False


def test_inputs_that_are_figures_have_those_figures_values(worked):
    _, _, assessment = worked
    values = {f"{kind}:{record}": None for kind, record in map(key, assessment["figures"])}
    values |= {":".join(key(figure)): figure["value"] for figure in assessment["figures"]}
    for figure in assessment["figures"]:
        for given in figure["because"]["inputs"]:
            if "figure" in given and given["unit"] != "moment":
                assert values[given["figure"]] == given["value"]


def test_out_in_and_out_again_is_the_same_document(worked, tmp_path, capsys):
    _, ledger, _ = worked
    out = said(capsys, "export", ledger)
    (tmp_path / "out.json").write_text(out, encoding="utf-8")
    said(capsys, "import", tmp_path / "second.clauseledger", tmp_path / "out.json")
    assert said(capsys, "export", tmp_path / "second.clauseledger") == out


def without_nothing(value):
    """Leave out what an absent optional field, an empty list or an empty object says as well."""
    if isinstance(value, dict):
        kept = {name: without_nothing(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part not in (None, [], {})}
    return [without_nothing(part) for part in value] if isinstance(value, list) else value


def test_what_comes_out_is_what_went_in(worked, capsys):
    example, ledger, _ = worked
    assert json.loads(said(capsys, "export", ledger)) == without_nothing(example["ledger"])


def test_importing_twice_changes_nothing(worked, tmp_path, capsys):
    example, ledger, _ = worked
    (tmp_path / "again.json").write_text(json.dumps(example["ledger"]), encoding="utf-8")
    before = ledger.read_bytes()
    said(capsys, "import", ledger, tmp_path / "again.json")
    assert ledger.read_bytes() == before
