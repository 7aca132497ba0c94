"""The words of a printed document: its text from ``resources/letters``, dates and amounts as a letter writes them."""

import tomllib
from datetime import date
from functools import cache
from typing import Any

from models.money import FEN, format_amount
from reports.capitals import amount_in_capitals
from resources import resource


class Wording:
    """The texts of one document by dotted key, with the blanks filled in. Missing keys and blanks are bugs."""

    def __init__(self, texts: dict[str, Any]) -> None:
        self._texts = texts

    def text(self, key: str, **blanks: object) -> str:
        """Give a text with its blanks filled; dates are written as 2026年10月8日, amounts must come as text."""
        found = self._find(key)
        shown = {name: long_date(value) if isinstance(value, date) else value for name, value in blanks.items()}
        return str(found).format(**shown)

    def keys(self, key: str) -> tuple[str, ...]:
        """Name the texts under a key."""
        return tuple(self._find(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(self._find(key))

    def _find(self, key: str) -> Any:
        found: Any = self._texts
        for part in key.split("."):
            found = found[part]
        return found


@cache
def wording(name: str) -> Wording:
    """Load the words of a document, e.g. ``settlement``."""
    return Wording(tomllib.loads(resource("letters", f"{name}.toml").read_text(encoding="utf-8")))


@cache
def letter_words(language: str) -> Wording:
    """Load the words all letters of a language share."""
    return Wording(tomllib.loads(resource("letters", language, "words.toml").read_text(encoding="utf-8")))


@cache
def letter_template(language: str, kind: str) -> str:
    """Load the bundled template of a kind of letter, e.g. ``bill-objection``."""
    return resource("letters", language, f"{kind}.txt").read_text(encoding="utf-8")


def long_date(day: date) -> str:
    """Write a day as Chinese letters do: 2026年10月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def long_month(period: str) -> str:
    """Write a period such as ``2026-09`` as 2026年9月."""
    year, month = period.split("-")
    return f"{int(year)}年{int(month)}月"


def yuan(amount: int) -> str:
    """Write an amount in 1e-8 CNY with thousands grouped, e.g. 1,234.56."""
    return format_amount(amount, grouped=True)


def capitals(amount: int) -> str:
    """Write an amount in 1e-8 CNY, whole fen, in Chinese capitals: 人民币壹仟贰佰叁拾肆元伍角陆分."""
    return amount_in_capitals(amount // FEN, prefix="人民币")
