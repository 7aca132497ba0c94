"""The jobs of a command: ``evidence LEDGER add …``, each with its own arguments and help."""

import argparse
from collections.abc import Callable, Sequence

from models.vocabulary import LANGUAGES, Vocabulary
from ui.commands.dates import day_argument
from ui.commands.usage import Help


def add_jobs(
    command: str, names: Sequence[str], made: argparse.ArgumentParser, words: Vocabulary, *, as_of: bool = True
) -> Callable[[str], argparse.ArgumentParser]:
    """Have a command do one of several jobs; gives how to make the parser of each, by its name.

    Language and day (the latter unless ``as_of`` is False) may be said before the job's name or after it.
    """
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, help=words.text("command.lang"), default=argparse.SUPPRESS)
    if as_of:
        day, text = day_argument(words), words.text("command.as_of")
        common.add_argument("--as-of", metavar="D", type=day, default=argparse.SUPPRESS, help=text)
    jobs = made.add_subparsers(required=True, metavar="{" + ",".join(names) + "}")

    def job(name: str) -> argparse.ArgumentParser:
        text = words.text(f"command.{command}_{name}")
        new = jobs.add_parser(
            name, help=text, description=text, parents=[common], allow_abbrev=False, formatter_class=Help
        )
        new.set_defaults(job=name)
        return new

    return job
