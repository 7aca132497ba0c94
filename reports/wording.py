"""The words of a printed document: its text from ``resources/letters``, dates and amounts as a letter writes them."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from models.money import FEN, format_amount
from models.terms.terms import Terms
from reports.amount_in_words import amount_in_words
from reports.capitals import amount_in_capitals
from resources import resource

CHINESE = "zh"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Wording:
    """The texts of one document in one language, by dotted key, with the blanks filled in.

    Missing keys and blanks are bugs.
    """

    def __init__(self, texts: dict[str, Any], language: str = CHINESE) -> None:
        self._texts = texts
        self.language = language

    def text(self, key: str, **blanks: object) -> str:
        """Give a text with its blanks filled; dates are written out in its language, amounts must come as text."""
        found = self._find(key)
        shown = {
            name: long_date(value, self.language) if isinstance(value, date) else value
            for name, value in blanks.items()
        }
        return str(found).format(**shown)

    def listed(self, texts: Iterable[str], *, long: bool = False) -> str:
        """Give several things in a row, as its language parts them; ``long`` ones with a heavier mark."""
        marks = ("；", "; ") if long else ("、", ", ")
        return marks[self.language != CHINESE].join(texts)

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
def wording(name: str, language: str = CHINESE) -> Wording:
    """Load the words of a document in a language, e.g. ``settlement``."""
    return Wording(tomllib.loads(resource("letters", language, f"{name}.toml").read_text(encoding="utf-8")), language)


def letter_words(language: str) -> Wording:
    """Load the words all letters of a language share."""
    return wording("words", language)


@cache
def letter_template(language: str, kind: str) -> str:
    """Load the bundled template of a kind of letter, e.g. ``bill-objection``."""
    return resource("letters", language, f"{kind}.txt").read_text(encoding="utf-8")


def long_date(day: date, language: str = CHINESE) -> str:
    """Write a day out: 2026年10月8日, 8 October 2026."""
    if language == CHINESE:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_month(period: str, language: str = CHINESE) -> str:
    """Write a period such as ``2026-09`` as 2026年9月, September 2026."""
    year, month = map(int, period.split("-"))
    return f"{year}年{month}月" if language == CHINESE else f"{MONTHS[month - 1]} {year}"


def yuan(amount: int) -> str:
    """Write an amount in 1e-8 CNY with thousands grouped, e.g. 1,234.56."""
    return format_amount(amount, grouped=True)


def capitals(amount: int, language: str = CHINESE) -> str:
    """Write an amount in 1e-8 CNY, whole fen, so that no digit can be changed: 人民币壹仟元整, or in English words."""
    if language == CHINESE:
        return amount_in_capitals(amount // FEN, prefix="人民币")
    return amount_in_words(amount // FEN)


def agreement_name(terms: Terms, language: str) -> str:
    """Name the agreement without the edition in brackets behind it."""
    return terms.title[language].partition("（" if language == CHINESE else " (")[0]


def document_language(language: str) -> str:
    """Give the name of a language in a PDF (BCP 47)."""
    return "zh-CN" if language == CHINESE else language
