"""What a user does to a ledger: one function per act, each one transaction and one history entry.

Every act checks first and changes nothing when something is wrong (:class:`models.problems.Refused`); it returns what
changed, and the views decide from that what to refresh.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import wraps
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from models.exchange.record_json import record_to_json
from models.facts.checks import check_records, referring_to
from models.facts.facts import Facts
from models.facts.records import Agreement, Arrangement, Bill, Invoice, Letter, Record, kind_of
from models.facts.red_letters import found_originals
from models.facts.shapes import Field, References, fields_of
from models.facts.spooled_lines import line_spool
from models.ledger import attachments, history, tables
from models.ledger.history import Altered
from models.ledger.ledger import Ledger, building
from models.ledger.lines import StoredLines, hold_lines
from models.ledger.list_differences import apart, written
from models.ledger.reversing import reverse
from models.problems import Problem, Refused
from models.register.states import frozen_changes
from models.spool import Spooled
from models.statements.locks import locked_changes, refuse_locked
from models.terms.supplements import arrangement_problems
from models.terms.terms import check_agreement


class Change(NamedTuple):
    """What an act changed: its history entry, its name, and (kind, id) of every record it touched."""

    entry: int
    act: str
    touched: Sequence[tuple[str, str]]


class Merged(NamedTuple):
    """What an import did: the change (None when every record was there already) and the records by outcome."""

    change: Change | None
    added: tuple[tuple[str, str], ...]
    replaced: tuple[tuple[str, str], ...]
    identical: int


_AT_A_TIME = 500
"""New records of a kind written together: a statement brings a hundred thousand lines."""

Also = Callable[[Any, datetime], Iterable[Altered]]
"""What else belongs to an act, done inside its transaction; it gives what that altered."""


def _nothing_else(_connection: Any, _at: datetime) -> list[Altered]:
    return []


_Arguments = ParamSpec("_Arguments")
_Given = TypeVar("_Given")


def _act(
    do: Callable[Concatenate[Ledger, _Arguments], _Given],
) -> Callable[Concatenate[Ledger, _Arguments], _Given]:
    """Make an act one transaction, its checks included: no other program writes between the look and the deed."""

    @wraps(do)
    def whole(ledger: Ledger, /, *arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Given:
        with ledger.transaction():
            return do(ledger, *arguments, **named)

    return whole


@_act
def enter(ledger: Ledger, record: Record) -> Change:
    """Enter a new record. Refused when its id is taken or it does not make sense among the others."""
    kind = kind_of(record)
    if ledger.facts.get(kind, record.id) is not None:
        raise Refused([Problem("duplicate_id", "id", kind, record.id, inputs={"value": record.id})])
    return put(ledger, f"enter_{kind}", [record])


@_act
def revise(ledger: Ledger, record: Record) -> Change | None:
    """Put a record in the place of the one with its id; None when nothing differs."""
    kind = kind_of(record)
    current = ledger.facts.get(kind, record.id)
    if current is None:
        raise Refused([Problem("no_such_record", "id", kind, record.id, inputs={"value": record.id})])
    return None if current == record else put(ledger, f"revise_{kind}", [record])


def remove(ledger: Ledger, kind: str, record_id: str) -> Change:
    """Remove a record; its content stays in history. Refused while other records refer to it."""
    return take_away(ledger, f"remove_{kind}", kind, [record_id])


@_act
def take_away(ledger: Ledger, act: str, kind: str, ids: Collection[str]) -> Change:
    """Remove records of one kind as one act of a name; refused while records that stay refer to one of them."""
    problems: list[Problem] = []
    gone: dict[str, Any] = {record_id: ledger.facts.get(kind, record_id) for record_id in ids}
    for record_id, record in gone.items():
        if record is None:
            problems.append(Problem("no_such_record", "id", kind, record_id, inputs={"value": record_id}))
        elif isinstance(record, Letter) and record.frozen_on is not None:
            problems.append(Problem("letter_frozen", "", kind, record_id, inputs={"value": record.number or record_id}))
    problems += [
        Problem("still_referred_to", "id", kind, record_id, inputs={"other_kind": other, "other": other_id})
        for record_id, other, other_id in referring_to(ledger.facts, kind, gone.keys())
    ]
    if problems:
        raise Refused(problems)
    refuse_locked(ledger.facts, ((kind, record_id) for record_id in gone))
    facts = ledger.facts.without(kind, *gone)
    with ledger.transaction() as connection:

        def altered() -> Iterator[Altered]:
            for record_id, record in gone.items():
                hold_lines(record)
                content = record_to_json(record, by_parts=True)
                yield Altered(kind, record_id, content, None, tables.delete(connection, kind, record_id))

        entry = history.append(connection, act, ledger.clock(), altered())
    ledger.remember(facts)
    return Change(entry, act, tuple((kind, record_id) for record_id in gone))


@_act
def merge(ledger: Ledger, incoming: Facts, *, update: bool = False, also: Also | None = None) -> Merged:
    """Merge another set of facts into the ledger, all or nothing, with what else belongs to the act (see :func:`put`).

    An identical record is skipped, a new one added. A known id with other content is a conflict: all are listed and
    nothing is imported, unless ``update`` says that the incoming record wins.
    """
    added, replaced, identical = _compared(ledger.facts, incoming, update=update)
    change = None
    if added or replaced or also is not None:
        change = put(ledger, "import", [*added, *replaced], also=also or _nothing_else)
    return Merged(change, _names(added), _names(replaced), identical)


def would_merge(ledger: Ledger, incoming: Facts, *, update: bool = False) -> Merged:
    """Tell what :func:`merge` would do; nothing is done. Refused as it would be on conflicts."""
    added, replaced, identical = _compared(ledger.facts, incoming, update=update)
    return Merged(None, _names(added), _names(replaced), identical)


def _compared(before: Facts, incoming: Facts, *, update: bool) -> tuple[list[Record], list[Record], int]:
    """Tell records that are new, those that replace others, and how many are there already."""
    added, replaced, identical, conflicts = [], [], 0, []
    for kind, record in incoming.everything():
        current = before.get(kind, record.id)
        if current is None:
            added.append(record)
        elif current == record:
            identical += 1
        else:
            replaced.append(record)
            conflicts.append(_conflict(kind, current, record))
    if conflicts and not update:
        raise Refused(conflicts)
    return added, replaced, identical


def make_from(path: Path, incoming: Facts, *, also: Also | None = None) -> Merged:
    """Make a new ledger out of facts, and what else belongs to the act. Whatever goes wrong, no file is left behind."""
    problems = check_agreement(incoming.agreement)
    if problems:
        raise Refused(problems)
    # The agreement's amendments may point at notices of the same file: they come with the records.
    bare = incoming.agreement._replace(amendments=())
    with building(path, bare) as ledger:
        merged = merge(ledger, incoming, update=True, also=also)
    everything = [record for _, record in incoming.everything()]
    return merged._replace(added=_names(everything), replaced=(), identical=0)


@_act
def undo(ledger: Ledger) -> Change | None:
    """Undo the last act that is not undone yet; None when there is none."""
    done, _ = ledger.undo_stacks
    return _reversed(ledger, "undo", done[-1]) if done else None


@_act
def redo(ledger: Ledger) -> Change | None:
    """Redo the act undone last; None when there is none."""
    _, undone = ledger.undo_stacks
    return _reversed(ledger, "redo", undone[-1]) if undone else None


@_act
def attach(
    ledger: Ledger,
    kind: str,
    record_id: str,
    name: str,
    content: bytes,
    *,
    media_type: str,
    obtained_how: str,
    proves: str = "",
) -> attachments.Attachment:
    """Attach a file to a record, byte for byte; the same content is stored once."""
    if ledger.facts.get(kind, record_id) is None:
        raise Refused([Problem("no_such_record", "id", kind, record_id, inputs={"value": record_id})])
    with ledger.transaction() as connection:
        at = ledger.clock()
        attachment = attachments.add(
            connection, kind, record_id, name, content, media_type=media_type, at=at, how=obtained_how, proves=proves
        )
        history.append(connection, "attach", at, [Altered("attachment", attachment.id, None, attachment.as_json())])
    return attachment


@_act
def detach(ledger: Ledger, attachment_id: str) -> Change:
    """Take an attachment off its record; its content stays in the ledger."""
    attachment = attachments.one(ledger.connection, attachment_id)
    if attachment is None:
        raise Refused([Problem("no_such_record", "id", "attachment", attachment_id, inputs={"value": attachment_id})])
    letter = ledger.facts.letters.get(attachment.record) if attachment.kind == "letter" else None
    if letter is not None and attachment.sha256 in {letter.pdf, letter.assessment}:
        inputs = {"value": letter.number or letter.id}
        raise Refused([Problem("letter_frozen", "", "letter", letter.id, inputs=inputs)])
    with ledger.transaction() as connection:
        row = attachments.remove(connection, attachment_id)
        gone = Altered("attachment", attachment_id, attachment.as_json(), None, row)
        entry = history.append(connection, "detach", ledger.clock(), [gone])
    return Change(entry, "detach", (("attachment", attachment_id),))


@_act
def describe(ledger: Ledger, attachment_id: str, *, name: str, obtained_how: str, proves: str) -> Change | None:
    """Say anew what an attached file is called, how it was obtained and what it proves; its bytes stay.

    None when nothing differs.
    """
    attachment = attachments.one(ledger.connection, attachment_id)
    if attachment is None:
        raise Refused([Problem("no_such_record", "id", "attachment", attachment_id, inputs={"value": attachment_id})])
    said = {"name": name, "obtained_how": obtained_how, "proves": proves}
    before = {key: getattr(attachment, key) for key in said if getattr(attachment, key) != said[key]}
    if not before:
        return None
    with ledger.transaction() as connection:
        attachments.describe(connection, attachment._replace(**said))
        changed = Altered("attachment", attachment_id, before, {key: said[key] for key in before})
        entry = history.append(connection, "describe", ledger.clock(), [changed])
    return Change(entry, "describe", (("attachment", attachment_id),))


@_act
def put(
    ledger: Ledger,
    act: str,
    records: Iterable[Record],
    *,
    also: Also = _nothing_else,
) -> Change:
    """Add or replace records as one act, after checking them among all facts.

    ``also`` does what else belongs to the act, inside its transaction (such as attaching a file), and gives what it
    altered.
    """
    before = ledger.facts
    records = [_with_lines_of_its_own(before, record) for record in records]
    after = before.with_records(records)
    if linked := found_originals(after, records):
        ids = {one.id for one in linked}
        records = [*(one for one in records if not (isinstance(one, Invoice) and one.id in ids)), *linked]
        after = after.with_records(linked)
    problems = [p for record in records if isinstance(record, Agreement) for p in check_agreement(record)]
    problems += [p for record in records if isinstance(record, Arrangement) for p in arrangement_problems(record)]
    problems += check_records(after, records)
    problems += [p for record in records for p in frozen_changes(before, record)]
    problems += locked_changes(before, records, act)
    if problems:
        raise Refused(problems)
    with ledger.transaction() as connection:
        at = ledger.clock()

        def altered() -> Iterator[Altered]:
            yield from _put_all(connection, before, records)
            yield from also(connection, at)

        entry = history.append(connection, act, at, altered())
    # Facts that were read again look into the ledger for long lines; those of a file would stay with the file's.
    ledger.remember(None if any(is_spooled(record) for record in records) else after)
    return Change(entry, act, _names(records))


def is_spooled(record: Record) -> bool:
    """Tell whether a record is a bill whose lines are on disk, outside the ledger."""
    return isinstance(record, Bill) and isinstance(record.lines, Spooled)


def _put_all(connection: Any, before: Facts, records: Iterable[Record]) -> Iterator[Altered]:
    """Write records into their tables, new ones of a kind together; give what that altered, one after the other."""

    def goes_together(record: Record) -> str:
        kind = kind_of(record)
        return "" if tables.has_parts(kind) or before.get(kind, record.id) is not None else kind

    for kind, run in groupby(records, key=goes_together):
        if not kind:
            yield from (write(connection, before.get(kind_of(record), record.id), record) for record in run)
            continue
        while some := list(islice(run, _AT_A_TIME)):
            first = tables.insert_several(connection, kind, some)
            for row, record in enumerate(some, first):
                yield Altered(kind, record.id, None, record_to_json(record), row)


def write(connection: Any, current: Record | None, record: Record) -> Altered:
    """Write one record into its table, in the place of the current one; give what that altered."""
    kind = kind_of(record)
    if current is None:
        row = tables.insert(connection, record)
        return Altered(kind, record.id, None, record_to_json(record, by_parts=True), row)
    if isinstance(record, Bill) and isinstance(current, Bill) and record.lines is not current.lines:
        hold_lines(current)
    differing = difference(kind, current, record)
    tables.replace(connection, current, record)
    return differing


def _names(records: Iterable[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((kind_of(record), record.id) for record in records)


def _with_lines_of_its_own(facts: Facts, record: Record) -> Record:
    """Give a bill whose lines are stored for another bill, or in another ledger, with lines that stay when those go."""
    if not isinstance(record, Bill) or not isinstance(record.lines, StoredLines):
        return record
    current = facts.bills.get(record.id)
    kept = current is not None and current.lines is record.lines
    return record if kept else record._replace(lines=line_spool().keep(record.lines))


def difference(kind: str, current: Record, record: Record) -> Altered:
    """Give what putting a record in the place of the current one alters: the fields that differ, as JSON values."""
    same = {field.name for field in fields_of(type(record)) if _is_same(field, current, record)}
    before, after = (record_to_json(each, but=same, by_parts=True) for each in (current, record))
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    was, now = ({name: side.get(name) for name in names} for side in (before, after))
    for field in fields_of(type(record)):
        if field.name in now and isinstance(field.shape, References):
            told = apart(*(getattr(each, field.attribute) for each in (current, record)))
            if told is not None:
                was[field.name], now[field.name] = map(written, told)
    return Altered(kind, record.id, was, now)


def _is_same(field: Field, current: Record, record: Record) -> bool:
    """Tell, without reading a bill's lines, whether a field is the very same; what only equals may be written anew."""
    return getattr(current, field.attribute) is getattr(record, field.attribute)


def _conflict(kind: str, current: Record, record: Record) -> Problem:
    differing = difference(kind, current, record)
    fields = ", ".join(differing.after or {})
    return Problem("conflict", "", kind, record.id, inputs={"fields": fields})


def _reversed(ledger: Ledger, act: str, number: int) -> Change:
    entry, touched = reverse(ledger, act, number)
    return Change(entry, act, touched)
