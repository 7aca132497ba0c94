"""The pages in the window: each has the room there is, whatever the others would want."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.application import Program
from ui.rooms import PAGES
from ui.window import LedgerWindow


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_scrolls_as_a_whole_in_the_least_window_also_once_all_were_shown(
    program: Program, qtbot: QtBot, language: str
):
    program.language = language
    program.speak(language)
    program.answer("sample")
    window = program.window
    assert isinstance(window, LedgerWindow)
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.begun)
    area = window.pages.scrolled
    scrolling = set()
    for page in (*PAGES, *PAGES):
        window.show_page(page)
        qtbot.wait(1)
        bars = (area.horizontalScrollBar(), area.verticalScrollBar())
        scrolling |= {page for bar in bars if bar.isVisibleTo(area)}
    assert scrolling == set()
    window.resize(700, 400)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() + area.horizontalScrollBar().maximum() > 0)
    assert area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
