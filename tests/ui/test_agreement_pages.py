"""What lies under the agreement: its text, service rules, holidays, rates; and text that is not saved yet."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from models.facts.records import Bill
from models.facts.shapes import Moment
from models.terms.service_rules import presets
from tests.ui.test_explain import explain, nodes
from ui.application import Program
from ui.forms.presets import PresetDialog
from ui.moved import MovedDialog
from ui.rooms import room_of
from ui.window import LedgerWindow

COPY = """云服务协议

1. 定义
1.1 本协议所称服务，指乙方提供的计算服务。
2. 账号
2.1 甲方应妥善保管账号。
3. 服务
3.1 乙方按约定提供服务。
3.2 服务费用
3.2.1 甲方按价格支付费用。
3.2.2 优惠以达成条件为前提。
3.2.3 乙方可以调整价格。
3.2.4 甲方收到账单后5个工作日内可以提出异议。
4. 违约
4.1 任何一方违约的，应承担责任。
4.2 责任以实际损失为限。
4.3 双方应减少损失。
4.4 逾期
4.4.1 逾期支付的，每日按千分之二支付违约金。
"""
CALENDAR = {
    "format": "clauseledger-calendar/1",
    "year": 2027,
    "notices": [
        {"number": "国办发明电〔2026〕9号", "signed_on": "2026-11-10", "published_on": None, "subject": "通知"}
    ],
    "spans": [{"name": "春节", "from": "2027-02-05", "to": "2027-02-13"}],
    "statutory": [{"name": "春节", "day": "2027-02-06"}],
    "adjusted_working": ["2027-02-14"],
}


def drop(window: LedgerWindow, path: Path) -> None:
    """Drop a file onto the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    place, keys = QPoint(5, 5), Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(place, action, data, button, keys))
    QApplication.sendEvent(window, QDropEvent(place, action, data, button, keys))


@pytest.fixture
def copied(window: LedgerWindow, qtbot: QtBot, tmp_path: Path) -> LedgerWindow:
    """Give the window with a copy of an agreement imported."""
    path = tmp_path / "mine.txt"
    path.write_text(COPY, encoding="utf-8")
    drop(window, path)
    qtbot.waitUntil(lambda: bool(window.session.facts.agreement_copies))
    qtbot.waitUntil(window.isEnabled)
    return window


def test_a_dropped_copy_is_shown_and_its_clauses_are_browsed(copied: LedgerWindow):
    assert copied.page == "agreement_copy"
    page = copied.pages.page("agreement_copy")
    assert page.source.text().startswith("mine.txt")
    page.go_to("3.2.4")
    assert "5个工作日内可以提出异议" in page.text.toPlainText()
    page.go_to("4")
    assert "千分之二" in page.text.toPlainText()  # with everything below it


def test_search_finds_clauses_by_their_words(copied: LedgerWindow):
    page = copied.pages.page("agreement_copy")
    page.search.setText("违约金")
    assert [page.list.item(row).text().split()[0] for row in range(page.list.count())] == ["4.4.1"]
    page.search.setText("没有这样的词")
    assert page.list.count() == 0
    page.search.clear()
    assert page.list.count() > 5


def test_explanations_quote_the_copy_and_lead_to_the_clause(copied: LedgerWindow):
    tree = explain(copied, "invoice", "i-2026-09", "late_fee")
    quoted = next(node for node in nodes(tree) if "千分之二" in node.text)
    assert quoted.record is not None
    copied.show_page("today")
    copied.records.edit(*quoted.record, quoted.field or "")
    assert copied.page == "agreement_copy"
    assert "4.4.1" in copied.pages.page("agreement_copy").list.currentItem().text()


def test_a_copy_is_removed_and_brought_back(copied: LedgerWindow, qtbot: QtBot):
    qtbot.mouseClick(copied.pages.page("agreement_copy").remove_button, Qt.MouseButton.LeftButton)
    assert not copied.session.facts.agreement_copies
    assert copied.pages.page("agreement_copy").list.count() == 0
    copied.do("undo")
    assert copied.pages.page("agreement_copy").list.count() > 5


