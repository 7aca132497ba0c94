"""Letters about one bill: objection, and correction of charges (3.2.4)."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from models.assess import Assessment
from models.china_time import china_day
from models.facts.records import Bill, BillLine
from models.figures import Because, Input, Value
from models.findings import charges
from models.letters.fees import billed_in_excess
from models.letters.letter import (
    Grounds,
    Rows,
    Shown,
    Told,
    amount_of,
    money,
    of_bill,
    refuse,
    rounded_sum_of,
)
from models.money import FEN, divide_to_fen
from models.objection import BillObjection, Derived, bill_objection

_AMOUNTS = ("payable", "cash", "gift", "voucher")


def objection(assessment: Assessment, bill: Bill) -> Grounds:
    """Object to a bill (3.2.4)."""
    found = bill_objection(assessment, bill.id)
    deadline, difference = found.deadline, found.difference
    days = next(one.value for one in deadline.because.inputs if one.unit == "working_days")
    answer = bill.answer
    reason = tuple({"line": Told(line)} for line in map(str.strip, found.reason.splitlines()) if line)
    told = of_bill(bill) | {
        "has_lines": len(bill.lines) > 0,
        "lines_total": Told(found.lines_total, "money"),
        "difference": Told(None if difference is None else abs(difference), "money"),
        "asks_more": bool(difference and difference > 0),
        "asks_less": bool(difference and difference < 0),
        "reason": reason,
        "reason_ended": bool(reason and str(reason[-1]["line"].value)[-1] in "。！？.!?；;”）)"),
        "disputed": Told(found.disputed, "money"),
        "undisputed": Told(found.undisputed, "money"),
        "whole": found.undisputed == 0,
        "has_rest": found.undisputed is not None and found.undisputed > 0,
        "named": found.named,
        "clause": Told(deadline.clause),
        "days": Told(str(days)),
        "deadline": Told(deadline.value, "date"),
        "provisional": deadline.provisional,
        "earliest": Told(deadline.earliest, "date"),
        "latest": Told(deadline.latest, "date"),
        "confirmed_on": Told(answer.on if answer and answer.kind == "confirmed" else None, "date"),
        "objected_on": Told(found.objected_on, "date"),
        "by_letter": found.by_letter,
        "in_time": found.in_time,
        "certainly": found.certainly,
        **_delivery(assessment, found),
    }  # fmt: skip
    figures = tuple(Shown(assessment, figure) for figure in (found.delivered, found.deadline))
    return Grounds(told, (deadline.clause,), figures, found.grounds, _lines(assessment, bill))


def _delivery(assessment: Assessment, found: BillObjection) -> dict[str, Any]:
    """Say when the bill was delivered and why: received, at once, by post, or moved by days off."""
    delivered, due_on = found.delivered, found.due_on
    posted = found.bill.channel == "post"
    return {
        "received": delivered.status == "actual",
        "delivered_on": Told(delivered.value, "date"),
        "delivery_clause": Told(delivered.clause),
        "posted": posted,
        "post_days": Told(str((due_on - china_day(found.bill.sent_at)).days)),
        "due_on": Told(due_on, "date"),
        "rolled": delivered.value != due_on,
        "day_off": Told(assessment.situation.reading("delivery_rolls_on"), "day_off"),
        "delivery_provisional": delivered.provisional,
    }


def _lines(assessment: Assessment, bill: Bill) -> tuple[Rows, ...]:
    if not len(bill.lines):
        return ()
    services = assessment.situation.facts.services
    rows: list[tuple[Value, ...]] = [
        (
            services[line.service].name,
            span_of(line),
            *(getattr(line, name) or 0 for name in _AMOUNTS),
        )
        for line in bill.lines
    ]
    totals = (sum(getattr(line, name) or 0 for line in bill.lines) for name in _AMOUNTS)
    columns = (("service", "text"), ("usage", "text"), *((name, "money") for name in _AMOUNTS))
    return (Rows("lines", columns, tuple(rows), (None, None, *totals)),)


def span_of(line: BillLine) -> str:
    """Write the half-open span a line charges for."""
    return f"{line.usage_from.isoformat()}—{line.usage_to.isoformat()}"


class Error(NamedTuple):
    """One error of charging on a bill: its finding's code, the line's service and span, the amount and why."""

    code: str
    service: str
    span: str
    amount: Derived | Input
    other: str | None = None
    day: date | None = None


def correction(assessment: Assessment, bill: Bill) -> Grounds:
    """Ask for the correction of a bill charged twice, over another's days, after the end, or not added up (3.2.4)."""
    found = list(errors(assessment, bill))
    if not found:
        raise refuse("nothing_to_correct", "bill", bill.id)
    claimed = [error for error in found if error.code != "charge_overlaps"]
    total = rounded_sum_of(
        "correction_total",
        "3.2.4",
        "letter.correction_total",
        (money("amount", amount_of(error.amount.value), "bill", bill.id) for error in claimed),
    )
    rows = tuple((error.code, error.service, error.span, error.amount.value) for error in found)
    told = of_bill(bill) | {
        "errors": tuple(
            {
                "code": Told(error.code),
                "service": Told(error.service),
                "span": Told(error.span, "span"),
                "amount": Told(error.amount.value, "money"),
                "other": Told(error.other),
                "day": Told(error.day, "date"),
            }
            for error in found
        ),
        "correction_total": Told(total.value, "money"),
        "rounded": total.value != sum(amount_of(error.amount.value) for error in claimed),
        "claimed": bool(claimed),
    }  # fmt: skip
    derived = [error.amount for error in found if isinstance(error.amount, Derived)]
    figures = _shown(assessment, "bill", bill.id, "delivered_on")
    tables = (Rows("items", (("what", "finding"), ("service", "text"), ("days", "text"), ("amount", "money")), rows),)
    all_derived = (*derived, *((total,) if claimed else ()))
    return Grounds(told, ("3.2.4",), figures, all_derived, tables)


