"""What arrangements still to be published leave possible of the payments: what each invoice may turn out to be."""

from dataclasses import dataclass, field

from models.rules.bounds import Bounds
from models.rules.courses import Courses
from models.rules.covered import Coverage, Covered
from models.rules.payment import penalty_first
from models.rules.situation import Situation


@dataclass(frozen=True)
class Possible:
    """How each invoice may turn out to be covered, received and due, and what all of them may come to.

    ``alternatives`` names only invoices that an arrangement to come can touch; ``debts`` are the least and the most
    owed on these, late fees included (1e-8 CNY).
    """

    alternatives: dict[str, list[Coverage]] = field(default_factory=dict)
    debts: tuple[int, int] = (0, 0)


def possible(situation: Situation, covered: Covered) -> Possible:
    """Say what an arrangement to come may still change of what payments covered.

    Until the first invoice whose receipt or deadline is open, everything is certain; the payments from then on are
    applied in every order that may turn out to be the right one.
    """
    since = covered.unsure_from
    if since is None:
        return Possible()
    later = [applied for applied in covered.applied if applied.payment.paid_on >= since]
    taken_back = {applied.payment.id for applied in later}
    touched = {key for applied in later for key in applied.invoices}
    invoices = {}
    for key, coverage in covered.invoices.items():
        if key in touched:
            invoices[key] = coverage.without_payments(taken_back)
        elif coverage.open or coverage.due.unsure_from is not None:
            invoices[key] = coverage
    unallocated = covered.unallocated - sum(applied.left for applied in later)
    payments = [applied.payment for applied in later]
    if not penalty_first(situation):
        courses = Courses(situation.calendar, invoices, unallocated)
        if courses.run(payments):
            return Possible(courses.alternatives(), courses.debts(situation))
    bounds = Bounds(situation, invoices, unallocated)
    bounds.run(payments)
    return Possible(bounds.alternatives(), bounds.debts())
