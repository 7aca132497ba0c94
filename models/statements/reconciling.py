"""Reconciling an account: from the opening balance, by the lines ticked, to the closing balance."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from models.facts.facts import Facts
from models.facts.records import Payment, Reconciliation, StatementLine
from models.problems import Refused, no_such_record
from models.statements.lines import Line, in_order


class Balance(NamedTuple):
    """How far a reconciliation has come, in 1e-8 CNY; ``difference`` is what is missing to the closing balance.

    ``came`` and ``went`` are what the lines ticked brought in and took out (not negative).
    """

    opening: int
    came: int
    went: int
    closing: int

    @property
    def difference(self) -> int:
        """The closing balance less what the opening balance and the lines ticked give."""
        return self.closing - (self.opening + self.came - self.went)


class Proposed(NamedTuple):
    """The balances of a span as the statement's own lines give them; None where they do not say."""

    opening: int | None
    closing: int | None


def accounts_of(facts: Facts) -> list[str]:
    """Name every account there are statements of, in the order in which they came."""
    return list(dict.fromkeys(one.account for one in facts.statements.values()))


def lines_in(facts: Facts, account: str, first: date, last: date) -> list[StatementLine]:
    """Give the lines of an account from a day to a day, both included, oldest first.

    Those of one day stand as in their file, or the other way round where that begins with the latest.
    """
    of: dict[str, list[StatementLine]] = {one.id: [] for one in facts.statements.values() if one.account == account}
    for line in facts.statement_lines.values():
        if line.statement in of:
            of[line.statement].append(line)
    found = []
    for lines in of.values():
        by_row = {line.file_row: line for line in lines}
        found += [by_row[line.row] for line in in_order([_as_line(line) for line in lines])]
    return sorted((line for line in found if first <= line.on <= last), key=lambda line: line.on)


def balance_of(facts: Facts, one: Reconciliation) -> Balance:
    """Add up what is ticked. Lines that are not on record count as nothing."""
    amounts = list(map(attrgetter("amount"), filter(None, map(facts.statement_lines.get, one.lines))))
    came = sum(amount for amount in amounts if amount > 0)
    return Balance(one.opening, came, came - sum(amounts), one.closing)


def taken_elsewhere(facts: Facts, but: str = "") -> dict[str, str]:
    """Give, by the id of each line ticked in a reconciliation other than ``but``, that reconciliation's id."""
    return {line: one.id for one in facts.reconciliations.values() if one.id != but for line in one.lines}


def proposed_balances(facts: Facts, account: str, first: date, last: date) -> Proposed:
    """Give the balances before and after a span: by the running balances, else by the reconciliation before it."""
    lines = lines_in(facts, account, first, last)
    opening = closing = None
    if lines and lines[0].balance is not None:
        opening, closing = lines[0].balance - lines[0].amount, lines[-1].balance
    if opening is None and (earlier := before(facts, account, first)) is not None:
        opening = earlier.closing
    return Proposed(opening, closing)


def before(facts: Facts, account: str, first: date) -> Reconciliation | None:
    """Give the last reconciliation of an account that ended before a day."""
    ended = (one for one in facts.reconciliations.values() if one.account == account and one.to < first)
    return max(ended, key=lambda one: one.to, default=None)


def _as_line(line: StatementLine) -> Line:
    return Line(line.file_row, line.sha256, line.on, line.amount, line.balance)


def begun(
    facts: Facts, account: str, first: date, last: date, *, opening: int | None = None, closing: int | None = None
) -> Reconciliation:
    """Give a new reconciliation, nothing ticked yet; balances that are not given are those the lines propose.

    Raises :class:`Refused` when the lines do not say one of them either.
    """
    proposed = proposed_balances(facts, account, first, last)
    opening = proposed.opening if opening is None else opening
    closing = proposed.closing if closing is None else closing
    if opening is None or closing is None:
        raise Refused.because("balance_unknown", account=account)
    number = 1
    while f"r-{number}" in facts.reconciliations:
        number += 1
    return Reconciliation(f"r-{number}", account, first, last, opening, closing)


def of_line(facts: Facts, account: str, line: StatementLine, preferred: str = "") -> Reconciliation | None:
    """Give the reconciliation of an account whose days hold a line's: the preferred one, else the one it is ticked in,
    else the latest.
    """  # noqa: D205
    every = (one for one in facts.reconciliations.values() if one.account == account)
    holding = (one for one in every if one.from_ <= line.on <= one.to)
    return max(holding, key=lambda one: (one.id == preferred, line.id in one.lines, one.to), default=None)


def payments_without_line(facts: Facts, first: date, last: date) -> list[Payment]:
    """Give the payments of a span, made by bank or online, that no line of any statement is matched to."""
    matched = {line.payment for line in facts.statement_lines.values()}
    return [
        payment
        for payment in facts.payments.values()
        if payment.method in {"bank", "online"} and first <= payment.paid_on <= last and payment.id not in matched
    ]


def reconciliation(facts: Facts, name: str) -> Reconciliation:
    """Give a reconciliation by its id. Raises :class:`Refused` when there is none."""
    found = facts.reconciliations.get(name)
    if found is None:
        raise no_such_record("reconciliation", name)
    return found


def ticked(facts: Facts, one: Reconciliation, lines: Iterable[str], *, on: bool) -> Reconciliation:
    """Give a reconciliation with lines ticked, or ticked off. Raises :class:`Refused` for lines that are not there."""
    wanted = dict.fromkeys(lines)
    for line in wanted:
        if line not in facts.statement_lines:
            raise no_such_record("statement_line", line)
    if on:
        held = frozenset(one.lines)
        return one._replace(lines=(*one.lines, *(line for line in wanted if line not in held)))
    if one.locked_on is not None:
        raise Refused.because("reconciliation_locked", value=one.id)
    return one._replace(lines=tuple(line for line in one.lines if line not in wanted))
