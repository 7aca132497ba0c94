"""What a new record's form begins with: a free id, and what is plain from the ledger."""

from datetime import date
from typing import Any

from models.facts.facts import Facts

_PREFIXES = {
    "service": "s",
    "order": "o",
    "bill": "b",
    "invoice": "i",
    "payment": "p",
    "notice": "n",
    "incident": "x",
}


def beginning(kind: str, facts: Facts, as_of: date) -> dict[str, Any]:
    """Give the JSON a new record's form starts with."""
    raw: dict[str, Any] = {}
    if kind in _PREFIXES:
        raw["id"] = _free_id(kind, facts)
    if kind in {"service", "bill"} and len(facts.accounts) == 1:
        raw["account"] = next(iter(facts.accounts))
    match kind:
        case "bill":
            raw["channel"] = "electronic"
        case "payment":
            raw |= {"paid_on": as_of.isoformat(), "method": "bank"}
        case "notice":
            raw |= {"from": "provider", "channel": "electronic"}
    return raw


def _free_id(kind: str, facts: Facts) -> str:
    taken = facts.of_kind(kind)
    number = len(taken) + 1
    while f"{_PREFIXES[kind]}-{number}" in taken:
        number += 1
    return f"{_PREFIXES[kind]}-{number}"
