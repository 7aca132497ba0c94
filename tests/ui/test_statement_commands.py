"""The commands that print accounts."""

from datetime import date
from pathlib import Path

from ui.commandline import main

ROOT = Path(__file__).parents[2]
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
