"""What one payment covers of one invoice: Civil Code 561, by the reading ``payment_covers_first``."""

from models.facts.records import Payment
from models.rules.covered import Coverage, Part
from models.rules.late_fees import accrued_by
from models.rules.situation import Situation

new = tuple.__new__
"""Makes a named tuple of all its fields in half the time: what the loops over every payment are made of."""


def penalty_first(situation: Situation) -> bool:
    """Tell whether a payment covers the late fee before the principal."""
    return situation.reading("payment_covers_first") == "penalty"


def pay(situation: Situation, target: Coverage, payment: Payment, amount: int, *, fee_first: bool) -> int:
    """Let up to an amount (1e-8 CNY) cover an invoice, changing its coverage; give how much was used.

    With ``fee_first`` it covers the late fee grown so far, rounded half-up to a fen, and then principal. What is
    settled takes no more.
    """
    if not target.open:
        return 0
    fee = 0
    if fee_first and target.due.deadline is not None:
        fee = min(amount, accrued_by(situation, target, payment.paid_on) - target.penalty_paid)
        if fee:
            target.penalty_parts.append(Part(fee, payment.paid_on, payment.id))
    share = amount - fee
    if share > target.open:  # noqa: PLR1730 - this runs for each payment, and min() takes longer
        share = target.open
    if share:
        target.open -= share
        target.parts.append(new(Part, (share, payment.paid_on, payment.id)))
    return fee + share
