"""The main job as a person does it, on a real X display where there is one: the program itself, keys, windows, files.

With Xvfb and xdotool on the PATH, ``main.py`` runs in a display of its own and is driven from outside; elsewhere the
same keys go to the same windows of the program off screen. Nothing is skipped.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from models.facts.facts import Facts
from models.ledger.ledger import open_ledger
from ui.application import Program

ROOT = Path(__file__).parents[2]
XVFB, XDOTOOL = shutil.which("Xvfb") or "", shutil.which("xdotool") or ""
REAL = bool(XVFB and XDOTOOL)
PATIENCE = 60
"""Seconds a window may take to appear on a busy machine."""
KEYS = {
    "Return": Qt.Key.Key_Return,
    "Tab": Qt.Key.Key_Tab,
    "space": Qt.Key.Key_Space,
    "comma": Qt.Key.Key_Comma,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Down": Qt.Key.Key_Down,
    "Right": Qt.Key.Key_Right,
}
HELD = {
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
}


class Hands(Protocol):
    """What a person does: wait for a window, press keys, type."""

    def window(self, title: str) -> None:
        """Wait for the window whose title holds a text, and look at it."""

    def press(self, *keys: str) -> None:
        """Press keys, e.g. ``ctrl+n``."""

    def write(self, text: str) -> None:
        """Type a text."""

    def rest(self) -> None:
        """Do nothing for a second, while the program goes on."""

    def save_as(self, path: Path) -> None:
        """Save what the window shows into a file."""

    def bring_in(self, path: Path) -> None:
        """Import a file."""


class OnDisplay:
    """Hands on a real display, from outside the program."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            [XDOTOOL, *words], env=self._environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        return done.stdout.strip()

    def window(self, title: str) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = self._do("search", "--onlyvisible", "--name", title).splitlines()
            if found:
                self._do("windowfocus", "--sync", found[-1])
                time.sleep(0.3)
                return
            time.sleep(0.1)
        shown = self._do("search", "--onlyvisible", "--name", ".", "getwindowname", "%@")
        pytest.fail(f"no window {title!r}; shown: {shown}")

    def press(self, *keys: str) -> None:
        self._do("key", "--delay", "40", *keys)
        time.sleep(0.15)

    def write(self, text: str) -> None:
        self._do("type", "--delay", "8", text)

    def rest(self) -> None:
        time.sleep(1)

    def save_as(self, path: Path) -> None:
        self.press("ctrl+s")
        self.window("保存")
        self.press("ctrl+a")
        self.write(str(path))
        self.press("Return")

    def bring_in(self, path: Path) -> None:
        self.press("ctrl+i")
        self.window("导入文件")
        self.write(str(path))
        self.press("Return")


