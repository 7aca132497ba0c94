"""The provider's bills come in exactly and once: totals, parts, repetition, changes, undo, where each line is from."""

import csv
import hashlib
import io
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from models.assess import assess
from models.china_time import CHINA
from models.facts.records import Account, Bill, BillLine, Order, Service
from models.findings.find import find
from models.ledger import acts, sources
from models.ledger.source_acts import Choices, import_provider_bills, preview_provider_bills
from models.ledger.verify import verify
from models.letters.bills import correction
from models.money import YUAN
from models.problems import LISTED, Refused
from tests.files import make_provider_bills as made

ROWS = made.september()
BILL = f"{made.PAYER}-2026-09"
COLUMNS = dict(zip(("payable", "voucher", "gift", "share", "cash"), ("优惠后总价", *made.FUNDS), strict=True))


@pytest.fixture
def bring(ledger, written):
    """Write files and import them; give the outcome."""

    def bringing(files, act=import_provider_bills, **choices):
        return act(ledger, written(files), Choices(**choices))

    return bringing


def detail(rows=ROWS):
    return {"l3.csv": made.table(made.L3, rows)}


def units(text):
    return int(Decimal(text) * YUAN)


def problems(bring, content, name="l3.csv"):
    with pytest.raises(Refused) as refused:
        bring({name: content})
    return [(problem.code, problem.path) for problem in refused.value.problems]


