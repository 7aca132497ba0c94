"""What leaves with a package beside records and files: every row that was read, and every act, in open formats."""

import csv
import io
import json
import tracemalloc
import zipfile
from decimal import Decimal
from itertools import pairwise

import pytest

from models.ledger import acts
from models.ledger.account_file_acts import AccountChoices, import_account_files
from models.ledger.leaving import parts
from models.ledger.package_acts import package_of
from models.ledger.source_acts import Choices, import_provider_bills
from tests.files import make_account_files as account_files
from tests.files import make_provider_bills as made

ROWS = [dict(row) for row in made.september()]
ROWS[3]["实例名称"] = "=1+1"


@pytest.fixture
def left(ledger, written):
    """Give what leaves of a ledger with a month's bill in two files and an account's files, by name."""
    files = {"a.csv": made.table(made.L3, ROWS[:200]), "b.csv": made.table(made.L3, ROWS[200:])}
    import_provider_bills(ledger, written({"month.zip": made.archive(files)}), Choices(billing_cycle="usage"))
    of_account = {name: account_files.files()[name] for name in ("movements-2026-09.csv", "orders-2026-09.csv")}
    import_account_files(ledger, written(of_account), AccountChoices(account_files.UIN))
    gone = import_provider_bills(ledger, written({"c.csv": made.table(made.L3, [dict(ROWS[0], 交易ID="another")])}))
    assert gone.change is not None
    acts.undo(ledger)
    with zipfile.ZipFile(io.BytesIO(b"".join(package_of(ledger)))) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def table(left, name):
    return list(csv.DictReader(io.StringIO(left[name].decode("utf-8-sig"))))


def test_every_row_that_stands_leaves_with_its_place_and_hash(left):
    listed = json.loads(left["rows/files.json"])
    files = {file["name"].rpartition("/")[2]: file for reading in listed for file in reading["files"]}
    assert set(files) == {"a.csv", "b.csv", "movements-2026-09.csv", "orders-2026-09.csv"}
    for name, rows in (("a.csv", ROWS[:200]), ("b.csv", ROWS[200:])):
        found = table(left, files[name]["table"])
        assert [int(row["row"]) for row in found] == list(range(2, len(rows) + 2))
        for ours, theirs in zip(found, rows, strict=True):
            assert Decimal(ours["优惠后总价"]) == Decimal(theirs["优惠后总价"])
            assert ours["资源ID"] == theirs["资源ID"].strip().strip("-")
            assert ours["扣费时间"] == theirs["扣费时间"]
            assert len(ours["sha256"]) == 64
    assert table(left, files["a.csv"]["table"])[3]["实例名称"] == "'=1+1"
    moved = table(left, files["movements-2026-09.csv"]["table"])
    assert len(moved) == files["movements-2026-09.csv"]["rows"] == 5
    assert moved[0]["交易时间"].startswith("2026-09-")
    assert len([name for name in left if name.startswith("rows/") and name.endswith(".csv")]) == 4


def test_every_act_leaves_as_a_line_with_its_hashes(left, ledger):
    lines = [json.loads(line) for line in left["history.jsonl"].splitlines()]
    assert [(one["entry"], one["act"]) for one in lines] == [
        (entry.entry, entry.act) for entry in reversed(ledger.history())
    ]
    for before, one in pairwise(lines):
        assert one["previous"] == before["hash"]
    assert lines[-1]["reverses"] == lines[-2]["entry"]
    assert {change["kind"] for change in lines[-2]["altered"]} >= {"source", "bill"}


def test_rows_leave_in_little_memory(ledger, written):
    rows = [dict(row, 交易ID=f"{number}-{turn}") for turn in range(20) for number, row in enumerate(ROWS)]
    import_provider_bills(ledger, written({"a.csv": made.table(made.L3, rows)}), Choices("usage", keep_up_to=0))
    tracemalloc.start()
    size = sum(len(piece) for name, pieces in parts(ledger.connection) for piece in pieces if name.endswith(".csv"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 3_000_000
    assert peak < size / 3
