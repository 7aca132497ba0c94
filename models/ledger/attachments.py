"""Files kept with records, byte for byte, stored once per content under their SHA-256."""

import hashlib
import secrets
import sqlite3
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from models.exchange.package import LARGEST_FILE
from models.ledger.history import Altered
from models.ledger.refusals import reading
from models.problems import Problem, Refused

_COLUMNS = "id, kind, record, name, media_type, sha256, obtained_at, obtained_how, proves"


class Attachment(NamedTuple):
    """A file attached to the record (kind, record).

    ``obtained_at`` is ISO 8601; ``obtained_how``, its source, and ``proves``, what it shows, are the user's words.
    """

    id: str
    kind: str
    record: str
    name: str
    media_type: str
    sha256: str
    obtained_at: str
    obtained_how: str
    proves: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the attachment as JSON values, without its content."""
        return self._asdict()


def add(
    connection: sqlite3.Connection,
    kind: str,
    record: str,
    name: str,
    content: bytes,
    *,
    media_type: str,
    at: datetime,
    how: str,
    proves: str = "",
) -> Attachment:
    """Store content once and attach it to a record, inside the current transaction."""
    digest = hashlib.sha256(content).hexdigest()
    _store(connection, digest, content)
    made = Attachment(
        secrets.token_hex(8), kind, record, name, media_type, digest, at.isoformat(timespec="seconds"), how, proves
    )
    _insert(connection, made)
    return made


def describe(connection: sqlite3.Connection, changed: Attachment) -> None:
    """Put an attachment's name, source and what it proves in place of the old, inside the current transaction."""
    connection.execute(
        "UPDATE attachments SET name = ?, obtained_how = ?, proves = ? WHERE id = ?",
        (changed.name, changed.obtained_how, changed.proves, changed.id),
    )


def bring(connection: sqlite3.Connection, attachment: Attachment, content: bytes) -> None:
    """Store an attachment as another ledger had it, inside the current transaction."""
    _store(connection, attachment.sha256, content)
    _insert(connection, attachment)


@reading
def of_record(connection: sqlite3.Connection, kind: str, record: str) -> list[Attachment]:
    """Give the attachments of one record, in the order in which they came."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM attachments WHERE kind = ? AND record = ? ORDER BY row",  # noqa: S608
        (kind, record),
    )
    return [Attachment._make(row) for row in found]


@reading
def everything(connection: sqlite3.Connection) -> list[Attachment]:
    """Give the attachments of all records, in the order in which they came."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM attachments ORDER BY row")  # noqa: S608
    return [Attachment._make(row) for row in found]


@reading
def one(connection: sqlite3.Connection, attachment_id: str) -> Attachment | None:
    """Give one attachment, or None."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM attachments WHERE id = ?",  # noqa: S608
        (attachment_id,),
    ).fetchone()
    return None if found is None else Attachment._make(found)


@reading
def content(connection: sqlite3.Connection, sha256: str) -> bytes:
    """Give the bytes of a content. Raises :class:`Refused` when they are not the ones that were kept."""
    sql = "SELECT content, unpacked FROM attachment_contents WHERE sha256 = ?"
    found = _unpacked(*connection.execute(sql, (sha256,)).fetchone())
    if found is None or hashlib.sha256(found).hexdigest() != sha256:
        raise Refused.because("attachment_damaged", sha256=sha256)
    return found


def sizes(connection: sqlite3.Connection) -> dict[str, int]:
    """Give how many bytes each content has, by its SHA-256."""
    return dict(connection.execute("SELECT sha256, COALESCE(unpacked, size) FROM attachment_contents"))


def _store(connection: sqlite3.Connection, sha256: str, content: bytes) -> None:
    """Keep a content once; packed where that takes a fifth off: a table of text shrinks, a PDF hardly does."""
    if len(content) > LARGEST_FILE:
        raise too_large(len(content))
    packed = zlib.compress(content) if len(content) >= _WORTH_PACKING else content
    plain = len(packed) > len(content) * 4 // 5
    connection.execute(
        "INSERT INTO attachment_contents (sha256, size, content, unpacked) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO NOTHING",
        (sha256, len(content), content, None) if plain else (sha256, len(packed), packed, len(content)),
    )


_WORTH_PACKING = 4096


def too_large(size: int, file: str = "") -> Refused:
    """Refuse a file of so many bytes to be kept with a record."""
    inputs = {"megabytes": size // 1_000_000, "most": LARGEST_FILE // 1_000_000}
    return Refused([Problem("attachment_too_large", inputs=inputs, file=file)])


def _unpacked(stored: bytes, unpacked: int | None) -> bytes | None:
    """Give a content as it was kept; None when what is stored packed is not that. Never more than it should be."""
    if unpacked is None:
        return stored
    try:
        found = zlib.decompressobj().decompress(stored, unpacked + 1)
    except zlib.error:
        return None
    return found if len(found) == unpacked else None


def remove(connection: sqlite3.Connection, attachment_id: str) -> int:
    """Take an attachment off its record, inside the current transaction; give the place it had in the order."""
    row: int = connection.execute("SELECT row FROM attachments WHERE id = ?", (attachment_id,)).fetchone()[0]
    connection.execute("DELETE FROM attachments WHERE id = ?", (attachment_id,))
    return row


def apply(connection: sqlite3.Connection, change: Altered) -> None:
    """Attach, detach or describe as an entry of the history says, inside the current transaction."""
    if change.after is None:
        remove(connection, change.id)
    elif change.before is None:
        _insert(connection, Attachment(**change.after), change.row)
    else:
        current = one(connection, change.id)
        assert current is not None  # noqa: S101 - what history describes is there
        describe(connection, current._replace(**change.after))


def damaged(
    connection: sqlite3.Connection, progress: Callable[[int, int], None] = lambda _done, _files: None
) -> list[str]:
    """Give the SHA-256 of every content whose bytes no longer have it.

    ``progress`` is told the files looked at and their number; what it raises ends the look.
    """
    (files,) = connection.execute("SELECT count(*) FROM attachment_contents").fetchone()
    found = []
    rows = connection.execute("SELECT sha256, content, unpacked FROM attachment_contents")
    for done, (digest, *stored) in enumerate(rows):
        progress(done, files)
        if (content := _unpacked(*stored)) is None or hashlib.sha256(content).hexdigest() != digest:
            found.append(digest)
    return found


def _insert(connection: sqlite3.Connection, attachment: Attachment, row: int | None = None) -> None:
    marks = ", ".join("?" * (len(attachment) + 1))
    connection.execute(f"INSERT INTO attachments (row, {_COLUMNS}) VALUES ({marks})", (row, *attachment))  # noqa: S608
