"""What answers a matter: a letter, a payment entered with what is owed, one's own answer put on record."""

from typing import Any, NamedTuple

from models.agenda import Matter
from models.assess import Assessment
from models.letters.table import LETTERS
from models.money import format_amount
from models.vocabulary import Vocabulary
from ui.languages import translate
from ui.wording import begun

_LETTERS = {
    "bill_objection_deadline": "bill-objection",
    "sla_claim_deadline": "sla-claim",
    "force_majeure_right_from": "force-majeure-termination",
}
_PAID = {"payment_deadline", "termination_right_from"}


class Way(NamedTuple):
    """One way to answer: its words, and a kind of letter, the JSON of a new record, or a field to fill in."""

    text: str
    letter: str = ""
    enter: tuple[str, dict[str, Any]] | None = None
    field: str = ""


def ways(matter: Matter, assessment: Assessment, words: Vocabulary) -> list[Way]:
    """Give the ways to answer a matter, the most usual one last."""
    figure = matter.figure
    found = []
    if figure.kind == "bill_objection_deadline":
        found.append(Way(translate("Today", "Record my answer…"), field="answer.kind"))
    if figure.kind == "answer_requested_by":
        found.append(Way(translate("Today", "Record their answer…"), field="answered"))
    letter = _LETTERS.get(figure.kind)
    if letter is not None:
        answers = LETTERS[letter].answers
        text = begun(words.text(f"answer.{answers}")) if answers else translate("Today", "Letter")
        found.append(Way(translate("Today", "{0}…").format(text), letter=letter))
    if figure.kind in _PAID:
        owed = assessment.figures.get("outstanding", figure.subject, figure.record)
        amount = format_amount(owed.value) if owed is not None and isinstance(owed.value, int) else "0.00"
        payment = {"amount": amount, "invoices": [{"invoice": figure.record, "amount": amount}]}
        found.append(Way(translate("Today", "Enter the payment…"), enter=("payment", payment)))
    return found
