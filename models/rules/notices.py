"""The provider's duties to give notice before it acts: 3.4.1, 3.4.2, 3.4.4, 5.5, 10.2."""

from datetime import date, datetime
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from models.china_time import china_day, midnight
from models.facts.records import Notice
from models.figures import Because, Figure, Input, from_figure, range_of
from models.rules.delivery import deliver
from models.rules.known import Known
from models.rules.situation import Ground, Situation, term_input
from models.terms.terms import Term


class Duty(NamedTuple):
    """A duty with a number: the term that holds the number, its clause, and whether it asks for writing."""

    parameter: str
    clause: str
    in_writing: bool = False


DUTIES: dict[str, Duty] = {
    "routine_maintenance": Duty("routine_maintenance_notice_hours", "3.4.1"),
    "major_adjustment": Duty("major_adjustment_notice_days", "3.4.2"),
    "service_change": Duty("service_change_notice_days", "3.4.4"),
    "assignment": Duty("assignment_notice_days", "5.5", in_writing=True),
    "force_majeure_termination": Duty("force_majeure_termination_notice_days", "10.2", in_writing=True),
}
"""Kinds of notice with a numbered duty. Emergency maintenance asks for promptness and has no number (3.4.1)."""


def notice_shortfall(situation: Situation, known: Known, notice: Notice) -> Figure | None:
    """Give ``notice_shortfall`` of a notice from the provider with a numbered duty."""
    if notice.from_ != "provider" or notice.kind not in DUTIES:
        return None
    return shortfall(situation, notice, known.figures["delivered_on", "notice", notice.id])


def shortfall(situation: Situation, notice: Notice, delivered: Figure) -> Figure:
    """Say by how much a notice came too late.

    24-hour duties: event start − deemed delivery, exact, in hours. Otherwise whole days: required − (event date −
    delivered date); under ``advance_notice_counts=clear_days`` one day more is needed. A minimum advance notice never
    moves for days off. ``not_in_writing`` comes before ``short``: a notice in the wrong form does not count at all.
    The version in force on the day of the event governs; an event without a time or a notice without a delivery fact
    is ``unproven``.
    """
    duty = DUTIES[notice.kind]
    if delivered.value is None or notice.event_at is None:
        term = situation.terms.at(duty.parameter, situation.as_of)
        make = partial(Because, duty.clause, "notice_shortfall.unproven", "unknown", (term_input(term, "required"),))
        unit = "hours" if term.unit == "hours" else "days"
        return Figure(
            "notice_shortfall", "notice", notice.id, None, make, status="unproven", clause=duty.clause, unit=unit
        )
    term = situation.terms.at(duty.parameter, china_day(notice.event_at))
    missing = _missing(situation, notice, term, delivered.value)
    may_be = (delivered.earliest, delivered.latest) if delivered.earliest is not None else ()
    possible = {missing, *(_missing(situation, notice, term, day) for day in may_be)}
    earliest, latest = range_of(missing, possible)
    status = "short" if missing > 0 else "met"
    if duty.in_writing and not in_writing(notice):
        status = "not_in_writing"
    return Figure(
        "notice_shortfall",
        "notice",
        notice.id,
        missing,
        partial(_because, situation.ground, notice, delivered, term, duty),
        status=status,
        clause=duty.clause,
        unit="hours" if term.unit == "hours" else "days",
        earliest=earliest,
        latest=latest,
        statuses=[status] if status == "not_in_writing" else ["short" if each else "met" for each in possible],
    )


def in_writing(notice: Notice) -> bool:
    """Tell whether a notice is in writing: by hand, by post, by e-mail (Civil Code 469: data messages are writing)."""
    return notice.channel in {"hand", "post"} or (notice.channel == "electronic" and notice.form == "email")


def _missing(situation: Situation, notice: Notice, term: Term, delivered: object) -> Fraction:
    """Give by how much a notice delivered on a day came too late; a day it was not sent on begins at 00:00 (11.3)."""
    assert notice.event_at is not None  # noqa: S101 - callers have asked
    assert isinstance(delivered, date)  # noqa: S101 - callers have asked
    if term.unit == "hours":
        sent = deliver(situation, notice).sent
        assert sent is not None  # noqa: S101 - what is delivered was sent
        at = sent if china_day(sent) == delivered else midnight(delivered)
        return _hours_short(term.whole, at, notice.event_at)
    given = (china_day(notice.event_at) - delivered).days
    return Fraction(max(0, term.whole + _clear(situation) - given))


def _hours_short(required: int, start: datetime, end: datetime) -> Fraction:
    """Give by how many hours the time between two moments, cut to whole seconds, is too short; 0 when it is not."""
    between = end - start
    return Fraction(max(0, (required - 24 * between.days) * 3600 - between.seconds), 3600)


def _clear(ground: Ground) -> int:
    return int(ground.reading("advance_notice_counts") == "clear_days")


def _because(ground: Ground, notice: Notice, delivered: Figure, term: Term, duty: Duty) -> Because:
    event = Input("event_at", notice.event_at, "moment", record=("notice", notice.id), field="event_at")
    required = term_input(term, "required")
    if term.unit == "hours":
        at = Input("delivered_at", deliver(ground, notice).at, "moment", figure=delivered.key)
        formula = "max(0, required - hours_between(delivered_at, event_at))"
        return Because(duty.clause, f"notice_shortfall.{notice.kind}", formula, (required, at, event))
    agreement = ("agreement", "agreement")
    clear = Input("clear_days", _clear(ground), "days", record=agreement, field="readings.advance_notice_counts")
    formula = "max(0, required + clear_days - (china_day(event_at) - delivered_on))"
    inputs = (required, clear, event, from_figure(delivered))
    return Because(duty.clause, f"notice_shortfall.{notice.kind}", formula, inputs)
