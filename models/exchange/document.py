"""The exchange file ``clauseledger/1``: one JSON document that carries a whole ledger (docs/exchange.md).

Reading collects the problems with their JSON paths and gives facts only when there is none. It stops looking when there
are more problems than anybody is told (:data:`models.problems.LISTED`).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, cast

from models.facts.bill_lines import SummedLines
from models.facts.checks import check_records
from models.facts.facts import Facts
from models.facts.records import SECTIONS, Agreement, BillLine, Record
from models.facts.shapes import Field, Group, Many, Misfit, References, Shape, Text, as_written, fields_of
from models.problems import LISTED, Problem, Refused, reason_of

FORMAT = "clauseledger/1"
LARGEST_FILE = 50_000_000
"""Bytes. A larger file is refused unless asked for by name: reading it takes about ten times its size in memory."""


def read_file(path: Path, *, large: bool = False) -> Facts:
    """Read an exchange file from disk.

    Raises :class:`Refused` with its problems; ``large`` lifts the limit on the file's size.
    """
    try:
        return read(_decoded(_content(path, large=large)))  # unnamed, so that none outlives its use
    except Refused as refused:
        raise refused.of_file(str(path)) from refused


def _content(path: Path, *, large: bool) -> bytes:
    try:
        size = path.stat().st_size
        if size >= LARGEST_FILE and not large:
            raise Refused.because("file_too_large", file=str(path), megabytes=size // 1_000_000)
        with path.open("rb") as file:
            content = file.read() if large else file.read(LARGEST_FILE)
        if len(content) == LARGEST_FILE and not large:  # a device or a pipe does not tell its size
            raise Refused.because("file_too_large", file=str(path), megabytes=LARGEST_FILE // 1_000_000)
    except OSError as error:
        raise Refused.because("cannot_read_file", file=str(path), reason=reason_of(error)) from error
    return content


def read(content: bytes | str) -> Facts:
    """Read an exchange document. Raises :class:`Refused` with its problems, each with its JSON path."""
    read = _Read()
    facts = _facts(_parse(content), read)
    problems = [] if facts is None or len(read.problems) > LISTED else read.among(check_records(facts, read.records))
    if facts is None or read.problems or problems:
        raise Refused([*read.problems, *problems])
    return facts


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


def record_to_json(record: Any, *, but: Set[str] = frozenset()) -> dict[str, Any]:
    """Give one record (or a part of one) as JSON values; fields not on record, or named ``but``, are left out."""
    kind: type = type(record)
    return {
        name: value if write is None else write(value)
        for (name, write), value in zip(_writers(kind), record, strict=True)
        if value is not None and name not in but and value != ()
    }


@cache
def _writers(record: type) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """Give each field's name and what turns its value into JSON, None where the value is JSON already."""
    return tuple((field.name, _writer(field.shape)) for field in fields_of(record))


def _writer(shape: Shape) -> Callable[[Any], Any] | None:
    match shape:
        case Group():
            return record_to_json
        case Many():
            return _parts_to_json
        case References():
            return list
        case _:
            return None if type(shape).write is Shape.write else shape.write


def _parts_to_json(parts: Iterable[Any]) -> list[dict[str, Any]]:
    return [record_to_json(part) for part in parts]


def record_from_json(kind: type, raw: object, path: str, problems: list[Problem]) -> Any | None:
    """Read one record of a type, adding every problem to the list; gives None when there was one."""
    if not isinstance(raw, dict):
        problems.append(Problem("not_an_object", path))
        return None
    known = len(problems)
    values: dict[str, Any] = {}
    fields = fields_of(kind)
    problems += _unknown(raw, {field.name for field in fields}, path)
    for field in fields:
        value = raw.get(field.name)
        if value is None:
            if field.required:
                problems.append(Problem("missing_field", f"{path}.{field.name}"))
            continue
        values[field.attribute] = _value(field, value, f"{path}.{field.name}", problems)
    return None if len(problems) > known else kind(**values)


def _unknown(raw: dict[str, Any], known: Set[str], path: str) -> Iterator[Problem]:
    names = (name[:80] for name in raw if name not in known)
    return (Problem("unknown_field", f"{path}.{name}", inputs={"value": name}) for name in islice(names, LISTED + 1))


def _value(field: Field, raw: object, path: str, problems: list[Problem]) -> Any:
    match field.shape:
        case Group(record):
            group = record_from_json(record, raw, path, problems)
            # An object that says nothing is the same as none: so it reads back from the ledger.
            return None if group is not None and not any(value is not None for value in group) else group
        case Many(record):
            return tuple(record_from_json(record, part, at, problems) for at, part in _items(raw, path, problems))
        case References():
            return tuple(_identifiers(raw, path, problems))
        case shape:
            try:
                return shape.read(raw)
            except Misfit as misfit:
                empty = misfit.code == "empty_text" and field.required
                problems.append(Problem("empty_required" if empty else misfit.code, path, inputs=misfit.inputs))
                return None


