"""Acts on statements: importing files, saying what lines paid, locking what was reconciled and unlocking it."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from models.facts.facts import Facts
from models.facts.records import Allocation, Payment, Record, StatementLine
from models.ledger.acts import Change, put
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.ledger.originals import KEEP_UP_TO, Original, keep_originals, originals_of
from models.ledger.source_links import link
from models.problems import Problem, Refused, no_such_record
from models.statements.locks import LOCK, UNLOCK
from models.statements.reading import StatementTable, tables_of
from models.statements.reconciling import reconciliation, ticked
from models.statements.taking import AS_REMEMBERED, StatementChoices, Taken, take

IMPORT = "import_statement"
MATCH = "match_statement_lines"
TICK, UNTICK = "tick_lines", "untick_lines"
_ONLINE = ("微信", "支付宝", "财付通")
_LONGEST_SUMMARY = 90
"""Characters of a line's words that the payment made of it names; the line itself has them all."""


@dataclass
class StatementsOutcome:
    """What reading statements did or would do; ``change`` is None when nothing was new, or for a preview."""

    taken: list[Taken] = field(default_factory=list)
    originals: list[Original] = field(default_factory=list)
    change: Change | None = None

    @property
    def new(self) -> int:
        """How many lines are new."""
        return sum(len(one.new) for one in self.taken)

    @property
    def problems(self) -> list[Problem]:
        """Everything that keeps the files out."""
        return [problem for one in self.taken for problem in one.problems]


def import_statements(
    ledger: Ledger,
    paths: Iterable[Path],
    choices: StatementChoices = AS_REMEMBERED,
    *,
    today: date,
    preview: bool = False,
    keep_up_to: int = KEEP_UP_TO,
) -> StatementsOutcome:
    """Import statements, all or nothing, as one act; lines on record are left out, each new one comes in once.

    A file of at most ``keep_up_to`` bytes that brings lines is kept itself, byte for byte, with its statement.

    How the layout is read is remembered in the same act. A preview tells what there would be, its problems included,
    and changes nothing. Raises :class:`Refused` with every problem of the files, by file and row.
    """
    of = [(path, tables_of(path)) for path in paths]
    tables = [table for _, found in of for table in found]
    with ledger.transaction():
        outcome = StatementsOutcome(_taken(ledger.facts, tables, choices, today))
        statements = _statements_by_path(of, outcome.taken)
        outcome.originals = originals_of(statements, keep_up_to)
        if preview:
            return outcome
        if outcome.problems:
            raise Refused(outcome.problems)
        records = _records(ledger.facts, outcome.taken)
        if records:
            known = {table.sha256 for table in tables}

            def keep(connection: sqlite3.Connection, moment: datetime) -> list[Altered]:
                kept = keep_originals(connection, outcome.originals, statements.__getitem__, moment, known)
                return [*kept, *link(connection, ledger.facts.with_records(records))]

            outcome.change = put(ledger, IMPORT, records, also=keep)
    return outcome


def _statements_by_path(
    of: Iterable[tuple[Path, Sequence[StatementTable]]], taken: Iterable[Taken]
) -> dict[Path, list[tuple[str, str]]]:
    """Give (kind, id) of the statements each file brings; a file without a new line is not there."""
    new = {id(one.table): one.statement.id for one in taken if one.statement is not None and one.new}
    found = {path: [("statement", new[id(table)]) for table in tables if id(table) in new] for path, tables in of}
    return {path: statements for path, statements in found.items() if statements}


def _taken(facts: Facts, tables: Sequence[StatementTable], choices: StatementChoices, today: date) -> list[Taken]:
    """Compare table after table, each seen among what those before it bring."""
    found: list[Taken] = []
    for table in tables:
        if found and not found[-1].problems:
            facts = facts.with_records(_records(facts, found[-1:]))
        found.append(take(table, facts, choices, today))
    return found


def _records(facts: Facts, taken: Iterable[Taken]) -> list[Record]:
    """Give the records to put into the ledger: of a file that brings no new line only a reading the user changed.

    The files come first: an act is called after its first record.
    """
    found: dict[tuple[str, str], Record] = {}
    for one in taken:
        if one.new and one.statement is not None:
            found["statement", one.statement.id] = one.statement
            found |= {("statement_line", line.id): line for line in one.new}
    for one in taken:
        if facts.statement_layouts.get(one.layout.id) != one.layout and (one.new or one.remembered):
            found["statement_layout", one.layout.id] = one.layout
    return list(found.values())


