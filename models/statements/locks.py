"""What a locked reconciliation holds: its lines, the payments they are matched to, and itself. Whatever act asks.

Only :data:`UNLOCK` lets go, which is an act of its own with its place in the history. Undoing the act of locking would
be a way round that: undoing stops there and says how to unlock, and goes on behind it once that is done.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from models.facts.facts import Facts
from models.facts.records import Reconciliation, Record, StatementLine, kind_of
from models.problems import Problem, Refused

UNLOCK = "unlock_reconciliation"
LOCK = "lock_reconciliation"
_HELD = frozenset({"statement_line", "statement", "payment"})
"""Kinds of records that a locked reconciliation holds beside itself."""


def locked(facts: Facts) -> dict[tuple[str, str], str]:
    """Give, by (kind, id), everything that is locked, and the id of the reconciliation that locks it."""
    found: dict[tuple[str, str], str] = {}
    for one in _locked(facts):
        found["reconciliation", one.id] = one.id
        for key in one.lines:
            found["statement_line", key] = one.id
            line = facts.statement_lines.get(key)
            if line is None:
                continue
            found["statement", line.statement] = one.id
            if line.payment is not None:
                found["payment", line.payment] = one.id
    return found


def _locked(facts: Facts) -> list[Reconciliation]:
    return [one for one in facts.reconciliations.values() if one.locked_on is not None]


class _Holders:
    """Which locked reconciliation holds a record; what is in them is looked for once it is asked about."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def of(self, kind: str, record: str) -> str | None:
        """Give the id of the reconciliation that holds a record, None when none does."""
        if kind == "reconciliation":
            one = self._facts.reconciliations.get(record)
            return one.id if one is not None and one.locked_on is not None else None
        return self._inside.get((kind, record)) if kind in _HELD else None

    @cached_property
    def _inside(self) -> dict[tuple[str, str], str]:
        return locked(self._facts)


def locked_changes(before: Facts, records: Iterable[Record], act: str) -> Iterator[Problem]:
    """Give a problem for each record that would change what is locked, or come new into a span that is."""
    spans = _locked(before)
    if not spans:
        return
    records, holders = list(records), _Holders(before)
    statements = {record.id: record for record in records if kind_of(record) == "statement"}
    for record in records:
        kind = kind_of(record)
        current = before.get(kind, record.id)
        if current is None:
            if isinstance(record, StatementLine):
                yield from _into_span(before, spans, record, statements)
            continue
        holder = holders.of(kind, record.id)
        if holder is None or record == current:
            continue
        if not (act == UNLOCK and isinstance(record, Reconciliation) and _only_unlocks(current, record)):
            yield _problem(before, kind, record.id, holder)


def _only_unlocks(current: Reconciliation, record: Reconciliation) -> bool:
    return record == current._replace(locked_on=None)


def _into_span(
    before: Facts, spans: Iterable[Reconciliation], line: StatementLine, statements: dict[str, Record]
) -> Iterator[Problem]:
    """Give a problem for a new line in a span that is locked: the balances there were proved without it."""
    of = statements.get(line.statement) or before.statements.get(line.statement)
    account = getattr(of, "account", None)
    for one in spans:
        if one.account == account and one.from_ <= line.on <= one.to:
            inputs = {"day": line.on, "account": one.account, "reconciliation": one.id, "from": one.from_, "to": one.to}
            yield Problem("line_into_locked_span", "on", "statement_line", line.id, inputs=inputs)
            return


def refuse_locked(facts: Facts, changed: Iterable[tuple[str, str]], *, unlocking: bool = False) -> None:
    """Refuse when any of (kind, id) is locked; ``unlocking`` lets the reconciliations themselves through."""
    holders = _Holders(facts)
    problems = [
        _problem(facts, kind, record, holder)
        for kind, record in changed
        if (holder := holders.of(kind, record)) is not None and not (unlocking and kind == "reconciliation")
    ]
    if problems:
        raise Refused(problems)


def lock_stays(facts: Facts, name: str) -> Refused:
    """Give the refusal to undo the locking of a reconciliation."""
    return Refused([replace(_problem(facts, "", "", name), code="undo_stops_at_lock")])


def _problem(facts: Facts, kind: str, record: str, holder: str) -> Problem:
    one = facts.reconciliations[holder]
    inputs = {"reconciliation": holder, "account": one.account, "from": one.from_, "to": one.to}
    return Problem("locked_by_reconciliation", "", kind, record, inputs=inputs)
