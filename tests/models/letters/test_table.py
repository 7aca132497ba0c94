"""The table of letters: every finding whose answer is a letter finds it, and what no record gives is refused."""

import ast
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.assess import assess
from models.facts.records import LETTER_ADDITIONS, LETTER_KINDS
from models.findings.find import find
from models.findings.finding import Finding
from models.formulas import evaluate
from models.letters.table import ACTS, ALSO, LETTERS, letter_for, prepare
from models.problems import Refused
from models.terms.calendar import Calendar
from models.vocabulary import LANGUAGES, vocabulary
from tests.reports.letters import ledgers
from tests.reports.letters.ledgers import CASES
from tests.reports.papers import agreement, bill, facts, ledger, line

ROOT = Path(__file__).parents[3]
MONDAY = date(2026, 10, 19)


def answers():
    """Give every answer a finding can have, as the source and the vocabulary name them."""
    words = tomllib.loads((ROOT / "resources" / "vocabulary" / "en.toml").read_text(encoding="utf-8"))["answer"]
    found = set(words)
    for path in (ROOT / "models" / "findings").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding" and len(node.args) > 4:
                found |= {node.args[4].value} if isinstance(node.args[4], ast.Constant) else set()
    return found


def test_every_answer_is_a_letter_or_an_act():
    letters = {kind.answers for kind in LETTERS.values() if kind.answers}
    assert "late_fee_objection" in answers()
    assert answers() <= letters | ACTS
    assert not letters & ACTS


@pytest.mark.parametrize("kind", [kind for kind, letter in LETTERS.items() if letter.answers])
def test_a_finding_leads_to_its_letter(kind):
    letter = LETTERS[kind]
    assert letter_for(Finding("x", letter.subject, "R", "1", letter.answers)) == (kind, "R")


def test_an_act_is_no_letter():
    assert letter_for(Finding("x", "invoice", "I", "3.2.4", "pay")) is None


@pytest.mark.parametrize("kind", CASES)
def test_each_finding_of_each_ledger_gives_the_letter_it_names(kind):
    made, _, day = CASES[kind]
    assessment = assess(facts(made), date.fromisoformat(day))
    for finding in find(assessment, within=60):
        found = letter_for(finding)
        assert (found is None) == (finding.answer in ACTS)
        if found is not None and finding.code != "deadline_near":
            assert prepare(assessment, *found)


@pytest.mark.parametrize("kind", CASES)
def test_every_derived_value_computes_again_from_its_own_inputs(kind):
    made, record, day = CASES[kind]
    assessment = assess(facts(made), date.fromisoformat(day))
    letter = prepare(assessment, kind, record, also=LETTERS[kind].also)
    for derived in letter.derived:
        assert evaluate(derived.because, assessment.situation.calendar) == derived.value, derived.name


REFUSED = [
    ("correction-request", ledger(bills=[bill(total="500.00")]), "B-7", "2026-10-19", "nothing_to_correct"),
    ("late-fee-objection", ledger(bills=[bill()]), "B-7", "2026-10-19", "no_late_fee_on_bill"),
    ("late-fee-objection", ledgers.overdue("45.00"), "B-7", "2026-10-19", "late_fee_not_more"),
    ("offset-objection", ledgers.offset(method="bank"), "P-1", "2026-10-28", "not_an_offset"),
    ("offset-objection", ledgers.offset(amount="102.00"), "P-1", "2026-10-28", "offset_not_more"),
    ("short-notice-claim", ledgers.notice(kind="arrears"), "N-1", "2026-10-19", "no_notice_duty"),
    ("short-notice-claim", ledgers.notice(event_at="2026-11-11T00:00+08:00"), "N-1", "2026-10-19", "notice_duty_met"),
    ("terms-change-reply", ledgers.notice(), "N-1", "2026-10-19", "no_terms_change"),
    ("damage-claim", ledgers.damaged(cause="carrier"), "X-1", "2026-10-19", "provider_exempt"),
    ("damage-claim", ledgers.damaged(losses=[]), "X-1", "2026-10-19", "no_direct_loss"),
    ("damage-claim", ledger(incidents=[ledgers.incident()]), "X-1", "2026-10-19", "no_cash_paid"),
    ("sla-claim", ledgers.damaged(), "X-1", "2026-11-16", "no_service_rule"),
    ("sla-claim", ledgers.less_available(), "X-1", "2026-11-05", "claim_too_early"),
    ("sla-claim", ledgers.less_available(), "X-1", "2026-12-31", "claim_too_late"),
    ("force-majeure-termination", ledgers.damaged(), "X-1", "2026-10-19", "no_force_majeure"),
    ("force-majeure-termination", ledgers.force_majeure(), "X-1", "2026-09-30", "right_not_arisen"),
    (
        "force-majeure-termination",
        ledgers.force_majeure(ended_at="2026-09-20T00:00:00+08:00"),
        "X-1",
        "2026-10-19",
        "force_majeure_over",
    ),
    ("refund-request", ledgers.order(promotions=[]), "O-1", "2026-10-19", "no_list_price_settlement"),
    ("refund-request", ledgers.order(settled_on=None), "O-1", "2026-10-19", "order_not_settled"),
    ("refund-request", ledgers.order(list_price="3600.00"), "O-1", "2026-10-19", "nothing_to_refund"),
    ("red-letter-request", ledgers.invoiced(bills=None), "I-1", "2026-10-26", "no_ground_for_red_letter"),
    ("red-letter-request", ledgers.invoiced(issued_on=None), "I-1", "2026-10-26", "issue_day_unknown"),
    (
        "customer-details-change",
        ledger(agreement=agreement(customer={"name": "甲某"})),
        "agreement",
        "2026-10-19",
        "no_customer_details",
    ),
    ("negotiation-demand", ledger(), "agreement", "2026-10-19", "no_open_claims"),
    ("poem", ledger(), "agreement", "2026-10-19", "no_such_letter"),
    *(
        (kind, ledger(), "nowhere", "2026-10-19", "no_such_record")
        for kind, letter in LETTERS.items()
        if letter.subject != "agreement"
    ),
]


