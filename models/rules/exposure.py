"""What the provider may take without asking: offset against prepaid money (4.4.3) and forfeiture (5.3.4)."""

from functools import partial

from models.facts.records import Agreement
from models.figures import Because, Figure, Input, from_figure, range_of
from models.rules.covered import Coverage
from models.rules.known import Known
from models.rules.late_fees import late_fee_of
from models.rules.orders import unconsumed
from models.rules.situation import Situation


def offset_exposure(situation: Situation, known: Known, agreement: Agreement) -> Figure:
    """Give ``offset_exposure`` of the whole agreement: it covers all accounts (2.4).

    4.4.3: prepaid money and cash balances may be set off against what is owed and the late fees; so the exposure is
    the smaller of the two sums.

    Reading: only "unconsumed cash balances" can be set off, account by account. A balance below zero is none; it counts
    as zero and takes nothing from another account's, and it is no debt here, since the invoices state what is owed.
    """
    owed = sum(_debt(situation, coverage) for coverage in known.covered.invoices.values())
    possible = known.possible
    sure = owed - sum(_debt(situation, known.covered.invoices[key]) for key in possible.alternatives)
    available = prepaid_money(situation)
    value = min(owed, available)
    earliest, latest = range_of(value, (min(sure + debts, available) for debts in possible.debts))
    return Figure(
        "offset_exposure",
        "agreement",
        agreement.id,
        value,
        partial(_because_offset, situation, known),
        earliest=earliest,
        latest=latest,
    )


def _debt(situation: Situation, coverage: Coverage) -> int:
    return coverage.open - coverage.penalty_paid + late_fee_of(situation, coverage)


def forfeitable_prepaid(situation: Situation, known: Known, agreement: Agreement) -> Figure:
    """Give ``forfeitable_prepaid``: on termination for breach, prepaid money goes to the provider (5.3.4)."""
    because = partial(_because_forfeitable, situation, known)
    return Figure("forfeitable_prepaid", "agreement", agreement.id, prepaid_money(situation), because)


def prepaid_money(situation: Situation) -> int:
    """Give all accounts' last stated cash, none below zero, plus all unconsumed prepaid cash, in 1e-8 CNY."""
    facts = situation.facts
    balances = sum(account.cash_balance.cash for account in facts.accounts.values() if account.cash_balance)
    return balances + sum(unconsumed(order, situation.as_of) for order in facts.orders.values())


def _prepaid_inputs(situation: Situation, known: Known) -> list[Input]:
    stated = [
        Input("cash_balance", account.cash_balance.amount, "money", None, ("account", account.id), "cash_balance")
        for account in situation.facts.accounts.values()
        if account.cash_balance is not None
    ]
    return [*stated, *(from_figure(figure) for figure in known.figures.of_kind("unconsumed_prepaid") if figure.value)]


def _prepaid_sum(situation: Situation) -> str:
    accounts = situation.facts.accounts.values()
    arrears = any(account.cash_balance.amount < 0 for account in accounts if account.cash_balance)
    balances = "sum(max(0, cash_balance))" if arrears else "sum(cash_balance)"
    return f"{balances} + sum(unconsumed_prepaid)"


def _because_offset(situation: Situation, known: Known) -> Because:
    debts = [from_figure(figure) for figure in known.figures.of_kind("outstanding") if figure.value]
    fees = [from_figure(figure) for figure in known.figures.of_kind("late_fee") if figure.value]
    settled = [
        Input("late_fee_paid", coverage.penalty_paid, "money", record=("invoice", key))
        for key, coverage in known.covered.invoices.items()
        if coverage.penalty_paid
    ]
    owed = "sum(outstanding) + sum(late_fee)" + (" - sum(late_fee_paid)" if settled else "")
    formula = f"min({owed}, {_prepaid_sum(situation)})"
    inputs = (*debts, *fees, *settled, *_prepaid_inputs(situation, known))
    return Because("4.4.3", "offset_exposure", formula, inputs)


def _because_forfeitable(situation: Situation, known: Known) -> Because:
    return Because("5.3.4", "forfeitable_prepaid", _prepaid_sum(situation), tuple(_prepaid_inputs(situation, known)))
