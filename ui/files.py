"""Writing files so that nobody ever finds half of one."""

import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

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
