"""Commands on a ledger file and its figures: import, export, assess, explain, verify, backup, restore."""

import argparse
import json
import os
import sys
from pathlib import Path

from models.assess import assess
from models.exchange import assessment as assessment_file
from models.exchange import document, package
from models.ledger import acts
from models.ledger.backup import back_up, restore
from models.ledger.compacting import compact
from models.ledger.ledger import open_ledger
from models.ledger.package_acts import import_package, make_from_package
from models.ledger.verify import verify
from models.problems import Refused
from models.sources.kinds import ACCOUNT_FILE, INVOICE, MAIL, PACKAGE, PROVIDER_BILL, STATEMENT, kind_of
from models.vocabulary import Vocabulary
from ui.commands import account_files as account_file_commands
from ui.commands import sources as source_commands
from ui.commands import statements as statement_import_commands
from ui.commands.called import record_called
from ui.commands.listing import derivation, figures_table
from ui.exporting import exported
from ui.files import write_beside
from ui.importing.told import size_told


def add_import(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``import``."""
    made.add_argument("file", metavar="FILE", type=Path, nargs="+", help=words.text("command.file"))
    made.add_argument("--update", action="store_true", help=words.text("command.import_update"))
    made.add_argument("--large", action="store_true", help=words.text("command.import_large"))
    source_commands.add_import(made, words)
    statement_import_commands.add_statement_import(made, words)


def import_file(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Take in files by what they are: an exchange document, the provider's bills, electronic invoices, mail."""
    kinds = {STATEMENT} if arguments.kind == STATEMENT else {kind_of(file) for file in arguments.file}
    if kinds == {STATEMENT}:
        return statement_import_commands.import_statement_files(arguments, words)
    if kinds == {PROVIDER_BILL}:
        return source_commands.import_bills(arguments, words)
    if kinds == {ACCOUNT_FILE}:
        return account_file_commands.import_files(arguments, words)
    if kinds == {INVOICE}:
        return source_commands.import_electronic_invoices(arguments, words)
    if kinds == {MAIL}:
        return source_commands.import_messages(arguments, words)
    if len(arguments.file) > 1:
        print(words.text("command.import_one_kind"), file=sys.stderr)
        return 2
    return _import_document(arguments, words, packed=kinds == {PACKAGE})


def _import_document(arguments: argparse.Namespace, words: Vocabulary, *, packed: bool) -> int:
    """Merge an exchange file, or a package, into a ledger, or make the ledger of it."""
    there = os.path.exists(arguments.ledger)  # noqa: PTH110 - Path.exists raises where a folder may not be looked into
    (file,) = arguments.file
    if packed:
        brought = package.read_file(file, large=arguments.large)
        if there:
            with open_ledger(arguments.ledger) as ledger:
                merged = import_package(ledger, brought, update=arguments.update)
        else:
            merged = make_from_package(arguments.ledger, brought)
    else:
        incoming = document.read_file(file, large=arguments.large)
        if there:
            with open_ledger(arguments.ledger) as ledger:
                merged = acts.merge(ledger, incoming, update=arguments.update)
        else:
            merged = acts.make_from(arguments.ledger, incoming)
    counts = {"added": len(merged.added), "replaced": len(merged.replaced), "identical": merged.identical}
    print(words.text("command.imported", **counts, ledger=arguments.ledger))
    return 0


def add_export(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``export``."""
    made.add_argument("-o", "--output", metavar="FILE", type=Path, help=words.text("command.output"))


def export(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Write the whole ledger: as an exchange file, or as what the file's name asks for."""
    with open_ledger(arguments.ledger) as ledger:
        if arguments.output is None:
            sys.stdout.writelines(document.text(ledger.facts))
            return 0
        write_beside(arguments.output, exported(ledger, arguments.output.suffix, arguments.as_of, words))
    print(words.text("command.written", file=arguments.output))
    return 0


def add_assess(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``assess``."""
    made.add_argument("--json", action="store_true", help=words.text("command.assess_json"))


def assess_all(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Print every figure as of a day."""
    with open_ledger(arguments.ledger) as ledger:
        assessment = assess(ledger.facts, arguments.as_of)
        if arguments.json:
            print(json.dumps(assessment_file.write(assessment, words), ensure_ascii=False, indent=2))
        else:
            print(figures_table(assessment, words.knowing(ledger.facts.get)))
    return 0


def add_explain(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``explain``."""
    made.add_argument("kind", metavar="KIND", help=words.text("command.kind"))
    made.add_argument("record", metavar="RECORD", help=words.text("command.record"))


def explain(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Tell where one figure comes from."""
    with open_ledger(arguments.ledger) as ledger:
        assessment, words = assess(ledger.facts, arguments.as_of), words.knowing(ledger.facts.get)
        called = (record_called(ledger.facts, kind, arguments.record, words) for kind in ("letter", "notice"))
        asked = (assessment.get(arguments.kind, record) for record in (arguments.record, *called))
        found = next(filter(None, asked), None)
        if not found:
            raise Refused.because("no_such_figure", kind=arguments.kind, value=arguments.record)
        print("\n\n".join(derivation(assessment, figure, words) for figure in found))
    return 0


def verify_file(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Check that a ledger file is sound."""
    with open_ledger(arguments.ledger) as ledger:
        broken = verify(ledger)
        if broken:
            raise Refused(broken)
        records, entries = sum(1 for _ in ledger.facts.everything()), ledger.entries
    print(words.text("command.sound", ledger=arguments.ledger, records=records, entries=entries))
    return 0


def compact_file(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Let go of rows of imports undone for good and make a ledger's file smaller."""
    with open_ledger(arguments.ledger) as ledger:
        done = compact(ledger)
    for reading in done.readings:
        files = ", ".join(file["name"] for file in reading.told.get("files", ()))
        print(words.text("command.compacted_reading", source=reading.id, files=files, rows=reading.rows))
    freed, after = size_told(max(0, done.before - done.after)), size_told(done.after)
    print(words.text("command.compacted", ledger=arguments.ledger, freed=freed, after=after))
    return 0


def add_backup(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``backup``."""
    made.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=words.text("command.backup_to"))


def back_up_to_file(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Copy a ledger, which may be open elsewhere, to a new file."""
    with open_ledger(arguments.ledger) as ledger:
        back_up(ledger, arguments.output)
    print(words.text("command.backed_up", file=arguments.output))
    return 0


def add_restore(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``restore``."""
    to = words.text("command.restore_to")
    made.add_argument("-o", "--output", metavar="LEDGER", type=Path, required=True, help=to)
    made.add_argument("--replace", action="store_true", help=words.text("command.restore_replace"))


def restore_backup(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Make a ledger of a backup, after looking through it."""
    done = restore(arguments.backup_file, arguments.output, replace=arguments.replace)
    counts = {"records": done.records, "entries": done.entries}
    print(words.text("command.restored", ledger=arguments.output, **counts))
    if done.moved is not None:
        print(words.text("command.restored_moved", file=done.moved))
    return 0
