"""Importing a copy of the agreement: one act that enters its text and attaches the file, undone and redone as one."""

from datetime import date

import pytest

from models.clauses.clauses import clauses_of
from models.facts.records import AgreementCopy
from models.ledger import acts, attachments
from models.ledger.agreement_act import ACT, import_agreement
from models.ledger.verify import verify
from models.problems import Refused
from models.vocabulary import LANGUAGES, vocabulary
from tests.models.clauses import invented

TODAY = date(2026, 11, 23)
FIRST, SECOND = "第一条 甲\n1.1 云。", "第一条 甲\n1.1 雨。"


def bring(ledger, text, name="协议.txt", today=TODAY):
    return import_agreement(ledger, name, text, text.encode(), "text/plain", today)


def attached(ledger, name="协议.txt"):
    found = attachments.of_record(ledger.connection, "agreement_copy", name)
    return [attachments.content(ledger.connection, file.sha256).decode() for file in found]


def test_text_and_file_come_in_one_act(ledger):
    entries = len(ledger.history())
    change = bring(ledger, invented.TEXT)
    assert change.touched == (("agreement_copy", "协议.txt"),)
    assert len(ledger.history()) == entries + 1
    assert ledger.facts.agreement_copies["协议.txt"] == AgreementCopy("协议.txt", "协议.txt", invented.TEXT, TODAY)
    assert attached(ledger) == [invented.TEXT]
    assert clauses_of(ledger.facts).quote("3.1.2") == "甲方须在5个工作日内付款。"
    (file,) = attachments.of_record(ledger.connection, "agreement_copy", "协议.txt")
    assert (file.name, file.media_type) == ("协议.txt", "text/plain")
    assert not verify(ledger)


def test_undo_takes_both_back_and_redo_brings_both(ledger):
    bring(ledger, FIRST)
    acts.undo(ledger)
    assert not ledger.facts.agreement_copies
    assert attached(ledger) == []
    acts.redo(ledger)
    assert ledger.facts.agreement_copies["协议.txt"].text == FIRST
    assert attached(ledger) == [FIRST]
    assert not verify(ledger)


def test_a_file_of_the_same_name_takes_its_place_and_the_earlier_original_stays(ledger):
    bring(ledger, FIRST)
    bring(ledger, SECOND, today=date(2026, 12, 1))
    assert [(c.text, c.imported_on) for c in ledger.facts.agreement_copies.values()] == [(SECOND, date(2026, 12, 1))]
    assert attached(ledger) == [FIRST, SECOND]
    acts.undo(ledger)
    assert ledger.facts.agreement_copies["协议.txt"] == AgreementCopy("协议.txt", "协议.txt", FIRST, TODAY)
    assert attached(ledger) == [FIRST]


def test_the_same_copy_again_changes_nothing(ledger):
    bring(ledger, FIRST)
    entries = len(ledger.history())
    assert bring(ledger, FIRST, today=date(2026, 12, 1)) is None
    assert len(ledger.history()) == entries


def test_another_name_is_another_copy(ledger):
    bring(ledger, FIRST)
    bring(ledger, SECOND, name="修订.txt")
    assert list(ledger.facts.agreement_copies) == ["协议.txt", "修订.txt"]
    assert clauses_of(ledger.facts).quote("1.1") == "雨。"


def test_a_text_without_clauses_changes_nothing(ledger):
    entries = len(ledger.history())
    with pytest.raises(Refused, match="agreement_without_clauses"):
        bring(ledger, "今天天气很好。")
    assert len(ledger.history()) == entries
    assert attached(ledger) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("云\n\x00雨.txt", "云雨.txt"),
        (" 云 ", "云"),
        ("\udcff", "agreement"),
        ("长" * 300 + ".txt", "长" * 196 + ".txt"),
    ],
)
def test_any_file_name_can_be_borne(ledger, name, kept):
    bring(ledger, FIRST, name=name)
    assert list(ledger.facts.agreement_copies) == [kept]
    assert attached(ledger, kept) == [FIRST]


def test_what_goes_wrong_inside_leaves_neither_text_nor_file(ledger, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(attachments, "add", fails)
    with pytest.raises(RuntimeError):
        bring(ledger, FIRST)
    assert not ledger.facts.agreement_copies
    assert not verify(ledger)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_act_has_a_name(language):
    assert vocabulary(language).act(ACT)
