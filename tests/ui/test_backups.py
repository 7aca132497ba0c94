"""Backing up and restoring in the window: what is asked, what is said, and that the ledger is the one meant."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from models.facts.records import Account
from models.ledger import acts
from models.ledger.ledger import open_ledger
from models.ledger.source_acts import Choices, import_provider_bills
from models.ledger.verify import verify
from ui.application import Program
from ui.history.wording import differences
from ui.importing.told import size_told
from ui.welcome import WelcomeWindow
from ui.window import LedgerWindow


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Answer the file dialogs beforehand, as they would wait inside this process; gives what they suggested."""

    def answer(*, opening: Path | str = "", saving: Path | str = "") -> list[str]:
        suggested: list[str] = []

        def asked(_window: object, _title: str, suggestion: str, *_: object, to: Path | str, **_named: object):
            suggested.append(suggestion)
            return str(to), ""

        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: asked(*a, to=opening, **k))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: asked(*a, to=saving, **k))
        return suggested

    return answer


@pytest.fixture
def back_up(qtbot: QtBot, answers: Callable) -> Callable[..., list[str]]:
    """Back up a window's ledger to a path and wait until that is done; gives the name that was suggested."""

    def done(window: LedgerWindow, path: Path) -> list[str]:
        suggested: list[str] = answers(saving=path)
        window.do("back_up")
        assert not window.isEnabled()
        qtbot.waitUntil(window.isEnabled)
        return suggested

    return done


@pytest.fixture
def restore(window: LedgerWindow, qtbot: QtBot, answers: Callable, dialog: Callable) -> Callable[..., list[str]]:
    """Restore a backup over the window's ledger, and answer what is asked; gives the names that were suggested."""

    def done(backup: Path, answer: str) -> list[str]:
        suggested: list[str] = answers(opening=backup, saving=window.session.ledger.path)
        window.do("restore")
        button = next(each for each in dialog(QMessageBox).findChildren(QPushButton) if each.text() == answer)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        return suggested

    return done


def ledgers(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.glob("*.clauseledger"))


def test_a_backup_is_made_while_the_ledger_is_open(window: LedgerWindow, back_up: Callable, tmp_path: Path):
    window.session.enter(Account("new"))
    suggested = back_up(window, tmp_path / "copy.backup")
    assert Path(suggested[0]).name == "sample-2026-11-23.backup"
    assert window.messages.line.text() == f"已备份并核对完好：{tmp_path / 'copy.backup'}"
    with open_ledger(tmp_path / "copy.backup") as copy:
        assert copy.facts == window.session.facts
        assert verify(copy) == []


def test_a_backup_is_never_written_over_a_file(
    window: LedgerWindow, back_up: Callable, dialog: Callable, tmp_path: Path
):
    (tmp_path / "copy.backup").write_text("mine", encoding="utf-8")
    back_up(window, tmp_path / "copy.backup")
    assert "已存在" in dialog(QMessageBox).informativeText()
    assert (tmp_path / "copy.backup").read_text(encoding="utf-8") == "mine"


def test_the_open_ledger_goes_back_to_its_backup_and_stays_beside_it(
    program: Program, qtbot: QtBot, back_up: Callable, restore: Callable, tmp_path: Path
):
    window = program.window
    assert isinstance(window, LedgerWindow)
    path, before = window.session.ledger.path, window.session.facts
    back_up(window, tmp_path / "copy.backup")
    window.session.enter(Account("later"))
    assert restore(tmp_path / "copy.backup", "移开并恢复")[1] == str(path)
    qtbot.waitUntil(lambda: isinstance(program.window, LedgerWindow) and program.window is not window)
    shown = program.window
    assert isinstance(shown, LedgerWindow)
    assert shown.session.facts == before
    moved = ledgers(path)[0]
    assert shown.messages.line.text() == f"已恢复：sample.clauseledger。原来的账本现在是 {moved}"
    with open_ledger(path.with_name(moved)) as aside:
        assert "later" in aside.facts.accounts


