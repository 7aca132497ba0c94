"""The command ``reminders``: the coming deadlines as a file for a phone's calendar."""

import argparse
import re
from functools import partial

from models.assess import assess
from models.exchange import reminders
from models.ledger.ledger import open_ledger
from models.vocabulary import Vocabulary
from ui.commands.output import add_output
from ui.files import write_beside


def add_reminders(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``reminders``."""
    add_output(made, words)
    made.add_argument(
        "--days-before",
        metavar="N,N",
        type=partial(_days_before, words),
        default=reminders.DAYS_BEFORE,
        help=words.text("command.days_before"),
    )


def write_reminders(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Write the deadlines still ahead on a day as a calendar file."""
    with open_ledger(arguments.ledger) as ledger:
        assessment, words = assess(ledger.facts, arguments.as_of), words.knowing(ledger.facts.get)
        found = reminders.coming(assessment)
        content = reminders.write(assessment, found, words, ledger.identity, arguments.days_before)
    write_beside(arguments.output, content)
    print(words.text("command.reminders_written", file=arguments.output, count=len(found)))
    return 0


def _days_before(words: Vocabulary, text: str) -> tuple[int, ...]:
    days = tuple(map(int, text.split(","))) if re.fullmatch(r"[0-9]{1,3}(,[0-9]{1,3})*", text) else ()
    if not days or max(days) > reminders.MOST_DAYS_BEFORE:
        raise argparse.ArgumentTypeError(words.text("command.not_days_before", value=text))
    return days
