"""Commands that print accounts: the late fee of one invoice."""

import argparse
from pathlib import Path

from models.assess import assess
from models.ledger.ledger import open_ledger
from models.vocabulary import Vocabulary
from ui.files import write_beside


def add_fee_statement(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``fee-statement``."""
    made.add_argument("record", metavar="INVOICE", help=words.text("command.invoice"))
    made.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=words.text("command.output"))


def fee_statement(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Make the fee statement of an invoice as a PDF."""
    from reports.fee_statement import fee_statement_pdf

    with open_ledger(arguments.ledger) as ledger:
        made = fee_statement_pdf(assess(ledger.facts, arguments.as_of), arguments.record)
    write_beside(arguments.output, made)
    print(words.text("command.written", file=arguments.output))
    return 0
