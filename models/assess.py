"""The pipeline: facts as of a day → figures → problems → an assessment. This file is its diagram."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from typing import Any

from models.facts.facts import Facts
from models.facts.records import READINGS, SECTIONS
from models.figures import Figure, Figures, Value
from models.problems import Problem, Refused, no_such_record
from models.rules import (
    bills,
    delivery,
    exposure,
    invoices,
    letters,
    liability,
    notices,
    orders,
    red_letters,
    retention,
    service_levels,
    vouchers,
)
from models.rules.checks import problems_of
from models.rules.covered import Covered
from models.rules.known import Known
from models.rules.replay import cover_again
from models.rules.situation import Situation
from models.terms.calendar import Calendar
from models.terms.supplements import calendar_with
from models.terms.terms import Terms, terms_of

Rule = Callable[[Situation, Known, Any], Figure | None]

RULES: tuple[tuple[str, str, Rule], ...] = (
    ("delivered_on", "bill", delivery.delivered_on),
    ("delivered_on", "invoice", delivery.delivered_on),
    ("delivered_on", "notice", delivery.delivered_on),
    ("delivered_on", "letter", letters.delivered_on),
    ("answer_requested_by", "letter", letters.answer_requested_by),
    ("bill_objection_deadline", "bill", bills.objection_deadline),
    ("payment_deadline", "invoice", invoices.payment_deadline),
    ("outstanding", "invoice", invoices.outstanding),
    ("late_fee", "invoice", invoices.late_fee),
    ("termination_right_from", "invoice", invoices.termination_right_from),
    ("red_letter_path", "invoice", red_letters.red_letter_path),
    ("reissue_deadline", "invoice", red_letters.reissue_deadline),
    ("unconsumed_prepaid", "order", orders.unconsumed_prepaid),
    ("list_price_value", "order", orders.value_at_list_price),
    ("refund_cash", "order", orders.refund_cash),
    ("refund_gift", "order", orders.refund_gift),
    ("owed_at_list_price", "order", orders.owed_at_list_price),
    ("notice_shortfall", "notice", notices.notice_shortfall),
    ("data_kept_until", "service", retention.data_kept_until),
    ("voucher_usable_until", "voucher", vouchers.voucher_usable_until),
    ("liability_cap", "incident", liability.liability_cap),
    ("claimable_loss", "incident", liability.claimable_loss),
    ("force_majeure_right_from", "incident", liability.force_majeure_right_from),
    ("availability", "incident", service_levels.availability),
    ("sla_credit_percent", "incident", service_levels.sla_credit_percent),
    ("sla_credit", "incident", service_levels.sla_credit),
    ("sla_claim_from", "incident", service_levels.sla_claim_from),
    ("sla_claim_deadline", "incident", service_levels.sla_claim_deadline),
    ("offset_exposure", "agreement", exposure.offset_exposure),
    ("forfeitable_prepaid", "agreement", exposure.forfeitable_prepaid),
)
"""Every figure: its kind, the kind of record it belongs to, and the rule that gives it."""


@dataclass(frozen=True)
class Reading:
    """How a figure depends on a named reading: the choice used, and what each other choice would give if different."""

    reading: str
    used: str
    others: tuple[tuple[str, Value], ...]


class Assessment:
    """Everything the agreement makes computable, as of one day; a figure is computed when it is first asked for."""

    def __init__(
        self,
        situation: Situation,
        facts: Facts,
        covered: Covered | None = None,
        *,
        other_day: "Assessment | None" = None,
    ) -> None:
        self.situation = situation
        self.facts = facts
        known = other_day._known if other_day is not None else None  # noqa: SLF001 - another of the same class
        self._known: Known = Known(situation, _figures, covered, other_day=known)
        self._figures = self._known.figures

    @property
    def as_of(self) -> date:
        """The day the assessment looks at."""
        return self.situation.as_of

    def without(self, kind: str, record: str) -> Refused:
        """Refuse a record that is not there on the day, and say when it is there only later."""
        if self.facts.get(kind, record) is None:
            return no_such_record(kind, record)
        return Refused([Problem("not_yet", "id", kind, record, inputs={"day": self.as_of})])

    @property
    def figures(self) -> Figures:
        """The figures, by (kind, kind of record, record)."""
        return self._figures

    @property
    def covered(self) -> Covered:
        """Which payment covered how much of which invoice."""
        return self._known.covered

    def apply_payments(self, tell: Callable[[], None]) -> None:
        """Apply all payments now rather than when a figure needs it; ``tell`` is called meanwhile and may raise."""
        self._known.apply_payments(tell)

    @property
    def has_covered(self) -> bool:
        """Whether payments have been applied already: no figure of an invoice was asked for otherwise."""
        return self._known.has_covered

    def pieces(self) -> list[object]:
        """Give the many things it has computed: who lets these go one by one lets others work in between."""
        pieces: list[object] = self.figures.computed()
        if self.has_covered:
            pieces += self.covered.invoices.values()
        if "_alternatives" in vars(self):
            for other in self._alternatives.values():
                pieces += other.pieces()
        return pieces

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is missing or contradictory among the figures' inputs."""
        return tuple(problems_of(self.situation, self._known))

    def get(self, kind: str, record: str) -> list[Figure]:
        """Give the figures of a kind for the record(s) of an id, whatever kind of record they are."""
        found = (self.figures.get(kind, subject, record) for subject in ("agreement", *SECTIONS))
        return [figure for figure in found if figure is not None]

    def of_record(self, subject: str, record: str) -> list[Figure]:
        """Give every figure of one record."""
        return self.figures.of_record(subject, record)

    def on(self, day: date) -> "Assessment":
        """Assess the same facts, terms and calendar as of another day."""
        situation = replace(self.situation, facts=self.facts.as_of(day), as_of=day)
        return Assessment(situation, self.facts, other_day=self)

    def safest_day(self, figure: Figure) -> date:
        """Give the day to act by whatever is still open: the earliest any reading or unpublished calendar can give.

        Raises TypeError for a figure that is no date.
        """
        if not isinstance(figure.value, date):
            raise TypeError(f"{figure.reference} is no date")
        days = [figure.earliest or figure.value]
        for alternative in self._alternatives.values():
            other = alternative.figures.get(*figure.key)
            if other is not None and isinstance(other.value, date):
                days.append(other.earliest or other.value)
        return min(days)

    def readings_of(self, figure: Figure) -> tuple[Reading, ...]:
        """Give the readings that touch a figure, with what the other choices would give."""
        found = []
        for reading, choices in READINGS.items():
            used = self.situation.reading(reading)
            others = tuple(
                (choice, other.value if other else None)
                for choice in choices
                if choice != used
                for other in [self._alternatives[reading, choice].figures.get(*figure.key)]
                if (other.value if other else None) != figure.value
            )
            if others or (figure.kind in _ALWAYS_NAMED[reading] and figure.status != "actual"):
                found.append(Reading(reading, used, others))
        return tuple(found)

    def read(self, reading: str, choice: str) -> "Assessment":
        """Assess the same facts on the same day under another choice of a reading; this very one for that in use."""
        if choice == self.situation.reading(reading):
            return self
        return self._alternatives[reading, choice]

    @cached_property
    def _alternatives(self) -> dict[tuple[str, str], "Assessment"]:
        """Every other choice of every reading, assessed the same way."""
        return {
            (reading, choice): Assessment(_with_reading(self.situation, reading, choice), self.facts)
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
        terms or terms_of(facts.agreement),
        calendar or calendar_with(facts.arrangements.values()),
        as_of,
        {reading: facts.readings.chosen(reading) for reading in READINGS},
        facts.as_of(as_of),
    )
    return Assessment(situation, facts)


