"""Starting with the user's session: one entry of the system's own kind, written and taken away by one switch."""

import plistlib
import subprocess
import sys
from pathlib import Path

import platformdirs
from PySide6.QtCore import QSettings

from models.problems import Refused, reason_of
from resources import FOLDER
from ui.files import write_beside
from ui.settings import APP

_RUN = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
_LABEL = "io.github.clauseledger"
COMMAND = [sys.executable, str(FOLDER.parent / "main.py"), "--last"]
"""Opens the ledger used last, which is the one to be reminded of."""


def entry() -> Path:
    """Give the file the system looks for: XDG autostart, or a launch agent on macOS."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{_LABEL}.plist"
    return platformdirs.user_config_path() / "autostart" / "clauseledger.desktop"


def starts_with_session() -> bool:
    """Tell whether the program starts when the user logs in."""
    if sys.platform == "win32":
        return bool(QSettings(_RUN, QSettings.Format.NativeFormat).contains(APP))
    return entry().is_file()


def start_with_session(*, wanted: bool) -> None:
    """Have it start so, or no longer. Raises :class:`models.problems.Refused` when that cannot be written."""
    if sys.platform == "win32":
        store = QSettings(_RUN, QSettings.Format.NativeFormat)
        if wanted:
            store.setValue(APP, subprocess.list2cmdline(COMMAND))
        else:
            store.remove(APP)
        store.sync()
        return
    file = entry()
    if not wanted:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform == "darwin":
        write_beside(file, plistlib.dumps({"Label": _LABEL, "ProgramArguments": COMMAND, "RunAtLoad": True}))
    else:
        write_beside(file, _desktop_entry().encode())


def refusal(error: Refused | OSError) -> Refused:
    """Say of a failure which file it is about."""
    if isinstance(error, Refused):
        return error
    return Refused.because("cannot_write_file", file=str(entry()), reason=reason_of(error))


def _desktop_entry() -> str:
    command = " ".join(map(_quoted, COMMAND)).replace("%", "%%")
    lines = ["[Desktop Entry]", "Type=Application", f"Name={APP}", "Name[zh_CN]=条款账本"]
    lines += [f"Exec={command}", f"Icon={FOLDER / 'icons' / 'clauseledger.svg'}", "Terminal=false"]
    return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    """Quote a word of a command as the Desktop Entry Specification wants it, in a value with escapes of its own."""
    for character in '\\"`$':
        word = word.replace(character, f"\\{character}")
    return '"' + word.replace("\\", "\\\\") + '"'
