"""Formulas as printed: evaluated again from their printed inputs, and shown with names instead of identifiers.

A formula is a Python expression over input names with ``+ - * /`` and the functions below. Inputs of one name that
occurs several times form a list; arithmetic on lists goes element by element, ``sum`` adds one up (a name with no input
is an empty list). Money is in 1e-8 CNY throughout; dates minus dates are days; dates plus numbers are dates.
"""

import ast
import operator
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache, reduce
from typing import Any

from models.china_time import china_day, last_day_before, last_day_of_month_after, years_after
from models.figures import Because, Input
from models.money import to_fen
from models.rules.availability import outage_minutes, tier_credit
from models.rules.delivery import roll
from models.rules.red_letters import path_on
from models.terms.calendar import Calendar

UNKNOWN = "unknown"
"""The formula of a figure whose value cannot be computed or never arose."""


class FormulaError(ValueError):
    """A formula uses something that is not part of the language: a bug in a rule."""


def _plus(left: Any, right: Any) -> Any:
    return left + timedelta(days=int(right)) if isinstance(left, date) else left + right


def _minus(left: Any, right: Any) -> Any:
    if isinstance(left, date):
        return Fraction((left - right).days) if isinstance(right, date) else left - timedelta(days=int(right))
    return left - right


_OPERATORS: dict[type, tuple[str, Callable[[Any, Any], Any]]] = {
    ast.Add: ("+", _plus),
    ast.Sub: ("−", _minus),
    ast.Mult: ("×", operator.mul),
    ast.Div: ("÷", operator.truediv),
}


def evaluate(because: Because, calendar: Calendar) -> Any:
    """Compute a derivation's value again from its printed inputs alone; None when the formula is ``unknown``."""
    if because.formula == UNKNOWN:
        return None
    named: dict[str, list[Any]] = {}
    for an_input in because.inputs:
        named.setdefault(an_input.name, []).append(_number(an_input))
    return _Evaluation(named, calendar).of(_parse(because.formula))


def render(formula: str, name: Callable[[str], str], function: Callable[[str], str]) -> str:
    """Show a formula with names and function templates of a language.

    ``function(name)`` gives a template such as ``"{0} 之后第 {1} 个工作日"``; ``name(identifier)`` an input's name.
    ``group`` is the template of what is computed first, ``list`` that of two things side by side.
    """
    if formula == UNKNOWN:
        return function(UNKNOWN)
    return _rendered(_parse(formula), name, function, within=0)


@cache
def _parse(formula: str) -> ast.expr:
    return ast.parse(formula, mode="eval").body


def _number(an_input: Input) -> Any:
    value = an_input.value
    return Fraction(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else value


_OF_LISTS = {"sum", "tier_credit"}
"""Functions that take a whole list; every other one is computed element by element."""


class _Evaluation:
    """One evaluation: values by name, and the calendar that working days are counted in."""

    def __init__(self, named: dict[str, list[Any]], calendar: Calendar) -> None:
        self._named = named
        self._functions: dict[str, Callable[..., Any]] = {
            "sum": lambda values: sum(values, Fraction(0)) if isinstance(values, list) else values,
            "min": min,
            "max": max,
            "round_fen": lambda amount: Fraction(to_fen(Fraction(amount))),
            "china_day": _day,
            "last_day_before": last_day_before,
            "hours_between": _hours,
            "working_days_after": lambda day, n: calendar.working_days_after(day, int(n)),
            "roll": lambda day, reading: roll(calendar, day, reading).on,
            "first_working_day_on_or_after": calendar.first_working_day_on_or_after,
            "last_day_of_month_after": last_day_of_month_after,
            "years_after": lambda day, years: years_after(day, int(years)),
            "outage_minutes": lambda start, end, first, last, ignored: Fraction(
                outage_minutes(start, end, first, last, int(ignored))
            ),
            "tier_credit": lambda availability, *tiers: tier_credit(
                availability, list(zip(*(tier if isinstance(tier, list) else [tier] for tier in tiers), strict=True))
            ),
            "red_letter_path": path_on,
        }

    def of(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value=int() as number):
                return Fraction(number)
            case ast.Name(id=identifier):
                values = self._named.get(identifier, [])
                return values[0] if len(values) == 1 else values
            case ast.BinOp(left=left, op=op, right=right):
                return _each(_OPERATORS[type(op)][1], self.of(left), self.of(right))
            case ast.Call(func=ast.Name(id=called), args=arguments) if called in self._functions:
                return self._call(called, [self.of(argument) for argument in arguments])
        raise FormulaError(ast.dump(node))

    def _call(self, called: str, arguments: list[Any]) -> Any:
        if called in _OF_LISTS or not any(isinstance(argument, list) for argument in arguments):
            return self._functions[called](*arguments)
        length = max(len(argument) for argument in arguments if isinstance(argument, list))
        columns = [argument if isinstance(argument, list) else [argument] * length for argument in arguments]
        return [self._functions[called](*row) for row in zip(*columns, strict=True)]


def _each(operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    match left, right:
        case list(), list():
            return [operation(a, b) for a, b in zip(left, right, strict=True)]
        case list(), _:
            return [operation(a, right) for a in left]
        case _, list():
            return [operation(left, b) for b in right]
    return operation(left, right)


def _day(moment: Any) -> date:
    return china_day(moment) if isinstance(moment, datetime) else moment


def _hours(start: datetime, end: datetime) -> Fraction:
    between = end - start
    return Fraction(between.days * 86400 + between.seconds, 3600)


_PRECEDENCE = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}


def _rendered(node: ast.expr, name: Callable[[str], str], function: Callable[[str], str], *, within: int) -> str:
    match node:
        case ast.Constant(value=value):
            return str(value)
        case ast.Name(id=identifier):
            return name(identifier)
        case ast.BinOp(left=left, op=op, right=right):
            level = _PRECEDENCE[type(op)]
            after = level + (type(op) in {ast.Sub, ast.Div})
            text = " ".join(
                (
                    _rendered(left, name, function, within=level),
                    _OPERATORS[type(op)][0],
                    _rendered(right, name, function, within=after),
                )
            )
            return function("group").format(text) if level < within else text
        case ast.Call(func=ast.Name(id=called), args=arguments):
            return _call_shown(called, arguments, name, function)
    raise FormulaError(ast.dump(node))


def _call_shown(
    called: str, arguments: Sequence[ast.expr], name: Callable[[str], str], function: Callable[[str], str]
) -> str:
    shown = [_rendered(argument, name, function, within=0) for argument in arguments]
    if called in {"min", "max"}:
        return function(called).format(reduce(function("list").format, shown))
    return function(called).format(*shown)
