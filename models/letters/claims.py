"""The invitation to negotiate and demand before court (12.3): every open claim of the ledger in one sum."""

from collections.abc import Iterator
from typing import NamedTuple

from models.assess import Assessment
from models.china_time import china_day
from models.facts.records import Agreement
from models.figures import Input, Value
from models.letters.bills import errors
from models.letters.letter import Grounds, Rows, Shown, Told, Words, amount_of, refuse, rounded_sum_of, sum_of
from models.letters.orders import remaining_cash
from models.letters.payments import excess
from models.objection import Derived


class Claim(NamedTuple):
    """One open claim: what it is, its clause and record, the amount as an input of the sum, and what derives it."""

    what: str
    clause: str
    record: str
    amount: Input
    shown: Shown | Derived


def open_claims(assessment: Assessment) -> Iterator[Claim]:
    """Give every claim for money the ledger shows as open; each amount is claimed once.

    Damages up to their caps, refunds still due, offsets in excess, and charges to be corrected. A service-level credit
    is given as a voucher and is no part of the sum; notices too short are no claim for money by themselves.
    """
    facts = assessment.situation.facts
    for figure in assessment.figures.of_kind("claimable_loss"):
        if figure.status == "claimable" and figure.value:
            amount = _of(figure.value, "incident", figure.record)
            yield Claim("damage", "10.5", figure.record, amount, Shown(assessment, figure))
    for order in facts.orders.values():
        if order.settled_on is not None and assessment.figures.get("refund_cash", "order", order.id) is not None:
            _, left = remaining_cash(assessment, order)
            if amount_of(left.value) > 0:
                yield Claim("refund", "3.2.2", order.id, _of(left.value, "order", order.id), left)
    for payment in facts.payments.values():
        over = excess(assessment, payment) if payment.method == "offset" else None
        if over is not None:
            yield Claim("offset", "4.4.3", payment.id, _of(over[2].value, "payment", payment.id), over[2])
    for bill in facts.bills.values():
        for error in errors(assessment, bill):
            if error.code == "charge_overlaps":
                continue  # how much of it overlaps is for the provider to show
            made = error.amount
            derived = made if isinstance(made, Derived) else sum_of("disputed", "3.2.4", "objection.lines", (made,))
            yield Claim(error.code, "3.2.4", bill.id, _of(derived.value, "bill", bill.id), derived)


def _of(value: Value, kind: str, record: str) -> Input:
    return Input("claim", amount_of(value), "money", record=(kind, record))


def _matter(assessment: Assessment, claim: Claim) -> str:
    """Tell the other side which matter a claim is about: service and day, order and service, day, or bill and month."""
    facts, record = assessment.situation.facts, claim.record
    if claim.what == "damage":
        incident = facts.incidents[record]
        return f"{facts.services[incident.service].name}\n{china_day(incident.started_at).isoformat()}"
    if claim.what == "refund":
        return f"{record}\n{facts.services[facts.orders[record].service].name}"
    if claim.what == "offset":
        return facts.payments[record].paid_on.isoformat()
    return f"{record}\n{facts.bills[record].period}"


def negotiation(assessment: Assessment, agreement: Agreement) -> Grounds:
    """Invite to negotiate and demand performance before going to court (12.3).

    A claim has the same number in the letter's table as its derivation has in the annex: figures come first in both.
    """
    found = list(open_claims(assessment))
    if not found:
        raise refuse("no_open_claims", "agreement", agreement.id)
    total = rounded_sum_of("claims_total", "12.3", "letter.claims_total", (claim.amount for claim in found))
    told: Words = {
        "claims_total": Told(total.value, "money"),
        "count": Told(str(len(found))),
        "several": len(found) > 1,
        "rounded": total.value != sum(amount_of(claim.amount.value) for claim in found),
    }
    rows = tuple(
        (str(number), claim.clause, claim.what, _matter(assessment, claim), claim.amount.value)
        for number, claim in enumerate(found, 1)
    )
    columns = (("no", "text"), ("clause", "text"), ("what", "claim"), ("matter", "matter"), ("amount", "money"))
    figures = tuple(claim.shown for claim in found if isinstance(claim.shown, Shown))
    derived = (*(claim.shown for claim in found if isinstance(claim.shown, Derived)), total)
    tables = (Rows("claims", columns, rows, (None, None, None, None, total.value)),)
    return Grounds(told, ("12.3",), figures, derived, tables, statutes=("civil-195",))
