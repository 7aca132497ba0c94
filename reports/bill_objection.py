"""The letter of objection to a bill (3.2.4), with an annex that derives every figure it uses."""

from collections.abc import Iterator
from datetime import date

from models.assess import Assessment
from models.china_time import china_day
from models.facts.records import Customer, Provider
from models.figures import Figure
from models.objection import BillObjection, bill_objection
from models.vocabulary import Vocabulary, vocabulary
from reports.derivations import entry, figure_entry
from reports.pdf import pdf
from reports.typesetting import (
    Annex,
    Attachments,
    Block,
    Column,
    Derivation,
    Document,
    Heading,
    Items,
    LetterNumber,
    Paragraph,
    Row,
    Salutation,
    Signature,
    Table,
    Title,
)
from reports.wording import Wording, capitals, long_date, long_month, wording, yuan


def bill_objection_pdf(assessment: Assessment, bill_id: str, *, number: str | None = None) -> bytes:
    """Make the letter as a PDF, dated on the assessment's day.

    ``number`` is the letter's own number as printed, e.g. ``〔2026〕3号``. The same ledger and day give the same bytes.
    Raises :class:`models.problems.Refused` when there is no such bill or nothing shows that it was delivered.
    """
    return pdf(bill_objection_letter(assessment, bill_id, number=number))


def bill_objection_letter(assessment: Assessment, bill_id: str, *, number: str | None = None) -> Document:
    """Give the letter as a document of blocks."""
    objection = bill_objection(assessment, bill_id)
    text, words = wording("bill_objection"), vocabulary("zh")
    facts = assessment.situation.facts
    customer = facts.agreement.customer
    title = text.text("title", period=long_month(objection.bill.period))
    blocks = (
        Title(title),
        *((LetterNumber(text.text("number", number=number)),) if number else ()),
        *_opening(assessment, objection, text),
        *_facts(assessment, objection, text, words),
        *_dispute(objection, text),
        *_ground(objection, text),
        *_request(objection, text),
        Heading(text.text("reservation.heading")),
        Paragraph(text.text("reservation.text", signed_at=assessment.situation.terms.signed_at["zh"])),
        *_closing(assessment, objection, text),
        _annex(assessment, objection, text, words),
    )
    return Document(
        title=title, created=assessment.as_of, author=customer.name, subject=title, blocks=blocks, language="zh-CN"
    )


def provider_of(assessment: Assessment) -> Provider:
    """Give the provider as the agreement on record names it, or as the bundled terms do."""
    return assessment.situation.facts.agreement.provider or assessment.situation.terms.provider


def contact_line(customer: Customer) -> str:
    """Give what is on record to reach the customer by, in one line; empty when nothing is."""
    parts = (customer.contact, customer.phone, customer.email, customer.address)
    return "，".join(part for part in parts if part)


def _opening(assessment: Assessment, objection: BillObjection, text: Wording) -> Iterator[Block]:
    agreement, bill = assessment.situation.facts.agreement, objection.bill
    yield Salutation(text.text("salutation", provider=provider_of(assessment).name))
    yield Paragraph(
        text.text(
            "opening",
            signed_on=agreement.signed_on,
            agreement=_agreement_name(assessment),
            customer=agreement.customer.name,
            account=bill.account,
            period=long_month(bill.period),
            bill=bill.id,
        )
    )


def _agreement_name(assessment: Assessment) -> str:
    return assessment.situation.terms.title["zh"].partition("（")[0]


