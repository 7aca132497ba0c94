"""The commands that print accounts."""

from datetime import date
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook

from ui.commands.commandline import main

ROOT = Path(__file__).parents[3]
SPAN = ("--from", "2026-01-01", "--to", "2026-11-23")


def run(*words):
    return main([*words], today=date(2026, 11, 23))


def test_a_fee_statement_and_a_workbook_are_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run("import", "l", str(ROOT / "resources" / "sample" / "sample.json")) == 0
    assert run("fee-statement", "l", "i-2026-09", "-o", "fee.pdf") == 0
    assert run("settlement", "l", *SPAN, "-o", "s.xlsx") == 0
    assert run("settlement", "l", *SPAN, "-o", "s.pdf") == 0
    assert [Path(name).read_bytes()[:2] for name in ("fee.pdf", "s.xlsx", "s.pdf")] == [b"%P", b"PK", b"%P"]
    assert capsys.readouterr().err == ""
    assert run("fee-statement", "l", "nowhere", "-o", "x.pdf") == 1
    assert not Path("x.pdf").exists()


def test_both_come_in_english_on_demand(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("import", "l", str(ROOT / "resources" / "sample" / "sample.json")) == 0
    assert run("fee-statement", "l", "i-2026-09", "-o", "fee.pdf", "--language", "en") == 0
    assert run("settlement", "l", *SPAN, "-o", "s.pdf", "--language", "en") == 0
    assert run("settlement", "l", *SPAN, "-o", "s.xlsx", "--own", "--language", "en") == 0
    assert titles("fee.pdf")[0] == "Late-Fee Statement"
    assert titles("s.pdf")[0] == "Settlement Summary"
    book = load_workbook("s.xlsx")
    assert book.sheetnames[0] == "Balance of unpaid invoices"
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))
    services = ("云数据库 MySQL", "内容分发网络 CDN", "对象存储 COS", "云服务器 CVM")
    left = [text for text in cells if any("\u3000" <= char <= "\u9fff" for char in text) and text not in services]
    assert left == []


def titles(name):
    with pypdfium2.PdfDocument(Path(name)) as opened:
        return [item.get_title() for item in opened.get_toc() if item.level == 0]


def test_the_settlement_s_editions_and_accounts(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run("import", "l", str(ROOT / "resources" / "sample" / "sample.json")) == 0
    assert run("settlement", "l", *SPAN, "-o", "shared.pdf") == 0
    assert run("settlement", "l", *SPAN, "--own", "-o", "own.pdf") == 0
    assert run("settlement", "l", *SPAN, "--own", "-o", "own.xlsx") == 0
    assert titles("shared.pdf")[0] == "结算对账单"
    assert titles("own.pdf")[0] == "结算对账单（自用版）"
    assert "对服务商的主张" in load_workbook("own.xlsx").sheetnames
    assert run("settlement", "l", *SPAN, "--account", "100000000000", "-o", "one.pdf") == 0
    capsys.readouterr()
    assert run("settlement", "l", *SPAN, "--account", "nowhere", "-o", "none.pdf") == 1
    assert "nowhere" in capsys.readouterr().err
    assert not Path("none.pdf").exists()


def test_a_binding_margin_is_set_or_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run("import", "l", str(ROOT / "resources" / "sample" / "sample.json")) == 0
    assert run("fee-statement", "l", "i-2026-09", "-o", "fee.pdf", "--binding", "10", "--two-sided") == 0
    with pypdfium2.PdfDocument(Path("fee.pdf")) as opened:
        assert [round(page.get_mediabox()[0]) for page in opened] == [-28, 28]
    capsys.readouterr()
    assert run("fee-statement", "l", "i-2026-09", "-o", "x.pdf", "--binding", "21") == 1
    assert "21" in capsys.readouterr().err
    assert not Path("x.pdf").exists()
