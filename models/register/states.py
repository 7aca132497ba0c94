"""What may still change in a letter, state by state: draft → frozen → sent → answered → closed."""

from collections.abc import Iterator

from models.facts.facts import Facts
from models.facts.records import Letter, Record
from models.problems import Problem, Refused, no_such_record

CONTENT = (
    *("kind", "created_on", "to", "title", "number", "subject", "record", "language", "also", "text"),
    *("reply_by", "frozen_on", "pdf", "assessment"),
)
"""The fields that make up a letter: fixed for good once it is frozen."""
NEXT = {
    "reword": ("draft",),
    "freeze": ("draft",),
    "send": ("frozen",),
    "answer": ("sent",),
    "close": ("frozen", "sent", "answered"),
}
"""Each act and the states it can be done in."""


def frozen_changes(before: Facts, record: Record) -> Iterator[Problem]:
    """Give a problem when a record would change what a frozen letter is, whatever act asks for it."""
    current = before.letters.get(record.id) if isinstance(record, Letter) else None
    if current is None or current.frozen_on is None:
        return
    changed = [name for name in CONTENT if getattr(current, name) != getattr(record, name)]
    if changed:
        yield Problem("letter_frozen", changed[0], "letter", record.id, inputs={"value": current.number or current.id})


def written(facts: Facts, kind: str, subject: str, record: str) -> tuple[Letter, ...]:
    """Give the letters of a kind about a record, the newest last."""
    return tuple(
        one for one in facts.letters.values() if (one.kind, one.subject, one.record) == (kind, subject, record)
    )


def letter_for(facts: Facts, letter_id: str, act: str) -> Letter:
    """Give a letter that an act can be done on. Raises :class:`Refused` saying why it cannot."""
    letter = facts.letters.get(letter_id)
    if letter is None:
        raise no_such_record("letter", letter_id)
    if letter.state in NEXT[act]:
        return letter
    code = {"draft": "letter_not_frozen", "frozen": "letter_not_sent", "closed": "letter_closed"}.get(letter.state)
    if code is None or act in {"reword", "freeze"}:
        code = {"send": "letter_sent_already", "answer": "letter_answered_already"}.get(act, "letter_frozen")
    raise Refused([Problem(code, "", "letter", letter_id, inputs={"value": letter.number or letter_id})])
