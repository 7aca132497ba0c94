"""How long the commands that read every bill line take on a large ledger, and how much memory.

``python -m tests.bench.commands [BILL_LINES]``: the ledger of ``assess.py`` (1,000,000 lines unless told otherwise),
then each command as a program of its own. Seconds of processor time, and the most memory it held at once.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from models.ledger import acts
from tests.bench.assess import facts

ROOT = Path(__file__).parents[2]

SPAN = ("--from", "2018-01-01", "--to", "2026-10-31")
COMMANDS = {
    "import": ("import", "--large", "copy.clauseledger", "bench.json"),
    "export": ("export", "bench.clauseledger", "-o", "bench.json"),
    "verify": ("verify", "bench.clauseledger"),
    "assess": ("assess", "bench.clauseledger"),
    "findings": ("findings", "bench.clauseledger"),
    "settlement": ("settlement", "bench.clauseledger", *SPAN, "-o", "bench.pdf"),
}


def run(words: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Run one command; give its processor time in seconds and its largest size in megabytes."""
    command = [sys.executable, str(ROOT / "main.py"), *words]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as started:
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise SystemExit(f"{words[0]} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def main(lines: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Made by a process of its own: what this one holds would count as held by those it starts.
        make = [sys.executable, "-m", "tests.bench.commands", str(lines), str(folder / "bench.clauseledger")]
        subprocess.run(make, cwd=ROOT, check=True)
        for command in ("export", "import", "verify", "assess", "findings", "settlement"):
            seconds, megabytes = run(COMMANDS[command], folder)
            print(f"{command:12} {seconds:7.1f} s {megabytes:8.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        acts.make_from(Path(sys.argv[2]), facts(int(sys.argv[1])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
