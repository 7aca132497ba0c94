"""The shapes a record's fields can have: how each is read, checked and written, in JSON and in the ledger.

One description per field serves the exchange file, the ledger's columns, the history and the entry forms, so a field
cannot mean two things. A shape refuses a raw value by raising :class:`Misfit` with a problem code.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from models.china_time import china_day
from models.money import FEN, LARGEST, format_amount, parse_amount

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2089, 12, 31)
"""Days outside these are typing errors, not facts of a cloud service agreement; the calendar reaches ten years on."""

LARGEST_QUANTITY = "999999999.99999999"
"""The largest value of a parameter, a rate or a percentage; the least is 0."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


class Misfit(Exception):  # noqa: N818 - a refusal of a value, not a fault
    """A raw value does not have the field's shape; ``code`` and ``inputs`` make the problem's sentence."""

    def __init__(self, code: str, **inputs: object) -> None:
        self.code = code
        self.inputs = inputs
        super().__init__(code)


class Shape:
    """How one field is read and written. Subclasses say more; the ledger stores what :meth:`store` gives."""

    column = "TEXT"

    def read(self, raw: object) -> Any:
        """Turn a JSON value into the field's value, or raise :class:`Misfit`.

        Not of shapes made of fields of their own (:class:`Group`, :class:`Many`): those are read field by field, so
        that every problem has its place (:mod:`models.exchange.record_json`).
        """
        raise NotImplementedError

    def write(self, value: Any) -> Any:
        """Turn the field's value into its JSON form."""
        return value

    def store(self, value: Any) -> Any:
        """Turn the field's value into what the ledger's column holds."""
        return value

    def restore(self, stored: Any) -> Any:
        """Turn a column's content back into the field's value."""
        return stored


_SHOWN = 80
"""Characters of a wrong value that a sentence shows."""


