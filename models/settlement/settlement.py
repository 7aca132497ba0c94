"""An account between the parties over a span of days: what was owed, came, was covered and is owed; who paid for what.

Everything is read off two assessments, one as of the day before the span and one as of its last day, so the statement
and the figures cannot disagree; what happened between the last day and a later day of making is read off a third.
Amounts are units of 1e-8 CNY.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.assess import Assessment, assess
from models.china_time import china_day
from models.facts.facts import Facts
from models.facts.records import Bill, Invoice, Order, Payment
from models.figures import Figure, total
from models.problems import Refused, no_such_record
from models.rules.covered import Coverage
from models.settlement.months import MonthCharge, months_of
from models.settlement.orders import Bought, billed_again, bought
from models.settlement.scope import coverages, left_out, orders_of
from models.terms.calendar import Calendar
from models.terms.terms import Terms

_TOLD_EVERY = 200
METHODS = ("bank", "online", "offset", "credit")


@dataclass(frozen=True)
class Charge:
    """What one service cost, by funding source; ``service`` is None for what a bill's lines leave unexplained."""

    service: str | None
    payable: int
    cash: int
    gift: int
    voucher: int


@dataclass(frozen=True)
class LateFee:
    """One invoice's late fee (4.4.1): grown before the span, within it, and in all; and what is still owed.

    ``paid`` is what payments covered of it, under the reading ``payment_covers_first=penalty``.
    """

    invoice: Invoice
    opening: int
    accrued: int
    closing: int
    outstanding: int
    paid: int


@dataclass(frozen=True)
class Refund:
    """What comes back for an order settled within the span (3.2.2), or is still owed for it.

    None where 3.2.2 gives no figure: an order without a promotion whose condition was not met.
    """

    order: Order
    cash: int | None
    gift: int | None
    owed: int | None


@dataclass(frozen=True)
class Movement:
    """What one payment did: ``money = covered + penalty + credit``.

    ``money`` is what came in, zero where credit was applied; ``covered`` went to invoices, ``penalty`` to late fees,
    ``credit`` is the change of what is not allocated. ``payment`` is None for earlier payments that cover something
    else since, because a red-letter invoice freed them.
    """

    payment: Payment | None
    money: int
    covered: int
    penalty: int

    @property
    def credit(self) -> int:
        """How the unallocated credit changed."""
        return self.money - self.covered - self.penalty


@dataclass(frozen=True)
class Settlement:
    """The statement of a span, true to the fen.

    ``opening + invoiced − reversed_ − Σ covered = closing``, and over the movements Σ ``covered`` is the same sum and
    ``opening_credit + Σ credit = closing_credit``. What closes a span opens the next.

    Of one ``account`` it holds that account's bills and orders, and the invoices for its bills alone; a payment counts
    as far as it covers these, so that there is no credit. ``left_out`` are the invoices of which a part may be the
    account's, but the records do not say which: those of several accounts, and those of no bill. ``purchases`` is what
    no bill holds of the orders ``bought`` in the span; ``billed_again`` what the span's bills ask for on orders paid
    before it. ``later`` is the
    assessment of the day the statement is made, when that is after the span.
    """

    first: date
    last: date
    before: Assessment
    after: Assessment
    opening: int
    invoiced: int
    reversed_: int
    covered: dict[str, int]
    closing: int
    opening_credit: int
    closing_credit: int
    late_fees: tuple[LateFee, ...]
    bills: tuple[Bill, ...]
    charges: tuple[Charge, ...]
    purchases: tuple[Charge, ...]
    bought: tuple[Bought, ...]
    billed_again: dict[str, int]
    refunds: tuple[Refund, ...]
    movements: tuple[Movement, ...]
    months: tuple[MonthCharge, ...]
    account: str | None = None
    left_out: tuple[str, ...] = ()
    later: Assessment | None = None

    @property
    def cash_balances(self) -> int:
        """The cash last stated by the span's last day, account by account; none where the balance is below zero."""
        accounts = self.after.situation.facts.accounts
        chosen = accounts.values() if self.account is None else [accounts[self.account]]
        return sum(account.cash_balance.cash for account in chosen if account.cash_balance is not None)

    @property
    def prepaid(self) -> tuple[Figure, ...]:
        """The figures of each order's cash not consumed by the span's last day, those of nothing left out."""
        orders = orders_of(self.after, self.account)
        figures = self.after.figures.of_kind("unconsumed_prepaid")
        return tuple(one for one in figures if one.value and one.record in orders)

    @property
    def unconsumed_prepaid(self) -> int:
        """The orders' cash not consumed by the span's last day."""
        return total(self.prepaid)

    def coverages(self, assessment: Assessment) -> Iterator[tuple[str, Coverage]]:
        """Give the invoices the statement is about, as they stand in one of its assessments."""
        return coverages(assessment, self.account)

    @property
    def provisional(self) -> tuple[Figure, ...]:
        """What is owed on the span's last day as far as a holiday arrangement still to be published can change it."""
        keys = [key for key, _ in self.coverages(self.after)]
        figures = (self.after.figures[kind, "invoice", key] for kind in ("outstanding", "late_fee") for key in keys)
        return tuple(figure for figure in figures if figure.provisional)

    @property
    def billed(self) -> int:
        """The total of all bills of the span."""
        return sum(bill.total for bill in self.bills)


