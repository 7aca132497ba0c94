"""The settlement summary, proven from the PDF's own text: every column adds up and every sum meets the others."""

import re
import zlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.formulas import evaluate
from models.problems import Refused
from models.settlement.course import course, days_of
from models.settlement.settlement import settle
from models.settlement.sums import lines_of_the_balance
from models.settlement.sums import sums as closing_sums
from models.vocabulary import vocabulary
from reports.settlement.settlement import settlement_document, settlement_pdf
from reports.typesetting.blocks import Annex, BarChart, CurveChart, Derivation, Row, Table
from reports.wording import capitals, wording
from tests.models import documents
from tests.reports import papers
from tests.reports.letters import ledgers
from tests.reports.papers import Printed, agreement, amounts, bill, ledger, line

ROOT = Path(__file__).parents[3]
FIRST, LAST = date(2026, 9, 1), date(2026, 11, 23)

INVOICES = [
    # deadline by hand: received Tuesday 20 October 2026, ten working days later is Tuesday 3 November
    {"id": "i-1", "issued_on": "2026-10-19", "received_at": "2026-10-20T15:30:00+08:00", "amount": "500.00"},
    {"id": "i-0", "issued_on": "2026-07-01", "received_at": "2026-07-02T10:00:00+08:00", "amount": "80.00"},
    {"id": "r-0", "issued_on": "2026-09-05", "amount": "-30.00", "reverses": "i-0"},
]


def payment(name, paid_on, amount, method, *, designated=None):
    made = {"id": name, "paid_on": paid_on, "amount": amount, "method": method}
    return made | ({"invoices": [{"invoice": designated, "amount": amount}]} if designated else {})


PAYMENTS = [
    payment("p-1", "2026-11-10", "200.00", "bank", designated="i-1"),
    payment("p-2", "2026-11-16", "120.00", "offset", designated="i-1"),
    payment("p-0", "2026-07-10", "80.00", "online"),
    payment("p-3", "2026-11-20", "10.00", "credit"),
]


def order(name, service, first, last, **fields):
    span = {"paid_on": first, "starts_on": first, "ends_on": last}
    return {"id": name, "service": service, "list_price": "60.00", "cash": "45.00"} | span | fields


def summary(first=FIRST, last=LAST, *, as_of=LAST, **sections):
    return Printed(settlement_pdf(papers.facts(ledger(**sections)), first, last, as_of=as_of))


def balance(read):
    """Give the rows of the balance by name, in fen."""
    rows = read.between("项目 ", "期末未付大写")
    return {re.match(r"\S+?(?=[（ ])", row)[0]: amounts(row)[0] for row in rows}


def table(read, head, total, end):
    """Give (rows, total row) of a table as amounts in fen; identifiers stay out of it."""
    lines = read.between(head, end)
    last = next(at for at, line in enumerate(lines) if line.startswith(total))
    rows = [amounts(line) for line in lines[: last + 1] if amounts(line)]
    return rows[:-1], rows[-1]


def sums(rows):
    return [sum(column) for column in zip(*rows, strict=True)]


# A ledger reckoned by hand -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def full():
    broken = [{"name": "包月", "condition_met": False}]
    orders = [
        order("o-1", "db", "2026-09-02", "2026-10-02", cash="30.00", gift="5.00", voucher="1.00"),
        order("o-2", "cdn", "2026-08-01", "2026-08-31", promotions=broken, settled_on="2026-09-10"),
        order("o-3", "cdn", "2026-08-01", "2026-12-01", settled_on="2026-09-10"),
    ]
    accounts = [{"id": "100200300400", "cash_balance": {"on": "2026-10-31", "amount": "77.00"}}]
    return summary(bills=[bill()], invoices=INVOICES, payments=PAYMENTS, orders=orders, accounts=accounts)


def test_the_balance_is_what_a_clerk_would_write(full):
    # i-0 was paid in July; its reversal of 30.00 in September frees 30.00 of that payment, 10.00 of which is applied.
    assert balance(full) == {
        "期初未付": 0,
        "本期发票": 50000,
        "红字发票冲减": -3000,
        "银行转账抵充": -20000,
        "在线支付抵充": 3000,
        "服务商抵扣": -12000,
        "动用未分配余额": -1000,
        "期末未付": 17000,
    }
    assert "期末未付大写：人民币壹佰柒拾元整。" in full.text


def test_the_balance_adds_up_on_paper(full):
    *parts, closing = balance(full).values()
    assert sum(parts) == closing


