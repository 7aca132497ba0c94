"""Files that came together are told apart, by their content, in the order in which they are imported."""

import json
import zipfile

import pytest

from models.problems import Refused
from models.sources import sorting
from models.sources.sorting import files_in, sorted_files
from tests.files import make_account_files, make_invoices, make_mail, make_provider_bills, make_statements
from tests.models import samples
from tests.models.clauses import invented


@pytest.fixture
def folder(tmp_path):
    """Give a folder as a person keeps one: files of every kind, some in a folder within, and what systems leave."""
    inner = tmp_path / "2026-09"
    (inner / ".git").mkdir(parents=True)
    contents = {
        "month.zip": make_provider_bills.month(),
        "2026-09/b.xml": make_invoices.red(),
        "a.xml": make_invoices.xml(),
        "a.pdf": make_invoices.pdf(),
        "notice.eml": make_mail.message(),
        "bank.csv": make_statements.icbc(),
        "orders.csv": make_account_files.files()["orders-2026-09.csv"],
        "facts.json": json.dumps(samples.only()).encode(),
        "agreement.txt": invented.TEXT.encode(),
        "letter.txt": "1. 请付款。\n2. 请回复。\n".encode(),
        "half.zip": make_provider_bills.month()[:2000],
        "table.csv": b"a,b\r\n1,2\r\n",
        "2026-09/photo.png": b"\x89PNG\r\n\x1a\n",
        ".DS_Store": b"x",
        "~$report.docx": b"x",
        "2026-09/.git/config": b"x",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as made:
        made.writestr("photo.png", b"\x89PNG\r\n\x1a\n")
    with zipfile.ZipFile(tmp_path / "report.docx", "w") as made:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            made.writestr(name, b"<w:document xmlns:w='http://x'/>")
    return tmp_path


def test_each_file_of_a_folder_is_of_one_kind(folder):
    found = sorted_files([folder])
    assert [(group.kind, [path.relative_to(folder).as_posix() for path in group.paths]) for group in found] == [
        ("document", ["facts.json"]),
        ("agreement_copy", ["agreement.txt"]),
        ("provider_bill", ["half.zip", "month.zip"]),
        ("invoice", ["a.pdf", "a.xml", "2026-09/b.xml"]),
        ("account_file", ["orders.csv"]),
        ("statement", ["bank.csv"]),
        ("mail", ["notice.eml"]),
        ("other", ["letter.txt", "photos.zip", "report.docx", "table.csv", "2026-09/photo.png"]),
    ]


def test_a_file_named_twice_counts_once(folder):
    assert files_in([folder / "a.xml", folder / "2026-09", folder / "a.xml"]) == [
        folder / "a.xml",
        folder / "2026-09" / "b.xml",
        folder / "2026-09" / "photo.png",
    ]


@pytest.mark.parametrize(("count", "taken"), [(2, True), (3, True), (4, False)])
def test_more_files_than_one_goes_through_are_refused(tmp_path, monkeypatch, count, taken):
    monkeypatch.setattr(sorting, "MOST_FILES", 3)
    for number in range(count):
        (tmp_path / f"{number}.txt").touch()
    if taken:
        assert len(files_in([tmp_path])) == count
    else:
        with pytest.raises(Refused) as refused:
            files_in([tmp_path])
        assert refused.value.problems[0].code == "too_many_files"


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    with pytest.raises(Refused) as refused:
        sorted_files([tmp_path])
    assert refused.value.problems[0].code == "no_files_there"


def test_a_file_that_is_not_there_is_left_to_a_reader_that_says_so(tmp_path):
    ((kind, paths),) = sorted_files([tmp_path / "none.eml"])
    assert (kind, paths) == ("document", (tmp_path / "none.eml",))
