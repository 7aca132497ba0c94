"""Small exchange documents for tests: one of everything, or only what a test names."""

import copy
import json
from contextlib import contextmanager
from datetime import date

from models.assess import assess
from models.exchange import document
from models.figures import write_value
from models.ledger import acts
from models.ledger.ledger import open_ledger

WHOLE = {
    "format": "clauseledger/1",
    "agreement": {
        "terms": "tencent-cloud-2021",
        "signed_on": "2021-11-08",
        "customer": {"name": "示例客户", "email": "a@example.org"},
        "provider": {"name": "示例服务商", "bank": "示例银行"},
        "readings": {"delivery_rolls_on": "statutory_days"},
        "amendments": [
            {
                "effective_on": "2025-01-01",
                "parameter": "late_fee_rate",
                "value": "0.0005",
                "clause": "3.5",
                "notice": "n-1",
            }
        ],
    },
    "accounts": [
        {"id": "a-1", "label": "主账号", "cash_balance": {"on": "2026-10-31", "amount": "120.00"}},
        {"id": "a-2"},
    ],
    "services": [
        {
            "id": "s-1",
            "account": "a-1",
            "name": "云服务器",
            "billing": "prepaid",
            "starts_on": "2025-01-01",
            "ended_on": "2026-09-30",
            "retention_days": 7,
        },
        {"id": "s-2", "account": "a-2", "name": "对象存储", "billing": "postpaid", "starts_on": "2025-01-01"},
    ],
    "orders": [
        {
            "id": "o-1",
            "service": "s-1",
            "paid_on": "2025-12-30",
            "starts_on": "2026-01-01",
            "ends_on": "2027-01-01",
            "list_price": "1200.00",
            "cash": "800.00000001",
            "gift": "50.00",
            "voucher": "50.00",
            "promotions": [{"name": "包年优惠", "condition": "用满一年", "condition_met": False}, {"name": "新客"}],
            "stacking_agreed": True,
            "settled_on": "2026-06-01",
        }
    ],
    "bills": [
        {
            "id": "b-1",
            "account": "a-1",
            "period": "2026-09",
            "sent_at": "2026-10-01T19:00:00+08:00",
            "channel": "electronic",
            "total": "345.67",
            "lines": [
                {
                    "service": "s-1",
                    "usage_from": "2026-09-01",
                    "usage_to": "2026-10-01",
                    "payable": "80.43264806",
                    "cash": "80.43264806",
                    "list": "100.00",
                }
            ],
            "answer": {"kind": "objected", "on": "2026-10-09", "disputed": "45.67", "reason": "重复计费\n见明细"},
            "agreed_total": "300.00",
        }
    ],
    "invoices": [
        {
            "id": "i-1",
            "number": "26442000000123456789",
            "issued_on": "2026-10-15",
            "received_at": "2026-10-20T10:00:00+08:00",
            "amount": "300.00",
            "tax": "16.98",
            "bills": ["b-1"],
            "payment_working_days": 10,
            "deducted": False,
            "red_letter_requested_on": "2026-11-01",
        },
        {"id": "i-2", "issued_on": "2026-11-02", "amount": "-50.00", "reverses": "i-1"},
        {"id": "i-3", "sent_at": "2026-10-20T10:00:00+08:00", "channel": "electronic", "amount": "75.00"},
    ],
    "payments": [
        {
            "id": "p-1",
            "paid_on": "2026-11-20",
            "amount": "100.00",
            "method": "bank",
            "invoices": [{"invoice": "i-1", "amount": "60.00"}, {"invoice": "i-3", "amount": "40.00"}],
            "reference": "回单 1",
        }
    ],
    "notices": [
        {
            "id": "n-1",
            "from": "provider",
            "kind": "routine_maintenance",
            "channel": "electronic",
            "form": "email",
            "sent_at": "2026-09-10T10:00:00+08:00",
            "event_at": "2026-09-12T10:00:00+08:00",
            "services": ["s-1", "s-2"],
            "subject": "维护",
            "text": "第一行\n第二行",
        },
        {"id": "n-2", "from": "customer", "kind": "other", "channel": "post", "posted_on": "2026-10-01"},
    ],
    "incidents": [
        {
            "id": "x-1",
            "service": "s-1",
            "started_at": "2026-09-12T10:00:00.5+08:00",
            "ended_at": "2026-09-12T05:00:00Z",
            "cause": "routine_maintenance",
            "notice": "n-1",
            "losses": [
                {"description": "恢复费用", "kind": "direct", "amount": "30.00"},
                {"description": "利润", "kind": "indirect", "amount": "90.00"},
            ],
        }
    ],
    "service_rules": [
        {
            "id": "sr-1",
            "service": "s-2",
            "retention_days": 7,
            "sla_tiers": [{"below": "99.975", "credit_percent": 10, "at_least": 99}],
            "claim_within_days": 60,
            "source_on": "2026-01-01",
        },
        {"id": "sr-2", "service": "s-2", "retention_days": 15, "effective_on": "2026-07-01"},
    ],
    "reference_rates": [{"id": "lpr-1", "effective_on": "2026-01-20", "percent": "3.00"}],
    "agreement_copies": [{"id": "c-1", "name": "协议.pdf", "text": "第一条\n第二条", "imported_on": "2026-01-01"}],
    "letters": [
        {
            "id": "l-1",
            "kind": "bill_objection",
            "created_on": "2026-11-01",
            "to": "示例服务商",
            "title": "异议函",
            "number": "〔2026〕1号",
            "subject": "agreement",
            "record": "agreement",
            "reply_by": "2026-11-16",
            "frozen_on": "2026-11-02",
            "pdf": "0" * 64,
            "sent": {"channel": "post", "on": "2026-11-03", "tracking": "E1"},
            "answered": {"on": "2026-11-10", "note": "收到"},
        },
        {
            "id": "l-2",
            "kind": "late-fee-objection",
            "created_on": "2026-11-20",
            "to": "示例服务商",
            "title": "违约金异议函",
            "language": "en",
            "also": "reduction",
            "text": "# 题\n> 致：{{ provider }}\n",
        },
    ],
    "letter_templates": [
        {
            "id": "t-1",
            "name": "我方措辞",
            "kind": "bill-objection",
            "language": "zh",
            "text": "# 关于{{ period }}账单的异议函\n",
        }
    ],
    "statement_layouts": [
        {
            "id": "layout-1",
            "columns": [{"column": 1, "role": "on", "heading": "交易日期"}, {"column": 3, "role": "amount"}],
            "outgoing": "positive",
        }
    ],
    "statements": [
        {
            "id": "statement-1",
            "account": "示例银行 0001",
            "file": "明细.csv",
            "sha256": "1" * 64,
            "imported_on": "2026-11-25",
            "layout": "layout-1",
        }
    ],
    "statement_lines": [
        {
            "id": "line-1",
            "statement": "statement-1",
            "file_row": 2,
            "sha256": "2" * 64,
            "on": "2026-11-24",
            "amount": "-5.00",
            "balance": "95.00",
            "counterparty": "示例服务商",
            "counterparty_account": "0002",
            "summary": "货款",
            "number": "N1",
            "purpose": "recharge",
        },
        {
            "id": "line-2",
            "statement": "statement-1",
            "file_row": 3,
            "sha256": "3" * 64,
            "on": "2026-11-25",
            "amount": "1.00",
        },
    ],
    "vouchers": [
        {
            "id": "v-1",
            "account": "a-1",
            "face": "100.00",
            "balance": "60.50",
            "starts_at": "2026-09-01T00:00:00+08:00",
            "ends_at": "2026-12-31T23:59:59+08:00",
            "name": "新客代金券",
            "scope": "云服务器CVM",
            "status": "使用中",
        }
    ],
    "reconciliations": [
        {
            "id": "rec-1",
            "account": "示例银行 0001",
            "from": "2026-11-01",
            "to": "2026-11-30",
            "opening": "100.00",
            "closing": "95.00",
            "lines": ["line-1"],
        }
    ],
}
AFTER_EVERYTHING = date(2026, 11, 30)