def test_bills_by_service_and_funding_add_up_to_the_bills(full):
    rows, total = table(full, "二、本期账单", "账单合计", "账单清单")
    assert rows == [[16400, 15000, 1400, 0], [33600, 32000, 0, 1600], [4567, 0, 0, 0]]
    assert sums(rows) == total == [54567, 47000, 1400, 1600]
    listed, billed = table(full, "账单清单", "账单合计", "三、")
    assert sums(listed) == billed == total[:1]
    # by funding: what the lines explain is paid by cash, gift and voucher and nothing else
    for payable, *funding in rows[:2]:
        assert payable == sum(funding)


def test_a_bill_is_listed_with_its_period_delivery_and_standing(full):
    row = next(line for line in full.between("账单清单", "三、") if line.startswith("B-7"))
    assert "2026年9月 2026-10-15 视为无异议" in row


def test_months_and_services_add_up_to_the_bills(full):
    rows, total = table(full, "按月与服务", "按月合计", "三、")
    assert rows == [[4567, 0, 0, 0], [16400, 15000, 1400, 0], [33600, 32000, 0, 1600]]
    assert sums(rows) == total == [54567, 47000, 1400, 1600]
    assert any(line.startswith("2026年9月 内容分发") for line in full.between("按月与服务", "三、"))


def test_orders_of_the_span_are_listed_by_funding(full):
    rows, total = table(full, "三、", "订单合计", "四、")
    assert rows == [[3600, 3000, 500, 100]]
    assert total == rows[0]


@pytest.mark.parametrize(("billed", "listed"), [("36.00", None), ("40.00", None), ("35.99", 1), ("20.00", 1600)])
def test_what_a_bill_holds_of_an_order_is_not_stated_again(billed, listed):
    lines = [line("db", billed, order="o-1"), line("db", "-5.00", order="o-1"), line("cdn", "10.00")]
    total = f"{float(billed) + 5:.2f}"
    orders = [
        order("o-1", "db", "2026-09-02", "2026-10-02", cash="36.00"),
        order("o-2", "cdn", "2026-09-02", "2026-10-02", cash="7.00"),
    ]
    read = summary(bills=[bill(lines=lines, total=total)], orders=orders)
    rows, whole = table(read, "三、", "订单合计", "四、")
    assert rows == [[700, 700, 0, 0], *([[listed, listed, 0, 0]] if listed else [])]
    assert whole[0] == 700 + (listed or 0)
    assert "本表不重复计算：o-1（账单 B-7）。" in read.text
    _, bills = table(read, "二、本期账单", "账单合计", "账单清单")
    assert bills[0] == round(float(total) * 100)


def test_an_order_paid_before_the_span_and_billed_in_it_is_no_new_payment():
    orders = [order("o-1", "db", "2026-08-31", "2026-10-02", cash="36.00")]
    lines = [line("db", "36.00", order="o-1"), line("cdn", "10.00")]
    read = summary(bills=[bill(lines=lines, total="46.00")], orders=orders)
    assert "其中 36.00 元为以前已支付的预付订单 o-1，不是新增的支付。" in read.text
    assert "本期没有未列入账单的预付订单。" in read.text
    august = {"first": date(2026, 8, 1), "last": date(2026, 8, 31)}
    before = summary(**august, bills=[bill(lines=lines, total="46.00")], orders=orders)
    assert table(before, "三、", "订单合计", "四、")[1] == [3600, 3600, 0, 0]  # the bill has not been sent by then


def test_late_fees_open_grow_and_close(full):
    # 200.00 × 7 days + 120.00 × 13 days + 180.00 × 20 days until 23 November, of which 10.00 was covered on the 20th:
    # 14.00 + 15.60 + 10.00 × 17 % + 170.00 × 20 % = 65.30
    rows, total = table(full, "四、", "合计", "五、")
    assert rows == [[17000, 0, 6530, 6530]]
    for _, opening, accrued, closing in (*rows, total):
        assert opening + accrued == closing
    assert sums(rows) == total
    assert "i-1 2026-11-03" in full.text.replace("i-12026", "i-1 2026") or "i-12026-11-03" in full.text
    assert "不表示甲方认可其数额" in full.text


def test_payments_are_tied_to_what_they_covered(full):
    rows, total = table(full, "五、", "合计", "六、")
    assert rows == [[20000, 20000, 0], [12000, 12000, 0], [0, 1000, -1000], [0, -3000, 3000]]
    assert sums(rows) == total
    for money, covered, credit in (*rows, total):
        assert money == covered + credit
    methods = ("银行转账抵充", "在线支付抵充", "服务商抵扣", "动用未分配余额")
    assert total[1] == -sum(balance(full)[method] for method in methods)
    assert "以前的付款" in full.text
    assert "期初 0.00 元，期末 20.00 元" in full.text


