"""The main job through a real window: a new ledger, its facts typed in, and the late fee on screen."""

from collections.abc import Callable
from datetime import date

import pypdfium2
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.assess import assess
from models.ledger.ledger import open_ledger
from models.money import format_amount
from reports.settlement.settlement import settlement_pdf
from tests.ui.conftest import write
from ui.application import Program
from ui.beginning import NewLedgerDialog
from ui.tables.columns import COLUMNS
from ui.window import LedgerWindow


def cell(window: LedgerWindow, kind: str, record: str, column: str, source: str = "figure") -> str:
    """Read one cell of a list as it is shown."""
    window.show_page(kind)
    model = window.lists[kind].model
    position = next(i for i, c in enumerate(COLUMNS[kind]) if (c.name, c.source) == (column, source))
    return model.index(model.row_of(record), position).data()


def test_new_ledger_bill_invoice_payment_and_the_late_fee_on_screen(
    program: Program, qtbot: QtBot, dialog: Callable, enter: Callable, window_of: Callable
):
    program.begin(None)
    qtbot.mouseClick(program.window.new, Qt.MouseButton.LeftButton)
    new = dialog(NewLedgerDialog)
    write(qtbot, new.customer, "示例公司")
    qtbot.keyClicks(new.signed_on, "2021/11/8")
    qtbot.keyClick(new.signed_on, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window, LedgerWindow))
    window = window_of()
    assert window.session.facts.agreement.signed_on == date(2021, 11, 8)

    enter("account", id="100000000000")
    enter("bill", id="b-1", period="2026-09", sent_at="2026-10-01 19:00", total="345.67")
    enter("invoice", id="i-1", amount="1,300.00", received_at="2026-10-20 10:00")
    enter("payment", id="p-1", paid_on="20261120", amount="100")
    assert list(window.session.facts.payments) == ["p-1"]
    assert window.session.facts.bills["b-1"].account == "100000000000"  # the only account is taken without asking

    with open_ledger(window.session.ledger.path) as ledger:
        assessment = assess(ledger.facts, date(2026, 11, 23))
    (late_fee,) = assessment.get("late_fee", "i-1")
    assert late_fee.value > 0
    assert cell(window, "invoice", "i-1", "late_fee") == format_amount(late_fee.value, grouped=True)
    window.show_page("today")
    assert window.pages.page("today").cards[1].amount.text() == f"{format_amount(late_fee.value, grouped=True)} 元"

    with open_ledger(window.session.ledger.path) as ledger:
        summary = settlement_pdf(ledger.facts, date(2026, 10, 1), date(2026, 11, 23), as_of=date(2026, 11, 23))
    with pypdfium2.PdfDocument(summary) as pages:
        printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert format_amount(late_fee.value, grouped=True) in printed.partition("逾期违约金")[2]


def test_the_sample_shows_its_late_fee(window: LedgerWindow):
    assert cell(window, "invoice", "i-2026-09", "late_fee") == "65.60"
    assert cell(window, "invoice", "i-2026-09", "payment_deadline", "status") == "已逾期"
