"""A real window for every test: the program on the sample ledger or on a new one, off screen."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from models.exchange.document import read_file
from models.ledger import acts
from resources import resource
from ui.application import Program
from ui.forms.editor import RecordEditor
from ui.window import LedgerWindow

TODAY = date(2026, 11, 23)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Overlook what the off-screen platform says at every dialog: it has no window manager to tell sizes to."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))


def activate(qtbot: QtBot, window: QWidget) -> None:
    """Bring a window to the front, so that shortcuts are its own."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def write(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Type a text: by key where a key has it, through an input method otherwise, as Chinese is typed."""
    if text.isascii():
        qtbot.keyClicks(widget, text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)


@pytest.fixture
def program(qapp: QApplication, home: Path) -> Iterator[Program]:
    """Give the program, in Chinese, before it shows anything."""
    assert home.is_dir()
    made = Program(qapp, TODAY, "zh")
    yield made
    for widget in qapp.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.done(0)
        widget.close()
        widget.deleteLater()
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def window(program: Program, qtbot: QtBot) -> LedgerWindow:
    """Give the window of the sample ledger."""
    program.answer("sample")
    assert isinstance(program.window, LedgerWindow)
    activate(qtbot, program.window)
    qtbot.waitUntil(lambda: program.window.begun)
    return program.window


@pytest.fixture
def unwritten(program: Program, qtbot: QtBot, home: Path) -> LedgerWindow:
    """Give the window of the sample's records alone: no letter is written yet and no file is kept."""
    path = home / "sample.clauseledger"
    acts.make_from(path, read_file(resource("sample", "sample.json")))
    assert program.open(path)
    assert isinstance(program.window, LedgerWindow)
    activate(qtbot, program.window)
    qtbot.waitUntil(lambda: program.window.begun)
    return program.window


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> Callable[[type[QWidget]], QWidget]:
    """Give the open dialog of a type, waiting for it to appear."""

    def find(kind: type[QWidget]) -> QWidget:
        def shown() -> list[QWidget]:
            return [widget for widget in qapp.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]

        qtbot.waitUntil(lambda: bool(shown()), timeout=10_000)
        found = shown()[-1]
        activate(qtbot, found)
        return found

    return find


@pytest.fixture
def enter(window_of: Callable[[], LedgerWindow], qtbot: QtBot, dialog: Callable) -> Callable[..., None]:
    """Enter a record the way a person does: Ctrl+N, type each field, Ctrl+S."""

    def type_in(page: str, **fields: str) -> None:
        window = window_of()
        activate(qtbot, window)
        window.show_page(page)
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        editor = dialog(RecordEditor)
        for path, text in fields.items():
            field = editor.form.input(path)
            field.setFocus()
            if hasattr(field, "selectAll"):
                field.selectAll()
            write(qtbot, field, text)
        qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    return type_in


@pytest.fixture
def window_of(program: Program) -> Callable[[], LedgerWindow]:
    """Give the ledger window that the program shows now."""

    def shown() -> LedgerWindow:
        assert isinstance(program.window, LedgerWindow)
        return program.window

    return shown
