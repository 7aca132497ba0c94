"""The fee statement of one invoice: a table of day-ranges whose fees add up to its late fee."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from models.assess import Assessment
from models.fee_statement import FeeStatement, Range, fee_statement
from models.figures import write_value
from models.money import DECIMALS, YUAN
from models.vocabulary import Vocabulary, vocabulary
from reports.derivations import figure_entry
from reports.pdf import pdf
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
    Table,
    Title,
)
from reports.typesetting.render import Progress
from reports.wording import (
    CHINESE,
    Wording,
    agreement_name,
    capitals,
    document_language,
    letter_words,
    long_date,
    wording,
    yuan,
)


def fee_statement_pdf(
    assessment: Assessment, invoice: str, *, language: str = CHINESE, progress: Progress | None = None
) -> bytes:
    """Make the fee statement of an invoice as a PDF, as of the assessment's day.

    Raises :class:`models.problems.Refused` when there is no such invoice or it bears no late fee, and what ``progress``
    raises.
    """
    return pdf(fee_statement_document(fee_statement(assessment, invoice), language), progress=progress)


def fee_statement_document(statement: FeeStatement, language: str = CHINESE) -> Document:
    """Give the fee statement as a document of blocks."""
    text, words = wording("fee_statement", language), vocabulary(language)
    invoice, as_of = statement.invoice.id, statement.assessment.as_of
    return Document(
        title=f"{text.text('title')} {invoice}",
        created=as_of,
        author=statement.assessment.situation.facts.agreement.customer.name,
        subject=text.text("subject", invoice=invoice, as_of=as_of),
        blocks=(
            Title(text.text("title")),
            *_facts(statement, text, words),
            *_ranges(statement, text),
            *_payments(statement, text, words),
            Note(text.text("closing.remark")),
            _annex(statement, text, words),
        ),
        header=text.text("header", invoice=invoice),
        footer=letter_words(language).text("footer", page="{page}", pages="{pages}"),
        language=document_language(language),
        compact=True,
    )


def range_cells(one: Range) -> tuple[str, ...]:
    """Give the cells of a range: principal, first and last day, days, daily rate, exact fee."""
    rate = f"{write_value(one.rate * 100, 'number')}%"
    return yuan(one.principal), one.first.isoformat(), one.last.isoformat(), str(one.days), rate, exact_yuan(one.fee)


def exact_yuan(amount: Fraction) -> str:
    """Write an exact amount of 1e-8 CNY in full, at least two decimals: ``17.50035``.

    Rates are decimals, so the digits end; those of another fraction would be cut off after sixteen.
    """
    whole, rest = divmod(abs(amount) / YUAN, 1)
    digits = f"{int(rest * 10 ** (2 * DECIMALS)):0{2 * DECIMALS}d}".rstrip("0")
    return f"{'-' if amount < 0 else ''}{int(whole):,}.{digits.ljust(2, '0')}"


def _facts(statement: FeeStatement, text: Wording, words: Vocabulary) -> Iterator[Block]:
    situation, invoice = statement.assessment.situation, statement.invoice
    agreement = situation.facts.agreement
    name = agreement_name(situation.terms, text.language)
    amount = text.text("facts.amount_value", amount=yuan(statement.principal))
    if statement.principal != invoice.amount:
        amounts = {"amount": yuan(statement.principal), "invoice": yuan(invoice.amount)}
        amount = text.text("facts.amount_reversed", **amounts)
    numbered = ((text.text("facts.number"), invoice.number),) if invoice.number else ()
    yield KeyValues(
        (
            (text.text("facts.customer"), agreement.customer.name),
            (text.text("facts.provider"), (agreement.provider or situation.terms.provider).name),
            (
                text.text("facts.agreement"),
                text.text("facts.agreement_value", agreement=name, signed_on=agreement.signed_on),
            ),
            (text.text("facts.invoice"), invoice.id),
            *numbered,
            (text.text("facts.amount"), amount),
            (
                text.text("facts.deadline"),
                text.text("facts.deadline_value", day=_day(statement.deadline.value, text.language)),
            ),
            (text.text("facts.outstanding"), text.text("facts.amount_value", amount=yuan(statement.outstanding))),
            (text.text("facts.as_of"), long_date(statement.assessment.as_of, text.language)),
        )
    )
    yield Note(text.text("facts.unit"))
    if statement.late_fee.provisional:
        yield Note(text.text("closing.provisional", range=words.provisional(statement.late_fee)))


def _day(value: object, language: str) -> str:
    return long_date(value, language) if isinstance(value, date) else "—"


def _ranges(statement: FeeStatement, text: Wording) -> Iterator[Block]:
    rows: list[tuple[str, ...] | Row] = [
        (str(number), *range_cells(one), _changed(one, statement, text))
        for number, one in enumerate(statement.ranges, start=1)
    ]
    rows += [
        Row((text.text("ranges.exact"), "", "", "", "", "", exact_yuan(statement.exact), ""), total=True),
        Row((text.text("ranges.total"), "", "", "", "", "", yuan(statement.total), ""), total=True),
    ]
    right = {"principal", "days", "rate", "fee"}
    names = ("range", "principal", "first", "last", "days", "rate", "fee", "changed")
    yield Heading(text.text("ranges.heading"))
    yield Table(
        tuple(Column(text.text(f"ranges.{name}"), "right" if name in right else "left") for name in names), tuple(rows)
    )
    amounts = {"exact": exact_yuan(statement.exact), "total": yuan(statement.total)}
    yield Note(text.text("ranges.rounding", **amounts))
    yield Note(text.text("ranges.capitals", capitals=capitals(statement.total, text.language)))


def _changed(one: Range, statement: FeeStatement, text: Wording) -> str:
    if one.payments:
        return text.text("ranges.paid", payments=text.listed(one.payments))
    return text.text("ranges.running" if one is statement.ranges[-1] else "ranges.rate_changed")


def _payments(statement: FeeStatement, text: Wording, words: Vocabulary) -> Iterator[Block]:
    yield Heading(text.text("payments.heading"))
    parts = [(part, "principal") for part in statement.covered] + [(p, "penalty") for p in statement.penalty_covered]
    if not parts:
        yield Paragraph(text.text("payments.none"))
        return
    payments = statement.assessment.situation.facts.payments
    names = ("principal", *(("penalty",) if statement.penalty_covered else ()))
    rows: list[tuple[str, ...] | Row] = [
        (
            part.on.isoformat(),
            part.payment,
            words.choice("method", payments[part.payment].method),
            *(yuan(part.amount) if name == covers else "—" for name in names),
        )
        for part, covers in sorted(parts, key=lambda one: (one[0].on, one[0].payment, one[1]))
    ]
    sums = (yuan(sum(part.amount for part, covers in parts if covers == name)) for name in names)
    rows.append(Row((text.text("payments.total"), "", "", *sums), total=True))
    heads = (Column(text.text(f"payments.{name}")) for name in ("day", "payment", "method"))
    yield Table((*heads, *(Column(text.text(f"payments.{name}"), "right") for name in names)), tuple(rows))
    if statement.penalty_covered:
        left = yuan(statement.total - statement.penalty_paid)
        yield Note(text.text("payments.left", paid=yuan(statement.penalty_paid), left=left))


def _annex(statement: FeeStatement, text: Wording, words: Vocabulary) -> Annex:
    through = statement.assessment.situation.calendar.official_through
    lead = Paragraph(text.text("closing.annex_lead", as_of=statement.assessment.as_of, through=through))
    figures = (statement.deadline, statement.late_fee)
    entries = (figure_entry(statement.assessment, figure, words, n) for n, figure in enumerate(figures, start=1))
    return Annex(text.text("closing.annex_label"), text.text("closing.annex_title"), (lead, *entries))
