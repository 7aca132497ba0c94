"""The settlement summary: balance, bills by service and funding source, late fees, payments, refunds, derivations."""

from collections.abc import Iterable, Iterator
from datetime import date

from models.facts.facts import Facts
from models.figures import Figure
from models.letters.letter import provider_of
from models.settlement import METHODS, Charge, Movement, Settlement, settle
from models.vocabulary import Vocabulary, vocabulary
from reports.derivations import figure_entry
from reports.pdf import pdf
from reports.settlement_months import month_table
from reports.typesetting import (
    Annex,
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
    Title,
)
from reports.wording import Wording, capitals, long_date, long_month, wording, yuan

FUNDING = ("payable", "cash", "gift", "voucher")


def settlement_pdf(facts: Facts, first: date, last: date, *, as_of: date) -> bytes:
    """Make the settlement summary of a span as a PDF, dated ``as_of``.

    The figures are as of the span's last day. The same ledger and days give the same bytes. Raises
    :class:`models.problems.Refused` when the span runs backwards.
    """
    return pdf(settlement_document(settle(facts, first, last), created=as_of))


def settlement_document(settlement: Settlement, *, created: date) -> Document:
    """Give the settlement summary as a document of blocks."""
    text, words = wording("settlement"), vocabulary("zh")
    title = text.text("title")
    span = text.text("span", first=settlement.first, last=settlement.last)
    blocks = (
        Title(title),
        *_parties(settlement, created, text),
        *_balance(settlement, text, words),
        *_bills(settlement, text, words),
        *_charges_section("purchases", "paid", settlement.purchases, settlement, text),
        *_late_fees(settlement, text, words),
        *_payments(settlement, text, words),
        *_refunds(settlement, text),
        *_prepaid(settlement, text, words),
        *_closing(settlement, text),
        _annex(settlement, text, words),
    )
    customer = settlement.after.situation.facts.agreement.customer.name
    return Document(
        title=f"{title} {span}",
        created=created,
        author=customer,
        subject=span,
        blocks=blocks,
        header=text.text("header", first=settlement.first.isoformat(), last=settlement.last.isoformat()),
        compact=True,
    )


def _parties(settlement: Settlement, created: date, text: Wording) -> Iterator[Block]:
    situation = settlement.after.situation
    agreement = situation.facts.agreement
    name = situation.terms.title["zh"].partition("（")[0]
    span = {"first": settlement.first, "last": settlement.last}
    yield KeyValues(
        (
            (text.text("parties.customer"), agreement.customer.name),
            (text.text("parties.provider"), provider_of(settlement.after).name),
            (
                text.text("parties.agreement"),
                text.text("parties.agreement_value", agreement=name, signed_on=agreement.signed_on),
            ),
            (text.text("parties.accounts"), "、".join(situation.facts.accounts) or "—"),
            (text.text("parties.span"), text.text("parties.span_value", **span)),
            (text.text("parties.created"), long_date(created)),
        )
    )
    yield Note(text.text("parties.unit"))
    if created < settlement.last:
        yield Note(text.text("parties.ahead"))


def _balance(settlement: Settlement, text: Wording, words: Vocabulary) -> Iterator[Block]:
    day_before = settlement.before.as_of
    rows: list[tuple[str, ...] | Row] = [
        (text.text("balance.opening", day=day_before), yuan(settlement.opening)),
        (text.text("balance.invoiced"), yuan(settlement.invoiced)),
        (text.text("balance.reversed"), yuan(-settlement.reversed_)),
        *((text.text(f"balance.{method}"), yuan(-settlement.covered[method])) for method in METHODS),
        Row((text.text("balance.closing", day=settlement.last), yuan(settlement.closing)), total=True),
    ]
    yield Heading(text.text("balance.heading"))
    yield Table((Column(text.text("balance.item")), Column(text.text("balance.amount"), "right")), tuple(rows))
    yield Note(text.text("balance.capitals", capitals=capitals(settlement.closing)))
    for figure in settlement.provisional:
        name = f"{words.figure(figure.kind)} · {words.record(figure.subject, figure.record)}"
        yield Note(text.text("balance.provisional", figure=name, range=words.provisional(figure)))


