"""What an act did, in words: its name, what it was about, and each field before and after."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from models.facts.notices import READ_IN
from models.facts.records import KINDS
from models.facts.shapes import Field, Group, Many, Misfit, References, fields_of
from models.ledger.history import Altered
from models.ledger.list_differences import read
from models.ledger.past import Head
from models.vocabulary import Vocabulary, owner
from ui.importing.told import size_told
from ui.languages import translate
from ui.wording import field_text

_PARTS = 3
_NAMED = 12
"""Records that are named of those a list refers to."""
_OF_FILES = ("name", "obtained_how", "proves")
NOT_RECORDS = {"attachment", "source", "source_link"}
"""Kinds the history holds beside the records: files kept as evidence, and readings of the provider's files."""


class Difference(NamedTuple):
    """One field an act altered, named and said: empty where there was or is no value."""

    record: str
    field: str
    before: str
    after: str


def act_name(head: Head, words: Vocabulary) -> str:
    """Name an act; undoing and doing again say which act."""
    if head.reversed_act is None:
        return counted_act(head.act, head.parts, words)
    return translate("History", "{0}: {1}").format(
        words.act(head.act), counted_act(head.reversed_act, head.parts, words)
    )


def counted_act(act: str, count: int, words: Vocabulary) -> str:
    """Name an act; where its name can say how many it was about, with the number."""
    return words.text(f"counted.{act}", count=count) if f"counted.{act}" in words and count else words.act(act)


def about(head: Head, words: Vocabulary, gone: Altered | None = None) -> str:
    """Say what an act altered in brief: the first record, and how many others.

    ``gone`` is what it did to that record, where this is there no more to be asked its name.
    """
    if head.first is None:
        return ""
    kind, record = head.first
    if gone is not None:
        first = _called_then(gone, words)
    else:
        first = words.kind(kind) if kind in NOT_RECORDS else words.record(kind, record)
    if head.records is None:
        return translate("History", "{0} and many more").format(first)
    return first if head.records == 1 else translate("History", "{0} and {1} more").format(first, head.records - 1)


_OF_SOURCES: tuple[tuple[str, Callable[[Mapping[str, Any]], str]], ...] = (
    ("name", lambda file: str(file["name"])),
    ("size", lambda file: size_told(file["size"])),
    ("sha256", lambda file: str(file["sha256"])),
)
"""What is said of each file of a reading, and how."""


def differences(change: Altered, words: Vocabulary) -> list[Difference]:
    """Give every field of one altered record that differs, in the order of the record's form."""
    before, after = change.before or {}, change.after or {}
    if change.kind == "attachment":
        name = f"{words.kind('attachment')} {after.get('name') or before.get('name') or change.id}"
        return [
            Difference(name, _file_field(field, words), str(before.get(field, "")), str(after.get(field, "")))
            for field in _OF_FILES
            if before.get(field, "") != after.get(field, "")
        ]
    if change.kind == "source":
        files = [each.get("files", ()) for each in (before, after)]
        return [
            Difference(words.kind("source"), _file_field(field, words), *("\n".join(map(said, each)) for each in files))
            for field, said in _OF_SOURCES
        ]
    if change.kind == "source_link":
        was, now = (words.record(each["kind"], each["record"]) if each else "" for each in (before, after))
        return [Difference(words.kind("source_link"), _file_field("name", words), was, now)]
    name = _called_then(change, words)
    fields = _of_record(KINDS[change.kind], before, after, words, "")
    return [Difference(name, field, was, now) for field, was, now in fields if was != now]


def _called_then(change: Altered, words: Vocabulary) -> str:
    """Name a record as it was called at the time of an act; it may be gone since, and a letter have its number."""
    then = {**(change.before or {}), **(change.after or {})}
    if change.kind == "letter" and then.get("number"):
        return f"{words.kind('letter')} {then['number']}"
    if change.kind == "statement" and then.get("file"):
        return f"{words.kind('statement')} {then['file']}"
    if change.kind == "notice" and change.id.startswith(READ_IN):
        told = (str(then.get("sent_at", ""))[:10], then.get("subject", ""))
        return " ".join(part for part in (words.kind("notice"), *told) if part)
    return words.record(change.kind, change.id)


def _file_field(name: str, words: Vocabulary) -> str:
    match name:
        case "obtained_how":
            return translate("History", "How it was obtained")
        case "proves":
            return translate("History", "What it proves")
        case _:
            return words.field("attachment", name)


def _of_record(
    record: type, before: dict[str, Any], after: dict[str, Any], words: Vocabulary, group: str
) -> Iterator[tuple[str, str, str]]:
    for field in fields_of(record):
        was, now = before.get(field.name), after.get(field.name)
        name = words.field(owner(record), field.name)
        if isinstance(field.shape, Group):
            yield from _of_record(field.shape.record, was or {}, now or {}, words, name)
        else:
            shown = translate("History", "{0} · {1}").format(group, name) if group else name
            yield shown, _said(field, was, words), _said(field, now, words)


def _said(field: Field, raw: Any, words: Vocabulary) -> str:
    """Say a JSON value of a field; of many parts the first few."""
    if raw is None:
        return ""
    match field.shape:
        case References(kind):
            beside = read(raw)
            named = [words.name(kind, each) for each in (raw if beside is None else (one for _, one in beside))]
            further = [translate("History", "and {0} more").format(len(named) - _NAMED)][: len(named) > _NAMED]
            return field_text(words, field.name, field.shape, (*named[:_NAMED], *further))
        case Many(part):
            lines = [" · ".join(_part(part, each, words)) for each in raw[:_PARTS]]
            more = len(raw) - _PARTS
            return "\n".join([*lines, *([translate("History", "and {0} more").format(more)] if more > 0 else [])])
        case shape:
            try:
                return field_text(words, field.name, shape, shape.read(raw))
            except Misfit:  # written by a program whose fields were wider
                return str(raw)


def _part(record: type, raw: dict[str, Any], words: Vocabulary) -> list[str]:
    return [said for field in fields_of(record) if (said := _said(field, raw.get(field.name), words))]
