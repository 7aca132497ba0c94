"""The panel that explains: a figure's clause, rule, formula and inputs, and the way from an input to its record."""

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from ui.explain.nodes import Node
from ui.explain.view import NODE_ROLE
from ui.forms.editor import RecordEditor
from ui.window import LedgerWindow


def items(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    """Give every item of a tree that has been made, parents first."""
    waiting = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    while waiting:
        item = waiting.pop(0)
        yield item
        waiting = [item.child(row) for row in range(item.childCount())] + waiting


def nodes(tree: QTreeWidget) -> list[Node]:
    """Give what the lines of a tree say."""
    return [item.data(0, NODE_ROLE) for item in items(tree)]


def line(tree: QTreeWidget, name: str) -> QTreeWidgetItem:
    """Give the first line below the root that goes by a name."""
    return next(item for item in items(tree) if item.parent() and item.data(0, NODE_ROLE).name == name)


def explain(window: LedgerWindow, kind: str, record: str, figure: str) -> QTreeWidget:
    """Explain one figure and give the tree."""
    window.explain_panel.show_record(kind, record, figure)
    return window.explain_panel.tree


def test_a_late_fee_shows_value_clause_rule_formula_and_inputs(window: LedgerWindow):
    tree = explain(window, "invoice", "i-2026-09", "late_fee")
    (figure,) = window.session.assessment.get("late_fee", "i-2026-09")
    words = window.session.words
    said = nodes(tree)
    assert (said[0].name, said[0].text) == ("逾期违约金", "65.60 元")
    assert (said[1].name, said[1].text) == ("条款 4.4.1", words.rule(figure.because))
    assert (said[2].name, said[2].text) == ("算式", words.formula(figure.because))
    inputs = [node for node in said[3:] if node.form == "value"]
    assert [(node.name, node.text) for node in inputs] == [
        (words.input_name(each.name), words.input_value(each)) for each in figure.because.inputs
    ]
    assert any(node.record and node.record[0] == "payment" for node in inputs)


def test_an_input_that_is_a_figure_opens_to_its_own_derivation(window: LedgerWindow):
    tree = explain(window, "invoice", "i-2026-09", "payment_deadline")
    delivered = line(tree, "送达日")
    assert delivered.childCount() == 0
    delivered.setExpanded(True)
    below = [delivered.child(row).data(0, NODE_ROLE) for row in range(delivered.childCount())]
    assert [node.name for node in below][:3] == ["条款 3.2.4", "算式", "实际收到时间"]
    assert below[2].record == ("invoice", "i-2026-09")


def test_enter_on_an_input_opens_its_record_at_the_field(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    tree = explain(window, "invoice", "i-2026-09", "delivered_on")
    tree.setCurrentItem(line(tree, "实际收到时间"))
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    editor = dialog(RecordEditor)
    assert editor.panel.record_id == "i-2026-09"
    assert editor.form.input("received_at").hasFocus()


def test_a_double_click_on_an_input_opens_its_record(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    tree = explain(window, "invoice", "i-2026-09", "outstanding")
    paid = line(tree, "已付部分")
    tree.scrollToItem(paid)
    at = tree.visualItemRect(paid).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog(RecordEditor).panel.kind == "payment"


def test_a_reading_shows_what_the_other_choices_give(window: LedgerWindow):
    tree = explain(window, "agreement", "agreement", "offset_exposure")
    reading = next(node for node in nodes(tree) if node.name.startswith("读法"))
    assert reading.text.splitlines() == ["采用：先抵本金", "先抵违约金：251.56 元"]


def test_a_date_that_may_still_move_shows_its_range(window: LedgerWindow):
    from models.facts.records import Bill
    from models.facts.shapes import Moment

    sent = Moment().read("2027-02-01T10:00:00+08:00")
    account = next(iter(window.session.facts.accounts))
    window.session.enter(Bill("b-late", account, "2027-01", sent, "electronic", 100_000_000))
    window.session.move_to(date(2027, 2, 2))
    (figure,) = window.session.assessment.get("bill_objection_deadline", "b-late")
    assert figure.provisional
    tree = explain(window, "bill", "b-late", "bill_objection_deadline")
    moving = next(node for node in nodes(tree) if node.name == "暂定")
    assert figure.earliest.isoformat() in moving.text
    assert figure.latest.isoformat() in moving.text
    shown = next(m for m in window.pages.page("today").model.matters if m.figure.record == "b-late")
    assert shown.day == figure.earliest


def test_selecting_in_a_list_explains_and_an_act_renews_it(window: LedgerWindow):
    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-09")
    panel = window.explain_panel
    assert panel.title.text() == "发票 i-2026-09"
    window.session.move_to(date(2026, 9, 1))
    assert panel.message.text() == "截至所查看的日期，此事尚未发生。"
    assert panel.figures.isHidden()
    window.session.move_to(date(2026, 11, 23))
    assert not panel.figures.isHidden()
