"""The command ``agreement`` as a user types it, and the user's own words in ``explain``."""

from datetime import date

import pytest

from models.ledger import acts
from models.vocabulary import vocabulary
from tests.models import samples
from tests.models.clauses import invented
from ui.commands.commandline import main

TODAY = date(2026, 11, 23)


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "test.clauseledger"
    acts.make_from(path, samples.read(samples.only()))
    return path


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "协议.txt"
    path.write_text(invented.TEXT, encoding="utf-8")
    return path


@pytest.fixture
def run(ledger, capsys):
    def running(*arguments):
        status = main(["agreement", str(ledger), *map(str, arguments)], today=TODAY)
        said = capsys.readouterr()
        return status, said.out, said.err

    return running


@pytest.fixture
def imported(run, file):
    run("import", file)


def test_import_says_what_was_found(run, file):
    status, out, err = run("import", file)
    assert (status, err) == (0, "")
    assert f"{len(invented.NUMBERS) - 2} 条，1 至 7.1" in out
    status, out, _ = run("import", file)
    assert (status, out) == (0, vocabulary("zh").text("command.agreement_unchanged", file=file) + "\n")


def test_import_reports_odd_numbers_and_headers(run, file):
    file.write_text("第一条 甲\n1.1 云。\n第 1 页\n1.3 雨。", encoding="utf-8")
    status, out, err = run("import", file)
    assert status == 0
    assert "第 1 页" in out
    assert "从 1.1 跳到 1.3" in err


@pytest.mark.usefixtures("imported")
def test_clauses_are_listed_in_order(run):
    status, out, _ = run("clauses", "--lang", "en")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == invented.NUMBERS


@pytest.mark.usefixtures("imported")
def test_a_clause_is_shown_with_what_is_below_and_its_closing_last(run):
    assert run("show", "6.2")[1].splitlines() == [
        "6.2 乙方发出的通知在以下情况下视为收到：",
        "6.2.1 当面交给的，签收时视为收到。",
        "6.2.2 鸽子送出的，第3个自然日视为收到。",
        "如果收到当天放假，则以放假后第一个工作日为准。",
    ]
    assert run("show", "第五条")[1].startswith("5 下雨\n云朵下雨时")
    assert run("show", "3.2.2")[1].splitlines()[1] == "（1） 当月退回的，直接退回。"
    assert run("show", "尾部")[1].startswith("尾部 （正文完）")


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("words", "found"),
    [(["鸽子"], ["6.2.2"]), (["钥匙", "立即"], ["2.2"]), (["伞"], ["5"]), (["１９２"], ["2.1"]), (["户名"], ["3.2.1"])],
)
def test_search_shows_where(run, words, found):
    status, out, _ = run("search", *words)
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == found


@pytest.mark.usefixtures("imported")
def test_nothing_found_is_no_fault(run):
    assert run("search", "大象") == (0, vocabulary("zh").text("command.agreement_nothing_found") + "\n", "")


@pytest.mark.parametrize("arguments", [["clauses"], ["show", "1.1"], ["search", "云"]])
def test_without_a_copy_it_says_what_to_do(run, arguments):
    assert run(*arguments) == (1, "", vocabulary("zh").text("problem.no_agreement_copy") + "\n")


@pytest.mark.usefixtures("imported")
def test_faults_and_wrong_usage(run, tmp_path):
    assert run("show", "99")[0] == 1
    assert run("import", tmp_path / "none.pdf")[0] == 1
    assert run("import", tmp_path)[0] == 1
    assert run()[0] == 2
    assert run("sing")[0] == 2
    assert run("search")[0] == 2


def test_explain_quotes_the_users_own_words(tmp_path, capsys):
    invoice = {"id": "i-1", "amount": "100.00", "received_at": "2026-09-01T10:00:00+08:00"}
    path = tmp_path / "late.clauseledger"
    acts.make_from(path, samples.read(samples.only(invoices=[invoice])))

    def explained():
        assert main(["explain", str(path), "payment_deadline", "i-1"], today=TODAY) == 0
        return capsys.readouterr().out

    heading = vocabulary("zh").text("column.own_words", clause="3.2.4")
    assert heading not in explained()
    copy = tmp_path / "协议.txt"
    copy.write_text(
        "第三条 服务\n3.1 云。\n3.2 费用\n3.2.1 甲。\n3.2.2 乙。\n3.2.3 丙。\n3.2.4 收到后付费。", encoding="utf-8"
    )
    assert main(["agreement", str(path), "import", str(copy)], today=TODAY) == 0
    capsys.readouterr()
    assert explained().endswith(f"{heading}\n  收到后付费。\n")
