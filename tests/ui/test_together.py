"""Files of several kinds in one drop: what was recognised is told, then each kind in turn; each act can be undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from models.ledger import attachments
from tests.files import make_invoices, make_mail, make_provider_bills, make_statements
from ui.evidence.adding import EvidenceDialog
from ui.importing.invoices import InvoicePreview
from ui.importing.mail import MailDialog
from ui.importing.preview import ImportPreview
from ui.importing.statements import StatementPreview
from ui.importing.together import TogetherDialog
from ui.window import LedgerWindow

BILL = f"{make_provider_bills.PAYER}-2026-09"


@pytest.fixture
def dropped(tmp_path: Path) -> list[Path]:
    """Give what lies in a download folder at the end of a month: files, and a folder with more."""
    (tmp_path / "more").mkdir()
    contents = {
        "month.zip": make_provider_bills.month(),
        "a.xml": make_invoices.xml(),
        "red.xml": make_invoices.red(),
        "more/a.pdf": make_invoices.pdf(),
        "more/half.xml": make_invoices.xml()[:300],
        "notice.eml": make_mail.message(),
        "bank.csv": make_statements.icbc(),
        "letter.docx": b"PK\x03\x04 cut off",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in contents if "/" not in name] + [tmp_path / "more"]


def test_one_drop_leads_through_every_kind(window: LedgerWindow, qtbot: QtBot, dialog: Callable, dropped: list[Path]):
    def press(button: object) -> None:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    session = window.session
    before, entries = session.facts, session.ledger.entries
    window.transfer.take_in_all(dropped)
    told = dialog(TogetherDialog)
    rows = [told.tree.topLevelItem(row) for row in range(told.tree.topLevelItemCount())]
    assert [(row.text(0), row.text(1)) for row in rows] == [
        ("服务商账单", "1"), ("电子发票", "4"), ("资金流水", "1"), ("邮件", "1"), ("其他文件", "1"),
    ]  # fmt: skip
    assert session.facts == before
    half = next(file for row in range(4) if (file := rows[1].child(row)).text(0) == "half.xml")
    half.setCheckState(0, Qt.CheckState.Unchecked)
    assert rows[1].checkState(0) == Qt.CheckState.PartiallyChecked
    press(told.go)

    bills = dialog(ImportPreview)
    assert "第 1 类，共 5 类：服务商账单" in [each.text() for each in bills.findChildren(type(bills.wrong))]
    press(bills.go)
    qtbot.waitUntil(lambda: BILL in session.facts.bills, timeout=10_000)
    invoices = dialog(InvoicePreview)
    assert {invoices.table.item(row, 0).text() for row in range(invoices.table.rowCount())} == {
        "a.xml", "red.xml", "a.pdf",
    }  # fmt: skip
    press(invoices.go)
    qtbot.waitUntil(lambda: make_invoices.NUMBER in session.facts.invoices)
    statement = dialog(StatementPreview)
    assert statement.cancel.text() == "跳过"
    press(statement.cancel)
    press(dialog(MailDialog).go)
    kept = dialog(EvidenceDialog)
    assert kept.kind.raw() == "bill"
    kept.how.setText("对方交来")
    press(kept.done_button)
    qtbot.waitUntil(lambda: session.ledger.entries == entries + 4)
    assert not session.facts.statement_lines

    # Each is an act of a name of its own, and all of them can be taken back.
    assert [session.ledger.act(entries + number) for number in range(1, 5)] == [
        "import_provider_bill", "import_invoice", "import_mail", "attach",
    ]  # fmt: skip
    (file,) = [one for one in attachments.everything(session.ledger.connection) if one.name == "letter.docx"]
    assert file.obtained_how == "对方交来"
    for name in ("添加附件", "导入邮件通知", "导入电子发票", "导入服务商账单文件"):
        assert session.next_undo() == name
        session.undo()
    assert session.facts == before


def test_a_kind_that_is_refused_is_said_and_the_next_follows_and_the_rest_can_be_left(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, dropped: list[Path]
):
    before = window.session.facts
    window.transfer.take_in_all([path for path in dropped if path.name != "month.zip"])
    qtbot.mouseClick(dialog(TogetherDialog).go, Qt.MouseButton.LeftButton)
    box = dialog(QMessageBox)
    assert "half.xml" in box.informativeText()
    assert not [each for each in window.findChildren(StatementPreview) if each.isVisible()]
    box.accept()
    statement = dialog(StatementPreview)
    qtbot.mouseClick(statement.stop, Qt.MouseButton.LeftButton)
    qtbot.wait(50)
    assert not [each for kind in (MailDialog, EvidenceDialog) for each in window.findChildren(kind) if each.isVisible()]
    assert window.session.facts == before
    assert window.isEnabled()


def test_nothing_is_taken_in_when_the_list_is_left_and_nothing_can_be_begun_with_all_unticked(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, dropped: list[Path]
):
    before = window.session.facts
    window.transfer.take_in_all(dropped)
    told = dialog(TogetherDialog)
    for row in range(told.tree.topLevelItemCount()):
        told.tree.topLevelItem(row).setCheckState(0, Qt.CheckState.Unchecked)
    assert not told.go.isEnabled()
    told.tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)
    assert [group.kind for group in told.wanted()] == ["provider_bill"]
    qtbot.keyClick(told, Qt.Key.Key_Escape)
    assert window.session.facts == before
