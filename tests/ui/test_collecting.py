"""Memory is looked through when the window rests: not while work runs, and not by Python itself."""

import gc
from collections.abc import Iterator
from threading import Event
from weakref import ReferenceType, ref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import collecting
from ui.collecting import Collecting, Rests
from ui.work import Beside


class Ring:
    """Holds itself, so that only looking for it lets it go."""

    def __init__(self) -> None:
        self.itself = self


def ring() -> ReferenceType[Ring]:
    """Give what tells whether a ring is still there."""
    return ref(Ring())


@pytest.fixture
def rests(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rests]:
    monkeypatch.setattr(collecting, "_RESTED", 0.05)
    monkeypatch.setattr(collecting, "_ENOUGH", 0)
    parent = QObject(qapp)
    yield Rests(parent)
    parent.deleteLater()
    Collecting.by_itself = True
    gc.unfreeze()
    gc.enable()


def test_what_is_in_a_ring_goes_once_the_window_rests_and_not_while_work_runs(rests: Rests, qtbot: QtBot):
    assert not gc.isenabled()
    left, go_on = ring(), Event()
    beside = Beside(rests, settled_after=0)
    beside.ask(go_on.wait, lambda _: None)
    qtbot.waitUntil(lambda: Collecting.running == 1)
    qtbot.wait(120)
    assert left() is not None
    go_on.set()
    qtbot.waitUntil(lambda: not beside.busy)
    qtbot.waitUntil(lambda: left() is None)
    assert not gc.isenabled()


def test_what_was_in_use_once_is_looked_at_again_at_the_rest_after_one_begins_anew(
    rests: Rests, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    kept = Ring()
    still = ref(kept)
    before = gc.get_freeze_count()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > before)  # it rested, and set aside what is in use
    del kept
    gc.collect()
    assert still() is not None
    monkeypatch.setattr(collecting, "_ENOUGH", 10**9)
    rests.begin_anew()
    gc.collect()
    assert still() is not None  # work that begins at once does not wait for a look at everything
    qtbot.waitUntil(lambda: still() is None)


def test_figures_of_a_large_ledger_are_set_aside_when_their_work_ends(
    rests: Rests, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(collecting, "_ENOUGH", 10**9)
    monkeypatch.setattr(Collecting, "much", True)
    gc.collect()
    left, made = ring(), []
    beside, before = Beside(rests, settled_after=0), gc.get_freeze_count()
    beside.ask(lambda: made.extend([number] for number in range(50_000)), lambda _: None)
    qtbot.waitUntil(lambda: not beside.busy)
    assert left() is None  # it was looked for before, as what is set aside is not looked at
    assert gc.get_freeze_count() > before + 50_000
