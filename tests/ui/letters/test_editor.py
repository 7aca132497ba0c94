"""The editor of a letter's words by itself: where its lines break, and which figure one points at."""

import re
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QTextCursor
from pytestqt.qtbot import QtBot

from models.assess import assess
from models.letters.table import LETTERS
from reports.letters.letter import letter_values
from reports.letters.passages import Passage, passages
from reports.wording import letter_template
from tests.reports.letters.ledgers import CASES
from tests.reports.papers import facts
from ui.letters.chips import AFTER_CHIP, MARK, OBJECT
from ui.letters.editor import WordsEditor

CLOSING = "，。、；：？！）》”’%,.;:?!)]"


def shown(qtbot: QtBot, kind: str, language: str = "zh") -> WordsEditor:
    """Give an editor that shows a kind's words."""
    made, record, day = CASES[kind]
    values = letter_values(assess(facts(made), date.fromisoformat(day)), kind, record, language=language)
    editor = WordsEditor()
    qtbot.addWidget(editor)
    editor.put(passages(letter_template(language, kind), values), {})
    editor.resize(500, 400)
    editor.show()
    return editor


@pytest.mark.parametrize("kind", LETTERS)
def test_no_line_begins_with_a_closing_mark_whatever_the_width(kind: str, qtbot: QtBot):
    editor = shown(qtbot, kind)
    assert editor.source() == letter_template("zh", kind)
    document, lines = editor.document(), 0
    for width in range(300, 640, 17):
        document.setTextWidth(width)
        block = document.begin()
        while block.isValid():
            layout, text = block.layout(), list(block.text())
            for found in AFTER_CHIP.finditer(block.text()):  # the chip draws them, in its own width
                text[slice(*found.span("tail"))] = [MARK] * len(found["tail"])
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                seen = "".join(text[line.textStart() : line.textStart() + line.textLength()]).replace(MARK, "")
                assert seen[:1] not in set(CLOSING), (width, seen)
                assert line.naturalTextWidth() <= max(width, 400)
                lines += 1
            block = block.next()
    assert lines > 400  # broken often enough to have met every figure at a line's end


def test_a_chip_takes_the_room_of_the_closing_marks_after_it_and_they_take_none(qtbot: QtBot):
    editor, names = WordsEditor(), {}
    qtbot.addWidget(editor)
    chip = Passage("figure", "{{ total }}", "545.67 元")
    widths = []
    for after in ("", "，", "，。"):
        editor.put([Passage("text", "共"), chip, Passage("text", after)], names)
        editor.document().setTextWidth(400)
        widths.append(editor.document().begin().layout().lineAt(0).naturalTextWidth())
    comma = QFontMetricsF(editor.font()).horizontalAdvance("，")
    assert widths[1] - widths[0] == pytest.approx(comma, abs=1.5)
    assert widths[2] - widths[1] == pytest.approx(comma, abs=1.5)


def test_a_closing_mark_after_a_figure_is_typed_copied_and_taken_out_like_any_character(qtbot: QtBot):
    editor = shown(qtbot, "bill-objection")
    text = editor.toPlainText()
    at = re.search(f"{OBJECT}{MARK}*，", text).end()
    before = editor.source()
    cursor = editor.textCursor()
    cursor.setPosition(at)
    editor.setTextCursor(cursor)
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert len(editor.source()) == len(before) - 1
    qtbot.keyClicks(editor, ",")
    assert editor.source().replace(",", "，") == before.replace(",", "，")
    cursor.setPosition(at - 1, QTextCursor.MoveMode.MoveAnchor)
    cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    assert editor.createMimeDataFromSelection().text() == ","


def test_a_figure_is_pointed_at_by_mouse_and_by_key(qtbot: QtBot):
    editor = shown(qtbot, "bill-objection")
    place = editor.toPlainText().index(OBJECT)
    cursor = editor.textCursor()
    cursor.setPosition(place)
    chip = editor.cursorRect(cursor)
    with qtbot.waitSignal(editor.clicked) as clicked:
        qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(chip.right() + 20, chip.center().y()))
    assert clicked.args[0].startswith("{{ period")
    cursor.setPosition(place + 4)
    editor.setTextCursor(cursor)
    editor.setFocus()
    with qtbot.waitSignal(editor.reached) as reached:
        for _ in range(3):
            qtbot.keyClick(editor, Qt.Key.Key_Left)
    assert reached.args[0].startswith("{{ period")
