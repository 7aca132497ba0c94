"""The commands that ask: findings, what-if and calendar."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from models.terms.calendar import Calendar
from resources import resource
from tests.models.samples import only
from ui.commands.commandline import main

TODAY = date(2026, 11, 23)
INVENTED_2027 = {
    "format": "clauseledger-calendar/1",
    "year": 2027,
    "notices": [{"number": "示例〔2026〕1号", "signed_on": "2026-11-20", "published_on": None, "subject": "虚构"}],
    "spans": [
        {"name": "元旦", "from": "2027-01-01", "to": "2027-01-03"},
        {"name": "春节", "from": "2027-02-05", "to": "2027-02-12"},
    ],
    "statutory": [
        {"name": "元旦", "day": "2027-01-01"},
        *({"name": "春节", "day": f"2027-02-{day:02d}"} for day in (5, 6, 7, 8)),
    ],
    "adjusted_working": ["2027-01-30", "2027-02-14"],
}


@pytest.fixture
def run(tmp_path, capsys):
    """Run a command on the ledger of a document; give exit status, output and errors."""

    def running(command, *words, document=None, lang="zh"):
        ledger = tmp_path / "l.clauseledger"
        if not ledger.exists():
            file = tmp_path / "document.json"
            file.write_text(json.dumps(document or json.loads(sample())), encoding="utf-8")
            assert main(["import", str(ledger), str(file)], today=TODAY) == 0
            capsys.readouterr()
        status = main([command, str(ledger), *words, "--lang", lang], today=TODAY)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return status, out, err

    return running


def sample():
    return resource("sample", "sample.json").read_text(encoding="utf-8")


def invented(tmp_path: Path, **changes) -> str:
    file = tmp_path / "2027.json"
    file.write_text(json.dumps(INVENTED_2027 | changes), encoding="utf-8")
    return str(file)


class TestFindings:
    def test_each_names_record_clause_stake_and_answer(self, run):
        status, out, _ = run("findings")
        assert status == 0
        line = next(line for line in out.splitlines() if "687.54" in line)
        # 687.54 on the bill, 347.20 + 171.34 + 80.00 on its lines.
        assert {"账单", "b-2026-10", "3.2.4", "89.00", "账单异议函"} <= set(re.split(r"\s+", line))

    def test_as_json(self, run):
        found = json.loads(run("findings", "--json")[1])
        total = next(one for one in found if one["code"] == "total_not_lines")
        assert (total["record"], total["amount"], total["answer"]) == ("b-2026-10", "89.00", "bill_objection")

    @pytest.mark.parametrize(("within", "near"), [("1", False), ("2", True)])
    def test_within_days(self, run, within, near):
        codes = {one["code"]: one for one in json.loads(run("findings", "--within", within, "--json")[1])}
        assert ("deadline_near" in codes) is near  # the bill of October must be answered by 2026-11-25

    def test_the_own_copy_is_quoted_once_a_clause(self, run):
        made = json.loads(sample())
        text = "第三条 云朵\n3.2 费用\n3.2.3 云朵先付后用。\n3.2.4 账单自交付起算，云朵按朵计。\n3.2.5 云朵不退。\n"
        made["agreement_copies"] = [{"id": "c-1", "name": "自备.txt", "text": text, "imported_on": "2026-11-01"}]
        out = run("findings", document=made)[1]
        assert out.count("协议原文 3.2.4\n  账单自交付起算，云朵按朵计。") == 1
        assert "云朵不退" not in out
        quotes = {one["clause"]: one.get("quote") for one in json.loads(run("findings", "--json")[1])}
        assert quotes.pop("3.2.4") == "账单自交付起算，云朵按朵计。"
        assert quotes
        assert not any(quotes.values())

    def test_nothing_to_find(self, run):
        assert run("findings", document=only())[:2] == (0, "没有发现问题。\n")

    def test_in_english_no_chinese_but_the_records_own(self, run):
        made = only(invoices=[{"id": "i", "received_at": "2026-11-11T10:00:00+08:00", "amount": "1.00"}])
        status, out, _ = run("findings", document=made, lang="en")
        assert status == 0
        assert "Invoice i" in out
        assert not re.search(r"[\u4e00-\u9fff]", out)


class TestWhatIf:
    def test_a_payment(self, run):
        # Deadline 2026-11-03, 180.00 open: 1.80 a day less from 2026-11-24 on.
        status, out, _ = run("what-if", "--pay", "i-2026-09:180.00@2026-11-24", "--as-of", "2026-12-03", "--json")
        found = {(one["kind"], one["record"]): one for one in json.loads(out)}
        fee = found["late_fee", "i-2026-09"]
        assert status == 0
        assert round(float(fee["before"]) - float(fee["after"]), 2) == 9 * 1.80
        assert found["outstanding", "i-2026-09"]["after"] == "0.00"
        assert found["payment_deadline", "i-2026-09"]["after_status"] == "paid_late"

    def test_several_at_once_and_the_ledger_stays(self, run):
        before = run("assess", "--json")[1]
        words = ["--object", "b-2026-10@2026-11-23", "--end", "cvm-1@2026-11-23", "--pay", "180.00@2026-11-23"]
        status, out, _ = run("what-if", *words)
        assert status == 0
        assert {"账单异议期限", "数据保留至", "未付金额"} <= set(re.split(r"\s+", out))
        assert run("assess", "--json")[1] == before

    def test_nothing_changes(self, run):
        # What is supposed is what is on record already.
        status, out, _ = run("what-if", "--object", "b-2026-09@2026-10-13")
        assert status == 0
        assert out.splitlines() == [f"截至 {TODAY}，不作假设与作了假设之间的变化：", "没有数值因此变化。"]

    def test_nothing_supposed_is_wrong_usage(self, run):
        status, out, err = run("what-if")
        assert (status, out) == (2, "")
        assert "--pay、--object 或 --end" in err

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ("i-2026-09:180.00@2026-13-01", ["“2026-13-01”不是日期", "YYYY-MM-DD"]),
            ("i-2026-09:180.00@tomorrow", ["“tomorrow”不是日期", "YYYY-MM-DD"]),
            ("1,800.00@2026-11-24", ["“1,800.00”不能是付款金额", "不带千位分隔号"]),
            ("0.001@2026-11-24", ["“0.001”不能是付款金额", "两位小数"]),
            ("180.00", ["应以 @ 和日期结尾"]),
        ],
    )
    def test_what_is_wrong_with_it_is_said_and_how_it_is_written(self, run, given, says):
        status, out, err = run("what-if", "--pay", given)
        assert (status, out) == (2, "")
        assert all(each in err for each in [*says, "i-1:100.00@2026-11-30"])

    def test_of_acts_still_to_come_what_they_will_have_changed(self, run):
        # Paid a week from now, 180.00 stop costing 1.80 a day: on that day the fee is the same, the debt is gone.
        status, out, _ = run("what-if", "--pay", "i-2026-09:180.00@2026-11-30")
        assert status == 0
        assert out.startswith("截至 2026-11-30，")
        assert re.search(r"未付金额 +发票 i-2026-09 +180.00 元 .* 0.00 元", out)

    @pytest.mark.parametrize(
        "words",
        [
            ("--pay", "i-2026-09"),
            ("--pay", "i-2026-09:0.00@2026-11-24"),
            ("--pay", "1.001@2026-11-24"),
            ("--object", "b-2026-10@2026-02-30"),
            ("--end", "cvm-1"),
        ],
    )
    def test_wrong_words_are_wrong_usage(self, run, words):
        status, _, err = run("what-if", *words)
        assert status == 2
        assert any(part in err.splitlines()[-1] for part in re.split("[:@]", words[1]))

    def test_a_record_that_is_not_there(self, run):
        assert run("what-if", "--object", "b-1999@2026-11-24")[0] == 1


class TestCalendar:
    @pytest.fixture
    def bill(self):
        sent = {"sent_at": "2027-02-03T10:00:00+08:00", "channel": "electronic"}
        return only(bills=[{"id": "b", "account": "a", "period": "2027-01", "total": "1.00", **sent}])

    @pytest.mark.parametrize(("text", "says"), [("no", "“JSON”"), ("{}", "“JSON”"), ('{"format": "x"}', "“JSON”")])
    def test_what_is_no_arrangement_is_named(self, run, bill, tmp_path, text, says):
        file = tmp_path / "2027.json"
        file.write_text(text, encoding="utf-8")
        status, _, err = run("calendar", str(file), document=bill)
        assert status == 1
        assert err.startswith(f"{file} 不是可用的节假日安排文件")
        assert says in err

    def test_dates_that_moved_are_listed(self, run, bill, tmp_path):
        words = (invented(tmp_path), "--as-of", "2027-02-03")
        status, out, _ = run("calendar", *words, document=bill)
        # 3 February is Wednesday: 4 (Thu), then Sunday 14, 15, 16 and 17 are worked.
        assert status == 0
        assert "2027-02-17" in out
        figure = json.loads(run("assess", "--as-of", "2027-02-03", "--json")[1])
        deadline = next(one for one in figure["figures"] if one["kind"] == "bill_objection_deadline")
        assert (deadline["value"], deadline["provisional"]) == ("2027-02-17", False)
        assert figure["calendar"]["official_through"] == "2027-12-31"

    def test_it_goes_out_with_the_ledger_and_can_be_replaced(self, run, bill, tmp_path):
        run("calendar", invented(tmp_path), document=bill)
        assert json.loads(run("export")[1])["arrangements"][0]["id"] == "2027"
        shorter = [INVENTED_2027["spans"][0], {"name": "春节", "from": "2027-02-05", "to": "2027-02-11"}]
        words = (invented(tmp_path, spans=shorter), "--as-of", "2027-02-03")
        assert "2027-02-16" in run("calendar", *words)[1]

    def test_nothing_moves(self, run, tmp_path):
        assert run("calendar", invented(tmp_path))[:2] == (0, "已加入 2027 年安排，没有日期变动。\n")

    @pytest.mark.parametrize(
        "changes",
        [{"adjusted_working": ["2027-01-29"]}, {"year": 2028}, {"spans": []}, {"format": "x"}, {"statutory": "x"}],
    )
    def test_a_file_that_cannot_be_used_changes_nothing(self, run, tmp_path, changes):
        status, _, err = run("calendar", invented(tmp_path, **changes))
        assert (status, len(err.splitlines())) == (1, 1)
        assert "arrangements" not in json.loads(run("export")[1])

    def test_no_file_and_no_text(self, run, tmp_path):
        assert run("calendar", str(tmp_path / "none.json"))[0] == 1
        (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
        assert run("calendar", str(tmp_path / "bytes.json"))[0] == 1

    def test_a_bundled_year_can_be_loaded_as_a_file(self, run):
        assert Calendar.bundled().official_through == date(2026, 12, 31)
        assert run("calendar", str(resource("calendars", "2026.json")))[0] == 0
