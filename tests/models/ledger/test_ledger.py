"""Opening and making a ledger file: what is refused, by which name, and that the file stays as it was."""

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

from models.assess import assess
from models.exchange import document
from models.facts.bill_lines import charged
from models.facts.records import KINDS, Account, Invoice
from models.ledger import acts, attachments, schema
from models.ledger.ledger import building, create, open_ledger
from models.ledger.opening import LARGE
from models.ledger.tables import every_table, table
from models.ledger.verify import verify
from models.problems import Refused
from tests.models import samples

ROOT = Path(__file__).parents[3]
AS_OF = date(2026, 11, 23)
CONTENT = b"as it came"
STORED = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "made.clauseledger"
    acts.make_from(path, samples.read(samples.WHOLE))
    return path


@pytest.fixture
def path(made, tmp_path):
    return Path(shutil.copy(made, tmp_path / "test.clauseledger"))


def refusal(act, *arguments, **named):
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return [problem.code for problem in refused.value.problems]


def alter(path, *statements):
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def destroy(path, table):
    """Fill the first page of a table with what it never holds."""
    connection = sqlite3.connect(path)
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"?" * size
    path.write_bytes(content)


class TestOpening:
    def test_missing(self, tmp_path):
        assert refusal(open_ledger, tmp_path / "none.clauseledger") == ["ledger_missing"]
        assert refusal(open_ledger, tmp_path / "no folder" / "none.clauseledger") == ["ledger_missing"]
        assert list(tmp_path.iterdir()) == []

    def test_a_folder(self, tmp_path):
        assert refusal(open_ledger, tmp_path) == ["not_a_ledger"]

    @pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", "这不是账本".encode(), bytes(100)])
    def test_another_file(self, tmp_path, content):
        path = tmp_path / "other.clauseledger"
        path.write_bytes(content)
        assert refusal(open_ledger, path) == ["not_a_ledger"]
        assert path.read_bytes() == content

    def test_another_programs_database(self, tmp_path):
        path = tmp_path / "other.db"
        alter(path, "CREATE TABLE agreement (row INTEGER PRIMARY KEY)")
        assert refusal(open_ledger, path) == ["not_a_ledger"]

    def test_a_newer_program(self, path):
        last = "SELECT max(id) FROM _sqlite_migrations"
        alter(path, f"UPDATE _sqlite_migrations SET name = '0999_future' WHERE id = ({last})")  # noqa: S608
        before = path.read_bytes()
        with pytest.raises(Refused) as refused:
            open_ledger(path)
        [problem] = refused.value.problems
        assert (problem.code, problem.inputs["schema"]) == ("newer_schema", "0999_future")
        assert path.read_bytes() == before

    @pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
    def test_truncated(self, path, share):
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        assert refusal(open_ledger, path) == ["ledger_broken"]

    @pytest.mark.parametrize("seed", range(5))
    def test_garbled(self, path, seed):
        """Damage is told, or lies where nothing is kept: SQLite leaves room on its pages."""
        with open_ledger(path) as sound:
            kept = "".join(document.text(sound.facts))
        chance, content = random.Random(seed), bytearray(path.read_bytes())  # noqa: S311
        for _ in range(20):
            start = chance.randrange(100, len(content) - 200)
            content[start : start + 200] = chance.randbytes(200)
        path.write_bytes(content)
        try:
            with open_ledger(path) as opened:
                assert verify(opened) != [] or "".join(document.text(opened.facts)) == kept
        except Refused as refused:
            codes = {problem.code for problem in refused.problems}
            assert codes <= {"ledger_broken", "newer_schema", "not_a_ledger"}

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM agreement",
            "UPDATE bills SET sent_at = 'nonsense'",
            "UPDATE agreement_amendments SET value = 'nonsense'",
            "DROP TABLE incidents_losses",
            "DROP TABLE history",
            "DROP TABLE attachments",
            "DROP TABLE _sqlite_migrations",
            "DELETE FROM _sqlite_migrations",
        ],
    )
    def test_what_this_program_did_not_write(self, path, statement):
        alter(path, statement)

        def read():
            with open_ledger(path) as opened:
                return opened.facts

        assert refusal(read) == ["ledger_broken"]

    @pytest.mark.parametrize(
        ("seed", "size"), [*((seed, 1) for seed in range(60)), *((seed, 64) for seed in range(30))]
    )
    def test_damaged_in_one_place_is_sound_told_or_refused(self, path, seed, size):
        chance, content = random.Random(seed), bytearray(path.read_bytes())  # noqa: S311
        start = chance.randrange(len(content) - size)
        content[start : start + size] = chance.randbytes(size)
        path.write_bytes(content)
        for look in (verify, lambda opened: [figure.because for figure in assess(opened.facts, AS_OF).figures]):
            try:
                with open_ledger(path) as opened:
                    look(opened)
            except Refused as refused:
                codes = {problem.code for problem in refused.problems}
                assert codes <= {"ledger_broken", "newer_schema", "not_a_ledger"}

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE bills_lines SET usage_from = 'nonsense'",
            "UPDATE bills_lines SET service = CAST(x'ff' AS TEXT)",
            "ALTER TABLE bills_lines RENAME COLUMN cash TO crash",
        ],
    )
    def test_damaged_lines_are_refused_when_they_are_read(self, path, statement):
        alter(path, "PRAGMA ignore_check_constraints = ON", "PRAGMA foreign_keys = OFF", statement)
        with open_ledger(path) as opened:
            facts = opened.facts
            assert refusal(lambda: [list(bill.lines) for bill in facts.bills.values()]) == ["ledger_broken"]

    @pytest.mark.parametrize(
        ("table", "look"),
        [
            ("bills_lines", lambda opened: [list(bill.lines) for bill in opened.facts.bills.values()]),
            ("bills_lines", lambda opened: [charged(bill.lines) for bill in opened.facts.bills.values()]),
            ("bills_lines", lambda opened: [len(bill.lines) for bill in opened.facts.bills.values()]),
            ("bills_lines", lambda opened: list(opened.facts.lines_of_service("s-1", date.min, date.max))),
            ("bills_lines", lambda opened: list(document.text(opened.facts))),
            ("bills_lines", lambda opened: acts.remove(opened, "account", "a-2")),
            ("history", lambda opened: opened.undo_stacks),
            ("history", lambda opened: opened.history()),
            ("history", lambda opened: opened.entry(1)),
            ("history", lambda opened: opened.act(1)),
            ("history", lambda opened: acts.enter(opened, Account("a-3"))),
            ("history", acts.undo),
            ("attachment_contents", lambda opened: attachments.content(opened.connection, STORED)),
            ("attachment_contents", lambda opened: acts.attach(
                opened, "bill", "b-1", "x", b"x", media_type="text/plain", obtained_how="")),
        ],
    )  # fmt: skip
    def test_damage_in_a_large_table_is_refused_when_it_is_read(self, path, table, look):
        with open_ledger(path) as opened:
            acts.attach(opened, "bill", "b-1", "x", CONTENT, media_type="text/plain", obtained_how="")
        destroy(path, table)
        with open_ledger(path) as opened:
            known = opened.facts.accounts
            assert refusal(look, opened) == ["ledger_broken"]
            assert opened.facts.accounts == known
            assert refusal(verify, opened) == ["ledger_broken"]

    @pytest.mark.parametrize("table", sorted(every_table() - LARGE))
    def test_damage_in_any_other_table_is_refused_when_it_is_opened(self, path, table):
        destroy(path, table)
        assert refusal(open_ledger, path) == ["ledger_broken"]

    def test_a_file_in_the_way_of_the_folder(self, tmp_path):
        (tmp_path / "file").write_text("")
        assert refusal(open_ledger, tmp_path / "file" / "x.clauseledger") == ["no_permission"]


