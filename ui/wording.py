"""Records and their fields as the screen names them: short, in the vocabulary's words."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from models.facts.facts import Facts
from models.facts.records import KINDS, kind_of
from models.facts.shapes import Amount, Choice, Field, Flag, Group, Many, Moment, References, Shape, fields_of
from models.money import readable_amount
from models.problems import Problem
from models.vocabulary import Vocabulary
from ui.languages import translate

_SAYS: dict[str, tuple[str, ...]] = {
    "account": ("label",),
    "service": ("name",),
    "order": ("service", "starts_on"),
    "bill": ("period", "total"),
    "invoice": ("amount", "number"),
    "payment": ("paid_on", "amount"),
    "notice": ("kind", "subject"),
    "incident": ("cause", "started_at"),
    "letter": ("title",),
}
"""The fields that tell one record of a kind from another, beside its id."""


def moment_text(moment: datetime) -> str:
    """Show a moment: in China time without an offset, otherwise with the offset it was given with."""
    text = moment.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes" if moment.second == 0 else "seconds")
    return text if moment.utcoffset() == timedelta(hours=8) else text + moment.isoformat()[-6:]


def field_text(words: Vocabulary, name: str, shape: Shape, value: Any) -> str:
    """Show a field's value; empty when it is not on record."""
    if value is None or value == ():
        return ""
    match shape:
        case Amount():
            return readable_amount(value)
        case Choice():
            return begun(words.choice(name, value))
        case Flag():
            return begun(words.choice(name, "yes" if value else "no"))
        case Moment():
            return moment_text(value)
        case References():
            return "、".join(value) if words.language == "zh" else ", ".join(value)
        case Many() | Group():
            return str(len(value)) if isinstance(shape, Many) else ""
        case _:
            return str(shape.write(value))


def begun(text: str) -> str:
    """Begin a text as a line of its own begins, with a capital where the script has them."""
    return text[:1].upper() + text[1:]


def field_name(words: Vocabulary, kind: str, path: str) -> str:
    """Name the field a path leads to with the group it is in, e.g. 客户答复 · 答复日; empty when it leads to none."""
    group, dot, _ = path.partition(".")
    named = [words.field_at(kind, group)] if dot and "[" not in group else []
    return " · ".join(each for each in (*named, words.field_at(kind, path)) if each)


def problem_text(words: Vocabulary, problem: Problem) -> str:
    """Say a problem on one line that begins with its record and field in words; a place in a file stays a path."""
    if not problem.subject or problem.path.startswith("$"):
        return words.problem_line(problem)
    return translate("Problems", "{0}: {1}").format(words.place(problem), words.problem(problem))


def told_apart(words: Vocabulary, record: Any) -> str:
    """Say what tells a record from others of its kind, e.g. ``2026-09 · 345.67``; can be empty."""
    parts = [
        field_text(words, field.name, field.shape, getattr(record, field.attribute))
        for field in _telling(kind_of(record))
    ]
    return " · ".join(part for part in parts if part)


@cache
def _telling(kind: str) -> tuple[Field, ...]:
    """Give the fields that tell a record of a kind apart."""
    fields = {field.attribute: field for field in fields_of(KINDS[kind])}
    return tuple(fields[name] for name in _SAYS.get(kind, ()))


def label(words: Vocabulary, facts: Facts, kind: str, record_id: str) -> str:
    """Name a record with what tells it apart, for lists to choose from."""
    record = facts.get(kind, record_id)
    told, name = told_apart(words, record) if record is not None else "", words.name(kind, record_id)
    if told and told in name:  # a draft goes by its title
        return name
    return f"{name} · {told}" if told else name
