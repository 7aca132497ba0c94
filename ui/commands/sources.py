"""Foreign files on the command line: the provider's bills through ``import``, and where a bill's line comes from."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models.exchange.record_json import record_to_json
from models.facts.records import BILLING_CYCLES, NOTICE_KINDS, Notice, kind_of
from models.facts.shapes import Misfit, Moment
from models.ledger import attachments, sources
from models.ledger.invoice_acts import InvoicesOutcome, import_invoices
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.mail_acts import import_mail, notice_of
from models.ledger.originals import KEEP_UP_TO
from models.ledger.source_acts import Choices, Outcome, import_provider_bills, preview_provider_bills
from models.money import format_amount, readable_amount
from models.problems import Problem, Refused
from models.sources.cells import at_seconds
from models.sources.columns import COLUMNS, HEADINGS
from models.sources.kinds import STATEMENT
from models.sources.mail import Suggestion, read_file, suggest
from models.vocabulary import Vocabulary
from ui.commands import account_files as account_file_commands
from ui.commands.listing import columns
from ui.importing.told import invoices_told, mail_told, original_told, originals_as_json

FORMAT = "clauseledger-import/1"
_AMOUNTS = ("payable", "cash", "gift", "voucher", "share")


def add_import(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add what ``import`` takes for files of the provider."""
    say = words.text
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


