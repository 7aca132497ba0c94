"""Whatever is in a statement: it is imported whole, or refused with a sentence and nothing is changed."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.ledger.statement_acts import import_statements
from models.problems import Refused
from models.sources.kinds import STATEMENT, kind_of
from models.statements.taking import StatementChoices
from tests.files import make_statements as made
from tests.models.ledger.fuzzing import PATIENT, cut, disturbed, whole_or_nothing

WHOLE = {name: (made.FOLDER / name).read_bytes() for name in made.FILES}
FEWER = settings(PATIENT, max_examples=40)


def bring(ledger, name, content):
    """Import a file whole or not at all; give the code of what is wrong with it first, or the number of new lines."""
    choices, today = StatementChoices(account="甲"), date(2026, 2, 2)
    outcome = whole_or_nothing(
        ledger, name, content, lambda path: import_statements(ledger, [path], choices, today=today)
    )
    return outcome.problems[0].code if isinstance(outcome, Refused) else outcome.new


@pytest.mark.parametrize("name", made.FILES)
def test_each_is_told_to_be_a_statement(name):
    assert kind_of(made.FOLDER / name) == STATEMENT


@pytest.mark.parametrize("name", ["l3-2026-09.csv", "l3-2026-09-gb18030.csv", "month-2026-09.zip", "l2-2026-09.csv"])
def test_the_provider_s_bills_are_told_to_be_none(name):
    assert kind_of(made.FOLDER / name) != STATEMENT


@FEWER
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1))
def test_cut_off_anywhere(lasting_ledger, name, part):
    bring(lasting_ledger, name, cut(WHOLE[name], part))


@FEWER
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1), st.binary(min_size=1, max_size=20))
def test_noise_anywhere(lasting_ledger, name, part, noise):
    bring(lasting_ledger, name, disturbed(WHOLE[name], part, noise))


@FEWER
@given(st.sampled_from(sorted(WHOLE)), st.sampled_from(["utf-16", "gb18030", "utf-8", "big5"]))
def test_another_encoding(lasting_ledger, name, encoding):
    if name.endswith(".csv"):
        held = "utf-8-sig" if WHOLE[name].startswith(b"\xef\xbb\xbf") else "utf-8" if "signed" in name else "gb18030"
        bring(lasting_ledger, name, WHOLE[name].decode(held).encode(encoding, "replace"))


CELLS = st.one_of(
    st.sampled_from(["", "-", "=1+1", "@cmd", "0", "-0.001", "1e5", "1_0", "9" * 30, "\t", '"', "¥1", "1,00", "(5)"]),
    st.sampled_from(["2026-09-30 23:59:59", "20261399", "2000-01-01", "2090-01-01", "∞", "１", "5月3日", "合计"]),
    st.text(max_size=12),
)


@FEWER
@example(["2026-01-05", "5", "甲" * 2000, "", ""])
@example(["2026-01-05", "9999999999.99", "甲", "\ud800", "\x00"])
@given(st.lists(CELLS, min_size=5, max_size=5))
def test_any_cells(lasting_ledger, cells):
    rows = [["交易日期", "金额", "摘要", "余额", "流水号"], ["2026-01-04", "1.00", "甲", "1.00", "1"], cells]
    bring(
        lasting_ledger,
        "a.csv",
        made.text_of([[c.encode("utf-8", "replace").decode() for c in row] for row in rows], "utf-8"),
    )


def test_an_archive_that_swells_and_a_file_without_end_are_refused(lasting_ledger):
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    assert bring(lasting_ledger, "bomb.xlsx", swollen.getvalue()) == "archive_swollen"
    one = "交易日期,金额,摘要\n" + "2026-01-05,1.00,甲\n" * 200_001
    assert bring(lasting_ledger, "long.csv", one.encode()) == "statement_too_long"
