"""Credit and claim window by a service's own rule: each threshold below, at and above."""

import random
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from models.exchange import assessment as assessment_file
from models.formulas import evaluate
from models.rules.periods import last_day_to_act
from models.rules.situation import Dated
from models.terms.calendar import Calendar
from models.vocabulary import vocabulary
from tests.models import oracle, reckoner, samples
from tests.models.rules.outages import billed, figure, ledger, out_for, outage


class TestCreditPercent:
    @pytest.mark.parametrize(
        ("minutes", "percent"),
        [
            *((0, "0"), (10, "0"), (11, "10"), (431, "10"), (432, "10"), (433, "25")),
            *((2159, "25"), (2160, "25"), (2161, "100"), (43200, "100")),
        ],
    )
    def test_at_99_and_95_of_a_month_of_30_days(self, minutes, percent):
        assert figure("sla_credit_percent", out_for(minutes, "2026-09-01T00:00:00"))[0] == percent

    @pytest.mark.parametrize(
        ("minutes", "percent", "shown"), [(8, "0", "99.9777"), (9, "0", "99.9750"), (10, "10", "99.9722")]
    )
    def test_exactly_the_promise_is_kept(self, minutes, percent, shown):
        """25 days have 36,000 minutes: 9 of them are 0.025 % exactly."""
        days = [{"starts_on": "2026-09-06"}]
        assert figure("availability", out_for(minutes), services=days)[0] == shown
        assert figure("sla_credit_percent", out_for(minutes), services=days)[0] == percent

    def test_overlapping_tiers_give_the_higher(self):
        tiers = [{"below": 99, "credit_percent": 10}, {"below": "99.5", "credit_percent": "12.5"}]
        assert figure("sla_credit_percent", out_for(500), rule={"sla_tiers": tiers})[0] == "12.5"


class TestCredit:
    def test_is_the_percent_of_the_cash_paid_for_the_month(self):
        paid = billed("200.00", payable="300.00", voucher="60.00", gift="40.00")
        assert figure("sla_credit", out_for(433), bills=[paid]) == ("50.00", None)

    @pytest.mark.parametrize(("cash", "credit"), [("100.04", "10.00"), ("100.05", "10.01"), ("100.06", "10.01")])
    def test_is_rounded_half_up_once(self, cash, credit):
        assert figure("sla_credit", out_for(60), bills=[billed(cash)])[0] == credit

    def test_takes_the_days_of_a_longer_span_that_lie_in_the_month(self):
        order = {"id": "o", "service": "s", "paid_on": "2026-08-01", "starts_on": "2026-09-16", "ends_on": "2026-12-01"}
        order |= {"list_price": "900.00", "cash": "760.00", "voucher": "40.00"}
        bill = billed("31.00", "2026-08-31", "2026-10-01")
        expected = Fraction(1, 4) * (Fraction(760 * 15, 76) + Fraction(31 * 30, 31))  # 45.00
        assert figure("sla_credit", out_for(433), bills=[bill], orders=[order])[0] == oracle.money(expected)

    def test_is_unknown_while_nothing_says_what_the_month_cost(self):
        assert figure("sla_credit", out_for(433)) == (None, "unknown")
        assert figure("sla_credit", out_for(433), bills=[billed()], as_of="2026-09-30") == (None, "unknown")
        assert figure("sla_credit", out_for(5)) == ("0.00", None)

    def test_of_a_month_that_came_back_is_nothing(self):
        assert figure("sla_credit", out_for(433), bills=[billed("-10.00")])[0] == "0.00"

    def test_while_the_month_runs_is_so_far(self):
        order = {"id": "o", "service": "s", "paid_on": "2026-08-01", "starts_on": "2026-09-01", "ends_on": "2026-10-01"}
        order |= {"list_price": "40.00", "cash": "40.00"}
        assert figure("sla_credit", out_for(433), orders=[order], as_of="2026-09-29") == ("10.00", "so_far")


