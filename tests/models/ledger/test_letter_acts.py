"""The register: numbers, states, what is frozen, and what a sent letter starts."""

import json
from datetime import date

import pytest

from models.assess import assess
from models.facts.letter_numbers import is_pattern, next_number
from models.facts.records import LetterAnswered, LetterSent
from models.formulas import evaluate
from models.law.limitation import limitation
from models.ledger import acts, attachments, letter_acts
from models.ledger.letter_acts import File, Wording
from models.ledger.verify import verify
from models.problems import Refused
from tests.models import samples

DAY = date(2026, 11, 23)
PROOF = File("面单.jpg", "image/jpeg", b"\xff\xd8", "寄件人留存")


@pytest.fixture
def ledger(tmp_path):
    incident = {"id": "x", "service": "s", "started_at": "2024-06-03T10:00:00+08:00", "cause": "provider"}
    with samples.opened(tmp_path / "l.clauseledger", samples.only(incidents=[incident])) as opened:
        yield opened


def draft(ledger, **fields):
    given = {"to": "示例服务商", "title": "函", "created_on": DAY, "reply_by": date(2026, 12, 7)} | fields
    return letter_acts.draft(ledger, "claim", **given)


def frozen(ledger, **fields):
    letter = draft(ledger, **fields)
    letter_acts.freeze(ledger, letter.id, b"%PDF-1", b"{}", DAY)
    return letter.id


def refused(act, *arguments, **named):
    with pytest.raises(Refused) as raised:
        act(*arguments, **named)
    return [problem.code for problem in raised.value.problems]


def sent(channel="post", on=DAY):
    return LetterSent(channel, on, "E1")


class TestNumbers:
    def test_follow_each_other_within_a_year(self, ledger):
        made = [draft(ledger, created_on=day).number for day in (DAY, DAY, date(2027, 1, 4))]
        assert made == ["〔2026〕1号", "〔2026〕2号", "〔2027〕1号"]

    def test_are_not_given_again_silently(self, ledger):
        draft(ledger)
        acts.remove(ledger, "letter", draft(ledger).id)
        assert draft(ledger).number == "〔2026〕3号"
        acts.undo(ledger)
        assert draft(ledger).number == "〔2026〕4号"
        assert draft(ledger, number="〔2026〕2号").number == "〔2026〕2号"

    def test_belong_to_one_letter(self, ledger):
        draft(ledger)
        assert refused(draft, ledger, number="〔2026〕1号") == ["letter_number_taken"]

    def test_follow_the_user_s_own_pattern(self, ledger):
        acts.revise(ledger, ledger.facts.agreement._replace(letter_number="示函{n}"))
        assert [draft(ledger).number, draft(ledger, created_on=date(2027, 1, 4)).number] == ["示函1", "示函2"]
        broken = ledger.facts.agreement._replace(letter_number="{n}{x}")
        assert refused(acts.revise, ledger, broken) == ["bad_letter_pattern"]

    @pytest.mark.parametrize(
        ("pattern", "good"),
        [("{n}", True), ("{year}-{n}", True), ("{year}", False), ("{n}{n}", False), ("{n}}", False)],
    )
    def test_a_pattern_counts_once(self, pattern, good):
        assert is_pattern(pattern) is good

    def test_a_gap_stays(self):
        used = ["〔2026〕7号", "〔2025〕9号", "〔2026〕08号", "x"]
        assert next_number("〔{year}〕{n}号", 2026, used) == "〔2026〕8号"


