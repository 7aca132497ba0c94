"""Whatever is in a file of the provider: it is imported whole, or refused with a sentence and nothing is changed."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.exchange import document
from models.ledger import acts
from models.ledger.ledger import open_ledger
from models.ledger.source_acts import import_provider_bills
from models.ledger.verify import verify
from models.problems import Refused
from models.sources.kinds import kind_of
from models.vocabulary import LANGUAGES, vocabulary
from tests.files import make_provider_bills as made
from tests.models import samples

ROWS = made.september()[150:200]
WHOLE = {
    "a.csv": made.table(made.L3, ROWS),
    "b.csv": made.other_layout(ROWS),
    "c.csv": made.table(made.L2, made.by_resource(ROWS)),
    "d.zip": made.archive({"L0.csv": made.overview(ROWS), "L3.csv": made.table(made.L3, ROWS)}),
    "e.xlsx": made.workbook(ROWS[:5]),
}
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("fuzz") / "test.clauseledger"
    acts.make_from(path, samples.read(samples.only()))
    with open_ledger(path) as opened:
        yield opened


def bring(ledger, name, content):
    """Import a file: all of it, or nothing, with a sentence for each problem; then leave the ledger as it was."""
    before, entries = ledger.facts, len(ledger.history())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        kind_of(path)
        try:
            outcome = import_provider_bills(ledger, [path])
        except Refused as refused:
            said = [vocabulary(language).problem_line(each) for language in LANGUAGES for each in refused.problems]
            assert (ledger.facts, len(ledger.history())) == (before, entries)
            assert ledger.connection.execute("SELECT COUNT(*) FROM sources").fetchone() == (0,)
            assert all(said)
            return
    try:
        assert outcome.change is not None
        assert not verify(ledger)
        assert document.read("".join(document.text(ledger.facts))) == ledger.facts
    finally:
        if outcome.change is not None:
            acts.undo(ledger)
    assert ledger.facts == before


@PATIENT
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1))
def test_cut_off_anywhere(ledger, name, part):
    content = WHOLE[name]
    bring(ledger, name, content[: int(len(content) * part)])


@PATIENT
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1), st.binary(min_size=1, max_size=20))
def test_noise_anywhere(ledger, name, part, noise):
    content = WHOLE[name]
    place = int((len(content) - 1) * part)
    bring(ledger, name, content[:place] + noise + content[place + len(noise) :])


@PATIENT
@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.xlsx", "x.zip", "x.txt", "x"]))
def test_any_bytes(ledger, content, name):
    bring(ledger, name, content)


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
def test_any_cell(ledger, column, cell):
    rows = [dict(row) for row in ROWS[:3]]
    rows[1][column] = cell
    bring(ledger, "a.csv", made.table(made.L3, rows, "utf-8"))


@PATIENT
@given(st.lists(st.sampled_from([*made.L3, "", "扩展字段1", "标签键:x", "未知"]), min_size=1, max_size=50))
def test_any_columns(ledger, headings):
    bring(
        ledger,
        "a.csv",
        made.table(headings, ROWS[:4])
        if len(set(headings)) == len(headings)
        else b",".join(heading.encode() for heading in headings) + b"\n" + b",".join(b"1" for _ in headings),
    )
