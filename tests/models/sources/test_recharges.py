"""Which payment a recharge is: by amount, days apart, number; what is offered where there is none, and why."""

from datetime import date, timedelta

import pytest

from models.facts.facts import Facts
from models.facts.records import Payment, StatementLine
from models.sources.recharges import NEAR_DAYS, Due, Payments, Recharge, lines_paid, offers, recharge_of
from tests.models import samples

ON = date(2026, 9, 10)
AMOUNT = 500 * 10**8
FEN = 10**6


def recharge(amount=AMOUNT, on=ON, identity="1", **values):
    return Recharge(identity, f"收支.csv:{identity}", on, amount, {"kind": "充值", **values})


def paid(name, days=0, amount=AMOUNT, method="bank", reference=None):
    return Payment(name, ON + timedelta(days=days), amount, method, (), reference)


def facts(*payments, lines=()):
    agreement = samples.read(samples.only()).agreement
    return Facts(agreement, payments={one.id: one for one in payments}, statement_lines={one.id: one for one in lines})


def near(one, *payments, taken=()):
    return [found.id for found in Payments(facts(*payments), taken).near(one)]


# What is a recharge --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "amount", "is_one"),
    [
        ("充值", 1, True),
        ("线上充值", 1, True),
        ("转入", 1, True),
        ("Recharge", 1, True),
        ("充值", 0, False),
        ("充值", -1, False),
        ("消费", 1, False),
    ],
)
def test_a_recharge_is_money_that_came_in_as_one(kind, amount, is_one):
    values = {"kind": kind, "amount": amount, "at": 1_788_998_400}
    found = recharge_of("1", "收支.csv:2", values)
    assert (found is not None) == is_one
    if found is not None:
        assert (found.amount, found.on, found.row) == (amount, ON, "收支.csv:2")


# Which payment on record it is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", range(-NEAR_DAYS - 1, NEAR_DAYS + 2))
def test_it_is_a_payment_at_most_three_days_away(days):
    assert near(recharge(), paid("p", days)) == (["p"] if abs(days) <= 3 else [])


@pytest.mark.parametrize("more", [-FEN, 0, FEN])
def test_it_is_a_payment_of_its_amount_to_the_fen(more):
    assert near(recharge(), paid("p", amount=AMOUNT + more)) == ([] if more else ["p"])


@pytest.mark.parametrize(("method", "may"), [("bank", True), ("online", True), ("offset", False), ("credit", False)])
def test_it_is_money_that_was_paid(method, may):
    assert near(recharge(), paid("p", method=method)) == (["p"] if may else [])


def test_a_payment_that_another_row_is_already_is_left_out():
    assert near(recharge(), paid("p"), paid("q"), taken={"p"}) == ["q"]


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        (("充值 R-77 网银", "充值 R-78"), ["a"]),
        (("R-77", "R-77"), ["a", "b"]),
        (("R-770", None), ["a", "b"]),
        (("XR-77", None), ["a", "b"]),
        ((None, "R-77"), ["b"]),
        ((None, None), ["a", "b"]),
    ],
)
def test_a_payment_that_names_its_number_goes_before_others_near_it(references, expected):
    payments = [paid(name, reference=text) for name, text in zip("ab", references, strict=True)]
    assert near(recharge(id="R-77"), *payments) == expected


def test_a_payment_that_names_its_number_is_none_when_it_is_far_or_of_another_amount():
    far = paid("far", NEAR_DAYS + 1, reference="R-77")
    other = paid("other", amount=AMOUNT + FEN, reference="R-77")
    assert near(recharge(id="R-77"), far, other, paid("plain")) == ["plain"]


def test_without_a_number_no_payment_goes_before_another():
    assert near(recharge(), paid("a", reference="None"), paid("b")) == ["a", "b"]


def test_each_payment_is_one_recharge_and_several_are_none():
    payments = Payments(facts(paid("a", reference="R-1"), paid("b", reference="R-2"), paid("c")))
    assert payments.found(recharge()) is None
    assert payments.found(recharge(id="R-1")) == "a"
    assert payments.found(recharge(id="R-1")) is None, "two are left, and neither names it"
    assert payments.found(recharge(id="R-2")) == "b"
    assert payments.found(recharge(id="R-9")) == "c"
    assert payments.found(recharge()) is None


# What is offered -----------------------------------------------------------------------------------------------------


