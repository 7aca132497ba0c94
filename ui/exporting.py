"""Everything out of a ledger, in the form the ending of a file's name asks for."""

from collections.abc import Callable, Iterable
from datetime import date

from models.assess import assess
from models.exchange import document
from models.exchange.journal import journal
from models.exchange.journal_text import WRITERS
from models.exchange.tables import as_workbook
from models.ledger.ledger import Ledger
from models.ledger.package_acts import package_of
from models.vocabulary import Vocabulary

_WHOLE: dict[str, Callable[[Ledger], Iterable[bytes]]] = {
    ".zip": package_of,
    ".xlsx": lambda ledger: as_workbook(ledger.facts),
}
ENDINGS = (".json", *_WHOLE, *WRITERS)
"""What a file may end in; any other ending gets the exchange document."""


def exported(ledger: Ledger, ending: str, as_of: date, words: Vocabulary) -> Iterable[bytes]:
    """Give a ledger's content for a file of this ending: exchange document, package, workbook, or journal as of a day.

    ``words`` is the language of a journal's accounts; the other forms have none.
    """
    ending = ending.lower()
    if ending in WRITERS:
        made = journal(assess(ledger.facts, as_of))
        return map(str.encode, WRITERS[ending](made, ledger.facts, words))
    if ending in _WHOLE:
        return _WHOLE[ending](ledger)
    return map(str.encode, document.text(ledger.facts))
