"""ClauseLedger 条款账本: the composition root. Reads the arguments, then opens the window or runs one command."""

import gc
import os
import sys
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path

from ui.commands.asked import language_of, today_in_china


def has_display() -> bool:
    """Tell whether a window can be shown: always on Windows and macOS, by the session's variables elsewhere."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main(argv: list[str]) -> int:
    """Run the program; give its exit status."""
    gc.set_threshold(100_000, 50, 100)  # a ledger is many small objects that live long: look for cycles less often
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    ledger = [word for word in argv if word.endswith(".clauseledger")]
    words = [word for flag, word in pairwise(("", *argv)) if not word.startswith("-") and flag != "--lang"]
    if {"-h", "--help"} & set(argv) or words != ledger[:1]:
        from ui.commands.commandline import main as command_main

        return command_main(argv)
    if not has_display():
        from models.vocabulary import vocabulary
        from ui.showcase import main_job

        return main_job(vocabulary(language_of(argv)))
    from ui.application import run

    return run(argv, clock=today_in_china, ledger_path=Path(ledger[0]) if ledger else None)


def _start() -> int:
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


if __name__ == "__main__":
    sys.exit(_start())
