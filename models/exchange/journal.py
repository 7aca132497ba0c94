"""The money side of a ledger as double entries, as of one day: what was consumed, invoiced, paid, late, to come back.

Everything is read off one assessment, so that the accounts' balances on its day are the settlement's: what is payable
is what invoices leave open, prepayment is the credit that covers nothing, late fees are those of the figures. Amounts
are units of 1e-8 CNY; above zero is debit. Two programs' texts of these are in :mod:`models.exchange.journal_text`.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from models.assess import Assessment
from models.china_time import china_day
from models.facts.records import Bill, Invoice, Order, Payment
from models.money import to_fen
from models.rules.covered import Coverage, Part
from models.rules.late_fees import fee_of, stretches

ACCOUNTS = (
    "bank", "cash", "credit", "refunds", "payable", "consumed", "late_fee_owed", "owed_at_list_price", "service",
    "unexplained", "late_fee", "gift", "voucher", "share", "offset", "not_on_record",
)  # fmt: skip
"""Every account, by the key of its name in the vocabulary (``journal.account.…``)."""


class Account(NamedTuple):
    """An account by its key; that of one service or one account with the provider also names the record."""

    key: str
    kind: str = ""
    record: str = ""


@dataclass
class Entry:
    """A transaction: its day, what it is (``journal.entry.…``), its record, those it goes with, and its postings."""

    day: date
    what: str
    record: tuple[str, str]
    also: tuple[tuple[str, str], ...] = ()
    postings: dict[Account, int] = field(default_factory=lambda: defaultdict(int))

    def post(self, account: Account, amount: int) -> None:
        """Put an amount on an account."""
        self.postings[account] += amount

    def move(self, to: Account, source: Account, amount: int) -> None:
        """Debit one account and credit another."""
        self.post(to, amount)
        self.post(source, -amount)


class Journal(NamedTuple):
    """The entries in order of day, and what some accounts hold at the end of the day by the settlement's own sums."""

    as_of: date
    entries: tuple[Entry, ...]
    balances: dict[Account, int]


def journal(assessment: Assessment) -> Journal:
    """Give the entries of an assessment's ledger, and the balances its figures state."""
    entries = [
        entry
        for entry in (
            *_balances(assessment),
            *_orders(assessment),
            *_refunds(assessment),
            *_bills(assessment),
            *_invoices(assessment),
            *_covering(assessment),
        )
        if any(entry.postings.values())
    ]
    entries.sort(key=lambda entry: entry.day)
    return Journal(assessment.as_of, tuple(entries), _stated(assessment))


def _stated(assessment: Assessment) -> dict[Account, int]:
    """Give what is payable, prepaid and owed as late fees, from the figures and not from the entries."""
    covered = assessment.covered
    open_, fees = (
        sum(figure.value for figure in assessment.figures.of_kind(kind) if isinstance(figure.value, int))
        for kind in ("outstanding", "late_fee")
    )
    paid = sum(coverage.penalty_paid for coverage in covered.invoices.values())
    return {
        Account("payable"): -open_,
        Account("credit"): covered.unallocated,
        Account("late_fee"): fees,
        Account("late_fee_owed"): paid - fees,
    }


def _balances(assessment: Assessment) -> Iterator[Entry]:
    """Enter each account's stated cash; where it came from is not on record. One in arrears holds none."""
    for key, account in assessment.situation.facts.accounts.items():
        if account.cash_balance is not None:
            entry = Entry(account.cash_balance.on, "balance", ("account", key))
            entry.move(Account("cash", "account", key), Account("not_on_record"), account.cash_balance.cash)
            yield entry


def _orders(assessment: Assessment) -> Iterator[Entry]:
    for key, order in assessment.situation.facts.orders.items():
        entry = Entry(order.paid_on, "order", ("order", key), (("service", order.service),))
        gift, voucher = order.gift or 0, order.voucher or 0
        entry.post(_service(order.service), order.cash + gift + voucher)
        entry.post(Account("consumed"), -order.cash)
        entry.post(Account("gift"), -gift)
        entry.post(Account("voucher"), -voucher)
        yield entry


def _back(assessment: Assessment, order: Order) -> tuple[int, int, int] | None:
    """Give what comes back of an order settled (3.2.2), in cash and as gift, and what is owed; None: no figure."""
    if order.settled_on is None:
        return None
    figures = (assessment.figures.get(kind, "order", order.id) for kind in _REFUND)
    values = [figure.value for figure in figures if figure is not None and isinstance(figure.value, int)]
    return (values[0], values[1], values[2]) if len(values) == len(_REFUND) else None


_REFUND = ("refund_cash", "refund_gift", "owed_at_list_price")


