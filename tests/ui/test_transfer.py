"""Files in and out of the window: import with its conflicts, export."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from models.exchange.document import read, read_file, write
from models.exchange.package import read_file as read_package
from models.problems import LISTED
from ui.exporting import ENDINGS
from ui.window import LedgerWindow


def changed_file(window: LedgerWindow, folder: Path) -> Path:
    """Write the ledger's document with another reference on payment p-1 and one more payment."""
    document = write(window.session.facts)
    document["payments"][0]["reference"] = "T-1"
    document["payments"].append({"id": "p-9", "paid_on": "2026-11-22", "amount": "1.00", "method": "bank"})
    file = folder / "facts.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def button(box: QMessageBox, text: str) -> QPushButton:
    return next(each for each in box.findChildren(QPushButton) if each.text() == text)


def test_conflicts_are_listed_and_the_ledger_is_kept(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, tmp_path: Path
):
    before = window.session.facts
    window.transfer.take_in(changed_file(window, tmp_path))
    box = dialog(QMessageBox)
    assert "1 条记录" in box.text()
    assert box.informativeText() == "付款 p-1: 凭证号"
    qtbot.mouseClick(button(box, "保留账本"), Qt.MouseButton.LeftButton)
    assert window.session.facts == before


def test_of_many_conflicts_the_count_is_told_and_that_not_all_are_listed(
    window: LedgerWindow, dialog: Callable, tmp_path: Path
):
    document = write(window.session.facts)
    for number in range(LISTED + 50):
        document["accounts"].append({"id": f"x{number}", "label": "旧"})
    window.session.merged(window.session.merging(read(json.dumps(document)), update=False)())
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(document).replace(json.dumps("旧"), json.dumps("新")), encoding="utf-8")
    window.transfer.take_in(file)
    box = dialog(QMessageBox)
    assert f"{LISTED + 50} 条记录" in box.text()
    lines = box.detailedText().splitlines()
    assert len(lines) == LISTED + 1
    assert "其余没有列出" in lines[-1]


def test_the_file_wins_when_told_so_and_that_can_be_undone(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, tmp_path: Path
):
    before = window.session.facts
    window.transfer.take_in(changed_file(window, tmp_path))
    qtbot.mouseClick(button(dialog(QMessageBox), "以文件为准"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "p-9" in window.session.facts.payments)
    assert window.session.facts.payments["p-1"].reference == "T-1"
    assert window.messages.line.text().startswith("已导入：新增 1 条，替换 1 条")
    assert window.isEnabled()
    qtbot.mouseClick(window.messages.undo_button, Qt.MouseButton.LeftButton)
    assert window.session.facts == before


def test_a_bad_file_is_refused_with_its_problems(window: LedgerWindow, qtbot: QtBot, dialog: Callable, tmp_path: Path):
    file = tmp_path / "bad.json"
    file.write_text('{"format": "clauseledger/1", "bills": [{"id": 1}]}', encoding="utf-8")
    window.transfer.take_in(file)
    box = dialog(QMessageBox)
    assert "$.agreement" in box.informativeText()
    assert "$.bills[0].id" in box.informativeText()
    qtbot.waitUntil(window.isEnabled)


def test_export_writes_what_import_reads(window: LedgerWindow, tmp_path: Path):
    window.session.exporting(tmp_path / "out.json")()
    assert read_file(tmp_path / "out.json") == window.session.facts
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_the_form_chosen_is_the_form_written_and_no_other_file_is_written_over(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    offered: list[str] = []
    wanted: list[str] = []

    def asked(*arguments: str) -> tuple[str, str]:
        offered[:] = arguments[-1].split(";;")
        return str(tmp_path / "out.json"), next(kind for kind in offered if wanted[-1] in kind)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    for ending in ENDINGS:
        wanted.append(ending)
        window.transfer.export_file()
        qtbot.waitUntil(window.isEnabled)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"out{ending}" for ending in ENDINGS)
    assert read_file(tmp_path / "out.json") == window.session.facts
    assert read_package(tmp_path / "out.zip").facts == window.session.facts
    assert "Liabilities:" in (tmp_path / "out.journal").read_text(encoding="utf-8")
    wanted.append(".zip")
    before = (tmp_path / "out.zip").stat().st_mtime_ns
    window.transfer.export_file()
    assert "out.zip" in dialog(QMessageBox).informativeText()
    assert (tmp_path / "out.zip").stat().st_mtime_ns == before
