"""The act of putting a record back into an earlier state of its own, found in the history."""

from models.exchange.record_json import record_from_json
from models.facts.records import KINDS, Record
from models.facts.spooled_lines import line_spool
from models.ledger import past
from models.ledger.acts import Change, put
from models.ledger.ledger import Ledger
from models.problems import Problem, Refused


def reinstate(ledger: Ledger, kind: str, record_id: str, entry: int) -> Change | None:
    """Make a record what it was after an act; one that was removed since comes back. None when it is so already.

    Raises :class:`Refused` when there was no such record then, or its earlier state does not fit the others of today.
    """
    with ledger.transaction() as connection:
        written = past.state_after(connection, kind, record_id, entry)
        if written is None or kind not in KINDS:
            raise Refused([Problem("no_such_record", "id", kind, record_id, inputs={"value": record_id})])
        problems: list[Problem] = []
        record: Record | None = record_from_json(KINDS[kind], written, "$", problems, line_spool().keep)
        if record is None:
            raise Refused(problems)
        if ledger.facts.get(kind, record_id) == record:
            return None
        return put(ledger, f"reinstate_{kind}", [record])
