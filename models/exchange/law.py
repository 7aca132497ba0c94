"""The law beside an assessment as JSON, ``clauseledger-law/1``: apart from the figures, each value derived."""

from typing import Any

from models.exchange.assessment import input_to_json
from models.figures import write_value
from models.law.reference import LegalReference, LegalValue
from models.law.section import LawBeside
from models.law.statutes import Statute
from models.vocabulary import Vocabulary

FORMAT = "clauseledger-law/1"


def write(beside: LawBeside, words: Vocabulary) -> dict[str, Any]:
    """Give the law beside an assessment as plain JSON values, in the words of one language."""
    return {
        "format": FORMAT,
        "as_of": beside.as_of.isoformat(),
        "note": words.text("law.heading", day=beside.as_of),
        "lpr_known_through": beside.known_through.isoformat(),
        "late_fees": [_reference(one, words) for one in beside.comparisons],
        "limitations": [_reference(one, words) for one in beside.limitations],
        "statutes": [_statute(one, words.language) for one in beside.statutes],
    }


def _reference(reference: LegalReference, words: Vocabulary) -> dict[str, Any]:
    written: dict[str, Any] = {
        "kind": reference.kind,
        "subject": reference.subject,
        "record": reference.record,
        "status": reference.status,
        "statutes": list(reference.statutes),
        "notes": list(reference.notes),
        "says": [words.text(f"law.status.{reference.status}"), *(words.text(f"law.note.{n}") for n in reference.notes)],
        "values": [_value(value, words) for value in reference.values],
    }
    if reference.kind == "limitation":
        written["interruptions"] = [
            {"on": event.on.isoformat(), "ground": event.ground, "kind": event.record[0], "record": event.record[1]}
            for event in reference.interruptions
        ]
    return written


def _value(value: LegalValue, words: Vocabulary) -> dict[str, Any]:
    written: dict[str, Any] = {
        "name": value.name,
        "value": write_value(value.value, value.unit),
        "unit": value.unit,
        "provisional": value.earliest is not None,
    }
    if value.earliest is not None and value.latest is not None:
        written["earliest"] = value.earliest.isoformat()
        written["latest"] = value.latest.isoformat()
    written["because"] = {
        "statute": value.because.clause,
        "rule": words.rule(value.because),
        "formula": value.because.formula,
        "inputs": [input_to_json(an_input) for an_input in value.because.inputs],
    }
    return written


def _statute(one: Statute, language: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "cite": one.cite(language),
        "says": one.says[language],
        "use": one.use[language],
        "sure": one.sure,
        "read_on": one.read_on.isoformat(),
    }