def whole():
    """Give a copy of the document with one of everything."""
    return copy.deepcopy(WHOLE)


def only(readings=None, amendments=None, **sections):
    """Give a document with an account, a service and what the test names."""
    agreement = {"terms": "tencent-cloud-2021", "signed_on": "2021-11-08", "customer": {"name": "示例客户"}}
    if readings:
        agreement["readings"] = readings
    if amendments:
        agreement["amendments"] = [{"clause": "3.5"} | amendment for amendment in amendments]
    service = {"id": "s", "account": "a", "name": "云服务器", "billing": "prepaid", "starts_on": "2020-01-01"}
    return {
        "format": "clauseledger/1",
        "agreement": agreement,
        "accounts": sections.pop("accounts", [{"id": "a"}]),
        "services": [service | extra for extra in sections.pop("services", [{}])],
    } | sections


def read(made):
    """Read a document given as JSON values."""
    return document.read(json.dumps(made))


@contextmanager
def opened(path, made=None):
    """Make a ledger of a document, or of the least there can be, and give it open."""
    acts.make_from(path, read(only() if made is None else made))
    with open_ledger(path) as ledger:
        yield ledger


def assessed(made, as_of):
    """Assess a document as of an ISO day."""
    return assess(read(made), date.fromisoformat(as_of))


def figure(made, as_of, kind, record):
    """Give (value, status) of one figure as printed, or None when there is no such figure."""
    found = assessed(made, as_of).get(kind, record)
    assert len(found) <= 1
    return (write_value(found[0].value, found[0].unit), found[0].status) if found else None
