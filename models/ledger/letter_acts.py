"""The acts on the register of letters: draft, reword, freeze, send, answer, close.

Each is one transaction and one entry of the history.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from models.facts.letter_numbers import DEFAULT, next_number
from models.facts.records import Bill, Letter, LetterAnswered, LetterSent
from models.ledger import attachments, history
from models.ledger.acts import Change, attach, put
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.ledger.refusals import refusals
from models.problems import Problem, Refused, no_such_record
from models.register.states import letter_for

_KIND = "letter"


class Wording(NamedTuple):
    """What of a draft the user may still change: its words and what follows from them.

    ``text`` is the user's own template, None for the program's; ``also`` the law it names beside the agreement;
    ``title``, ``reply_by`` and ``to`` are what the words, filled in, say. None leaves what the register has.
    """

    language: str | None = None
    also: str | None = None
    text: str | None = None
    title: str | None = None
    reply_by: date | None = None
    to: str | None = None


class File(NamedTuple):
    """A file to be kept with a letter: its name, media type, bytes, how it was obtained, what it proves."""

    name: str
    media_type: str
    content: bytes
    how: str
    proves: str = ""


def draft(
    ledger: Ledger,
    kind: str,
    *,
    to: str,
    title: str,
    created_on: date,
    about: tuple[str, str] | None = None,
    reply_by: date | None = None,
    number: str | None = None,
    wording: Wording | None = None,
) -> Letter:
    """Enter a new letter as a draft and give it the year's next number, unless it brings its own.

    A number ever given is not given again by itself, were its letter removed since: a gap is only filled by name.
    Refused when the number belongs to another letter.
    """
    subject, record = about or (None, None)
    said = wording or Wording()
    with ledger.transaction():
        letter = _numbered(
            ledger,
            Letter(
                "", kind, created_on, to, title, number, subject, record, said.language, said.also, said.text, reply_by,
            ),
        )  # fmt: skip
        put(ledger, "draft_letter", [letter])
    return letter


def next_free(ledger: Ledger, year: int) -> str:
    """Give the number the user's own pattern gives the next letter of a year."""
    return next_number(ledger.facts.agreement.letter_number or DEFAULT, year, _numbers_ever(ledger))


def reword(ledger: Ledger, letter_id: str, wording: Wording) -> Change | None:
    """Change the words of a draft; None when nothing differs."""
    with ledger.transaction():
        letter = letter_for(ledger.facts, letter_id, "reword")
        changed = _worded(letter, wording)
        return None if changed == letter else put(ledger, "reword_letter", [changed])


def _worded(letter: Letter, wording: Wording) -> Letter:
    return letter._replace(
        language=wording.language,
        also=wording.also,
        text=wording.text,
        title=wording.title or letter.title,
        reply_by=wording.reply_by or letter.reply_by,
        to=wording.to or letter.to,
    )


def freeze(
    ledger: Ledger, letter_id: str, pdf: bytes, assessment: bytes, on: date, *, wording: Wording | None = None
) -> Change:
    """Store the very pages and the assessment they print; what the letter is never changes again.

    ``wording`` is what the pages say, when they were made of words and not given as a file. Undo takes it back as long
    as the letter has not been sent; the contents stay stored all the same.
    """
    letter = letter_for(ledger.facts, letter_id, "freeze")
    if wording is not None:
        letter = _worded(letter, wording)
    frozen, files = _frozen(letter, pdf, assessment, on)
    return _put(ledger, "freeze_letter", frozen, files)


class Elsewhere(NamedTuple):
    """What the register keeps of a letter that was written in another program; ``about`` is (kind, id) of a record.

    ``kind`` is one of the program's kinds of letter or a name of the user's own.
    """

    kind: str
    to: str
    title: str
    created_on: date
    about: tuple[str, str] | None = None
    reply_by: date | None = None
    number: str | None = None


def register(ledger: Ledger, made: Elsewhere, pdf: bytes, assessment: bytes, on: date) -> Letter:
    """Enter a letter that was written elsewhere, frozen at once with its own pages, as one act.

    ``assessment`` is what the ledger says on the day ``on``; a letter dated later is frozen on its own day.
    """
    kind, to, title, created_on, about, reply_by, number = made
    subject, record = about or (None, None)
    unnumbered = Letter("", kind, created_on, to, title, number, subject, record, reply_by=reply_by)
    with ledger.transaction():
        letter = _numbered(ledger, unnumbered)
        frozen, files = _frozen(letter, pdf, assessment, max(on, created_on))
        _put(ledger, "register_letter", frozen, files)
    return ledger.facts.letters[letter.id]


def _numbered(ledger: Ledger, letter: Letter) -> Letter:
    """Give a new letter its id, and the year's next number unless it brings its own."""
    year = letter.created_on.year
    return letter._replace(id=_new_id(ledger, year), number=letter.number or next_free(ledger, year))


