"""The clause that says when something counts as delivered: that of its channel, 3.2.4 where the day is a fact."""

import pytest

from tests.models import samples

SENT = {"sent_at": "2026-03-02T10:00:00+08:00"}
NOTICE = {"id": "x", "from": "provider", "kind": "service_change"}


@pytest.mark.parametrize(
    ("section", "record", "clause"),
    [
        ("invoices", {"id": "x", "amount": "1.00", "received_at": "2026-03-02T10:00:00+08:00"}, "3.2.4"),
        ("invoices", {"id": "x", "amount": "1.00", "channel": "electronic"} | SENT, "11.3.3"),
        ("invoices", {"id": "x", "amount": "1.00", "channel": "hand"} | SENT, "11.3.1"),
        ("invoices", {"id": "x", "amount": "1.00", "channel": "post"} | SENT, "11.3.4"),
        ("invoices", {"id": "x", "amount": "1.00"}, "11.3"),
        ("notices", NOTICE | {"channel": "post", "posted_on": "2026-03-02"}, "11.3.4"),
        ("notices", NOTICE | {"channel": "web_announcement", "published_at": SENT["sent_at"]}, "11.3.2"),
    ],
)
def test_the_clause_is_that_of_the_channel(section, record, clause):
    (figure,) = samples.assessed(samples.only(**{section: [record]}), "2026-06-01").get("delivered_on", "x")
    assert figure.clause == clause
