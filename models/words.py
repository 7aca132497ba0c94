"""The plain words of a language, before anything of the domain is needed: what a window shows first.

``resources/vocabulary/<language>.toml`` holds them; :mod:`models.vocabulary` adds what the domain needs.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from unicodedata import category

from resources import resource

LANGUAGES = ("zh", "en")


class Words:
    """Texts of one language by their keys."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self.language = language
        self._words = words

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a text of this key."""
        return key in self._words

    def text(self, key: str, **inputs: object) -> str:
        """Give the text of a key with its inputs filled in. Raises KeyError when there is none: a bug."""
        template = self._words[key]
        if not inputs:
            return template
        shown = {name: _Shown(self.shown(value)) for name, value in inputs.items()}
        return template.format(**shown)

    def kind(self, kind: str) -> str:
        """Name a kind of record, e.g. 账单."""
        return self.text(f"kind.{kind}")

    def record(self, kind: str, record_id: str) -> str:
        """Name one record, e.g. 账单 b-2026-09; the agreement has no id of its own."""
        return self.kind(kind) if kind == "agreement" else f"{self.kind(kind)} {record_id}"

    def shown(self, value: object) -> str:
        """Show an input of a sentence: amounts of money are marked by their caller, days as ISO dates."""
        if isinstance(value, datetime):
            return moment(value)
        return value.isoformat() if isinstance(value, date) else printable(str(value))


def plain_words(language: str) -> Words:
    """Load the plain words of a language. Raises ValueError for one that is not spoken."""
    return Words(language, texts(language))


@cache
def texts(language: str) -> Mapping[str, str]:
    """Read the texts of a language, ``zh`` or ``en``, by key. Raises ValueError for another."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    raw = tomllib.loads(resource("vocabulary", f"{language}.toml").read_text(encoding="utf-8"))
    return dict(_flat(raw))


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found = []
    for name, value in table.items():
        if isinstance(value, str):
            found.append((prefix + name, value))
        else:
            found += _flat(value, f"{prefix}{name}.")
    return found


class _Shown(str):
    """An input of a sentence as shown; ``{days:day|days}`` gives the word that goes with its number."""

    __slots__ = ()

    def __format__(self, forms: str) -> str:
        one, several, many = forms.partition("|")
        return (one if self == "1" else many) if several else super().__format__(forms)


def printable(text: str) -> str:
    """Show control characters, line ends and lone surrogates as escapes: a file's content cannot break a line."""
    if text.isprintable():  # most are, and there is nothing among these that would be shown otherwise
        return text
    return "".join(c.encode("unicode_escape").decode() if category(c) in _UNPRINTABLE else c for c in text)


_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}


def moment(value: datetime) -> str:
    """Show a moment to the minute, or as finely as it is on record where seconds are not zero.

    China time, in which everything is reckoned, stands without an offset; another offset is shown.
    """
    if value.utcoffset() == timedelta(hours=8):
        value = value.replace(tzinfo=None)
    if value.microsecond:
        return value.isoformat(sep=" ")
    return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
