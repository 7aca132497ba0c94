"""Availability, credit and claim window by a service's own rule: each threshold below, at and above, and the months."""

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

TIERS = [
    {"at_least": 99, "below": "99.975", "credit_percent": 10},
    {"at_least": 95, "below": 99, "credit_percent": 25},
    {"below": 95, "credit_percent": 100},
]
RULE = {"id": "r", "service": "s", "sla_tiers": TIERS}
RULE |= {"claim_from_working_day": 5, "claim_within_days": 60, "ignored_minutes": 1}
KINDS = ("availability", "sla_credit_percent", "sla_credit", "sla_claim_from", "sla_claim_deadline")


def outage(start, end, name="x", cause="provider", **more):
    return (
        {"id": name, "service": "s", "started_at": f"{start}+08:00", "cause": cause}
        | ({"ended_at": f"{end}+08:00"} if end else {})
        | more
    )


def out_for(minutes, start="2026-09-10T00:00:00", **more):
    end = datetime.fromisoformat(start) + timedelta(minutes=minutes)
    return outage(start, end.isoformat(), **more)


def ledger(*incidents, rule=None, **sections):
    return samples.only(incidents=list(incidents), service_rules=[RULE | (rule or {})], **sections)


def figure(kind, *incidents, as_of="2026-11-23", record="x", **sections):
    return samples.figure(ledger(*incidents, **sections), as_of, kind, record)


def exact(*incidents, as_of="2026-11-23", record="x", **sections):
    (found,) = samples.assessed(ledger(*incidents, **sections), as_of).get("availability", record)
    return found.value


def billed(cash="300.00", start="2026-09-01", end="2026-10-01", **more):
    line = {"service": "s", "usage_from": start, "usage_to": end, "payable": cash, "cash": cash} | more
    sent = {"id": "b", "account": "a", "period": "2026-09", "sent_at": "2026-10-01T19:00:00+08:00"}
    return sent | {"channel": "electronic", "total": "300.00", "lines": [line]}


class TestAvailability:
    def test_is_the_share_of_the_months_minutes(self):
        assert exact(out_for(480)) == 100 - Fraction(100 * 480, 30 * 1440)

    @pytest.mark.parametrize(("seconds", "minutes"), [(59, 0), (60, 0), (60.5, 2), (61, 2), (120, 2), (121, 3)])
    def test_up_to_the_ignored_minute_is_nothing_then_begun_minutes(self, seconds, minutes):
        end = (datetime(2026, 9, 10) + timedelta(seconds=seconds)).isoformat()  # noqa: DTZ001 - outage() adds the offset
        assert exact(outage("2026-09-10T00:00:00", end)) == 100 - Fraction(100 * minutes, 43200)

    def test_nothing_is_ignored_when_the_rule_says_nothing(self):
        assert exact(out_for(1), rule={"ignored_minutes": None}) == 100 - Fraction(100, 43200)

    def test_is_cut_off_and_never_shown_as_a_tier_it_did_not_reach(self):
        tiers = [{"below": "99.9978", "credit_percent": 10}]  # 1 minute of October leaves 99.99775985…
        rule, october = {"sla_tiers": tiers, "ignored_minutes": 0}, out_for(1, "2026-10-10T00:00:00")
        assert figure("availability", october, rule=rule)[0] == "99.9977"
        assert figure("sla_credit_percent", october, rule=rule)[0] == "10"

    def test_short_outages_do_not_add_up(self):
        several = [out_for(1, f"2026-09-1{n}T00:00:00", name=f"x{n}") for n in range(9)]
        assert exact(*several, record="x0") == 100

    def test_what_overlaps_or_touches_counts_once(self):
        one = outage("2026-09-10T00:00:00", "2026-09-10T02:00:00")
        inside = outage("2026-09-10T00:30:00", "2026-09-10T01:00:00", name="y")
        over = outage("2026-09-10T01:59:30", "2026-09-10T03:00:00", name="z")
        touching = outage("2026-09-10T03:00:00", "2026-09-10T03:00:30", name="w")
        for incidents in ([one, inside, over, touching], [touching, over, inside, one]):
            assert exact(*incidents) == 100 - Fraction(100 * 181, 43200)

    def test_a_month_is_a_month_in_china(self):
        utc = {"id": "x", "service": "s", "started_at": "2026-08-31T15:00:00Z", "ended_at": "2026-08-31T17:00:00Z"}
        assert exact(utc | {"cause": "provider"}) == 100 - Fraction(100 * 60, 31 * 1440)

    def test_over_a_month_end_each_part_counts_in_its_month(self):
        first = outage("2026-09-30T23:30:00", "2026-10-01T02:00:00")
        second = outage("2026-10-01T00:00:00", "2026-10-01T02:00:00", name="y")
        assert exact(first, second) == 100 - Fraction(100 * 30, 43200)
        assert exact(first, second, record="y") == 100 - Fraction(100 * 120, 44640)

    def test_the_whole_outage_decides_whether_it_counts(self):
        over = outage("2026-09-30T23:59:30", "2026-10-01T00:00:31")  # 61 s, 30 s of them in September
        assert exact(over) == 100 - Fraction(100, 43200)

    def test_all_incidents_of_a_month_show_the_same(self):
        both = [out_for(100), out_for(200, "2026-09-20T00:00:00", name="y")]
        assert exact(*both) == exact(*both, record="y") == 100 - Fraction(30000, 43200)

    def test_one_that_goes_on_lasts_until_the_end_of_the_day(self):
        going = outage("2026-09-10T12:00:00", None)
        assert figure("availability", going, as_of="2026-09-11")[1] == "so_far"
        assert exact(going, as_of="2026-09-11") == 100 - Fraction(100 * 36 * 60, 43200)
        ended = outage("2026-09-10T12:00:00", "2026-09-12T12:00:00")
        assert exact(ended, as_of="2026-09-11") == exact(going, as_of="2026-09-11")

    @pytest.mark.parametrize(("as_of", "status"), [("2026-09-29", "so_far"), ("2026-09-30", None)])
    def test_is_so_far_until_the_months_last_day(self, as_of, status):
        assert figure("availability", out_for(5), as_of=as_of)[1] == status

    def test_nothing_can_be_worse_than_always(self):
        assert exact(outage("2026-09-01T00:00:00", "2026-12-01T00:00:00"), as_of="2026-12-31") == 0
        first = outage("2026-09-01T00:00:00", "2026-09-15T00:00:00.5")
        second = outage("2026-09-15T00:00:00.7", "2026-10-01T00:00:00", "y")
        assert exact(first, second) == 0, "begun minutes of both come to one more than the month has"

    def test_the_month_is_as_long_as_the_service_ran_in_it(self):
        short = [{"starts_on": "2026-09-11", "ended_on": "2026-09-20"}]
        assert exact(out_for(144, "2026-09-15T00:00:00"), services=short) == 99
        outside = out_for(432, "2026-09-25T00:00:00")
        assert exact(outside, services=short) == 99, "a day outside the service's own dates gives the whole month"

    def test_only_what_a_rule_with_tiers_promises(self):
        assert figure("availability", out_for(5), rule={"sla_tiers": []}) is None
        other = samples.only(services=[{}, {"id": "t"}], incidents=[out_for(5, service="t")], service_rules=[RULE])
        assert [samples.figure(other, "2026-11-23", kind, "x") for kind in KINDS] == [None] * 5


