"""Service rules to start from: what the provider has published for a product, as editable records.

Presets are data (``resources/service_rules/*.toml``), each part with its source, the day it was read and how sure it
is. They compute nothing until the user enters one as a record, where every value can be changed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from models.facts.records import ServiceRule, SlaTier
from resources import resource

SURE = ("H", "M", "L")
"""How sure a value is: read in an official text, a secondary source, memory or one weak source."""
_ABOUT_THE_PART = {"id", "source_zh", "source_en", "read_on", "sure"}


class PresetError(ValueError):
    """A bundled preset is not usable: a fault of the program's own data, not of the user."""


@dataclass(frozen=True)
class Part:
    """What one source says: fields of a service rule, the source in each language, when it was read, how sure."""

    values: Mapping[str, Any]
    source: Mapping[str, str]
    read_on: date
    sure: str


@dataclass(frozen=True)
class Preset:
    """A product's service rule as published, put together from its parts."""

    id: str
    name: Mapping[str, str]
    parts: tuple[Part, ...]

    @property
    def sure(self) -> str:
        """How sure the least sure part is: ``H``, ``M`` or ``L``."""
        return max((part.sure for part in self.parts), key=SURE.index)

    @property
    def read_on(self) -> date:
        """The earliest day on which one of its sources was read."""
        return min(part.read_on for part in self.parts)

    def source(self, language: str) -> str:
        """Say where the values come from and how sure each source is, in a language."""
        separator = "；" if language == "zh" else "; "
        return separator.join(f"[{part.sure}] {part.source[language]}" for part in self.parts)


@cache
def presets() -> tuple[Preset, ...]:
    """Give the bundled presets by id. Raises :class:`PresetError` when a value has no source, day or sureness."""
    found = [preset for path in sorted(resource("service_rules").glob("*.toml")) for preset in _presets_in(path.stem)]
    return tuple(sorted(found, key=lambda preset: preset.id))


def preset(preset_id: str) -> Preset:
    """Give one preset. Raises KeyError when there is none of that id."""
    return {one.id: one for one in presets()}[preset_id]


def rule_from_preset(preset_id: str, service_id: str, rule_id: str, language: str = "zh") -> ServiceRule:
    """Give the record of a preset for one service, to be entered into a ledger and edited there (1.2, 13.3).

    Its source says which parts it is made of and how sure each is. Raises KeyError when there is no such preset.
    """
    chosen = preset(preset_id)
    values = {name: value for part in chosen.parts for name, value in part.values.items()}
    return ServiceRule(
        id=rule_id, service=service_id, source=chosen.source(language), source_on=chosen.read_on, **values
    )


def _presets_in(product: str) -> list[Preset]:
    raw = tomllib.loads(resource("service_rules", f"{product}.toml").read_text(encoding="utf-8"))
    parts = {entry["id"]: _part(entry, product) for entry in raw["part"]}
    return [
        Preset(
            entry["id"], {"zh": entry["name_zh"], "en": entry["name_en"]}, tuple(parts[name] for name in entry["parts"])
        )
        for entry in raw["preset"]
    ]


def _part(entry: Mapping[str, Any], product: str) -> Part:
    missing = _ABOUT_THE_PART - entry.keys()
    values = {name: value for name, value in entry.items() if name not in _ABOUT_THE_PART}
    unknown = values.keys() - set(ServiceRule._fields)
    if missing or unknown or not values or entry["sure"] not in SURE:
        wrong = missing or unknown or "no values, or not sure how sure"
        raise PresetError(f"{product}: part {entry.get('id')}: {wrong}")
    if "sla_tiers" in values:
        values["sla_tiers"] = tuple(_tier(tier) for tier in values["sla_tiers"])
    return Part(values, {"zh": entry["source_zh"], "en": entry["source_en"]}, entry["read_on"], entry["sure"])


def _tier(tier: Mapping[str, str]) -> SlaTier:
    return SlaTier(**{name: Decimal(text) for name, text in tier.items()})
