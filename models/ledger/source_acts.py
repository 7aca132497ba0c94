"""The act of importing the provider's bills: one transaction that keeps every row and makes or changes what follows."""

import gc
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from models.exchange.record_json import record_from_json, record_to_json
from models.facts.records import Bill, kind_of
from models.ledger import sources
from models.ledger.acts import Change
from models.ledger.acts_of_many import put_each
from models.ledger.charge_table import ChargeTable
from models.ledger.connection import Connection
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.ledger.looked_up import looked_up
from models.ledger.originals import KEEP_UP_TO, Original, keep_originals, originals_of
from models.ledger.placing import BILLS, Placing
from models.ledger.source_links import link
from models.ledger.source_loading import Loading
from models.ledger.sources import SourceFile
from models.money import LARGEST
from models.problems import LISTED, Problem, Refused
from models.sources.charges import BY_RESOURCE, DETAIL, Gathered
from models.sources.matching import Brought, Step, too_large
from models.sources.problems import Complaints, at
from models.sources.provider_bills import charges, is_header, level_of
from models.sources.stated_sums import overview_total, products_of, sums, unlike_stated
from models.sources.tables import Part, Table, is_sheet, parts_of, sha256_of, table

ACT = "import_provider_bill"
_BYTES_A_ROW = 400
_CACHE_KIB, _CACHE_AFTER_KIB, _CACHE_BESIDE_KIB = 16_000, 6_000, 4_000
"""Pages held of the ledger while rows come in, of it afterwards (each sorting takes as much), of temporary tables."""
_TOLD_EVERY = 2_000
_Row = tuple[Any, ...]


@dataclass(frozen=True)
class Choices:
    """What the user says about files that they do not say themselves.

    ``billing_cycle`` is how months are told (``charge`` or ``usage``), ``sent_at`` when the bill was sent; ``update``
    lets the files win over records that say something else. ``keep_up_to`` is how many bytes an original file may have
    to be kept with the bills it is of; 0 keeps none, and every file's SHA-256 is kept in any case.
    """

    billing_cycle: str | None = None
    sent_at: datetime | None = None
    update: bool = False
    keep_up_to: int = KEEP_UP_TO


@dataclass
class Outcome:
    """What a reading did or would do: files read and skipped, rows new, there already, changed and no longer given.

    ``proposal`` names the records, and has conflicts and notes.
    """

    files: list[SourceFile] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    rows_new: int = 0
    rows_same: int = 0
    rows_changed: int = 0
    rows_gone: int = 0
    proposal: Brought = field(default_factory=Brought)
    products: dict[str, dict[str, int]] = field(default_factory=dict)
    """By product: what was payable and what paid it (``payable``, ``cash``, ``gift``, ``voucher``, ``share``)."""
    originals: list[Original] = field(default_factory=list)
    change: Change | None = None


class _ToBeUndone(Exception):  # noqa: N818 - it ends the transaction of what is only looked at
    """Everything was done and can be told; the transaction is to be undone."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__()


def import_provider_bills(
    ledger: Ledger,
    paths: Iterable[Path],
    choices: Choices = Choices(),
    *,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Outcome:
    """Import files of the provider's bills, all or nothing, as one act. ``change`` is None when nothing is new.

    ``progress`` is told the number of rows read so far now and then; when it raises, nothing is imported. Raises
    :class:`Refused` with every problem of the files (by file, row and column) or conflict with the records.
    """
    return _whole(ledger, list(paths), choices, progress, preview=False)


def preview_provider_bills(
    ledger: Ledger,
    paths: Iterable[Path],
    choices: Choices = Choices(),
    *,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Outcome:
    """Give what :func:`import_provider_bills` would do. Conflicts are among the outcome; nothing is changed."""
    return _whole(ledger, list(paths), choices, progress, preview=True)


def _whole(
    ledger: Ledger, paths: list[Path], choices: Choices, progress: Callable[[int], None], *, preview: bool
) -> Outcome:
    """Do everything in one transaction; a preview, and an import that brings nothing new, is undone at the end."""
    try:
        with ledger.transaction() as connection, _Cache(connection):
            outcome = _import(ledger, connection, paths, choices, progress, preview=preview)
            if outcome.change is None:
                raise _ToBeUndone(outcome)  # noqa: TRY301 - what is caught below, outside the transaction
            return outcome
    except _ToBeUndone as over:
        return over.outcome


class _Cache:
    """A larger page cache while a file comes in, and no looking for garbage: rows come and go without cycles.

    What the reading kept in temporary tables goes at the end; when it fails, with its transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._collects = gc.isenabled()
        gc.disable()
        self._before: int = self._connection.execute("PRAGMA cache_size").fetchone()[0]
        self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._connection.execute(f"PRAGMA temp.cache_size = -{_CACHE_BESIDE_KIB}")

    def __exit__(self, failed: object, *_: object) -> None:
        if failed is None:
            tables = "SELECT name FROM sqlite_temp_master WHERE type = 'table' AND name LIKE 'reading_%'"
            for (name,) in self._connection.execute(tables).fetchall():
                self._connection.execute(f"DROP TABLE temp.{name}")
        self._connection.execute(f"PRAGMA cache_size = {self._before}")
        if self._collects:
            gc.enable()


