"""The calendar a ledger counts with: the bundled years, and those the user added or replaced."""

from collections.abc import Iterable
from functools import lru_cache

from models.facts import records
from models.problems import Problem
from models.terms.arrangement import (
    Arrangement,
    ArrangementError,
    Notice,
    Span,
    StatutoryDay,
    refuse_contradictions,
)
from models.terms.calendar import Calendar


def calendar_with(arrangements: Iterable[records.Arrangement]) -> Calendar:
    """Give the bundled calendar with the user's own arrangements; a user's year takes the place of a bundled one."""
    return _calendar(tuple(arrangements))


@lru_cache(maxsize=8)
def _calendar(arrangements: tuple[records.Arrangement, ...]) -> Calendar:
    calendar = Calendar.bundled()
    for arrangement in arrangements:
        calendar = calendar.with_arrangement(_of(arrangement))
    return calendar


def arrangement_problems(arrangement: records.Arrangement) -> list[Problem]:
    """Give what is wrong with an arrangement the user added: its spans and days must fit together."""
    try:
        refuse_contradictions(_of(arrangement), arrangement.id)
    except ArrangementError as error:
        return [Problem(error.code, error.field, "arrangement", arrangement.id)]
    return []


def from_file(arrangement: Arrangement) -> records.Arrangement:
    """Give the record of a calendar file (``clauseledger-calendar/1``), to be entered into a ledger."""
    return records.Arrangement(
        id=str(arrangement.year),
        spans=tuple(records.HolidaySpan(span.name, span.first, span.last) for span in arrangement.spans),
        statutory=tuple(records.StatutoryDay(one.name, one.day) for one in arrangement.statutory),
        adjusted_working=tuple(records.WorkedDay(day) for day in arrangement.adjusted_working),
        notice="、".join(notice.number for notice in arrangement.notices if notice.number) or None,
        signed_on=arrangement.notices[0].signed_on,
    )


def _of(arrangement: records.Arrangement) -> Arrangement:
    return Arrangement(
        year=int(arrangement.id),
        notices=(Notice(arrangement.notice, arrangement.signed_on, None, arrangement.id),),
        spans=tuple(Span(span.name, span.from_, span.to) for span in arrangement.spans),
        statutory=tuple(StatutoryDay(one.name, one.day) for one in arrangement.statutory),
        adjusted_working=tuple(one.day for one in arrangement.adjusted_working),
    )
