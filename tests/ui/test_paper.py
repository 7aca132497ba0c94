"""Letters and summaries in the window: the preview shows, saves and prints the very pages made."""

import hashlib
import stat
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Event, current_thread, main_thread
from time import sleep

import pypdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from reportlab.pdfbase import ttfonts
from shiboken6 import isValid

from models.facts.records import Letter
from models.ledger import letter_acts
from reports.fee_statement import fee_statement_pdf
from reports.letters.letter import letter_pdf
from reports.page_setup import PageSetup, Paper, arranged
from reports.settlement.settlement import settlement_pdf
from reports.typesetting import fonts
from ui.letters import writing
from ui.paper import making
from ui.paper.making import summary_pdf
from ui.paper.page_setup import PageSetupDialog, remembered
from ui.paper.pages import PdfPages
from ui.paper.preview import Preview
from ui.paper.printing import for_pages, print_pages
from ui.paper.several import SeveralDialog
from ui.paper.span import Span, SpanDialog
from ui.paper.statement import StatementDialog
from ui.window import LedgerWindow
from ui.work import Headway, Stages, StoppedError, Work


@pytest.fixture
def preview(window: LedgerWindow, qtbot: QtBot, dialog: Callable) -> Preview:
    window.letters.write("bill-objection", "b-2026-10")
    qtbot.waitUntil(lambda: window.letters.desk.made is not None, timeout=10_000)
    window.letters.desk.preview()
    return dialog(Preview)


def test_the_letter_shown_is_the_letter_made(window: LedgerWindow, preview: Preview):
    expected = letter_pdf(window.session.assessment, "bill-objection", "b-2026-10", number="〔2026〕4号")
    assert preview.pages.content == expected
    pages = len(pypdfium2.PdfDocument(expected))
    assert len(preview.pages) == pages > 1
    assert preview.where.text() == f"第 1 页，共 {pages} 页"
    assert preview.windowTitle() == "〔2026〕4号 关于2026年10月账单的异议函"


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
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, 600, 3)}
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


def test_the_summary_may_be_of_one_account_and_for_one_s_own_eyes(window: LedgerWindow, dialog: Callable):
    window.do("settlement")
    ask = dialog(SpanDialog)
    assert [ask.account.itemData(row) for row in range(ask.account.count())] == [None, "100000000000"]
    ask.account.setCurrentIndex(1)
    ask.own.setChecked(True)
    ask.make()
    day = window.session.as_of
    expected = settlement_pdf(
        window.session.facts, day.replace(month=1, day=1), day, as_of=day, account="100000000000", own=True
    )
    assert dialog(Preview).pages.content == expected


def test_an_invoice_gets_its_late_fee_statement(window: LedgerWindow, dialog: Callable):
    window.show_page("invoice")
    window.lists["invoice"].select("i-2026-09")
    assert window.actions_by_name["fee_statement"].isEnabled()
    menu = window.lists["invoice"].menus.acts()
    assert any("违约金" in action.text() for action in menu.actions())
    window.do("fee_statement")
    ask = dialog(StatementDialog)
    assert ask.invoice.raw() == "i-2026-09"
    ask.make.click()
    assert dialog(Preview).pages.content == fee_statement_pdf(window.session.assessment, "i-2026-09")


def test_away_from_the_invoices_it_is_asked_which_one_and_in_which_language(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable
):
    window.show_page("reports")
    window.do("fee_statement")
    ask = dialog(StatementDialog)
    fees = window.session.assessment.figures.of_kind("late_fee")
    assert ask.invoice.count() == sum(1 for one in fees if one.value)
    ask.language.put("en")
    invoice = ask.invoice.raw()
    qtbot.keyClick(ask.make, Qt.Key.Key_Space)
    shown = dialog(Preview).pages.content
    assert shown == fee_statement_pdf(window.session.assessment, invoice, language="en")
    window.session.move_to(date(2025, 1, 1))
    window.do("fee_statement")
    assert not dialog(StatementDialog).make.isEnabled()