def _refunds(assessment: Assessment) -> Iterator[Entry]:
    for key, order in assessment.situation.facts.orders.items():
        back = _back(assessment, order)
        if back is not None and order.settled_on is not None:
            entry = Entry(order.settled_on, "refund", ("order", key), (("service", order.service),))
            entry.move(Account("refunds"), _service(order.service), back[0] + back[1])
            entry.move(_service(order.service), Account("owed_at_list_price"), back[2])
            yield entry


def _bills(assessment: Assessment) -> Iterator[Entry]:
    """Enter what bills ask for, by service and funding, up to the total agreed on if there is one.

    A line that bills an order on record is that order's money and is not entered again. What a line gives back counts
    first against the refund expected for the service since an order of it was settled.
    """
    facts = assessment.situation.facts
    expected: dict[str, list[tuple[str, int]]] = {}
    for order in facts.orders.values():
        back = _back(assessment, order)
        if back is not None:
            expected.setdefault(order.service, []).append((f"{order.settled_on:%Y-%m}", back[0] + back[1]))
    returned: dict[str, int] = {}
    for key, bill in sorted(facts.bills.items(), key=lambda item: (item[1].period, item[0])):
        entry = Entry(_day_of_bill(bill), "bill", ("bill", key), (("account", bill.account),))
        rest = bill.total if bill.agreed_total is None else bill.agreed_total
        for service, _, _, payable, cash, _, gift, voucher, share, order_id in bill.lines:
            rest -= payable
            if order_id is not None and payable >= 0 and order_id in facts.orders:
                continue
            funds = (("consumed", cash), ("gift", gift or 0), ("voucher", voucher or 0), ("share", share or 0))
            for name, amount in funds:
                entry.post(Account(name), -amount)
            entry.post(Account("not_on_record"), sum(amount for _, amount in funds) - payable)
            due = sum(amount for month, amount in expected.get(service, ()) if month <= bill.period)
            met = min(max(0, -payable), due - returned.get(service, 0))
            if met:
                returned[service] = returned.get(service, 0) + met
                entry.post(Account("refunds"), -met)
            entry.post(_service(service), payable + met)
        entry.move(Account("unexplained"), Account("consumed"), rest)
        yield entry


def _day_of_bill(bill: Bill) -> date:
    return china_day(min(bill.sent_at, bill.received_at) if bill.received_at else bill.sent_at)


def _invoices(assessment: Assessment) -> Iterator[Entry]:
    """Enter each invoice, and each red-letter invoice as far as it takes principal away (3.2.5)."""
    begun = min(assessment.situation.facts.agreement.signed_on, assessment.as_of)
    for coverage in assessment.covered.invoices.values():
        there, taken, principal = False, 0, 0
        for invoice in sorted((coverage.invoice, *coverage.reversals), key=lambda one: _day_of(one, begun)):
            there = there or invoice is coverage.invoice
            taken += invoice.amount if invoice.reverses is not None else 0
            now = max(0, coverage.invoice.amount + taken) if there else 0
            red = () if invoice.reverses is None else (("invoice", invoice.reverses),)
            what = "invoice" if invoice.reverses is None else "red_letter"
            also = (*red, *(("bill", bill) for bill in invoice.bills or ()))
            entry = Entry(_day_of(invoice, begun), what, ("invoice", invoice.id), also)
            entry.move(Account("consumed"), Account("payable"), now - principal)
            principal = now
            yield entry


def _covering(assessment: Assessment) -> list[Entry]:
    """Enter payments and late fees; what a red letter changed of earlier days is entered on its own day.

    A red letter frees what had covered the invoice it takes back: seen from later, the payment has covered others or
    nothing since it was made. A book that was right before it stays as it was, so each day's entries are those seen
    before the next red letter, and on the red letter's day one entry brings the accounts to what is seen after it.
    """
    turning = _red_letters(assessment)
    eves = [day - timedelta(days=1) for day in turning]
    standing: list[Entry] = []
    views: list[tuple[date | None, Assessment]] = list(
        zip((None, *turning), (*map(assessment.on, eves), assessment), strict=True)
    )
    for day, seen in views:
        entries = [*_payments(seen), *_late_fees(seen, eves)]
        if day is not None:
            standing.append(_covered_anew(day, turning[day], standing, [one for one in entries if one.day < day]))
            entries = [one for one in entries if one.day >= day]
        standing += entries
    return standing


def _red_letters(assessment: Assessment) -> dict[date, list[Invoice]]:
    """Give the red letters by day, in order, those before which nothing was paid left out."""
    facts = assessment.situation.facts
    begun = min(facts.agreement.signed_on, assessment.as_of)
    first = min((payment.paid_on for payment in facts.payments.values()), default=date.max)
    days: dict[date, list[Invoice]] = defaultdict(list)
    reds = (red for coverage in assessment.covered.invoices.values() for red in coverage.reversals)
    for red in sorted(reds, key=lambda red: _day_of(red, begun)):
        if first < _day_of(red, begun):
            days[_day_of(red, begun)].append(red)
    return days


