"""The pages in the window: each has the room there is, whatever the others would want."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.application import Program
from ui.rooms import PAGES
from ui.window import LedgerWindow


def lay_out() -> None:
    """Let everything take its place: what asks for another size is heard by what holds it, one after the other."""
    for _ in range(10):
        QApplication.processEvents()


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
        lay_out()
        bars = (area.horizontalScrollBar(), area.verticalScrollBar())
        scrolling |= {page for bar in bars if bar.isVisibleTo(area)}
    assert scrolling == set()
    window.resize(960, 560)
    for page in PAGES:  # each is as high as what is in it, also when it follows a lower one
        window.show_page(page)
        lay_out()
        least = window.pages.page(page).minimumSizeHint().height()
        assert window.pages.page(page).height() >= least, page
    window.resize(700, 400)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() + area.horizontalScrollBar().maximum() > 0)
    assert area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
