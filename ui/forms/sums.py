"""Amounts typed as sums: ``10+3.2*2`` is 16.4, exactly, by a parser that knows nothing but arithmetic."""

import re
from fractions import Fraction

_LONGEST = 200
_DECIMALS = 8
_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+|[-+*/()])", re.ASCII)
_SAME = str.maketrans("×÷（）＋－＊／，", "*/()+-*/,")


class _NoSumError(Exception):
    """What was typed is no sum."""


def calculated(text: str) -> str | None:
    """Give the value of a sum as a decimal string of at least two and at most eight places, exactly.

    None for what is no sum, a plain number included, and for a value that eight places cannot say.
    """
    plain = re.sub(r"[,\s¥￥元]", "", text.translate(_SAME))
    if len(plain) > _LONGEST or not re.search(r"[-+*/()]", plain[1:]):
        return None
    try:
        value = _Reader(plain).whole()
    except (_NoSumError, ZeroDivisionError):
        return None
    scaled = value * 10**_DECIMALS
    if scaled.denominator != 1:
        return None
    whole, rest = divmod(abs(scaled.numerator), 10**_DECIMALS)
    places = f"{rest:08d}".rstrip("0").ljust(2, "0")
    return f"{'-' if value < 0 else ''}{whole}.{places}"


class _Reader:
    """Reads a sum from left to right: terms of factors of numbers, signs and brackets."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise _NoSumError
            self._tokens.append(found[1])
            at = found.end()
        self._at = 0

    def whole(self) -> Fraction:
        value = self._terms()
        if self._at < len(self._tokens):
            raise _NoSumError
        return value

    def _terms(self) -> Fraction:
        value = self._factors()
        while (sign := self._take("+", "-")) is not None:
            value = value + self._factors() if sign == "+" else value - self._factors()
        return value

    def _factors(self) -> Fraction:
        value = self._one()
        while (sign := self._take("*", "/")) is not None:
            value = value * self._one() if sign == "*" else value / self._one()
        return value

    def _one(self) -> Fraction:
        if self._take("-"):
            return -self._one()
        if self._take("("):
            value = self._terms()
            if not self._take(")"):
                raise _NoSumError
            return value
        if self._at >= len(self._tokens) or not self._tokens[self._at][-1].isdigit():
            raise _NoSumError
        self._at += 1
        return Fraction(self._tokens[self._at - 1])

    def _take(self, *wanted: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at] in wanted:
            self._at += 1
            return self._tokens[self._at - 1]
        return None
