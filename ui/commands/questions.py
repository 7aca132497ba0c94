"""Commands that ask: what is wrong or near, what would change, what a new holiday arrangement moves."""

import argparse
import json
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any

from models.assess import assess
from models.exchange.calendar_files import read_arrangement
from models.facts.shapes import Day, Misfit
from models.figures import Value, write_value
from models.findings.find import find, own_words
from models.ledger import acts
from models.ledger.ledger import open_ledger
from models.money import FEN, parse_amount
from models.vocabulary import Vocabulary
from models.what_if import Difference, End, MayBe, Object, Pay, Supposed, differences, what_if
from ui.commands.listing import columns

_SUPPOSED = {
    "pay": (
        re.compile(r"(?:(?P<record>.+):)?(?P<amount>[^:@]+)@(?P<day>[^@]+)"),
        "i-1:100.00@2026-11-30",
    ),
    "object": (re.compile(r"(?P<record>.+)@(?P<day>[^@]+)"), "b-2026-10@2026-11-24"),
    "end": (re.compile(r"(?P<record>.+)@(?P<day>[^@]+)"), "cvm-1@2026-12-31"),
}


def add_findings(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``findings``."""
    days = partial(_days, words)
    made.add_argument("--within", metavar="N", type=days, default=7, help=words.text("command.within"))
    made.add_argument("--json", action="store_true", help=words.text("command.assess_json"))


def add_what_if(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``what-if``."""
    for name, (pattern, example) in _SUPPOSED.items():
        made.add_argument(
            f"--{name}",
            metavar=example,
            dest="supposed",
            action="append",
            type=partial(_supposed, words, name, pattern, example),
            help=words.text(f"command.{name}"),
        )
    made.add_argument("--json", action="store_true", help=words.text("command.assess_json"))


def add_calendar(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``calendar``."""
    made.add_argument("file", metavar="FILE", type=Path, help=words.text("command.calendar_file"))


def findings(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """List the findings as of a day."""
    with open_ledger(arguments.ledger) as ledger:
        words = words.knowing(ledger.facts.get)
        found = find(assess(ledger.facts, arguments.as_of), within=arguments.within)
        quoted = own_words(ledger.facts, found)
    if arguments.json:
        written = [
            {
                "code": finding.code,
                "record": finding.record,
                "clause": finding.clause,
                "amount": write_value(finding.amount, "money"),
                "answer": finding.answer,
                "message": words.finding(finding),
                **({"quote": quoted[finding.clause]} if finding.clause in quoted else {}),
            }
            for finding in found
        ]
        print(json.dumps(written, ensure_ascii=False, indent=2))
        return 0
    if not found:
        print(words.text("command.no_findings"))
        return 0
    heads = [words.text(f"column.{name}") for name in ("record", "clause", "stake", "answer", "finding")]
    rows = [
        (
            words.record(finding.subject, finding.record),
            finding.clause,
            "" if finding.amount is None else words.value(finding.amount, "money"),
            words.text(f"answer.{finding.answer}"),
            words.finding(finding),
        )
        for finding in found
    ]
    lines = columns([heads, *rows], right={2})
    for clause, said in quoted.items():
        lines += ["", words.text("column.own_words", clause=clause), *(f"  {line}" for line in said.splitlines())]
    print("\n".join(lines))
    return 0


def suppose(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Compare every figure with and without supposed acts, as of a day on which all of them have happened."""
    if not arguments.supposed:
        print(words.text("command.nothing_supposed"), file=sys.stderr)
        return 2
    as_of = max(arguments.as_of, *(act.on for act in arguments.supposed))
    with open_ledger(arguments.ledger) as ledger:
        words = words.knowing(ledger.facts.get)
        found = what_if(ledger.facts, arguments.supposed, as_of)[2]
    if arguments.json:
        print(json.dumps([_difference_to_json(one) for one in found], ensure_ascii=False, indent=2))
    else:
        print(words.text("command.supposed_as_of", day=as_of))
        print(difference_table(found, words))
    return 0


def calendar(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Add a year's arrangement to the ledger and list every date that moved."""
    record = read_arrangement(arguments.file)
    with open_ledger(arguments.ledger) as ledger:
        words, before = words.knowing(ledger.facts.get), assess(ledger.facts, arguments.as_of)
        known = ledger.facts.get("arrangement", record.id)
        acts.enter(ledger, record) if known is None else acts.revise(ledger, record)
        found = differences(before, assess(ledger.facts, arguments.as_of))
    moved = [one for one in found if one.unit == "date" and one.moved]
    if not moved:
        print(words.text("command.not_moved", year=record.id))
        return 0
    print(words.text("command.moved"))
    print(difference_table(moved, words))
    return 0


def difference_table(found: list[Difference], words: Vocabulary) -> str:
    """Show differences as a table: figure, record, before, after."""
    if not found:
        return words.text("what_if.nothing")
    heads = [words.text(f"column.{name}") for name in ("figure", "record", "before", "after")]
    rows = [
        (
            words.figure(one.kind),
            words.record(one.subject, _shown_record(one)),
            _shown(one.before, one.before_status, one.before_may_be, one.unit, words),
            _shown(one.after, one.after_status, one.after_may_be, one.unit, words),
        )
        for one in found
    ]
    return "\n".join(columns([heads, *rows]))


def _shown_record(one: Difference) -> str:
    return one.record.lstrip("\uffff")


def _shown(value: Value, status: str | None, may_be: MayBe | None, unit: str, words: Vocabulary) -> str:
    said = words.status(status) or words.text("what_if.none")
    if value is not None:
        said = words.value(value, unit) + (f" · {words.status(status)}" if status else "")
    if may_be is None:
        return said
    span = [words.value(each, unit) for each in (may_be.earliest, may_be.latest) if each is not None]
    range_ = " – ".join(span if len({*span}) > 1 else span[:1])
    statuses = "/".join(map(words.status, may_be.statuses))
    return f"{said} ≈ {' · '.join(filter(None, (range_, statuses)))}"


def _difference_to_json(one: Difference) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "record": _shown_record(one),
        **_side_to_json("before", one.before, one.before_status, one.before_may_be, one.unit),
        **_side_to_json("after", one.after, one.after_status, one.after_may_be, one.unit),
    }


def _side_to_json(side: str, value: Value, status: str | None, may_be: MayBe | None, unit: str) -> dict[str, Any]:
    written: dict[str, Any] = {side: write_value(value, unit), f"{side}_status": status}
    if may_be is None:
        return written
    if may_be.earliest is not None:
        written[f"{side}_earliest"] = write_value(may_be.earliest, unit)
        written[f"{side}_latest"] = write_value(may_be.latest, unit)
    if may_be.statuses:
        written[f"{side}_statuses"] = list(may_be.statuses)
    return written


def _days(words: Vocabulary, text: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        raise argparse.ArgumentTypeError(words.text("command.not_days", value=text))
    return int(text)


def _supposed(words: Vocabulary, name: str, pattern: re.Pattern[str], example: str, text: str) -> Supposed:
    def misspelt(wrong: str) -> argparse.ArgumentTypeError:
        return argparse.ArgumentTypeError(words.text("command.supposed_like", wrong=wrong, example=example))

    match = pattern.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(words.text("command.not_supposed", value=text, example=example))
    try:
        on = Day().read(match["day"])
    except Misfit as misfit:
        raise misspelt(words.text(f"problem.{misfit.code}", **misfit.inputs)) from None
    if name == "pay":
        amount = parse_amount(match["amount"])
        if not amount or amount < 0 or amount % FEN:
            raise misspelt(words.text("command.not_paid", value=match["amount"]))
        return Pay(amount, on, match["record"])
    return Object(match["record"], on) if name == "object" else End(match["record"], on)
