"""What a letter of objection to a bill rests on: the bill's own arithmetic, the time left, and what is in dispute."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from models.assess import Assessment, assess
from models.china_time import china_day
from models.facts.bill_lines import charged
from models.facts.facts import Facts
from models.facts.records import Answer, Bill, Letter, LetterSent
from models.facts.shapes import LAST_DAY
from models.figures import Because, Figure, Input
from models.money import FEN
from models.problems import Refused
from models.rules.situation import Situation

REPLY_WORKING_DAYS = 10
"""Working days the letter gives the provider to answer: our own request, not a term of the agreement."""


class Derived(NamedTuple):
    """A value the letter states that is no figure of the assessment, with its derivation.

    ``name`` is one of ``lines_total``, ``difference``, ``disputed``, ``undisputed``, ``reply_by``.
    """

    name: str
    value: int | date | Fraction
    unit: str
    because: Because


@dataclass(frozen=True)
class BillObjection:
    """The facts and figures of one objection (3.2.4); amounts in 1e-8 CNY.

    ``difference`` is the bill's total less the sum of its lines, None when it has no lines. ``disputed`` is the amount
    the customer named when it objected, else the difference when the bill asks for more than its lines by whole fen,
    else None: not known yet. ``objected_on`` is the day of the objection on record, else the day of the letter
    (``by_letter``). ``in_time`` is whether that is on or before the deadline; ``certainly`` whether no holiday
    arrangement still to be published can change it. ``due_on`` is the day of delivery before days off moved it.
    """

    bill: Bill
    delivered: Figure
    due_on: date
    deadline: Figure
    lines_total: int
    difference: int | None
    disputed: int | None
    undisputed: int | None
    objected_on: date
    by_letter: bool
    in_time: bool
    certainly: bool
    reply_by: date
    derived: tuple[Derived, ...]

    @property
    def named(self) -> bool:
        """Whether the customer itself named the amount in dispute."""
        return _named(self.bill) is not None

    @property
    def grounds(self) -> tuple[Derived, ...]:
        """What is derived of the bill itself, without the day an answer is asked for by."""
        return tuple(one for one in self.derived if one.name != "reply_by")

    @property
    def reason(self) -> str:
        """The reason the customer gave when it objected; empty when none is on record."""
        answer = self.bill.answer
        return (answer.reason or "") if answer is not None and answer.kind == "objected" else ""


def bill_objection(assessment: Assessment, bill_id: str) -> BillObjection:
    """Prepare an objection to a bill as of the assessment's day, which is the day of the letter.

    Raises :class:`Refused` when there is no such bill on that day or its delivery is not shown.
    """
    situation = assessment.situation
    bill = situation.facts.bills.get(bill_id)
    if bill is None:
        raise assessment.without("bill", bill_id)
    delivered = assessment.figures["delivered_on", "bill", bill_id]
    deadline = assessment.figures["bill_objection_deadline", "bill", bill_id]
    if not isinstance(deadline.value, date):
        raise Refused.because("nothing_to_letter", value=bill_id)
    lines_total = charged(bill.lines).payable
    difference = bill.total - lines_total if bill.lines else None
    disputed = _disputed(bill, difference)
    by_letter = bill.answer is None or bill.answer.kind != "objected"
    objected_on = assessment.as_of if by_letter or bill.answer is None else bill.answer.on
    return BillObjection(
        bill=bill,
        delivered=delivered,
        due_on=_due_on(situation, bill),
        deadline=deadline,
        lines_total=lines_total,
        difference=difference,
        disputed=disputed,
        undisputed=None if disputed is None else bill.total - disputed,
        objected_on=objected_on,
        by_letter=by_letter,
        in_time=objected_on <= deadline.value,
        certainly=objected_on <= (deadline.earliest or deadline.value),
        reply_by=situation.calendar.working_days_after(assessment.as_of, REPLY_WORKING_DAYS),
        derived=tuple(_derived(situation, bill, difference, disputed)),
    )


class Sending(NamedTuple):
    """What sending a letter comes to: the day it counts as delivered, and the bill it objects to, answered by it.

    ``deadline`` is the safest day to object by; None, like ``bill``, when the letter answers no bill.
    """

    delivered: date
    bill: Bill | None = None
    deadline: date | None = None

    @property
    def late(self) -> bool:
        """Whether the objection arrives after its deadline, or may."""
        return self.deadline is not None and self.delivered > self.deadline


def sending(facts: Facts, letter: Letter, sent: LetterSent) -> Sending:
    """Tell what follows from sending a letter so (3.2.4, 11.3).

    A letter of objection answers its bill on the day the letter counts as delivered: the later day, and so the safer
    reading. A bill that was answered already keeps its answer.
    """
    assessment = assess(facts.with_records([letter._replace(sent=sent)]), max(sent.on, letter.created_on))
    delivered = assessment.figures["delivered_on", "letter", letter.id].value
    assert isinstance(delivered, date)  # noqa: S101 - a sent letter has its day
    objects = (letter.kind, letter.subject) == ("bill-objection", "bill") and delivered <= LAST_DAY
    bill = assessment.situation.facts.bills.get(letter.record or "") if objects else None
    if bill is None or facts.bills[bill.id].answer is not None:
        return Sending(delivered)
    difference = bill.total - charged(bill.lines).payable if bill.lines else None
    answer = Answer("objected", delivered, _disputed(bill, difference))
    deadline = assessment.figures["bill_objection_deadline", "bill", bill.id]
    day = deadline.earliest or deadline.value
    answered = facts.bills[bill.id]._replace(answer=answer)
    return Sending(delivered, answered, day if isinstance(day, date) else None)


def _named(bill: Bill) -> int | None:
    answer = bill.answer
    return (answer.disputed or None) if answer is not None and answer.kind == "objected" else None


def _disputed(bill: Bill, difference: int | None) -> int | None:
    named = _named(bill)
    if named is not None:
        return named
    return difference if difference is not None and difference > 0 and difference % FEN == 0 else None


def _due_on(situation: Situation, bill: Bill) -> date:
    if bill.received_at is not None:
        return china_day(bill.received_at)
    sent = china_day(bill.sent_at)
    if bill.channel != "post":
        return sent
    return sent + timedelta(days=situation.terms.at("post_delivery_days", sent).whole)


def _derived(situation: Situation, bill: Bill, difference: int | None, disputed: int | None) -> list[Derived]:
    record = ("bill", bill.id)

    def amount(name: str, value: int, field: str | None = None) -> Input:
        return Input(name, value, "money", record=record, field=field)

    total = amount("total", bill.total, "total")
    found = []
    if difference is not None:
        lines = tuple(amount("payable", line.payable, "lines.payable") for line in bill.lines)
        lines_total = bill.total - difference
        less = (total, amount("lines_total", lines_total))
        found += [
            Derived("lines_total", lines_total, "money", Because("3.2.4", "objection.lines", "sum(payable)", lines)),
            Derived(
                "difference", difference, "money", Because("3.2.4", "objection.difference", "total - lines_total", less)
            ),
        ]
    if disputed is not None:
        if _named(bill) is not None:
            because = Because("3.2.4", "disputed.named", "disputed", (amount("disputed", disputed, "answer.disputed"),))
        else:
            because = Because("3.2.4", "disputed.difference", "difference", (amount("difference", disputed),))
        rest = (total, amount("disputed", disputed))
        found.append(Derived("disputed", disputed, "money", because))
        found.append(
            Derived(
                "undisputed",
                bill.total - disputed,
                "money",
                Because("3.2.4", "objection.undisputed", "total - disputed", rest),
            )
        )
    asked = (
        Input("letter_day", situation.as_of, "date"),
        Input("reply_working_days", REPLY_WORKING_DAYS, "working_days"),
    )
    formula = "working_days_after(letter_day, reply_working_days)"
    reply_by = situation.calendar.working_days_after(situation.as_of, REPLY_WORKING_DAYS)
    found.append(Derived("reply_by", reply_by, "date", Because("", "objection.reply_by", formula, asked)))
    return found
