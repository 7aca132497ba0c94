"""Statements in each layout say what was written into them: every line, its sign, its place, and what stays out."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from models.facts.records import LayoutColumn
from models.problems import Refused
from models.statements.reading import tables_of
from models.statements.taking import StatementChoices, take
from tests.files import make_statements as made
from tests.models import samples

FACTS = samples.read(samples.only())
TODAY = date(2026, 2, 2)


def taken(path, **choices):
    (table,) = tables_of(path)
    return take(table, FACTS, StatementChoices(**choices), TODAY)


def written(path, content, **choices):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return taken(path, **choices)


def yuan(units):
    return Decimal(units).scaleb(-8)


@pytest.mark.parametrize(
    ("name", "account", "left_out"),
    [
        ("statement-icbc.csv", "6222****0001", {"statement_rows_beside": "13"}),
        ("statement-ccb.xlsx", "建设银行 44050000000000000009", {}),
        ("statement-cmb.csv", "招商银行 6214****0002", {"statement_rows_beside": "11, 12"}),
        ("statement-signed.csv", None, {}),
        ("statement-wechat.csv", "微信支付 示例昵称", {"statement_rows_neutral": "23"}),
        ("statement-wechat.xlsx", "微信支付 示例昵称", {"statement_rows_neutral": "24"}),
        (
            "statement-alipay.csv",
            "支付宝 a@example.org",
            {"statement_rows_closed": "31", "statement_rows_neutral": "32"},
        ),
        ("statement-alipay-old.csv", "支付宝 a@example.org", {"statement_rows_beside": "11, 12, 13, 14, 15"}),
        ("statement-tabs.xls", "6230****0003", {"statement_rows_beside": "8"}),
        ("statement-page.xls", "平安银行 6231****0004", {"statement_rows_beside": "10"}),
        ("statement-old.xls", "兴业银行 6229****0005", {"statement_rows_beside": "9"}),
        ("statement-flag.csv", "6232****0006", {"statement_rows_beside": "8, 9, 12, 15, 16"}),
    ],
)
def test_each_layout_says_what_was_written_into_it(name, account, left_out):
    found = taken(made.FOLDER / name)
    assert found.account == account
    lines = found.lines[::-1] if name == "statement-ccb.xlsx" else found.lines  # latest first
    assert [(str(line.on), yuan(line.amount)) for line in lines] == [(d[0], Decimal(d[2])) for d in made.DEALS]
    assert {note.code: note.inputs["rows"] for note in found.notes} == left_out
    assert [problem.code for problem in found.problems] == ([] if account else ["statement_account_unknown"])
    for line, deal, balance in zip(lines, made.DEALS, made.BALANCES, strict=True):
        assert deal[5] in line.summary
        assert deal[3] in (line.counterparty or line.summary)
        assert line.balance is None or yuan(line.balance) == Decimal(balance)


@pytest.mark.parametrize("name", made.FILES)
def test_the_files_are_those_the_script_makes(name):
    held, new = (made.FOLDER / name).read_bytes(), made.FILES[name]()
    if name.endswith(".xlsx"):
        assert len(held) == pytest.approx(len(new), abs=20)  # the ZIP inside has the time of its making
    else:
        assert held == new


def test_a_line_keeps_its_row_and_the_hash_of_its_bytes():
    found = taken(made.FOLDER / "statement-icbc.csv")
    rows = (made.FOLDER / "statement-icbc.csv").read_bytes().split(b"\r\n")
    assert [(line.row, line.sha256) for line in found.lines] == [
        (number, hashlib.sha256(rows[number - 1]).hexdigest()) for number in range(8, 13)
    ]


def test_a_number_of_a_sheet_is_the_decimal_it_shows(tmp_path):
    book = made.Workbook()
    book.active.append(["交易日期", "金额", "摘要"])
    for amount in (0.07, -1234.56, 1e9 + 0.01, 0.1 + 0.2):
        book.active.append(["20260105", amount, "甲"])
    found = written(tmp_path / "a.xlsx", made.workbook(book), account="甲")
    assert [str(yuan(line.amount).normalize()) for line in found.lines] == ["0.07", "-1234.56", "1000000000.01", "0.3"]


@pytest.mark.parametrize(
    "day", ["20260105", "20260105 10:22:33", "2026-01-05", "2026/1/5", "2026年1月5日", "2026.01.05"]
)
def test_days_as_banks_write_them(tmp_path, day):
    found = written(tmp_path / "a.csv", f"交易日期,金额,摘要\n{day},-1,甲\n", account="甲")
    assert [line.on for line in found.lines] == [date(2026, 1, 5)]


@pytest.mark.parametrize(
    ("heading", "cells", "amounts"),
    [
        ("借贷标志,金额", ["借,5", "贷,7"], [-5, 7]),
        ("借贷标志,金额", ["借,-5", "贷,7"], [-5, 7]),  # the sign says again what the direction says
        ("借贷标志,金额", ["借,5", "借,-2", "贷,-7"], [-5, 2, -7]),  # one of them taken back
        ("借方金额,贷方金额", ["5,", ",7", "-2,0"], [-5, 7, 2]),
        ("金额,摘要", ["-5,甲", "7,甲"], [-5, 7]),
    ],
)
def test_the_sign_comes_from_where_the_file_says_it(tmp_path, heading, cells, amounts):
    rows = "\n".join(f"2026-01-05,{row},乙" for row in cells)
    found = written(tmp_path / "a.csv", f"交易日期,{heading},用途\n{rows}\n", account="甲")
    assert [yuan(line.amount) for line in found.lines] == amounts


@pytest.mark.parametrize(
    ("written_as", "yuan_told"),
    [
        ("１，２３４．５６", "1234.56"), ("(1,234.56)", "-1234.56"), ("1,234.56-", "-1234.56"), ("−35", "-35"),
        ("-¥35.00", "-35"), ("￥ 35.00", "35"), ("人民币1,234.50元", "1234.5"), ("CNY 7", "7"), ("+7", "7"),
    ],
)  # fmt: skip
def test_amounts_as_banks_write_them(tmp_path, written_as, yuan_told):
    found = written(tmp_path / "a.csv", f'交易日期,金额,摘要\n2026-01-05,"{written_as}",甲\n', account="甲")
    assert [yuan(line.amount) for line in found.lines] == [Decimal(yuan_told)]


@pytest.mark.parametrize("amount", ["1,23.4", "(-5)", "5--", "1.234", "五元"])
def test_what_is_no_amount_is_told_by_its_row_and_never_guessed(tmp_path, amount):
    found = written(tmp_path / "a.csv", f'交易日期,金额,摘要\n2026-01-05,"{amount}",甲\n', account="甲")
    assert [problem.path for problem in found.problems if problem.path.startswith("a.csv:2")]
    assert not found.lines


@pytest.mark.parametrize(
    ("rows", "roles"),
    [
        ("日期,发生额,,摘要\n,借方,贷方,\n", {"on": 1, "amount_out": 2, "amount_in": 3, "summary": 4}),
        ("交易,支出,,收入,,备注\n日期,金额,,金额,,\n", {"on": 1, "amount_out": 2, "amount_in": 4, "summary": 6}),
        ("日期,金额,摘要\n2026-01-05,借方,贷方\n", {"on": 1, "amount": 2, "summary": 3}),  # a line, however wrong
    ],
)
def test_a_header_may_have_two_rows(tmp_path, rows, roles):
    found = written(tmp_path / "a.csv", f"{rows}2026-01-05,5,,7,,甲\n", account="甲")
    assert {column.role: column.column for column in found.layout.columns} == roles


def test_a_signed_column_of_its_own_for_money_out_is_not_signed_twice(tmp_path):
    rows = "日期,支出,收入,摘要\n2026-01-05,-5.00,0.00,甲\n2026-01-06,0.00,7,乙\n"
    found = written(tmp_path / "a.csv", rows, account="甲")
    assert [yuan(line.amount) for line in found.lines] == [-5, 7]


def test_balances_that_do_not_follow_are_told_where():
    (table,) = tables_of(made.FOLDER / "statement-icbc.csv")
    without = table._replace(rows=(*table.rows[:3], *table.rows[4:]))
    (note,) = [n for n in take(without, FACTS, StatementChoices(), TODAY).notes if n.code == "statement_balances_break"]
    assert (note.path, note.inputs["count"]) == ("statement-icbc.csv:12", 1)


def test_a_file_that_says_how_many_records_it_has_is_held_to_it():
    (table,) = tables_of(made.FOLDER / "statement-wechat.csv")
    cut = table._replace(rows=table.rows[:-2])
    notes = {n.code: n.inputs for n in take(cut, FACTS, StatementChoices(), TODAY).notes}
    assert notes["statement_count_differs"] == {"stated": 6, "computed": 4}


def test_columns_the_user_names_win_over_the_guess(tmp_path):
    content = "甲,乙,丙,丁\n2026-01-05,记账,5.00,8\n"
    assert [p.code for p in written(tmp_path / "a.csv", content, account="甲").problems] == [
        "statement_columns_missing"
    ]
    columns = (LayoutColumn(1, "on"), LayoutColumn(3, "amount_out"), LayoutColumn(4, "amount_in"))
    found = taken(tmp_path / "a.csv", account="甲", columns=columns)
    assert [yuan(line.amount) for line in found.lines] == [3]


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ("2026-01-05,5,甲\n2026-01-06", "source_row_width", 3),
        ("2026-13-05,5,甲\n", "source_not_a_time", 2),
        ("2026-01-05,五元,甲\n", "source_not_an_amount", 2),
        ("2026-01-05,=1+1,甲\n", "source_not_an_amount", 2),
        ("2026-01-05,0.005,甲\n", "not_whole_fen", 2),
        ("2026-01-05,5,甲,乙\n", "source_row_width", 2),
        ("1999-01-05,5,甲\n", "day_out_of_range", 2),
        (f"2026-01-05,5,{'甲' * 1001}\n", "text_too_long", 2),
    ],
)
def test_what_cannot_be_read_is_told_by_row_and_keeps_the_file_out(tmp_path, rows, code, row):
    found = written(tmp_path / "a.csv", f"交易日期,金额,摘要\n{rows}", account="甲")
    assert [(p.code, p.path) for p in found.problems] == [(code, f"a.csv:{row}")]


def test_a_header_is_looked_for_in_sixty_rows(tmp_path):
    table = "交易日期,金额,摘要\n2026-01-05,5,甲\n"
    assert written(tmp_path / "a.csv", "说明\n" * 59 + table, account="甲").lines
    with pytest.raises(Refused) as refused:
        written(tmp_path / "a.csv", "说明\n" * 60 + table, account="甲")
    assert [p.code for p in refused.value.problems] == ["statement_without_header"]
