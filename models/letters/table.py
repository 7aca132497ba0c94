"""Every kind of letter in one table: what record it is about, what prepares it, which findings it answers."""

from collections.abc import Callable, Collection
from dataclasses import fields
from datetime import date
from typing import NamedTuple

from models.assess import Assessment
from models.findings.finding import Finding
from models.letters import accounts, bills, claims, fees, losses, notices, orders, payments
from models.letters.letter import Grounds, Letter, Told, parties, reply_by
from models.objection import REPLY_WORKING_DAYS
from models.problems import Refused


class Kind(NamedTuple):
    """A kind of letter: its kind of record, what finds its grounds, the ``answer`` of the findings it answers.

    ``also`` names what a user may choose to add; ``grounds`` is then told what was chosen. ``reply_days`` are the
    working days it gives for an answer: our own request.
    """

    subject: str
    grounds: Callable[..., Grounds]
    answers: str | None = None
    also: tuple[str, ...] = ()
    reply_days: int = REPLY_WORKING_DAYS


LETTERS: dict[str, Kind] = {
    "bill-objection": Kind("bill", bills.objection, "bill_objection"),
    "correction-request": Kind("bill", bills.correction, "correction_request"),
    "late-fee-objection": Kind("bill", fees.late_fee, "late_fee_objection", ("reduction",)),
    "offset-objection": Kind("payment", payments.offset, "offset_objection"),
    "red-letter-request": Kind("invoice", orders.red_letter, "red_letter_request"),
    "refund-request": Kind("order", orders.refund, "refund_request"),
    "short-notice-claim": Kind("notice", notices.short_notice, "short_notice_claim"),
    "damage-claim": Kind("incident", losses.damage, "damage_claim"),
    "sla-claim": Kind("incident", losses.service_level, "sla_claim"),
    "account-theft-notice": Kind("account", accounts.theft, reply_days=accounts.THEFT_REPLY_WORKING_DAYS),
    "customer-details-change": Kind("agreement", accounts.details),
    "force-majeure-termination": Kind("incident", losses.force_majeure),
    "terms-change-reply": Kind("notice", notices.terms_change, also=("standard_terms",)),
    "negotiation-demand": Kind("agreement", claims.negotiation),
}
"""Every kind of letter, by the name the command line and the templates know it by."""

ALSO = tuple(dict.fromkeys(name for kind in LETTERS.values() for name in kind.also))
"""What a user may choose to add to some letter: law beside the agreement, never mixed into its figures."""

ACTS = frozenset({"pay", "save_data", "revise_order", "check_bill"})
"""Answers to findings that are acts on the ledger or in the world, and no letters."""


def prepare(assessment: Assessment, kind: str, record: str, *, also: Collection[str] = ()) -> Letter:
    """Prepare a letter as of the assessment's day. Raises :class:`Refused` when the record gives no such letter."""
    found = LETTERS.get(kind)
    if found is None:
        raise Refused.because("no_such_letter", value=kind, known=", ".join(LETTERS))
    for name in also:
        if name not in found.also:
            knowing = ", ".join(other for other, letter in LETTERS.items() if name in letter.also)
            raise Refused.because("letter_has_no_addition", value=name, kind=kind, known=knowing or "—")
    about = assessment.situation.facts.get(found.subject, record)
    if about is None:
        raise assessment.without(found.subject, record)
    grounds = found.grounds(assessment, about, also) if found.also else found.grounds(assessment, about)
    answer = reply_by(assessment, found.reply_days)
    told = {**parties(assessment), **grounds.told, "reply_by": Told(answer.value, "date")}
    kept = {one.name: getattr(grounds, one.name) for one in fields(grounds)} | {"told": told}
    asked = answer.value if isinstance(answer.value, date) else None
    kept["derived"] = (*grounds.derived, answer)
    return Letter(**kept, kind=kind, about=(found.subject, record), reply_by=asked)


def letter_for(finding: Finding) -> tuple[str, str] | None:
    """Give the (kind, record) of the letter that answers a finding; None when the answer is no letter."""
    for kind, letter in LETTERS.items():
        if letter.answers == finding.answer and letter.subject == finding.subject:
            return kind, finding.record
    return None
