"""What each service cost in each month, by the periods of bills and by funding source."""

from collections.abc import Iterable
from typing import NamedTuple

from models.facts.bill_lines import Charged, charged_by_service
from models.facts.records import Bill


class MonthCharge(NamedTuple):
    """What one service cost in one period (``YYYY-MM``), in 1e-8 CNY; ``service`` is None for what lines leave open."""

    month: str
    service: str | None
    payable: int
    cash: int = 0
    gift: int = 0
    voucher: int = 0


def months_of(bills: Iterable[Bill]) -> tuple[MonthCharge, ...]:
    """Give the charges by month and service, in order; together they are what the bills ask for."""
    found: dict[tuple[str, str], Charged] = {}
    for bill in bills:
        rest = bill.total
        for service, charged in charged_by_service(bill.lines).items():
            found[bill.period, service] = found.get((bill.period, service), Charged()).plus(*charged)
            rest -= charged.payable
        if rest:
            found[bill.period, ""] = found.get((bill.period, ""), Charged()).plus(rest, 0, 0, 0)
    return tuple(MonthCharge(month, service or None, *charged) for (month, service), charged in sorted(found.items()))
