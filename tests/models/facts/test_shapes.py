"""How a field is read, written and stored: there and back for every shape, every record, every value."""

import contextlib
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.facts.records import KINDS
from models.facts.shapes import (
    FIRST_DAY,
    LAST_DAY,
    Amount,
    Choice,
    Count,
    Day,
    Flag,
    Group,
    Many,
    Misfit,
    Moment,
    Month,
    Quantity,
    Reference,
    References,
    Shape,
    Text,
    fields_of,
)
from models.money import LARGEST

OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
VALUES = {
    Text(): st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip),
    Day(): st.dates(FIRST_DAY, LAST_DAY),
    Moment(): st.datetimes(datetime(2000, 1, 3), datetime(2089, 12, 29), timezones=OFFSETS),  # noqa: DTZ001 - given there
    Amount(whole_fen=False, signed=True): st.integers(-LARGEST + 1, LARGEST - 1),
    Count(): st.integers(0, 36500),
    Quantity(): st.decimals(0, 999, places=4, allow_nan=False).map(lambda number: Quantity().read(f"{number:f}")),
    Flag(): st.booleans(),
    Choice(("a", "b")): st.sampled_from("ab"),
    Month(): st.dates(FIRST_DAY, LAST_DAY).map(lambda day: f"{day:%Y-%m}"),
}


@pytest.mark.parametrize("shape", VALUES, ids=lambda shape: type(shape).__name__)
@given(data=st.data())
def test_there_and_back(shape, data):
    value = data.draw(VALUES[shape])
    written = shape.write(value)
    assert shape.read(written) == value
    assert shape.write(shape.read(written)) == written
    assert shape.restore(shape.store(value)) == value


@pytest.mark.parametrize("shape", VALUES, ids=lambda shape: type(shape).__name__)
@given(raw=st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()) | st.decimals())
def test_anything_is_read_or_does_not_fit(shape, raw):
    with contextlib.suppress(Misfit):
        value = shape.read(raw)
        assert shape.read(shape.write(value)) == value


def test_the_offset_given_is_kept():
    for text in ("2026-10-01T19:00:00+08:00", "2026-10-01T19:00:00-05:30", "2026-10-01T19:00:00.250000+00:00"):
        assert Moment().write(Moment().read(text)) == text
    assert Moment().write(Moment().read("2026-10-01T19:00Z")) == "2026-10-01T19:00:00+00:00"
    assert Moment().read("2026-10-01T19:00Z") == datetime(2026, 10, 1, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("1999-12-31T23:59:59+08:00", False),
        ("2000-01-01T00:00:00+08:00", True),
        ("1999-12-31T16:00:00Z", True),
        ("1999-12-31T15:59:59Z", False),
        ("2089-12-31T23:59:59+08:00", True),
        ("2090-01-01T00:00:00+08:00", False),
        ("2089-12-31T16:00:00Z", False),
    ],
)
def test_a_moments_bounds_are_days_in_china(text, fits):
    if fits:
        Moment().read(text)
    else:
        with pytest.raises(Misfit) as caught:
            Moment().read(text)
        assert caught.value.code == ("moment_out_of_range" if text == "2089-12-31T16:00:00Z" else "day_out_of_range")


def test_numbers_are_written_short_and_kept_exactly():
    assert Quantity().write(Quantity().read("0.50")) == "0.5"
    assert Quantity().write(Quantity().read("7.00")) == 7
    assert Quantity().write(Quantity().read(0)) == 0
    assert Quantity().write(Quantity().read(100)) == 100
    assert Quantity().read("0.00000001") == Decimal("0.00000001")
    assert Quantity().write(Decimal("0.00000001")) == "0.00000001"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_shape_a_name_and_a_default_unless_required(kind):
    for field in fields_of(KINDS[kind]):
        assert isinstance(field.shape, Shape)
        assert not field.name.endswith("_")
        if isinstance(field.shape, Group | Many):
            assert fields_of(field.shape.record)
        if isinstance(field.shape, Reference | References):
            assert field.shape.kind in KINDS
