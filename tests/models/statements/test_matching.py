"""What a line of a statement may have paid: the amount to the fen, the days at their bounds, and the reasons said."""

from datetime import date, timedelta

import pytest

from models.money import YUAN
from models.statements.matching import Payees, Reason, Suggested, suggest
from tests.models import samples

DAY = date(2026, 1, 15)
NOBODY = Payees((), None)
PROVIDER = Payees(("示例服务商",), "6222 0001")
SERVICE = {"id": "s-1", "account": "a-1", "name": "云服务器", "billing": "prepaid", "starts_on": "2025-01-01"}


def line(amount="-35.00", on=DAY, name="l-1", **said):
    fields = {"statement": "st-1", "file_row": 2, "sha256": "0" * 64, "on": on.isoformat(), "amount": amount}
    return {"id": name, **fields, **said}


def found(lines, payees=NOBODY, outstanding=None, wanted=(), **sections) -> list[Suggested]:
    statement = {"id": "st-1", "account": "6222", "file": "s.csv", "sha256": "0" * 64, "imported_on": "2026-02-01"}
    whole = samples.only(
        accounts=[{"id": "a-1"}], services=[SERVICE], statements=[statement], statement_lines=lines, **sections
    )
    return suggest(samples.read(whole), outstanding or {}, payees, wanted)


def payment(paid_on=DAY, amount="35.00", **more):
    return {"id": "p-1", "paid_on": paid_on.isoformat(), "amount": amount, "method": "bank", **more}


def invoice(name="i-01", amount="35.00", **more):
    return {"id": name, "amount": amount, "channel": "electronic", "sent_at": "2026-01-02T10:00:00+08:00", **more}


def bill(sent_at):
    return {"id": "b-01", "account": "a-1", "period": "2025-12", "sent_at": sent_at, "channel": "electronic",
            "total": "35.00"}  # fmt: skip


def order(paid_on):
    return {"id": "o-01", "service": "s-1", "paid_on": paid_on.isoformat(), "starts_on": "2026-03-01",
            "ends_on": "2026-06-01", "list_price": "35.00", "cash": "35.00"}  # fmt: skip


def kinds(suggested: Suggested) -> list[str]:
    return [one.kind for one in suggested.suggestions]


@pytest.mark.parametrize(
    ("apart", "kind", "clear"),
    [(-32, [], False), (-31, ["payment"], False), (-4, ["payment"], False), (-3, ["payment"], True),
     (3, ["payment"], True), (4, ["payment"], False), (31, ["payment"], False), (32, [], False)],
)  # fmt: skip
def test_a_payment_within_a_month_is_suggested_and_within_three_days_clear(apart, kind, clear):
    (one,) = found([line()], payments=[payment(DAY - timedelta(apart))])
    assert (kinds(one), one.clear is not None, one.ambiguous) == (kind, clear, bool(kind) and not clear)
    if kind:
        assert one.suggestions[0].reasons == (Reason("same_amount"), Reason("days_apart", days=apart))


@pytest.mark.parametrize(("apart", "kind"), [(-4, []), (-3, ["order"]), (3, ["order"]), (4, [])])
def test_an_order_is_suggested_within_three_days(apart, kind):
    (one,) = found([line()], orders=[order(DAY - timedelta(apart))])
    assert (kinds(one), one.clear) == (kind, None)


@pytest.mark.parametrize(
    ("sent_at", "days"),
    [("2026-01-16T00:00:00+08:00", None), ("2026-01-15T23:59:59+08:00", 0), ("2026-01-15T16:00:00Z", None),
     ("2026-01-10T09:00:00+08:00", 5)],
)  # fmt: skip
def test_a_bill_is_paid_on_or_after_the_day_it_was_sent_in_china(sent_at, days):
    (one,) = found([line()], bills=[bill(sent_at)])
    told = [reason.days for each in one.suggestions for reason in each.reasons if reason.code == "days_apart"]
    assert told == ([] if days is None else [days])


@pytest.mark.parametrize(("issued_on", "kind"), [("2026-01-16", []), ("2026-01-15", ["invoice"]), (None, ["invoice"])])
def test_an_invoice_is_not_paid_before_it_is_issued(issued_on, kind):
    invoices = [invoice(**({} if issued_on is None else {"issued_on": issued_on}))]
    (one,) = found([line()], outstanding={"i-01": 35 * YUAN}, invoices=invoices)
    assert kinds(one) == kind


