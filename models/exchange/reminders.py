"""The coming deadlines as a calendar file (iCalendar, RFC 5545), so that a phone's calendar reminds of them too.

A deadline is a day in China and no moment, so its event is a whole day (``VALUE=DATE``), which no time zone moves. An
alarm rings at a moment: 09:00 China time, written as that moment in UTC and not as so many hours before the event,
which each device would count from its own midnight.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from models.agenda import Matter, consequence, doubt, matters
from models.assess import Assessment
from models.china_time import CHINA, midnight
from models.facts.shapes import FIRST_DAY
from models.problems import Refused
from models.vocabulary import Vocabulary

if TYPE_CHECKING:
    from icalendar import Alarm, Event

DAYS_BEFORE = (7, 3, 1)
"""Days before a deadline on which it is reminded of, unless somebody says otherwise."""
MOST_DAYS_BEFORE = 365
_RINGS_AT = time(9, tzinfo=CHINA)


def coming(assessment: Assessment) -> list[Matter]:
    """Give what has a day that has not passed, the nearest first: what Today lists, and what is planned for later."""
    return [matter for matter in matters(assessment, far=True) if matter.left >= 0]


def write(
    assessment: Assessment,
    found: Iterable[Matter],
    words: Vocabulary,
    ledger: str,
    days_before: Sequence[int] = DAYS_BEFORE,
) -> bytes:
    """Write matters as a calendar: one event each, on its safest day, with an alarm for each number of days before.

    ``ledger`` is what tells this ledger from every other and never changes. It and the figure make the event's UID, so
    that a calendar into which a later file comes moves the event instead of adding another. SEQUENCE and DTSTAMP grow
    with the day looked at; nothing is taken from the clock, so the same ledger and day give the same bytes.

    Days before that do not lie after the day looked at ring no more; where none is left, the day itself rings.
    Raises :class:`Refused` when there is no matter: a calendar without events is no valid file.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//ClauseLedger//{words.text('reminders.maker')}//{words.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", words.text("reminders.calendar"))
    for matter in found:
        calendar.add_component(_event(matter, assessment.as_of, words, ledger, days_before))
    if not calendar.subcomponents:
        raise Refused.because("no_coming_deadlines", day=assessment.as_of)
    content: bytes = calendar.to_ical()
    return content


def _event(matter: Matter, as_of: date, words: Vocabulary, ledger: str, days_before: Iterable[int]) -> "Event":
    from icalendar import Event

    figure = matter.figure
    kind, record = words.figure(figure.kind), words.record(figure.subject, figure.record)
    summary = f"{kind} · {record}"
    clause = f"{words.text('column.clause')} {figure.clause}" if figure.clause else ""
    said = [
        " · ".join(filter(None, (record, clause))),
        consequence(figure, words),
        doubt(matter, words),
        words.text("reminders.drawn", day=as_of),
    ]
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_OID, chr(0).join((ledger, *figure.key)))}@clauseledger")
    event.add("sequence", (as_of - FIRST_DAY).days)
    event.add("dtstamp", midnight(as_of).astimezone(UTC))
    event.add("dtstart", matter.day)
    event.add("summary", summary)
    event.add("description", "\n".join(filter(None, said)))
    event.add("categories", [words.text("reminders.maker"), kind])
    event.add("transp", "TRANSPARENT")  # a deadline leaves the day free for other things
    for day in _reminded_on(matter.day, as_of, days_before):
        event.add_component(_alarm(day, summary))
    return event


def _reminded_on(deadline: date, as_of: date, days_before: Iterable[int]) -> list[date]:
    days = sorted({deadline - timedelta(days=days) for days in days_before})
    return [day for day in days if day > as_of] or [deadline]


def _alarm(day: date, summary: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", datetime.combine(day, _RINGS_AT).astimezone(UTC), parameters={"VALUE": "DATE-TIME"})
    alarm.add("description", summary)
    return alarm
