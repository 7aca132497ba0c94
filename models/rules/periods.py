"""Periods within which somebody has to act, counted in natural days, months or years: Civil Code 201 to 203."""

from models.rules.situation import Dated
from models.terms.calendar import Calendar


def last_day_to_act(calendar: Calendar, end: Dated) -> Dated:
    """Give the last day of a period to act: its end, or the first day after it that is not a day off.

    Civil Code 203: a period whose last day is a day off ends on the day after the days off. This holds for periods in
    which a right is used or lost, never for periods of working days, elapsed-time thresholds or minimum notices. Where
    a holiday arrangement still to come can move the result, so does ``earliest`` to ``latest``.
    """
    on = calendar.first_working_day_on_or_after(end.on)
    if end.earliest is None and on <= calendar.exact_through:
        return Dated(on)
    earliest = calendar.first_working_day_on_or_after_range(end.earliest or end.on)[0]
    latest = calendar.first_working_day_on_or_after_range(end.latest or end.on)[1]
    return Dated.between(on, earliest, latest)
