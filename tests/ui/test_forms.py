"""Entry forms: what people type, what is said at the field, what Enter and Esc do."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from models.exchange.record_json import record_from_json, record_to_json
from models.facts.records import KINDS, Arrangement, HolidaySpan, ReferenceRate, StatutoryDay, Voucher
from models.money import YUAN
from models.terms.service_rules import presets, rule_from_preset
from tests.ui.conftest import write
from ui.forms.dates import MonthInput, iso_day, iso_moment
from ui.forms.editor import RecordEditor, RecordPanel
from ui.forms.inputs import AmountInput, NumberInput
from ui.window import LedgerWindow


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-10-08", "2026-10-08"),
        ("2026/10/8", "2026-10-08"),
        ("20261008", "2026-10-08"),
        ("2026年10月8日", "2026-10-08"),
        ("2026-02-30", "2026-02-30"),  # no such day: the models say so
        ("soon", "soon"),
    ],
)
def test_days_as_people_type_them(typed: str, meant: str):
    assert iso_day(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-10-01 19:00", "2026-10-01T19:00:00+08:00"),
        ("2026/10/1 9:05", "2026-10-01T09:05:00+08:00"),
        ("20261001 19：00", "2026-10-01T19:00:00+08:00"),
        ("2026-10-01", "2026-10-01T00:00:00+08:00"),
        ("2026-10-01T19:00:30Z", "2026-10-01T19:00:30Z"),
        ("2026-10-01 12:00 +0100", "2026-10-01T12:00:00+01:00"),
        ("yesterday", "yesterday"),
    ],
)
def test_moments_as_people_type_them(typed: str, meant: str):
    assert iso_moment(typed) == meant


@pytest.mark.parametrize(
    ("typed", "raw"), [("1,234.50", "1234.50"), ("￥80.89 元", "80.89"), ("", None), ("12x", "12x"), ("，", "，")]
)
def test_amounts_as_people_type_them(qtbot: QtBot, typed: str, raw: str | None):
    field = AmountInput()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.raw() == raw


def test_a_whole_number_is_a_number_and_anything_else_is_handed_on(qtbot: QtBot):
    field = NumberInput()
    qtbot.addWidget(field)
    for typed, raw in (("10", 10), ("007", 7), ("1.5", "1.5"), ("", None), ("٣", "٣")):
        field.setText(typed)
        assert field.raw() == raw


def test_every_record_of_the_sample_goes_through_its_form_unchanged(window: LedgerWindow):
    service = next(iter(window.session.facts.services))
    window.session.enter(rule_from_preset(presets()[0].id, service, "r-1"))
    window.session.enter(ReferenceRate("lpr-1", date(2026, 10, 20), Decimal("3.05"), "全国银行间同业拆借中心"))
    days = (HolidaySpan("元旦", date(2027, 1, 1), date(2027, 1, 3)),)
    window.session.enter(Arrangement("2027", days, (StatutoryDay("元旦", date(2027, 1, 1)),)))
    window.session.enter(Voucher("v-1", next(iter(window.session.facts.accounts)), 100 * YUAN, name="新客代金券"))
    seen = set()
    for kind, record in window.session.facts.everything():
        panel = RecordPanel(window.session, kind, record.id)
        problems: list = []
        assert record_from_json(KINDS[kind], panel.form.raw(), "$", problems) == record, problems
        assert not panel.dirty
        panel.deleteLater()
        seen.add(kind)
    assert seen == {"agreement", "letter", *window.lists}


def open_new(window: LedgerWindow, dialog: Callable, page: str) -> RecordEditor:
    window.show_page(page)
    window.do("new_record")
    return dialog(RecordEditor)


def test_what_is_refused_is_said_at_its_field_and_nothing_is_entered(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable
):
    editor = open_new(window, dialog, "payment")
    before = window.session.facts
    form = editor.form
    form.input("amount").setText("12.345")
    form.input("paid_on").setText("2026-02-30")
    qtbot.keyClick(form.input("amount"), Qt.Key.Key_Return)
    said = {place.path: place.problem.text() for place in form.places.values() if place.problem.text()}
    assert set(said) == {"amount", "paid_on"}
    assert "12.345" in said["amount"]
    assert "2026-02-30" in said["paid_on"]
    assert form.input("amount").property("bad")
    assert form.input("paid_on").hasFocus()
    assert editor.panel.message.text() == "尚未保存：请看标出的项。"
    assert window.session.facts is before
    form.input("amount").setText("12.34")
    form.input("paid_on").setText("2026-02-28")
    qtbot.keyClick(form.input("amount"), Qt.Key.Key_Return)
    assert window.session.facts.payments["p-3" if "p-3" in window.session.facts.payments else form.input("id").text()]


def test_a_taken_id_and_a_missing_field_are_said_where_they_are(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    editor = open_new(window, dialog, "bill")
    form = editor.form
    qtbot.keyClick(form.input("total"), Qt.Key.Key_Return)
    assert form.places["total"].problem.text() == "缺少必填项。"
    form.put(record_to_json(window.session.facts.bills["b-2026-09"]))
    qtbot.keyClick(form.input("total"), Qt.Key.Key_Return)
    assert "b-2026-09" in form.places["id"].problem.text()
    assert not form.places["total"].problem.text()


def test_leaving_a_field_writes_it_in_its_usual_form_or_says_what_is_wrong(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable
):
    form = open_new(window, dialog, "payment").form
    day = form.input("paid_on")
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "2026/10/8")
    form.input("amount").setFocus()
    assert day.text() == "2026-10-08"
    assert day.hint() == "周四 · 工作日"
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "2026-13-01")
    form.input("amount").setFocus()
    assert "2026-13-01" in form.places["paid_on"].problem.text()


def test_a_moment_is_asked_for_the_way_it_is_typed(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    form = open_new(window, dialog, "bill").form
    moment = form.input("sent_at")
    moment.setFocus()
    qtbot.keyClicks(moment, "2026-10-32 9:00")
    form.input("total").setFocus()
    assert form.places["sent_at"].problem.text() == "“2026-10-32 9:00”不是时间；请写成 2026-10-01 19:00 这样。"


def test_arrows_step_through_days(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    day = open_new(window, dialog, "payment").form.input("paid_on")
    day.setText("2026-02-28")
    qtbot.keyClick(day, Qt.Key.Key_Up)
    assert day.text() == "2026-03-01"
    qtbot.keyClick(day, Qt.Key.Key_Down)
    assert day.text() == "2026-02-28"


def test_a_reference_is_found_by_its_label_and_a_wrong_one_is_said(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable
):
    form = open_new(window, dialog, "service").form
    account = form.input("account")
    assert account.raw() == next(iter(window.session.facts.accounts))
    account.setEditText("nobody")
    form.input("name").setText("x")
    form.input("starts_on").setText("2026-01-01")
    form.input("billing").setCurrentIndex(0)
    qtbot.keyClick(form.input("name"), Qt.Key.Key_Return)
    assert "nobody" in form.places["account"].problem.text()


def test_escape_leaves_at_once_when_nothing_was_typed_and_warns_when_something_was(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable
):
    editor = open_new(window, dialog, "payment")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    window.do("new_record")
    editor = dialog(RecordEditor)
    editor.form.input("amount").setText("1")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert editor.panel.message.text() == "再按一次 Esc，放弃已输入的内容。"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def test_parts_are_typed_into_the_last_row_edited_and_removed(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    editor = open_new(window, dialog, "incident")
    losses = editor.form.input("losses")
    losses.setFocus()
    losses.selectionModel().setCurrentIndex(losses.parts.index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    qtbot.keyClick(losses, Qt.Key.Key_F2)
    cell = losses.viewport().focusWidget()
    write(qtbot, cell, "数据恢复费用")
    qtbot.keyClick(cell, Qt.Key.Key_Tab)
    assert losses.raw() == [{"description": "数据恢复费用"}]
    losses.parts.setData(losses.parts.index(0, 1), "direct")
    amount = losses.parts.index(0, 2)
    for typed, shown in (("1234.5", "1,234.50"), ("1,2x", "1,2x"), ("12.345", "12.345")):
        losses.parts.setData(amount, typed)
        assert (amount.data(), amount.data(Qt.ItemDataRole.EditRole)) == (shown, typed)
    form = editor.form
    form.input("started_at").setText("2026-11-01 10:00")
    form.input("service").setEditText(next(iter(window.session.facts.services)))
    form.input("cause").setCurrentIndex(0)
    editor.panel.save()
    assert form.places["losses"].problem.text().startswith("第 1 行 · 金额")
    assert (0, "amount") in losses.parts.bad
    qtbot.keyClick(losses, Qt.Key.Key_Escape)
    losses.setCurrentIndex(losses.parts.index(0, 0))
    qtbot.keyClick(losses, Qt.Key.Key_Delete)
    assert losses.raw() is None


def test_the_agreement_is_edited_on_its_page(window: LedgerWindow, qtbot: QtBot):
    window.show_page("agreement")
    panel = window.pages.page("agreement").panel
    panel.form.input("readings.payment_covers_first").put("penalty")
    qtbot.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    assert window.session.facts.readings.payment_covers_first == "penalty"
    window.session.undo()
    assert panel.form.input("readings.payment_covers_first").raw() is None
    panel.form.input("customer.name").setText("")
    qtbot.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    assert panel.form.places["customer.name"].problem.text() == "缺少必填项。"
    qtbot.mouseClick(panel.revert_button, Qt.MouseButton.LeftButton)
    assert panel.form.input("customer.name").text() == window.session.facts.agreement.customer.name
    assert not panel.form.places["customer.name"].problem.text()


def test_what_is_wrong_with_a_day_is_said_as_it_is_typed_and_goes_when_it_is_mended(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable
):
    editor = open_new(window, dialog, "payment")
    form = editor.form
    day, place = form.input("paid_on"), form.places["paid_on"]
    day.setText("2026-13-01")
    editor.panel.save()
    assert place.problem.text() == "“2026-13-01”不是日期；请写成 2026-11-23、1123 或 +10 这样。"
    day.selectAll()
    qtbot.keyClicks(day, "13-")
    assert place.problem.text().startswith("“13-”不是日期")
    day.selectAll()
    qtbot.keyClicks(day, "1123")
    assert not place.problem.text()
    assert not day.property("bad")


@pytest.mark.parametrize(
    ("typed", "month"),
    [("2026-9", "2026-09"), ("202609", "2026-09"), ("2026年9月", "2026-09"), ("2026/13", "2026-13"), ("九月", "九月")],
)
def test_months_as_people_type_them(qtbot: QtBot, typed: str, month: str):
    field = MonthInput()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.raw() == month


def test_a_notice_asks_for_what_its_channel_needs_and_loses_nothing(window: LedgerWindow, dialog: Callable):
    form = open_new(window, dialog, "notice").form
    moments = ("sent_at", "form", "signed_at", "published_at", "posted_on")

    def asked() -> list[str]:
        return [path for path in moments if form.input(path).isVisibleTo(form)]

    assert asked() == ["sent_at", "form"] or asked() == ["form", "sent_at"]
    form.input("sent_at").setText("2026-11-01 9:00")
    for channel, needed in (("post", "posted_on"), ("hand", "signed_at"), ("web_announcement", "published_at")):
        form.input("channel").put(channel)
        assert asked() == ["sent_at", needed]
    assert form.raw()["sent_at"].startswith("2026-11-01")
    form.input("sent_at").clear()
    form.input("channel").put("post")
    assert asked() == ["posted_on"]
    form.input("channel").setCurrentIndex(-1)
    assert len(asked()) == 5


def test_a_record_on_file_opens_at_its_first_field_selected(window: LedgerWindow, dialog: Callable):
    window.records.edit("account", next(iter(window.session.facts.accounts)))
    label = dialog(RecordEditor).form.input("label")
    assert label.hasFocus()
    assert label.selectedText() == label.text() != ""


def test_a_form_is_as_tall_as_it_needs_or_as_the_screen_has_room(window: LedgerWindow, dialog: Callable):
    room = window.screen().availableGeometry().height()
    for kind in window.lists:
        window.records.enter(kind)
        editor = dialog(RecordEditor)
        hidden = editor.panel.findChild(QScrollArea).verticalScrollBar().maximum()
        assert hidden == 0 or editor.height() >= room - 60, kind
        editor.done(0)


def test_every_column_of_a_bill_s_lines_is_read_in_full(window: LedgerWindow, dialog: Callable):
    bill = next(bill for bill in window.session.facts.bills.values() if bill.lines)
    window.records.edit("bill", bill.id)
    lines = dialog(RecordEditor).form.input("lines")
    for column in range(lines.parts.columnCount()):
        needed = max(lines.sizeHintForColumn(column), lines.horizontalHeader().sectionSizeHint(column))
        assert lines.columnWidth(column) >= min(needed, 260), column