def test_the_summary_comes_in_english_when_asked(window: LedgerWindow, dialog: Callable):
    window.do("settlement")
    ask = dialog(SpanDialog)
    ask.language.put("en")
    ask.make()
    day = window.session.as_of
    expected = settlement_pdf(window.session.facts, day.replace(month=1, day=1), day, as_of=day, language="en")
    assert dialog(Preview).pages.content == expected


def test_what_is_set_up_is_shown_saved_and_remembered(
    preview: Preview, qtbot: QtBot, tmp_path: Path, dialog: Callable
):
    plain = preview.pages.content
    preview.ask_setup()
    ask = dialog(PageSetupDialog)
    ask.binding.setValue(12)
    ask.two_sided.setChecked(True)
    ask._take()
    expected = arranged([Paper("", plain)], PageSetup(12, two_sided=True))
    assert expected != plain
    qtbot.waitUntil(lambda: preview.pages.content == expected)
    assert preview.message.text() == "装订边 12 毫米 · 双面"
    assert preview.save(tmp_path / "bound.pdf")
    assert (tmp_path / "bound.pdf").read_bytes() == expected
    assert remembered() == PageSetup(12, two_sided=True)
    again = Preview([("函", plain)], "函", preview._words, preview)
    assert again.pages.content == expected
    again.set_up(PageSetup())
    qtbot.waitUntil(lambda: again.pages.content == plain)


def test_a_paper_that_cannot_be_moved_is_shown_as_it_is_and_said(preview: Preview, dialog: Callable):
    writer = pypdf.PdfWriter(clone_from=BytesIO(preview.pages.content))
    writer.encrypt("", "owner")
    buffer = BytesIO()
    writer.write(buffer)
    locked = Preview([("锁定的函", buffer.getvalue())], "函", preview._words, preview)
    locked.set_up(PageSetup(10))
    assert "锁定的函" in dialog(QMessageBox).informativeText()
    assert locked.pages.content == buffer.getvalue()


