"""Orders and the bills that hold them: the same money, stated once.

A bill line that names an order bills it (docs/exchange.md): what the bills hold is stated with the bills, since these
must meet their totals, and of an order only what no bill holds is stated as prepaid.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from models.facts.bill_lines import Charged, charged_by_order
from models.facts.records import Bill, Order


class Bought(NamedTuple):
    """What no bill holds of an order, and the bills that hold the rest; amounts in 1e-8 CNY."""

    order: Order
    rest: Charged
    bills: tuple[str, ...]


def bought(orders: Iterable[Order], bills: Mapping[str, Bill]) -> tuple[Bought, ...]:
    """Give what no bill holds of each order; nothing is left where its lines come to what was paid, or to more."""
    found = list(orders)
    wanted = {order.id for order in found}
    held: dict[str, list[tuple[str, Charged]]] = {}
    for key, bill in bills.items() if wanted else ():
        for name, charged in charged_by_order(bill.lines).items():
            if name in wanted:
                held.setdefault(name, []).append((key, charged))
    made = []
    for order in found:
        rest = paid(order)
        for _, charged in held.get(order.id, ()):
            rest = rest.plus(*(-part for part in charged))
        names = tuple(key for key, _ in held.get(order.id, ()))
        made.append(Bought(order, rest if rest.payable > 0 or not names else Charged(), names))
    return tuple(made)


def paid(order: Order) -> Charged:
    """Give what an order cost, by funding source."""
    gift, voucher = order.gift or 0, order.voucher or 0
    return Charged(order.cash + gift + voucher, order.cash, gift, voucher)


def billed_again(bills: Iterable[Bill], earlier: Mapping[str, Order]) -> dict[str, int]:
    """Give what bills ask for on orders that were paid before: known money, stated when it was paid."""
    found: dict[str, int] = {}
    for bill in bills if earlier else ():
        for name, charged in charged_by_order(bill.lines).items():
            if name in earlier:
                found[name] = found.get(name, 0) + charged.payable
    return found
