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
from models.ledger.originals import KEEP_UP_TO, Original, keep_originals, originals_of
from models.ledger.refusals import reading_on
from models.ledger.source_links import STANDING, link, payments_taken
from models.ledger.source_loading import Loading
from models.ledger.sources import SourceFile
from models.problems import Problem, Refused
from models.sources.account_files import MOVEMENTS, AccountFile, read_part
from models.sources.account_matching import Placed, match
from models.sources.matching import Proposal
from models.sources.problems import at
from models.sources.recharges import Due, Offer, lines_paid, offers
from models.sources.tables import Part, parts_of, sha256_of
from models.statements.locks import locked

ACT = "import_account_file"


@dataclass
class AccountOutcome:
    """What a reading did or would do: files, those on record already, rows new, the same and changed since.

    ``recharges`` are the payments that recharges may be, ``taken`` those of them that are made. ``change`` is None for
    a preview, and when nothing is new.
    """

    files: list[SourceFile] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    new: int = 0
    same: int = 0
    changed: int = 0
    proposal: Proposal = field(default_factory=Proposal)
    recharges: list[Offer] = field(default_factory=list)
    taken: list[Offer] = field(default_factory=list)
    originals: list[Original] = field(default_factory=list)
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


@dataclass(frozen=True)
class AccountChoices:
    """What the user says about an account's files that they do not say themselves.

    ``account`` is whose rows are that name none; ``update`` lets the files win. ``recharges`` are the recharges that
    become payments: by their number or identity, or :data:`CLEAR` or :data:`ALL` of those offered. ``due`` are the
    invoices still open, by which recharges are judged. ``keep_up_to`` is how many bytes a file may have to be kept.
    """

    account: str | None = None
    update: bool = False
    recharges: frozenset[str] = frozenset()
    due: Mapping[str, Due] = field(default_factory=dict)
    keep_up_to: int = KEEP_UP_TO


CLEAR, ALL = "clear", "all"


def import_account_files(
    ledger: Ledger, paths: Iterable[Path], choices: AccountChoices = AccountChoices(), *, preview: bool = False
) -> AccountOutcome:
    """Import files, all or nothing, as one act, with the payments that chosen recharges are, and the files themselves.

    A row on record is left out; an order or voucher that says something else by now is kept beside what it said, a
    movement that does is a conflict, as money once moved does not change. Rows on record that belong to their account
    alone are linked to what the ledger has by then. Raises :class:`Refused` with every problem by file and row, or the
    conflicts.
    """
    paths = list(paths)
    with ledger.transaction() as connection:
        outcome = AccountOutcome()
        parts = [part for path in paths for part in parts_of(path)]
        files = list(_unread(connection, parts, outcome))
        if not files and not outcome.skipped:
            raise Refused.because("source_without_charges")
        matched = match(files, ledger.facts, choices.account, payments_taken(connection))
        outcome.proposal = matched.proposal
        known = _known(connection)
        kept = [
            (file, list(_new(file, placed, known, outcome))) for file, placed in zip(files, matched.placed, strict=True)
        ]
        outcome.files = [
            SourceFile(file.part.shown, file.sha256, file.part.size, file.kind, len(rows)) for file, rows in kept
        ]
        outcome.originals = originals_of((file.part.path for file, rows in kept if rows), choices.keep_up_to)
        new = {one.identity for _, rows in kept for one in rows}
        held = {name for kind, name in locked(ledger.facts) if kind == "statement_line"}
        recharges = [one for one in matched.recharges if one.identity in new]
        outcome.recharges = offers(recharges, ledger.facts, choices.due, held)
        outcome.taken = _taken(outcome.recharges, choices.recharges)
        if preview or outcome.is_empty:
            return outcome
        if outcome.proposal.conflicts and not choices.update:
            raise Refused(outcome.proposal.conflicts)
        paid = {one.identity: one.payment for one in outcome.taken}
        made = [*outcome.proposal.records, *paid.values(), *lines_paid(outcome.taken, ledger.facts)]

        def owners(path: Path) -> Iterator[tuple[str, str]]:
            """Give the accounts whose rows a file has."""
            for file, rows in kept:
                if file.part.path == path:
                    yield from (("account", one.identity.partition(":")[0]) for one in rows)

        def keep(connection: sqlite3.Connection, moment: datetime) -> list[Altered]:
            linked = link(connection, ledger.facts.with_records(made))
            altered = list(linked)  # before the rows of these files are there, which are in their places already
            loading = Loading(connection, 0)
            for (file, rows), said in zip(kept, outcome.files, strict=True):
                number = loading.next_file()
                loading.file(said)
                placed = (
                    one._replace(kind="payment", record=paid[one.identity].id) if one.identity in paid else one
                    for one in rows
                )
                connection.executemany(_INSERT, (_stored(number, file.kind, one) for one in placed))
            altered += keep_originals(connection, outcome.originals, owners, moment, {file.sha256 for file in files})
            return [*altered, loading.stand("account_file", moment)]

        outcome.change = put(ledger, ACT, made, also=keep)
    return outcome


def _taken(found: Iterable[Offer], wanted: frozenset[str]) -> list[Offer]:
    """Give the offers that are taken. Raises :class:`Refused` for a number that is none of them."""
    found = list(found)
    named = wanted - {CLEAR, ALL}
    unknown = sorted(named - {name for one in found for name in (one.identity, one.number)})
    if unknown:
        raise Refused.because("no_such_recharge", value=", ".join(unknown))
    return [
        one
        for one in found
        if ALL in wanted or (CLEAR in wanted and one.clear) or one.identity in named or one.number in named
    ]


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
        f"SELECT f.name, f.sha256, r.number, lower(hex(r.sha256)), r.matter, r.said FROM {STANDING}"  # noqa: S608
        " LEFT JOIN source_links l ON l.row = r.row"
        " WHERE (l.row IS NULL AND r.kind = :kind AND r.record = :record) OR (l.kind = :kind AND l.record = :record)"
        " ORDER BY r.row"
    )
    for file, sha256, number, digest, matter, said in connection.execute(sql, {"kind": kind, "record": record}):
        yield KeptRow(file, sha256, number, digest, matter, json.loads(said))