class Accepted(NamedTuple):
    """What the user says a line is: ``kind`` is ``payment``, ``invoice``, ``bill``, ``order``, ``recharge``,
    ``unrelated``, or ``none`` to take back what was said; ``targets`` are the records' ids.
    """  # noqa: D205

    line: str
    kind: str
    targets: tuple[str, ...] = ()


def accept(ledger: Ledger, accepted: Iterable[Accepted], outstanding: dict[str, int] | None = None) -> Change:
    """Say what lines are, as one act. What paid an invoice or a bill becomes a payment on record.

    ``outstanding`` is what each invoice leaves open; a transfer that names several invoices covers each by as much.
    Raises :class:`Refused` when a line or record is not there, or a locked reconciliation holds one of them.
    """
    with ledger.transaction():
        facts = ledger.facts
        records: list[Record] = []
        for one in accepted:
            made = _accepted(facts, one, outstanding or {})
            records += made
            facts = facts.with_records(made)
        return put(ledger, MATCH, records)


def _accepted(facts: Facts, one: Accepted, outstanding: dict[str, int]) -> list[Record]:
    line = facts.statement_lines.get(one.line)
    if line is None:
        raise no_such_record("statement_line", one.line)
    for target in one.targets:
        if facts.get(one.kind, target) is None:
            raise no_such_record(one.kind, target)
    bare = line._replace(payment=None, order=None, purpose=None)
    match one.kind:
        case "none":
            return [bare]
        case "recharge" | "unrelated":
            return [bare._replace(purpose=one.kind)]
        case "order":
            return [bare._replace(order=one.targets[0])]
        case "payment":
            return [bare._replace(payment=one.targets[0])]
    if line.amount >= 0:
        raise Refused([Problem("line_brought_money", "amount", "statement_line", line.id)])
    payment = _payment(facts, line, one, outstanding)
    return [payment, bare._replace(payment=payment.id)]


def _payment(facts: Facts, line: StatementLine, one: Accepted, outstanding: dict[str, int]) -> Payment:
    """Make the payment a line is: to the invoices it names, or, for a bill without an invoice, to none yet."""
    amount = -line.amount
    account = facts.statements[line.statement].account
    allocations: tuple[Allocation, ...] = ()
    if one.kind == "invoice":
        open_amounts = {target: outstanding.get(target, amount) for target in one.targets}
        if len(one.targets) == 1:
            open_amounts = {one.targets[0]: amount}
        allocations = tuple(Allocation(target, open_amounts[target]) for target in one.targets)
    said = [line.number, *(one.targets if one.kind == "bill" else ())]
    if line.summary and len(line.summary) < _LONGEST_SUMMARY:
        said.append(line.summary)
    reference = " · ".join(part for part in said if part)
    method = "online" if any(word in account for word in _ONLINE) else "bank"
    return Payment(_free(facts, line), line.on, amount, method, allocations, reference or None)  # type: ignore[arg-type]


def _free(facts: Facts, line: StatementLine) -> str:
    number = 1
    while f"p-{line.on:%Y%m%d}-{number}" in facts.payments:
        number += 1
    return f"p-{line.on:%Y%m%d}-{number}"


def tick(ledger: Ledger, name: str, lines: Iterable[str], *, on: bool) -> Change | None:
    """Tick lines of a reconciliation, or tick them off, as one act; None when they are so already."""
    with ledger.transaction():
        one = reconciliation(ledger.facts, name)
        made = ticked(ledger.facts, one, lines, on=on)
        return None if made == one else put(ledger, TICK if on else UNTICK, [made])


def lock(ledger: Ledger, name: str, day: date) -> Change:
    """Lock a reconciliation whose difference is zero. Raises :class:`Refused` otherwise, or when it is locked."""
    with ledger.transaction():
        one = reconciliation(ledger.facts, name)
        if one.locked_on is not None:
            raise Refused([Problem("reconciliation_locked", "", "reconciliation", name, inputs={"value": name})])
        return put(ledger, LOCK, [one._replace(locked_on=day)])


def unlock(ledger: Ledger, name: str) -> Change:
    """Unlock a reconciliation, as an act of its own with its place in the history."""
    with ledger.transaction():
        one = reconciliation(ledger.facts, name)
        if one.locked_on is None:
            raise Refused([Problem("reconciliation_not_locked", "", "reconciliation", name, inputs={"value": name})])
        return put(ledger, UNLOCK, [one._replace(locked_on=None)])
