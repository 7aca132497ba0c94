"""What the lines of statements paid: payments on record, or invoices, bills and orders, with the reasons as values.

A suggestion always has the line's very amount. It is *clear* when the text of the line names what it paid, or when it
is the only one and the line names the provider (a payment on record: or lies within three days of the line). All others
are shown with their reasons for the user to decide, and so is a target that several lines would clearly match.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar

from models.china_time import china_day
from models.facts.facts import Facts
from models.facts.records import Bill, Invoice, Order, Payment, StatementLine

NEAR_DAYS = 3
FAR_DAYS = 31
"""Days between a line and the payment on record, or the order, it may be: a transfer over a long holiday included."""
_R = TypeVar("_R")
_SHORTEST_NUMBER = 4
_MOST_CANDIDATES = 20


class Reason(NamedTuple):
    """Why something is suggested: ``code``, and the days or words it rests on.

    ``same_amount``, ``days_apart`` (``days``: how much later the line is), ``payee_named`` (``words``),
    ``number_named`` (``words``: the number or id that the line's text holds).
    """

    code: str
    days: int | None = None
    words: str | None = None


class Suggestion(NamedTuple):
    """What a line may have paid: ``kind`` of record and its ids (several invoices may be paid by one transfer)."""

    kind: str
    targets: tuple[str, ...]
    reasons: tuple[Reason, ...]
    clear: bool = False


class Suggested(NamedTuple):
    """A line not matched yet, and what it may have paid: at most one of them is clear."""

    line: StatementLine
    suggestions: tuple[Suggestion, ...]

    @property
    def clear(self) -> Suggestion | None:
        """The one that is beyond doubt, if any."""
        return next((one for one in self.suggestions if one.clear), None)

    @property
    def ambiguous(self) -> bool:
        """Whether there are suggestions, and none that is beyond doubt."""
        return bool(self.suggestions) and self.clear is None


class Payees(NamedTuple):
    """How the provider is named on a statement: its names and its account's number, as the ledger has them."""

    names: tuple[str, ...]
    account: str | None


def suggest(facts: Facts, outstanding: Mapping[str, int], payees: Payees, lines: Iterable[str] = ()) -> list[Suggested]:
    """Give, for each line that took money out and is not matched, what it may have paid.

    ``outstanding`` is what each invoice leaves open, by id. ``lines`` limits it to those.
    """
    wanted = set(lines)
    search = _Search(facts, outstanding, payees)
    found = [
        Suggested(line, tuple(search.of(line)))
        for line in facts.statement_lines.values()
        if line.amount < 0 and not line.is_matched and (not wanted or line.id in wanted)
    ]
    claims = Counter(target for one in found if one.clear for target in _claimed(one.clear))
    return [one if not _disputed(one, claims) else _unclear(one) for one in found]


def _claimed(suggestion: Suggestion) -> list[tuple[str, str]]:
    return [(suggestion.kind, target) for target in suggestion.targets if target]


def _disputed(one: Suggested, claims: Counter[tuple[str, str]]) -> bool:
    return one.clear is not None and any(claims[target] > 1 for target in _claimed(one.clear))


def _unclear(one: Suggested) -> Suggested:
    return one._replace(suggestions=tuple(each._replace(clear=False) for each in one.suggestions))


class _Search:
    """Everything a line may have paid, by amount."""

    def __init__(self, facts: Facts, outstanding: Mapping[str, int], payees: Payees) -> None:
        self._payees = [(name, _form(name)) for name in payees.names if len(name) >= 2]
        self._account = payees.account
        self._outstanding = outstanding
        matched = {line.payment for line in facts.statement_lines.values()}
        ordered = {line.order for line in facts.statement_lines.values()}
        self._payments = _by_amount(
            (one.amount, one)
            for one in facts.payments.values()
            if one.method in {"bank", "online"} and one.id not in matched
        )
        blue = (one for one in facts.invoices.values() if not one.is_red_letter)
        self._open = [one for one in blue if outstanding.get(one.id, 0) > 0]
        self._invoices = _by_amount((outstanding[one.id], one) for one in self._open)
        billed = {bill for one in facts.invoices.values() for bill in one.bills}
        bills = (one for one in facts.bills.values() if one.id not in billed)
        self._bills = _by_amount((one.total if one.agreed_total is None else one.agreed_total, one) for one in bills)
        self._orders = _by_amount((one.cash, one) for one in facts.orders.values() if one.id not in ordered)

    def of(self, line: StatementLine) -> list[Suggestion]:
        amount, text = -line.amount, _form(" ".join(filter(None, (line.summary, line.number, line.counterparty))))
        named = self._named(line)
        found = [
            *self._of_payments(line, amount, text, named),
            *self._of_invoices(line, amount, text, named),
            *self._of_others(line, amount, text, named),
        ]
        telling = [one for one in found if any(reason.code == "number_named" for reason in one.reasons)]
        if len(telling) == 1:
            found = [one._replace(clear=one is telling[0]) for one in found]
        elif len(found) == 1 and not telling:
            near = found[0].kind == "payment" and _days(found[0]) is not None and abs(_days(found[0]) or 0) <= NEAR_DAYS
            found = [found[0]._replace(clear=bool(named) or near)]
        if not found and named:
            found = [Suggestion("recharge", (), tuple(named))]
        return found[:_MOST_CANDIDATES]

    def _of_payments(self, line: StatementLine, amount: int, text: str, named: list[Reason]) -> Iterator[Suggestion]:
        for payment in self._payments.get(amount, ()):
            days = (line.on - payment.paid_on).days
            if abs(days) > FAR_DAYS:
                continue
            numbers = [payment.id]
            reference = _form(payment.reference or "")
            if line.number and len(line.number) >= _SHORTEST_NUMBER and _form(line.number) in reference:
                numbers.append(line.number)
                text = f"{text} {_form(line.number)}"
            yield _suggestion("payment", payment, days, _numbers(text, numbers), named)

    def _of_invoices(self, line: StatementLine, amount: int, text: str, named: list[Reason]) -> Iterator[Suggestion]:
        for invoice in self._invoices.get(amount, ()):
            days = _since(line.on, invoice.issued_on)
            if days is None or days >= 0:
                numbers = [invoice.id, *filter(None, [invoice.number]), *invoice.bills]
                yield _suggestion("invoice", invoice, days, _numbers(text, numbers), named)
        several = [one for one in self._open if _numbers(text, [one.id, *filter(None, [one.number])])]
        if len(several) > 1 and sum(self._outstanding[one.id] for one in several) == amount:
            said = [number for one in several for number in _numbers(text, [one.id, *filter(None, [one.number])])]
            reasons = (Reason("same_amount"), *named, *(Reason("number_named", words=number) for number in said))
            yield Suggestion("invoice", tuple(one.id for one in several), reasons)

    def _of_others(self, line: StatementLine, amount: int, text: str, named: list[Reason]) -> Iterator[Suggestion]:
        for bill in self._bills.get(amount, ()):
            days = (line.on - china_day(bill.sent_at)).days
            if days >= 0:
                yield _suggestion("bill", bill, days, _numbers(text, [bill.id]), named)
        for order in self._orders.get(amount, ()):
            days = (line.on - order.paid_on).days
            if abs(days) <= NEAR_DAYS:
                yield _suggestion("order", order, days, _numbers(text, [order.id]), named)

    def _named(self, line: StatementLine) -> list[Reason]:
        text = _form(f"{line.counterparty or ''}{line.summary or ''}")
        found = [name for name, form in self._payees if form in text]
        account = self._account
        if account and line.counterparty_account and _form(account) == _form(line.counterparty_account):
            found.append(account)
        return [Reason("payee_named", words=found[0])] if found else []


def _suggestion(
    kind: str, record: Payment | Invoice | Bill | Order, days: int | None, numbers: Sequence[str], named: list[Reason]
) -> Suggestion:
    apart = [] if days is None else [Reason("days_apart", days=days)]
    said = [Reason("number_named", words=number) for number in numbers]
    return Suggestion(kind, (record.id,), (Reason("same_amount"), *apart, *named, *said))


def _days(suggestion: Suggestion) -> int | None:
    return next((reason.days for reason in suggestion.reasons if reason.code == "days_apart"), None)


def _since(on: date, issued: date | None) -> int | None:
    return None if issued is None else (on - issued).days


def _numbers(text: str, numbers: Iterable[str]) -> list[str]:
    """Give those of some numbers and ids that a text holds, apart from ones too short to mean anything."""
    return [number for number in numbers if len(number) >= _SHORTEST_NUMBER and _form(number) in text]


@lru_cache(maxsize=4096)
def _form(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _by_amount(pairs: Iterable[tuple[int, _R]]) -> dict[int, list[_R]]:
    found: dict[int, list[_R]] = {}
    for amount, record in pairs:
        if amount > 0:
            found.setdefault(amount, []).append(record)
    return found