def test_refunds_stand_where_3_2_2_gives_them_and_a_dash_where_it_does_not(full):
    lines = full.between("六、", "七、")
    # o-2: the whole term was used at the list price of 60.00, paid 45.00: nothing back, 15.00 still owed
    assert any(re.match(r"o-2 2026-09-10 0\.00 0\.00 15\.00", line) for line in lines)
    assert any(re.match(r"o-3 2026-09-10 — — —", line) for line in lines)
    assert "“—”：该订单没有未达成条件的优惠" in full.text
    assert any(re.match(r"合计 0\.00 0\.00 15\.00", line) for line in lines)


def test_prepaid_money_is_listed_and_what_only_concerns_the_customer_is_not(full):
    rows = [amounts(line) for line in full.between("七、", "以上内容") if amounts(line)]
    assert rows == [[7700], [0]]
    for private in ("没收", "可被抵扣", "其他读法"):
        assert private not in full.text


def test_parties_span_and_signatures(full):
    for wanted in (
        "甲方（客户） 甲某科技有限公司", "乙方（服务商） 丙某云服务有限公司", "《腾讯云服务协议》，2021年11月8日签订",
        "2026年9月1日（含）至2026年11月23日（含）", "编制日 2026年11月23日", "甲方（签章）：甲某科技有限公司",
        "乙方（签章）：丙某云服务有限公司",
    ):  # fmt: skip
        assert wanted in full.text, wanted
    assert full.text.count("日期：") == 2
    assert "{" not in full.text
    assert "推算" not in full.text


def test_every_derived_figure_is_in_the_annex(full):
    annex = full.text[full.text.index("附件数值来历") :]
    for wanted in (
        "未付金额 · 发票 i-1 170.00 元", "送达日 · 账单 B-7 2026-10-15", "账单异议期限 · 账单 B-7 2026-10-22",
        "付款期限 · 发票 i-1 2026-11-03", "逾期违约金 · 发票 i-1 65.30 元", "按原价应补金额 · 订单 o-2 15.00 元",
    ):  # fmt: skip
        assert "".join(wanted.split()) in annex, wanted


def test_no_box_and_every_font_inside(full):
    assert not papers.undrawn(full.pdf)
    assert full.properties["Title"] == "结算对账单 2026年9月1日至2026年11月23日"


# Spans ---------------------------------------------------------------------------------------------------------------


def test_a_ledger_without_anything_gives_a_statement_of_nothing():
    read = Printed(
        settlement_pdf(
            papers.facts({"format": "clauseledger/1", "agreement": agreement(provider=None)}), FIRST, LAST, as_of=LAST
        )
    )
    assert set(balance(read).values()) == {0}
    for none in (
        "本期没有账单。",
        "本期没有未列入账单的预付订单。",
        "没有逾期违约金。",
        "本期没有付款或抵扣。",
        "本期没有提前结算的订单。",
    ):
        assert none in read.text
    assert "零元整" in read.text
    assert "账号—" in read.text
    assert not papers.undrawn(read.pdf)


@pytest.mark.parametrize(
    ("day", "opening", "invoiced", "paid", "closing"),
    [
        (date(2026, 10, 18), 0, 0, 0, 0),
        (date(2026, 10, 19), 0, 50000, 0, 50000),
        (date(2026, 10, 20), 50000, 0, 0, 50000),
        (date(2026, 11, 10), 50000, 0, -20000, 30000),
    ],
)
def test_a_span_of_one_day_holds_that_day_alone(day, opening, invoiced, paid, closing):
    read = summary(day, day, as_of=day, invoices=INVOICES[:1], payments=PAYMENTS[:2])
    found = balance(read)
    assert (found["期初未付"], found["本期发票"], found["银行转账抵充"], found["期末未付"]) == (
        opening,
        invoiced,
        paid,
        closing,
    )


def test_a_span_that_runs_backwards_is_refused():
    with pytest.raises(Refused) as refused:
        summary(LAST, FIRST)
    (problem,) = refused.value.problems
    assert (problem.code, problem.inputs) == ("bad_span", {"start": LAST, "end": FIRST})


def test_a_span_into_the_future_says_that_it_looks_ahead():
    assert "编制日之后的数值按现有记录推算" in summary(as_of=date(2026, 11, 22), bills=[bill()]).text