def settle(
    facts: Facts, first: date, last: date, *, account: str | None = None, as_of: date | None = None,
    terms: Terms | None = None, calendar: Calendar | None = None, tell: Callable[[], None] = lambda: None,
) -> Settlement:  # fmt: skip
    """State the account from the beginning of ``first`` to the end of ``last``, of one ``account`` or of all.

    ``tell`` is called now and then and may raise to stop: a long ledger's account takes its time. Raises
    :class:`Refused` when the span runs backwards, there is no such account, or the agreement names unknown terms.
    """
    if first > last:
        raise Refused.because("bad_span", start=first, end=last)
    if account is not None and account not in facts.accounts:
        raise no_such_record("account", account)
    tell()
    before = assess(facts, first - timedelta(days=1), terms=terms, calendar=calendar)
    after = assess(facts, last, terms=terms, calendar=calendar)
    later = assess(facts, as_of, terms=terms, calendar=calendar) if as_of is not None and as_of > last else None
    for assessment in (before, after, *((later,) if later is not None else ())):
        assessment.apply_payments(tell)
    then = dict(coverages(before, account))
    new = [one.invoice.amount for key, one in coverages(after, account) if key not in then]
    principal = _principal(after, account) - _principal(before, account)
    tell()
    now = after.situation.facts
    bills = tuple(
        bill
        for key, bill in now.bills.items()
        if key not in before.situation.facts.bills and _in(bill, first, last) and account in {None, bill.account}
    )
    orders = orders_of(after, account)
    new_orders = bought((one for one in orders.values() if first <= one.paid_on <= last), now.bills)
    months = months_of(bills)
    return Settlement(
        first=first,
        last=last,
        before=before,
        after=after,
        opening=_open(before, account),
        invoiced=sum(new),
        reversed_=sum(new) - principal,
        covered=_covered(before, after, account),
        closing=_open(after, account),
        opening_credit=before.covered.unallocated if account is None else 0,
        closing_credit=after.covered.unallocated if account is None else 0,
        late_fees=tuple(_late_fees(before, after, account, tell)),
        bills=bills,
        charges=_charges(months),
        purchases=_purchases(new_orders),
        bought=new_orders,
        billed_again=billed_again(bills, {key: one for key, one in orders.items() if one.paid_on < first}),
        refunds=tuple(_refunds(after, orders, first, last)),
        movements=tuple(_movements(before, after, account)),
        months=months,
        account=account,
        left_out=tuple(left_out(after, account)),
        later=later,
    )


def _in(bill: Bill, first: date, last: date) -> bool:
    moment = min(bill.sent_at, bill.received_at) if bill.received_at else bill.sent_at
    return first <= china_day(moment) <= last


def _principal(assessment: Assessment, account: str | None) -> int:
    return sum(coverage.principal for _, coverage in coverages(assessment, account))


def _open(assessment: Assessment, account: str | None) -> int:
    return sum(coverage.open for _, coverage in coverages(assessment, account))


