"""Limitation: the day it starts, the day it ends, days off, leap days, and what starts it anew."""

from datetime import date

import pytest

from models.assess import assess
from models.formulas import evaluate
from models.law.limitation import limitation, limitations
from tests.models import oracle, samples
from tests.reports.letters import ledgers
from tests.reports.papers import facts

INVOICE = {"id": "i", "amount": "1000.00", "received_at": "2021-12-01T10:00:00+08:00"}
"""Due on 15 December 2021: known from the 16th, and the 16th of December 2024 is a Monday."""


def incident(start="2021-06-09T10:00:00+08:00", **more):
    return {"id": "x", "service": "s", "started_at": start, "cause": "provider"} | more


def demand(sent, name="n", by="customer", kind="other", **more):
    notice = {"id": name, "from": by, "kind": kind, "channel": "electronic", "sent_at": f"{sent}T10:00:00+08:00"}
    return notice | more


def found(kind, record, as_of, **sections):
    return limitation(samples.assessed(samples.only(**sections), as_of), kind, record)


def last_day(kind, record, as_of, **sections):
    reference = found(kind, record, as_of, **sections)
    return reference and str(reference.value("last_day").value)


def of_incident(start, as_of="2026-11-23", **sections):
    return last_day("incident", "x", as_of, incidents=[incident(f"{start}T10:00:00+08:00")], **sections)


class TestLastDay:
    @pytest.mark.parametrize(
        ("start", "last"),
        [
            ("2021-06-09", "2024-06-11"),  # Sunday 9 and Monday 10 June 2024: Dragon Boat
            ("2021-06-11", "2024-06-11"),  # a working day
            ("2021-06-15", "2024-06-17"),  # a Saturday
            ("2021-09-29", "2024-09-29"),  # a Sunday worked for National Day
            ("2021-10-01", "2024-10-08"),  # National Day
            ("2020-02-29", "2023-02-28"),  # no such day in 2023
            ("2021-02-28", "2024-02-28"),  # the same day, though the month has one more
        ],
    )
    def test_is_the_same_day_three_years_later_off_days_off(self, start, last):
        assert of_incident(start) == last

    def test_agrees_with_walking_to_the_next_working_day(self):
        for n in range(0, 900, 13):
            start = date(2021, 1, 1).toordinal() + n
            start = date.fromordinal(start)
            day = date(start.year + 3, start.month, start.day)
            assert of_incident(str(start)) == str(oracle.working_days_after(day - oracle.DAY, 1))

    @pytest.mark.parametrize(("as_of", "status"), [("2024-06-11", "running"), ("2024-06-12", "expired")])
    def test_counts_to_the_end_of_the_day(self, as_of, status):
        assert found("incident", "x", as_of, incidents=[incident()]).status == status

    def test_in_a_year_without_an_arrangement_it_says_between_which_days(self):
        reference = found("incident", "x", "2026-11-23", incidents=[incident("2026-10-01T10:00:00+08:00")])
        value = reference.value("last_day")
        assert value.earliest <= value.value <= value.latest
        assert value.earliest < value.latest

    def test_gives_its_value_again_from_its_inputs(self):
        notices = [demand("2023-05-05"), demand("2024-01-02", name="m")]
        assessment = samples.assessed(samples.only(incidents=[incident()], notices=notices), "2026-11-23")
        for notice_count in (0, 2):
            made = samples.only(incidents=[incident()], notices=notices[:notice_count])
            value = limitation(samples.assessed(made, "2026-11-23"), "incident", "x").value("last_day")
            assert evaluate(value.because, assessment.situation.calendar) == value.value
            assert value.because.clause == "civil-188"


