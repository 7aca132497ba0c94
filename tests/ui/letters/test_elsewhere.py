"""Letters written in another program, registered through a real window with their own PDF."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from models.facts.records import Answer, LetterSent
from models.ledger import attachments, letter_acts
from models.objection import sending
from reports.typesetting.blocks import Document, Paragraph
from reports.typesetting.render import render
from tests.ui.conftest import TODAY
from tests.ui.evidence.test_page import drop
from ui.letters.elsewhere import RegisterDialog
from ui.window import LedgerWindow


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Give a letter made by another program."""
    path = tmp_path / "催告函.pdf"
    path.write_bytes(render(Document("函", TODAY, (Paragraph("请于七日内答复。"),))))
    return path


def test_a_finished_letter_is_registered_frozen_in_one_act(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, pdf: Path
):
    window.do("register_letter")
    asked = dialog(RegisterDialog)
    qtbot.mouseClick(asked.done_button, Qt.MouseButton.LeftButton)
    assert "PDF" in asked.problem.text()
    asked.file.put(pdf)
    assert asked.title.text() == "催告函"
    asked.kind.setEditText("催告函")
    asked.created_on.put("2026-11-20")
    asked.number.put("催字第7号")
    qtbot.mouseClick(asked.done_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.letters.opened), timeout=15_000)
    letter = window.letters.opened
    assert (letter.state, letter.kind, letter.number, letter.created_on, letter.frozen_on, letter.record) == (
        "frozen", "催告函", "催字第7号", date(2026, 11, 20), TODAY, None,
    )  # fmt: skip
    ledger = window.session.ledger
    assert letter_acts.frozen_file(ledger, letter) == pdf.read_bytes() == window.letters.desk.paper.content
    kept = attachments.of_record(ledger.connection, "letter", letter.id)
    assert {one.sha256 for one in kept} == {letter.pdf, letter.assessment}
    assert window.session.next_undo() == "登记自备函件"
    window.do("undo")
    assert letter.id not in window.session.facts.letters


def test_an_objection_written_elsewhere_answers_its_bill_when_sent(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, pdf: Path
):
    window.letters.ask_for_elsewhere()
    asked = dialog(RegisterDialog)
    asked.kind.setCurrentIndex(asked.kind.findData("bill-objection"))
    assert asked.subject.raw() == "bill"
    assert asked.record.raw() == "b-2026-10"
    asked.file.put(pdf)
    asked.finish()
    qtbot.waitUntil(lambda: bool(window.letters.opened), timeout=15_000)
    letter = window.letters.opened
    sent = LetterSent("electronic", TODAY)
    answered = sending(window.session.facts, letter, sent).bill
    window.session.do(lambda ledger: letter_acts.send(ledger, letter.id, sent, None, answered))
    assert window.session.facts.bills["b-2026-10"].answer == Answer("objected", TODAY, 89_00000000)


def _lock(path: Path) -> None:
    writer = pypdf.PdfWriter(path)
    writer.encrypt("geheim")
    writer.write(path)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_bytes("函".encode()), "不是 PDF"),
        (lambda path: path.write_bytes(path.read_bytes()[:60]), "打不开"),
        (_lock, "密码"),
    ],
)
def test_what_is_no_pdf_that_opens_is_refused_and_nothing_is_kept(  # noqa: PLR0917 - fixtures
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, pdf: Path, spoil: Callable, said: str
):
    spoil(pdf)
    before = len(window.session.facts.letters)
    window.letters.ask_for_elsewhere()
    asked = dialog(RegisterDialog)
    asked.file.put(pdf)
    asked.kind.setEditText("催告函")
    asked.finish()
    qtbot.waitUntil(lambda: said in asked.problem.text(), timeout=15_000)
    assert "催告函.pdf" in asked.problem.text()
    assert asked.isVisible()
    assert len(window.session.facts.letters) == before


def test_a_draft_of_another_kind_is_frozen_with_its_pdf(window: LedgerWindow, qtbot: QtBot, pdf: Path):
    made = window.session.do(
        lambda ledger: letter_acts.draft(ledger, "催告函", to="某公司", title="催告", created_on=TODAY)
    )
    window.show_page("letter", made.id)
    desk = window.letters.desk
    assert desk.head.buttons["freeze"].isVisible()
    assert not desk.head.buttons["preview"].isVisible()
    desk.steps.freeze_own(desk.kept(), pdf)
    qtbot.waitUntil(lambda: desk.letter.state == "frozen", timeout=15_000)
    assert desk.paper.content == pdf.read_bytes()


def test_a_pdf_of_one_s_own_takes_the_place_of_the_program_s_pages(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, pdf: Path
):
    window.letters.write("bill-objection", "b-2026-10")
    desk = window.letters.desk
    desk.steps.freeze_own(desk.kept(), pdf.with_name("nowhere.pdf"))
    assert "nowhere.pdf" in dialog(QMessageBox).informativeText()
    assert desk.kept().state == "draft"
    dialog(QMessageBox).done(0)
    desk.steps.freeze_own(desk.kept(), pdf)
    qtbot.waitUntil(lambda: desk.letter.state == "frozen", timeout=15_000)
    assert letter_acts.frozen_file(window.session.ledger, desk.letter) == pdf.read_bytes()


def test_a_pdf_dropped_on_the_register_is_a_letter_and_another_file_is_imported(
    window: LedgerWindow, qapp: QApplication, dialog: Callable, pdf: Path
):
    window.show_page("letter")
    other = pdf.with_suffix(".json")
    other.write_text("{}")
    drop(window.letters.register, QPoint(5, 5), other)
    assert "催告函.json" in dialog(QMessageBox).informativeText()
    dialog(QMessageBox).done(0)
    assert not [each for each in qapp.topLevelWidgets() if isinstance(each, RegisterDialog)]
    drop(window.letters.register, QPoint(5, 5), pdf)
    assert dialog(RegisterDialog).file.path == pdf