class TestWhatCounts:
    @pytest.mark.parametrize("cause", ["force_majeure", "carrier", "network_attack", "customer", "beyond_control"])
    def test_exempt_causes_do_not(self, cause):
        assert exact(out_for(480, cause=cause)) == 100

    @pytest.mark.parametrize(("sent", "counts"), [("23:59:59", False), ("00:00:00", False), ("00:00:01", True)])
    def test_maintenance_does_when_announced_less_than_24_hours_before(self, sent, counts):
        day = "2026-09-09" if sent < "23" else "2026-09-08"
        notice = {"id": "n", "from": "provider", "kind": "routine_maintenance", "channel": "electronic"}
        notice |= {"sent_at": f"{day}T{sent}+08:00", "event_at": "2026-09-10T00:00:00+08:00"}
        maintenance = out_for(480, cause="routine_maintenance", notice="n")
        assert exact(maintenance, notices=[notice]) == (100 - Fraction(48000, 43200) if counts else 100)

    @pytest.mark.parametrize("cause", ["routine_maintenance", "major_adjustment"])
    def test_without_any_notice_they_do(self, cause):
        assert exact(out_for(480, cause=cause)) < 100


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


class TestNextMonth:
    def warnings(self, *incidents, **sections):
        problems = samples.assessed(ledger(*incidents, **sections), "2026-11-23").problems
        return [(p.record, p.inputs["month"]) for p in problems if p.code == "outage_in_next_month"]

    @pytest.mark.parametrize(("end", "warned"), [("00:11:00", []), ("00:12:00", [("x", "2026-10")])])
    def test_a_credit_nobody_sees_is_told(self, end, warned):
        assert self.warnings(outage("2026-09-30T23:00:00", f"2026-10-01T{end}")) == warned

    def test_a_second_record_shows_it(self):
        first = outage("2026-09-30T23:00:00", "2026-10-01T09:00:00")
        assert self.warnings(first, outage("2026-10-01T00:00:00", "2026-10-01T09:00:00", name="y")) == []

    def test_every_month_of_a_long_one(self):
        long = outage("2026-07-31T23:00:00", "2026-10-02T00:00:00")
        assert self.warnings(long) == [("x", "2026-08"), ("x", "2026-09"), ("x", "2026-10")]


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


@pytest.mark.parametrize("seed", range(20))
def test_availability_is_what_counting_minute_by_minute_gives(seed):
    """Outages at whole minutes, without an ignored length: the minutes out are a set, however the records overlap."""
    chance, out, incidents = random.Random(seed), set(), []  # noqa: S311
    for n in range(chance.randrange(1, 7)):
        start, length = chance.randrange(30 * 1440), chance.randrange(1, 3000)
        out |= set(range(start, start + length))
        moment = datetime(2026, 9, 1) + timedelta(minutes=start)  # noqa: DTZ001
        incidents.append(out_for(length, moment.isoformat(), name=f"x{n}"))
    lost = len(out & set(range(30 * 1440)))
    assert exact(*incidents, record="x0", rule={"ignored_minutes": 0}) == 100 - Fraction(100 * lost, 43200)
