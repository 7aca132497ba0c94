"""Whatever arrangement is published later, the final value lies in the range a provisional figure shows.

The calendar of the last years is hidden, everything is assessed, then assessed again with the calendar as it came
to be: a figure that was not provisional has not moved, and one that was lies between its earliest and its latest.
"""

import json
import random
from collections import Counter
from datetime import date

import pytest

from models.assess import assess
from models.exchange import document
from models.terms.calendar import Calendar
from tests.models import documents


def facts_and_day(seed):
    """Documents whose payments name their invoices: what undesignated money covers follows the order of deadlines."""
    raw, as_of = documents.document_and_day(random.Random(seed))  # noqa: S311 - chance, not a secret
    raw = {**raw, "payments": [payment for payment in raw.get("payments", []) if payment.get("invoices")]}
    for payment in raw["payments"]:
        payment["amount"] = f"{sum(int(named['amount'].replace('.', '')) for named in payment['invoices']) / 100:.2f}"
        payment["method"] = "bank"
    return document.read(json.dumps(raw)), as_of


@pytest.mark.parametrize("hidden", [(2026,), (2025, 2026), (2024, 2025, 2026)])
def test_the_final_value_lies_in_the_range_shown(hidden):
    published, seen = Calendar.bundled(), Counter()
    for seed in range(250):
        facts, as_of = facts_and_day(seed)
        before = assess(facts, as_of, calendar=published.without_years(hidden))
        after = assess(facts, as_of, calendar=published)
        for figure in before.figures:
            final = after.figures.get(*figure.key)
            if figure.provisional:
                seen[figure.kind] += 1
                assert final.value is None or figure.earliest <= final.value <= figure.latest, (seed, figure, final)
            else:
                assert (figure.value, figure.status) == (final.value, final.status), (seed, figure, final)
    assert seen.keys() >= {
        "delivered_on",
        "bill_objection_deadline",
        "payment_deadline",
        "termination_right_from",
        "late_fee",
        "notice_shortfall",
    }


def test_the_late_fee_of_a_provisional_deadline_has_its_range():
    """Received on 2027-02-01: nobody knows yet which days around Spring Festival 2027 will be worked."""
    raw = {
        "format": "clauseledger/1",
        "agreement": {"terms": "tencent-cloud-2021", "signed_on": "2021-11-08", "customer": {"name": "示例客户"}},
        "accounts": [{"id": "a"}],
        "invoices": [{"id": "i", "received_at": "2027-02-01T10:00:00+08:00", "amount": "100.00"}],
    }
    assessment = assess(document.read(json.dumps(raw)), date(2027, 3, 31))
    deadline, fee = (assessment.figures[kind, "invoice", "i"] for kind in ("payment_deadline", "late_fee"))
    one_percent = 10**8
    assert fee.earliest == (date(2027, 3, 31) - deadline.latest).days * one_percent
    assert fee.latest == (date(2027, 3, 31) - deadline.earliest).days * one_percent
    assert fee.earliest <= fee.value <= fee.latest
