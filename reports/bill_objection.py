"""The letter of objection to a bill (3.2.4), with an annex that derives every figure it uses."""

from collections.abc import Iterator
from datetime import date

from models.assess import Assessment
from models.china_time import china_day
from models.facts.records import Customer, Provider
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
        *_closing(assessment, objection, text, words),
        _annex(assessment, objection, text, words),
    )
    return Document(
        title=title, created=assessment.as_of, author=customer.name, subject=title, blocks=blocks, language="zh-CN"
    )


def provider_of(assessment: Assessment) -> Provider:
    """Give the provider as the agreement on record names it, or as the bundled terms do."""
    return assessment.situation.facts.agreement.provider or assessment.situation.terms.provider


def contact_line(customer: Customer, text: Wording, words: Vocabulary) -> str:
    """Give what is on record to reach the customer by, in one sentence; empty when nothing is."""
    parts = [
        text.text("closing.contact", name=words.field("customer", name), value=value)
        for name in ("contact", "phone", "email", "address")
        if (value := getattr(customer, name))
    ]
    return "；".join(parts) + "。" if parts else ""


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
    bill = objection.bill
    sent = text.text(
        "facts.sent",
        sent_on=china_day(bill.sent_at),
        channel=text.text(f"facts.channel.{bill.channel}"),
        total=yuan(bill.total),
        total_capitals=capitals(bill.total),
    )
    yield Heading(text.text("facts.heading"))
    yield Paragraph(sent + _delivery(assessment, objection, text))
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


def _delivery(assessment: Assessment, objection: BillObjection, text: Wording) -> str:
    """Say when the bill was delivered and why: received, at once, by post, or moved by days off."""
    delivered, due_on = objection.delivered, objection.due_on
    if delivered.status == "actual":
        return text.text("facts.delivered_actual", delivered_on=delivered.value)
    told = ""
    if objection.bill.channel == "post":
        days = (due_on - china_day(objection.bill.sent_at)).days
        told = text.text("facts.posted", clause=delivered.clause, days=days, due_on=due_on)
    if delivered.value != due_on:
        reading = assessment.situation.reading("delivery_rolls_on")
        day_off = text.text(f"facts.day_off.{reading}")
        told += text.text("facts.rolled", due_on=due_on, day_off=day_off, delivered_on=delivered.value)
    elif not told:
        told = text.text("facts.delivered_deemed", clause=delivered.clause, delivered_on=delivered.value)
    return told + (text.text("facts.provisional") if delivered.provisional else "")


def _dispute(objection: BillObjection, text: Wording) -> Iterator[Block]:
    bill, difference = objection.bill, objection.difference
    yield Heading(text.text("dispute.heading"))
    if difference:
        key = "dispute.more" if difference > 0 else "dispute.less"
        amounts = {"lines_total": yuan(objection.lines_total), "difference": yuan(abs(difference))}
        yield Paragraph(text.text(key, total=yuan(bill.total), **amounts))
    reason = [line for line in map(str.strip, objection.reason.splitlines()) if line]
    if reason:
        ended = reason[-1] if reason[-1][-1] in "。！？.!?；;”）)" else reason[-1] + "。"
        first, *rest = (*reason[:-1], ended)
        yield Paragraph(text.text("dispute.reason", reason=first))
        yield from map(Paragraph, rest)
    if not difference and not reason:
        yield Paragraph(text.text("dispute.verify"))
    yield Paragraph(_amount(objection, text))


def _amount(objection: BillObjection, text: Wording) -> str:
    """Say what is in dispute, and of the rest only what the customer has said of it."""
    if objection.disputed is None or objection.undisputed is None:
        return text.text("dispute.amount_unknown")
    told = text.text(
        "dispute.amount", disputed=yuan(objection.disputed), disputed_capitals=capitals(objection.disputed)
    )
    if objection.undisputed == 0:
        return told + text.text("dispute.whole")
    if objection.undisputed > 0:
        key = "dispute.undisputed_named" if objection.named else "dispute.undisputed_derived"
        told += text.text(key, undisputed=yuan(objection.undisputed))
    return told


def _ground(objection: BillObjection, text: Wording) -> Iterator[Block]:
    deadline = objection.deadline
    days = next(one.value for one in deadline.because.inputs if one.unit == "working_days")
    yield Heading(text.text("ground.heading"))
    yield Paragraph(text.text("ground.term", clause=deadline.clause, days=days))
    count = text.text(
        "ground.count_provisional" if deadline.provisional else "ground.count",
        delivered_on=objection.delivered.value,
        days=days,
        deadline=deadline.value,
        earliest=deadline.earliest,
        latest=deadline.latest,
    )
    answer = objection.bill.answer
    if answer is not None and answer.kind == "confirmed":
        yield Paragraph(count + text.text("ground.confirmed", answered_on=answer.on))
    else:
        objected = text.text(
            "ground.by_letter" if objection.by_letter else "ground.objected", objected_on=objection.objected_on
        )
        result = "late" if not objection.in_time else "in_time" if objection.certainly else "in_time_expected"
        yield Paragraph(count + objected + text.text(f"ground.{result}"))
    yield Paragraph(text.text("ground.bearing"))


def _request(objection: BillObjection, text: Wording) -> Iterator[Block]:
    yield Heading(text.text("request.heading"))
    yield Paragraph(text.text("request.lead", reply_by=objection.reply_by))
    yield Items(text.texts("request.items"), label="（{cn}）")


def _closing(assessment: Assessment, objection: BillObjection, text: Wording, words: Vocabulary) -> Iterator[Block]:
    customer = assessment.situation.facts.agreement.customer
    contact = contact_line(customer, text, words)
    if contact:
        yield Paragraph(contact)
    yield Paragraph(text.text("closing.regards"))
    bill_copy = text.text("closing.bill_copy", period=long_month(objection.bill.period), bill=objection.bill.id)
    yield Attachments((bill_copy, text.text("closing.calculation")), label=text.text("closing.attachments"))
    yield Signature((text.text("closing.signature", customer=customer.name),), long_date(assessment.as_of))


def _annex(assessment: Assessment, objection: BillObjection, text: Wording, words: Vocabulary) -> Annex:
    entries: list[Derivation] = [
        figure_entry(assessment, figure, words, number)
        for number, figure in enumerate((objection.delivered, objection.deadline), start=1)
    ]
    for derived in objection.derived:
        name = f"{len(entries) + 1}. {text.text(f'derived.{derived.name}')}"
        entries.append(entry(name, words.value(derived.value, derived.unit), derived.because, words))
    through: date = assessment.situation.calendar.official_through
    lead = Paragraph(text.text("closing.annex_lead", through=through))
    return Annex(text.text("closing.annex_label"), text.text("closing.calculation"), (lead, *entries))
