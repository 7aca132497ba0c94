"""Every record leaves as tables: nothing missing, amounts exact, no text that acts as a formula."""

import csv
import io
import json
from decimal import Decimal

import pytest

from models.exchange.document import read, write
from models.exchange.tables import as_workbook, csv_of, tables
from tests.models import samples

FACTS = read(json.dumps(samples.WHOLE))


def csv_tables(facts):
    found = {table.name: b"".join(csv_of(table)).decode("utf-8-sig") for table in tables(facts)}
    return {name: list(csv.reader(io.StringIO(text, newline=""))) for name, text in found.items()}


def sheets(facts):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(b"".join(as_workbook(facts))))
    return {sheet.title: list(sheet.iter_rows()) for sheet in book}


def leaves(value):
    """Give every value at the end of a JSON document."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def test_every_value_of_the_exchange_file_is_in_a_table():
    told = {str(cell) for table in tables(FACTS) for row in table.rows for cell in row}
    document = write(FACTS)
    del document["format"]
    assert {str(leaf) for leaf in leaves(document)} <= told


def test_lists_inside_records_are_tables_joined_by_id():
    found = csv_tables(FACTS)
    assert found["bills.lines"][0][:3] == ["bills", "position", "service"]
    assert found["bills.lines"][1][:3] == ["b-1", "1", "s-1"]
    assert found["invoices.bills"] == [["invoices", "position", "bills"], ["i-1", "1", "b-1"]]


def test_amounts_are_exact_in_both():
    line = dict(zip(*csv_tables(FACTS)["bills.lines"][:2], strict=True))
    assert line["payable"] == "80.43264806"
    header, first = sheets(FACTS)["bills.lines"][:2]
    cells = {name.value: cell for name, cell in zip(header, first, strict=True)}
    assert Decimal(str(cells["payable"].value)) == Decimal("80.43264806")
    assert cells["payable"].data_type == "n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"])
def test_no_text_acts_as_a_formula(text):
    made = samples.whole()
    made["accounts"][0]["label"] = text
    facts = read(json.dumps(made))
    row = dict(zip(*csv_tables(facts)["accounts"][:2], strict=True))
    assert row["label"] == f"'{text}"
    header, first = sheets(facts)["accounts"][:2]
    (cell,) = (cell for name, cell in zip(header, first, strict=True) if name.value == "label")
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_negative_amount_is_no_text():
    made = samples.whole()
    made["bills"][0]["lines"][0] |= {"payable": "-80.00", "cash": "-80.00"}
    line = dict(zip(*csv_tables(read(json.dumps(made)))["bills.lines"][:2], strict=True))
    assert line["payable"] == "-80.00"
