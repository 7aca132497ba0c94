"""What may be set off or forfeited, as it is told: balances below zero count as zero, where there are any."""

import pytest

from tests.models import samples


@pytest.mark.parametrize(
    ("balance", "prepaid", "summed"),
    [
        ("-0.01", 5_000_000_000, "sum(max(0, cash_balance))"),
        ("0.00", 5_000_000_000, "sum(cash_balance)"),
        ("0.01", 5_001_000_000, "sum(cash_balance)"),
    ],
)
def test_a_balance_below_zero_takes_nothing_from_another(balance, prepaid, summed):
    stated = [{"id": "a", "cash_balance": {"on": "2026-01-01", "amount": "50.00"}}]
    stated.append({"id": "b", "cash_balance": {"on": "2026-01-01", "amount": balance}})
    (figure,) = samples.assessed(samples.only(accounts=stated), "2026-06-01").get("forfeitable_prepaid", "agreement")
    assert figure.value == prepaid
    assert figure.because.formula == f"{summed} + sum(unconsumed_prepaid)"
