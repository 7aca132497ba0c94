"""The user's own pattern of letter numbers, such as 〔{year}〕{n}号, and the numbers it makes."""

import re
from collections.abc import Iterable

DEFAULT = "〔{year}〕{n}号"
_HOLE = re.compile(r"\{(year|n)\}")


def is_pattern(text: str) -> bool:
    """Tell whether a text is a pattern: ``{n}`` once, ``{year}`` at most once, no other braces."""
    holes = _HOLE.findall(text)
    return holes.count("n") == 1 and holes.count("year") <= 1 and not re.search(r"[{}]", _HOLE.sub("", text))


def number(pattern: str, year: int, count: int) -> str:
    """Give the number of a year's ``count``-th letter; without leading zeros, as GB/T 9704 writes them."""
    return pattern.replace("{year}", str(year)).replace("{n}", str(count))


def next_number(pattern: str, year: int, used: Iterable[str]) -> str:
    """Give the number after the highest ever used in a year; a gap stays a gap.

    A pattern without ``{year}`` counts on through the years.
    """
    counted = re.escape(pattern).replace(r"\{year\}", str(year)).replace(r"\{n\}", r"([1-9]\d*)")
    found = (re.fullmatch(counted, one, re.ASCII) for one in used)
    return number(pattern, year, max((int(match[1]) for match in found if match), default=0) + 1)
