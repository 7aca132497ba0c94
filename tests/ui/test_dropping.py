"""Every kind of file dropped on every page: what it would do is said while it is dragged, and is what the drop does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.files import make_statements as made
from ui.dropping import hint_of
from ui.rooms import PAGES
from ui.tables.page import RecordsPage
from ui.window import LedgerWindow

FILES = made.FOLDER
IMPORTED = {
    "l2-2026-09.csv": "服务商账单",
    "month-2026-09.zip": "服务商账单",
    "movements-2026-09.xls": "收支明细",
    "vouchers.xlsx": "代金券",
    "statement-page.xls": "资金流水",
    "statement-old.xls": "资金流水",
    "invoice.xml": "电子发票",
    "invoice.ofd": "电子发票",
    "invoice.pdf": "电子发票",
    "notice.eml": "邮件",
    "notices.mbox": "邮件",
    "ledger.json": "交换文件",
}
"""Files that are imported wherever they are dropped but where only evidence is kept, with a word of the hint."""
BESIDE = {"agreement.txt": "协议文本", "scan.pdf": "协议文本", "photo.png": "存为证据"}
"""Files that are evidence of the record they are dropped on, with a word of the hint beside every record."""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "ledger.json").write_text('{"format": "clauseledger/1"}', encoding="utf-8")
    (tmp_path / "agreement.txt").write_text("3.2.4 甲方应当付款。", encoding="utf-8")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return {name: path if (path := tmp_path / name).exists() else FILES / name for name in (*IMPORTED, *BESIDE)}


class Dragged:
    """Files dragged by a file manager: to the widget below the mouse, or the nearest around it that takes drops."""

    def __init__(self, window: LedgerWindow, *paths: Path) -> None:
        self._window = window
        self._data = QMimeData()
        self._data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])

    def over(self, place: QPoint) -> str:
        """Drag to a place of the window; give what is said over it."""
        target, at = self._target(place)
        enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, self._data, *BUTTON)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted()
        return hint_of(self._window).text if hint_of(self._window).isVisible() else ""

    def leave(self, place: QPoint) -> None:
        QApplication.sendEvent(self._target(place)[0], QDragLeaveEvent())

    def drop(self, place: QPoint) -> None:
        target, at = self._target(place)
        while target is not None:  # as Qt does: on to the widget around one that does not take it
            event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, self._data, *BUTTON)
            event.ignore()
            QApplication.sendEvent(target, event)
            if event.isAccepted():
                return
            at, target = target.mapToParent(at), target.parentWidget()

    def _target(self, place: QPoint) -> tuple[QWidget, QPoint]:
        found = self._window.childAt(place) or self._window
        while not found.acceptDrops() and found.parentWidget() is not None:
            found = found.parentWidget()
        return found, found.mapFrom(self._window, place)


BUTTON = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def places(window: LedgerWindow, page: str) -> Iterator[tuple[QPoint, str]]:
    """Give places of a page: its first record (with its id) and its head, or the middle of a page without records."""
    shown = window.pages.page(page)
    if isinstance(shown, RecordsPage) and shown.model.rows:
        view = shown.view
        row = view.visualRect(view.model().index(0, 0)).center()
        yield view.viewport().mapTo(window, row), shown.model.rows[0].record
        yield shown.mapTo(window, QPoint(shown.width() // 2, 12)), ""
    elif page == "evidence":
        yield shown.mapTo(window, QPoint(shown.width() // 2, 12)), ""
    else:
        yield shown.mapTo(window, shown.rect().center()), ""


def expected(page: str, name: str, record: str) -> tuple[str, str, str]:
    """Give what a drop does: the doing, the kind and the record it is about."""
    if page == "evidence":
        return "attach", "", ""
    if page == "letter" and name == "scan.pdf":
        return "register", "", ""
    if record and name in BESIDE:
        return "attach", page, record
    return ("attach", "", "") if name == "photo.png" else ("import", "", "")


def test_every_file_on_every_page(window: LedgerWindow, files: dict[str, Path], monkeypatch):
    done: list[tuple[str, str, str]] = []
    monkeypatch.setattr(window.transfer, "take_in_all", lambda _paths: done.append(("import", "", "")))
    monkeypatch.setattr(window.evidence, "attach", lambda kind, record, _paths: done.append(("attach", kind, record)))
    monkeypatch.setattr(window.letters, "_register_file", lambda _path: done.append(("register", "", "")))
    hint, named = hint_of(window), {**IMPORTED, **BESIDE}
    for page in PAGES:
        window.show_page(page)
        QApplication.processEvents()
        for place, record in places(window, page):
            for name, path in files.items():
                dragged = Dragged(window, path)
                said, act = dragged.over(place), expected(page, name, record)
                about = window.session.words.record(*act[1:]) if act[1] else "选择所属记录"
                assert {"import": named[name], "register": "登记", "attach": about}[act[0]] in said, (page, name)
                dragged.drop(place)
                assert (done.pop(), done, hint.isVisible()) == (act, [], False), (page, name)
        dragged.over(place)
        dragged.leave(place)
        assert not hint.isVisible(), page
        fields = [each for each in window.pages.page(page).findChildren(QLineEdit) if each.acceptDrops()]
        assert not fields, f"{page}: a file's place would become the text of {fields}"


def test_several_kinds_go_to_the_window_from_any_record_unless_all_of_them_are_evidence(
    window: LedgerWindow, files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    done: list[tuple[str, int]] = []
    monkeypatch.setattr(window.transfer, "take_in_all", lambda paths: done.append(("import", len(paths))))
    monkeypatch.setattr(window.evidence, "attach", lambda _kind, record, paths: done.append((record, len(paths))))
    window.show_page("bill")
    (place, record), *_ = places(window, "bill")
    inner = tmp_path / "folder"
    inner.mkdir()
    for dropped in ([files["invoice.xml"], files["notice.eml"], files["photo.png"]], [inner]):
        dragged = Dragged(window, *dropped)
        assert "先列出" in dragged.over(place)
        dragged.drop(place)
        assert done.pop() == ("import", len(dropped))
    evidence = Dragged(window, files["photo.png"], files["scan.pdf"])
    assert "存为证据" in evidence.over(place)
    evidence.drop(place)
    assert done == [(record, 2)]


def test_words_dragged_are_no_files(window: LedgerWindow):
    data = QMimeData()
    data.setText("https://example.org")
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, *BUTTON)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    assert enter.type() == QEvent.Type.DragEnter
