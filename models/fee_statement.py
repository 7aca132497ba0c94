"""One invoice's late fee by ranges of days: how much was owed on which days, at which rate, until what changed it.

It is read off the same stretches the figure ``late_fee`` adds up, so the statement and the figure cannot disagree.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from models.assess import Assessment
from models.facts.records import Invoice
from models.figures import Figure
from models.problems import Problem, Refused
from models.rules.covered import Part
from models.rules.late_fees import accruals


class Range(NamedTuple):
    """The days ``first`` to ``last``, both counted, on which one principal was overdue at one rate a day.

    ``fee`` is exact, in 1e-8 CNY; ``payments`` are those made on the last day, which the next range is smaller by.
    """

    principal: int
    first: date
    last: date
    days: int
    rate: Fraction
    clause: str
    fee: Fraction
    payments: tuple[str, ...]


@dataclass(frozen=True)
class FeeStatement:
    """An invoice's late fee as of a day: ``total`` is the sum of the ranges' exact fees, rounded half-up to a fen once.

    ``covered`` and ``penalty_covered`` are what payments covered of the principal and, under the reading
    ``payment_covers_first=penalty``, of the late fee. Amounts are units of 1e-8 CNY.
    """

    assessment: Assessment
    invoice: Invoice
    deadline: Figure
    late_fee: Figure
    ranges: tuple[Range, ...]
    exact: Fraction
    total: int
    principal: int
    outstanding: int
    covered: tuple[Part, ...]
    penalty_covered: tuple[Part, ...]

    @property
    def penalty_paid(self) -> int:
        """What payments covered of the late fee."""
        return sum(part.amount for part in self.penalty_covered)


def fee_statement(assessment: Assessment, invoice: str) -> FeeStatement:
    """State an invoice's late fee (4.4.1). Raises :class:`Refused` when there is no such invoice, or it bears none."""
    coverage = assessment.covered.invoices.get(invoice)
    if coverage is None:
        if invoice in assessment.situation.facts.invoices:
            raise Refused([Problem("red_letter_itself", "", "invoice", invoice, inputs={"value": invoice})])
        raise assessment.without("invoice", invoice)
    figure = assessment.figures["late_fee", "invoice", invoice]
    ranges = fee_ranges(assessment, invoice)
    if not ranges or not isinstance(figure.value, int):
        inputs = {"value": invoice, "day": assessment.as_of}
        raise Refused([Problem("no_late_fee", "", "invoice", invoice, inputs=inputs)])
    return FeeStatement(
        assessment=assessment,
        invoice=coverage.invoice,
        deadline=assessment.figures["payment_deadline", "invoice", invoice],
        late_fee=figure,
        ranges=ranges,
        exact=sum((one.fee for one in ranges), Fraction(0)),
        total=figure.value,
        principal=coverage.principal,
        outstanding=coverage.open,
        covered=tuple(coverage.parts),
        penalty_covered=tuple(coverage.penalty_parts),
    )


def fee_ranges(assessment: Assessment, invoice: str) -> tuple[Range, ...]:
    """Give the ranges of days whose exact fees add up to an invoice's late fee, in order; none when it bears none.

    The days are cut where a payment or an amended rate changed something.
    """
    coverage = assessment.covered.invoices[invoice]
    found = accruals(assessment.situation, coverage)
    cuts = sorted({day for one in found for day in (one.since, one.until)})
    ranges = []
    for since, until in pairwise(cuts):
        owed = [one for one in found if one.since <= since and one.until >= until]
        principal, days, rate = sum(one.amount for one in owed), (until - since).days, owed[0].rate
        first = date.fromordinal(since.toordinal() + 1)
        paid = tuple(dict.fromkeys(part.payment for part in coverage.parts if part.on == until))
        ranges.append(Range(principal, first, until, days, rate, owed[0].clause, principal * rate * days, paid))
    return tuple(ranges)