class TestFrozen:
    def test_keeps_the_very_bytes_with_their_hashes(self, ledger):
        name = frozen(ledger)
        letter = ledger.facts.letters[name]
        assert letter_acts.frozen_file(ledger, letter) == b"%PDF-1"
        kept = {a.sha256 for a in attachments.of_record(ledger.connection, "letter", letter.id)}
        assert kept == {letter.pdf, letter.assessment}
        assert verify(ledger) == []

    def test_is_refused_every_change_of_what_it_is(self, ledger):
        name = frozen(ledger)
        letter = ledger.facts.letters[name]
        for change in ({"title": "x"}, {"number": "9"}, {"pdf": "0" * 64}, {"frozen_on": None, "pdf": None}):
            assert "letter_frozen" in refused(acts.revise, ledger, letter._replace(**change))
        assert refused(acts.remove, ledger, "letter", letter.id) == ["letter_frozen"]
        assert refused(letter_acts.freeze, ledger, letter.id, b"", b"", DAY) == ["letter_frozen"]
        for attached in attachments.of_record(ledger.connection, "letter", letter.id):
            assert refused(acts.detach, ledger, attached.id) == ["letter_frozen"]

    def test_a_draft_changes_freely(self, ledger):
        letter = draft(ledger)
        acts.revise(ledger, letter._replace(title="另一标题"))
        acts.remove(ledger, "letter", letter.id)
        assert ledger.facts.letters == {}

    def test_is_undone_whole_before_it_is_sent(self, ledger):
        name = frozen(ledger)
        acts.undo(ledger)
        assert ledger.facts.letters[name].state == "draft"
        assert attachments.of_record(ledger.connection, "letter", name) == []
        acts.redo(ledger)
        assert letter_acts.frozen_file(ledger, ledger.facts.letters[name]) == b"%PDF-1"
        assert verify(ledger) == []


class TestWording:
    TEXT = "# 函\n> 致：{{ provider }}\n我方的话。"

    def test_is_kept_with_the_draft_and_undone(self, ledger):
        letter = draft(ledger)
        said = Wording("en", "reduction", self.TEXT, "另一标题", date(2026, 12, 8))
        assert letter_acts.reword(ledger, letter.id, said).act == "reword_letter"
        kept = ledger.facts.letters[letter.id]
        assert kept == letter._replace(
            language="en", also="reduction", text=self.TEXT, title="另一标题", reply_by=date(2026, 12, 8)
        )
        acts.undo(ledger)
        assert ledger.facts.letters[letter.id] == letter
        acts.redo(ledger)
        assert ledger.facts.letters[letter.id] == kept
        assert verify(ledger) == []

    def test_that_says_the_same_is_no_act(self, ledger):
        letter = draft(ledger, wording=Wording(text=self.TEXT))
        assert letter_acts.reword(ledger, letter.id, Wording(text=self.TEXT)) is None
        assert ledger.history()[0].act == "draft_letter"

    def test_changes_no_more_once_frozen(self, ledger):
        name = draft(ledger).id
        said = Wording(text=self.TEXT, title="定稿的标题", reply_by=date(2026, 12, 9))
        letter_acts.freeze(ledger, name, b"%PDF-1", b"{}", DAY, wording=said)
        kept = ledger.facts.letters[name]
        assert (kept.text, kept.title, kept.reply_by) == (self.TEXT, "定稿的标题", date(2026, 12, 9))
        assert refused(letter_acts.reword, ledger, name, Wording()) == ["letter_frozen"]
        assert refused(acts.revise, ledger, kept._replace(text=None)) == ["letter_frozen"]
        letter_acts.send(ledger, name, sent())
        assert refused(letter_acts.reword, ledger, name, Wording()) == ["letter_frozen"]


class TestStates:
    def test_go_one_way(self, ledger):
        name = frozen(ledger)
        letter_acts.send(ledger, name, sent(), PROOF)
        letter_acts.answer(ledger, name, LetterAnswered(date(2026, 12, 1), "收到"))
        letter_acts.close(ledger, name, date(2026, 12, 2))
        assert ledger.facts.letters[name].state == "closed"
        assert [e.act for e in ledger.history()[:5]] == [
            "close_letter", "answer_letter", "send_letter", "freeze_letter", "draft_letter",
        ]  # fmt: skip
        assert [a.name for a in attachments.of_record(ledger.connection, "letter", name)][-1] == "面单.jpg"

    def test_each_act_is_refused_by_name_out_of_turn(self, ledger):
        name = draft(ledger).id
        answered = LetterAnswered(DAY)
        assert refused(letter_acts.send, ledger, name, sent()) == ["letter_not_frozen"]
        letter_acts.freeze(ledger, name, b"%PDF-1", b"{}", DAY)
        assert refused(letter_acts.answer, ledger, name, answered) == ["letter_not_sent"]
        letter_acts.send(ledger, name, sent())
        assert refused(letter_acts.send, ledger, name, sent()) == ["letter_sent_already"]
        letter_acts.answer(ledger, name, answered)
        assert refused(letter_acts.answer, ledger, name, answered) == ["letter_answered_already"]
        letter_acts.close(ledger, name, DAY)
        assert refused(letter_acts.close, ledger, name, DAY) == ["letter_closed"]
        assert refused(letter_acts.close, ledger, "l-9", DAY) == ["no_such_record"]

    def test_days_run_forward(self, ledger):
        name = frozen(ledger)
        assert refused(letter_acts.send, ledger, name, sent(on=date(2026, 11, 22))) == ["letter_day_before"]

    def test_a_letter_is_about_a_record_there_is_and_holds_it(self, ledger):
        assert refused(draft, ledger, about=("incident", "y")) == ["dangling_reference"]
        draft(ledger, about=("incident", "x"))
        assert refused(acts.remove, ledger, "incident", "x") == ["still_referred_to"]


