"""Where the values of letters' words come from: what is named says the same, and every figure is some word's."""

from datetime import date

import pytest

from models.assess import assess
from models.letters.letter import Shown, Told
from models.letters.shown import Field, source_of
from models.letters.table import LETTERS, prepare
from models.objection import Derived
from tests.reports.letters.ledgers import CASES
from tests.reports.papers import facts

UNSAID = {
    "correction-request": {"after_end", "difference", "delivered_on"},
    "late-fee-objection": {"payment_deadline", "late_fee"},
    "offset-objection": {"late_fee"},
    "red-letter-request": {"red_letter_path"},
    "negotiation-demand": {"remaining_cash", "offset_excess", "difference", "claimable_loss"},
}
"""What tables and lists of a letter say and no value of its own does; the path of a red letter is a choice."""


@pytest.mark.parametrize("kind", LETTERS)
def test_a_value_s_source_says_the_same_and_every_figure_is_some_value_s_source(kind):
    made, record, day = CASES[kind]
    letter = prepare(assess(facts(made), date.fromisoformat(day)), kind, record, also=LETTERS[kind].also)
    found = set()
    for name, told in letter.told.items():
        if not isinstance(told, Told):
            continue
        source = source_of(letter, name)
        if isinstance(source, Shown):
            assert name == "delivered_at" or source.figure.value == told.value, name
            found.add(source.figure.kind)
        elif isinstance(source, Derived):
            assert source.value == told.value, name
            found.add(source.name)
    named = {one.name for one in letter.derived} | {one.figure.kind for one in letter.figures}
    assert named - found == UNSAID.get(kind, set())


def test_what_is_no_figure_leads_to_its_record_and_field():
    made, record, day = CASES["bill-objection"]
    letter = prepare(assess(facts(made), date.fromisoformat(day)), "bill-objection", record)
    assert source_of(letter, "total") == Field("bill", "B-7", "total")
    assert source_of(letter, "sent_on") == Field("bill", "B-7", "sent_at")
    assert source_of(letter, "bill") == Field("bill", "B-7", None)
    assert source_of(letter, "customer") == Field("agreement", "agreement", "customer")
