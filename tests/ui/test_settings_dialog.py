"""The settings: each takes effect at once and is kept; every open page follows; starting with the session is real."""

import itertools
import os
import shlex
import subprocess
from collections.abc import Callable
from configparser import RawConfigParser

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.agenda import LEADS, NEVER
from tests.ui.seen import english_in
from tests.ui.test_look import TONE_NAMES, contrast
from ui import login, look
from ui.application import Program
from ui.colours import DARK_HIGH, LIGHT_HIGH, Colours
from ui.preferences import looks, reminders
from ui.rooms import PAGES
from ui.settings_dialog import SettingsDialog
from ui.window import LedgerWindow


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication):
    yield
    look.LOOK.apply(qapp, dark=False)
    look.LOOK.still = False
    qapp.setCursorFlashTime(1000)


@pytest.fixture
def opened(program: Program, window: LedgerWindow, dialog: Callable) -> SettingsDialog:
    assert window.isVisible()
    program.answer("settings")
    return dialog(SettingsDialog)


@pytest.mark.parametrize("colours", [LIGHT_HIGH, DARK_HIGH], ids=["light", "dark"])
def test_in_high_contrast_every_text_has_seven_to_one(colours: Colours):
    grounds = (colours.page, colours.surface, colours.raised, colours.accent_soft)
    inks = (colours.ink, colours.soft, colours.accent, colours.late, colours.watch, colours.good)
    pairs = [(QColor(ink), QColor(on)) for ink, on in itertools.product(inks, grounds)]
    pairs += [colours.tone(tone) for tone in TONE_NAMES]
    pairs += [(QColor(colours.on_accent), QColor(colours.accent))]
    weak = [(a.name(), b.name(), round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < 7]
    assert not weak
    assert contrast(QColor(colours.line), QColor(colours.page)) >= 7


def test_what_is_set_is_in_force_and_kept(opened: SettingsDialog, program: Program, qapp: QApplication, dialog):
    opened.appearance.setCurrentIndex(2)
    assert look.colours() is look.DARK
    opened.contrast.setCurrentIndex(1)
    assert look.colours() is DARK_HIGH
    opened.still.setChecked(True)
    assert qapp.cursorFlashTime() == 0
    opened.leads["payment_deadline"].setValue(9)
    opened.leads["data_kept_until"].setValue(NEVER)
    assert opened.leads["data_kept_until"].text() == "不提醒"
    opened.accept()
    look.LOOK.apply(qapp, dark=False)
    program.answer("settings")
    again = dialog(SettingsDialog)
    shown = (again.appearance.currentData(), again.contrast.currentData(), again.still.isChecked())
    assert (*shown, again.size_chosen.currentData()) == looks() == ("dark", "high", True, 100)
    assert reminders().leads == {**LEADS, "payment_deadline": 9, "data_kept_until": NEVER}
    assert again.leads["payment_deadline"].value() == 9
    look.follow(qapp)  # as at the next start
    assert look.colours() is DARK_HIGH


@pytest.mark.parametrize(("size", "given", "scale"), [(100, None, None), (200, None, "2.0"), (125, "1.5", "1.5")])
def test_everything_is_drawn_so_large_from_the_next_start_on(
    opened: SettingsDialog, monkeypatch: pytest.MonkeyPatch, size: int, given: str | None, scale: str | None
):
    monkeypatch.setenv("QT_SCALE_FACTOR", given or "")  # so that it is as before afterwards
    if given is None:
        del os.environ["QT_SCALE_FACTOR"]
    opened.size_chosen.setCurrentIndex(opened.size_chosen.findData(size))
    look.enlarge()
    assert os.environ.get("QT_SCALE_FACTOR") == scale


def test_nothing_moves_where_the_system_keeps_its_cursor_still(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(look.LOOK, "flash", 0)
    look.follow(qapp)
    assert (look.LOOK.still, qapp.cursorFlashTime()) == (True, 0)
    monkeypatch.setattr(look.LOOK, "flash", 800)
    look.follow(qapp)
    assert (look.LOOK.still, qapp.cursorFlashTime()) == (False, 800)


def test_every_open_page_turns_dark_and_back(window: LedgerWindow, program: Program, qapp: QApplication, dialog):
    """No page keeps a light patch: what is painted is nearly all dark, page by page, without being made anew."""
    for page in PAGES:
        window.show_page(page)
        qapp.processEvents()
    program.answer("settings")
    dialog(SettingsDialog).appearance.setCurrentIndex(2)

    def bright() -> float:
        picture = window.grab().toImage().scaled(160, 100)
        shades = [picture.pixelColor(x, y).lightness() for x in range(160) for y in range(100)]
        return sum(shade > 128 for shade in shades) / len(shades)

    for page in PAGES:
        window.show_page(page)
        qapp.processEvents()
        assert bright() < 0.1 or window.going.page.spreads, page  # letters are on white paper
    dialog(SettingsDialog).appearance.setCurrentIndex(1)
    assert bright() > 0.8


def test_the_language_set_is_spoken_and_the_settings_stay_open(
    opened: SettingsDialog, program: Program, qtbot: QtBot, dialog
):
    assert english_in(opened, program.window) == set()
    opened.language.setCurrentIndex(1)
    opened.language.activated.emit(1)
    qtbot.waitUntil(lambda: program.language == "en")
    assert dialog(SettingsDialog).windowTitle() == "Settings"


def test_starting_with_the_session_is_off_and_the_switch_writes_and_removes_a_working_entry(opened: SettingsDialog):
    entry = login.entry()
    assert (opened.login.isChecked(), entry.exists()) == (False, False)
    opened.login.setChecked(True)
    assert login.starts_with_session()
    written = RawConfigParser(interpolation=None)
    written.optionxform = str
    written.read(entry, encoding="utf-8")
    values = written["Desktop Entry"]
    assert (values["Type"], values["Terminal"]) == ("Application", "false")
    command = shlex.split(values["Exec"].replace("\\\\", "\\").replace("%%", "%"))
    assert command == login.COMMAND
    ran = subprocess.run([*command, "--help"], capture_output=True, text=True, check=False)
    assert (ran.returncode, "clauseledger" in ran.stdout) == (0, True)
    opened.login.setChecked(False)
    assert not entry.exists()
    assert list(entry.parent.iterdir()) == []


@pytest.mark.parametrize("folder", ['a "b" c', "50% of $HOME", "back\\slash`x"])
def test_a_command_with_odd_characters_is_read_back_whole(folder, monkeypatch: pytest.MonkeyPatch, home):
    assert home.is_dir()
    monkeypatch.setattr(login, "COMMAND", [f"/opt/{folder}/python", "main.py", "--last"])
    login.start_with_session(wanted=True)
    (line,) = [line for line in login.entry().read_text().splitlines() if line.startswith("Exec=")]
    value = line.removeprefix("Exec=").replace("\\\\", "\\").replace("%%", "%")
    assert shlex.split(value.replace("\\`", "`").replace("\\$", "$")) == login.COMMAND


def test_an_entry_that_cannot_be_written_is_said_and_the_switch_goes_back(
    opened: SettingsDialog, home, program: Program
):
    refused = []
    opened.refused.connect(refused.append)
    login.entry().parent.parent.mkdir(parents=True, exist_ok=True)
    login.entry().parent.write_text("a file in the place of the folder")
    opened.login.setChecked(True)
    assert not opened.login.isChecked()
    assert refused[0].problems[0].code == "cannot_write_file"
    assert isinstance(program, QObject)
    assert home.is_dir()
