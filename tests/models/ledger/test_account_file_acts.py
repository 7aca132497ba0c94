"""收支明细, orders and vouchers come in exactly and once, with where each row is from, whatever their layout."""

import hashlib
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.facts.records import CashBalance, Order, Payment, Statement, StatementLine
from models.ledger import acts, attachments, sources
from models.ledger.account_file_acts import AccountChoices, import_account_files, rows_of
from models.ledger.verify import verify
from models.money import YUAN
from models.problems import Refused
from models.sources.cells import day_of
from models.sources.kinds import ACCOUNT_FILE, PROVIDER_BILL, kind_of
from models.sources.recharges import Due
from tests.files import make_account_files as made
from tests.files import make_provider_bills
from tests.models import samples

ORDER = "20260901000001"
TOLD = Order(
    ORDER, "ins-0a1b2c3d", date(2026, 9, 1), date(2026, 9, 1), date(2027, 9, 1), 1000 * YUAN, 600 * YUAN,
    gift=60 * YUAN, voucher=40 * YUAN,
)  # fmt: skip


@pytest.fixture
def bring(ledger, written):
    def bringing(files, *, preview=False, **choices):
        return import_account_files(ledger, written(files), AccountChoices(**choices), preview=preview)

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


def test_vouchers_are_records_that_follow_the_newest_file_but_for_their_face(ledger, bring):
    bring({"vouchers.csv": made.table(made.vouchers())})
    first = ledger.facts.vouchers["V1"]
    assert (first.account, first.face, first.balance) == (made.UIN, 100 * YUAN, 60 * YUAN)
    assert (first.starts_at.isoformat(), first.ends_at.isoformat()) == (
        "2026-09-01T00:00:00+08:00", "2026-12-31T23:59:59+08:00",
    )  # fmt: skip
    assert [row.values["id"] for row in rows_of(ledger.connection, "voucher", "V1")] == ["V1"]
    rows = made.vouchers()
    rows[0] |= {"已用金额": "100.00", "余额": "0", "状态": "已使用"}
    rows[1] |= {"面额": "-"}
    outcome = bring({"later.csv": made.table(rows)})
    assert ledger.facts.vouchers["V1"] == first._replace(balance=0, status="已使用")
    assert ledger.facts.vouchers["V2"].face == 50 * YUAN
    assert codes(outcome) == [("source_voucher_left", "later.csv:3")]
    with pytest.raises(Refused) as refused:
        bring({"other.csv": made.table([made.vouchers()[0] | {"面额": "200.00", "余额": "160.00"}])})
    assert [(problem.code, problem.inputs["fields"]) for problem in refused.value.problems] == [("conflict", "face")]
    acts.undo(ledger)
    assert ledger.facts.vouchers["V1"] == first


DUE = date(2026, 9, 28)


@pytest.mark.parametrize(
    ("due", "reasons"),
    [
        ({}, ["prepays", "prepays"]),
        ({"i-1": Due(date(2026, 9, 1), 1000 * YUAN)}, ["pays", "may_pay"]),
        ({"i-1": Due(date(2026, 9, 2), 1000 * YUAN)}, ["prepays", "may_pay"]),  # received the day after
        ({"i-1": Due(date(2026, 9, 1), 1000 * YUAN + 1)}, ["may_pay", "may_pay"]),
        ({"i-1": Due(DUE, 300 * YUAN), "i-2": Due(DUE, 200 * YUAN)}, ["prepays", "pays"]),
        ({"i-1": Due(None, 500 * YUAN)}, ["prepays", "prepays"]),
    ],
)
def test_a_recharge_is_offered_as_a_payment_with_the_reason_and_made_only_when_taken(ledger, bring, due, reasons):
    content = made.table(made.movements())
    both = {"movements.csv": content, "page.xls": made.page(made.movements())}  # one row of two files is one recharge
    outcome = bring(both, due=due, recharges=frozenset({"clear"}))
    assert [one.reason for one in outcome.recharges] == reasons
    clear = [one.payment for one in outcome.recharges if one.clear]
    assert list(ledger.facts.payments.values()) == clear
    for payment in clear:
        (row,) = rows_of(ledger.connection, "payment", payment.id)
        assert row.values["id"] in payment.reference.split()
        assert (payment.paid_on, payment.amount, payment.invoices) == (day_of(row.values["at"]), row.values["in"], ())
    again = bring(
        {"again.csv": content + b"\r\n", "more.xls": made.tabs(made.movements())},
        due=due,
        recharges=frozenset({"clear"}),
    )
    assert (again.recharges, again.change) == ([], None)


