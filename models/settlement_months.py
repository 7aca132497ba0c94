"""What each service cost in each month, by the periods of the bills of a settlement's span."""

from typing import NamedTuple

from models.facts.bill_lines import charged_by_service
from models.settlement import Settlement


class MonthCharge(NamedTuple):
    """What one service cost in one period (``YYYY-MM``), in 1e-8 CNY; ``service`` is None for what lines leave open."""

    month: str
    service: str | None
    payable: int


def months(settlement: Settlement) -> tuple[MonthCharge, ...]:
    """Give the charges by month and service, in order; together they are what the bills of the span ask for."""
    found: dict[tuple[str, str], int] = {}
    for bill in settlement.bills:
        rest = bill.total
        for service, charged in charged_by_service(bill.lines).items():
            key = bill.period, service
            found[key] = found.get(key, 0) + charged.payable
            rest -= charged.payable
        if rest:
            found[bill.period, ""] = found.get((bill.period, ""), 0) + rest
    return tuple(MonthCharge(month, service or None, amount) for (month, service), amount in sorted(found.items()))
