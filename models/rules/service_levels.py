"""What a service rule promises about availability, and what comes back when it is not kept: 1.2, 3.3.4, 13.3.

The numbers (tiers, minutes that do not count, the claim's window) are those of the service's own service rule on
record; nothing of a provider's promise is written here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from models.china_time import china_day, last_day_of_month, midnight
from models.facts.facts import Facts
from models.facts.records import Incident, Service, ServiceRule
from models.figures import Because, Figure, Figures, Input, from_figure
from models.money import to_fen
from models.problems import Problem
from models.rules.liability import Paid, exemption, paid_between
from models.rules.periods import last_day_to_act
from models.rules.situation import Dated, Situation, working_days_after

CLAUSE = "13.3"
"""13.3 makes the service rules part of the agreement; 1.2 says that service levels are among them."""
MINUTES_A_DAY = 1440
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class Outage(NamedTuple):
    """A time without the service that counts: the incident it began with, and the one it ended with if it did."""

    start: datetime
    end: datetime
    began: str
    ended: str | None


class ServiceMonth(NamedTuple):
    """A calendar month as far as the service ran in it: from the first to the last day, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class _Level:
    """What one service's one month comes to; every incident of the month shows the same."""

    situation: Situation
    service: Service
    rule: ServiceRule
    month: ServiceMonth
    outages: tuple[Outage, ...]
    paid: tuple[Paid, ...]

    @property
    def availability(self) -> Fraction:
        """In percent, exact."""
        lost = sum(outage_minutes(o.start, o.end, *self.month, self.rule.ignored_minutes or 0) for o in self.outages)
        return 100 * max(Fraction(0), 1 - Fraction(lost, month_minutes(self.month)))

    @property
    def status(self) -> str | None:
        """While the month runs, the numbers are those so far."""
        return "so_far" if self.situation.as_of < self.month.last else None


def rules_by_service(facts: Facts) -> dict[str, ServiceRule]:
    """Give each service's service rule; a service has at most one."""
    return {rule.service: rule for rule in facts.service_rules.values()}


def service_month(service: Service, day: date) -> ServiceMonth:
    """Give the service month of a day: its calendar month, cut to the days from the service's start to its end.

    The published service rules count a month only as far as the service was bought for it. A day outside the
    service's own dates gives the whole calendar month.
    """
    month = ServiceMonth(day.replace(day=1), last_day_of_month(day))
    first = max(month.first, service.starts_on)
    last = min(month.last, service.ended_on or month.last)
    return ServiceMonth(first, last) if first <= day <= last else month


def month_minutes(month: ServiceMonth) -> int:
    """Give the minutes of a service month: whole days of 24 hours."""
    return ((month.last - month.first).days + 1) * MINUTES_A_DAY


