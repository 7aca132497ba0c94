"""A bill may have a million lines: they come in, are changed, undone, looked through and leave without being held."""

import json
import shutil
import sqlite3
import tracemalloc

import pytest

from models import spool
from models.exchange import document, record_json
from models.ledger import acts, history_text
from models.ledger.ledger import open_ledger
from models.ledger.reinstating import reinstate
from models.ledger.verify import verify
from models.spool import Spooled
from tests.models import samples
from tests.models.ledger.test_verify import alter


@pytest.fixture
def _nothing_is_short(monkeypatch):
    """Make ten lines as many as a million are."""
    monkeypatch.setattr(spool, "HELD", 2)
    monkeypatch.setattr(spool, "AT_A_TIME", 3)
    monkeypatch.setattr(record_json, "LONG", 4)
    monkeypatch.setattr(history_text, "_ELEMENTS", 4)
    monkeypatch.setattr(history_text, "_SHORT", 1)
    monkeypatch.setattr(history_text, "PART", 1200)


def with_lines(count):
    made = samples.whole()
    line = made["bills"][0]["lines"][0]
    made["bills"][0]["lines"] = [line | {"cash": f"{n}.00"} for n in range(count)]
    return document.write(samples.read(made))


def written(facts):
    return json.loads("".join(document.text(facts)))


@pytest.mark.usefixtures("_nothing_is_short")
def test_a_long_bill_lives_like_a_short_one(tmp_path):
    path, first, second = tmp_path / "test.clauseledger", with_lines(30), with_lines(31)
    incoming = document.read(json.dumps(first))
    assert isinstance(incoming.bills["b-1"].lines, Spooled)
    acts.make_from(path, incoming)
    with open_ledger(path) as ledger:
        before = ledger.facts
        assert written(before) == first
        assert acts.merge(ledger, incoming).change is None
        assert acts.merge(ledger, document.read(json.dumps(second)), update=True).replaced == (("bill", "b-1"),)
        assert (written(ledger.facts), written(before)) == (second, first)
        acts.undo(ledger)
        assert written(ledger.facts) == first
        acts.redo(ledger)
        assert written(ledger.facts) == second
        reinstate(ledger, "bill", "b-1", 2)
        assert written(ledger.facts) == first
        acts.undo(ledger)
        acts.undo(ledger)
        acts.undo(ledger)
        assert ledger.facts.bills == {}
        acts.redo(ledger)
        assert written(ledger.facts) == first
        told = [change for change in ledger.entry(2).altered if change.id == "b-1"]
        assert [list(change.after["lines"]) for change in told] == [first["bills"][0]["lines"]]
        assert verify(ledger) == []


@pytest.mark.usefixtures("_nothing_is_short")
def test_a_part_of_the_history_that_was_altered_or_taken_away_is_told(tmp_path):
    path = tmp_path / "test.clauseledger"
    acts.make_from(path, samples.read(with_lines(30)))
    connection = sqlite3.connect(path)
    parts = connection.execute("SELECT row FROM history_parts").fetchall()
    assert len(parts) > 3
    for statement in ("UPDATE history_parts SET text = ''", "DELETE FROM history_parts"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(statement)
    connection.close()
    for statement in (
        'UPDATE history_parts SET text = replace(text, \'"cash":"7.00"\', \'"cash":"8.00"\')',
        f"DELETE FROM history_parts WHERE row = {parts[2][0]}",  # noqa: S608
        "UPDATE history SET changes = '[1]' WHERE entry = 2",
    ):
        altered = shutil.copy(path, tmp_path / "altered.clauseledger")
        alter(altered, statement)
        with open_ledger(altered) as ledger:
            assert [(p.code, p.inputs["entry"]) for p in verify(ledger)] == [("history_chain", 2)], statement
        altered.unlink()


@pytest.mark.usefixtures("_nothing_is_short")
def test_what_is_wrong_with_a_line_is_told_by_its_path_and_what_is_no_json_alone():
    made = with_lines(30)
    made["bills"][0] |= {"total": "x"}
    made["bills"][0]["lines"][20] |= {"cash": 1, "colour": "red"}
    made["bills"][0]["lines"][25] |= {"service": "nobody"}
    told = []
    for text in (json.dumps(made), json.dumps(made)[:-1]):
        with pytest.raises(document.Refused) as refused:
            document.read(text)
        told.append([(problem.code, problem.path) for problem in refused.value.problems])
    assert told == [
        [
            ("not_an_amount", "$.bills[0].total"),
            ("unknown_field", "$.bills[0].lines[20].colour"),
            ("amount_not_a_string", "$.bills[0].lines[20].cash"),
        ],
        [("not_json", "")],
    ]


def test_memory_does_not_grow_with_the_lines(tmp_path, monkeypatch):
    """Three times the lines of a bill take no more to bring in, where each held would take more than 500 bytes."""
    monkeypatch.setattr(spool, "HELD", 100)
    monkeypatch.setattr(spool, "AT_A_TIME", 50)
    monkeypatch.setattr(record_json, "LONG", 100)
    monkeypatch.setattr("models.exchange.json_text._PIECE", 1 << 14)
    monkeypatch.setattr(history_text, "PART", 1 << 14)
    peaks = []
    for count in (600, 600, 1800):  # what is made once is made with the first
        file, path = tmp_path / f"{len(peaks)}.json", tmp_path / f"{len(peaks)}.clauseledger"
        file.write_text(json.dumps(with_lines(count)), encoding="utf-8")
        tracemalloc.start()
        acts.make_from(path, document.read_file(file))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] + 1200 * 200  # a line held takes twice that
