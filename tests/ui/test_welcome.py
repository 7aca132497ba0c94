"""The welcome: a new ledger, an existing one, the sample, recent ones; and what cannot be opened."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import activate, write
from ui import languages
from ui.application import Program
from ui.beginning import NewLedgerDialog
from ui.settings import recent_ledgers, remember_ledger
from ui.welcome import WelcomeWindow
from ui.window import LedgerWindow


def test_it_opens_on_the_welcome_and_the_sample_is_one_click_away(program: Program, qtbot: QtBot):
    program.begin(None)
    assert isinstance(program.window, WelcomeWindow)
    activate(qtbot, program.window)
    assert program.window.new.hasFocus()
    qtbot.mouseClick(program.window.sample, Qt.MouseButton.LeftButton)
    assert isinstance(program.window, LedgerWindow)
    assert program.window.session.facts.invoices
    program.answer("close_ledger")
    assert isinstance(program.window, WelcomeWindow)
    assert program.window.recent.count() == 1
    program.window.recent.setCurrentRow(0)
    qtbot.keyClick(program.window.recent, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window, LedgerWindow))


def test_a_ledger_given_at_the_start_is_opened(program: Program, window: LedgerWindow, qapp: QApplication):
    path = window.session.ledger.path
    program.answer("close_ledger")
    qapp.processEvents()
    program.begin(path)
    assert isinstance(program.window, LedgerWindow)


def test_what_is_no_ledger_is_said_and_the_welcome_stays(program: Program, dialog: Callable, tmp_path: Path):
    other = tmp_path / "notes.clauseledger"
    other.write_text("not a ledger")
    program.begin(other)
    assert str(other) in dialog(QMessageBox).informativeText()
    assert isinstance(program.window, WelcomeWindow)


def test_the_new_ledger_says_at_the_field_what_is_missing(program: Program, qtbot: QtBot, dialog: Callable):
    program.begin(None)
    program.answer("new_ledger")
    new = dialog(NewLedgerDialog)
    qtbot.keyClick(new.customer, Qt.Key.Key_Return)
    assert new.problems["customer.name"].text() == "缺少必填项。"
    assert new.problems["signed_on"].text() == "缺少必填项。"
    write(qtbot, new.customer, "甲公司")
    assert Path(new.file.text()).name == "甲公司.clauseledger"
    qtbot.keyClicks(new.signed_on, "2021-11-08")
    Path(new.file.text()).write_text("taken")
    qtbot.keyClick(new.customer, Qt.Key.Key_Return)
    assert "已存在" in new.problems["file"].text()
    assert Path(new.file.text()).read_text() == "taken"


def test_recent_ledgers_are_those_still_there_the_last_first(program: Program, tmp_path: Path):
    assert program.language == "zh"
    for number in range(10):
        path = tmp_path / f"{number}.clauseledger"
        path.touch()
        remember_ledger(path)
    remember_ledger(tmp_path / "5.clauseledger")
    (tmp_path / "9.clauseledger").unlink()
    assert [path.stem for path in recent_ledgers()] == ["5", "8", "7", "6", "4", "3", "2"]


def test_the_language_chosen_is_remembered(program: Program):
    program.begin(None)
    assert languages.preferred() == "zh"
    program.answer("language")
    assert languages.preferred() == "en"
    assert languages.preferred(["--lang", "zh"]) == "zh"
    assert languages.preferred(["--lang=zh"]) == "zh"
    assert languages.preferred(["--lang", "xx"]) == "zh"


def test_one_click_opens_a_recent_ledger_and_the_sample_is_called_so(
    program: Program, window: LedgerWindow, qtbot: QtBot
):
    path = window.session.ledger.path
    program.answer("close_ledger")
    recent = program.window.recent
    assert [recent.item(row).text() for row in range(recent.count())] == ["示例账本"]
    qtbot.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=recent.visualItemRect(recent.item(0)).center())
    assert isinstance(program.window, LedgerWindow)
    assert program.window.session.ledger.path == path