class TestMaking:
    agreement = samples.read(samples.only()).agreement

    def test_only_the_owner_may_read_it(self, made):
        assert made.stat().st_mode & 0o777 == 0o600

    def test_one_file(self, made):
        assert [left.name for left in made.parent.iterdir()] == [made.name]

    def test_marked_as_a_ledger(self, made):
        assert made.read_bytes()[68:72] == b"CLLG"

    def test_never_over_another_file(self, tmp_path):
        path = tmp_path / "there.clauseledger"
        path.write_text("somebody else's")
        assert refusal(create, path, self.agreement) == ["ledger_exists"]
        assert path.read_text() == "somebody else's"

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("none/x.clauseledger", "folder_missing"),
            ("file/x.clauseledger", "folder_missing"),
            ("x" * 300, "name_too_long"),
        ],
    )
    def test_where_it_cannot_be(self, tmp_path, name, code):
        (tmp_path / "file").write_text("")
        assert refusal(create, tmp_path / name, self.agreement) == [code]
        assert [left.name for left in tmp_path.iterdir()] == ["file"]

    @pytest.mark.parametrize("suffix", ["-wal", "-journal"])
    def test_not_beside_what_a_deleted_ledger_left(self, path, suffix):
        path.unlink()
        left = path.with_name(path.name + suffix)
        left.write_bytes(b"x")
        assert refusal(acts.make_from, path, samples.read(samples.only())) == ["ledger_left_over"]
        assert list(path.parent.iterdir()) == [left]

    def test_not_what_is_not_all_in_the_one_file(self, tmp_path):
        path = tmp_path / "new.clauseledger"
        agreement = samples.read(samples.only()).agreement

        def make():
            with building(path, agreement) as draft:
                file = draft.connection.execute("PRAGMA database_list").fetchone()[2]
                draft.connection.execute("PRAGMA busy_timeout = 20")
                reader.append(sqlite3.connect(file, isolation_level=None))
                reader[0].execute("BEGIN")
                reader[0].execute("SELECT * FROM agreement").fetchall()

        reader = []
        assert refusal(make) == ["ledger_busy"]
        reader[0].close()
        assert list(tmp_path.iterdir()) == []


