"""What a statement's table would bring into a ledger: how it is read, of which account it is, which lines are new.

A line is the same wherever it is downloaded again: it is known by its account, day and amount, and the bank's own
number of it, or, where the bank gives none, by the balance after it and its words. Lines that are equal in all of that
are counted, so that two alike stay two, and come only once each.
"""

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from models.facts.facts import Facts
from models.facts.records import LayoutColumn, Statement, StatementLayout, StatementLine
from models.facts.shapes import Misfit, Text
from models.problems import Problem
from models.statements.columns import guess, suffices
from models.statements.lines import Line, Lines, fits_turned, lines_of
from models.statements.reading import StatementTable, layout_id


@dataclass(frozen=True)
class StatementChoices:
    """What the user says about a statement: its account, what its columns hold, how outgoing money is written.

    None is what the ledger remembers of this layout, or else what is guessed.
    """

    account: str | None = None
    columns: tuple[LayoutColumn, ...] | None = None
    outgoing: str | None = None


_written = json.JSONEncoder(ensure_ascii=False).encode
AS_REMEMBERED = StatementChoices()


@dataclass
class Taken:
    """A table as it is read, and what of it is new; ``remembered`` when the ledger knows how to read its layout.

    ``problems`` keep it from coming in: no account named, columns that do not suffice, cells that cannot be read.
    """

    table: StatementTable
    account: str | None
    layout: StatementLayout
    remembered: bool
    lines: list[Line] = field(default_factory=list)
    new: list[StatementLine] = field(default_factory=list)
    same: int = 0
    notes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    statement: Statement | None = None


def take(table: StatementTable, facts: Facts, choices: StatementChoices, today: date) -> Taken:
    """Read a table as the user, the ledger or a guess says, and compare its lines with those on record."""
    name = layout_id(table.headings)
    known = facts.statement_layouts.get(name)
    columns = choices.columns if choices.columns is not None else known.columns if known else guess(table.headings)
    outgoing = choices.outgoing or (known.outgoing if known is not None and choices.columns is None else None)
    account = choices.account or account_of(table, facts, name)
    taken = Taken(table, account, StatementLayout(name, columns, outgoing), known is not None)
    if not suffices(columns):
        taken.problems.append(Problem("statement_columns_missing", table.file))
        return taken
    found = _read(table, columns, outgoing, choices)
    taken.layout = found[1] or taken.layout
    lines = found[0]
    taken.lines, taken.notes = lines.lines, lines.notes
    taken.problems += lines.complaints.all()
    if not lines.lines and not taken.problems:
        taken.problems.append(Problem("statement_without_lines", table.file))
    if account is None:
        taken.problems.append(Problem("statement_account_unknown", table.file))
        return taken
    try:
        Text(100, identifier=True).read(account)
    except Misfit as misfit:
        taken.problems.append(Problem(misfit.code, "account", "statement", inputs=misfit.inputs))
        return taken
    _compare(taken, account, facts, today)
    return taken


def _read(
    table: StatementTable, columns: tuple[LayoutColumn, ...], outgoing: str | None, choices: StatementChoices
) -> tuple[Lines, StatementLayout | None]:
    """Read the lines; where one signed column of amounts contradicts the balances, and fits turned round, turn it."""
    lines = lines_of(table, columns, outgoing)
    roles = {column.role for column in columns}
    signed = "amount" in roles and "direction" not in roles
    if signed and choices.outgoing is None and outgoing is None and fits_turned(lines.lines):
        turned = lines_of(table, columns, "positive")
        return turned, StatementLayout(layout_id(table.headings), columns, "positive")
    return lines, None


def account_of(table: StatementTable, facts: Facts, layout: str) -> str | None:
    """Name the account a statement is of: by what the file says, else by the one account this layout came for yet."""
    named = " ".join(filter(None, (table.service, table.account)))
    if table.account is not None:
        return named
    before = {one.account for one in facts.statements.values() if one.layout == layout}
    return before.pop() if len(before) == 1 else table.service


def _compare(taken: Taken, account: str, facts: Facts, today: date) -> None:
    """Tell the lines that are new from those on record, and the ones that say something else than before."""
    name = f"statement-{hashlib.sha256(f'{taken.table.sha256} {taken.table.file} {account}'.encode()).hexdigest()[:12]}"
    file = "".join(c if c.isprintable() else " " for c in taken.table.file)[-300:]
    taken.statement = Statement(name, account, file, taken.table.sha256, today, layout=taken.layout.id)
    met: Counter[str] = Counter()
    differing = []
    for line in taken.lines:
        key = line_key(account, line)
        met[key] += 1
        record = key if met[key] == 1 else f"{key}-{met[key]}"
        known = facts.statement_lines.get(record)
        if known is None:
            taken.new.append(StatementLine(record, name, *line[:7], summary=line.summary, number=line.number))
            continue
        taken.same += 1
        if (known.balance, known.counterparty) != (line.balance, line.counterparty):
            differing.append(line.row)
    if differing:
        rows = ", ".join(map(str, differing[:8])) + ("…" if len(differing) > 8 else "")
        inputs: dict[str, object] = {"count": len(differing), "rows": rows}
        taken.notes.append(Problem("statement_rows_differ", taken.table.file, severity="warning", inputs=inputs))


def line_key(account: str, line: Line) -> str:
    """Give what a line is known by, whichever file it comes in: see the head of this module."""
    said: Sequence[object] = [account, line.on.isoformat(), line.amount]
    if line.number is not None:
        said = [*said, _form(line.number)]
    else:
        words = (line.counterparty, line.counterparty_account, line.summary)
        said = [*said, None, line.balance, *(_form(word) if word else "" for word in words)]
    return f"line-{hashlib.sha256(_written(said).encode()).hexdigest()[:16]}"


def _form(text: str) -> str:
    return "".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split()).casefold()
