"""What has a day to be kept or watched on some day: each with its safest day, what it means, why it may be another."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from models.assess import Assessment
from models.figures import Figure
from models.vocabulary import Vocabulary


class Matter(NamedTuple):
    """One thing with a day: the safest day to keep, whatever is still open; days left; and the figure it is."""

    day: date
    left: int
    figure: Figure


FAR = 30
"""Days before a service's planned end, or a voucher's, from which it is a matter of the day."""


def matters(assessment: Assessment, *, far: bool = False) -> list[Matter]:
    """Give everything that is still to be acted on or watched, the most urgent first.

    How long data is kept matters once its service has ended, or ends within :data:`FAR` days: before that there is
    nothing to move yet. A voucher matters so many days before its end. ``far`` takes in what is planned for later too.
    """
    found = []
    for kind in (*_OPEN, "reissue_deadline"):
        for figure in assessment.figures.of_kind(kind):
            if _stands(figure, assessment.as_of) and (far or not _far(figure, assessment)):
                day = _day(figure, assessment)
                found.append(Matter(day, (day - assessment.as_of).days, figure))
    return sorted(found, key=lambda matter: (matter.day, matter.figure.kind, matter.figure.record))


_OPEN = {
    "bill_objection_deadline": {"open"},
    "payment_deadline": {"open", "overdue"},
    "termination_right_from": {"arises", "arisen"},
    "sla_claim_deadline": {"open"},
    "data_kept_until": {"kept"},
    "force_majeure_right_from": {"arises", "arisen"},
    "answer_requested_by": {"open", "overdue"},
    "voucher_usable_until": {"usable"},
}


LEADS: Mapping[str, int] = {
    "bill_objection_deadline": 3,
    "payment_deadline": 5,
    "termination_right_from": 3,
    "sla_claim_deadline": 14,
    "data_kept_until": 7,
    "force_majeure_right_from": 3,
    "answer_requested_by": 3,
    "voucher_usable_until": 7,
    "reissue_deadline": 3,
}
"""Kind of matter → days ahead from which one is reminded of it, where the user says nothing else. Not of the agreement:
a bill leaves five working days to object, so three days are time enough and not noise."""
NEVER = -1


def due(found: Sequence[Matter], leads: Mapping[str, int]) -> list[Matter]:
    """Give the matters to be reminded of: those no more days ahead than the lead of their kind, and those past.

    ``leads`` gives days by kind, :data:`NEVER` for none; a kind it does not name has its lead of :data:`LEADS`.
    """
    wanted = {**LEADS, **leads}
    return [each for each in found if wanted[each.figure.kind] >= max(each.left, 0)]


def _stands(figure: Figure, as_of: date) -> bool:
    if not isinstance(figure.value, date):
        return False
    wanted = _OPEN.get(figure.kind)
    return figure.status in wanted if wanted is not None else figure.value >= as_of


def _far(figure: Figure, assessment: Assessment) -> bool:
    """Tell whether the end of the service whose data is meant, or of the voucher, lies too far ahead to act on."""
    match figure.kind:
        case "data_kept_until":
            ends = assessment.situation.facts.services[figure.record].ended_on
        case "voucher_usable_until":
            ends = figure.value if isinstance(figure.value, date) else None
        case _:
            return False
    return ends is not None and (ends - assessment.as_of).days > FAR


def _day(figure: Figure, assessment: Assessment) -> date:
    """Give the safest day of what is still ahead; what has passed or arisen keeps the day it has."""
    if figure.status in {"overdue", "arisen"}:
        return figure.earliest or cast("date", figure.value)  # only dates become matters
    return assessment.safest_day(figure)


def doubt(matter: Matter, words: Vocabulary) -> str:
    """Say why the day is not certain: another reading is stricter, or the holidays are not published; can be empty."""
    figure = matter.figure
    said = []
    if matter.day < (figure.earliest or cast("date", figure.value)):  # only dates become matters
        said.append(words.text("matter.safest", day=figure.value))
    if figure.earliest is not None and figure.latest is not None:
        said.append(words.text("matter.provisional", earliest=figure.earliest, latest=figure.latest))
    return " ".join(said)


def consequence(figure: Figure, words: Vocabulary) -> str:
    """Say what a matter's day means: what happens once it has passed, or has happened since."""
    passed = f"matter.{figure.kind}_{figure.status}"
    return words.text(passed if passed in words else f"matter.{figure.kind}")