def _frozen(letter: Letter, pdf: bytes, assessment: bytes, on: date) -> tuple[Letter, tuple[File, ...]]:
    frozen = letter._replace(frozen_on=on, pdf=_digest(pdf), assessment=_digest(assessment))
    files = (
        File(f"{letter.id}.pdf", "application/pdf", pdf, "freeze_letter"),
        File(f"{letter.id}.json", "application/json", assessment, "freeze_letter"),
    )
    return frozen, files


def send(
    ledger: Ledger, letter_id: str, sent: LetterSent, proof: File | None = None, answered: Bill | None = None
) -> Change:
    """Record how a frozen letter went out, with the proof of it and the bill it answers (see ``models.objection``)."""
    letter = letter_for(ledger.facts, letter_id, "send")
    others = () if answered is None else (answered,)
    return _put(ledger, "send_letter", letter._replace(sent=sent), [proof] if proof else [], others)


def answer(ledger: Ledger, letter_id: str, answered: LetterAnswered, file: File | None = None) -> Change:
    """Record the other side's answer to a letter that was sent, with the answer itself."""
    letter = letter_for(ledger.facts, letter_id, "answer")
    return _put(ledger, "answer_letter", letter._replace(answered=answered), [file] if file else [])


def close(ledger: Ledger, letter_id: str, on: date) -> Change:
    """Close a letter's matter: nothing more is expected."""
    letter = letter_for(ledger.facts, letter_id, "close")
    return _put(ledger, "close_letter", letter._replace(closed_on=on), [])


def frozen_file(ledger: Ledger, letter: Letter) -> bytes:
    """Give the very pages of a frozen letter, as their SHA-256 in the register proves.

    Raises :class:`models.problems.Refused` when they were altered, or are not in this ledger: a letter that came in an
    exchange file brings the SHA-256 of its pages, not the pages.
    """
    inputs = {"value": letter.number or letter.id}
    for one in attachments.of_record(ledger.connection, _KIND, letter.id):
        if one.sha256 == letter.pdf:
            try:
                return attachments.content(ledger.connection, one.sha256)
            except Refused as refused:
                inputs["registered"] = one.sha256
                raise Refused([Problem("letter_pages_altered", "pdf", _KIND, letter.id, inputs=inputs)]) from refused
    code = "letter_not_frozen" if letter.frozen_on is None else "letter_pages_missing"
    raise Refused([Problem(code, "", _KIND, letter.id, inputs=inputs)])


def add_pages(ledger: Ledger, letter_id: str, pdf: bytes) -> None:
    """Keep the pages of a letter that was frozen in another ledger, when they are the very ones: by their SHA-256.

    Raises :class:`models.problems.Refused` when they are others, or the letter is not frozen. Pages that are here
    already stay as they are.
    """
    letter = ledger.facts.letters.get(letter_id)
    if letter is None:
        raise no_such_record(_KIND, letter_id)
    if letter.frozen_on is None:
        raise Refused([Problem("letter_not_frozen", "", _KIND, letter_id, inputs={"value": letter_id})])
    if _digest(pdf) != letter.pdf:
        inputs = {"value": letter.number or letter.id, "file": _digest(pdf), "registered": letter.pdf}
        raise Refused([Problem("letter_pages_differ", "pdf", _KIND, letter_id, inputs=inputs)])
    kept = attachments.of_record(ledger.connection, _KIND, letter_id)
    if letter.pdf not in {one.sha256 for one in kept}:
        attach(
            ledger, _KIND, letter_id, f"{letter_id}.pdf", pdf,
            media_type="application/pdf", obtained_how="freeze_letter",
        )  # fmt: skip


def _put(ledger: Ledger, act: str, letter: Letter, files: Iterable[File], others: Iterable[Bill] = ()) -> Change:
    def keep(connection: Any, at: datetime) -> list[Altered]:
        made = [
            attachments.add(
                connection, _KIND, letter.id, file.name, file.content,
                media_type=file.media_type, at=at, how=file.how, proves=file.proves,
            )
            for file in files
        ]  # fmt: skip
        return [Altered("attachment", one.id, None, one.as_json()) for one in made]

    return put(ledger, act, [letter, *others], also=keep)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _new_id(ledger: Ledger, year: int) -> str:
    taken, count = ledger.facts.letters, 1
    while f"l-{year}-{count}" in taken:
        count += 1
    return f"l-{year}-{count}"


def _numbers_ever(ledger: Ledger) -> set[str]:
    """Give every number a letter ever had, as the history tells it."""
    found = {letter.number for letter in ledger.facts.letters.values()}
    about_letters = """SELECT entry FROM history WHERE instr(changes, '"kind":"letter"') > 0
        UNION SELECT entry FROM history_parts WHERE instr(text, '"kind":"letter"') > 0"""
    with refusals(ledger.path):
        for (entry,) in ledger.connection.execute(about_letters).fetchall():
            for change in history.altered_by(ledger.connection, entry):
                if change.kind == _KIND:
                    found |= {(side or {}).get("number") for side in (change.before, change.after)}
    return {number for number in found if number is not None}
