"""Unexpected faults: the user reads a sentence, the details go into a file, the ledger is as it was."""

import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import isValid

from ui.languages import translate

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

_open: set[QMessageBox] = set()
"""The messages on screen; without a window as parent nobody else keeps them."""

_standing: dict[str, QMessageBox] = {}
"""The last message of each place a fault arose at: while it is on screen, the same fault is not told again."""


def install(folder: Path) -> None:
    """Show unexpected faults as a sentence from now on; their reports go into a folder."""
    sys.excepthook = hook(folder)


def hook(folder: Path) -> Hook:
    """Make the handler of unexpected faults that writes its reports into a folder."""

    def handle(kind: type[BaseException], fault: BaseException, _: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        place = _place(fault)
        standing = _standing.get(place)
        if standing is None or not (isValid(standing) and standing.isVisible()):  # drawing fails again and again
            _standing[place] = tell(report(folder, fault))

    return handle


def _place(fault: BaseException) -> str:
    """Name the line a fault arose at."""
    return "".join(traceback.format_list(traceback.extract_tb(fault.__traceback__)[-1:])) + type(fault).__name__


def report(folder: Path, fault: BaseException) -> Path | None:
    """Write the details of a fault into a new file; give it, or None when that is impossible too."""
    file = folder / f"crash-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text("".join(traceback.format_exception(fault)), encoding="utf-8")
    except OSError:
        return None
    return file


def tell(file: Path | None) -> QMessageBox:
    """Tell the user that something unexpected happened and where the details are."""
    text = translate("Crash", "Something unexpected happened. Your ledger is as it was before.")
    where = translate(
        "Crash", "The details are in {0}. They may contain what you entered; look before you send them on."
    )
    box = QMessageBox(QMessageBox.Icon.Critical, translate("Crash", "ClauseLedger"), text)
    if file is not None:
        box.setInformativeText(where.format(file))
    box.setParent(QApplication.activeWindow(), box.windowFlags())
    _open.add(box)
    box.finished.connect(lambda _: _open.discard(box))
    box.open()
    return box
