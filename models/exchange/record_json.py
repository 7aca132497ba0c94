"""A record as JSON values, and back: the one form of the exchange file, the history and the forms.

A list inside a record can have a million parts. Where that may be, parts are read and written one after the other.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from models.facts.records import BillLine
from models.facts.shapes import Field, Group, Many, Misfit, References, Shape, Text, fields_of
from models.problems import LISTED, Problem

LONG = 5_000
"""Parts above which a list is given part by part to whoever asks for that."""

Keep = Callable[[Iterable[BillLine]], Sequence[BillLine]]
"""What keeps a bill's lines that were read: ``tuple``, or a spool where they may be too many."""


class ReadParts(NamedTuple):
    """Parts of a record that were read before the rest of it, as they came by, and what was wrong with them."""

    parts: Sequence[Any]
    problems: list[Problem]


class JsonParts(Sequence[dict[str, Any]]):
    """The parts of a record as JSON values, made whenever they are looked at."""

    def __init__(self, parts: Sequence[Any]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        """Count the parts."""
        return len(self._parts)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Give the parts in their order."""
        return map(record_to_json, self._parts)

    def __getitem__(self, index: Any) -> Any:
        """Give a part, or a list of parts."""
        found = self._parts[index]
        return _parts_to_json(found) if isinstance(index, slice) else record_to_json(found)

    def __eq__(self, other: object) -> bool:
        """Compare with another sequence of parts."""
        if isinstance(other, JsonParts):
            return self._parts == other._parts
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """Hash like the parts."""
        return hash(tuple(self._parts))


def record_to_json(record: Any, *, but: Set[str] = frozenset(), by_parts: bool = False) -> dict[str, Any]:
    """Give one record (or a part of one) as JSON values; fields not on record, or named ``but``, are left out.

    ``by_parts`` gives a list of more than :data:`LONG` parts as a sequence that makes them when looked at.
    """
    kind: type = type(record)
    return {
        name: value
        if write is None
        else JsonParts(value)
        if by_parts and write is _parts_to_json and len(value) > LONG
        else write(value)
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


def record_from_json(kind: type, raw: object, path: str, problems: list[Problem], keep: Keep = tuple) -> Any | None:
    """Read one record of a type, adding every problem to the list; gives None when there was one.

    ``keep`` keeps the lines of a bill.
    """
    if not isinstance(raw, dict):
        problems.append(Problem("not_an_object", path))
        return None
    known = len(problems)
    values: dict[str, Any] = {}
    problems += unknown_fields(raw, _names(kind), path)
    for field in fields_of(kind):
        value = raw.get(field.name)
        if value is None:
            if field.required:
                problems.append(Problem("missing_field", f"{path}.{field.name}"))
            continue
        values[field.attribute] = _value(field, value, f"{path}.{field.name}", problems, keep)
    return None if len(problems) > known else kind(**values)


@cache
def _names(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields_of(kind))


def unknown_fields(raw: Iterable[str], known: Set[str], path: str) -> Iterator[Problem]:
    """Give a problem for each name of an object that is none of those known."""
    names = (name[:80] for name in raw if name not in known)
    return (Problem("unknown_field", f"{path}.{name}", inputs={"value": name}) for name in islice(names, LISTED + 1))


def _value(field: Field, raw: object, path: str, problems: list[Problem], keep: Keep) -> Any:
    match field.shape:
        case Group(record):
            group = record_from_json(record, raw, path, problems)
            # An object that says nothing is the same as none: so it reads back from the ledger.
            return None if group is not None and not any(value is not None for value in group) else group
        case Many() if isinstance(raw, ReadParts):
            problems += raw.problems
            return raw.parts
        case Many(record):
            read = (record_from_json(record, part, at, problems) for at, part in _items(raw, path, problems))
            parts = (part for part in read if part is not None)  # one with a problem keeps the whole from being made
            return keep(parts) if record is BillLine else tuple(parts)
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
    if not isinstance(raw, Sequence) or isinstance(raw, str):
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
