"""docs/exchange.md says everything the two public documents can hold: fields, figures, functions, commands, problems.

When a test here fails after a change of the source, docs/exchange.md is what to complete.
"""

import ast
import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from models.assess import assess
from models.exchange import assessment as assessment_file
from models.exchange import document, document_reading
from models.facts.records import READINGS, SECTIONS, Agreement
from models.facts.shapes import Choice, Group, Many, fields_of
from models.figures import KINDS, Because
from models.formulas import _Evaluation
from models.letters.table import LETTERS
from models.terms.calendar import Calendar
from models.terms.terms import bundled_terms, load_terms
from models.vocabulary import vocabulary
from tests.reports import papers
from ui.commands.commandline import COMMANDS, main

ROOT = Path(__file__).parents[1]
EXCHANGE = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
ENGLISH = tomllib.loads((ROOT / "resources" / "vocabulary" / "en.toml").read_text(encoding="utf-8"))
RECORDS = {"agreement": Agreement, **dict(SECTIONS.values())}


def section(title, text=EXCHANGE):
    """Give the text below a heading, up to the next heading of any level."""
    found = re.search(rf"^#+ `?{re.escape(title)}`?\n(.*?)(?=^#|\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"no heading {title}"
    return found[1]


def below(title, text=EXCHANGE):
    """Give the text below a heading of level two, its subsections included."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"no heading {title}"
    return found[1]


def all_fields(record):
    for field in fields_of(record):
        yield field
        if isinstance(field.shape, Group | Many):
            yield from all_fields(field.shape.record)


@pytest.mark.parametrize("name", RECORDS)
def test_every_field_of_a_record_is_shown_with_its_choices_and_whether_it_may_be_left_out(name):
    text = section(name)
    for field in all_fields(RECORDS[name]):
        assert re.search(rf'"{field.name}"{"" if field.required else "[?]"}:', text), f"{name}: {field}"
        if isinstance(field.shape, Choice) and field.name != "channel":
            assert not [choice for choice in field.shape.values if f'"{choice}"' not in text], f"{name}: {field}"


@pytest.mark.parametrize("name", RECORDS)
def test_no_field_is_shown_that_there_is_not(name):
    shown = set(re.findall(r'"(\w+)"\??:', section(name)))
    assert shown == {field.name for field in all_fields(RECORDS[name])}


@pytest.mark.parametrize("name", RECORDS)
def test_fields_are_shown_in_the_order_in_which_they_are_written(name):
    text = section(name)
    places = [text.index(f'"{field.name}"') for field in fields_of(RECORDS[name])]
    assert places == sorted(places)


def test_every_section_reading_and_parameter_is_named():
    whole = section("The document")
    for name in RECORDS:
        assert f'"{name}"' in whole
    deal = section("agreement")
    for reading, choices in READINGS.items():
        assert f'"{reading}"?: ' + " | ".join(f'"{choice}"' for choice in choices) in deal
    for terms in bundled_terms():
        assert not [name for name in load_terms(terms).versions if f"`{name}`" not in deal]


def test_every_kind_of_figure_has_a_row_with_its_unit():
    rows = [row for row in below("The assessment").splitlines() if row.startswith("| `")]
    for kind, shared in KINDS.items():
        row = next((row for row in rows if f"`{kind}`" in row.split("|")[1]), "")
        unit = row.split("|")[3] if row else ""
        assert shared.unit in unit, kind


def test_every_status_is_named():
    text = below("The assessment")
    assert not [status for status in ENGLISH["status"] if f"`{status}`" not in text]


def test_every_function_of_the_formulas_is_explained_and_no_other():
    text = section("Formulas")
    functions = set(_Evaluation({}, Calendar.bundled())._functions)
    assert set(re.findall(r"`(\w+)\(", text)) == functions


def test_every_command_and_option_is_named():
    text = section("Commands")
    for command in COMMANDS:
        assert re.search(rf"`{command} (LEDGER|BACKUP -o LEDGER)", text), command
    source = "\n".join((ROOT / "ui" / "commands" / name).read_text(encoding="utf-8") for name in ("commandline.py",))
    options = {
        option for option in re.findall(r'add_argument\((?:"-o", )?"(--[a-z-]+)"', source) if option != "--output"
    }
    assert options
    assert not [option for option in options if option not in text]
    for status in (0, 1, 2):
        assert f"`{status}`" in text


def test_every_problem_code_has_a_row_and_no_row_lacks_its_code():
    text = EXCHANGE[EXCHANGE.index("## Problems") :]
    assert set(re.findall(r"^\| `(\w+)` \| \S", text, re.MULTILINE)) == set(ENGLISH["problem"])


def test_every_problem_code_in_the_source_is_a_known_one():
    """Codes are the first argument of Problem, Refused.because and Misfit; those computed are checked elsewhere."""
    used = {}
    for path in [*(ROOT / "models").rglob("*.py"), *(ROOT / "reports").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
                if name in {"Problem", "because", "Misfit"} and isinstance(node.args[0].value, str):
                    used[node.args[0].value] = path.name
    assert len(used) > 30
    assert not {code: file for code, file in used.items() if code not in ENGLISH["problem"]}


def test_formats_limits_and_bounds_are_those_of_the_program():
    assert f"`{document.FORMAT}`" in EXCHANGE
    assert f"`{assessment_file.FORMAT}`" in EXCHANGE
    assert f"{document_reading.MOST_HELD:,} characters" in EXCHANGE
    assert "10,000,000,000" in section("How values are written")


def test_the_canonical_forms_are_those_that_are_written():
    order = {"id": "o", "service": "db", "paid_on": "2026-01-01", "starts_on": "2026-01-01", "ends_on": "2027-01-01"}
    order |= {"list_price": "80.432648060", "cash": "80.5"}
    bill = papers.bill(sent_at="2026-10-15T19:00Z")
    amended = {"effective_on": "2026-01-01", "parameter": "late_fee_rate", "value": "0.0050", "clause": "3.5"}
    sections = papers.ledger(orders=[order], bills=[bill], agreement=papers.agreement(amendments=[amended]))
    written = "".join(document.text(papers.facts(sections)))
    read = json.loads(written)
    assert (read["orders"][0]["list_price"], read["orders"][0]["cash"]) == ("80.43264806", "80.50")
    assert read["bills"][0]["sent_at"] == "2026-10-15T19:00:00+00:00"
    assert read["agreement"]["amendments"][0]["value"] == "0.005"
    assert "invoices" not in read
    assert written.endswith("}\n")
    assert '\n  "agreement"' in written


def test_the_assessment_s_keys_are_all_shown():
    written = assessment_file.write(
        assess(papers.facts(papers.ledger(bills=[papers.bill()])), date(2026, 10, 19)), vocabulary("en")
    )
    text = below("The assessment")

    def keys(value):
        if isinstance(value, dict):
            yield from value
            value = list(value.values())
        if isinstance(value, list):
            for part in value:
                yield from keys(part)

    assert not [key for key in set(keys(written)) if not re.search(rf'"{key}"\??:', text)]
    assert Because.__dataclass_fields__.keys() - {"clause"} <= set(re.findall(r'"(\w+)"\??:', text))


def test_the_design_names_every_room_and_every_reading():
    rooms = section("Rooms and arrows", DESIGN)
    for folder in ("models", "reports", "ui", "resources"):
        assert f"\n{folder}/ " in rooms
    for path in (ROOT / "models").iterdir():
        if path.is_dir() and not path.name.startswith("_") and any(path.glob("*.py")):
            assert f"  {path.name}/ " in rooms, path.name
    assert not [reading for reading in READINGS if f"`{reading}`" not in DESIGN]


@pytest.mark.parametrize("page", ["exchange.md", "design.md", "developing.md"])
def test_links_between_the_pages_lead_somewhere(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert not [target for target in targets if not (ROOT / "docs" / target).exists()]


def test_files_the_design_names_exist():
    named = re.findall(r"`((?:models|reports|ui|resources|tests)/[\w/.]+)`", DESIGN)
    assert len(named) > 10
    assert not [name for name in named if not (ROOT / name).exists()]


def test_the_readme_s_trial_of_the_sample_runs_as_it_is_written(tmp_path, monkeypatch, capsys):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    tries = [line.split()[2:] for line in readme.splitlines() if "demo.clauseledger" in line]
    assert [words[0] for words in tries] == ["import", "assess", "explain", "letter", "settlement", "verify"]
    monkeypatch.chdir(tmp_path)
    for words in tries:
        paths = [str(ROOT / word) if word.startswith("resources/") else word for word in words]
        assert main(paths) == 0, words
        assert capsys.readouterr().err == ""
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF")


def test_the_readme_has_every_command_in_both_languages_and_counts_the_letters():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    chinese, english = (re.findall(r"^\| `python3 run\.py (.+?)` \|", half, re.MULTILINE) for half in halves(readme))
    assert chinese == english
    assert {row.split()[0] for row in chinese} == set(COMMANDS)
    assert set(re.findall(r"(\d+) (?:种函件|kinds of letter)", readme)) == {str(len(LETTERS))}


def halves(readme):
    chinese, english = readme.split("\n---\n")
    return chinese, english