def outage_minutes(start: datetime, end: datetime, first: date, last: date, ignored_minutes: int) -> int:
    """Give the minutes of an outage that count in the days ``first`` to ``last``, both included.

    Outages up to the ignored length do not count (1 min with 1 ignored); longer ones count every begun minute (1 min
    1 s is 2). The length of the whole outage decides whether it counts; over a month end each part counts in its month.
    """
    if end - start <= ignored_minutes * _MINUTE:
        return 0
    inside = min(end, midnight(last + _DAY)) - max(start, midnight(first))
    return max(0, -(-inside // _MINUTE))


def tier_credit(availability: Fraction, tiers: Sequence[tuple[Fraction, Fraction, Fraction]]) -> Fraction:
    """Give the percent of the tier an availability falls in, 0 for none.

    Tiers are (at least, below, percent): "至少" includes the number, "低于" does not (Civil Code 1259). Were two
    tiers on record to overlap, the higher one counts.
    """
    return max((credit for low, high, credit in tiers if low <= availability < high), default=Fraction(0))


def figures(situation: Situation, known: Figures) -> Iterator[Figure]:
    """Give availability, credit and claim window of every incident whose service has a service rule with tiers."""
    for incident, level in _levels(situation, known):
        yield from _figures(level, incident)


def other_months(situation: Situation, known: Figures) -> Iterator[Problem]:
    """Warn of a month in which an outage of the month before comes to a credit that no figure shows.

    Figures hang on the incidents that begin in a month. An outage over a month end can leave the next month below a
    tier; a second record from that month's first minute shows it, without counting any minute twice.
    """
    shown = set()
    levels = list(_levels(situation, known))
    for _, level in levels:
        shown.add((level.service.id, level.month.first.replace(day=1)))
    for _, level in levels:
        for outage in level.outages:
            day = last_day_of_month(china_day(outage.start)) + _DAY
            while midnight(day) < outage.end:
                key = (level.service.id, day)
                following = _level(situation, level.service, level.rule, (outage,), day)
                if key not in shown and tier_credit(following.availability, _tiers(level.rule)):
                    shown.add(key)
                    inputs = {"month": f"{day:%Y-%m}"}
                    yield Problem("outage_in_next_month", "", "incident", outage.began, "warning", inputs)
                day = last_day_of_month(day) + _DAY


def outages_of(situation: Situation, known: Figures, service: str) -> tuple[Outage, ...]:
    """Give the times without a service that the provider answers for, in order.

    What is exempt does not count (10.1; maintenance and adjustments announced in time: 3.4.1, 3.4.2). Incidents that
    overlap or touch are one outage, so that no minute counts twice. One that has not ended lasts until the end of the
    day of the assessment.
    """
    until = midnight(situation.as_of + _DAY)
    counted = sorted(
        (
            incident
            for incident in situation.facts.incidents.values()
            if incident.service == service and exemption(known, incident) is None
        ),
        key=lambda incident: (incident.started_at, incident.id),
    )
    found: list[Outage] = []
    for incident in counted:
        end = incident.ended_at or until
        outage = Outage(incident.started_at, end, incident.id, incident.id if incident.ended_at else None)
        if found and outage.start <= found[-1].end:
            before = found.pop()
            later = outage if outage.end > before.end else before
            outage = Outage(before.start, later.end, before.began, later.ended)
        found.append(outage)
    return tuple(found)


def _levels(situation: Situation, known: Figures) -> Iterator[tuple[Incident, _Level]]:
    facts = situation.facts
    rules = {service: rule for service, rule in rules_by_service(facts).items() if rule.sla_tiers}
    outages: dict[str, tuple[Outage, ...]] = {}
    levels: dict[tuple[str, date], _Level] = {}
    for incident in facts.incidents.values() if rules else ():
        rule = rules.get(incident.service)
        if rule is None:
            continue
        if incident.service not in outages:
            outages[incident.service] = outages_of(situation, known, incident.service)
        day = china_day(incident.started_at)
        month = (incident.service, day.replace(day=1))
        if month not in levels:
            service = facts.services[incident.service]
            levels[month] = _level(situation, service, rule, outages[incident.service], day)
        yield incident, levels[month]


def _level(
    situation: Situation, service: Service, rule: ServiceRule, outages: Sequence[Outage], day: date
) -> _Level:
    month = service_month(service, day)
    start, end = midnight(month.first), midnight(month.last + _DAY)
    inside = tuple(outage for outage in outages if outage.start < end and outage.end > start)
    paid = tuple(paid_between(situation, service.id, month.first, month.last + _DAY))
    return _Level(situation, service, rule, month, inside, paid)


def _tiers(rule: ServiceRule) -> list[tuple[Fraction, Fraction, Fraction]]:
    return [
        (Fraction(tier.at_least or 0), Fraction(tier.below), Fraction(tier.credit_percent)) for tier in rule.sla_tiers
    ]


def _figures(level: _Level, incident: Incident) -> Iterator[Figure]:
    value = level.availability
    availability = Figure(
        "availability", "incident", incident.id, value, partial(_because_availability, level), status=level.status
    )
    percent = Figure(
        "sla_credit_percent",
        "incident",
        incident.id,
        tier_credit(value, _tiers(level.rule)),
        partial(_because_percent, level, availability),
        status=level.status,
    )
    yield availability
    yield percent
    yield _credit(level, incident, percent)
    yield _claim_from(level, incident, percent)
    yield _claim_deadline(level, incident, percent)


def _of_rule(rule: ServiceRule, name: str, value: int, unit: str) -> Input:
    return Input(name, value, unit, record=("service_rule", rule.id), field=name, clause=CLAUSE)


def _month_inputs(level: _Level) -> tuple[Input, Input]:
    month, service = level.month, level.service
    whole = ServiceMonth(month.first.replace(day=1), last_day_of_month(month.first))
    of_service: tuple[str, str] = ("service", service.id)
    return (
        Input("month_from", month.first, "date")
        if month.first == whole.first
        else Input("month_from", month.first, "date", record=of_service, field="starts_on"),
        Input("month_to", month.last, "date")
        if month.last == whole.last
        else Input("month_to", month.last, "date", record=of_service, field="ended_on"),
    )


def _because_availability(level: _Level) -> Because:
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


def _because_percent(level: _Level, availability: Figure) -> Because:
    of_rule: Mapping[str, tuple[str, str]] = {"record": ("service_rule", level.rule.id)}
    inputs = [from_figure(availability)]
    for low, high, credit in _tiers(level.rule):
        for name, value in (("at_least", low), ("below", high), ("credit_percent", credit)):
            inputs.append(Input(name, value, "tier_percent", **of_rule, field="sla_tiers", clause=CLAUSE))
    formula = "tier_credit(availability, at_least, below, credit_percent)"
    return Because(CLAUSE, "sla_credit_percent", formula, tuple(inputs))


def _credit(level: _Level, incident: Incident, percent: Figure) -> Figure:
    """Percent × the month's fee really paid in cash for the service, half-up to a fen once; given as a voucher.

    What vouchers or gifts paid is no cash, as under 10.5. With nothing on record that says what the month cost the
    credit is unknown.
    """
    share = Fraction(percent.value)  # type: ignore[arg-type]  # a tier's percent is a fraction
    if share and not level.paid:
        make = partial(Because, CLAUSE, "sla_credit.no_fee", "unknown", (from_figure(percent), *_month_inputs(level)))
        return Figure("sla_credit", "incident", incident.id, None, make, status="unknown")
    fee = sum((paid.cash * paid.days_inside / paid.span_days for paid in level.paid), Fraction(0))
    value = max(0, to_fen(share / 100 * fee))
    make = partial(_because_credit, level, percent)
    return Figure("sla_credit", "incident", incident.id, value, make, status=level.status)


def _because_credit(level: _Level, percent: Figure) -> Because:
    inputs = [from_figure(percent)]
    for paid in level.paid:
        inputs += [
            Input("cash", paid.cash, "exact_money", record=paid.record, field=paid.field),
            Input("days_inside", paid.days_inside, "days", record=paid.record),
            Input("span_days", paid.span_days, "days", record=paid.record),
        ]
    formula = "max(0, round_fen(sla_credit_percent / 100 * sum(cash * days_inside / span_days)))"
    return Because(CLAUSE, "sla_credit", formula, (*inputs, *_month_inputs(level)))


def _claim_from(level: _Level, incident: Incident, percent: Figure) -> Figure:
    """The n-th working day of the month after the service month."""
    nth = level.rule.claim_from_working_day
    month_last = last_day_of_month(level.month.last)
    if not percent.value or nth is None:
        return _no_claim("sla_claim_from", incident, percent)
    dated = working_days_after(level.situation.calendar, Dated(month_last), nth)
    working_day = _of_rule(level.rule, "claim_from_working_day", nth, "working_days")
    inputs = (Input("month_last", month_last, "date"), working_day, from_figure(percent))
    formula = "working_days_after(month_last, claim_from_working_day)"
    status = "arisen" if level.situation.as_of >= dated.on else "arises"
    return _dated("sla_claim_from", incident, dated, partial(Because, CLAUSE, "sla_claim_from", formula, inputs), status)


def _claim_deadline(level: _Level, incident: Incident, percent: Figure) -> Figure:
    """So many natural days after the service month; a period to act, so Civil Code 203 moves its last day."""
    days = level.rule.claim_within_days
    if not percent.value or days is None:
        return _no_claim("sla_claim_deadline", incident, percent)
    dated = last_day_to_act(level.situation.calendar, Dated(level.month.last + timedelta(days=days)))
    inputs = (_month_inputs(level)[1], _of_rule(level.rule, "claim_within_days", days, "days"), from_figure(percent))
    formula = "first_working_day_on_or_after(month_to + claim_within_days)"
    status = "open" if level.situation.as_of <= dated.on else "passed"
    make = partial(Because, CLAUSE, "sla_claim_deadline", formula, inputs)
    return _dated("sla_claim_deadline", incident, dated, make, status)
