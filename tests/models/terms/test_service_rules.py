"""Presets of service rules: sourced, dated, sure or not, and entered as records that can be edited."""

from datetime import date
from decimal import Decimal

import pytest

from models.exchange import document
from models.terms.service_rules import SURE, Part, Preset, presets, rule_from_preset
from tests.models import samples


def tiers(preset):
    found = rule_from_preset(preset, "s", "r").sla_tiers
    return [(tier.at_least, tier.below, tier.credit_percent) for tier in found]


@pytest.fixture(params=presets(), ids=lambda preset: preset.id)
def preset(request) -> Preset:
    return request.param


def test_every_part_says_where_from_when_and_how_sure(preset):
    assert preset.parts
    for part in preset.parts:
        assert all(part.source[language].strip() for language in ("zh", "en"))
        assert part.sure in SURE
        assert date(2020, 1, 1) < part.read_on < date(2027, 1, 1)
    assert all(preset.name[language] for language in ("zh", "en"))
    for language in ("zh", "en"):
        assert all(f"[{part.sure}] {part.source[language]}" in preset.source(language) for part in preset.parts)


def test_every_preset_is_as_sure_as_its_least_sure_part(preset):
    sure = [part.sure for part in preset.parts]
    assert preset.sure == ("L" if "L" in sure else "M" if "M" in sure else "H")


def test_a_preset_of_two_sources_tells_both_and_is_as_sure_and_as_new_as_the_worse():
    sure, unsure = (
        Part({}, {"zh": f"来源{n}", "en": f"source {n}"}, date(2026, 1, n), how) for n, how in ((2, "H"), (1, "M"))
    )
    for parts in ((sure, unsure), (unsure, sure)):
        made = Preset("x", {}, parts)
        assert (made.sure, made.read_on) == ("M", date(2026, 1, 1))
    assert Preset("x", {}, (sure, unsure)).source("zh") == "[H] 来源2；[M] 来源1"
    assert Preset("x", {}, (sure, unsure)).source("en") == "[H] source 2; [M] source 1"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_record_of_it_goes_into_a_ledger_and_out_again(preset, language):
    rule = rule_from_preset(preset.id, "s", "my-rule", language)
    facts = samples.read(samples.only()).with_records([rule])
    written = "".join(document.text(facts))
    again = document.read(written)
    assert again.service_rules == {"my-rule": rule}
    assert "".join(document.text(again)) == written
    assert rule.source_on == preset.read_on


def test_ids_are_all_different():
    assert len({preset.id for preset in presets()}) == len(presets())


def test_what_is_published_for_cvm():
    rule = rule_from_preset("cvm-prepaid", "s", "r")
    assert (rule.id, rule.service, rule.retention_days) == ("r", "s", 7)
    assert (rule.claim_from_working_day, rule.claim_within_days, rule.ignored_minutes) == (5, 60, 1)
    assert tiers("cvm-prepaid") == [(99, Decimal("99.975"), 10), (95, 99, 25), (None, 95, 100)]
    assert tiers("cvm-prepaid-multi-zone") == [(99, Decimal("99.995"), 10), (95, 99, 25), (None, 95, 100)]
    assert tiers("cvm-postpaid") == tiers("cvm-prepaid")


@pytest.mark.parametrize(
    ("preset_id", "days", "sure"), [("cbs-prepaid", 7, "M"), ("mysql-prepaid", 14, "M"), ("cos", 120, "L")]
)
def test_what_is_published_for_storage(preset_id, days, sure):
    rule = rule_from_preset(preset_id, "s", "r")
    assert (rule.retention_days, rule.sla_tiers) == (days, ())
    assert f"[{sure}]" in rule.source


def test_a_preset_nobody_has_is_no_preset():
    with pytest.raises(KeyError):
        rule_from_preset("abacus", "s", "r")


def test_computes_like_a_rule_typed_in():
    incident = {"id": "x", "service": "s", "cause": "provider", "started_at": "2026-09-10T00:00:00+08:00"}
    incident["ended_at"] = "2026-09-10T00:11:00+08:00"  # 99.9745 % of a month of 30 days
    ended = samples.only(services=[{"ended_on": "2026-09-30"}], incidents=[incident])
    for preset_id, percent in (("cvm-prepaid", 10), ("cvm-prepaid-multi-zone", 10), ("cbs-prepaid", None)):
        facts = samples.read(ended).with_records([rule_from_preset(preset_id, "s", "r")])
        assessment = samples.assess(facts, date(2026, 10, 7))
        assert [figure.value for figure in assessment.get("sla_credit_percent", "x")] == ([percent] if percent else [])
        (kept,) = assessment.get("data_kept_until", "s")
        assert (kept.value, kept.status) == (date(2026, 10, 7), "kept")
