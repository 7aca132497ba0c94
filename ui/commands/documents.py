"""Exchange documents, packages and holiday arrangements through ``import``."""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from models.exchange import document, package
from models.exchange.calendar_files import read_arrangement
from models.facts.facts import Facts
from models.ledger import acts
from models.ledger.acts import Merged
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.package_acts import import_package, make_from_package
from models.problems import Problem, Refused
from models.vocabulary import Vocabulary
from ui.commands.imported import Imported


def import_documents(arguments: argparse.Namespace, files: Sequence[Path], words: Vocabulary) -> Imported:
    """Merge exchange files into a ledger, or make the ledger of the first; or tell what that would do."""

    def read(file: Path) -> _Brought:
        facts = document.read_file(file, large=arguments.large)
        return (
            facts,
            lambda ledger: acts.merge(ledger, facts, update=arguments.update),
            lambda: acts.make_from(arguments.ledger, facts),
        )

    return _merged(arguments, files, words, read)


def import_packages(arguments: argparse.Namespace, files: Sequence[Path], words: Vocabulary) -> Imported:
    """Merge packages into a ledger, or make the ledger of the first; or tell what that would do to its records."""

    def read(file: Path) -> _Brought:
        brought = package.read_file(file, large=arguments.large)
        return (
            brought.facts,
            lambda ledger: import_package(ledger, brought, update=arguments.update),
            lambda: make_from_package(arguments.ledger, brought),
        )

    return _merged(arguments, files, words, read)


_Brought = tuple[Facts, Callable[[Ledger], Merged], Callable[[], Merged]]
"""What a file brings, what merges it into a ledger, and what makes a ledger of it."""


def _merged(
    arguments: argparse.Namespace, files: Sequence[Path], words: Vocabulary, read: Callable[[Path], _Brought]
) -> Imported:
    lines, told = [], []
    problems: list[Problem] = []
    for file, (facts, merge, make) in zip(files, [read(file) for file in files], strict=True):
        try:
            outcome = _one(arguments, facts, merge, make)
        except Refused as refused:
            problems += refused.problems
            continue
        counts = {"added": len(outcome.added), "replaced": len(outcome.replaced), "identical": outcome.identical}
        key = "would_import" if arguments.preview else "imported"
        lines.append(words.text(f"command.{key}", **counts, ledger=arguments.ledger))
        told.append({"file": str(file), **counts})
    imported = not arguments.preview and any(one["added"] or one["replaced"] for one in told)
    return Imported(lines, {"imported": imported, "documents": told}, problems)


def _one(
    arguments: argparse.Namespace, facts: Facts, merge: Callable[[Ledger], Merged], make: Callable[[], Merged]
) -> Merged:
    if os.path.exists(arguments.ledger):  # noqa: PTH110 - Path.exists raises where a folder may not be looked into
        with open_ledger(arguments.ledger) as ledger:
            if not arguments.preview:
                return merge(ledger)
            return acts.would_merge(ledger, facts, update=arguments.update)
    if not arguments.preview:
        return make()
    return Merged(None, tuple((kind, record.id) for kind, record in facts.everything()), (), 0)


def import_arrangements(arguments: argparse.Namespace, files: Sequence[Path], words: Vocabulary) -> Imported:
    """Enter years' holiday arrangements, or say which would be."""
    lines, told = [], []
    for file in files:
        record = read_arrangement(file)
        with open_ledger(arguments.ledger) as ledger:
            known = ledger.facts.get("arrangement", record.id)
            if not arguments.preview:
                acts.enter(ledger, record) if known is None else acts.revise(ledger, record)
        lines.append(f"{words.kind('arrangement')} {record.id}")
        told.append({"file": str(file), "record": record.id, "same": known == record})
    imported = not arguments.preview and not all(one["same"] for one in told)
    return Imported(lines, {"imported": imported, "arrangements": told})
