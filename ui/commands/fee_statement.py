"""Commands that print accounts: the late fee of one invoice."""

import argparse

from models.assess import assess
from models.ledger.ledger import open_ledger
from models.vocabulary import Vocabulary
from ui.commands.output import add_language, add_output, add_page_setup, write_papers


def add_fee_statement(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``fee-statement``."""
    made.add_argument("record", metavar="INVOICE", help=words.text("command.invoice"))
    add_output(made, words)
    add_language(made, words)
    add_page_setup(made, words)


def fee_statement(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Make the fee statement of an invoice as a PDF."""
    from reports.fee_statement import fee_statement_pdf

    with open_ledger(arguments.ledger) as ledger:
        assessment = assess(ledger.facts, arguments.as_of)
        made = fee_statement_pdf(assessment, arguments.record, language=arguments.language)
    write_papers(arguments, [(arguments.record, made)], words)
    return 0