def errors(assessment: Assessment, bill: Bill) -> Iterator[Error]:
    """Give every error of charging the findings see on a bill, each with the amount it concerns."""
    services = assessment.situation.facts.services
    twice: list[BillLine] = []
    for check in (charges.duplicates, charges.after_end, charges.totals, charges.refund_sums):
        for finding in check(assessment):
            if finding.record != bill.id:
                continue
            if finding.code == "total_not_lines":
                more = bill.total - sum(line.payable for line in bill.lines)
                if more > 0:
                    lines = (money("payable", line.payable, "bill", bill.id, "lines.payable") for line in bill.lines)
                    total = money("total", bill.total, "bill", bill.id, "total")
                    because = Because("3.2.4", "objection.difference", "total - sum(payable)", (total, *lines))
                    code = "rounding" if more <= FEN * len(bill.lines) else finding.code
                    yield Error(code, "—", "—", Derived("difference", more, "money", because))
                continue
            if finding.code == "refund_sum":
                if finding.amount is not None:
                    owed = money("amount", finding.amount, "bill", bill.id)
                    yield Error(finding.code, "—", "—", owed, str(finding.inputs["part"]))
                continue
            service = str(finding.inputs["service"])
            line = _line_of(bill, finding.code, service, finding.inputs)
            if finding.code == "charge_after_end" and any(line is one for one in twice):
                continue  # asked back in full already
            if finding.code == "charged_twice":
                twice.append(line)
            if finding.code == "charge_after_end":
                ended = services[service].ended_on
                assert ended is not None  # noqa: S101 - the finding rests on it
                yield Error(finding.code, services[service].name, span_of(line), _after(bill, line, ended), None, ended)
            else:
                amount = money("payable", line.payable, "bill", bill.id, "lines.payable")
                yield Error(finding.code, services[service].name, span_of(line), amount, str(finding.inputs["other"]))
    fee = billed_in_excess(assessment, bill)
    if fee is not None:
        yield Error("late_fee_differs", "—", "—", fee)


def _line_of(bill: Bill, code: str, service: str, inputs: object) -> BillLine:
    """Find the line a finding is about again, by what it says of it."""
    given = dict(inputs)  # type: ignore[call-overload]  # a mapping
    for line in bill.lines:
        if line.service != service or line.payable != given["amount"]:
            continue
        if code == "charge_after_end" and line.usage_to == given["until"]:
            return line
        if code != "charge_after_end" and line.usage_from == given["first"]:
            return line
    raise KeyError(service)


def _after(bill: Bill, line: BillLine, ended: date) -> Derived:
    """Give the part of a line charged for days after the service's end, by days."""
    days = (line.usage_to - line.usage_from).days
    after = min(days, (line.usage_to - ended).days - 1)
    record = ("bill", bill.id)
    inputs = (
        money("payable", line.payable, "bill", bill.id, "lines.payable"),
        Input("days_after", after, "days", record=record, field="lines.usage_to"),
        Input("span_days", days, "days", record=record, field="lines.usage_from"),
    )
    because = Because("3.2.4", "letter.after_end", "round_fen(payable * days_after / span_days)", inputs)
    return Derived("after_end", divide_to_fen(line.payable * after, days), "money", because)


def _shown(assessment: Assessment, subject: str, record: str, *kinds: str) -> tuple[Shown, ...]:
    found = (assessment.figures.get(kind, subject, record) for kind in kinds)
    return tuple(Shown(assessment, figure) for figure in found if figure is not None)
