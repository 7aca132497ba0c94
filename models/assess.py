"""The pipeline: facts as of a day → figures → problems → an assessment. This file is its diagram."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.facts.facts import Facts
from models.facts.records import READINGS, SECTIONS, Readings
from models.figures import Figure, Figures, Value
from models.problems import Problem
from models.rules import (
    bills,
    coverage,
    delivery,
    exposure,
    invoices,
    liability,
    notices,
    orders,
    red_letters,
    retention,
)
from models.rules.checks import problems_of
from models.rules.coverage import Covered
from models.rules.situation import Situation
from models.terms.calendar import Calendar
from models.terms.supplements import calendar_with
from models.terms.terms import Terms, terms_of

RULES = (delivery.figures, bills.figures, orders.figures, notices.figures, retention.figures, liability.figures)
RULES_AFTER_PAYMENTS = (red_letters.figures,)


@dataclass(frozen=True)
class Reading:
    """How a figure depends on a named reading: the choice used, and what each other choice would give if different."""

    reading: str
    used: str
    others: tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Assessment:
    """Everything computed from a ledger as of one day."""

    situation: Situation
    figures: Figures
    covered: Covered
    problems: tuple[Problem, ...]

    @property
    def as_of(self) -> date:
        """The day the assessment looks at."""
        return self.situation.as_of

    def get(self, kind: str, record: str) -> list[Figure]:
        """Give the figures of a kind for the record(s) of an id, whatever kind of record they are."""
        found = (self.figures.get(kind, subject, record) for subject in ("agreement", *SECTIONS))
        return [figure for figure in found if figure is not None]

    def of_record(self, subject: str, record: str) -> list[Figure]:
        """Give every figure of one record."""
        return self.figures.of_record(subject, record)

    def readings_of(self, figure: Figure) -> tuple[Reading, ...]:
        """Give the readings that touch a figure, with what the other choices would give."""
        found = []
        for reading, choices in READINGS.items():
            used = self.situation.reading(reading)
            others = tuple(
                (choice, other.value if other else None)
                for choice in choices
                if choice != used
                for other in [self._alternatives[reading, choice].get(*figure.key)]
                if (other.value if other else None) != figure.value
            )
            if others or (figure.kind in _ALWAYS_NAMED[reading] and figure.status != "actual"):
                found.append(Reading(reading, used, others))
        return tuple(found)

    @cached_property
    def _alternatives(self) -> dict[tuple[str, str], Figures]:
        """Every other choice of every reading, assessed the same way; made when a figure's readings are asked for."""
        return {
            (reading, choice): _figures(_with_reading(self.situation, reading, choice))[0]
            for reading, choices in READINGS.items()
            for choice in choices
            if choice != self.situation.reading(reading)
        }


_ALWAYS_NAMED = {
    "delivery_rolls_on": {"delivered_on"},
    "advance_notice_counts": {"notice_shortfall"},
    "payment_covers_first": {"outstanding", "late_fee", "offset_exposure"},
}


def assess(facts: Facts, as_of: date, *, terms: Terms | None = None, calendar: Calendar | None = None) -> Assessment:
    """Compute everything the agreement makes computable, seeing only what had happened by the end of a day.

    Terms default to those the agreement names, with its amendments; the calendar to the bundled one with the
    arrangements the user added. Raises :class:`models.problems.Refused` when the agreement names unknown terms.
    """
    situation = Situation(
        facts.as_of(as_of),
        terms or terms_of(facts.agreement),
        calendar or calendar_with(facts.arrangements.values()),
        as_of,
    )
    figures, covered = _figures(situation)
    return Assessment(situation, figures, covered, tuple(problems_of(situation, figures, covered)))


def _figures(situation: Situation) -> tuple[Figures, Covered]:
    known = Figures()
    for rule in RULES:
        known.add(rule(situation, known))
    due = invoices.deadlines(situation, known)
    covered = coverage.cover(situation, invoices.received_and_due(due))
    known.add(invoices.figures(situation, due, covered))
    known.add(exposure.figures(situation, known, covered))
    for rule in RULES_AFTER_PAYMENTS:
        known.add(rule(situation, known))
    return known, covered


def _with_reading(situation: Situation, reading: str, choice: str) -> Situation:
    facts = situation.facts
    readings = (facts.agreement.readings or Readings())._replace(**{reading: choice})
    agreement = facts.agreement._replace(readings=readings)
    return Situation(facts.with_records([agreement]), situation.terms, situation.calendar, situation.as_of)
