"""The page of evidence through a real window: kept by dialog and drop, described, verified, written out, bound."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from models.evidence.exhibits import kept_files
from models.ledger import attachments, letter_acts
from tests.ui.conftest import write
from ui.application import Program
from ui.evidence.adding import EvidenceDialog
from ui.evidence.choosing import BundleDialog, ListDialog
from ui.evidence.describing import DescribeDialog
from ui.evidence.page import EvidencePage, size_text
from ui.forms.editor import RecordEditor
from ui.letters.drafting import NewLetterDialog
from ui.paper.preview import Preview
from ui.window import LedgerWindow


def drop(widget: QWidget, place: QPoint, *paths: Path) -> bool:
    """Drop files on a widget as a file manager does; tells whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, buttons, keys)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.fixture
def page(window: LedgerWindow) -> EvidencePage:
    window.show_page("evidence")
    found = window.pages.page("evidence")
    assert isinstance(found, EvidencePage)
    return found


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "工单往来.txt"
    path.write_text("第一行\n第二行\n", encoding="utf-8")
    return path


@pytest.fixture
def keep(window: LedgerWindow, qtbot: QtBot, dialog: Callable) -> Callable[..., None]:
    """Keep a file with a record the way a person does."""

    def keeping(path: Path, kind: str = "bill", record: str = "b-2026-10", proves: str = "多计 89 元") -> None:
        window.evidence.add(kind, record, [path])
        asked = dialog(EvidenceDialog)
        write(qtbot, asked.how, "控制台下载")
        asked.proves.put(proves)
        before = len(attachments.everything(window.session.ledger.connection))
        asked.finish()
        qtbot.waitUntil(lambda: len(attachments.everything(window.session.ledger.connection)) == before + 1)

    return keeping


def test_a_file_kept_is_listed_with_everything_about_it(page: EvidencePage, keep: Callable, note: Path):
    keep(note)
    (row,) = page.model.rows
    cells = [cell.text for cell in row.cells]
    assert cells[:5] == ["1", "工单往来.txt", "多计 89 元", "控制台下载", "账单 b-2026-10"]
    assert cells[6] == "20 B"
    digest = page.current.file.sha256
    assert page.digest.text() == digest
    assert page.name.text() == "证据1　工单往来.txt"


def test_how_it_was_obtained_must_be_said(window: LedgerWindow, dialog: Callable, note: Path):
    window.evidence.add("bill", "b-2026-10", [note])
    asked = dialog(EvidenceDialog)
    asked.finish()
    assert asked.isVisible()
    assert "来源" in asked.problem.text()
    asked.how.put("控制台下载")
    asked.record.setEditText("b-nowhere")
    asked.finish()
    assert asked.isVisible()
    assert asked.problem.text() == "请选择文件所属的记录。"


def test_a_file_that_cannot_be_read_changes_nothing(window: LedgerWindow, dialog: Callable, tmp_path: Path):
    window.evidence.add("bill", "b-2026-10", [tmp_path / "nowhere.pdf"])
    asked = dialog(EvidenceDialog)
    asked.how.put("x")
    asked.finish()
    assert "nowhere.pdf" in dialog(QMessageBox).informativeText()
    assert not attachments.everything(window.session.ledger.connection)


def test_a_file_dropped_on_a_record_is_kept_with_it(window: LedgerWindow, dialog: Callable, note: Path):
    window.show_page("bill")
    view = window.lists["bill"].view
    row = window.lists["bill"].model.row_of("b-2026-09")
    assert drop(view.viewport(), view.visualRect(view.model().index(row, 0)).center(), note)
    asked = dialog(EvidenceDialog)
    assert (asked.kind.raw(), asked.record.raw()) == ("bill", "b-2026-09")


def test_what_is_dropped_beside_the_records_asks_for_the_record(window: LedgerWindow, dialog: Callable, note: Path):
    window.show_page("notice")
    view = window.lists["notice"].view
    assert drop(view.viewport(), QPoint(10, view.viewport().height() - 4), note)
    assert dialog(EvidenceDialog).kind.raw() == "notice"


def test_what_is_to_be_imported_is_left_to_the_window(window: LedgerWindow, dialog: Callable, tmp_path: Path):
    window.show_page("bill")
    view = window.lists["bill"].view
    exchange = tmp_path / "x.json"
    exchange.write_text("{}", encoding="utf-8")
    place = view.visualRect(view.model().index(0, 0)).center()
    assert drop(view.viewport(), place, exchange)
    assert "clauseledger/1" in dialog(QMessageBox).informativeText()


