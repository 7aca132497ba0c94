"""The command line: one command per job, sentences on standard error, exit status 0 done, 1 at fault, 2 wrong usage."""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from models.problems import Problem, Refused, listed, reason_of
from models.vocabulary import LANGUAGES, Vocabulary, vocabulary
from ui.commands import (
    agreement,
    evidence,
    fee_statement,
    importing,
    ledger,
    papers,
    questions,
    reconciling,
    register,
    reminders,
    sources,
)
from ui.commands.asked import language_of, today_in_china
from ui.commands.dates import day_argument
from ui.commands.law import add_law_arguments, print_law
from ui.commands.usage import Help, speaking


class Command(NamedTuple):
    """A command: what runs it, what adds its own arguments, whether it looks as of a day, the file it is about."""

    run: Callable[[argparse.Namespace, Vocabulary], int]
    add: Callable[[argparse.ArgumentParser, Vocabulary], None] | None = None
    as_of: bool = False
    subject: str = "ledger"


COMMANDS: dict[str, Command] = {
    "import": Command(importing.import_file, importing.add_import),
    "sources": Command(sources.list_sources, sources.add_sources),
    "export": Command(ledger.export, ledger.add_export, as_of=True),
    "assess": Command(ledger.assess_all, ledger.add_assess, as_of=True),
    "explain": Command(ledger.explain, ledger.add_explain, as_of=True),
    "findings": Command(questions.findings, questions.add_findings, as_of=True),
    "what-if": Command(questions.suppose, questions.add_what_if, as_of=True),
    "law": Command(print_law, add_law_arguments, as_of=True),
    "letter": Command(papers.letter, papers.add_letter, as_of=True),
    "settlement": Command(papers.settlement, papers.add_settlement, as_of=True),
    "fee-statement": Command(fee_statement.fee_statement, fee_statement.add_fee_statement, as_of=True),
    "register": Command(register.register, register.add_register, as_of=True),
    "reconcile": Command(reconciling.reconcile, reconciling.add_reconcile, as_of=True),
    "evidence": Command(evidence.evidence, evidence.add_evidence, as_of=True),
    "agreement": Command(agreement.run, agreement.add_arguments),
    "calendar": Command(questions.calendar, questions.add_calendar, as_of=True),
    "reminders": Command(reminders.write_reminders, reminders.add_reminders, as_of=True),
    "verify": Command(ledger.verify_file),
    "compact": Command(ledger.compact_file),
    "backup": Command(ledger.back_up_to_file, ledger.add_backup),
    "restore": Command(ledger.restore_backup, ledger.add_restore, subject="backup_file"),
}
"""Every command, in the order in which the help lists them."""


def main(argv: Sequence[str], *, today: date | None = None) -> int:
    """Run one command and give its exit status. Never raises for what a user can get wrong."""
    words = vocabulary(language_of(argv))
    try:
        with speaking(words):
            arguments = _parser(words, today or today_in_china()).parse_args(argv)
    except SystemExit as stop:  # argparse has said what is wrong, or shown the help
        return int(stop.code or 0)
    try:
        status: int = arguments.run(arguments, words)
        sys.stdout.flush()
    except Refused as refused:
        _complain(words, refused.problems)
        return 1
    except OSError as error:
        if error.filename is not None or error.errno not in _CANNOT_TAKE_MORE:
            raise
        reason = reason_of(error)
        file = words.text("command.standard_output")
        _complain(words, [Problem("cannot_write_file", inputs={"file": file, "reason": reason})])
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is not tried again at the end
        return 1
    return status


_CANNOT_TAKE_MORE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
"""Standard output goes to a file whose disk is full or failing."""


def _parser(words: Vocabulary, today: date) -> argparse.ArgumentParser:
    def say(key: str) -> str:
        return words.text(f"command.{key}")

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, help=say("lang"))
    parser = argparse.ArgumentParser(
        "clauseledger", description=say("about"), epilog=say("more"), parents=[common], allow_abbrev=False,
        formatter_class=Help,
    )  # fmt: skip
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        help_text = say(name.replace("-", "_"))
        made = commands.add_parser(
            name, help=help_text, description=help_text, parents=[common], allow_abbrev=False, formatter_class=Help
        )
        subject = command.subject
        made.add_argument(subject, metavar=subject.partition("_")[0].upper(), type=Path, help=say(subject))
        if command.add is not None:
            command.add(made, words)
        if command.as_of:
            made.add_argument("--as-of", metavar="D", type=day_argument(words), default=today, help=say("as_of"))
        made.set_defaults(run=command.run, today=today)
    return parser


def _complain(words: Vocabulary, problems: Sequence[Problem]) -> None:
    """Say each problem on a line of its own; the last of a kind also says which option helps, where there is one."""
    problems = listed(problems)
    last = {problem.code: position for position, problem in enumerate(problems)}
    for position, problem in enumerate(problems):
        hint = f"command.hint_{problem.code}"
        helps = hint in words and last[problem.code] == position
        print(words.problem_line(problem) + (f" {words.text(hint)}" if helps else ""), file=sys.stderr)