def test_a_red_letter_after_full_payment_owes_nothing_and_takes_the_late_fee_back():
    invoices = [INVOICES[0], {"id": "r-1", "issued_on": "2026-12-10", "amount": "-500.00", "reverses": "i-1"}]
    payments = [{"id": "p", "paid_on": "2026-11-13", "amount": "500.00", "method": "bank"}]
    read = summary(
        date(2026, 12, 1), date(2026, 12, 31), as_of=date(2026, 12, 31), invoices=invoices, payments=payments
    )
    found = balance(read)
    assert (found["期初未付"], found["红字发票冲减"], found["银行转账抵充"], found["期末未付"]) == (0, -50000, 50000, 0)
    assert "期初 0.00 元，期末 500.00 元" in read.text
    rows, _ = table(read, "四、", "合计", "五、")
    assert rows == [[0, 5000, -5000, 0]]  # ten days late at 1 %; what was reversed was never owed


def test_under_the_penalty_reading_what_went_to_late_fees_is_told_apart():
    deal = agreement(readings={"payment_covers_first": "penalty"})
    payments = [{"id": "p", "paid_on": "2026-11-13", "amount": "200.00", "method": "bank"}]
    read = summary(agreement=deal, invoices=INVOICES[:1], payments=payments)
    # By 13 November ten days at 1 % of 500.00 = 50.00; the other 150.00 cover principal.
    rows, total = table(read, "五、", "合计", "六、")
    assert rows == [[20000, 15000, 5000, 0]] == [total]
    rows, _ = table(read, "四、", "合计", "五、")
    # 150.00 for 10 days and 350.00 for 20 days = 15.00 + 70.00; 50.00 of it is covered
    assert rows == [[35000, 0, 8500, 8500, 5000]]
    assert balance(read)["期末未付"] == 35000


# Any ledger ----------------------------------------------------------------------------------------------------------


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.integers(0, 400), st.sampled_from([None, "penalty"]))
def test_any_statement_adds_up_on_paper(random, days, reading):
    sections, last = documents.document_and_day(random)
    if reading:
        sections["agreement"].setdefault("readings", {})["payment_covers_first"] = reading
    first = max(date.fromordinal(last.toordinal() - days), date(2001, 1, 1))
    facts = papers.facts(sections)
    statement = settle(facts, first, last)
    read = Printed(settlement_pdf(facts, first, last, as_of=last))
    *parts, closing = balance(read).values()
    assert sum(parts) == closing
    assert capitals(closing * 1_000_000) in read.text
    if statement.movements:
        rows, total = table(read, "五、", "合计", "六、")
        assert sums(rows) == total
        for money, *used in (*rows, total):
            assert money == sum(used)
    if statement.late_fees:
        rows, total = table(read, "四、", "合计", "五、")
        assert sums(rows) == total
        for _, opening, accrued, closed, *_ in (*rows, total):
            assert opening + accrued == closed
    if statement.refunds:
        assert "六、" in read.text
    if statement.bills:
        listed, billed = table(read, "账单清单", "账单合计", "三、")
        assert sums(listed) == billed
    assert not papers.undrawn(read.pdf)


def test_sixty_services_with_long_names_print_whole():
    services = [papers.service(f"s{n}", f"第{n}号" + "高可用云原生数据库" * 6) for n in range(60)]
    lines = [line(f"s{n}", f"{1000 + n}.12345678", gift="0.00000001") for n in range(60)]
    read = summary(services=services, bills=[bill(id="B-" + "7" * 198, lines=lines, total="100000.00")])
    for number in range(60):
        assert f"{1000 + number:,}.12345678" in read.text
    assert not papers.undrawn(read.pdf)


# Numbers and their derivations --------------------------------------------------------------------------------------


def entries_of(document):
    """Give number → what the annex derives there, as its heading says it."""
    (annex,) = [block for block in document.blocks if isinstance(block, Annex)]
    return {
        int(entry.name.partition(".")[0]): entry.name for entry in annex.blocks[1:] if isinstance(entry, Derivation)
    }


def test_every_row_names_the_derivations_of_its_record():
    made = ledger(bills=[bill()], invoices=INVOICES, payments=PAYMENTS)
    document = settlement_document(settle(papers.facts(made), FIRST, LAST, as_of=LAST), created=LAST)
    annex = entries_of(document)
    assert list(annex) == [*range(1, len(annex) + 1)]
    named = {}
    for block in document.blocks:
        if isinstance(block, Table) and block.columns[-1].head == "附件":
            for row in block.rows:
                cells = row.cells if isinstance(row, Row) else row
                for number in cells[-1].split("、") if cells[-1] else ():
                    named.setdefault(int(number), []).append(cells[0])
    (unnamed,) = set(annex) - set(named)
    assert annex[unnamed] == f"{unnamed}. 未付金额 · 发票 i-1"  # part of the closing balance, derived right behind it
    assert "期末未付" in annex[unnamed - 1]
    for number, rows in named.items():
        for row in rows:
            name = row.partition("（")[0]
            assert name in annex[number] or "·合计" in annex[number], (row, annex[number])


