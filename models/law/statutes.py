"""Articles that help beside the agreement, and the numbers they set, as data (``resources/law``)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from models.figures import Input
from resources import resource


@dataclass(frozen=True)
class Statute:
    """One article, or a few that belong together: our paraphrase and what it is good for, in each language."""

    id: str
    law: Mapping[str, str]
    article: str
    says: Mapping[str, str]
    use: Mapping[str, str]
    sure: str
    read_on: date

    def cite(self, language: str) -> str:
        """Cite the article, e.g. ``《民法典》第585条``."""
        if language == "zh":
            return f"《{self.law['zh']}》第{self.article}条"
        several = "—" in self.article
        return f"{self.law['en']}, {'arts.' if several else 'art.'} {self.article.replace('—', '–')}"


@dataclass(frozen=True)
class LegalParameter:
    """A number of the law: its value, unit, the statute it comes from, and what it is in each language."""

    name: str
    value: Fraction
    unit: str
    statute: str
    says: Mapping[str, str]

    def as_input(self, name: str | None = None) -> Input:
        """Make an input of it for a derivation; its source is the statute."""
        return Input(name or self.name, self.value, self.unit, clause=self.statute)


@cache
def statutes() -> tuple[Statute, ...]:
    """Give every bundled statute reference, in the order of the file."""
    raw = tomllib.loads(resource("law", "statutes.toml").read_text(encoding="utf-8"))
    return tuple(
        Statute(
            id=entry["id"],
            law={"zh": entry["law_zh"], "en": entry["law_en"]},
            article=entry["article"],
            says={"zh": entry["says_zh"], "en": entry["says_en"]},
            use={"zh": entry["use_zh"], "en": entry["use_en"]},
            sure=entry["sure"],
            read_on=raw["read_on"],
        )
        for entry in raw["statute"]
    )


def statute(statute_id: str) -> Statute:
    """Give one statute reference. Raises KeyError when there is none of that id."""
    return _by_id()[statute_id]


def parameter(name: str) -> LegalParameter:
    """Give a number of the law. Raises KeyError when there is none of that name."""
    return _parameters()[name]


@cache
def _by_id() -> dict[str, Statute]:
    return {one.id: one for one in statutes()}


@cache
def _parameters() -> dict[str, LegalParameter]:
    raw = tomllib.loads(resource("law", "parameters.toml").read_text(encoding="utf-8"))
    found = {}
    for entry in raw["parameter"]:
        says = {"zh": entry["says_zh"], "en": entry["says_en"]}
        cited = statute(entry["statute"]).id  # a number without its article is no number of the law
        found[entry["name"]] = LegalParameter(entry["name"], Fraction(entry["value"]), entry["unit"], cited, says)
    return found
