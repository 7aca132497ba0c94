"""A statement through the window: read, matched, ticked to zero, locked; and by the command line."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from models.ledger import attachments
from models.ledger.statement_acts import import_statements
from models.money import YUAN
from models.statements.reconciling import begun
from tests.files import make_statements as made
from tests.models.ledger.test_statement_acts import INVOICES, document_with
from ui.commands.commandline import main
from ui.entries import ENTRY_ROLE
from ui.explain.view import NODE_ROLE
from ui.importing.statements import StatementPreview
from ui.reconciling.matching import MatchDialog
from ui.reconciling.page import ReconcilePage
from ui.window import LedgerWindow

ICBC = made.FOLDER / "statement-icbc.csv"


def click(qtbot: QtBot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def page_of(window: LedgerWindow) -> ReconcilePage:
    page = window.pages.page("reconciliation")
    assert isinstance(page, ReconcilePage)
    return page


def test_from_the_file_to_the_lock(window: LedgerWindow, qtbot: QtBot, dialog):
    session = window.session
    window.transfer.take_in_all([ICBC])
    preview = dialog(StatementPreview)
    assert preview.account.text() == "6222****0001"
    assert "5" in preview.told.text()
    # A column the user says otherwise changes what would come in; saying it back brings it again.
    day = preview.roles[0]
    day.setCurrentIndex(0)
    day.activated.emit(0)
    assert not preview.go.isEnabled()
    day.setCurrentIndex(day.findData("on"))
    day.activated.emit(1)
    click(qtbot, preview.go)
    qtbot.waitUntil(lambda: len(session.facts.statement_lines) == 5, timeout=10_000)
    page = page_of(window)
    qtbot.waitUntil(lambda: window.page == "reconciliation")
    assert page.table.model().rowCount() == 5
    (statement,) = session.facts.statements
    (kept,) = attachments.of_record(session.ledger.connection, "statement", statement)
    assert attachments.content(session.ledger.connection, kept.sha256) == ICBC.read_bytes()
    assert session.words.record("statement", statement) == f"流水文件 {ICBC.name}"

    assert page.span.first.raw() == "2026-01-05"
    first = page.table.model().index(0, 0)
    assert page.chosen.isHidden()  # there is nothing to choose yet, nor anything to tick
    assert first.data(Qt.ItemDataRole.CheckStateRole) is None
    page.span.first.put("2026-01-01")
    page.span.last.put("2026-01-31")
    page.span.opening.put("10000.00")
    session.changed.emit({})  # whatever happens beside, what was typed stays
    click(qtbot, page.span.begin)
    assert page.span.isHidden()
    click(qtbot, page.another)
    assert [each.raw() for each in (page.span.first, page.span.opening)] == ["2026-02-01", None]
    assert "18,195.44" in page.sums.amounts["difference"].text()
    assert not page.buttons["lock"].isEnabled()
    lines = page.table.model()
    assert lines.setData(lines.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert "19,430.00" in page.sums.amounts["difference"].text()
    click(qtbot, page.buttons["tick_all"])
    assert "0.00" in page.sums.amounts["difference"].text()
    assert not window.messages.undo_button.isHidden()
    click(qtbot, page.buttons["lock"])
    assert window.messages.undo_button.isHidden()  # a lock is not undone in passing
    (one,) = session.facts.reconciliations.values()
    assert (one.locked_on, len(one.lines), one.opening) == (session.today, 5, 10000 * YUAN)
    assert not lines.flags(lines.index(0, 0)) & Qt.ItemFlag.ItemIsUserCheckable

    window.show_page("today")
    window.do("undo")
    box = dialog(QMessageBox)
    assert box.informativeText().startswith("撤销到这里为止")
    click(qtbot, next(button for button in box.buttons() if button.text() == "查看这次对账"))
    assert (window.page, page.spot) == ("reconciliation", one.id)
    page.table.selectRow(1)
    click(qtbot, page.buttons["unrelated"])
    box = dialog(QMessageBox)
    assert "锁定" in box.text() + box.informativeText()
    box.close()
    assert not any(line.purpose for line in session.facts.statement_lines.values())

    click(qtbot, page.buttons["unlock"])
    asked = dialog(QMessageBox)
    click(qtbot, asked.buttons()[0] if "解除" in asked.buttons()[0].text() else asked.buttons()[1])
    assert session.facts.reconciliations[one.id].locked_on is None
    window.show_page("history")
    history = window.pages.page("history")
    named = [history.model.index(row).data(ENTRY_ROLE).title for row in range(4)]
    assert named == ["解除对账锁定", "锁定对账", "勾对 4 笔流水", "勾对 1 笔流水"]
    window.show_page("reconciliation")
    page.table.selectRow(1)
    click(qtbot, page.buttons["unrelated"])
    assert [line.purpose for line in session.facts.statement_lines.values()].count("unrelated") == 1


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_sums_and_lines_answer_with_their_derivation_and_back_returns_to_the_same_line(
    window: LedgerWindow, qtbot: QtBot
):
    session, words = window.session, window.session.words
    import_statements(session.ledger, [ICBC], today=session.today)
    one = begun(session.ledger.facts, "6222****0001", date(2026, 1, 1), date(2026, 1, 31))
    session.enter(one)
    window.show_page("reconciliation")
    page, panel = page_of(window), window.explain_panel
    first = page.table.lines.index(0, 0)
    assert page.table.lines.setData(first, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert not window.dock.isVisible()  # the lines take its room
    amounts = page.sums.amounts
    assert amounts["difference"].text() == "19,430.00"

    click(qtbot, amounts["went"])
    assert window.dock.isVisible()
    root = panel.tree.topLevelItem(0)
    assert root.data(0, NODE_ROLE).text == "1,234.56 元"
    inputs = [root.child(row).data(0, NODE_ROLE) for row in range(root.childCount())]
    line = page.table.lines.lines[0].id
    assert [node.record for node in inputs if node.record] == [("statement_line", line)]
    assert any(words.text("rule.reconciliation.went") == node.text for node in inputs)
    for name, amount in amounts.items():
        QApplication.sendEvent(amount, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1)))
        assert words.text(f"rule.reconciliation.{name}") in amount.toolTip()

    # An input opens its line; from there to the payments and back is to the same line.
    panel.tree.setCurrentItem(root.child(root.childCount() - 1))
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert (page.spot, page.table.selected()) == (line, [line])
    third = page.table.lines.index(2, 2)
    page.table.setCurrentIndex(third)
    assert window.dock.isVisible()  # and follows the line
    assert panel.tree.topLevelItem(0).data(0, NODE_ROLE).text == "8,695.44 元"
    hovered = third.data(Qt.ItemDataRole.ToolTipRole)
    assert "8,695.44 元" in hovered
    assert words.text("rule.reconciliation.balance") in hovered
    window.show_page("payment")
    window.do("back")
    assert (window.page, page.table.selected()) == ("reconciliation", [page.table.lines.lines[2].id])
    window.do("back")
    assert page.table.selected() == []  # where the input was opened from
    window.do("forward")
    assert page.table.selected() == [page.table.lines.lines[2].id]

    # F1 leads to what is selected; a line that is reconciled elsewhere leads to that reconciliation.
    page.table.select([line])
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F1)
    qtbot.keyClick(panel, Qt.Key.Key_F1)
    assert panel.title.text() == "流水 2026-01-05 示例云计算有限公司"
    session.enter(begun(session.facts, "6222****0001", date(2026, 2, 1), date(2026, 2, 28), opening=0, closing=0))
    page.go_to("r-2")
    assert page.table.lines.rowCount() == 0
    window.show_page("reconciliation", line)
    assert (page.chosen.currentData(), page.table.selected()) == (one.id, [line])


def test_a_long_file_is_gone_through_off_the_screen_when_a_column_is_said_otherwise(
    window: LedgerWindow, qtbot: QtBot, dialog, monkeypatch
):
    monkeypatch.setattr("ui.importing.statements._AT_ONCE", 4)
    window.transfer.take_in_all([ICBC])
    preview = dialog(StatementPreview)
    assert preview.go.isEnabled()
    preview.roles[0].setCurrentIndex(0)
    preview.roles[0].activated.emit(0)
    qtbot.waitUntil(lambda: preview.isEnabled() and not preview.go.isEnabled())
    assert "各列内容" in preview.notes.item(0).text()


def test_what_is_ticked_among_suggestions_is_one_act(program, tmp_path: Path, qtbot: QtBot, dialog):
    (tmp_path / "in.json").write_text(json.dumps(document_with(invoices=INVOICES)), encoding="utf-8")
    ledger = tmp_path / "t.clauseledger"
    assert main(["import", str(ledger), str(tmp_path / "in.json")]) == 0
    assert main(["import", str(ledger), str(ICBC)]) == 0
    program.open(ledger)
    window = program.window
    assert isinstance(window, LedgerWindow)
    window.show_page("reconciliation")
    page = page_of(window)
    entries = len(window.session.ledger.history())
    click(qtbot, page.buttons["match"])
    matching = dialog(MatchDialog)
    assert [(one.kind, one.targets) for one in matching.chosen()] == [("invoice", ("i-1",))]
    click(qtbot, matching.go)
    qtbot.waitUntil(lambda: bool(window.session.facts.payments))
    assert len(window.session.ledger.history()) == entries + 1
    assert page.table.model().index(0, 5).data() == "付款 p-20260105-1"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch, capsys) -> str:
    monkeypatch.chdir(tmp_path)
    Path("in.json").write_text(json.dumps(document_with(invoices=INVOICES)), encoding="utf-8")
    assert main(["import", "t.clauseledger", "in.json"]) == 0
    capsys.readouterr()
    return "t.clauseledger"


def run(capsys, *words, status=0):
    assert main(words) == status, capsys.readouterr().err
    said = capsys.readouterr()
    return said.err if status else said.out


def test_the_command_line_does_the_same(ledger: str, capsys):
    told = json.loads(run(capsys, "import", ledger, str(ICBC), "--preview", "--json"))
    (one,) = told["statements"]
    assert (told["imported"], one["new"], one["sum_out"], one["problems"]) == (False, 5, "1804.56", [])
    run(capsys, "import", ledger, str(ICBC))
    (read,) = json.loads(run(capsys, "sources", ledger, "--json"))
    assert (read["kind"], read["files"][0]["name"], read["files"][0]["rows"]) == ("statement", ICBC.name, 5)
    assert f"{ICBC.name}  5" in run(capsys, "sources", ledger)
    assert json.loads(run(capsys, "import", ledger, str(ICBC), "--json"))["imported"] is False
    found = json.loads(run(capsys, "reconcile", ledger, "suggest", "--json", "--as-of", "2026-02-02"))["lines"]
    assert [each["ambiguous"] for each in found] == [False, True, True, True]
    assert found[0]["suggestions"][0]["reasons"][1] == {"code": "days_apart", "days": 6}
    run(capsys, "reconcile", ledger, "match", "--clear", f"{found[1]['line']}=unrelated", "--as-of", "2026-02-02")
    span = ("--account", "6222****0001", "--from", "2026-01-01", "--to", "2026-01-31")
    run(capsys, "reconcile", ledger, "new", *span)
    assert "18,195.44" in run(capsys, "reconcile", ledger, "lock", "r-1", status=1)
    run(capsys, "reconcile", ledger, "tick", "r-1", "--all")
    run(capsys, "reconcile", ledger, "lock", "r-1")
    assert "r-1" in run(capsys, "reconcile", ledger, "match", f"{found[1]['line']}=none", status=1)
    listed = json.loads(run(capsys, "reconcile", ledger, "list", "--json"))["reconciliations"]
    assert [(each["difference"], "locked_on" in each["reconciliation"]) for each in listed] == [("0.00", True)]
    run(capsys, "reconcile", ledger, "unlock", "r-1")
    run(capsys, "reconcile", ledger, "match", f"{found[1]['line']}=none")
    lines = json.loads(run(capsys, "reconcile", ledger, "lines", "--json"))["lines"]
    assert [line.get("payment") for line in lines] == ["p-20260105-1", None, None, None, None]


def test_columns_said_on_the_command_line_are_remembered(ledger: str, capsys):
    Path("a.csv").write_text("甲,乙,丙\n2026-01-05,5.00,记\n", encoding="utf-8")
    kind = ("--kind", "statement")
    assert "--column" in run(capsys, "import", ledger, "a.csv", *kind, status=1)
    columns = ("--column", "1=on", "--column", "2=amount", "--outgoing", "positive", "--account", "甲行")
    run(capsys, "import", ledger, "a.csv", *kind, *columns)
    Path("a.csv").write_text("甲,乙,丙\n2026-01-06,7.00,记\n", encoding="utf-8")
    assert json.loads(run(capsys, "import", ledger, "a.csv", *kind, "--json"))["statements"][0]["remembered"] is True
    assert run(capsys, "import", ledger, "a.csv", "--column", "x=on", status=2)


def test_the_menu_and_its_key_lead_to_the_page(window: LedgerWindow, qtbot: QtBot):
    qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert window.page == "reconciliation"
    page = page_of(window)
    assert not page.span.isVisible()  # nothing to reconcile yet: the page says what brings it, and leads there
    asked = []
    page.asking.connect(asked.append)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
        page.import_button.click()
    assert asked == ["import_file"]
