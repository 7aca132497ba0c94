"""Letters and summaries in the window: the preview shows, saves and prints the very pages made."""

import stat
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from reports.letters.letter import letter_pdf
from reports.settlement import settlement_pdf
from ui.paper.making import SpanDialog
from ui.paper.pages import PdfPages
from ui.paper.preview import Preview
from ui.paper.printing import print_pages
from ui.window import LedgerWindow


@pytest.fixture
def preview(window: LedgerWindow, qtbot: QtBot, dialog: Callable) -> Preview:
    window.letters.write("bill-objection", "b-2026-10")
    qtbot.waitUntil(lambda: window.letters.desk.made is not None, timeout=10_000)
    window.letters.desk.preview()
    return dialog(Preview)


def test_the_letter_shown_is_the_letter_made(window: LedgerWindow, preview: Preview):
    expected = letter_pdf(window.session.assessment, "bill-objection", "b-2026-10", number="〔2026〕1号")
    assert preview.pages.content == expected
    pages = len(pypdfium2.PdfDocument(expected))
    assert len(preview.pages) == pages > 1
    assert preview.where.text() == f"第 1 页，共 {pages} 页"
    assert preview.windowTitle() == "〔2026〕1号 关于2026年10月账单的异议函"


def test_page_down_turns_pages_and_keys_zoom(preview: Preview, qtbot: QtBot):
    qtbot.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert preview.where.text().startswith("第 2 页")
    qtbot.keyClick(preview.view, Qt.Key.Key_End)
    assert preview.view.page == len(preview.pages) - 1
    qtbot.keyClick(preview.view, Qt.Key.Key_Home)
    assert preview.view.page == 0
    before = preview.view.zoom
    preview.view.zoom_in()
    assert preview.view.zoom > before
    preview.view.zoom_out()
    preview.view.zoom_out()
    assert preview.view.zoom < before
    preview.view.fit_width()
    assert preview.view.zoom == before


def test_the_view_paints_the_paper(preview: Preview):
    picture = preview.view.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 800, 7) for y in range(0, 600, 7)}
    assert {"#ffffff", "#000000"} <= colours


def test_what_is_saved_is_what_was_shown(preview: Preview, tmp_path: Path):
    assert preview.save(tmp_path / "letter.pdf")
    assert (tmp_path / "letter.pdf").read_bytes() == preview.pages.content
    assert [path.name for path in tmp_path.iterdir()] == ["letter.pdf"]


def test_a_place_that_cannot_be_written_is_said(preview: Preview, tmp_path: Path, dialog: Callable):
    assert not preview.save(tmp_path / "missing" / "letter.pdf")
    assert str(tmp_path / "missing") in dialog(QMessageBox).informativeText()


def test_printing_prints_every_page_or_those_asked_for(preview: Preview, tmp_path: Path):
    for first, last, expected in ((0, 0, len(preview.pages)), (2, 2, 1)):
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setFromTo(first, last)
        print_pages(printer, preview.pages)
        assert len(pypdfium2.PdfDocument(tmp_path / "printed.pdf")) == expected


def test_the_summary_asks_for_its_span(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    window.do("settlement")
    ask = dialog(SpanDialog)
    ask.first.setText("2026-02-30")
    qtbot.keyClick(ask.first, Qt.Key.Key_Return)
    assert "2026-02-30" in ask.problem.text()
    ask.first.setText("2026/1/1")
    ask.last.setText("2026-11-23")
    ask.make()
    shown = dialog(Preview)
    first, last = (window.session.as_of.replace(month=1, day=1), window.session.as_of)
    assert shown.pages.content == settlement_pdf(window.session.facts, first, last, as_of=last)


def test_pictures_are_kept_and_let_go(preview: Preview):
    pages = PdfPages(preview.pages.content)
    first = pages.picture(0, 0.2)
    assert pages.picture(0, 0.2) is first
    for step in range(1, 12):
        pages.picture(0, 0.2 + step / 100)
    assert pages.picture(0, 0.2) is not first


def test_a_saved_file_has_usual_permissions(preview: Preview, tmp_path: Path):
    preview.save(tmp_path / "letter.pdf")
    assert stat.S_IMODE((tmp_path / "letter.pdf").stat().st_mode) & stat.S_IRUSR
