"""Recharges (充值) of an account: which payment on record each is, and what payment it may be where there is none.

3.2.3 lets the customer pay by recharging the account. What is recharged is prepaid until a bill takes it: it is the
account's cash balance, which the provider may set off (4.4.3) or keep when it ends the agreement (5.3.4), and covers no
invoice by itself. Whether a recharge was meant for invoices no file says. So a payment is only offered, with the
reason, and the user says; it names no invoice, since a recharge names none, and covers what the agreement's order says.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from models.facts.facts import Facts
from models.facts.records import Payment, StatementLine
from models.money import FEN
from models.sources.account_files import amount_of
from models.sources.cells import day_of

NEAR_DAYS = 3
"""Days between a recharge and the payment on record, or the line of a statement, that it is."""
_RECHARGE = ("充值", "recharge", "转入")
_BY_BANK = ("银行", "转账", "汇款", "对公", "线下", "bank")
_LONGEST = 400


class Due(NamedTuple):
    """An invoice that is still open: received on which day (None: not proven), and what it leaves open, 1e-8 CNY."""

    received: date | None
    open: int


class Offer(NamedTuple):
    """A payment that a recharge may be. ``row`` is where the recharge stood, ``number`` the provider's number of it.

    ``reason`` is ``pays`` (it is what the invoices received by its day leave open, to the fen), ``may_pay`` (they leave
    ``open`` open, another amount) or ``prepays`` (none was open: so far it is prepaid). ``line`` is the line of a
    statement that is the same money.
    """

    identity: str
    row: str
    payment: Payment
    reason: str
    number: str | None = None
    invoices: tuple[str, ...] = ()
    open: int = 0
    line: str | None = None

    @property
    def clear(self) -> bool:
        """Whether it is beyond what must be left open: offered as taken."""
        return self.reason == "pays"


class Recharge(NamedTuple):
    """A recharge among the rows: what it is known by, where it stood, its day, amount (1e-8 CNY) and values."""

    identity: str
    row: str
    on: date
    amount: int
    values: Mapping[str, Any]


def recharge_of(identity: str, row: str, values: Mapping[str, Any]) -> Recharge | None:
    """Give the recharge a movement is; None for any other."""
    amount = amount_of(values) or 0
    if amount <= 0 or not any(word in str(values.get("kind", "")).lower() for word in _RECHARGE):
        return None
    return Recharge(identity, row, day_of(values["at"]), amount, values)


class Payments:
    """Finds the payment a recharge is: the one of its amount within three days, each only once.

    ``taken`` are payments that rows on record are already.
    """

    def __init__(self, facts: Facts, taken: Collection[str] = ()) -> None:
        self._free: dict[int, list[Payment]] = {}
        for payment in facts.payments.values():
            if payment.method in {"bank", "online"} and payment.id not in taken:
                self._free.setdefault(payment.amount, []).append(payment)

    def near(self, recharge: Recharge) -> list[Payment]:
        """Give every payment it may be: those that name its number, else those near it."""
        free = self._free.get(recharge.amount, ())
        near = [one for one in free if abs((one.paid_on - recharge.on).days) <= NEAR_DAYS]
        number = recharge.values.get("id")
        return [one for one in near if number is not None and number in (one.reference or "").split()] or near

    def found(self, recharge: Recharge) -> str | None:
        """Give the one payment it is, which no other recharge is from then on; None for none or several."""
        near = self.near(recharge)
        if len(near) != 1:
            return None
        self._free[recharge.amount].remove(near[0])
        return near[0].id


def offers(
    recharges: Sequence[Recharge], facts: Facts, due: Mapping[str, Due], held: Collection[str] = ()
) -> list[Offer]:
    """Offer a payment for each recharge; several that would pay the same invoices are left to the user.

    ``due`` are the open invoices by id, ``held`` the lines of statements that are locked.
    """
    ids = _Ids(facts)
    lines = _Lines(facts, held)
    found = [_offer(one, due, ids, lines) for one in recharges if one.amount % FEN == 0]
    clear = [one.invoices for one in found if one.clear]
    return [one._replace(reason="may_pay") if one.clear and clear.count(one.invoices) > 1 else one for one in found]


def _offer(one: Recharge, due: Mapping[str, Due], ids: "_Ids", lines: "_Lines") -> Offer:
    received = {name: each.open for name, each in due.items() if each.received is not None and each.received <= one.on}
    left = sum(received.values())
    reason = "prepays" if not left else "pays" if left == one.amount else "may_pay"
    said = [str(one.values[name]) for name in ("kind", "id", "note") if one.values.get(name)]
    by_bank = any(word in " ".join(said).lower() for word in _BY_BANK)
    words = " ".join(" ".join(said).split())[:_LONGEST]
    made = Payment(ids.free(one.on), one.on, one.amount, "bank" if by_bank else "online", (), words or None)
    number = one.values.get("id")
    return Offer(one.identity, one.row, made, reason, number, tuple(received), left, lines.of(one))


class _Ids:
    """Gives ids of payments that are free."""

    def __init__(self, facts: Facts) -> None:
        self._taken = set(facts.payments)

    def free(self, on: date) -> str:
        name = next(name for number in count(1) if (name := f"p-{on:%Y%m%d}-{number}") not in self._taken)
        self._taken.add(name)
        return name


class _Lines:
    """Finds the line of a statement that is the same money: said to be a recharge, or naming its number."""

    def __init__(self, facts: Facts, held: Collection[str]) -> None:
        self._lines: dict[int, list[StatementLine]] = {}
        for line in facts.statement_lines.values():
            if line.amount < 0 and line.id not in held and (line.payment, line.order) == (None, None):
                self._lines.setdefault(-line.amount, []).append(line)

    def of(self, recharge: Recharge) -> str | None:
        number = str(recharge.values.get("id") or "")
        near = [
            line
            for line in self._lines.get(recharge.amount, ())
            if abs((line.on - recharge.on).days) <= NEAR_DAYS
            and (line.purpose == "recharge" or (number and number in f"{line.number} {line.summary}"))
        ]
        if len(near) != 1:
            return None
        self._lines[recharge.amount].remove(near[0])
        return near[0].id


def lines_paid(taken: Iterable[Offer], facts: Facts) -> list[StatementLine]:
    """Give the lines of statements that are the payments taken, each matched to its own."""
    return [
        facts.statement_lines[one.line]._replace(payment=one.payment.id, purpose=None)
        for one in taken
        if one.line is not None
    ]