def test_when_it_is_kept_nothing_happens(
    program: Program, window: LedgerWindow, back_up: Callable, restore: Callable, tmp_path: Path
):
    back_up(window, tmp_path / "copy.backup")
    restore(tmp_path / "copy.backup", "保留它")
    assert program.window is window
    assert ledgers(window.session.ledger.path) == ["sample.clauseledger"]
    window.session.enter(Account("still open"))


def test_from_the_welcome_to_a_new_place(
    program: Program, qtbot: QtBot, answers: Callable, back_up: Callable, tmp_path: Path
):
    program.answer("sample")
    assert isinstance(program.window, LedgerWindow)
    facts = program.window.session.facts
    back_up(program.window, tmp_path / "copy.backup")
    program.answer("close_ledger")
    assert isinstance(program.window, WelcomeWindow)
    suggested = answers(opening=tmp_path / "copy.backup", saving=tmp_path / "again")
    qtbot.mouseClick(program.window.restore, Qt.MouseButton.LeftButton)
    assert Path(suggested[1]).name == "copy.clauseledger"
    qtbot.waitUntil(lambda: isinstance(program.window, LedgerWindow))
    assert isinstance(program.window, LedgerWindow)
    assert program.window.session.ledger.path == tmp_path / "again.clauseledger"
    assert program.window.session.facts == facts


def test_what_is_no_backup_is_said_and_the_ledger_is_open_again(
    program: Program, qtbot: QtBot, restore: Callable, dialog: Callable, tmp_path: Path
):
    window = program.window
    assert isinstance(window, LedgerWindow)
    other, path, before = tmp_path / "other.backup", window.session.ledger.path, window.session.facts
    other.write_text("这不是账本", encoding="utf-8")
    restore(other, "移开并恢复")
    qtbot.waitUntil(lambda: isinstance(program.window, LedgerWindow) and program.window is not window)
    assert "other.backup 不是本程序的账本文件" in dialog(QMessageBox).informativeText()
    assert isinstance(program.window, LedgerWindow)
    assert program.window.session.facts == before
    assert ledgers(path) == ["sample.clauseledger"]


def test_dialogs_given_up_change_nothing(program: Program, window: LedgerWindow, answers: Callable, tmp_path: Path):
    chosen: dict[str, Path]
    for chosen in ({}, {"opening": tmp_path / "copy.backup"}):
        answers(**chosen)
        window.do("restore")
        window.do("back_up")
        assert program.window is window
        assert window.isEnabled()


@pytest.mark.parametrize("answer", ["保持不变", "缩小"])
def test_the_file_gets_smaller_after_a_question(window: LedgerWindow, qtbot: QtBot, dialog: Callable, answer: str):
    ledger = window.session.ledger
    file = Path(__file__).parents[1] / "files" / "l3-2026-09.csv"
    import_provider_bills(ledger, [file], Choices(keep_up_to=0))
    acts.undo(ledger)
    acts.enter(ledger, Account("later"))
    window.session.look_again()
    window.do("compact")
    box = dialog(QMessageBox)
    assert box.text() == "将清除 397 行：它们所属的导入已撤销，且不能再重做。"
    assert box.informativeText().endswith("l3-2026-09.csv")
    button = next(each for each in box.findChildren(QPushButton) if each.text() == answer)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    if answer == "缩小":
        qtbot.waitUntil(lambda: window.messages.line.text().startswith("账本文件缩小了 "))
    qtbot.waitUntil(window.isEnabled)
    kept = ledger.connection.execute("SELECT COUNT(*) FROM provider_rows").fetchone()[0]
    assert (kept, ledger.acts()[0].act) == ((0, "compact") if answer == "缩小" else (397, "enter_account"))
    assert verify(ledger) == []
    if answer == "缩小":
        told = [
            (each.field, each.before)
            for each in differences(ledger.altered(ledger.entries)[0][0], window.session.words)
        ]
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        assert told == [("名称", file.name), ("大小", size_told(file.stat().st_size)), ("SHA-256", sha256)]
