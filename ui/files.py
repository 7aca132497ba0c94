"""Files written so that nobody ever finds half of one, and files read to be kept."""

import errno
import mimetypes
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from models.exchange.package import LARGEST_FILE
from models.ledger.attachments import too_large
from models.ledger.letter_acts import File
from models.problems import Refused, reason_of


def write_beside(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file whole, its content at once or in pieces: beside its place first, then renamed onto it.

    Raises :class:`Refused` when it cannot be written, and then leaves nothing behind.
    """
    draft = path.parent / f".{path.name}.{secrets.token_hex(4)}.part"
    try:
        try:
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "")
            with draft.open("xb") as file:
                file.writelines([content] if isinstance(content, bytes) else content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise Refused.because("cannot_write_file", file=str(path), reason=reason_of(error)) from error


def read_file(path: Path, how: str) -> File:
    """Read a file to be kept with a record. Raises :class:`Refused` when it cannot be read."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise too_large(size, str(path))
        content = path.read_bytes()
    except OSError as error:
        raise Refused.because("cannot_read_file", file=str(path), reason=reason_of(error)) from error
    return File(path.name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", content, how)
