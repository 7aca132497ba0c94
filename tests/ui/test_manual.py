"""The manual: it names only what the program has, and is read beside the work."""

import re
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.vocabulary import vocabulary
from models.words import texts
from resources import resource
from ui import actions
from ui.application import Program
from ui.manual import Manual, PartView, parts_of
from ui.rooms import PAGES, page_name
from ui.welcome import WelcomeWindow
from ui.window import LedgerWindow

QUOTED = {"zh": re.compile("「(.+?)」"), "en": re.compile("“(.+?)”")}


def text(language: str) -> str:
    return resource("manual", f"{language}.md").read_text("utf-8")


def said_on_screen(language: str) -> set[str]:
    """Give every text of the screen: the translated ones, the names of the domain, and those of the pages."""
    messages = ET.parse(resource("i18n", "clauseledger_zh.ts")).getroot().iter("message")  # noqa: S314 - our own file
    found = {message.findtext("source" if language == "en" else "translation") or "" for message in messages}
    pages = {page_name(page, vocabulary(language)) for page in PAGES}
    return {each.strip() for each in found} | set(texts(language).values()) | pages


def shown(qtbot: QtBot) -> Manual:
    qtbot.waitUntil(lambda: any(isinstance(each, Manual) for each in QApplication.topLevelWidgets()))
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, Manual))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_it_names_is_on_the_screen(language: str):
    named = set(QUOTED[language].findall(text(language)))
    assert len(named) > 40
    assert sorted(named - said_on_screen(language)) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_keys_are_the_programs(language: str):
    keys = {key for each in actions.table() for key in each.keys} | {"Ctrl+Enter"}  # the letter's own
    arrows = str.maketrans({"←": "Left", "→": "Right"})
    named = {key.translate(arrows) for key in re.findall(r"(?:Ctrl|Alt)\+(?:Shift\+)?[\w←→/]+|\bF\d+", text(language))}
    assert {"Ctrl+K", "Alt+Left", "F1"} <= named
    assert not named - keys


def test_both_languages_have_the_same_parts_and_their_own_pictures():
    pictures = {language: re.findall(r"\(pictures/(.+?)-(\w\w)\.png\)", text(language)) for language in QUOTED}
    assert [name for name, _ in pictures["zh"]] == [name for name, _ in pictures["en"]]
    for language, listed in pictures.items():
        assert {own for _, own in listed} == {language}
        assert all(resource("manual", "pictures", f"{name}-{language}.png").exists() for name, _ in listed)
    kept = {file.stem for file in resource("manual", "pictures").iterdir()}
    assert kept == {f"{name}-{own}" for listed in pictures.values() for name, own in listed}
    parts = {language: parts_of(language) for language in QUOTED}
    assert [each.words.count("|---") for each in parts["zh"]] == [each.words.count("|---") for each in parts["en"]]
    assert len(parts["zh"]) == text("zh").count("\n## ") + 1


def test_it_is_read_beside_the_work(window: LedgerWindow, qtbot: QtBot):
    qtbot.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    manual = shown(qtbot)
    assert not manual.isModal()
    assert manual.list.count() == len(parts_of("zh"))
    qtbot.keyClick(manual.list, Qt.Key.Key_Down)
    assert "示例账本" in manual.text.toPlainText()
    manual.filter.setText("SHA-256")
    titles = [manual.list.item(row).text() for row in range(manual.list.count())]
    assert titles == ["六、问题与函件", "七、证据", "十一、不丢东西"]
    assert manual.text.textCursor().selectedText() == "SHA-256"
    manual.filter.setText("没有这样的话")
    assert (manual.list.count(), manual.text.toPlainText()) == (0, "手册中没有提到。")
    manual.filter.clear()
    qtbot.keyClick(manual, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(isinstance(each, Manual) for each in QApplication.topLevelWidgets()))
    assert window.isVisible()


@pytest.mark.parametrize("width", [500, 900])
def test_a_picture_is_as_wide_as_there_is_room(qapp: QApplication, qtbot: QtBot, width: int):
    view = PartView()
    qtbot.addWidget(view)
    view.resize(width, 600)
    view.show()
    view.read(parts_of("zh")[2])
    qapp.processEvents()
    assert "pictures/today" in parts_of("zh")[2].words
    assert width / 2 < view.document().idealWidth() <= view.viewport().width()


def test_the_first_window_has_it_too(program: Program, qtbot: QtBot):
    program.welcome()
    assert isinstance(program.window, WelcomeWindow)
    qtbot.mouseClick(program.window.manual, Qt.MouseButton.LeftButton)
    assert shown(qtbot).windowTitle() == "使用手册"
