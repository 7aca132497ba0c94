"""收支明细, orders and vouchers come in exactly and once, with where each row is from, whatever their layout."""

import hashlib
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.facts.records import CashBalance, Order, Payment
from models.ledger import acts, sources
from models.ledger.account_file_acts import import_account_files, rows_of
from models.ledger.ledger import open_ledger
from models.ledger.verify import verify
from models.money import YUAN
from models.problems import Refused
from models.sources.kinds import ACCOUNT_FILE, PROVIDER_BILL, kind_of
from tests.files import make_account_files as made
from tests.files import make_provider_bills
from tests.models import samples

ORDER = "20260901000001"
TOLD = Order(
    ORDER, "ins-0a1b2c3d", date(2026, 9, 1), date(2026, 9, 1), date(2027, 9, 1), 1000 * YUAN, 600 * YUAN,
    gift=60 * YUAN, voucher=40 * YUAN,
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "test.clauseledger"
    acts.make_from(path, samples.read(samples.only()))
    with open_ledger(path) as opened:
        yield opened


@pytest.fixture
def bring(ledger, tmp_path):
    def bringing(files, **choices):
        paths = []
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
            paths.append(tmp_path / name)
        return import_account_files(ledger, paths, **choices)

    return bringing


def codes(outcome):
    return [(note.code, note.path) for note in outcome.proposal.notes]


@pytest.mark.parametrize("name", made.files())
def test_each_layout_is_known_by_its_content_and_comes_in_once(ledger, bring, tmp_path, name):
    content = made.files()[name]
    before = ledger.facts
    assert bring({name: content}, account=made.UIN, preview=True).new
    assert ledger.facts == before
    first = bring({name: content}, account=made.UIN)
    assert kind_of(tmp_path / name) == ACCOUNT_FILE
    assert first.files[0].sha256 == hashlib.sha256(content).hexdigest()
    after, entries = ledger.facts, ledger.entries
    again = bring({name: content, f"copy-{name}": content}, account=made.UIN)
    assert (again.new, len(again.skipped), again.change) == (0, 2, None)
    assert (ledger.facts, ledger.entries) == (after, entries)
    assert verify(ledger) == []
    acts.undo(ledger)
    assert ledger.facts == before
    acts.redo(ledger)
    assert ledger.facts == after
    assert verify(ledger) == []


def test_a_bill_of_the_provider_is_none_of_these(tmp_path):
    for name, content in make_provider_bills.files().items():
        (tmp_path / name).write_bytes(content)
        assert kind_of(tmp_path / name) == PROVIDER_BILL


@pytest.mark.parametrize("name", ["orders-2026-09.csv", "orders-2026-09.xlsx"])
def test_an_order_that_says_enough_is_a_record_and_each_other_row_is_kept_and_told(ledger, bring, name):
    rows = made.orders()
    rows[3]["到期时间"] = ""
    content = made.table(rows) if name.endswith("csv") else made.workbook(rows)
    found = codes(bring({name: content}))
    assert ledger.facts.orders == {ORDER: TOLD}
    assert [code for code, _ in found] == ["source_order_left", "source_order_incomplete"]
    assert [place.rpartition(":")[2] for _, place in found] == ["4", "5"]
    assert ledger.facts.services["ins-0a1b2c3d"].account == made.UIN
    (row,) = rows_of(ledger.connection, "order", ORDER)
    assert (row.number, row.matter, row.values["list"]) == (2, "orders", 1000 * YUAN)


def test_an_order_on_record_that_differs_is_a_conflict_unless_the_files_win(ledger, bring):
    bring({"orders.csv": made.table(made.orders())})
    rows = [made.order(现金支付="500.00", 实付金额="600.00")]
    with pytest.raises(Refused) as refused:
        bring({"later.csv": made.table(rows)})
    assert [(problem.code, problem.inputs["fields"]) for problem in refused.value.problems] == [("conflict", "cash")]
    assert ledger.facts.orders[ORDER] == TOLD
    assert bring({"later.csv": made.table(rows)}, update=True).changed == 1
    assert ledger.facts.orders[ORDER].cash == 500 * YUAN


@pytest.mark.parametrize("rows", [made.movements(), made.turned(made.movements())], ids=["oldest first", "newest"])
def test_movements_state_the_newest_balance_and_are_matched(ledger, bring, rows):
    paid = Payment("p-1", date(2026, 9, 28), 500 * YUAN, "bank")
    acts.enter(ledger, paid)
    bring({"orders.csv": made.table(made.orders())})
    outcome = bring({"movements.csv": made.table(rows)}, account=made.UIN)
    stated = CashBalance(date(2026, 9, 30), 953_59 * YUAN // 100)
    assert ledger.facts.accounts[made.UIN].cash_balance == stated
    assert [row.values["id"] for row in rows_of(ledger.connection, "payment", "p-1")] == ["T5"]
    assert ("source_balance_may_hold_gift" in [code for code, _ in codes(outcome)]) == ("现金余额" not in rows[0])
    assert set(ledger.facts.payments) == {"p-1"}
    of_order = [row.values["id"] for row in rows_of(ledger.connection, "order", ORDER) if row.matter == "movements"]
    assert of_order == (["T2"] if "订单号" in rows[0] else [])


@pytest.mark.parametrize(("paid_on", "matched"), [(27, True), (26, False)])
def test_a_recharge_is_a_payment_within_three_days_only(ledger, bring, paid_on, matched):
    acts.enter(ledger, Payment("p-1", date(2026, 9, paid_on), 500 * YUAN, "bank"))
    bring({"movements.csv": made.table(made.movements())})
    assert bool(list(rows_of(ledger.connection, "payment", "p-1"))) == matched


def test_a_balance_that_does_not_follow_is_told_by_its_row_and_kept(bring):
    rows = made.movements()
    del rows[2]
    outcome = bring({"movements.csv": made.table(rows)})
    (broken,) = [note for note in outcome.proposal.notes if note.code == "source_balance_broken"]
    assert broken.path == "movements.csv:4"
    assert (broken.inputs["stated"], broken.inputs["computed"]) == ("453.59", "488.79")
    assert outcome.new == 4


def test_a_wider_stretch_brings_only_what_is_new_and_a_movement_that_changed_is_a_conflict(ledger, bring):
    rows = made.movements()
    bring({"first.csv": made.table(rows[:3])})
    outcome = bring({"whole.csv": made.table(rows)})
    assert (outcome.same, outcome.new, outcome.changed) == (3, 2, 0)
    with pytest.raises(Refused) as refused:
        bring({"other.csv": made.table([rows[0] | {"余额（元）": "999.00"}])})
    assert [(one.code, one.path) for one in refused.value.problems] == [("source_row_changed", "other.csv:2")]
    assert len(list(sources.everything(ledger.connection))) == 2


@pytest.mark.parametrize(("left", "told"), [("60.00", 0), ("59.99", 1), ("60.01", 1)])
def test_a_voucher_whose_rest_is_not_face_value_less_use_is_told(bring, left, told):
    rows = made.vouchers()
    rows[0]["余额"] = left
    outcome = bring({"vouchers.csv": made.table(rows)})
    assert [code for code, _ in codes(outcome)].count("source_voucher_sum") == told


def test_whose_rows_are_is_asked_where_nothing_tells(ledger, bring):
    content = made.table(made.turned(made.movements()))
    acts.enter(ledger, samples.read(samples.whole()).accounts["a-2"]._replace(id="other"))
    acts.enter(ledger, samples.read(samples.whole()).accounts["a-2"]._replace(id="second"))
    with pytest.raises(Refused) as refused:
        bring({"movements.csv": content})
    assert [problem.code for problem in refused.value.problems] == ["source_account_unknown"]
    bring({"movements.csv": content}, account="second")
    assert ledger.facts.accounts["second"].cash_balance is not None


@pytest.mark.parametrize(
    ("cell", "wrong", "expected"),
    [
        ("交易时间", "昨天", ("source_not_a_time", "movements.csv:2:交易时间")),
        ("余额（元）", "一千", ("source_not_an_amount", "movements.csv:2:余额（元）")),
        ("交易时间", "-", ("source_cell_missing", "movements.csv:2:交易时间")),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_by_file_row_and_column(ledger, bring, cell, wrong, expected):
    rows = made.movements()
    rows[0][cell] = wrong
    before = ledger.facts
    with pytest.raises(Refused) as refused:
        bring({"movements.csv": made.table(rows)})
    assert [(problem.code, problem.path) for problem in refused.value.problems] == [expected]
    assert ledger.facts == before


CONTENTS = list(made.files().values())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(CONTENTS), st.data())
def test_whatever_is_wrong_with_a_file_is_told_and_nothing_is_half_imported(ledger, tmp_path, content, data):
    at = data.draw(st.integers(0, len(content)))
    kind = data.draw(st.sampled_from(["cut", "put", "encoding"]))
    if kind == "cut":
        content = content[:at]
    elif kind == "put":
        content = content[:at] + data.draw(st.binary(max_size=12)) + content[at + data.draw(st.integers(0, 9)) :]
    else:
        content = content.decode("gb18030", "replace").encode("utf-16")
    file = tmp_path / "fuzzed.csv"
    file.write_bytes(content)
    before, entries = ledger.facts, ledger.entries
    try:
        outcome = import_account_files(ledger, [file], account=made.UIN)
    except Refused:
        assert (ledger.facts, ledger.entries) == (before, entries)
        return
    if outcome.change is not None:
        assert verify(ledger) == []
        acts.undo(ledger)
    assert ledger.facts == before
