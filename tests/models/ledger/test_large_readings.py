"""Files of very many resources and orders: few things are held at a time, and what comes of it is the same."""

from datetime import date
from decimal import Decimal

import pytest

from models import spool
from models.exchange import record_json
from models.facts.records import Account, Service
from models.ledger import acts, acts_of_many, charge_table, sources
from models.ledger.ledger import open_ledger
from models.ledger.source_acts import Choices, import_provider_bills, preview_provider_bills
from models.ledger.verify import verify
from models.problems import Refused
from models.sources import provider_bills
from tests.files import make_provider_bills as made
from tests.models import samples

ROWS = made.september()
BILL = f"{made.PAYER}-2026-09"


@pytest.fixture
def hold_few(monkeypatch):
    """Have what a reading holds at a time be so little that a small file is a large one."""

    def holding(most):
        monkeypatch.setattr(charge_table, "HELD", most)
        monkeypatch.setattr(provider_bills, "_MOST_ITEMS", most)
        monkeypatch.setattr(acts_of_many, "_FEW", most)
        monkeypatch.setattr(spool, "HELD", most)
        monkeypatch.setattr(spool, "AT_A_TIME", most)
        monkeypatch.setattr(record_json, "LONG", most)

    return holding


@pytest.fixture
def opened(tmp_path):
    """Give a ledger of a name, opened; closed at the end."""
    ledgers = []

    def opening(name):
        path = tmp_path / f"{name}.clauseledger"
        acts.make_from(path, samples.read(samples.only()))
        ledgers.append(open_ledger(path))
        return ledgers[-1]

    yield opening
    for one in ledgers:
        one.close()


def bring(ledger, tmp_path, name, rows, act=import_provider_bills, **choices):
    (tmp_path / name).write_bytes(made.table(made.L3, rows))
    return act(ledger, [tmp_path / name], Choices(**choices))


def bought(number, days=30, order=None, **cells):
    """Give the row of an instance bought for some days, by an order of its own unless told."""
    return made.cvm(**{
        "计费模式": "包年包月", "资源ID": f"ins-{number:06d}", "交易类型": "包年包月新购",
        "订单ID": order or f"2026090500{number:010d}\t", "扣费时间": "2026-09-05 10:00:00",
        "开始使用时间": "2026-09-05 10:00:00", "结束使用时间": f"2026-10-{days - 25:02d} 10:00:00",
        "组件原价": Decimal(10), **made.paid(Decimal(8), Decimal(8)), **cells,
    })  # fmt: skip


def changed_rows():
    rows = [dict(row) for row in ROWS]
    rows[3] |= {"优惠后总价": "0.5", "现金账户支出(元)": "0.5", "赠送账户支出(元)": "0"}
    return rows


@pytest.mark.parametrize("most", [1, 4])
def test_however_few_charges_are_held_the_ledger_is_the_same(hold_few, opened, tmp_path, most):
    def readings(ledger):
        files = [tmp_path / "one.csv", tmp_path / "two.csv"]
        files[0].write_bytes(made.table(made.L3, ROWS[:150]))
        files[1].write_bytes(made.other_layout(ROWS[100:]))
        told = [import_provider_bills(ledger, files)]
        _ = ledger.facts  # in memory from here on, as in a window
        told.append(bring(ledger, tmp_path, "again.csv", ROWS[::-1]))
        told.append(bring(ledger, tmp_path, "more.csv", [*ROWS, *map(bought, range(20))]))
        told.append(bring(ledger, tmp_path, "new.csv", changed_rows(), update=True))
        shown = ledger.facts
        acts.undo(ledger)
        acts.redo(ledger)
        assert ledger.facts == shown
        assert not verify(ledger)
        rows = [
            [(row.file, row.number, row.values) for row in sources.rows_of_line(ledger.connection, BILL, position)]
            for position in range(len(shown.bills[BILL].lines))
        ]
        said = [(list(o.proposal.new), list(o.proposal.changed), o.proposal.same, o.products, o.rows_new) for o in told]
        return shown, rows, said, [list(one.change.touched) if one.change else None for one in told]

    expected = readings(opened("as usual"))
    hold_few(most)
    assert readings(opened("few at a time")) == expected


