"""What comes back when a service was less available than promised, and when to claim it: 1.2, 3.3.4, 13.3.

Each rule gives one figure of an incident whose service has a service rule with tiers; all incidents that begin in one
service month show that month's figures.
"""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from models.china_time import last_day_of_month
from models.facts.records import Incident, ServiceRule
from models.figures import Because, Figure, Input, from_figure, range_of
from models.money import to_fen
from models.rules.availability import MINUTES_A_DAY, Level, levels
from models.rules.consumption import Paid, paid_between, paid_in_all, paid_inputs
from models.rules.known import Known
from models.rules.periods import last_day_to_act
from models.rules.situation import Dated, Situation, days_between, working_days_after

CLAUSE = "13.3"
"""13.3 makes the service rules part of the agreement; 1.2 says that service levels are among them."""


def availability(situation: Situation, known: Known, incident: Incident) -> Figure | None:
    """Give ``availability`` of the service month, in percent, exact; shown cut off, never rounded up to a tier."""
    level = levels(situation, known).get(incident.id)
    if level is None:
        return None
    because = partial(_because_availability, level)
    value = level.availability
    number = _Number("availability", value, range_of(value, level.between), because)
    return _of_month(situation, incident, level, number)


def sla_credit_percent(situation: Situation, known: Known, incident: Incident) -> Figure | None:
    """Give ``sla_credit_percent``: the tier the month's availability falls in, 0 when the promise was kept."""
    level = levels(situation, known).get(incident.id)
    if level is None:
        return None
    because = partial(_because_percent, level, known.figures["availability", "incident", incident.id])
    value = level.credit_percent
    number = _Number("sla_credit_percent", value, range_of(value, level.credit_percents), because)
    return _of_month(situation, incident, level, number)


def sla_credit(situation: Situation, known: Known, incident: Incident) -> Figure | None:
    """Give ``sla_credit``: percent × the month's fee really paid in cash for the service; given as a voucher.

    What vouchers or gifts paid is no cash, as under 10.5. Summed exactly, half-up to a fen once. With nothing on
    record that says what the month cost the credit is unknown.
    """
    level = levels(situation, known).get(incident.id)
    if level is None:
        return None
    percent = known.figures["sla_credit_percent", "incident", incident.id]
    paid = paid_between(situation, level.service.id, level.month.first, level.month.last + timedelta(days=1))
    percents = level.credit_percents
    if any(percents) and not paid:
        inputs = (from_figure(percent), *_month_inputs(level))
        unknown = partial(Because, CLAUSE, "sla_credit.no_fee", "unknown", inputs)
        return Figure("sla_credit", "incident", incident.id, None, unknown, status="unknown")
    fee = paid_in_all(paid)
    value, *possible = (max(0, to_fen(each / 100 * fee)) for each in (level.credit_percent, *percents))
    because = partial(_because_credit, level, percent, paid)
    number = _Number("sla_credit", value, range_of(value, possible), because)
    return _of_month(situation, incident, level, number)


def sla_claim_from(situation: Situation, known: Known, incident: Incident) -> Figure | None:
    """Give ``sla_claim_from``: the n-th working day of the month after the service month; none without a credit."""
    level = levels(situation, known).get(incident.id)
    if level is None:
        return None
    percent = known.figures["sla_credit_percent", "incident", incident.id]
    nth = level.rule.claim_from_working_day
    if nth is None or not any(level.credit_percents):
        return _no_claim("sla_claim_from", incident, level, percent)
    last = last_day_of_month(level.month.last)
    dated = working_days_after(situation.calendar, Dated(last), nth)
    working_day = _of_rule(level.rule, "claim_from_working_day", nth, "working_days")
    inputs = (Input("month_last", last, "date"), working_day, from_figure(percent))
    formula = "working_days_after(month_last, claim_from_working_day)"
    because = partial(Because, CLAUSE, "sla_claim_from", formula, inputs)
    window = _Window("sla_claim_from", dated, because, partial(_arisen, situation))
    return _claim(incident, level, percent, window)


def sla_claim_deadline(situation: Situation, known: Known, incident: Incident) -> Figure | None:
    """Give ``sla_claim_deadline``: so many natural days after the service month's last day; none without a credit.

    A period to act in natural days: when its last day is a day off it ends on the first day that is not (Civil Code
    203). While the holidays are not published the customer's safe day is ``earliest``.
    """
    level = levels(situation, known).get(incident.id)
    if level is None:
        return None
    percent = known.figures["sla_credit_percent", "incident", incident.id]
    days = level.rule.claim_within_days
    if days is None or not any(level.credit_percents):
        return _no_claim("sla_claim_deadline", incident, level, percent)
    dated = last_day_to_act(situation.calendar, Dated(level.month.last + timedelta(days=days)))
    within = _of_rule(level.rule, "claim_within_days", days, "days")
    inputs = (_month_inputs(level)[1], within, from_figure(percent))
    formula = "first_working_day_on_or_after(month_to + claim_within_days)"
    because = partial(Because, CLAUSE, "sla_claim_deadline", formula, inputs)
    window = _Window("sla_claim_deadline", dated, because, partial(_still, situation))
    return _claim(incident, level, percent, window)


