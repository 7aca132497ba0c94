"""The command ``law``: what the law says beside the agreement, apart from every contract figure."""

import argparse
import json
import sys
from collections.abc import Iterator

from models.assess import assess
from models.exchange import law as law_file
from models.law.reference import LegalReference, LegalValue
from models.law.section import LawBeside, law_beside
from models.law.statutes import Statute, statute
from models.ledger.ledger import open_ledger
from models.vocabulary import Vocabulary
from ui.commands.listing import columns


def add_law_arguments(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add what only this command takes; the ledger and the day are common to several."""
    made.add_argument("--json", action="store_true", help=words.text("command.assess_json"))


def print_law(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Print the comparisons, limitations and articles of a ledger as of a day; give the exit status."""
    with open_ledger(arguments.ledger) as ledger:
        words = words.knowing(ledger.facts.get)
        beside = law_beside(assess(ledger.facts, arguments.as_of))
    if arguments.json:
        text = json.dumps(law_file.write(beside, words), ensure_ascii=False, indent=2)
    else:
        text = law_text(beside, words)
    sys.stdout.write(text + "\n")
    return 0


def law_text(beside: LawBeside, words: Vocabulary) -> str:
    """Tell the law beside an assessment as text for a terminal."""
    lines = [words.text("law.heading", day=beside.as_of)]
    lines += ["", words.text("law.comparisons", through=beside.known_through)]
    lines += _references(beside.comparisons, words)
    lines += ["", words.text("law.limitations")]
    lines += _references(beside.limitations, words)
    lines += ["", words.text("law.statutes")]
    for one in beside.statutes:
        lines += _article(one, words)
    return "\n".join(lines)


def _references(references: tuple[LegalReference, ...], words: Vocabulary) -> Iterator[str]:
    if not references:
        yield "  " + words.text("law.nothing")
    for reference in references:
        yield f"  {words.record(reference.subject, reference.record)}"
        rows = [(words.text(f"law.value.{value.name}"), _shown(value, words)) for value in reference.values]
        yield from ("    " + line for line in columns(rows))
        yield "    " + words.text(f"law.status.{reference.status}")
        for event in reference.interruptions:
            ground, record = words.text(f"law.ground.{event.ground}"), words.record(*event.record)
            yield "    " + words.text("law.interruption", day=event.on, ground=ground, record=record)
        for note in reference.notes:
            yield "    " + words.text(f"law.note.{note}")
        separator = "、" if words.language == "zh" else "; "
        cited = separator.join(statute(one).cite(words.language) for one in reference.statutes)
        yield "    " + words.text("law.cited", statutes=cited)


def _shown(value: LegalValue, words: Vocabulary) -> str:
    text = words.value(value.value, value.unit)
    if value.earliest is None:
        return text
    return text + words.text("law.between", earliest=value.earliest, latest=value.latest)


def _article(one: Statute, words: Vocabulary) -> Iterator[str]:
    language = words.language
    yield f"  {one.cite(language)} {words.text(f'law.sure.{one.sure}')}"
    yield "    " + one.says[language]
    yield "    " + words.text("law.use", use=one.use[language])
