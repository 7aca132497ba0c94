"""The command ``import``: files of any kind, each kind by what takes it in, one after the other."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from models.facts.records import BILLING_CYCLES, NOTICE_KINDS
from models.facts.shapes import Misfit, Moment
from models.ledger.originals import KEEP_UP_TO
from models.problems import Problem, Refused
from models.sources.kinds import ACCOUNT_FILE, DOCUMENT, INVOICE, MAIL, PACKAGE, PROVIDER_BILL, STATEMENT, kind_of
from models.sources.sorting import ARRANGEMENT, COPY, OTHER, Sorted, is_folder, sorted_files
from models.vocabulary import Vocabulary
from ui.commands import account_files, agreement, documents, invoices, mail, provider_bills, statements
from ui.commands.imported import FORMAT, Imported, print_json, problem_as_json

_Take = Callable[[argparse.Namespace, Sequence[Path], Vocabulary], Imported]


def _leave(_arguments: argparse.Namespace, files: Sequence[Path], _words: Vocabulary) -> Imported:
    """Say of files that nothing here reads them."""
    return Imported([], {"imported": False}, [Problem("file_kind_unknown", file=str(file)) for file in files])


TAKES: Mapping[str, _Take] = {
    PACKAGE: documents.import_packages,
    DOCUMENT: documents.import_documents,
    ARRANGEMENT: documents.import_arrangements,
    COPY: agreement.import_copies,
    PROVIDER_BILL: provider_bills.import_bills,
    INVOICE: invoices.import_electronic_invoices,
    ACCOUNT_FILE: account_files.import_files,
    STATEMENT: statements.import_statement_files,
    MAIL: mail.import_messages,
    OTHER: _leave,
}
"""What takes in the files of each kind."""


def add_import(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``import``."""
    say = words.text
    made.add_argument("file", metavar="FILE", type=Path, nargs="+", help=say("command.file"))
    made.add_argument("--update", action="store_true", help=say("command.import_update"))
    made.add_argument("--large", action="store_true", help=say("command.import_large"))
    made.add_argument("--preview", action="store_true", help=say("command.import_preview"))
    made.add_argument("--json", action="store_true", help=say("command.assess_json"))
    cycle = say("command.import_billing_cycle")
    made.add_argument("--billing-cycle", metavar="CYCLE", choices=BILLING_CYCLES, help=cycle)
    keep = say("command.import_keep_originals")
    made.add_argument("--keep-originals", metavar="MB", type=_megabytes(words), default=KEEP_UP_TO, help=keep)
    made.add_argument(
        "--recharges", metavar="WHICH", type=_some, default=frozenset(), help=say("command.import_recharges")
    )
    made.add_argument("--account", metavar="ID", help=say("command.import_account"))
    made.add_argument("--sent-at", metavar="T", type=_moment(words), help=say("command.import_sent_at"))
    kinds = ("suggested", *NOTICE_KINDS, STATEMENT)
    made.add_argument("--kind", metavar="KIND", choices=kinds, help=say("command.import_kind"))
    made.add_argument("--event-at", metavar="T", type=_moment(words), help=say("command.import_event_at"))
    statements.add_statement_import(made, words)


def import_file(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Take in files by what they are; of several kinds, one kind after the other, each an act of its own.

    What is refused of one kind keeps none of the others away.
    """
    groups = _groups(arguments)
    if len(groups) == 1:
        (group,) = groups
        told = TAKES[group.kind](arguments, group.paths, words)
        _print(arguments, told)
        problems = list(told.problems)
    else:
        problems = _several(arguments, groups, words)
    if problems:
        raise Refused(problems)
    return 0


def _groups(arguments: argparse.Namespace) -> Sequence[Sorted]:
    files: list[Path] = arguments.file
    if arguments.kind == STATEMENT:
        return [Sorted(STATEMENT, tuple(files))]
    if len(files) == 1 and not is_folder(files[0]):
        return [Sorted(kind_of(files[0]), tuple(files))]
    return sorted_files(files)


def _several(arguments: argparse.Namespace, groups: Sequence[Sorted], words: Vocabulary) -> list[Problem]:
    problems: list[Problem] = []
    whole = []
    for number, group in enumerate(groups, start=1):
        if not arguments.json:
            kind, files = words.text(f"sort.{group.kind}"), len(group.paths)
            print(words.text("command.import_group", number=number, count=len(groups), kind=kind, files=files))
        try:
            told = TAKES[group.kind](arguments, group.paths, words)
        except Refused as refused:
            told = Imported([words.text("command.import_refused")], {"imported": False}, refused.problems)
        found = [problem_as_json(one, words) for one in told.problems]
        files_named = [str(path) for path in group.paths]
        whole.append({"kind": group.kind, "files": files_named, "outcome": told.values, "problems": found})
        if not arguments.json:
            print("".join(f"  {line}\n" for line in told.lines if line), end="", flush=True)
        problems += told.problems
    if arguments.json:
        print_json({"format": FORMAT, "kinds": whole})
    return problems


def _print(arguments: argparse.Namespace, told: Imported) -> None:
    if arguments.json:
        print_json({"format": FORMAT, **told.values})
    else:
        sys.stdout.write("".join(f"{line}\n" for line in told.lines))


def _moment(words: Vocabulary) -> Any:
    def read(text: str) -> datetime:
        try:
            return Moment().read(text)
        except Misfit as misfit:
            sentence = words.problem(Problem(misfit.code, inputs=misfit.inputs))
            raise argparse.ArgumentTypeError(sentence) from None

    return read


def _some(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(",")))


def _megabytes(words: Vocabulary) -> Any:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) <= _MOST_KEPT):
            raise argparse.ArgumentTypeError(words.text("command.not_megabytes", value=text, most=_MOST_KEPT))
        return int(text) * 1_000_000

    return read


_MOST_KEPT = 500
"""Megabytes; a file is in memory while it is kept."""