def offered(*recharges, due=None, payments=(), lines=(), held=()):
    return offers(recharges, facts(*payments, lines=lines), due or {}, held)


@pytest.mark.parametrize(("open_", "reason"), [(-FEN, "may_pay"), (0, "pays"), (FEN, "may_pay")])
def test_it_pays_what_invoices_leave_open_to_the_fen(open_, reason):
    due = {"i-1": Due(ON, AMOUNT - 200 * 10**8), "i-2": Due(ON - timedelta(days=30), 200 * 10**8 + open_)}
    (one,) = offered(recharge(), due=due)
    assert (one.reason, one.invoices, one.open, one.clear) == (reason, ("i-1", "i-2"), AMOUNT + open_, not open_)
    assert one.payment.invoices == (), "a recharge names no invoice"


@pytest.mark.parametrize(
    ("received", "reason"),
    [(ON - timedelta(days=1), "pays"), (ON, "pays"), (ON + timedelta(days=1), "prepays"), (None, "prepays")],
)
def test_only_invoices_received_by_its_day_are_open_to_it(received, reason):
    (one,) = offered(recharge(), due={"i": Due(received, AMOUNT)})
    assert (one.reason, one.invoices) == (reason, ("i",) if reason == "pays" else ())


def test_two_that_would_pay_the_same_invoices_are_left_to_the_user():
    due = {"i": Due(ON, AMOUNT)}
    assert [one.reason for one in offered(recharge(), recharge(identity="2"), due=due)] == ["may_pay", "may_pay"]
    later = recharge(AMOUNT // 2, identity="2")
    assert [one.reason for one in offered(recharge(), later, due=due)] == ["pays", "may_pay"]


@pytest.mark.parametrize(("more", "count"), [(-1, 0), (0, 1), (1, 0)])
def test_what_is_no_whole_number_of_fen_is_no_payment(more, count):
    assert len(offered(recharge(AMOUNT + more))) == count


def test_the_payments_offered_have_ids_of_their_own_and_the_file_s_words():
    taken = paid("p-20260910-1")
    first, second = offered(recharge(id="R-1", note="对公 转账"), recharge(identity="2", id="R-2"), payments=[taken])
    assert [one.payment.id for one in (first, second)] == ["p-20260910-2", "p-20260910-3"]
    assert first.payment == Payment("p-20260910-2", ON, AMOUNT, "bank", (), "充值 R-1 对公 转账")
    assert (second.payment.method, second.payment.reference, second.number) == ("online", "充值 R-2", "R-2")


# The line of a statement that is the same money ----------------------------------------------------------------------


def line(name, days=0, amount=-AMOUNT, **fields):
    return StatementLine(name, "st", 1, "0" * 64, ON + timedelta(days=days), amount, **fields)


@pytest.mark.parametrize("days", range(-NEAR_DAYS - 1, NEAR_DAYS + 2))
def test_a_line_said_to_be_a_recharge_is_the_same_money_at_most_three_days_away(days):
    (one,) = offered(recharge(), lines=[line("l", days, purpose="recharge")])
    assert one.line == ("l" if abs(days) <= 3 else None)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([line("l")], None),
        ([line("l", summary="云账户充值 R-77")], "l"),
        ([line("l", number="R-77")], "l"),
        ([line("l", purpose="recharge", amount=-AMOUNT - FEN)], None),
        ([line("l", purpose="recharge", amount=AMOUNT)], None),
        ([line("l", purpose="recharge", order="o")], None),
        ([line("l", payment="p", number="R-77")], None),
        ([line("l", purpose="recharge"), line("m", purpose="recharge")], None),
    ],
)
def test_a_line_is_the_same_money_when_it_says_so_and_is_the_only_one(lines, expected):
    (one,) = offered(recharge(id="R-77"), lines=lines)
    assert one.line == expected


def test_a_line_that_says_nothing_is_not_the_money_of_a_recharge_without_a_number():
    (one,) = offered(recharge(), lines=[line("l")])
    assert one.line is None


def test_a_line_that_is_locked_stays_and_each_is_one_recharge():
    lines = [line("l", purpose="recharge")]
    assert offered(recharge(), lines=lines, held={"l"})[0].line is None
    both = offered(recharge(), recharge(identity="2"), lines=lines)
    assert [one.line for one in both] == ["l", None]
    (changed,) = lines_paid(both, facts(lines=lines))
    assert changed == lines[0]._replace(payment=both[0].payment.id, purpose=None)