def reassess(previous: Assessment, facts: Facts, touched: Sequence[tuple[str, str]]) -> Assessment:
    """Assess the facts after an act, computing again only what the act can change.

    ``touched`` names (kind, id) of every record that was entered, revised or removed since ``previous``. Gives the same
    as :func:`assess` with the same day, terms and calendar.
    """
    changed: dict[str, set[str]] = {}
    for kind, record_id in touched[: _MUCH + 1]:
        changed.setdefault(kind, set()).add(record_id)
    if changed.keys() & _EVERYTHING or len(touched) > _MUCH:
        return assess(facts, previous.as_of)
    seen = previous.situation.facts.seen_again(facts, changed, previous.as_of)
    situation = replace(previous.situation, facts=seen)
    covered = None
    if "invoice" not in changed and previous.has_covered:
        were = previous.situation.facts.payments
        covered, differing = cover_again(situation, previous.covered, were, changed.get("payment", set()))
        changed.setdefault("invoice", set()).update(seen.invoices if covered.unsure_from else differing)
    elif {"invoice", "payment"} & changed.keys():
        changed["invoice"] = {*seen.invoices, *previous.situation.facts.invoices}
    # What hangs together over records: the agreement's sums; an incident's notice, rule and cash paid.
    changed["agreement"] = {seen.agreement.id}
    changed["incident"] = {*seen.incidents, *previous.situation.facts.incidents}
    rules = [*seen.service_rules.values(), *previous.situation.facts.service_rules.values()]
    changed.setdefault("service", set()).update(rule.service for rule in rules)
    made = Assessment(situation, facts, covered)
    made.figures.keep(previous.figures, changed)
    return made


_EVERYTHING = {"agreement", "arrangement"}
"""Kinds of records every figure may depend on."""
_MUCH = 2_000
"""Records touched by one act beyond which computing anew takes less than looking at what they may have changed."""


def _figures(known: Known) -> Figures:
    rules = [(kind, subject, partial(rule, known.situation, known)) for kind, subject, rule in RULES]
    return Figures(rules, known.situation.facts.of_kind)


def _with_reading(situation: Situation, reading: str, choice: str) -> Situation:
    return replace(situation, readings={**situation.readings, reading: choice})
