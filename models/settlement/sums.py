"""The settlement's own sums, derived like any amount: what opens and closes a span, and each line between."""

from collections.abc import Iterable, Iterator

from models.assess import Assessment
from models.figures import Because, Input, from_figure
from models.objection import Derived
from models.settlement.settlement import METHODS, Settlement


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


def lines_of_the_balance(settlement: Settlement) -> Iterator[Derived]:
    """Give what each other line of balance and prepaid money adds up, those that add up nothing left out.

    ``settlement_opening``, ``settlement_invoiced``, ``settlement_reversed``, ``settlement_<method>``,
    ``settlement_cash_balances`` and ``settlement_unconsumed``.
    """
    before, after = (dict(settlement.coverages(one)) for one in (settlement.before, settlement.after))
    figures = settlement.before.figures
    opening = (from_figure(figures["outstanding", "invoice", key]) for key, one in before.items() if one.open)
    yield from _sum("opening", settlement.opening, opening)
    new = [(key, one.invoice.amount) for key, one in after.items() if key not in before]
    yield from _sum("invoiced", settlement.invoiced, (_of("amount", one, "invoice", key, "amount") for key, one in new))
    known = {key: one.principal for key, one in before.items()} | dict(new)
    less = ((key, one.principal - known[key]) for key, one in after.items())
    reversed_ = (_of("reversed", amount, "invoice", key) for key, amount in less if amount)
    yield from _sum("reversed", -settlement.reversed_, reversed_)
    then, now = (_by_payment(settlement, one) for one in (settlement.before, settlement.after))
    payments = settlement.after.situation.facts.payments
    for method in METHODS:
        changed = (
            _of("covered", then.get(key, 0) - amount, "payment", key)
            for key, amount in now.items()
            if payments[key].method == method and amount != then.get(key, 0)
        )
        gone = (
            _of("covered", amount, "payment", key)
            for key, amount in then.items()
            if key not in now and payments[key].method == method
        )
        yield from _sum(method, -settlement.covered[method], (*changed, *gone))
    facts = settlement.after.situation.facts
    accounts = facts.accounts if settlement.account is None else (settlement.account,)
    balances = (
        _of("cash_balance", balance.cash, "account", key)
        for key in accounts
        if (balance := facts.accounts[key].cash_balance) is not None
    )
    yield from _sum("cash_balances", settlement.cash_balances, balances)
    yield from _sum("unconsumed", settlement.unconsumed_prepaid, map(from_figure, settlement.prepaid))


def _by_payment(settlement: Settlement, assessment: Assessment) -> dict[str, int]:
    """Give what each payment has covered of the statement's invoices."""
    found: dict[str, int] = {}
    for _, coverage in settlement.coverages(assessment):
        for part in coverage.parts:
            found[part.payment] = found.get(part.payment, 0) + part.amount
    return found


def _of(name: str, value: int, kind: str, record: str, field: str | None = None) -> Input:
    return Input(name, value, "money", record=(kind, record), field=field)


def _sum(name: str, value: int, added: Iterable[Input]) -> Iterator[Derived]:
    inputs = tuple(added)
    if inputs:
        because = Because("", "settlement.sum", f"sum({inputs[0].name})", inputs)
        yield Derived(f"settlement_{name}", value, "money", because)