class TestClaim:
    def test_from_the_fifth_working_day_over_national_day(self):
        """October 2026: 8 and 9, Saturday 10 worked, 12, 13."""
        assert figure("sla_claim_from", out_for(433))[0] == "2026-10-13"

    @pytest.mark.parametrize(("as_of", "status"), [("2026-10-12", "arises"), ("2026-10-13", "arisen")])
    def test_from_has_come_on_its_day(self, as_of, status):
        assert figure("sla_claim_from", out_for(433), as_of=as_of)[1] == status

    @pytest.mark.parametrize(
        ("month", "deadline"),
        [
            ("2026-08", "2026-10-30"),  # a Friday
            ("2026-03", "2026-06-01"),  # Saturday 30 May
            ("2026-09", "2026-11-30"),  # Sunday
            ("2024-07", "2024-09-29"),  # a Sunday worked for National Day
            ("2024-11", "2025-02-05"),  # 29 January, New Year itself; the holiday ends on 4 February
            ("2024-02", "2024-04-29"),  # a leap year's February
        ],
    )
    def test_until_sixty_days_after_the_month_and_then_the_next_working_day(self, month, deadline):
        assert figure("sla_claim_deadline", out_for(600, f"{month}-10T00:00:00"))[0] == deadline

    @pytest.mark.parametrize(
        ("as_of", "status"), [("2026-11-29", "open"), ("2026-11-30", "open"), ("2026-12-01", "passed")]
    )
    def test_is_open_to_the_end_of_its_day(self, as_of, status):
        assert figure("sla_claim_deadline", out_for(433), as_of=as_of)[1] == status

    def test_counts_from_the_last_day_of_a_service_that_ended(self):
        ended = [{"ended_on": "2026-09-16"}]
        assert figure("sla_claim_deadline", out_for(433), services=ended)[0] == "2026-11-16"  # the 15th is a Sunday
        assert figure("sla_claim_from", out_for(433), services=ended)[0] == "2026-10-13", "the month after is the same"

    def test_there_is_none_without_a_credit_and_no_guess_without_a_window(self):
        for kind in ("sla_claim_from", "sla_claim_deadline"):
            assert figure(kind, out_for(10)) == (None, "none")
        nothing = {"claim_from_working_day": None, "claim_within_days": None}
        for kind in ("sla_claim_from", "sla_claim_deadline"):
            assert figure(kind, out_for(433), rule=nothing) == (None, "unknown")

    def test_before_the_holidays_are_published_it_says_between_which_days(self):
        made = ledger(out_for(600, "2026-11-10T00:00:00"))
        (found,) = samples.assessed(made, "2026-11-23").get("sla_claim_deadline", "x")
        assert found.value == date(2027, 1, 29)  # a Friday, near the Spring Festival of 2027
        assert found.earliest <= date(2027, 1, 29) < found.latest
        (settled,) = samples.assessed(ledger(out_for(433)), "2026-11-23").get("sla_claim_deadline", "x")
        assert not settled.provisional

    def test_the_range_holds_the_day_whatever_is_published_then(self):
        """Hide each year's arrangement in turn; the day by the real one lies in the range. Ends: every fifth day."""
        real = Calendar.bundled()
        outside, widths = [], []
        for year in range(2011, 2027):
            hidden = real.without_years(range(year, 2027))
            for n in range(0, 365, 5):
                end = Dated(date(year, 1, 1) + timedelta(n))
                found = last_day_to_act(hidden, end)
                day = real.first_working_day_on_or_after(end.on)
                first, last = found.earliest or found.on, found.latest or found.on
                widths.append((last - first).days)
                if not first <= day <= last:
                    outside.append((end.on, day, first, last))
        assert outside == []
        assert sum(widths) / len(widths) < 5


@pytest.mark.parametrize("seed", range(40))
def test_every_printed_formula_gives_its_value_again(seed):
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    incidents = []
    for n in range(chance.randrange(1, 6)):
        start = datetime(2026, 8, 25) + timedelta(seconds=chance.randrange(45 * 86400))  # noqa: DTZ001
        length = timedelta(seconds=chance.choice((59, 60, 61, chance.randrange(3600), chance.randrange(400_000))))
        end = (start + length).isoformat() if chance.random() < 0.8 else None
        cause = chance.choice(("provider", "provider", "carrier"))
        incidents.append(outage(start.isoformat(), end, f"x{n}", cause))
    made = ledger(*incidents, bills=[billed(f"{chance.randrange(10**6) / 100:.2f}")])
    assessment = samples.assessed(made, "2026-10-31")
    wrong = [f for f in assessment.figures if evaluate(f.because, assessment.situation.calendar) != f.value]
    assert wrong == []
    for language in ("zh", "en"):
        assert reckoner.differences(assessment_file.write(assessment, vocabulary(language))) == []


class TestVersions:
    """433 minutes out of a month of 30 days: 25 % by the old rule, half of it by the one from a day on."""

    @staticmethod
    def figures(effective_on, *incidents, tiers=({"below": 99, "credit_percent": "12.5"},)):
        new = {"id": "n", "service": "s", "effective_on": effective_on, "claim_within_days": 90}
        new["sla_tiers"] = list(tiers)
        made = ledger(*incidents, bills=[billed()])
        made["service_rules"].append(new)
        return samples.assessed(made, "2026-11-23")

    @pytest.mark.parametrize(
        ("effective_on", "percent", "rule"),
        [
            ("2026-08-31", "12.5", "n"),
            ("2026-09-01", "12.5", "n"),
            ("2026-09-02", "25", "r"),
            ("2026-10-01", "25", "r"),
        ],
    )
    def test_a_month_is_judged_by_the_rule_of_its_first_day(self, effective_on, percent, rule):
        made = self.figures(effective_on, out_for(433, "2026-09-20T00:00:00"))
        (found,) = made.get("sla_credit_percent", "x")
        assert str(float(found.value)) == str(float(percent))
        assert {i.record[1] for i in found.because.inputs if i.name == "credit_percent"} == {rule}
        (until,) = made.get("sla_claim_deadline", "x")
        days = {"n": 90, "r": 60}[rule]
        assert until.value == last_day_to_act(Calendar.bundled(), Dated(date(2026, 9, 30) + timedelta(days))).on

    def test_each_month_has_its_own(self):
        incidents = out_for(433), out_for(500, "2026-10-10T00:00:00", name="y")
        made = self.figures("2026-10-01", *incidents)
        percents = [made.get("sla_credit_percent", name)[0].value for name in ("x", "y")]
        assert percents == [25, Fraction(25, 2)]

    def test_a_version_without_tiers_promises_nothing(self):
        made = self.figures("2026-09-01", out_for(433), tiers=())
        assert made.get("sla_credit_percent", "x") == []

    def test_before_the_first_dated_version_nothing_is_promised(self):
        made = ledger(out_for(433), rule={"effective_on": "2026-09-02"})
        assert samples.assessed(made, "2026-11-23").get("sla_credit_percent", "x") == []
