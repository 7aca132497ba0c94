"""The page of the history: acts and their changes in words, one record's acts, earlier states, the tamper check."""

import csv
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from models.china_time import CHINA
from models.facts.records import Notice, Payment
from models.ledger.history import Altered
from models.vocabulary import vocabulary
from tests.ui.conftest import write
from ui.application import Program
from ui.entries import ENTRY_ROLE
from ui.history.page import HistoryPage
from ui.history.wording import Difference, differences
from ui.window import LedgerWindow

PAID = Payment("p-9", date(2026, 11, 20), 18_000_000_000, "bank")


@pytest.fixture
def page(window: LedgerWindow) -> HistoryPage:
    """Give the page after a payment was entered, revised, and the revision undone."""
    window.session.enter(PAID)
    window.session.revise(PAID._replace(amount=17_000_000_000, reference="新凭证"))
    window.session.undo()
    window.show_page("history")
    found = window.pages.page("history")
    assert isinstance(found, HistoryPage)
    return found


def titles(page: HistoryPage) -> list[str]:
    return [page.model.index(row).data(ENTRY_ROLE).title for row in range(page.model.rowCount())]


def cells(page: HistoryPage) -> list[list[str]]:
    rows, columns = range(page.table.rowCount()), range(4)
    return [[page.table.item(row, column).text() for column in columns] for row in rows]


def test_acts_and_what_they_changed_are_said_in_words(page: HistoryPage):
    assert titles(page) == ["撤销：修改付款", "修改付款", "录入付款", "导入文件", "新建账本"]
    page.view.setCurrentIndex(page.model.index(1))
    assert cells(page) == [["付款 p-9", "金额", "180.00", "170.00"], ["", "凭证号", "", "新凭证"]]
    imported = page.model.index(3).data(ENTRY_ROLE)
    assert imported.text.startswith("账号 100000000000，另 ")


def test_what_an_act_altered_is_copied_and_the_acts_shown_are_written(
    page: HistoryPage, window: LedgerWindow, qtbot: QtBot, tmp_path: Path
):
    page.view.setCurrentIndex(page.model.index(1))
    page.table.selectAll()
    window.do("copy_rows")
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert copied == [["记录", "字段", "改前", "改后"], ["付款 p-9", "金额", "180.00", "170.00"],
                      ["", "凭证号", "", "新凭证"]]  # fmt: skip
    window.session.enter(PAID._replace(id="p-10", reference="=1+1"))
    page.about(("payment", "p-10"))
    page.taking.write(tmp_path / "a.csv")
    qtbot.waitUntil((tmp_path / "a.csv").exists)
    qtbot.waitUntil(window.isEnabled)
    rows = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["序号", "时间", "操作", "记录", "字段", "改前", "改后"]
    assert [row[2:] for row in rows if row[4] == "凭证号"] == [["录入付款", "付款 p-10", "凭证号", "", "'=1+1"]]
    assert {row[3] for row in rows[1:]} == {"付款 p-10"}
    page.about(None)
    page.taking.write(tmp_path / "all.xlsx")
    qtbot.waitUntil((tmp_path / "all.xlsx").exists)
    sheet, entries = load_workbook(tmp_path / "all.xlsx").active, window.session.ledger.entries
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == set(map(str, range(1, entries + 1)))
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"] == ["s"]


def test_an_act_while_the_page_is_shown_is_there_at_once(window: LedgerWindow, page: HistoryPage):
    window.session.remove("payment", "p-9")
    assert titles(page)[0] == "删除付款"
    window.session.move_by(-1)
    assert titles(page)[0] == "删除付款"


def test_the_filter_finds_what_changed(page: HistoryPage, qtbot: QtBot):
    page.filter.setFocus()
    write(qtbot, page.filter, "新凭证")
    qtbot.waitUntil(lambda: len(titles(page)) == 2)
    assert titles(page) == ["撤销：修改付款", "修改付款"]
    qtbot.keyClick(page.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(titles(page)) == 5)


def test_a_record_s_own_acts_are_shown_from_its_list_and_back_again(window: LedgerWindow, qtbot: QtBot):
    window.session.enter(PAID)
    window.show_page("payment")
    window.lists["payment"].select("p-9")
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.page("history")
    assert window.page == "history"
    assert titles(page) == ["录入付款"]
    assert page.only.text() == "付款 p-9  ✕"
    qtbot.mouseClick(page.only, Qt.MouseButton.LeftButton)
    assert len(titles(page)) == 3
    window.do("back")
    assert (window.page, window.lists["payment"].current) == ("payment", "p-9")


def test_an_earlier_state_is_brought_back_and_can_be_undone(window: LedgerWindow, page: HistoryPage, qtbot: QtBot):
    page.view.setCurrentIndex(page.model.index(1))
    qtbot.mouseClick(page.reinstate_button, Qt.MouseButton.LeftButton)
    assert window.session.facts.payments["p-9"].reference == "新凭证"
    assert window.messages.line.text() == "已恢复：付款 p-9"
    assert titles(page)[0] == "恢复早先的付款"
    qtbot.mouseClick(window.messages.undo_button, Qt.MouseButton.LeftButton)
    assert window.session.facts.payments["p-9"] == PAID
    page.view.setCurrentIndex(page.model.index(titles(page).index("录入付款")))
    qtbot.mouseClick(page.reinstate_button, Qt.MouseButton.LeftButton)
    assert window.messages.line.text() == "付款 p-9 现在已是这个状态。"