def _covered(before: Assessment, after: Assessment, account: str | None) -> dict[str, int]:
    """Give what each method of payment covered within the span."""
    found = dict.fromkeys(METHODS, 0)
    for assessment, sign in ((after, 1), (before, -1)):
        payments = assessment.situation.facts.payments
        for _, coverage in coverages(assessment, account):
            for part in coverage.parts:
                found[payments[part.payment].method] += sign * part.amount
    return found


def _movements(before: Assessment, after: Assessment, account: str | None) -> Iterable[Movement]:
    now, then = _shares(after, account), _shares(before, account)
    earlier = before.situation.facts.payments
    new = [payment for key, payment in after.situation.facts.payments.items() if key not in earlier]
    for payment in sorted(new, key=lambda p: (p.paid_on, p.id)):
        covered, penalty = now.get(payment.id, (0, 0))
        if account is None:
            yield Movement(payment, 0 if payment.method == "credit" else payment.amount, covered, penalty)
        elif covered or penalty:
            yield Movement(payment, covered + penalty, covered, penalty)
    covered, penalty = (
        sum(now.get(key, (0, 0))[part] - then.get(key, (0, 0))[part] for key in earlier) for part in (0, 1)
    )
    if covered or penalty:
        yield Movement(None, 0 if account is None else covered + penalty, covered, penalty)


def _shares(assessment: Assessment, account: str | None) -> dict[str, tuple[int, int]]:
    """Give what each payment covers of (principal, late fees)."""
    found: dict[str, tuple[int, int]] = {}
    for _, coverage in coverages(assessment, account):
        for part in coverage.parts:
            covered, penalty = found.get(part.payment, (0, 0))
            found[part.payment] = covered + part.amount, penalty
        for part in coverage.penalty_parts:
            covered, penalty = found.get(part.payment, (0, 0))
            found[part.payment] = covered, penalty + part.amount
    return found


def _late_fees(
    before: Assessment, after: Assessment, account: str | None, tell: Callable[[], None]
) -> Iterable[LateFee]:
    for number, (key, coverage) in enumerate(coverages(after, account)):
        if not number % _TOLD_EVERY:
            tell()
        earlier = before.figures.get("late_fee", "invoice", key)
        opening = earlier.value if earlier is not None and isinstance(earlier.value, int) else 0
        closing = after.figures["late_fee", "invoice", key].value
        if isinstance(closing, int) and (opening or closing):
            paid = coverage.penalty_paid
            yield LateFee(coverage.invoice, opening, closing - opening, closing, coverage.open, paid)


def _charges(months: Iterable[MonthCharge]) -> tuple[Charge, ...]:
    """Add up the months of each service; what lines leave open comes last."""
    found: dict[str | None, Charge] = {}
    for one in months:
        found[one.service] = _plus(found.get(one.service), Charge(*one[1:]))
    rest = found.pop(None, None)
    return (*(found[service] for service in sorted(found, key=str)), *((rest,) if rest and rest.payable else ()))


def _purchases(orders: Iterable[Bought]) -> tuple[Charge, ...]:
    found: dict[str, Charge] = {}
    for order, rest, bills in orders:
        if rest.payable or not bills:
            found[order.service] = _plus(found.get(order.service), Charge(order.service, *rest))
    return tuple(found[service] for service in sorted(found))


def _plus(charge: Charge | None, more: Charge) -> Charge:
    if charge is None:
        return more
    return Charge(
        charge.service,
        charge.payable + more.payable,
        charge.cash + more.cash,
        charge.gift + more.gift,
        charge.voucher + more.voucher,
    )


def _refunds(after: Assessment, orders: dict[str, Order], first: date, last: date) -> Iterable[Refund]:
    def amount(kind: str, order: str) -> int | None:
        figure = after.figures.get(kind, "order", order)
        return figure.value if figure is not None and isinstance(figure.value, int) else None

    for key, order in orders.items():
        if order.settled_on is not None and first <= order.settled_on <= last:
            yield Refund(
                order, amount("refund_cash", key), amount("refund_gift", key), amount("owed_at_list_price", key)
            )
