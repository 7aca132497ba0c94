"""Reminding: at start and on each new day what is due is told once; the day moves on with the clock."""

from datetime import date

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from models.agenda import NEVER
from tests.ui.conftest import TODAY
from ui.preferences import Reminders, keep_reminders
from ui.reminding import Reminding
from ui.session import Session
from ui.window import LedgerWindow


@pytest.fixture
def told(window: LedgerWindow, qtbot: QtBot):
    notices: list[str] = []
    day = [TODAY]
    seen: set[date] = set()

    def begin() -> Reminding:
        made = Reminding(window.session, lambda: day[0], seen, window)
        made.telling.connect(notices.append)
        return made

    def wait(made: Reminding) -> list[str]:
        qtbot.waitUntil(lambda: not made._beside.busy)
        return notices

    return begin, wait, day, window.session


def test_the_start_tells_in_the_window_what_is_due(window: LedgerWindow, qtbot: QtBot):
    qtbot.waitUntil(lambda: "期限需要留意" in window.messages.line.text())
    said = window.messages.line.text()
    assert said.startswith("5 项期限需要留意 · 2026-11-03 付款期限：发票 i-2026-09（已过 20 天）")
    assert said.endswith("另有 4 项")


def test_each_day_is_told_of_once_and_the_day_looked_at_follows(told):
    begin, wait, day, session = told
    made = begin()
    assert len(wait(made)) == 1
    begin()
    made.look()
    assert len(wait(made)) == 1
    day[0] = date(2026, 11, 24)
    made.look()
    assert len(wait(made)) == 2
    assert (session.today, session.as_of) == (day[0], day[0])


def test_another_day_looked_at_stays_when_a_new_one_begins(told):
    begin, wait, day, session = told
    made = begin()
    wait(made)
    session.move_to(date(2026, 12, 31))
    day[0] = date(2026, 11, 24)
    made.look()
    assert session.as_of == date(2026, 12, 31)
    assert session.today == day[0]
    assert len(wait(made)) == 2


@pytest.mark.parametrize(("days", "named"), [(1, False), (2, True), (3, True)])
def test_the_lead_set_decides(told, days: int, named: bool):
    begin, wait, _, session = told
    assert isinstance(session, Session)
    keep_reminders(Reminders(leads={"data_kept_until": NEVER, "bill_objection_deadline": days}))
    (said,) = wait(begin())
    assert said.startswith(f"{3 + named} 项")


def test_nothing_is_told_when_nothing_is_wanted(told):
    begin, wait, _, session = told
    assert isinstance(session, QObject)
    keep_reminders(Reminders(wanted=False))
    assert wait(begin()) == []


def test_a_reminder_does_not_take_the_place_of_what_was_said_just_now(window: LedgerWindow):
    window.messages.say("已保存")
    window.messages.mention("4 项期限需要留意")
    assert window.messages.line.text() == "已保存"
