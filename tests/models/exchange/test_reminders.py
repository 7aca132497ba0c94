"""The calendar of coming deadlines: whole days, alarms at nine in China, events that move instead of doubling."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from models.exchange import reminders
from models.exchange.document import read_file
from models.facts.records import READINGS
from models.problems import Refused
from models.vocabulary import vocabulary
from resources import resource
from tests.models import samples

ODD = 'b,1;\\n"x"'
SENTENCE = "Without an answer by this day, the bill counts as accepted."


def bill(sent_at, bill_id="b-1", **more):
    made = {"id": bill_id, "account": "a", "period": "2026-11", "sent_at": sent_at, "channel": "electronic"}
    return made | {"total": "10.00"} | more


def written(document, as_of, *, days_before=reminders.DAYS_BEFORE, ledger="l", lang="en"):
    assessment = samples.assessed(document, as_of)
    return reminders.write(assessment, reminders.coming(assessment), vocabulary(lang), ledger, days_before)


def events(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def alarms(event):
    return [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]


def one(*arguments, **named):
    (event,) = events(written(*arguments, **named))
    return event


# Sent on Wednesday 2026-11-18 at 19:00: 5 working days end on Wednesday 2026-11-25 by every reading.
PLAIN = samples.only(bills=[bill("2026-11-18T19:00:00+08:00")])


def test_a_deadline_is_a_whole_day_with_what_it_is_its_clause_and_what_happens_if_missed():
    content = written(PLAIN, "2026-11-19")
    assert b"\r\nDTSTART;VALUE=DATE:20261125\r\n" in content
    event = one(PLAIN, "2026-11-19")
    assert event["SUMMARY"] == "Objection deadline · Bill b-1"
    lines = event["DESCRIPTION"].split("\n")
    assert lines[:2] == ["Bill b-1 · clause 3.2.4", SENTENCE]
    assert "2026-11-19" in lines[2]
    assert "10.00" not in event["DESCRIPTION"]
    assert event["CATEGORIES"].cats == ["ClauseLedger", "Objection deadline"]


def test_alarms_ring_at_nine_in_china_whatever_the_device_s_zone():
    event = one(PLAIN, "2026-11-18")
    assert alarms(event) == [datetime(2026, 11, day, 1, tzinfo=UTC) for day in (22, 24)]
    assert b"TRIGGER;VALUE=DATE-TIME:20261122T010000Z\r\n" in written(PLAIN, "2026-11-18")


@pytest.mark.parametrize(
    ("days_before", "days"),
    [
        ((5,), [20]),
        ((6,), [25]),  # the day looked at itself has been seen: none is left, so the deadline's own day
        ((7,), [25]),
        ((0, 1), [24, 25]),
        ((1, 1, 5), [20, 24]),
        ((5, 6, 7), [20]),
    ],
)
def test_only_alarms_after_the_day_looked_at_are_written_and_never_none(days_before, days):
    found = alarms(one(PLAIN, "2026-11-19", days_before=days_before))
    assert [moment.day for moment in found] == days


@pytest.mark.parametrize("day", ["2026-11-24", "2026-11-25"])
def test_a_deadline_is_written_until_its_own_day(day):
    assert one(PLAIN, day)["DTSTART"].dt == date(2026, 11, 25)


def test_a_deadline_that_has_passed_is_not_written_and_nothing_at_all_is_refused():
    with pytest.raises(Refused) as refused:
        written(PLAIN, "2026-11-26")
    (problem,) = refused.value.problems
    assert (problem.code, problem.inputs["day"]) == ("no_coming_deadlines", date(2026, 11, 26))


def test_an_overdue_invoice_is_no_coming_deadline():
    facts = read_file(resource("sample", "sample.json"))
    assessment = samples.assess(facts, date(2026, 11, 23))
    kinds = [matter.figure.kind for matter in reminders.coming(assessment)]
    assert kinds == ["bill_objection_deadline", "data_kept_until"]


def test_an_event_keeps_its_uid_when_the_deadline_moves_and_a_later_file_counts_as_newer():
    first = one(PLAIN, "2026-11-19")
    moved = one(samples.only(bills=[bill("2026-11-19T19:00:00+08:00")]), "2026-11-20", lang="zh")
    assert (first["DTSTART"].dt, moved["DTSTART"].dt) == (date(2026, 11, 25), date(2026, 11, 26))
    assert first["UID"] == moved["UID"]
    assert moved["SEQUENCE"] == first["SEQUENCE"] + 1
    assert moved["DTSTAMP"].dt - first["DTSTAMP"].dt == timedelta(days=1)
    assert first["DTSTAMP"].dt == datetime(2026, 11, 18, 16, tzinfo=UTC)  # 2026-11-19 00:00 in China


def test_events_of_other_records_and_of_other_ledgers_have_other_uids():
    both = samples.only(bills=[bill("2026-11-18T19:00:00+08:00"), bill("2026-11-18T19:00:00+08:00", "b-2")])
    found = {event["UID"] for ledger in ("l", "m") for event in events(written(both, "2026-11-19", ledger=ledger))}
    assert len(found) == 4


def test_the_same_ledger_and_day_give_the_same_bytes():
    assert written(PLAIN, "2026-11-19") == written(PLAIN, "2026-11-19")


def test_marks_of_the_format_inside_an_id_come_back_as_they_were():
    event = one(samples.only(bills=[bill("2026-11-18T19:00:00+08:00", ODD)]), "2026-11-19")
    assert event["SUMMARY"] == f"Objection deadline · Bill {ODD}"
    assert event["DESCRIPTION"].split("\n")[0] == f"Bill {ODD} · clause 3.2.4"


def test_no_line_is_longer_than_75_bytes_and_none_is_cut_inside_a_character():
    record = "账" * 60
    content = written(samples.only(bills=[bill("2026-11-18T19:00:00+08:00", record)]), "2026-11-19", lang="zh")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)
    assert b"\n" not in b"".join(lines)
    (event,) = events(content)
    assert event["SUMMARY"] == f"账单异议期限 · 账单 {record}"


def test_a_provisional_day_is_the_earliest_and_the_range_is_told():
    document = samples.only(bills=[bill("2027-01-29T10:00:00+08:00", period="2026-12")])
    (figure,) = samples.assessed(document, "2027-01-30").get("bill_objection_deadline", "b-1")
    assert figure.earliest < figure.latest
    event = one(document, "2027-01-30")
    assert event["DTSTART"].dt == figure.earliest
    assert f"Provisional: {figure.earliest} to {figure.latest}" in event["DESCRIPTION"]


def test_a_stricter_reading_gives_the_day_and_the_reading_chosen_is_told():
    def by(reading):
        readings = {"delivery_rolls_on": reading}
        return samples.only(readings, bills=[bill("2026-10-06T10:00:00+08:00", period="2026-09")])

    days = {reading: samples.figure(by(reading), "2026-10-08", "bill_objection_deadline", "b-1")[0]
            for reading in READINGS["delivery_rolls_on"]}  # fmt: skip
    chosen = max(days, key=days.get)
    assert min(days.values()) < days[chosen]
    event = one(by(chosen), "2026-10-08")
    assert str(event["DTSTART"].dt) == min(days.values())
    assert f"by the reading chosen it would be {days[chosen]}" in event["DESCRIPTION"]
