"""Back and forward: the trail of places, and the keys that walk it in a real window."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.facts.records import Payment
from ui.application import Program
from ui.page import Left
from ui.places import Place, Places
from ui.window import LedgerWindow

SELECT_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
ALT = Qt.KeyboardModifier.AltModifier


def test_back_and_forward_give_the_places_in_turn():
    places = Places()
    for page in "abc":
        places.be_at(Place(page))
    assert (places.can_go_back, places.can_go_forward) == (True, False)
    assert [places.go(-1), places.go(-1), places.go(-1)] == [Place("b"), Place("a"), None]
    assert (places.can_go_back, places.can_go_forward) == (False, True)
    assert [places.go(1), places.go(1), places.go(1)] == [Place("b"), Place("c"), None]


def test_a_move_on_the_same_page_is_no_new_place():
    places = Places()
    for place in (Place("a", Left("1")), Place("a", Left("2")), Place("b")):
        places.be_at(place)
    assert places.go(-1) == Place("a", Left("2"))
    assert places.go(-1) is None


def test_being_led_to_another_spot_of_the_same_page_is_a_new_place(window: LedgerWindow):
    window.show_page("invoice", "i-2026-07")
    window.show_page("invoice", "i-2026-08")
    window.do("back")
    assert (window.page, window.lists["invoice"].current) == ("invoice", "i-2026-07")
    window.do("forward")
    assert window.lists["invoice"].current == "i-2026-08"


def test_back_returns_to_the_filter_the_rows_selected_together_and_the_place_scrolled_to(
    window: LedgerWindow, program: Program, qtbot: QtBot
):
    def looked_at() -> tuple:
        page = program.window.lists["payment"]
        return (page.filter.text(), page.selected, page.view.verticalScrollBar().value())

    window.resize(1000, 480)
    for number in range(24):
        window.session.enter(Payment(f"p-x{number:02}", date(2026, 1, 1), 10**8, "bank"))
    window.show_page("payment")
    page = window.lists["payment"]
    page.filter.setText("p-x")
    page.select("p-x05")
    page.view.selectionModel().select(page.model.index(7, 0), SELECT_ROW)
    page.view.verticalScrollBar().setValue(3)
    before = looked_at()
    assert before[1] == ["p-x05", page.model.rows[7].record]
    window.show_page("invoice")
    page.filter.clear()
    window.show_page("history")
    program.speak("en")
    window = program.window
    assert window.page == "history"
    window.do("back")
    assert window.page == "invoice"
    window.do("back")
    qtbot.waitUntil(lambda: looked_at() == before)
    window.session.move_by(1)
    assert looked_at() == before


def test_leaving_from_the_middle_begins_the_way_forward_anew():
    places = Places()
    for page in "abc":
        places.be_at(Place(page))
    places.go(-1)
    places.be_at(Place("d"))
    assert not places.can_go_forward
    assert places.go(-1) == Place("b")


@pytest.mark.parametrize("by", ["keys", "mouse", "action"])
def test_back_returns_to_the_page_and_what_was_selected_there(window: LedgerWindow, qtbot: QtBot, by: str):
    def step(steps: int) -> None:
        match by:
            case "keys":
                qtbot.keyClick(window, Qt.Key.Key_Left if steps < 0 else Qt.Key.Key_Right, ALT)
            case "mouse":
                _press(window.lists["invoice"].view.viewport(), steps)
            case _:
                window.do("back" if steps < 0 else "forward")

    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-07")
    window.show_page("payment")
    window.show_page("service_rule")
    step(-1)
    assert window.page == "payment"
    step(-1)
    assert (window.page, window.lists["invoice"].current) == ("invoice", "i-2026-07")
    assert window.explain_panel.title.text() == "发票 i-2026-07"
    step(1)
    step(1)
    assert window.page == "service_rule"
    assert not window.actions_by_name["forward"].isEnabled()
    assert window.actions_by_name["back"].isEnabled()


def _press(widget: QWidget, steps: int) -> None:
    button = Qt.MouseButton.BackButton if steps < 0 else Qt.MouseButton.ForwardButton
    at = QPointF(20, 20)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(kind, at, widget.mapToGlobal(at), button, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


def test_what_was_removed_meanwhile_is_not_selected_and_nothing_breaks(window: LedgerWindow):
    window.show_page("payment")
    page = window.lists["payment"]
    gone = page.current
    window.show_page("today")
    window.session.remove("payment", gone)
    window.do("back")
    assert window.page == "payment"
    assert gone not in [row.record for row in page.model.rows]


def test_today_keeps_the_matter_that_was_selected(window: LedgerWindow):
    page = window.pages.page("today")
    page.matters.setCurrentIndex(page.model.index(2))
    chosen = page.spot
    window.show_page("invoice")
    page.matters.setCurrentIndex(page.model.index(0))
    window.show_page("payment")
    window.do("back")
    window.do("back")
    assert (window.page, page.spot) == ("today", chosen)
