"""One year's holiday arrangement as the State Council published it, and the strict reader of its file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

FORMAT = "clauseledger-calendar/1"
LONGEST_SPAN = 31
_T = TypeVar("_T")


WHOLE = "the file"
"""What an error names when it is about no field."""


class ArrangementError(ValueError):
    """A calendar file that cannot be used; the message names the file, the field and what is wrong with it."""

    def __init__(self, source_name: str, field: str, wrong: str, *, code: str = "arrangement_file") -> None:
        super().__init__(f"{source_name}: {field}: {wrong}")
        self.source_name = source_name
        self.field = field
        self.wrong = wrong
        self.code = code


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice behind an arrangement.

    ``number`` is the number printed on it (None: not known), ``signed_on`` the date under its text, ``published_on``
    the day it appeared on the government's site (None: not verified), ``subject`` its title.
    """

    number: str | None
    signed_on: date | None
    published_on: date | None
    subject: str


@dataclass(frozen=True, slots=True)
class Span:
    """One announced holiday: every day from ``first`` to ``last`` inclusive is off, weekend days among them."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class StatutoryDay:
    """One of the statutory days proper (法定节假日). Two of them may fall on one day, as on 2020-10-01."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The arrangement of one year, the way the yearly notice and its changes left it.

    Its spans and adjusted working days may begin in December of the year before: New Year 2019 was announced as
    2018-12-30 to 2019-01-01 with Saturday 2018-12-29 worked.
    """

    year: int
    notices: tuple[Notice, ...]
    spans: tuple[Span, ...]
    statutory: tuple[StatutoryDay, ...]
    adjusted_working: tuple[date, ...]

    @property
    def notice(self) -> str | None:
        """The number of the yearly notice; None where it is not known."""
        return self.notices[0].number

    @property
    def published_on(self) -> date | None:
        """The day the yearly notice was published; None where it was not verified."""
        return self.notices[0].published_on

    @classmethod
    def parse(cls, json_text: str, source_name: str) -> "Arrangement":
        """Read the text of one calendar file.

        ``source_name`` is how the file is called in messages. Raises ArrangementError at the first thing wrong: no
        JSON, a missing, unknown or mistyped field, a date that does not exist or lies outside the year (from
        1 December before it), spans that overlap, a statutory day outside every span, an adjusted working day that is
        no Saturday or Sunday or lies inside a span.
        """
        try:
            record = json.loads(json_text)
        except ValueError as error:
            raise ArrangementError(source_name, WHOLE, f"is not JSON ({error})") from None
        reader = _Reader(source_name)
        fields = reader.members(record, WHOLE, {"format", "year", "notices", "spans", "statutory", "adjusted_working"})
        if fields["format"] != FORMAT:
            raise ArrangementError(source_name, "format", f"is {fields['format']!r}, this program reads {FORMAT!r}")
        year = fields["year"]
        if not isinstance(year, int) or isinstance(year, bool) or not 2000 <= year <= 2099:
            raise ArrangementError(source_name, "year", f"{year!r} is not a year from 2000 to 2099")
        arrangement = cls(
            year=year,
            notices=tuple(reader.items(fields["notices"], "notices", reader.notice)),
            spans=tuple(reader.items(fields["spans"], "spans", reader.span)),
            statutory=tuple(reader.items(fields["statutory"], "statutory", reader.statutory_day)),
            adjusted_working=tuple(reader.items(fields["adjusted_working"], "adjusted_working", reader.day)),
        )
        refuse_contradictions(arrangement, source_name)
        return arrangement


class _Reader:
    """Takes values out of parsed JSON and refuses by name what does not fit."""

    def __init__(self, source_name: str) -> None:
        self.source_name = source_name

    def members(self, value: object, field: str, names: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ArrangementError(self.source_name, field, "is not an object")
        if value.keys() == names:
            return value
        if missing := sorted(names - value.keys()):
            raise ArrangementError(self.source_name, field, f"lacks {', '.join(missing)}")
        unknown = sorted(value.keys() - names)
        raise ArrangementError(self.source_name, field, f"has the unknown {', '.join(unknown)}")

    def items(self, value: object, field: str, read: Callable[[object, str], _T]) -> list[_T]:
        if not isinstance(value, list):
            raise ArrangementError(self.source_name, field, "is not a list")
        return [read(item, f"{field}[{index}]") for index, item in enumerate(value)]

    def text(self, value: object, field: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise ArrangementError(self.source_name, field, f"{value!r} is not a text")
        return value

    def day(self, value: object, field: str) -> date:
        # fromisoformat alone also takes 20260101 and 2026-W01-1.
        if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise ArrangementError(self.source_name, field, f"{value!r} is not a date (YYYY-MM-DD)")

    def notice(self, value: object, field: str) -> Notice:
        fields = self.members(value, field, {"number", "signed_on", "published_on", "subject"})
        number, signed_on, published_on = fields["number"], fields["signed_on"], fields["published_on"]
        return Notice(
            number=None if number is None else self.text(number, f"{field}.number"),
            signed_on=None if signed_on is None else self.day(signed_on, f"{field}.signed_on"),
            published_on=None if published_on is None else self.day(published_on, f"{field}.published_on"),
            subject=self.text(fields["subject"], f"{field}.subject"),
        )

    def span(self, value: object, field: str) -> Span:
        fields = self.members(value, field, {"name", "from", "to"})
        return Span(
            name=self.text(fields["name"], f"{field}.name"),
            first=self.day(fields["from"], f"{field}.from"),
            last=self.day(fields["to"], f"{field}.to"),
        )

    def statutory_day(self, value: object, field: str) -> StatutoryDay:
        fields = self.members(value, field, {"name", "day"})
        return StatutoryDay(self.text(fields["name"], f"{field}.name"), self.day(fields["day"], f"{field}.day"))


def refuse_contradictions(arrangement: Arrangement, source_name: str) -> None:
    """Raise ArrangementError where fields that are fine alone cannot be true together."""
    year = arrangement.year
    earliest, latest = date(year - 1, 12, 1), date(year, 12, 31)
    for field, found in (
        ("notices", arrangement.notices),
        ("spans", arrangement.spans),
        ("statutory", arrangement.statutory),
    ):
        if not found:
            raise ArrangementError(source_name, field, "is empty", code="arrangement_empty")
    off: set[int] = set()
    for index, span in enumerate(arrangement.spans):
        field = f"spans[{index}]"
        if not span.first <= span.last < span.first + timedelta(days=LONGEST_SPAN):
            raise ArrangementError(
                source_name,
                f"{field}.to",
                f"{span.last} is not within {LONGEST_SPAN} days from {span.first}",
                code="arrangement_span_length",
            )
        if span.first < earliest or span.last > latest:
            raise ArrangementError(
                source_name,
                field,
                f"{span.first} to {span.last} is outside the year {year}",
                code="arrangement_outside_year",
            )
        days = range(span.first.toordinal(), span.last.toordinal() + 1)
        if shared := off.intersection(days):
            day = date.fromordinal(min(shared))
            raise ArrangementError(
                source_name, field, f"{span.name} shares {day} with an earlier span", code="arrangement_overlap"
            )
        off.update(days)
    listed: set[StatutoryDay] = set()
    for index, statutory in enumerate(arrangement.statutory):
        field = f"statutory[{index}].day"
        if statutory.day.year != year:
            raise ArrangementError(
                source_name, field, f"{statutory.day} is outside the year {year}", code="arrangement_outside_year"
            )
        if statutory.day.toordinal() not in off:
            raise ArrangementError(
                source_name, field, f"{statutory.day} lies in none of the spans", code="arrangement_outside_spans"
            )
        if statutory in listed:
            raise ArrangementError(
                source_name, field, f"{statutory.name} {statutory.day} is listed twice", code="arrangement_twice"
            )
        listed.add(statutory)
    for index, day in enumerate(arrangement.adjusted_working):
        field = f"adjusted_working[{index}]"
        if not earliest <= day <= latest:
            raise ArrangementError(
                source_name, field, f"{day} is outside the year {year}", code="arrangement_outside_year"
            )
        if day.weekday() < 5:
            raise ArrangementError(
                source_name, field, f"{day} is neither a Saturday nor a Sunday", code="arrangement_not_weekend"
            )
        if day.toordinal() in off:
            raise ArrangementError(
                source_name, field, f"{day} lies inside a span of days off", code="arrangement_worked_inside"
            )
        if day in arrangement.adjusted_working[:index]:
            raise ArrangementError(source_name, field, f"{day} is listed twice", code="arrangement_twice")
