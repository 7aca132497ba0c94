"""A ledger with its files leaves as one ZIP and comes in again as it was."""

import io
import json
import zipfile

import pytest

from models.exchange.document import write
from models.exchange.package import read_file
from models.ledger import acts, attachments
from models.ledger.ledger import open_ledger
from models.ledger.package_acts import import_package, make_from_package, package_of
from models.ledger.verify import verify
from models.problems import Refused
from models.sources.archives import MOST_MEMBERS
from models.sources.kinds import kind_of
from resources import resource
from tests.models import samples

PDF, TEXT = b"%PDF-1.4 invented", "证据".encode()


@pytest.fixture
def ledger(tmp_path):
    with samples.opened(tmp_path / "test.clauseledger", samples.WHOLE) as opened:
        how = {"obtained_how": "邮箱", "proves": "送达"}
        acts.attach(opened, "bill", "b-1", "账单.pdf", PDF, media_type="application/pdf", **how)
        acts.attach(opened, "invoice", "i-1", "同一文件.pdf", PDF, media_type="application/pdf", **how)
        acts.attach(opened, "agreement", "agreement", "说明.txt", TEXT, media_type="text/plain", **how)
        yield opened


@pytest.fixture
def packed(ledger, tmp_path):
    path = tmp_path / "all.zip"
    path.write_bytes(b"".join(package_of(ledger)))
    return path