class TestInvoice:
    """The provider's claim."""

    @pytest.mark.parametrize(("received", "last"), [("01", "2024-12-16"), ("02", "2024-12-17"), ("03", "2024-12-18")])
    def test_from_the_day_after_the_deadline(self, received, last):
        """Due on Wednesday 15, Thursday 16, Friday 17 December 2021; the last is known on Saturday 18."""
        invoice = INVOICE | {"received_at": f"2021-12-{received}T10:00:00+08:00"}
        assert last_day("invoice", "i", "2026-11-23", invoices=[invoice]) == last

    @pytest.mark.parametrize(("as_of", "there"), [("2021-12-15", False), ("2021-12-16", True)])
    def test_there_is_none_before_it_is_overdue(self, as_of, there):
        assert (last_day("invoice", "i", as_of, invoices=[INVOICE]) is not None) is there

    def test_there_is_none_for_what_was_paid_in_time(self):
        payment = {"id": "p", "paid_on": "2021-12-15", "amount": "1000.00", "method": "bank"}
        assert last_day("invoice", "i", "2022-12-15", invoices=[INVOICE], payments=[payment]) is None

    def test_the_late_fee_of_what_was_paid_late_is_a_claim_too(self):
        payment = {"id": "p", "paid_on": "2021-12-20", "amount": "1000.00", "method": "bank"}
        reference = found("invoice", "i", "2022-12-15", invoices=[INVOICE], payments=[payment])
        assert reference.notes == ("provider_claims",)
        assert str(reference.value("last_day").value) == "2024-12-20"

    def test_a_deadline_in_february_of_a_leap_year(self):
        """Due on 28 February 2024, so known on the 29th; February 2027 ends on Sunday the 28th."""
        invoice = INVOICE | {"received_at": "2024-02-27T10:00:00+08:00", "payment_working_days": 1}
        reference = found("invoice", "i", "2026-11-23", invoices=[invoice])
        value = reference.value("last_day")
        assert (str(value.value), value.earliest <= date(2027, 3, 1) <= value.latest) == ("2027-03-01", True)

    @pytest.mark.parametrize(
        ("kind", "by", "last"),
        [
            ("arrears", "provider", "2025-05-06"),
            ("other", "provider", "2024-12-16"),
            ("arrears", "customer", "2024-12-16"),
        ],
    )
    def test_the_providers_arrears_notices_start_it_anew(self, kind, by, last):
        """Delivered on 6 May 2022, a Friday; 6 May 2025 is a Tuesday after the holiday."""
        notices = [demand("2022-05-06", by=by, kind=kind)]
        assert last_day("invoice", "i", "2026-11-23", invoices=[INVOICE], notices=notices) == last

    def test_part_payment_starts_it_anew_but_an_offset_does_not(self):
        for method, last in (("bank", "2025-05-06"), ("online", "2025-05-06"), ("offset", "2024-12-16")):
            payment = {"id": "p", "paid_on": "2022-05-06", "amount": "1.00", "method": method}
            payment["invoices"] = [{"invoice": "i", "amount": "1.00"}]
            assert last_day("invoice", "i", "2026-11-23", invoices=[INVOICE], payments=[payment]) == last


