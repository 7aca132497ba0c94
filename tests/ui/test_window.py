"""The window of a ledger: acts and their undoing, the day looked at, lists by keyboard, what is remembered."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from models.agenda import matters
from models.assess import assess
from models.facts.records import Payment
from tests.ui.conftest import write
from tests.ui.test_main_job import cell
from ui import actions
from ui.application import Program
from ui.forms.editor import RecordEditor
from ui.rooms import ROOMS, Room
from ui.shortcuts import ShortcutSheet
from ui.toolbar import ToolBar
from ui.window import ASKED_OF_PAGES, ASKED_OF_PROGRAM, LedgerWindow

CTRL = Qt.KeyboardModifier.ControlModifier
PAID = Payment("p-9", date(2026, 11, 20), 18_000_000_000, "bank")


def test_undo_and_redo_take_the_figures_with_them(window: LedgerWindow, qtbot: QtBot):
    before = cell(window, "invoice", "i-2026-09", "outstanding")
    window.session.enter(PAID)
    assert cell(window, "invoice", "i-2026-09", "outstanding") == "0.00" != before
    assert window.actions_by_name["undo"].text() == "撤销: 录入付款"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert cell(window, "invoice", "i-2026-09", "outstanding") == before
    assert window.messages.line.text() == "已撤销：录入付款"
    assert "p-9" not in window.session.facts.payments
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert cell(window, "invoice", "i-2026-09", "outstanding") == "0.00"


def test_undo_is_greyed_out_where_nothing_can_be_undone(window: LedgerWindow):
    while window.session.next_undo():
        window.session.undo()
    assert not window.actions_by_name["undo"].isEnabled()
    assert window.actions_by_name["redo"].isEnabled()


def test_the_day_looked_at_moves_the_figures(window: LedgerWindow, qtbot: QtBot):
    field = window.as_of.field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "2026-11-10")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    (expected,) = assess(window.session.facts, date(2026, 11, 10)).get("late_fee", "i-2026-09")
    assert cell(window, "invoice", "i-2026-09", "late_fee") == f"{expected.value / 10**8:.2f}" != "65.60"
    assert window.as_of.kind.text() == "周二 · 工作日"
    assert window.pages.page("today").title.text() == "2026-11-10"
    qtbot.mouseClick(window.as_of.today, Qt.MouseButton.LeftButton)
    assert cell(window, "invoice", "i-2026-09", "late_fee") == "65.60"


def test_a_day_that_is_none_is_said_at_the_field_and_changes_nothing(window: LedgerWindow, qtbot: QtBot):
    field = window.as_of.field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "2026-02-30")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("bad")
    assert "2026-02-30" in window.as_of.kind.text()
    assert window.session.as_of == date(2026, 11, 23)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "2026-11-23"
    assert not field.property("bad")


def test_ctrl_arrows_go_a_day_back_and_forth(window: LedgerWindow, qtbot: QtBot):
    qtbot.keyClick(window, Qt.Key.Key_Left, CTRL)
    assert window.session.as_of == date(2026, 11, 22)
    qtbot.keyClick(window, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_Right, CTRL)
    assert window.session.as_of == date(2026, 11, 24)
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL)
    assert window.session.as_of == date(2026, 11, 23)


def test_records_of_later_days_are_listed_but_have_no_figures(window: LedgerWindow):
    window.show_page("invoice")
    window.session.move_to(date(2026, 9, 1))
    row = window.lists["invoice"].model.rows[window.lists["invoice"].model.row_of("i-2026-09")]
    assert not row.there
    assert cell(window, "invoice", "i-2026-09", "outstanding") == ""


@pytest.mark.parametrize("room", ROOMS, ids=[room.name for room in ROOMS])
def test_every_room_has_its_key(window: LedgerWindow, qtbot: QtBot, room: Room):
    combined = QKeySequence(room.keys)[0]
    qtbot.keyClick(window, combined.key(), combined.keyboardModifiers())
    assert window.page == room.pages[0]
    assert window.navigation.currentRow() == ROOMS.index(room)


def test_the_filter_narrows_the_list_and_escape_brings_it_back(window: LedgerWindow, qtbot: QtBot):
    window.show_page("invoice")
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    page = window.lists["invoice"]
    write(qtbot, page.filter, "已逾期")
    assert [row.record for row in page.model.rows] == ["i-2026-09"]
    assert page.count.text() == "1 / 4"
    qtbot.keyClick(page.filter, Qt.Key.Key_Escape)
    assert len(page.model.rows) == 4


def test_sorting_puts_cells_without_a_value_last(window: LedgerWindow):
    window.show_page("invoice")
    page = window.lists["invoice"]
    column = 5  # outstanding; the red-letter invoice has none
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        page.view.sortByColumn(column, order)
        values = [row.cells[column].key for row in page.model.rows]
        assert values[-1] is None
        assert values[:-1] == sorted(values[:-1], reverse=order == Qt.SortOrder.DescendingOrder)


def test_delete_removes_and_the_button_undoes(window: LedgerWindow, qtbot: QtBot):
    window.session.enter(PAID)
    window.show_page("payment")
    page = window.lists["payment"]
    assert page.select("p-9")
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert "p-9" not in window.session.facts.payments
    assert window.messages.line.text() == "已删除：付款 p-9"
    qtbot.mouseClick(window.messages.undo_button, Qt.MouseButton.LeftButton)
    assert "p-9" in window.session.facts.payments


def test_a_record_others_refer_to_stays_and_the_reason_is_said(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    account = next(iter(window.session.facts.accounts))
    window.show_page("account")
    window.lists["account"].select(account)
    qtbot.keyClick(window.lists["account"].view, Qt.Key.Key_Delete)
    said = dialog(QMessageBox)
    assert "还在引用它" in said.informativeText()
    assert account in window.session.facts.accounts


def test_enter_opens_the_selected_record(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    window.show_page("bill")
    page = window.lists["bill"]
    page.select("b-2026-09")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert dialog(RecordEditor).form.input("id").text() == "b-2026-09"


def test_today_lists_what_the_figures_say(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    window.show_page("today")
    page = window.pages.page("today")
    expected = matters(window.session.assessment)
    assert [m.figure.key for m in page.model.matters] == [m.figure.key for m in expected]
    days = [matter.day for matter in page.model.matters]
    assert days == sorted(days)
    said = page.model.index(0).data()
    assert said.startswith("2026-11-03 · 付款期限 · 发票 i-2026-09 · 已过 20 天 · 已逾期")
    page.matters.setCurrentIndex(page.model.index(0))
    assert window.explain_panel.title.text() == "发票 i-2026-09"
    qtbot.keyClick(page.matters, Qt.Key.Key_Return)
    assert dialog(RecordEditor).form.input("id").text() == "i-2026-09"


def test_a_paid_invoice_needs_nobody(window: LedgerWindow):
    window.session.enter(PAID)
    kept = {matter.figure.kind for matter in window.pages.page("today").model.matters}
    assert "payment_deadline" not in kept
    assert kept == {"bill_objection_deadline", "data_kept_until", "answer_requested_by"}


def test_every_action_is_done_by_somebody_and_no_key_does_two_things(window: LedgerWindow):
    names = {action.name for action in actions.table()}
    assert names == {*window.doers, *ASKED_OF_PROGRAM, *ASKED_OF_PAGES}
    keys = [keys for action in actions.table() for keys in action.keys]
    assert len(keys) == len(set(keys))
    assert set(window.actions_by_name) == names


def test_the_sheet_shows_every_shortcut(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    qtbot.keyClick(window, Qt.Key.Key_Slash, CTRL)
    sheet = dialog(ShortcutSheet)
    texts = {label.text() for label in sheet.findChildren(type(window.messages.line))}
    for action in actions.table():
        if action.keys:
            assert actions.text_of(action, window.session.words).rstrip("…") in texts


def test_the_window_comes_back_as_it_was(program: Program, window: LedgerWindow, qapp: QApplication):
    window.resize(790, 640)
    window.dock.hide()
    path = window.session.ledger.path
    program.answer("close_ledger")
    qapp.processEvents()
    assert program.open(path)
    assert program.window.height() == 640
    assert not program.window.dock.isVisible()


def test_another_program_s_change_is_taken_in_when_the_window_comes_to_the_front(window: LedgerWindow):
    from models.ledger import acts
    from models.ledger.ledger import open_ledger

    with open_ledger(window.session.ledger.path) as other:
        acts.enter(other, PAID)
    window.session.look_again()
    assert cell(window, "payment", "p-9", "amount", "field") == "180.00"


def test_the_day_looked_at_stays_in_sight_in_a_narrow_window(window: LedgerWindow, qapp: QApplication):
    bar = window.findChild(ToolBar)
    assert isinstance(bar, ToolBar)
    written = Qt.ToolButtonStyle.ToolButtonTextBesideIcon

    def with_words(width: int) -> list[str]:
        window.resize(width, 520)
        qapp.processEvents()
        field = window.as_of.field
        assert not field.visibleRegion().isEmpty(), width
        assert field.mapTo(window, field.rect().topRight()).x() < width
        buttons = [bar.widgetForAction(action) for action in bar.actions()]
        assert all(button is None or button.isVisible() for button in buttons), width
        return [b.text() for b in buttons if isinstance(b, QToolButton) and b.toolButtonStyle() == written]

    full = with_words(1280)
    assert len(full) == 4
    assert with_words(960) == full[:3]
    assert with_words(800) == []
    assert window.as_of.kind.isVisible()
    assert with_words(700) == []
    assert not window.as_of.kind.isVisible()
    assert with_words(1280) == full
    assert window.as_of.kind.isVisible()


def test_a_narrow_window_is_left_to_its_page_until_one_asks(window: LedgerWindow, qapp: QApplication):
    def resize(width: int) -> bool:
        window.resize(width, 520)
        qapp.processEvents()
        return window.dock.isVisible()

    assert resize(1000)
    assert not resize(999)
    assert window.width() == 999
    window.do("explain")
    window.show_page("bill")
    assert window.dock.isVisible()
    assert resize(1100)
    assert not resize(900)
    window.show_page("invoice")
    assert not window.dock.isVisible()
    assert resize(1100)
    window.dock.hide()
    resize(900)
    assert not resize(1100)  # one that was closed stays closed
