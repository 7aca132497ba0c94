"""Views of a list: columns, order, sorting and filter are remembered, and saved by name."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from ui.application import Program
from ui.settings import settings
from ui.tables.page import RecordsPage
from ui.tables.views import View, last_view, named_views, save_view
from ui.tables.views_dialog import ViewsDialog
from ui.window import LedgerWindow


@pytest.fixture
def page(window: LedgerWindow) -> RecordsPage:
    window.show_page("invoice")
    return window.lists["invoice"]


def shown(page: RecordsPage) -> list[str]:
    """Give the names of the columns in view, in their order."""
    return [str(page.model.headerData(column, Qt.Orientation.Horizontal)) for column in page.view.shown_columns()]


def action(menu: QMenu, text: str) -> QAction:
    return next(each for each in menu.actions() if each.text() == text)


def test_columns_are_hidden_and_shown_again_but_never_all(page: RecordsPage):
    for name in ("对应账单", "金额", "送达日", "付款期限", "未付金额", "逾期违约金", "状态"):
        action(page.menus.columns(), name).trigger()
    assert shown(page) == ["编号"]
    assert not action(page.menus.columns(), "编号").isEnabled()
    action(page.menus.columns(), "金额").trigger()
    assert shown(page) == ["编号", "金额"]
    action(page.menus.columns(), "恢复默认列").trigger()
    assert len(shown(page)) == 8


def test_how_a_list_was_looked_at_is_remembered_over_a_restart(
    program: Program, window: LedgerWindow, page: RecordsPage, qapp: QApplication
):
    page.view.hideColumn(1)
    header = page.view.horizontalHeader()
    header.moveSection(header.visualIndex(2), 0)
    page.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    page.filter.setText("2026")
    expected = (shown(page), [row.record for row in page.model.rows])
    path = window.session.ledger.path
    program.answer("close_ledger")
    qapp.processEvents()
    assert program.open(path)
    again = program.window.lists["invoice"]
    program.window.show_page("invoice")
    assert again is not page
    assert (shown(again), [row.record for row in again.model.rows]) == expected
    assert expected[0][0] == "金额"
    assert again.filter.text() == "2026"


def test_a_view_is_saved_by_name_brought_back_and_forgotten(window: LedgerWindow, page: RecordsPage, dialog: Callable):
    page.filter.setText("已逾期")
    page.view.hideColumn(3)
    page.menus.ask_name()
    ask = dialog(QInputDialog)
    ask.setTextValue("欠着的")
    ask.accept()
    page.filter.clear()
    page.view.showColumn(3)
    assert len(page.model.rows) == 4
    action(page.menus.views(), "欠着的").trigger()
    assert [row.record for row in page.model.rows] == ["i-2026-09"]
    assert "送达日" not in shown(page)
    action(page.menus.views(), "改名、更新或删除…").trigger()
    tended = dialog(ViewsDialog)
    tended.delete_button.click()
    assert named_views("invoice") == {}
    assert not tended.rename_button.isEnabled()
    assert window.page == "invoice"


def test_views_are_renamed_replaced_and_deleted_by_keyboard(page: RecordsPage, qtbot: QtBot, dialog: Callable):
    for name in ("甲", "乙", "丙"):
        save_view("invoice", name, View(needle=name))
    page.filter.setText("2026")
    page.menus.tend()
    tended = dialog(ViewsDialog)

    def rename(to: str) -> None:
        qtbot.keyClick(tended.list, Qt.Key.Key_F2)
        cell = tended.list.findChild(QLineEdit)
        cell.setText(to)
        qtbot.keyClick(cell, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: tended.list.findChild(QLineEdit) is None)

    assert tended.name == "丙"
    rename("丁")
    assert (tended.name, set(named_views("invoice"))) == ("丁", {"甲", "乙", "丁"})
    for no_name in ("甲", "  "):
        rename(no_name)
        assert (tended.name, set(named_views("invoice"))) == ("丁", {"甲", "乙", "丁"})
    qtbot.keyClick(tended.replace_button, Qt.Key.Key_Space)
    qtbot.keyClick(tended.list, Qt.Key.Key_End)
    assert tended.name == "甲"
    qtbot.keyClick(tended.list, Qt.Key.Key_Delete)
    qtbot.keyClick(tended.list, Qt.Key.Key_Home)
    assert {name: view.needle for name, view in named_views("invoice").items()} == {"丁": "2026", "乙": "乙"}
    page.filter.clear()
    qtbot.keyClick(tended.list, Qt.Key.Key_Home)
    qtbot.keyClick(tended.list, Qt.Key.Key_Return)
    assert not tended.isVisible()
    assert page.filter.text() == "2026"


def test_views_are_of_one_kind_and_a_name_is_taken_over(page: RecordsPage):
    save_view("invoice", "甲", View(needle="1"))
    save_view("invoice", "甲", View(needle="2"))
    save_view("bill", "乙/丙", View(needle="3"))
    assert {name: view.needle for name, view in named_views("invoice").items()} == {"甲": "2"}
    assert {name: view.needle for name, view in named_views("bill").items()} == {"乙/丙": "3"}
    assert page.kind == "invoice"


@pytest.mark.parametrize(
    "stored",
    ["", "no JSON", "null", "[]", "3", '["a"]', '[[], [], [["figure.x"]], null, ""]', "[1, 2, 3, 4, 5]", "{}"],
)
def test_a_damaged_settings_file_disturbs_nothing(window: LedgerWindow, stored: str):
    settings().setValue("lists/payment", stored)
    settings().setValue("views/payment", stored)
    view = last_view("payment")
    assert view is None or view == View()
    window.show_page("payment")
    assert len(shown(window.lists["payment"])) == 6
    assert named_views("payment") == {}


def test_columns_no_longer_there_and_new_ones_do_no_harm(page: RecordsPage):
    names = ("field.gone", "field.amount", "field.id")
    page.menus.show_view(View(names, ("field.other",), (("field.gone", 90),), ("field.gone", True)))
    assert shown(page)[:2] == ["金额", "编号"]
    assert len(shown(page)) == 8


@pytest.mark.qt_log_ignore("This plugin does not support")  # what the off-screen platform says of every menu
def test_the_menu_opens_by_action(window: LedgerWindow, page: RecordsPage, qapp: QApplication):
    for name in ("columns", "views"):
        window.do(name)
        menu = qapp.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.close()
    assert page.isVisible()


def test_a_list_s_head_is_read_in_full_in_both_languages(program: Program, window: LedgerWindow, qapp: QApplication):
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFontMetrics

    from ui.look import TEXT_SMALL, font

    window.do("language")
    english = program.window
    english.resize(1280, 800)
    qapp.processEvents()
    metrics = QFontMetrics(font(TEXT_SMALL, bold=True))
    for kind in english.lists:
        english.show_page(kind)
        view = english.lists[kind].view
        for column in view.shown_columns():
            name = str(view.records.headerData(column, Qt.Orientation.Horizontal))
            room = QRect(0, 0, view.columnWidth(column) - 16, 1000)
            needed = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), name)
            assert needed.height() <= view.horizontalHeader().height() - 16, (kind, name)
            assert needed.width() <= room.width(), (kind, name)
