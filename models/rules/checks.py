"""What the figures leave in doubt, as problems beside them: facts that are missing or cannot be."""

from collections.abc import Iterator

from models.problems import Problem
from models.rules.availability import unseen_months
from models.rules.contradictions import contradictions
from models.rules.delivery import UNPROVEN, deliver
from models.rules.known import Known
from models.rules.situation import Situation


def problems_of(situation: Situation, known: Known) -> Iterator[Problem]:
    """Give what the user should know about the figures' inputs; errors are contradictions, warnings are gaps."""
    for payment, amount in known.covered.excess_credit.items():
        yield Problem("credit_exceeds_unallocated", "amount", "payment", payment, inputs={"amount": amount})
    if situation.as_of > situation.calendar.official_through:
        inputs = {"day": situation.calendar.official_through}
        yield Problem("calendar_not_official", "", "agreement", "agreement", "warning", inputs)
    yield from _undelivered(situation)
    yield from contradictions(situation)
    for figure in known.figures.of_kind("data_kept_until"):
        if figure.status == "unknown":
            yield Problem("retention_unknown", "retention_days", "service", figure.record, "warning")
    for figure in known.figures.of_kind("red_letter_path"):
        if figure.value is None:
            yield Problem("issue_day_unknown", "issued_on", "invoice", figure.record, "warning")
    yield from unseen_months(situation, known)
    for order in situation.facts.orders.values():
        if len(order.promotions) > 1 and not order.stacking_agreed:
            names = " · ".join(promotion.name for promotion in order.promotions)
            yield Problem("promotions_stacked", "promotions", "order", order.id, "warning", {"names": names})
    for figure in known.figures.of_kind("notice_shortfall"):
        if situation.facts.notices[figure.record].event_at is None:
            yield Problem("event_time_missing", "event_at", "notice", figure.record, "warning")


def _undelivered(situation: Situation) -> Iterator[Problem]:
    facts = situation.facts
    for subject, records in (("bill", facts.bills), ("invoice", facts.invoices), ("notice", facts.notices)):
        for record in records.values():
            if getattr(record, "received_at", None) is None and deliver(situation, record) is UNPROVEN:
                yield Problem("delivery_unproven", "", subject, record.id, "warning")
