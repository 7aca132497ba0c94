"""Files that came in, kept themselves with the records they are of: what verifies and what evidence can show."""

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from models.ledger import attachments
from models.ledger.history import Altered
from models.problems import Problem, Refused, reason_of

KEEP_UP_TO = 20_000_000
"""Bytes of an original file up to which it is kept unless the user says otherwise."""
_TABLE = "text/csv"
_MEDIA = {
    ".zip": "application/zip",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Original(NamedTuple):
    """A file as it was given: its path, its size in bytes, and whether it is kept with its records."""

    path: Path
    size: int
    kept: bool


def originals_of(paths: Iterable[Path], keep_up_to: int) -> list[Original]:
    """Say of each file, once, whether it is kept: when it has at most so many bytes."""
    sizes = {path: path.stat().st_size for path in dict.fromkeys(paths)}
    return [Original(path, size, size <= keep_up_to) for path, size in sizes.items()]


def keep_originals(
    connection: sqlite3.Connection,
    originals: Iterable[Original],
    records: Callable[[Path], Iterable[tuple[str, str]]],
    moment: datetime,
    known: Collection[str],
) -> Iterator[Altered]:
    """Keep files, byte for byte, with each of their records, inside the current transaction; give what that altered.

    ``records`` gives (kind, id) of what a file is of. ``known`` are the SHA-256 of what was read: a file that is
    another by now is refused (of an archive only what is inside was read).
    """
    for original in originals:
        if not original.kept:
            continue
        try:
            content = original.path.read_bytes()
        except OSError as error:
            raise Refused.because("cannot_read_file", file=str(original.path), reason=reason_of(error)) from error
        digest = hashlib.sha256(content).hexdigest()
        media = _MEDIA.get(original.path.suffix.lower(), _TABLE)
        if digest not in known and not content.startswith(b"PK"):
            raise Refused([Problem("source_file_changed", original.path.name)])
        for kind, record in dict.fromkeys(records(original.path)):
            if any(one.sha256 == digest for one in attachments.of_record(connection, kind, record)):
                continue
            made = attachments.add(
                connection, kind, record, original.path.name, content, media_type=media, at=moment, how=""
            )
            yield Altered("attachment", made.id, None, made.as_json())
