"""Global search in the window: Ctrl+F, groups, Enter goes to the place, acts are followed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.facts.records import AgreementCopy, Payment
from models.ledger import acts
from models.ledger.ledger import open_ledger
from tests.ui.conftest import activate, write
from tests.ui.test_large import facts
from ui.application import Program
from ui.search.dialog import SearchDialog
from ui.session import MANY
from ui.window import LedgerWindow

CTRL = Qt.KeyboardModifier.ControlModifier
COPY = AgreementCopy("copy.txt", "copy.txt", "1. 服务\n1.1 甲方在北京使用云服务。\n1.2 乙方负责。\n", date(2026, 1, 1))


@pytest.fixture
def search(window: LedgerWindow, qtbot: QtBot, dialog: Callable) -> Callable[[str], SearchDialog]:
    """Search for something by Ctrl+F."""

    def do(wanted: str) -> SearchDialog:
        qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
        opened = dialog(SearchDialog)
        write(qtbot, opened.typed, wanted)
        return opened

    return do


def said(opened: SearchDialog) -> list[str]:
    """Give the lines of the list as screen readers hear them."""
    rows = range(opened.list.count())
    return [opened.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]


def test_results_stand_in_groups_and_enter_goes_to_the_record(window: LedgerWindow, qtbot: QtBot, search: Callable):
    opened = search("i-2026-09")
    assert said(opened) == ["发票  1", "i-2026-09  500.00 · 26440000000000000002", "付款  1", *said(opened)[3:]]
    assert said(opened)[3].endswith("i-2026-09")
    qtbot.keyClick(opened.typed, Qt.Key.Key_Down)
    qtbot.keyClick(opened.typed, Qt.Key.Key_Return)
    assert (window.page, window.lists["payment"].current) == ("payment", "p-3")
    activate(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page == "today"


def test_two_characters_find_a_clause_and_enter_shows_it(window: LedgerWindow, qtbot: QtBot, search: Callable):
    window.session.enter(COPY)
    opened = search("北京")
    assert said(opened) == ["条款  1", "1.1 · 1.1 甲方在北京使用云服务。"]
    qtbot.keyClick(opened.typed, Qt.Key.Key_Return)
    assert (window.page, window.pages.page("agreement_copy").spot) == ("agreement_copy", "1.1")


def test_a_file_leads_to_the_record_it_is_attached_to(window: LedgerWindow, qtbot: QtBot, search: Callable):
    ledger = window.session.ledger
    acts.attach(ledger, "bill", "b-2026-09", "来往.eml", b"x", media_type="message/rfc822", obtained_how="")
    opened = search("来往")
    assert said(opened) == ["附件  1", "账单 b-2026-09 · 来往.eml"]
    qtbot.keyClick(opened.typed, Qt.Key.Key_Return)
    assert (window.page, window.lists["bill"].current) == ("bill", "b-2026-09")


def test_a_record_a_filter_hides_is_shown_all_the_same(window: LedgerWindow, qtbot: QtBot, search: Callable):
    window.show_page("invoice")
    window.lists["invoice"].filter.setText("已付清")
    opened = search("i-2026-09")
    qtbot.keyClick(opened.typed, Qt.Key.Key_Return)
    assert window.lists["invoice"].current == "i-2026-09"


def test_what_nothing_says_is_said_and_enter_stays(qtbot: QtBot, search: Callable):
    opened = search("没有这种东西")
    assert opened.said.text() == "没有找到。"
    qtbot.keyClick(opened.typed, Qt.Key.Key_Return)
    assert opened.isVisible()
    opened.typed.clear()
    assert opened.said.text().startswith("编号")


def test_acts_and_another_program_s_changes_are_followed(window: LedgerWindow):
    found: list[int] = []

    def count(wanted: str) -> int:
        window.finder.ask(wanted, lambda hits: found.append(sum(each.total for each in hits)))
        return found.pop()

    assert count("新凭证") == 0
    window.session.enter(Payment("p-9", date(2026, 11, 20), 10**8, "bank", reference="新凭证"))
    assert count("新凭证") == 1
    window.session.undo()
    assert count("新凭证") == 0
    with open_ledger(window.session.ledger.path) as other:
        acts.enter(other, Payment("p-8", date(2026, 11, 20), 10**8, "bank", reference="新凭证"))
    window.session.look_again()
    assert count("新凭证") == 1
    window.session.move_by(-30)
    assert count("新凭证") == 1


def test_a_large_ledger_is_searched_beside_the_screen(program: Program, qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "large.clauseledger"
    acts.make_from(path, facts(MANY))
    assert program.open(path)
    window = program.window
    window.do("search")
    opened = window.findChild(SearchDialog)
    opened.typed.setText("i1")
    assert opened.list.count() == 0
    assert opened.said.text() == "正在查找…"
    qtbot.waitUntil(lambda: opened.list.count() > 0, timeout=20_000)
    assert said(opened)[0] == "发票  1111"
    assert "另有 1091 条" in said(opened)[21]