class TestWriting:
    def test_busy(self, path):
        with open_ledger(path) as opened:
            opened.connection.execute("PRAGMA busy_timeout = 20")
            other = sqlite3.connect(path, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            assert refusal(acts.enter, opened, Account("a-3")) == ["ledger_busy"]
            assert "a-3" not in opened.facts.accounts
            other.execute("ROLLBACK")
            other.close()
            acts.enter(opened, Account("a-3"))

    def test_disk_full(self, path):
        with open_ledger(path) as opened:
            before = opened.facts
            pages = opened.connection.execute("PRAGMA page_count").fetchone()[0]
            opened.connection.execute(f"PRAGMA max_page_count = {pages}")
            large = samples.read(samples.WHOLE).notices["n-1"]._replace(id="n-9", text="长" * 90_000)
            assert refusal(acts.enter, opened, large) == ["disk_full"]
            assert opened.facts == before
            opened.connection.execute("PRAGMA max_page_count = 1000000")
            acts.enter(opened, large)
            assert verify(opened) == []

    def test_a_fault_inside_an_act_leaves_the_ledger_as_it_was(self, path, monkeypatch):
        with open_ledger(path) as opened:
            before, known = opened.facts, opened.history()
            with monkeypatch.context() as broken:
                broken.setattr("models.ledger.history.append", lambda *_: 1 / 0)
                with pytest.raises(ZeroDivisionError):
                    acts.enter(opened, Account("a-3"))
            assert (opened.facts, opened.history()) == (before, known)
            acts.enter(opened, Account("a-3"))

    def test_durable(self, path):
        with open_ledger(path) as opened:
            ask = opened.connection.execute
            settings = [ask(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")]
            assert settings == ["wal", 2, 1]


def run_as_nobody(code, *words):
    """Run Python code as a user who owns nothing; as that user when the tests are not run by root."""
    program = f"""
        import os, shutil, sys  # what is imported later must be read by that user
        sys.path.insert(0, {str(ROOT)!r})
        import models.ledger.acts, models.exchange.document, sqlite_utils.migrations, sqlite_utils.db
        import ui.commands.commandline
        import models.terms.calendar; models.terms.calendar.Calendar.bundled()
        from models.terms.terms import load_terms; load_terms("tencent-cloud-2021")
        import models.ledger.schema; models.ledger.schema.migrations()
        from models.vocabulary import vocabulary; vocabulary("zh")
        if os.getuid() == 0:
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
    """
    program = textwrap.dedent(program) + textwrap.dedent(code)
    command = [sys.executable, "-c", program, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="permissions of this kind are not Windows'")
class TestPermission:
    REPORT = """
        from pathlib import Path
        from models.exchange import document
        from models.facts.records import Account
        from models.ledger import acts
        from models.ledger.ledger import open_ledger
        from models.problems import Refused
        path = Path(sys.argv[1])
        try:
            {act}
        except Refused as refused:
            print(*[problem.code for problem in refused.problems])
        else:
            print("done")
    """

    @pytest.fixture
    def path(self, made):
        """Give the ledger in a folder others may look into: pytest closes its own to them, again and again."""
        with tempfile.TemporaryDirectory() as folder:
            (own := Path(folder) / "own").mkdir()
            Path(folder).chmod(0o755)
            yield Path(shutil.copy(made, own / "test.clauseledger"))
            own.chmod(0o700)

    def told(self, act, path):
        return run_as_nobody(self.REPORT.format(act=act), path).stdout.strip()

    def test_a_file_that_may_not_be_read(self, path):
        path.parent.chmod(0o755)
        path.chmod(0o000)
        assert self.told("open_ledger(path)", path) == "no_permission"

    def test_a_folder_that_may_not_be_entered(self, path):
        path.parent.chmod(0o000)
        assert self.told("open_ledger(path)", path) == "no_permission"
        facts = samples.read(samples.only())
        text = "".join(document.text(facts))
        assert self.told(f"acts.make_from(path, document.read({text!r}))", path) == "no_permission"

    def test_a_folder_that_may_not_be_written(self, path):
        path.parent.chmod(0o555)
        text = "".join(document.text(samples.read(samples.only())))
        new = path.with_name("new.clauseledger")
        assert self.told(f"acts.make_from(path, document.read({text!r}))", new) == "no_permission"

    def test_a_ledger_that_may_only_be_read_is_read(self, path):
        path.parent.chmod(0o555)
        path.chmod(0o444)
        before = path.read_bytes()
        assert self.told("print(len(open_ledger(path).facts.accounts))", path).split() == ["2", "done"]
        assert self.told("acts.enter(open_ledger(path), Account('a-3'))", path) == "no_permission"
        assert path.read_bytes() == before

    def test_what_a_crash_left_in_the_log_is_read_too(self, path):
        act = "acts.enter(open_ledger(path), Account('a-3')); os._exit(1)"
        path.chmod(0o666)
        path.parent.chmod(0o777)
        assert self.told(act, path) == ""
        path.parent.chmod(0o555)
        told = self.told("print('a-3' in open_ledger(path).facts.accounts)", path)
        assert told.split()[0] in {"True", "no_permission"}

    def test_the_command_line_says_so(self, path):
        path.parent.chmod(0o000)
        code = "from ui.commands.commandline import main\nsys.exit(main(sys.argv[1:]))"
        for words in (["assess", path], ["import", path, path], ["export", path]):
            done = run_as_nobody(code, *words)
            assert (done.returncode, done.stdout) == (1, "")
            assert len(done.stderr.splitlines()) == 1


class TestUpgrading:
    """A later program adds a migration; the ledger of today is its old one."""

    def known(self, *, broken=False):
        later = Migrations(schema.MIGRATION_SET)
        for earlier in schema.migrations()._migrations:
            later(name=earlier.name)(earlier.fn)

        @later(name="9999_later")
        def add(db):
            db.execute("CREATE TABLE later (x INTEGER) STRICT")
            if broken:
                db.execute("INSERT INTO nowhere VALUES (1)")

        return later

    def backups(self, path):
        return [left for left in path.parent.iterdir() if left.name.endswith(".backup")]

    def test_a_copy_is_made_first(self, path):
        before = samples.read(samples.WHOLE)
        with open_ledger(path, known=self.known()) as opened:
            assert opened.connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
            assert opened.facts == before
        [copy] = self.backups(path)
        assert copy.stat().st_mode & 0o777 == 0o600
        with open_ledger(copy) as old:
            assert old.facts == before
            assert verify(old) == []

    def test_a_ledger_of_the_first_schema_gets_what_letters_have_since(self, tmp_path):
        first = Migrations(schema.MIGRATION_SET)
        (oldest, *_) = schema.migrations()._migrations
        first(name=oldest.name)(oldest.fn)
        path = tmp_path / "old.clauseledger"
        with sqlite3.connect(path, isolation_level=None) as connection:
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            first.apply(Database(connection))
            connection.execute(
                "INSERT INTO agreement (row, terms, signed_on, customer_name)"
                " VALUES (1, 'tencent-cloud-2021', '2021-11-08', '示例客户')"
            )
            connection.execute(
                'INSERT INTO letters (id, kind, created_on, "to", title) VALUES (?, ?, ?, ?, ?)',
                ("l-1", "bill-objection", "2026-11-01", "示例服务商", "函"),
            )
        connection.close()
        with open_ledger(path) as opened:
            letter = opened.facts.letters["l-1"]
            assert (letter.text, letter.language, letter.also) == (None, None, None)
            assert opened.facts.letter_templates == {}
            acts.revise(opened, letter._replace(text="# 题", language="en"))
        with open_ledger(path) as opened:
            assert opened.facts.letters["l-1"].text == "# 题"
        assert len(self.backups(path)) == 1

    def test_accounts_keep_what_they_are_and_may_be_in_arrears(self, tmp_path):
        before = Migrations(schema.MIGRATION_SET)
        for earlier in schema.migrations()._migrations[:4]:
            before(name=earlier.name)(earlier.fn)
        path = tmp_path / "old.clauseledger"
        with sqlite3.connect(path, isolation_level=None) as connection:
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            before.apply(Database(connection))
            connection.executescript("""
                INSERT INTO agreement (row, terms, signed_on, customer_name)
                    VALUES (1, 'tencent-cloud-2021', '2021-11-08', '示例客户');
                INSERT INTO accounts VALUES (7, 'b', '乙', '2026-10-31', 120000000, 'usage');
                INSERT INTO accounts (row, id) VALUES (3, 'a');
                INSERT INTO services (id, account, name, billing, starts_on)
                    VALUES ('s', 'b', '云', 'postpaid', '2026-01-01');
            """)
        connection.close()
        with open_ledger(path) as opened:
            assert opened.connection.execute("SELECT row, id FROM accounts ORDER BY row").fetchall() == [
                (3, "a"),
                (7, "b"),
            ]
            account = opened.facts.accounts["b"]
            assert (account.label, account.billing_cycle, account.cash_balance.amount) == ("乙", "usage", 120_000_000)
            assert opened.connection.execute("PRAGMA foreign_key_check").fetchall() == []
            with pytest.raises(sqlite3.IntegrityError):
                opened.connection.execute("DELETE FROM accounts WHERE id = 'b'")
            acts.revise(opened, account._replace(cash_balance=account.cash_balance._replace(amount=-1_000_000)))
        with open_ledger(path) as opened:
            assert opened.facts.accounts["b"].cash_balance.amount == -1_000_000

    def test_invoices_keep_bills_payments_and_red_letters_and_a_red_letter_may_come_first(self, tmp_path):
        before = Migrations(schema.MIGRATION_SET)
        for earlier in schema.migrations()._migrations[:11]:
            before(name=earlier.name)(earlier.fn)
        path = tmp_path / "old.clauseledger"
        with sqlite3.connect(path, isolation_level=None) as connection:
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            before.apply(Database(connection))
            connection.executescript("""
                BEGIN;
                INSERT INTO agreement (row, terms, signed_on, customer_name)
                    VALUES (1, 'tencent-cloud-2021', '2021-11-08', '示例客户');
                INSERT INTO accounts (row, id) VALUES (1, 'a');
                INSERT INTO bills (row, id, account, period, sent_at, channel, total)
                    VALUES (1, 'b', 'a', '2026-09', '2026-10-01T19:00:00+08:00', 'electronic', 100000000);
                INSERT INTO invoices (row, id, amount, tax, reverses) VALUES (4, 'r', -100000000, -6000000, 'i');
                INSERT INTO invoices (row, id, amount, number, issued_on)
                    VALUES (9, 'i', 100000000, '26442000000123456789', '2026-10-15');
                INSERT INTO invoices_bills VALUES (9, 0, 'b');
                INSERT INTO payments (row, id, paid_on, amount, method)
                    VALUES (1, 'p', '2026-11-01', 100000000, 'bank');
                INSERT INTO payments_invoices VALUES (1, 0, 'i', 100000000);
                COMMIT;
            """)
        connection.close()
        with open_ledger(path) as opened:
            invoices = opened.facts.invoices
            assert list(invoices) == ["r", "i"]
            assert (invoices["r"].amount, invoices["r"].tax, invoices["r"].reverses) == (-100_000_000, -6_000_000, "i")
            assert (invoices["i"].bills, invoices["i"].number) == (("b",), "26442000000123456789")
            assert opened.facts.payments["p"].invoices[0].invoice == "i"
            assert opened.connection.execute("PRAGMA foreign_key_check").fetchall() == []
            with pytest.raises(sqlite3.IntegrityError):
                opened.connection.execute("DELETE FROM invoices WHERE id = 'i'")
            acts.enter(opened, Invoice("first", -100_000_000, reverses_number="9" * 20))
        with open_ledger(path) as opened:
            assert opened.facts.invoices["first"].reverses_number == "9" * 20

    def test_once(self, path):
        for _ in range(2):
            open_ledger(path, known=self.known()).close()
        assert len(self.backups(path)) == 1

    def test_a_migration_that_fails_changes_nothing(self, path):
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            open_ledger(path, known=self.known(broken=True))
        with open_ledger(path) as opened:
            assert verify(opened) == []
            there = opened.connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone()
            assert there == (0,)

    def test_the_older_program_refuses_it_afterwards(self, path):
        open_ledger(path, known=self.known()).close()
        assert refusal(open_ledger, path) == ["newer_schema"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_has_the_records_fields(made, kind):
    shape = table(kind)
    connection = sqlite3.connect(made)

    def columns(name):
        return {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({name})")}

    own = columns(shape.name)
    assert set(own) == {"row", *shape.columns}
    for parts in shape.parts:
        assert set(columns(parts.table)) == {"parent", "position", *parts.columns}
    connection.close()


# Killed in the middle ------------------------------------------------------------------------------------------------

KILLED = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from models.exchange import document
from models.ledger import acts
from models.ledger.ledger import open_ledger
facts = document.read_file(Path(sys.argv[3]))
path = Path(sys.argv[2])
print("ready", flush=True)
if path.exists():
    acts.merge(open_ledger(path), facts)
else:
    acts.make_from(path, facts)
print("done", flush=True)
"""


def killed(path, incoming, after):
    """Import in a process of its own and kill it -9 some seconds after it began; tell whether it had finished."""
    command = [sys.executable, "-c", KILLED, str(ROOT), str(path), str(incoming)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return "done" in process.stdout.read()


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Write an exchange file whose import takes long enough to be killed in."""
    made = samples.whole()
    made["notices"] += [
        {"id": f"m-{n}", "from": "customer", "kind": "other", "channel": "post", "text": "内容" * 50}
        for n in range(3000)
    ]
    path = tmp_path_factory.mktemp("many") / "many.json"
    path.write_text("".join(document.text(samples.read(made))), encoding="utf-8")
    return path


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes otherwise")
class TestKilled:
    @pytest.mark.parametrize("after", [0.0, 0.04, 0.1])
    def test_importing_into_a_ledger_is_all_or_nothing(self, path, many, after):
        before = samples.read(samples.WHOLE)
        done = killed(path, many, after)
        with open_ledger(path) as opened:
            assert verify(opened) == []
            whole = len(opened.facts.notices) == 3002
            assert opened.facts == (document.read_file(many) if whole else before)
            assert whole or not done
            acts.merge(opened, document.read_file(many))
            assert len(opened.facts.notices) == 3002
            assert verify(opened) == []

    @pytest.mark.parametrize("after", [0.0, 0.05])
    def test_making_a_ledger_is_all_or_nothing(self, tmp_path, many, after):
        path = tmp_path / "new.clauseledger"
        done = killed(path, many, after)
        if path.exists():
            with open_ledger(path) as opened:
                assert opened.facts == document.read_file(many)
        else:
            assert not done
            acts.make_from(path, document.read_file(many))