@pytest.mark.parametrize("own", [False, True])
def test_who_reads_from_the_top_meets_the_numbers_in_order(own):
    accounts = [{"id": "100200300400", "cash_balance": {"on": "2026-10-31", "amount": "77.00"}}]
    orders = [
        order("o-1", "db", "2026-09-02", "2026-10-02", cash="30.00"),
        order("o-2", "cdn", "2026-08-01", "2026-08-31", settled_on="2026-09-10"),
    ]
    made = ledger(bills=[bill()], invoices=INVOICES, payments=PAYMENTS, orders=orders, accounts=accounts)
    statement = settle(papers.facts(made), FIRST, LAST, as_of=date(2026, 11, 30))
    document = settlement_document(statement, created=date(2026, 11, 30), own=own)
    firsts, met = [], set()
    for block in document.blocks:
        if isinstance(block, Table) and block.columns[-1].head == "附件":
            cells = [row.cells[-1] if isinstance(row, Row) else row[-1] for row in block.rows]
            new = {int(number) for cell in cells for number in cell.split("、") if number} - met
            if new:
                firsts.append(min(new))
            met |= new
    assert len(firsts) >= 9
    assert firsts == sorted(firsts)
    assert firsts[0] == 1


def test_every_amount_but_those_of_days_and_charts_has_a_number_and_every_sum_adds_up():
    accounts = [{"id": "100200300400", "cash_balance": {"on": "2026-10-31", "amount": "77.00"}}]
    orders = [order("o-1", "db", "2026-09-02", "2027-09-02", cash="30.00", gift="5.00", settled_on="2026-10-10")]
    made = ledger(bills=[bill()], invoices=INVOICES, payments=PAYMENTS, orders=orders, accounts=accounts)
    statement = settle(papers.facts(made), FIRST, LAST, as_of=date(2026, 11, 30))
    document = settlement_document(statement, created=date(2026, 11, 30), own=True)
    captions = (wording("settlement").text("late_fees.ranges"), wording("settlement").text("own.terminations"))
    for block in document.blocks:
        if isinstance(block, Table) and block.caption not in captions:
            assert block.columns[-1].head == "附件"
            for row in block.rows:
                cells = row.cells if isinstance(row, Row) else row
                assert cells[-1] or not any(amounts(cell) and amounts(cell) != [0] for cell in cells[1:]), cells
    (annex,) = [block for block in document.blocks if isinstance(block, Annex)]
    checked = 0
    for entry in annex.blocks[1:]:
        for _, said in entry.lines if "·合计" in entry.name else ():
            added, equals, total = said.partition(" = ")
            if equals:
                assert sum(amounts(added.replace("(", " ").replace(")", " "))) == amounts(total)[0]
                checked += 1
    assert checked >= 8
    for derived in (*closing_sums(statement), *lines_of_the_balance(statement)):
        assert evaluate(derived.because, statement.after.situation.calendar) == derived.value, derived.name


def test_what_many_invoices_add_up_to_is_listed_in_few_lines():
    invoices = [{"id": f"i-{n}", "issued_on": "2026-10-19", "amount": f"{100 + n}.00"} for n in range(60)]
    read = summary(invoices=invoices)
    assert "共60项" in read.text
    for n in range(60):
        assert f"i-{n}{100 + n}.00元" in read.text
    assert len(read.pages) < 9


def test_what_opens_the_span_is_derived_as_of_the_day_before():
    made = ledger(invoices=INVOICES[:1], payments=PAYMENTS[:1])
    first = date(2026, 11, 10)
    document = settlement_document(settle(papers.facts(made), first, LAST), created=LAST)
    found = entries_of(document).values()
    assert "4. 未付金额 · 发票 i-1 · 截至2026-11-09" in found
    assert "8. 逾期违约金 · 发票 i-1 · 截至2026-11-09" in found


@pytest.mark.parametrize(("count", "grouped"), [(20, False), (21, True)])
def test_more_than_twenty_figures_alike_are_derived_in_one_table(count, grouped):
    received = "2026-10-20T15:30:00+08:00"
    invoices = [
        {"id": f"i-{n}", "issued_on": "2026-10-19", "received_at": received, "amount": f"{100 + n}.00"}
        for n in range(count)
    ]
    read = summary(invoices=invoices)
    assert (f"3–{count + 2}.未付金额（共{count}项）" in read.text) == grouped
    for n in range(count):
        alone = f"未付金额·发票i-{n}{100 + n}.00元" in read.text
        in_table = f"{n + 3}i-{n}金额{100 + n}.00元{100 + n}.00元" in read.text
        assert (alone, in_table) == (not grouped, grouped), n


