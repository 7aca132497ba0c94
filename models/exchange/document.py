"""The exchange file ``clauseledger/1``: one JSON document that carries a whole ledger (docs/exchange.md).

A ledger may hold a million bill lines: neither reading nor writing holds more than some thousands of them at once.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from models.exchange.document_reading import FORMAT, facts_of
from models.exchange.json_text import pieces_of
from models.exchange.record_json import record_to_json
from models.facts.bill_lines import SummedLines
from models.facts.facts import Facts
from models.facts.records import SECTIONS, BillLine
from models.facts.shapes import fields_of
from models.problems import Refused, reason_of


def read_file(path: Path, *, large: bool = False) -> Facts:
    """Read an exchange file from disk.

    Raises :class:`Refused` with its problems; ``large`` lifts the limit on what it says beside bill lines.
    """
    try:
        with path.open("rb") as file:
            return read_open(file.read, large=large)
    except OSError as error:
        raise Refused.because("cannot_read_file", file=str(path), reason=reason_of(error)) from error
    except Refused as refused:
        raise refused.of_file(str(path)) from refused


def read_open(reads: Callable[[int], bytes], *, large: bool = False) -> Facts:
    """Read an exchange document from a file that is open; ``reads`` gives its next bytes, up to a number of them."""
    return facts_of(pieces_of(reads), large=large)


def read(content: bytes | str) -> Facts:
    """Read an exchange document. Raises :class:`Refused` with its problems, each with its JSON path."""
    return read_open(BytesIO(content).read) if isinstance(content, bytes) else facts_of(iter((content,)))


def write(facts: Facts) -> dict[str, Any]:
    """Give the exchange document of all facts, as plain JSON values."""
    document: dict[str, Any] = {"format": FORMAT, "agreement": record_to_json(facts.agreement)}
    for kind, (section, _) in SECTIONS.items():
        records = facts.of_kind(kind)
        if records:
            document[section] = [record_to_json(record) for record in records.values()]
    return document


def text(facts: Facts) -> Iterator[str]:
    """Give the exchange document of all facts as JSON text, two spaces deep, ending in a newline, piece by piece.

    A ledger may hold a million bill lines: no more than a few thousand are held at once.
    """
    yield "{" + _below({"format": FORMAT, "agreement": record_to_json(facts.agreement)}, 0)[1:-2]
    for kind, (section, _) in SECTIONS.items():
        before = f',\n  "{section}": ['
        for record in facts.of_kind(kind).values():
            yield f"{before}\n    "
            yield from _record_text(record)
            before = ","
        if before == ",":
            yield "\n  ]"
    yield "\n}\n"


def _record_text(record: Any) -> Iterator[str]:
    """Give the text of one record in its section, the lines a ledger keeps for it some at a time."""
    kept = [field for field in fields_of(type(record)) if isinstance(getattr(record, field.attribute), SummedLines)]
    if not kept:
        yield _below(record_to_json(record), 2)
        return
    before, written = "{", record_to_json(record, but={field.name for field in kept})
    for field in fields_of(type(record)):
        name, value = field.name, getattr(record, field.attribute)
        if field not in kept:
            if name in written:
                yield f'{before}\n      "{name}": {_below(written[name], 3)}'
                before = ","
        elif len(value):
            yield f'{before}\n      "{name}": [\n        '
            yield from _lines_text(value)
            yield "\n      ]"
            before = ","
    yield "\n    }"


def _lines_text(lines: Iterable[BillLine]) -> Iterator[str]:
    # The fast encoder does not indent. But it lets us say what stands between two values, and as no value of a line
    # holds others, what is wrong then is only the space at its braces. Inside a text there is no plain line break.
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",\n          ", ": ")).encode
    rest, before = iter(lines), ""
    while some := [record_to_json(line) for line in islice(rest, 1000)]:
        inside = encode(some)[2:-2].replace("},\n          {", "\n        },\n        {\n          ")
        yield f"{before}{{\n          {inside}\n        }}"
        before = ",\n        "


def _below(value: object, depth: int) -> str:
    """Give the text of a value as it stands so deep in the document."""
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + "  " * depth)
