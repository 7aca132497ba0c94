"""The settlement summary: balance, bills, late fees, payments, refunds, charts, and the derivation of every number.

There are two editions. The one for both sides holds what both can check; the customer's own adds what concerns the
customer alone: open claims, caps of liability, exposure. Each says on every page which it is.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from models.facts.facts import Facts
from models.letters.letter import provider_of
from models.settlement.settlement import METHODS, Charge, Settlement, settle
from models.vocabulary import vocabulary
from reports.pdf import pdf
from reports.settlement.charts import course_chart, month_chart
from reports.settlement.numbers import number_everything
from reports.settlement.own import own_sections
from reports.settlement.paper import Paper
from reports.settlement.sections import late_fees, later, payments, prepaid, refunds
from reports.settlement.sources import Sources
from reports.typesetting.blocks import (
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
from reports.typesetting.layout import chinese_numeral
from reports.typesetting.render import Progress
from reports.wording import (
    CHINESE,
    agreement_name,
    capitals,
    document_language,
    letter_words,
    long_date,
    long_month,
    wording,
    yuan,
)

FUNDING = ("payable", "cash", "gift", "voucher")


def settlement_pdf(
    facts: Facts, first: date, last: date, *, as_of: date, account: str | None = None, own: bool = False,
    language: str = CHINESE, progress: Progress | None = None,
) -> bytes:  # fmt: skip
    """Make the settlement summary of a span as a PDF, dated ``as_of``, of one account or of all.

    The figures are as of the span's last day; when ``as_of`` is later a section says how they stand by then. ``own``
    makes the edition for the customer's own eyes. The same ledger and days give the same bytes. Raises
    :class:`models.problems.Refused` when the span runs backwards or there is no such account, and what ``progress``
    raises.
    """
    tell = partial(progress, 0, 0) if progress is not None else _untold
    settlement = settle(facts, first, last, account=account, as_of=as_of, tell=tell)
    document = settlement_document(settlement, created=as_of, own=own, language=language, progress=progress)
    return pdf(document, progress=progress)


def settlement_document(
    settlement: Settlement, *, created: date, own: bool = False, language: str = CHINESE,
    progress: Progress | None = None,
) -> Document:  # fmt: skip
    """Give the settlement summary as a document of blocks; ``progress`` is told (0, 0) meanwhile."""
    known = settlement.after.situation.facts.get
    text, words = wording("settlement", language), vocabulary(language).knowing(known)
    tell = partial(progress, 0, 0) if progress is not None else _untold
    sources = number_everything(settlement, Sources(text, words, settlement.last, tell), text, own=own)
    paper = Paper(settlement, created, own, text, words, sources, tell)
    title = text.text("title_own" if own else "title")
    span = text.text("span", first=settlement.first, last=settlement.last)
    edition = text.text("edition.own" if own else "edition.shared")
    sections = (
        _balance(paper),
        _bills(paper),
        (*_charges("purchases", "paid", settlement.purchases, paper), *_billed_orders(paper)),
        (*late_fees(paper), *course_chart(paper)),
        payments(paper),
        refunds(paper),
        prepaid(paper),
        *((later(paper),) if settlement.later is not None else ()),
        *(own_sections(paper) if own else ()),
    )
    blocks = (
        Title(title),
        *_parties(paper),
        *(block for number, section in enumerate(sections, 1) for block in _numbered(number, section, language)),
        *_closing(paper),
        _annex(paper),
    )
    return Document(
        title=f"{title} {span}",
        created=created,
        author=settlement.after.situation.facts.agreement.customer.name,
        subject=text.text("subject", span=span, edition=edition),
        blocks=blocks,
        language=document_language(language),
        footer=letter_words(language).text("footer", page="{page}", pages="{pages}"),
        header=text.text(
            "header", first=settlement.first.isoformat(), last=settlement.last.isoformat(), edition=edition
        ),
        compact=True,
    )


def _untold() -> None:
    """Tell nobody."""


def _numbered(number: int, section: Iterable[Block], language: str) -> Iterator[Block]:
    """Give a section with a number before its heading, which is its first block."""
    heading, *rest = section
    text = heading.text if isinstance(heading, Heading) else ""
    numeral = chinese_numeral(number) if language == CHINESE else number
    yield Heading(letter_words(language).text("heading", numeral=numeral, text=text))
    yield from rest


def _parties(paper: Paper) -> Iterator[Block]:
    settlement, text = paper.settlement, paper.text
    situation = settlement.after.situation
    agreement = situation.facts.agreement
    name = agreement_name(situation.terms, text.language)
    accounts = (settlement.account,) if settlement.account is not None else tuple(situation.facts.accounts)
    yield KeyValues(
        (
            (text.text("parties.customer"), agreement.customer.name),
            (text.text("parties.provider"), provider_of(settlement.after).name),
            (
                text.text("parties.agreement"),
                text.text("parties.agreement_value", agreement=name, signed_on=agreement.signed_on),
            ),
            (text.text("parties.accounts"), text.listed(accounts) or "—"),
            (
                text.text("parties.span"),
                text.text("parties.span_value", first=settlement.first, last=settlement.last),
            ),
            (text.text("parties.created"), long_date(paper.created, text.language)),
            (text.text("parties.edition"), text.text("edition.own_value" if paper.own else "edition.shared_value")),
        )
    )
    yield Note(text.text("parties.unit"))
    if settlement.account is not None:
        yield Note(text.text("parties.of_account", account=settlement.account))
    if settlement.left_out:
        yield Note(text.text("parties.left_out", invoices=text.listed(settlement.left_out)))
    if paper.created < settlement.last:
        yield Note(text.text("parties.ahead"))


def _balance(paper: Paper) -> Iterator[Block]:
    settlement, text = paper.settlement, paper.text
    number_of = paper.sources.number_of_sum
    lines = (("opening", settlement.opening), ("invoiced", settlement.invoiced), ("reversed", -settlement.reversed_))
    rows: list[tuple[str, ...] | Row] = [
        (
            text.text(f"balance.{name}", day=settlement.before.as_of),
            yuan(amount),
            number_of(text.text(f"sources.settlement_{name}")),
        )
        for name, amount in (*lines, *((method, -settlement.covered[method]) for method in METHODS))
    ]
    closing = text.text("balance.closing", day=settlement.last)
    number = paper.sources.number_of_sum(text.text("sources.settlement_closing"))
    rows.append(Row((closing, yuan(settlement.closing), number), total=True))
    yield Heading(text.text("balance.heading"))
    yield Table((*paper.left("balance", "item"), *paper.right("balance", "amount"), paper.source), tuple(rows))
    yield Note(text.text("balance.capitals", capitals=capitals(settlement.closing, text.language)))
    for figure in settlement.provisional:
        name = f"{paper.words.figure(figure.kind)} · {paper.words.record(figure.subject, figure.record)}"
        yield Note(text.text("balance.provisional", figure=name, range=paper.words.provisional(figure)))


def _bills(paper: Paper) -> Iterator[Block]:
    settlement, text = paper.settlement, paper.text
    yield from _charges("bills", "payable", settlement.charges, paper)
    if not settlement.bills:
        return
    if settlement.billed_again:
        amount = yuan(sum(settlement.billed_again.values()))
        yield Note(text.text("bills.again", amount=amount, orders=text.listed(settlement.billed_again)))
    after, rows = settlement.after, list[tuple[str, ...] | Row]()
    for bill in settlement.bills:
        delivered = after.figures["delivered_on", "bill", bill.id]
        deadline = after.figures["bill_objection_deadline", "bill", bill.id]
        status = paper.words.status(deadline.status)
        number = paper.sources.number(after, delivered, deadline)
        shown = paper.words.figure_value(delivered)
        rows.append((bill.id, long_month(bill.period, text.language), shown, status, yuan(bill.total), number))
    number = paper.sources.number_of_sum(text.text("sources.settlement_billed"))
    rows.append(Row((text.text("bills.total"), "", "", "", yuan(settlement.billed), number), total=True))
    columns = (*paper.left("bills", "bill", "period", "delivered", "status"), *paper.right("bills", "amount"))
    yield Table((*columns, paper.source), tuple(rows), caption=text.text("bills.list_heading"))
    yield from _months(paper)
    yield from month_chart(paper)


def _months(paper: Paper) -> Iterator[Block]:
    """Give what each service cost in each period of the bills, by funding source."""
    text, months = paper.text, paper.settlement.months
    own = wording("settlement_workbook", text.language)
    values = [[getattr(one, source) for source in FUNDING] for one in months]
    bills: dict[str, list[str]] = {}
    for bill in paper.settlement.bills:
        bills.setdefault(bill.period, []).append(bill.id)
    how = [
        (text.text("sources.rows"), text.text("sources.rows_of_months")),
        *((long_month(period, text.language), text.listed(found)) for period, found in sorted(bills.items())),
    ]
    heads = [text.text(f"bills.{source}") for source in FUNDING]
    number = paper.sources.add_total(own.text("months"), heads, values, how)
    totals = (yuan(sum(column)) for column in zip(*values, strict=True))
    rows: list[tuple[str, ...] | Row] = [
        (
            *(long_month(one.month, text.language), paper.service(one.service)),
            *(*(yuan(amount) for amount in amounts), number),
        )
        for one, amounts in zip(months, values, strict=True)
    ]
    rows.append(Row((own.text("total"), "", *totals, number), total=True))
    columns = (
        *(Column(own.text("month")), Column(own.text("service"), share=0.24)),
        *(*paper.right("bills", *FUNDING), paper.source),
    )
    yield Table(columns, tuple(rows), caption=own.text("months"))


def _charges(section: str, first_column: str, charges: tuple[Charge, ...], paper: Paper) -> Iterator[Block]:
    text = paper.text
    yield Heading(text.text(f"{section}.heading"))
    if not charges:
        yield Paragraph(text.text(f"{section}.none"))
        return
    values = [[getattr(charge, source) for source in FUNDING] for charge in charges]
    columns = (*paper.right(section, first_column), *paper.right("bills", *FUNDING[1:]))
    heads = [column.head for column in columns]
    number = paper.sources.add_total(text.text(f"{section}.heading"), heads, values, _how(section, paper))
    rows: list[tuple[str, ...] | Row] = [
        (paper.service(charge.service), *(yuan(amount) for amount in amounts), number)
        for charge, amounts in zip(charges, values, strict=True)
    ]
    totals = (yuan(sum(column)) for column in zip(*values, strict=True))
    rows.append(Row((text.text(f"{section}.total"), *totals, number), total=True))
    columns = (*columns, paper.source)
    yield Table((Column(text.text("bills.service"), share=0.3), *columns), tuple(rows))


def _how(section: str, paper: Paper) -> tuple[tuple[str, str], ...]:
    """Say what the rows of a table of charges add up: a service's months, or its orders."""
    text = paper.text
    rows = text.text("sources.rows")
    if section == "bills":
        months = wording("settlement_workbook", text.language).text("months")
        return ((rows, text.text("sources.rows_of_charges", table=months)),)
    orders = (f"{one.order.id} {yuan(one.rest.payable)}" for one in paper.settlement.bought if one.rest.payable)
    return ((rows, text.text("sources.rows_of_orders", orders=text.listed(orders, long=True))),)


