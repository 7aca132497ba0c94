"""Electronic invoices through ``import``."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.ledger.invoice_acts import InvoicesOutcome, import_invoices
from models.ledger.ledger import open_ledger
from models.money import format_amount
from models.vocabulary import Vocabulary
from ui.commands.imported import Imported, problem_as_json
from ui.importing.told import invoices_told


def import_electronic_invoices(arguments: argparse.Namespace, files: Sequence[Path], words: Vocabulary) -> Imported:
    """Import electronic invoices, or tell what that would do."""
    with open_ledger(arguments.ledger) as ledger:
        outcome = import_invoices(ledger, files, update=arguments.update, preview=arguments.preview)
    done = "preview_only" if arguments.preview else "done" if outcome.change else "nothing_new"
    lines = [*invoices_told(outcome, words), words.text(f"import.{done}")]
    return Imported(lines, _as_json(outcome, words), () if arguments.update else outcome.conflicts)


def _as_json(outcome: InvoicesOutcome, words: Vocabulary) -> dict[str, Any]:
    """Give what an import of invoices did or would do as plain JSON values (docs/exchange.md)."""
    return {
        "imported": outcome.change is not None,
        "invoices": [
            {
                "file": one.file.name,
                "record": one.record,
                "outcome": one.outcome,
                "number": one.file.invoice.number,
                "amount": format_amount(one.file.invoice.amount),
                "notes": [problem_as_json(note, words) for note in one.notes],
            }
            for one in outcome.taken
        ],
        "conflicts": [problem_as_json(one, words) for one in outcome.conflicts],
    }