@pytest.mark.parametrize(("kind", "made", "record", "day", "code"), REFUSED)
def test_a_letter_the_record_does_not_give_is_refused_with_a_sentence(kind, made, record, day, code):
    with pytest.raises(Refused) as refused:
        prepare(assess(facts(made), date.fromisoformat(day)), kind, record)
    (problem,) = refused.value.problems
    assert problem.code == code
    for language in LANGUAGES:
        assert "{" not in vocabulary(language).problem(problem)


IN_2027 = {"id": "I-1", "issued_on": "2027-02-09", "received_at": "2027-02-10T10:00:00+08:00", "amount": "100.00"}


@pytest.mark.parametrize(
    ("kind", "record", "code", "owed"),
    [("late-fee-objection", "B-7", "late_fee_not_more", 0), ("offset-objection", "P-1", "offset_not_more", 100)],
)
def test_what_may_turn_out_owed_is_not_objected_to(kind, record, code, owed):
    """Received on 2027-02-10, whose deadline nobody knows yet: only what exceeds the most is objected to."""
    calendar = Calendar.bundled().without_years({2027})
    day = date(2027, 4, 1)
    eve = assess(facts(ledger(invoices=[IN_2027])), day - timedelta(owed // 100), calendar=calendar)
    fee = eve.figures["late_fee", "invoice", "I-1"]
    assert fee.value < fee.latest

    def prepared(cents):
        amount = f"{owed + fee.latest // 10**8 + cents / 100:.2f}"
        billed = bill(late_fee=amount, period="2027-03", sent_at="2027-04-01T19:00:00+08:00")
        offset = {"id": "P-1", "paid_on": str(day), "amount": amount, "method": "offset"}
        sections = {"payments": [offset]} if owed else {"bills": [billed]}
        return prepare(assess(facts(ledger(invoices=[IN_2027], **sections)), day, calendar=calendar), kind, record)

    with pytest.raises(Refused, match=code):
        prepared(0)
    assert prepared(1)


def test_the_kinds_and_additions_of_the_register_are_those_of_the_table():
    assert tuple(LETTERS) == LETTER_KINDS
    assert LETTER_ADDITIONS == ALSO


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("addition", ALSO)
def test_an_addition_a_letter_does_not_know_is_refused_and_not_ignored(kind, addition):
    made, record, day = CASES[kind]
    assessment = assess(facts(made), date.fromisoformat(day))
    if addition in LETTERS[kind].also:
        assert prepare(assessment, kind, record, also=(addition,))
        return
    with pytest.raises(Refused) as refused:
        prepare(assessment, kind, record, also=(addition,))
    (problem,) = refused.value.problems
    assert problem.code == "letter_has_no_addition"
    knowing = "late-fee-objection" if addition == "reduction" else "terms-change-reply"
    for language in LANGUAGES:
        assert knowing in vocabulary(language).problem(problem)


def test_a_charge_asked_back_in_full_is_not_asked_back_again_for_its_days_after_the_end():
    made = ledgers.twice()
    made["services"][0] = made["services"][0] | {"ended_on": "2026-09-20"}
    letter = prepare(assess(facts(made), MONDAY), "correction-request", "B-7")
    assert [error["code"].value for error in letter.told["errors"]] == ["charged_twice", "charge_after_end", "rounding"]


def test_the_sum_demanded_counts_each_claim_once():
    made, _, day = CASES["negotiation-demand"]
    letter = prepare(assess(facts(made), date.fromisoformat(day)), "negotiation-demand", "agreement")
    (claims,) = letter.tables
    assert claims.total[-1] == sum(row[-1] for row in claims.rows) == letter.told["claims_total"].value


def test_a_late_fee_billed_in_excess_is_corrected_and_demanded_too():
    assessment = assess(facts(ledgers.overdue("80.00")), MONDAY)
    errors = told(assessment, "correction-request", "B-7")["errors"]
    found = {error["code"].value: error["amount"].value for error in errors}
    assert found["late_fee_differs"] == 3500 * 1_000_000
    assert told(assessment, "negotiation-demand", "agreement")["claims_total"].value == (3500 + 4567) * 1_000_000


def told(assessment, kind, record):
    return prepare(assessment, kind, record).told


@pytest.mark.parametrize(("amended", "rates"), [("2026-09-28", None), ("2026-12-01", "late_fee_rate")])
def test_a_rate_that_changed_on_the_way_is_not_told_as_one(amended, rates):
    change = {"effective_on": amended, "parameter": "late_fee_rate", "value": "0.005", "clause": "3.5"}
    made = ledgers.overdue("80.00") | {"agreement": agreement(amendments=[change])}
    rate = told(assess(facts(made), MONDAY), "late-fee-objection", "B-7")["rate"].value
    assert (rate is None) == (rates is None)


@pytest.mark.parametrize(("day", "early"), [("2026-10-23", True), ("2026-10-24", False)])
def test_an_offset_before_the_payment_deadline_is_told_as_such(day, early):
    assessment = assess(facts(ledgers.offset(paid_on=day)), date(2026, 10, 28))
    assert told(assessment, "offset-objection", "P-1")["early"] is early


def test_a_bill_without_lines_still_gives_its_objection():
    assert prepare(assess(facts(ledger(bills=[bill(lines=[line("db", "545.67")])])), MONDAY), "bill-objection", "B-7")
