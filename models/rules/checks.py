"""What the figures leave in doubt, as problems beside them: facts that are missing or cannot be."""

from collections.abc import Iterator

from models.figures import Figures
from models.problems import Problem
from models.rules.coverage import Covered
from models.rules.situation import Situation


def problems_of(situation: Situation, known: Figures, covered: Covered) -> Iterator[Problem]:
    """Give what the user should know about the figures' inputs; errors are contradictions, warnings are gaps."""
    for payment, amount in covered.excess_credit:
        yield Problem("credit_exceeds_unallocated", "amount", "payment", payment, inputs={"amount": amount})
    if situation.as_of > situation.calendar.official_through:
        inputs = {"day": situation.calendar.official_through}
        yield Problem("calendar_not_official", "", "agreement", "agreement", "warning", inputs)
    for figure in known:
        if figure.kind == "delivered_on" and figure.status == "unproven":
            yield Problem("delivery_unproven", "", figure.subject, figure.record, "warning")
        elif figure.kind == "data_kept_until" and figure.status == "unknown":
            yield Problem("retention_unknown", "retention_days", "service", figure.record, "warning")
        elif figure.kind == "red_letter_path" and figure.value is None:
            yield Problem("issue_day_unknown", "issued_on", "invoice", figure.record, "warning")
    for order in situation.facts.orders.values():
        if len(order.promotions) > 1 and not order.stacking_agreed:
            names = " · ".join(promotion.name for promotion in order.promotions)
            yield Problem("promotions_stacked", "promotions", "order", order.id, "warning", {"names": names})
    for notice in situation.facts.notices.values():
        if notice.event_at is None and known.get("notice_shortfall", "notice", notice.id) is not None:
            yield Problem("event_time_missing", "event_at", "notice", notice.id, "warning")
