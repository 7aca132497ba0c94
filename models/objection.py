"""What a letter of objection to a bill rests on: the bill's own arithmetic, the time left, and what is in dispute."""

from dataclasses import dataclass
from datetime import date

from models.assess import Assessment
from models.facts.records import Bill
from models.figures import Because, Figure, Input
from models.money import FEN
from models.problems import Refused

REPLY_WORKING_DAYS = 10
"""Working days the letter gives the provider to answer: our own request, not a term of the agreement."""


@dataclass(frozen=True)
class BillObjection:
    """The facts and figures of one objection (3.2.4); amounts in 1e-8 CNY.

    ``difference`` is the bill's total less the sum of its lines, None when it has no lines. ``disputed`` is the amount
    named in the answer on record, else the difference when it is one in whole fen, else None: not known yet.
    ``objected_on`` is the day of the answer on record, else the day of the letter.
    """

    bill: Bill
    delivered: Figure
    deadline: Figure
    lines_total: int
    difference: int | None
    disputed: int | None
    because_disputed: Because | None
    undisputed: int | None
    objected_on: date
    in_time: bool
    reply_by: date


def bill_objection(assessment: Assessment, bill_id: str) -> BillObjection:
    """Prepare an objection to a bill as of the assessment's day, which is the day of the letter.

    Raises :class:`Refused` when there is no such bill on that day or its delivery is not shown.
    """
    bill = assessment.situation.facts.bills.get(bill_id)
    if bill is None:
        raise Refused.because("no_such_record", value=bill_id)
    delivered = assessment.figures["delivered_on", "bill", bill_id]
    deadline = assessment.figures["bill_objection_deadline", "bill", bill_id]
    if not isinstance(deadline.value, date):
        raise Refused.because("nothing_to_letter", value=bill_id)
    lines_total = sum(line.payable for line in bill.lines)
    difference = bill.total - lines_total if bill.lines else None
    disputed, because = _disputed(bill, difference)
    objected_on = bill.answer.on if bill.answer and bill.answer.kind == "objected" else assessment.as_of
    return BillObjection(
        bill=bill,
        delivered=delivered,
        deadline=deadline,
        lines_total=lines_total,
        difference=difference,
        disputed=disputed,
        because_disputed=because,
        undisputed=None if disputed is None else bill.total - disputed,
        objected_on=objected_on,
        in_time=objected_on <= deadline.value,
        reply_by=assessment.situation.calendar.working_days_after(assessment.as_of, REPLY_WORKING_DAYS),
    )


def _disputed(bill: Bill, difference: int | None) -> tuple[int | None, Because | None]:
    record = ("bill", bill.id)
    if bill.answer is not None and bill.answer.disputed is not None:
        named = Input("disputed", bill.answer.disputed, "money", record=record, field="answer.disputed")
        return bill.answer.disputed, Because("3.2.4", "disputed.named", "disputed", (named,))
    if difference and difference % FEN == 0:
        inputs = (
            Input("total", bill.total, "money", record=record, field="total"),
            *(Input("payable", line.payable, "money", record=record, field="lines.payable") for line in bill.lines),
        )
        return difference, Because("3.2.4", "disputed.difference", "total - sum(payable)", inputs)
    return None, None