class TestInterruption:
    """A customer's claim that runs to 11 June 2024."""

    def restarts(self, *notices, as_of="2030-01-01"):
        reference = found("incident", "x", as_of, incidents=[incident()], notices=list(notices))
        return [event.record[1] for event in reference.interruptions], str(reference.value("last_day").value)

    @pytest.mark.parametrize(
        ("sent", "restarts", "last"),
        [
            ("2021-06-08", [], "2024-06-11"),  # before there was a claim
            ("2021-06-09", ["n"], "2024-06-11"),
            ("2023-03-01", ["n"], "2026-03-02"),  # a Sunday
            ("2024-06-11", ["n"], "2027-06-11"),  # on the last day
            ("2024-06-12", [], "2024-06-11"),  # too late
        ],
    )
    def test_a_demand_that_arrives_in_time_starts_three_years_anew(self, sent, restarts, last):
        assert self.restarts(demand(sent)) == (restarts, last)

    def test_the_last_day_has_moved_off_a_holiday_and_a_demand_on_it_still_counts(self):
        """10 June 2024 is the holiday itself: sent then, delivered on the 11th under 11.3."""
        assert self.restarts(demand("2024-06-10"))[0] == ["n"]

    def test_one_demand_after_another_each_within_three_years_of_the_one_before(self):
        chain = demand("2027-01-04", "c"), demand("2024-03-01", "b"), demand("2022-01-04", "a")
        assert self.restarts(*chain) == (["a", "b", "c"], "2030-01-04")
        assert self.restarts(chain[0], chain[2]) == (["a"], "2025-01-06"), "the third came after the second had not"

    def test_it_is_the_arrival_that_counts(self):
        posted = demand("2024-06-01") | {"channel": "post", "posted_on": "2024-06-09"}
        del posted["sent_at"]
        assert self.restarts(posted)[0] == [], "arrives on 12 June"
        assert self.restarts(posted | {"posted_on": "2024-06-06"})[0] == ["n"], "arrives on the 9th, taken as the 11th"

    def test_a_demand_on_its_way_does_not_yet(self):
        posted = demand("2024-06-01") | {"channel": "post", "posted_on": "2024-06-05"}
        del posted["sent_at"]
        assert self.restarts(posted, as_of="2024-06-06")[0] == []

    def test_without_proof_of_delivery_it_does_not(self):
        unproven = demand("2022-01-04")
        del unproven["sent_at"]
        assert self.restarts(unproven)[0] == []

    @pytest.mark.parametrize(("services", "restarts"), [([], ["n"]), (["s"], ["n"]), (["t"], []), (["t", "s"], ["n"])])
    def test_a_notice_about_another_service_does_not(self, services, restarts):
        made = samples.only(services=[{}, {"id": "t"}], incidents=[incident()])
        made["notices"] = [demand("2022-01-04", services=services)]
        reference = limitation(samples.assessed(made, "2026-11-23"), "incident", "x")
        assert [event.record[1] for event in reference.interruptions] == restarts
        assert "check_that_it_demands" in reference.notes

    def test_the_providers_notices_do_not_help_the_customer(self):
        assert self.restarts(demand("2022-01-04", by="provider", kind="arrears"))[0] == []


