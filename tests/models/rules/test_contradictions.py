"""Facts that do not fit each other are told, each just past the point where they still fit."""

import pytest

from tests.models import samples

BILL = {"id": "b", "account": "a", "period": "2026-02", "channel": "electronic", "total": "10.00"}
SENT = "2026-03-02T12:00:00+08:00"
INVOICE = {"id": "i", "amount": "10.00", "issued_on": "2026-03-05"}
NOTICE = {
    "id": "n",
    "from": "provider",
    "kind": "routine_maintenance",
    "channel": "hand",
    "signed_at": "2026-03-03T09:00:00+08:00",
    "event_at": "2026-03-06T00:00:00+08:00",
    "services": ["s"],
}
INCIDENT = {"id": "x", "service": "s", "cause": "routine_maintenance", "notice": "n"}


def told(as_of="2026-06-01", **sections):
    problems = samples.assessed(samples.only(**sections), as_of).problems
    codes = [(problem.code, problem.subject, problem.record) for problem in problems if problem.severity == "warning"]
    return [one for one in codes if one[0] != "delivery_unproven"]


@pytest.mark.parametrize(
    ("received", "wrong"),
    [
        ("2026-03-02T11:59:59+08:00", True),
        (SENT, False),
        ("2026-03-02T04:00:00Z", False),
        ("2026-03-02T12:00:01+08:00", False),
    ],
)
def test_received_before_sent(received, wrong):
    both = {"sent_at": SENT, "received_at": received}
    assert told(bills=[BILL | both]) == [("received_before_sent", "bill", "b")] * wrong
    invoice = {"id": "i", "amount": "10.00", "channel": "electronic"}
    assert told(invoices=[invoice | both]) == [("received_before_sent", "invoice", "i")] * wrong


@pytest.mark.parametrize(
    ("total", "disputed", "wrong"),
    [
        ("10.00", "9.99", False),
        ("10.00", "10.00", False),
        ("10.00", "10.01", True),
        ("0.00", "0.01", True),
        ("-10.00", "5.00", False),
    ],
)
def test_disputed_above_total(total, disputed, wrong):
    answer = {"kind": "objected", "on": "2026-03-03", "disputed": disputed}
    bill = BILL | {"sent_at": SENT, "total": total, "answer": answer}
    assert told(bills=[bill]) == [("disputed_above_total", "bill", "b")] * wrong


@pytest.mark.parametrize(
    ("received", "wrong"),
    [
        ("2026-03-04T23:59:59+08:00", True),
        ("2026-03-05T00:00:00+08:00", False),
        ("2026-03-04T16:00:00Z", False),
        ("2026-03-04T15:59:59Z", True),
    ],
)
def test_received_before_issued(received, wrong):
    assert told(invoices=[INVOICE | {"received_at": received}]) == [("received_before_issued", "invoice", "i")] * wrong


@pytest.mark.parametrize(
    ("amount", "tax", "wrong"),
    [("10.00", "9.99", False), ("10.00", "10.00", False), ("10.00", "10.01", True)],
)
def test_tax_above_amount(amount, tax, wrong):
    assert told(invoices=[INVOICE | {"amount": amount, "tax": tax}]) == [("tax_above_amount", "invoice", "i")] * wrong


@pytest.mark.parametrize(("issued", "wrong"), [("2026-03-04", True), ("2026-03-05", False), ("2026-03-06", False)])
def test_a_red_letter_older_than_its_original(issued, wrong):
    red = {"id": "r", "amount": "-10.00", "issued_on": issued, "reverses": "i"}
    assert told(invoices=[INVOICE, red]) == [("reverses_a_later_one", "invoice", "r")] * wrong


class TestTheNoticeOfAnIncident:
    @pytest.mark.parametrize(
        ("started", "wrong"),
        [
            ("2026-03-03T08:59:59+08:00", True),
            ("2026-03-03T09:00:00+08:00", False),
            ("2026-03-03T01:00:00Z", False),
            ("2026-03-06T00:00:00+08:00", False),
        ],
    )
    def test_delivered_after_it_began(self, started, wrong):
        made = {"notices": [NOTICE], "incidents": [INCIDENT | {"started_at": started}]}
        assert told(**made) == [("notice_after_incident", "incident", "x")] * wrong

    def test_days_off_that_move_the_delivery_do_not_make_it_another_notice(self):
        notice = NOTICE | {"signed_at": "2026-10-01T09:00:00+08:00"}  # deemed delivered on 8 October
        incident = INCIDENT | {"started_at": "2026-10-03T00:00:00+08:00"}
        assert told("2026-12-01", notices=[notice], incidents=[incident]) == []

    @pytest.mark.parametrize(("services", "wrong"), [(["s"], False), ([], False), (["s", "t"], False), (["t"], True)])
    def test_of_another_service(self, services, wrong):
        both = [{"id": "s"}, {"id": "t"}]
        incident = INCIDENT | {"started_at": "2026-03-06T00:00:00+08:00"}
        found = told(services=both, notices=[NOTICE | {"services": services}], incidents=[incident])
        assert found == [("notice_of_another_service", "incident", "x")] * wrong

    def test_of_another_kind(self):
        incident = INCIDENT | {"started_at": "2026-03-06T00:00:00+08:00", "cause": "major_adjustment"}
        assert told(notices=[NOTICE], incidents=[incident]) == [("notice_of_another_kind", "incident", "x")]

    def test_of_a_cause_that_needs_none(self):
        incident = INCIDENT | {"started_at": "2026-01-06T00:00:00+08:00", "cause": "provider"}
        assert told(notices=[NOTICE], incidents=[incident]) == []
