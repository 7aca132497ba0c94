"""Whatever is in a file of the provider: it is imported whole, or refused with a sentence and nothing is changed."""

from hypothesis import example, given
from hypothesis import strategies as st

from models.ledger.source_acts import import_provider_bills
from models.problems import Refused
from tests.files import make_provider_bills as made
from tests.models.ledger.fuzzing import PATIENT, cut, disturbed, whole_or_nothing

ROWS = made.september()[150:200]
WHOLE = {
    "a.csv": made.table(made.L3, ROWS),
    "b.csv": made.other_layout(ROWS),
    "c.csv": made.table(made.L2, made.by_resource(ROWS)),
    "d.zip": made.archive({"L0.csv": made.overview(ROWS), "L3.csv": made.table(made.L3, ROWS)}),
    "e.xlsx": made.workbook(ROWS[:5]),
}


def bring(ledger, name, content):
    """Import a file whole or not at all; what comes in is an act."""
    outcome = whole_or_nothing(ledger, name, content, lambda path: import_provider_bills(ledger, [path]))
    assert isinstance(outcome, Refused) or outcome.change is not None


@PATIENT
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1))
def test_cut_off_anywhere(lasting_ledger, name, part):
    bring(lasting_ledger, name, cut(WHOLE[name], part))


@PATIENT
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1), st.binary(min_size=1, max_size=20))
def test_noise_anywhere(lasting_ledger, name, part, noise):
    bring(lasting_ledger, name, disturbed(WHOLE[name], part, noise))


@PATIENT
@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.xlsx", "x.zip", "x.txt", "x"]))
def test_any_bytes(lasting_ledger, content, name):
    bring(lasting_ledger, name, content)


CELLS = st.one_of(
    st.sampled_from(["", "-", "=1+1", "@cmd", "0", "-0.00000001", "1e5", "1_0", "9" * 30, "\t", '"']),
    st.sampled_from(["2026-09-30 23:59:59", "2026-10-01 00:00:00", "2000-01-01", "2089-12-31 23:59:59", "∞", "１"]),
    st.text(max_size=12),
)


@PATIENT
@example("支付者UIN", "x" * 300)
@example("订单ID", "x" * 300)
@example("资源ID", " ")
@example("资源ID", "\x00")
@example("优惠后总价", "9999999999.99999999")
@given(st.sampled_from(made.L3), CELLS)
def test_any_cell(lasting_ledger, column, cell):
    rows = [dict(row) for row in ROWS[:3]]
    rows[1][column] = cell
    bring(lasting_ledger, "a.csv", made.table(made.L3, rows, "utf-8"))


@PATIENT
@given(st.lists(st.sampled_from([*made.L3, "", "扩展字段1", "标签键:x", "未知"]), min_size=1, max_size=50))
def test_any_columns(lasting_ledger, headings):
    bring(
        lasting_ledger,
        "a.csv",
        made.table(headings, ROWS[:4])
        if len(set(headings)) == len(headings)
        else b",".join(heading.encode() for heading in headings) + b"\n" + b",".join(b"1" for _ in headings),
    )
