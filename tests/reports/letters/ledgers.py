"""For each kind of letter a small ledger that gives it: the document's sections, the record and the day."""

from tests.reports.papers import agreement, bill, ledger, line, service

COPY = {
    "id": "c-1",
    "name": "协议.txt",
    "imported_on": "2026-01-01",
    "text": (
        "第一条 通则\n1.1 甲的话。\n第三条 服务\n3.4 中止\n3.4.1 乙方维护的，应当早说，此处为自己的文本。\n"
        "第十条 责任\n10.4 间接的不赔，此处为自己的文本。\n10.5 限额，此处为自己的文本。\n"
    ),
}


def _august(total):
    return bill(id="B-6", period="2026-08", sent_at="2026-09-15T19:00:00+08:00", total=total, lines=[line("db", total)])


def twice():
    earlier = _august("336.00")
    late = line("cdn", "60.00") | {"usage_from": "2026-09-11", "usage_to": "2026-10-01"}
    ended = service("cdn", "内容分发", ended_on="2026-09-20")
    both = bill(total="396.01", lines=[line("db", "336.00"), late])
    return ledger(services=[service("db", "云数据库"), ended], bills=[earlier, both])


def overlapping():
    return ledger(bills=[_august("100.00"), bill(total="336.00", lines=[line("db", "336.00")])])


def overdue(billed="80.00"):
    """Give an invoice of 300 overdue by 15 days when the bill is sent: 300 × 1 % × 15 = 45."""
    invoice = {"id": "I-1", "issued_on": "2026-09-08", "received_at": "2026-09-10T10:00:00+08:00", "amount": "300.00"}
    # The tenth working day after 10 September 2026 is the 23rd: Sunday the 20th is worked.
    return ledger(invoices=[invoice], bills=[bill(late_fee=billed, sent_at="2026-10-08T19:00:00+08:00")])


def offset(**fields):
    invoice = {"id": "I-1", "issued_on": "2026-10-08", "received_at": "2026-10-10T10:00:00+08:00", "amount": "100.00"}
    payment = {"id": "P-1", "paid_on": "2026-10-26", "amount": "150.00", "method": "offset"} | fields
    return ledger(invoices=[invoice], payments=[payment])


def notice(**fields):
    base = {
        "id": "N-1",
        "from": "provider",
        "kind": "service_change",
        "channel": "electronic",
        "form": "site_message",
        "sent_at": "2026-10-12T09:00:00+08:00",
        "event_at": "2026-11-04T00:00:00+08:00",
        "services": ["db"],
        "subject": "旧版下线通知",
    }
    return ledger(notices=[{name: value for name, value in (base | fields).items() if value is not None}])


def maintenance(**fields):
    return notice(
        **{"kind": "routine_maintenance", "form": "email", "event_at": "2026-10-12T20:00:00+08:00", "subject": "维护"}
        | fields
    )


def incident(**fields):
    base = {
        "id": "X-1",
        "service": "db",
        "started_at": "2026-10-12T20:00:00+08:00",
        "ended_at": "2026-10-13T02:00:00+08:00",
        "cause": "provider",
        "losses": [
            {"description": "数据恢复费用", "kind": "direct", "amount": "800.00"},
            {"description": "停业利润损失", "kind": "indirect", "amount": "5000.00"},
        ],
    }
    return {name: value for name, value in (base | fields).items() if value is not None}


def damaged(**fields):
    return ledger(bills=[bill()], incidents=[incident(**fields)])


RULE = {
    "id": "SR-1",
    "service": "db",
    "sla_tiers": [
        {"below": "99.975", "at_least": "99", "credit_percent": "10"},
        {"below": "99", "credit_percent": "25"},
    ],
    "claim_from_working_day": 5,
    "claim_within_days": 60,
    "ignored_minutes": 1,
    "source": "示例服务等级协议",
}


def less_available(**fields):
    lines = [
        line("db", "336.00", cash="310.00", voucher="26.00") | {"usage_from": "2026-10-01", "usage_to": "2026-11-01"}
    ]
    october = bill(period="2026-10", sent_at="2026-11-02T19:00:00+08:00", total="336.00", lines=lines)
    return ledger(bills=[october], incidents=[incident(losses=[])], service_rules=[RULE | fields])


def order(**fields):
    """Give 365 days at 1,200 list, paid 800 + 50 (+ 50 voucher), used 184 days: 604.93 used, 245.07 comes back."""
    base = {
        "id": "O-1",
        "service": "db",
        "paid_on": "2026-03-01",
        "starts_on": "2026-03-01",
        "ends_on": "2027-03-01",
        "list_price": "1200.00",
        "cash": "800.00",
        "gift": "50.00",
        "voucher": "50.00",
        "promotions": [{"name": "包年优惠", "condition": "用满一年", "condition_met": False}],
        "settled_on": "2026-08-31",
    }
    return ledger(orders=[{name: value for name, value in (base | fields).items() if value is not None}])


def invoiced(**fields):
    base = {
        "id": "I-1",
        "number": "26440000000000000002",
        "issued_on": "2026-10-19",
        "received_at": "2026-10-20T15:30:00+08:00",
        "amount": "545.67",
        "bills": ["B-7"],
    }
    invoice = {name: value for name, value in (base | fields).items() if value is not None}
    return ledger(bills=[bill(agreed_total="500.00")], invoices=[invoice])


def terms_change(**amendment):
    change = {
        "effective_on": "2026-11-01",
        "parameter": "late_fee_rate",
        "value": "0.02",
        "clause": "4.4.1",
        "notice": "N-1",
    }
    made = notice(
        kind="terms_change",
        channel="web_announcement",
        form=None,
        sent_at=None,
        services=None,
        published_at="2026-10-12T09:00:00+08:00",
        event_at="2026-11-01T00:00:00+08:00",
        subject="条款更新",
    )
    return made | {"agreement": agreement(amendments=[change | amendment])}


def force_majeure(**fields):
    base = {"cause": "force_majeure", "started_at": "2026-09-01T08:00:00+08:00", "ended_at": None, "losses": []}
    return ledger(incidents=[incident(**(base | fields))])


def everything_open():
    return offset() | {"orders": order()["orders"], "incidents": [incident()], "bills": [bill()]}


CASES = {
    "bill-objection": (ledger(bills=[bill()]), "B-7", "2026-10-19"),
    "correction-request": (twice(), "B-7", "2026-10-19"),
    "late-fee-objection": (overdue("80.00"), "B-7", "2026-10-19"),
    "offset-objection": (offset(), "P-1", "2026-10-28"),
    "red-letter-request": (invoiced(), "I-1", "2026-10-26"),
    "refund-request": (order(), "O-1", "2026-10-19"),
    "short-notice-claim": (notice(), "N-1", "2026-10-19"),
    "damage-claim": (damaged(), "X-1", "2026-10-19"),
    "sla-claim": (less_available(), "X-1", "2026-11-16"),
    "account-theft-notice": (
        ledger(
            accounts=[
                {"id": "100200300400", "label": "主账号", "cash_balance": {"on": "2026-10-01", "amount": "120.00"}}
            ]
        ),
        "100200300400",
        "2026-10-19",
    ),
    "customer-details-change": (ledger(), "agreement", "2026-10-19"),
    "force-majeure-termination": (force_majeure(), "X-1", "2026-10-19"),
    "terms-change-reply": (terms_change(), "N-1", "2026-10-19"),
    "negotiation-demand": (everything_open(), "agreement", "2026-10-28"),
}
"""Kind of letter → (exchange document, record, day of the letter)."""