def _facts(assessment: Assessment, objection: BillObjection, text: Wording, words: Vocabulary) -> Iterator[Block]:
    bill, delivered = objection.bill, objection.delivered
    sent_on = china_day(bill.sent_at)
    sent = text.text(
        "facts.sent",
        sent_on=sent_on,
        channel=words.choice("channel", bill.channel),
        total=yuan(bill.total),
        total_capitals=capitals(bill.total),
    )
    if delivered.status == "actual":
        key = "facts.delivered_actual"
    else:
        rolled = bill.channel != "post" and delivered.value != sent_on
        key = "facts.delivered_rolled" if rolled else "facts.delivered_deemed"
    yield Heading(text.text("facts.heading"))
    yield Paragraph(sent + text.text(key, clause=delivered.clause, delivered_on=delivered.value))
    if not bill.lines:
        yield Paragraph(text.text("facts.no_lines"))
        return
    yield Paragraph(text.text("facts.lines"))
    services = assessment.situation.facts.services
    rows = [
        (
            services[line.service].name,
            f"{line.usage_from.isoformat()}—{line.usage_to.isoformat()}",
            *(yuan(amount or 0) for amount in (line.payable, line.cash, line.gift, line.voucher)),
        )
        for line in bill.lines
    ]
    totals = [sum(getattr(line, name) or 0 for line in bill.lines) for name in ("payable", "cash", "gift", "voucher")]
    heads = [words.field("billline", name) for name in ("payable", "cash", "gift", "voucher")]
    yield Table(
        (
            Column(words.kind("service"), share=0.24),
            Column(text.text("facts.usage"), share=0.30),
            *(Column(head, "right") for head in heads),
        ),
        (*rows, Row((text.text("facts.lines_total"), "", *map(yuan, totals)), total=True)),
        caption=text.text("facts.unit"),
    )


def _dispute(objection: BillObjection, text: Wording) -> Iterator[Block]:
    bill = objection.bill
    yield Heading(text.text("dispute.heading"))
    if objection.difference:
        yield Paragraph(
            text.text(
                "dispute.difference",
                total=yuan(bill.total),
                lines_total=yuan(objection.lines_total),
                difference=yuan(objection.difference),
            )
        )
    if bill.answer is not None and bill.answer.reason:
        yield Paragraph(text.text("dispute.reason", reason=bill.answer.reason))
    if objection.disputed is None or objection.undisputed is None:
        yield Paragraph(text.text("dispute.amount_unknown"))
        return
    disputed = text.text(
        "dispute.amount", disputed=yuan(objection.disputed), disputed_capitals=capitals(objection.disputed)
    )
    yield Paragraph(disputed + text.text("dispute.undisputed", undisputed=yuan(objection.undisputed)))


def _ground(objection: BillObjection, text: Wording) -> Iterator[Block]:
    because = objection.deadline.because
    days = next(one.value for one in because.inputs if one.unit == "working_days")
    blanks = {
        "delivered_on": objection.delivered.value,
        "deadline": objection.deadline.value,
        "days": days,
        "objected_on": objection.objected_on,
    }
    yield Heading(text.text("ground.heading"))
    yield Paragraph(text.text("ground.term", clause=objection.deadline.clause, days=days))
    answer = objection.bill.answer
    if answer is not None and answer.kind == "confirmed":
        yield Paragraph(text.text("ground.confirmed", answered_on=answer.on))
    else:
        yield Paragraph(text.text("ground.in_time" if objection.in_time else "ground.late", **blanks))
    yield Paragraph(text.text("ground.bearing"))


def _request(objection: BillObjection, text: Wording) -> Iterator[Block]:
    yield Heading(text.text("request.heading"))
    yield Paragraph(text.text("request.lead", reply_by=objection.reply_by))
    yield Items(text.texts("request.items"), label="（{cn}）")


def _closing(assessment: Assessment, objection: BillObjection, text: Wording) -> Iterator[Block]:
    customer = assessment.situation.facts.agreement.customer
    contact = contact_line(customer)
    if contact:
        yield Paragraph(text.text("closing.contact", contact=contact))
    yield Paragraph(text.text("closing.regards"))
    bill_copy = text.text("closing.bill_copy", period=long_month(objection.bill.period), bill=objection.bill.id)
    yield Attachments((bill_copy, text.text("closing.calculation")), label=text.text("closing.attachments"))
    yield Signature((text.text("closing.signature", customer=customer.name),), long_date(assessment.as_of))


def _annex(assessment: Assessment, objection: BillObjection, text: Wording, words: Vocabulary) -> Annex:
    figures: list[Figure] = [objection.delivered, objection.deadline]
    entries: list[Derivation] = [
        figure_entry(assessment, figure, words, number) for number, figure in enumerate(figures, start=1)
    ]
    if objection.because_disputed is not None and objection.disputed is not None:
        value = words.value(objection.disputed, "money")
        name = f"{len(entries) + 1}. {words.field('answer', 'disputed')}"
        entries.append(entry(name, value, objection.because_disputed, words))
    through: date = assessment.situation.calendar.official_through
    lead = Paragraph(text.text("closing.annex_lead", through=through))
    return Annex(text.text("closing.annex_label"), text.text("closing.calculation"), (lead, *entries))
