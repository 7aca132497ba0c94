"""How long the window of a ledger takes to be there, as a ratio to a bare Qt window measured in the same run.

``python -m tests.bench.start [INVOICES]``: each is started several times in a process of its own, turn by turn, from
nothing to its first picture; the ledger has 10,000 invoices unless told otherwise. The bare window holds what the
ledger's holds at first, made by hand of Qt's widgets in the same fonts: menus of as many actions, a tool bar, the list
of rooms, the day, a page, the explanation's dock. Told beside it: a window of the system's font with nothing in it,
and when the opening page has its figures. Ratios, because times of a shared machine mean little.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from models.ledger import acts
from tests.ui.test_large import facts
from ui import actions
from ui.look import font_files
from ui.rooms import ROOMS

ROOT = Path(__file__).parents[2]
TIMES = 7
BEGIN = """
import os, sys, time
begun = time.perf_counter()
sys.path.insert(0, {root!r})
{first}
from PySide6.QtWidgets import QApplication, QMainWindow

def told():
    print(time.perf_counter() - begun)
    sys.stdout.flush()

def first_picture(*_):
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))
    window.grab()
    told()
    while hasattr(window, "begun") and not (window.begun and window.outlook.current):
        QApplication.processEvents()
    window.grab()
    told()
    os._exit(0)

QApplication.exec = first_picture
"""
EMPTY = """
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
application.exec()
"""
BARE = """
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QFontDatabase, QKeySequence
from PySide6.QtWidgets import *
application = QApplication([])
for file in {fonts!r}: QFontDatabase.addApplicationFont(file)
font = QFont()
font.setFamilies(["ClauseLedger Sans", "ClauseLedger Sans Rest"])
application.setFont(font)
window = QMainWindow()
actions = []
for name in {menus!r}:
    menu = window.menuBar().addMenu(name)
    for number in range({actions} // len({menus!r})):
        action = QAction(f"{{name}} {{number}}", window)
        action.setShortcut(QKeySequence(f"Ctrl+{{number % 10}}"))
        menu.addAction(action)
        actions.append(action)
bar = QToolBar()
window.addToolBar(bar)
for action in actions[:9]: bar.addAction(action)
for made in (QLabel("As of"), QToolButton(), QLineEdit("2026-11-01"), QToolButton(), QLabel("Sunday"), QToolButton()):
    bar.addWidget(made)
rooms = QListWidget()
rooms.addItems({rooms!r})
pages = QStackedWidget()
pages.addWidget(QLabel("…"))
middle = QWidget()
row = QHBoxLayout(middle)
row.addWidget(rooms)
row.addWidget(pages, 1)
window.setCentralWidget(middle)
dock = QDockWidget("Explanation")
dock.setWidget(QWidget())
window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
window.statusBar().addWidget(QLabel())
window.resize(1280, 800)
window.show()
application.exec()
"""
OURS = """
main.main([{path!r}])
"""


def run(count: int) -> None:
    table = list(actions.table())
    bare = BARE.format(
        fonts=list(map(str, font_files())),
        menus=list(dict.fromkeys(action.menu for action in table)),
        actions=len(table),
        rooms=[room.name for room in ROOMS],
    )
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "large.clauseledger"
        acts.make_from(path, facts(count))
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        environment |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "PYTHONPYCACHEPREFIX"), home)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python keeps what it compiled
        begin = BEGIN.format(root=str(ROOT), first="")
        ours = BEGIN.format(root=str(ROOT), first="import main") + OURS.format(path=str(path))
        scripts = {"empty": begin + EMPTY, "bare": begin + bare, "ours": ours}
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in scripts}
        for turn in range(TIMES + 1):
            for name, script in scripts.items():
                done = subprocess.run(
                    [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
                )
                first, whole = map(float, done.stdout.split())
                if turn:  # the first turn writes what Python keeps of its modules
                    taken[name].append((first, whole))
    middle = {
        name: [statistics.median(column) * 1000 for column in zip(*each, strict=True)] for name, each in taken.items()
    }
    (empty, _), (same, _), (first, whole) = middle.values()
    print(f"an empty Qt window                 {empty:6.0f} ms")
    print(f"a bare window of the same widgets  {same:6.0f} ms")
    print(f"the ledger's window                {first:6.0f} ms")
    print(f"  with the figures of its page     {whole:6.0f} ms")
    print(f"ratio to the same widgets          {first / same:6.2f}")
    print(f"ratio to the empty window          {first / empty:6.2f}")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