def test_printing_on_both_sides_is_proposed_and_a_stopped_job_stops(preview: Preview, tmp_path: Path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    for_pages(printer, preview.pages, two_sided=True)
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    asked = []
    assert not print_pages(printer, preview.pages, lambda done: asked.append(done) or done < 1)
    assert asked == [0, 1]


def test_several_letters_are_one_file_in_the_register_s_order(unwritten: LedgerWindow, dialog: Callable):
    window = unwritten
    session = window.session
    window.do("print_several")
    assert window.messages.line.text() == "登记簿中还没有函件。"
    for bill in ("b-2026-09", "b-2026-10"):
        session.do(
            lambda ledger, bill=bill: writing.draft(
                ledger, session.assessment, "bill-objection", bill, writing.Choices()
            )
        )
    first, second = session.facts.letters.values()
    made = writing.to_freeze(session.assessment, first, (), session.words)
    session.do(lambda ledger: writing.freeze(ledger, first, made, session.as_of))
    window.do("print_several")
    ask = dialog(SeveralDialog)
    assert not ask.print.isEnabled()
    for row in (1, 0):
        ask.list.item(row).setCheckState(Qt.CheckState.Checked)
    assert ask.print.isEnabled()
    ask.print.click()
    frozen = letter_acts.frozen_file(session.ledger, session.facts.letters[first.id])
    papers = [
        Paper(f"{first.number} {first.title}", frozen),
        Paper(f"{second.number} {second.title}", writing.pages(session.assessment, second, ())[0]),
    ]
    assert dialog(Preview).pages.content == arranged(papers, PageSetup())


def test_pages_frozen_elsewhere_are_taken_in_by_their_digest(window: LedgerWindow, tmp_path: Path):
    pages = tmp_path / "frozen.pdf"
    pages.write_bytes(fee_statement_pdf(window.session.assessment, "i-2026-09"))
    digest = hashlib.sha256(pages.read_bytes()).hexdigest()
    frozen = {"frozen_on": date(2026, 11, 2), "pdf": digest}
    made = Letter("l-9", "claim", date(2026, 11, 1), "某公司", "函", "〔2026〕9号", **frozen)
    window.session.enter(made)
    window.show_page("letter", "l-9")
    desk = window.letters.desk
    add = next(button for button in desk.findChildren(QPushButton) if button.text() == "补入 PDF…")
    assert add.isVisible()
    assert "补入" in desk.paper.message.text()
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(b"%PDF-1.7")
    desk.steps.take_pages(made, wrong)
    assert add.isVisible()
    assert desk.paper.content is None
    desk.steps.take_pages(made, pages)
    assert not add.isVisible()
    assert desk.paper.content == pages.read_bytes()


def test_long_work_tells_how_far_it_is_and_can_be_stopped(window: LedgerWindow, qtbot: QtBot):
    headway, outcome = Headway(), []
    going = Event()

    def job() -> None:
        for done in range(10_000):
            going.set()
            headway(done, 10_000)
            sleep(0.002)
        outcome.append("made")

    work = Work(window, job, lambda _: outcome.append("done"), lambda _: outcome.append("refused"), headway=headway)
    work.start("……")
    assert going.wait(5)
    qtbot.waitUntil(lambda: work.bar.maximum() == 10_000 and work.bar.value() > 0)
    assert not window.isEnabled()
    work.stop_button.click()
    qtbot.waitUntil(window.isEnabled)
    assert outcome == []


def test_work_that_only_computes_is_left_at_once_and_its_outcome_is_nobody_s(window: LedgerWindow, qtbot: QtBot):
    headway, outcome = Headway(Stages("first", "step {0} of {1}", "between")), []
    going, on, ended = Event(), Event(), Event()

    def job() -> str:
        headway.free()
        headway(2, 5)
        going.set()
        on.wait(10)  # long before the first page, and blind to the wish to stop
        ended.set()
        return "made"

    work = Work(window, job, outcome.append, outcome.append, headway=headway)
    work.start("……")
    assert work.stage.text() == "first"
    assert going.wait(5)
    qtbot.waitUntil(lambda: work.stage.text() == "step 3 of 5")
    work.stop_button.click()
    assert window.isEnabled()
    on.set()
    assert ended.wait(5)
    qtbot.waitUntil(lambda: not isValid(work))
    assert outcome == []


def test_work_that_reads_the_ledger_is_waited_for_when_it_is_stopped(window: LedgerWindow, qtbot: QtBot):
    headway, reading, on = Headway(), Event(), Event()

    def job() -> None:
        reading.set()
        on.wait(10)
        headway.free()

    work = Work(window, job, lambda _: None, lambda _: None, headway=headway)
    work.start("……")
    assert reading.wait(5)
    work.stop_button.click()
    assert not window.isEnabled()
    on.set()
    qtbot.waitUntil(window.isEnabled)


def test_a_settlement_can_be_stopped_while_it_is_made(window: LedgerWindow):
    headway = Headway()
    headway.stop()
    day = window.session.as_of
    with pytest.raises(StoppedError):
        summary_pdf(window.session.facts, Span(day.replace(month=1, day=1), day), day, headway)


def test_fonts_are_read_once_and_not_on_the_screen_s_thread(
    window: LedgerWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    read = []
    fonts._read.cache_clear()
    fonts.glyph.cache_clear()
    original = ttfonts.TTFont.__init__

    def noting(font, name, *rest, **named):
        read.append((name, current_thread() is main_thread()))
        original(font, name, *rest, **named)

    monkeypatch.setattr(ttfonts.TTFont, "__init__", noting)
    window.papers._warming.ask(making._warm, lambda _: None)
    qtbot.waitUntil(lambda: not window.papers._warming.busy, timeout=10_000)
    assert {name for name, _ in read} == {f"{style}-Common" for style in (
        "Serif-Regular", "Serif-Bold", "Sans-Regular", "Sans-Bold")}  # fmt: skip
    assert not any(on_the_screen_s for _, on_the_screen_s in read)
    count = len(read)
    letter_pdf(window.session.assessment, "bill-objection", "b-2026-10")
    assert len(read) == count
