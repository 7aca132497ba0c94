"""A ledger on its way to the screen: opened beside it while the window is painted, or by whoever needs it first."""

from datetime import date
from importlib import import_module
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from models.problems import Refused

if TYPE_CHECKING:
    from models.ledger.ledger import Ledger
    from ui.session import Session

_FIRST_SEEN = ("ui.session", "ui.outlook", "ui.today.page", "ui.explain.panel", "ui.moved")
"""The modules of what stands in the window first."""


class Opening:
    """One ledger being opened. What a ledger needs of the program is loaded with it, none of it before."""

    def __init__(self, path: Path, today: date, language: str) -> None:
        self.path = path
        self._today = today
        self._language = language
        self._one_at_a_time = RLock()
        self._ledger: Ledger | None = None

    def prepare(self) -> None:
        """Do all that takes long and may be done on any thread. Raises :class:`Refused` when it cannot be opened."""
        for room in _FIRST_SEEN:
            import_module(room)
        self.ledger().facts  # noqa: B018 - reads them

    def refusal(self) -> Refused | None:
        """Prepare, and give the refusal if there is one."""
        try:
            self.prepare()
        except Refused as refused:
            return refused
        return None

    def ledger(self) -> "Ledger":
        """Open the ledger, or give it when it is open. Raises :class:`Refused`."""
        with self._one_at_a_time:
            if self._ledger is None:
                from models.ledger.ledger import open_ledger

                self._ledger = open_ledger(self.path)
            return self._ledger

    def close(self) -> None:
        """Close the ledger if it was opened; nobody is going to look at it."""
        with self._one_at_a_time:
            if self._ledger is not None:
                self._ledger.close()

    def session(self) -> "Session":
        """Begin the session; on the screen's thread."""
        from models.vocabulary import vocabulary
        from ui.session import Session

        return Session(self.ledger(), self._today, vocabulary(self._language))
