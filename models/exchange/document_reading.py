"""Reading an exchange document as its text comes: bill lines one by one, other records one at a time.

Reading collects the problems with their JSON paths and gives facts only when there is none. It stops looking when there
are more problems than anybody is told (:data:`models.problems.LISTED`). What is no JSON at all is told alone, wherever
in the document it shows.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from models.exchange.json_text import JsonText, TooLongError
from models.exchange.record_json import ReadParts, record_from_json, unknown_fields
from models.facts.checks import check_records
from models.facts.facts import Facts
from models.facts.records import SECTIONS, Agreement, BillLine, Record
from models.facts.shapes import as_written
from models.facts.spooled_lines import line_spool
from models.problems import LISTED, Problem, Refused

FORMAT = "clauseledger/1"
MOST_HELD = 50_000_000
"""Characters of a document beside its bill lines. They are held in memory, about ten times as large: a document of
more is refused unless asked for by name."""

_KINDS = {section: kind for kind, (section, _) in SECTIONS.items()}


def facts_of(pieces: Iterator[str], *, large: bool = False) -> Facts:
    """Give the facts of a document. Raises :class:`Refused` with its problems; ``large`` lifts :data:`MOST_HELD`."""
    try:
        read = _Reading(JsonText(pieces, _DECODER), large=large)
        facts = read.document()
    except UnicodeDecodeError as error:
        raise Refused.because("not_utf8", position=error.start) from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise _no_json(error, pieces, large=large) from error
    if facts is None or read.problems:
        raise Refused(read.problems)
    return facts


def _no_json(error: Exception, rest: Iterator[str], *, large: bool) -> Refused:
    """Say why a text is no JSON; that it is no text at all comes first, as far as anybody would look."""
    seen = 0
    try:
        for piece in rest:
            seen += len(piece)
            if seen > MOST_HELD:
                break
    except UnicodeDecodeError as undecoded:
        return Refused.because("not_utf8", position=undecoded.start)
    match error:
        case _BadJsonError():
            return Refused.because(error.code, value=error.value)
        case json.JSONDecodeError():
            return Refused.because("not_json", line=error.lineno, column=error.colno)
        case TooLongError() if not large:
            return _too_large()
        case _:  # nested or a number beyond reason
            return Refused.because("not_reasonable_json")


def _too_large() -> Refused:
    return Refused.because("file_too_large", megabytes=MOST_HELD // 1_000_000)


class _Reading:
    """A document being read: its problems, the records that could be read, and where every record stands."""

    def __init__(self, text: JsonText, *, large: bool) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._large = large
        self._in_lines = 0
        self._lines = line_spool()
        self._records: dict[str, list[Record]] = {}
        self._places: dict[tuple[str, str], str] = {}
        self._nameless: set[str] = set()

    def document(self) -> Facts | None:
        """Read the whole document; None when the problems found are of the document itself."""
        text = self._text
        if text.next() != "{":
            text.value()
            text.end()
            self.problems.append(Problem("not_an_object", "$"))
            return None
        names: list[str] = []
        others: dict[str, Any] = {}
        found: dict[str, Any] = {}
        problems: dict[str, list[Problem]] = {}
        for name in text.members():
            if name in _KINDS and name not in names:
                self.problems = problems[name] = []
                found[name] = self._section(_KINDS[name], name)
            else:
                others[name] = text.value()
            names.append(name)
            self._held()
        _no_twins([(name, None) for name in names])
        text.end()
        self.problems = []
        if not self._is_ours(others.get("format")):
            return None
        self.problems += unknown_fields(others, {"format", "agreement"}, "$")
        agreement = None
        if others.get("agreement") is None:
            self.problems.append(Problem("missing_field", "$.agreement"))
        else:
            agreement = self._record("agreement", Agreement, others["agreement"], "$.agreement")
        for section in _KINDS:
            if len(self.problems) <= LISTED:
                self.problems += problems.get(section, ())
        if agreement is None:
            return None
        facts = Facts(agreement, **found)
        if len(self.problems) <= LISTED:
            records = (record for kind in ("agreement", *SECTIONS) for record in self._records.get(kind, ()))
            self.problems += self._among(check_records(facts, records))
        return facts

    def _held(self) -> None:
        """Refuse a document that says too much beside its bill lines to be held."""
        if not self._large and self._text.read - self._in_lines > MOST_HELD:
            raise TooLongError

    def _is_ours(self, form: object) -> bool:
        if form is None:
            self.problems.append(Problem("no_format", "$.format", inputs={"expected": FORMAT}))
        elif form != FORMAT:
            inputs = {"value": as_written(form), "expected": FORMAT}
            self.problems.append(Problem("wrong_format", "$.format", inputs=inputs))
        return form == FORMAT

    def _section(self, kind: str, section: str) -> dict[str, Any]:
        """Read the records of one section, by id."""
        text, found = self._text, dict[str, Any]()
        if text.next() != "[":
            if text.value() is not None:
                self._nameless.add(kind)
                self.problems.append(Problem("not_a_list", f"$.{section}"))
            return found
        for index in text.items():
            at = f"$.{section}[{index}]"
            raw = self._bill(at) if kind == "bill" and text.next() == "{" else text.value()
            self._held()
            if len(self.problems) > LISTED:
                continue
            record = self._record(kind, SECTIONS[kind][1], raw, at)
            if record is None:
                continue
            if record.id in found:
                self._nameless.add(kind)
                self.problems.append(Problem("duplicate_id", f"{at}.id", kind, record.id, inputs={"value": record.id}))
            found[record.id] = record
        return found

    def _bill(self, path: str) -> dict[str, Any]:
        """Read the object of a bill, its lines by themselves."""
        text, found = self._text, list[tuple[str, Any]]()
        for name in text.members():
            by_itself = name == "lines" and text.next() == "["
            found.append((name, self._lines_of(f"{path}.lines") if by_itself else text.value()))
        return _no_twins(found)

    def _lines_of(self, path: str) -> ReadParts:
        problems: list[Problem] = []
        began = self._text.read

        def lines() -> Iterator[BillLine]:
            for index, raw in enumerate(self._text.values()):
                if len(self.problems) + len(problems) > LISTED:
                    continue
                line = record_from_json(BillLine, raw, f"{path}[{index}]", problems)
                if line is not None:
                    yield line

        kept = self._lines.keep(lines())
        self._in_lines += self._text.read - began
        return ReadParts(kept, problems)

    def _record(self, kind: str, kind_type: type, raw: object, path: str) -> Any | None:
        """Read one record; None when it has a problem."""
        known = len(self.problems)
        record = record_from_json(kind_type, raw, path, self.problems)
        if record is not None:
            self._records.setdefault(kind, []).append(record)
            self._places.setdefault((kind, record.id), path)
        elif not isinstance(raw, dict) or any(problem.path == f"{path}.id" for problem in self.problems[known:]):
            self._nameless.add(kind)
        elif "id" in raw:
            self._places.setdefault((kind, raw["id"]), path)
        return record

    def _among(self, problems: Iterable[Problem]) -> list[Problem]:
        """Give the problems of readable records with their paths, but for what only says that another is unreadable."""
        return [
            replace(problem, path=f"{self._places[problem.subject, problem.record]}.{problem.path}")
            for problem in problems
            if problem.code != "dangling_reference" or not self._may_be_there(problem.inputs)
        ]

    def _may_be_there(self, reference: Mapping[str, Any]) -> bool:
        return reference["target"] in self._nameless or (reference["target"], reference["value"]) in self._places


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


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_no_twins)
