"""What the provider may take without asking: offset against prepaid money (4.4.3) and forfeiture (5.3.4)."""

from collections.abc import Iterator
from functools import partial

from models.figures import Because, Figure, Figures, Input, from_figure, total
from models.rules.coverage import Covered
from models.rules.situation import Situation


def figures(situation: Situation, known: Figures, covered: Covered) -> Iterator[Figure]:
    """Give ``offset_exposure`` and ``forfeitable_prepaid`` of the whole agreement: it covers all accounts (2.4).

    4.4.3: prepaid money and cash balances may be set off against what is owed and the late fees; so the exposure is
    the smaller of the two sums. 5.3.4: on termination for breach, prepaid money goes to the provider.
    """
    stated = [account for account in situation.facts.accounts.values() if account.cash_balance is not None]
    balances = [
        Input("cash_balance", account.cash_balance.amount, "money", None, ("account", account.id), "cash_balance")
        for account in stated
        if account.cash_balance is not None
    ]
    prepaid = [figure for figure in known.of_kind("unconsumed_prepaid") if figure.value]
    debts = [figure for figure in known.of_kind("outstanding") if figure.value]
    fees = [figure for figure in known.of_kind("late_fee") if figure.value]
    paid = {c.invoice.id: c.penalty_paid for c in covered.invoices.values() if c.penalty_paid}
    available = sum(account.cash_balance.amount for account in stated if account.cash_balance) + total(prepaid)
    owed = total(debts) + total(fees) - sum(paid.values())
    yield Figure(
        "offset_exposure",
        "agreement",
        "agreement",
        min(owed, available),
        partial(_because_offset, debts, fees, paid, balances, prepaid),
    )
    yield Figure(
        "forfeitable_prepaid",
        "agreement",
        "agreement",
        available,
        partial(_because_forfeitable, balances, prepaid),
    )


def _because_offset(
    debts: list[Figure], fees: list[Figure], paid: dict[str, int], balances: list[Input], prepaid: list[Figure]
) -> Because:
    settled = [Input("late_fee_paid", amount, "money", record=("invoice", invoice)) for invoice, amount in paid.items()]
    inputs = (
        *map(from_figure, debts),
        *map(from_figure, fees),
        *settled,
        *balances,
        *map(from_figure, prepaid),
    )
    owed = "sum(outstanding) + sum(late_fee)" + (" - sum(late_fee_paid)" if settled else "")
    formula = f"min({owed}, sum(cash_balance) + sum(unconsumed_prepaid))"
    return Because("4.4.3", "offset_exposure", formula, inputs)


def _because_forfeitable(balances: list[Input], prepaid: list[Figure]) -> Because:
    inputs = (*balances, *map(from_figure, prepaid))
    return Because("5.3.4", "forfeitable_prepaid", "sum(cash_balance) + sum(unconsumed_prepaid)", inputs)