def _billed_orders(paper: Paper) -> Iterator[Block]:
    """Name the orders of the span that a bill holds: their money stands there, and is not counted again."""
    text = paper.text
    orders = [
        text.text("purchases.billed_order", order=one.order.id, bills=text.listed(one.bills))
        for one in paper.settlement.bought
        if one.bills
    ]
    if orders:
        yield Note(text.text("purchases.billed", orders=text.listed(orders)))


def _closing(paper: Paper) -> Iterator[Block]:
    text = paper.text
    if paper.own:
        yield Note(text.text("closing.own"))
        return
    customer = paper.settlement.after.situation.facts.agreement.customer.name
    day = text.text("closing.date")
    provider = text.text("closing.provider", provider=provider_of(paper.settlement.after).name)
    yield Paragraph(text.text("closing.text"))
    yield Paragraph(text.text("closing.confirm"))
    yield Signatures((Signature((text.text("closing.customer", customer=customer),), day), Signature((provider,), day)))


def _annex(paper: Paper) -> Annex:
    text = paper.text
    through = paper.settlement.after.situation.calendar.official_through
    lead = Paragraph(text.text("closing.annex_lead", last=paper.settlement.last, through=through))
    return Annex(text.text("closing.annex_label"), text.text("closing.annex_title"), (lead, *paper.sources.blocks()))
