"""Commands that print: a letter, a settlement summary."""

import argparse

from models.assess import assess
from models.evidence.exhibits import names_of_record
from models.ledger.ledger import open_ledger
from models.letters.table import ALSO, LETTERS
from models.settlement.settlement import settle
from models.vocabulary import Vocabulary
from ui.commands.called import record_called
from ui.commands.dates import day_argument
from ui.commands.output import add_language, add_output, add_page_setup, write_papers, write_to


def add_letter(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``letter``."""
    made.add_argument("kind", metavar="KIND", choices=[*LETTERS], help=kinds(words))
    made.add_argument("record", metavar="RECORD", help=words.text("command.letter_record"))
    add_output(made, words)
    made.add_argument("--number", help=words.text("command.number"))
    add_language(made, words, "--lang-of-letter")
    made.add_argument("--also", choices=ALSO, action="append", default=[], help=words.text("command.letter_also"))
    add_page_setup(made, words)


def kinds(words: Vocabulary) -> str:
    """List every kind of letter with the kind of record it is about."""
    named = [
        words.text("command.letter_kind_about", name=name, kind=words.kind(kind.subject))
        for name, kind in LETTERS.items()
    ]
    listed = ("、" if words.language == "zh" else ", ").join(named)
    return words.text("command.letter_kinds", kinds=listed)


def letter(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Make a letter as a PDF."""
    from reports.letters.letter import letter_pdf

    with open_ledger(arguments.ledger) as ledger:
        assessment = assess(ledger.facts, arguments.as_of)
        subject = LETTERS[arguments.kind].subject
        record = record_called(ledger.facts, subject, arguments.record, words)
        made = letter_pdf(
            assessment,
            arguments.kind,
            record,
            number=arguments.number,
            language=arguments.language,
            also=arguments.also,
            exhibits=names_of_record(ledger, subject, record),
        )
    write_papers(arguments, [(arguments.kind, made)], words)
    return 0


def add_settlement(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``settlement``."""
    day = day_argument(words)
    made.add_argument("--from", dest="first", metavar="A", type=day, required=True, help=words.text("command.from"))
    made.add_argument("--to", dest="last", metavar="B", type=day, required=True, help=words.text("command.to"))
    made.add_argument("--account", metavar="ACCOUNT", help=words.text("command.settlement_account"))
    made.add_argument("--own", action="store_true", help=words.text("command.settlement_own"))
    add_language(made, words)
    add_output(made, words)
    add_page_setup(made, words)


def settlement(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Make a settlement summary as a PDF, or as a spreadsheet when the file is to be one (``.xlsx``)."""
    from reports.settlement.settlement import settlement_pdf

    with open_ledger(arguments.ledger) as ledger:
        if arguments.output.suffix.lower() == ".xlsx":
            from reports.settlement.workbook import settlement_xlsx

            statement = settle(ledger.facts, arguments.first, arguments.last, account=arguments.account)
            made = settlement_xlsx(statement, as_of=arguments.as_of, own=arguments.own, language=arguments.language)
            write_to(arguments.output, made, words)
        else:
            made = settlement_pdf(
                ledger.facts, arguments.first, arguments.last,
                as_of=arguments.as_of, account=arguments.account, own=arguments.own,
                language=arguments.language,
            )  # fmt: skip
            write_papers(arguments, [("settlement", made)], words)
    return 0
