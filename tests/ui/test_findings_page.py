"""The page of findings: what is wrong or near, its count in the navigation, and the act that answers it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.facts.records import AgreementCopy
from models.findings.find import find
from ui.entries import ENTRY_ROLE
from ui.forms.editor import RecordEditor
from ui.rooms import ROOMS, room_of
from ui.window import LedgerWindow

OWN_COPY = "第三条 云朵\n3.2 费用\n3.2.3 云朵先付后用。\n3.2.4 账单自交付起算，云朵按朵计。\n3.2.5 云朵不退。\n"


def row_of(window: LedgerWindow, code: str) -> int:
    """Give the row of the first finding of a code, selected."""
    page = window.pages.page("finding")
    row = next(row for row, finding in enumerate(page.model.items) if finding.code == code)
    page.view.setCurrentIndex(page.model.index(row))
    return row


def test_the_page_says_what_find_finds(window: LedgerWindow):
    window.show_page("finding")
    expected = find(window.session.assessment)
    shown = window.pages.page("finding").model.items
    assert [finding.key for finding in shown] == [finding.key for finding in expected]
    row = row_of(window, "total_not_lines")
    entry = window.pages.page("finding").model.index(row).data(ENTRY_ROLE)
    assert (entry.text, entry.amount, entry.chip) == ("账单 b-2026-10 · 条款 3.2.4", "89.00 元", "账单异议函")
    assert window.pages.page("finding").sentence.text() == entry.title
    assert window.explain_panel.title.text() == "账单 b-2026-10"


def test_the_own_copy_s_words_are_quoted_where_there_is_one(window: LedgerWindow):
    window.show_page("finding")
    page = window.pages.page("finding")
    row_of(window, "total_not_lines")
    assert page.own_words.isHidden()
    copy = AgreementCopy("c-1", "自备.txt", OWN_COPY, date(2026, 11, 1))
    window.session.enter(copy)
    row_of(window, "total_not_lines")
    assert not page.own_words.isHidden()
    assert page.own_words.toPlainText() == "协议原文 3.2.4\n账单自交付起算，云朵按朵计。"
    other = next(row for row, finding in enumerate(page.model.items) if finding.clause != "3.2.4")
    page.view.setCurrentIndex(page.model.index(other))
    assert page.own_words.isHidden()  # the copy has no such clause


def test_the_navigation_counts_them_and_an_act_changes_the_count(window: LedgerWindow):
    item = window.navigation.item(ROOMS.index(room_of("finding")))
    before = int(item.data(Qt.ItemDataRole.UserRole))
    assert before == len(find(window.session.assessment))
    bill = window.session.facts.bills["b-2026-10"]
    window.session.revise(bill._replace(total=sum(line.payable for line in bill.lines)))
    assert int(item.data(Qt.ItemDataRole.UserRole)) == len(find(window.session.assessment)) == before - 1
    window.do("undo")
    assert int(item.data(Qt.ItemDataRole.UserRole)) == before


def test_the_letter_s_button_drafts_the_letter_in_one_step(window: LedgerWindow, qtbot: QtBot):
    window.show_page("finding")
    row_of(window, "total_not_lines")
    assert window.pages.page("finding").letter_button.text() == "账单异议函…"
    qtbot.mouseClick(window.pages.page("finding").letter_button, Qt.MouseButton.LeftButton)
    assert window.page == "letter"
    letter = window.letters.opened
    assert letter is not None
    assert (letter.kind, letter.record, letter.state) == ("bill-objection", "b-2026-10", "draft")
    assert letter.number == "〔2026〕4号"
    assert window.messages.line.text() == "已拟函：〔2026〕4号 账单异议函"
    window.show_page("finding")
    qtbot.mouseClick(window.pages.page("finding").letter_button, Qt.MouseButton.LeftButton)
    assert window.letters.opened.id == letter.id  # the draft there is
    window.show_page("finding")
    assert window.pages.page("finding").written_button.text() == "〔2026〕4号 · 草稿"
    page = window.pages.page("finding")
    row = next(row for row, one in enumerate(page.model.items) if one.record == "n-1")
    page.view.setCurrentIndex(page.model.index(row))
    assert page.written_button.text() == "〔2026〕2号 · 已发送"
    qtbot.mouseClick(page.written_button, Qt.MouseButton.LeftButton)
    assert window.letters.opened.id == "l-2026-2"
    again = window.letters.desk.story.lines["诉讼时效"]
    assert again == "通知 n-1：2026-11-13 中断，重新计算至 2029-11-13"  # delivered on the third day after posting
    window.show_page("notice", "n-1")
    beside = window.explain_panel.beside.text().splitlines()
    assert beside[0] == "诉讼时效（法律参考，在协议之外）"
    assert beside[1].startswith("最后一日 2029-11-13")
    assert beside[2] == "2026-11-13 中断：请求到达对方（函件 〔2026〕2号）"
    window.show_page("notice", "n-2")
    assert "中断：" not in window.explain_panel.beside.text()
    window.show_page("bill", "b-2026-10")
    assert window.explain_panel.beside.isHidden()
    assert len(window.session.facts.letters) == 4


def test_where_there_is_no_letter_enter_opens_the_record(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    window.show_page("finding")
    row_of(window, "balance_low")
    assert window.pages.page("finding").letter_button.isHidden()
    qtbot.keyClick(window.pages.page("finding").view, Qt.Key.Key_Return)
    assert dialog(RecordEditor).panel.kind == "account"


def test_the_selection_stays_with_its_finding(window: LedgerWindow):
    window.show_page("finding")
    row_of(window, "notice_short")
    kept = window.pages.page("finding").current
    window.session.move_by(1)
    assert window.pages.page("finding").current is not None
    assert window.pages.page("finding").current.key == kept.key
