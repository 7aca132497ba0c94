"""How urgent a matter of the day looks, and the money it is about."""

from models.agenda import Matter
from models.assess import Assessment
from models.figures import Figure
from models.vocabulary import Vocabulary
from ui.look import Tone

SOON = 5
"""Days before its deadline from which a matter is marked as near."""


def tone(matter: Matter) -> Tone:
    """Tell how a matter is marked: late and near only where the customer is the one to act."""
    figure, left = matter.figure, matter.left
    if figure.party == "customer" and figure.kind != "force_majeure_right_from":
        return "late" if left <= 0 else "watch" if left <= SOON else "plain"
    return "late" if figure.status == "arisen" else "watch" if figure.status in {"arises", "overdue"} else "plain"


def money(figure: Figure, assessment: Assessment, words: Vocabulary) -> str:
    """Say the money a matter is about; can be empty."""
    if figure.kind in {"payment_deadline", "termination_right_from"}:
        owed = assessment.figures.get("outstanding", figure.subject, figure.record)
        return words.figure_value(owed) if owed is not None else ""
    voucher = assessment.situation.facts.vouchers.get(figure.record) if figure.subject == "voucher" else None
    if voucher is not None:
        return words.value(voucher.balance, "money") if voucher.balance is not None else words.text("value.unknown")
    bill = assessment.situation.facts.bills.get(figure.record) if figure.subject == "bill" else None
    return words.value(bill.total, "money") if bill is not None else ""
