"""Backing up and restoring: a ledger comes back as it was, and nothing that was there is lost or mixed in."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils.migrations import Migrations

from models.china_time import CHINA
from models.facts.records import Account
from models.ledger import acts, schema
from models.ledger.backup import back_up, restore
from models.ledger.ledger import create, open_ledger
from models.ledger.verify import verify
from models.problems import Refused
from tests.models import samples

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 11, 23, 12, 0, 5, tzinfo=CHINA)
needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes otherwise")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "mine.clauseledger"
    acts.make_from(path, samples.read(samples.WHOLE))
    return path


@pytest.fixture
def backup(path):
    backup = path.with_name("mine.backup")
    with open_ledger(path) as ledger:
        back_up(ledger, backup)
    return backup


def names(path):
    return sorted(each.name for each in path.parent.iterdir())


def accounts(path):
    with open_ledger(path) as ledger:
        assert verify(ledger) == []
        return set(ledger.facts.accounts)


def enter(path, *ids):
    with open_ledger(path) as ledger:
        for each in ids:
            acts.enter(ledger, Account(each))


def crash_after(path, *ids):
    """Enter accounts in another process, which is then killed: its log stays beside the ledger."""
    code = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from models.facts.records import Account
from models.ledger import acts, schema
from models.ledger.ledger import open_ledger
ledger = open_ledger(Path(sys.argv[2]))
for each in sys.argv[3:]:
    acts.enter(ledger, Account(each))
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code, str(ROOT), str(path), *ids], check=False)
    assert path.with_name(path.name + "-wal").stat().st_size


def refusal(act, *arguments, **named):
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return [problem.code for problem in refused.value.problems]


REWRITTEN = ("DROP TRIGGER history_is_never_rewritten", "UPDATE history SET act = 'other' WHERE entry = 2")


def damage(path, *statements):
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


class TestBackingUp:
    def test_the_copy_is_the_ledger_in_one_file_only_the_owner_may_read(self, path, backup):
        assert names(path) == ["mine.backup", "mine.clauseledger"]
        assert backup.stat().st_mode & 0o777 == 0o600
        with open_ledger(path) as ledger, open_ledger(backup) as copy:
            assert copy.facts == ledger.facts
            assert copy.history() == ledger.history()

    def test_while_another_program_has_it_open_and_has_written(self, path):
        with open_ledger(path) as other:
            acts.enter(other, Account("new"))
            with open_ledger(path) as ledger:
                back_up(ledger, path.with_name("copy"))
        assert "new" in accounts(path.with_name("copy"))

    def test_never_over_a_file(self, path, backup):
        before = backup.read_bytes()
        with open_ledger(path) as ledger:
            assert refusal(back_up, ledger, backup) == ["backup_exists"]
            assert refusal(back_up, ledger, path) == ["backup_exists"]
            path.with_name("copy-wal").write_bytes(b"old")
            assert refusal(back_up, ledger, path.with_name("copy")) == ["ledger_left_over"]
            assert refusal(back_up, ledger, path.parent / "none" / "copy") == ["folder_missing"]
        assert backup.read_bytes() == before

    def test_not_of_an_unsound_ledger(self, path):
        damage(path, *REWRITTEN)
        with open_ledger(path) as ledger:
            assert refusal(back_up, ledger, path.with_name("copy"))[:2] == ["backup_unsound", "history_chain"]
        assert names(path) == ["mine.clauseledger"]


class TestRestoring:
    def test_to_a_new_place(self, path, backup):
        before, content = accounts(path), backup.read_bytes()
        new = path.with_name("new.clauseledger")
        done = restore(backup, new)
        assert done == (sum(1 for _ in samples.read(samples.WHOLE).everything()), 2, None)
        assert accounts(new) == before
        assert backup.read_bytes() == content
        assert names(path) == ["mine.backup", "mine.clauseledger", "new.clauseledger"]

    def test_not_over_a_ledger_unless_told_so(self, path, backup):
        before = path.read_bytes()
        assert refusal(restore, backup, path) == ["restore_over"]
        assert path.read_bytes() == before

    def test_the_ledger_in_its_place_is_moved_aside_and_can_still_be_opened(self, path, backup):
        before = accounts(path)
        enter(path, "later")
        for name in ("mine.20261123-120005.clauseledger", "mine.20261123-120005-2.clauseledger"):
            moved = restore(backup, path, replace=True, clock=lambda: NOON).moved
            assert moved == path.with_name(name)
        assert accounts(path) == before
        assert accounts(path.with_name("mine.20261123-120005.clauseledger")) == before | {"later"}

    @needs_kill
    def test_a_crashed_ledger_s_log_goes_aside_with_it(self, path, backup):
        before = accounts(path)
        enter(path, *(f"x{n}" for n in range(200)))
        crash_after(path, "last")
        moved = restore(backup, path, replace=True).moved
        assert accounts(path) == before
        assert accounts(moved) == before | {f"x{n}" for n in range(200)} | {"last"}

    @needs_kill
    def test_a_log_whose_ledger_is_gone_is_in_the_way_and_goes_aside(self, path, backup):
        crash_after(path, "last")
        path.unlink()
        assert refusal(restore, backup, path) == ["restore_over"]
        moved = restore(backup, path, replace=True).moved
        assert "last" not in accounts(path)
        assert moved.with_name(moved.name + "-wal").exists()

    def test_also_on_a_disk_that_knows_no_hard_links(self, path, backup, monkeypatch):
        def fail(*_):
            raise OSError(1, os.strerror(1))

        before = accounts(path)
        enter(path, "later")
        monkeypatch.setattr(os, "link", fail)
        moved = restore(backup, path, replace=True).moved
        assert (accounts(path), accounts(moved)) == (before, before | {"later"})
        assert restore(backup, path.with_name("new.clauseledger")).moved is None
        assert accounts(path.with_name("new.clauseledger")) == before

    def test_a_damaged_ledger_is_replaced(self, path, backup):
        before = accounts(backup)
        path.write_bytes(path.read_bytes()[:5000])
        moved = restore(backup, path, replace=True).moved
        assert accounts(path) == before
        assert moved.stat().st_size == 5000

    def test_not_while_another_program_has_the_ledger_open(self, path, backup):
        code = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from models.ledger.ledger import open_ledger
with open_ledger(Path(sys.argv[2])) as ledger:
    ledger.facts
    print("open", flush=True)
    sys.stdin.read()
"""
        command = [sys.executable, "-c", code, str(ROOT), str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout.readline() == "open\n"
            assert refusal(restore, backup, path, replace=True) == ["ledger_busy"]
            other.communicate("")
        assert restore(backup, path, replace=True).moved

    def test_not_onto_itself_or_a_folder(self, path, backup):
        assert refusal(restore, backup, backup, replace=True) == ["restore_itself"]
        assert refusal(restore, backup, path.parent, replace=True) == ["not_a_ledger"]
        assert refusal(restore, backup, Path(), replace=True) == ["not_a_ledger"]
        assert refusal(restore, backup, path.parent / "none" / "new.clauseledger") == ["folder_missing"]

    def test_of_what_is_no_backup(self, path, backup):
        other = path.with_name("other")
        assert refusal(restore, other, path, replace=True) == ["ledger_missing"]
        other.write_text("这不是账本", encoding="utf-8")
        assert refusal(restore, other, path, replace=True) == ["not_a_ledger"]
        other.write_bytes(backup.read_bytes()[:9000])
        assert refusal(restore, other, path, replace=True) == ["ledger_broken"]

    def test_of_an_unsound_backup_changes_nothing(self, path, backup):
        before = path.read_bytes()
        damage(backup, *REWRITTEN)
        assert refusal(restore, backup, path, replace=True)[:2] == ["backup_unsound", "history_chain"]
        damage(backup, "UPDATE _sqlite_migrations SET name = '0999_future' WHERE name = '0001_ledger'")
        assert refusal(restore, backup, path, replace=True) == ["newer_schema"]
        assert path.read_bytes() == before
        assert names(path) == ["mine.backup", "mine.clauseledger"]

    def test_when_the_last_step_fails_everything_is_where_it_was(self, path, backup, monkeypatch):
        crash = path.with_name(path.name + "-wal")
        with open_ledger(path) as ledger:
            acts.enter(ledger, Account("last"))
            shutil.copy(crash, path.with_name("kept"))
        shutil.move(path.with_name("kept"), crash)
        before = path.read_bytes(), crash.read_bytes(), names(path)

        def fail(*_):
            raise OSError(28, os.strerror(28))

        monkeypatch.setattr(Path, "replace", fail)
        assert refusal(restore, backup, path, replace=True) == ["disk_full"]
        assert (path.read_bytes(), crash.read_bytes(), names(path)) == before


@needs_kill
class TestAStrangersLog:
    """A backup was copied over a crashed ledger whose log still lay beside it."""

    @pytest.mark.parametrize("copy", [shutil.copyfile, shutil.copy2, shutil.move])
    def test_is_noticed_before_it_is_written_into_the_ledger(self, path, backup, copy):
        log = path.with_name(path.name + "-wal")
        enter(path, *(f"x{n}" for n in range(200)))
        crash_after(path, "last")
        before, content, written = accounts(backup), backup.read_bytes(), log.read_bytes()
        copy(backup, path)
        for _ in range(2):
            with pytest.raises(Refused) as refused:
                open_ledger(path)
            [problem] = refused.value.problems
            assert (problem.code, problem.inputs["log"]) == ("stale_log", log.name)
            assert (path.read_bytes(), log.read_bytes()) == (content, written)
        log.unlink()
        assert accounts(path) == before

    def test_a_ledger_s_own_log_is_read(self, path):
        crash_after(path, "last")
        os.utime(path)  # as if it had been put there later: everything is looked through, and fits
        assert "last" in accounts(path)

    def test_a_damaged_ledger_with_its_log_is_damaged_and_stays_as_it_is(self, path):
        enter(path, *(f"x{n}" for n in range(200)))
        crash_after(path, "last")
        path.write_bytes(path.read_bytes()[:9000])
        before = path.read_bytes()
        assert refusal(open_ledger, path) == ["ledger_broken"]
        assert path.read_bytes() == before


@needs_kill
class TestForgottenDrafts:
    def draft(self, path, process):
        draft = path.with_name(f".{path.name}.{process}.0123abcd.new")
        for name in (draft.name, draft.name + "-wal", draft.name + "-shm"):
            path.with_name(name).write_bytes(b"half")
        return draft

    def dead(self):
        with subprocess.Popen([sys.executable, "-c", ""]) as process:
            process.wait()
        return process.pid

    def test_of_a_process_that_is_gone_are_removed(self, tmp_path):
        path = tmp_path / "new.clauseledger"
        self.draft(path, self.dead())
        create(path, samples.read(samples.only()).agreement).close()
        assert names(path) == ["new.clauseledger"]

    def test_of_the_copy_made_before_upgrading_are_removed_by_the_next_one(self, path):
        later = Migrations(schema.MIGRATION_SET)
        for earlier in schema.migrations()._migrations:
            later(name=earlier.name)(earlier.fn)

        @later(name="9999_killed")
        def killed(db):
            db.execute("CREATE TABLE later (x INTEGER) STRICT")

        copy = path.with_name(f"{path.name}.20261123-080000-000001.backup")
        mine = self.draft(copy, self.dead())
        other = self.draft(copy.with_name(f"other-{copy.name}"), self.dead())
        open_ledger(path).close()
        assert mine.exists()  # a ledger that is up to date is opened without a look around
        open_ledger(path, known=later).close()
        assert not [name for name in names(path) if name.startswith(mine.name)]
        assert other.exists()

    def test_of_a_living_process_or_of_another_ledger_stay(self, tmp_path):
        path = tmp_path / "new.clauseledger"
        living = self.draft(path, os.getppid())
        other = self.draft(tmp_path / "other.clauseledger", self.dead())
        create(path, samples.read(samples.only()).agreement).close()
        assert living.exists()
        assert other.exists()

    def test_whose_number_was_given_out_again_are_removed_after_an_hour(self, tmp_path):
        path = tmp_path / "new.clauseledger"
        draft = self.draft(path, os.getppid())
        hour_ago = draft.stat().st_mtime - 3601
        os.utime(draft, (hour_ago, hour_ago))
        create(path, samples.read(samples.only()).agreement).close()
        assert names(path) == ["new.clauseledger"]

    def test_that_are_open_stay_however_old(self, tmp_path):
        path = tmp_path / "new.clauseledger"
        draft = path.with_name(f".{path.name}.{self.dead()}.0123abcd.new")
        code = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("CREATE TABLE t (x)")
print("open", flush=True)
sys.stdin.read()
"""
        command = [sys.executable, "-c", code, str(draft)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout.readline() == "open\n"
            os.utime(draft, (0, 0))
            create(path, samples.read(samples.only()).agreement).close()
            assert draft.exists()
            other.communicate("")
