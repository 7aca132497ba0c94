"""Backups: a copy of an open ledger, and a ledger made of such a copy."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from models.china_time import CHINA
from models.ledger import opening
from models.ledger.drafts import drafting, in_use, parts
from models.ledger.ledger import Ledger, now, open_to_read
from models.ledger.refusals import refusals
from models.ledger.verify import verify
from models.problems import Problem, Refused


class Restored(NamedTuple):
    """What restoring did: records and history entries of the ledger, and where the one before it is now."""

    records: int
    entries: int
    moved: Path | None


def back_up(ledger: Ledger, path: Path) -> None:
    """Copy an open ledger to another file and see that the copy is sound.

    Raises :class:`Refused`, having written nothing, when there is such a file already or the ledger is not sound.
    """
    with refusals(path):
        if path.exists():
            raise Refused.because("backup_exists", file=str(path))
    opening.nothing_left_over(path)
    with drafting(path) as draft:
        opening.fill(draft, ledger.connection, path)
        _look_through(draft, path, ledger.path, ledger.clock)


def restore(backup: Path, path: Path, *, replace: bool = False, clock: Callable[[], datetime] = now) -> Restored:
    """Make a ledger of a backup, which stays as it is; one of an older program is brought up to date.

    The backup is looked through first: the file, its references, the chain of its history, its attachments. With
    ``replace`` a ledger in the place is moved aside under a dated name together with its logs, so that it can still be
    opened; without it that is :class:`Refused`. This process must not have that ledger open.
    """
    with open_to_read(backup, clock=clock) as source:
        with refusals(path):
            if path.is_dir():
                raise Refused.because("not_a_ledger", file=str(path))
            there = parts(path)
            if path.exists() and path.samefile(backup):
                raise Refused.because("restore_itself", file=str(path))
            if there and not replace:
                raise Refused.because("restore_over", file=str(there[0]))
            if path.exists() and in_use(path):
                raise Refused.because("ledger_busy", file=str(path))
        aside = _dated(path, clock()) if there else None
        with drafting(path, aside=aside) as draft:
            opening.fill(draft, source.connection, path)
            records, entries = _look_through(draft, path, backup, clock)
    return Restored(records, entries, aside)


def _look_through(draft: Path, path: Path, original: Path, clock: Callable[[], datetime]) -> tuple[int, int]:
    """See that a copy is sound and all in one file; give how many records and history entries it has."""
    with refusals(path):
        connection = opening.connect(draft)
    with Ledger(original, connection, clock) as copy:
        opening.migrate(path, connection)
        broken = verify(copy)
        if broken:
            raise Refused([Problem("backup_unsound", inputs={"file": str(original)}), *broken])
        counted = sum(1 for _ in copy.facts.everything()), copy.entries
        opening.into_one_file(path, connection)
    return counted


def _dated(path: Path, day: datetime) -> Path:
    """Name what a ledger is moved aside to: a ledger's name still, with day and time before its ending."""
    stamp = day.astimezone(CHINA).strftime("%Y%m%d-%H%M%S")
    name, number = path.with_name(f"{path.stem}.{stamp}{path.suffix}"), 1
    while parts(name):
        number += 1
        name = path.with_name(f"{path.stem}.{stamp}-{number}{path.suffix}")
    return name
