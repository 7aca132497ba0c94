"""What the window remembers between starts: size and place, language, recent ledgers. Nothing of a ledger's content."""

from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QCoreApplication, QSettings
from PySide6.QtWidgets import QMainWindow

APP = "ClauseLedger"
SUFFIX = ".clauseledger"
_MOST_RECENT = 8


def data_folder() -> Path:
    """Give the user's own data folder for this program; made when it is not there, readable by the user only."""
    folder = platformdirs.user_data_path(APP, appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def settings() -> QSettings:
    """Open the window's settings file."""
    file = platformdirs.user_config_path(APP, appauthor=False) / "window.ini"
    return QSettings(str(file), QSettings.Format.IniFormat)


def recent_ledgers() -> list[Path]:
    """Give the ledgers opened lately that are still there, the last one first."""
    return [path for path in _recent() if path.is_file()]


def sample_path() -> Path:
    """Give where the sample ledger is kept."""
    return data_folder() / "sample" / f"sample{SUFFIX}"


def ledger_name(path: Path) -> str:
    """Name a ledger as lists of ledgers do: by its file, the sample by what it is."""
    return QCoreApplication.translate("Recent", "Sample ledger") if path == sample_path().resolve() else path.stem


def remember_ledger(path: Path) -> None:
    """Put a ledger at the head of the recent ones."""
    path = path.resolve()
    others = [other for other in _recent() if other != path]
    settings().setValue("recent", [str(p) for p in (path, *others)[:_MOST_RECENT]])


def leave_open(path: Path | None) -> None:
    """Say which ledger the next start opens: the one in the window, or none after it was closed."""
    if path is None:
        settings().remove("left_open")
    else:
        settings().setValue("left_open", str(path.resolve()))


def take_left_open() -> Path | None:
    """Give the ledger left open at the last end, if it is still there; until it is open again, none is left open.

    So a ledger that ends the program while it is opened does so once, not at every start.
    """
    stored = settings().value("left_open")
    leave_open(None)
    path = Path(str(stored)) if stored else None
    return path if path is not None and path.is_file() else None


def _recent() -> list[Path]:
    stored = settings().value("recent", [])
    names = stored if isinstance(stored, list) else [stored]
    return [Path(str(name)) for name in names if name]


def remember(window: QMainWindow) -> None:
    """Remember a window's size, place and panels."""
    store = settings()
    store.setValue("geometry", window.saveGeometry())
    store.setValue("state", window.saveState())


def bring_back(window: QMainWindow) -> None:
    """Give a window the size, place and panels remembered; nothing at the first start."""
    store = settings()
    for key, restore in (("geometry", window.restoreGeometry), ("state", window.restoreState)):
        stored = store.value(key)
        if isinstance(stored, QByteArray):
            restore(stored)
