"""Back and forward: the trail of places, and the keys that walk it in a real window."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.places import Place, Places
from ui.window import LedgerWindow

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
    for place in (Place("a", "1"), Place("a", "2"), Place("b")):
        places.be_at(place)
    assert places.go(-1) == Place("a", "2")
    assert places.go(-1) is None


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
