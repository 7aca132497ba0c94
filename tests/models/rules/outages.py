"""Ledgers with outages of one service whose rule promises what CVM's does."""

from datetime import datetime, timedelta

from tests.models import samples

TIERS = [
    {"at_least": 99, "below": "99.975", "credit_percent": 10},
    {"at_least": 95, "below": 99, "credit_percent": 25},
    {"below": 95, "credit_percent": 100},
]
RULE = {"id": "r", "service": "s", "sla_tiers": TIERS}
RULE |= {"claim_from_working_day": 5, "claim_within_days": 60, "ignored_minutes": 1}


def outage(start, end, name="x", cause="provider", **more):
    return (
        {"id": name, "service": "s", "started_at": f"{start}+08:00", "cause": cause}
        | ({"ended_at": f"{end}+08:00"} if end else {})
        | more
    )


def out_for(minutes, start="2026-09-10T00:00:00", **more):
    end = datetime.fromisoformat(start) + timedelta(minutes=minutes)
    return outage(start, end.isoformat(), **more)


def ledger(*incidents, rule=None, **sections):
    return samples.only(incidents=list(incidents), service_rules=[RULE | (rule or {})], **sections)


def figure(kind, *incidents, as_of="2026-11-23", record="x", **sections):
    return samples.figure(ledger(*incidents, **sections), as_of, kind, record)


def exact(*incidents, as_of="2026-11-23", record="x", **sections):
    (found,) = samples.assessed(ledger(*incidents, **sections), as_of).get("availability", record)
    return found.value


def billed(cash="300.00", start="2026-09-01", end="2026-10-01", **more):
    line = {"service": "s", "usage_from": start, "usage_to": end, "payable": cash, "cash": cash} | more
    sent = {"id": "b", "account": "a", "period": "2026-09", "sent_at": "2026-10-01T19:00:00+08:00"}
    return sent | {"channel": "electronic", "total": "300.00", "lines": [line]}
