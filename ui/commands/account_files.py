"""Files of an account on the command line: 收支明细, orders and vouchers, and the rows a record rests on."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.assess import assess
from models.facts.records import kind_of
from models.ledger.account_file_acts import AccountChoices, AccountOutcome, import_account_files, rows_of
from models.ledger.ledger import Ledger, open_ledger
from models.money import format_amount
from models.sources.kept import account_cell, account_heading
from models.sources.recharges import Offer
from models.statements.paid import due
from models.vocabulary import Vocabulary
from ui.commands.imported import Imported, problem_as_json
from ui.importing.told import account_files_told, originals_as_json


def import_files(arguments: argparse.Namespace, files: Sequence[Path], words: Vocabulary) -> Imported:
    """Import files of an account, or tell what that would do."""
    with open_ledger(arguments.ledger) as ledger:
        choices = AccountChoices(
            arguments.account,
            arguments.update,
            arguments.recharges,
            due(assess(ledger.facts, arguments.today)),
            arguments.keep_originals,
        )
        outcome = import_account_files(ledger, files, choices, preview=arguments.preview)
    done = "preview_only" if arguments.preview else "done" if outcome.change is not None else "nothing_new"
    lines = [*account_files_told(outcome, words), words.text(f"import.{done}")]
    conflicts = outcome.proposal.conflicts if outcome.change is None else ()
    return Imported(lines, _as_json(outcome, words), conflicts)


def _as_json(outcome: AccountOutcome, words: Vocabulary) -> dict[str, Any]:
    proposal = outcome.proposal
    return {
        "imported": outcome.change is not None,
        "files": [file._asdict() for file in outcome.files],
        "skipped": outcome.skipped,
        "rows": {"new": outcome.new, "same": outcome.same, "changed": outcome.changed},
        "new": [{"kind": kind_of(record), "record": record.id} for record in proposal.new],
        "changed": [{"kind": kind_of(after), "record": after.id} for _, after in proposal.changed],
        "same": proposal.same,
        "recharges": [_offer(one, taken=one in outcome.taken) for one in outcome.recharges],
        "originals": originals_as_json(outcome.originals),
        "notes": [problem_as_json(one, words) for one in proposal.notes],
        "conflicts": [problem_as_json(one, words) for one in proposal.conflicts],
    }


def print_rows(ledger: Ledger, kind: str, record: str, *, as_json: bool) -> None:
    """Print the rows of accounts' files that belong to a record, each with its file, number and SHA-256."""
    for row in rows_of(ledger.connection, kind, record):
        matter = row.matter
        values = {
            account_heading(matter, name): account_cell(matter, name, value) for name, value in row.values.items()
        }
        if as_json:
            print(json.dumps({**row._asdict(), "values": values}, ensure_ascii=False))
        else:
            what = " ".join(f"{name}={value}" for name, value in values.items())
            sys.stdout.write(f"{row.file}:{row.number}\t{row.sha256}\t{what}\n")


def _offer(one: Offer, *, taken: bool) -> dict[str, object]:
    return {
        "recharge": one.identity,
        "row": one.row,
        "on": str(one.payment.paid_on),
        "amount": format_amount(one.payment.amount),
        "reason": one.reason,
        "invoices": list(one.invoices),
        "open": format_amount(one.open),
        "line": one.line,
        "payment": one.payment.id if taken else None,
    }