LAYOUTS = {
    "utf-8 with a mark": ("l3.csv", lambda: made.table(made.L3, ROWS)),
    "other headings and order in gb18030": ("l3.csv", lambda: made.other_layout(ROWS)),
    "utf-16": ("l3.csv", lambda: made.table(made.L3, ROWS, "utf-16")),
    "by resource": ("l2.csv", lambda: made.table(made.L2, made.by_resource(ROWS))),
    "spreadsheet": ("l3.xlsx", lambda: made.workbook(ROWS)),
    "the month's archive": ("month.zip", made.month),
    "a spreadsheet in an archive": ("month.zip", lambda: made.archive({"账单/明细.xlsx": made.workbook(ROWS)})),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_file_s_own_sums_by_product_and_fund(ledger, bring, layout):
    name, content = LAYOUTS[layout]
    outcome = bring({name: content()})
    expected = {
        product: {name: units(sums[column]) for name, column in COLUMNS.items()}
        for product, sums in made.sums(ROWS, "产品名称").items()
    }
    assert outcome.products == expected
    bill = ledger.facts.bills[BILL]
    whole = made.sums(ROWS, None)[None]
    for name, column in COLUMNS.items():
        assert sum(getattr(line, name) or 0 for line in bill.lines) == units(whole[column])
    assert bill.total == units(whole["优惠后总价"])
    assert not verify(ledger)


def test_the_bill_s_lines_add_up_rows_by_service_and_matter(ledger, bring):
    bring(detail())
    lines = ledger.facts.bills[BILL].lines
    hourly = [row for row in ROWS if row["资源ID"] == "ins-demo0001" and row["交易类型"] == "按量计费小时结"]
    (line,) = [line for line in lines if line.service == "ins-demo0001" and line.payable > 0]
    assert line.payable == sum(units(row["优惠后总价"]) for row in hourly)
    assert (line.usage_from, line.usage_to) == (date(2026, 9, 1), date(2026, 10, 1))
    (refund,) = [line for line in lines if line.service == "ins-demo0009"]
    assert refund.cash == units("-280.43264806")
    assert refund.gift == units("-62.68735194")
    assert refund.list is None
    assert (refund.usage_from, refund.usage_to) == (date(2026, 9, 20), date(2026, 9, 21))


def test_purchases_and_renewals_are_orders_that_the_lines_bill(ledger, bring):
    bring(detail())
    facts = ledger.facts
    assert facts.orders["20260905990000200001"] == Order(
        "20260905990000200001", "ins-demo0003", date(2026, 9, 5), date(2026, 9, 5), date(2027, 9, 6),
        units("1157"), units("346.20"), voucher=units("0.9"),
    )  # fmt: skip
    renewed = facts.orders["20260911990000300001"]
    assert (renewed.starts_on, renewed.ends_on) == (date(2026, 9, 15), date(2026, 10, 15))
    (line,) = [line for line in facts.bills[BILL].lines if line.order == "20260905990000200001"]
    assert (line.payable, line.service) == (units("347.1"), "ins-demo0003")


def test_services_are_made_of_the_lines(ledger, bring):
    bring(detail())
    assert ledger.facts.services["ins-demo0001"] == Service(
        "ins-demo0001", made.PAYER, "云服务器CVM 网站-1", "postpaid", date(2026, 9, 1),
        product="云服务器CVM", resource_id="ins-demo0001", region="华南地区（广州）",
    )  # fmt: skip
    assert ledger.facts.services["cdb-demo0001"].billing == "prepaid"


def test_a_service_on_record_is_found_by_account_and_resource(ledger, bring):
    acts.enter(ledger, Account(made.PAYER))
    mine = Service("web", made.PAYER, "网站", "postpaid", date(2025, 1, 1), resource_id="ins-demo0001")
    acts.enter(ledger, mine)
    bring(detail())
    assert ledger.facts.services["web"] == mine
    assert "ins-demo0001" not in ledger.facts.services
    assert "web" in {line.service for line in ledger.facts.bills[BILL].lines}


def test_the_same_file_twice_changes_nothing(ledger, bring):
    bring({"month.zip": made.month()})
    before, entries = ledger.facts, len(ledger.history())
    again = bring({"month.zip": made.month()})
    assert (again.change, len(again.skipped)) == (None, 5)
    assert (ledger.facts, len(ledger.history())) == (before, entries)


@pytest.mark.parametrize("other", [made.other_layout(ROWS), made.table(made.L3, ROWS[::-1])])
def test_the_same_rows_in_another_file_change_nothing(ledger, bring, other):
    bring(detail())
    before, entries = ledger.facts, len(ledger.history())
    again = bring({"again.csv": other})
    assert (again.change, again.rows_new, again.rows_same) == (None, 0, len(ROWS))
    assert (ledger.facts, len(ledger.history())) == (before, entries)


def test_parts_one_after_another_give_the_whole(ledger, bring):
    bring({"one.csv": made.table(made.L3, ROWS[:150])})
    second = bring({"two.csv": made.table(made.L3, ROWS[100:])})
    assert (second.rows_new, second.rows_same) == (len(ROWS) - 150, 50)
    whole = {(line.service, line.order, line.payable > 0): line for line in ledger.facts.bills[BILL].lines}
    assert sum(line.payable for line in whole.values()) == units(made.sums(ROWS, None)[None]["优惠后总价"])
    assert ledger.facts.bills[BILL].total == units("517.83")
    assert not verify(ledger)


def test_a_row_that_several_files_given_together_hold_counts_once(ledger, bring):
    files = {"one.csv": made.table(made.L3, ROWS[:150]), "two.csv": made.other_layout(ROWS[100:])}
    outcome = bring(files)
    assert outcome.rows_new == len(ROWS)
    assert ("source_rows_twice", 50) in [(note.code, note.inputs.get("count")) for note in outcome.proposal.notes]
    assert outcome.products["对象存储COS"]["payable"] == units(made.sums(ROWS, "产品名称")["对象存储COS"]["优惠后总价"])
    assert ledger.facts.bills[BILL].total == units("517.83")
    assert not verify(ledger)


def changed_rows(amount="0.5"):
    rows = [dict(row) for row in ROWS]
    rows[3] |= {"优惠后总价": amount, "现金账户支出(元)": amount, "赠送账户支出(元)": "0"}
    return rows


def test_a_row_with_other_amounts_is_a_conflict_by_file_and_row(ledger, bring):
    bring(detail())
    before = ledger.facts
    assert problems(bring, made.table(made.L3, changed_rows()), "new.csv") == [("source_row_changed", "new.csv:5")]
    assert ledger.facts == before


def test_when_the_files_are_to_win_they_take_the_place_of_those_before(ledger, bring):
    bring(detail())
    before = sum(line.payable for line in ledger.facts.bills[BILL].lines)
    outcome = bring({"new.csv": made.table(made.L3, changed_rows())}, update=True)
    assert (outcome.rows_changed, outcome.rows_gone) == (1, 0)
    after = sum(line.payable for line in ledger.facts.bills[BILL].lines)
    assert after - before == units("0.5") - units(ROWS[3]["优惠后总价"])
    assert len(list(sources.everything(ledger.connection))) == 1
    assert not verify(ledger)
    acts.undo(ledger)
    assert sum(line.payable for line in ledger.facts.bills[BILL].lines) == before
    assert not verify(ledger)


def test_detail_after_the_sums_by_resource_is_a_conflict(ledger, bring):
    bring({"l2.csv": made.table(made.L2, made.by_resource(ROWS))})
    assert problems(bring, detail()["l3.csv"]) == [("source_other_level", "")]
    outcome = bring(detail(), update=True)
    assert outcome.rows_new == len(ROWS)
    assert ledger.facts.bills[BILL].total == units("517.83")


def test_one_undo_takes_everything_back_and_redo_brings_it_again(ledger, bring):
    before = ledger.facts
    bring(detail())
    after = ledger.facts
    acts.undo(ledger)
    assert (ledger.facts, list(sources.everything(ledger.connection))) == (before, [])
    assert not verify(ledger)
    acts.redo(ledger)
    assert ledger.facts == after
    assert not verify(ledger)
    assert len(list(sources.rows_of_line(ledger.connection, BILL, 0))) == 180


def test_what_was_undone_can_come_in_anew(ledger, bring):
    bring(detail())
    acts.undo(ledger)
    assert bring(detail()).rows_new == len(ROWS)
    assert not verify(ledger)


def test_a_preview_tells_and_changes_nothing(ledger, bring):
    before, entries = ledger.facts, len(ledger.history())
    outcome = bring(detail(), act=preview_provider_bills)
    assert (outcome.rows_new, outcome.change) == (len(ROWS), None)
    assert ("bill", BILL) in outcome.proposal.new
    assert (ledger.facts, len(ledger.history()), list(sources.everything(ledger.connection))) == (before, entries, [])


def test_every_line_leads_back_to_its_rows(ledger, bring, tmp_path):
    bring(detail())
    text = (tmp_path / "l3.csv").read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\r\n")
    read = list(csv.DictReader(io.StringIO((tmp_path / "l3.csv").read_text("utf-8-sig"))))
    seen = set()
    for position, line in enumerate(ledger.facts.bills[BILL].lines):
        rows = list(sources.rows_of_line(ledger.connection, BILL, position))
        assert sum(row.values["payable"] for row in rows) == line.payable
        for row in rows:
            assert row.file == "l3.csv"
            assert row.sha256 == hashlib.sha256(text[row.number - 1]).hexdigest()
            assert row.file_sha256 == hashlib.sha256((tmp_path / "l3.csv").read_bytes()).hexdigest()
            assert row.values["payable"] == units(read[row.number - 2]["优惠后总价"])
            assert row.values.get("标签键:环境") == read[row.number - 2]["标签键:环境"]
            seen.add(row.number)
    assert seen == set(range(2, len(ROWS) + 2))


# The month a charge belongs to ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("cycle", ["charge", "usage"])
def test_a_month_s_rows_tell_how_the_account_counts_months(ledger, bring, cycle):
    rows = made.across_the_month_end(cycle)
    bring(detail(rows))
    assert set(ledger.facts.bills) == {f"{made.PAYER}-2026-10"}
    assert ledger.facts.accounts[made.PAYER].billing_cycle == cycle
    lines = ledger.facts.bills[f"{made.PAYER}-2026-10"].lines
    last_hour = [date(2026, 9, 30)] if cycle == "charge" else []
    assert [line.usage_from for line in lines] == [*last_hour, date(2026, 10, 1)]


def test_rows_of_several_months_either_way_need_to_be_told(ledger, bring):
    rows = [*made.across_the_month_end("charge"), *ROWS]
    assert problems(bring, made.table(made.L3, rows)) == [("source_cycle_unknown", "")]
    bring(detail(rows), billing_cycle="usage")
    bills = ledger.facts.bills
    last_hour = units("0.25")
    assert sum(line.payable for line in bills[BILL].lines) == units("517.83") + last_hour
    assert set(bills) == {BILL, f"{made.PAYER}-2026-10"}


def test_the_account_s_setting_is_followed(ledger, bring):
    acts.enter(ledger, Account(made.PAYER, billing_cycle="usage"))
    bring(detail(made.across_the_month_end("charge")))
    assert set(ledger.facts.bills) == {BILL, f"{made.PAYER}-2026-10"}


# Records of the user's own -------------------------------------------------------------------------------------------


def own_bill(**fields):
    fields = {"total": units("517.83")} | fields
    return Bill(BILL, made.PAYER, "2026-09", datetime(2026, 10, 2, 8, tzinfo=CHINA), "electronic", **fields)


def test_a_bill_without_lines_gets_them_and_keeps_the_rest(ledger, bring):
    acts.enter(ledger, Account(made.PAYER))
    acts.enter(ledger, own_bill(total=units("600")))
    outcome = bring(detail())
    bill = ledger.facts.bills[BILL]
    assert bill._replace(lines=()) == own_bill(total=units("600"))
    assert len(bill.lines) == 8
    assert "source_total_differs" in [note.code for note in outcome.proposal.notes]


def test_lines_of_the_user_s_own_are_not_written_over(ledger, bring):
    acts.enter(ledger, Account(made.PAYER))
    acts.enter(ledger, Service("web", made.PAYER, "网站", "postpaid", date(2025, 1, 1)))
    line = BillLine("web", date(2026, 9, 1), date(2026, 10, 1), units("5"), units("5"))
    acts.enter(ledger, own_bill(lines=(line,)))
    assert problems(bring, detail()["l3.csv"]) == [("conflict", "")]
    bring(detail(), update=True)
    assert len(ledger.facts.bills[BILL].lines) == 8


def test_an_order_that_says_otherwise_is_a_conflict_and_keeps_its_promotions(ledger, bring):
    bring(detail())
    order = ledger.facts.orders["20260905990000200001"]
    acts.undo(ledger)
    acts.enter(ledger, Account(made.PAYER))
    acts.enter(ledger, Service("ins-demo0003", made.PAYER, "前置", "prepaid", date(2026, 9, 5)))
    acts.enter(ledger, order._replace(cash=units("300"), stacking_agreed=True))
    assert problems(bring, detail()["l3.csv"]) == [("conflict", "")]
    bring(detail(), update=True)
    assert ledger.facts.orders[order.id] == order._replace(stacking_agreed=True)


def test_the_time_of_sending_is_as_published_unless_told(ledger, bring):
    outcome = bring(detail())
    assert ledger.facts.bills[BILL].sent_at == datetime(2026, 10, 1, 19, tzinfo=CHINA)
    assert "source_sent_at_taken" in [note.code for note in outcome.proposal.notes]
    acts.undo(ledger)
    sent = datetime(2026, 10, 3, 9, tzinfo=CHINA)
    outcome = bring(detail(), sent_at=sent)
    assert ledger.facts.bills[BILL].sent_at == sent
    assert "source_sent_at_taken" not in [note.code for note in outcome.proposal.notes]


# What the files say of themselves ------------------------------------------------------------------------------------


def notes(outcome):
    return [(note.code, note.path) for note in outcome.proposal.notes if note.path]


def test_a_missing_part_shows_against_the_overview_and_the_summary(bring):
    files = {"L0.csv": made.overview(ROWS), "L1.csv": made.summary(ROWS), "L3_1.csv": made.table(made.L3, ROWS[:360])}
    found = notes(bring(files))
    assert ("source_overview_differs", "L0.csv:2:优惠后总价") in found
    assert ("source_product_differs", "L1.csv:4:优惠后总价") in found
    assert not [place for code, place in notes(bring({"rest.zip": made.month()}, update=True))]


def test_a_refund_formula_that_does_not_add_up_is_told_and_stays_a_finding_that_a_letter_answers(ledger, bring):
    rows = [dict(row) for row in ROWS]
    for row in rows:
        row["实例配置"] = row["实例配置"].replace("剩余172.92元", "剩余172.90元").replace("343.12", "343.10")
    wrong = [place for code, place in notes(bring(detail(rows))) if code == "source_refund_sum"]
    stated = [number for number, row in enumerate(rows, start=2) if "退款：" in row["实例配置"]]
    assert wrong == [f"l3.csv:{number}" for number in stated]
    (finding,) = [one for one in find(assess(ledger.facts, date(2026, 11, 1))) if one.code == "refund_sum"]
    assert (finding.record, finding.amount) == (BILL, units("0.02"))
    assert finding.inputs["row"] == stated[0]
    asked = correction(assess(ledger.facts, date(2026, 11, 1)), ledger.facts.bills[BILL])
    assert [str(error["amount"].value) for error in asked.told["errors"]] == [str(units("0.02"))]
    acts.undo(ledger)
    assert "refund_sum" not in [one.code for one in find(assess(ledger.facts, date(2026, 11, 1)))]


def test_use_that_ends_before_it_begins_is_told_and_kept_on_its_first_day(ledger, bring):
    rows = [{**ROWS[0], "开始使用时间": "2026-09-09 08:00:00", "结束使用时间": "2026-09-08 08:00:00"}]
    assert ("source_backwards", "l3.csv:2:结束使用时间") in notes(bring(detail(rows)))
    (line,) = ledger.facts.bills[BILL].lines
    assert (line.usage_from, line.usage_to) == (date(2026, 9, 9), date(2026, 9, 10))


def test_a_row_whose_funds_do_not_add_up_is_told_and_kept(ledger, bring):
    rows = [dict(row) for row in ROWS]
    rows[7]["优惠后总价"] = made.money(Decimal(rows[7]["优惠后总价"]) + 1)
    assert ("source_funds_sum", "l3.csv:9:优惠后总价") in notes(bring(detail(rows)))
    assert sum(line.payable for line in ledger.facts.bills[BILL].lines) == units("518.83")


# Bad input: by file, row and column; nothing changed -----------------------------------------------------------------


BAD = {
    "an amount": ("现金账户支出(元)", "1.2.3", "source_not_an_amount"),
    "an amount too fine": ("现金账户支出(元)", "1.123456789", "source_too_fine"),
    "an amount with an underscore": ("优惠后总价", "1_0.00000000", "source_not_an_amount"),
    "an amount too large": ("优惠后总价", "99999999999.00000000", "amount_out_of_range"),
    "a time": ("扣费时间", "昨天", "source_not_a_time"),
    "a day that is none": ("开始使用时间", "2026-02-30 00:00:00", "source_not_a_time"),
    "a day out of range": ("结束使用时间", "1926-02-03 00:00:00", "day_out_of_range"),
    "a price": ("组件单价", "约三元", "source_not_a_number"),
    "nobody pays": ("支付者UIN", "-", "source_cell_missing"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_cell_that_cannot_be_read_is_named_by_row_and_column(ledger, bring, what):
    column, value, code = BAD[what]
    rows = [dict(row) for row in ROWS]
    rows[10][column] = value
    before = ledger.facts
    assert problems(bring, made.table(made.L3, rows)) == [(code, f"l3.csv:12:{column}")]
    assert ledger.facts == before
    assert ledger.connection.execute("SELECT COUNT(*) FROM provider_rows").fetchone() == (0,)


def test_every_bad_cell_is_listed_up_to_a_number_and_then_that_there_are_more(bring):
    rows = [dict(ROWS[0], 扣费时间="x") for _ in range(LISTED + 5)]
    assert len(problems(bring, made.table(made.L3, rows))) == LISTED + 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (lambda: made.table(made.L3, ROWS)[:-900], [("source_row_width", "l3.csv:396")]),
        (lambda: made.table(made.L3, ROWS) + b'"open', [("source_open_quote", "l3.csv:399")]),
        (lambda: b"a,b\r\n1,2\r\n", [("source_unknown_table", "l3.csv")]),
        (lambda: b"", [("source_unknown_table", "l3.csv")]),
        (lambda: made.table(made.L3, []), [("source_without_charges", "l3.csv")]),
        (
            lambda: made.table(made.L3, ROWS).replace("默认项目".encode(), b"\xff\xfe", 1),
            [("source_wrong_encoding", "l3.csv:2:项目名称")],
        ),
    ],
)
def test_a_damaged_table_is_refused_with_its_place(bring, content, expected):
    assert problems(bring, content()) == expected


def test_a_row_longer_than_any_is_refused_without_reading_on(bring):
    content = made.table(made.L3, ROWS[:2]) + b"x" * 3_000_000
    assert problems(bring, content) == [("source_row_too_long", "l3.csv:4")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: made.month()[:-500], "archive_broken"),
        (lambda: made.archive({"说明.txt.bak": b"x"}), "archive_without_tables"),
        (lambda: made.archive({"a.zip": made.archive({"b.csv": b"x"})}), "archive_nested"),
        (lambda: made.archive({"big.csv": bytes(60_000_000)}), "archive_swollen"),
        (lambda: made.archive({f"{n}.csv": b"x" for n in range(1001)}), "archive_too_many"),
        (lambda: made.workbook(ROWS[:3])[:-300], "archive_broken"),
    ],
)
def test_a_bad_archive_is_refused_by_name(bring, content, code):
    assert [found for found, _ in problems(bring, content(), "a.zip")] == [code]


