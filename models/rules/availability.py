"""How available a service was in a service month, by the incidents on record: 1.2, 3.3.4, 10.1, 13.3.

The numbers (tiers, minutes that do not count) are those of the service's own service rule on record; nothing of a
provider's promise is written here.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from models.china_time import china_day, last_day_of_month, midnight
from models.facts.facts import Facts
from models.facts.records import Incident, Service, ServiceRule
from models.problems import Problem
from models.rules.known import Known
from models.rules.liability import exemption, may_turn
from models.rules.situation import Situation

MINUTES_A_DAY = 1440
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)

Tier = tuple[Fraction, Fraction, Fraction]
"""(at least, below, percent of the month's fee), all in percent; 0 where there is no lower bound."""


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
class Level:
    """One service's one month: what its service rule promises, and the outages in it.

    ``fewest`` and ``most`` are the outages with and without every exemption that an arrangement still to be published
    decides; the same as ``outages`` when nothing is open.
    """

    service: Service
    rule: ServiceRule
    month: ServiceMonth
    outages: tuple[Outage, ...]
    fewest: tuple[Outage, ...]
    most: tuple[Outage, ...]

    @property
    def availability(self) -> Fraction:
        """In percent, exact: 100 × (1 − minutes that count ÷ minutes of the service month), never below 0."""
        return self._available(self.outages)

    @property
    def between(self) -> tuple[Fraction, Fraction]:
        """The least and the most availability, while an arrangement to come decides which incidents are exempt."""
        return self._available(self.most), self._available(self.fewest)

    @property
    def credit_percents(self) -> set[Fraction]:
        """Every percent the availability may come to give a claim to; the present one alone when it is certain."""
        return tier_credits(*self.between, self.tiers) | {self.credit_percent}

    def _available(self, outages: tuple[Outage, ...]) -> Fraction:
        ignored = self.rule.ignored_minutes or 0
        lost = sum(outage_minutes(outage.start, outage.end, *self.month, ignored) for outage in outages)
        minutes = ((self.month.last - self.month.first).days + 1) * MINUTES_A_DAY
        return 100 * max(Fraction(0), 1 - Fraction(lost, minutes))

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The service rule's tiers."""
        return tuple(
            (Fraction(tier.at_least or 0), Fraction(tier.below), Fraction(tier.credit_percent))
            for tier in self.rule.sla_tiers
        )

    @property
    def credit_percent(self) -> Fraction:
        """The percent of the month's fee that the availability gives a claim to."""
        return tier_credit(self.availability, self.tiers)


def levels(situation: Situation, known: Known) -> dict[str, Level]:
    """Give the level of the service month each incident began in, by the incident's id.

    Only where the service rule in force has tiers is there one; all incidents of one service and month share it.
    """
    return known.once("levels", partial(_levels, situation, known))


def _levels(situation: Situation, known: Known) -> dict[str, Level]:
    facts = situation.facts
    promised = {rule.service for rule in facts.service_rules.values() if rule.sla_tiers}
    if not promised:
        return {}
    by_service: dict[str, list[Incident]] = {}
    for incident in facts.incidents.values():
        if incident.service in promised:
            by_service.setdefault(incident.service, []).append(incident)
    found: dict[str, Level] = {}
    for service, incidents in by_service.items():
        exempt = {incident.id for incident in incidents if exemption(known, incident)}
        turning = {incident.id for incident in incidents if may_turn(known, incident)}
        nominal = _outages(situation, incidents, exempt)
        outages = [nominal] * 3
        if turning:
            outages[1:] = [_outages(situation, incidents, freed) for freed in (exempt | turning, exempt - turning)]
        months: dict[ServiceMonth, Level] = {}
        for incident in incidents:
            month = service_month(facts.services[service], china_day(incident.started_at))
            rule = _promise(facts, service, month)
            if rule is None:
                continue
            if month not in months:
                months[month] = _level(facts, rule, month, *outages)
            found[incident.id] = months[month]
    return found


def _promise(facts: Facts, service: str, month: ServiceMonth) -> ServiceRule | None:
    """Give the rule a service month is judged by: the version in force on its first day, if it has tiers.

    3.5, 13.3: what takes effect within a month counts from the next one on; a month has one promise.
    """
    rule = rule_of(facts, service, month.first)
    return rule if rule is not None and rule.sla_tiers else None


def rule_of(facts: Facts, service: str, day: date) -> ServiceRule | None:
    """Give the version of a service's rule in force on a day; None before the first one on record, or without any.

    A version without a day of its own is in force from the beginning: what was in force before a dated one is not
    known, and is no guess.
    """
    versions = (rule for rule in facts.service_rules.values() if rule.service == service)
    in_force = [rule for rule in versions if rule.effective_on is None or rule.effective_on <= day]
    return max(in_force, key=lambda rule: rule.effective_on or date.min, default=None)


def service_month(service: Service, day: date) -> ServiceMonth:
    """Give the service month of a day: its calendar month, cut to the days from the service's start to its end.

    The published service rules count a month only as far as the service was bought for it. A day outside the
    service's own dates gives the whole calendar month.
    """
    month = ServiceMonth(day.replace(day=1), last_day_of_month(day))
    first = max(month.first, service.starts_on)
    last = min(month.last, service.ended_on or month.last)
    return ServiceMonth(first, last) if first <= day <= last else month


def outage_minutes(start: datetime, end: datetime, first: date, last: date, ignored_minutes: int) -> int:
    """Give the minutes of an outage that count in the days ``first`` to ``last``, both included.

    Outages up to the ignored length do not count (1 min with 1 ignored); longer ones count every begun minute (1 min
    1 s is 2). The length of the whole outage decides whether it counts; over a month end each part counts in its month.
    """
    if end - start <= ignored_minutes * _MINUTE:
        return 0
    inside = min(end, midnight(last + _DAY)) - max(start, midnight(first))
    return max(0, -(-inside // _MINUTE))


def tier_credit(availability: Fraction, tiers: Sequence[Tier]) -> Fraction:
    """Give the percent of the tier an availability falls in, 0 for none.

    "至少" includes the number, "低于" does not (Civil Code 1259). Were two tiers on record to overlap, the higher
    percent counts.
    """
    return max((credit for low, high, credit in tiers if low <= availability < high), default=Fraction(0))


def tier_credits(least: Fraction, most: Fraction, tiers: Sequence[Tier]) -> set[Fraction]:
    """Give every percent that availabilities from ``least`` to ``most`` can fall in."""
    edges = {edge for low, high, _ in tiers for edge in (low, high) if least < edge <= most}
    return {tier_credit(availability, tiers) for availability in (least, most, *edges)}


def unseen_months(situation: Situation, known: Known) -> Iterator[Problem]:
    """Warn of a month in which an outage of the month before comes to a credit that no figure shows.

    Figures hang on the incidents that begin in a month. An outage over a month end can leave the next month below a
    tier; a second record from that month's first minute shows it, without counting any minute twice.
    """
    seen = {(level.service.id, level.month.last.replace(day=1)) for level in levels(situation, known).values()}
    for level in list(levels(situation, known).values()):
        for outage in level.outages:
            day = last_day_of_month(china_day(outage.start)) + _DAY
            while midnight(day) < outage.end:
                key = level.service.id, day
                month = service_month(level.service, day)
                rule = _promise(situation.facts, level.service.id, month) if key not in seen else None
                if rule is not None and _level(situation.facts, rule, month, *[(outage,)] * 3).credit_percent:
                    seen.add(key)
                    inputs = {"month": f"{day:%Y-%m}"}
                    yield Problem("outage_in_next_month", "", "incident", outage.began, "warning", inputs)
                day = last_day_of_month(day) + _DAY


def _level(facts: Facts, rule: ServiceRule, month: ServiceMonth, *each: Sequence[Outage]) -> Level:
    start, end = midnight(month.first), midnight(month.last + _DAY)
    inside = (tuple(one for one in outages if one.start < end and one.end > start) for outages in each)
    return Level(facts.services[rule.service], rule, month, *inside)


def _outages(situation: Situation, incidents: Sequence[Incident], exempt: Set[str]) -> tuple[Outage, ...]:
    """Give the times without one service that the provider answers for, in order.

    What is exempt does not count (10.1; maintenance and adjustments announced in time: 3.4.1, 3.4.2). Incidents that
    overlap or touch are one outage, so that no minute counts twice. One that has not ended lasts until the end of the
    day of the assessment.
    """
    until = midnight(situation.as_of + _DAY)
    counted = [incident for incident in incidents if incident.id not in exempt]
    found: list[Outage] = []
    for incident in sorted(counted, key=lambda incident: (incident.started_at, incident.id)):
        end = incident.ended_at or until
        outage = Outage(incident.started_at, end, incident.id, incident.id if incident.ended_at else None)
        if found and outage.start <= found[-1].end:
            before = found.pop()
            later = outage if outage.end > before.end else before
            outage = Outage(before.start, later.end, before.began, later.ended)
        found.append(outage)
    return tuple(found)
