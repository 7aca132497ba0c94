"""Whose turn it is: the order in which undesignated money covers invoices while deadlines can still move.

Civil Code 560 and the rules: earliest payment deadline first, then earlier received, then smaller id. An arrangement
to come may move receipts and deadlines, and with them the order; what no arrangement can turn round is certain.
"""

from datetime import date
from typing import NamedTuple

from models.rules.covered import Due
from models.rules.situation import Dated
from models.terms.calendar import Calendar

Range = tuple[date, date]
"""The first and the last day something can come to fall on."""


class Place(NamedTuple):
    """All that is certain about an invoice's place in the order."""

    key: str
    received: Range
    deadline: Range
    days: tuple[int, int]
    starts_on: date | None

    def certainly_before(self, other: "Place") -> bool:
        """Tell whether its turn comes before another's under every arrangement that may be published.

        So it is when its latest deadline lies before the other's earliest; and also, since counting the same working
        days from an earlier day never ends later, when it is received no later and has no more days to be paid.
        """
        together = self.starts_on is not None and self.starts_on == other.starts_on
        received_no_later = together or self.received[1] <= other.received[0]
        wins_ties = self.received[1] < other.received[0] or (received_no_later and self.key < other.key)
        if self.deadline[1] < other.deadline[0] or (self.deadline[1] == other.deadline[0] and wins_ties):
            return True
        if not received_no_later or self.days[1] > other.days[0]:
            return False
        return self.days[1] < other.days[0] or wins_ties


def place_of(calendar: Calendar, key: str, due: Due, received: Range | None = None) -> Place:
    """Give the place of an invoice whose receipt is proven, or where it is taken to be within ``received``."""
    assert due.received is not None  # noqa: S101 - callers have asked
    assert due.deadline is not None  # noqa: S101 - it follows from receipt
    whole = days_of(due.received)
    deadline = days_of(due.deadline)
    if received is None or received == whole:
        return Place(key, whole, deadline, due.days, due.starts_on)
    earliest = max(deadline[0], calendar.working_days_after_range(received[0], due.days[0])[0])
    latest = min(deadline[1], calendar.working_days_after_range(received[1], due.days[1])[1])
    return Place(key, received, (earliest, latest), due.days, due.starts_on)


def days_of(dated: Dated) -> Range:
    """Give the first and the last day a date can come to fall on."""
    return dated.earliest or dated.on, dated.latest or dated.on
