"""Every page and dialog in both languages: translated, shown whole, each control named and reached by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.openings import TOLD_BY_FILES, WAYS, Stage, faces, letter_on
from tests.ui.seen import (
    astray,
    chinese_among,
    content_of,
    controls,
    cut,
    english_among,
    name_of,
    shows_focus,
    tabbed,
    texts,
    unreachable,
)
from ui.application import Program
from ui.choosing import ChoosingDialog
from ui.rooms import PAGES
from ui.window import LedgerWindow

WIDEST, TALLEST = 1280, 800
"""The least screen the program is drawn for."""
LEAST_WIDE, LEAST_HIGH = 944, 492
"""What a screen of 1920x1080 has for a window when everything is drawn in twice its size."""


def opened(qtbot: QtBot, before: set[QWidget]) -> QWidget:
    """Give the dialog that came up, waiting for it."""

    def new() -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each not in before]

    qtbot.waitUntil(lambda: bool(new()), timeout=10_000)
    QApplication.processEvents()
    return new()[-1]


def close(before: set[QWidget]) -> None:
    """Close what came up."""
    for each in QApplication.topLevelWidgets():
        if each not in before and each.isVisible():
            each.done(0) if isinstance(each, QDialog) else each.close()
    QApplication.processEvents()


def wrong_with(shown: QWidget, window: LedgerWindow) -> Iterator[tuple[str, object]]:
    """Give what is wrong with a page or dialog, once it is laid out."""
    QApplication.processEvents()
    said, own = set(texts(shown)), [*content_of(window), *TOLD_BY_FILES]
    if window.words.language == "zh":
        foreign = english_among(said, {word for each in own for word in re.findall("[A-Za-z]+", each)})
    else:
        foreign = chinese_among(said, own)
    yield from (("untranslated", each) for each in foreign)
    yield from (("cut", each) for each in cut(shown))
    if not isinstance(shown, ChoosingDialog):  # whose list is gone through from the line above it
        yield from (("unreachable", each) for each in unreachable(shown))
    yield from (
        ("no name", f"{type(each).__name__} {each.objectName()}") for each in controls(shown) if not name_of(each)
    )
    if shown.width() > WIDEST or shown.height() > TALLEST:
        yield "too large", (shown.width(), shown.height())
    least = shown.minimumSizeHint().expandedTo(shown.minimumSize())
    if least.width() > LEAST_WIDE or least.height() > LEAST_HIGH:
        yield "neither fits nor scrolls", (least.width(), least.height())
    if shown is window and window.pages.scrolled.horizontalScrollBar().maximum() > 0:
        yield "too wide", window.pages.scrolled.widget().minimumSizeHint().width()
    if least.width() > shown.width() or least.height() > shown.height():
        yield "squeezed", (least.width(), least.height(), shown.width(), shown.height())
    inside = window.pages.page(window.page) if shown is window else shown
    yield from (("tab order", each) for each in astray(inside))


def unseen(shown: QWidget, known: set[tuple[type, str]]) -> Iterator[tuple[str, object]]:
    """Give the controls, of every sort not yet known, that do not show when they have the keyboard."""
    for each in tabbed(shown):
        sort = (type(each), each.objectName() if isinstance(each, QAbstractItemView) else "")
        if sort not in known:
            known.add(sort)
            if not shows_focus(each):
                yield "focus unseen", f"{type(each).__name__} {name_of(each)}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_and_dialog(program: Program, qtbot: QtBot, tmp_path: Path, language: str):
    program.answer("sample")
    program.speak(language)
    stage = Stage(program, tmp_path)
    window = stage.window
    qtbot.waitUntil(lambda: window.begun)
    window.resize(WIDEST, TALLEST)
    wrong: list[tuple[object, ...]] = []
    known: set[tuple[type, str]] = set()
    for page in PAGES:
        window.show_page(page)
        wrong += [(page, *each) for each in (*wrong_with(window, window), *unseen(window, known))]
    letter_on(stage)
    qtbot.waitUntil(lambda: window.letters.desk.made is not None, timeout=10_000)
    wrong += [("letter opened", *each) for each in (*wrong_with(window, window), *unseen(window, known))]
    for name, ways in WAYS.items():
        for way in ways:
            before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
            way(stage)
            shown = opened(qtbot, before)
            named = f"{name} {shown.windowTitle()}"
            for _ in faces(shown):
                wrong += [(named, *each) for each in wrong_with(shown, window)]
            wrong += [(named, *each) for each in unseen(shown, known)]
            stage.clearing()
            close(before)
    assert not wrong, "\n".join(map(str, wrong))


def test_what_is_wrong_would_be_noticed(window: LedgerWindow):
    line, label, field = QLineEdit(window), QLabel("一段放不下的文字 someday" * 5, window), QComboBox(window)
    low = QLabel("一段放不下的文字" * 5, window)
    low.setWordWrap(True)
    dull = QListWidget(window)
    dull.setStyleSheet("border: none")
    field.addItem("另一段放不下的文字")
    dull.show()
    for each, size in ((line, (90, 30)), (label, (40, 20)), (low, (90, 20)), (field, (50, 30))):
        each.show()
        each.resize(*size)
    found = set(wrong_with(window, window))
    assert ("untranslated", f"someday (in: {label.text()[:80]})") in found
    assert {("cut", label.text()), ("cut", low.text()), ("no name", "QLineEdit ")} <= found
    assert ("focus unseen", "QListWidget ") in set(unseen(window, set()))
    assert any(what == "cut" and str(which).startswith("QComboBox") for what, which in found)


def test_tab_that_goes_against_reading_would_be_noticed(qtbot: QtBot):
    whole = QWidget()
    qtbot.addWidget(whole)
    for name, at in (("1", (0, 0)), ("3", (0, 120)), ("2", (0, 60)), ("4", (90, 120))):
        each = QLineEdit(whole)
        each.setAccessibleName(name)
        each.setGeometry(*at, 80, 24)
    with qtbot.waitExposed(whole):
        whole.show()
    assert set(astray(whole)) == {"3 → 2", "4 → 1"}
