"""The page of reports: papers by button, and the picture of what the bills ask for."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.assess import assess
from models.money import to_fen
from models.settlement.months import months_of
from models.vocabulary import vocabulary
from ui.charts.bars import Bars, Month
from ui.explain.view import NODE_ROLE
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
    assert {month.month: month.total for month in page.spend.bars._months} == by_month
    assert by_month == {bill.period: bill.total for bill in bills.values()}
    assert page.spend.words.text().startswith("2026-10  687.54 元 · ")


def test_a_bill_not_sent_yet_is_not_drawn(window: LedgerWindow, page: ReportsPage):
    window.session.move_to(date(2026, 9, 30))
    assert [month.month for month in page.spend.bars._months] == ["2026-08"]
    window.session.move_to(date(2025, 1, 1))
    assert not page.spend.bars.isVisible()
    assert page.spend.none.isVisible()


def test_the_arrears_drawn_are_what_each_days_assessment_gives(window: LedgerWindow, page: ReportsPage):
    window.show_page("reports", "arrears")
    picture = page.arrears.arrears
    assert (picture.days[0], picture.days[-1]) == (date(2026, 8, 3), date(2026, 12, 23))
    for day in (date(2026, 9, 10), date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 23), date(2026, 12, 1)):
        figures = assess(window.session.facts, day).figures
        picture.choose(day)
        for kind in ("outstanding", "late_fee"):
            worth = sum(figure.value for figure in figures.of_kind(kind))
            drawn = picture._owed[day]
            assert worth == (drawn.unpaid if kind == "outstanding" else drawn.late_fee)


def test_a_day_of_the_arrears_is_explained_by_that_days_figures(window: LedgerWindow, page: ReportsPage, qtbot: QtBot):
    window.show_page("reports", "arrears")
    picture, panel = page.arrears.arrears, window.explain_panel
    for _ in range(14):
        qtbot.keyClick(picture, Qt.Key.Key_Left)
    assert picture.day == date(2026, 11, 9)
    assert panel.title.text().endswith("2026-11-09")
    said = [panel.figures.topLevelItem(row).data(0, NODE_ROLE).text for row in range(2)]
    assert said == ["500.00 元", "30.00 元"]
    assert "500.00" in page.arrears.words.text()
    assert "30.00" in page.arrears.words.text()


def test_the_caps_drawn_are_explained_day_by_day(window: LedgerWindow, page: ReportsPage, qtbot: QtBot):
    window.show_page("reports", "cap")
    picture, panel = page.cap.window_picture, window.explain_panel
    assert (page.cap.service, picture.day) == ("cdb-1", date(2026, 10, 3))  # where the incident is
    cap = window.session.assessment.figures["liability_cap", "incident", "x-1"].value
    assert picture._caps[date(2026, 10, 3)].cap == cap == 67_840 * YUAN // 100
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    node = panel.figures.topLevelItem(0).data(0, NODE_ROLE)
    assert (node.name, node.text) == ("损害日 2026-10-04 的赔偿限额", "689.60 元")
    assert panel.tree.topLevelItem(0).childCount() > 5
    page.cap.services.setCurrentIndex(page.cap.services.findData("cvm-1"))
    page.cap.services.activated.emit(page.cap.services.currentIndex())
    assert picture._caps[date(2026, 1, 2)].cap == to_fen(Fraction(2400 * YUAN, 365))


def test_under_the_incidents_stands_where_the_selected_one_falls(window: LedgerWindow):
    incident = window.session.facts.incidents["x-1"]
    window.session.enter(
        incident._replace(id="x-2", service="cdn-1", started_at=incident.started_at + timedelta(20), ended_at=None)
    )
    window.show_page("incident")
    incidents = window.lists["incident"]
    for record, service, day in (("x-2", "cdn-1", date(2026, 10, 23)), ("x-1", "cdb-1", date(2026, 10, 3))):
        incidents.select(record)
        assert (incidents.cap.service, incidents.cap.window_picture.day) == (service, day)
        assert record in incidents.cap.words.text()
    for each in ("x-1", "x-2"):
        window.session.remove("incident", each)
    assert not incidents.cap.isVisible()


def test_without_anything_to_draw_each_picture_teaches(window: LedgerWindow, page: ReportsPage):
    window.session.move_to(date(2025, 1, 1))
    for spot, panel in page.panels.items():
        window.show_page("reports", spot)
        assert panel.none.isVisible()
        assert panel.none.text()
        assert not any(button.isVisible() for button in panel.buttons)


def test_a_month_is_explained_by_its_bills(window: LedgerWindow, page: ReportsPage, qtbot: QtBot):
    page.spend.bars.setFocus()
    qtbot.keyClick(page.spend.bars, Qt.Key.Key_Left)
    lines = window.explain_panel.figures
    assert window.explain_panel.title.text() == "2026-09  545.67 元"
    node = lines.topLevelItem(0).data(0, NODE_ROLE)
    assert (node.name, node.text, node.record) == ("账单 b-2026-09", "545.67 元", ("bill", "b-2026-09"))
    assert lines.topLevelItemCount() > 1


def test_papers_are_one_button_away(window: LedgerWindow, page: ReportsPage, qtbot: QtBot, dialog: Callable):
    assert set(page.buttons) == set(PAPERS)
    qtbot.mouseClick(page.buttons["settlement"], Qt.MouseButton.LeftButton)
    asked = dialog(SpanDialog)
    assert isinstance(asked, SpanDialog)
    window.session.move_to(date(2026, 11, 23))
    asked.last.setText("+10")
    assert asked.last.raw() == "2026-12-03"  # counts from the day looked at, as every field of the window does


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
    second, _ = bars._room(1, bars.size())
    qtbot.mouseMove(bars, bars.rect().center().__class__(int(second + width / 2), 100))
    qtbot.waitUntil(lambda: bars.toolTip() == bars.said(1) != "")  # hovering says a month without choosing it
    assert bars.current == 0


def test_a_refund_lies_under_the_line(bars: Bars):
    zero, per = bars._scale(bars.size())
    assert zero + 2 * YUAN * per <= bars.height() - 24 + 1
    assert zero - 12 * YUAN * per >= 26 - 1
    assert bars.said(-1) == bars.said(3) == ""