def _bills(settlement: Settlement, text: Wording, words: Vocabulary) -> Iterator[Block]:
    yield from _charges_section("bills", "payable", settlement.charges, settlement, text)
    if not settlement.bills:
        return
    figures = settlement.after.figures
    rows: list[tuple[str, ...] | Row] = [
        (
            bill.id,
            long_month(bill.period),
            words.figure_value(figures["delivered_on", "bill", bill.id]),
            words.status(figures["bill_objection_deadline", "bill", bill.id].status),
            yuan(bill.total),
        )
        for bill in settlement.bills
    ]
    heads = [text.text(f"bills.{name}") for name in ("bill", "period", "delivered", "status")]
    rows.append(Row((text.text("bills.total"), "", "", "", yuan(settlement.billed)), total=True))
    columns = (*map(Column, heads), Column(text.text("bills.amount"), "right"))
    yield Table(columns, tuple(rows), caption=text.text("bills.list_heading"))
    yield from month_table(settlement)


def _charges_section(
    section: str, first_column: str, charges: tuple[Charge, ...], settlement: Settlement, text: Wording
) -> Iterator[Block]:
    yield Heading(text.text(f"{section}.heading"))
    if not charges:
        yield Paragraph(text.text(f"{section}.none"))
        return
    services = settlement.after.situation.facts.services
    rows: list[tuple[str, ...] | Row] = [
        (
            services[charge.service].name if charge.service else text.text("bills.unexplained"),
            *(yuan(getattr(charge, source)) for source in FUNDING),
        )
        for charge in charges
    ]
    totals = (yuan(sum(getattr(charge, source) for charge in charges)) for source in FUNDING)
    rows.append(Row((text.text(f"{section}.total"), *totals), total=True))
    heads = (text.text(f"{section}.{first_column}"), *(text.text(f"bills.{name}") for name in FUNDING[1:]))
    columns = (Column(text.text("bills.service"), share=0.3), *(Column(head, "right") for head in heads))
    yield Table(columns, tuple(rows))


def _late_fees(settlement: Settlement, text: Wording, words: Vocabulary) -> Iterator[Block]:
    yield Heading(text.text("late_fees.heading"))
    if not settlement.late_fees:
        yield Paragraph(text.text("late_fees.none"))
        return
    paid = any(fee.paid for fee in settlement.late_fees)
    names = ("outstanding", "opening", "accrued", "closing", *(("paid",) if paid else ()))
    figures = settlement.after.figures
    rows: list[tuple[str, ...] | Row] = [
        (
            fee.invoice.id,
            words.figure_value(figures["payment_deadline", "invoice", fee.invoice.id]),
            *(yuan(getattr(fee, name)) for name in names),
        )
        for fee in settlement.late_fees
    ]
    totals = (yuan(sum(getattr(fee, name) for fee in settlement.late_fees)) for name in names)
    rows.append(Row((text.text("late_fees.total"), "", *totals), total=True))
    yield Table(
        (
            Column(text.text("late_fees.invoice")),
            Column(text.text("late_fees.deadline")),
            *(Column(text.text(f"late_fees.{name}"), "right") for name in names),
        ),
        tuple(rows),
    )
    yield Note(text.text("late_fees.remark"))


def _payments(settlement: Settlement, text: Wording, words: Vocabulary) -> Iterator[Block]:
    yield Heading(text.text("payments.heading"))
    if not settlement.movements:
        yield Paragraph(text.text("payments.none"))
        return
    paid = any(movement.penalty for movement in settlement.movements)
    names = ("money", "covered", *(("penalty",) if paid else ()), "credit")
    rows: list[tuple[str, ...] | Row] = [
        (*_payment_cells(movement, text, words), *(yuan(getattr(movement, name)) for name in names))
        for movement in settlement.movements
    ]
    totals = (yuan(sum(getattr(movement, name) for movement in settlement.movements)) for name in names)
    rows.append(Row((text.text("payments.total"), "", "", *totals), total=True))
    yield Table(
        (
            *(Column(text.text(f"payments.{name}")) for name in ("day", "number", "method")),
            *(Column(text.text(f"payments.{name}"), "right") for name in names),
        ),
        tuple(rows),
    )
    if any(movement.payment is None for movement in settlement.movements):
        yield Note(text.text("payments.earlier_remark"))
    if settlement.opening_credit or settlement.closing_credit or any(move.credit for move in settlement.movements):
        amounts = {"opening": yuan(settlement.opening_credit), "closing": yuan(settlement.closing_credit)}
        yield Note(text.text("payments.credit_remark", **amounts))