# Late fees by days --------------------------------------------------------------------------------------------------


def test_the_ranges_of_a_late_fee_are_listed_and_add_up():
    read = summary(invoices=INVOICES[:1], payments=PAYMENTS[:2])
    rows = read.between("发票 欠付本金", "每段为")
    assert rows == [
        "i-1 500.00 2026-11-04 2026-11-10 7 1% 35.00 p-1付款",
        "300.00 2026-11-11 2026-11-16 6 1% 18.00 p-2付款",
        "180.00 2026-11-17 2026-11-23 7 1% 12.60 计算截止",
    ]
    assert "i-12026-11-03180.000.0065.6065.60" in read.text


# The day it is made, accounts, editions ------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "there"), [(LAST, False), (date(2026, 11, 24), True)])
def test_a_later_day_of_making_says_how_things_stand_by_then(day, there):
    invoices = [INVOICES[0] | {"amount": "100.00"}]
    late = payment("p-9", "2026-11-24", "40.00", "bank", designated="i-1")
    read = summary(invoices=invoices, payments=[late], as_of=day)
    # On 23 November 20 days are overdue: 20.00; on the 24th 21.00, and 40.00 were paid that day.
    assert ("编制日的情况" in read.text) == there
    assert ("i-1100.0060.0020.0021.00" in read.text) == there


def two_accounts():
    accounts = [
        {"id": "A", "cash_balance": {"on": "2026-10-31", "amount": "5.00"}},
        {"id": "B", "cash_balance": {"on": "2026-10-31", "amount": "7.00"}},
    ]
    services = [papers.service("db", "云数据库", account="A"), papers.service("cdn", "内容分发", account="B")]
    bills = [
        bill(id="b-A", account="A", total="100.00", lines=[line("db", "100.00")]),
        bill(id="b-B", account="B", total="30.00", lines=[line("cdn", "30.00")]),
    ]
    received = {"issued_on": "2026-10-19", "received_at": "2026-10-20T15:30:00+08:00"}
    invoices = [
        {"id": "i-A", "amount": "100.00", "bills": ["b-A"]} | received,
        {"id": "i-B", "amount": "30.00", "bills": ["b-B"]} | received,
        {"id": "i-AB", "amount": "11.00", "bills": ["b-A", "b-B"]} | received,
        {"id": "i-0", "amount": "13.00"} | received,
    ]
    paid = [payment("p-1", "2026-11-10", "110.00", "bank")]
    paid[0]["invoices"] = [{"invoice": "i-A", "amount": "80.00"}, {"invoice": "i-B", "amount": "30.00"}]
    sections = {"accounts": accounts, "services": services, "bills": bills, "invoices": invoices, "payments": paid}
    return papers.facts(ledger(**sections))


def test_a_statement_of_one_account_holds_what_is_its_own_alone():
    facts = two_accounts()
    whole = settle(facts, FIRST, LAST)
    parts = {key: settle(facts, FIRST, LAST, account=key) for key in ("A", "B")}
    assert (whole.closing, whole.left_out) == (44_00 * 10**6, ())
    assert (parts["A"].closing, parts["B"].closing) == (20_00 * 10**6, 0)
    assert parts["A"].left_out == parts["B"].left_out == ("i-AB", "i-0")
    assert [one.id for one in parts["B"].bills] == ["b-B"]
    assert (parts["A"].cash_balances, parts["B"].cash_balances) == (5_00 * 10**6, 7_00 * 10**6)
    for part in parts.values():
        assert part.opening + part.invoiced - part.reversed_ - sum(part.covered.values()) == part.closing
        assert sum(move.money for move in part.movements) == sum(part.covered.values())
    read = Printed(settlement_pdf(facts, FIRST, LAST, as_of=LAST, account="A"))
    assert "本单只列账号A" in read.text
    assert "未列入：i-AB、i-0。" in read.text
    assert "b-B" not in read.text


def test_an_account_that_is_not_there_is_refused():
    with pytest.raises(Refused, match="no_such_record"):
        settle(two_accounts(), FIRST, LAST, account="C")


