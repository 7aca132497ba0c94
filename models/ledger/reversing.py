"""Undoing and redoing: an entry of the history applied backwards, or once more."""

from typing import Any

from models.exchange.record_json import record_from_json, record_to_json
from models.facts.facts import Facts
from models.facts.records import KINDS, Record
from models.facts.spooled_lines import line_spool
from models.ledger import attachments, history, source_links, sources, tables
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.ledger.lines import hold_lines
from models.ledger.list_differences import brought
from models.problems import Problem, Refused
from models.statements.locks import LOCK, UNLOCK, lock_stays, refuse_locked

_BESIDE = frozenset({"attachment", "source", source_links.KIND})
"""What the history holds beside records."""


def reverse(ledger: Ledger, act: str, number: int) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Apply the inverse of an entry (``undo``) or the entry itself again (``redo``), inside an act.

    Give the number of the new entry and (kind, id) of what it touched. What a locked reconciliation holds is refused.
    """
    altered = list(history.altered_by(ledger.connection, number, history.long_lists()))
    if act == "undo":
        altered = [Altered(a.kind, a.id, a.after, a.before, a.row) for a in reversed(altered)]
    if act == "undo" and ledger.act(number) == LOCK:
        raise lock_stays(ledger.facts, altered[0].id)
    unlocking = act == "redo" and ledger.act(number) == UNLOCK
    refuse_locked(ledger.facts, ((change.kind, change.id) for change in altered), unlocking=unlocking)
    with ledger.transaction() as connection:
        facts = ledger.facts
        standing = []
        for change in altered:
            if change.kind == "attachment":
                attachments.apply(connection, change)
            elif change.kind == "source":
                sources.apply(connection, change)
            elif change.kind == source_links.KIND:
                source_links.apply(connection, change)
            else:
                standing += _apply(connection, facts, change)
        new = history.append(connection, act, ledger.clock(), altered, reverses=number)
        ledger.remember(_after(connection, facts.with_records(standing), altered))
    return new, tuple((change.kind, change.id) for change in altered)


def _after(connection: Any, facts: Facts, altered: list[Altered]) -> Facts:
    """Give the facts without what went, and what came back in its old place, which only a fresh reading shows."""
    altered = [change for change in altered if change.kind not in _BESIDE]
    gone = [change for change in altered if change.after is None]
    if len(gone) > 1 or any(change.before is None for change in altered):
        return tables.load(connection)
    return facts.without(gone[0].kind, gone[0].id) if gone else facts


def _apply(connection: Any, facts: Facts, change: Altered) -> list[Record]:
    """Apply one change to the tables; give the record it leaves, if any."""
    if change.after is None:
        tables.delete(connection, change.kind, change.id)
        return []
    if change.before is None:
        record = _record(change.kind, change.after)
        tables.insert(connection, record, change.row)
    else:
        current = facts.of_kind(change.kind)[change.id]
        record = _record(change.kind, brought(record_to_json(current, by_parts=True), change.before, change.after))
        hold_lines(current)
        tables.replace(connection, current, record)
    return [record]


def _record(kind: str, written: dict[str, Any]) -> Record:
    problems: list[Problem] = []
    record: Record | None = record_from_json(KINDS[kind], written, "$", problems, line_spool().keep)
    if record is None:
        raise Refused(problems)
    return record
