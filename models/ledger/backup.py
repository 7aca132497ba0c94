"""Copies of a ledger file, made whole or not at all."""

import sqlite3
from datetime import datetime
from pathlib import Path

from models.china_time import CHINA


def back_up(connection: sqlite3.Connection, path: Path, *, now: datetime | None = None) -> Path:
    """Copy an open ledger beside it as ``<name>.<time>.backup`` and give the copy's path.

    Uses SQLite's online backup in one step: step by step it would begin anew whenever another connection writes.
    The copy is written under another name and renamed when it is complete.
    """
    stamp = (now or datetime.now(CHINA)).strftime("%Y%m%d-%H%M%S-%f")
    copy = path.with_name(f"{path.name}.{stamp}.backup")
    draft = copy.with_name(copy.name + ".part")
    draft.touch(0o600)
    target = sqlite3.connect(draft)
    try:
        connection.backup(target, pages=-1)
    finally:
        target.close()
    draft.rename(copy)
    return copy
