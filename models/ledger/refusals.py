"""SQLite's and the file system's failures, said by name: what is wrong with the ledger file and what to do."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from models.problems import Refused

_CODES = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "ledger_busy",
    sqlite3.SQLITE_LOCKED: "ledger_busy",
    sqlite3.SQLITE_READONLY: "no_permission",
    sqlite3.SQLITE_PERM: "no_permission",
    sqlite3.SQLITE_AUTH: "no_permission",
    sqlite3.SQLITE_CANTOPEN: "no_permission",
    sqlite3.SQLITE_CORRUPT: "ledger_broken",
    sqlite3.SQLITE_NOTADB: "not_a_ledger",
    sqlite3.SQLITE_IOERR: "disk_failed",
}
_NO_TEXT = "Could not decode to UTF-8"
"""How the message begins when bytes of a text were altered; it has no code."""
_ERRNOS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "no_permission",
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
    errno.ENAMETOOLONG: "name_too_long",
}


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turn expected failures of the file into :class:`Refused`; anything else is a bug and passes through."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        code = "ledger_broken" if str(error).startswith(_NO_TEXT) else _CODES.get(primary)
        if code is None:
            raise
        raise Refused.because(code, file=str(path)) from error
    except UnicodeDecodeError as error:  # SQLite names what is damaged by its damaged name
        raise Refused.because("ledger_broken", file=str(path)) from error
    except OSError as error:
        code = _ERRNOS.get(error.errno or 0, "disk_failed")
        raise Refused.because(code, file=str(path)) from error


_Arguments = ParamSpec("_Arguments")
_Read = TypeVar("_Read")


def reading(
    read: Callable[Concatenate[sqlite3.Connection, _Arguments], _Read],
) -> Callable[Concatenate[sqlite3.Connection, _Arguments], _Read]:
    """Refuse by name what reading from an open ledger comes upon: opening it does not look through large tables."""

    @wraps(read)
    def guarded(connection: sqlite3.Connection, /, *arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Read:
        with refusals(_file(connection)):
            return read(connection, *arguments, **named)

    return guarded


def reading_on(
    read: Callable[Concatenate[sqlite3.Connection, _Arguments], Iterator[_Read]],
) -> Callable[Concatenate[sqlite3.Connection, _Arguments], Iterator[_Read]]:
    """Refuse likewise what comes up while one thing after the other is read."""

    @wraps(read)
    def guarded(
        connection: sqlite3.Connection, /, *arguments: _Arguments.args, **named: _Arguments.kwargs
    ) -> Iterator[_Read]:
        with refusals(_file(connection)):
            yield from read(connection, *arguments, **named)

    return guarded


def _file(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])
