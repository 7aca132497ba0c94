"""Where a value of a letter's words comes from: the figure or the derivation behind it, or the field it repeats."""

from typing import NamedTuple

from models.facts.records import KINDS
from models.letters.letter import Letter, Shown
from models.objection import Derived

_NAMES = {
    "deadline": "bill_objection_deadline",
    "delivered_at": "delivered_on",
    "reissue_by": "reissue_deadline",
    "value": "list_price_value",
    "cap": "liability_cap",
    "claimable": "claimable_loss",
    "shortfall": "notice_shortfall",
    "percent": "sla_credit_percent",
    "credit": "sla_credit",
    "claim_by": "sla_claim_deadline",
    "right_from": "force_majeure_right_from",
    "computed": "computed_fees",
    "more": "fee_difference",
    "covered": "offset_covered",
    "fees": "offset_fees",
    "excess": "offset_excess",
    "remaining": "remaining_cash",
    "given": "notice_given",
    "difference": "invoice_over",
    "claim_from": "sla_claim_from",
}
"""Value of the words → the figure or derivation of its letter that it is, where their names differ."""
_FIELDS = {"sent_on": "sent_at", "billed": "late_fee", "balance": "cash_balance", "balance_on": "cash_balance"}
"""Value of the words → the field of its record, where their names differ."""
_OF_AGREEMENT = frozenset({"provider", "customer", "agreement", "signed_on"})


class Field(NamedTuple):
    """A field of a record that a value repeats; ``name`` None when it is about the record as a whole."""

    kind: str
    record: str
    name: str | None


def source_of(letter: Letter, name: str) -> Shown | Derived | Field:
    """Give what a value of a letter's words comes from, by the value's name in them."""
    names = (name, _NAMES.get(name))
    for one in letter.derived:
        if one.name in names:
            return one
    shown = [one for one in letter.figures if one.figure.kind in names]
    if len(shown) == 1:
        return shown[0]
    if name in _OF_AGREEMENT:
        return Field("agreement", "agreement", name if name in _fields("agreement") else None)
    kind, record = letter.about
    field = _FIELDS.get(name, name)
    return Field(kind, record, field if field in _fields(kind) and field != "id" else None)


def _fields(kind: str) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(KINDS[kind], "_fields", ())
    return found
