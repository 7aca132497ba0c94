"""The act of importing 收支明细, orders and vouchers: every row kept with its place, and the records that follow."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from models.ledger import sources
from models.ledger.acts import Change, put
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.ledger.refusals import reading_on
from models.ledger.sources import Loading, SourceFile
from models.problems import Problem, Refused
from models.sources.account_files import MOVEMENTS, AccountFile, read_part
from models.sources.account_matching import Placed, match
from models.sources.matching import Proposal
from models.sources.problems import at
from models.sources.tables import Part, parts_of, sha256_of

ACT = "import_account_file"


@dataclass
class AccountOutcome:
    """What a reading did or would do: files, those on record already, rows new, the same and changed since.

    ``change`` is None for a preview, and when nothing is new.
    """

    files: list[SourceFile] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    new: int = 0
    same: int = 0
    changed: int = 0
    proposal: Proposal = field(default_factory=Proposal)
    change: Change | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.new or self.changed or self.proposal.records or self.proposal.conflicts)


class KeptRow(NamedTuple):
    """A row of an account's file as it is kept: where it stood, what it is of, what it says (money as 1e-8 CNY)."""

    file: str
    file_sha256: str
    number: int
    sha256: str
    matter: str
    values: dict[str, Any]


def import_account_files(
    ledger: Ledger, paths: Iterable[Path], *, account: str | None = None, update: bool = False, preview: bool = False
) -> AccountOutcome:
    """Import files, all or nothing, as one act.

    A row on record is left out; an order or voucher that says something else by now is kept beside what it said, a
    movement that does is a conflict, as money once moved does not change. ``account`` is whose rows are that do not
    say it, ``update`` lets the files win. Raises :class:`Refused` with every problem by file and row, or the conflicts.
    """
    with ledger.transaction() as connection:
        outcome = AccountOutcome()
        files = list(_unread(connection, [part for path in paths for part in parts_of(path)], outcome))
        if not files and not outcome.skipped:
            raise Refused.because("source_without_charges")
        matched = match(files, ledger.facts, account)
        outcome.proposal = matched.proposal
        known = _known(connection)
        kept = [
            (file, list(_new(file, placed, known, outcome))) for file, placed in zip(files, matched.placed, strict=True)
        ]
        outcome.files = [
            SourceFile(file.part.shown, file.sha256, file.part.size, file.kind, len(rows)) for file, rows in kept
        ]
        if preview or outcome.is_empty:
            return outcome
        if outcome.proposal.conflicts and not update:
            raise Refused(outcome.proposal.conflicts)

        def keep(connection: sqlite3.Connection, moment: datetime) -> list[Altered]:
            loading = Loading(connection, 0)
            for (file, rows), said in zip(kept, outcome.files, strict=True):
                number = loading.next_file()
                loading.file(said)
                connection.executemany(_INSERT, (_stored(number, file.kind, placed) for placed in rows))
            return [loading.stand("account_file", moment)]

        outcome.change = put(ledger, ACT, outcome.proposal.records, also=keep)
    return outcome


_INSERT = (
    "INSERT INTO source_records (file, number, sha256, matter, identity, kind, record, said)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def _stored(file: int, matter: str, placed: Placed) -> tuple[Any, ...]:
    row = placed.row
    said = json.dumps(row.values, ensure_ascii=False, sort_keys=True)
    return file, row.number, row.sha256, matter, placed.identity, placed.kind, placed.record, said


def _unread(connection: sqlite3.Connection, parts: list[Part], outcome: AccountOutcome) -> Iterator[AccountFile]:
    """Read the files not taken in before; one that is none of these kinds is refused by its name."""
    unknown, seen = [], set[str]()
    for part in parts:
        sha256 = sha256_of(part)
        place = f"{sha256}{part.inside}"
        if place in seen or sources.read_before(connection, sha256):
            outcome.skipped.append(part.shown)
            continue
        seen.add(place)
        found = read_part(part)
        if found is None:
            unknown.append(Problem("source_unknown_account_table", part.shown))
        else:
            yield found
    if unknown:
        raise Refused(unknown)


def _known(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Give what standing readings say last of each row, by matter and identity."""
    sql = (
        "SELECT r.matter, r.identity, r.said FROM source_records r JOIN source_files f ON f.row = r.file"
        " JOIN sources s ON s.row = f.source ORDER BY r.row"
    )
    return {(matter, identity): said for matter, identity, said in connection.execute(sql)}


def _new(
    file: AccountFile, placed: Iterable[Placed], known: dict[tuple[str, str], str], outcome: AccountOutcome
) -> Iterator[Placed]:
    for one in placed:
        key = file.kind, one.identity
        said = json.dumps(one.row.values, ensure_ascii=False, sort_keys=True)
        before = known.get(key)
        known[key] = said
        if before is None:
            outcome.new += 1
        elif _alike(json.loads(before), one.row.values):
            outcome.same += 1
            continue
        else:
            outcome.changed += 1
            if file.kind == MOVEMENTS:
                outcome.proposal.conflicts.append(Problem("source_row_changed", at(file.part.shown, one.row.number)))
        yield one


def _alike(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Tell whether two rows say the same, as far as both say it: a download may have more columns than another."""
    return all(before[name] == now[name] for name in before.keys() & now.keys())


@reading_on
def rows_of(connection: sqlite3.Connection, kind: str, record: str) -> Iterator[KeptRow]:
    """Give the rows of accounts' files that belong to a record, in the order in which they were read."""
    sql = (
        "SELECT f.name, f.sha256, r.number, lower(hex(r.sha256)), r.matter, r.said FROM source_records r"
        " JOIN source_files f ON f.row = r.file JOIN sources s ON s.row = f.source"
        " WHERE r.kind = ? AND r.record = ? ORDER BY r.row"
    )
    for file, sha256, number, digest, matter, said in connection.execute(sql, (kind, record)):
        yield KeptRow(file, sha256, number, digest, matter, json.loads(said))
