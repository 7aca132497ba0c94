"""The provider's files themselves are kept with their bills: byte for byte, packed, up to the size one says."""

import zlib

import pytest

from models.exchange.package import read_file
from models.ledger import acts, attachments
from models.ledger.ledger import open_ledger
from models.ledger.package_acts import make_from_package, package_of
from models.ledger.source_acts import Choices, import_provider_bills, preview_provider_bills
from models.ledger.verify import verify
from models.problems import Refused
from tests.files import make_provider_bills as made
from tests.models.ledger.test_package_acts import carried

CONTENT = made.table(made.L3, made.september())
BILL = f"{made.PAYER}-2026-09"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "l3.csv"
    path.write_bytes(CONTENT)
    return path


def kept(ledger):
    return attachments.of_record(ledger.connection, "bill", BILL)


def test_the_file_is_kept_byte_for_byte_takes_less_room_and_goes_with_undo(ledger, file, tmp_path):
    before = ledger.facts
    outcome = import_provider_bills(ledger, [file])
    (one,) = kept(ledger)
    assert (one.name, one.media_type) == ("l3.csv", "text/csv")
    assert attachments.content(ledger.connection, one.sha256) == CONTENT
    assert attachments.sizes(ledger.connection)[one.sha256] == len(CONTENT) == outcome.originals[0].size
    sql = "SELECT size FROM attachment_contents WHERE sha256 = ?"
    assert ledger.connection.execute(sql, (one.sha256,)).fetchone()[0] < len(CONTENT) // 5
    assert verify(ledger) == []
    whole = tmp_path / "whole.zip"
    whole.write_bytes(b"".join(package_of(ledger)))
    make_from_package(tmp_path / "other.clauseledger", read_file(whole))
    with open_ledger(tmp_path / "other.clauseledger") as other:
        assert carried(b"".join(package_of(other))) == carried(whole.read_bytes())
    acts.undo(ledger)
    assert (kept(ledger), ledger.facts) == ([], before)
    acts.redo(ledger)
    assert kept(ledger) == [one]


@pytest.mark.parametrize(("most", "is_kept"), [(len(CONTENT) - 1, False), (len(CONTENT), True), (0, False)])
def test_a_file_is_kept_up_to_the_size_one_says_and_told_before(ledger, file, most, is_kept):
    choices = Choices(keep_up_to=most)
    assert [one.kept for one in preview_provider_bills(ledger, [file], choices).originals] == [is_kept]
    assert kept(ledger) == []
    import_provider_bills(ledger, [file], choices)
    assert bool(kept(ledger)) == is_kept


def test_the_month_s_archive_is_kept_as_it_is(ledger, tmp_path):
    path = tmp_path / "month.zip"
    path.write_bytes(made.month())
    import_provider_bills(ledger, [path])
    (one,) = kept(ledger)
    assert attachments.content(ledger.connection, one.sha256) == path.read_bytes()


def test_a_file_that_changes_meanwhile_is_refused_and_nothing_is_imported(ledger, file):
    before = ledger.facts
    rows = len(made.september())

    def changing(read):
        if read >= rows:
            file.write_bytes(CONTENT[:-1])

    with pytest.raises(Refused) as refused:
        import_provider_bills(ledger, [file], progress=changing)
    assert [problem.code for problem in refused.value.problems] == ["source_file_changed"]
    assert ledger.facts == before


DAMAGE = {
    "no packing at all": b"x" * 9,
    "cut off": zlib.compress(CONTENT)[:-9],
    "another file": zlib.compress(b"y" * len(CONTENT)),
    "one that unpacks to more": zlib.compress(CONTENT + b"z"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_of_what_is_packed_is_told(ledger, file, damage):
    import_provider_bills(ledger, [file])
    (one,) = kept(ledger)
    connection = ledger.connection
    connection.execute("DROP TRIGGER contents_are_never_rewritten")
    connection.execute("UPDATE attachment_contents SET content = ?, size = ?", (DAMAGE[damage], len(DAMAGE[damage])))
    assert "attachment_damaged" in [problem.code for problem in verify(ledger)]
    if damage != "another file":
        with pytest.raises(Refused) as refused:
            attachments.content(connection, one.sha256)
        assert refused.value.problems[0].code == "attachment_damaged"