def test_a_file_without_clauses_is_refused(window: LedgerWindow, tmp_path: Path, dialog: Callable):
    path = tmp_path / "poem.txt"
    path.write_text("没有编号的文字", encoding="utf-8")
    window.transfer.take_in(path)
    assert "带编号的条款" in dialog(QMessageBox).informativeText()
    assert not window.session.facts.agreement_copies


def test_a_service_rule_from_a_preset_shows_its_source_and_day(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    window.show_page("service_rule")
    window.do("preset")
    ask = dialog(PresetDialog)
    ask.preset.put(presets()[-1].id)
    assert presets()[-1].source("zh") in ask.source.text()
    assert presets()[-1].read_on.isoformat() in ask.source.text()
    qtbot.mouseClick(ask.enter_button, Qt.MouseButton.LeftButton)
    (rule,) = window.session.facts.service_rules.values()
    assert (rule.source, rule.source_on) == (presets()[-1].source("zh"), presets()[-1].read_on)
    assert window.lists["service_rule"].current == rule.id


def test_a_dropped_calendar_file_tells_which_dates_moved(window: LedgerWindow, tmp_path: Path, dialog: Callable):
    account = next(iter(window.session.facts.accounts))
    sent = Moment().read("2027-02-01T10:00:00+08:00")
    window.session.enter(Bill("b-late", account, "2027-01", sent, "electronic", 100_000_000))
    window.session.move_to(date(2027, 2, 2))
    assert window.session.assessment.figures["bill_objection_deadline", "bill", "b-late"].provisional
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(CALENDAR), encoding="utf-8")
    drop(window, path)
    told = dialog(MovedDialog)
    rows = [[told.table.item(row, column).text() for column in range(4)] for row in range(told.table.rowCount())]
    figure = window.session.assessment.figures["bill_objection_deadline", "bill", "b-late"]
    assert not figure.provisional
    assert ["账单 b-late", "账单异议期限"] in [row[:2] for row in rows]
    assert any(figure.value.isoformat() in row[3] for row in rows)
    assert "2027" in window.session.facts.arrangements
    assert window.page == "arrangement"


def test_a_calendar_file_that_is_none_is_refused(window: LedgerWindow, tmp_path: Path, dialog: Callable):
    path = tmp_path / "2027.json"
    path.write_text(json.dumps({**CALENDAR, "spans": []}), encoding="utf-8")
    window.transfer.take_in(path)
    assert "不能为空" in dialog(QMessageBox).informativeText()
    assert not window.session.facts.arrangements


def test_keys_go_through_the_tabs(window: LedgerWindow, qtbot: QtBot):
    window.show_page("agreement")
    tabs = room_of("agreement").pages
    for tab in (*tabs[1:], tabs[0]):
        qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert window.page == tab
    qtbot.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert window.page == tabs[-1]
    assert "LPR" in window.lists["reference_rate"].known.text()


def type_unsaved(window: LedgerWindow) -> None:
    """Type a name on the agreement page without saving it."""
    window.show_page("agreement")
    window.pages.page("agreement").panel.form.input("customer.name").setText("新名字")


@pytest.mark.parametrize("leaving", ["close_ledger", "language"])
def test_unsaved_text_is_asked_about_before_it_would_be_lost(
    program: Program, window: LedgerWindow, qtbot: QtBot, dialog: Callable, leaving: str
):
    type_unsaved(window)
    window.do(leaving)
    asked = dialog(QMessageBox)
    assert program.window is window
    qtbot.mouseClick(asked.escapeButton(), Qt.MouseButton.LeftButton)
    assert program.window is window
    assert window.pages.page("agreement").panel.dirty
    window.do(leaving)
    asked = dialog(QMessageBox)
    path = window.session.ledger.path
    qtbot.mouseClick(asked.defaultButton(), Qt.MouseButton.LeftButton)
    assert program.window is not window
    assert program.open(path)
    assert program.window.session.facts.agreement.customer.name == "新名字"


def test_closing_the_window_asks_too_and_discarding_closes_it(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    type_unsaved(window)
    assert not window.close()
    asked = dialog(QMessageBox)
    discard = next(button for button in asked.buttons() if button.text() == "放弃修改")
    qtbot.mouseClick(discard, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
