"""The page of reports: papers by button, and the picture of what the bills ask for."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.settlement_months import months_of
from models.vocabulary import vocabulary
from ui.charts.bars import Bars, Month
from ui.paper.making import SpanDialog
from ui.reporting.page import PAPERS, ReportsPage
from ui.window import LedgerWindow

YUAN = 10**8


@pytest.fixture
def page(window: LedgerWindow) -> ReportsPage:
    window.show_page("reports")
    found = window.pages.page("reports")
    assert isinstance(found, ReportsPage)
    return found


@pytest.fixture
def bars(qtbot: QtBot) -> Bars:
    made = Bars("图", vocabulary("zh"))
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show_months(
        [
            Month("2026-08", (("甲", 10 * YUAN),)),
            Month("2026-09", (("甲", 5 * YUAN), ("乙", 7 * YUAN), ("退款", -2 * YUAN))),
            Month("2026-10", (("乙", 3 * YUAN),)),
        ]
    )
    made.show()
    return made


def test_the_bars_are_what_the_bills_ask_for(window: LedgerWindow, page: ReportsPage):
    bills = window.session.facts.bills
    by_month: dict[str, int] = {}
    for charge in months_of(bills.values()):
        by_month[charge.month] = by_month.get(charge.month, 0) + charge.payable
    assert {month.month: month.total for month in page.bars._months} == by_month
    assert by_month == {bill.period: bill.total for bill in bills.values()}
    assert page.said_of_month.text().startswith("2026-10  687.54 元 · ")


def test_a_bill_not_sent_yet_is_not_drawn(window: LedgerWindow, page: ReportsPage):
    window.session.move_to(date(2026, 9, 30))
    assert [month.month for month in page.bars._months] == ["2026-08"]
    window.session.move_to(date(2025, 1, 1))
    assert not page.bars.isVisible()
    assert page.none.isVisible()


def test_papers_are_one_button_away(page: ReportsPage, qtbot: QtBot, dialog: Callable):
    assert set(page.buttons) == set(PAPERS)
    qtbot.mouseClick(page.buttons["settlement"], Qt.MouseButton.LeftButton)
    assert isinstance(dialog(SpanDialog), SpanDialog)


def test_keys_choose_a_month_and_say_its_parts_the_largest_first(bars: Bars, qtbot: QtBot):
    assert bars.current == 2
    qtbot.keyClick(bars, Qt.Key.Key_Left)
    assert bars.accessibleDescription() == "2026-09  10.00 元 · 乙 7.00 元 · 甲 5.00 元 · 退款 -2.00 元"
    for key, number in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_Left, 0), (Qt.Key.Key_End, 2), (Qt.Key.Key_Right, 2)):
        qtbot.keyClick(bars, key)
        assert bars.current == number


def test_a_click_chooses_the_month_under_the_mouse(bars: Bars, qtbot: QtBot):
    left, width = bars._room(0, bars.size())
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.rect().center().__class__(int(left + width / 2), 100))
    assert bars.current == 0


def test_a_refund_lies_under_the_line(bars: Bars):
    zero, per = bars._scale(bars.size())
    assert zero + 2 * YUAN * per <= bars.height() - 24 + 1
    assert zero - 12 * YUAN * per >= 26 - 1
    assert bars.said(-1) == bars.said(3) == ""
