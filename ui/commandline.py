"""The command line: one command per job, sentences on standard error, exit status 0 done, 1 at fault, 2 wrong usage."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from models.assess import Assessment, assess
from models.china_time import CHINA
from models.exchange import assessment as assessment_file
from models.exchange import document
from models.ledger import acts
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.verify import verify
from models.problems import Problem, Refused
from models.terms.calendar import FIRST_DAY, LAST_DAY
from models.vocabulary import LANGUAGES, Vocabulary, vocabulary

from ui import agreement_command, question_commands
from ui.files import write_beside
from ui.law_command import add_law_arguments, print_law
from ui.listing import derivation, figures_table


def today_in_china() -> date:
    """Give today's date in China, the one place where the clock is asked for it."""
    return datetime.now(CHINA).date()


def main(argv: Sequence[str], *, today: date | None = None) -> int:
    """Run one command and give its exit status. Never raises for what a user can get wrong."""
    words = vocabulary(_language(argv))
    try:
        arguments = _parser(words, today or today_in_china()).parse_args(argv)
    except SystemExit as stop:  # argparse has said what is wrong, or shown the help
        return int(stop.code or 0)
    try:
        status: int = arguments.run(arguments, words)
        sys.stdout.flush()
    except Refused as refused:
        _complain(words, refused.problems)
        return 1
    return status


def _language(argv: Sequence[str]) -> str:
    """Find the language before anything is parsed, as the help itself is in it: ``--lang``, or the environment's."""
    wanted = os.environ.get("CLAUSELEDGER_LANG", LANGUAGES[0])
    for position, word in enumerate(argv):
        if word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
        elif word == "--lang" and position + 1 < len(argv):
            wanted = argv[position + 1]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def _parser(words: Vocabulary, today: date) -> argparse.ArgumentParser:
    def say(key: str) -> str:
        return words.text(f"command.{key}")

    def day(text: str) -> date:
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise argparse.ArgumentTypeError(words.text("command.not_a_day", value=text)) from None
        if not FIRST_DAY <= found <= LAST_DAY:
            outside = words.text("problem.day_out_of_range", value=text, first=FIRST_DAY, last=LAST_DAY)
            raise argparse.ArgumentTypeError(outside)
        return found

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, help=say("lang"))
    parser = argparse.ArgumentParser(
        "clauseledger", description=say("about"), epilog=say("more"), parents=[common], allow_abbrev=False
    )
    commands = parser.add_subparsers(required=True, metavar="{" + ",".join(COMMANDS) + "}")

    def command(name: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=say(name.replace("-", "_")), description=say(name.replace("-", "_")), parents=[common], allow_abbrev=False)
        made.add_argument("ledger", metavar="LEDGER", type=Path, help=say("ledger"))
        made.set_defaults(run=COMMANDS[name])
        return made

    def as_of(made: argparse.ArgumentParser) -> None:
        made.add_argument("--as-of", metavar="D", type=day, default=today, help=say("as_of"))

    made = command("import")
    made.add_argument("file", metavar="FILE", type=Path, help=say("file"))
    made.add_argument("--update", action="store_true", help=say("import_update"))
    made.add_argument("--large", action="store_true", help=say("import_large"))
    made = command("export")
    made.add_argument("-o", "--output", metavar="FILE", type=Path, help=say("output"))
    made = command("assess")
    as_of(made)
    made.add_argument("--json", action="store_true", help=say("assess_json"))
    made = command("explain")
    made.add_argument("kind", metavar="KIND", help=say("kind"))
    made.add_argument("record", metavar="RECORD", help=say("record"))
    as_of(made)
    made = command("law")
    as_of(made)
    add_law_arguments(made, words)
    command("verify")
    made = command("letter")
    made.add_argument("kind", choices=["bill-objection"], help=say("letter_kind"))
    made.add_argument("record", metavar="BILL", help=say("bill"))
    made.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=say("output"))
    made.add_argument("--number", help=say("number"))
    as_of(made)
    made = command("settlement")
    made.add_argument("--from", dest="first", metavar="A", type=day, required=True, help=say("from"))
    made.add_argument("--to", dest="last", metavar="B", type=day, required=True, help=say("to"))
    made.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=say("output"))
    as_of(made)
    made = command("findings")
    as_of(made)
    question_commands.add_findings(made, words)
    made = command("what-if")
    as_of(made)
    question_commands.add_what_if(made, words)
    made = command("calendar")
    as_of(made)
    question_commands.add_calendar(made, words)
    agreement_command.add_arguments(command("agreement"), common, words, today)
    return parser


