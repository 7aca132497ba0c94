"""How long the provider keeps a storage service's data after it ended: 3.4.3, 4.4.4, 6.5."""

from datetime import timedelta
from functools import partial

from models.facts.records import Service
from models.figures import Because, Figure, Input
from models.rules.situation import Situation


def data_kept_until(situation: Situation, _known: object, service: Service) -> Figure | None:
    """Give ``data_kept_until`` of a service with an end: the end plus the service rule's retention days, inclusive.

    From the next day the data may be deleted. Without a number on record the figure is unknown, never a guess.
    """
    if service.ended_on is None:
        return None
    inputs = _inputs(service)
    if service.retention_days is None:
        because = partial(Because, "3.4.3", "data_kept_until.unknown", "unknown", inputs)
        return Figure("data_kept_until", "service", service.id, None, because, status="unknown")
    until = service.ended_on + timedelta(days=service.retention_days)
    because = partial(Because, "3.4.3", "data_kept_until", "ended_on + retention_days", inputs)
    status = "kept" if situation.as_of <= until else "deletable"
    return Figure("data_kept_until", "service", service.id, until, because, status=status)


def _inputs(service: Service) -> tuple[Input, ...]:
    record = ("service", service.id)
    ended = Input("ended_on", service.ended_on, "date", record=record, field="ended_on")
    if service.retention_days is None:
        return (ended,)
    return ended, Input("retention_days", service.retention_days, "days", record=record, field="retention_days")
