"""Acts on several records of one kind at once: the same fields changed in all of them, or all of them removed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from models.exchange.record_json import record_from_json, record_to_json
from models.facts.checks import check_records
from models.facts.facts import Facts
from models.facts.records import KINDS, Record
from models.facts.shapes import Field, Group, Many, Misfit, References, fields_of
from models.ledger.acts import Change, difference, put, take_away
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.problems import Problem, Refused, no_such_record
from models.register.states import frozen_changes


class Plan(NamedTuple):
    """What changing several records would do: the records that would differ, what in each, and what is wrong.

    A problem with a new value itself names its field and no record; one that arises in a record names both.
    """

    records: tuple[Record, ...]
    altered: tuple[Altered, ...]
    problems: tuple[Problem, ...]


def changeable(kind: str) -> Iterator[tuple[str, Field]]:
    """Give (path, field) of what several records of a kind can be given at once: all but the id and lists of parts.

    The path of a field of a group leads through the group, ``answer.on`` for example.
    """
    for field in fields_of(KINDS[kind]):
        match field.shape:
            case Group(part):
                inside = (each for each in fields_of(part) if not isinstance(each.shape, Many))
                yield from ((f"{field.name}.{each.name}", each) for each in inside)
            case Many():
                continue
            case _ if field.name != "id":
                yield field.name, field


def plan(facts: Facts, kind: str, ids: Sequence[str], changes: Mapping[str, Any]) -> Plan:
    """Tell what setting fields of several records would do; nothing is changed.

    ``changes`` gives each path of :func:`changeable` its new JSON value, None to clear the field. A field of a group
    that a record does not have begins the group; clearing a group's last field ends it. Raises :class:`Refused` for
    an id no record has.
    """
    problems = list(_misfits(kind, changes))
    if problems:
        return Plan((), (), tuple(problems))
    records, altered = [], []
    for record_id in ids:
        current = facts.get(kind, record_id)
        if current is None:
            raise no_such_record(kind, record_id)
        made = _changed(kind, current, changes, problems)
        if made is not None and made != current:
            records.append(made)
            altered.append(difference(kind, current, made))
    problems += check_records(facts.with_records(records), records)
    problems += [problem for record in records for problem in frozen_changes(facts, record)]
    return Plan(tuple(records), tuple(altered), tuple(problems))


def revise_several(ledger: Ledger, kind: str, ids: Sequence[str], changes: Mapping[str, Any]) -> Change | None:
    """Set fields of several records as one act (see :func:`plan`); None when nothing would differ.

    Refused when one record of them cannot take the values; then none is changed.
    """
    with ledger.transaction():
        planned = plan(ledger.facts, kind, ids, changes)
        if planned.problems:
            raise Refused(planned.problems)
        return put(ledger, "revise_several", planned.records) if planned.records else None


def remove_several(ledger: Ledger, kind: str, ids: Collection[str]) -> Change:
    """Remove several records as one act; refused while records that stay refer to one of them."""
    return take_away(ledger, "remove_several", kind, ids)


def _misfits(kind: str, changes: Mapping[str, Any]) -> Iterator[Problem]:
    """Give what is wrong with the values whatever record takes them, each problem at its field's path."""
    fields = dict(changeable(kind))
    for path, raw in changes.items():
        field, found = fields[path], list[Problem]()
        if raw is None:
            needless = "." in path or not field.required
            found += [] if needless else [Problem("missing_field")]
        elif isinstance(field.shape, References):
            record_from_json(KINDS[kind], {field.name: raw}, "$", found)
            found = [each for each in found if each.path.startswith(f"$.{field.name}")]
        else:
            found += _misfit(field, raw)
        yield from (Problem(each.code, path, kind, inputs=each.inputs) for each in found)


def _misfit(field: Field, raw: Any) -> Iterator[Problem]:
    try:
        field.shape.read(raw)
    except Misfit as misfit:
        yield Problem(misfit.code, inputs=misfit.inputs)


def _changed(kind: str, current: Any, changes: Mapping[str, Any], problems: list[Problem]) -> Any | None:
    """Give the record with the changes; None when they do not go with what it holds, which is added to the problems."""
    parts = {field.name: field.attribute for field in fields_of(KINDS[kind]) if isinstance(field.shape, Many)}
    raw = record_to_json(current, but=parts.keys())
    for path, value in changes.items():
        *groups, name = path.split(".")
        inside = raw
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[name] = value
    for group in {path.partition(".")[0] for path in changes if "." in path}:
        if all(value is None for value in raw[group].values()):
            del raw[group]
    found: list[Problem] = []
    made = record_from_json(KINDS[kind], raw, "", found)
    problems += [replace(each, path=each.path.lstrip("."), subject=kind, record=current.id) for each in found]
    # A bill's lines may number millions and are not read: they stay the very same.
    return None if made is None else made._replace(**{name: getattr(current, name) for name in parts.values()})
