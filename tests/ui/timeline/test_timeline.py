"""The timeline: where marks stand, by keyboard and mouse, in words, as an image and on paper."""

from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.terms.calendar import Calendar
from ui import look
from ui.timeline.timeline import Mark, Timeline

TODAY = date(2026, 11, 23)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    made = Timeline()
    qtbot.addWidget(made)
    made.resize(700, 96)
    marks = [Mark(after(-20), "late", "甲"), Mark(after(2), "watch", "乙"), Mark(after(2), "plain", "丙")]
    made.show_marks([*marks, Mark(after(10), "watch", "丁", after(14))], TODAY, Calendar.bundled())
    made.show()
    return made


def test_marks_stand_in_the_order_of_their_days_and_over_each_other_on_one(timeline: Timeline):
    places = [timeline.place(number) for number in range(4)]
    assert [place.x() for place in places] == sorted(place.x() for place in places)
    assert places[1].x() == places[2].x()
    assert places[2].y() < places[1].y()


@pytest.mark.parametrize(("days", "inside"), [(-119, True), (-120, True), (-121, False), (120, True), (121, False)])
def test_what_is_too_far_stands_at_the_edge(timeline: Timeline, days: int, inside: bool):
    timeline.show_marks([Mark(after(days), "plain", "远")], TODAY, Calendar.bundled())
    first, last = timeline.span
    assert (first <= after(days) <= last) == inside
    edge = timeline.place(0).x()
    assert 0 < edge < timeline.width()


def test_keys_go_from_mark_to_mark_and_say_what_each_is(timeline: Timeline, qtbot: QtBot):
    chosen: list[int] = []
    timeline.chosen.connect(chosen.append)
    opened: list[int] = []
    timeline.opened.connect(opened.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(timeline, key)
    assert chosen == [0, 1, 0, 3, 0]
    assert timeline.accessibleDescription() == "甲"
    qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert opened == [0]


def test_a_click_chooses_what_is_under_the_mouse(timeline: Timeline, qtbot: QtBot):
    chosen: list[int] = []
    timeline.chosen.connect(chosen.append)
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.place(3).toPoint())
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.rect().topLeft())
    assert chosen == [3]


def test_without_matters_there_is_no_line(timeline: Timeline):
    timeline.show_marks([], TODAY, Calendar.bundled())
    assert timeline.isHidden()


def test_it_follows_light_and_dark(timeline: Timeline, qapp: QApplication):
    def ground() -> str:
        return timeline.grab().toImage().pixelColor(60, 4).name()

    look.LOOK.apply(qapp, dark=True)
    assert ground() == look.DARK.surface
    look.LOOK.apply(qapp, dark=False)
    assert ground() == look.LIGHT.surface


def test_it_is_copied_as_an_image_twice_as_sharp(timeline: Timeline, qtbot: QtBot):
    qtbot.keyClick(timeline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = QGuiApplication.clipboard().image()
    assert image.size() == timeline.size() * 2
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 4


def test_it_is_printed_as_letters_not_as_a_picture(timeline: Timeline, tmp_path: Path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "line.pdf"))
    timeline.print_to(printer)
    page = pypdfium2.PdfDocument(tmp_path / "line.pdf")[0]
    assert "11-23" in page.get_textpage().get_text_range()
    assert timeline.sizeHint() != QSize(0, 0)