class _Number(NamedTuple):
    """A number of a service month: its kind of figure, the range it may turn out to be in, and its derivation."""

    kind: str
    value: int | Fraction
    between: tuple[int | Fraction, int | Fraction] | tuple[None, None]
    because: Callable[[], Because]


def _of_month(situation: Situation, incident: Incident, level: Level, number: _Number) -> Figure:
    """Give a number of the service month; while the month runs it is the one so far."""
    kind, value, (least, most), because = number
    status = "so_far" if situation.as_of < level.month.last else None
    return Figure(kind, "incident", incident.id, value, because, status=status, earliest=least, latest=most)


def _arisen(situation: Situation, day: date) -> str:
    return "arisen" if situation.as_of >= day else "arises"


def _still(situation: Situation, day: date) -> str:
    return "open" if situation.as_of <= day else "passed"


def _no_claim(kind: str, incident: Incident, level: Level, percent: Figure) -> Figure:
    """Nothing to claim, or no window on record: ``none`` or ``unknown``."""
    status = "unknown" if percent.value else "none"
    because = partial(Because, CLAUSE, f"sla_claim.{status}", "unknown", (from_figure(percent),))
    may = {"unknown" if each else "none" for each in level.credit_percents}
    return Figure(kind, "incident", incident.id, None, because, status=status, statuses=may)


class _Window(NamedTuple):
    """A day of the time to claim: its kind of figure, its derivation, and the status it has by the day it falls on."""

    kind: str
    dated: Dated
    because: Callable[[], Because]
    status_on: Callable[[date], str]


def _claim(incident: Incident, level: Level, percent: Figure, window: _Window) -> Figure:
    """Give a day of the time to claim; where it is open whether there is a credit, the range is that of a claim."""
    days = days_between(window.dated)
    value, earliest, latest = window.dated
    because, status = window.because, window.status_on(value)
    statuses = {window.status_on(day) for day in days} | ({"none"} if 0 in level.credit_percents else set())
    if level.credit_percent:
        known: date | None = value
    else:
        known, earliest, latest, status = None, days[0], days[-1], "none"
        because = partial(Because, CLAUSE, "sla_claim.none", "unknown", (from_figure(percent),))
    return Figure(
        window.kind,
        "incident",
        incident.id,
        known,
        because,
        status=status,
        earliest=earliest,
        latest=latest,
        statuses=statuses,
    )


def _of_rule(rule: ServiceRule, name: str, value: int, unit: str) -> Input:
    return Input(name, value, unit, record=("service_rule", rule.id), field=name, clause=CLAUSE)


def _month_inputs(level: Level) -> tuple[Input, Input]:
    """Give the service month's first and last day; where the service's own dates cut it, they name the service."""
    month, of_service = level.month, ("service", level.service.id)
    begun, ended = month.first.day != 1, month.last != last_day_of_month(month.last)
    return (
        Input("month_from", month.first, "date", record=of_service, field="starts_on")
        if begun
        else Input("month_from", month.first, "date"),
        Input("month_to", month.last, "date", record=of_service, field="ended_on")
        if ended
        else Input("month_to", month.last, "date"),
    )


def _because_availability(level: Level) -> Because:
    inputs: list[Input] = []
    for outage in level.outages:
        ended = None if outage.ended is None else ("incident", outage.ended)
        inputs += [
            Input("outage_from", outage.start, "moment", record=("incident", outage.began), field="started_at"),
            Input("outage_to", outage.end, "moment", record=ended, field=None if ended is None else "ended_at"),
        ]
    ignored = _of_rule(level.rule, "ignored_minutes", level.rule.ignored_minutes or 0, "minutes")
    lost = "sum(outage_minutes(outage_from, outage_to, month_from, month_to, ignored_minutes))"
    formula = f"100 * max(0, 1 - {lost} / ((month_to - month_from + 1) * {MINUTES_A_DAY}))"
    return Because(CLAUSE, "availability", formula, (*inputs, *_month_inputs(level), ignored))


def _because_percent(level: Level, available: Figure) -> Because:
    record = ("service_rule", level.rule.id)
    inputs = [from_figure(available)]
    for low, high, credit in level.tiers:
        for name, value in (("at_least", low), ("below", high), ("credit_percent", credit)):
            inputs.append(Input(name, value, "tier_percent", record=record, field="sla_tiers", clause=CLAUSE))
    formula = "tier_credit(availability, at_least, below, credit_percent)"
    return Because(CLAUSE, "sla_credit_percent", formula, tuple(inputs))


def _because_credit(level: Level, percent: Figure, paid: list[Paid]) -> Because:
    formula = "max(0, round_fen(sla_credit_percent / 100 * sum(cash * days_inside / span_days)))"
    return Because(CLAUSE, "sla_credit", formula, (from_figure(percent), *paid_inputs(paid), *_month_inputs(level)))
