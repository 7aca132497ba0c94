"""Until when data is kept: by the service's own number, else its service rule's, else nobody knows."""

from datetime import date

import pytest

from models.assess import assess, reassess
from tests.models import samples


def kept(own=None, rule=None, as_of="2026-10-01", ended_on="2026-09-20"):
    service = {"retention_days": own, "ended_on": ended_on}
    rules = [] if rule is None else [{"id": "r", "service": "s"} | rule]
    return samples.assessed(samples.only(services=[service], service_rules=rules), as_of)


def figure(**of):
    found = kept(**of).get("data_kept_until", "s")
    return (str(found[0].value), found[0].status) if found else None


def test_the_service_rules_days_count_when_the_service_has_none():
    assert figure(rule={"retention_days": 7}) == ("2026-09-27", "deletable")
    (found,) = kept(rule={"retention_days": 7}).get("data_kept_until", "s")
    assert [i.record for i in found.because.inputs if i.name == "retention_days"] == [("service_rule", "r")]


@pytest.mark.parametrize("own", [0, 3])
def test_the_services_own_number_comes_first_even_when_it_is_none(own):
    assert figure(own=own, rule={"retention_days": 7})[0] == f"2026-09-{20 + own}"
    (found,) = kept(own=own, rule={"retention_days": 7}).get("data_kept_until", "s")
    assert [i.record for i in found.because.inputs if i.name == "retention_days"] == [("service", "s")]


@pytest.mark.parametrize("rule", [None, {}, {"claim_within_days": 60}])
def test_no_number_is_no_guess(rule):
    assert figure(rule=rule) == ("None", "unknown")
    assert "retention_unknown" in [problem.code for problem in kept(rule=rule).problems]


@pytest.mark.parametrize(
    ("as_of", "status"), [("2026-09-26", "kept"), ("2026-09-27", "kept"), ("2026-09-28", "deletable")]
)
def test_kept_to_the_end_of_the_last_day(as_of, status):
    assert figure(rule={"retention_days": 7}, as_of=as_of)[1] == status


def test_another_services_rule_is_not_asked():
    made = samples.only(services=[{"ended_on": "2026-09-20"}, {"id": "t"}])
    made["service_rules"] = [{"id": "r", "service": "t", "retention_days": 7}]
    assert samples.figure(made, "2026-10-01", "data_kept_until", "s") == (None, "unknown")


def test_there_is_none_while_the_service_has_no_end():
    assert figure(rule={"retention_days": 7}, ended_on=None) is None


def test_a_service_rule_that_is_gone_or_moved_keeps_nothing():
    """After an act only what it can change is computed again: the service the rule was of is among it."""
    made = samples.only(services=[{"ended_on": "2026-09-20"}, {"id": "t", "ended_on": "2026-09-20"}])
    facts = samples.read(made | {"service_rules": [{"id": "r", "service": "s", "retention_days": 7}]})
    before = assess(facts, date(2026, 10, 1))
    assert [figure.value for figure in before.figures.of_kind("data_kept_until")] == [date(2026, 9, 27), None]
    moved = facts.with_records([facts.service_rules["r"]._replace(service="t")])
    for after, kept in ((facts.without("service_rule", "r"), [None, None]), (moved, [None, date(2026, 9, 27)])):
        again = reassess(before, after, [("service_rule", "r")])
        assert [figure.value for figure in again.figures.of_kind("data_kept_until")] == kept


VERSIONS = [
    {"id": "old", "service": "s", "retention_days": 7},
    {"id": "later", "service": "s", "retention_days": 30, "effective_on": "2026-12-01"},
    {"id": "new", "service": "s", "retention_days": 15, "effective_on": "2026-09-20"},
]


@pytest.mark.parametrize(
    ("ended_on", "until", "rule"),
    [
        ("2026-09-19", "2026-09-26", "old"),
        ("2026-09-20", "2026-10-05", "new"),
        ("2026-11-30", "2026-12-15", "new"),
        ("2026-12-01", "2026-12-31", "later"),
    ],
)
def test_the_version_in_force_on_the_day_of_the_end_counts(ended_on, until, rule):
    made = samples.only(services=[{"ended_on": ended_on}], service_rules=VERSIONS)
    (found,) = samples.assessed(made, "2026-12-05").get("data_kept_until", "s")
    assert str(found.value) == until
    assert [i.record for i in found.because.inputs if i.name == "retention_days"] == [("service_rule", rule)]


@pytest.mark.parametrize(("ended_on", "until"), [("2026-09-19", None), ("2026-09-20", "2026-10-05")])
def test_before_the_first_dated_version_nothing_is_known(ended_on, until):
    made = samples.only(services=[{"ended_on": ended_on}], service_rules=VERSIONS[1:])
    assert samples.figure(made, "2026-12-05", "data_kept_until", "s")[0] == until


def test_a_new_version_changes_only_what_ends_from_its_day_on():
    services = [{"id": "s", "ended_on": "2026-09-19"}, {"id": "t", "ended_on": "2026-09-20"}]
    rules = [{"id": f"r-{name}", "service": name, "retention_days": 7} for name in "st"]
    facts = samples.read(samples.only(services=services, service_rules=rules))
    before = assess(facts, date(2026, 12, 5))
    assert [figure.value for figure in before.figures.of_kind("data_kept_until")] == [
        date(2026, 9, 26),
        date(2026, 9, 27),
    ]
    for name in "st":
        new = facts.service_rules[f"r-{name}"]._replace(
            id=f"n-{name}", retention_days=15, effective_on=date(2026, 9, 20)
        )
        facts = facts.with_records([new])
    again = reassess(before, facts, [("service_rule", "n-s"), ("service_rule", "n-t")])
    kept = [figure.value for figure in again.figures.of_kind("data_kept_until")]
    assert kept == [date(2026, 9, 26), date(2026, 10, 5)]
