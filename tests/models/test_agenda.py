"""What has a day: which matters stand on which day, what each means, and why its day is in doubt."""

from datetime import date

import pytest

from models.agenda import _OPEN, LEADS, NEVER, consequence, due, matters
from models.assess import assess
from models.exchange.document import read_file
from models.vocabulary import LANGUAGES, vocabulary
from resources import resource

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
