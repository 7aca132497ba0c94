"""Objecting to a bill: 3.2.4."""

from datetime import date
from functools import partial

from models.facts.records import Bill
from models.figures import Because, Figure, from_figure
from models.rules.known import Known
from models.rules.situation import Dated, Situation, days_between, term_input, whole_between, working_days_after
from models.terms.terms import Term


def objection_deadline(situation: Situation, known: Known, bill: Bill) -> Figure:
    """Give ``bill_objection_deadline`` of a bill.

    3.2.4: the customer confirms or objects within 5 working days after the bill is delivered; silence is taken as no
    objection. The version of the term in force on the day of delivery governs (3.5).
    """
    delivered = known.figures["delivered_on", "bill", bill.id]
    if not isinstance(delivered.value, date):
        because = partial(Because, "3.2.4", "bill_objection.unproven", "unknown", ())
        state = status(bill, None, situation.as_of)
        return Figure("bill_objection_deadline", "bill", bill.id, None, because, status=state)
    term = situation.terms.at("bill_objection_working_days", delivered.value)
    start = Dated(delivered.value, delivered.earliest, delivered.latest)
    may_be = whole_between(situation.terms, term.name, start) if start.earliest else None
    deadline = working_days_after(situation.calendar, start, term.whole, may_be)
    return Figure(
        "bill_objection_deadline",
        "bill",
        bill.id,
        deadline.on,
        partial(_because, delivered, term),
        status=status(bill, deadline.on, situation.as_of),
        clause=term.clause,
        earliest=deadline.earliest,
        latest=deadline.latest,
        statuses={status(bill, day, situation.as_of) for day in days_between(deadline)} if deadline.earliest else (),
    )


def status(bill: Bill, deadline: date | None, as_of: date) -> str:
    """Say where a bill stands on a day; the answer on record is one given by then.

    ``confirmed`` / ``objected`` when answered on or before the deadline (or when no deadline is known),
    ``objected_late`` when objected after it; a confirmation after it changes nothing: ``deemed_confirmed``, as without
    an answer once the deadline has passed; ``open`` until then.
    """
    answer = bill.answer
    if answer is not None and (deadline is None or answer.on <= deadline):
        return answer.kind
    if answer is not None and answer.kind == "objected":
        return "objected_late"
    return "open" if deadline is None or as_of <= deadline else "deemed_confirmed"


def _because(delivered: Figure, term: Term) -> Because:
    return Because(
        term.clause,
        "bill_objection",
        "working_days_after(delivered_on, bill_objection_working_days)",
        (from_figure(delivered), term_input(term)),
    )
