"""The provider's bills on the command line: preview, import, repetition, conflicts, where a line comes from."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.files import make_account_files as account_files
from tests.files import make_invoices as invoices
from tests.files import make_mail as mail
from tests.files import make_provider_bills as made
from tests.models import samples
from tests.models.ledger.test_package_acts import carried
from ui.commands.commandline import main

ROWS = made.september()
BILL = f"{made.PAYER}-2026-09"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command in a folder with a ledger and the month's archive; give exit status, output and complaints."""
    monkeypatch.chdir(tmp_path)
    Path("in.json").write_text(json.dumps(samples.only()), encoding="utf-8")
    Path("month.zip").write_bytes(made.month())
    assert main(["import", "l.clauseledger", "in.json"]) == 0
    capsys.readouterr()

    def running(*words):
        status = main([*map(str, words)], today=date(2026, 11, 23))
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, out, err

    return running


def test_a_preview_tells_the_sums_and_leaves_the_ledger(run):
    status, out, err = run("import", "l.clauseledger", "month.zip", "--preview")
    assert (status, err) == (0, "")
    assert "517.83" in out
    assert f"账单 {BILL}" in out
    assert "账本未变" in out
    assert run("sources", "l.clauseledger")[1].strip() == "还没有导入过服务商文件。"


def test_import_as_json_and_again(run):
    status, out, _ = run("import", "l.clauseledger", "month.zip", "--json")
    told = json.loads(out)
    assert (status, told["format"], told["imported"]) == (0, "clauseledger-import/1", True)
    assert told["rows"] == {"new": len(ROWS), "same": 0, "changed": 0, "gone": 0}
    assert {"kind": "bill", "record": BILL} in told["new"]
    again = json.loads(run("import", "l.clauseledger", "month.zip", "--json")[1])
    assert (again["imported"], len(again["skipped"]), again["new"]) == (False, 5, [])


def test_a_conflict_is_told_with_what_helps(run):
    run("import", "l.clauseledger", "month.zip")
    rows = [{**ROWS[0], "现金账户支出(元)": "9", "优惠后总价": "9", "赠送账户支出(元)": "0"}, *ROWS[1:]]
    Path("new.csv").write_bytes(made.table(made.L3, rows))
    status, _, err = run("import", "l.clauseledger", "new.csv")
    assert (status, err.splitlines()[0].split(": ")[0]) == (1, "new.csv:2")
    assert "--update" in err
    status, out, err = run("import", "l.clauseledger", "new.csv", "--preview", "--json")
    assert (status, json.loads(out)["conflicts"][0]["place"]) == (1, "new.csv:2")
    assert run("import", "l.clauseledger", "new.csv", "--update")[0] == 0
    assert run("verify", "l.clauseledger")[0] == 0


def test_bad_rows_are_told_one_a_line_by_file_row_and_column(run):
    rows = [dict(row, 扣费时间="昨天") if number in {3, 5} else row for number, row in enumerate(ROWS)]
    Path("bad.csv").write_bytes(made.table(made.L3, rows))
    status, out, err = run("import", "l.clauseledger", "bad.csv")
    assert (status, out) == (1, "")
    assert [line.split(": ")[0] for line in err.splitlines()] == ["bad.csv:5:扣费时间", "bad.csv:7:扣费时间"]


def test_a_line_leads_to_its_rows(run):
    run("import", "l.clauseledger", "month.zip")
    status, out, _ = run("sources", "l.clauseledger", BILL, "1")
    assert (status, len(out.splitlines())) == (0, 180)
    assert all("ins-demo0001" in line and "L3_明细账单" in line for line in out.splitlines())
    rows = [json.loads(line) for line in run("sources", "l.clauseledger", BILL, "--json")[1].splitlines()]
    assert len(rows) == len(ROWS)
    refund = next(row for row in rows if row["values"].get("trade_type") == "包年包月退款")
    assert (refund["values"]["cash"], refund["values"]["gift"]) == ("-80.43264806", "-0.45735194")


@pytest.mark.parametrize(("words", "said"), [((BILL, "99"), "99"), (("none",), "none")])
def test_a_line_or_bill_that_is_not_there_is_said(run, words, said):
    run("import", "l.clauseledger", "month.zip")
    status, out, err = run("sources", "l.clauseledger", *words)
    assert (status, out) == (1, "")
    assert said in err


def test_a_time_of_sending_that_is_none_is_wrong_usage(run):
    assert run("import", "l.clauseledger", "month.zip", "--sent-at", "yesterday")[0] == 2


def test_english_says_the_same_in_english(run):
    status, out, err = run("import", "l.clauseledger", "month.zip", "--preview", "--lang", "en")
    assert (status, err) == (0, "")
    assert "This is a preview" in out