def test_the_touched_of_an_import_are_what_it_made(opened, tmp_path):
    ledger = opened("one")
    outcome = bring(ledger, tmp_path, "l3.csv", list(map(bought, range(3))))
    kinds = ["account", *["service"] * 3, *["order"] * 3, "bill"]
    assert [kind for kind, _ in outcome.change.touched] == kinds
    assert outcome.proposal.counts == ({"account": 1, "service": 3, "order": 3, "bill": 1}, {})
    assert all(ledger.facts.get(kind, name) is not None for kind, name in outcome.change.touched)


def test_what_several_accounts_call_the_same_is_a_service_of_each(opened, tmp_path):
    ledger = opened("one")
    acts.enter(ledger, Account("7"))
    acts.enter(ledger, Service("ins-000002", "7", "别人的", "prepaid", date(2025, 1, 1)))
    rows = [bought(1), bought(1, order="9\t", 支付者UIN="100000000009"), bought(2)]
    bring(ledger, tmp_path, "l3.csv", rows)
    named = {service.id: service.account for service in ledger.facts.services.values() if service.id != "s"}
    assert named == {
        "ins-000002": "7",
        "ins-000001": made.PAYER,
        "100000000009/ins-000001": "100000000009",
        f"{made.PAYER}/ins-000002": made.PAYER,
    }
    again = bring(ledger, tmp_path, "more.csv", [*rows, bought(3, 26)])
    assert [name for kind, name in again.proposal.new if kind == "service"] == ["ins-000003"]


def test_an_order_whose_components_begin_in_two_months_is_one_order(opened, tmp_path):
    ledger = opened("one")
    second = bought(1, 31, 开始使用时间="2026-10-01 00:00:00", 组件名称="系统盘")
    bring(ledger, tmp_path, "l3.csv", [bought(1), second])
    (order,) = ledger.facts.orders.values()
    assert (order.list_price, order.cash) == (20 * 10**8, 16 * 10**8)
    assert (order.starts_on, order.ends_on) == (date(2026, 9, 5), date(2026, 10, 7))
    lines = ledger.facts.bills[BILL].lines
    assert [(line.order, line.cash) for line in lines] == [(order.id, 8 * 10**8)] * 2
    assert not verify(ledger)


@pytest.mark.parametrize(
    ("amounts", "fits"),
    [
        (["5000000000", "4999999999.99"], True),
        (["5000000000", "5000000000"], False),
        (["-5000000000", "-5000000000"], False),
        (["9999999999"] * 12, False),
    ],
)
def test_a_charge_may_come_to_less_than_a_sum_that_records_can_bear(opened, tmp_path, amounts, fits):
    ledger = opened("one")
    hour = {"计费模式": "按量计费", "交易类型": "按量计费小时结", "订单ID": "-"}
    rows = [bought(1, **hour, **made.paid(Decimal(amount), Decimal(amount))) for amount in amounts]
    if fits:
        bring(ledger, tmp_path, "l3.csv", rows)
        assert ledger.facts.bills[BILL].total == 999_999_999_999 * 10**6
        return
    with pytest.raises(Refused) as refused:
        bring(ledger, tmp_path, "l3.csv", rows)
    assert {problem.code for problem in refused.value.problems} == {"amount_out_of_range"}
    assert BILL not in ledger.facts.bills


def test_a_preview_leaves_facts_in_memory_as_they_are(opened, tmp_path):
    ledger = opened("one")
    before = ledger.facts
    bring(ledger, tmp_path, "l3.csv", ROWS, act=preview_provider_bills)
    assert ledger.facts is before