class TestFigures:
    @pytest.mark.parametrize(
        ("channel", "on", "delivered"),
        [
            ("post", date(2026, 11, 23), date(2026, 11, 26)),
            ("electronic", date(2026, 11, 23), date(2026, 11, 23)),
            ("hand", date(2026, 11, 23), date(2026, 11, 23)),
        ],
    )
    def test_delivery_by_channel(self, ledger, channel, on, delivered):
        name = frozen(ledger)
        letter_acts.send(ledger, name, sent(channel, on))
        found = assess(ledger.facts, date(2026, 12, 1))
        figure = found.figures["delivered_on", "letter", name]
        assert figure.value == delivered == evaluate(figure.because, found.situation.calendar)
        assert figure.because.inputs[0].name == ("posted_on" if channel == "post" else "sent_on")

    def test_a_day_off_moves_it(self, ledger):
        name = frozen(ledger, created_on=date(2026, 9, 28))
        assert ledger.facts.letters[name].state == "frozen"
        posted = draft(ledger, created_on=date(2026, 9, 28)).id
        letter_acts.freeze(ledger, posted, b"%PDF-2", b"{}", date(2026, 9, 28))
        letter_acts.send(ledger, posted, sent("post", date(2026, 9, 29)))
        figure = assess(ledger.facts, DAY).figures["delivered_on", "letter", posted]
        assert figure.value == date(2026, 10, 8)  # 2 October is a holiday

    @pytest.mark.parametrize(
        ("as_of", "status"),
        [(date(2026, 12, 6), "open"), (date(2026, 12, 7), "open"), (date(2026, 12, 8), "overdue"),
         (date(2026, 12, 10), "answered")],
    )  # fmt: skip
    def test_the_requested_answer(self, ledger, as_of, status):
        name = frozen(ledger)
        assert assess(ledger.facts, as_of).figures.get("answer_requested_by", "letter", name) is None
        letter_acts.send(ledger, name, sent())
        letter_acts.answer(ledger, name, LetterAnswered(date(2026, 12, 10)))
        figure = assess(ledger.facts, as_of).figures["answer_requested_by", "letter", name]
        assert (figure.value, figure.status) == (date(2026, 12, 7), status)

    def test_a_letter_that_asks_for_no_answer_has_no_day_for_one(self, ledger):
        name = frozen(ledger, reply_by=None)
        letter_acts.send(ledger, name, sent())
        assert assess(ledger.facts, date(2026, 12, 10)).figures.get("answer_requested_by", "letter", name) is None

    def test_a_sent_letter_interrupts_limitation_of_what_it_is_about(self, ledger):
        def last(as_of=date(2026, 12, 1)):
            return limitation(assess(ledger.facts, as_of), "incident", "x").value("last_day").value.isoformat()

        before = last()
        other = frozen(ledger)
        letter_acts.send(ledger, other, sent())
        name = frozen(ledger, about=("incident", "x"))
        assert last() == before == "2027-06-03"
        letter_acts.send(ledger, name, sent())
        assert last(date(2026, 11, 25)) == before  # not delivered yet
        assert last().startswith("2029-11-2")
        found = limitation(assess(ledger.facts, date(2026, 12, 1)), "incident", "x")
        assert [one.record for one in found.interruptions] == [("letter", name)]


def test_a_letter_goes_out_and_in_with_the_exchange_file(ledger):
    from models.exchange import document

    name = frozen(ledger)
    written = document.write(ledger.facts)
    assert document.read(json.dumps(written)).letters[name] == ledger.facts.letters[name]