def test_electronic_invoices_by_the_same_command(run):
    Path("a.xml").write_bytes(invoices.xml())
    Path("a.pdf").write_bytes(invoices.pdf())
    status, out, err = run("import", "l.clauseledger", "a.xml", "--preview")
    assert (status, err) == (0, "")
    assert invoices.NUMBER in out
    told = json.loads(run("import", "l.clauseledger", "a.xml", "a.pdf", "--json")[1])
    assert told["imported"]
    assert [(one["outcome"], one["amount"]) for one in told["invoices"]] == [("new", "500.00"), ("attached", "500.00")]
    assert not json.loads(run("import", "l.clauseledger", "a.xml", "a.pdf", "--json")[1])["imported"]
    assert run("verify", "l.clauseledger")[0] == 0


def test_a_bad_invoice_is_said_by_name(run):
    Path("a.xml").write_bytes(b"<EInvoice>")
    status, out, err = run("import", "l.clauseledger", "a.xml")
    assert (status, out, "a.xml" in err) == (1, "", True)


def test_messages_need_their_kind_confirmed(run):
    Path("a.eml").write_bytes(mail.message())
    status, out, err = run("import", "l.clauseledger", "a.eml")
    assert (status, "--kind" in err) == (1, True)
    assert "out.cloud.example" in out
    assert "例行维护" in out
    told = json.loads(run("import", "l.clauseledger", "a.eml", "--preview", "--json")[1])
    assert told["messages"][0]["suggested"]["event_at"] == "2026-10-03T10:00:00+08:00"
    event = "2026-10-04T00:00:00+08:00"
    assert run("import", "l.clauseledger", "a.eml", "--kind", "service_change", "--event-at", event)[0] == 0
    (notice,) = json.loads(run("export", "l.clauseledger")[1])["notices"]
    assert (notice["kind"], notice["event_at"]) == ("service_change", event)
    assert "event_ends_at" not in notice
    assert "账本未变" in run("import", "l.clauseledger", "a.eml", "--kind", "suggested")[1]


def test_a_mailbox_with_what_is_suggested(run):
    Path("a.mbox").write_bytes(mail.mailbox(mail.message(), mail.message("产品下线公告", "再见")))
    assert run("import", "l.clauseledger", "a.mbox", "--kind", "suggested")[0] == 0
    kinds = [notice["kind"] for notice in json.loads(run("export", "l.clauseledger")[1])["notices"]]
    assert kinds == ["routine_maintenance", "service_change"]


def test_a_package_comes_in_again_by_the_same_command(run):
    Path("a.xml").write_bytes(invoices.xml())
    run("import", "l.clauseledger", "a.xml")
    assert run("export", "l.clauseledger", "-o", "all.zip")[0] == 0
    assert run("import", "other.clauseledger", "all.zip")[0] == 0
    assert run("export", "other.clauseledger", "-o", "again.zip")[0] == 0
    assert carried(Path("again.zip").read_bytes()) == carried(Path("all.zip").read_bytes())
    assert run("verify", "other.clauseledger")[0] == 0
    assert run("import", "l.clauseledger", "all.zip")[0] == 0


def test_a_workbook_of_every_table(run):
    assert run("export", "l.clauseledger", "-o", "all.xlsx")[0] == 0
    assert Path("all.xlsx").read_bytes().startswith(b"PK")


def test_an_account_s_files_come_in_once_and_their_rows_are_found_by_record(run):
    for name, content in account_files.files().items():
        Path(name).write_bytes(content)
    named = [name for name in account_files.files() if "gb18030" not in name]
    status, out, err = run("import", "l.clauseledger", *named, "--preview")
    assert (status, err) == (0, "")
    assert "movements-2026-09.csv：收支明细，5 行新" in out
    assert "没有写明到期时间" in out
    assert run("import", "l.clauseledger", *named)[0] == 0
    status, out, _ = run("import", "l.clauseledger", *named, "--json")
    assert (status, json.loads(out)["imported"], len(json.loads(out)["skipped"])) == (0, False, len(named))
    status, out, _ = run("sources", "l.clauseledger", "--of", "order", "20260901000001")
    assert [line.split("\t")[0] for line in out.splitlines()] == ["movements-2026-09.csv:3", "orders-2026-09.csv:2"]
    assert "原价=1000.00" in out
    status, _, err = run("import", "l.clauseledger", "movements-2026-09-gb18030.csv")
    assert (status, err.count("\n")) == (1, 1)
    assert "--account" in err
    assert run("verify", "l.clauseledger")[0] == 0
