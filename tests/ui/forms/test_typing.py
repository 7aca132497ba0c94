"""Typing in forms: short days, sums, the next record, a duplicate, and nothing lost by a crash."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import write
from ui.application import Program
from ui.forms.dates import iso_day, iso_moment
from ui.forms.editor import RecordEditor
from ui.forms.unfinished import Keeper
from ui.settings import data_folder
from ui.window import LedgerWindow

BASE = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("+10", "2026-12-03"),
        ("-3", "2026-11-20"),
        ("+0", "2026-11-23"),
        ("1001", "2026-10-01"),
        ("10-1", "2026-10-01"),
        ("10/1", "2026-10-01"),
        ("10月1日", "2026-10-01"),
        ("0105", "2027-01-05"),
        ("5-24", "2027-05-24"),
        ("5-25", "2026-05-25"),
        ("0229", "0229"),
        ("2-30", "2-30"),
        ("13-1", "13-1"),
        ("+99999", "+99999"),
        ("2026-10-08", "2026-10-08"),
        ("x", "x"),
    ],
)
def test_a_day_is_typed_short(typed: str, day: str):
    assert iso_day(typed, BASE) == day


def test_without_a_day_to_count_from_nothing_is_guessed():
    assert [iso_day(typed) for typed in ("+10", "1001", "10-1")] == ["+10", "1001", "10-1"]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("10-1 19:00", "2026-10-01T19:00:00+08:00"),
        ("1001 9:05", "2026-10-01T09:05:00+08:00"),
        ("-1 08:30", "2026-11-22T08:30:00+08:00"),
        ("10-1 25", "10-1 25"),
    ],
)
def test_a_moment_s_day_is_typed_short(typed: str, moment: str):
    assert iso_moment(typed, BASE) == moment


@pytest.fixture
def editor(window: LedgerWindow, qtbot: QtBot, dialog: Callable) -> RecordEditor:
    """Give the form of a new payment."""
    window.show_page("payment")
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    found = dialog(RecordEditor)
    assert isinstance(found, RecordEditor)
    return found


def fill(qtbot: QtBot, editor: RecordEditor, path: str, text: str) -> None:
    field = editor.form.input(path)
    field.setFocus()
    field.selectAll()
    write(qtbot, field, text)


def hint(editor: RecordEditor, path: str) -> str:
    return editor.form.input(path).hint()


def test_what_short_days_and_sums_come_to_is_shown_and_saved(window: LedgerWindow, editor: RecordEditor, qtbot: QtBot):
    fill(qtbot, editor, "paid_on", "+10")
    assert hint(editor, "paid_on") == "2026-12-03 · 周四 · 工作日"
    fill(qtbot, editor, "amount", "10+3.2*2")
    assert hint(editor, "amount") == "= 16.40"
    editor.form.input("paid_on").setFocus()
    assert editor.form.input("amount").text() == "16.40"
    qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Return)
    payment = list(window.session.facts.payments.values())[-1]
    assert (payment.paid_on, payment.amount) == (date(2026, 12, 3), 1_640_000_000)


def test_the_day_looked_at_takes_short_days_counted_from_today(window: LedgerWindow, qtbot: QtBot):
    field = window.as_of.field
    for typed, day in (("-13", date(2026, 11, 10)), ("+1", date(2026, 11, 24)), ("1001", date(2026, 10, 1))):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert window.session.as_of == day


def test_enter_saves_and_opens_the_next_until_it_is_left_or_saved_by_its_own_button(
    window: LedgerWindow, editor: RecordEditor, qtbot: QtBot, dialog: Callable, qapp: QApplication
):
    def open_ones() -> list[RecordEditor]:
        qapp.processEvents()
        return [each for each in qapp.topLevelWidgets() if isinstance(each, RecordEditor) and each.isVisible()]

    before = len(window.session.facts.payments)
    qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Return)
    assert open_ones() == [editor]  # nothing typed is nothing saved: what is wrong is at the fields
    fill(qtbot, editor, "amount", "1")
    qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Return)
    following = dialog(RecordEditor)
    assert open_ones() == [following]
    assert following is not editor
    assert following.panel.record_id is None
    assert len(window.session.facts.payments) == before + 1
    fill(qtbot, following, "amount", "2")
    qtbot.mouseClick(following.panel.save_button, Qt.MouseButton.LeftButton)
    assert open_ones() == []
    assert len(window.session.facts.payments) == before + 2


def test_a_record_that_begins_with_something_given_is_the_only_one(window: LedgerWindow, dialog: Callable):
    window.records.enter("payment", {"amount": "3.00"})
    assert dialog(RecordEditor).next_button is None


def test_a_duplicate_begins_like_the_record_with_an_id_of_its_own(window: LedgerWindow, dialog: Callable):
    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-09")
    window.do("duplicate_record")
    form = dialog(RecordEditor).form
    assert form.input("amount").raw() == "500.00"
    assert form.input("bills").raw() == ["b-2026-09"]
    assert form.input("id").raw() not in {None, "i-2026-09"}
    assert form.input("number").raw() is None
    assert form.input("received_at").raw() is None


def test_what_was_typed_survives_a_crash(
    program: Program, window: LedgerWindow, editor: RecordEditor, qtbot: QtBot, dialog: Callable
):
    keeper = Keeper(window.session.ledger.path)
    fill(qtbot, editor, "reference", "没有保存的")
    qtbot.waitUntil(lambda: bool(keeper.kept()))
    (file,) = (data_folder() / "unfinished").rglob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    content = file.read_bytes()
    editor.done(0)
    assert keeper.kept() == []
    file.write_bytes(content)  # as a crash leaves it
    path = window.session.ledger.path
    program.answer("close_ledger")
    QApplication.processEvents()
    assert program.open(path)
    again = dialog(RecordEditor)
    assert again.form.input("reference").raw() == "没有保存的"
    assert again.panel.message.text() == "这是程序上次中断前输入的内容，尚未保存。"
    assert again.panel.dirty
    fill(qtbot, again, "amount", "5")
    qtbot.keyClick(again.form.input("amount"), Qt.Key.Key_Return)
    assert any(each.reference == "没有保存的" for each in program.window.session.facts.payments.values())
    assert keeper.kept() == []


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "other"}', '{"format": "clauseledger-unfinished/1"}'])
def test_a_file_that_is_not_ours_is_passed_over(window: LedgerWindow, content: str):
    keeper = Keeper(window.session.ledger.path)
    keeper.keep("payment", "p-1", {"id": "p-1"})
    (file,) = (data_folder() / "unfinished").rglob("*.json")
    file.write_text(content, encoding="utf-8")
    assert keeper.kept() == []


def test_a_record_s_unfinished_text_is_its_own(window: LedgerWindow):
    keeper = Keeper(window.session.ledger.path)
    keeper.keep("payment", "p-1", {"amount": "1.00"})
    keeper.keep("payment", None, {"amount": "2.00"})
    keeper.keep("payment", "p-1", {"amount": "3.00"})
    assert {each.record: each.raw["amount"] for each in keeper.kept()} == {"p-1": "3.00", None: "2.00"}
    keeper.forget("payment", "p-1")
    assert [each.record for each in keeper.kept()] == [None]
    keeper.forget("payment", None)