def test_the_own_edition_says_what_it_is_on_every_page_and_the_other_has_none_of_it():
    facts = papers.facts(ledgers.everything_open())
    day = date(2026, 10, 28)
    shared, own = (Printed(settlement_pdf(facts, FIRST, day, as_of=day, own=mine)) for mine in (False, True))
    for page in own.pages:
        assert "自用版，不交对方" in page
    for page in shared.pages:
        assert "对账版" in page
        assert not [word for word in ("自用版", "主张", "赔偿限额", "可被抵扣", "可被没收") if word in page.replace(
            "不含甲方的主张", "")]  # fmt: skip
    # Damage 800.00, order 230.65, offset 48.00, bill 45.67, as the demand before court claims them.
    for wanted in (
        "10.5服务中断的直接损失X-1800.00", "3.2.2订单提前结算的余款O-1230.65", "4.4.3超出所欠的抵扣P-148.00",
        "3.2.4总额与明细不符B-745.67", "合计1,124.32", "仅供甲方自己使用",
    ):  # fmt: skip
        assert wanted in own.text, wanted
    assert "签章" not in own.text
    assert own.properties["Title"].startswith("结算对账单（自用版）")


def test_making_it_can_be_stopped_before_there_are_pages():
    class StoppedError(Exception):
        pass

    def stop(done, pages):
        assert (done, pages) == (0, 0)
        raise StoppedError

    statement = settle(papers.facts(ledger(invoices=INVOICES)), FIRST, LAST)
    with pytest.raises(StoppedError):
        settlement_document(statement, created=LAST, progress=stop)


def test_making_it_can_be_stopped_at_any_word_before_the_first_page():
    """Assessing, deriving and laying out each let the user stop: whichever word it is, nothing more is done."""

    class StoppedError(Exception):
        pass

    facts = papers.facts(ledger(bills=[bill()], invoices=INVOICES, payments=PAYMENTS))
    told = []
    settlement_pdf(facts, FIRST, LAST, as_of=LAST, progress=lambda done, pages: told.append((done, pages)))
    before = told.index(next(one for one in told if one != (0, 0)))
    assert before > 15
    for stop_at in (1, 2, before // 2, before):
        heard = []

        def stop(done, pages, heard=heard, last=stop_at):
            heard.append((done, pages))
            if len(heard) == last:
                raise StoppedError

        with pytest.raises(StoppedError):
            settlement_pdf(facts, FIRST, LAST, as_of=LAST, progress=stop)
        assert heard == [(0, 0)] * stop_at


# Charts --------------------------------------------------------------------------------------------------------------


def charts(kind, **sections):
    facts = papers.facts(ledger(**sections))
    return [
        block
        for block in settlement_document(settle(facts, FIRST, LAST), created=LAST).blocks
        if isinstance(block, kind)
    ]


def test_the_chart_of_months_has_a_bar_a_month_and_a_part_a_service():
    august = bill(id="B-6", period="2026-07", total="100.00", lines=[line("db", "120.00")])
    (chart,) = charts(BarChart, bills=[bill(), august])
    assert [bar.label for bar in chart.bars] == ["2026-07", "2026-08", "2026-09"]
    assert chart.series == ("云数据库", "内容分发", "明细未说明部分")
    assert [bar.total for bar in chart.bars] == ["100", "0", "546"]
    heights = {text: height for height, text in chart.axis.ticks}
    assert chart.axis.zero == heights["0"] > 0
    unit = (heights["100"] - heights["0"]) / 100
    drawn = [[(series, (high - low) / unit) for series, low, high in bar.parts] for bar in chart.bars]
    assert drawn[1] == []
    assert drawn[0] == [(0, pytest.approx(120)), (2, pytest.approx(20))]
    assert chart.bars[0].parts[1][2] == pytest.approx(heights["0"])  # what is negative hangs below zero
    assert drawn[2] == [(0, pytest.approx(336)), (1, pytest.approx(164)), (2, pytest.approx(45.67))]


def test_services_beyond_those_that_can_be_told_apart_are_drawn_together():
    services = [papers.service(f"s{n}", f"服务{n}") for n in range(9)]
    lines = [line(f"s{n}", f"{100 - n}.00") for n in range(9)]
    (chart,) = charts(BarChart, services=services, bills=[bill(lines=lines, total="864.00")])
    assert chart.series == (*(f"服务{n}" for n in range(6)), "其他服务")
    *_, (series, low, high) = chart.bars[0].parts
    top = {text: height for height, text in chart.axis.ticks}["1,000"]
    assert (series, (high - low) / top * 1000) == (6, pytest.approx(94 + 93 + 92))


def test_the_curves_end_at_the_statement_s_own_amounts():
    (chart,) = charts(CurveChart, invoices=INVOICES[:1], payments=PAYMENTS[:2])
    unpaid, fees = chart.curves
    assert (unpaid.last, fees.last) == ("180.00", "65.60")
    assert chart.days[0] == (0.0, "2026-08-31")
    assert chart.days[-1] == (1.0, "2026-11-23")
    top = {text: height for height, text in chart.axis.ticks}["100"]
    assert unpaid.points[-1][1] / top * 100 == pytest.approx(180)
    assert {x for x, _ in unpaid.points} == {x for x, _ in chart.days}


def test_each_point_of_the_course_is_that_day_s_account():
    facts = papers.facts(ledger(invoices=INVOICES, payments=PAYMENTS))
    statement = settle(facts, FIRST, LAST)
    points = course(statement)
    assert (points[0].unpaid, points[-1].unpaid) == (statement.opening, statement.closing)
    for point in points:
        there = settle(facts, FIRST, max(point.day, FIRST))
        if point.day >= FIRST:
            assert (point.unpaid, point.late_fees) == (there.closing, sum(fee.closing for fee in there.late_fees))


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 2),
        (date(2026, 11, 1), date(2026, 11, 30), 13),
        (date(2026, 1, 1), date(2026, 6, 30), 7),  # six months: their ends, and the day before
        (date(2025, 1, 1), date(2026, 12, 31), 25),
        (date(2020, 1, 1), date(2026, 12, 31), 13),
    ],
)
def test_a_span_is_looked_at_in_few_steps(first, last, count):
    days = days_of(first, last)
    assert (days[0], days[-1]) == (first - timedelta(days=1), last)
    assert len(days) == count
    assert list(days) == sorted(set(days))


