"""Each finding: where it stands, what is at stake, what answers it; and the case just beside it that is none."""

from datetime import date

import pytest

from models.assess import assess
from models.findings.find import find
from models.money import YUAN
from tests.models.samples import only, read

AS_OF = date(2026, 11, 23)
ACCOUNT = {"id": "a"}
SERVICE = {"id": "s", "account": "a", "name": "云数据库", "billing": "postpaid", "starts_on": "2026-01-01"}


def bill(name="b", period="2026-09", total="100.00", **more):
    month = f"{period[:4]}-{int(period[5:]) + 1:02d}"
    sent = {"sent_at": f"{month}-02T10:00:00+08:00", "channel": "electronic"}
    return {"id": name, "account": "a", "period": period, "total": total, **sent, **more}


def line(payable="100.00", usage=("2026-09-01", "2026-10-01"), **more):
    charged = {"service": "s", "usage_from": usage[0], "usage_to": usage[1], "payable": payable, "cash": payable}
    return {**charged, **more}


def findings(as_of=AS_OF, within=7, **sections):
    facts = read(only(**{"accounts": [ACCOUNT], "services": [SERVICE], **sections}))
    return {finding.key: finding for finding in find(assess(facts, as_of), within=within)}


def codes(**sections):
    return {code for code, _, _ in findings(**sections)}


