"""The page of movements: each with its record, filtered, sorted, added up, copied and written."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.ledger.account_file_acts import AccountChoices, import_account_files
from tests.files import make_account_files as made
from ui.movements.page import MovementsPage
from ui.window import LedgerWindow


@pytest.fixture
def page(window: LedgerWindow, tmp_path: Path) -> MovementsPage:
    for name in ("movements-2026-09.csv", "orders-2026-09.csv"):
        (tmp_path / name).write_bytes(made.files()[name])
    paths = [tmp_path / "movements-2026-09.csv", tmp_path / "orders-2026-09.csv"]
    window.session.took(import_account_files(window.session.ledger, paths, AccountChoices(made.UIN)).change)
    window.show_page("movement")
    QApplication.processEvents()
    found = window.pages.page("movement")
    assert isinstance(found, MovementsPage)
    return found


def texts(page: MovementsPage, column: int) -> list[str]:
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_every_movement_stands_with_what_it_moved_and_the_record_it_belongs_to(
    page: MovementsPage, window: LedgerWindow, qtbot: QtBot
):
    assert texts(page, 0) == sorted(texts(page, 0), reverse=True)
    assert len(texts(page, 0)) == 5
    order = texts(page, 4).index("订单 20260901000001")
    assert texts(page, 5)[order] == "20260901000001"
    assert texts(page, 2)[order].startswith("-")
    assert "尚未对应" in texts(page, 4)
    page.view.setCurrentIndex(page.model.index(order, 0))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert window.page == "order"
    assert window.lists["order"].current == "20260901000001"


def test_they_are_filtered_sorted_added_up_copied_and_written(
    page: MovementsPage, window: LedgerWindow, qtbot: QtBot, tmp_path: Path
):
    page.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert texts(page, 2)[:2] == ["1,000.00", "500.00"]
    page.view.selectAll()
    assert page.sums.text() == "已选 5 条 · 收入 1,588.79 · 支出 635.20"
    page.filter.setText("500.00")
    page.filter.narrow()
    assert (texts(page, 2), page.count.text()) == (["500.00"], "1 / 5")
    page.view.selectAll()
    window.do("copy_rows")
    assert QGuiApplication.clipboard().text().splitlines()[1].split("\t")[2] == "500.00"
    page.taking.write(tmp_path / "a.csv")
    qtbot.waitUntil((tmp_path / "a.csv").exists)
    qtbot.waitUntil(window.isEnabled)
    rows = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[2] for row in rows] == ["入账（＋）、支出（－）", "500.00"]


def test_with_none_it_says_how_they_come_and_undoing_the_import_takes_them_away(
    page: MovementsPage, window: LedgerWindow
):
    window.session.undo()
    QApplication.processEvents()
    assert page.model.rowCount() == 0
    assert not page.view.isVisible()
