"""What a letter of objection rests on: the amount in dispute, the day, and that every derived value computes again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assess import assess
from models.facts.records import Answer, LetterSent
from models.formulas import evaluate
from models.money import FEN, YUAN
from models.objection import REPLY_WORKING_DAYS, Sending, bill_objection, sending
from models.problems import Refused
from tests.models import samples
from tests.reports import papers

MONDAY = date(2026, 10, 19)


def objection(on=MONDAY, **fields):
    assessment = assess(papers.facts(papers.ledger(bills=[papers.bill(**fields)])), on)
    return assessment, bill_objection(assessment, "B-7")


def answer(kind="objected", **fields):
    return {"kind": kind, "on": "2026-10-16"} | fields


@pytest.mark.parametrize(
    ("total", "given_answer", "disputed", "named"),
    [
        ("499.99", None, None, False),  # below its lines
        ("500.00", None, None, False),  # at
        ("500.01", None, 1, False),  # above
        ("500.01", answer(), 1, False),
        ("500.01", answer(disputed="0.00"), 1, False),
        ("500.01", answer(disputed="77.00"), 7700, True),
        ("500.00", answer(disputed="77.00"), 7700, True),
        ("500.01", answer("confirmed", disputed="77.00"), 1, False),
    ],
)
def test_the_amount_in_dispute(total, given_answer, disputed, named):
    _, made = objection(total=total, answer=given_answer)
    assert (made.disputed, made.named) == (None if disputed is None else disputed * FEN, named)
    assert made.undisputed == (None if disputed is None else made.bill.total - made.disputed)


def test_a_part_of_a_fen_is_a_difference_but_no_amount_in_dispute():
    _, made = objection(total="1.00", lines=[papers.line("db", "0.99999999")])
    assert (made.difference, made.disputed) == (1, None)


def test_without_lines_there_is_no_difference_to_speak_of():
    _, made = objection(lines=[])
    assert (made.difference, made.lines_total, made.disputed) == (None, 0, None)
    assert [derived.name for derived in made.derived] == ["reply_by"]


@pytest.mark.parametrize(
    ("on", "given_answer", "objected_on", "by_letter", "in_time"),
    [
        (date(2026, 10, 22), None, date(2026, 10, 22), True, True),
        (date(2026, 10, 23), None, date(2026, 10, 23), True, False),
        (date(2026, 12, 1), answer(on="2026-10-22"), date(2026, 10, 22), False, True),
        (date(2026, 12, 1), answer(on="2026-10-23"), date(2026, 10, 23), False, False),
        (date(2026, 10, 20), answer("confirmed"), date(2026, 10, 20), True, True),
    ],
)
def test_the_day_of_the_objection(on, given_answer, objected_on, by_letter, in_time):
    _, made = objection(on, answer=given_answer)
    assert (made.objected_on, made.by_letter, made.in_time) == (objected_on, by_letter, in_time)
    assert made.certainly is in_time  # the calendar of 2026 is published


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({}, date(2026, 10, 15)),
        ({"sent_at": "2026-10-15T17:00:00Z"}, date(2026, 10, 16)),  # past midnight in China
        ({"channel": "post"}, date(2026, 10, 18)),
        ({"channel": "post", "received_at": "2026-10-17T09:00:00+08:00"}, date(2026, 10, 17)),
    ],
)
def test_the_day_of_delivery_before_days_off(fields, due):
    assert objection(**fields)[1].due_on == due


def test_the_reason_is_that_of_an_objection():
    assert objection(answer=answer(reason="重复"))[1].reason == "重复"
    assert objection(answer=answer("confirmed", reason="无误"))[1].reason == ""
    assert objection()[1].reason == ""


fen = st.integers(0, 10**9).map(lambda amount: f"{amount // 100}.{amount % 100:02d}")
fine = st.integers(-(10**12), 10**12).map(lambda n: f"{'-' if n < 0 else ''}{abs(n) // 10**8}.{abs(n) % 10**8:08d}")


@given(fen, st.lists(fine, max_size=4), st.none() | fen, st.integers(0, 60))
def test_everything_derived_computes_again_and_fits_together(total, payables, disputed, days):
    lines = [papers.line("db", payable) for payable in payables]
    given_answer = None if disputed is None else answer(disputed=disputed)
    assessment, made = objection(MONDAY + timedelta(days=days), total=total, lines=lines, answer=given_answer)
    values = {derived.name: derived.value for derived in made.derived}
    for derived in made.derived:
        assert evaluate(derived.because, assessment.situation.calendar) == derived.value
    assert values["reply_by"] == made.reply_by
    assert values.get("difference") == made.difference
    assert values.get("disputed") == made.disputed
    assert values.get("undisputed") == made.undisputed
    if made.difference is not None:
        assert values["lines_total"] + values["difference"] == made.bill.total
    if made.disputed is not None:
        assert made.disputed > 0
        assert values["disputed"] + values["undisputed"] == made.bill.total
        assert made.disputed % FEN == 0


def test_the_answer_is_asked_for_in_working_days_of_ours():
    assert REPLY_WORKING_DAYS == 10
    # From Monday 19 October 2026: 20-23, 26-30 October and Monday 2 November.
    assert objection()[1].reply_by == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("fields", "code"), [({"id": "B-8"}, "no_such_record"), ({"channel": "hand"}, "nothing_to_letter")]
)
def test_what_cannot_be_objected_to_is_refused(fields, code):
    with pytest.raises(Refused) as refused:
        objection(**fields)
    assert [problem.code for problem in refused.value.problems] == [code]


class TestSending:
    """A bill of 100.00 with lines of 80.00, delivered on Monday 2026-11-16: objections until Monday 2026-11-23."""

    BILL = {
        "id": "b", "account": "a", "period": "2026-10", "sent_at": "2026-11-16T10:00:00+08:00", "channel": "electronic",
        "total": "100.00",
        "lines": [
            {"service": "s", "usage_from": "2026-10-01", "usage_to": "2026-11-01", "payable": "80.00", "cash": "80.00"}
        ],
    }  # fmt: skip
    LETTER = {
        "id": "l", "kind": "bill-objection", "subject": "bill", "record": "b", "to": "示例", "title": "函",
        "created_on": "2026-11-17",
    }  # fmt: skip

    def outcome(self, channel, on, bill=(), letter=()):
        made = samples.only(bills=[self.BILL | dict(bill)], letters=[self.LETTER | dict(letter)])
        facts = samples.read(made)
        return sending(facts, facts.letters["l"], LetterSent(channel, date.fromisoformat(on)))

    @pytest.mark.parametrize(
        ("channel", "on", "delivered", "late"),
        [
            ("electronic", "2026-11-22", date(2026, 11, 22), False),
            ("electronic", "2026-11-23", date(2026, 11, 23), False),
            ("electronic", "2026-11-24", date(2026, 11, 24), True),
            ("post", "2026-11-19", date(2026, 11, 22), False),
            ("post", "2026-11-20", date(2026, 11, 23), False),
            ("post", "2026-11-21", date(2026, 11, 24), True),
        ],
    )
    def test_the_bill_is_answered_on_the_day_the_letter_counts_as_delivered(self, channel, on, delivered, late):
        found = self.outcome(channel, on)
        assert (found.delivered, found.deadline, found.late) == (delivered, date(2026, 11, 23), late)
        assert found.bill is not None
        assert found.bill.answer == Answer("objected", delivered, 20 * YUAN)

    def test_an_answer_on_record_stays(self):
        answered = {"answer": {"kind": "confirmed", "on": "2026-11-18"}}
        assert self.outcome("hand", "2026-11-19", answered) == Sending(date(2026, 11, 19))

    def test_a_letter_of_another_kind_answers_no_bill(self):
        assert self.outcome("hand", "2026-11-19", letter={"kind": "correction-request"}).bill is None

    def test_a_bill_whose_delivery_is_not_shown_has_no_deadline(self):
        found = self.outcome("hand", "2026-11-19", {"channel": "hand"})
        assert (found.bill is not None, found.deadline, found.late) == (True, None, False)

    def test_a_letter_of_objection_about_another_record_answers_no_bill(self):
        assert self.outcome("hand", "2026-11-19", letter={"subject": "account", "record": "a"}).bill is None

    @pytest.mark.parametrize(("on", "answered"), [("2089-12-28", True), ("2089-12-29", False)])
    def test_a_day_no_record_can_hold_answers_no_bill(self, on, answered):
        assert (self.outcome("post", on).bill is not None) == answered
