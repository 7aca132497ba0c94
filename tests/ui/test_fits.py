"""Pages fit beside the explanation in a window of 1280 pixels, the least screen the program is drawn for."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.application import Program
from ui.rooms import PAGES


@pytest.mark.parametrize(("language", "pages"), [("zh", PAGES), ("en", ("payment", "reconciliation"))])
def test_no_page_makes_the_window_wider(program: Program, qtbot: QtBot, language: str, pages: tuple[str, ...]):
    program.answer("sample")
    program.speak(language)
    window = program.window
    window.resize(1280, 800)
    for page in pages:
        window.pages.show_page(page)
        QApplication.processEvents()
        qtbot.wait(20)
        assert window.width() == 1280, page