def test_names_that_lead_out_of_the_archive_lead_nowhere(ledger, bring, tmp_path):
    bring({"a.zip": made.archive({"../../escaped.csv": made.table(made.L3, ROWS)})})
    assert not list(tmp_path.parent.glob("escaped.csv"))
    assert BILL in ledger.facts.bills


def test_a_damaged_member_is_noticed_by_its_checksum(ledger, bring):
    content = bytearray(made.archive({"l3.csv": made.table(made.L3, ROWS)}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as opened:
        middle = opened.infolist()[0].compress_size // 2
    content[middle] ^= 0xFF
    before = ledger.facts
    (found,) = {code for code, _ in problems(bring, bytes(content), "a.zip")} & {"archive_broken", "source_cut_off"}
    assert found
    assert ledger.facts == before


def test_a_long_id_that_a_spreadsheet_took_for_a_number_is_refused(bring, tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(made.L3)
    book.active.append(list({**ROWS[0], "订单ID": 20260905990000200001.0}.values()))
    book.save(tmp_path / "made.xlsx")
    content = (tmp_path / "made.xlsx").read_bytes()
    assert problems(bring, content, "l3.xlsx") == [("spreadsheet_long_number", "l3.xlsx#Sheet:2")]


def test_stopping_in_the_middle_leaves_nothing(ledger, tmp_path):
    (tmp_path / "l3.csv").write_bytes(made.table(made.L3, ROWS * 12))

    def stop(rows):
        if rows >= 4_000:
            raise Refused.because("import_stopped")

    before = ledger.facts
    with pytest.raises(Refused) as refused:
        import_provider_bills(ledger, [tmp_path / "l3.csv"], progress=stop)
    assert refused.value.problems[0].code == "import_stopped"
    assert ledger.facts == before
    assert ledger.connection.execute("SELECT COUNT(*) FROM provider_rows").fetchone() == (0,)
    assert not verify(ledger)


def test_a_row_altered_behind_the_program_s_back_is_noticed(ledger, bring):
    bring(detail())
    ledger.connection.execute("UPDATE provider_rows SET payable = payable + 1 WHERE row = 5")
    assert [problem.code for problem in verify(ledger)] == ["source_damaged"]


def test_the_rows_of_a_large_file_are_told_as_they_come(ledger, tmp_path):
    (tmp_path / "l3.csv").write_bytes(made.table(made.L3, ROWS * 12))
    told = []
    import_provider_bills(ledger, [tmp_path / "l3.csv"], progress=told.append)
    assert told == [2000, 4000, len(ROWS) * 12]


@pytest.mark.parametrize(("cycle", "found"), [("charge", set()), ("usage", {"charge_overlaps"})])
def test_the_last_hour_charged_with_the_next_month_is_no_charge_for_the_same_day_twice(ledger, bring, cycle, found):
    for first, hours in ((datetime(2026, 8, 31, 23), 720), (datetime(2026, 9, 30, 23), 744)):  # noqa: DTZ001 - China's
        bring(detail([made.hourly(first + timedelta(hours=hour)) for hour in range(hours)]), billing_cycle="charge")
    account = ledger.facts.accounts[made.PAYER]
    acts.revise(ledger, account._replace(billing_cycle=cycle))
    codes = {one.code for one in find(assess(ledger.facts, date(2026, 11, 23)))}
    assert codes & {"charge_overlaps", "charged_twice"} == found