def _covered_anew(day: date, reds: Iterable[Invoice], before: Iterable[Entry], after: Iterable[Entry]) -> Entry:
    """Enter what red letters of a day change of the days before: as these were seen before them, and after."""
    (first, *others) = reds
    taken = dict.fromkeys(one.reverses for one in (first, *others) if one.reverses is not None)
    also = (*(("invoice", one.id) for one in others), *(("invoice", each) for each in taken))
    entry = Entry(day, "covered_anew", ("invoice", first.id), also)
    for sign, entries in ((-1, before), (1, after)):
        for one in entries:
            for account, amount in one.postings.items():
                entry.post(account, sign * amount)
    return entry


def _day_of(invoice: Invoice, begun: date) -> date:
    """Give the first day of an invoice's own dates; the agreement's where it has none."""
    moments = (china_day(moment) for moment in (invoice.sent_at, invoice.received_at) if moment is not None)
    return min([*moments, *([invoice.issued_on] if invoice.issued_on else [])], default=begun)


_FROM = {"bank": "bank", "online": "bank", "offset": "offset", "credit": "credit"}
"""Method of payment → the account its money comes from."""


def _payments(assessment: Assessment) -> Iterator[Entry]:
    """Enter what each payment covered of principal and late fees; what is left of it is prepaid.

    So is what covers an invoice that comes later, until that day.
    """
    facts = assessment.situation.facts
    begun = min(facts.agreement.signed_on, assessment.as_of)
    covered: dict[str, int] = defaultdict(int)
    penalty: dict[str, int] = defaultdict(int)
    touched: dict[str, list[str]] = defaultdict(list)
    ahead: dict[str, list[Entry]] = defaultdict(list)
    for key, coverage in assessment.covered.invoices.items():
        came = _day_of(coverage.invoice, begun)
        for part in coverage.parts:
            if facts.payments[part.payment].paid_on < came:
                later = Entry(came, "covered_anew", ("invoice", key), (("payment", part.payment),))
                later.move(Account("payable"), Account("credit"), part.amount)
                ahead[part.payment].append(later)
            else:
                covered[part.payment] += part.amount
            touched[part.payment].append(key)
        for part in coverage.penalty_parts:
            penalty[part.payment] += part.amount
            touched[part.payment].append(key)
    for key, payment in facts.payments.items():
        invoices = (("invoice", invoice) for invoice in dict.fromkeys(touched[key]))
        entry = Entry(payment.paid_on, f"payment_{payment.method}", ("payment", key), tuple(invoices))
        entry.post(Account("payable"), covered[key])
        entry.post(Account("late_fee_owed"), penalty[key])
        _fund(
            entry, payment, covered[key] + penalty[key], sum(later.postings[Account("payable")] for later in ahead[key])
        )
        yield entry
        yield from ahead[key]


def _fund(entry: Entry, payment: Payment, used: int, ahead: int) -> None:
    """Say where the money of a payment came from, and leave as prepaid what it has not covered yet."""
    money = used + ahead if payment.method == "credit" else payment.amount
    entry.post(Account(_FROM[payment.method]), -money)
    entry.post(Account("credit"), money - used)


def _late_fees(assessment: Assessment, also: Iterable[date]) -> Iterator[Entry]:
    """Enter each invoice's late fee as it grew, month by month, by each day on which some of it was paid and others."""
    for key, coverage in assessment.covered.invoices.items():
        deadline = coverage.deadline
        if deadline is None:
            continue
        grown = max((part.on for part in coverage.parts), default=deadline) if not coverage.open else assessment.as_of
        if grown <= deadline:
            continue
        before = 0
        days = {*_ends_of_months(deadline, grown), *(part.on for part in coverage.penalty_parts), grown}
        for day in sorted(days.union(each for each in also if deadline < each < grown)):
            fee = _fee_by(assessment, coverage, deadline, day)
            entry = Entry(day, "late_fee", ("invoice", key))
            entry.move(Account("late_fee"), Account("late_fee_owed"), fee - before)
            before = fee
            yield entry


def _fee_by(assessment: Assessment, coverage: Coverage, deadline: date, day: date) -> int:
    parts: Iterable[Part] = (*coverage.parts, Part(coverage.open, assessment.as_of, ""))
    cut = (part._replace(on=min(part.on, day)) for part in parts)
    grown = (stretch for part in cut for stretch in stretches(assessment.situation, part, deadline))
    return to_fen(Fraction(fee_of(grown)))


def _ends_of_months(after: date, until: date) -> Iterator[date]:
    """Give the last days of months on the days after ``after`` and before ``until``."""
    end = after.replace(day=monthrange(after.year, after.month)[1])
    while end < until:
        if end > after:
            yield end
        following = end + timedelta(days=1)
        end = following.replace(day=monthrange(following.year, following.month)[1])


def _service(key: str) -> Account:
    return Account("service", "service", key)
