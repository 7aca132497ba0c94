"""Commands that print: a letter, a settlement summary."""

import argparse
from pathlib import Path

from models.assess import assess
from models.ledger.ledger import open_ledger
from models.vocabulary import Vocabulary
from ui.dates import day_argument
from ui.files import write_beside


def add_letter(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``letter``."""
    made.add_argument("kind", choices=["bill-objection"], help=words.text("command.letter_kind"))
    made.add_argument("record", metavar="BILL", help=words.text("command.bill"))
    made.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=words.text("command.output"))
    made.add_argument("--number", help=words.text("command.number"))


def letter(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Make a letter as a PDF."""
    from reports.bill_objection import bill_objection_pdf

    with open_ledger(arguments.ledger) as ledger:
        assessment = assess(ledger.facts, arguments.as_of)
        made = bill_objection_pdf(assessment, arguments.record, number=arguments.number)
    write_beside(arguments.output, made)
    print(words.text("command.written", file=arguments.output))
    return 0


def add_settlement(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``settlement``."""
    day = day_argument(words)
    made.add_argument("--from", dest="first", metavar="A", type=day, required=True, help=words.text("command.from"))
    made.add_argument("--to", dest="last", metavar="B", type=day, required=True, help=words.text("command.to"))
    made.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=words.text("command.output"))


def settlement(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Make a settlement summary as a PDF."""
    from reports.settlement import settlement_pdf

    with open_ledger(arguments.ledger) as ledger:
        made = settlement_pdf(ledger.facts, arguments.first, arguments.last, as_of=arguments.as_of)
    write_beside(arguments.output, made)
    print(words.text("command.written", file=arguments.output))
    return 0
