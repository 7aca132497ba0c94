"""Findings on bills and invoices: totals, duplicates, charges after the end, invoices that do not fit: 3.2.4."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter

from models.assess import Assessment
from models.china_time import china_day
from models.facts.bill_lines import charged
from models.facts.facts import Facts, RefundSentence
from models.facts.records import Bill, Invoice
from models.findings.finding import Finding
from models.late_fees_by_day import late_fees_by_day
from models.money import YUAN
from models.sources.refund_formulas import Mismatch, mismatches, shortfall


def totals(assessment: Assessment) -> Iterator[Finding]:
    """Find bills whose total is not the sum of what their lines make payable, unless that sum was agreed since."""
    for bill in assessment.situation.facts.bills.values():
        if not len(bill.lines):
            continue
        lines = charged(bill.lines).payable
        if lines not in {bill.total, bill.agreed_total}:
            stake = abs(bill.total - lines)
            inputs = {"total_amount": bill.total, "lines_amount": lines, "difference_amount": bill.total - lines}
            yield Finding("total_not_lines", "bill", bill.id, "3.2.4", "bill_objection", stake, inputs)


def refund_sums(assessment: Assessment) -> Iterator[Finding]:
    """Find bills whose files derive a refund by a sum that does not hold: one finding a bill, its first sum named."""
    facts = assessment.situation.facts
    wrong: dict[str, list[tuple[RefundSentence, Mismatch]]] = {}
    short: dict[str, int] = {}
    for sentence in facts.stored_lines.refund_sentences() if facts.stored_lines is not None else ():
        found = mismatches(sentence.text) if sentence.bill in facts.bills else []
        if found:
            wrong.setdefault(sentence.bill, []).extend((sentence, one) for one in found)
            short[sentence.bill] = short.get(sentence.bill, 0) + int(shortfall(sentence.text) * YUAN)
    for bill, found_on in wrong.items():
        sentence, first = found_on[0]
        place = {"file": sentence.file, "row": sentence.number, "count": len(found_on)}
        inputs = {**first._asdict(), **place}
        missing = max(0, short[bill])
        answer = "correction_request" if missing else "check_bill"
        yield Finding("refund_sum", "bill", bill, "3.2.4", answer, missing or None, inputs)


def late_fees(assessment: Assessment) -> Iterator[Finding]:
    """Find bills that charge another late fee than the agreement gives on the day the bill was sent (4.4.1).

    Where an arrangement still to be published decides what it gives, only what lies outside of all it can give.
    """
    bills = [bill for bill in assessment.situation.facts.bills.values() if bill.late_fee is not None]
    computed = late_fees_by_day(assessment, (china_day(bill.sent_at) for bill in bills))
    for bill in bills:
        billed, fees = bill.late_fee or 0, computed[china_day(bill.sent_at)]
        if not fees.least <= billed <= fees.most:
            stake = max(fees.least - billed, billed - fees.most)
            inputs = {"billed_amount": billed, "computed_amount": fees.value}
            yield Finding("late_fee_differs", "bill", bill.id, "4.4.1", "late_fee_objection", stake, inputs)


def invoices(assessment: Assessment) -> Iterator[Finding]:
    """Find invoices that are not for the agreed totals of their bills, or not for the cash their bills consumed.

    3.2.4: invoices are for the amount finally agreed; vouchers and gifts are never invoiced.
    """
    facts = assessment.situation.facts
    billed: dict[tuple[str, ...], int] = {}
    for invoice in facts.invoices.values():
        if invoice.bills and not invoice.is_red_letter:
            key = tuple(sorted(invoice.bills))
            billed[key] = billed.get(key, 0) + _net(assessment, invoice)
    for invoice in facts.invoices.values():
        bills = [facts.bills[key] for key in invoice.bills if key in facts.bills]
        if invoice.is_red_letter or not bills or len(bills) < len(invoice.bills):
            continue
        amount = billed[tuple(sorted(invoice.bills))]
        agreed = sum(_agreed(bill) for bill in bills)
        if amount != agreed:
            inputs = {"invoice_amount": amount, "agreed_amount": agreed}
            stake = abs(amount - agreed)
            yield Finding("invoice_not_agreed", "invoice", invoice.id, "3.2.4", "red_letter_request", stake, inputs)
        cash = sum(charged(bill.lines).cash for bill in bills)
        if all(len(bill.lines) for bill in bills) and amount > cash:
            inputs = {"invoice_amount": amount, "cash_amount": cash}
            yield Finding(
                "invoice_not_net_cash", "invoice", invoice.id, "3.2.4", "red_letter_request", amount - cash, inputs
            )


def duplicates(assessment: Assessment) -> Iterator[Finding]:
    """Find charges of one service that repeat an earlier one, or share days with a bill of another period.

    Lines say days, not hours. Where a service is charged by the hour, equal lines of one day are its hours: only more
    of them than a day has hours repeat one, and the last hours of a month may be charged with the next.
    """
    facts = assessment.situation.facts
    charges: dict[str, dict[_Span, list[_Charge]]] = {}  # by service and span: lines are many, their spans are few
    for bill in facts.bills.values():
        for line in bill.lines:
            if line.payable > 0:
                of_service = charges.setdefault(line.service, {})
                of_service.setdefault((line.usage_from, line.usage_to), []).append((line.payable, line.list, bill))
    for service, spans in charges.items():
        record = facts.services.get(service)
        hourly = (record is None or record.billing == "postpaid") and _by_the_hour(spans)
        until: dict[str, tuple[date, Bill]] = {}  # by billing period: up to which day it charges so far, on which bill
        for (first, end), of_span in sorted(spans.items(), key=itemgetter(0)):
            until = {period: ends for period, ends in until.items() if ends[0] > first}
            hours = hourly and end - first == _ONE_DAY
            before = dict(until) if hours else until
            alike: dict[tuple[int, int | None], list[Bill]] = {}
            for payable, list_price, bill in of_span:
                equal = alike.setdefault((payable, list_price), [])
                equal.append(bill)
                code, earlier = "charged_twice", equal[0] if len(equal) > (_HOURS if hours else 1) else None
                if earlier is None and not _last_hours(facts, bill, first, end):
                    code, earlier = "charge_overlaps", _of_another_period(bill, before)
                if earlier is not None:
                    last = end - _ONE_DAY
                    inputs = {"service": service, "first": first, "last": last, "other": earlier.id, "amount": payable}
                    yield Finding(code, "bill", bill.id, "3.2.4", "correction_request", payable, inputs)
                known = until.get(bill.period)
                if known is None or known[0] < end:
                    until[bill.period] = end, bill


_Span = tuple[date, date]
_Charge = tuple[int, int | None, Bill]
_ONE_DAY = timedelta(days=1)
_HOURS = 24


def _by_the_hour(spans: Mapping[_Span, Sequence[_Charge]]) -> bool:
    """Tell whether a service is charged several times a day as a rule: on at least half of the days charged singly."""
    counts = [len(of_span) for (first, end), of_span in spans.items() if end - first == _ONE_DAY]
    return 2 * sum(count > 1 for count in counts) >= len(counts) > 0


def _last_hours(facts: Facts, bill: Bill, first: date, end: date) -> bool:
    """Tell whether a line is for the last hours before its bill's month, of an account whose months go by charge."""
    account = facts.accounts.get(bill.account)
    by_charge = account is not None and account.billing_cycle == "charge"
    return by_charge and end - first == _ONE_DAY and end.isoformat() == f"{bill.period}-01"


def _of_another_period(bill: Bill, until: dict[str, tuple[date, Bill]]) -> Bill | None:
    if len(until) == (bill.period in until):
        return None
    return next(other for period, (_, other) in until.items() if period != bill.period)


def after_end(assessment: Assessment) -> Iterator[Finding]:
    """Find charges for days after the service ended."""
    facts = assessment.situation.facts
    ended = {key: service.ended_on for key, service in facts.services.items() if service.ended_on is not None}
    if not ended:
        return
    for bill in facts.bills.values():
        for line in bill.lines:
            end = ended.get(line.service)
            if end is None or line.payable <= 0 or line.usage_to <= end + timedelta(days=1):
                continue
            inputs = {"service": line.service, "ended": end, "until": line.usage_to, "amount": line.payable}
            yield Finding("charge_after_end", "bill", bill.id, "3.2.4", "correction_request", line.payable, inputs)


def _net(assessment: Assessment, invoice: Invoice) -> int:
    coverage = assessment.covered.invoices.get(invoice.id)
    return coverage.principal if coverage else invoice.amount


def _agreed(bill: Bill) -> int:
    return bill.total if bill.agreed_total is None else bill.agreed_total
