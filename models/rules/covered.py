"""What is known of invoices and payments once payments are applied: the values the payment rules hand on."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from models.facts.records import Invoice, Payment
from models.rules.situation import Dated
from models.terms.terms import Term


class Part(NamedTuple):
    """An amount of principal (1e-8 CNY) covered on a day by a payment."""

    amount: int
    on: date
    payment: str


class Due(NamedTuple):
    """When an invoice was received and is to be paid, and under which version of the term; None while unproven.

    ``days`` are the least and the most working days there may be to pay: two numbers where an arrangement to come
    decides which version of the term was in force. ``starts_on`` is the day from which a deemed delivery counts, None
    where the day of receipt is a fact: what counts from one day is received on one day.
    """

    received: Dated | None
    deadline: Dated | None
    term: Term | None
    days: tuple[int, int] = (0, 0)
    starts_on: date | None = None

    @property
    def unsure_from(self) -> date | None:
        """The first day it may be received on, when an arrangement to come may move receipt or deadline."""
        if self.deadline is None or self.received is None or self.deadline.earliest is None:
            return None
        return self.received.earliest or self.received.on


@dataclass(slots=True)
class Coverage:
    """What is known of one invoice's principal: what it is, what covered it, what is open (all 1e-8 CNY).

    ``penalty_parts`` are what payments covered of the late fee first, under the reading
    ``payment_covers_first=penalty``; ``penalty_paid`` is their sum.
    """

    invoice: Invoice
    reversals: tuple[Invoice, ...]
    principal: int
    open: int
    due: Due
    parts: list[Part] = field(default_factory=list)
    penalty_parts: list[Part] = field(default_factory=list)

    @property
    def deadline(self) -> date | None:
        """The payment deadline; None while receipt is unproven."""
        return self.due.deadline.on if self.due.deadline else None

    def copy(self) -> "Coverage":
        """Give a copy that can be covered further without this one noticing."""
        return replace(self, parts=[*self.parts], penalty_parts=[*self.penalty_parts])

    def without_payments(self, payments: Set[str]) -> "Coverage":
        """Give a copy on which some payments have not been applied."""
        parts = [part for part in self.parts if part.payment not in payments]
        penalty_parts = [part for part in self.penalty_parts if part.payment not in payments]
        left = self.principal - sum(part.amount for part in parts)
        return replace(self, open=left, parts=parts, penalty_parts=penalty_parts)

    @property
    def penalty_paid(self) -> int:
        """What payments covered of the late fee, in 1e-8 CNY."""
        return sum(part.amount for part in self.penalty_parts) if self.penalty_parts else 0

    @property
    def settled_on(self) -> date | None:
        """The day on which nothing was left open; None while something is, or when nothing was ever owed."""
        return self.parts[-1].on if self.parts and self.open == 0 else None

    def open_after(self, day: date) -> int:
        """Give what was still open at the end of a day, in 1e-8 CNY."""
        left = self.principal
        for amount, on, _ in self.parts:
            if on <= day:
                left -= amount
        return left


class Applied(NamedTuple):
    """One payment as it was applied: the invoices it was meant for or came to, and what it covered without designation.

    ``undesignated`` is what of it no designation took, ``left`` what it added to the unallocated credit, below zero
    where it applied some (both 1e-8 CNY).
    """

    payment: Payment
    invoices: list[str]
    undesignated: int
    left: int


@dataclass
class Covered:
    """The outcome of all payments: each invoice's coverage by id, and credit that covers nothing (1e-8 CNY).

    ``applied`` tells, payment by payment in their order, what happened, so that a later change replays only what comes
    after it; ``receipts`` are the invoices in the order in which they were received. ``unsure_from`` is the first day
    from which an arrangement to come may change what payments cover; None when none can.
    """

    invoices: dict[str, Coverage]
    receipts: list[tuple[date, str]]
    unallocated: int = 0
    excess_credit: dict[str, int] = field(default_factory=dict)
    applied: list[Applied] = field(default_factory=list)
    unsure_from: date | None = None
