"""The provider's bills through the window: what they would do is shown first; then one act, one undo."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from models.facts.records import Account
from models.ledger import attachments
from models.money import YUAN
from models.problems import Refused
from tests.files import make_account_files as account_files
from tests.files import make_invoices as invoices
from tests.files import make_mail as mail
from tests.files import make_provider_bills as made
from ui.entries import ENTRY_ROLE
from ui.history.page import HistoryPage
from ui.importing.account_files import AccountFilePreview
from ui.importing.bills import Stopping
from ui.importing.invoices import InvoicePreview
from ui.importing.mail import MailDialog
from ui.importing.preview import ImportPreview
from ui.tables.plain_taking import PlainTaking
from ui.window import LedgerWindow

ROWS = made.september()
BILL = f"{made.PAYER}-2026-09"


@pytest.fixture
def month(tmp_path: Path) -> Path:
    path = tmp_path / "202609.zip"
    path.write_bytes(made.month())
    return path


def preview_of(window: LedgerWindow, dialog: Callable, *paths: Path) -> ImportPreview:
    window.transfer.take_in_all(list(paths))
    return dialog(ImportPreview)


def cells(preview: ImportPreview) -> dict[str, str]:
    table = preview.table
    return {table.item(row, 0).text(): table.item(row, 1).text() for row in range(table.rowCount())}


def test_the_preview_shows_sums_and_what_to_check_and_cancelling_leaves_everything(
    window: LedgerWindow, dialog: Callable, month: Path
):
    before = window.session.facts
    preview = preview_of(window, dialog, month)
    assert cells(preview)["合计"] == "517.83"
    assert cells(preview)["对象存储COS"] == "177.75269319"
    assert any("19:00" in preview.notes.item(row).text() for row in range(preview.notes.count()))
    assert not preview.conflicts.isVisible()
    preview.reject()
    assert window.session.facts == before


def test_importing_is_one_act_that_the_button_undoes(window: LedgerWindow, qtbot: QtBot, dialog: Callable, month: Path):
    before = window.session.facts
    preview = preview_of(window, dialog, month)
    qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: BILL in window.session.facts.bills, timeout=10_000)
    assert "397" in window.messages.line.text()
    qtbot.mouseClick(window.messages.undo_button, Qt.MouseButton.LeftButton)
    assert window.session.facts == before


def test_history_says_an_import_of_bills_and_its_undoing(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, month: Path
):
    preview = preview_of(window, dialog, month)
    qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: BILL in window.session.facts.bills, timeout=10_000)
    window.session.undo()
    window.show_page("history")
    page = window.pages.page("history")
    assert isinstance(page, HistoryPage)
    assert page.model.index(0).data(ENTRY_ROLE).text.startswith("来源文件，另 ")
    first = [page.table.item(0, column).text() for column in range(4)]
    assert first[:2] == ["来源文件", "名称"]
    assert "L3_" in first[2]
    assert first[3] == ""
    assert not page.reinstate_button.isEnabled()
    page.view.setCurrentIndex(page.model.index(1))
    imported = [page.table.item(row, 0).text() for row in range(page.table.rowCount())]
    assert [name for name in imported if name][-1] == "来源文件"


def test_when_the_bill_was_sent_can_be_put_right(window: LedgerWindow, qtbot: QtBot, dialog: Callable, month: Path):
    preview = preview_of(window, dialog, month)
    preview.sent_at.setText("nonsense")
    qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    assert preview.wrong.isVisible()
    preview.sent_at.setText("2026-10-03 9:30")
    qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: BILL in window.session.facts.bills, timeout=10_000)
    assert window.session.facts.bills[BILL].sent_at.isoformat() == "2026-10-03T09:30:00+08:00"


def test_the_same_files_again_say_that_nothing_is_new(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, month: Path
):
    qtbot.mouseClick(preview_of(window, dialog, month).go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: BILL in window.session.facts.bills, timeout=10_000)
    window.transfer.take_in_all([month])
    qtbot.waitUntil(lambda: "没有新内容" in window.messages.line.text(), timeout=10_000)


def test_files_win_over_conflicts_only_when_told_so(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, month: Path, tmp_path: Path
):
    qtbot.mouseClick(preview_of(window, dialog, month).go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: BILL in window.session.facts.bills, timeout=10_000)
    rows = [{**ROWS[0], "现金账户支出(元)": "9", "优惠后总价": "9", "赠送账户支出(元)": "0"}, *ROWS[1:]]
    (tmp_path / "new.csv").write_bytes(made.table(made.L3, rows))
    preview = preview_of(window, dialog, tmp_path / "new.csv")
    assert preview.conflicts.item(0).text().startswith("new.csv:2")
    assert not preview.go.isEnabled()
    preview.files_win.click()
    qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.facts.bills[BILL].total != 51_783_000_000, timeout=10_000)


def test_how_the_account_counts_months_is_asked_where_nothing_tells(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, tmp_path: Path
):
    rows = [*made.across_the_month_end("charge"), *ROWS]
    (tmp_path / "both.csv").write_bytes(made.table(made.L3, rows))
    window.transfer.take_in_all([tmp_path / "both.csv"])
    box = dialog(QMessageBox)
    (by_usage,) = [button for button in box.buttons() if button.text() == "按使用周期"]
    qtbot.mouseClick(by_usage, Qt.MouseButton.LeftButton)
    preview = dialog(ImportPreview)
    qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: BILL in window.session.facts.bills, timeout=10_000)
    assert window.session.facts.accounts[made.PAYER] == Account(made.PAYER, billing_cycle="usage")


def test_several_files_can_be_dropped(window: LedgerWindow, dialog: Callable, tmp_path: Path):
    for name, rows in (("1.csv", ROWS[:200]), ("2.csv", ROWS[200:])):
        (tmp_path / name).write_bytes(made.table(made.L3, rows))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("1.csv", "2.csv")])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    place, keys = QPoint(5, 5), Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(place, action, data, button, keys))
    QApplication.sendEvent(window, QDropEvent(place, action, data, button, keys))
    assert cells(dialog(ImportPreview))["合计"] == "517.83"


def test_a_reading_that_is_stopped_is_refused_by_name(qapp):
    stopping = Stopping(qapp)
    stopping(1)
    stopping.stop()
    with pytest.raises(Refused) as refused:
        stopping(2)
    assert refused.value.problems[0].code == "import_stopped"


def test_the_button_that_stops_a_reading_leaves_the_ledger(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, tmp_path: Path
):
    (tmp_path / "long.csv").write_bytes(made.table(made.L3, ROWS * 200))
    before = window.session.facts
    window.transfer.take_in_all([tmp_path / "long.csv"])

    def stop() -> QPushButton | None:
        return next((each for each in window.findChildren(QPushButton) if each.text() == "停止"), None)

    qtbot.waitUntil(lambda: stop() is not None and stop().isVisible(), timeout=10_000)
    qtbot.mouseClick(stop(), Qt.MouseButton.LeftButton)
    assert "没有导入" in dialog(QMessageBox).informativeText()
    assert window.session.facts == before


# Electronic invoices -------------------------------------------------------------------------------------------------


def test_invoices_are_shown_then_imported_as_one_act(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, tmp_path: Path
):
    for name, content in (("a.xml", invoices.xml()), ("red.xml", invoices.red())):
        (tmp_path / name).write_bytes(content)
    before = window.session.facts
    window.transfer.take_in_all([tmp_path / "a.xml", tmp_path / "red.xml"])
    preview = dialog(InvoicePreview)
    shown = [[preview.table.item(row, column).text() for column in range(6)] for row in range(2)]
    assert shown[0] == ["a.xml", invoices.NUMBER, "2026-10-15", "500.00", "28.30", "新增"]
    assert shown[1][1:4] == [invoices.RED, "2026-11-02", "-500.00"]
    preview.table.selectRow(1)
    preview.table.setFocus()
    qtbot.keyClick(preview.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, line = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t") == ["文件", "发票号码", "开票日", "金额", "税额", "导入后"]
    assert line.split("\t")[:5] == ["red.xml", f"{invoices.RED}", "2026-11-02", "-500.00", "-28.30"]
    preview.table.findChild(PlainTaking).write(tmp_path / "shown.csv")
    qtbot.waitUntil((tmp_path / "shown.csv").exists)
    assert (tmp_path / "shown.csv").read_text(encoding="utf-8-sig").count("\n") == 3
    qtbot.waitUntil(preview.isEnabled)
    qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: invoices.RED in window.session.facts.invoices, timeout=10_000)
    assert window.session.facts.invoices[invoices.RED].reverses == invoices.NUMBER
    qtbot.waitUntil(lambda: window.page == "invoice")
    assert window.lists["invoice"].current == invoices.NUMBER
    window.session.undo()
    assert window.session.facts == before


def test_a_pdf_with_an_invoice_is_one_and_not_a_copy_of_the_agreement(
    window: LedgerWindow, dialog: Callable, tmp_path: Path
):
    (tmp_path / "a.pdf").write_bytes(invoices.pdf())
    window.transfer.take_in(tmp_path / "a.pdf")
    assert dialog(InvoicePreview).table.item(0, 3).text() == "500.00"
    assert not window.session.facts.agreement_copies


# Mail ----------------------------------------------------------------------------------------------------------------


def test_each_message_is_shown_with_what_it_suggests_and_kept_when_confirmed(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, tmp_path: Path
):
    (tmp_path / "a.mbox").write_bytes(mail.mailbox(mail.message(), mail.message("产品下线公告", "再见")))
    before = set(window.session.facts.notices)
    window.transfer.take_in_all([tmp_path / "a.mbox"])
    first = dialog(MailDialog)
    assert first.kind.currentText() == "常规维护"
    assert "out.cloud.example" in first.hops.item(0).text()
    first.event_at.setText("nonsense")
    qtbot.mouseClick(first.go, Qt.MouseButton.LeftButton)
    assert first.wrong.isVisible()
    first.event_at.setText("2026-10-03 9:00")
    qtbot.mouseClick(first.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.session.facts.notices) == len(before) + 1)
    (entered,) = (notice for key, notice in window.session.facts.notices.items() if key not in before)
    assert entered.event_at.isoformat() == "2026-10-03T09:00:00+08:00"
    second = dialog(MailDialog)
    assert second.kind.currentText() == "调整或终止服务"
    second.reject()
    assert len(window.session.facts.notices) == len(before) + 1


def test_movements_orders_and_vouchers_are_shown_taken_in_as_one_act_and_undone(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, tmp_path: Path
):
    before = window.session.facts
    paths = [tmp_path / name for name in account_files.files()]
    for path in paths:
        path.write_bytes(account_files.files()[path.name])
    window.transfer.take_in_all([path for path in paths if "gb18030" not in path.name])
    preview = dialog(AccountFilePreview)
    said = " ".join(label.text() for label in preview.findChildren(QLabel))
    assert "movements-2026-09.csv：收支明细，5 行新" in said
    assert "代金券 2" in said
    notes = [preview.notes.item(row).text() for row in range(preview.notes.count())]
    assert any(note.startswith("orders-2026-09.csv:4: 订单 20260903000003 是退款") for note in notes)
    offered = [preview.recharges.item(row) for row in range(preview.recharges.count())]
    assert [item.text().split()[2] for item in offered] == ["1,000.00", "500.00"]
    assert [item.checkState() for item in offered] == [Qt.CheckState.Unchecked] * 2
    offered[1].setCheckState(Qt.CheckState.Checked)
    assert window.session.facts == before
    qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "20260901000001" in window.session.facts.orders)
    qtbot.waitUntil(window.isEnabled)
    facts = window.session.facts
    assert facts.accounts[account_files.UIN].cash_balance.amount == 953_59 * 10**6
    (paid,) = [one for name, one in facts.payments.items() if name not in before.payments]
    assert (paid.amount, paid.method, paid.paid_on) == (500 * YUAN, "bank", date(2026, 9, 30))
    kept = attachments.of_record(window.session.ledger.connection, "account", account_files.UIN)
    assert [one.name for one in kept] == sorted(one.name for one in kept)
    assert "movements-2026-09.csv" in [one.name for one in kept]
    window.show_page("voucher")
    assert window.lists["voucher"].current in {"V1", "V2"}
    window.session.undo()
    assert window.session.facts == before


@pytest.mark.parametrize("wanted", [True, False])
def test_the_files_themselves_are_kept_with_the_bill_unless_one_says_not_to(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, month: Path, wanted: bool
):
    preview = preview_of(window, dialog, month)
    assert preview.keep.isChecked()
    preview.keep.setChecked(wanted)
    qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: BILL in window.session.facts.bills, timeout=10_000)
    qtbot.waitUntil(window.isEnabled)
    kept = attachments.of_record(window.session.ledger.connection, "bill", BILL)
    assert [one.name for one in kept] == ([month.name] if wanted else [])