def _payment_cells(movement: Movement, text: Wording, words: Vocabulary) -> tuple[str, str, str]:
    payment = movement.payment
    if payment is None:
        return "—", "—", text.text("payments.earlier")
    return payment.paid_on.isoformat(), payment.id, words.choice("method", payment.method)


def _refunds(settlement: Settlement, text: Wording) -> Iterator[Block]:
    yield Heading(text.text("refunds.heading"))
    if not settlement.refunds:
        yield Paragraph(text.text("refunds.none"))
        return
    names = ("cash", "gift", "owed")
    rows: list[tuple[str, ...] | Row] = [
        (
            refund.order.id,
            refund.order.settled_on.isoformat() if refund.order.settled_on else "",
            *(_or_dash(getattr(refund, name)) for name in names),
        )
        for refund in settlement.refunds
    ]
    totals = (yuan(sum(getattr(refund, name) or 0 for refund in settlement.refunds)) for name in names)
    rows.append(Row((text.text("refunds.total"), "", *totals), total=True))
    yield Table(
        (
            Column(text.text("refunds.order")),
            Column(text.text("refunds.settled")),
            *(Column(text.text(f"refunds.{name}"), "right") for name in names),
        ),
        tuple(rows),
    )
    if any(refund.cash is None for refund in settlement.refunds):
        yield Note(text.text("refunds.remark"))


def _or_dash(amount: int | None) -> str:
    return "—" if amount is None else yuan(amount)


def _prepaid(settlement: Settlement, text: Wording, words: Vocabulary) -> Iterator[Block]:
    rows = (
        (text.text("prepaid.balances"), yuan(settlement.cash_balances)),
        (words.figure("unconsumed_prepaid"), yuan(settlement.unconsumed_prepaid)),
    )
    yield Heading(text.text("prepaid.heading"))
    yield Table((Column(text.text("prepaid.item")), Column(text.text("prepaid.amount"), "right")), rows)


def _closing(settlement: Settlement, text: Wording) -> Iterator[Block]:
    customer = settlement.after.situation.facts.agreement.customer.name
    day = text.text("closing.date")
    yield Paragraph(text.text("closing.text"))
    yield Paragraph(text.text("closing.confirm"))
    yield Signatures(
        (
            Signature((text.text("closing.customer", customer=customer),), day),
            Signature((text.text("closing.provider", provider=provider_of(settlement.after).name),), day),
        )
    )


def _annex(settlement: Settlement, text: Wording, words: Vocabulary) -> Annex:
    after = settlement.after
    through = after.situation.calendar.official_through
    lead = Paragraph(text.text("closing.annex_lead", last=settlement.last, through=through))
    entries = (
        figure_entry(after, figure, words, number) for number, figure in enumerate(_derived(settlement), start=1)
    )
    return Annex(text.text("closing.annex_label"), text.text("closing.annex_title"), (lead, *entries))


def _derived(settlement: Settlement) -> Iterable[Figure]:
    """Give the figures the statement prints, in the order in which it prints them."""
    figures = settlement.after.figures
    for key, coverage in settlement.after.covered.invoices.items():
        if coverage.open:
            yield figures["outstanding", "invoice", key]
    for bill in settlement.bills:
        yield figures["delivered_on", "bill", bill.id]
        yield figures["bill_objection_deadline", "bill", bill.id]
    for fee in settlement.late_fees:
        yield figures["payment_deadline", "invoice", fee.invoice.id]
        yield figures["late_fee", "invoice", fee.invoice.id]
    for refund in settlement.refunds:
        for kind in ("list_price_value", "refund_cash", "refund_gift", "owed_at_list_price"):
            figure = figures.get(kind, "order", refund.order.id)
            if figure is not None:
                yield figure
    for figure in figures.of_kind("unconsumed_prepaid"):
        if figure.value:
            yield figure
