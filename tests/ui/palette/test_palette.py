"""The palette in the window: every action by name, in either language; recent ledgers too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import write
from ui import actions
from ui.application import Program
from ui.palette.palette import Offer, Palette, fitting
from ui.settings import remember_ledger
from ui.window import LedgerWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def offered(palette: Palette) -> list[str]:
    """Give the names of the offers listed."""
    return [offer.name for offer in palette.choices]


@pytest.mark.parametrize("typed", ["发票", "invoice"])
def test_an_action_is_found_by_its_chinese_or_english_name_and_enter_does_it(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable, typed: str
):
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    palette = dialog(Palette)
    write(qtbot, palette.typed, typed)
    assert offered(palette)[0] == "room_invoice"
    qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
    assert window.page == "invoice"


def test_everything_but_itself_is_offered_and_what_cannot_be_done_comes_last(window: LedgerWindow, dialog: Callable):
    window.do("palette")
    palette = dialog(Palette)
    names = offered(palette)
    assert set(names) == {action.name for action in actions.table()} - {"palette"}
    able = [window.actions_by_name[name].isEnabled() for name in names]
    assert able == sorted(able, reverse=True)
    assert False in able


def test_what_cannot_be_done_is_not_taken(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    while window.session.next_undo():
        window.session.undo()
    window.do("palette")
    palette = dialog(Palette)
    palette.typed.setText("undo")
    assert offered(palette)[-1] == "undo"
    palette.list.setCurrentRow(palette.list.count() - 1)
    qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_arrows_choose_while_typing(window: LedgerWindow, qtbot: QtBot, dialog: Callable):
    window.do("palette")
    palette = dialog(Palette)
    qtbot.keyClick(palette.typed, Qt.Key.Key_Down)
    qtbot.keyClick(palette.typed, Qt.Key.Key_Down)
    qtbot.keyClick(palette.typed, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 1


def test_what_nothing_is_called_is_said(window: LedgerWindow, dialog: Callable):
    window.do("palette")
    palette = dialog(Palette)
    palette.typed.setText("没有这种东西")
    assert not palette.list.isVisible()
    assert palette.said.isVisible()
    palette.choose()
    assert palette.isVisible()


def test_without_typing_the_offers_keep_their_order():
    offers = [Offer(name, name) for name in ("longer name", "b", "a")]
    assert [offer.name for offer, _ in fitting("", offers)] == ["longer name", "b", "a"]


def test_another_ledger_opened_lately_is_opened(
    program: Program, window: LedgerWindow, qtbot: QtBot, dialog: Callable, tmp_path: Path
):
    from models.exchange.document import read_file
    from models.ledger import acts
    from resources import resource

    other = tmp_path / "另一本.clauseledger"
    acts.make_from(other, read_file(resource("sample", "sample.json")))
    remember_ledger(other)
    window.do("recent_ledgers")
    palette = dialog(Palette)
    assert offered(palette) == [str(other.resolve())]
    qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
    assert program.window is not window
    assert program.window.session.ledger.path == other.resolve()


def test_without_any_other_ledger_it_says_there_is_none_and_not_that_a_name_is_wrong(
    window: LedgerWindow, qtbot: QtBot, dialog: Callable
):
    window.do("recent_ledgers")
    recent = dialog(Palette)
    assert (recent.choices, recent.said.text()) == ([], "还没有。")
    recent.reject()
    window.do("palette")
    palette = dialog(Palette)
    write(qtbot, palette.typed, "没有这样的操作")
    assert (palette.choices, palette.said.text()) == ([], "没有这个名称。")
