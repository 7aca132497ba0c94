"""The calendar files: written by the committed script, and refused by name when anything in one is wrong."""

import copy
import json
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from models.terms.calendar import Arrangement, ArrangementError, Calendar, DayKind
from models.terms.supplements import from_file
from resources import resource
from resources.calendars import make_calendars

GOOD = {
    "format": "clauseledger-calendar/1",
    "year": 2027,
    "notices": [{"number": None, "signed_on": None, "published_on": "2026-11-30", "subject": "made up for this test"}],
    "spans": [
        {"name": "元旦", "from": "2026-12-31", "to": "2027-01-03"},
        {"name": "国庆节", "from": "2027-10-01", "to": "2027-10-07"},
    ],
    "statutory": [{"name": "元旦", "day": "2027-01-01"}, {"name": "国庆节", "day": "2027-10-01"}],
    "adjusted_working": ["2026-12-26", "2027-10-09"],
}


def parse(record):
    return Arrangement.parse(json.dumps(record), "2027.json")


class TestTheScript:
    def test_the_sources_agree_on_every_day(self):
        make_calendars.check_against_packages()

    def test_a_wrong_day_in_the_table_is_found(self, monkeypatch):
        wrong = make_calendars.NOTICES[2026]._replace(adjusted_working=("2026-01-04",))
        monkeypatch.setitem(make_calendars.NOTICES, 2026, wrong)
        with pytest.raises(make_calendars.SourcesDisagreeError, match="2026-02-14 is a working day"):
            make_calendars.check_against_packages()

    @pytest.mark.parametrize("year", range(2010, 2027))
    def test_each_file_is_what_the_script_writes(self, year):
        written = resource("calendars", f"{year}.json").read_text(encoding="utf-8")
        assert written == make_calendars.arrangement_text(year)

    def test_the_statutory_days_are_what_the_script_writes(self):
        assert resource("calendars", "statutory.json").read_text(encoding="utf-8") == make_calendars.statutory_text()

    def test_no_arrangement_is_shipped_beyond_the_published_ones(self):
        names = {path.name for path in resource("calendars").glob("*.json")}
        assert names == {f"{year}.json" for year in range(2010, 2027)} | {"statutory.json"}


class TestTheNotices:
    def test_each_year_has_its_number_and_came_before_the_year(self):
        for arrangement in Calendar.bundled().arrangements:
            yearly = arrangement.notices[0]
            assert yearly.number is not None
            assert f"〔{arrangement.year - 1}〕" in yearly.number
            assert str(arrangement.year) in yearly.subject
            assert yearly.signed_on is not None
            assert date(arrangement.year - 1, 10, 1) <= yearly.signed_on <= date(arrangement.year - 1, 12, 31)
            assert yearly.published_on is None or yearly.published_on >= yearly.signed_on

    def test_later_notices_are_in_order(self):
        changed = [entry for entry in Calendar.bundled().arrangements if len(entry.notices) > 1]
        assert [entry.year for entry in changed] == [2015, 2019, 2020]
        for arrangement in changed:
            assert all(one.signed_on < other.signed_on for one, other in pairwise(arrangement.notices))


