"""The late fee beside the LPR: computed again day by day, and the 30 % line below, at and above."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from models.figures import Figure, write_value
from models.formulas import evaluate
from models.law.late_fee import late_fee_comparison
from models.law.reference import LegalReference
from tests.models import oracle, samples
from tests.models.law.test_rates import CHANGES

DAY = timedelta(days=1)


def invoice(amount="1000.00", received="2026-02-02", name="i", **more):
    return {"id": name, "amount": amount, "received_at": f"{received}T10:00:00+08:00"} | more


def paid(amount, on, name="p", **more):
    return {"id": name, "paid_on": on, "amount": amount, "method": "bank"} | more


def compared(as_of, *payments, of=None, **sections):
    made = samples.only(invoices=[of or invoice()], payments=list(payments), **sections)
    return late_fee_comparison(samples.assessed(made, as_of), "i")


def day_by_day(amount, deadline, as_of, payments=(), changes=CHANGES):
    """Give the exact cost of one yearly percent's worth of LPR × 1: each day's open amount × that day's rate / 365."""
    total, day, last = Fraction(0), date.fromisoformat(deadline) + DAY, date.fromisoformat(as_of)
    while day <= last:
        open_then = Fraction(amount) - sum(Fraction(part) for part, on in payments if date.fromisoformat(on) < day)
        rate = Fraction([percent for start, percent in sorted(changes.items()) if start <= str(day)][-1])
        total += open_then * rate / 100 / 365
        day += DAY
    return total


def money(reference, name):
    return write_value(reference.value(name).value, "money")


def check(reference, cost):
    """Compare every value with the exact cost at LPR × 1."""
    for end, multiple in (("low", Fraction("1.3")), ("high", Fraction("1.5"))):
        assert money(reference, f"at_lpr_{end}") == oracle.money(oracle.half_up(cost * multiple))
        fee = Fraction(money(reference, "late_fee"))
        assert reference.value(f"times_{end}").value == fee / (cost * multiple)
    assert money(reference, "excessive_above") == oracle.money(oracle.half_up(cost * Fraction("1.95")))


def test_the_whole_invoice_over_one_rate():
    """Received Monday 2 February 2026; the tenth working day after it is Saturday the 14th, worked."""
    found = compared("2026-05-25")
    assert money(found, "late_fee") == "1000.00", "100 days at 1 %"
    check(found, Fraction(1000 * 100 * 3, 36500))
    assert (found.status, found.notes) == ("excessive", ("burden_of_proof",))


def test_each_part_until_its_own_payment_over_changing_rates():
    payments = [("400.00", "2024-08-01"), ("123.45", "2024-10-21"), ("200.00", "2025-05-19")]
    of = invoice(received="2024-03-01")
    deadline = "2024-03-15"
    found = compared("2025-09-30", *(paid(a, d, f"p{d}") for a, d in payments), of=of)
    assert found.value("late_fee").because.inputs[0].figure == ("late_fee", "invoice", "i")
    check(found, day_by_day("1000.00", deadline, "2025-09-30", payments))


@pytest.mark.parametrize("seed", range(15))
def test_as_counting_day_by_day_gives(seed):
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    received = date(2021, 12, 1) + timedelta(chance.randrange(1500))
    deadline = oracle.working_days_after(received, 10)
    as_of = deadline + timedelta(chance.randrange(1, 700))
    as_of = min(as_of, date(2026, 11, 23))
    amount, payments, left = f"{chance.randrange(100, 10**8) / 100:.2f}", [], None
    left = Fraction(amount)
    for _ in range(chance.randrange(4)):
        part = Fraction(chance.randrange(1, int(left * 100) + 1), 300)
        part = Fraction(int(part * 100), 100)
        on = received + timedelta(chance.randrange(400))
        if part and on <= as_of and str(on) not in [day for _, day in payments]:
            payments.append((oracle.money(part), str(on)))
            left -= part
    records = [paid(a, d, f"p{d}") for a, d in payments]
    found = compared(str(as_of), *records, of=invoice(amount, str(received)))
    cost = day_by_day(amount, str(deadline), str(as_of), payments)
    check(found, cost)
    calendar = samples.assessed(samples.only(), str(as_of)).situation.calendar
    assert [v.name for v in found.values if evaluate(v.because, calendar) != v.value] == []


