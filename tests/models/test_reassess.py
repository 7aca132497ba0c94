"""After an act only what it can change is computed again: what comes out is what computing everything gives."""

import gc
from datetime import timedelta
from weakref import ref

from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess, reassess
from models.facts.records import kind_of
from models.terms.calendar import Calendar
from tests.models import documents, samples
from tests.models.test_unpublished import crowded


def everything_said(assessment):
    """Give all that an assessment says, problems included; in whatever order a derivation lists its inputs."""
    figures = {
        figure.key: (
            figure.value,
            figure.status,
            figure.earliest,
            figure.latest,
            figure.statuses,
            figure.clause,
            figure.unit,
            (figure.because.rule, figure.because.formula, sorted(map(repr, figure.because.inputs))),
            assessment.readings_of(figure),
        )
        for figure in assessment.figures
    }
    return figures, set(map(repr, assessment.problems))


def altered(facts, maker):
    """Take away, change or add one record; give the facts and what was touched."""
    kinds = ("invoice", "payment", "notice", "incident", "order", "bill", "account", "service", "agreement")
    kind = maker.pick(kinds)
    others = samples.read(maker.document())
    if kind == "agreement":
        return facts.with_records([others.agreement]), (kind, "agreement")
    here, there = list(facts.of_kind(kind).values()), list(others.of_kind(kind).values())
    if here and kind not in {"account", "service"} and maker.chance(30):
        gone = maker.pick(here)
        used = {one.reverses for one in facts.invoices.values()} | {one.notice for one in facts.incidents.values()}
        used |= {part.invoice for payment in facts.payments.values() for part in payment.invoices}
        if gone.id not in used:
            return facts.without(kind, gone.id), (kind, gone.id)
    if not there:
        return facts, ("account", "nobody")
    record = maker.pick(there)
    if kind == "invoice" and record.reverses is not None and record.reverses not in facts.invoices:
        return facts, ("account", "nobody")
    if kind == "payment":
        known = {name for name, invoice in facts.invoices.items() if invoice.reverses is None}
        record = record._replace(invoices=tuple(part for part in record.invoices if part.invoice in known))
    if kind == "incident" and record.notice not in facts.notices:
        record = record._replace(notice=None)
    return facts.with_records([record]), (kind_of(record), record.id)


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_the_same_as_from_the_beginning(chance):
    maker = documents.Maker(chance)
    document = maker.document()
    facts, as_of = samples.read(document), maker.as_of(document)
    assessment = assess(facts, as_of)
    for _ in range(4):
        if maker.chance(70):
            everything_said(assessment)  # what was computed before is there to be kept
        elif maker.chance(50):
            list(assessment.figures.of_kind("late_fee"))
        facts, touched = altered(facts, maker)
        assessment = reassess(assessment, facts, [touched])
        assert everything_said(assessment) == everything_said(assess(facts, as_of))


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_the_same_while_a_year_is_not_published(chance):
    unknown = Calendar.bundled().without_years({2024, 2025, 2026})
    facts, as_of = crowded(chance)
    assessment = assess(facts, as_of, calendar=unknown)
    for _ in range(4):
        if chance.random() < 0.7:
            everything_said(assessment)
        invoice = chance.choice([*facts.invoices.values()])
        payment = chance.choice([*facts.payments.values()])
        day = payment.paid_on + timedelta(days=chance.randint(-9, 9))
        record = chance.choice([payment._replace(paid_on=day), invoice._replace(amount=invoice.amount * 2)])
        facts = facts.with_records([record])
        assessment = reassess(assessment, facts, [(kind_of(record), record.id)])
        assert everything_said(assessment) == everything_said(assess(facts, as_of, calendar=unknown))


@given(st.randoms(use_true_random=False), st.integers(-40, 40))
def test_another_day_is_the_same_as_asked_for_at_first(chance, days):
    document, as_of = documents.document_and_day(chance)
    facts, other = samples.read(document), as_of + days * documents.DAY
    assessment = assess(facts, as_of)
    if chance.random() < 0.7:
        list(assessment.figures)  # what payments covered is known then, and may be the same
    assert everything_said(assessment.on(other)) == everything_said(assess(facts, other))
    assert everything_said(assessment.on(as_of + documents.DAY).on(other)) == everything_said(assess(facts, other))


@given(st.randoms(use_true_random=False))
def test_other_words_on_a_payment_change_no_figure(chance):
    document, as_of = documents.document_and_day(chance)
    facts = samples.read(document)
    before = assess(facts, as_of)
    figures = list(before.figures)
    for payment in facts.payments.values():
        noted = facts.with_records([payment._replace(reference="另记")])
        after = reassess(before, noted, [("payment", payment.id)])
        assert everything_said(after) == everything_said(assess(noted, as_of))
        if not any(figure.provisional for figure in figures):
            kept = {id(figure) for figure in figures if figure.subject == "invoice"}
            assert kept == {id(figure) for figure in after.figures if figure.subject == "invoice"}
        assert [applied.payment for applied in after.covered.applied] == [
            applied.payment for applied in assess(noted, as_of).covered.applied
        ]


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_nothing_is_kept_of_the_ledger_as_it_was_before_an_act(chance):
    """A thousand edits in one sitting take no more memory than one; nor is what is let go in rings to be looked for."""
    maker = documents.Maker(chance)
    document = maker.document()
    facts, as_of = samples.read(document), maker.as_of(document)
    assessment = assess(facts, as_of)
    before = []
    gc.disable()
    try:
        for _ in range(4):
            made = [*assessment.figures, *assessment.problems]
            before += map(ref, (assessment, assessment.situation, assessment.covered))
            facts, touched = altered(facts, maker)
            assessment = reassess(assessment, facts, [touched])
        del made
        assert [each() for each in before] == [None] * 12
    finally:
        gc.enable()
    everything_said(assessment)
