"""Pages and Excel's XML of 2003 as tables: every cell in its column, whatever is left open; nothing without end."""

import pytest

from models.problems import Refused
from models.sources.markup import is_markup, rows_of


def rows(text, step=7, longest=1 << 20):
    pieces = (text[at : at + step] for at in range(0, len(text), step))
    return [[cell.decode() for cell in cells] for _, cells, _ in rows_of("a.xls", pieces, longest)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<table><tr><td>1<td> 2 &amp;\n3<tr><th>4</th></table>", [["1", "2 & 3"], ["4"]]),
        (
            "<table><tr><td rowspan=2>甲<td colspan=2>乙<td>丙</tr><tr><td>丁<td>戊<td>己</table>",
            [["甲", "乙", "", "丙"], ["", "丁", "戊", "己"]],
        ),
        ("<p>账号：1</p><table><tr><td>1</table>尾<script>x<y</script>", [["账号：1"], ["1"], ["尾"]]),
        ("<table><tr><td>外<table><tr><td>内</table>后<td>二</table>", [["内"], ["外后", "二"]]),
        (
            '<Workbook xmlns:ss="u"><Styles><s>x</s></Styles><Table><Row><Cell ss:Index="2"><Data>1</Data></Cell>'
            '<Cell ss:MergeAcross="1"><Data>2</Data></Cell><Cell><Data>3</Data></Cell></Row></Table></Workbook>',
            [["", "1", "2", "", "3"]],
        ),
        ("<table><tr><td>cut of", [["cut of"]]),
        ("<tr></tr><tr><td><td></tr>", []),
    ],
    ids=["ends left out", "spans", "words beside", "a table in a cell", "XML of 2003", "cut off", "empty"],
)  # fmt: skip
def test_each_cell_stands_in_its_column(text, expected):
    assert rows(text) == expected
    assert rows(text, step=10_000) == expected


def test_rows_count_as_they_stand_in_the_page_also_the_empty_ones():
    found = rows_of("a.xls", iter(["<table><tr><td>1<tr><td><tr><td>3</table>"]), 100)
    assert [number for number, _, _ in found] == [1, 3]


@pytest.mark.parametrize(
    "endless",
    [
        "<table><tr><td>" + "a" * 2000,
        "<table><tr>" + "<td colspan=256>" * 20,
        "<a " + "b" * 2000,
        "<tr><td><table>" * 1100,
    ],
    ids=["a cell", "spans", "a tag", "tables in tables"],
)
def test_what_has_no_end_is_refused_by_its_row(endless):
    with pytest.raises(Refused) as refused:
        rows(endless, longest=1000)
    assert [(one.code, one.path) for one in refused.value.problems] == [("source_row_too_long", "a.xls:1")]


@pytest.mark.parametrize(
    ("beginning", "markup"),
    [
        (b"\xef\xbb\xbf\n <HTML><table>", True),
        (b'<?xml version="1.0"?><Workbook>', True),
        (b"<EInvoice><Header>", False),
        (b"a,<table>", False),
    ],
)
def test_markup_is_told_by_how_it_begins(beginning, markup):
    assert is_markup(beginning) == markup
