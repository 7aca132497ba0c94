"""Make the manual's pictures anew: every page of the sample ledger, in both languages, light and dark.

    python docs/make_pictures.py FOLDER [WIDTHxHEIGHT]

Drawn off screen, as of the sample's own day, so that the same program gives the same pictures. The user's own settings
and ledgers are neither read nor changed.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


def make(folder: Path, width: int, height: int) -> int:
    """Draw every page into a folder; give how many pictures there are."""
    from datetime import date

    from PySide6.QtWidgets import QApplication

    from ui import look
    from ui.application import Program
    from ui.rooms import PAGES
    from ui.window import LedgerWindow

    application = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for language in ("zh", "en"):
        program = Program(application, date(2026, 11, 23), language)
        program.answer("sample")
        window = program.window
        assert isinstance(window, LedgerWindow)  # noqa: S101 - the sample opens
        window.resize(width, height)
        for dark in (False, True):
            look.LOOK.apply(application, dark=dark)
            for page in PAGES:
                window.show_page(page)
                application.processEvents()
                name = f"{page}-{language}-{'dark' if dark else 'light'}.png"
                count += window.grab().save(str(folder / name))
        window.close()
    return count


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        os.environ |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home)
        wide, high = map(int, (sys.argv[2] if len(sys.argv) > 2 else "1280x800").split("x"))
        made = make(Path(sys.argv[1]).resolve(), wide, high)
    sys.stdout.write(f"{made} pictures\n")
