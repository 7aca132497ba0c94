"""Lists of records: several selected and added up, copied, exported, printed; long lists beside the screen's thread."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from models.ledger import acts
from tests.ui.test_large import facts
from ui.application import Program
from ui.explain.view import NODE_ROLE
from ui.tables.carrying import as_csv, as_tsv, as_xlsx, plain
from ui.tables.model import LONG
from ui.tables.page import RecordsPage
from ui.window import LedgerWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: LedgerWindow) -> RecordsPage:
    window.show_page("invoice")
    return window.lists["invoice"]


def select(page: RecordsPage, *records: str) -> None:
    page.view.clearSelection()
    for record in records:
        index = page.model.index(page.model.row_of(record), 0)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        page.view.selectionModel().select(index, flags)


def test_several_selected_rows_are_added_up_and_say_of_what(window: LedgerWindow, page: RecordsPage, qtbot: QtBot):
    assert not page.sums.isVisible()
    qtbot.keyClick(page.view, Qt.Key.Key_A, CTRL)
    assert page.selected == ["i-2026-08", "i-2026-09", "i-2026-07", "r-2026-07"]
    assert page.sums.text() == "已选 4 条 · 金额 1,388.20 · 未付金额 180.00 · 逾期违约金 65.60"
    qtbot.mouseClick(page.sums, Qt.MouseButton.LeftButton)
    lines = window.explain_panel.figures
    parts = [lines.topLevelItem(row).data(0, NODE_ROLE) for row in range(lines.topLevelItemCount())]
    assert [(part.name, part.text) for part in parts if part.record == ("invoice", "i-2026-09")] == [
        ("金额", "500.00"), ("未付金额", "180.00"), ("逾期违约金", "65.60"),
    ]  # fmt: skip
    select(page, "i-2026-08", "r-2026-07")
    assert page.sums.text() == "已选 2 条 · 金额 428.20 · 未付金额 0.00 · 逾期违约金 0.00"
    select(page, "i-2026-08")
    assert not page.sums.isVisible()


def test_a_list_without_money_only_counts(window: LedgerWindow, qtbot: QtBot):
    window.show_page("notice")
    page = window.lists["notice"]
    qtbot.keyClick(page.view, Qt.Key.Key_A, CTRL)
    assert page.sums.text() == "已选 2 条"


def test_selected_rows_are_copied_as_spreadsheets_paste_them(window: LedgerWindow, page: RecordsPage, qtbot: QtBot):
    page.view.hideColumn(4)
    select(page, "i-2026-09", "r-2026-07")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines == [
        ["编号", "对应账单", "金额", "送达日", "未付金额", "逾期违约金", "状态"],
        ["i-2026-09", "b-2026-09", "500.00", "2026-10-20", "180.00", "65.60", "已逾期"],
        ["r-2026-07", "", "-60.00", "2026-09-21", "", "", "红字发票"],
    ]
    assert window.messages.line.text() == "已复制 2 行"


@pytest.mark.parametrize(("ending", "separator"), [("csv", ","), ("tsv", "\t")])
def test_the_rows_shown_are_exported(page: RecordsPage, qtbot: QtBot, tmp_path: Path, ending: str, separator: str):
    page.filter.setText("已付清")
    path = tmp_path / f"发票.{ending}"
    page.taking.write(path)
    qtbot.waitUntil(lambda: page.window().messages.line.text() == f"已写入：{path}")
    content = path.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(content.splitlines(), delimiter=separator))
    assert [row[0] for row in rows] == ["编号", "i-2026-08", "i-2026-07"]
    assert rows[1][2] == "488.20"


def test_a_place_that_cannot_be_written_is_said(
    page: RecordsPage, tmp_path: Path, dialog: Callable, window: LedgerWindow
):
    from PySide6.QtWidgets import QMessageBox

    page.taking.write(tmp_path / "nowhere" / "a.csv")
    assert "a.csv" in dialog(QMessageBox).informativeText()
    assert window.page == "invoice"


@pytest.mark.parametrize(
    ("text", "number", "said"),
    [
        ("1,234.50", True, "1234.50"),
        ("-1,234.50", True, "-1234.50"),
        ("甲, 乙", False, "甲, 乙"),
        ("a\nb\tc", False, "a b c"),
    ],
)
def test_numbers_lose_their_grouping_and_texts_their_line_ends(text: str, number: bool, said: str):
    assert plain(text, number=number) == said


def test_a_text_that_looks_like_a_formula_is_none_in_a_spreadsheet():
    cells = ["=1+1", "+cmd", "@x", "-60.00", "-甲", "正常"]
    assert as_csv([cells]).decode("utf-8-sig").strip() == "'=1+1,'+cmd,'@x,-60.00,'-甲,正常"
    assert as_tsv([cells]) == "'=1+1\t'+cmd\t'@x\t-60.00\t'-甲\t正常"
    book = load_workbook(io.BytesIO(as_xlsx([cells, cells], [True] * 6)))
    (_, row) = book.active.iter_rows()
    assert [(cell.data_type, cell.value) for cell in row] == [
        *[("s", text) for text in cells[:3]],
        ("n", -60),
        *[("s", text) for text in cells[4:]],
    ]
    assert [bool(cell.quotePrefix) for cell in row] == [True, True, True, False, True, False]


def test_the_rows_shown_are_exported_as_a_spreadsheet(page: RecordsPage, qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "发票.xlsx"
    page.taking.write(path)
    qtbot.waitUntil(lambda: page.window().messages.line.text() == f"已写入：{path}")
    head, *rows = load_workbook(path).active.iter_rows(values_only=True)
    shown = page.view.records
    assert list(head) == [shown.headerData(column, Qt.Orientation.Horizontal) for column in page.view.shown_columns()]
    assert len(rows) == shown.rowCount()
    assert ("i-2026-09", 500) in [(row[0], row[2]) for row in rows]


def test_the_list_is_printed_with_its_head_on_every_page(page: RecordsPage, qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "list.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    page.taking.print_to(printer)
    qtbot.waitUntil(lambda: path.exists() and path.stat().st_size > 0 and page.window().isEnabled())
    document = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    for part in ("发票", "1 / 1", "编号", "i-2026-09", "500.00", "已逾期"):
        assert part in text


def test_the_marks_of_a_cell_are_told_when_the_mouse_rests_on_it(window: LedgerWindow, page: RecordsPage):
    row = page.model.row_of("i-2026-09")
    status = page.model.index(row, 7)
    told = status.data(Qt.ItemDataRole.ToolTipRole)
    assert told.startswith("付款期限  2026-11-03 · 已逾期\n条款 3.2.4")
    assert told.endswith("\n菱形：已逾期或有问题")
    window.session.move_to(date(2026, 9, 25))
    later = page.model.index(page.model.row_of("i-2026-09"), 0)
    assert later.data(Qt.ItemDataRole.ToolTipRole) == "i-2026-09\n浅色：发生在所看日期之后"
    window.session.move_to(date(2027, 10, 8))
    bill = window.session.facts.bills["b-2026-09"]
    sent = datetime.fromisoformat("2027-09-30T19:00:00+08:00")
    window.session.enter(bill._replace(id="b-2027", sent_at=sent, received_at=None, answer=None))
    window.show_page("bill", "b-2027")
    model = window.lists["bill"].model
    deadline = model.index(model.row_of("b-2027"), 5)
    assert deadline.data().endswith(" ≈")
    assert "节假日安排未公布" in deadline.data(Qt.ItemDataRole.ToolTipRole)


# A long list


@pytest.fixture
def long(program: Program, tmp_path: Path) -> LedgerWindow:
    path = tmp_path / "large.clauseledger"
    acts.make_from(path, facts(LONG + 10))
    assert program.open(path)
    assert isinstance(program.window, LedgerWindow)
    return program.window


def test_a_long_list_keeps_its_order_until_the_new_one_is_known(long: LedgerWindow, qtbot: QtBot):
    long.show_page("payment")
    page = long.lists["payment"]
    before = [row.record for row in page.model.rows[:5]]
    page.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert page.model.busy
    assert [row.record for row in page.model.rows[:5]] == before
    qtbot.waitUntil(lambda: not page.model.busy, timeout=20_000)
    amounts = [row.cells[2].key for row in page.model.rows[:50]]
    assert amounts == sorted(amounts, reverse=True)
    page.filter.setText("p199 bank 银行")
    qtbot.waitUntil(lambda: page.count.text() == "正在查找…", timeout=5_000)
    page.filter.setText("p199")
    qtbot.waitUntil(lambda: len(page.model.rows) == 11, timeout=20_000)
    assert page.count.text() == f"11 / {LONG + 10}"


def test_a_record_a_long_filtered_list_hides_is_selected_when_it_is_shown(long: LedgerWindow, qtbot: QtBot):
    long.show_page("payment")
    page = long.lists["payment"]
    page.filter.setText("p1999")
    qtbot.waitUntil(lambda: len(page.model.rows) == 1, timeout=20_000)
    long.show_page("payment", "p5")
    qtbot.waitUntil(lambda: page.current == "p5", timeout=20_000)
    assert page.filter.text() == ""


def test_figures_of_a_large_ledger_follow_its_fields(long: LedgerWindow, qtbot: QtBot):
    long.show_page("invoice")
    page = long.lists["invoice"]
    first = page.model.rows[0].cells
    assert first[0].text == "i0"
    assert first[5].text == "…"
    qtbot.waitUntil(lambda: page.model.rows[0].cells[5].text != "…", timeout=20_000)
    figure = long.session.assessment.figures["outstanding", "invoice", "i0"]
    assert page.model.rows[0].cells[5].key == figure.value


def test_all_of_a_long_list_is_added_up_a_little_later(long: LedgerWindow, qtbot: QtBot):
    long.show_page("payment")
    page = long.lists["payment"]
    page.view.selectAll()
    assert page.sums.text() == f"已选 {LONG + 10} 条"
    qtbot.waitUntil(lambda: "金额" in page.sums.text(), timeout=20_000)
    whole = sum(payment.amount for payment in long.session.facts.payments.values())
    assert page.sums.text().endswith(f"金额 {whole // 10**8:,}.{whole % 10**8 // 10**6:02d}")
