"""Cells of foreign tables: amounts exact to eight decimals, quantities, times in China, what is empty."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.china_time import CHINA
from models.facts.shapes import Misfit
from models.money import LARGEST, format_amount
from models.sources.cells import at_seconds, moment, money, price, quantity


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("88.81", 8_881_000_000), ("-80.43264806", -8_043_264_806), ("0", 0), ("-0.00000001", -1), ("1E-8", 1),
        ("1,234.50", 123_450_000_000), ("￥3.2", 320_000_000), ("3.2元", 320_000_000), ("2.50000000000", 250_000_000),
        ("-", None), ("", None), ("--", None),
    ],
)  # fmt: skip
def test_amounts_are_exact(text, units):
    assert money(text) == units


WRONG = ["1.000000001", "1.2.3", "12 34", "1_0", "１", "abc", "0x10", "nan", "1,23", "1e999", "10000000000"]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(Misfit):
        money(text)


@given(st.integers(-LARGEST + 1, LARGEST - 1))
def test_every_amount_reads_back(units):
    assert money(format_amount(units)) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("0.5", 50_000_000),
        ("88%", 88_000_000),
        ("0.1234567891", "0.1234567891"),
        ("1e12", "1000000000000"),
        ("-", None),
    ],
)
def test_quantities_are_units_and_text_where_those_do_not_hold_them(text, units):
    assert quantity(text) == units


@pytest.mark.parametrize(
    ("text", "shown"), [("0.120", "0.12"), ("88%", "0.88"), ("1E-3", "0.001"), ("100", "100"), ("-", None)]
)
def test_prices_are_plain_decimals(text, shown):
    assert price(text) == shown


@pytest.mark.parametrize(
    "text",
    ["2026-09-01 08:00:00", "2026/9/1 8:00", "2026-09-01T08:00:00", "2026年9月1日 08:00:00", "2026-09-01 08:00:00.0"],
)
def test_times_are_times_in_china(text):
    assert at_seconds(moment(text)) == datetime(2026, 9, 1, 8, tzinfo=CHINA)


@pytest.mark.parametrize("text", ["0000-00-00 00:00:00", "-", ""])
def test_the_console_s_ways_of_saying_no_time(text):
    assert moment(text) is None


@pytest.mark.parametrize("text", ["2026-02-30 00:00:00", "2026-09-01 25:00:00", "1999-12-31", "2090-01-01", "soon"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(Misfit):
        moment(text)
