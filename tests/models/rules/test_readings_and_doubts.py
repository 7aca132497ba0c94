"""What stands beside a figure: the readings it rests on, the range while no arrangement is published, its problems."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.exchange import assessment as assessment_file
from models.terms.calendar import Calendar
from models.vocabulary import vocabulary
from tests.models import samples

BILL = {"id": "b", "account": "a", "period": "2026-02", "channel": "electronic", "total": "1.00"}
CNY = 100_000_000
NATIONAL_DAY = BILL | {"sent_at": "2026-10-05T12:00:00+08:00"}
INCIDENT = {"id": "x", "service": "s", "cause": "provider"}
CHANGE = {"id": "n", "from": "provider", "kind": "service_change", "channel": "electronic"}

ORDER = {
    "id": "o",
    "service": "s",
    "paid_on": "2026-01-01",
    "starts_on": "2026-01-01",
    "ends_on": "2027-01-01",
    "list_price": "1.00",
    "cash": "1.00",
}


@cache
def hidden_from(year):
    """Give the calendar of a day when nothing from a year on was published."""
    return Calendar.bundled().without_years(range(year, 2027))


def printed(made, as_of, kind, record):
    written = assessment_file.write(samples.assessed(made, as_of), vocabulary("zh"))
    [figure] = [one for one in written["figures"] if (one["kind"], one["record"]) == (kind, record)]
    return figure


class TestReadings:
    def test_the_other_choices_are_shown_where_they_differ(self):
        figure = printed(samples.only(bills=[NATIONAL_DAY]), "2026-10-08", "bill_objection_deadline", "b")
        assert figure["value"] == "2026-10-14"
        assert figure["readings"] == [
            {
                "reading": "delivery_rolls_on",
                "used": "arranged_days_off",
                "others": [{"choice": "statutory_days", "value": "2026-10-13"}],
            }
        ]

    def test_a_delivery_names_its_reading_even_where_no_other_differs(self):
        made = samples.only(bills=[BILL | {"sent_at": "2026-03-02T12:00:00+08:00"}])
        [reading] = printed(made, "2026-03-02", "delivered_on", "b")["readings"]
        assert (reading["reading"], reading["others"]) == ("delivery_rolls_on", [])

    def test_a_fact_rests_on_no_reading(self):
        made = samples.only(bills=[NATIONAL_DAY | {"received_at": "2026-10-05T13:00:00+08:00"}])
        assert "readings" not in printed(made, "2026-10-08", "delivered_on", "b")

    def test_what_follows_from_a_figure_shows_the_reading_too(self):
        """The late fee depends on how delivery rolls, as it depends on the deadline."""
        made = samples.only(
            invoices=[{"id": "i", "amount": "1000.00", "sent_at": "2026-03-01T12:00:00+08:00", "channel": "electronic"}]
        )
        # Delivered on Sunday 1 March, ten working days end on Friday the 13th; delivered on Monday, on the 16th.
        shown = {reading["reading"]: reading for reading in printed(made, "2026-03-20", "late_fee", "i")["readings"]}
        assert shown["delivery_rolls_on"]["others"] == [{"choice": "any_day_off", "value": "40.00"}]
        assert printed(made, "2026-03-20", "late_fee", "i")["value"] == "70.00"

    def test_clear_days(self):
        made = samples.only(
            notices=[CHANGE | {"sent_at": "2026-03-11T00:00:00+08:00", "event_at": "2026-04-10T00:00:00+08:00"}]
        )
        shown = printed(made, "2026-03-11", "notice_shortfall", "n")["readings"]
        assert {"reading": "advance_notice_counts", "used": "event_day"}.items() <= shown[-1].items()
        assert shown[-1]["others"] == [{"choice": "clear_days", "value": "1"}]

    def test_penalty_first(self):
        made = samples.only(
            invoices=[{"id": "i", "amount": "1000.00", "received_at": "2026-03-02T12:00:00+08:00"}],
            payments=[{"id": "p", "paid_on": "2026-03-21", "amount": "200.00", "method": "bank"}],
        )
        [reading] = printed(made, "2026-03-21", "outstanding", "i")["readings"]
        assert reading["others"] == [{"choice": "penalty", "value": "850.00"}]


class TestProvisional:
    """Days after the last published arrangement."""

    def test_official_days_have_no_range(self):
        made = samples.only(bills=[BILL | {"sent_at": "2026-12-23T12:00:00+08:00"}])
        figure = printed(made, "2026-12-23", "bill_objection_deadline", "b")
        assert (figure["value"], figure["provisional"]) == ("2026-12-30", False)
        assert "earliest" not in figure

    def test_a_deadline_in_an_unpublished_year_has_a_range_and_a_warning(self):
        made = samples.only(bills=[BILL | {"sent_at": "2027-02-01T12:00:00+08:00"}])
        figure = printed(made, "2027-02-01", "bill_objection_deadline", "b")
        assert figure["provisional"]
        assert figure["earliest"] <= figure["value"] <= figure["latest"]
        assert figure["earliest"] < figure["latest"]
        codes = [problem.code for problem in samples.assessed(made, "2027-02-01").problems]
        assert codes == ["calendar_not_official"]

    @pytest.mark.parametrize(
        ("day", "year", "certain"),
        [
            ("2023-12-29", 2024, True),
            ("2023-12-30", 2024, False),
            ("2022-12-31", 2023, False),
            ("2023-12-24", 2024, True),
        ],
    )
    def test_a_weekend_the_next_new_year_may_join(self, day, year, certain):
        """30 and 31 December 2023 were in the span of New Year 2024: before that was known, delivery could roll."""
        facts = samples.read(samples.only(bills=[BILL | {"sent_at": f"{day}T12:00:00+08:00"}]))
        hidden = assess(facts, date(2027, 1, 1), calendar=hidden_from(year))
        figure = hidden.get("delivered_on", "b")[0]
        assert figure.provisional != certain
        [known] = assess(facts, date(2027, 1, 1)).get("delivered_on", "b")
        assert (figure.earliest or figure.value) <= known.value <= (figure.latest or figure.value)

    def test_a_term_that_changes_while_delivery_may_move_counts_in_both_versions(self):
        """Delivered on 2027-02-05 to 17; from the 14th on 8 working days, before it 5: due between 5 and 8."""

        def deadline(*amendments):
            made = samples.only(bills=[BILL | {"sent_at": "2027-02-05T12:00:00+08:00"}], amendments=amendments)
            return printed(made, "2027-02-20", "bill_objection_deadline", "b")

        eight = {"parameter": "bill_objection_working_days", "value": 8}
        short, long = deadline(), deadline(eight | {"effective_on": "2022-01-01"})
        assert short["latest"] < long["latest"]
        for day in ("2027-02-06", "2027-02-14", "2027-02-17"):
            changing = deadline(eight | {"effective_on": day})
            assert (changing["earliest"], changing["latest"]) == (short["earliest"], long["latest"])
        after = deadline(eight | {"effective_on": "2027-02-18"})
        assert (after["earliest"], after["latest"]) == (short["earliest"], short["latest"])

    @pytest.mark.parametrize(
        ("paid", "value", "earliest", "latest"),
        [
            ("2027-01-29", None, None, None),
            ("2027-01-30", None, "2027-01-30", "2027-01-30"),
            ("2027-01-31", "2027-01-31", "2027-01-30", "2027-01-31"),
        ],
    )
    def test_a_right_to_terminate_that_only_another_arrangement_would_give(self, paid, value, earliest, latest):
        """Due 2027-01-14 or later, 2027-01-15 as things stand: the right arises 16 days later if not paid by then."""
        invoice = {"id": "i", "received_at": "2027-01-01T10:00:00+08:00", "amount": "9.00"}
        payment = {"id": "p", "paid_on": paid, "amount": "9.00", "method": "bank"}
        made = samples.only(invoices=[invoice], payments=[payment])
        figure = printed(made, "2027-03-31", "termination_right_from", "i")
        assert (figure["value"], figure.get("earliest"), figure.get("latest")) == (value, earliest, latest)
        assert figure["provisional"] == (earliest is not None)

    @pytest.mark.parametrize(("requested", "paths"), [("2027-02-08", None), ("2027-02-10", ("1", "3"))])
    def test_a_red_letter_path_while_delivery_is_provisional(self, requested, paths):
        invoice = {"id": "i", "amount": "9.00", "issued_on": "2027-02-09", "sent_at": "2027-02-09T10:00:00+08:00"}
        invoice |= {"channel": "electronic", "red_letter_requested_on": requested}
        figure = printed(samples.only(invoices=[invoice]), "2027-03-31", "red_letter_path", "i")
        assert (figure["value"], figure["provisional"]) == ("1" if paths else "3", paths is not None)
        assert (figure.get("earliest"), figure.get("latest")) == (paths or (None, None))

    @pytest.mark.parametrize("reading", ["arranged_days_off", "statutory_days", "any_day_off"])
    @settings(max_examples=100)
    @given(data=st.data())
    def test_the_range_holds_what_publication_brings(self, reading, data):
        """Hide a year, ask, publish it again: every date that then comes out lies in the range given before."""
        year = data.draw(st.integers(2022, 2026))
        sent = data.draw(st.dates(date(year - 1, 11, 25), date(year, 12, 20)))
        made = samples.read(
            samples.only(
                readings={"delivery_rolls_on": reading},
                bills=[BILL | {"sent_at": f"{sent}T12:00:00+08:00"}],
                invoices=[{"id": "i", "amount": "9.00", "sent_at": f"{sent}T12:00:00+08:00", "channel": "post"}],
            )
        )
        as_of = date(2027, 12, 31)
        hidden = assess(made, as_of, calendar=hidden_from(year))
        published = {figure.key: figure.value for figure in assess(made, as_of).figures}
        for figure in hidden.figures:
            kinds = {"delivered_on", "bill_objection_deadline", "payment_deadline", "termination_right_from"}
            if figure.kind in kinds:
                earliest, latest = figure.earliest or figure.value, figure.latest or figure.value
                assert earliest <= published[figure.key] <= latest, figure


class TestProblems:
    @pytest.mark.parametrize(
        ("sections", "code", "record"),
        [
            ({"bills": [BILL | {"sent_at": "2026-03-02T12:00:00Z", "channel": "hand"}]}, "delivery_unproven", "b"),
            ({"services": [{"ended_on": "2026-01-01"}]}, "retention_unknown", "s"),
            ({"notices": [CHANGE | {"sent_at": "2026-03-02T12:00:00Z"}]}, "event_time_missing", "n"),
            (
                {
                    "invoices": [
                        {
                            "id": "i",
                            "amount": "1.00",
                            "received_at": "2026-03-02T12:00:00Z",
                            "red_letter_requested_on": "2026-03-05",
                        }
                    ]
                },
                "issue_day_unknown",
                "i",
            ),
            (
                {"payments": [{"id": "p", "paid_on": "2026-03-02", "amount": "1.00", "method": "credit"}]},
                "credit_exceeds_unallocated",
                "p",
            ),
        ],
    )
    def test_told(self, sections, code, record):
        problems = samples.assessed(samples.only(**sections), "2026-06-01").problems
        assert (code, record) in [(problem.code, problem.record) for problem in problems]

    @pytest.mark.parametrize(("applied", "beyond"), [("9.99", []), ("10.00", []), ("10.01", [CNY // 100])])
    def test_credit_is_applied_up_to_what_there_is_and_the_rest_is_told(self, applied, beyond):
        payments = [
            {"id": "p", "paid_on": "2026-03-02", "amount": "10.00", "method": "bank"},
            {"id": "q", "paid_on": "2026-03-03", "amount": applied, "method": "credit"},
        ]
        problems = samples.assessed(samples.only(payments=payments), "2026-06-01").problems
        assert [(one.record, one.inputs["amount"]) for one in problems] == [("q", amount) for amount in beyond]

    def test_a_notice_lacks_the_time_of_its_event_only_where_there_is_none(self):
        handed = CHANGE | {"channel": "hand", "event_at": "2026-05-01T00:00:00+08:00"}  # but nothing says when
        problems = samples.assessed(samples.only(notices=[handed]), "2026-06-01").problems
        assert [problem.code for problem in problems] == ["delivery_unproven"]

    @pytest.mark.parametrize(
        ("number", "agreed", "told"), [(1, None, False), (2, None, True), (2, False, True), (2, True, False)]
    )
    def test_promotions_do_not_stack_without_a_written_exception(self, number, agreed, told):
        order = ORDER | {"promotions": [{"name": f"优惠{n}"} for n in range(number)], "stacking_agreed": agreed}
        problems = samples.assessed(samples.only(orders=[order]), "2026-06-01").problems
        assert ("promotions_stacked" in [problem.code for problem in problems]) == told

    def test_nothing_to_say(self):
        made = samples.only(bills=[BILL | {"sent_at": "2026-03-02T12:00:00Z"}])
        assert samples.assessed(made, "2026-12-31").problems == ()
        assert [p.code for p in samples.assessed(made, "2027-01-01").problems] == ["calendar_not_official"]


@pytest.mark.parametrize(
    ("year_month_day", "twelve_months_before"),
    [
        ((2024, 2, 29), (2023, 2, 28)),
        ((2025, 2, 28), (2024, 2, 28)),
        ((2024, 3, 1), (2023, 3, 1)),
        ((2026, 3, 31), (2025, 3, 31)),
    ],
)
@pytest.mark.parametrize("offset", [-1, 0])
def test_the_window_of_twelve_months(year_month_day, twelve_months_before, offset):
    """The first day inside counts, the day before it does not (10.5)."""
    day = date.fromordinal(date(*twelve_months_before).toordinal() + offset)
    line = {"service": "s", "usage_from": str(day), "usage_to": str(date.fromordinal(day.toordinal() + 1))}
    made = samples.only(
        bills=[BILL | {"sent_at": "2022-01-01T00:00:00Z", "lines": [line | {"payable": "9.00", "cash": "9.00"}]}],
        incidents=[INCIDENT | {"started_at": f"{date(*year_month_day)}T00:00:00+08:00"}],
    )
    assert samples.figure(made, "2026-12-31", "liability_cap", "x") == ("9.00" if offset == 0 else "0.00", None)


@pytest.mark.parametrize(
    ("months", "day", "first"),
    [(6, "2026-08-31", "2026-02-28"), (24, "2026-03-10", "2024-03-10"), (1, "2026-03-31", "2026-02-28")],
)
def test_another_number_of_months(months, day, first):
    amendments = [{"effective_on": "2022-01-01", "parameter": "liability_cap_months", "value": months}]
    found = []
    for back in (0, 1):
        start = date.fromordinal(date.fromisoformat(first).toordinal() - back)
        line = {"service": "s", "usage_from": str(start), "usage_to": str(date.fromordinal(start.toordinal() + 1))}
        made = samples.only(
            amendments=amendments,
            bills=[BILL | {"sent_at": "2022-01-01T00:00:00Z", "lines": [line | {"payable": "9.00", "cash": "9.00"}]}],
            incidents=[INCIDENT | {"started_at": f"{day}T00:00:00+08:00"}],
        )
        found.append(samples.figure(made, "2026-12-31", "liability_cap", "x")[0])
    assert found == ["9.00", "0.00"]


def test_refunds_beyond_what_was_paid_leave_a_cap_of_nothing():
    line = {"service": "s", "usage_from": "2026-01-01", "usage_to": "2026-02-01", "payable": "-9.00", "cash": "-9.00"}
    made = samples.only(
        bills=[BILL | {"sent_at": "2026-02-01T00:00:00Z", "lines": [line]}],
        incidents=[INCIDENT | {"started_at": "2026-03-10T00:00:00Z"}],
    )
    assert samples.figure(made, "2026-12-31", "liability_cap", "x") == ("0.00", None)


@pytest.mark.parametrize(("billed", "cap"), [({"order": "o"}, "73.00"), ({}, "146.00")])
def test_cash_of_an_order_counts_once_when_a_line_bills_that_order(billed, cap):
    order = {"id": "o", "service": "s", "paid_on": "2025-01-01", "starts_on": "2025-01-01", "ends_on": "2026-01-01"}
    line = {"service": "s", "usage_from": "2025-01-01", "usage_to": "2026-01-01", "payable": "73.00", "cash": "73.00"}
    made = samples.only(
        orders=[order | {"list_price": "73.00", "cash": "73.00"}],
        bills=[BILL | {"sent_at": "2025-02-01T00:00:00Z", "lines": [line | billed]}],
        incidents=[INCIDENT | {"started_at": "2026-01-01T00:00:00+08:00"}],
    )
    assert samples.figure(made, "2026-12-31", "liability_cap", "x") == (cap, None)