def test_a_chart_is_drawn_with_lines_hatching_and_text_and_no_colour():
    read = summary(bills=[bill()], invoices=INVOICES[:1])
    objects = re.findall(rb"stream\r?\n(.*?)endstream", read.pdf, re.DOTALL)
    drawn = b"".join(zlib.decompressobj().decompress(one) for one in objects if one[:1] == b"x")
    assert drawn.count(b" re W n ") >= 2  # hatched: a bar's part and its place in the legend
    assert re.search(rb"\[4 2.5\] 0 d", drawn)
    assert not re.search(rb" (rg|RG|k|K)\s", drawn)
    for wanted in ("各账期的账单金额", "金额（元）", "未付发票金额", "累计违约金"):
        assert wanted in read.text


# Words ---------------------------------------------------------------------------------------------------------------


def test_every_word_of_the_summary_is_used():
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "reports" / "settlement").glob("*.py"))
    raw = wording("settlement")._texts
    unused = [
        f"{section}.{name}"
        for section, texts in raw.items()
        if isinstance(texts, dict)
        for name in texts
        if f'"{section}.{name}"' not in source and f'"{name}"' not in source
    ]
    computed = {f"balance.{method}" for method in ("bank", "online", "offset", "credit")}
    computed |= {f"sources.settlement_{name}" for name in ("bank", "online", "offset", "credit", "invoiced")}
    computed |= {f"sources.settlement_{name}" for name in ("opening", "reversed", "bank", "online")}
    computed |= {f"balance.{name}" for name in ("opening", "invoiced", "reversed")}
    computed |= {f"{section}.{name}" for section in ("bills", "purchases") for name in ("heading", "none", "total")}
    assert set(unused) <= computed


def test_the_annex_says_of_each_reading_only_which_was_used():
    facts = papers.facts(ledger(invoices=INVOICES[:1], payments=PAYMENTS[:1]))
    (annex,) = [
        block
        for block in settlement_document(settle(facts, FIRST, LAST), created=LAST).blocks
        if isinstance(block, Annex)
    ]
    words = vocabulary("zh")
    remarks = [
        text for entry in annex.blocks[1:] for label, text in entry.lines if label == words.text("column.readings")
    ]
    assert f"{words.text('choice.payment_covers_first')}：{words.text('choice.principal')}" in remarks
    assert not [text for text in remarks if "→" in text]


def test_what_an_arrangement_to_come_may_still_change_is_said_under_the_balance():
    """Whose turn it was on 2027-02-11 is open: each invoice may have been paid by it or not, and each is named."""
    invoices = [
        {"id": "i", "sent_at": "2027-02-09T10:00:00+08:00", "channel": "electronic", "amount": "100.00"},
        {"id": "j", "received_at": "2027-02-10T10:00:00+08:00", "amount": "100.00"},
    ]
    paid = [payment("p", "2027-02-11", "100.00", "bank")]
    days = {"first": date(2027, 2, 1), "last": date(2027, 3, 31), "as_of": date(2027, 3, 31)}
    read = summary(**days, invoices=invoices, payments=paid)
    said = "".join(read.between("期末未付大写", "二、"))
    for name in ("i", "j"):
        assert f"未付金额·发票{name}：暂定：节假日安排未公布，介于0.00元与100.00元之间" in said.replace(" ", "")
    certain = summary(**days, invoices=invoices[1:], payments=paid)
    assert "暂定" not in "".join(certain.between("期末未付大写", "二、"))
