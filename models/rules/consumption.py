"""The cash really paid for the use of a service, span by span: what the cap of 10.5 and service credits rest on."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from models.facts.records import Order
from models.figures import Input
from models.rules.orders import condition_not_met, refund, term_days, used_days
from models.rules.situation import Situation


class Paid(NamedTuple):
    """Cash really paid for a service over a half-open span of use, and how many of its days the window holds."""

    cash: Fraction
    days_inside: int
    span_days: int
    record: tuple[str, str]
    field: str


class Consumed(NamedTuple):
    """Cash really paid (1e-8 CNY) for a service's use on the days ``[start, end)``, and the record that says so."""

    cash: Fraction
    start: date
    end: date
    record: tuple[str, str]
    field: str


def paid_between(situation: Situation, service: str, start: date, end: date) -> list[Paid]:
    """Give the cash really paid for consumption of a service on the days ``[start, end)``, span by span."""
    found = []
    for span in consumed(situation, service, start, end):
        inside = _overlap(span.start, span.end, start, end)
        if inside:
            found.append(Paid(span.cash, inside, (span.end - span.start).days, span.record, span.field))
    return found


def consumed(situation: Situation, service: str, start: date, end: date) -> Iterator[Consumed]:
    """Give the cash really paid for a service's use, span by span: every span with a day in ``[start, end)``.

    A line that bills an order is counted as the order, once.
    """
    for bill, line in situation.facts.lines_of_service(service, start, end):
        if line.order is None:  # otherwise the bill's view of an order: the order itself is counted below
            yield Consumed(Fraction(line.cash), line.usage_from, line.usage_to, ("bill", bill.id), "lines.cash")
    for order in situation.facts.orders_of_service(service):
        cash, used_up = _stayed(order, situation.as_of)
        if _overlap(order.starts_on, used_up, start, end):
            yield Consumed(cash, order.starts_on, used_up, ("order", order.id), "cash")


def paid_in_all(paid: Iterable[Paid]) -> Fraction:
    """Add up what spans of use cost inside the window, exactly: each span's cash × its days inside / its days."""
    return sum((span.cash * span.days_inside / span.span_days for span in paid), Fraction(0))


def paid_inputs(paid: Iterable[Paid]) -> Iterator[Input]:
    """Give the inputs of ``sum(cash * days_inside / span_days)``, span by span."""
    for span in paid:
        yield Input("cash", span.cash, "exact_money", record=span.record, field=span.field)
        yield Input("days_inside", span.days_inside, "days", record=span.record)
        yield Input("span_days", span.span_days, "days", record=span.record)


def _overlap(start: date, end: date, window_start: date, window_end: date) -> int:
    return max(0, (min(end, window_end) - max(start, window_start)).days)


def _stayed(order: Order, as_of: date) -> tuple[Fraction, date]:
    """Give the cash that stayed with the provider and the end (exclusive) of the span it paid for."""
    if order.settled_on is None or order.settled_on + timedelta(days=1) >= order.ends_on:
        end = order.ends_on
        if order.settled_on is not None and condition_not_met(order):
            return Fraction(order.cash - refund(order, as_of)[0]), end
        return Fraction(order.cash), end
    end = max(order.starts_on, order.settled_on + timedelta(days=1))
    if condition_not_met(order):
        return Fraction(order.cash - refund(order, as_of)[0]), end
    return Fraction(order.cash * used_days(order, order.settled_on), term_days(order)), end
