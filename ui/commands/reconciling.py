"""The command ``reconcile``: what the lines of statements paid, and accounts reconciled, locked and unlocked."""

import argparse
import json
from typing import Any

from models.assess import assess
from models.exchange.record_json import record_to_json
from models.facts.facts import Facts
from models.facts.records import Reconciliation
from models.facts.shapes import FIRST_DAY, LAST_DAY, Amount, Misfit
from models.ledger import acts
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.statement_acts import Accepted, accept, lock, tick, unlock
from models.money import format_amount
from models.problems import Problem
from models.statements import reconciling
from models.statements.matching import Suggested, suggest
from models.statements.paid import payees_of, still_open
from models.vocabulary import Vocabulary
from ui.commands.dates import day_argument
from ui.commands.jobs import add_jobs
from ui.commands.listing import columns
from ui.commands.statements import money
from ui.suggesting import suggestion_told

_JOBS = ("list", "lines", "suggest", "match", "new", "tick", "untick", "lock", "unlock")
_KINDS = ("payment", "invoice", "bill", "order")
_WORDS = ("recharge", "unrelated", "none")


def add_reconcile(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the jobs of ``reconcile``."""
    say = words.text
    add_job = add_jobs("reconcile", _JOBS, made, words)

    def job(name: str, *, json_too: bool = False) -> argparse.ArgumentParser:
        new = add_job(name)
        if json_too:
            new.add_argument("--json", action="store_true", help=say("command.assess_json"))
        return new

    def span(new: argparse.ArgumentParser, *, required: bool) -> None:
        day = day_argument(words)
        new.add_argument("--account", metavar="NAME", required=required, help=say("command.reconcile_account"))
        new.add_argument("--from", dest="first", metavar="A", type=day, required=required, help=say("command.from"))
        new.add_argument("--to", dest="last", metavar="B", type=day, required=required, help=say("command.to"))

    job("list", json_too=True)
    span(job("lines", json_too=True), required=False)
    job("suggest", json_too=True)
    new = job("match")
    new.add_argument("match", metavar="LINE=WHAT", nargs="*", type=_match, help=say("command.reconcile_what"))
    new.add_argument("--clear", action="store_true", help=say("command.reconcile_clear"))
    new = job("new")
    span(new, required=True)
    new.add_argument("--opening", metavar="X", type=_amount(words), help=say("command.reconcile_opening"))
    new.add_argument("--closing", metavar="X", type=_amount(words), help=say("command.reconcile_closing"))
    for name in ("tick", "untick"):
        new = job(name)
        new.add_argument("reconciliation", metavar="ID", help=say("command.reconcile_id"))
        new.add_argument("line", metavar="LINE", nargs="*", help=say("command.reconcile_line"))
        new.add_argument("--all", action="store_true", help=say("command.reconcile_all"))
    for name in ("lock", "unlock"):
        job(name).add_argument("reconciliation", metavar="ID", help=say("command.reconcile_id"))


def _match(text: str) -> Accepted:
    line, _, what = text.rpartition("=")
    kind, _, ids = what.partition(":")
    targets = tuple(filter(None, ids.split(",")))
    known = (kind in _KINDS and targets and (kind == "invoice" or len(targets) == 1)) or (what in _WORDS)
    if not line or not known:
        raise argparse.ArgumentTypeError(text)
    return Accepted(line, kind, targets)


def _amount(words: Vocabulary) -> Any:
    def read(text: str) -> int:
        try:
            return Amount(signed=True).read(text)
        except Misfit as misfit:
            raise argparse.ArgumentTypeError(words.problem(Problem(misfit.code, inputs=misfit.inputs))) from None

    return read


def reconcile(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Do one of the command's jobs; gives the exit status."""
    with open_ledger(arguments.ledger) as ledger:
        facts = ledger.facts
        match arguments.job:
            case "list":
                _list(facts, arguments, words)
            case "lines":
                _lines(facts, arguments, words)
            case "suggest":
                _suggest(ledger, arguments, words)
            case "match":
                _accept(ledger, arguments, words)
            case "new":
                _say(ledger, _new(ledger, arguments), words)
            case "lock":
                lock(ledger, arguments.reconciliation, arguments.as_of)
                _say(ledger, arguments.reconciliation, words)
            case "unlock":
                unlock(ledger, arguments.reconciliation)
                _say(ledger, arguments.reconciliation, words)
            case _:
                _tick(ledger, arguments)
                _say(ledger, arguments.reconciliation, words)
    return 0


def _say(ledger: Ledger, name: str, words: Vocabulary) -> None:
    print("\n".join(_told(ledger.facts, ledger.facts.reconciliations[name], words)))


def _told(facts: Facts, one: Reconciliation, words: Vocabulary) -> list[str]:
    found = reconciling.balance_of(facts, one)
    state = words.text("reconcile.locked", day=one.locked_on) if one.locked_on else words.text("reconcile.open")
    lines = [
        f"{one.id}  {one.account}  {one.from_} – {one.to}  {state}",
        "  " + words.text(
            "reconcile.balance", opening=money(found.opening), came=money(found.came), went=money(found.went),
            closing=money(found.closing), difference=money(found.difference),
        ),
    ]  # fmt: skip
    beside = reconciling.payments_without_line(facts, one.from_, one.to)
    if beside:
        lines.append("  " + words.text("reconcile.without_line", listed=" · ".join(each.id for each in beside)))
    return lines


def _list(facts: Facts, arguments: argparse.Namespace, words: Vocabulary) -> None:
    if arguments.json:
        every = []
        for one in facts.reconciliations.values():
            found = reconciling.balance_of(facts, one)
            beside = reconciling.payments_without_line(facts, one.from_, one.to)
            every.append(
                {
                    "reconciliation": record_to_json(one),
                    "came": format_amount(found.came),
                    "went": format_amount(found.went),
                    "difference": format_amount(found.difference),
                    "payments_without_line": [each.id for each in beside],
                }
            )
        _print({"format": "clauseledger-reconciliations/1", "reconciliations": every})
        return
    told = [line for one in facts.reconciliations.values() for line in _told(facts, one, words)]
    print("\n".join(told or [words.text("reconcile.nothing")]))


def _lines(facts: Facts, arguments: argparse.Namespace, words: Vocabulary) -> None:
    accounts = [arguments.account] if arguments.account else reconciling.accounts_of(facts)
    first, last = arguments.first or FIRST_DAY, arguments.last or LAST_DAY
    found = [line for account in accounts for line in reconciling.lines_in(facts, account, first, last)]
    if arguments.json:
        _print({"format": "clauseledger-lines/1", "lines": [record_to_json(line) for line in found]})
        return
    names = ("id", "on", "amount", "counterparty", "summary")
    head = [*(words.field("statement_line", name) for name in names), words.text("reconcile.what")]
    rows = [
        [line.id, str(line.on), money(line.amount), line.counterparty or "", line.summary or "",
         line.payment or line.order or (words.choice("purpose", line.purpose) if line.purpose else "")]
        for line in found
    ]  # fmt: skip
    print("\n".join(columns([head, *rows], right={2})))


def _suggested(ledger: Ledger, arguments: argparse.Namespace) -> list[Suggested]:
    assessment = assess(ledger.facts, arguments.as_of)
    return suggest(ledger.facts, still_open(assessment), payees_of(assessment))


def _suggest(ledger: Ledger, arguments: argparse.Namespace, words: Vocabulary) -> None:
    found = _suggested(ledger, arguments)
    if arguments.json:
        lines = [
            {
                "line": one.line.id,
                "on": str(one.line.on),
                "amount": format_amount(one.line.amount),
                "ambiguous": one.ambiguous,
                "suggestions": [
                    {
                        "kind": each.kind,
                        "records": list(each.targets),
                        "clear": each.clear,
                        "reasons": [
                            {name: value for name, value in reason._asdict().items() if value is not None}
                            for reason in each.reasons
                        ],
                    }
                    for each in one.suggestions
                ],
            }
            for one in found
        ]
        _print({"format": "clauseledger-suggestions/1", "as_of": str(arguments.as_of), "lines": lines})
        return
    told = []
    for one in found:
        told.append(f"{one.line.id}  {one.line.on}  {money(one.line.amount)}  {one.line.counterparty or ''}".rstrip())
        told += [f"  {suggestion_told(each, words)}" for each in one.suggestions]
        if not one.suggestions:
            told.append(f"  {words.text('reconcile.no_suggestion')}")
        elif one.ambiguous:
            told.append(f"  {words.text('reconcile.ambiguous')}")
    print("\n".join(told or [words.text("reconcile.nothing")]))


def _accept(ledger: Ledger, arguments: argparse.Namespace, words: Vocabulary) -> None:
    accepted = list(arguments.match)
    named = {one.line for one in accepted}
    if arguments.clear:
        clear = [(one.line.id, one.clear) for one in _suggested(ledger, arguments)]
        accepted += [Accepted(line, s.kind, s.targets) for line, s in clear if s is not None and line not in named]
    if not accepted:
        print(words.text("reconcile.nothing"))
        return
    accept(ledger, accepted, still_open(assess(ledger.facts, arguments.as_of)))
    print(words.text("reconcile.matched", count=len(accepted)))


def _new(ledger: Ledger, arguments: argparse.Namespace) -> str:
    balances = {"opening": arguments.opening, "closing": arguments.closing}
    one = reconciling.begun(ledger.facts, arguments.account, arguments.first, arguments.last, **balances)
    acts.enter(ledger, one)
    return one.id


def _tick(ledger: Ledger, arguments: argparse.Namespace) -> None:
    one = reconciling.reconciliation(ledger.facts, arguments.reconciliation)
    wanted = list(arguments.line)
    on = arguments.job == "tick"
    if arguments.all:
        elsewhere = reconciling.taken_elsewhere(ledger.facts, one.id)
        every = reconciling.lines_in(ledger.facts, one.account, one.from_, one.to)
        wanted += [line.id for line in every if line.id not in elsewhere] if on else one.lines
    tick(ledger, one.id, wanted, on=on)


def _print(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
