"""What has a day: which matters stand on which day, what each means, and why its day is in doubt."""

from datetime import date, timedelta

import pytest

from models.agenda import _OPEN, LEADS, NEVER, consequence, due, matters
from models.assess import assess
from models.exchange import reminders
from models.exchange.document import read_file
from models.vocabulary import LANGUAGES, vocabulary
from resources import resource
from tests.models import samples

FACTS = read_file(resource("sample", "sample.json"))


def standing(day):
    return {(matter.figure.kind, matter.figure.record): matter for matter in matters(assess(FACTS, day))}


@pytest.mark.parametrize(("day", "left", "said"), [(2, 1, "此后逐日"), (3, 0, "此后逐日"), (4, -1, "已逾期")])
def test_an_invoice_stands_before_on_and_after_its_last_day(day, left, said):
    matter = standing(date(2026, 11, day))["payment_deadline", "i-2026-09"]
    assert (matter.day, matter.left) == (date(2026, 11, 3), left)
    assert said in consequence(matter.figure, vocabulary("zh"))


@pytest.mark.parametrize(("day", "stands"), [(24, True), (25, True), (26, False)])
def test_a_bill_stands_until_its_last_day_to_object(day, stands):
    assert (("bill_objection_deadline", "b-2026-10") in standing(date(2026, 11, day))) == stands


@pytest.mark.parametrize(
    ("day", "stands"),
    [((10, 20), False), ((10, 21), True), ((11, 19), True), ((11, 20), True), ((11, 27), True), ((11, 28), False)],
)
def test_data_is_a_matter_from_thirty_days_before_its_service_ends_until_it_may_be_deleted(day, stands):
    """The service is planned to end on 2026-11-20 and keeps data for 7 days; calendars of phones hold it all along."""
    on = date(2026, *day)
    assert (("data_kept_until", "cos-1") in standing(on)) == stands
    planned = {(matter.figure.kind, matter.figure.record) for matter in matters(assess(FACTS, on), far=True)}
    assert (("data_kept_until", "cos-1") in planned) == (on <= date(2026, 11, 27))


def test_the_most_urgent_comes_first():
    days = [matter.day for matter in matters(assess(FACTS, date(2026, 11, 23)))]
    assert days == sorted(days)
    assert len(days) > 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", [date(2026, 9, 16), date(2026, 11, 2), date(2026, 11, 23)])
def test_every_matter_says_what_it_means(day, language):
    found = standing(day).values()
    assert found
    assert all(consequence(matter.figure, vocabulary(language)) for matter in found)


@pytest.mark.parametrize("lead", [0, 1, 5, NEVER])
@pytest.mark.parametrize("kind", ["payment_deadline", "bill_objection_deadline", "data_kept_until"])
def test_one_is_reminded_at_and_below_the_lead_and_not_above(kind, lead):
    found = matters(assess(FACTS, date(2026, 11, 23)))
    one = next(matter for matter in found if matter.figure.kind == kind)
    for left in (lead - 1, lead, lead + 1):
        reminded = due([one._replace(left=left)], {kind: lead})
        assert bool(reminded) == (left <= lead and lead != NEVER), (left, lead)


def test_what_is_past_is_reminded_of_whatever_the_lead_and_every_kind_has_one():
    found = matters(assess(FACTS, date(2026, 11, 23)))
    past = due(found, dict.fromkeys(LEADS, 0))
    assert [(each.figure.kind, each.left < 0) for each in past] == [
        ("payment_deadline", True),
        ("termination_right_from", True),
    ]
    assert set(LEADS) == {*_OPEN, "reissue_deadline"}


def voucher(ends_at, **more):
    made = samples.only(vouchers=[{"id": "v", "account": "a", "face": "100.00", "ends_at": ends_at, **more}])
    return samples.read(made)


def stands(facts, on, **how):
    found = [one for one in matters(assess(facts, on), **how) if one.figure.kind == "voucher_usable_until"]
    return [(one.day, one.left) for one in found]


@pytest.mark.parametrize(
    ("ends_at", "last"),
    [
        ("2026-12-31T23:59:59+08:00", date(2026, 12, 31)),
        ("2027-01-01T00:00:00+08:00", date(2026, 12, 31)),
        ("2027-01-01T00:00:01+08:00", date(2027, 1, 1)),
        ("2026-12-31T16:00:00Z", date(2026, 12, 31)),
    ],
)
def test_a_voucher_is_a_matter_from_thirty_days_before_its_last_day_through_it(ends_at, last):
    facts, day = voucher(ends_at, balance="60.50"), timedelta(days=1)
    assert stands(facts, last - 31 * day) == []
    assert stands(facts, last - 31 * day, far=True) == [(last, 31)]
    assert stands(facts, last - 30 * day) == [(last, 30)]
    assert stands(facts, last) == [(last, 0)]
    assert stands(facts, last + day, far=True) == []


@pytest.mark.parametrize(("balance", "matters_"), [("0.00", False), ("0.01", True), (None, True)])
def test_a_voucher_with_nothing_left_is_no_matter_and_one_whose_balance_nobody_knows_is(balance, matters_):
    facts = voucher("2026-12-31T23:59:59+08:00", balance=balance)
    assert bool(stands(facts, date(2026, 12, 20))) is matters_


def test_a_voucher_says_that_its_end_is_its_own_and_goes_into_a_calendar():
    facts = voucher("2026-12-31T23:59:59+08:00", balance="60.50")
    assessment = assess(facts, date(2026, 11, 23))
    (figure,) = assessment.figures.of_kind("voucher_usable_until")
    assert (figure.value, figure.status, figure.clause, figure.party) == (date(2026, 12, 31), "usable", "", "customer")
    assert "协议没有这一期限" in consequence(figure, vocabulary("zh"))
    assert "no term of the agreement" in consequence(figure, vocabulary("en"))
    written = reminders.write(assessment, reminders.coming(assessment), vocabulary("zh"), "x").decode()
    assert "代金券可用至" in written
    assert "DTSTART;VALUE=DATE:20261231" in written
