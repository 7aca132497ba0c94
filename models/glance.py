"""The money of one day at a glance: what is owed and grows, what the provider could take, what it owes."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from models.assess import Assessment
from models.facts.shapes import LAST_DAY
from models.figures import Figure, total
from models.findings.finding import Finding
from models.rules.late_fees import late_fee_of

_CLAIMS = {"refund_short", "offset_too_large"}
"""Findings of money the provider holds back; the other claims are figures of incidents."""


class Glance(NamedTuple):
    """Sums as of one day, in 1e-8 CNY; ``invoices`` counts those with something outstanding, ``overdue`` those late."""

    outstanding: int
    invoices: int
    overdue: int
    late_fee: int
    late_fee_tomorrow: int
    """What the late fees grow by until tomorrow, if nothing is paid but what is on record for tomorrow."""
    offset_exposure: int
    forfeitable_prepaid: int
    claims: int
    """Losses that can be claimed, refunds held back and offsets too large: money, each from records of its own."""
    credits: int
    """Service-level credits, given as vouchers."""


NOTHING = Glance(0, 0, 0, 0, 0, 0, 0, 0, 0)


def glance(assessment: Assessment, findings: Iterable[Finding]) -> Glance:
    """Give the sums of an assessment; ``findings`` are those found in it."""
    figures = assessment.figures
    owed = [figure for figure in figures.of_kind("outstanding") if isinstance(figure.value, int) and figure.value > 0]
    late = [figure.record for figure in figures.of_kind("payment_deadline") if figure.status == "overdue"]
    held_back = sum(found.amount or 0 for found in findings if found.code in _CLAIMS)
    return Glance(
        outstanding=total(owed),
        invoices=len(owed),
        overdue=len(late),
        late_fee=total(figures.of_kind("late_fee")),
        late_fee_tomorrow=_growth(assessment, late),
        offset_exposure=total(figures.of_kind("offset_exposure")),
        forfeitable_prepaid=total(figures.of_kind("forfeitable_prepaid")),
        claims=held_back + total(each for each in figures.of_kind("claimable_loss") if each.status == "claimable"),
        credits=total(figures.of_kind("sla_credit")),
    )


def _growth(assessment: Assessment, late: list[str]) -> int:
    if not late or assessment.as_of >= LAST_DAY:
        return 0
    tomorrow = assessment.on(assessment.as_of + timedelta(days=1))
    situation, then = tomorrow.situation, tomorrow.covered.invoices
    fees = sum(late_fee_of(situation, then[invoice]) for invoice in late if invoice in then)
    return fees - sum(_fee(assessment, invoice) for invoice in late)


def _fee(assessment: Assessment, invoice: str) -> int:
    figure: Figure | None = assessment.figures.get("late_fee", "invoice", invoice)
    return figure.value if figure is not None and isinstance(figure.value, int) else 0
