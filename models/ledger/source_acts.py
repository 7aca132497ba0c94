"""The act of importing the provider's bills: one transaction that keeps every row and makes or changes what follows."""

import gc
import sqlite3
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
from models.ledger.acts import Change, put
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.ledger.originals import KEEP_UP_TO, Original, keep_originals, originals_of
from models.ledger.source_links import link
from models.ledger.source_loading import Loading
from models.ledger.sources import SourceFile
from models.money import LARGEST, format_amount
from models.problems import Problem, Refused
from models.sources.charges import BY_RESOURCE, DETAIL, Gathered
from models.sources.matching import Proposal, place, propose
from models.sources.problems import at
from models.sources.provider_bills import charges, is_header, level_of
from models.sources.stated_sums import overview_total, products_of, sums, unlike_stated
from models.sources.tables import Part, Table, is_sheet, parts_of, sha256_of, table

ACT = "import_provider_bill"
_BYTES_A_ROW = 400
_CACHE_KIB = 16_000
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

    ``proposal`` has the records, conflicts and notes.
    """

    files: list[SourceFile] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    rows_new: int = 0
    rows_same: int = 0
    rows_changed: int = 0
    rows_gone: int = 0
    proposal: Proposal = field(default_factory=Proposal)
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
    """A larger page cache while a file comes in, and no looking for garbage: rows come and go without cycles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._collects = gc.isenabled()
        gc.disable()
        self._before: int = self._connection.execute("PRAGMA cache_size").fetchone()[0]
        self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    def __exit__(self, *_: object) -> None:
        self._connection.execute(f"PRAGMA cache_size = {self._before}")
        if self._collects:
            gc.enable()


def _import(
    ledger: Ledger,
    connection: sqlite3.Connection,
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
    gathered = Gathered()
    _read(parts, loading, gathered, outcome, progress)
    gathered.complaints.refuse()
    if not outcome.rows_new and outcome.skipped:
        return outcome
    if not outcome.rows_new:
        raise Refused([Problem("source_without_charges", outcome.files[0].name if outcome.files else "")])
    if sum(file.rows > 0 for file in outcome.files) > 1:
        _drop_repeated(loading, gathered, outcome)
    outcome.products = products_of(gathered)
    notes = unlike_stated(gathered)
    placement = place(gathered, ledger.facts, choices.billing_cycle)
    gathered.charges.clear()  # each is in its place now, and there may be a hundred thousand
    bills = list(placement.bills)
    altered: list[Altered] = []
    conflicts: list[Problem] = []
    billed = placement.billed
    before = sources.standing_charges(connection, bills)
    loading.finish()
    if before:
        conflicts += _compare(connection, loading, outcome, bills)
        if conflicts:
            altered, others = sources.withdraw(connection, bills)
            if set(others) - set(bills):
                raise Refused.because("source_of_other_bills", value=", ".join(sorted(set(others) - set(bills))))
        else:
            billed = {number: billed[number]._replace(**sums) for number, sums in loading.summed_again().items()}
    loading.charges(billed)
    standing = sources.standing_charges(connection, bills)
    merged = {bill: [*standing.get(bill, []), *(c for c in billed.values() if c.bill == bill)] for bill in bills}
    outcome.proposal = propose(
        placement, ledger.facts, merged, before, stated_total=overview_total(gathered), sent_at=choices.sent_at
    )
    proposal = outcome.proposal
    proposal.notes = [*notes, *gathered.doubts.all(), *proposal.notes]
    proposal.conflicts = [*conflicts, *proposal.conflicts]
    _shaped(proposal)
    outcome.originals = originals_of((part.path for part in parts), choices.keep_up_to)
    if preview:
        return outcome
    if proposal.conflicts and not choices.update:
        raise Refused(proposal.conflicts)
    if not outcome.rows_new and not proposal.records:
        return outcome

    def also(connection: sqlite3.Connection, moment: datetime) -> list[Altered]:
        known = {file.sha256 for file in outcome.files}
        kept = keep_originals(
            connection, outcome.originals, lambda _: (("bill", bill) for bill in bills), moment, known
        )
        linked = link(connection, ledger.facts.with_records(proposal.records))
        return [*altered, *kept, loading.stand("provider_bill", moment), *linked]

    outcome.change = put(ledger, ACT, proposal.records, also=also)
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


def _drop_repeated(loading: Loading, gathered: Gathered, outcome: Outcome) -> None:
    """Count a row that several of the files hold once."""
    dropped = loading.drop_repeated()
    if not dropped:
        return
    outcome.rows_new -= dropped
    gathered.doubt("source_rows_twice", "", count=dropped)
    sums = loading.summed_again()
    for charge in list(gathered.charges.values()):
        if charge.number in sums:
            charge.take(sums[charge.number])
        else:
            del gathered.charges[charge.key]


def _told(rows: Iterator[_Row], before: int, progress: Callable[[int], None]) -> Iterator[_Row]:
    """Pass rows on, telling now and then how many there were."""
    while some := tuple(islice(rows, _TOLD_EVERY)):
        yield from some
        before += len(some)
        progress(before)


def _shaped(proposal: Proposal) -> None:
    """Refuse what no record can bear: names too long or with characters nobody sees, sums too large."""
    problems: list[Problem] = []
    for record in proposal.records:
        if isinstance(record, Bill):  # its texts are those of account, service and order
            amounts = [record.total, *(amount for line in record.lines for amount in line[3:9] if amount is not None)]
            largest = max(map(abs, amounts))
            if largest >= LARGEST:
                bounds = {"least": format_amount(1 - LARGEST), "most": format_amount(LARGEST - 1)}
                inputs = {"value": format_amount(largest), **bounds}
                problems.append(Problem("amount_out_of_range", "total", "bill", record.id, inputs=inputs))
        else:
            found: list[Problem] = []
            record_from_json(type(record), record_to_json(record), "", found)
            kind = kind_of(record)
            problems += [replace(one, path=one.path.removeprefix("."), subject=kind, record=record.id) for one in found]
    if problems:
        raise Refused(problems)


def _compare(connection: sqlite3.Connection, loading: Loading, outcome: Outcome, bills: list[str]) -> list[Problem]:
    """Find rows on record already; give the conflicts with those that are otherwise."""
    level = next(file.level for file in outcome.files if file.rows)
    others = sources.levels_of(connection, bills) - {level}
    if others:
        return [Problem("source_other_level", inputs={"value": ", ".join(bills), "level": level, "other": min(others)})]
    overlap = loading.known_rows(bills)
    outcome.rows_same, outcome.rows_changed, outcome.rows_gone = overlap.same, overlap.changed, overlap.gone
    if overlap.changed:
        outcome.rows_new -= overlap.same + overlap.changed
    else:
        outcome.rows_new -= overlap.same
        outcome.rows_gone = 0
    return [Problem("source_row_changed", at(name, number)) for name, number in overlap.places]
