"""A ledger file being made: under another name beside its place, put there whole or not at all."""

import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from models.ledger.refusals import refusals
from models.problems import Refused

_COPY = r"\.\d{8}-\d{6}-\d{6}\.backup"
"""What :func:`copy_name` adds to a ledger's name."""

_FORGOTTEN_AFTER = 3600
"""Seconds after which a draft is nobody's although a process of its number lives: numbers are given out again."""


@contextmanager
def drafting(path: Path, *, aside: Path | None = None) -> Iterator[Path]:
    """Give an empty file beside a place, readable by its owner only (0600); at the block's end it is put there.

    What an earlier process left when it was killed is removed first. A file that is there already is never written
    over: it is :class:`Refused`, or moved ``aside`` with its logs where that is given.
    """
    with refusals(path):
        _remove_forgotten(path)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.new")
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
        with refusals(path):
            if aside is None:
                _put(draft, path)
            else:
                _exchange(draft, path, aside)
            _make_names_durable(path.parent)
    finally:
        _remove(draft)


def copy_name(path: Path, at: datetime) -> Path:
    """Name the copy made of a ledger at a time, before it is brought up to date."""
    return path.with_name(f"{path.name}.{at.strftime('%Y%m%d-%H%M%S-%f')}.backup")


def logs(path: Path) -> tuple[Path, Path]:
    """Name the files in which SQLite keeps what is not in the one file yet."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal")


def parts(path: Path) -> list[Path]:
    """Give what there is of a ledger: its file, its logs and the index of the log."""
    whole = (path, *logs(path), path.with_name(path.name + "-shm"))
    return [part for part in whole if os.path.lexists(part)]


def in_use(path: Path) -> bool:
    """Tell whether another process has a ledger open; never asked of one that this process has open itself.

    While it is open, SQLite holds a shared lock on 510 bytes from 0x40000002 on (its file format's lock bytes). Where
    there are no such locks (Windows), an open file cannot be moved, and that is refused then.
    """
    if sys.platform == "win32" or not os.access(path, os.W_OK):
        return False
    import fcntl

    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
        except OSError:
            return True
    return False


def _ledger_of(name: str) -> str:
    """Give the name of the ledger that a file is a copy of; of any other file its own."""
    return re.sub(rf"{_COPY}\Z", "", name)


def _remove_forgotten(path: Path) -> None:
    # Of this file, and of the copies made before it was brought up to date, each of which had a time in its name.
    named = re.compile(rf"\.{re.escape(_ledger_of(path.name))}({_COPY})?\.(\d+)\.[0-9a-f]{{8}}\.new")
    with os.scandir(path.parent) as entries:
        found = [(Path(entry.path), match) for entry in entries if (match := named.fullmatch(entry.name))]
    for draft, match in found:
        with suppress(OSError):  # one that cannot be looked at or removed is no harm: this ledger has its own draft
            if _forgotten(draft, int(match[2])):
                _remove(draft)


def _forgotten(draft: Path, process: int) -> bool:
    old = time.time() - draft.stat().st_mtime > _FORGOTTEN_AFTER
    return (old or not _lives(process)) and process != os.getpid() and not in_use(draft)


def _lives(process: int) -> bool:
    if sys.platform == "win32":  # there is no asking without ending it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's
        return True
    return True


def _remove(draft: Path) -> None:
    for part in reversed(parts(draft)):
        part.unlink(missing_ok=True)


def _put(draft: Path, path: Path) -> None:
    """Rename without overwriting a file that appeared meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise Refused.because("ledger_exists", file=str(path)) from None
    except OSError:  # a file system without hard links (FAT, some network drives)
        draft.rename(path)


def _exchange(draft: Path, path: Path, aside: Path) -> None:
    """Put a draft in a ledger's place. Before anything leaves its place, all of it is there under the other name."""
    kept = [(part, aside.with_name(aside.name + part.name.removeprefix(path.name))) for part in parts(path)]
    try:
        for part, twin in kept:
            _twin(part, twin)
        _make_names_durable(path.parent)
        for part, _ in kept:
            if part != path:
                part.unlink()
        draft.replace(path)
    except OSError:
        for part, twin in kept:
            if not os.path.lexists(part):
                _twin(twin, part)
            twin.unlink(missing_ok=True)
        raise


def _twin(part: Path, twin: Path) -> None:
    try:
        os.link(part, twin)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        shutil.copy2(part, twin)
        with twin.open("r+b") as file:
            os.fsync(file.fileno())


def _make_names_durable(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
