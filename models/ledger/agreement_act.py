"""The act of importing the user's own copy of the agreement: its text as a record, the file itself attached."""

import hashlib
import unicodedata
from datetime import date, datetime
from typing import Any

from models.clauses.clauses import read_clauses
from models.facts.records import AgreementCopy
from models.ledger import attachments
from models.ledger.acts import Change, put
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.problems import Refused

ACT = "import_agreement"
_KIND = "agreement_copy"
_LONGEST_NAME = 200


def import_agreement(  # noqa: PLR0917 - a file's name, text, bytes and type, in the order in which reading gives them
    ledger: Ledger, name: str, text: str, original_bytes: bytes, media_type: str, today: date, *, obtained_how: str = ""
) -> Change | None:
    """Enter a copy of the agreement, or put it in the place of the one of this name, and attach the original file.

    None when that very copy is on record already. Refused when no numbered clause is found in the text. An earlier
    original stays attached: it shows what was imported then.
    """
    if not read_clauses(text).numbered:
        raise Refused.because("agreement_without_clauses", file=name)
    name = _plain(name)
    current = ledger.facts.agreement_copies.get(name)
    if current is not None and current.text == text and _is_attached(ledger, name, original_bytes):
        return None

    def attach(connection: Any, at: datetime) -> list[Altered]:
        made = attachments.add(
            connection, _KIND, name, name, original_bytes, media_type=media_type, at=at, how=obtained_how
        )
        return [Altered("attachment", made.id, None, made.as_json())]

    return put(ledger, ACT, [AgreementCopy(name, name, text, today)], also=attach)


def _plain(name: str) -> str:
    """Give a file's name as a record can bear it: without characters nobody sees, not too long."""
    shown = "".join(c for c in name if unicodedata.category(c) not in {"Cc", "Cs"}).strip()
    return shown[-_LONGEST_NAME:].strip() or "agreement"


def _is_attached(ledger: Ledger, record: str, content: bytes) -> bool:
    digest = hashlib.sha256(content).hexdigest()
    return any(a.sha256 == digest for a in attachments.of_record(ledger.connection, _KIND, record))