def test_any_file_is_evidence_where_only_evidence_is_kept(page: EvidencePage, dialog: Callable, tmp_path: Path):
    exchange = tmp_path / "x.json"
    exchange.write_text("{}", encoding="utf-8")
    assert drop(page, QPoint(20, 20), exchange)
    assert dialog(EvidenceDialog).isVisible()


def test_files_dropped_on_the_page_together_are_one_act(
    window: LedgerWindow, page: EvidencePage, dialog: Callable, note: Path, qtbot: QtBot
):
    other = note.with_name("b.bin")
    other.write_bytes(b"\x00\x01")
    assert drop(page, QPoint(20, 20), note, other)
    asked = dialog(EvidenceDialog)
    asked.kind.put("account")
    asked.how.put("导出")
    asked.finish()
    qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    assert window.messages.line.text() == "已存入账号 100000000000：工单往来.txt、b.bin"
    window.do("undo")
    assert len(page.model.rows) == 0
    window.do("redo")
    assert len(page.model.rows) == 2


def test_the_form_of_a_record_shows_its_files_and_takes_more(
    window: LedgerWindow, keep: Callable, dialog: Callable, note: Path
):
    keep(note)
    window.records.edit("bill", "b-2026-10")
    editor = dialog(RecordEditor)
    assert editor.files.names.text() == "工单往来.txt · 多计 89 元"
    assert drop(editor.files, QPoint(5, 5), note)
    assert dialog(EvidenceDialog).record.raw() == "b-2026-10"
    new = RecordEditor(window.session, "bill", None, window)
    assert new.files is None
    new.deleteLater()


def test_the_agreement_s_own_page_takes_files_and_gives_letters(window: LedgerWindow, dialog: Callable, note: Path):
    window.show_page("agreement")
    assert drop(window.pages.page("agreement").files, QPoint(5, 5), note)
    asked = dialog(EvidenceDialog)
    assert asked.kind.raw() == "agreement"
    asked.done(0)
    window.do("letter")
    drafting = dialog(NewLetterDialog)
    offered = [drafting.kinds.item(row).data(Qt.ItemDataRole.UserRole) for row in range(drafting.kinds.count())]
    assert offered == ["customer-details-change", "negotiation-demand"]


def test_a_file_is_described_anew_removed_and_brought_back(
    window: LedgerWindow, page: EvidencePage, keep: Callable, dialog: Callable, note: Path
):
    keep(note)
    page.describe()
    described = dialog(DescribeDialog)
    described.how.put("")
    described.finish()
    assert described.isVisible()
    described.how.put("工单系统导出")
    described.proves.put("服务商已知情")
    described.finish()
    assert [cell.text for cell in page.model.rows[0].cells][2:4] == ["服务商已知情", "工单系统导出"]
    window.do("undo")
    assert page.model.rows[0].cells[3].text == "控制台下载"
    page.remove()
    assert len(page.model.rows) == 0
    window.do("undo")
    assert page.model.rows[0].cells[1].text == "工单往来.txt"


