"""Computes a figure again from its printed JSON alone: the formula's text and the inputs' texts, nothing of ours.

Money is Fraction CNY here (the product counts in 1e-8 CNY), working days are the oracle's.
"""

import ast
import operator
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import partial, reduce

from tests.models import oracle

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def printed(text, unit):
    """Read one printed value: a day, a moment, a number (a quotient when exact), or a word."""
    if text is None or unit in {"choice", "cause", "flag"}:
        return text
    if unit == "moment" and len(text) > 10:
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if unit in {"date", "moment"} else Fraction(text)


def combine(operation, left, right):
    if isinstance(left, list) or isinstance(right, list):
        longest = max(len(side) for side in (left, right) if isinstance(side, list))
        rows = [side if isinstance(side, list) else [side] * longest for side in (left, right)]
        return [combine(operation, *pair) for pair in zip(*rows, strict=True)]
    if isinstance(left, date) and isinstance(right, date):
        return Fraction((left - right).days)
    if isinstance(left, date):
        right = timedelta(days=int(right))
    return operation(left, right)


class Reckoner:
    def __init__(self, because):
        self.because = because
        self.named = {}
        for given in because["inputs"]:
            self.named.setdefault(given["name"], []).append(printed(given["value"], given["unit"]))

    def value(self):
        if self.because["formula"] == "unknown":
            return None
        return self.of(ast.parse(self.because["formula"], mode="eval").body)

    def of(self, node):
        if isinstance(node, ast.Constant):
            return Fraction(node.value)
        if isinstance(node, ast.Name):
            values = self.named.get(node.id, [])
            return values[0] if len(values) == 1 else values
        if isinstance(node, ast.BinOp):
            return combine(OPERATORS[type(node.op)], self.of(node.left), self.of(node.right))
        assert isinstance(node, ast.Call), ast.dump(node)
        return getattr(self, node.func.id)(*(self.of(argument) for argument in node.args))

    @staticmethod
    def sum(values):
        return sum(values, Fraction(0)) if isinstance(values, list) else values

    @staticmethod
    def min(*values):
        return reduce(partial(combine, min), values)

    @staticmethod
    def max(*values):
        return reduce(partial(combine, max), values)

    def round_fen(self, amount):
        return oracle.half_up(amount)

    def china_day(self, when):
        return oracle.china(when) if isinstance(when, datetime) else when

    def hours_between(self, start, end):
        return Fraction(int((end - start) / timedelta(seconds=1)), 3600)

    def working_days_after(self, day, number):
        return oracle.working_days_after(day, int(number))

    def roll(self, day, reading):
        off = {
            "arranged_days_off": day in oracle.SPANS or day in oracle.STATUTORY,
            "statutory_days": day in oracle.STATUTORY,
            "any_day_off": not oracle.works(day),
        }[reading]
        return oracle.working_days_after(day, 1) if off else day

    def last_day_of_month_after(self, day):
        for _ in range(2):
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        return day - timedelta(days=1)

    def first_working_day_on_or_after(self, day):
        return oracle.working_days_after(day - oracle.DAY, 1)

    def years_after(self, day, years):
        try:
            return day.replace(year=day.year + int(years))
        except ValueError:
            return date(day.year + int(years), 2, 28)

    def outage_minutes(self, starts, ends, first, last, ignored):
        if not isinstance(starts, list):
            starts, ends = [starts], [ends]
        minute, month = timedelta(minutes=1), (oracle.midnight(first), oracle.midnight(last + oracle.DAY))
        counted = []
        for start, end in zip(starts, ends, strict=True):
            inside = max(timedelta(0), min(end, month[1]) - max(start, month[0]))
            begun = inside // minute + bool(inside % minute)
            counted.append(Fraction(begun if end - start > int(ignored) * minute else 0))
        return counted

    def tier_credit(self, availability, at_least, below, credit):
        tiers = [value if isinstance(value, list) else [value] for value in (at_least, below, credit)]
        return max([c for low, high, c in zip(*tiers, strict=True) if low <= availability < high] or [Fraction(0)])

    def red_letter_path(self, requested, issued, delivered, deducted):
        if delivered is None or delivered > requested:
            return "3"
        same_month = issued is not None and (issued.year, issued.month) == (requested.year, requested.month)
        return "1" if same_month and deducted == "false" else "2"


def as_printed(value, unit):
    """Write a reckoned value as the assessment prints it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if unit == "money":
        return oracle.money(value)
    if unit == "percent":
        whole, rest = divmod(value * 10_000 // 1, 10_000)
        return f"{whole}.{rest:04d}"
    if unit == "times":
        return oracle.money(oracle.half_up(value))
    if unit == "hours":
        return oracle.money(max(oracle.half_up(value), Fraction(1, 100)) if value > 0 else value)
    return str(int(value))


def differences(assessment):
    """Give every figure of an assessment's JSON whose formula does not give its value again."""
    found = []
    for figure in assessment["figures"]:
        reckoned = as_printed(Reckoner(figure["because"]).value(), figure["unit"])
        if reckoned != figure["value"]:
            found.append((figure["kind"], figure["record"], figure["value"], reckoned, figure["because"]["formula"]))
    return found