class TestOtherClaims:
    def test_an_incident_the_provider_is_exempt_from_is_no_claim(self):
        assert found("incident", "x", "2026-11-23", incidents=[incident(cause="carrier")]) is None

    @pytest.mark.parametrize(("sent", "last"), [("2023-05-10", None), ("2023-05-11", "2026-06-09")])
    def test_a_notice_that_came_too_late_from_its_event(self, sent, last):
        """30 days before 9 June 2023 is 10 May; 9 June 2026 is a Tuesday."""
        notice = demand(sent, by="provider", kind="service_change", event_at="2023-06-09T10:00:00+08:00")
        assert last_day("notice", "n", "2026-11-23", notices=[notice]) == last

    @pytest.mark.parametrize(("as_of", "there"), [("2023-05-31", False), ("2023-06-01", True)])
    def test_not_before_the_event(self, as_of, there):
        notice = demand("2023-05-20", by="provider", kind="service_change", event_at="2023-06-01T10:00:00+08:00")
        assert (last_day("notice", "n", as_of, notices=[notice]) is not None) is there

    @pytest.mark.parametrize(("settled", "last"), [(None, None), ("2023-03-31", "2026-03-31")])
    def test_a_refund_from_the_settlement(self, settled, last):
        order = {"id": "o", "service": "s", "paid_on": "2023-01-01", "starts_on": "2023-01-01", "ends_on": "2024-01-01"}
        order |= {"list_price": "1200.00", "cash": "800.00", "settled_on": settled}
        assert last_day("order", "o", "2026-11-23", orders=[order]) == last

    def test_a_refund_of_cash_alone_is_a_claim(self):
        order = {"id": "o", "service": "s", "paid_on": "2023-01-01", "starts_on": "2023-01-01", "ends_on": "2024-01-01"}
        order |= {"list_price": "1200.00", "cash": "800.00", "settled_on": "2023-03-31"}
        order["promotions"] = [{"name": "包年", "condition_met": False}]
        assert last_day("order", "o", "2026-03-01", orders=[order]) == "2026-03-31"

    def test_no_refund_is_no_claim(self):
        order = {"id": "o", "service": "s", "paid_on": "2023-01-01", "starts_on": "2023-01-01", "ends_on": "2024-01-01"}
        order |= {"list_price": "1200.00", "cash": "80.00", "settled_on": "2023-12-30"}
        order["promotions"] = [{"name": "包年", "condition_met": False}]
        assert found("order", "o", "2026-11-23", orders=[order]) is None

    @pytest.mark.parametrize(("amount", "last"), [("1000.00", None), ("1000.01", "2024-12-10")])
    def test_what_was_paid_too_much_from_the_payment(self, amount, last):
        payment = {"id": "p", "paid_on": "2021-12-10", "amount": amount, "method": "bank"}
        assert last_day("payment", "p", "2026-11-23", invoices=[INVOICE], payments=[payment]) == last

    def test_a_payment_that_covered_all_of_itself_is_not_the_one(self):
        exact = {"id": "p", "paid_on": "2021-12-10", "amount": "1000.00", "method": "bank"}
        twice = exact | {"id": "q", "paid_on": "2021-12-13"}
        for payment, last in (("p", None), ("q", "2024-12-13")):
            assert last_day("payment", payment, "2026-11-23", invoices=[INVOICE], payments=[exact, twice]) == last

    def test_what_was_used_up_since_is_no_claim(self):
        payments = [{"id": "p", "paid_on": "2021-12-10", "amount": "1500.00", "method": "bank"}]
        payments.append({"id": "q", "paid_on": "2022-03-10", "amount": "500.00", "method": "credit"})
        invoices = [INVOICE, INVOICE | {"id": "j", "amount": "500.00", "received_at": "2022-03-01T10:00:00+08:00"}]
        assert last_day("payment", "p", "2026-11-23", invoices=invoices, payments=payments) is None

    @pytest.mark.parametrize("kind", ["invoice", "incident", "notice", "order", "payment"])
    def test_of_a_record_nobody_has_there_is_none(self, kind):
        assert found(kind, "nobody", "2026-11-23") is None

    def test_all_of_a_ledger(self):
        order = {"id": "o", "service": "s", "paid_on": "2023-01-01", "starts_on": "2023-01-01", "ends_on": "2024-01-01"}
        order |= {"list_price": "1200.00", "cash": "800.00", "settled_on": "2023-03-31"}
        made = samples.only(invoices=[INVOICE], incidents=[incident()], orders=[order])
        listed = [(one.subject, one.record) for one in limitations(samples.assessed(made, "2026-11-23"))]
        assert listed == [("invoice", "i"), ("incident", "x"), ("order", "o")]


@pytest.mark.parametrize(
    ("frozen", "demanded"),
    [  # the incident is of 12 October, the offset of too much of the 26th, the order was settled in August
        ("2026-10-28", {"incident", "order", "payment"}),
        ("2026-10-19", {"incident", "order"}),
        ("2026-10-09", {"order"}),
    ],
)
def test_the_demand_before_court_starts_every_claim_anew_that_stood_open_when_it_was_frozen(frozen, demanded):
    letter = {"id": "L-1", "kind": "negotiation-demand", "subject": "agreement", "record": "agreement"}
    letter |= {"created_on": frozen, "to": "某公司", "title": "函", "frozen_on": frozen, "pdf": "0" * 64}
    letter |= {"assessment": "1" * 64, "sent": {"channel": "electronic", "on": frozen}}
    made = ledgers.everything_open() | {"letters": [letter]}
    listed = limitations(assess(facts(made), date(2026, 11, 2)))
    started = {one.subject: {event.record for event in one.interruptions} for one in listed}
    assert {kind for kind, records in started.items() if ("letter", "L-1") in records} == demanded
