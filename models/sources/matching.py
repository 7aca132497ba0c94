"""From gathered charges to records: which account, bill, service and order each belongs to, and what changes by it.

Nothing here writes. :func:`place` finds the records charges belong to, :func:`propose` what those records become.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from models.china_time import CHINA
from models.facts.facts import Facts
from models.facts.records import Account, Bill, BillLine, Order, Record, Service, kind_of
from models.money import FEN, divide_to_fen, format_amount
from models.problems import Problem, Refused
from models.sources.cells import day_of
from models.sources.charges import Charge, Gathered
from models.sources.services import Services

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


@dataclass
class Placement:
    """Where the charges of one reading belong: the accounts with their billing cycle, the bills, the services."""

    billed: dict[int, BilledCharge] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    bills: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Bill's id → (account, period)."""
    notes: list[Problem] = field(default_factory=list)


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


def published_at(period: str) -> datetime:
    """Give when the provider publishes the bill of a month: 19:00 on the first day of the next."""
    year, month = int(period[:4]), int(period[5:])
    return datetime(year + month // 12, month % 12 + 1, 1, _PUBLISHED_HOUR, tzinfo=CHINA)


def place(gathered: Gathered, facts: Facts, billing_cycle: str | None = None) -> Placement:
    """Find the records that charges belong to, or name new ones.

    A charge belongs to the month it was charged in, or, for an account with statistics by usage, postpaid ones to the
    month of use. Raises :class:`Refused` when neither the account nor the charges tell which.
    """
    placement = Placement()
    by_payer: dict[str, list[Charge]] = {}
    for charge in gathered.charges.values():
        by_payer.setdefault(charge.key.payer, []).append(charge)
    services = Services(facts)
    orders_things = _things_by_order(gathered.charges.values())
    for payer, charges in by_payer.items():
        known = facts.accounts.get(payer)
        cycle = billing_cycle or (known.billing_cycle if known else None) or _evident_cycle(payer, charges)
        account = known or Account(payer)
        if cycle is not None and account.billing_cycle is None:
            account = account._replace(billing_cycle=cycle)
        placement.accounts[payer] = account
        bills = {(bill.account, bill.period): bill.id for bill in facts.bills.values()}
        for charge in charges:
            period = _period(charge, cycle)
            bill = bills.get((payer, period)) or f"{payer}-{period}"
            placement.bills[bill] = payer, period
            service = services.of(charge)
            placement.services.setdefault(service.id, service)
            placement.billed[charge.number] = _billed(charge, bill, service.id, orders_things, facts)
    began: dict[str, int] = {}
    for billed in placement.billed.values():
        began[billed.service] = min(billed.first, began.get(billed.service, billed.first))
    for key, service in placement.services.items():
        if key not in facts.services and key in began:
            placement.services[key] = service._replace(starts_on=day_of(began[key]))
    return placement


def _period(charge: Charge, cycle: str | None) -> str:
    by_usage = cycle == "usage" and not charge.key.prepaid and charge.key.matter == "usage"
    return charge.key.used_month if by_usage else charge.key.charged_month


def _evident_cycle(payer: str, charges: list[Charge]) -> str | None:
    """Tell the billing cycle from the charges: a month's download lies in one month by it, and not by the other."""
    if all(_period(charge, "charge") == _period(charge, "usage") for charge in charges):
        return None
    months = {cycle: {_period(charge, cycle) for charge in charges} for cycle in ("charge", "usage")}
    single = [cycle for cycle, found in months.items() if len(found) == 1]
    if len(single) != 1:
        raise Refused([Problem("source_cycle_unknown", inputs={"value": payer})])
    return single[0]


def _things_by_order(charges: Iterable[Charge]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for charge in charges:
        if charge.key.order is not None:
            found.setdefault(charge.key.order, set()).add(charge.key.thing)
    return found


def _billed(charge: Charge, bill: str, service: str, things: Mapping[str, set[str]], facts: Facts) -> BilledCharge:
    order = charge.key.order
    if order is not None:
        shared = f"{order}/{charge.key.thing}"
        known = facts.orders.get(order)
        if shared in facts.orders or (known.service != service if known else len(things[order]) > 1):
            order = shared
    return BilledCharge(
        bill, service, charge.key.matter, order, charge.key.used_month, charge.rows,
        charge.payable, charge.list if charge.listed else None, charge.voucher, charge.gift, charge.share, charge.cash,
        charge.first, charge.last, charge.charged,
    )  # fmt: skip


def end_of_use(first: int, last: int) -> date:
    """Give the day before which use ended: midnight ends the day before, anything later counts the day begun."""
    return max(day_of(last - 1), day_of(first)) + timedelta(days=1)


def lines_of(charges: Iterable[BilledCharge]) -> tuple[BillLine, ...]:
    """Give the lines of one bill: its charges by service, matter, order and month of use, in order of appearance."""
    return tuple(_line(charge) for charge in _merged(charges))


def _merged(charges: Iterable[BilledCharge]) -> Iterable[BilledCharge]:
    found: dict[tuple[object, ...], BilledCharge] = {}
    for charge in charges:
        key = charge.service, charge.matter, charge.order, charge.used_month
        found[key] = _together(found[key], charge) if key in found else charge
    return found.values()


def _together(one: BilledCharge, other: BilledCharge) -> BilledCharge:
    listed = None if one.list is None and other.list is None else (one.list or 0) + (other.list or 0)
    return one._replace(
        rows=one.rows + other.rows,
        payable=one.payable + other.payable,
        list=listed,
        voucher=one.voucher + other.voucher,
        gift=one.gift + other.gift,
        share=one.share + other.share,
        cash=one.cash + other.cash,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        charged=min(one.charged, other.charged),
    )


def _line(charge: BilledCharge) -> BillLine:
    return BillLine(
        charge.service, day_of(charge.first), end_of_use(charge.first, charge.last), charge.payable, charge.cash,
        list=charge.list, gift=charge.gift or None, voucher=charge.voucher or None, share=charge.share or None,
        order=charge.order if _is_order(charge) else None,
    )  # fmt: skip


def _is_order(charge: BilledCharge) -> bool:
    """Tell whether a charge is one our records can hold as an order: nothing negative, a list price."""
    amounts = (charge.payable, charge.voucher, charge.gift, charge.share, charge.cash)
    return charge.order is not None and charge.list is not None and min(charge.list, *amounts) >= 0


def propose(
    placement: Placement,
    facts: Facts,
    charges: Mapping[str, list[BilledCharge]],
    before: Mapping[str, list[BilledCharge]],
    *,
    stated_total: int | None = None,
    sent_at: datetime | None = None,
) -> Proposal:
    """Give what records become by the charges of each bill.

    ``charges`` are all charges of each bill after the reading, ``before`` those that files gave it earlier. A record
    that says something else than the files is a conflict. ``stated_total`` is what the provider's overview says.
    """
    proposal = Proposal(notes=list(placement.notes))
    for owner in placement.accounts.values():
        put_beside(proposal, facts.accounts.get(owner.id), owner)
    for service in placement.services.values():
        if service.id in facts.services:
            proposal.same += 1
        else:
            proposal.new.append(service)
    for bill, (account, period) in placement.bills.items():
        for charge in _merged(charge for charge in charges[bill] if charge.order is not None):
            _order(proposal, facts, charge)
        whole = stated_total if len(placement.bills) == 1 else None
        _bill(proposal, facts, bill, account, period, charges[bill], before.get(bill, []), whole, sent_at)
    return proposal


def put_beside(proposal: Proposal, known: Record | None, made: Record, guarded: tuple[str, ...] = ()) -> None:
    """Take in a record that is new, as it was known, or changed; a change of ``guarded`` fields is a conflict."""
    if known is None:
        proposal.new.append(made)
    else:
        _changed(proposal, kind_of(known), known, made, guarded)


def _order(proposal: Proposal, facts: Facts, charge: BilledCharge) -> None:
    assert charge.order is not None  # noqa: S101 - asked for by the caller
    if not _is_order(charge):
        inputs = {"value": charge.order}
        proposal.notes.append(Problem("source_no_order", "", "order", charge.order, "warning", inputs))
        return
    made = Order(
        charge.order, charge.service, day_of(charge.charged),
        day_of(charge.first), end_of_use(charge.first, charge.last), charge.list or 0, charge.cash,
        gift=charge.gift or None, voucher=charge.voucher or None,
    )  # fmt: skip
    if charge.share:
        shared: dict[str, object] = {"value": charge.order, "amount": charge.share}
        proposal.notes.append(Problem("source_order_share", "", "order", charge.order, "warning", shared))
    known = facts.orders.get(made.id)
    if known is None:
        proposal.new.append(made)
        return
    kept = known._replace(**{name: getattr(made, name) for name in _FROM_FILES})
    _changed(proposal, "order", known, kept, _FROM_FILES)


_FROM_FILES = ("service", "paid_on", "starts_on", "ends_on", "list_price", "cash", "gift", "voucher")


def _bill(  # noqa: PLR0917 - what a bill is, before and after
    proposal: Proposal,
    facts: Facts,
    bill: str,
    account: str,
    period: str,
    charges: list[BilledCharge],
    before: list[BilledCharge],
    stated_total: int | None,
    sent_at: datetime | None,
) -> None:
    lines = lines_of(charges)
    exact = sum(line.payable for line in lines)
    total = divide_to_fen(exact, 1)
    known = facts.bills.get(bill)
    if known is None:
        if stated_total is not None and stated_total % FEN == 0:
            total = stated_total
        elif exact % FEN:
            _note(proposal, bill, "source_total_rounded", exact=format_amount(exact), amount=total)
        moment = sent_at or published_at(period)
        if sent_at is None:
            _note(proposal, bill, "source_sent_at_taken", value=moment.isoformat(sep=" ", timespec="minutes"))
        proposal.new.append(Bill(bill, account, period, moment, "electronic", total, lines=lines))
        return
    revised = known if tuple(known.lines) == lines else known._replace(lines=lines)
    earlier = lines_of(before)
    from_files = bool(earlier) and tuple(known.lines) == earlier
    if total != known.total:
        if from_files and known.total == divide_to_fen(sum(line.payable for line in earlier), 1):
            revised = revised._replace(total=total)
        else:
            _note(proposal, bill, "source_total_differs", amount=known.total, computed=format_amount(exact))
    if sent_at is not None and sent_at != known.sent_at:
        revised = revised._replace(sent_at=sent_at)
    allowed = from_files or not len(known.lines)
    _changed(proposal, "bill", known, revised, () if allowed else ("lines", "total"))


def _changed(proposal: Proposal, kind: str, known: Record, revised: Record, guarded: tuple[str, ...]) -> None:
    """Take in a record that may have changed; a change of a guarded field that was on record is a conflict."""
    if known == revised:
        proposal.same += 1
        return
    proposal.changed.append((known, revised))
    fields = [name for name in guarded if getattr(known, name) != getattr(revised, name)]
    if fields:
        inputs = {"fields": ", ".join(fields)}
        proposal.conflicts.append(Problem("conflict", "", kind, known.id, inputs=inputs))


def _note(proposal: Proposal, bill: str, code: str, **inputs: object) -> None:
    proposal.notes.append(Problem(code, "", "bill", bill, "warning", inputs))
