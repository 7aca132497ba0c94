"""The curve of the late fee: what it shows is what the assessment gives, and its day is the what-if's."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models.assess import assess
from models.vocabulary import vocabulary
from models.what_if import late_fees_unpaid
from ui.charts.curve import Curve
from ui.tables.supposing import SupposePanel
from ui.window import LedgerWindow

START = date(2026, 11, 23)
FEN = 10**6


@pytest.fixture
def curve(qtbot: QtBot) -> Curve:
    made = Curve("曲线", vocabulary("zh"))
    qtbot.addWidget(made)
    made.resize(600, 104)
    made.show_points([(START, 0), (START + timedelta(10), 1_000 * FEN), (START + timedelta(20), 3_000 * FEN)])
    made.choose(START)
    made.show()
    return made


@pytest.fixture
def panel(window: LedgerWindow) -> SupposePanel:
    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-09")
    return window.lists["invoice"].suppose


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, ""), (0, "0.00 元"), (3, "≈ 3.00 元"), (10, "10.00 元"), (11, "≈ 12.00 元"), (20, "30.00 元"), (21, "")],
)
def test_between_days_known_the_line_is_straight_and_outside_there_is_none(curve: Curve, days: int, said: str):
    day = START + timedelta(days)
    curve.choose(day)
    assert curve.accessibleDescription() == (f"{day} {said}" if said else "")


def test_keys_move_the_day_and_stop_at_the_ends(curve: Curve, qtbot: QtBot):
    days: list[date] = []
    curve.chosen.connect(days.append)
    for key in ("Left", "Right", "PageDown", "PageUp", "End", "Right", "Home"):
        qtbot.keyClick(curve, getattr(Qt.Key, f"Key_{key}"))
    assert [(day - START).days for day in days] == [1, 8, 1, 20, 0]


def test_the_mouse_drags_the_day(curve: Curve, qtbot: QtBot):
    days: list[date] = []
    curve.chosen.connect(days.append)
    qtbot.mousePress(curve, Qt.MouseButton.LeftButton, pos=QPoint(300, 60))
    qtbot.mouseMove(curve, QPoint(-50, 60))
    qtbot.mouseRelease(curve, Qt.MouseButton.LeftButton, pos=QPoint(2, 60))
    assert (days[0] - START).days == 10


def test_it_is_copied_as_an_image(curve: Curve, qtbot: QtBot):
    qtbot.keyClick(curve, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().image().size() == curve.size() * 2


def test_the_points_are_what_the_assessment_of_each_day_gives(window: LedgerWindow):
    facts = window.session.facts
    days = [START + timedelta(n) for n in (0, 1, 30)]
    found = late_fees_unpaid(window.session.assessment, "i-2026-09", days)
    assert found == [(day, assess(facts, day).figures["late_fee", "invoice", "i-2026-09"].value) for day in days]
    assert found[0][1] < found[1][1] < found[2][1]
    assert late_fees_unpaid(window.session.assessment, "none", days) == []


def test_the_day_on_the_curve_is_the_day_supposed(panel: SupposePanel, qtbot: QtBot):
    assert panel.curve.isVisible()
    for _ in range(3):
        qtbot.keyClick(panel.curve, Qt.Key.Key_Right)
    assert panel.day.text() == "2026-11-26"
    said = panel.cells["late_fee", 1].text()
    assert panel.curve.accessibleDescription() == f"2026-11-26 {said}"
    panel.day.setText("2026-12-01")
    panel.compute()
    assert panel.curve.day == date(2026, 12, 1)
