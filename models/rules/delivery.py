"""When a notice, a bill or an invoice counts as delivered: 11.3 (and the records' own receipts)."""

from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from typing import NamedTuple

from models.china_time import china_day, midnight
from models.facts.records import Bill, Invoice, Notice, kind_of
from models.figures import Because, Figure, Input
from models.rules.situation import Dated, Ground, Situation, term_input
from models.terms.calendar import Calendar, DayKind
from models.terms.terms import Term

Delivered = Bill | Invoice | Notice

_THREE_DAYS = timedelta(days=3)
"""The longest a weekend lies before the New Year it is joined to: Saturday 29 December and Tuesday 1 January."""

CLAUSES = {"hand": "11.3.1", "web_announcement": "11.3.2", "electronic": "11.3.3", "post": "11.3.4"}


class Delivery(NamedTuple):
    """When something counts as delivered: ``at`` the exact moment, ``dated`` its day; both None when unproven.

    ``field`` names the record's field that starts the delivery; ``sent`` is the moment of delivery were it not moved.
    """

    status: str
    at: datetime | None
    dated: Dated | None
    field: str | None
    sent: datetime | None = None


UNPROVEN = Delivery("unproven", None, None, None)


def delivered_on(situation: Situation, _known: object, record: Delivered) -> Figure:
    """Give ``delivered_on`` of a bill, an invoice or a notice."""
    return delivery_of(situation.ground, record)


def delivery_of(ground: Ground, record: Delivered) -> Figure:
    """Give ``delivered_on``, which no other record has a say in."""
    delivery = deliver(ground, record)
    on, earliest, latest = delivery.dated or (None, None, None)
    return Figure(
        "delivered_on",
        kind_of(record),
        record.id,
        on,
        partial(_because, ground, record),
        status=delivery.status,
        clause="3.2.4" if delivery.status == "actual" else CLAUSES.get(record.channel or "", "11.3"),
        earliest=earliest,
        latest=latest,
        party="customer" if isinstance(record, Notice) and record.from_ == "customer" else None,
    )


def deliver(ground: Ground, record: Delivered) -> Delivery:
    """Say when a record counts as delivered.

    11.3: by hand when signed for; by web announcement when published; electronically when successfully sent; by post
    the 3rd natural day after posting. A delivery day of the kind named by the reading ``delivery_rolls_on`` moves to
    the first working day after it, 00:00. A day on which the customer really received a bill or an invoice is a fact
    and wins. A bill or invoice handed over is delivered when signed for, so without ``received_at`` it is unproven.
    """
    if not isinstance(record, Notice) and record.received_at is not None:
        return Delivery("actual", record.received_at, Dated(china_day(record.received_at)), "received_at")
    field = _starting_field(record)
    sent = getattr(record, field) if field else None
    if sent is None:
        return UNPROVEN
    at = sent if isinstance(sent, datetime) else midnight(sent)
    if record.channel == "post":
        posted = china_day(at)
        day = posted + timedelta(days=_post_days(ground, posted).whole)
        at = midnight(day)
    else:
        day = china_day(at)
    dated = roll(ground.calendar, day, ground.reading("delivery_rolls_on"))
    return Delivery("deemed", at if dated.on == day else midnight(dated.on), dated, field, at)


@lru_cache(maxsize=10_000)
def roll(calendar: Calendar, day: date, reading: str) -> Dated:
    """Move a delivery day that the reading calls a day off to the first working day after it (11.3, last sentence).

    "法定节假日" is read as one of: every day off the yearly arrangement makes (statutory days, arranged days off, and
    the weekend days inside a published span), the statutory days proper only, or any day off.
    """
    on = calendar.first_working_day_after(day) if _is_off(calendar, day, reading) else day
    # Whether the day is off can no longer change, but for a weekend that next year's New Year may take into its span.
    open_weekend = reading == "arranged_days_off" and _may_join_new_year(calendar, day)
    certain = day <= calendar.exact_through and not open_weekend
    if certain and (on == day or on <= calendar.exact_through):
        return Dated(on)
    if certain:  # it rolls for certain, only how far is open
        earliest, latest = calendar.first_working_day_after_range(day)
    elif reading == "any_day_off":
        earliest, latest = calendar.first_working_day_on_or_after_range(day)
    else:
        earliest, latest = day, calendar.first_working_day_after_range(day)[1]
    return Dated.between(on, earliest, latest)


def _is_off(calendar: Calendar, day: date, reading: str) -> bool:
    if reading == "any_day_off":
        return not calendar.is_working(day)
    if reading == "statutory_days":
        return calendar.kind(day) is DayKind.STATUTORY
    return calendar.in_published_span(day) or calendar.kind(day) in {DayKind.STATUTORY, DayKind.ARRANGED_DAY_OFF}


def _may_join_new_year(calendar: Calendar, day: date) -> bool:
    """Tell whether "1月1日放假，与周末连休" of a year not arranged yet may take a weekend day just before it."""
    return day.weekday() >= 5 and not calendar.in_published_span(day) and not calendar.is_official(day + _THREE_DAYS)


def _post_days(ground: Ground, posted: date) -> Term:
    return ground.terms.at("post_delivery_days", posted)


_NOTICE_FIELDS = {"hand": "signed_at", "web_announcement": "published_at", "post": "posted_on"}


def _starting_field(record: Delivered) -> str | None:
    """Name the field whose moment starts the delivery, by channel; None when the record has no such field."""
    if isinstance(record, Notice):
        return _NOTICE_FIELDS.get(record.channel, "sent_at")
    return None if record.channel in {None, "hand"} else "sent_at"


def _because(ground: Ground, record: Delivered) -> Because:
    delivery, channel = deliver(ground, record), record.channel or "unknown"
    if delivery.field is None:
        return Because("11.3", "delivery.unproven", "unknown", ())
    sent = getattr(record, delivery.field)
    fact = Input(delivery.field, sent, "moment", record=(kind_of(record), record.id), field=delivery.field)
    if delivery.status == "actual":
        return Because("3.2.4", "delivery.actual", f"china_day({delivery.field})", (fact,))
    reading = ground.reading("delivery_rolls_on")
    rolls = Input("delivery_rolls_on", reading, "choice", record=("agreement", "agreement"), field="readings")
    start, inputs = f"china_day({delivery.field})", [fact]
    if channel == "post":
        posted = china_day(sent) if isinstance(sent, datetime) else sent
        start += " + post_delivery_days"
        inputs.append(term_input(_post_days(ground, posted)))
    return Because(CLAUSES[channel], f"delivery.{channel}", f"roll({start}, delivery_rolls_on)", (*inputs, rolls))