def _import(
    ledger: Ledger,
    connection: Connection,
    paths: Sequence[Path],
    choices: Choices,
    progress: Callable[[int], None],
    *,
    preview: bool = False,
) -> Outcome:
    outcome = Outcome()
    parts = _unread(connection, [part for path in paths for part in parts_of(path)], outcome)
    if not parts:
        return outcome
    loading = Loading(connection, sum(part.size for part in parts) // _BYTES_A_ROW)
    charges = ChargeTable(connection)
    gathered = Gathered(charges)
    _read(parts, loading, gathered, outcome, progress)
    gathered.complaints.refuse()
    if not outcome.rows_new and outcome.skipped:
        return outcome
    if not outcome.rows_new:
        raise Refused([Problem("source_without_charges", outcome.files[0].name if outcome.files else "")])
    charges.put_away()
    connection.execute(f"PRAGMA cache_size = -{_CACHE_AFTER_KIB}")
    if sum(file.rows > 0 for file in outcome.files) > 1:
        _drop_repeated(loading, gathered, charges, outcome)
    outcome.products = products_of(charges)
    facts, proposal = looked_up(connection), outcome.proposal
    proposal.notes += [*unlike_stated(gathered, outcome.products), *gathered.doubts.all()]
    placing = Placing(connection, facts, charges)
    before = placing.find_bills(choices.billing_cycle)
    loading.finish()
    withdrawn = _compare(connection, loading, charges, outcome, before)
    now = [loading.source] if withdrawn else [*before, loading.source]
    loading.charges(placing.billed())
    steps = _shaped(placing.steps(proposal, before, now, overview_total(gathered), choices.sent_at), proposal)
    outcome.originals = originals_of((part.path for part in parts), choices.keep_up_to)
    if preview:
        deque(steps, maxlen=0)
        return outcome

    def also(connection: sqlite3.Connection, moment: datetime) -> Iterator[Altered]:
        if proposal.conflicts and not choices.update:
            raise Refused(proposal.conflicts)
        yield from withdrawn
        known = {file.sha256 for file in outcome.files}
        bills = [("bill", bill) for (bill,) in connection.execute(f"{BILLS} ORDER BY row")]
        yield from keep_originals(connection, outcome.originals, lambda _: bills, moment, known)
        yield loading.stand("provider_bill", moment)
        yield from link(connection, facts)

    change = put_each(ledger, ACT, steps, also)
    if outcome.rows_new or not proposal.is_empty:
        outcome.change = change
    return outcome


def _unread(connection: sqlite3.Connection, parts: list[Part], outcome: Outcome) -> list[Part]:
    """Leave out files that were taken in before, and a file given twice."""
    sizes, seen = sources.sizes_read(connection), set[str]()
    alike = [part.size for part in parts]
    found = []
    for part in parts:
        if part.size in sizes or alike.count(part.size) > 1:
            name = "#".join([sha256_of(part), *(each for each in part.inside if each.startswith("#"))])
            if name in seen or sources.read_before(connection, name.partition("#")[0]):
                outcome.skipped.append(part.shown)
                continue
            seen.add(name)
        found.append(part)
    return found


def _read(
    parts: list[Part], loading: Loading, gathered: Gathered, outcome: Outcome, progress: Callable[[int], None]
) -> None:
    """Read every table: the most detailed ones as rows, the others as the sums that check them."""
    levels: dict[Part, str | None] = {}
    sheets: dict[Part, Table] = {}
    for part in parts:
        with table(part, is_header) as found:
            levels[part] = None if found is None else level_of(found.headings)
            if found is not None and is_sheet(part):
                sheets[part] = found  # a sheet is in memory whole, and takes long to get there
    detailed = next((level for level in (DETAIL, BY_RESOURCE) if level in levels.values()), None)
    if detailed is None and not outcome.skipped:
        raise Refused(Problem("source_unknown_table", part.shown) for part in parts)
    for part in parts:
        level = levels[part]
        if level is None:
            gathered.doubt("source_unknown_table", part.shown)
        if level is None or (level in {DETAIL, BY_RESOURCE} and level != detailed):
            # By resource beside the detail: the same charges, added up.
            beside = SourceFile(part.shown, sha256_of(part), part.size, level or "", 0)
            loading.file(beside)
            outcome.files.append(beside)
            continue
        with nullcontext(sheets.pop(part)) if part in sheets else table(part, is_header) as found:
            assert found is not None  # noqa: S101 - it had a header a moment ago
            rows = 0
            if level == detailed:
                number = loading.next_file()
                given = charges(found, gathered, loading.number_of, number, loading.first_charge)
                rows = loading.rows(_told(given, outcome.rows_new, progress))
                outcome.rows_new += rows
            else:
                sums(found, gathered, level)
            file = SourceFile(part.shown, found.sha256(), part.size, level, rows)
            loading.file(file)
            outcome.files.append(file)


def _drop_repeated(loading: Loading, gathered: Gathered, charges: ChargeTable, outcome: Outcome) -> None:
    """Count a row that several of the files hold once."""
    dropped = loading.drop_repeated()
    if dropped:
        outcome.rows_new -= dropped
        gathered.doubt("source_rows_twice", "", count=dropped)
        charges.add_up_again(loading.first_charge, loading.first_row)


def _told(rows: Iterator[_Row], before: int, progress: Callable[[int], None]) -> Iterator[_Row]:
    """Pass rows on, telling now and then how many there were."""
    while some := tuple(islice(rows, _TOLD_EVERY)):
        yield from some
        before += len(some)
        progress(before)


def _shaped(steps: Iterable[Step], proposal: Brought) -> Iterator[Step]:
    """Count steps as they pass; refuse what no record can bear: names too long or with characters nobody sees."""
    problems = Complaints()
    for known, record in steps:
        found: list[Problem] = []
        kind = kind_of(record)
        if isinstance(record, Bill):  # its texts are those of account, service and order
            if abs(record.total) >= LARGEST:
                raise too_large(record.total, kind, record.id)
        else:
            record_from_json(type(record), record_to_json(record), "", found)
        for one in found:
            problems.add(replace(one, path=one.path.removeprefix("."), subject=kind, record=record.id))
        if not found:
            proposal.take((known, record))
            yield known, record
    problems.refuse()


def _compare(
    connection: sqlite3.Connection, loading: Loading, charges: ChargeTable, outcome: Outcome, readings: list[int]
) -> list[Altered]:
    """Compare with what standing readings hold of the same bills: let go of rows there already.

    Where rows are otherwise, those are conflicts and the readings stand no longer; gives what that altered.
    """
    if not readings:
        return []
    conflicts = list(_otherwise(connection, loading, outcome, readings))
    if not conflicts:
        charges.add_up_again(loading.first_charge, loading.first_row)
        return []
    for conflict in conflicts:
        outcome.proposal.conflict(conflict)
    if others := sources.other_bills(connection, readings, BILLS):
        raise Refused.because("source_of_other_bills", value=", ".join(others))
    return sources.withdraw(connection, readings)


def _otherwise(
    connection: sqlite3.Connection, loading: Loading, outcome: Outcome, readings: list[int]
) -> Iterator[Problem]:
    """Find rows on record already; give the conflicts with those that are otherwise."""
    level = next(file.level for file in outcome.files if file.rows)
    others = sources.levels_of(connection, readings) - {level}
    if others:
        bills = ", ".join(bill for (bill,) in connection.execute(f"{BILLS} ORDER BY row LIMIT {LISTED}"))
        yield Problem("source_other_level", inputs={"value": bills, "level": level, "other": min(others)})
        return
    overlap = loading.known_rows(readings, BILLS)
    outcome.rows_same, outcome.rows_changed, outcome.rows_gone = overlap.same, overlap.changed, overlap.gone
    if overlap.changed:
        outcome.rows_new -= overlap.same + overlap.changed
    else:
        outcome.rows_new -= overlap.same
        outcome.rows_gone = 0
    for name, number in overlap.places:
        yield Problem("source_row_changed", at(name, number))
