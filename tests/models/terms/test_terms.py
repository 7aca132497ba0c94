"""What was agreed, parameter by parameter, and how amendments change it by date."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from models.facts.records import Agreement, Amendment, Customer
from models.problems import Refused
from models.terms.terms import TermsError, bundled_terms, check_agreement, load_terms, terms_of

SIGNED = date(2021, 11, 8)
FROM = date(2025, 1, 1)
DAY = timedelta(days=1)


def agreement(*amendments, terms="tencent-cloud-2021"):
    return Agreement(terms, SIGNED, Customer("示例客户"), amendments=amendments)


def amendment(parameter, value, day=FROM, notice=None):
    return Amendment(day, parameter, Decimal(value), "3.5", notice)


@pytest.mark.parametrize(
    ("parameter", "value", "unit", "clause"),
    [
        ("bill_objection_working_days", 5, "working_days", "3.2.4"),
        ("payment_working_days", 10, "working_days", "3.2.4"),
        ("late_fee_rate", Fraction(1, 100), "ratio_per_day", "4.4.1"),
        ("termination_overdue_days", 15, "days", "4.4.2"),
        ("post_delivery_days", 3, "days", "11.3.4"),
        ("routine_maintenance_notice_hours", 24, "hours", "3.4.1"),
        ("major_adjustment_notice_days", 30, "days", "3.4.2"),
        ("service_change_notice_days", 30, "days", "3.4.4"),
        ("assignment_notice_days", 90, "days", "5.5"),
        ("force_majeure_termination_notice_days", 15, "days", "10.2"),
        ("force_majeure_days", 30, "days", "10.2"),
        ("liability_cap_months", 12, "months", "10.5"),
    ],
)
def test_a_parameter_of_the_agreement(parameter, value, unit, clause):
    term = load_terms("tencent-cloud-2021").at(parameter, SIGNED)
    assert (term.value, term.unit, term.clause, term.effective_on) == (value, unit, clause, SIGNED)
    assert not term.amended


def test_every_parameter_says_what_it_is_in_both_languages():
    terms = load_terms("tencent-cloud-2021")
    assert len(terms.versions) == 12
    assert set(terms.says) == set(terms.versions)
    assert all(says["zh"] and says["en"] for says in terms.says.values())


def test_the_head():
    terms = load_terms("tencent-cloud-2021")
    assert bundled_terms() == ["tencent-cloud-2021"]
    assert terms.effective_on == SIGNED
    assert "深圳市南山区" in terms.signed_at["zh"]
    assert terms.provider.email == "cloud_hetong@tencent.com"


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2000, 1, 1), 5),
        (FROM - DAY, 5),
        (FROM, 7),
        (FROM + DAY, 7),
        (date(2026, 6, 1) - DAY, 7),
        (date(2026, 6, 1), 3),
        (date(2089, 12, 31), 3),
    ],
)
def test_amendments_by_date(day, value):
    later = amendment("bill_objection_working_days", 3, date(2026, 6, 1), notice="n")
    terms = terms_of(agreement(later, amendment("bill_objection_working_days", 7)))  # in any order
    term = terms.at("bill_objection_working_days", day)
    assert term.value == value
    assert (term.clause, term.amended, term.notice) == (
        ("3.2.4", False, None) if value == 5 else ("3.5", True, "n" if value == 3 else None)
    )
    assert terms.at("payment_working_days", day).value == 10


def test_an_amendment_before_the_signing_holds_from_its_day():
    terms = terms_of(agreement(amendment("late_fee_rate", "0.0005", date(2020, 1, 1))))
    assert terms.at("late_fee_rate", SIGNED).value == Fraction(1, 2000)


def test_changes_between_leave_out_the_first_day_and_hold_the_last():
    terms = terms_of(agreement(amendment("late_fee_rate", "0.0005")))
    assert terms.changes_between("late_fee_rate", FROM, FROM + DAY) == []
    assert [t.value for t in terms.changes_between("late_fee_rate", FROM - DAY, FROM)] == [Fraction(1, 2000)]
    assert terms.changes_between("late_fee_rate", FROM - 2 * DAY, FROM - DAY) == []


@pytest.mark.parametrize(
    ("parameter", "value", "code"),
    [
        ("nobodys_parameter", 1, "unknown_parameter"),
        ("payment_working_days", "7.5", "parameter_not_whole"),
        ("payment_working_days", "1000", None),
        ("payment_working_days", "1001", "parameter_out_of_range"),
        ("payment_working_days", "0", None),
        ("routine_maintenance_notice_hours", "10000", None),
        ("routine_maintenance_notice_hours", "10001", "parameter_out_of_range"),
        ("liability_cap_months", "1000", None),
        ("liability_cap_months", "1001", "parameter_out_of_range"),
        ("late_fee_rate", "1", None),
        ("late_fee_rate", "1.00000001", "parameter_out_of_range"),
        ("late_fee_rate", "0.00000001", None),
    ],
)
def test_what_an_amendment_may_say(parameter, value, code):
    problems = check_agreement(agreement(amendment(parameter, value)))
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all(problem.path.startswith("$.agreement.amendments[0].") for problem in problems)


def test_unknown_terms():
    with pytest.raises(Refused) as refused:
        terms_of(agreement(terms="../x"))
    assert [(p.code, p.inputs["known"]) for p in refused.value.problems] == [("unknown_terms", "tencent-cloud-2021")]


@pytest.mark.parametrize(
    "line", ['clause = "3.2.4"', 'unit = "working_days"', "effective_on = 2021-11-08\nsays", 'value = "5"']
)
def test_a_value_without_clause_unit_or_day_is_not_loaded(line, tmp_path, monkeypatch):
    import resources

    text = (resources.FOLDER / "agreements" / "tencent-cloud-2021.toml").read_text(encoding="utf-8")
    head, _, parameters = text.partition("[[parameter]]")
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "uncited.toml").write_text(
        head + "[[parameter]]" + parameters.replace(line, "says" * line.endswith("says"), 1), encoding="utf-8"
    )
    monkeypatch.setattr("models.terms.terms.resource", tmp_path.joinpath)
    with pytest.raises(TermsError, match="bill_objection_working_days"):
        load_terms("uncited")