@pytest.mark.parametrize(
    ("rate", "status"), [("0.00019499", "not_excessive"), ("0.000195", "not_excessive"), ("0.00019501", "excessive")]
)
def test_more_than_thirty_percent_above_the_higher_end_is_generally_excessive(rate, status):
    """At an LPR of 3.65 % a day costs 0.015 % at × 1.5, and 30 % more is 0.0195 %."""
    mine = [{"id": "lpr", "effective_on": "2025-05-20", "percent": "3.65"}]
    amended = [{"effective_on": "2022-01-01", "parameter": "late_fee_rate", "value": rate}]
    found = compared("2026-05-25", of=invoice("1000000.00"), reference_rates=mine, amendments=amended)
    assert (money(found, "excessive_above"), found.status) == ("19500.00", status)


def test_the_users_rate_names_its_record():
    mine = [{"id": "lpr", "effective_on": "2026-03-01", "percent": "2.80"}]
    found = compared("2026-05-25", reference_rates=mine)
    check(found, day_by_day("1000.00", "2026-02-14", "2026-05-25", changes=CHANGES | {"2026-03-01": "2.80"}))
    records = [i.record for i in found.value("at_lpr_low").because.inputs if i.name == "lpr_percent"]
    assert records == [None, ("reference_rate", "lpr")]


@pytest.mark.parametrize(("as_of", "marked"), [("2026-08-20", False), ("2026-08-21", True)])
def test_days_beyond_those_known_are_marked(as_of, marked):
    assert ("beyond_known_through" in compared(as_of).notes) is marked


def test_days_beyond_those_known_are_marked_also_behind_known_ones():
    mine = [{"id": "lpr", "effective_on": "2026-03-01", "percent": "2.80"}]
    assert "beyond_known_through" not in compared("2026-08-20", reference_rates=mine).notes
    assert "beyond_known_through" in compared("2026-08-21", reference_rates=mine).notes


@pytest.mark.parametrize(
    ("changed", "days"), [("2026-02-14", ["2.8"]), ("2026-02-15", ["2.8"]), ("2026-02-16", ["3", "2.8"])]
)
def test_a_rate_that_changes_by_the_first_day_overdue_is_that_of_all(changed, days):
    """Due on 14 February: the first day overdue is the 15th."""
    mine = [{"id": "lpr", "effective_on": changed, "percent": "2.80"}]
    found = compared("2026-05-25", reference_rates=mine)
    check(found, day_by_day("1000.00", "2026-02-14", "2026-05-25", changes=CHANGES | {changed: "2.80"}))
    inputs = found.value("at_lpr_low").because.inputs
    assert [one.value for one in inputs if one.name == "lpr_percent"] == [Fraction(text) for text in days]


def test_the_year_has_365_days_and_says_so():
    (days,) = [i for i in compared("2026-05-25").value("at_lpr_low").because.inputs if i.name == "year_days"]
    assert (days.value, days.clause) == (365, "sales-18")


@pytest.mark.parametrize(("as_of", "there"), [("2026-02-14", False), ("2026-02-15", True)])
def test_there_is_none_while_nothing_is_overdue(as_of, there):
    assert (compared(as_of) is not None) is there


def test_there_is_none_for_what_was_paid_in_time_or_never_received():
    assert compared("2026-05-25", paid("1000.00", "2026-02-14")) is None
    unproven = {"id": "i", "amount": "10.00"}
    assert compared("2026-05-25", of=unproven) is None
    assert late_fee_comparison(samples.assessed(samples.only(), "2026-05-25"), "nobody") is None


def test_days_without_any_rate_leave_it_open():
    found = compared("2019-12-01", of=invoice(received="2019-06-03"))
    assert (found.status, [value.name for value in found.values]) == ("no_rate", ["late_fee"])


def test_a_rate_of_nothing_has_no_times():
    mine = [{"id": "lpr", "effective_on": "2025-05-20", "percent": 0}]
    found = compared("2026-05-25", reference_rates=mine)
    assert (found.value("times_low").value, found.status) == (None, "excessive")
    assert found.value("times_low").because.formula == "unknown"


def test_is_no_figure_and_changes_none():
    made = samples.only(invoices=[invoice()], payments=[])
    plain = samples.assessed(made, "2026-05-25")
    assert isinstance(late_fee_comparison(plain, "i"), LegalReference)
    assert not issubclass(LegalReference, Figure)
    mine = made | {"reference_rates": [{"id": "lpr", "effective_on": "2025-05-20", "percent": "9.99"}]}
    shown = [[(f.key, f.value, f.because) for f in samples.assessed(m, "2026-05-25").figures] for m in (made, mine)]
    assert shown[0] == shown[1]
