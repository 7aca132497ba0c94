"""The opening page: money at a glance, the timeline beside the list, what answers a matter, an empty ledger."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.facts.records import Account, Agreement, Customer, LetterAnswered, Voucher
from models.facts.shapes import Moment
from models.ledger import acts
from models.ledger.ledger import create
from models.money import YUAN
from tests.ui.conftest import TODAY
from ui.application import Program
from ui.explain.view import NODE_ROLE
from ui.forms.editor import RecordEditor
from ui.letters.sending import AnswerDialog
from ui.today.agenda import money
from ui.today.cards import Card
from ui.today.page import TodayPage
from ui.window import LedgerWindow


@pytest.fixture
def page(window: LedgerWindow) -> TodayPage:
    window.show_page("today")
    found = window.pages.page("today")
    assert isinstance(found, TodayPage)
    return found


def choose(page: TodayPage, kind: str) -> None:
    """Select the first matter of a kind of figure."""
    row = next(row for row, matter in enumerate(page.model.matters) if matter.figure.kind == kind)
    page.matters.setCurrentIndex(page.model.index(row))


def answers(page: TodayPage) -> list[str]:
    return [button.text() for button in page.detail.buttons]


def test_the_cards_say_what_is_owed_grows_is_exposed_and_can_be_claimed(page: TodayPage):
    said = [(card.name.text(), card.amount.text(), card.below.text().strip()) for card in page.cards]
    assert said == [
        ("未付金额", "180.00 元", "1 张未付 · 1 张逾期"),
        ("逾期违约金", "65.60 元", "明日再增 1.80 元"),
        ("可被抵扣金额", "245.60 元", "预缴 769.86 元"),
        ("可主张金额", "909.05 元", ""),
    ]
    assert page.cards[1].accessibleName() == "逾期违约金 65.60 元 明日再增 1.80 元"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_card_explains_what_it_is_made_of(window: LedgerWindow, page: TodayPage, qtbot: QtBot):
    lines = window.explain_panel.figures
    page.cards[2].setFocus()
    qtbot.keyClick(page.cards[2], Qt.Key.Key_Return)
    assert window.explain_panel.title.text() == "可被抵扣金额"
    assert [lines.topLevelItem(row).toolTip(0) for row in range(lines.topLevelItemCount())] == [
        "可被没收的预缴费用 · 769.86 元 · 协议",
        "可被抵扣金额 · 245.60 元 · 协议",
    ]
    qtbot.mouseClick(page.cards[3], Qt.MouseButton.LeftButton)
    assert window.explain_panel.title.text() == "可主张金额"
    worth = [lines.topLevelItem(row).data(0, NODE_ROLE) for row in range(lines.topLevelItemCount())]
    assert [(node.name, node.text) for node in worth] == [("可主张损失", "678.40 元"), ("应退现金", "230.65 元")]
    at = QPoint(5, 5)
    QApplication.sendEvent(page.cards[3], QHelpEvent(QEvent.Type.ToolTip, at, page.cards[3].mapToGlobal(at)))
    assert "应退现金 · 订单 o-cos  230.65 元" in page.cards[3].toolTip()


def test_the_timeline_and_the_list_choose_together(page: TodayPage, qtbot: QtBot):
    qtbot.keyClick(page.timeline, Qt.Key.Key_End)
    assert page.matters.currentIndex().row() == len(page.model.matters) - 1
    page.matters.setCurrentIndex(page.model.index(1))
    assert page.timeline.current == 1
    assert page.timeline.accessibleDescription() == page.model.index(1).data()


def test_a_bill_is_answered_by_a_letter_or_on_record(
    window: LedgerWindow, page: TodayPage, qtbot: QtBot, dialog: Callable
):
    choose(page, "bill_objection_deadline")
    assert page.detail.sentence.text() == "到期未答复，视为对账单无异议。"
    assert page.detail.about.text() == "账单 b-2026-10 · 条款 3.2.4 · 还有 2 天"
    assert answers(page) == ["记录我方答复…", "账单异议函…"]
    qtbot.mouseClick(page.detail.buttons[0], Qt.MouseButton.LeftButton)
    editor = dialog(RecordEditor)
    assert editor.form.input("answer.kind").hasFocus()
    editor.done(0)
    qtbot.mouseClick(page.detail.buttons[1], Qt.MouseButton.LeftButton)
    *_, letter = window.session.facts.letters.values()
    assert (letter.kind, letter.subject, letter.record) == ("bill-objection", "bill", "b-2026-10")
    assert (window.page, window.letters.opened) == ("letter", letter)


def test_the_answer_to_a_letter_is_put_on_record_from_its_day(
    window: LedgerWindow, page: TodayPage, qtbot: QtBot, dialog: Callable
):
    choose(page, "answer_requested_by")
    assert answers(page) == ["登记对方答复…"]
    qtbot.mouseClick(page.detail.buttons[0], Qt.MouseButton.LeftButton)
    dialog(AnswerDialog).finish()
    assert window.letters.opened.number == "〔2026〕2号"
    assert window.letters.opened.answered == LetterAnswered(TODAY)
    window.show_page("today")
    assert "answer_requested_by" not in {matter.figure.kind for matter in page.model.matters}


def test_an_overdue_invoice_is_answered_by_a_payment_of_what_is_owed(
    window: LedgerWindow, page: TodayPage, qtbot: QtBot, dialog: Callable
):
    choose(page, "payment_deadline")
    assert answers(page) == ["录入付款…"]
    qtbot.mouseClick(page.detail.buttons[0], Qt.MouseButton.LeftButton)
    editor = dialog(RecordEditor)
    assert (editor.form.input("amount").raw(), editor.form.input("paid_on").raw()) == ("180.00", "2026-11-23")
    qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Return)
    (payment,) = [each for each in window.session.facts.payments.values() if each.paid_on == date(2026, 11, 23)]
    assert [(part.invoice, part.amount) for part in payment.invoices] == [("i-2026-09", 18_000_000_000)]
    assert window.session.assessment.figures["outstanding", "invoice", "i-2026-09"].value == 0


def test_what_nothing_here_answers_shows_its_record(window: LedgerWindow, page: TodayPage, qtbot: QtBot):
    choose(page, "data_kept_until")
    assert answers(page) == []
    qtbot.mouseClick(page.detail.record_button, Qt.MouseButton.LeftButton)
    assert (window.page, window.lists["service"].current) == ("service", "cos-1")


def test_findings_are_one_button_away(window: LedgerWindow, page: TodayPage, qtbot: QtBot):
    assert page.findings_button.text() == f"{len(window.outlook.view.findings)} 个问题"
    qtbot.mouseClick(page.findings_button, Qt.MouseButton.LeftButton)
    assert window.page == "finding"


def test_an_empty_ledger_teaches_where_to_begin(program: Program, tmp_path: Path, qtbot: QtBot, dialog: Callable):
    path = tmp_path / "new.clauseledger"
    create(path, Agreement("tencent-cloud-2021", date(2021, 11, 8), Customer("示例公司"))).close()
    assert program.open(path)
    window = program.window
    qtbot.waitUntil(lambda: window.begun)
    page = window.pages.page("today")
    assert page.first_steps.isVisible()
    assert not page.matters.isVisible()
    assert not page.timeline.isVisible()
    qtbot.mouseClick(page.first_steps.buttons[0], Qt.MouseButton.LeftButton)
    editor = dialog(RecordEditor)
    assert editor.panel.kind == "account"
    editor.done(0)
    window.session.do(lambda ledger: acts.put(ledger, "enter_account", [Account("100000000000")]))
    assert page.first_steps.isVisible()  # nothing follows from an account
    window.show_page("bill")
    texts = [label.text() for label in window.lists["bill"].findChildren(type(window.messages.line))]
    assert "按月的账单。由收到时间得出账单异议期限。" in texts


def test_a_voucher_near_its_end_stands_with_what_is_left_of_it(page: TodayPage, window: LedgerWindow):
    account = next(iter(window.session.facts.accounts))
    ends_at = Moment().read("2026-12-01T00:00:00+08:00")
    window.session.enter(Voucher("v-1", account, 100 * YUAN, 60 * YUAN, ends_at=ends_at))
    QApplication.processEvents()
    (matter,) = [one for one in page.model.matters if one.figure.kind == "voucher_usable_until"]
    assert (matter.day.isoformat(), matter.left) == ("2026-11-30", 7)
    assert money(matter.figure, window.session.assessment, window.session.words) == "60.00 元"


@pytest.mark.parametrize(
    "yuan", ["180", "1,234,567", "792,461,861", "99,999,999,999"], ids=["small", "millions", "hundred millions", "most"]
)
def test_an_amount_on_a_card_is_never_cut(window: LedgerWindow, qapp: QApplication, yuan: str):
    window.resize(1280, 800)
    window.show_page("today")
    card = window.pages.page("today").cards[0]
    sizes = []
    for amount in ("0.00 元", f"{yuan}.99 元"):
        card.put(Card("未付金额", amount, "", "plain", ()))
        qapp.processEvents()
        metrics = card.amount.fontMetrics()
        sizes.append(metrics.height())
        assert metrics.horizontalAdvance(amount) <= card.amount.contentsRect().width()
    assert (sizes[1] == sizes[0]) == (yuan == "180")  # as large as there is room for, no smaller
