"""From gathered charges to records: what accounts, services, orders and bills become by them.

Nothing here writes or looks anything up; :mod:`models.ledger.placing` does, and asks here what follows.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from models.china_time import CHINA
from models.facts.names import Names
from models.facts.records import Account, Bill, BillLine, Order, Record, kind_of
from models.money import FEN, LARGEST, divide_to_fen, format_amount
from models.problems import LISTED, Problem, Refused
from models.sources.cells import day_of
from models.sources.charges import Charge

_PUBLISHED_HOUR = 19


class BilledCharge(NamedTuple):
    """A charge in its place: on which bill, for which service, of which order.

    Sums are units of 1e-8 CNY, the span of its use Unix seconds.
    """

    bill: str
    service: str
    matter: str
    order: str | None
    used_month: str
    rows: int
    payable: int
    list: int | None
    voucher: int
    gift: int
    share: int
    cash: int
    first: int
    last: int
    charged: int


class Months(NamedTuple):
    """In which months charges of a kind lie: that of the charge, that of the use."""

    prepaid: bool
    matter: str
    charged: str
    used: str


@dataclass
class Proposal:
    """What a reading would do: records new, changed (before, after) and as they are, conflicts, and notes."""

    new: list[Record] = field(default_factory=list)
    changed: list[tuple[Record, Record]] = field(default_factory=list)
    same: int = 0
    conflicts: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        """The records to put into the ledger."""
        return [*self.new, *(after for _, after in self.changed)]

    @property
    def counts(self) -> tuple[Counter[str], Counter[str]]:
        """How many records of which kind are new, and how many changed."""
        return Counter(map(kind_of, self.new)), Counter(kind_of(after) for _, after in self.changed)


@dataclass
class Brought:
    """What a reading brings, told by names, as there may be a million: records new and changed, conflicts and notes.

    ``same`` counts the records that stay as they are; ``sent_at`` is when the new bill was sent, where there is one.
    Of conflicts and notes there are no more than anybody is told, and one more where there are more.
    """

    new: Names = field(default_factory=Names)
    changed: Names = field(default_factory=Names)
    same: int = 0
    conflicts: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    sent_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every record stays as it is."""
        return not (len(self.new) or len(self.changed))

    @property
    def counts(self) -> tuple[Counter[str], Counter[str]]:
        """How many records of which kind are new, and how many changed."""
        return self.new.by_kind, self.changed.by_kind

    def take(self, step: "Step") -> None:
        """Count a step."""
        known, made = step
        (self.new if known is None else self.changed).append((kind_of(made), made.id))
        if isinstance(made, Bill):
            self.sent_at = made.sent_at

    def conflict(self, problem: Problem) -> None:
        """Take in a record, or a row, that says something else than the files."""
        if len(self.conflicts) <= LISTED:
            self.conflicts.append(problem)

    def note(self, code: str, kind: str, record: str, **inputs: object) -> None:
        """Take in what is doubtful of a record."""
        if len(self.notes) <= LISTED:
            self.notes.append(Problem(code, "", kind, record, "warning", inputs))


Step = tuple[Record | None, Record]
"""A record as it was, None where there was none, and as it becomes."""