@pytest.mark.parametrize(("amount", "kind"), [("-34.99", []), ("-35.00", ["payment"]), ("-35.01", [])])
def test_the_amount_is_the_same_to_the_fen(amount, kind):
    (one,) = found([line(amount)], payments=[payment()])
    assert kinds(one) == kind


@pytest.mark.parametrize("amount", ["0.00", "35.00"])
def test_only_money_that_went_out_paid_something(amount):
    assert found([line(amount)], payments=[payment()]) == []


def test_what_leaves_nothing_open_and_what_is_matched_is_not_suggested():
    assert found([line()], outstanding={"i-01": 0}, invoices=[invoice()])[0].suggestions == ()
    taken = [line(name="l-0", payment="p-1"), line()]
    assert [(one.line.id, one.suggestions) for one in found(taken, payments=[payment()])] == [("l-1", ())]
    offset = payment(method="offset")
    assert found([line()], payments=[offset])[0].suggestions == ()


@pytest.mark.parametrize(("name", "telling"), [("i-1", False), ("i-01", True)])
def test_a_number_is_telling_from_four_characters_on(name, telling):
    invoices = [invoice(name), invoice("i-999", issued_on="2026-01-03")]
    open_ = {name: 35 * YUAN, "i-999": 35 * YUAN}
    (one,) = found([line(summary=f"付 {name.upper()} 款")], outstanding=open_, invoices=invoices)
    assert (one.clear.targets if one.clear else None) == ((name,) if telling else None)
    assert (len(one.suggestions), one.ambiguous) == (2, not telling)


@pytest.mark.parametrize(("amount", "together"), [("-69.99", False), ("-70.00", True), ("-70.01", False)])
def test_one_transfer_pays_the_invoices_it_names_when_they_come_to_its_amount(amount, together):
    invoices = [invoice("i-01"), invoice("i-02")]
    open_ = {"i-01": 35 * YUAN, "i-02": 35 * YUAN}
    (one,) = found([line(amount, summary="i-01、i-02")], outstanding=open_, invoices=invoices)
    assert [each.targets for each in one.suggestions] == ([("i-01", "i-02")] if together else [])


def test_the_providers_name_or_account_makes_the_only_one_clear_and_else_a_recharge():
    sections = {"outstanding": {"i-01": 35 * YUAN}, "invoices": [invoice()]}
    assert found([line(counterparty="某公司")], PROVIDER, **sections)[0].clear is None
    assert found([line(counterparty="示例服务商")], PROVIDER, **sections)[0].clear is not None
    assert found([line(counterparty_account="62220001")], PROVIDER, **sections)[0].clear is not None
    (one,) = found([line("-9.00", counterparty="示例服务商")], PROVIDER, **sections)
    assert (kinds(one), one.clear, one.ambiguous) == (["recharge"], None, True)


def test_two_lines_that_would_both_clearly_be_one_payment_are_for_the_user_to_decide():
    both = found([line(name="l-1"), line(name="l-2", file_row=3)], payments=[payment()])
    assert [(one.ambiguous, [each.clear for each in one.suggestions]) for one in both] == [(True, [False])] * 2


def test_only_the_lines_asked_for_are_looked_at():
    lines = [line(name="l-1"), line(name="l-2", file_row=3)]
    assert [one.line.id for one in found(lines, wanted=["l-2"])] == ["l-2"]


@pytest.mark.parametrize(
    ("number", "reference", "told"),
    [("T001", "网银 T001", ["T001"]), ("T01", "网银 T01", []), ("T001", "网银 T002", [])],
)
def test_a_number_of_the_line_in_the_reference_of_the_payment_tells(number, reference, told):
    (one,) = found([line(number=number)], payments=[payment(DAY - timedelta(20), reference=reference)])
    (suggestion,) = one.suggestions
    assert [reason.words for reason in suggestion.reasons if reason.code == "number_named"] == told
    assert suggestion.clear is bool(told)


@pytest.mark.parametrize(("name", "named"), [("云", False), ("云商", True)])
def test_a_name_of_one_character_names_nobody(name, named):
    (one,) = found([line(counterparty="云商")], Payees((name,), None))
    assert bool(one.suggestions) is named
