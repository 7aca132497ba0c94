"""Rows of imports undone for good go, in one act that stays; what can still be brought back stays too."""

import pytest

from models.facts.records import Account
from models.ledger import acts
from models.ledger.account_file_acts import import_account_files
from models.ledger.compacting import compact, undone_for_good
from models.ledger.source_acts import Choices, import_provider_bills
from models.ledger.verify import verify
from tests.files import make_account_files, make_provider_bills

ROWS = make_provider_bills.september()[:40]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "l3.csv"
    path.write_bytes(make_provider_bills.table(make_provider_bills.L3, ROWS))
    return path


def rows(ledger):
    tables = ("provider_rows", "provider_items", "source_charges", "source_records")
    return [ledger.connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608


def test_rows_stay_while_their_import_stands_or_can_be_redone_and_go_when_it_cannot(ledger, file):
    import_provider_bills(ledger, [file])
    kept = rows(ledger)
    for go_on in (acts.undo, acts.redo, acts.undo):
        assert undone_for_good(ledger) == []
        assert (compact(ledger).change, rows(ledger)) == (None, kept)
        go_on(ledger)
    acts.enter(ledger, Account("a-9"))  # from here on nothing brings it back
    (found,) = undone_for_good(ledger)
    assert (found.id, found.rows) == ("provider_bill-1", len(ROWS))
    before, facts = ledger.undo_stacks, ledger.facts
    done = compact(ledger)
    assert (done.readings, rows(ledger)) == ((found,), [0, 0, 0, 0])
    assert (ledger.undo_stacks, ledger.facts) == (before, facts)
    assert verify(ledger) == []
    assert compact(ledger).change is None


def test_the_history_goes_on_saying_which_files_they_were(ledger, file):
    outcome = import_provider_bills(ledger, [file])
    acts.undo(ledger)
    acts.enter(ledger, Account("a-9"))
    done = compact(ledger)
    (told,) = ledger.entry(done.change.entry).altered
    assert (told.kind, told.id, told.after, told.before["rows"]) == ("source", "provider_bill-1", None, len(ROWS))
    (said,) = told.before["files"]
    assert (said["name"], said["sha256"], said["rows"]) == ("l3.csv", outcome.files[0].sha256, len(ROWS))
    again = import_provider_bills(ledger, [file])
    assert again.rows_new == len(ROWS)
    (standing,) = ledger.connection.execute("SELECT id FROM sources").fetchall()
    assert standing == ("provider_bill-2",)  # a name the history speaks of is not given again
    acts.undo(ledger)
    acts.redo(ledger)
    assert verify(ledger) == []


def test_a_reading_that_another_took_the_place_of_stays_while_that_can_be_undone(ledger, file):
    import_provider_bills(ledger, [file])
    changed = [dict(row) for row in ROWS]
    changed[0] |= {"优惠后总价": "9.00000000", "现金账户支出(元)": "9.00000000"}
    changed[0] |= {"代金券支出(元)": "0", "赠送账户支出(元)": "0", "分成金账户支出(元)": "0"}
    file.write_bytes(make_provider_bills.table(make_provider_bills.L3, changed))
    facts = ledger.facts
    import_provider_bills(ledger, [file], Choices(update=True))
    assert rows(ledger)[0] == 2 * len(ROWS)
    assert undone_for_good(ledger) == []
    acts.undo(ledger)
    assert ledger.facts == facts
    acts.enter(ledger, Account("a-9"))
    (found,) = undone_for_good(ledger)
    assert found.id == "provider_bill-2"
    compact(ledger)
    assert rows(ledger)[0] == len(ROWS)
    acts.undo(ledger)
    acts.undo(ledger)
    acts.redo(ledger)
    assert ledger.facts == facts
    assert verify(ledger) == []


def test_the_file_gets_smaller(ledger, file, tmp_path):
    other = tmp_path / "movements.csv"
    other.write_bytes((make_account_files.FOLDER / "movements-2026-09.csv").read_bytes())
    import_account_files(ledger, [other])
    assert rows(ledger)[3] > 0
    acts.undo(ledger)
    many = [dict(row) for row in ROWS for _ in range(20)]
    for number, row in enumerate(many):
        row["交易ID"] = f"t{number}"
    file.write_bytes(make_provider_bills.table(make_provider_bills.L3, many))
    import_provider_bills(ledger, [file], Choices(keep_up_to=0))
    acts.undo(ledger)
    acts.enter(ledger, Account("a-9"))
    done = compact(ledger)
    assert [one.rows for one in done.readings] == [one.told["files"][0]["rows"] for one in done.readings]
    assert len(done.readings) == 2
    assert done.after == ledger.path.stat().st_size
    assert done.after < done.before - 100_000
