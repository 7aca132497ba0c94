"""Verification finds every kind of change made behind the program's back."""

import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from models.facts.records import Account
from models.ledger import acts, history, history_text
from models.ledger.ledger import open_ledger
from models.ledger.verify import verify
from models.vocabulary import vocabulary
from tests.models import samples


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make a ledger with some history and an attachment."""
    path = tmp_path_factory.mktemp("made") / "made.clauseledger"
    acts.make_from(path, samples.read(samples.WHOLE))
    with open_ledger(path) as opened:
        acts.attach(opened, "bill", "b-1", "账单.pdf", b"%PDF", media_type="application/pdf", obtained_how="下载")
        acts.enter(opened, Account("a-3"))
        acts.revise(opened, opened.facts.accounts["a-3"]._replace(label="新"))
        acts.undo(opened)
    return path


@pytest.fixture
def path(made, tmp_path):
    return Path(shutil.copy(made, tmp_path / "test.clauseledger"))


def found(path):
    with open_ledger(path) as opened:
        return {problem.code for problem in verify(opened)}


def alter(path, *statements):
    """Change the file as somebody with a database tool would, triggers and checks out of the way."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_column_of_another_name_is_told(path):
    alter(path, "ALTER TABLE attachments RENAME COLUMN obtained_how TO how")
    assert found(path) == {"integrity"}
    with open_ledger(path) as opened:
        (problem,) = verify(opened)
    detail = str(problem.inputs["detail"])
    assert "obtained_how" in detail
    said = vocabulary("zh").problem_line(problem)
    assert said == f"账本文件不完好，请恢复备份。（数据库报告的原文：{detail}）"


def test_sound(path):
    assert found(path) == set()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE bills SET total = total + 1000000", "unlike_history"),
        ("UPDATE bills_lines SET cash = cash - 1", "unlike_history"),
        ("UPDATE agreement SET readings_payment_covers_first = 'penalty'", "unlike_history"),
        ("UPDATE incidents SET started_at = '2026-09-12T10:00:01+08:00'", "unlike_history"),
        ("DELETE FROM agreement_amendments", "unlike_history"),
        ("DELETE FROM payments_invoices WHERE position = 1", "unlike_history"),
        ("DELETE FROM notices WHERE id = 'n-2'", "unlike_history"),
        ("INSERT INTO accounts (id) VALUES ('a-9')", "unlike_history"),
        ("UPDATE accounts SET id = 'a-9' WHERE id = 'a-3'", "unlike_history"),
        ("UPDATE services SET account = 'nobody'", "foreign_key"),
        ("DELETE FROM services WHERE id = 's-2'", "foreign_key"),
        ("UPDATE attachments SET obtained_how = '邮件'", "unlike_history"),
        ("UPDATE attachments SET record = 'b-2'", "unlike_history"),
        ("DELETE FROM attachments", "unlike_history"),
        ("DELETE FROM attachment_contents", "foreign_key"),
        ("UPDATE attachment_contents SET content = X'25504447', size = 4", "attachment_damaged"),
        ("UPDATE history SET changes = replace(changes, '345.67', '345.68')", "history_chain"),
        ("UPDATE history SET at = '2020-01-01T00:00:00+08:00' WHERE entry = 2", "history_chain"),
        ("UPDATE history SET act = 'import' WHERE entry = 3", "history_chain"),
        ("UPDATE history SET reverses = 1 WHERE act = 'undo'", "history_chain"),
        ("UPDATE history SET hash = upper(hash) WHERE entry = 2", "history_chain"),
        ("DELETE FROM history WHERE entry = 2", "history_chain"),
        ("DELETE FROM history WHERE entry = 1", "history_chain"),
        ("DELETE FROM history WHERE entry >= 3", "unlike_history"),
    ],
)
def test_tampered_with(path, statement, code):
    alter(path, statement)
    assert code in found(path)