class TestTotals:
    def test_total_above_the_lines(self):
        found = findings(bills=[bill(total="145.67", lines=[line()])])["total_not_lines", "bill", "b"]
        assert (found.amount, found.answer, found.clause) == (4567 * YUAN // 100, "bill_objection", "3.2.4")

    @pytest.mark.parametrize(
        "one", [bill(lines=[line()]), bill(total="145.67"), bill(total="145.67", lines=[line()], agreed_total="100.00")]
    )
    def test_none_when_equal_or_without_lines_or_agreed_since(self, one):
        assert "total_not_lines" not in codes(bills=[one])


class TestLateFees:
    # Received 2026-09-01, due 2026-09-15; the bill of 2026-10-02 finds 17 days at 1 % of 100.00.
    invoice = {"id": "i", "received_at": "2026-09-01T10:00:00+08:00", "amount": "100.00"}

    @pytest.mark.parametrize(("billed", "stake"), [("17.01", YUAN // 100), ("16.99", YUAN // 100)])
    def test_billed_otherwise_than_computed(self, billed, stake):
        found = findings(bills=[bill(late_fee=billed)], invoices=[self.invoice])["late_fee_differs", "bill", "b"]
        assert (found.amount, found.inputs["computed_amount"]) == (stake, 17 * YUAN)

    def test_none_when_the_same(self):
        assert "late_fee_differs" not in codes(bills=[bill(late_fee="17.00")], invoices=[self.invoice])


class TestInvoices:
    @staticmethod
    def invoice(amount, **more):
        return {"id": "i", "received_at": "2026-11-10T10:00:00+08:00", "amount": amount, "bills": ["b"], **more}

    def test_not_for_the_agreed_total(self):
        one = bill(lines=[line()], agreed_total="90.00")
        found = findings(bills=[one], invoices=[self.invoice("100.00")])["invoice_not_agreed", "invoice", "i"]
        assert found.amount == 10 * YUAN

    def test_two_invoices_for_one_bill_are_taken_together(self):
        halves = [self.invoice("60.00"), {**self.invoice("40.00"), "id": "i2"}]
        assert "invoice_not_agreed" not in codes(bills=[bill(lines=[line()])], invoices=halves)

    def test_a_red_letter_counts(self):
        red = {"id": "r", "amount": "-10.00", "reverses": "i", "received_at": "2026-11-11T10:00:00+08:00"}
        one = bill(lines=[line()], agreed_total="90.00")
        assert "invoice_not_agreed" not in codes(bills=[one], invoices=[self.invoice("100.00"), red])

    def test_more_than_the_cash(self):
        one = bill(lines=[line(cash="80.00", voucher="20.00")])
        found = findings(bills=[one], invoices=[self.invoice("100.00")])["invoice_not_net_cash", "invoice", "i"]
        assert found.amount == 20 * YUAN

    def test_none_for_just_the_cash(self):
        one = bill(lines=[line(cash="80.00", voucher="20.00")], agreed_total="80.00")
        assert not codes(bills=[one], invoices=[self.invoice("80.00")]) & {"invoice_not_net_cash", "invoice_not_agreed"}


class TestWhileHolidaysAreNotPublished:
    """Received 2027-02-01: the deadline may fall on more than one day, and with it the late fee and what is owed."""

    invoice = {"id": "i", "received_at": "2027-02-01T10:00:00+08:00", "amount": "100.00"}

    @staticmethod
    def fee_on(day):
        facts = read(only(invoices=[TestWhileHolidaysAreNotPublished.invoice]))
        return assess(facts, day).figures["late_fee", "invoice", "i"]

    @pytest.mark.parametrize(("beside", "stake"), [(-1, 1), (0, None), (1, None)])
    def test_a_late_fee_within_the_range_is_not_told_as_wrong(self, beside, stake):
        fee = self.fee_on(date(2027, 4, 2))
        assert fee.earliest < fee.latest
        billed = f"{fee.earliest // YUAN + beside}.00"
        bills = [bill(period="2027-03", late_fee=billed)]
        found = findings(as_of=date(2027, 4, 30), bills=bills, invoices=[self.invoice])
        found = found.get(("late_fee_differs", "bill", "b"))
        assert (found and found.amount // YUAN) == stake

    @pytest.mark.parametrize(("beyond", "stake"), [(0, None), (1, 1)])
    def test_an_offset_is_too_large_when_it_exceeds_all_that_can_have_been_owed(self, beyond, stake):
        amount = f"{100 + self.fee_on(date(2027, 3, 30)).latest // YUAN + beyond}.00"
        offset = {"id": "p", "paid_on": "2027-03-31", "amount": amount, "method": "offset"}
        found = findings(as_of=date(2027, 3, 31), invoices=[self.invoice], payments=[offset])
        found = found.get(("offset_too_large", "payment", "p"))
        assert (found and found.amount // YUAN) == stake


class TestDuplicates:
    def test_a_long_charge_overlaps_one_that_begins_after_others_ended(self):
        spans = {"2026-07": ("2026-07-01", "2026-10-02"), "2026-08": ("2026-08-01", "2026-08-02")}
        bills = [bill(f"b{month}", month, lines=[line("70.00", span)]) for month, span in spans.items()]
        last = bill("b", "2026-09", lines=[line("60.00", ("2026-10-01", "2026-10-03"))])
        found = findings(bills=[*bills, last])
        assert found["charge_overlaps", "bill", "b"].inputs["other"] == "b2026-07"

    def test_the_same_charge_twice(self):
        bills = [bill(lines=[line()]), bill("b2", "2026-10", lines=[line()])]
        found = findings(bills=bills)["charged_twice", "bill", "b2"]
        assert (found.amount, found.inputs["other"]) == (100 * YUAN, "b")

    def test_overlapping_days_on_bills_of_two_months(self):
        bills = [bill(lines=[line()]), bill("b2", "2026-10", lines=[line("70.00", ("2026-09-30", "2026-11-01"))])]
        assert ("charge_overlaps", "bill", "b2") in findings(bills=bills)

    def test_none_when_one_ends_where_the_other_begins(self):
        bills = [bill(lines=[line()]), bill("b2", "2026-10", lines=[line(usage=("2026-10-01", "2026-11-01"))])]
        assert not codes(bills=bills) & {"charged_twice", "charge_overlaps"}

    @staticmethod
    def hours(day, count, payable="0.42", **more):
        return [line(payable, (day, f"{day[:8]}{int(day[8:]) + 1:02d}"), **more) for _ in range(count)]

    @pytest.mark.parametrize(("count", "repeated"), [(2, 0), (23, 0), (24, 0), (25, 1), (48, 24)])
    def test_a_day_has_24_hours(self, count, repeated):
        """Equal hourly charges of one day are its hours; only more than 24 of them repeat one."""
        facts = read(only(accounts=[ACCOUNT], services=[SERVICE], bills=[bill(lines=self.hours("2026-09-05", count))]))
        found = [one for one in find(assess(facts, AS_OF)) if one.code in {"charged_twice", "charge_overlaps"}]
        assert [one.code for one in found] == ["charged_twice"] * repeated

    def test_hours_of_one_day_on_two_bills(self):
        """23:00 to 24:00 of a month's last day is charged with the next month."""
        last = "2026-09-29"
        bills = [bill(lines=self.hours(last, 23)), bill("b2", "2026-10", lines=self.hours(last, 1))]
        assert not codes(bills=bills) & {"charged_twice", "charge_overlaps"}
        bills[1] = bill("b2", "2026-10", lines=self.hours(last, 2))
        assert findings(bills=bills)["charged_twice", "bill", "b2"].amount == 42 * YUAN // 100

    def test_charged_by_the_day_a_second_charge_repeats_the_first(self):
        daily = [each for day in range(1, 10) for each in self.hours(f"2026-09-{day:02d}", 1 + (day == 5))]
        assert ("charged_twice", "bill", "b") in findings(bills=[bill(lines=daily)])

    def test_what_is_prepaid_has_no_hours(self):
        prepaid = {**SERVICE, "billing": "prepaid"}
        assert "charged_twice" in codes(services=[prepaid], bills=[bill(lines=self.hours("2026-09-05", 2))])

    def test_a_month_charged_again_beside_hours_is_still_found(self):
        lines = [*self.hours("2026-09-05", 24), line(), line()]
        found = findings(bills=[bill(lines=lines)])
        assert found["charged_twice", "bill", "b"].amount == 100 * YUAN

    def test_none_for_two_parts_of_one_bill(self):
        assert not codes(bills=[bill(lines=[line("60.00"), line("40.00")])]) & {"charged_twice", "charge_overlaps"}


class TestAfterEnd:
    @pytest.mark.parametrize(("ended", "expected"), [("2026-09-29", True), ("2026-09-30", False)])
    def test_charged_beyond_the_last_day(self, ended, expected):
        service = {**SERVICE, "ended_on": ended, "retention_days": 7}
        assert ("charge_after_end" in codes(services=[service], bills=[bill(lines=[line()])])) is expected


class TestNotices:
    @staticmethod
    def notice(sent, **more):
        event = {"event_at": "2026-10-20T10:00:00+08:00", "form": "email"}
        return {
            "id": "n",
            "from": "provider",
            "kind": "routine_maintenance",
            "channel": "electronic",
            "sent_at": sent,
            **event,
            **more,
        }

    @pytest.mark.parametrize(
        ("sent", "expected"), [("2026-10-19T10:00:00+08:00", False), ("2026-10-19T10:01:00+08:00", True)]
    )
    def test_short(self, sent, expected):
        assert ("notice_short" in codes(notices=[self.notice(sent)])) is expected

    def test_unproven_and_not_in_writing(self):
        sms = self.notice("2026-06-01T10:00:00+08:00", kind="assignment", form="sms")
        lost = {**self.notice(None), "id": "lost"}
        assert {"notice_not_in_writing", "notice_unproven"} <= codes(notices=[sms, lost])

    @pytest.mark.parametrize(("ended", "minutes"), [("12:00", None), ("12:01", 1), ("13:30", 90)])
    def test_longer_than_announced(self, ended, minutes):
        notice = self.notice("2026-10-10T10:00:00+08:00", event_ends_at="2026-10-20T12:00:00+08:00")
        incident = {
            "id": "x",
            "service": "s",
            "started_at": "2026-10-20T10:00:00+08:00",
            "ended_at": f"2026-10-20T{ended}:00+08:00",
            "cause": "routine_maintenance",
            "notice": "n",
        }
        found = findings(notices=[notice], incidents=[incident]).get(("maintenance_longer", "incident", "x"))
        assert (found and found.inputs["minutes"]) == minutes


class TestOrders:
    order = {
        "id": "o",
        "service": "s",
        "paid_on": "2026-01-01",
        "starts_on": "2026-01-01",
        "ends_on": "2027-01-01",
        "list_price": "365.00",
        "cash": "300.00",
    }
    lost = {"name": "包年", "condition_met": False}

    def test_stacked_without_an_exception(self):
        two = {**self.order, "promotions": [{"name": "包年"}, {"name": "新客"}]}
        assert "promotions_stacked" in codes(orders=[two])
        assert "promotions_stacked" not in codes(orders=[{**two, "stacking_agreed": True}])

    def test_lost(self):
        # 327 days used by 2026-11-23 at 1.00 a day: 27.00 more than the 300.00 paid.
        found = findings(orders=[{**self.order, "promotions": [self.lost]}])["promotion_lost", "order", "o"]
        assert found.amount == 27 * YUAN

    @pytest.mark.parametrize(("cash", "stake"), [("326.99", 0.01), ("327.00", None), ("327.01", None)])
    def test_lost_without_anything_owed_is_nothing_to_find(self, cash, stake):
        found = findings(orders=[{**self.order, "cash": cash, "promotions": [self.lost]}])
        found = found.get(("promotion_lost", "order", "o"))
        assert (found and found.amount / YUAN) == stake

    @pytest.mark.parametrize(("back", "stake"), [(None, 200), ("-150.00", 50), ("-200.00", None)])
    def test_refund_short(self, back, stake):
        # Settled after 100 days: 300 − 100 = 200 comes back.
        settled = {**self.order, "promotions": [self.lost], "settled_on": "2026-04-10"}
        bills = [bill(period="2026-04", lines=[line(back, ("2026-04-10", "2026-05-01"))])] if back else []
        found = findings(orders=[settled], bills=bills).get(("refund_short", "order", "o"))
        assert (found and found.amount // YUAN) == stake


class TestOffsets:
    invoice = {"id": "i", "received_at": "2026-09-01T10:00:00+08:00", "amount": "100.00"}

    @pytest.mark.parametrize(("amount", "stake"), [("110.00", None), ("110.01", 1)])
    def test_more_than_debt_and_late_fee(self, amount, stake):
        # Due 2026-09-15; on the eve of 2026-09-26, 10 days of late fee: 10.00.
        offset = {"id": "p", "paid_on": "2026-09-26", "amount": amount, "method": "offset"}
        found = findings(invoices=[self.invoice], payments=[offset]).get(("offset_too_large", "payment", "p"))
        assert (found and found.amount // 10**6) == stake

    def test_a_transfer_is_no_offset(self):
        paid = {"id": "p", "paid_on": "2026-09-26", "amount": "500.00", "method": "bank"}
        assert "offset_too_large" not in codes(invoices=[self.invoice], payments=[paid])


class TestComing:
    recent = bill(period="2026-10", sent_at="2026-11-18T10:00:00+08:00")  # to object by 2026-11-25

    @pytest.mark.parametrize(("within", "expected"), [(1, False), (2, True), (3, True)])
    def test_deadline_within_days(self, within, expected):
        assert (("deadline_near", "bill", "b") in findings(within=within, bills=[self.recent])) is expected

    def test_an_answered_bill_has_no_deadline(self):
        answered = {**self.recent, "answer": {"kind": "confirmed", "on": "2026-11-20"}}
        assert "deadline_near" not in codes(bills=[answered])

    def test_the_safest_day_counts_when_readings_differ(self):
        # Sent on Saturday 2026-11-21: delivered that day, or on Monday if any day off rolls; 2026-11-27 is safest.
        sent = {**self.recent, "sent_at": "2026-11-21T10:00:00+08:00"}
        rolls = {"delivery_rolls_on": "any_day_off"}
        found = findings(bills=[sent], readings=rolls)["deadline_near", "bill", "b"]
        assert found.inputs["day"] == date(2026, 11, 27)

    def test_confirmed_while_findings_stand(self):
        confirmed = bill(total="145.67", lines=[line()], answer={"kind": "confirmed", "on": "2026-10-09"})
        assert ("confirmed_with_findings", "bill", "b") in findings(bills=[confirmed])
        objected = bill(total="145.67", lines=[line()], answer={"kind": "objected", "on": "2026-10-09"})
        assert ("confirmed_with_findings", "bill", "b") not in findings(bills=[objected])

    def test_confirmed_bills_come_in_the_order_of_their_findings(self):
        answer = {"kind": "confirmed", "on": "2026-10-08"}
        names = [f"b{n}" for n in range(12)]
        found = findings(bills=[bill(name, total="145.67", lines=[line()], answer=answer) for name in names])
        assert [record for code, _, record in found if code == "confirmed_with_findings"] == names

    @pytest.mark.parametrize(("balance", "stake"), [("-0.01", 0.01), ("0.00", None), ("0.01", None)])
    def test_account_in_arrears(self, balance, stake):
        account = {**ACCOUNT, "cash_balance": {"on": "2026-11-03", "amount": balance}}
        found = findings(accounts=[account], bills=[bill(lines=[line()])])
        arrears = found.get(("account_in_arrears", "account", "a"))
        assert (arrears and arrears.amount / YUAN) == stake
        assert (("balance_low", "account", "a") in found) is (stake is None)

    @pytest.mark.parametrize(("balance", "expected"), [("93.33", True), ("93.34", False)])
    def test_balance_about_to_run_out(self, balance, expected):
        # 100.00 in 30 days: 93.33 lasts 27 whole days from 2026-11-03, to 11-30, 7 days on; 93.34 lasts 28.
        account = {**ACCOUNT, "cash_balance": {"on": "2026-11-03", "amount": balance}}
        found = findings(accounts=[account], bills=[bill(lines=[line()])])
        assert (("balance_low", "account", "a") in found) is expected