def carried(package):
    """Give what of a package comes in again: every member's bytes by name, but what one ledger alone read and did."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        own = [name for name in opened.namelist() if name.startswith("rows/") or name == "history.jsonl"]
        return {name: opened.read(name) for name in opened.namelist() if name not in own}


def changed(path, **files):
    """Write a package anew with some files inside replaced, or left out when None."""
    with zipfile.ZipFile(path) as opened:
        inside = {name: opened.read(name) for name in opened.namelist()}
    inside |= {name.replace("__", "/"): content for name, content in files.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in inside.items():
            if content is not None:
                archive.writestr(name, content)
    path.write_bytes(made.getvalue())
    return path


def test_out_and_in_again_gives_the_same_ledger_and_the_same_bytes(ledger, packed, tmp_path):
    other = tmp_path / "other.clauseledger"
    make_from_package(other, read_file(packed))
    with open_ledger(other) as made:
        assert write(made.facts) == write(ledger.facts)
        assert attachments.everything(made.connection) == attachments.everything(ledger.connection)
        for one in attachments.everything(made.connection):
            content = attachments.content(made.connection, one.sha256)
            assert content == attachments.content(ledger.connection, one.sha256)
        assert not verify(made)
        assert carried(b"".join(package_of(made))) == carried(packed.read_bytes())


def test_a_package_of_what_is_there_changes_nothing(ledger, packed):
    entries = len(ledger.history())
    assert import_package(ledger, read_file(packed)).change is None
    assert len(ledger.history()) == entries


def test_files_come_with_records_in_one_act_that_undoes(packed, tmp_path):
    with samples.opened(tmp_path / "new.clauseledger") as made:
        before = made.facts
        import_package(made, read_file(packed), update=True)
        assert len(attachments.everything(made.connection)) == 3
        acts.undo(made)
        assert (made.facts, attachments.everything(made.connection)) == (before, [])
        assert not verify(made)


def test_files_alone_come_to_records_that_are_there(packed, tmp_path):
    path = tmp_path / "new.clauseledger"
    acts.make_from(path, samples.read(samples.whole()))
    with open_ledger(path) as made:
        assert import_package(made, read_file(packed)).change is not None
        assert len(attachments.everything(made.connection)) == 3
        assert not verify(made)


def test_a_file_described_otherwise_is_a_conflict(ledger, packed):
    one = attachments.everything(ledger.connection)[0]
    acts.describe(ledger, one.id, name="另一名称.pdf", obtained_how=one.obtained_how, proves=one.proves)
    with pytest.raises(Refused) as refused:
        import_package(ledger, read_file(packed))
    assert [(p.code, p.record, p.inputs["fields"]) for p in refused.value.problems] == [("conflict", one.id, "name")]


def test_a_file_altered_missing_or_of_no_record_is_refused(ledger, packed, tmp_path):
    sha256 = attachments.everything(ledger.connection)[0].sha256
    listed = [one.as_json() for one in attachments.everything(ledger.connection)]
    astray = [{**listed[0], "record": "nobody"}]
    whole = packed.read_bytes()
    for files, code in (
        ({f"attachments__{sha256}": b"other"}, "attachment_damaged"),
        ({f"attachments__{sha256}": None}, "package_incomplete"),
        ({"attachments.json": b"[{}]"}, "package_list_broken"),
        ({"attachments.json": b"nonsense"}, "package_list_broken"),
        ({"attachments.json": json.dumps(astray).encode()}, "no_such_record"),
        ({"attachments.json": json.dumps([{**listed[0], "name": "\ud800"}]).encode()}, "package_list_broken"),
        ({"attachments.json": json.dumps([{**listed[0], "obtained_at": "gestern"}]).encode()}, "package_list_broken"),
        ({"attachments.json": json.dumps([{**listed[0], "sha256": "../ledger.json"}]).encode()}, "package_list_broken"),
        ({"ledger.json": b"{"}, "not_json"),
    ):
        packed.write_bytes(whole)
        with pytest.raises(Refused) as refused:
            make_from_package(tmp_path / "none.clauseledger", read_file(changed(packed, **files)))
        assert refused.value.problems[0].code == code
        assert not (tmp_path / "none.clauseledger").exists()


def test_the_tables_lie_beside_for_people(packed):
    with zipfile.ZipFile(packed) as opened:
        assert opened.read("tables/bills.lines.csv").startswith(b"\xef\xbb\xbfbills,position,service")


def test_a_file_too_large_to_be_kept_is_refused_and_one_that_would_swell_comes_in_again(ledger, tmp_path, monkeypatch):
    monkeypatch.setattr("models.exchange.package.SMALL", 1000)
    monkeypatch.setattr("models.sources.archives.SMALL", 1000)
    how = {"media_type": "text/plain", "obtained_how": "下载"}
    acts.attach(ledger, "bill", "b-1", "零.bin", bytes(3_000_000), **how)
    whole = tmp_path / "whole.zip"
    whole.write_bytes(b"".join(package_of(ledger)))
    make_from_package(tmp_path / "again.clauseledger", read_file(whole))
    with open_ledger(tmp_path / "again.clauseledger") as again:
        assert carried(b"".join(package_of(again))) == carried(whole.read_bytes())
    monkeypatch.setattr(attachments, "LARGEST_FILE", 99)
    entries = ledger.entries
    acts.attach(ledger, "bill", "b-1", "99.bin", bytes(99), **how)
    with pytest.raises(Refused, match="attachment_too_large"):
        acts.attach(ledger, "bill", "b-1", "100.bin", bytes(100), **how)
    assert ledger.entries == entries + 1


def test_a_package_holds_more_files_than_an_archive_of_the_providers_may(packed):
    changed(packed, **{f"tables__{n}.csv": b"" for n in range(MOST_MEMBERS)})
    assert kind_of(packed) == "package"
    assert len(read_file(packed).attachments) == 3


def test_the_sample_is_as_this_program_writes_it(tmp_path):
    """Otherwise ``docs/make_sample.py`` is to be run again."""
    sample = resource("sample", "sample.zip")
    make_from_package(tmp_path / "sample.clauseledger", read_file(sample))
    with open_ledger(tmp_path / "sample.clauseledger") as made:
        written = b"".join(package_of(made))
    with zipfile.ZipFile(io.BytesIO(written)) as now, zipfile.ZipFile(sample) as then:
        held = [(name, now.read(name)) for name in now.namelist() if name != "history.jsonl"]  # it has today's times
        assert held == [(name, then.read(name)) for name in then.namelist() if name != "history.jsonl"]
