"""The two languages: every text translated, no English left in the Chinese window, switching while it runs."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from models.facts.records import Notice
from resources import resource
from tests.ui.seen import CHINESE, chinese_among, content_of, english_in, texts
from ui import languages
from ui.application import Program
from ui.qt_texts import LACKING
from ui.rooms import ROOMS, room_of
from ui.window import LedgerWindow


def test_no_english_is_left_in_what_is_worth_a_look(window: LedgerWindow):
    window.session.enter(Notice("n-9", "provider", "service_change", "electronic"))
    window.session.move_to(date(2027, 2, 2))
    window.show_page("today")
    assert window.pages.page("today").problems.count() == 3
    assert not english_in(window, window)


def test_a_refusal_names_records_and_fields_in_words(window: LedgerWindow, dialog: Callable):
    window.records.remove("account", next(iter(window.session.facts.accounts)))
    assert not english_in(dialog(QMessageBox), window)


def test_no_english_is_left_on_the_welcome(program: Program):
    program.begin(None)
    assert not english_in(program.window, None)


def test_english_would_be_noticed(window: LedgerWindow):
    window.messages.line.setText("Saved: something")
    assert english_in(window, window) == {"Saved (in: Saved: something)", "something (in: Saved: something)"}


def test_the_language_changes_while_it_runs_and_everything_stays_where_it_was(
    program: Program, window: LedgerWindow, qapp: QApplication
):
    window.show_page("invoice")
    window.session.move_by(-3)
    as_of = window.session.as_of
    window.do("language")
    qapp.processEvents()
    english = program.window
    assert isinstance(english, LedgerWindow)
    assert english is not window
    assert (english.page, english.session.as_of) == ("invoice", as_of)
    assert english.actions_by_name["import_file"].text() == "Import file…"
    assert english.navigation.item(ROOMS.index(room_of("bill"))).text() == "Bills"
    assert not chinese_among(texts(english), content_of(english))
    english.do("language")
    assert program.window.actions_by_name["import_file"].text() == "导入文件…"
    assert program.window.session.facts.invoices  # the file stayed open all along


@pytest.mark.parametrize(("days", "said"), [(1, "1 day left"), (2, "2 days left"), (-1, "1 day past"), (0, "today")])
def test_english_counts_days_rightly(window: LedgerWindow, days: int, said: str):
    languages.install("en")
    matter = window.pages.page("today").model.items[0]._replace(left=days)
    assert window.pages.page("today").model.left_text(matter) == said
    languages.install("zh")


def messages(language: str) -> list[tuple[str, ET.Element]]:
    """Give (context, message) of every text in a language's .ts file."""
    root = ET.parse(resource("i18n", f"clauseledger_{language}.ts")).getroot()  # noqa: S314 - our own file
    return [
        (context.findtext("name") or "", each) for context in root.iter("context") for each in context.iter("message")
    ]


def test_every_text_is_translated_and_keeps_its_places():
    found = messages("zh")
    assert len(found) > 100
    for context, message in found:
        source, translation = message.findtext("source") or "", message.find("translation")
        assert translation.get("type") is None, (context, source)
        forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
        for form in forms:
            assert form, (context, source)
            assert sorted(re.findall(r"\{\d\}|%n", form)) == sorted(re.findall(r"\{\d\}|%n", source)), source


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_compiled_translations_say_what_the_sources_say(language: str):
    translator = QTranslator()
    assert translator.load(str(resource("i18n", f"clauseledger_{language}.qm")))
    for context, message in messages(language):
        forms = [form.text for form in message.iter("numerusform")]
        expected = forms[0].replace("%n", "1") if forms else message.findtext("translation")
        said = translator.translate(context, message.findtext("source"), None, 1 if forms else -1)
        assert said.replace("%n", "1") == expected


def test_every_text_of_the_code_has_been_collected():
    sources = {message.findtext("source") for _, message in messages("zh")}
    found = re.compile(r"""\.tr\(\s*["']((?:[^"\\]|\\.)*?)["'][,)]""")
    files = Path(languages.__file__).parent.rglob("*.py")
    texts_of_code = [text for path in files for text in found.findall(path.read_text(encoding="utf-8"))]
    assert len(texts_of_code) > 80
    assert not set(texts_of_code) - sources


def test_another_language_leaves_the_pages_as_they_were(program: Program, window: LedgerWindow):
    window.show_page("history")
    window.pages.page("history").filter.setText("付款")
    window.show_page("invoice")
    window.lists["invoice"].filter.setText("i-2026")
    window.lists["invoice"].select("i-2026-09")
    window.show_page("today")
    program.answer("language")
    again = program.window
    assert again is not window
    assert again.page == "today"
    again.show_page("invoice")
    assert (again.lists["invoice"].filter.text(), again.lists["invoice"].current) == ("i-2026", "i-2026-09")
    again.show_page("history")
    assert again.pages.page("history").filter.text() == "付款"


@pytest.mark.parametrize("mode", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave])
def test_qt_s_own_file_dialog_is_chinese_too(program: Program, mode: QFileDialog.AcceptMode, tmp_path: Path):
    assert program.language == "zh"
    (tmp_path / "账本").mkdir()
    asked = QFileDialog(directory=str(tmp_path))
    asked.setOption(QFileDialog.Option.DontUseNativeDialog)
    asked.setAcceptMode(mode)
    asked.show()
    here = {*re.findall("[A-Za-z]+", str(tmp_path)), *re.findall("[A-Za-z]+", str(Path.home()))}
    assert {
        found
        for found in english_in(asked, None)
        if not set(re.findall("[A-Za-z]+", found.partition(" (in")[0])) <= here
    } == set()
    asked.close()


@pytest.mark.parametrize(("context", "text"), LACKING)
def test_what_qt_s_chinese_lacks_is_there(program: Program, context: str, text: str):
    assert program.language == "zh"
    assert CHINESE.search(languages.translate(context, text))
