"""What a person feels in the window of a large ledger: the longest wait of each act, every page and way of acting.

``python -m tests.bench.waits [INVOICES]``: 10,000 invoices and as many payments unless told otherwise. A wait is the
time between two rounds of events of the screen's thread; beside it stands how long until everything asked for is there.
``--profile ACT`` tells instead what the screen's thread did in an act.
"""

import cProfile
import gc
import os
import pstats
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QDialog

from models.ledger import acts
from tests.bench.alone import alone
from tests.ui.test_large import facts
from ui.application import Program
from ui.collecting import Rests
from ui.rooms import PAGES

TODAY = date(2026, 11, 1)
RESTS = 0.3
"""Seconds without work and without a wait after which an act is over."""
PATIENCE = 30
STIRS = 0.002
"""Seconds of work in a round of events that are more than looking whether there are any."""
HELD = 0.05
"""Seconds of work of the screen's thread that a person feels."""
SHOWN = 0.02
"""Seconds from which a round is told of with ``--profile``."""


class Walk:
    """Does acts in a window and keeps how long each held the screen's thread."""

    def __init__(self, application: QApplication, profiled: str) -> None:
        self._application = application
        self._profiled = profiled
        self.taken: dict[str, tuple[float, float, float]] = {}

    def act(self, name: str, do: Callable[[], object]) -> None:
        """Do an act, wait until the window rests; keep (longest wait, longest work, until all is there)."""
        begun = ended = time.perf_counter()
        longest, most, round_of = 0.0, 0.0, do
        while True:
            profile = cProfile.Profile() if self._profiled and self._profiled in name else None
            before, worked = time.perf_counter(), time.thread_time()
            if profile:
                profile.enable()
            round_of()
            if profile:
                profile.disable()
            now = time.perf_counter()
            waited, worked = now - before, time.thread_time() - worked
            if profile and worked > SHOWN:
                print(f"--- {name}: {worked * 1000:.0f} ms")
                pstats.Stats(profile).sort_stats("cumtime").print_stats(38)
            longest, most = max(longest, waited), max(most, worked)
            if worked > STIRS or QThreadPool.globalInstance().activeThreadCount() or round_of is do:
                ended = now
            if now > min(ended + RESTS, begun + PATIENCE):
                break
            round_of = self._application.processEvents
            time.sleep(0.001)
        self.taken[name] = (longest, most, ended - begun)


def run(home: Path, count: int, profiled: str) -> None:
    gc.set_threshold(100_000, 50, 100)  # as main.py does
    application = QApplication([])
    program = Program(application, TODAY, "zh")
    if "--own" not in sys.argv:
        program.rests = Rests(program)
    path = home / "large.clauseledger"
    acts.make_from(path, facts(count))
    walk = Walk(application, profiled)
    walk.act("open the ledger", lambda: program.open(path))
    window = program.window

    def close_dialogs() -> None:
        for each in application.topLevelWidgets():
            if isinstance(each, QDialog):
                each.done(0)

    for time_of in ("first", "again"):
        for page in PAGES:
            walk.act(f"{page}, {time_of}", lambda page=page: window.show_page(page))
    session = window.session
    last = f"p{count - 1}"
    for page in ("payment", "today", "invoice", "finding", "bill", "letter", "reports", "history", "reconciliation"):
        window.show_page(page)
        walk.act(f"on {page}: settles", lambda: None)
        payment = session.facts.payments[last]
        changed = payment._replace(paid_on=payment.paid_on + timedelta(1))
        walk.act(f"on {page}: a payment is edited", lambda changed=changed: session.revise(changed))
        walk.act(f"on {page}: undo", lambda: window.do("undo"))
        walk.act(f"on {page}: the next day", lambda: session.move_by(1))
        walk.act(f"on {page}: a month back", lambda: session.move_by(-31))
        session.move_to(TODAY)
    window.show_page("invoice")
    page = window.lists["invoice"]
    walk.act("invoices: another is selected", lambda: page.view.selectRow(9))
    walk.act("invoices: the last is selected", lambda: page.select(f"i{count - 1}"))
    walk.act("invoices: filter", lambda: page.filter.setText("i99"))
    walk.act("invoices: no filter", page.filter.clear)
    walk.act(
        "invoices: sort by late fee",
        lambda: page.view.sortByColumn(6, page.view.horizontalHeader().sortIndicatorOrder()),
    )
    walk.act("invoices: select all", page.view.selectAll)
    window.show_page("today")
    today = window.pages.page("today")
    walk.act("today: card", lambda: today._choose_card("owed", ("outstanding",)))
    walk.act("today: another matter", lambda: today.matters.setCurrentIndex(today.model.index(3)))
    walk.act("search: opens", lambda: window.do("search"))
    dialog = next(
        each for each in application.topLevelWidgets() if type(each).__name__ == "SearchDialog" and each.isVisible()
    )
    for text in ("p", "p99", "bank", "银行"):
        walk.act(f"search: {text}", lambda text=text: dialog.typed.setText(text))
    close_dialogs()
    walk.act("palette", lambda: window.do("palette"))
    close_dialogs()
    walk.act("readings", lambda: window.do("readings"))
    close_dialogs()
    window.show_page("invoice")
    walk.act("edit an invoice", lambda: window.do("edit_record"))
    close_dialogs()
    walk.act("another language", lambda: window.do("language"))
    for name, (longest, most, ended) in walk.taken.items():
        felt = "  <-" if most > HELD else ""
        print(
            f"{name:<40} longest wait {longest * 1000:5.0f} ms, worked {most * 1000:5.0f} ms, "
            f"all there {ended * 1000:5.0f} ms{felt}"
        )
    os._exit(0)


if __name__ == "__main__":
    profiled = sys.argv[sys.argv.index("--profile") + 1] if "--profile" in sys.argv else ""
    numbers = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    with alone() as own_home:
        run(own_home, numbers[0] if numbers else 10_000, profiled)
