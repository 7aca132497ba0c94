"""Acts as entries, the newest first; older ones are read when one scrolls there."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal

from models.ledger.history import Altered
from models.ledger.past import AT_A_TIME, Head
from models.vocabulary import CALLED
from ui.entries import EntriesModel, Entry
from ui.history.wording import about, act_name
from ui.session import Session

_Index = QModelIndex | QPersistentModelIndex


class ActsModel(EntriesModel[Head]):
    """The acts of a ledger, of one record, or those that say something."""

    more = Signal()
    """More acts were read."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._record: tuple[str, str] | None = None
        self._wanted = ""
        self._all_read = True

    def read(self, record: tuple[str, str] | None, wanted: str) -> None:
        """Show the newest acts about a record (all when None) that say a text (any when empty)."""
        self._record, self._wanted = record, wanted
        found = self._session.ledger.acts(record=record, wanted=wanted)
        self._all_read = len(found) < AT_A_TIME
        self.put(found)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and (super().canFetchMore(parent) or not self._all_read)

    def fetchMore(self, parent: _Index) -> None:
        if super().canFetchMore(parent):
            super().fetchMore(parent)
            return
        last = self.items[-1].entry
        found = self._session.ledger.acts(before=last, record=self._record, wanted=self._wanted)
        self._all_read = len(found) < AT_A_TIME
        if found:
            self.items = [*self.items, *found]
            super().fetchMore(parent)

    def row_of(self, entry: int) -> int:
        """Give the row of an act, read now if it was not yet; the newest's when it is not among those shown."""
        while self.items and self.items[-1].entry > entry and not self._all_read:
            self.fetchMore(QModelIndex())
        return next((row for row, head in enumerate(self.items) if head.entry == entry), 0)

    def _gone(self, item: Head) -> Altered | None:
        """Give what an act did to a record that is there no more and was not called by its id."""
        if item.first is None or item.first[0] not in CALLED or self._session.facts.get(*item.first) is not None:
            return None
        changes, _ = self._session.ledger.altered(item.entry)
        return next((change for change in changes if (change.kind, change.id) == item.first), None)

    def entry(self, item: Head) -> Entry:
        """Say an act."""
        words = self._session.words
        at = datetime.fromisoformat(item.at)
        title, text = act_name(item, words), about(item, words, self._gone(item))
        said = " · ".join(part for part in (f"{at:%Y-%m-%d %H:%M:%S}", title, text) if part)
        return Entry(f"{at:%H:%M}", f"{at:%Y-%m-%d}", title, text, "", "plain", f"#{item.entry}", said)
