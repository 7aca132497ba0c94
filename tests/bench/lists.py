"""How long a list of 100,000 payments holds the screen's thread: opening, jumping, filtering and sorting.

``python -m tests.bench.lists [ROWS]``. Beside each time stands the longest wait between two rounds of events of the
screen's thread: what a person would feel.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.ledger import acts
from tests.bench.alone import alone
from tests.ui.test_large import facts
from ui.application import Program

Waits = tuple[float, float]


def felt(application: QApplication, act: Callable[[], object], until: Callable[[], bool]) -> Waits:
    """Give (seconds until done, longest time between two rounds of events) of an act."""
    begun = last = time.perf_counter()
    act()
    longest = time.perf_counter() - last
    while not until():
        last = time.perf_counter()
        application.processEvents()
        longest = max(longest, time.perf_counter() - last)
        time.sleep(0.001)
    application.processEvents()
    return time.perf_counter() - begun, longest


def run(home: Path, count: int) -> None:
    application = QApplication([])
    program = Program(application, date(2026, 11, 1), "zh")
    path = home / "large.clauseledger"
    acts.make_from(path, facts(count))
    program.open(path)
    window = program.window
    felt(application, lambda: None, lambda: window.outlook.current)
    page = window.lists["payment"]
    view = page.view

    def tell(name: str, waits: Waits) -> None:
        print(f"{name:<28} done after {waits[0] * 1000:7.0f} ms, longest wait {waits[1] * 1000:6.0f} ms")

    idle = lambda: not page.model.busy  # noqa: E731
    tell("open the page", felt(application, lambda: window.show_page("payment"), idle))
    tell("jump to the end", felt(application, view.scrollToBottom, idle))
    tell("filter", felt(application, lambda: page.filter.setText("p9999"), lambda: len(page.model.rows) < count))
    tell("no filter", felt(application, page.filter.clear, lambda: len(page.model.rows) == count))
    tell("sort by amount", felt(application, lambda: view.sortByColumn(2, Qt.SortOrder.DescendingOrder), idle))
    tell("select all", felt(application, view.selectAll, lambda: "金额" in page.sums.text()))
    tell("the next day", felt(application, lambda: window.session.move_by(1), idle))
    felt(application, lambda: None, lambda: window.outlook.current)
    tell("invoices with figures", felt(application, lambda: window.show_page("invoice"), idle))


if __name__ == "__main__":
    with alone() as own_home:
        run(own_home, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
