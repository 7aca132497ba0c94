"""Files of several kinds by one command: each kind in its turn, each an act of its own, what is refused said."""

import json
from datetime import date
from pathlib import Path

import pytest

from models.ledger.ledger import open_ledger
from tests.files import make_account_files, make_invoices, make_mail, make_provider_bills, make_statements
from tests.models import samples
from ui.commands.commandline import main

LEDGER = "l.clauseledger"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command in a folder with files of several kinds; give exit status, output and complaints."""
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    files = {
        "folder/month.zip": make_provider_bills.month(),
        "folder/a.xml": make_invoices.xml(),
        "folder/orders.csv": make_account_files.files()["orders-2026-09.csv"],
        "bank.csv": make_statements.icbc(),
        "notice.eml": make_mail.message(),
        "facts.json": json.dumps(samples.only()).encode(),
        "photo.png": b"\x89PNG\r\n\x1a\n",
    }
    for name, content in files.items():
        Path(name).write_bytes(content)

    def running(*words):
        status = main([*map(str, words)], today=date(2026, 11, 23))
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, out, err

    return running


def test_a_folder_and_files_come_in_one_kind_after_the_other_each_an_act(run):
    status, out, err = run("import", LEDGER, "photo.png", "notice.eml", "bank.csv", "folder", "facts.json",
                           "--kind", "suggested", "--account", make_account_files.UIN)  # fmt: skip
    heads = [line for line in out.splitlines() if not line.startswith(" ")]
    assert [head.partition("　")[2].partition("：")[0] for head in heads] == [
        "交换文件", "服务商账单", "电子发票", "收支明细、订单、代金券", "资金流水", "邮件", "其他文件",
    ]  # fmt: skip
    assert (status, err.count("\n"), err.split(":")[0]) == (1, 1, "photo.png")
    assert "evidence" in err
    with open_ledger(Path(LEDGER)) as ledger:
        acts = [entry.act for entry in ledger.history()]
        facts = ledger.facts
    assert acts == ["import_mail", "import_statement", "import_account_file", "import_invoice",
                    "import_provider_bill", "import", "create_ledger"]  # fmt: skip
    assert make_invoices.NUMBER in facts.invoices
    assert facts.statement_lines
    assert facts.notices


def test_what_is_refused_of_one_kind_keeps_no_other_away(run):
    run("import", LEDGER, "facts.json")
    status, out, err = run("import", LEDGER, "folder/a.xml", "notice.eml", "--json")
    told = json.loads(out)
    assert (status, "--kind" in err) == (1, True)
    assert [(one["kind"], one["outcome"]["imported"]) for one in told["kinds"]] == [("invoice", True), ("mail", False)]
    assert [each["code"] for one in told["kinds"] for each in one["problems"]] == ["mail_kind_unconfirmed"]
    Path("b.xml").write_text("<EInvoice>", encoding="utf-8")
    status, out, err = run("import", LEDGER, "b.xml", "notice.eml", "--kind", "suggested")
    assert (status, "没有导入" in out, err.startswith("b.xml")) == (1, True, True)
    with open_ledger(Path(LEDGER)) as ledger:
        assert len(ledger.facts.notices) == 1
        assert list(ledger.facts.invoices) == [make_invoices.NUMBER]


def test_a_preview_of_any_kind_changes_nothing(run):
    assert run("import", "new.clauseledger", "facts.json", "--preview")[0] == 0
    assert not Path("new.clauseledger").exists()
    run("import", LEDGER, "facts.json")
    before = Path(LEDGER).read_bytes()
    document = samples.only(accounts=[{"id": "a-1", "label": "x"}])
    Path("facts.json").write_text(json.dumps(document), encoding="utf-8")
    status, out, _ = run("import", LEDGER, "folder", "bank.csv", "facts.json", "notice.eml", "--preview")
    assert (status, out.count("预览") + out.count("若导入")) == (1, 5)
    assert Path(LEDGER).read_bytes() == before
