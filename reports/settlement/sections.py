"""The settlement's sections about money owed and moved: late fees, payments, refunds, prepaid money."""

from collections.abc import Iterator, Sequence

from models.fee_statement import Range, fee_ranges
from models.settlement.settlement import Movement
from reports.fee_statement import range_cells
from reports.settlement.paper import Paper
from reports.typesetting.blocks import Block, Heading, Note, Paragraph, Row, Table
from reports.wording import yuan

Rows = list[tuple[str, ...] | Row]


def late_fees(paper: Paper) -> Iterator[Block]:
    """Give the late fee of each invoice, and the ranges of days that make it up."""
    settlement, text = paper.settlement, paper.text
    yield Heading(text.text("late_fees.heading"))
    if not settlement.late_fees:
        yield Paragraph(text.text("late_fees.none"))
        return
    paid = any(fee.paid for fee in settlement.late_fees)
    names = ("outstanding", "opening", "accrued", "closing", *(("paid",) if paid else ()))
    figures, rows = settlement.after.figures, Rows()
    for fee in settlement.late_fees:
        deadline = figures["payment_deadline", "invoice", fee.invoice.id]
        number = paper.sources.number(settlement.after, deadline, figures["late_fee", "invoice", fee.invoice.id])
        opening = paper.sources.number(
            settlement.before, settlement.before.figures.get("late_fee", "invoice", fee.invoice.id)
        )
        number = text.listed(part for part in (number, opening) if part)
        amounts = (yuan(getattr(fee, name)) for name in names)
        rows.append((fee.invoice.id, paper.words.figure_value(deadline), *amounts, number))
    values = [[getattr(fee, name) for name in names] for fee in settlement.late_fees]
    rows.append(_total("late_fees", names, values, 2, paper))
    columns = (*paper.left("late_fees", "invoice", "deadline"), *paper.right("late_fees", *names), paper.source)
    yield Table(columns, tuple(rows))
    yield Note(text.text("late_fees.remark"))
    yield from _ranges(paper)


def _ranges(paper: Paper) -> Iterator[Block]:
    """Give the ranges of every late fee: principal, days, rate, exact fee, and what changed at their end."""
    settlement, text = paper.settlement, paper.text
    rows: Rows = []
    for fee in settlement.late_fees:
        ranges = fee_ranges(settlement.after, fee.invoice.id)
        for at, one in enumerate(ranges):
            changed = _changed(one, paper, last=at + 1 == len(ranges))
            rows.append((fee.invoice.id if at == 0 else "", *range_cells(one), changed))
    columns = (
        *paper.left("ranges", "invoice"),
        *paper.right("ranges", "principal"),
        *paper.left("ranges", "first", "last"),
        *paper.right("ranges", "days", "rate", "fee"),
        *paper.left("ranges", "changed"),
    )
    yield Table(columns, tuple(rows), caption=text.text("late_fees.ranges"))
    yield Note(text.text("late_fees.ranges_remark"))


def _changed(one: Range, paper: Paper, *, last: bool) -> str:
    if one.payments:
        return paper.text.text("ranges.paid", payments=paper.text.listed(one.payments))
    if last and one.last < paper.settlement.last:
        return paper.text.text("ranges.end")
    return paper.text.text("ranges.running" if last else "ranges.rate_changed")


def payments(paper: Paper) -> Iterator[Block]:
    """Give what each payment brought in, covered and left."""
    settlement, text = paper.settlement, paper.text
    yield Heading(text.text("payments.heading"))
    if not settlement.movements:
        yield Paragraph(text.text("payments.none"))
        return
    paid = any(movement.penalty for movement in settlement.movements)
    names = ("money", "covered", *(("penalty",) if paid else ()), "credit")
    values = [[getattr(movement, name) for name in names] for movement in settlement.movements]
    total = _total("payments", names, values, 3, paper, _covered(paper))
    rows: Rows = [
        (*_payment_cells(movement, paper), *map(yuan, amounts), total.cells[-1])
        for movement, amounts in zip(settlement.movements, values, strict=True)
    ]
    columns = (*paper.left("payments", "day", "number", "method"), *paper.right("payments", *names), paper.source)
    yield Table(columns, (*rows, total))
    if any(movement.payment is None for movement in settlement.movements):
        yield Note(text.text("payments.earlier_remark"))
    if settlement.opening_credit or settlement.closing_credit or any(move.credit for move in settlement.movements):
        amounts = {"opening": yuan(settlement.opening_credit), "closing": yuan(settlement.closing_credit)}
        yield Note(text.text("payments.credit_remark", **amounts))


