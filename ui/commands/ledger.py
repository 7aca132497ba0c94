"""Commands on a ledger file and its figures: export, assess, explain, verify, compact, backup, restore."""

import argparse
import json
import sys
from pathlib import Path

from models.assess import assess
from models.exchange import assessment as assessment_file
from models.exchange import document
from models.ledger.backup import back_up, restore
from models.ledger.compacting import compact
from models.ledger.ledger import open_ledger
from models.ledger.verify import verify
from models.problems import Refused
from models.vocabulary import Vocabulary
from ui.commands.called import record_called
from ui.commands.listing import derivation, figures_table
from ui.exporting import exported
from ui.files import write_beside
from ui.importing.told import size_told


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
