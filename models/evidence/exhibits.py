"""Which files are the exhibits of a letter or of chosen records, numbered in order."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from models.facts.records import Letter
from models.ledger import attachments
from models.ledger.ledger import Ledger
from models.problems import no_such_record


class Exhibit(NamedTuple):
    """One exhibit: number, the file as it was kept, its source and what it proves in the user's words.

    ``obtained_at`` is ISO 8601, ``sha256`` that of ``content``; ``of`` is (kind, id) of the record it belongs to.
    """

    number: int
    name: str
    media_type: str
    content: bytes
    sha256: str
    obtained_at: str
    source: str
    proves: str
    of: tuple[str, str]


def own_files(ledger: Ledger, letter: Letter) -> list[attachments.Attachment]:
    """Give the files kept with a letter, save its frozen pages and their assessment."""
    own = {letter.pdf, letter.assessment}
    found = attachments.of_record(ledger.connection, "letter", letter.id)
    return [one for one in found if one.sha256 not in own]


Told = Callable[[int, int], None]
"""Told the files read and their number; what it raises ends the reading."""


def _untold(_done: int, _files: int) -> None:
    """Tell nobody."""


def exhibits_of_letter(ledger: Ledger, letter: Letter, told: Told = _untold) -> tuple[Exhibit, ...]:
    """Give the exhibits of a letter: the files of the record it is about, then its own save its frozen pages."""
    about = [(letter.subject, letter.record)] if letter.subject and letter.record else []
    own = {letter.pdf, letter.assessment}
    found = exhibits_of(ledger, [*about, ("letter", letter.id)], told)
    kept = [one for one in found if one.of[0] != "letter" or one.sha256 not in own]
    return tuple(one._replace(number=number) for number, one in enumerate(kept, start=1))


def exhibit_names(ledger: Ledger, letter: Letter) -> tuple[str, ...]:
    """Give the names of a letter's exhibits, as :func:`exhibits_of_letter` numbers them, without reading the files."""
    about = names_of_record(ledger, letter.subject, letter.record) if letter.subject and letter.record else ()
    own: dict[str, str] = {}
    for one in own_files(ledger, letter):
        own.setdefault(one.sha256, one.name)
    return (*about, *own.values())


def names_of_record(ledger: Ledger, kind: str, record: str) -> tuple[str, ...]:
    """Give the names of a record's exhibits, in their order; the same file once."""
    found: dict[str, str] = {}
    for one in attachments.of_record(ledger.connection, kind, record):
        found.setdefault(one.sha256, one.name)
    return tuple(found.values())


def exhibits_of(ledger: Ledger, records: Iterable[tuple[str, str]], told: Told = _untold) -> tuple[Exhibit, ...]:
    """Give the files of chosen records as exhibits, in the order given; the same file of one record once.

    Raises :class:`Refused` when there is no such record.
    """
    found: dict[tuple[str, str, str], attachments.Attachment] = {}
    for kind, record in records:
        if ledger.facts.get(kind, record) is None:
            raise no_such_record(kind, record)
        for one in attachments.of_record(ledger.connection, kind, record):
            found.setdefault((kind, record, one.sha256), one)
    return _exhibits(ledger, list(found.values()), told)


def exhibits_of_files(ledger: Ledger, ids: Iterable[str], told: Told = _untold) -> tuple[Exhibit, ...]:
    """Give chosen files as exhibits, in the order given. Raises :class:`Refused` when there is no such file."""
    found: list[attachments.Attachment] = []
    for attachment_id in ids:
        one = attachments.one(ledger.connection, attachment_id)
        if one is None:
            raise no_such_record("attachment", attachment_id)
        found.append(one)
    return _exhibits(ledger, found, told)


def _exhibits(ledger: Ledger, files: Sequence[attachments.Attachment], told: Told) -> tuple[Exhibit, ...]:
    """Read files as exhibits, numbered in their order."""
    made = []
    for number, one in enumerate(files, start=1):
        told(number - 1, len(files))
        made.append(_exhibit(ledger, number, one))
    return tuple(made)


class Kept(NamedTuple):
    """A file as the list of evidence shows it: its number, the attachment, its size in bytes.

    ``there`` is whether the ledger still has the record it belongs to.
    """

    number: int
    file: attachments.Attachment
    size: int
    there: bool


def kept_files(ledger: Ledger) -> list[Kept]:
    """Give every file kept, in the order in which they came, save the pages of frozen letters with their assessment."""
    frozen = {
        (letter.id, digest) for letter in ledger.facts.letters.values() for digest in (letter.pdf, letter.assessment)
    }
    sizes = attachments.sizes(ledger.connection)
    found = [
        one
        for one in attachments.everything(ledger.connection)
        if one.kind != "letter" or (one.record, one.sha256) not in frozen
    ]
    return [
        Kept(number, one, sizes[one.sha256], ledger.facts.get(one.kind, one.record) is not None)
        for number, one in enumerate(found, start=1)
    ]


def _exhibit(ledger: Ledger, number: int, one: attachments.Attachment) -> Exhibit:
    return Exhibit(
        number,
        one.name,
        one.media_type,
        attachments.content(ledger.connection, one.sha256),
        one.sha256,
        one.obtained_at,
        one.obtained_how,
        one.proves,
        (one.kind, one.record),
    )
