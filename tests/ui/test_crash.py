"""An unexpected fault: a sentence for the user, a report in a file, never a traceback on screen."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from ui import crash
from ui.application import Program
from ui.window import LedgerWindow
from ui.work import Work


def test_a_fault_is_told_in_a_sentence_and_reported_in_a_file(
    program: Program, window: LedgerWindow, dialog: Callable, tmp_path: Path
):
    assert program.window is window
    fault = ZeroDivisionError("details nobody should read on screen")
    crash.hook(tmp_path / "reports")(type(fault), fault, None)
    box = dialog(QMessageBox)
    (file,) = (tmp_path / "reports").iterdir()
    assert box.text() == "发生了意外错误，账本保持原样。"
    assert str(file) in box.informativeText()
    assert "details nobody" not in box.text() + box.informativeText() + box.detailedText()
    assert "ZeroDivisionError: details nobody" in file.read_text()


def test_a_fault_is_told_even_when_no_report_can_be_written(window: LedgerWindow, dialog: Callable, tmp_path: Path):
    (tmp_path / "file").touch()
    fault = RuntimeError("x")
    crash.hook(tmp_path / "file")(type(fault), fault, None)
    assert dialog(QMessageBox).informativeText() == ""
    assert window.isEnabled()


def test_a_fault_that_comes_again_is_told_once_while_its_message_stands(
    window: LedgerWindow, dialog: Callable, tmp_path: Path
):
    assert window.isEnabled()

    def fail(divide: Callable[[], object]) -> None:
        try:
            divide()
        except ArithmeticError as fault:
            crash.hook(tmp_path)(type(fault), fault, None)

    def one() -> object:
        return 1 / 0

    def another() -> object:
        return 2 / 0

    fail(one)
    dialog(QMessageBox)
    fail(one)
    assert len(list(tmp_path.glob("crash-*"))) == 1
    fail(another)
    assert len(list(tmp_path.glob("crash-*"))) == 2
    for box in [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]:
        box.done(0)
    fail(one)
    assert len(list(tmp_path.glob("crash-*"))) == 3
    dialog(QMessageBox).done(0)


def test_it_is_installed_for_the_whole_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install(tmp_path)
    assert sys.excepthook is not sys.__excepthook__


def test_a_fault_in_work_off_the_screen_reaches_the_screen_and_frees_the_window(window: LedgerWindow, qtbot):
    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as faults:
        Work(window, fail, lambda _: None, lambda _: None).start("…")
        assert not window.isEnabled()
        qtbot.waitUntil(lambda: bool(faults))
    assert faults[0][0] is ZeroDivisionError
    assert window.isEnabled()
    qtbot.waitUntil(gc.isenabled)  # other work beside the screen may hold it a moment longer
