"""Taking the history out of the window: every act shown, with each field it altered, as lines of a table."""

from collections.abc import Iterator
from datetime import datetime

from models.ledger.ledger import Ledger
from models.vocabulary import Vocabulary
from ui.history.wording import act_name, differences
from ui.languages import QT_TRANSLATE_NOOP, translate
from ui.tables.carrying import plain

_HEADINGS = (
    QT_TRANSLATE_NOOP("History", "Number"),
    QT_TRANSLATE_NOOP("History", "Time"),
    QT_TRANSLATE_NOOP("History", "Act"),
    QT_TRANSLATE_NOOP("History", "Record"),
    QT_TRANSLATE_NOOP("History", "Field"),
    QT_TRANSLATE_NOOP("History", "Before"),
    QT_TRANSLATE_NOOP("History", "After"),
)
COLUMNS = len(_HEADINGS)


def lines(ledger: Ledger, record: tuple[str, str] | None, wanted: str, words: Vocabulary) -> Iterator[list[str]]:
    """Give headings, then a line for each field every act altered, the newest act first; as the page filters them.

    Of an act on very many records the first are told, and that there are more.
    """
    yield [translate("History", name) for name in _HEADINGS]
    before: int | None = None
    while heads := ledger.acts(before=before, record=record, wanted=wanted):
        for head in heads:
            at = datetime.fromisoformat(head.at).strftime("%Y-%m-%d %H:%M:%S")
            first = [str(head.entry), at, act_name(head, words)]
            changes, more = ledger.altered(head.entry)
            told = [one for change in changes for one in differences(change, words)]
            for one in told:
                yield [*first, *(plain(text, number=False) for text in (one.record, one.field, one.before, one.after))]
            if more or not told:
                yield [*first, "…" if more else "", "", "", ""]
        before = heads[-1].entry