def published_at(period: str) -> datetime:
    """Give when the provider publishes the bill of a month: 19:00 on the first day of the next."""
    year, month = int(period[:4]), int(period[5:])
    return datetime(year + month // 12, month % 12 + 1, 1, _PUBLISHED_HOUR, tzinfo=CHINA)


def cycle_of(payer: str, known: Account | None, told: str | None, months: Collection[Months]) -> str | None:
    """Give what an account counts months by: as told, as on record, or as its charges show; None where it is all one.

    Raises :class:`Refused` when neither the account nor the charges tell which.
    """
    return told or (known.billing_cycle if known else None) or _evident_cycle(payer, months)


def period_of(months: Months, cycle: str | None) -> str:
    """Give the month that charges belong to: that of the charge; of the use where the account counts postpaid so."""
    by_usage = cycle == "usage" and not months.prepaid and months.matter == "usage"
    return months.used if by_usage else months.charged


def _evident_cycle(payer: str, months: Collection[Months]) -> str | None:
    """Tell the billing cycle from the charges: a month's download lies in one month by it, and not by the other."""
    if all(period_of(each, "charge") == period_of(each, "usage") for each in months):
        return None
    found = {cycle: {period_of(each, cycle) for each in months} for cycle in ("charge", "usage")}
    single = [cycle for cycle, periods in found.items() if len(periods) == 1]
    if len(single) != 1:
        raise Refused([Problem("source_cycle_unknown", inputs={"value": payer})])
    return single[0]


def billed(charge: Charge, bill: str, service: str, order: str | None) -> BilledCharge:
    """Put a charge in its place."""
    return BilledCharge(
        bill, service, charge.key.matter, order, charge.key.used_month, charge.rows,
        charge.payable, charge.list if charge.listed else None, charge.voucher, charge.gift, charge.share, charge.cash,
        charge.first, charge.last, charge.charged,
    )  # fmt: skip


def too_large(amount: int, kind: str, record: str) -> Refused:
    """Give the refusal of a sum that no record can bear."""
    bounds = {"least": format_amount(1 - LARGEST), "most": format_amount(LARGEST - 1)}
    inputs = {"value": format_amount(amount), **bounds}
    return Refused([Problem("amount_out_of_range", "total", kind, record, inputs=inputs)])


def end_of_use(first: int, last: int) -> date:
    """Give the day before which use ended: midnight ends the day before, anything later counts the day begun."""
    return max(day_of(last - 1), day_of(first)) + timedelta(days=1)


def line_of(charge: BilledCharge) -> BillLine:
    """Give the line of a bill that charges of one service, matter, order and month of use are together."""
    return BillLine(
        charge.service, day_of(charge.first), end_of_use(charge.first, charge.last), charge.payable, charge.cash,
        list=charge.list, gift=charge.gift or None, voucher=charge.voucher or None, share=charge.share or None,
        order=charge.order if _is_order(charge) else None,
    )  # fmt: skip


def _is_order(charge: BilledCharge) -> bool:
    """Tell whether a charge is one our records can hold as an order: nothing negative, a list price."""
    amounts = (charge.payable, charge.voucher, charge.gift, charge.share, charge.cash)
    return charge.order is not None and charge.list is not None and min(charge.list, *amounts) >= 0


def put_beside(proposal: Proposal, known: Record | None, made: Record, guarded: tuple[str, ...] = ()) -> None:
    """Take in a record that is new, as it was known, or changed; a change of ``guarded`` fields is a conflict."""
    if known is None:
        proposal.new.append(made)
    elif known == made:
        proposal.same += 1
    else:
        proposal.changed.append((known, made))
        proposal.conflicts += _unlike(known, made, guarded)


def step(brought: Brought, known: Record | None, made: Record, guarded: tuple[str, ...] = ()) -> Iterator[Step]:
    """Give the step to a record that is new or changed; a change of ``guarded`` fields is a conflict."""
    if known is not None and known == made:
        brought.same += 1
        return
    if known is not None:
        for problem in _unlike(known, made, guarded):
            brought.conflict(problem)
    yield known, made


def _unlike(known: Record, made: Record, guarded: tuple[str, ...]) -> list[Problem]:
    fields = [name for name in guarded if getattr(known, name) != getattr(made, name)]
    inputs = {"fields": ", ".join(fields)}
    return [Problem("conflict", "", kind_of(known), known.id, inputs=inputs)] if fields else []


def order_of(brought: Brought, charge: BilledCharge) -> Order | None:
    """Give the order that charges of it are together; None, and a note, where our records cannot hold it."""
    assert charge.order is not None  # noqa: S101 - asked for by the caller
    if not _is_order(charge):
        brought.note("source_no_order", "order", charge.order, value=charge.order)
        return None
    if charge.share:
        brought.note("source_order_share", "order", charge.order, value=charge.order, amount=charge.share)
    return Order(
        charge.order, charge.service, day_of(charge.charged),
        day_of(charge.first), end_of_use(charge.first, charge.last), charge.list or 0, charge.cash,
        gift=charge.gift or None, voucher=charge.voucher or None,
    )  # fmt: skip


def order_step(brought: Brought, known: Order | None, made: Order) -> Iterator[Step]:
    """Give the step to an order: what files do not say of one on record stays."""
    kept = made if known is None else known._replace(**{name: getattr(made, name) for name in _FROM_FILES})
    yield from step(brought, known, kept, _FROM_FILES)


_FROM_FILES = ("service", "paid_on", "starts_on", "ends_on", "list_price", "cash", "gift", "voucher")


@dataclass(frozen=True)
class MonthlyBill:
    """A month's bill as its charges make it: lines, and what these come to exactly, in 1e-8 CNY.

    ``earlier`` are the lines that files gave it before, ``exact_earlier`` what those came to; ``stated_total`` is what
    the provider's overview says, ``sent_at`` what the user says.
    """

    id: str
    account: str
    period: str
    lines: Sequence[BillLine]
    exact: int
    earlier: Sequence[BillLine] = ()
    exact_earlier: int = 0
    stated_total: int | None = None
    sent_at: datetime | None = None


def bill_step(brought: Brought, known: Bill | None, made: MonthlyBill) -> Iterator[Step]:
    """Give the step to a bill. Lines and total of one on record are written over where they came from files."""
    if known is None:
        yield from step(brought, None, _new_bill(brought, made))
        return
    revised = known if known.lines == made.lines else known._replace(lines=made.lines)
    from_files = len(made.earlier) > 0 and known.lines == made.earlier
    total = divide_to_fen(made.exact, 1)
    if total != known.total:
        if from_files and known.total == divide_to_fen(made.exact_earlier, 1):
            revised = revised._replace(total=total)
        else:
            computed = format_amount(made.exact)
            brought.note("source_total_differs", "bill", made.id, amount=known.total, computed=computed)
    if made.sent_at is not None and made.sent_at != known.sent_at:
        revised = revised._replace(sent_at=made.sent_at)
    allowed = from_files or not len(known.lines)
    yield from step(brought, known, revised, () if allowed else ("lines", "total"))


def _new_bill(brought: Brought, made: MonthlyBill) -> Bill:
    total, moment = divide_to_fen(made.exact, 1), made.sent_at
    if made.stated_total is not None and made.stated_total % FEN == 0:
        total = made.stated_total
    elif made.exact % FEN:
        brought.note("source_total_rounded", "bill", made.id, exact=format_amount(made.exact), amount=total)
    if moment is None:
        moment = published_at(made.period)
        brought.note("source_sent_at_taken", "bill", made.id, value=moment.isoformat(sep=" ", timespec="minutes"))
    return Bill(made.id, made.account, made.period, moment, "electronic", total, lines=made.lines)
