"""Tables in files: encodings, quotes and line ends, archives' names; rows as they stand in the file."""

import codecs
import csv
import io
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import Refused
from models.sources.archives import readable_name
from models.sources.tables import encoding_of, parts_of, table


def read(path):
    (part,) = parts_of(path)
    with table(part, lambda headings: "金额" in headings) as found:
        if found is None:
            return None
        return [[cell.decode(found.encoding) for cell in cells] for _, cells, _ in found.rows]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (codecs.BOM_UTF8 + "金额".encode(), "utf-8"),
        ("金额".encode(), "utf-8"),
        ("金额,㐀𠀀".encode("gb18030"), "gb18030"),
        ("金额".encode("utf-16"), "utf-16"),
        (b"\x89PNG\0", None),
        (b"\xff\xff\xff", None),
    ],
)
def test_the_encoding_is_told_by_mark_then_utf8_then_gb18030(content, encoding):
    assert encoding_of(content) == encoding


def test_utf8_cut_in_a_character_at_the_end_of_the_first_piece_is_still_utf8():
    assert encoding_of("金额".encode()[:-1]) == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_quotes_line_ends_and_padding(tmp_path, encoding, end):
    text = end.join(["名称\t,金额", '"甲,""乙""",1\t', '"两', '行",2', "", "末,3"])
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    inner = f"两{end}行"
    assert read(tmp_path / "a.csv") == [['甲,"乙"', "1"], [inner, "2"], ["末", "3"]]


CELLS = ["", "甲", '"1,234.56"', '"a"b', 'a"b"', '""', '"两\n行"', '"q""r"', '\t"x"\t', '"x\t"', ' "x"', '"a" ', '","']


@given(st.lists(st.sampled_from(CELLS), min_size=1, max_size=8))
def test_a_row_in_quotes_is_read_as_the_standard_library_reads_it(cells):
    row = ",".join(["乙", *cells])
    try:
        wanted = [cell.replace("\t", "") for cell in next(csv.reader(io.StringIO(row, newline=""), strict=True))]
    except csv.Error:
        wanted = None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(f"金额,乙\n{row}\n".encode("gb18030"))
        try:
            found = read(path)
        except Refused:
            found = None
    assert found == (None if wanted is None else [wanted])


def test_rows_are_numbered_as_spreadsheets_do_and_kept_as_they_stand(tmp_path):
    (tmp_path / "a.csv").write_bytes("账单\r\n\r\n金额,号\r\n1,\t2\t\r\n".encode())
    (part,) = parts_of(tmp_path / "a.csv")
    with table(part, lambda headings: "金额" in headings) as found:
        assert list(found.rows) == [(4, [b"1", b"2"], b"1,\t2\t")]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(content)
        with suppress(Refused):
            for part in parts_of(path):
                with table(part, lambda headings: len(headings) > 1) as found:
                    for number, _, raw in found.rows if found is not None else ():
                        assert content.split(b"\n")[number - 1].startswith(raw.split(b"\n")[0])


def test_names_in_gb18030_are_read():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        member = zipfile.ZipInfo("x.csv")
        made.writestr(member, b"1")
    member = zipfile.ZipInfo("明细.csv".encode("gb18030").decode("cp437"))
    assert readable_name(member) == "明细.csv"


def test_a_folder_or_a_missing_file_is_refused(tmp_path):
    for path, code in ((tmp_path, "source_no_file"), (tmp_path / "none.csv", "cannot_read_file")):
        with pytest.raises(Refused) as refused:
            parts_of(path)
        assert refused.value.problems[0].code == code