class TestReading:
    def test_a_good_file(self):
        arrangement = parse(GOOD)
        assert arrangement.year == 2027
        assert arrangement.notice is None
        assert arrangement.published_on == date(2026, 11, 30)
        assert arrangement.adjusted_working == (date(2026, 12, 26), date(2027, 10, 9))
        assert (arrangement.spans[1].first, arrangement.spans[1].last) == (date(2027, 10, 1), date(2027, 10, 7))

    def test_it_extends_the_calendar(self):
        calendar = Calendar.bundled().with_arrangement(parse(GOOD))
        assert calendar.official_through == date(2027, 12, 31)
        assert calendar.kind(date(2026, 12, 31)) is DayKind.ARRANGED_DAY_OFF
        assert calendar.kind(date(2026, 12, 26)) is DayKind.ADJUSTED_WORKING
        assert calendar.working_days_after(date(2027, 9, 30), 2) == date(2027, 10, 9)

    def test_records_cannot_be_changed(self):
        with pytest.raises(AttributeError):
            parse(GOOD).year = 2028

    @pytest.mark.parametrize("text", ["", "{", "nothing", '{"year": 2027,}'])
    def test_no_json(self, text):
        with pytest.raises(ArrangementError, match=r"^mine\.json: the file: is not JSON"):
            Arrangement.parse(text, "mine.json")

    @pytest.mark.parametrize("record", [[], None, "2027", 2027])
    def test_no_object(self, record):
        with pytest.raises(ArrangementError, match=r"^2027\.json: the file: is not an object$"):
            parse(record)

    @pytest.mark.parametrize("field", sorted(GOOD))
    def test_each_field_is_needed(self, field):
        record = {key: value for key, value in GOOD.items() if key != field}
        with pytest.raises(ArrangementError, match=rf"^2027\.json: the file: lacks {field}$"):
            parse(record)

    @pytest.mark.parametrize(
        ("path", "value", "message"),
        [
            (["extra"], 1, "the file: has the unknown extra"),
            (["format"], "clauseledger-calendar/2", "format: is 'clauseledger-calendar/2'"),
            (["year"], "2027", "year: '2027' is not a year"),
            (["year"], True, "year: True is not a year"),
            (["year"], 1999, "year: 1999 is not a year from 2000 to 2099"),
            (["year"], 2100, "year: 2100 is not a year from 2000 to 2099"),
            (["year"], 2028, r"spans\[0\]: 2026-12-31 to 2027-01-03 is outside the year 2028"),
            (["notices"], [], "notices: is empty"),
            (["notices"], {}, "notices: is not a list"),
            (["notices", 0], "n", r"notices\[0\]: is not an object"),
            (["notices", 0, "number"], 7, r"notices\[0\]\.number: 7 is not a text"),
            (["notices", 0, "number"], " ", r"notices\[0\]\.number: ' ' is not a text"),
            (["notices", 0, "signed_on"], "30 Nov", r"notices\[0\]\.signed_on: '30 Nov' is not a date"),
            (["spans"], [], "spans: is empty"),
            (["spans", 1, "until"], "2027-10-07", r"spans\[1\]: has the unknown until"),
            (["spans", 1, "name"], "", r"spans\[1\]\.name: '' is not a text"),
            (["spans", 1, "to"], "2027-10-32", r"spans\[1\]\.to: '2027-10-32' is not a date \(YYYY-MM-DD\)"),
            (["spans", 1, "to"], "20271007", r"spans\[1\]\.to: '20271007' is not a date"),
            (["spans", 1, "to"], "2027-W40-4", r"spans\[1\]\.to: '2027-W40-4' is not a date"),
            (["spans", 1, "to"], None, r"spans\[1\]\.to: None is not a date"),
            (["spans", 1, "to"], "2027-09-30", r"spans\[1\]\.to: 2027-09-30 is not within 31 days from 2027-10-01"),
            (["spans", 1, "to"], "2027-11-01", r"spans\[1\]\.to: 2027-11-01 is not within 31 days"),
            (["spans", 0, "from"], "2026-11-30", r"spans\[0\]\.to: 2027-01-03 is not within 31 days"),
            (["spans", 1, "from"], "2027-01-03", r"spans\[1\]\.to: .* is not within 31 days"),
            (["statutory"], [], "statutory: is empty"),
            (["statutory", 0, "day"], "2026-12-31", r"statutory\[0\]\.day: 2026-12-31 is outside the year 2027"),
            (["statutory", 1, "day"], "2027-10-08", r"statutory\[1\]\.day: 2027-10-08 lies in none of the spans"),
            (["statutory", 1], {"name": "元旦", "day": "2027-01-01"}, r"statutory\[1\]\.day: .* is listed twice"),
            (["adjusted_working", 0], "2026-11-29", r"adjusted_working\[0\]: 2026-11-29 is outside the year 2027"),
            (["adjusted_working", 1], "2027-10-08", r"adjusted_working\[1\]: 2027-10-08 is neither a Saturday nor"),
            (["adjusted_working", 1], "2027-10-03", r"adjusted_working\[1\]: 2027-10-03 lies inside a span"),
            (["adjusted_working", 1], "2026-12-26", r"adjusted_working\[1\]: 2026-12-26 is listed twice"),
        ],
    )
    def test_what_is_wrong_is_named(self, path, value, message):
        record = copy.deepcopy(GOOD)
        place = record
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        with pytest.raises(ArrangementError, match=rf"^2027\.json: {message}") as caught:
            parse(record)
        assert caught.value.source_name == "2027.json"
        assert str(caught.value) == f"2027.json: {caught.value.field}: {caught.value.wrong}"

    def test_spans_may_touch_but_not_overlap(self):
        record = copy.deepcopy(GOOD)
        record["spans"].append({"name": "中秋节", "from": "2027-10-08", "to": "2027-10-08"})
        assert len(parse(record).spans) == 3
        record["spans"][2]["from"] = "2027-10-07"
        with pytest.raises(ArrangementError, match=r"spans\[2\]: 中秋节 shares 2027-10-07 with an earlier span"):
            parse(record)

    def test_the_first_of_december_is_the_earliest_day(self):
        record = copy.deepcopy(GOOD)
        record["spans"][0]["from"] = "2026-12-04"
        record["adjusted_working"] = []
        assert parse(record).spans[0].first == date(2026, 12, 4)
        record["spans"].append({"name": "x", "from": "2026-11-30", "to": "2026-12-01"})
        with pytest.raises(ArrangementError, match=r"spans\[2\]: 2026-11-30 to 2026-12-01 is outside the year 2027"):
            parse(record)


@pytest.mark.parametrize(
    ("numbers", "kept"), [(["甲1号"], "甲1号"), (["甲1号", None, "乙2号"], "甲1号、乙2号"), ([None], None)]
)
def test_a_file_becomes_a_record_that_names_the_numbers_of_its_notices(numbers, kept):
    (known,) = (one for one in Calendar.bundled().arrangements if one.year == 2026)
    notices = tuple(replace(known.notices[0], number=number) for number in numbers)
    record = from_file(replace(known, notices=notices))
    assert (record.id, record.notice, record.signed_on) == ("2026", kept, known.notices[0].signed_on)
    assert [(span.name, span.from_, span.to) for span in record.spans] == [
        (span.name, span.first, span.last) for span in known.spans
    ]
