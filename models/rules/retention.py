"""How long the provider keeps a storage service's data after it ended: 3.4.3, 4.4.4, 6.5."""

from datetime import date, timedelta
from functools import partial

from models.facts.records import Service
from models.figures import Because, Figure, Input
from models.rules.availability import rule_of
from models.rules.situation import Situation


def data_kept_until(situation: Situation, _known: object, service: Service) -> Figure | None:
    """Give ``data_kept_until`` of a service with an end: the end plus the service rule's retention days, inclusive.

    The number is the one recorded with the service itself, else the one of its service rule (1.2, 3.4.3), in the
    version in force on the day of the end (3.5). From the next day the data may be deleted. Without a number on record
    the figure is unknown, never a guess.
    """
    if service.ended_on is None:
        return None
    ended = Input("ended_on", service.ended_on, "date", record=("service", service.id), field="ended_on")
    kept = _retention_days(situation, service, service.ended_on)
    if kept is None:
        because = partial(Because, "3.4.3", "data_kept_until.unknown", "unknown", (ended,))
        return Figure("data_kept_until", "service", service.id, None, because, status="unknown")
    days, record = kept
    until = service.ended_on + timedelta(days=days)
    inputs = (ended, Input("retention_days", days, "days", record=record, field="retention_days"))
    because = partial(Because, "3.4.3", "data_kept_until", "ended_on + retention_days", inputs)
    status = "kept" if situation.as_of <= until else "deletable"
    return Figure("data_kept_until", "service", service.id, until, because, status=status)


def _retention_days(situation: Situation, service: Service, ended_on: date) -> tuple[int, tuple[str, str]] | None:
    """Give the days and the record that says so: the service's own number before its service rule's."""
    if service.retention_days is not None:
        return service.retention_days, ("service", service.id)
    rule = rule_of(situation.facts, service.id, ended_on)
    if rule is None or rule.retention_days is None:
        return None
    return rule.retention_days, ("service_rule", rule.id)
