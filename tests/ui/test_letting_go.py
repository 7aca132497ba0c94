"""What is no longer looked at goes beside the screen, once nobody holds it, and what is still held stays whole."""

from datetime import date
from threading import get_ident
from weakref import ref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from models.assess import assess
from tests.ui.test_large import facts
from ui.letting_go import LettingGo


def test_an_assessment_goes_on_another_thread_when_the_last_who_looks_at_it_has_turned_away(qtbot: QtBot):
    parent, went_on = QObject(), []
    shown = assess(facts(20), date(2026, 11, 1))
    fees = [figure.value for figure in shown.figures.of_kind("late_fee")]
    shown.read("payment_covers_first", "penalty").figures.get("late_fee", "invoice", "i3")
    gone = ref(shown.covered, lambda _: went_on.append(get_ident()))
    letting_go = LettingGo(parent)
    letting_go.take(shown)
    qtbot.wait(700)
    assert [figure.value for figure in shown.figures.of_kind("late_fee")] == fees
    del shown
    qtbot.waitUntil(lambda: gone() is None, timeout=10_000)
    assert went_on
    assert went_on != [get_ident()]
