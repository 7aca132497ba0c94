"""The settlement's own sums, derived like any amount: the bills of a span, and the balance that closes it."""

from collections.abc import Iterator

from models.figures import Because, Input
from models.objection import Derived
from models.settlement import METHODS, Settlement


def sums(settlement: Settlement) -> Iterator[Derived]:
    """Give the closing balance (``settlement_closing``) and the total of the bills (``settlement_billed``)."""
    parts = (
        Input("opening_balance", settlement.opening, "money"),
        Input("invoiced_amount", settlement.invoiced, "money"),
        Input("reversed_amount", settlement.reversed_, "money"),
        *(Input("covered", settlement.covered[method], "money") for method in METHODS if settlement.covered[method]),
    )
    covered = " - sum(covered)" if len(parts) > 3 else ""
    formula = f"opening_balance + invoiced_amount - reversed_amount{covered}"
    because = Because("3.2.4", "settlement.closing", formula, parts)
    yield Derived("settlement_closing", settlement.closing, "money", because)
    if settlement.bills:
        totals = tuple(
            Input("total", bill.total, "money", record=("bill", bill.id), field="total") for bill in settlement.bills
        )
        because = Because("3.2.4", "settlement.billed", "sum(total)", totals)
        yield Derived("settlement_billed", settlement.billed, "money", because)
