"""Findings on what is near: deadlines within some days, a balance about to run out."""

from collections.abc import Iterator
from datetime import date, timedelta

from models.assess import Assessment
from models.facts.bill_lines import charged
from models.findings.finding import Finding

ANSWERS = {
    "bill_objection_deadline": ("bill_objection", {"open"}),
    "payment_deadline": ("pay", {"open"}),
    "data_kept_until": ("save_data", {"kept"}),
    "sla_claim_deadline": ("sla_claim", {"open"}),
}
"""Figures that tell the customer by which day to act: what answers them, and in which status they still matter."""


def deadlines(assessment: Assessment, within: int) -> Iterator[Finding]:
    """Find the customer's own deadlines within some natural days, by the safest day any reading gives."""
    for kind, (answer, statuses) in ANSWERS.items():
        for figure in assessment.figures.of_kind(kind):
            if figure.status not in statuses or not isinstance(figure.value, date):
                continue
            safest = assessment.safest_day(figure)
            left = (safest - assessment.as_of).days
            if left <= within:
                inputs = {"kind": kind, "day": safest, "days": left}
                yield Finding("deadline_near", figure.subject, figure.record, figure.clause, answer, None, inputs)


def balances(assessment: Assessment, within: int) -> Iterator[Finding]:
    """Find accounts whose balance runs out within some days at the pace of their last bill with lines.

    The pace is the bill's cash over the days its lines cover; the balance is the one last stated. One below zero has
    run out already, at whatever pace.
    """
    facts = assessment.situation.facts
    for account in facts.accounts.values():
        if account.cash_balance is not None and account.cash_balance.amount < 0:
            owed = -account.cash_balance.amount
            stated = {"owed_amount": owed, "day": account.cash_balance.on}
            yield Finding("account_in_arrears", "account", account.id, "3.2.1", "pay", owed, stated)
            continue
        bills = [bill for bill in facts.bills.values() if bill.account == account.id]
        last = max(bills, key=lambda bill: bill.period, default=None)
        if account.cash_balance is None or last is None or not len(last.lines):
            continue
        spans = {(line.usage_from, line.usage_to) for line in last.lines}
        days = (max(end for _, end in spans) - min(start for start, _ in spans)).days
        cash = charged(last.lines).cash
        if cash <= 0:
            continue
        runs_out = account.cash_balance.on + timedelta(days=account.cash_balance.amount * days // cash)
        left = (runs_out - assessment.as_of).days
        if left <= within:
            inputs = {"balance_amount": account.cash_balance.amount, "day": runs_out, "days": left}
            yield Finding("balance_low", "account", account.id, "3.2.1", "pay", account.cash_balance.amount, inputs)


def confirmed(assessment: Assessment, found: list[Finding]) -> Iterator[Finding]:
    """Find bills confirmed, or taken as not objected to, while findings on them stand open (3.2.4)."""
    at_stake: dict[str, int] = {}
    for finding in found:
        if finding.subject == "bill":
            at_stake[finding.record] = at_stake.get(finding.record, 0) + (finding.amount or 0)
    for bill, amount in at_stake.items():
        if assessment.figures["bill_objection_deadline", "bill", bill].status in {"confirmed", "deemed_confirmed"}:
            yield Finding("confirmed_with_findings", "bill", bill, "3.2.4", "correction_request", amount)
