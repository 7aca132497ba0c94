"""Several records changed or removed at once from a list: seen before it is done, one undo after."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from models.exchange.document import text
from tests.ui.conftest import activate, write
from ui.actions import table, text_of
from ui.forms.several import SeveralEditor
from ui.tables.page import RecordsPage
from ui.window import LedgerWindow

RECORD, FIELD, BEFORE, AFTER = range(4)


def select(page: RecordsPage, *records: str) -> None:
    """Select rows as clicks with Ctrl do."""
    chosen = QItemSelection()
    for record in records:
        at = page.model.index(page.model.row_of(record), 0)
        chosen.select(at, at)
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    page.view.selectionModel().select(chosen, flags)


def seen(editor: SeveralEditor) -> list[tuple[str, ...]]:
    """Give what the preview shows."""
    model = editor.foreseen
    return [tuple(model.index(row, column).data() for column in range(4)) for row in range(model.rowCount())]


@pytest.fixture
def page(window: LedgerWindow, qtbot: QtBot) -> RecordsPage:
    window.show_page("bill")
    activate(qtbot, window)
    return window.lists["bill"]


def opened(page: RecordsPage, qtbot: QtBot, dialog: Callable, *records: str) -> SeveralEditor:
    select(page, *records)
    qtbot.keyClick(page.view, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    return dialog(SeveralEditor)


def test_a_field_typed_once_is_given_to_all_and_taken_back_by_one_undo(
    window: LedgerWindow, page: RecordsPage, qtbot: QtBot, dialog: Callable
):
    before, entries = "".join(text(window.session.facts)), window.session.ledger.entries
    bills = list(window.session.facts.bills)[:2]
    editor = opened(page, qtbot, dialog, *bills)
    assert editor.windowTitle() == "批量修改 2 条记录：账单"
    assert not editor.change_button.isEnabled()
    row = editor.fields.rows["late_fee"]
    row.input.setFocus()
    write(qtbot, row.input, "12.5")
    assert row.tick.isChecked()
    qtbot.waitUntil(lambda: len(seen(editor)) == 2)
    assert [(line[RECORD], line[FIELD], line[AFTER]) for line in seen(editor)] == [
        (f"账单 {each}", row.tick.text(), "12.50") for each in bills
    ]
    assert editor.said.text() == "将修改 2 条记录；撤销一次即可全部还原。"
    qtbot.keyPress(row.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.ledger.entries == entries + 1, timeout=10_000)
    qtbot.waitUntil(lambda: window.messages.line.text() == "已修改 2 条记录")
    assert {window.session.facts.bills[each].late_fee for each in bills} == {12_50_000_000}
    assert page.selected == bills
    window.do("undo")
    assert "".join(text(window.session.facts)) == before


def test_what_one_record_cannot_take_is_shown_at_it_and_changes_none(
    window: LedgerWindow, page: RecordsPage, qtbot: QtBot, dialog: Callable
):
    facts = window.session.facts
    bills = list(facts.bills)
    unanswered = [bill.id for bill in facts.bills.values() if bill.answer is None]
    assert 0 < len(unanswered) < len(bills)
    editor = opened(page, qtbot, dialog, *bills)
    row = editor.fields.rows["answer.disputed"]
    write(qtbot, row.input, "1")
    qtbot.waitUntil(lambda: bool(seen(editor)))
    wrong = [line for line in editor.foreseen.lines if line.wrong]
    assert {line.record for line in wrong} == {f"账单 {each}" for each in unanswered}
    assert {line.after for line in wrong} == {"缺少必填项。"}
    assert not editor.change_button.isEnabled()
    assert editor.said.text() == f"{len(unanswered)} 条记录不能这样改；全部都能改时才会修改。"
    row.input.selectAll()
    write(qtbot, row.input, "1.234")
    qtbot.waitUntil(lambda: "1.234" in row.problem.text())
    editor.change()
    assert window.session.facts is facts


def test_fields_show_what_all_hold_alike_and_untouched_ones_are_left_alone(
    window: LedgerWindow, page: RecordsPage, qtbot: QtBot, dialog: Callable
):
    first, second = list(window.session.facts.bills.values())[:2]
    assert first.channel == second.channel
    assert first.total != second.total
    rows = opened(page, qtbot, dialog, first.id, second.id).fields.rows
    assert rows["channel"].input.raw() == first.channel
    assert (rows["total"].input.raw(), rows["total"].input.placeholderText()) == (None, "各不相同")
    assert not any(row.tick.isChecked() for row in rows.values())
    assert "id" not in rows
    assert "lines" not in rows


def test_a_field_ticked_and_left_empty_is_cleared(
    window: LedgerWindow, page: RecordsPage, qtbot: QtBot, dialog: Callable
):
    bills = window.session.facts.bills
    answered = [bill.id for bill in bills.values() if bill.answer is not None]
    editor = opened(page, qtbot, dialog, *answered, next(each for each in bills if each not in answered))
    for path in ("answer.kind", "answer.on", "answer.disputed", "answer.reason"):
        editor.fields.rows[path].tick.setChecked(True)
        editor.fields.rows[path].input.put(None)
    editor.foresee()
    assert {line[AFTER] for line in seen(editor)} == {""}
    editor.change()
    qtbot.waitUntil(lambda: not any(bill.answer for bill in window.session.facts.bills.values()), timeout=10_000)


def test_several_are_removed_as_one_act(window: LedgerWindow, qtbot: QtBot):
    window.show_page("payment")
    page, entries = window.lists["payment"], window.session.ledger.entries
    payments = list(window.session.facts.payments)
    assert len(payments) > 1
    qtbot.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyPress(page.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not window.session.facts.payments, timeout=10_000)
    assert window.session.ledger.entries == entries + 1
    qtbot.waitUntil(lambda: window.messages.line.text() == f"已删除 {len(payments)} 条记录")
    qtbot.mouseClick(window.messages.undo_button, Qt.MouseButton.LeftButton)
    assert list(window.session.facts.payments) == payments


@pytest.mark.qt_log_ignore("This plugin does not support")  # what the off-screen platform says of every menu
def test_it_is_in_the_menus_and_one_record_has_its_form(window: LedgerWindow, page: RecordsPage):
    bills = list(window.session.facts.bills)
    select(page, *bills[:2])
    offered = [each.text().partition("\t")[0] for each in page.menus.acts().actions() if each.text()]
    assert offered == ["批量修改所选记录…", "删除所选记录", "复制选中的行"]
    select(page, bills[0])
    assert "编辑记录\tF2" in [each.text() for each in page.menus.acts().actions()]
    words = window.session.words
    assert "批量修改所选记录…" in [text_of(action, words) for action in table()]
    window.show_page("today")
    assert not window.actions_by_name["edit_several"].isEnabled()
