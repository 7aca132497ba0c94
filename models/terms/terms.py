"""What was agreed: the computable parameters of the terms, each value with its clause and the day it applies from.

Terms are data (``resources/agreements/<name>.toml``); amendments (3.5) are further versions of a parameter, so a rule
asks for the value in force on the day of its event and cites that version.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from models.facts.records import Agreement, Amendment, Provider
from models.problems import Problem, Refused
from resources import FOLDER, resource

_MOST = {"working_days": 1000, "days": 1000, "hours": 10_000, "months": 1000, "ratio_per_day": 1}
"""Every unit, and the largest value an amendment may set: beyond it is a typing error, and the calendar would end."""


class TermsError(ValueError):
    """A bundled terms file is not usable: a fault of the program's own data, not of the user."""


@dataclass(frozen=True)
class Term:
    """One version of one parameter: value and unit, the clause that sets it, the day it applies from.

    ``notice`` names the notice that announced an amendment; None for the agreement as signed.
    """

    name: str
    value: Fraction
    unit: str
    clause: str
    effective_on: date
    amended: bool = False
    notice: str | None = None

    @cached_property
    def whole(self) -> int:
        """The value as a whole number (days, hours, months). Raises ValueError when it is not one."""
        if self.value.denominator != 1:
            raise ValueError(f"{self.name} is not a whole number: {self.value}")
        return self.value.numerator


@dataclass(frozen=True)
class Terms:
    """A set of terms, with the amendments of one agreement in force by date."""

    name: str
    title: Mapping[str, str]
    signed_at: Mapping[str, str]
    effective_on: date
    provider: Provider
    says: Mapping[str, Mapping[str, str]]
    versions: Mapping[str, tuple[Term, ...]]

    def at(self, parameter: str, day: date) -> Term:
        """Give the version of a parameter in force on a day; before the first version, the first (rules.md § 0)."""
        versions = self.versions[parameter]
        if len(versions) == 1:
            return versions[0]
        return next((term for term in reversed(versions) if term.effective_on <= day), versions[0])

    def changes_between(self, parameter: str, first: date, last: date) -> list[Term]:
        """Give the versions of a parameter that come into force after ``first`` and not after ``last``.

        The first version never does: it holds from the beginning, whatever day an amendment names.
        """
        return [term for term in self.versions[parameter][1:] if first < term.effective_on <= last]

    def amended(self, amendments: Iterable[Amendment]) -> "Terms":
        """Give the same terms with amendments added as versions. Raises KeyError for an unknown parameter."""
        versions = dict(self.versions)
        for amendment in amendments:
            base = versions[amendment.parameter]
            term = Term(
                amendment.parameter,
                Fraction(amendment.value),
                base[0].unit,
                amendment.clause,
                amendment.effective_on,
                amended=True,
                notice=amendment.notice,
            )
            versions[amendment.parameter] = (base[0], *sorted((*base[1:], term), key=lambda t: t.effective_on))
        return replace(self, versions=versions)


def bundled_terms() -> list[str]:
    """Give the names of the bundled sets of terms."""
    return sorted(path.stem for path in (FOLDER / "agreements").glob("*.toml"))


@cache
def load_terms(name: str) -> Terms:
    """Load a bundled set of terms. Raises :class:`TermsError` when a value has no clause or no known unit."""
    path = resource("agreements", f"{name}.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    versions: dict[str, tuple[Term, ...]] = {}
    says: dict[str, dict[str, str]] = {}
    for entry in raw["parameter"]:
        term = _term(entry, path.name)
        versions[term.name] = (*versions.get(term.name, ()), term)
        says[term.name] = {"zh": entry["says_zh"], "en": entry["says_en"]}
    return Terms(
        name=raw["name"],
        title={"zh": raw["title_zh"], "en": raw["title_en"]},
        signed_at={"zh": raw["signed_at_zh"], "en": raw["signed_at_en"]},
        effective_on=raw["effective_on"],
        provider=Provider(**raw["provider"]),
        says=says,
        versions=versions,
    )


def terms_of(agreement: Agreement) -> Terms:
    """Give the terms an agreement is under, amendments included.

    Raises :class:`Refused` when the agreement names terms or parameters that do not exist.
    """
    problems = check_agreement(agreement)
    if problems:
        raise Refused(problems)
    return load_terms(agreement.terms).amended(agreement.amendments)


def check_agreement(agreement: Agreement) -> list[Problem]:
    """Give what is wrong with an agreement against the bundled terms: unknown terms, unknown or impossible values."""
    if agreement.terms not in bundled_terms():
        known = " · ".join(bundled_terms())
        names = {"value": agreement.terms, "known": known}
        return [Problem("unknown_terms", "$.agreement.terms", "agreement", agreement.id, inputs=names)]
    terms = load_terms(agreement.terms)
    problems = []
    for index, amendment in enumerate(agreement.amendments):
        path = f"$.agreement.amendments[{index}]"
        if amendment.parameter not in terms.versions:
            known = " · ".join(sorted(terms.versions))
            inputs: dict[str, Any] = {"value": amendment.parameter, "known": known}
            problems.append(Problem("unknown_parameter", f"{path}.parameter", "agreement", "agreement", inputs=inputs))
            continue
        unit = terms.versions[amendment.parameter][0].unit
        if unit != "ratio_per_day" and amendment.value % 1:
            inputs = {"parameter": amendment.parameter, "value": str(amendment.value), "least": 0, "most": _MOST[unit]}
            problems.append(Problem("parameter_not_whole", f"{path}.value", "agreement", "agreement", inputs=inputs))
        elif amendment.value > _MOST[unit]:
            inputs = {"parameter": amendment.parameter, "value": str(amendment.value), "least": 0, "most": _MOST[unit]}
            problems.append(Problem("parameter_out_of_range", f"{path}.value", "agreement", "agreement", inputs=inputs))
    return problems


def _term(entry: Mapping[str, Any], file: str) -> Term:
    missing = {"name", "value", "unit", "clause", "effective_on"} - entry.keys()
    if missing or entry["unit"] not in _MOST:
        raise TermsError(f"{file}: parameter {entry.get('name')} lacks {missing or 'a known unit'}")
    return Term(entry["name"], Fraction(entry["value"]), entry["unit"], entry["clause"], entry["effective_on"])
