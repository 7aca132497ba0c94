"""How long the window of a ledger takes to be there, as a ratio to a bare Qt window measured in the same run.

``python tests/bench/start.py [INVOICES]``: each is started several times in a process of its own, turn by turn, from
nothing to its first picture; the ledger has 10,000 invoices unless told otherwise. The bare window holds what the
opening page holds: a tool bar, two lists, four frames, a tree. Ratios, because times of a shared machine mean little.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
TIMES = 5
FIRST = """
import sys, time
begun = time.perf_counter()
sys.path.insert(0, {root!r})
{start}
window.show()
application.processEvents()
window.grab()
print(time.perf_counter() - begun)
sys.stdout.flush()
import os
os._exit(0)
"""
BARE = """
from PySide6.QtWidgets import *
application = QApplication([])
window = QMainWindow()
bar = QToolBar(); window.addToolBar(bar)
for name in "abcdefgh": bar.addAction(name)
middle = QWidget(); row = QHBoxLayout(middle); window.setCentralWidget(middle)
for kind in (QListWidget, QListWidget, QTreeWidget): row.addWidget(kind())
for _ in range(4):
    frame = QFrame(); column = QVBoxLayout(frame); row.addWidget(frame)
    for text in "abc": column.addWidget(QLabel(text))
window.resize(1280, 800)
"""
OURS = """
from datetime import date
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from ui.application import Program
program = Program(application, date(2026, 11, 1), "zh")
program.open(Path({path!r}))
window = program.window
"""


def run(count: int) -> None:
    sys.path.insert(0, str(ROOT))
    from models.ledger import acts
    from tests.ui.test_large import facts

    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "large.clauseledger"
        acts.make_from(path, facts(count))
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        environment |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), home)
        scripts = {
            "bare Qt window": FIRST.format(root=str(ROOT), start=BARE),
            "ledger's window": FIRST.format(root=str(ROOT), start=OURS.format(path=str(path))),
        }
        taken: dict[str, list[float]] = {name: [] for name in scripts}
        for _ in range(TIMES):
            for name, script in scripts.items():
                done = subprocess.run(
                    [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
                )
                taken[name].append(float(done.stdout.split()[-1]))
    middle = {name: statistics.median(times) for name, times in taken.items()}
    for name, seconds in middle.items():
        print(f"{name:<16} {seconds * 1000:6.0f} ms")
    bare, ours = middle.values()
    print(f"ratio            {ours / bare:6.2f}")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
