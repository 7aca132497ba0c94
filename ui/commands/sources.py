"""The command ``sources``: the files that were read, and the rows a bill's line or another record comes from."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from models.ledger import attachments, sources
from models.ledger.ledger import Ledger, open_ledger
from models.problems import Problem, Refused
from models.sources.columns import HEADINGS
from models.sources.kept import bill_cell
from models.vocabulary import Vocabulary
from ui.commands import account_files


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
            account_files.print_rows(ledger, *arguments.of, as_json=arguments.json)
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
                values = {name: bill_cell(name, value) for name, value in row.values.items()}
                print(json.dumps({"line": line, **row._asdict(), "values": values}, ensure_ascii=False))
        else:
            for line, row in rows:
                values = {HEADINGS.get(name, name): bill_cell(name, value) for name, value in row.values.items()}
                what = " ".join(f"{name}={value}" for name, value in values.items())
                sys.stdout.write(f"{line}\t{row.file}:{row.number}\t{row.sha256}\t{what}\n")
    return 0


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
