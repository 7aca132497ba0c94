"""The connection to a ledger's file, which work beside the screen's thread may read bill lines through."""

import sqlite3
from threading import RLock
from typing import Any


class Connection(sqlite3.Connection):
    """A connection that is never closed while another thread reads through it.

    Python's SQLite keeps one compiled statement for the same words, and closing resets every statement: two threads in
    the same one, or a close during a read, take memory from under each other. What other threads read (bill lines, as
    facts are looked at) is therefore read whole while holding ``in_use``.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.in_use = RLock()

    def close(self) -> None:
        """Close the file when no other thread reads from it."""
        with self.in_use:
            super().close()
