"""What a new record's form begins with: a free id, and what is plain from the ledger."""

from collections.abc import Collection
from datetime import date
from typing import Any

from models.facts.facts import Facts
from models.terms.supplements import calendar_with

_PREFIXES = {
    "service": "s",
    "order": "o",
    "bill": "b",
    "invoice": "i",
    "payment": "p",
    "notice": "n",
    "incident": "x",
    "service_rule": "r",
    "reference_rate": "lpr",
    "voucher": "v",
}


def beginning(kind: str, facts: Facts, as_of: date) -> dict[str, Any]:
    """Give the JSON a new record's form starts with."""
    raw: dict[str, Any] = {}
    if kind in _PREFIXES:
        raw["id"] = _free_id(kind, facts)
    if kind in {"service", "bill", "voucher"} and len(facts.accounts) == 1:
        raw["account"] = next(iter(facts.accounts))
    match kind:
        case "bill":
            raw["channel"] = "electronic"
        case "payment":
            raw |= {"paid_on": as_of.isoformat(), "method": "bank"}
        case "arrangement":
            raw["id"] = str(calendar_with(facts.arrangements.values()).official_through.year + 1)
        case "reference_rate":
            raw["effective_on"] = as_of.isoformat()
        case "notice":
            raw |= {"from": "provider", "channel": "electronic"}
    return raw


def _free_id(kind: str, facts: Facts) -> str:
    return free_id(_PREFIXES[kind], facts.of_kind(kind))


def free_id(prefix: str, taken: Collection[str]) -> str:
    """Give an id that is not taken: the prefix and a number."""
    number = len(taken) + 1
    while f"{prefix}-{number}" in taken:
        number += 1
    return f"{prefix}-{number}"