def _complain(words: Vocabulary, problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(words.problem_line(problem), file=sys.stderr)


def _assessed(ledger: Ledger, as_of: date) -> Assessment:
    return assess(ledger.facts, as_of)


def _import(arguments: argparse.Namespace, words: Vocabulary) -> int:
    incoming = document.read_file(arguments.file, large=arguments.large)
    if os.path.exists(arguments.ledger):  # noqa: PTH110 - Path.exists raises where a folder may not be looked into
        with open_ledger(arguments.ledger) as ledger:
            merged = acts.merge(ledger, incoming, update=arguments.update)
    else:
        merged = acts.make_from(arguments.ledger, incoming)
    counts = {"added": len(merged.added), "replaced": len(merged.replaced), "identical": merged.identical}
    print(words.text("command.imported", **counts, ledger=arguments.ledger))
    return 0


def _export(arguments: argparse.Namespace, words: Vocabulary) -> int:
    with open_ledger(arguments.ledger) as ledger:
        text = document.to_text(document.write(ledger.facts))
    if arguments.output is None:
        sys.stdout.write(text)
        return 0
    write_beside(arguments.output, text.encode())
    print(words.text("command.written", file=arguments.output))
    return 0


def _assess(arguments: argparse.Namespace, words: Vocabulary) -> int:
    with open_ledger(arguments.ledger) as ledger:
        assessment = _assessed(ledger, arguments.as_of)
        if arguments.json:
            print(json.dumps(assessment_file.write(assessment, words), ensure_ascii=False, indent=2))
        else:
            print(figures_table(assessment, words))
    return 0


def _explain(arguments: argparse.Namespace, words: Vocabulary) -> int:
    with open_ledger(arguments.ledger) as ledger:
        assessment = _assessed(ledger, arguments.as_of)
        found = assessment.get(arguments.kind, arguments.record)
        if not found:
            raise Refused.because("no_such_figure", kind=arguments.kind, value=arguments.record)
        print("\n\n".join(derivation(assessment, figure, words) for figure in found))
    return 0


def _verify(arguments: argparse.Namespace, words: Vocabulary) -> int:
    with open_ledger(arguments.ledger) as ledger:
        broken = verify(ledger)
        if broken:
            raise Refused(broken)
        records, entries = sum(1 for _ in ledger.facts.everything()), len(ledger.history())
    print(words.text("command.sound", ledger=arguments.ledger, records=records, entries=entries))
    return 0


def _letter(arguments: argparse.Namespace, words: Vocabulary) -> int:
    from reports.bill_objection import bill_objection_pdf

    with open_ledger(arguments.ledger) as ledger:
        assessment = _assessed(ledger, arguments.as_of)
        made = bill_objection_pdf(assessment, arguments.record, number=arguments.number)
    write_beside(arguments.output, made)
    print(words.text("command.written", file=arguments.output))
    return 0


def _settlement(arguments: argparse.Namespace, words: Vocabulary) -> int:
    from reports.settlement import settlement_pdf

    with open_ledger(arguments.ledger) as ledger:
        made = settlement_pdf(ledger.facts, arguments.first, arguments.last, as_of=arguments.as_of)
    write_beside(arguments.output, made)
    print(words.text("command.written", file=arguments.output))
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace, Vocabulary], int]] = {
    "import": _import,
    "export": _export,
    "assess": _assess,
    "explain": _explain,
    "law": print_law,
    "verify": _verify,
    "letter": _letter,
    "settlement": _settlement,
    "agreement": agreement_command.run,
    "findings": question_commands.findings,
    "what-if": question_commands.suppose,
    "calendar": question_commands.calendar,
}
