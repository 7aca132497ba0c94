"""Readings compared in the window: beside each other, in the whole ledger, and chosen by one act."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.assess import assess
from models.readings_compared import with_reading
from ui.explain.readings import ReadingsDialog
from ui.explain.view import NODE_ROLE
from ui.window import LedgerWindow


@pytest.fixture
def fee(window: LedgerWindow) -> LedgerWindow:
    """Give the window with the late fee of the overdue invoice explained."""
    window.show_page("invoice")
    window.explain_panel.show_record("invoice", "i-2026-09", "late_fee")
    return window


def cells(table, row: int) -> list[str]:
    return [table.item(row, column).text() for column in range(table.columnCount())]


def test_from_a_figure_to_its_readings_to_the_setting_and_back(fee: LedgerWindow, dialog: Callable, qtbot: QtBot):
    session = fee.session
    before = session.facts
    qtbot.mouseClick(fee.explain_panel.compare_button, Qt.MouseButton.LeftButton)
    shown = dialog(ReadingsDialog)
    assert shown.about.text() == "逾期违约金 · 发票 i-2026-09"
    assert shown.reading == "payment_covers_first"
    used, other = cells(shown.choices, 0), cells(shown.choices, 1)
    assert used[0].startswith("先抵本金（采用中）\n第 4.4.1")
    assert used[1:] == ["65.60 元", "—", "—"]
    assert other[1:] == ["71.56 元", "+5.96 元", "3"]
    listed = sorted(cells(shown.changes, row) for row in range(shown.changes.rowCount()))
    assert listed == [
        ["协议", "可被抵扣金额", "245.60 元", "251.56 元"],
        ["发票 i-2026-09", "未付金额", "180.00 元", "235.10 元"],
        ["发票 i-2026-09", "逾期违约金", "65.60 元", "71.56 元"],
    ]
    qtbot.keyClick(shown.choices, Qt.Key.Key_Up)
    assert not shown.choose_button.isEnabled()  # in use already
    assert shown.changes.rowCount() == 0
    qtbot.keyClick(shown.choices, Qt.Key.Key_Down)
    qtbot.mouseClick(shown.choose_button, Qt.MouseButton.LeftButton)
    chosen = with_reading(before.agreement, "payment_covers_first", "penalty")
    assert session.facts.agreement == chosen
    expected = assess(before.with_records([chosen]), session.as_of).figures["late_fee", "invoice", "i-2026-09"]
    assert session.assessment.figures[expected.key].value == expected.value == 7_156 * 10**6
    fee.do("undo")
    assert session.facts.agreement == before.agreement


def test_a_line_about_a_reading_leads_to_that_reading(fee: LedgerWindow, dialog: Callable):
    tree = fee.explain_panel.tree
    root = tree.topLevelItem(0)
    lines = [root.child(number) for number in range(root.childCount())]
    about = next(line for line in lines if line.data(0, NODE_ROLE).field == "readings.payment_covers_first")
    tree.itemDoubleClicked.emit(about, 0)
    assert dialog(ReadingsDialog).reading == "payment_covers_first"


def test_for_the_whole_ledger_every_reading_has_its_tab(window: LedgerWindow, dialog: Callable):
    window.do("readings")
    shown = dialog(ReadingsDialog)
    assert not shown.about.isVisible()
    assert [shown.tabs.tabText(number) for number in range(3)] == ["送达日顺延的日子", "提前通知的算法", "付款先抵充"]
    shown.tabs.setCurrentIndex(1)
    assert cells(shown.choices, 1)[3] == "1"
    assert cells(shown.changes, 0)[:2] == ["通知 n-2", "提前通知不足"]


def test_a_figure_no_reading_touches_offers_none(window: LedgerWindow):
    window.explain_panel.show_record("order", "o-cos", "refund_cash")
    assert window.explain_panel.tree.topLevelItemCount() == 1
    assert not window.explain_panel.compare_button.isVisible()