def _items(raw: object, path: str, problems: list[Problem]) -> Iterator[tuple[str, object]]:
    if not isinstance(raw, list):
        problems.append(Problem("not_a_list", path))
        return
    for index, part in enumerate(raw):
        if len(problems) > LISTED:
            return
        yield f"{path}[{index}]", part


def _identifiers(raw: object, path: str, problems: list[Problem]) -> Iterator[str]:
    seen: set[object] = set()
    for at, part in _items(raw, path, problems):
        try:
            identifier = Text(200, identifier=True).read(part)
        except Misfit as misfit:
            code = "empty_entry" if misfit.code == "empty_text" else misfit.code
            problems.append(Problem(code, at, inputs=misfit.inputs))
            continue
        if identifier in seen:
            problems.append(Problem("repeated", at, inputs={"value": identifier}))
        seen.add(identifier)
        yield identifier


class _Read:
    """What reading a document found: problems, the records that could be read, and where every record stands."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.records: list[Record] = []
        self._places: dict[tuple[str, str], str] = {}
        self._nameless: set[str] = set()

    def section(self, kind: str, raw: object, section: str) -> dict[str, Any]:
        """Read the records of one section, by id."""
        found: dict[str, Any] = {}
        path = f"$.{section}"
        if not isinstance(raw, list):
            self._nameless.add(kind)
        for index, (at, part) in enumerate(_items(raw, path, self.problems)):
            record = self.record(kind, SECTIONS[kind][1], part, at)
            cast("list[object]", raw)[index] = None  # let go of, so that a large file is not there twice
            if record is None:
                continue
            if record.id in found:
                self._nameless.add(kind)
                self.problems.append(Problem("duplicate_id", f"{at}.id", kind, record.id, inputs={"value": record.id}))
            found[record.id] = record
        return found

    def record(self, kind: str, kind_type: type, raw: object, path: str) -> Any | None:
        """Read one record; None when it has a problem."""
        known = len(self.problems)
        record = record_from_json(kind_type, raw, path, self.problems)
        if record is not None:
            self.records.append(record)
            self._places.setdefault((kind, record.id), path)
        elif not isinstance(raw, dict) or any(problem.path == f"{path}.id" for problem in self.problems[known:]):
            self._nameless.add(kind)
        elif "id" in raw:
            self._places.setdefault((kind, raw["id"]), path)
        return record

    def among(self, problems: Iterable[Problem]) -> list[Problem]:
        """Give the problems of readable records with their paths, but for what only says that another is unreadable."""
        return [
            replace(problem, path=f"{self._places[problem.subject, problem.record]}.{problem.path}")
            for problem in problems
            if problem.code != "dangling_reference" or not self._may_be_there(problem.inputs)
        ]

    def _may_be_there(self, reference: Mapping[str, Any]) -> bool:
        return reference["target"] in self._nameless or (reference["target"], reference["value"]) in self._places


def _facts(raw: object, read: _Read) -> Facts | None:
    problems = read.problems
    if not isinstance(raw, dict):
        problems.append(Problem("not_an_object", "$"))
        return None
    if raw.get("format") != FORMAT:
        if raw.get("format") is None:
            problems.append(Problem("no_format", "$.format", inputs={"expected": FORMAT}))
        else:
            inputs = {"value": as_written(raw["format"]), "expected": FORMAT}
            problems.append(Problem("wrong_format", "$.format", inputs=inputs))
        return None
    sections = {section: kind for kind, (section, _) in SECTIONS.items()}
    problems += _unknown(raw, sections.keys() | {"format", "agreement"}, "$")
    if raw.get("agreement") is None:
        problems.append(Problem("missing_field", "$.agreement"))
        agreement = None
    else:
        agreement = read.record("agreement", Agreement, raw["agreement"], "$.agreement")
    found: dict[str, Any] = {
        section: {} if raw.get(section) is None else read.section(kind, raw[section], section)
        for section, kind in sections.items()
    }
    return None if agreement is None else Facts(agreement, **found)


class _BadJsonError(ValueError):
    def __init__(self, code: str, value: str) -> None:
        self.code = code
        self.value = value
        super().__init__(code)


def _no_constant(name: str) -> object:
    raise _BadJsonError("not_a_number", name)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        times = Counter(name for name, _ in pairs)
        raise _BadJsonError("duplicate_key", next(name for name, count in times.items() if count > 1)[:80])
    return found


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused.because("not_utf8", position=error.start) from error


def _parse(content: bytes | str) -> object:
    text = _decoded(content) if isinstance(content, bytes) else content
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except _BadJsonError as error:
        raise Refused.because(error.code, value=error.value) from error
    except json.JSONDecodeError as error:
        raise Refused.because("not_json", line=error.lineno, column=error.colno) from error
    except (RecursionError, ValueError, ArithmeticError) as error:  # nested or a number beyond reason
        raise Refused.because("not_reasonable_json") from error
