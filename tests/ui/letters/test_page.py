"""The page of letters through a real window: drafted, worded beside its pages, frozen, sent, answered, closed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from models.agenda import consequence, matters
from models.facts.records import Answer, LetterAnswered, LetterSent, LetterTemplate, Provider
from models.ledger import attachments, letter_acts
from models.money import YUAN
from reports.letters.letter import letter_pdf
from reports.wording import letter_template
from tests.ui.conftest import write
from ui.application import Program
from ui.evidence.choosing import BundleDialog
from ui.explain.view import NODE_ROLE
from ui.letters.desk import LetterDesk
from ui.letters.drafting import NewLetterDialog
from ui.letters.sending import AnswerDialog, SendDialog
from ui.letters.wordings import WordingsDialog
from ui.paper.preview import Preview
from ui.today.agenda import tone
from ui.window import LedgerWindow

BILL = ("bill-objection", "b-2026-10")


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pages:
        return "".join("".join(page.get_textpage().get_text_bounded() for page in pages).split())


def settled(qtbot: QtBot, desk: LetterDesk) -> None:
    qtbot.waitUntil(lambda: not desk.live.busy and desk.made is not None, timeout=15_000)


def frozen(qtbot: QtBot, desk: LetterDesk) -> None:
    """Freeze the letter opened, as the user who says yes does."""
    desk.steps.freeze(desk.kept())
    qtbot.waitUntil(lambda: desk.letter.state == "frozen", timeout=15_000)


@pytest.fixture
def desk(window: LedgerWindow, qtbot: QtBot) -> LetterDesk:
    """Give a draft opened, its pages made."""
    window.letters.write(*BILL)
    settled(qtbot, window.letters.desk)
    return window.letters.desk


def put_cursor(desk: LetterDesk, before: str) -> None:
    cursor = desk.words.editor.document().find(before)
    assert not cursor.isNull(), before
    cursor.setPosition(cursor.selectionStart())
    desk.words.editor.setTextCursor(cursor)


def press(box: QMessageBox, text: str, qtbot: QtBot) -> None:
    button = next(each for each in box.buttons() if each.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


# Drafting -----------------------------------------------------------------------------------------------------------


def test_a_letter_is_drafted_through_the_dialog_by_keyboard(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    window.show_page("bill")
    window.lists["bill"].select("b-2026-10")
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    asked = dialog(NewLetterDialog)
    offered = [asked.kinds.item(row).data(Qt.ItemDataRole.UserRole) for row in range(asked.kinds.count())]
    assert offered == ["bill-objection", "correction-request", "late-fee-objection"]
    assert (asked.record.raw(), asked.number.raw()) == ("b-2026-10", "〔2026〕1号")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    letter = window.letters.opened
    assert window.page == "letter"
    assert (letter.kind, letter.subject, letter.record, letter.number) == (
        "bill-objection", "bill", "b-2026-10", "〔2026〕1号",
    )  # fmt: skip
    assert letter.title == "关于2026年10月账单的异议函"
    assert letter.reply_by.isoformat() == "2026-12-07"
    window.do("undo")
    assert not window.session.facts.letters
    assert window.letters.opened is None


def test_a_record_that_gives_no_such_letter_says_so_in_the_dialog(window: LedgerWindow, dialog: Callable):
    window.show_page("bill")
    window.lists["bill"].select("b-2026-10")
    window.do("letter")
    asked = dialog(NewLetterDialog)
    asked.choose("late-fee-objection")
    assert "没有违约金" in asked.problem.text()
    asked.finish()
    assert asked.isVisible()
    assert not window.session.facts.letters
    asked.choose("bill-objection")
    assert asked.problem.text() == ""


def test_the_number_language_and_wording_are_chosen(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    own = LetterTemplate("t-1", "短函", "bill-objection", "en", "# Ours\n> {{ provider }}\nWe object: {{ total }}.")
    window.session.enter(own)
    window.letters.ask()
    asked = dialog(NewLetterDialog)
    assert not asked.wording.isEnabled()
    asked.language.put("en")
    assert asked.wording.isEnabled()
    asked.wording.put("t-1")
    asked.number.put("函-7")
    asked.finish()
    letter = window.letters.opened
    assert (letter.number, letter.language, letter.text, letter.title) == ("函-7", "en", own.text, "Ours")
    settled(qtbot, window.letters.desk)
    assert "Weobject:CNY687.54." in text_of(window.letters.desk.paper.content)


def test_a_number_that_is_taken_is_refused_in_the_dialog(window: LedgerWindow, dialog: Callable):
    window.letters.write(*BILL)
    window.letters.ask()
    asked = dialog(NewLetterDialog)
    asked.number.put("〔2026〕1号")
    asked.finish()
    assert "〔2026〕1号" in asked.problem.text()
    assert len(window.session.facts.letters) == 1


def test_every_kind_of_record_with_letters_has_the_button(window: LedgerWindow, dialog: Callable):
    for kind in ("bill", "invoice", "payment", "notice", "incident", "order", "account"):
        window.show_page(kind)
        window.do("letter")
        asked = dialog(NewLetterDialog)
        assert asked.kinds.count() >= 1
        asked.done(0)
    window.show_page("service")
    window.do("letter")
    assert dialog(NewLetterDialog).kinds.count() == 14


# Words beside pages -------------------------------------------------------------------------------------------------


def test_the_pages_beside_the_words_are_the_letter_s_very_bytes(window: LedgerWindow, desk: LetterDesk):
    assert desk.paper.content == letter_pdf(window.session.assessment, *BILL, number="〔2026〕1号")
    assert desk.words.editor.source() == letter_template("zh", "bill-objection")
    assert not window.dock.isVisible()  # the pages take the explanation's room
    window.show_page("bill")
    assert window.dock.isVisible()


def test_what_is_typed_is_on_the_pages_after_a_pause_and_kept_on_leaving(
    window: LedgerWindow, desk: LetterDesk, qtbot: QtBot, dialog: Callable
):
    put_cursor(desk, "我方对该账单")
    write(qtbot, desk.words.editor, "经我方复核，")
    assert desk.words.dirty
    desk.preview()  # asked for before the pause is over, it shows what was typed
    shown = dialog(Preview)
    assert "经我方复核，我方对该账单提出异议" in text_of(shown.pages.content)
    shown.done(0)
    settled(qtbot, desk)
    assert "经我方复核，我方对该账单提出异议" in text_of(desk.paper.content)
    assert window.session.facts.letters["l-2026-1"].text is None
    window.show_page("today")
    kept = window.session.facts.letters["l-2026-1"].text
    assert "经我方复核，我方对该账单提出异议" in kept
    assert "{{ disputed_full }}" in kept
    assert "{% elif asks_less %}" in kept
    assert window.session.next_undo() == "修改函件文字"
    window.do("undo")
    assert window.session.facts.letters["l-2026-1"].text is None


def test_words_typed_are_kept_when_the_window_closes(window: LedgerWindow, desk: LetterDesk, qtbot: QtBot):
    put_cursor(desk, "我方对该账单")
    write(qtbot, desk.words.editor, "经我方复核，")
    path = window.session.ledger.path
    window.close()
    from models.ledger.ledger import open_ledger

    with open_ledger(path) as ledger:
        assert "经我方复核，" in ledger.facts.letters["l-2026-1"].text


def test_the_window_may_close_while_pages_are_made(window: LedgerWindow, qtbot: QtBot):
    window.letters.write(*BILL)
    live = window.letters.desk.live
    qtbot.waitUntil(lambda: live._beside._done is not None)  # on its way on the other thread
    window.close()
    qtbot.waitUntil(lambda: not live.busy, timeout=15_000)
    assert window.letters.desk.made is None


def test_pages_come_up_to_date_when_the_page_comes_back(window: LedgerWindow, desk: LetterDesk, qtbot: QtBot):
    window.show_page("bill")
    bill = window.session.facts.bills["b-2026-10"]
    window.session.revise(bill._replace(total=bill.total + 100_000_000))
    window.show_page("letter")
    settled(qtbot, desk)
    assert "90.00元" in text_of(desk.paper.content)


def test_a_figure_in_the_words_follows_the_ledger(window: LedgerWindow, desk: LetterDesk, qtbot: QtBot):
    put_cursor(desk, "我方对该账单")
    write(qtbot, desk.words.editor, "经我方复核，")
    desk.save()
    settled(qtbot, desk)
    assert "89.00元" in text_of(desk.paper.content)
    bill = window.session.facts.bills["b-2026-10"]
    window.session.revise(bill._replace(total=bill.total + 100_000_000))
    settled(qtbot, desk)
    said = text_of(desk.paper.content)
    assert "90.00元" in said
    assert "经我方复核，" in said
    assert desk.words.editor.says("{{ difference }}") == "90.00 元"
    assert not window.dock.isVisible()
    desk.words.editor.clicked.emit("{{ difference }}")
    assert window.dock.isVisible()
    panel = window.explain_panel
    assert panel.title.text() == "账单总额与明细合计之差"
    root = panel.tree.topLevelItem(0)
    nodes = [root.child(row).data(0, NODE_ROLE) for row in range(root.childCount())]
    assert root.data(0, NODE_ROLE).text == "90.00 元"
    assert [node.text for node in nodes if node.form == "value"] == ["688.54 元", "598.54 元"]
    desk.words.editor.reached.emit("{{ deadline }}")  # the explanation in view follows the keyboard
    assert panel.tree.topLevelItem(0).data(0, NODE_ROLE).figure == ("bill_objection_deadline", "bill", "b-2026-10")
    window.dock.hide()
    desk.words.editor.reached.emit("{{ total }}")
    assert not window.dock.isVisible()
    desk.words.editor.setFocus()
    qtbot.keyClick(desk.words.editor, Qt.Key.Key_F1)
    assert window.dock.isVisible()
    assert panel.tree.topLevelItem(0).data(0, NODE_ROLE).record == ("bill", "b-2026-10")


def test_sentences_that_depend_on_the_record_change_with_it(window: LedgerWindow, desk: LetterDesk, qtbot: QtBot):
    put_cursor(desk, "我方对该账单")
    write(qtbot, desk.words.editor, "经我方复核，")
    bill = window.session.facts.bills["b-2026-10"]
    window.session.revise(bill._replace(total=sum(line.payable for line in bill.lines) // 10**6 * 10**6 - 10**8))
    settled(qtbot, desk)
    said = text_of(desk.paper.content)
    assert "两者不符" in said
    assert "前者多出" not in said
    assert "经我方复核，" in said


def test_a_figure_goes_as_a_whole_and_that_is_said(desk: LetterDesk, qtbot: QtBot):
    before = desk.words.editor.source()
    put_cursor(desk, "，所列明细合计")
    qtbot.keyClick(desk.words.editor, Qt.Key.Key_Backspace)
    assert desk.words.editor.source() == before.replace("账单总额 {{ total }}，所列明细合计 {{ lines_total }}，前者多",
                                                  "账单总额 ，所列明细合计 {{ lines_total }}，前者多")  # fmt: skip
    assert "687.54 元" in desk.words.note.text()
    desk.words.editor.undo()
    assert desk.words.editor.source() == before


def test_half_of_what_depends_on_the_record_cannot_be_removed(desk: LetterDesk, qtbot: QtBot):
    before = desk.words.editor.source()
    cursor = desk.words.editor.document().find("该账单所列明细如下")
    cursor.setPosition(cursor.selectionStart() - 1)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 4)
    desk.words.editor.setTextCursor(cursor)
    qtbot.keyClick(desk.words.editor, Qt.Key.Key_Delete)
    assert desk.words.editor.source() == before
    assert "整段删除" in desk.words.note.text()


def test_words_between_marks_are_removed_whole(desk: LetterDesk, qtbot: QtBot):
    start = desk.words.editor.document().find("其余 ")
    end = desk.words.editor.document().find("，我方现未提出异议。", start)
    cursor = desk.words.editor.textCursor()
    cursor.setPosition(start.selectionStart())
    cursor.setPosition(end.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    desk.words.editor.setTextCursor(cursor)
    qtbot.keyClick(desk.words.editor, Qt.Key.Key_Delete)
    settled(qtbot, desk)
    assert "我方现未提出异议" not in text_of(desk.paper.content)


def test_a_number_typed_by_hand_is_said_and_becomes_a_figure(desk: LetterDesk, qtbot: QtBot):
    put_cursor(desk, "我方对该账单")
    write(qtbot, desk.words.editor, "多计 89.00 元，少计 88.00 元，")
    settled(qtbot, desk)
    assert [(one.text, one.figure) for one in desk.made.strays] == [
        ("89.00 元", "{{ difference }}"), ("88.00 元", None),
    ]  # fmt: skip
    assert "没有与之相同的数值" in desk.words.strays.text()
    desk.words.strays.linkActivated.emit("put:0")
    assert "多计 {{ difference }}，少计 88.00 元" in desk.words.editor.source()
    settled(qtbot, desk)
    assert [one.text for one in desk.made.strays] == ["88.00 元"]


def test_a_damaged_mark_typed_by_hand_is_said_by_line_and_nothing_is_frozen(desk: LetterDesk, qtbot: QtBot):
    put_cursor(desk, "我方对该账单")
    write(qtbot, desk.words.editor, "{{ total ")
    settled(qtbot, desk)
    assert desk.paper.content is None
    assert "第 3 行" in desk.paper.message.text()
    assert not desk.head.buttons["freeze"].isEnabled()
    desk.words.editor.undo()
    settled(qtbot, desk)
    assert desk.paper.content is not None


def test_copied_words_keep_their_figures(desk: LetterDesk, qtbot: QtBot):
    cursor = desk.words.editor.document().find("账单总额为 ")
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 1)
    desk.words.editor.setTextCursor(cursor)
    copied = desk.words.editor.createMimeDataFromSelection()
    assert copied.text() == "账单总额为 {{ total_full }}"
    put_cursor(desk, "我方对该账单")
    copied.setText("即 {{ total }}，")
    desk.words.editor.insertFromMimeData(copied)
    settled(qtbot, desk)
    assert "即687.54元，我方对该账单" in text_of(desk.paper.content)


# Wordings of one's own ----------------------------------------------------------------------------------------------


def test_edited_words_become_a_wording_of_one_s_own_with_every_condition_kept(
    window: LedgerWindow, desk: LetterDesk, qtbot: QtBot, dialog: Callable
):
    put_cursor(desk, "我方对该账单")
    write(qtbot, desk.words.editor, "经我方复核，")
    desk.keep_as_own()
    asked = dialog(QInputDialog)
    asked.setTextValue("我方措辞")
    asked.accept()
    (own,) = window.session.facts.letter_templates.values()
    assert (own.name, own.kind, own.language) == ("我方措辞", "bill-objection", "zh")
    program_words = letter_template("zh", "bill-objection")
    assert own.text == program_words.replace("我方对该账单提出", "经我方复核，我方对该账单提出")
    desk.use(None)
    settled(qtbot, desk)
    assert window.session.facts.letters["l-2026-1"].text is None
    assert "经我方复核" not in text_of(desk.paper.content)
    desk.use(own)
    settled(qtbot, desk)
    assert "经我方复核" in text_of(desk.paper.content)


def test_wordings_are_listed_changed_checked_and_removed(window: LedgerWindow, dialog: Callable):
    window.letters._wordings()
    shown = dialog(WordingsDialog)
    shown.kind.put("refund-request")
    assert shown.text.toPlainText() == letter_template("zh", "refund-request")
    shown.name.put("退款")
    shown.text.setPlainText("# 题\n一\n{% if gift %}二")
    shown.keep()
    assert "第 3 行的标记没有结束" in shown.problem.text()
    assert "{% endif %}" in shown.problem.text()
    assert not window.session.facts.letter_templates
    shown.text.setPlainText("# 题\n{{ nowhere }}")
    shown.keep()
    assert "第 2 行的“nowhere”" in shown.problem.text()
    shown.text.setPlainText("# 题\n{{ refund_cash }}")
    shown.keep()
    assert shown.problem.text() == ""
    (own,) = window.session.facts.letter_templates.values()
    assert (own.name, own.kind, own.text) == ("退款", "refund-request", "# 题\n{{ refund_cash }}")
    assert shown.list.count() == 1
    shown.name.put("退款二")
    shown.keep()
    assert [one.name for one in window.session.facts.letter_templates.values()] == ["退款二"]
    shown.remove()
    assert not window.session.facts.letter_templates
    assert shown.list.count() == 0


def test_a_wording_typed_is_not_lost_without_a_word(window: LedgerWindow, dialog: Callable):
    for number, name in enumerate(("甲", "乙"), 1):
        window.session.enter(LetterTemplate(f"t-{number}", name, "bill-objection", "zh", f"# {name}"))
    window.letters._wordings()
    shown = dialog(WordingsDialog)
    shown.text.setPlainText("# 改过")
    shown.list.setCurrentRow(1)
    assert "还没有存入" in shown.problem.text()
    assert (shown.list.currentRow(), shown.text.toPlainText()) == (0, "# 改过")
    shown.list.setCurrentRow(1)
    assert shown.text.toPlainText() == "# 乙"
    shown.text.setPlainText("# 又改")
    shown.reject()
    assert shown.isVisible()
    shown.keep()
    shown.reject()
    assert not shown.isVisible()
    assert [one.text for one in window.session.facts.letter_templates.values()] == ["# 甲", "# 又改"]


def test_removing_one_wording_shows_the_other(window: LedgerWindow, dialog: Callable):
    for number, name in enumerate(("甲", "乙"), 1):
        window.session.enter(LetterTemplate(f"t-{number}", name, "bill-objection", "zh", f"# {name}"))
    window.letters._wordings()
    shown = dialog(WordingsDialog)
    shown.text.setPlainText("# 改过")
    shown.remove()
    assert (shown.list.count(), shown.name.text(), shown.text.toPlainText()) == (1, "乙", "# 乙")
    window.do("undo")
    assert shown.list.count() == 2


# What becomes of it -------------------------------------------------------------------------------------------------


def test_a_draft_s_number_is_changed_and_never_to_one_that_is_taken(
    window: LedgerWindow, desk: LetterDesk, qtbot: QtBot, dialog: Callable
):
    window.letters.write("refund-request", "o-cos")
    settled(qtbot, desk)

    def change(number: str) -> None:
        desk.head.number.click()
        asked = dialog(QInputDialog)
        asked.setTextValue(number)
        asked.accept()

    change("〔2026〕1号")
    assert "〔2026〕1号" in dialog(QMessageBox).informativeText()
    dialog(QMessageBox).done(0)
    change("〔2026〕9号")
    settled(qtbot, desk)
    assert window.session.facts.letters["l-2026-2"].number == "〔2026〕9号"
    assert "〔2026〕9号" in text_of(desk.paper.content)
    frozen(qtbot, desk)
    assert not desk.head.number.isEnabled()


def test_the_register_names_the_addressee_the_pages_name(window: LedgerWindow, desk: LetterDesk, qtbot: QtBot):
    provider = Provider("另一家云服务有限公司")
    window.session.revise(window.session.facts.agreement._replace(provider=provider))
    settled(qtbot, desk)
    frozen(qtbot, desk)
    assert desk.letter.to == "另一家云服务有限公司"
    assert "致：另一家云服务有限公司" in text_of(desk.paper.content)


def test_from_draft_to_the_end_of_the_matter(
    window: LedgerWindow, desk: LetterDesk, qtbot: QtBot, dialog: Callable, tmp_path: Path
):
    proof = tmp_path / "面单.jpg"
    proof.write_bytes(b"\xff\xd8proof")
    drafted = desk.paper.content
    window.do("letter_step")
    press(dialog(QMessageBox), "定稿", qtbot)
    qtbot.waitUntil(lambda: window.letters.opened.state == "frozen", timeout=15_000)
    qtbot.waitUntil(lambda: window.focusWidget() is desk.paper.view)  # the words' place in the keyboard is the pages'
    letter = window.letters.opened
    assert letter.state == "frozen"
    stored = letter_acts.frozen_file(window.session.ledger, letter)
    assert stored == drafted == desk.paper.content
    desk.head.buttons["send"].click()
    sending = dialog(SendDialog)
    assert "晚于就账单 b-2026-10 提出异议的期限 2026-11-25" in sending.outcome.text()
    sending.channel.put("electronic")
    assert "视为送达日：2026-11-23。就账单 b-2026-10 的异议记为这一日提出" in sending.outcome.text()
    sending.channel.put("post")
    sending.tracking.put("EX1")
    sending.proof.put(proof)
    sending.finish()
    assert window.letters.opened.sent.tracking == "EX1"
    assert window.session.facts.bills["b-2026-10"].answer == Answer("objected", date(2026, 11, 26), 89 * YUAN)
    assert desk.story.lines["送达日"] == "2026-11-26"  # posted on the 23rd, delivered on the third day after
    kept = attachments.of_record(window.session.ledger.connection, "letter", letter.id)
    assert kept[-1].name == "面单.jpg"
    assert "面单.jpg" in desk.story.lines["所附文件"]
    window.do("letter_step")
    answering = dialog(AnswerDialog)
    assert answering.note.hasFocus()
    answering.note.put("收到，核对中")
    qtbot.keyClick(answering.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.story.lines["答复内容"] == "收到，核对中"
    window.do("letter_step")
    assert window.letters.opened.state == "closed"
    assert not window.actions_by_name["letter_step"].isEnabled()
    said = desk.story.lines
    for state in ("answered", "sent", "frozen", "draft"):
        window.do("undo")
        assert window.letters.opened.state == state
    for state in ("frozen", "sent", "answered", "closed"):
        window.do("redo")
        assert window.letters.opened.state == state
    assert desk.story.lines == said
    assert desk.paper.content == drafted
    for _ in range(4):
        window.do("undo")
    assert window.session.facts.bills["b-2026-10"].answer is None
    settled(qtbot, desk)
    assert desk.paper.content == drafted


def test_a_frozen_letter_stays_what_it_was_whatever_the_ledger_says(
    window: LedgerWindow, desk: LetterDesk, qtbot: QtBot, dialog: Callable
):
    before = desk.paper.content
    frozen(qtbot, desk)
    bill = window.session.facts.bills["b-2026-10"]
    window.session.revise(bill._replace(total=bill.total + 100_000_000))
    assert desk.paper.content == before
    assert not desk.words.editor.isVisible()
    assert not desk.head.buttons["remove"].isVisible()
    verify, bind = (button for button in desk.story.findChildren(QPushButton))
    qtbot.mouseClick(verify, Qt.MouseButton.LeftButton)
    assert window.messages.line.text() == "〔2026〕1号：定稿 PDF 未被改动，SHA-256 与登记的一致。"
    qtbot.mouseClick(bind, Qt.MouseButton.LeftButton)
    asked = dialog(BundleDialog)
    assert (asked.what.raw(), asked.language.raw()) == ("l-2026-1", "zh")
    asked.language.put("en")
    asked.finish()
    assert "Evidence" in text_of(dialog(Preview).pages.content)
    dialog(Preview).done(0)
    window.letters.desk.close_letter()
    window.letters.write(*BILL)
    settled(qtbot, desk)
    assert window.letters.opened.id == "l-2026-2"  # a frozen letter is no draft to go on with
    assert "90.00元" in text_of(desk.paper.content)


def test_pages_altered_in_the_file_are_said_and_never_shown(
    window: LedgerWindow, desk: LetterDesk, qtbot: QtBot, dialog: Callable
):
    frozen(qtbot, desk)
    kept, connection = desk.paper.content, window.session.ledger.connection
    altered = kept.replace(b"%PDF-1", b"%PDF-2", 1)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")  # as somebody with a database tool would
    connection.execute("UPDATE attachment_contents SET content = ? WHERE sha256 = ?", (altered, desk.letter.pdf))
    desk.renew()
    assert desk.paper.content is None
    assert f"〔2026〕1号”的定稿 PDF 已被改动，与登记的 SHA-256（{desk.letter.pdf}）不符" in desk.paper.message.text()
    desk.steps.verify(desk.letter)
    assert "已被改动" in dialog(QMessageBox).informativeText()


def test_numbers_typed_by_hand_are_asked_about_before_freezing(desk: LetterDesk, qtbot: QtBot, dialog: Callable):
    put_cursor(desk, "我方对该账单")
    write(qtbot, desk.words.editor, "少计 88.00 元，")
    settled(qtbot, desk)
    desk.freeze()
    box = dialog(QMessageBox)
    assert "88.00 元" in box.informativeText()
    press(box, "暂不定稿", qtbot)
    assert desk.letter.state == "draft"
    assert "标题" not in box.informativeText()
    desk.words.editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(desk.words.editor, "x")
    settled(qtbot, desk)
    desk.freeze()
    box = dialog(QMessageBox)
    assert "函件没有标题" in box.informativeText()
    assert box.defaultButton().text() == "暂不定稿"


def test_a_step_that_is_refused_is_said_in_its_dialog(
    window: LedgerWindow, desk: LetterDesk, dialog: Callable, qtbot: QtBot
):
    frozen(qtbot, desk)
    desk.head.buttons["send"].click()
    sending = dialog(SendDialog)
    sending.on.put("2026-11-20")
    sending.finish()
    assert "2026-11-23" in sending.problem.text()
    sending.on.put("2026-02-30")
    sending.finish()
    assert "2026-02-30" in sending.problem.text()
    assert window.letters.opened.state == "frozen"


def test_the_register_lists_letters_with_their_days(
    window: LedgerWindow, desk: LetterDesk, dialog: Callable, qtbot: QtBot
):
    frozen(qtbot, desk)
    desk.head.buttons["send"].click()
    dialog(SendDialog).finish()
    desk.close_letter()
    page = window.letters.register
    cells = [cell.text for cell in page.model.rows[0].cells]
    assert cells == [
        "〔2026〕1号", "账单异议函", "账单 b-2026-10", "已发送", "2026-11-26", "2026-12-07", "还有 14 天",
    ]  # fmt: skip
    near = {1: ("还有 6 天", "plain"), 2: ("还有 5 天", "watch"), 7: ("就是今天", "watch"), 8: ("已过 1 天", "late")}
    for day, left in near.items():
        window.session.move_to(date(2026, 12, day))
        text, _, tone, *_ = page.model.rows[0].cells[6]
        assert (text, tone) == left


def test_a_sent_letter_s_own_deadline_is_among_today_s_matters_until_it_is_answered(
    window: LedgerWindow, desk: LetterDesk, qtbot: QtBot
):
    def asked() -> list[tuple[str, str]]:
        found = matters(window.session.assessment)
        return [(str(one.day), tone(one)) for one in found if one.figure.subject == "letter"]

    frozen(qtbot, desk)
    assert asked() == []
    sent = LetterSent("electronic", window.session.today)
    window.session.do(lambda ledger: letter_acts.send(ledger, "l-2026-1", sent))
    assert asked() == [("2026-12-07", "plain")]
    window.session.move_to(date(2026, 12, 8))
    assert asked() == [("2026-12-07", "watch")]
    figure = next(one.figure for one in matters(window.session.assessment) if one.figure.subject == "letter")
    assert "没有答复记录" in consequence(figure, window.session.words)
    window.show_page("today")
    window.records.edit("letter", "l-2026-1")
    assert window.letters.opened.id == "l-2026-1"
    window.session.do(lambda ledger: letter_acts.answer(ledger, "l-2026-1", LetterAnswered(date(2026, 12, 8))))
    assert asked() == []


def test_the_register_is_filtered(window: LedgerWindow, desk: LetterDesk):
    window.letters.write("refund-request", "o-cos")
    desk.close_letter()
    window.do("filter")
    window.letters.register.filter.setText("退款")
    assert [row.record for row in window.letters.register.model.rows] == ["l-2026-2"]
    window.letters.register.filter.clear()
    assert len(window.letters.register.model.rows) == 2


def test_on_a_day_before_the_bill_the_desk_says_why_there_are_no_pages(
    window: LedgerWindow, desk: LetterDesk, qtbot: QtBot
):
    put_cursor(desk, "我方对该账单")
    write(qtbot, desk.words.editor, "经我方复核，")
    window.session.move_to(window.session.today.replace(day=1))
    settled(qtbot, desk)
    assert "b-2026-10" in desk.paper.message.text()
    assert desk.paper.content is None
    window.session.move_to(window.session.today)
    settled(qtbot, desk)
    assert "经我方复核，我方对该账单提出异议" in text_of(desk.paper.content)


def test_a_removed_draft_leaves_the_desk_and_comes_back(window: LedgerWindow, desk: LetterDesk):
    desk.remove()
    assert window.letters.opened is None
    assert not window.session.facts.letters
    window.do("undo")
    assert [one.number for one in window.session.facts.letters.values()] == ["〔2026〕1号"]


def test_back_returns_to_the_letter(window: LedgerWindow):
    window.letters.write(*BILL)
    window.show_page("finding")
    window.do("back")
    assert window.page == "letter"
    assert window.letters.opened.id == "l-2026-1"


def test_the_additional_request_is_chosen_on_the_desk(window: LedgerWindow, qtbot: QtBot):
    bill = window.session.facts.bills["b-2026-10"]
    window.session.revise(bill._replace(late_fee=10_000 * 10**8))
    window.letters.write("late-fee-objection", "b-2026-10")
    desk = window.letters.desk
    settled(qtbot, desk)
    assert "585" not in text_of(desk.paper.content)
    desk.words.also.click()
    settled(qtbot, desk)
    assert window.letters.opened.also == "reduction"
    assert "585" in text_of(desk.paper.content)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_flow_in_both_languages(program: Program, qtbot: QtBot, dialog: Callable, language: str):
    if language == "en":
        program.speak("en")
    program.answer("sample")
    window = program.window
    window.show_page("finding")
    page = window.pages.page("finding")
    row = next(row for row, one in enumerate(page.model.items) if one.code == "total_not_lines")
    page.view.setCurrentIndex(page.model.index(row))
    qtbot.mouseClick(page.letter_button, Qt.MouseButton.LeftButton)
    desk = window.letters.desk
    settled(qtbot, desk)
    said = text_of(desk.paper.content)
    assert ("89.00元" if language == "zh" else "CNY89.00") in said
    desk.freeze()
    press(dialog(QMessageBox), "定稿" if language == "zh" else "Freeze", qtbot)
    qtbot.waitUntil(lambda: window.letters.opened.state == "frozen", timeout=15_000)
    desk.head.buttons["send"].click()
    dialog(SendDialog).finish()
    assert window.letters.opened.state == "sent"
    assert window.letters.opened.language == (None if language == "zh" else "en")


def test_what_is_refused_is_told(window: LedgerWindow, dialog: Callable):
    window.letters.write("late-fee-objection", "b-2026-10")
    assert "没有违约金" in dialog(QMessageBox).informativeText()
    assert not window.session.facts.letters
