"""Availability of a service month: what counts as an outage, how long it counts, and in which month."""

import random
from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from tests.models import samples
from tests.models.rules.outages import RULE, exact, figure, ledger, out_for, outage

KINDS = ("availability", "sla_credit_percent", "sla_credit", "sla_claim_from", "sla_claim_deadline")


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

    def test_a_month_names_the_outages_in_it_alone(self):
        august = outage("2026-08-31T23:00:00", "2026-09-01T00:00:00", name="a")
        october = outage("2026-10-01T00:00:00", "2026-10-01T02:00:00", name="o")
        september = outage("2026-09-30T23:30:00", "2026-09-30T23:45:00")
        for named in (august, september, october):
            (found,) = samples.assessed(ledger(august, september, october), "2026-11-23").get(
                "availability", named["id"]
            )
            assert {part.record for part in found.because.inputs if part.name == "outage_from"} == {
                ("incident", named["id"])
            }

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