def as_written(raw: object) -> str:
    """Give a value as JSON writes it, ``true``, ``null`` or ``"10"`` with its quotes, cut to what a sentence bears."""
    if isinstance(raw, str):
        return json.dumps(raw if len(raw) <= _SHOWN else f"{raw[:_SHOWN]}…", ensure_ascii=False)
    text = str(raw) if isinstance(raw, Decimal) else json.dumps(raw, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _told(raw: object) -> str:
    """Give a value for a sentence that puts it in quotation marks: text as it is, anything else as JSON writes it."""
    return raw[:80] if isinstance(raw, str) else as_written(raw)


def _text_of(raw: object) -> str:
    if not isinstance(raw, str):
        raise Misfit("not_text", value=as_written(raw))
    return raw


@dataclass(frozen=True)
class Text(Shape):
    """Words. One line unless ``lines``; control characters and lone surrogates are refused."""

    longest: int = 500
    lines: bool = False
    identifier: bool = False

    def read(self, raw: object) -> str:  # noqa: D102 - as in Shape
        text = _text_of(raw)
        if not text.strip():
            raise Misfit("empty_text")
        if len(text) > self.longest:
            raise Misfit("text_too_long", length=len(text), longest=self.longest)
        if any(unicodedata.category(c) in {"Cc", "Cs"} and not (self.lines and c in "\n\r\t") for c in text):
            raise Misfit("control_character")
        if self.identifier and text != text.strip():
            raise Misfit("spaces_around")
        return text


@dataclass(frozen=True)
class Pattern(Shape):
    """Text that must match a pattern, such as a 20-digit invoice number."""

    pattern: str
    code: str

    def read(self, raw: object) -> str:  # noqa: D102
        text = _text_of(raw)
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise Misfit(self.code, value=text[:80])
        return text


@dataclass(frozen=True)
class Month(Shape):
    """A calendar month, ``YYYY-MM``."""

    def read(self, raw: object) -> str:  # noqa: D102
        text = _text_of(raw)
        if not _MONTH.fullmatch(text):
            raise Misfit("not_a_month", value=text[:80])
        if not FIRST_DAY.year <= int(text[:4]) <= LAST_DAY.year:
            first, last = FIRST_DAY.isoformat()[:7], LAST_DAY.isoformat()[:7]
            raise Misfit("month_out_of_range", value=text, first=first, last=last)
        return text


@dataclass(frozen=True)
class Day(Shape):
    """A calendar day in China, ``YYYY-MM-DD``."""

    def read(self, raw: object) -> date:  # noqa: D102
        text = _text_of(raw)
        if not _DAY.fullmatch(text):
            raise Misfit("not_a_day", value=text[:80])
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise Misfit("not_a_day", value=text) from None
        if not FIRST_DAY <= day <= LAST_DAY:
            raise Misfit("day_out_of_range", value=text, first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat())
        return day

    def write(self, value: date) -> str:  # noqa: D102
        return value.isoformat()

    store = write

    restore = staticmethod(date.fromisoformat)  # type: ignore[assignment]  # once per row: as directly as can be


@dataclass(frozen=True)
class Moment(Shape):
    """A point in time, ISO 8601 with offset; the offset given is kept, comparisons are made in China time."""

    def read(self, raw: object) -> datetime:  # noqa: D102
        text = _text_of(raw)
        if not _MOMENT.fullmatch(text):
            raise Misfit("not_a_moment", value=text[:80])
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise Misfit("not_a_moment", value=text) from None
        bounds = {"first": FIRST_DAY.isoformat(), "last": LAST_DAY.isoformat()}
        if not FIRST_DAY.year - 1 <= moment.year <= LAST_DAY.year + 1:
            raise Misfit("day_out_of_range", value=text, **bounds)
        day = china_day(moment)
        if not FIRST_DAY <= day <= LAST_DAY:
            if moment.date() == day:
                raise Misfit("day_out_of_range", value=text, **bounds)
            raise Misfit("moment_out_of_range", value=text, day=day, **bounds)
        return moment

    def write(self, value: datetime) -> str:  # noqa: D102
        return value.isoformat()

    store = write

    restore = staticmethod(datetime.fromisoformat)  # type: ignore[assignment]


@dataclass(frozen=True)
class Amount(Shape):
    """Money in CNY, a decimal string in JSON, units of 1e-8 CNY inside. Documents state whole fen."""

    whole_fen: bool = True
    signed: bool = False

    column = "INTEGER"

    def read(self, raw: object) -> int:  # noqa: D102
        if not isinstance(raw, str):
            raise Misfit("amount_not_a_string", value=as_written(raw))
        units = parse_amount(raw)
        if units is None:
            decimals = 2 if self.whole_fen else 8
            raise Misfit("not_an_amount", value=raw[:80], decimals=decimals)
        if not -LARGEST < units < LARGEST:
            largest = LARGEST - (FEN if self.whole_fen else 1)
            least, most = format_amount(-largest if self.signed else 0), format_amount(largest)
            raise Misfit("amount_out_of_range", value=raw[:80], least=least, most=most)
        if self.whole_fen and units % FEN:
            raise Misfit("not_whole_fen", value=raw[:80])
        if units < 0 and not self.signed:
            raise Misfit("negative_amount", value=raw[:80])
        return units

    def write(self, value: int) -> str:  # noqa: D102
        return format_amount(value)


@dataclass(frozen=True)
class Count(Shape):
    """A whole number within bounds."""

    least: int = 0
    most: int = 36500

    column = "INTEGER"

    def read(self, raw: object) -> int:  # noqa: D102
        if not isinstance(raw, int) or isinstance(raw, bool):
            bounds = {"least": self.least, "most": self.most}
            raise Misfit("not_a_whole_number", value=_told(raw), written=as_written(raw), **bounds)
        if not self.least <= raw <= self.most:
            raise Misfit("number_out_of_range", value=as_written(raw), least=self.least, most=self.most)
        return raw


@dataclass(frozen=True)
class Quantity(Shape):
    """A parameter's value: a whole number or a decimal string such as ``"0.5"``; kept exactly."""

    def read(self, raw: object) -> Decimal:  # noqa: D102
        text = raw if isinstance(raw, str) else str(raw) if isinstance(raw, int | Decimal) else ""
        if isinstance(raw, bool) or not re.fullmatch(r"\d{1,9}(\.\d{1,8})?", text, re.ASCII):
            raise Misfit("not_a_quantity", value=_told(raw), least=0, most=LARGEST_QUANTITY)
        number = Decimal(text)
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()

    def write(self, value: Decimal) -> int | str:  # noqa: D102
        return int(value) if value == value.to_integral_value() else format(value, "f")

    def store(self, value: Decimal) -> str:  # noqa: D102
        return str(self.write(value))

    def restore(self, stored: str) -> Decimal:  # noqa: D102
        return self.read(stored)


@dataclass(frozen=True)
class Flag(Shape):
    """True or false."""

    column = "INTEGER"

    def read(self, raw: object) -> bool:  # noqa: D102
        if not isinstance(raw, bool):
            raise Misfit("not_a_flag", value=as_written(raw))
        return raw

    def store(self, value: bool) -> int:  # noqa: D102, FBT001
        return int(value)

    def restore(self, stored: int) -> bool:  # noqa: D102
        return bool(stored)


@dataclass(frozen=True)
class Choice(Shape):
    """One of a closed list of terms."""

    values: tuple[str, ...]

    def read(self, raw: object) -> str:  # noqa: D102
        if not isinstance(raw, str) or raw not in self.values:
            raise Misfit("not_a_choice", value=_told(raw), values=" · ".join(self.values))
        return raw


@dataclass(frozen=True)
class Reference(Shape):
    """The id of another record of the named kind."""

    kind: str

    def read(self, raw: object) -> str:  # noqa: D102
        return Text(200, identifier=True).read(raw)


@dataclass(frozen=True)
class Group(Shape):
    """A nested object: stored as columns of the same row, named ``<field>_<name>``."""

    record: type


@dataclass(frozen=True)
class Many(Shape):
    """A list of nested objects: stored in a table of its own, in order."""

    record: type


@dataclass(frozen=True)
class References(Shape):
    """A list of ids of records of the named kind, in order and without repetition."""

    kind: str


class Field(NamedTuple):
    """One field of a record: attribute name, its name in files and columns, shape, and whether it must be there."""

    attribute: str
    name: str
    shape: Shape
    required: bool


def fields_of(record: type) -> tuple[Field, ...]:
    """Give the fields of a record type in order, read off its annotations."""
    return _fields_of(record)


@cache
def _fields_of(record: type) -> tuple[Field, ...]:
    hints = get_type_hints(record, include_extras=True)
    defaults: Mapping[str, object] = record._field_defaults  # type: ignore[attr-defined]
    found = []
    for attribute, hint in hints.items():
        if get_origin(hint) is not Annotated:
            raise TypeError(f"{record.__name__}.{attribute} has no shape")
        found.append(Field(attribute, attribute.rstrip("_"), get_args(hint)[1], attribute not in defaults))
    return tuple(found)
