"""What needs the user, by deadline: read off the figures, each with its day, what happens if missed, and the money."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from models.assess import Assessment
from models.figures import Figure, total
from models.vocabulary import Vocabulary
from ui.languages import translate
from ui.look import Tone

SOON = 5
"""Days before its deadline from which a matter is marked as near."""


class Matter(NamedTuple):
    """One thing with a day: the day to keep (the earliest it can be), days left, words, and the figure it is."""

    day: date
    left: int
    tone: Tone
    title: str
    consequence: str
    money: str
    figure: Figure


def matters(assessment: Assessment, words: Vocabulary) -> list[Matter]:
    """Give everything that is still to be acted on or watched, the most urgent first."""
    found = [
        Matter(
            day,
            (day - assessment.as_of).days,
            _tone(figure, (day - assessment.as_of).days),
            f"{words.figure(figure.kind)} · {words.record(figure.subject, figure.record)}",
            _consequence(figure),
            _money(figure, assessment, words),
            figure,
        )
        for kind in (*_OPEN, "reissue_deadline")
        for figure in assessment.figures.of_kind(kind)
        for day in _days(figure, assessment.as_of)
    ]
    return sorted(found, key=lambda matter: (matter.day, matter.title))


_OPEN = {
    "bill_objection_deadline": {"open"},
    "payment_deadline": {"open", "overdue"},
    "termination_right_from": {"arises", "arisen"},
    "sla_claim_deadline": {"open"},
    "data_kept_until": {"kept"},
    "force_majeure_right_from": {"arises", "arisen"},
}


def _days(figure: Figure, as_of: date) -> Iterator[date]:
    if not isinstance(figure.value, date):
        return
    wanted = _OPEN.get(figure.kind)
    if (wanted is not None and figure.status in wanted) or (
        figure.kind == "reissue_deadline" and figure.value >= as_of
    ):
        yield figure.earliest or figure.value


def _tone(figure: Figure, left: int) -> Tone:
    if figure.party == "customer" and figure.kind != "force_majeure_right_from":
        return "late" if left <= 0 else "watch" if left <= SOON else "plain"
    return "late" if figure.status == "arisen" else "watch" if figure.status == "arises" else "plain"


def _consequence(figure: Figure) -> str:
    match figure.kind:
        case "bill_objection_deadline":
            return translate("Today", "Without an answer by this day, the bill counts as accepted.")
        case "payment_deadline" if figure.status == "overdue":
            return translate("Today", "Overdue: the late fee grows every day until it is paid.")
        case "payment_deadline":
            return translate("Today", "What is not paid by this day bears a late fee for every day after it.")
        case "termination_right_from" if figure.status == "arisen":
            return translate("Today", "The provider may end the agreement on its own since this day.")
        case "termination_right_from":
            return translate("Today", "Unpaid until then, the provider may end the agreement on its own.")
        case "sla_claim_deadline":
            return translate("Today", "Claim the service credit by this day; later the provider need not grant it.")
        case "data_kept_until":
            return translate("Today", "Copy the data out by this day; from the next day it may be deleted.")
        case "force_majeure_right_from":
            return translate("Today", "From this day either side may end the agreement by written notice.")
        case _:
            return translate("Today", "By this day the provider has to issue the new invoice and refund the rest.")


def _money(figure: Figure, assessment: Assessment, words: Vocabulary) -> str:
    if figure.kind in {"payment_deadline", "termination_right_from"}:
        owed = assessment.figures.get("outstanding", figure.subject, figure.record)
        return words.figure_value(owed) if owed is not None else ""
    bill = assessment.situation.facts.bills.get(figure.record) if figure.subject == "bill" else None
    return words.value(bill.total, "money") if bill is not None else ""


class Glance(NamedTuple):
    """One number of the money at a glance: its name, amount, tone, and the figure or page behind it."""

    name: str
    amount: str
    tone: Tone
    kind: str


def money_at_a_glance(assessment: Assessment, words: Vocabulary) -> list[Glance]:
    """Give what is owed, the late fee so far, and what the provider could take."""
    found = []
    for kind in ("outstanding", "late_fee", "offset_exposure", "forfeitable_prepaid"):
        amount = total(list(assessment.figures.of_kind(kind)))
        tone: Tone = "late" if kind == "late_fee" and amount else "plain"
        found.append(Glance(words.figure(kind), words.value(amount, "money"), tone, kind))
    return found
