"""Workbooks: what is damaged is refused; one that would take all the memory there is does not end the program."""

import io
import subprocess
import sys
import zipfile

import pytest
from openpyxl import Workbook

from models.problems import Refused
from models.sources import old_spreadsheets, spreadsheets, tables
from models.sources.spreadsheets import rows_of, sheet_names
from tests.files import make_statements

OLD = (make_statements.FOLDER / "statement-old.xls").read_bytes()


def workbook(**cells):
    book = Workbook()
    for place, value in cells.items():
        book.active[place] = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def refusal(content):
    with pytest.raises(Refused) as refused:
        [list(rows_of(content, name, "a")) for name in sheet_names(content, "a")]
    return refused.value.problems[0].code


@pytest.mark.parametrize("place", ["XFD1048576", "ZZ200000", "AAA100000", "DA1048576"])
def test_cells_too_far_apart_are_refused(place):
    """Four kilobytes that the library would take 550 GB for."""
    assert refusal(workbook(A1="x", **{place: "y"})) == "spreadsheet_too_far_apart"


@pytest.mark.parametrize(("most", "code"), [(2703, None), (2702, "spreadsheet_too_far_apart")])
def test_a_wide_sheet_is_measured_by_its_first_and_last_cell(monkeypatch, most, code):
    monkeypatch.setattr(spreadsheets, "MOST_CELLS_WIDE", most)
    content = workbook(A1="日期", CYY1="x", B1="A100000")  # 2,703 columns; the text only looks like a place
    if code is None:
        ((number, cells, _),) = rows_of(content, "Sheet", "a")
        assert (number, len(cells), cells[0], cells[-1]) == (1, 2703, "日期".encode(), b"x")
    else:
        assert refusal(content) == code


def test_an_archive_of_another_kind_is_no_spreadsheet():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(made.getvalue()) == "spreadsheet_broken"


def test_a_damaged_old_workbook_ends_its_reader_and_not_the_program():
    """Bytes that make the library take room for 69 GB, where taking them in vain ends its process by a signal."""
    content = OLD[:1704] + b"\xff\xff\xff\x7f" + OLD[1708:]
    ran = subprocess.run(
        [sys.executable, "-I", old_spreadsheets._READER], input=content, capture_output=True, check=False
    )
    assert b"memory allocation of" in ran.stderr
    assert refusal(content) == "spreadsheet_broken"


@pytest.mark.parametrize("content", [OLD[:8], OLD[:3000], OLD[:8] + bytes(600)])
def test_an_old_workbook_cut_off_is_refused(content):
    assert refusal(content) == "spreadsheet_broken"


def test_a_workbook_too_large_to_be_held_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.xls"
    path.write_bytes(OLD)
    monkeypatch.setattr(tables, "LARGEST_WORKBOOK", len(OLD))
    assert len(tables.parts_of(path)) == 1
    monkeypatch.setattr(tables, "LARGEST_WORKBOOK", len(OLD) - 1)
    with pytest.raises(Refused, match="spreadsheet_too_large"):
        tables.parts_of(path)
    monkeypatch.setattr(old_spreadsheets, "LARGEST_FILE", len(OLD) - 1)
    assert refusal(OLD) == "spreadsheet_too_large"
