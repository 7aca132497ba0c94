"""How long the provider keeps a storage service's data after it ended: 3.4.3, 4.4.4, 6.5."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from models.facts.records import Service
from models.figures import Because, Figure, Figures, Input
from models.rules.situation import Situation


def figures(situation: Situation, _known: Figures) -> Iterator[Figure]:
    """Give ``data_kept_until`` of every service with an end: the end plus the service rule's retention days, inclusive.

    From the next day the data may be deleted. Without a number on record the figure is unknown, never a guess.
    """
    for service in situation.facts.services.values():
        if service.ended_on is None:
            continue
        if service.retention_days is None:
            make = partial(Because, "3.4.3", "data_kept_until.unknown", "unknown", _inputs(service))
            yield Figure("data_kept_until", "service", service.id, None, make, status="unknown")
            continue
        until = service.ended_on + timedelta(days=service.retention_days)
        yield Figure(
            "data_kept_until",
            "service",
            service.id,
            until,
            partial(Because, "3.4.3", "data_kept_until", "ended_on + retention_days", _inputs(service)),
            status="kept" if situation.as_of <= until else "deletable",
        )


def _inputs(service: Service) -> tuple[Input, ...]:
    record = ("service", service.id)
    ended = Input("ended_on", service.ended_on, "date", record=record, field="ended_on")
    if service.retention_days is None:
        return (ended,)
    return ended, Input("retention_days", service.retention_days, "days", record=record, field="retention_days")
