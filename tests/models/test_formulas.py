"""The language of printed formulas: computed again, and shown in words."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from models.figures import Because, Input
from models.formulas import FormulaError, evaluate, render
from models.money import YUAN
from models.terms.calendar import Calendar

CALENDAR = Calendar.bundled()
DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def value(formula, **inputs):
    given = []
    for name, values in inputs.items():
        given += [Input(name, one, "x") for one in (values if isinstance(values, list) else [values])]
    return evaluate(Because("1", "rule", formula, tuple(given)), CALENDAR)


@pytest.mark.parametrize(
    ("formula", "inputs", "expected"),
    [
        ("unknown", {}, None),
        ("0", {}, 0),
        ("a + b * c", {"a": 1, "b": 2, "c": 3}, 7),
        ("(a + b) * c", {"a": 1, "b": 2, "c": 3}, 9),
        ("a - b - c", {"a": 1, "b": 2, "c": 3}, -4),
        ("a / b", {"a": 1, "b": 3}, Fraction(1, 3)),
        ("sum(a)", {"a": [1, 2, 3]}, 6),
        ("sum(a)", {"a": 1}, 1),
        ("sum(a)", {}, 0),
        ("sum(a * b)", {"a": [1, 2], "b": [3, 4]}, 11),
        ("sum(a * (u - s))", {"a": [1, 2], "u": [DAY, DAY], "s": date(2026, 3, 1)}, 3),
        ("sum(max(0, a))", {"a": [-1, 2]}, 2),
        ("min(a, b)", {"a": 1, "b": 2}, 1),
        ("max(0, a)", {"a": -1}, 0),
        ("a + b", {"a": DAY, "b": 3}, date(2026, 3, 5)),
        ("a - b", {"a": DAY, "b": 3}, date(2026, 2, 27)),
        ("a - b", {"a": DAY, "b": date(2026, 2, 27)}, 3),
        ("round_fen(a / b)", {"a": YUAN, "b": 8}, 13 * YUAN // 100),
        ("china_day(a)", {"a": datetime(2026, 3, 1, 16, tzinfo=UTC)}, DAY),
        ("china_day(a)", {"a": DAY}, DAY),
        ("hours_between(a, b)", {"a": NOON, "b": datetime(2026, 3, 3, 13, 30, tzinfo=UTC)}, 25.5),
        ("working_days_after(a, n)", {"a": DAY, "n": 5}, date(2026, 3, 9)),
        ("roll(a, r)", {"a": date(2026, 10, 1), "r": "statutory_days"}, date(2026, 10, 8)),
        ("last_day_of_month_after(a)", {"a": date(2026, 1, 31)}, date(2026, 2, 28)),
        ("red_letter_path(a, b, c, d)", {"a": DAY, "b": DAY, "c": DAY, "d": False}, "1"),
    ],
)
def test_value(formula, inputs, expected):
    assert value(formula, **inputs) == expected


@pytest.mark.parametrize("formula", ["a ** 2", "__import__('os')", "a if a else a", "[a]", "a.b", "'x'", "1.5"])
def test_what_is_not_part_of_the_language(formula):
    with pytest.raises((FormulaError, KeyError)):
        value(formula, a=1)


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("a + b * c", "A + B × C"),
        ("(a + b) * c", "group<A + B> × C"),
        ("a - (b + c)", "A − group<B + C>"),
        ("a - (b - c)", "A − group<B − C>"),
        ("a - b - c", "A − B − C"),
        ("a / (b * c)", "A ÷ group<B × C>"),
        ("a * b / c", "A × B ÷ C"),
        ("max(0, a - b)", "max<0、A − B>"),
        ("unknown", "unknown<{0}>"),
    ],
)
def test_shown(formula, shown):
    assert render(formula, str.upper, lambda name: "{0}、{1}" if name == "list" else name + "<{0}>") == shown
