"""The figures offered for a letter's words: by name, value and record, found by typing."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.letters.table import LETTERS
from models.vocabulary import LANGUAGES, vocabulary
from reports.wording import letter_template
from ui.letters.figures import FiguresDialog, figure_name
from ui.window import LedgerWindow


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_every_letter_has_a_name_for_people(language):
    words = vocabulary(language)
    for kind in LETTERS:
        for source in re.findall(r"\{\{[^{}]*\}\}", letter_template(language, kind)):
            variable = source.strip("{} ").partition(" ")[0]
            if "." not in variable:  # what belongs to one of a list is no figure of its own
                name = figure_name(source, words)
                assert "_" not in name, (kind, source)
                assert language == "en" or not name.isascii(), (kind, source)


def test_a_figure_is_found_by_its_name_and_put_at_the_cursor(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    window.letters.write("bill-objection", "b-2026-10")
    desk = window.letters.desk
    qtbot.waitUntil(lambda: not desk.live.busy and desk.made is not None, timeout=15_000)
    number = desk.letter.number
    desk.words.figures_button.click()
    asked = dialog(FiguresDialog)
    shown = [[cell.text for cell in asked.model.rows[row].cells] for row in range(len(asked.model.rows))]
    assert ["账单总额与明细合计之差", "89.00 元", "账单 b-2026-10"] in shown
    assert ["请求答复日", "2026年12月7日", f"函件 {number}"] in shown
    assert not any(re.fullmatch(r"[a-z_]+", name) for name, _, _ in shown)
    asked.filter.setText("合计之差")
    assert len(asked.model.rows) == 1
    before = desk.words.editor.source()
    qtbot.keyClick(asked.filter, Qt.Key.Key_Return)
    assert not asked.isVisible()
    start = before.index("贵我双方")  # the cursor waits where the text begins, after title and addressee
    assert desk.words.editor.source() == before[:start] + "{{ difference }}" + before[start:]
