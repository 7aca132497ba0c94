"""Money as whole units of 1e-8 CNY: reading, writing, rounding half-up away from zero."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money import FEN, YUAN, divide_to_fen, format_amount, parse_amount, readable_amount, to_fen

UNITS = st.integers(-(10**19), 10**19)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("0", 0),
        ("-0.00", 0),
        ("1", YUAN),
        ("0.01", FEN),
        ("-80.89", -8_089_000_000),
        ("80.43264806", 8_043_264_806),
        ("0.00000001", 1),
        ("1.0000000000", YUAN),
        ("007.50", 7 * YUAN + 50 * FEN),
        ("0.000000001", None),
        ("", None),
        (".5", None),
        ("5.", None),
        ("+1", None),
        ("1,000.00", None),
        ("1e3", None),
        (" 1", None),
        ("1\n", None),
        ("--1", None),
        ("１", None),
        ("NaN", None),
        ("1" * 21, None),
    ],
)
def test_reading(text, units):
    assert parse_amount(text) == units


@pytest.mark.parametrize(
    ("units", "text", "grouped"),
    [
        (0, "0.00", "0.00"),
        (FEN, "0.01", "0.01"),
        (-FEN, "-0.01", "-0.01"),
        (FEN + 1, "0.01000001", "0.01000001"),
        (-1, "-0.00000001", "-0.00000001"),
        (123_456_789 * YUAN, "123456789.00", "123,456,789.00"),
    ],
)
def test_writing(units, text, grouped):
    assert (format_amount(units), format_amount(units, grouped=True)) == (text, grouped)


@given(UNITS)
def test_there_and_back(units):
    assert parse_amount(format_amount(units)) == units
    assert Decimal(format_amount(units)) * YUAN == units


@pytest.mark.parametrize(
    ("units", "read"),
    [
        (0, "0.00"),
        (1_234 * YUAN + 50 * FEN, "1,234.50"),
        (12 * YUAN + 34_500_000, "12.345"),
        (-(800 * YUAN + 1), "-800.00000001"),
    ],
)
def test_people_read_two_decimals_and_more_only_where_they_say_something(units, read):
    assert readable_amount(units) == read


@pytest.mark.parametrize(
    ("thousandths", "fen"), [(4, 0), (5, 1), (6, 1), (14, 1), (15, 2), (-4, 0), (-5, -1), (-6, -1), (-15, -2)]
)
def test_half_up_goes_away_from_zero(thousandths, fen):
    assert divide_to_fen(thousandths * YUAN, 1000) == fen * FEN


@given(UNITS, st.integers(1, 10**9))
def test_rounding_as_decimal_does(numerator, denominator):
    exact = Fraction(numerator, denominator)
    fen = exact / FEN
    below, rest = divmod(abs(fen), 1)
    expected = int(below) + (rest >= Fraction(1, 2))
    assert divide_to_fen(numerator, denominator) == to_fen(exact) == (expected if exact >= 0 else -expected) * FEN


@given(UNITS)
def test_whole_units_as_decimal_rounds(units):
    assert Decimal(to_fen(Fraction(units))) / YUAN == (Decimal(units) / YUAN).quantize(Decimal("0.01"), ROUND_HALF_UP)
