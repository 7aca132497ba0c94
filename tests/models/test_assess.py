"""Every figure of whole ledgers against the oracle, which knows the rules and the calendars of two packages only."""

import gc
import json
import random
from datetime import date
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assess import assess
from models.exchange import assessment as assessment_file
from models.exchange import document
from models.facts.records import Payment
from models.figures import write_value
from models.formulas import evaluate
from models.vocabulary import vocabulary
from tests.models import documents, oracle, reckoner, samples


def assessed(ledger, as_of):
    return assess(document.read(json.dumps(ledger)), as_of)


def figures(assessment):
    return {
        (figure.kind, figure.record): (write_value(figure.value, figure.unit), figure.status)
        for figure in assessment.figures
    }


@pytest.mark.parametrize("block", range(8))
def test_as_the_oracle_says(block):
    for seed in range(block * 25, block * 25 + 25):
        ledger, as_of = documents.document_and_day(random.Random(seed))  # noqa: S311 - chance, not a secret
        assert figures(assessed(ledger, as_of)) == oracle.figures(ledger, as_of), f"seed {seed}, as of {as_of}"


@given(st.randoms(use_true_random=False))
def test_as_the_oracle_says_of_anything_found(chance):
    ledger, as_of = documents.document_and_day(chance)
    assert figures(assessed(ledger, as_of)) == oracle.figures(ledger, as_of)


@given(st.randoms(use_true_random=False))
def test_as_the_oracle_says_with_the_penalty_first(chance):
    ledger, as_of = documents.document_and_day(chance)
    readings = ledger["agreement"].setdefault("readings", {})
    readings["payment_covers_first"] = "penalty"
    assert figures(assessed(ledger, as_of)) == oracle.figures(ledger, as_of)


def test_what_the_customer_sends_is_the_customers():
    notices = [
        {"id": n, "from": n, "kind": "other", "channel": "electronic", "sent_at": "2026-09-01T10:00:00+08:00"}
        for n in ("customer", "provider")
    ]
    letter = {"id": "l", "kind": "refund_request", "created_on": "2026-09-01", "to": "示例", "title": "函"}
    letter |= {"frozen_on": "2026-09-01", "sent": {"channel": "post", "on": "2026-09-02"}, "reply_by": "2026-09-16"}
    made = samples.assessed(samples.only(notices=notices, letters=[letter]), "2026-09-30")
    for sender in ("customer", "provider"):
        assert made.figures["delivered_on", "notice", sender].party == sender
    assert made.figures["delivered_on", "letter", "l"].party == "customer"
    assert made.figures["answer_requested_by", "letter", "l"].party == "provider"


def test_the_documents_reach_every_kind_and_status():
    """The comparison is worth what it sees: every kind of figure, every status, every path."""
    seen = set()
    for seed in range(200):
        ledger, as_of = documents.document_and_day(random.Random(seed))  # noqa: S311
        expected = oracle.figures(ledger, as_of)
        seen |= {(kind, status) for (kind, _), (_, status) in expected.items()}
        seen |= {(kind, value) for (kind, _), (value, _) in expected.items() if kind == "red_letter_path"}
    statuses = {
        "delivered_on": ("actual", "deemed", "unproven"),
        "bill_objection_deadline": ("open", "confirmed", "objected", "objected_late", "deemed_confirmed"),
        "payment_deadline": ("open", "paid", "paid_late", "overdue"),
        "termination_right_from": ("none", "arises", "arisen", "cured"),
        "notice_shortfall": ("met", "short", "unproven", "not_in_writing"),
        "data_kept_until": ("kept", "deletable", "unknown"),
        "claimable_loss": ("exempt", "claimable"),
        "force_majeure_right_from": ("none", "arises", "arisen"),
        "red_letter_path": ("1", "2", "3"),
    }
    plain = ("outstanding", "late_fee", "offset_exposure", "forfeitable_prepaid", "unconsumed_prepaid", "liability_cap")
    plain += ("list_price_value", "refund_cash", "refund_gift", "owed_at_list_price", "reissue_deadline")
    wanted = {(kind, status) for kind, all_of in statuses.items() for status in all_of}
    assert wanted | {(kind, None) for kind in plain} <= seen


@given(st.randoms(use_true_random=False))
def test_every_formula_gives_its_value_again(chance):
    ledger, as_of = documents.document_and_day(chance)
    assessment = assessed(ledger, as_of)
    calendar = assessment.situation.calendar
    wrong = [f.reference for f in assessment.figures if evaluate(f.because, calendar) != f.value]
    assert wrong == []
    assert reckoner.differences(assessment_file.write(assessment, vocabulary("zh"))) == []


@given(st.randoms(use_true_random=False), st.dates(date(2022, 1, 1), date(2026, 12, 31)))
def test_the_future_does_not_matter(chance, as_of):
    """What is recorded for later days changes no figure: an assessment sees what had happened by the end of its day."""
    ledger, _ = documents.document_and_day(chance)
    facts = document.read(json.dumps(ledger))
    seen, assessment = facts.as_of(as_of), assess(facts, as_of)
    assert figures(assess(seen, as_of)) == figures(assessment)


def test_what_nobody_holds_any_more_goes_by_itself_and_a_figure_still_tells_why():
    """Hundreds of thousands of figures in a ring would have to be looked for, on the screen's thread."""
    assessment = assessed(*documents.document_and_day(random.Random(0)))  # noqa: S311 - chance, not a secret
    figure = next(assessment.figures.of_kind("late_fee"))
    every = ref(assessment.figures)
    gc.disable()
    try:
        assert assessment.problems is not None
        assert assessment.safest_day(next(assessment.figures.of_kind("payment_deadline")))
        del assessment
        assert every() is None
    finally:
        gc.enable()
    assert figure.because.inputs


def test_applying_payments_can_be_stopped_between_them_and_done_again():
    one = Payment("p", date(2026, 10, 20), 10**6, "bank")
    facts = document.read(json.dumps(samples.only()))
    facts = facts.with_records(one._replace(id=f"p{number}") for number in range(2500))
    told = []

    def tell():
        told.append(1)
        if len(told) == 2:
            raise KeyboardInterrupt

    assessment = assess(facts, date(2026, 11, 1))
    with pytest.raises(KeyboardInterrupt):
        assessment.apply_payments(tell)
    assert not assessment.has_covered
    told.clear()
    assessment.apply_payments(lambda: told.append(1))
    assert len(told) >= 3  # before each thousand payments
    assert len(assessment.covered.applied) == len(facts.payments)
    assert assessment.covered == assess(facts, date(2026, 11, 1)).covered
    told.clear()
    assessment.apply_payments(tell)  # known already: nothing to do
    assert not told