def test_a_file_is_written_out_byte_for_byte(page: EvidencePage, keep: Callable, note: Path, tmp_path: Path):
    keep(note)
    page.write(page.current, tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_bytes() == note.read_bytes()


def test_verifying_says_that_all_is_sound_and_names_what_is_not(
    window: LedgerWindow, keep: Callable, dialog: Callable, qtbot: QtBot, note: Path
):
    keep(note)
    window.show_page("evidence")
    page = window.pages.page("evidence")
    page.papers.verify()
    qtbot.waitUntil(lambda: "1 个文件与其 SHA-256 全部相符" in window.messages.line.text())
    connection = window.session.ledger.connection
    connection.execute("DROP TRIGGER contents_are_never_rewritten")
    connection.execute("UPDATE attachment_contents SET content = zeroblob(size)")
    digest = page.current.file.sha256
    page.papers.verify()
    assert digest in dialog(QMessageBox).informativeText()


def test_the_list_and_the_bundle_are_previewed(
    page: EvidencePage, qtbot: QtBot, keep: Callable, dialog: Callable, note: Path
):
    broken = note.with_name("坏.pdf")
    broken.write_bytes(b"%PDF-1.4 broken")
    keep(note)
    keep(broken)
    page.list_button.click()
    asked = dialog(ListDialog)
    asked.language.put("en")
    asked.finish()
    shown = dialog(Preview)
    text = text_of(shown)
    assert "ListofEvidence" in text
    shown.done(0)
    page.list_button.click()
    dialog(ListDialog).finish()
    qtbot.waitUntil(lambda: dialog(Preview) is not shown)
    shown = dialog(Preview)
    text = text_of(shown)
    assert "证据目录" in text
    assert "工单往来.txt" in text
    assert "1页" in text
    assert "文件损坏" in text
    shown.done(0)
    page.bundle_button.click()
    asked = dialog(BundleDialog)
    asked.finish()
    warned = dialog(QMessageBox)
    assert "坏.pdf" in warned.informativeText()
    warned.done(0)
    bundle = text_of(dialog(Preview))
    assert "证据材料" in bundle
    assert "第一行" in bundle


def test_a_frozen_letter_is_bound_with_its_exhibits(
    window: LedgerWindow, qtbot: QtBot, keep: Callable, dialog: Callable, note: Path
):
    keep(note)
    window.letters.write("bill-objection", "b-2026-10")
    window.letters.desk.steps.freeze(window.letters.desk.kept())
    qtbot.waitUntil(lambda: window.letters.opened.state == "frozen", timeout=15_000)
    window.show_page("evidence")
    page = window.pages.page("evidence")
    assert len(page.model.rows) == 1  # the frozen pages are no exhibit
    page.papers.bundle()
    asked = dialog(BundleDialog)
    asked.what.put("l-2026-1")
    asked.finish()
    bundle = text_of(dialog(Preview))
    assert "关于2026年10月账单的异议函" in bundle
    assert "第一行" in bundle
    letter = window.letters.desk.letter
    with pypdfium2.PdfDocument(letter_acts.frozen_file(window.session.ledger, letter)) as pages:
        frozen = "".join("".join(page.get_textpage().get_text_bounded() for page in pages).split())
    assert "附件：1.2026年10月账单（编号b-2026-10）副本2.金额与期限计算说明3.证据1工单往来.txt" in frozen


def test_a_file_of_a_record_removed_since_says_so(window: LedgerWindow, page: EvidencePage, keep: Callable, note: Path):
    keep(note, "payment", "p-1")
    window.records.remove("payment", "p-1")
    assert "记录已删除" in page.of.text()
    assert page.record_button.isHidden()


def test_a_file_dropped_on_an_open_letter_belongs_to_it(window: LedgerWindow, dialog: Callable, note: Path):
    window.letters.write("bill-objection", "b-2026-10")
    assert drop(window.letters.desk, QPoint(30, 10), note)
    asked = dialog(EvidenceDialog)
    assert (asked.kind.raw(), asked.record.raw()) == ("letter", "l-2026-1")


@pytest.mark.parametrize(
    ("size", "said"), [(999, "999 B"), (1000, "1.0 kB"), (10**6 - 1, "1000.0 kB"), (10**6, "1.0 MB")]
)
def test_sizes_are_told_as_file_managers_do(size: int, said: str):
    assert size_text(size) == said


def test_in_english(program: Program, qtbot: QtBot, dialog: Callable, note: Path):
    program.speak("en")
    program.answer("sample")
    window = program.window
    qtbot.waitUntil(lambda: window.begun)  # what it tells on opening would come after, and stand in its place
    window.evidence.add("bill", "b-2026-10", [note])
    asked = dialog(EvidenceDialog)
    asked.finish()
    assert asked.problem.text().startswith("Say how it was obtained")
    asked.how.put("downloaded")
    asked.finish()
    qtbot.waitUntil(lambda: "工单往来.txt" in window.messages.line.text())
    last = kept_files(window.session.ledger)[-1]
    window.show_page("evidence", last.file.id)
    assert window.pages.page("evidence").name.text() == f"Exhibit {last.number}  工单往来.txt"


def text_of(shown: Preview) -> str:
    with pypdfium2.PdfDocument(shown.pages.content) as pages:
        return "".join("".join(page.get_textpage().get_text_bounded() for page in pages).split())


def test_a_record_that_went_meanwhile_is_said(window: LedgerWindow, dialog: Callable, note: Path):
    window.evidence.add("payment", "p-1", [note])
    asked = dialog(EvidenceDialog)
    asked.how.put("x")
    window.session.remove("payment", "p-1")
    asked.chosen.emit("payment", "p-1", "x", "")
    assert "p-1" in dialog(QMessageBox).informativeText()
    assert not attachments.everything(window.session.ledger.connection)
