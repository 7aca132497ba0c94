"""Statements of banks and payment services on the command line: ``import`` with what the user says of columns."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.exchange.record_json import record_to_json
from models.facts.records import OUTGOING, STATEMENT_ROLES, LayoutColumn
from models.ledger.ledger import open_ledger
from models.ledger.statement_acts import StatementsOutcome, import_statements
from models.money import format_amount
from models.statements.taking import StatementChoices, Taken
from models.vocabulary import Vocabulary
from ui.commands.imported import Imported, problem_as_json


def add_statement_import(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add what ``import`` takes for statements, beside ``--account``."""
    column = words.text("command.import_column", roles=" · ".join(STATEMENT_ROLES))
    made.add_argument("--column", metavar="N=ROLE", action="append", type=_column, help=column)
    made.add_argument("--outgoing", metavar="S", choices=OUTGOING, help=words.text("command.import_outgoing"))


def _column(text: str) -> LayoutColumn:
    number, _, role = text.partition("=")
    if not number.isascii() or not number.isdecimal() or not 1 <= int(number) <= 1000 or role not in STATEMENT_ROLES:
        raise argparse.ArgumentTypeError(text)
    return LayoutColumn(int(number), role)


def import_statement_files(arguments: argparse.Namespace, files: Sequence[Path], words: Vocabulary) -> Imported:
    """Import statements, or tell what that would do."""
    columns = tuple(sorted(arguments.column)) if arguments.column else None
    choices = StatementChoices(arguments.account, columns, arguments.outgoing)
    with open_ledger(arguments.ledger) as ledger:
        outcome = import_statements(
            ledger,
            files,
            choices,
            today=arguments.today,
            preview=arguments.preview,
            keep_up_to=arguments.keep_originals,
        )
    done = "preview_only" if arguments.preview else "done" if outcome.change else "nothing_new"
    lines = [line for one in outcome.taken for line in told(one, words)]
    return Imported([*lines, words.text(f"import.{done}")], as_json(outcome, words), outcome.problems)


def told(one: Taken, words: Vocabulary) -> list[str]:
    """Tell how a statement is read and what it brings, line by line."""
    say = words.text
    account = one.account or say("value.unknown")
    lines = [say("statement.file", name=one.table.file, account=account)]
    lines += [
        f"  {column.column}  {_heading(one, column)}  {words.choice('role', column.role)}"
        for column in one.layout.columns
    ]
    if one.layout.outgoing:
        lines.append(f"  {words.choice('outgoing', one.layout.outgoing)}")
    lines.append(say("statement.remembered" if one.remembered else "statement.guessed"))
    came, went = sums(one)
    lines.append(say("statement.lines", new=len(one.new), same=one.same, came=money(came), went=money(went)))
    if one.notes:
        lines += [say("import.notes"), *(f"  {words.problem_line(note)}" for note in one.notes)]
    return lines


def money(units: int) -> str:
    """Write an amount as a table shows it."""
    return format_amount(units, grouped=True)


def sums(one: Taken) -> tuple[int, int]:
    """Give what the lines of a file brought in, and what they took out (not negative)."""
    amounts = [line.amount for line in one.lines]
    return sum(amount for amount in amounts if amount > 0), -sum(amount for amount in amounts if amount < 0)


def _heading(one: Taken, column: LayoutColumn) -> str:
    headings = one.table.headings
    return headings[column.column - 1] if column.column <= len(headings) else "?"


def as_json(outcome: StatementsOutcome, words: Vocabulary) -> dict[str, Any]:
    """Give what an import of statements did or would do as plain JSON values (docs/exchange.md)."""
    return {
        "imported": outcome.change is not None,
        "statements": [
            {
                "file": one.table.file,
                "sha256": one.table.sha256,
                "account": one.account,
                "layout": record_to_json(one.layout),
                "remembered": one.remembered,
                "headings": list(one.table.headings),
                "lines": len(one.lines),
                "new": len(one.new),
                "same": one.same,
                "sum_in": format_amount(sums(one)[0]),
                "sum_out": format_amount(sums(one)[1]),
                "notes": [problem_as_json(note, words) for note in one.notes],
                "problems": [problem_as_json(each, words) for each in one.problems],
            }
            for one in outcome.taken
        ],
    }