def test_a_recharge_becomes_one_payment_that_the_bank_s_line_is_matched_with_and_is_undone_with_it(ledger, bring):
    statement = Statement("s-1", "银行", "a.csv", "1" * 64, date(2026, 10, 1))
    line = StatementLine("l-1", "s-1", 2, "2" * 64, date(2026, 9, 29), -500 * YUAN, purpose="recharge")
    for record in (statement, line):
        acts.enter(ledger, record)
    before = ledger.facts
    bring({"movements.csv": made.table(made.movements())}, recharges=frozenset({"T5"}))
    (payment,) = ledger.facts.payments.values()
    assert (payment.id, payment.method, payment.reference) == ("p-20260930-1", "bank", "充值 T5 银行转账")
    assert ledger.facts.statement_lines["l-1"] == line._replace(payment=payment.id, purpose=None)
    assert verify(ledger) == []
    acts.undo(ledger)
    assert ledger.facts == before
    with pytest.raises(Refused) as refused:
        bring({"movements.csv": made.table(made.movements())}, recharges=frozenset({"T9"}))
    assert refused.value.problems[0].code == "no_such_recharge"


def test_of_several_payments_it_may_be_a_recharge_makes_none_and_one_payment_is_one_recharge(ledger, bring):
    for number in (1, 2):
        acts.enter(ledger, Payment(f"p-{number}", date(2026, 9, 29 + number - 1), 500 * YUAN, "bank"))
    rows = made.movements()
    assert [one.number for one in bring({"a.csv": made.table(rows)}, preview=True).recharges] == ["T1"]
    acts.remove(ledger, "payment", "p-2")
    bring({"a.csv": made.table(rows)})
    later = rows[4] | {"流水号": "T6\t", "余额（元）": "1453.59", "现金余额": "1453.59"}
    outcome = bring({"b.csv": made.table([later])})
    assert [one.number for one in outcome.recharges] == ["T6"]  # p-1 is T5


def test_movements_on_record_are_linked_by_a_later_import_once_and_let_go_when_it_is_undone(ledger, bring):
    def linked():
        return [row.values["id"] for row in rows_of(ledger.connection, "order", ORDER) if row.matter == "movements"]

    bring({"movements.csv": made.table(made.movements())})
    acts.enter(ledger, Payment("p-1", date(2026, 9, 30), 500 * YUAN, "bank"))
    assert linked() == []
    bring({"orders.csv": made.table(made.orders())})
    assert linked() == ["T2"]
    assert [row.values["id"] for row in rows_of(ledger.connection, "payment", "p-1")] == ["T5"]
    of_account = [row.values["id"] for row in rows_of(ledger.connection, "account", made.UIN)]
    assert "T2" not in of_account
    assert verify(ledger) == []
    acts.undo(ledger)
    assert linked() == []
    assert len(list(rows_of(ledger.connection, "account", made.UIN))) == len(of_account) + 2 - 3  # 3: orders' rows went
    acts.redo(ledger)
    bring({"vouchers.csv": made.table(made.vouchers())})
    assert linked() == ["T2"]
    assert verify(ledger) == []


@pytest.mark.parametrize("most", [10**6, 0])
def test_the_files_themselves_are_kept_with_their_account(ledger, bring, most):
    content = made.table(made.movements())
    bring({"movements.csv": content}, keep_up_to=most)
    kept = attachments.of_record(ledger.connection, "account", made.UIN)
    assert [attachments.content(ledger.connection, one.sha256) for one in kept] == ([content] if most else [])
    acts.undo(ledger)
    assert attachments.of_record(ledger.connection, "account", made.UIN) == []


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
        outcome = import_account_files(ledger, [file], AccountChoices(made.UIN))
    except Refused:
        assert (ledger.facts, ledger.entries) == (before, entries)
        return
    if outcome.change is not None:
        assert verify(ledger) == []
        acts.undo(ledger)
    assert ledger.facts == before