def import_bills(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Import the provider's bill files, or tell what that would do."""
    choices = Choices(
        arguments.billing_cycle, arguments.sent_at, update=arguments.update, keep_up_to=arguments.keep_originals
    )
    with open_ledger(arguments.ledger) as ledger:
        act = preview_provider_bills if arguments.preview else import_provider_bills
        outcome = act(ledger, arguments.file, choices)
    if arguments.json:
        print(json.dumps(as_json(outcome, words), ensure_ascii=False, indent=2))
    else:
        print("\n".join(told(outcome, words, preview=arguments.preview)))
    if outcome.proposal.conflicts and not arguments.update:
        raise Refused(outcome.proposal.conflicts)
    return 0


def told(outcome: Outcome, words: Vocabulary, *, preview: bool) -> list[str]:
    """Tell what an import did or would do, line by line."""
    say = words.text
    lines = [say("import.file", name=file.name, level=file.level or "?", rows=file.rows) for file in outcome.files]
    lines += [say("import.skipped", name=name) for name in outcome.skipped]
    if not outcome.rows_new and outcome.change is None and not outcome.proposal.records:
        return [*lines, say("import.nothing_new")]
    lines += [say("import.rows", new=outcome.rows_new, same=outcome.rows_same, changed=outcome.rows_changed)]
    if outcome.rows_gone:
        lines += [say("import.rows_gone", count=outcome.rows_gone)]
    lines += ["", *products_table(outcome, words), "", *_records(outcome, words)]
    lines += [original_told(one, words) for one in outcome.originals]
    if outcome.proposal.notes:
        lines += ["", say("import.notes"), *(f"  {words.problem_line(note)}" for note in outcome.proposal.notes)]
    return [*lines, "", say("import.preview_only" if preview else "import.done")]


def products_table(outcome: Outcome, words: Vocabulary) -> list[str]:
    """Tell what each product came to, as columns."""
    names = [words.text("import.product"), *(words.field("billline", name) for name in _AMOUNTS)]
    rows = [[product, *_amounts(sums)] for product, sums in sorted(outcome.products.items())]
    whole = {name: sum(sums[name] for sums in outcome.products.values()) for name in _AMOUNTS}
    return columns([names, *rows, [words.text("import.whole"), *_amounts(whole)]], right=set(range(1, 6)))


def _amounts(sums: dict[str, int]) -> list[str]:
    return [readable_amount(sums[name]) for name in _AMOUNTS]


def _records(outcome: Outcome, words: Vocabulary) -> list[str]:
    proposal = outcome.proposal
    lines = []
    for key, records in (("new", proposal.new), ("changed", [after for _, after in proposal.changed])):
        counts = Counter(kind_of(record) for record in records)
        if counts:
            listed = " · ".join(f"{words.kind(kind)} {count}" for kind, count in counts.items())
            lines.append(words.text(f"import.{key}", listed=listed))
        lines += [f"  {words.record(kind, record.id)}" for record in records if (kind := kind_of(record)) == "bill"]
    return [*lines, words.text("import.same", count=proposal.same)]


def as_json(outcome: Outcome, words: Vocabulary) -> dict[str, Any]:
    """Give what an import did or would do as plain JSON values (docs/exchange.md)."""
    proposal = outcome.proposal

    return {
        "format": FORMAT,
        "imported": outcome.change is not None,
        "files": [file._asdict() for file in outcome.files],
        "skipped": outcome.skipped,
        "originals": originals_as_json(outcome.originals),
        "rows": {
            "new": outcome.rows_new,
            "same": outcome.rows_same,
            "changed": outcome.rows_changed,
            "gone": outcome.rows_gone,
        },
        "new": [{"kind": kind_of(record), "record": record.id} for record in proposal.new],
        "changed": [{"kind": kind_of(after), "record": after.id} for _, after in proposal.changed],
        "same": proposal.same,
        "products": [
            {"product": product, **{name: format_amount(amount) for name, amount in sums.items()}}
            for product, sums in sorted(outcome.products.items())
        ],
        "notes": [_problem(one, words) for one in proposal.notes],
        "conflicts": [_problem(one, words) for one in proposal.conflicts],
    }


def import_electronic_invoices(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Import electronic invoices, or tell what that would do."""
    with open_ledger(arguments.ledger) as ledger:
        outcome = import_invoices(ledger, arguments.file, update=arguments.update, preview=arguments.preview)
    if arguments.json:
        print(json.dumps(invoices_as_json(outcome, words), ensure_ascii=False, indent=2))
    else:
        print("\n".join(invoices_told(outcome, words)))
        done = "done" if outcome.change else "nothing_new"
        print(words.text("import.preview_only" if arguments.preview else f"import.{done}"))
    if outcome.conflicts and not arguments.update:
        raise Refused(outcome.conflicts)
    return 0


def import_messages(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Keep messages as notices of a kind the user confirms, or tell what they suggest."""
    with open_ledger(arguments.ledger) as ledger:
        mine = ledger.facts.agreement.customer.email
        found = [suggest(mail, mine) for path in arguments.file for mail in read_file(path)]
        records = [notice_of(ledger, one.mail) for one in found]
        confirmed = [(one.mail, _confirmed(one.notice, arguments)) for one in found]
        change = None
        unsure = arguments.kind is None and not arguments.preview and None in records
        if not arguments.preview and not unsure:
            change = import_mail(ledger, confirmed)
    if arguments.json:
        print(json.dumps(_messages_as_json(found, records, change is not None, words), ensure_ascii=False, indent=2))
    else:
        for one, record in zip(found, records, strict=True):
            print("\n".join(mail_told(one, record, words)))
        if not unsure:
            done = "done" if change else "nothing_new"
            print(words.text("import.preview_only" if arguments.preview else f"import.{done}"))
    if unsure:
        raise Refused.because("mail_kind_unconfirmed")
    return 0


def _confirmed(notice: Notice, arguments: argparse.Namespace) -> Notice:
    kind = notice.kind if arguments.kind in {None, "suggested"} else arguments.kind
    moment = arguments.event_at
    return notice._replace(kind=kind, **({} if moment is None else {"event_at": moment, "event_ends_at": None}))


def _messages_as_json(
    found: list[Suggestion],
    records: list[str | None],
    imported: bool,  # noqa: FBT001
    words: Vocabulary,
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "imported": imported,
        "messages": [
            {
                "file": one.mail.file,
                "sha256": one.mail.sha256,
                "from": one.mail.sender,
                "received": [
                    {"at": hop.at.isoformat() if hop.at else None, "words": hop.words} for hop in one.mail.received
                ],
                "attachments": list(one.mail.attachments),
                "record": record,
                "suggested": record_to_json(one.notice),
                "notes": [_problem(note, words) for note in one.notes],
            }
            for one, record in zip(found, records, strict=True)
        ],
    }


def invoices_as_json(outcome: InvoicesOutcome, words: Vocabulary) -> dict[str, Any]:
    """Give what an import of invoices did or would do as plain JSON values (docs/exchange.md)."""
    return {
        "format": FORMAT,
        "imported": outcome.change is not None,
        "invoices": [
            {
                "file": one.file.name,
                "record": one.record,
                "outcome": one.outcome,
                "number": one.file.invoice.number,
                "amount": format_amount(one.file.invoice.amount),
                "notes": [_problem(note, words) for note in one.notes],
            }
            for one in outcome.taken
        ],
        "conflicts": [_problem(one, words) for one in outcome.conflicts],
    }


def _problem(one: Problem, words: Vocabulary) -> dict[str, object]:
    return {"code": one.code, "place": one.path or one.record, "message": words.problem(one)}


def add_sources(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the arguments of ``sources``."""
    made.add_argument("bill", metavar="BILL", nargs="?", help=words.text("command.bill"))
    made.add_argument("line", metavar="LINE", nargs="?", type=int, help=words.text("command.sources_line"))
    made.add_argument("--of", metavar=("KIND", "ID"), nargs=2, help=words.text("command.sources_of"))
    made.add_argument("--json", action="store_true", help=words.text("command.assess_json"))


def list_sources(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """List the files that were read; or the rows of files behind the lines of a bill, or behind one of them."""
    with open_ledger(arguments.ledger) as ledger:
        if arguments.of is not None:
            account_file_commands.print_rows(ledger, *arguments.of, as_json=arguments.json)
            return 0
        if arguments.bill is None:
            readings = [*sources.everything(ledger.connection), *_statements(ledger), *_kept(ledger)]
            if arguments.json:
                print(json.dumps(readings, ensure_ascii=False, indent=2))
            else:
                print("\n".join(_readings(readings, words)))
            return 0
        bill = ledger.facts.bills.get(arguments.bill)
        if bill is None:
            raise Refused([Problem("no_such_record", "id", "bill", arguments.bill, inputs={"value": arguments.bill})])
        count = len(bill.lines)
        if arguments.line is not None and not 1 <= arguments.line <= count:
            raise Refused.because("no_such_line", value=arguments.line, count=count)
        wanted = range(count) if arguments.line is None else [arguments.line - 1]
        rows = (
            (position + 1, row)
            for position in wanted
            for row in sources.rows_of_line(ledger.connection, arguments.bill, position)
        )
        if arguments.json:
            for line, row in rows:
                values = {name: shown(name, value) for name, value in row.values.items()}
                print(json.dumps({"line": line, **row._asdict(), "values": values}, ensure_ascii=False))
        else:
            for line, row in rows:
                values = {HEADINGS.get(name, name): shown(name, value) for name, value in row.values.items()}
                what = " ".join(f"{name}={value}" for name, value in values.items())
                sys.stdout.write(f"{line}\t{row.file}:{row.number}\t{row.sha256}\t{what}\n")
    return 0


_HOLDS = {column.name: column.holds for column in COLUMNS if not column.item}


def shown(name: str, value: Any) -> str:
    """Write a cell of a kept row as it reads in the file: amounts as decimals, times as times in China."""
    holds = _HOLDS.get(name)
    if holds == "moment":
        return at_seconds(value).strftime("%Y-%m-%d %H:%M:%S")
    return format_amount(value) if holds in {"money", "quantity"} and isinstance(value, int) else str(value)


def _statements(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Give the statements of banks taken in, in the form of readings; their rows are their lines on record."""
    lines = Counter(line.statement for line in ledger.facts.statement_lines.values())
    for one in ledger.facts.statements.values():
        file = {"name": one.file, "sha256": one.sha256, "rows": lines[one.id]}
        yield {"id": one.id, "kind": "statement", "imported_at": str(one.imported_on), "files": [file]}


def _kept(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Give the invoices' files and messages kept with their records, in the form of readings."""
    for one in attachments.everything(ledger.connection):
        if one.kind in {"invoice", "notice"}:
            file = {"name": one.name, "sha256": one.sha256, "rows": None}
            yield {"id": f"{one.kind}:{one.record}", "kind": one.kind, "imported_at": one.obtained_at, "files": [file]}


def _readings(readings: list[dict[str, Any]], words: Vocabulary) -> list[str]:
    if not readings:
        return [words.text("import.no_sources")]
    lines = []
    for reading in readings:
        lines.append(f"{reading['imported_at']}  {reading['id']}")
        for file in reading["files"]:
            rows = [] if file["rows"] is None else [str(file["rows"])]
            lines.append("  " + "  ".join([file["sha256"], file["name"], *rows]))
    return lines
