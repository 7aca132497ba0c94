"""Starting on a ledger: the frame first, with nothing of the domain loaded; the ledger beside it; refusals after it."""

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from models.facts.records import Agreement, Customer
from models.ledger.ledger import create
from tests.ui.conftest import TODAY
from ui.application import Program
from ui.opening import Opening
from ui.settings import recent_ledgers
from ui.welcome import WelcomeWindow
from ui.window import LedgerWindow

ROOT = Path(__file__).parents[2]
PAINTED = """
import sys
import main
from PySide6.QtWidgets import QApplication, QMainWindow

def painted(*_):
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))
    window.grab()
    print(*sorted(sys.modules), sep="\\n")
    sys.stdout.flush()
    sys.exit(0)

QApplication.exec = painted
main.main([sys.argv[1]])
"""


STARTED = """
import main
from PySide6.QtWidgets import QApplication

def shown(*_):
    print(*(type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()))
    return 0

QApplication.exec = shown
main.main([])
"""


def starts_with() -> str:
    """Start the program without arguments in a process of its own; give which window it shows at first."""
    ran = subprocess.run([sys.executable, "-c", STARTED], cwd=ROOT, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "own.clauseledger"
    create(path, Agreement("tencent-cloud-2021", date(2021, 11, 8), Customer("示例公司"))).close()
    return path


@pytest.mark.usefixtures("home")
def test_the_first_picture_waits_for_nothing_of_the_domain(ledger: Path):
    ran = subprocess.run(
        [sys.executable, "-c", PAINTED, str(ledger)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = ran.stdout.splitlines()
    assert "ui.window" in loaded
    late = ("models.assess", "models.ledger", "models.rules", "models.facts", "models.vocabulary", "models.sources")
    late += (
        "reports",
        "reportlab",
        "sqlite3",
        "pypdfium2",
        "openpyxl",
        "icalendar",
        "jinja2",
        "ui.tables",
        "ui.forms.editor",
    )
    assert not [name for name in loaded if f"{name}.".startswith(tuple(f"{one}." for one in late))]


def test_the_frame_is_there_before_the_ledger_and_the_page_after_it(program: Program, ledger: Path, qtbot: QtBot):
    program.begin(ledger)
    window = program.window
    assert isinstance(window, LedgerWindow)
    assert (window.begun, window.has("session"), window.isVisible()) == (False, False, True)
    assert window.windowTitle().startswith("own")
    assert recent_ledgers() == []
    qtbot.waitUntil(lambda: window.begun)
    assert window.page == "today"
    assert window.windowTitle().startswith("示例公司")
    assert recent_ledgers() == [ledger]


def test_whoever_needs_the_ledger_first_has_it_and_the_page_asked_for_stays(
    program: Program, ledger: Path, qtbot: QtBot
):
    program.begin(ledger)
    window = program.window
    window.show_page("bill")
    session = window.session
    qtbot.waitUntil(lambda: window.begun)
    assert window.page == "bill"
    assert window.session is session


def test_a_ledger_that_cannot_be_read_is_told_of_on_the_welcome(program: Program, ledger: Path, dialog):
    with ledger.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)
    program.begin(ledger)
    said = dialog(QMessageBox)
    assert "own.clauseledger" in said.informativeText()
    assert isinstance(program.window, WelcomeWindow)
    assert recent_ledgers() == []


def test_a_window_closed_before_its_ledger_came_leaves_it_closed(
    program: Program, ledger: Path, qtbot: QtBot, monkeypatch
):
    opened = []
    session = Opening.ledger
    monkeypatch.setattr(Opening, "ledger", lambda self: opened.append(session(self)) or opened[-1])
    program.begin(ledger)
    window = program.window
    window.painted.connect(window.close, Qt.ConnectionType.QueuedConnection)
    qtbot.waitUntil(lambda: bool(opened) and not program._beside.busy)
    assert not window.begun
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].facts  # noqa: B018 - it is closed


def test_the_next_start_opens_the_ledger_left_open_unless_it_ended_the_program(
    program: Program, ledger: Path, qtbot: QtBot
):
    program.begin(ledger)
    window = program.window
    qtbot.waitUntil(lambda: window.begun)
    window.close()
    assert starts_with() == "LedgerWindow"
    assert starts_with() == "WelcomeWindow"  # the start before ended before its ledger was open


def test_the_next_start_is_on_the_welcome_after_the_ledger_was_closed_or_is_gone(
    program: Program, ledger: Path, qtbot: QtBot
):
    program.begin(ledger)
    qtbot.waitUntil(lambda: program.window.begun)
    program.answer("close_ledger")
    assert starts_with() == "WelcomeWindow"
    program.open(ledger)
    program.window.close()
    ledger.rename(ledger.with_name("moved.clauseledger"))
    assert starts_with() == "WelcomeWindow"


@pytest.mark.usefixtures("qapp")
def test_opened_once_whoever_asks(ledger: Path):
    opening = Opening(ledger, TODAY, "zh")
    assert opening.refusal() is None
    assert opening.session().ledger is opening.ledger()
    opening.close()