def test_which_record_and_which_entry_is_told(path):
    alter(path, "UPDATE bills SET total = 0", "UPDATE accounts SET label = 'x' WHERE id = 'a-2'")
    with open_ledger(path) as opened:
        assert [(p.subject, p.record) for p in verify(opened)] == [("account", "a-2"), ("bill", "b-1")]
    alter(path, "UPDATE history SET act = 'x' WHERE entry IN (2, 4)")
    with open_ledger(path) as opened:
        assert [p.inputs["entry"] for p in verify(opened)] == [2, 4]


def test_a_rehashed_entry_breaks_the_next(path):
    connection = sqlite3.connect(path)
    row = connection.execute("SELECT * FROM history WHERE entry = 2").fetchone()
    connection.close()
    entry = history.Entry._make(row)._replace(at="2020-01-01T00:00:00+08:00")
    alter(path, f"UPDATE history SET at = '{entry.at}', hash = '{history.chained(entry)}' WHERE entry = 2")  # noqa: S608
    with open_ledger(path) as opened:
        assert [p.inputs["entry"] for p in verify(opened)] == [3]


def test_the_hash_is_sha256_over_the_entry(path):
    """The chain can be checked with any tool: SHA-256 of the compact JSON of an entry's first six columns."""
    connection = sqlite3.connect(path)
    previous = "0" * 64
    for *content, digest in connection.execute("SELECT * FROM history ORDER BY entry"):
        assert content[-1] == previous
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        assert digest == hashlib.sha256(text.encode()).hexdigest()
        previous = digest
    connection.close()


def test_history_and_contents_cannot_be_rewritten_by_accident(path):
    connection = sqlite3.connect(path)
    for statement in (
        "UPDATE history SET act = 'x'",
        "DELETE FROM history",
        "UPDATE attachment_contents SET size = 4",
        "DELETE FROM attachment_contents",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(statement)
    connection.close()


class TestLongEntries:
    """A large import is one long entry of the history, read piece by piece."""

    @pytest.fixture
    def long(self, tmp_path):
        made = samples.whole()
        line = made["bills"][0]["lines"][0]
        made["bills"][0]["lines"] = [line | {"cash": f"{n}.00"} for n in range(50)]
        made["bills"][0]["answer"]["reason"] = "费用有误，请更正。" * 40
        path = tmp_path / "long.clauseledger"
        acts.make_from(path, samples.read(made))
        return path

    @pytest.mark.parametrize("piece", [1, 2, 7, 100, 4096, 10**6])
    def test_whatever_the_size_of_a_piece(self, long, monkeypatch, piece):
        with open_ledger(long) as opened:
            whole = [change for entry in history.entries(opened.connection) for change in entry.altered]
            monkeypatch.setattr(history_text, "PART", piece)
            assert list(history.everything_altered(opened.connection)) == whole
            assert verify(opened) == []

    @pytest.mark.parametrize("position", [0, 25, 49])
    def test_one_line_of_many(self, long, position):
        alter(long, f"UPDATE bills_lines SET cash = cash + 1 WHERE parent = 1 AND position = {position}")  # noqa: S608
        with open_ledger(long) as opened:
            assert [(p.code, p.subject, p.record) for p in verify(opened)] == [("unlike_history", "bill", "b-1")]

    def test_an_entry_that_is_no_list_of_alterations_is_told(self, path):
        for changes in ("[]x", "[{}]", '[{"kind": 1}', "{}", ""):
            connection = sqlite3.connect(path)
            row = connection.execute("SELECT * FROM history ORDER BY entry DESC LIMIT 1").fetchone()
            connection.close()
            digest = history.chained(history.Entry._make(row)._replace(changes=changes))
            said = f"changes = '{changes}', hash = '{digest}' WHERE entry = {row[0]}"
            alter(path, "PRAGMA ignore_check_constraints = ON", f"UPDATE history SET {said}")  # noqa: S608
            with open_ledger(path) as opened:
                assert [(p.code, p.inputs["entry"]) for p in verify(opened)] == [("history_chain", row[0])], changes


def test_what_a_row_may_not_hold_is_told(path):
    alter(path, "PRAGMA ignore_check_constraints = ON", "UPDATE bills SET period = 'x'")
    assert "integrity" in found(path)