def test_a_removed_record_is_brought_back_from_where_it_still_was(window: LedgerWindow, page: HistoryPage):
    window.session.remove("payment", "p-9")
    assert not page.reinstate_button.isEnabled()
    assert not page.record_button.isEnabled()
    page.view.setCurrentIndex(page.model.index(titles(page).index("录入付款")))
    assert page.reinstate_button.isEnabled()
    window.do("reinstate")
    assert window.session.facts.payments["p-9"] == PAID


def test_what_is_gone_is_called_as_it_was_and_not_by_the_id_the_program_made(window: LedgerWindow, page: HistoryPage):
    sent = datetime(2026, 10, 12, 9, tzinfo=CHINA)
    notice = Notice("mail-0123456789ab", "provider", "service_change", "electronic", "email", sent, subject="下线通知")
    window.session.enter(notice)
    window.session.remove("notice", notice.id)
    gone, came = (page.model.index(row).data(ENTRY_ROLE).text for row in range(2))
    assert gone == came == "通知 2026-10-12 下线通知"
    assert cells(page)[0][0] == "通知 2026-10-12 下线通知"


def test_the_record_is_shown_where_it_is_listed(window: LedgerWindow, page: HistoryPage, qtbot: QtBot):
    page.view.setCurrentIndex(page.model.index(1))
    qtbot.mouseClick(page.record_button, Qt.MouseButton.LeftButton)
    assert (window.page, window.lists["payment"].current) == ("payment", "p-9")


def test_the_check_says_that_the_ledger_is_sound(page: HistoryPage, qtbot: QtBot, dialog: Callable):
    qtbot.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    said = dialog(QMessageBox)
    assert said.text() == "账本完好"
    assert "全部 5 次操作" in said.informativeText()


def test_the_check_says_what_was_altered(window: LedgerWindow, page: HistoryPage, qtbot: QtBot, dialog: Callable):
    with sqlite3.connect(window.session.ledger.path) as other:
        other.execute("UPDATE payments SET amount = amount + 1000000 WHERE id = 'p-9'")
    other.close()
    qtbot.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    said = dialog(QMessageBox)
    assert said.text() == "账本与程序写入的内容不一致。"
    assert "p-9" in said.informativeText()


def test_long_histories_are_read_as_one_scrolls(window: LedgerWindow, monkeypatch: pytest.MonkeyPatch):
    from models.ledger import past
    from ui.history import view

    monkeypatch.setattr(past, "AT_A_TIME", 2)
    monkeypatch.setattr(past.heads, "__kwdefaults__", {**past.heads.__kwdefaults__, "most": 2})
    monkeypatch.setattr(view, "AT_A_TIME", 2)
    for number in range(5):
        window.session.enter(PAID._replace(id=f"p-{number + 10}"))
    page = HistoryPage(window.session)
    page.refresh()
    assert len(titles(page)) == 2
    while page.model.canFetchMore(page.model.index(-1)):
        page.model.fetchMore(page.model.index(-1))
    assert [head.entry for head in page.model.items] == list(range(window.session.ledger.entries, 0, -1))
    page.deleteLater()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_act_of_the_vocabulary_has_a_name(program: Program, language: str):
    words = vocabulary(language)
    for kind in ("bill", "payment", "agreement", "letter", "letter_template"):
        assert words.act(f"reinstate_{kind}")
    assert program.window is None


@pytest.mark.usefixtures("program")
def test_parts_are_said_briefly_and_what_cannot_be_read_is_shown_as_it_is():
    words = vocabulary("zh")
    lines = [{"service": f"s-{n}", "usage_from": "2026-10-01", "usage_to": "2026-11-01"} for n in range(5)]
    said = differences(Altered("bill", "b", {"lines": lines[:1]}, {"lines": lines, "total": "1.005"}), words)
    by_field = {each.field: each for each in said}
    assert by_field["明细"].after.splitlines()[-1] == "另有 2 项"
    total = words.field("bill", "total")
    assert by_field[total] == Difference("账单 b", total, "", "1.005")


def test_what_was_typed_just_before_the_window_closes_is_let_go_of(window: LedgerWindow, qtbot: QtBot):
    window.show_page("history")
    page = window.pages.page("history")
    write(qtbot, page.filter, "x")
    assert page.filter.rest
    window.close()
    qtbot.wait(page.filter.rest + 60)  # a late look into the closed ledger would be a fault, which fails the test


def test_what_was_typed_just_before_the_page_was_left_holds_when_one_comes_back(window: LedgerWindow, qtbot: QtBot):
    window.show_page("history")
    page = window.pages.page("history")
    before = page.model.rowCount()
    write(qtbot, page.filter, "zzz")
    window.show_page("bill")
    window.show_page("history")
    assert (page.model.rowCount(), before > 0) == (0, True)
