"""What needs the user, by deadline: read off the figures, each with the safest day, its consequence, the money."""

from datetime import date
from typing import NamedTuple

from models.assess import Assessment
from models.figures import Figure
from models.vocabulary import Vocabulary
from ui.languages import translate
from ui.look import Tone

SOON = 5
"""Days before its deadline from which a matter is marked as near."""


class Matter(NamedTuple):
    """One thing with a day: the safest day to keep, whatever is still open; days left; and the figure it is."""

    day: date
    left: int
    tone: Tone
    figure: Figure


def matters(assessment: Assessment) -> list[Matter]:
    """Give everything that is still to be acted on or watched, the most urgent first."""
    found = []
    for kind in (*_OPEN, "reissue_deadline"):
        for figure in assessment.figures.of_kind(kind):
            if _stands(figure, assessment.as_of):
                day = _day(figure, assessment)
                left = (day - assessment.as_of).days
                found.append(Matter(day, left, _tone(figure, left), figure))
    return sorted(found, key=lambda matter: (matter.day, matter.figure.kind, matter.figure.record))


_OPEN = {
    "bill_objection_deadline": {"open"},
    "payment_deadline": {"open", "overdue"},
    "termination_right_from": {"arises", "arisen"},
    "sla_claim_deadline": {"open"},
    "data_kept_until": {"kept"},
    "force_majeure_right_from": {"arises", "arisen"},
    "answer_requested_by": {"open", "overdue"},
}


def _stands(figure: Figure, as_of: date) -> bool:
    if not isinstance(figure.value, date):
        return False
    wanted = _OPEN.get(figure.kind)
    return figure.status in wanted if wanted is not None else figure.value >= as_of


def _day(figure: Figure, assessment: Assessment) -> date:
    """Give the safest day of what is still ahead; what has passed or arisen keeps the day it has."""
    if figure.status in {"overdue", "arisen"}:
        assert isinstance(figure.value, date)  # noqa: S101 - _stands has seen to that
        return figure.earliest or figure.value
    return assessment.safest_day(figure)


def _tone(figure: Figure, left: int) -> Tone:
    if figure.party == "customer" and figure.kind != "force_majeure_right_from":
        return "late" if left <= 0 else "watch" if left <= SOON else "plain"
    return "late" if figure.status == "arisen" else "watch" if figure.status in {"arises", "overdue"} else "plain"


def doubt(matter: Matter) -> str:
    """Say why the day is not certain: another reading is stricter, or the holidays are not published; can be empty."""
    figure = matter.figure
    assert isinstance(figure.value, date)  # noqa: S101 - only dates become matters
    said = []
    if matter.day < (figure.earliest or figure.value):
        text = translate("Today", "Safest day; by the reading chosen it would be {0}.")
        said.append(text.format(figure.value.isoformat()))
    if figure.earliest is not None and figure.latest is not None:
        text = translate("Today", "Provisional: {0} to {1}, as the holidays are not published yet.")
        said.append(text.format(figure.earliest.isoformat(), figure.latest.isoformat()))
    return " ".join(said)


def consequence(figure: Figure) -> str:
    """Say what a matter's day means."""
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
        case "answer_requested_by" if figure.status == "overdue":
            return translate("Today", "No answer is on record: record one, remind them, or invite to negotiate.")
        case "answer_requested_by":
            return translate("Today", "Your letter asks the provider for an answer by this day.")
        case "force_majeure_right_from":
            return translate("Today", "From this day either side may end the agreement by written notice.")
        case _:
            return translate("Today", "By this day the provider has to issue the new invoice and refund the rest.")


def money(figure: Figure, assessment: Assessment, words: Vocabulary) -> str:
    """Say the money a matter is about; can be empty."""
    if figure.kind in {"payment_deadline", "termination_right_from"}:
        owed = assessment.figures.get("outstanding", figure.subject, figure.record)
        return words.figure_value(owed) if owed is not None else ""
    bill = assessment.situation.facts.bills.get(figure.record) if figure.subject == "bill" else None
    return words.value(bill.total, "money") if bill is not None else ""
