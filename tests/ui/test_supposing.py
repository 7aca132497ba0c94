"""What if an invoice were paid: computed beside today's figures, never written."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.assess import Assessment, assess
from models.facts.records import Allocation
from models.vocabulary import Vocabulary
from models.what_if import Pay, suppose
from tests.ui.conftest import write
from ui.explain.view import NODE_ROLE
from ui.forms.editor import RecordEditor
from ui.window import LedgerWindow


def value_of(assessment: Assessment, kind: str, invoice: str, words: Vocabulary) -> str:
    """Give what is to be shown of a figure."""
    figure = assessment.figures[kind, "invoice", invoice]
    return words.figure_value(figure)


def shown(window: LedgerWindow, kind: str) -> list[str]:
    """Give what the panel shows of a figure: now, unpaid then, paid then."""
    return [window.lists["invoice"].suppose.cells[kind, column].text() for column in range(3)]


def test_it_begins_with_all_that_is_outstanding_on_the_day_looked_at(window: LedgerWindow):
    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-09")
    panel = window.lists["invoice"].suppose
    assert panel.isVisible()
    assert (panel.amount.text(), panel.day.text()) == ("180.00", "2026-11-23")
    assert shown(window, "outstanding") == ["180.00 元", "180.00 元", "0.00 元"]
    window.lists["invoice"].select("i-2026-08")
    assert panel.isHidden()  # paid already


def test_part_on_a_later_day_is_what_the_assessment_gives(window: LedgerWindow, qtbot: QtBot):
    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-09")
    panel = window.lists["invoice"].suppose
    entries = window.session.ledger.undo_stacks
    for field, text in ((panel.amount, "100"), (panel.day, "2026-12-01")):
        field.setFocus()
        field.selectAll()
        write(qtbot, field, text)
    panel.compute()
    facts, day = window.session.facts, date(2026, 12, 1)
    paid = assess(suppose(facts, [Pay(100 * 10**8, day, "i-2026-09")]), day)
    for kind in ("outstanding", "late_fee"):
        expected = [window.session.assessment, assess(facts, day), paid]
        assert shown(window, kind) == [value_of(each, kind, "i-2026-09", window.session.words) for each in expected]
    assert window.session.ledger.undo_stacks == entries
    assert window.session.facts is facts


def test_a_day_that_is_none_is_said(window: LedgerWindow):
    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-09")
    window.lists["invoice"].suppose.day.setText("2026-02-30")
    window.lists["invoice"].suppose.compute()
    assert "2026-02-30" in window.lists["invoice"].suppose.problem.text()


def test_the_slider_drives_curve_and_figures(window: LedgerWindow, qtbot: QtBot):
    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-09")
    panel = window.lists["invoice"].suppose
    panel.slider.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageUp):
        qtbot.keyClick(panel.slider, key)
    day = date(2026, 12, 1)
    assert (panel.slider.value(), panel.day.text(), panel.curve.day) == (8, "2026-12-01", day)
    unpaid = assess(window.session.facts, day)
    assert shown(window, "late_fee")[1] == value_of(unpaid, "late_fee", "i-2026-09", window.session.words) == "80.00 元"
    assert "80.00 元" in panel.curve.accessibleDescription()
    qtbot.keyClick(panel.curve, Qt.Key.Key_Left)
    assert panel.slider.value() == 7


def test_the_supposed_payment_becomes_a_real_one_through_its_form(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-09")
    panel = window.lists["invoice"].suppose
    panel.amount.setText("200")
    panel.day.setText("2026-11-20")
    qtbot.mouseClick(panel.record_button, Qt.MouseButton.LeftButton)
    editor = dialog(RecordEditor)
    assert editor.form.input("paid_on").raw() == "2026-11-20"
    assert editor.form.input("amount").raw() == "200.00"
    before = len(window.session.facts.payments)
    qtbot.keyClick(editor.form.input("amount"), Qt.Key.Key_Return)
    payments = window.session.facts.payments
    assert len(payments) == before + 1
    paid = list(payments.values())[-1]
    assert (paid.amount, paid.paid_on, paid.invoices) == (
        200 * 10**8,
        date(2026, 11, 20),
        (Allocation("i-2026-09", 180 * 10**8),),
    )


def test_what_is_supposed_is_explained_by_its_own_assessment(window: LedgerWindow, qtbot: QtBot):
    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-09")
    panel = window.lists["invoice"].suppose
    panel.day.put("2026-12-01")
    panel.compute()
    cell = panel.cells["late_fee", 1]
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    explained = window.explain_panel
    assert explained.title.text() == f"逾期违约金 · {panel.heads[1].text()}"
    root = explained.tree.topLevelItem(0)
    assert root.data(0, NODE_ROLE).text == cell.text() == "80.00 元"
    assert root.childCount() > 2
    assert "80.00 元" in cell.toolTip()
    panel.record_button.setFocus()
    qtbot.keyClick(panel.record_button, Qt.Key.Key_Tab)
    assert window.focusWidget() is panel.cells["outstanding", 0]
    assert explained.title.text().startswith("未付金额")