def _covered(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Say of each payment of the span which invoices it has covered, as of its last day."""
    settlement = paper.settlement
    of_span = {one.payment.id for one in settlement.movements if one.payment is not None}
    found: dict[str, list[str]] = {}
    for key, coverage in settlement.coverages(settlement.after):
        for part in (*coverage.parts, *coverage.penalty_parts):
            if part.payment in of_span:
                found.setdefault(part.payment, []).append(f"{key} {yuan(part.amount)}")
    return tuple((payment, paper.text.listed(parts, long=True)) for payment, parts in found.items())


def _total(  # noqa: PLR0917 -- one row
    section: str, names: Sequence[str], values: Sequence[Sequence[int]], texts: int, paper: Paper,
    how: Sequence[tuple[str, str]] = (),
) -> Row:  # fmt: skip
    """Give the row that adds up a table whose first ``texts`` columns are no amounts, with its number in the annex."""
    heads = [paper.text.text(f"{section}.{name}") for name in names]
    number = paper.sources.add_total(paper.text.text(f"{section}.heading"), heads, values, how)
    totals = (yuan(sum(column)) for column in zip(*values, strict=True))
    return Row((paper.text.text(f"{section}.total"), *[""] * (texts - 1), *totals, number), total=True)


def _payment_cells(movement: Movement, paper: Paper) -> tuple[str, str, str]:
    payment = movement.payment
    if payment is None:
        return "—", "—", paper.text.text("payments.earlier")
    return payment.paid_on.isoformat(), payment.id, paper.words.choice("method", payment.method)


def refunds(paper: Paper) -> Iterator[Block]:
    """Give what comes back, or is owed, for orders settled within the span."""
    settlement, text = paper.settlement, paper.text
    yield Heading(text.text("refunds.heading"))
    if not settlement.refunds:
        yield Paragraph(text.text("refunds.none"))
        return
    names = ("cash", "gift", "owed")
    kinds = ("list_price_value", "refund_cash", "refund_gift", "owed_at_list_price")
    rows: Rows = []
    for refund in settlement.refunds:
        figures = (settlement.after.figures.get(kind, "order", refund.order.id) for kind in kinds)
        day = refund.order.settled_on.isoformat() if refund.order.settled_on else ""
        amounts = (_or_dash(getattr(refund, name)) for name in names)
        rows.append((refund.order.id, day, *amounts, paper.sources.number(settlement.after, *figures)))
    values = [[getattr(refund, name) or 0 for name in names] for refund in settlement.refunds]
    rows.append(_total("refunds", names, values, 2, paper))
    columns = (*paper.left("refunds", "order", "settled"), *paper.right("refunds", *names), paper.source)
    yield Table(columns, tuple(rows))
    if any(refund.cash is None for refund in settlement.refunds):
        yield Note(text.text("refunds.remark"))


def _or_dash(amount: int | None) -> str:
    return "—" if amount is None else yuan(amount)


def prepaid(paper: Paper) -> Iterator[Block]:
    """Give the prepaid money: stated balances, and what orders have not consumed."""
    settlement, text = paper.settlement, paper.text
    balances, number = (
        paper.sources.number_of_sum(text.text(f"sources.{name}"))
        for name in ("settlement_cash_balances", "settlement_unconsumed")
    )
    rows = (
        (text.text("prepaid.balances"), yuan(settlement.cash_balances), balances),
        (paper.words.figure("unconsumed_prepaid"), yuan(settlement.unconsumed_prepaid), number),
    )
    yield Heading(text.text("prepaid.heading"))
    yield Table((*paper.left("prepaid", "item"), *paper.right("prepaid", "amount"), paper.source), rows)


def later(paper: Paper) -> Iterator[Block]:
    """Give how what was owed at the end of the span stands on the day the statement is made."""
    settlement, text, now = paper.settlement, paper.text, paper.settlement.later
    yield Heading(text.text("later.heading"))
    rows: Rows = []
    values: list[list[int]] = []
    for key, coverage in settlement.coverages(settlement.after) if now is not None else ():
        fee = settlement.after.figures["late_fee", "invoice", key]
        if now is None or (not coverage.open and not fee.value):
            continue
        figures = [now.figures.get(kind, "invoice", key) for kind in ("outstanding", "late_fee")]
        found = [one.value if one is not None and isinstance(one.value, int) else 0 for one in figures]
        amounts = [coverage.open, found[0], fee.value if isinstance(fee.value, int) else 0, found[1]]
        values.append(amounts)
        rows.append((key, *map(yuan, amounts), paper.sources.number(now, *figures)))
    if not rows:
        yield Paragraph(text.text("later.none"))
        return
    names = ("outstanding", "outstanding_now", "fee", "fee_now")
    rows.append(_total("later", names, values, 1, paper))
    yield Paragraph(text.text("later.lead", day=paper.created))
    yield Table((*paper.left("later", "invoice"), *paper.right("later", *names), paper.source), tuple(rows))