class OffScreen:
    """The same hands inside this process, for machines without a display to try."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._front = None

    def window(self, title: str) -> None:
        def shown() -> list:
            return [each for each in QApplication.topLevelWidgets() if each.isVisible() and title in each.windowTitle()]

        self._qtbot.waitUntil(lambda: bool(shown()), timeout=PATIENCE * 1000)
        self._front = shown()[-1]
        self._front.activateWindow()
        self._qtbot.waitUntil(self._front.isActiveWindow)

    def _target(self):
        return QApplication.focusWidget() or self._front

    def press(self, *keys: str) -> None:
        for each in keys:
            *held, key = each.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for each_held in held:
                modifiers |= HELD[each_held]
            code = KEYS.get(key) or (Qt.Key.Key_F2 if key == "F2" else Qt.Key(ord(key.upper())))
            QTest.keyClick(self._target(), code, modifiers)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        QTest.keyClicks(self._target(), text)

    def rest(self) -> None:
        self._qtbot.wait(1000)

    def save_as(self, path: Path) -> None:
        """Answer the dialog beforehand, as it would wait inside this very process."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
            self.press("ctrl+s")

    def bring_in(self, path: Path) -> None:
        """Answer the dialog beforehand."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
            self.press("ctrl+i")


@pytest.fixture
def display(home: Path) -> Iterator[dict[str, str]]:
    """Give the environment of a display of its own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [XVFB, "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "HOME": str(home)}
    server.terminate()
    server.wait(timeout=PATIENCE)


@pytest.fixture
def start(request: pytest.FixtureRequest) -> Iterator[Callable[[], Hands]]:
    """Give what starts the program on its welcome and gives the hands to use it."""
    running: list[subprocess.Popen] = []
    environment = request.getfixturevalue("display") if REAL else {}

    def on_display() -> Hands:
        running.append(subprocess.Popen([sys.executable, str(ROOT / "main.py"), "--lang", "zh"], env=environment))
        return OnDisplay(environment)

    def off_screen() -> Hands:
        qapp = request.getfixturevalue("qapp")
        program: Program = request.getfixturevalue("program")
        assert qapp is not None
        program.begin(None)
        return OffScreen(request.getfixturevalue("qtbot"))

    yield on_display if REAL else off_screen
    for process in running:
        process.terminate()
        process.wait(timeout=PATIENCE)


def comes(path: Path) -> bool:
    """Wait for a file to be there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not path.exists():
        QApplication.processEvents()
        time.sleep(0.05)
    return path.exists()


def becomes(path: Path, holds: Callable[[Facts], object]) -> bool:
    """Wait for a ledger to hold something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        QApplication.processEvents()
        with open_ledger(path) as ledger:
            if holds(ledger.facts):
                return True
        time.sleep(0.1)
    return False


def keeps(home: Path, what: str) -> bool:
    """Wait for the settings to hold something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        QApplication.processEvents()
        if any(what in file.read_text("utf-8") for file in (home / "config").rglob("*.ini")):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", "Keyboard event not accepted")
def test_sample_letter_preview_save(start: Callable[[], Hands], home: Path):
    hands = start()
    hands.window("条款账本")
    hands.press("Tab", "Tab", "space")
    hands.window("示例客户")
    hands.press("ctrl+3", "End", "ctrl+l")
    hands.window("拟函")
    hands.press("Return")
    hands.window("示例客户")
    hands.rest()  # the pages are made beside the words
    hands.press("ctrl+p")
    hands.window("关于2026年10月账单的异议函")
    hands.save_as(home / "letter.pdf")
    assert comes(home / "letter.pdf")
    assert (home / "letter.pdf").read_bytes().startswith(b"%PDF-")


def test_new_ledger_entered_by_keyboard(start: Callable[[], Hands], home: Path):
    hands = start()
    hands.window("条款账本")
    hands.press("space")
    hands.window("新建账本")
    hands.write("Example")
    hands.press("Tab")
    hands.write("2021-11-08")
    hands.press("Return")
    hands.window("Example")
    hands.press("ctrl+4", "ctrl+n")
    hands.window("录入发票")
    hands.write("1300.00")  # the cursor waits in the first empty field
    hands.press("Return")
    hands.rest()
    hands.window("录入发票")  # the next one
    hands.write("70.5")
    hands.press("Return")
    hands.rest()
    hands.window("录入发票")
    hands.press("Escape")
    hands.window("Example")
    path = home / "data" / "ClauseLedger" / "Example.clauseledger"
    assert comes(path)
    assert becomes(path, lambda facts: [each.amount for each in facts.invoices.values()] == [1300 * 10**8, 705 * 10**7])
    assert becomes(path, lambda facts: facts.agreement.signed_on == date(2021, 11, 8))


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", "Keyboard event not accepted")
def test_several_changed_one_brought_back_a_payment_supposed_a_statement_reconciled_all_by_keyboard(
    start: Callable[[], Hands], home: Path
):
    hands = start()
    hands.window("条款账本")
    hands.press("Tab", "Tab", "space")
    hands.window("示例客户")
    path = home / "data" / "ClauseLedger" / "sample" / "sample.clauseledger"

    hands.press("ctrl+5", "Home", "shift+Down", "shift+F2")
    hands.window("批量修改 2 条记录")
    hands.press(*["Tab"] * 6)
    hands.write("HK-1")
    hands.press("Return")
    assert becomes(path, lambda facts: [each.reference for each in facts.payments.values()][:2] == ["HK-1"] * 2)
    hands.window("示例客户")

    hands.press("ctrl+h", "Down", "Tab", "Tab", "Tab", "space")  # the state after the import before
    assert becomes(path, lambda facts: [each.reference for each in facts.payments.values()][1] == "示例转账凭证001")

    hands.press("ctrl+4", "Home", "Down", "Tab", "Tab", "Tab", "Tab", "Right", "Right", "Right", "shift+Tab", "space")
    hands.window("录入付款")
    hands.press("Return")
    assert becomes(path, lambda facts: len(facts.payments) == 5)
    hands.window("示例客户")

    hands.bring_in(ROOT / "tests" / "files" / "statement-icbc.csv")
    hands.window("导入资金流水")
    hands.press("Return")
    assert becomes(path, lambda facts: len(facts.statement_lines) == 5)
    hands.window("示例客户")
    hands.press("ctrl+1", "ctrl+alt+r", "shift+Tab", "space")
    assert becomes(path, lambda facts: len(facts.reconciliations) == 1)
    hands.press(*["Tab"] * 4, "space")
    assert becomes(path, lambda facts: [len(each.lines) for each in facts.reconciliations.values()] == [5])
    hands.press("Tab", "Tab", "space")
    assert becomes(path, lambda facts: all(each.locked_on for each in facts.reconciliations.values()))

    hands.press("ctrl+comma")
    hands.window("设置")
    hands.press("Tab", "Down", "Down", "Return")
    hands.window("示例客户")
    assert keeps(home, "appearance=dark")
